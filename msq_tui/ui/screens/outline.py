"""The sections and how far each is, or what is new this round; Enter goes there."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from msq_tui.core.language import tr
from msq_tui.core.question import Question
from msq_tui.core.standing import section_state_word
from msq_tui.session.filling import FillingSession

from ..actions import bindings
from ..page import entry_name
from ..widgets.drawn import fitted
from ..widgets.row_list import Row, RowList

MOST_TITLE_WIDTH = 36
STATE_WIDTH = 32
"""What the state and the counts of a section take, with the frame around the list."""


class OutlineScreen(ModalScreen[str | None]):
    """All sections; N shows what is new this round under them, and all sections again.

    A row is named by what it leads to: ``section``, ``entry`` or ``place``, a space, and the id or address.
    """

    BINDINGS = bindings("outline")

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
        room = max(min(self.app.size.width * 9 // 10 - STATE_WIDTH, MOST_TITLE_WIDTH), 12)
        for section in self.session.edition.sections:
            progress = self.session.standing.section_progress(section.id)
            counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
            title = set_cell_size(fitted(section.outline_title, room), room)
            rows.append(Row([f"{title}  {section_state_word(progress)} · {counts}"], f"section {section.id}"))
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
