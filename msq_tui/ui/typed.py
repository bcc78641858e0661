"""What keys and pastes bring in, through the one door for text, and what is told where something was left out."""

from __future__ import annotations

from textual import events

from msq_tui.core.language import tr, tr_count
from msq_tui.core.text import Cleaned, clean_text


def typed(event: events.Key) -> Cleaned | None:
    """What a key types; None where it types nothing, or is one of the characters that Textual takes by itself.

    Textual takes what Python calls printable. That leaves out the joiners of Persian and Indian keyboards, no-break
    and wide spaces, and characters newer than Python's tables: a key for one of these would do nothing at all.
    """
    character = event.character
    if character is None or character.isascii() or character.isprintable():
        return None
    return clean_text(character)


def told_as_dropped(count: int, pasted: bool) -> str:
    """What is said when characters were left out on the way in."""
    if pasted:
        return tr_count(
            "{count} hidden control character was left out of what you pasted.",
            "{count} hidden control characters were left out of what you pasted.",
            count,
        )
    return tr_count(
        "{count} hidden control character was left out of what you typed.",
        "{count} hidden control characters were left out of what you typed.",
        count,
    )


def told_as_refused(count: int, most: int) -> str:
    """What is said when a paste was longer than a field holds."""
    return tr(
        "Not pasted: {count} characters, and there is room for {most}. Nothing was changed.",
        count=count,
        most=max(most, 0),
    )
