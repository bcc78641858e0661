"""Marking an input as not applicable, unknown or withheld, with a reason in a few words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from msq_tui.core.language import tr
from msq_tui.core.response import Mark
from msq_tui.core.standing import state_word

from ..actions import bindings
from ..literal import literal
from ..widgets.line_input import LineInput
from ..widgets.row_list import Row, RowList
from .ask import ChooseScreen, HoldsTyped

NO_MARK = "none"


class MarkScreen(HoldsTyped[tuple[str, str]]):
    """Asks for a mark and its reason: (state, reason), ("", "") to take the mark back, None to leave it."""

    BINDINGS = bindings("mark")
    table = "mark"

    def __init__(self, allowed: list[str], present: Mark | None, title: str) -> None:
        super().__init__()
        self._allowed = allowed
        self._present = present
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(literal(self._title), classes="question")
            yield RowList(self._rows())
            yield Static(tr("Why, in a few words (needed where an answer is required):"), markup=False)
            yield LineInput(self._present.reason if self._present else "")
            yield Static(tr("Tab to the reason  Enter marks it  Esc back"), classes="quiet", markup=False)

    def _rows(self) -> list[Row]:
        rows = [Row([tr("It is {state}", state=state_word(state))], state) for state in self._allowed]
        return [*rows, Row([tr("No mark: I will answer it")], NO_MARK)]

    def on_mount(self) -> None:
        """Begin at the mark there is."""
        self.query_one(RowList).show(self._rows(), self._present.state if self._present else None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A mark was chosen."""
        self.keep()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The reason is complete."""
        self.keep()

    @property
    def _reason(self) -> str:
        return self.query_one(Input).value

    @property
    def is_begun(self) -> bool:
        before = self._present.reason if self._present else ""
        return bool(self._reason.strip()) and self._reason.strip() != before.strip()

    def keep(self) -> None:
        """End with the mark under the bar and its reason; a reason that no mark would hold is asked about."""
        state = self.query_one(RowList).chosen or NO_MARK
        if state != NO_MARK:
            self.dismiss((state, self._reason))
        elif not self.is_begun:
            self.dismiss(("", ""))
        else:
            self._ask_to_drop()

    def _ask_to_drop(self) -> None:
        def chosen(way: str | None) -> None:
            if way == "drop":
                self.dismiss(("", ""))

        ways = [("back", tr("Go back and choose a mark")), ("drop", tr("No mark, and no reason"))]
        self.app.push_screen(ChooseScreen(tr("A reason is kept only with a mark."), ways), chosen)
