"""What a draft cannot take: it is said before it is done, so that no draft is written that would not open again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msq_tui.core.answers import plain_answers
from msq_tui.core.entries import EntriesBefore, entries_before, restore_entries
from msq_tui.core.errors import WrongUsage
from msq_tui.core.language import tr
from msq_tui.core.text import display_line
from msq_tui.files.draft_file import values_in
from msq_tui.files.places import characters_too_many
from msq_tui.files.yaml_read import MOST_NODES

if TYPE_CHECKING:
    from .filling import FillingSession

MOST_VALUES = MOST_NODES
_MOST_OF_ONE = 4
"""Values that an answer of one text is at most: its name and itself, and a mapping begun with it."""


def name_too_long(path: Path) -> str:
    """What to tell about the name of a new draft that leaves no room for the names of what lies beside it."""
    return tr(
        'The name "{file}" is too long: what belongs to a draft lies beside it under its name and a few characters more, and '
        "there is no room for them. Safe: nothing has been changed. Do now: choose a name that is at least {count} "
        "characters shorter.",
        file=display_line(path.name), count=characters_too_many(path),
    )  # fmt: skip


def _entries(before: EntriesBefore) -> int:
    return sum(map(len, before.entries.values()))


def refuse_if_full(session: FillingSession, before: EntriesBefore) -> None:
    """Where the entries just put into a repeat make more values than a draft may hold, make them what they were and raise
    WrongUsage with an instruction. Counted one by one only where it may be close: this is asked after every change."""
    response = session.response
    grown = entries_before(response, before.repeat)
    if len(grown.answers) + _entries(grown) <= len(before.answers) + _entries(before):
        return
    parts = sum(len(answer) for answer in response.answers.values() if not isinstance(answer, str))
    entries = sum(map(len, response.entries.values()))
    around = values_in(
        [session.draft.set_aside, session.draft.notes, response.justifications, session.draft.flags]
    )
    around += 6 * len(response.marks) + 60
    if (
        _MOST_OF_ONE * (len(response.answers) + entries + len(response.entries)) + parts + around
        <= MOST_VALUES
    ):
        return
    plain = plain_answers(session.index.with_entries(response.entries), response, session.given)
    if values_in(plain) + around <= MOST_VALUES:
        return
    restore_entries(response, replace(before, replaced=True))
    raise WrongUsage(
        tr(
            "There is no room for this in the draft: it would hold more than {most} values, and no program opens such a draft. "
            "Safe: nothing has been changed. Do now: take out entries that are not needed, or answer in a second draft.",
            most=MOST_VALUES,
        )
    )
