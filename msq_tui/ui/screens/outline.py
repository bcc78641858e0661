"""The sections and how far each is, or what is new this round; Enter goes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from msq_tui.core.language import tr
from msq_tui.core.question import Question
from msq_tui.core.standing import section_state_word
from msq_tui.session.filling import FillingSession

from ..actions import LEAVE
from ..page import entry_name
from ..widgets.drawn import wrapped
from ..widgets.row_list import Row, RowList

BOX_PERCENT, MOST_BOX_WIDTH, FRAME_WIDTH = 95, 90, 7
"""How wide a small screen is (msq.tcss), and what its frame, the sign of the bar and the space behind take of it."""


class OutlineScreen(ModalScreen[str | None]):
    """All sections; N shows what is new this round under them, and all sections again.

    A row is named by what it leads to: ``section``, ``entry`` or ``place``, a space, and the id or address.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "close", tr("back"), priority=True),
        Binding("n", "switch", tr("what is new"), priority=True),
        LEAVE,
    ]

    def __init__(self, session: FillingSession, here: str) -> None:
        super().__init__()
        self.session = session
        self.here = here
        self.only_new = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield RowList()

    def on_mount(self) -> None:
        """Begin at the section one is in."""
        self.query_one(RowList).show(self._sections(), f"section {self.here}")

    def action_switch(self) -> None:
        """Show what is new this round, or all sections again."""
        self.only_new = not self.only_new
        rows = self.query_one(RowList)
        rows.at = -1
        rows.show(self._new() if self.only_new else self._sections(), f"section {self.here}")

    def _sections(self) -> list[Row]:
        rows = [
            Row([tr("Sections   (Enter goes there, Esc back)")]),
            Row([tr("N shows what is new this round")]),
            Row([""]),
        ]
        sections = self.session.edition.sections
        states = [_state_of(self.session, section.id) for section in sections]
        widest = max(cell_len(section.outline_title) for section in sections)
        inside = min(self.app.size.width * BOX_PERCENT // 100, MOST_BOX_WIDTH) - FRAME_WIDTH
        room = max(min(inside - 2 - max(map(cell_len, states)), widest), 12)
        for section, state in zip(sections, states, strict=True):
            first, *more = wrapped(section.outline_title, room)
            rows.append(Row([f"{set_cell_size(first, room)}  {state}", *more], f"section {section.id}"))
            for question in section.questions:
                rows += [
                    Row([entry_name(self.session, question.id, entry)], f"entry {question.id}/{entry}", 4)
                    for entry in self.session.entries(question.id)
                ]
        return rows

    def _new(self) -> list[Row]:
        rows = [Row([tr("New this round   (Enter goes there, Esc back)")]), Row([tr("N shows all sections")])]
        standing = self.session.standing
        for section in self.session.edition.sections:
            new = [
                Row([_new_words(part, standing.is_enabled(question.id))], f"place {part.address}", 2)
                for question in section.questions
                for part in new_parts(question)
            ]
            if new:
                rows += [Row([""]), Row([section.outline_title]), *new]
        if len(rows) == 2:
            rows += [Row([""]), Row([tr("Nothing is marked as new in this questionnaire.")])]
        return rows

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there."""
        self.dismiss(event.name)

    def action_close(self) -> None:
        """Back to the questions."""
        self.dismiss(None)


def _state_of(session: FillingSession, section_id: str) -> str:
    """How far a section is, in a word and in numbers."""
    progress = session.standing.section_progress(section_id)
    counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
    return f"{section_state_word(progress)} · {counts}"


@dataclass(frozen=True, slots=True)
class NewPart:
    """A question, row or field that is marked as new: where it is, its printed number and words."""

    address: str
    number: str | None
    text: str


def new_parts(question: Question) -> list[NewPart]:
    """What is marked as new in a question: itself, or its rows and fields."""
    if question.new:
        return [NewPart(question.id, question.number, question.text or question.heading or question.id)]
    parts = (*getattr(question, "rows", ()), *getattr(question, "fields", ()))
    new = {part.code for part in parts if part.new}
    places = {place.path[0]: place for place in reversed(question.inputs()) if place.path}
    return [
        NewPart(place.address, place.number, place.label)
        for code, place in reversed(places.items())
        if code in new
    ]


def _new_words(part: NewPart, asked: bool) -> str:
    return " ".join(word for word in (part.number, "" if asked else tr("(not asked now)"), part.text) if word)
