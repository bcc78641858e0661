"""The sections and how far each is, in words; Enter goes there."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from msq_tui.core.language import tr
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
    """All sections."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f2", "close", tr("back"), priority=True), LEAVE]

    def __init__(self, session: FillingSession, here: str) -> None:
        super().__init__()
        self.session = session
        self.here = here

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield RowList()

    def on_mount(self) -> None:
        """Begin at the section one is in."""
        self.query_one(RowList).show(self._rows(), self.here)

    def _rows(self) -> list[Row]:
        rows = [Row([tr("Sections   (Enter goes there, Esc back)")]), Row([""])]
        room = max(min(self.app.size.width * 9 // 10 - STATE_WIDTH, MOST_TITLE_WIDTH), 12)
        for section in self.session.edition.sections:
            progress = self.session.standing.section_progress(section.id)
            counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
            title = set_cell_size(fitted(section.outline_title, room), room)
            rows.append(Row([f"{title}  {section_state_word(progress)} · {counts}"], section.id))
            for question in section.questions:
                rows += [
                    Row([entry_name(self.session, question.id, entry)], f"{question.id}/{entry}", 4)
                    for entry in self.session.entries(question.id)
                ]
        return rows

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the section."""
        self.dismiss(event.name)

    def action_close(self) -> None:
        """Back to the questions."""
        self.dismiss(None)
