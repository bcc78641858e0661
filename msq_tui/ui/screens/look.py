"""Choosing the colours: each is shown as soon as it is taken."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from msq_tui.core.language import tr

from ..actions import bindings
from ..choices import sign
from ..literal import literal
from ..looks import Looks
from ..theme import LOOKS
from ..widgets.row_list import Row, RowList


class LookScreen(ModalScreen[None]):
    """The looks there are; the one in use bears the sign of what is chosen."""

    BINDINGS = bindings("look")
    table = "look"

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(literal(self._question()), classes="question")
            yield RowList()
            yield Static("", id="told", markup=False)
            yield Static(tr("Enter takes one, Esc goes back"), classes="quiet", markup=False)

    def _question(self) -> str:
        if self._looks.no_colour:
            return tr(
                "Which colours? They are off now, because NO_COLOR is set; your choice holds when it is not."
            )
        return tr("Which colours? Your choice is kept on this computer.")

    def on_mount(self) -> None:
        """Begin at the look in use."""
        self._draw()

    def _draw(self) -> None:
        now = self._looks.now
        rows = [Row([f"{sign(look == now, False)} {look.title}"], look.name) for look in LOOKS]
        self.query_one(RowList).show(rows, now.name)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take it and show it."""
        self.query_one("#told", Static).update(literal(self._looks.take(event.name)))
        self._draw()

    def action_choose(self) -> None:
        """As Enter."""
        self.query_one(RowList).choose()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
