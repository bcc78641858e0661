"""The parts of the review with their state; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from msq_tui.core.language import tr

from ..actions import bindings
from ..widgets.row_list import Part, Row, RowList


class PartsScreen(ModalScreen[str | None]):
    """Gives the place of the heading of the part that was chosen, among the rows of the list."""

    BINDINGS = bindings("parts")
    table = "parts"

    def __init__(self, rows: Sequence[Row], parts: Sequence[Part], here: Part | None) -> None:
        super().__init__()
        self._here = here
        headings = {part.heading for part in parts}
        self._rows = [
            Row([tr("Parts of the review   (Enter goes there, Esc back)")]),
            Row([""]),
            *(Row(rows[at].lines, str(at)) for at in sorted(headings)),
        ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield RowList()

    def on_mount(self) -> None:
        """Begin at the part one is in."""
        at = str(self._here.heading) if self._here is not None else None
        self.query_one(RowList).show(self._rows, at)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there."""
        self.dismiss(event.name)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
