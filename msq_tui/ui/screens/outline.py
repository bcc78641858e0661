"""The sections and how far each is, or what is new this round; Enter goes there."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
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
from ..widgets.drawn import fitted
from ..widgets.row_list import Row, RowList

MOST_TITLE_WIDTH = 36
STATE_WIDTH = 32
"""What the state and the counts of a section take, with the frame around the list."""


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
        rows = [Row([tr("Sections   (Enter goes there, N what is new, Esc back)")]), Row([""])]
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
        rows = [Row([tr("New this round   (Enter goes there, N all sections, Esc back)")])]
        standing = self.session.standing
        for section in self.session.edition.sections:
            new = [
                Row(
                    [words if standing.is_enabled(owner) else tr("{words} (not asked now)", words=words)],
                    f"place {address}",
                    2,
                )
                for question in section.questions
                for owner, address, words in new_places(question)
            ]
            if new:
                rows += [Row([""]), Row([section.outline_title]), *new]
        if len(rows) == 1:
            rows += [Row([""]), Row([tr("Nothing is marked as new in this questionnaire.")])]
        return rows

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there."""
        self.dismiss(event.name)

    def action_close(self) -> None:
        """Back to the questions."""
        self.dismiss(None)


def new_places(question: Question) -> list[tuple[str, str, str]]:
    """What is marked as new in a question, itself or its rows and fields: id of the question, address, number and
    words."""

    def words(number: str | None, text: str) -> str:
        return f"{number} {text}" if number else text

    if question.new:
        return [
            (
                question.id,
                question.id,
                words(question.number, question.text or question.heading or question.id),
            )
        ]
    parts = (*getattr(question, "rows", ()), *getattr(question, "fields", ()))
    new = {part.code for part in parts if part.new}
    return [
        (question.id, place.address, words(place.number, place.label))
        for place in question.inputs()
        if place.path and place.path[0] in new
    ]
