"""Foreign text for Textual's own widgets: shown as it is, never markup."""

from __future__ import annotations

from textual.content import Content

from msq_tui.core.text import display


def literal(text: str) -> Content:
    """Text of an edition, an answer or a file as content that Textual shows literally."""
    return Content(display(text))
