"""Small questions of the program: a line of text, or one of a few ways to go on."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from msq_tui.core.language import tr

from ..actions import bindings
from ..literal import literal
from ..widgets.drawn import wrapped
from ..widgets.line_input import LineInput
from ..widgets.row_list import Row, RowList

Answer = TypeVar("Answer")


class HoldsTyped(ModalScreen[Answer | None]):
    """A small screen that may hold words which cost somebody thought: it is not left before it was asked about them."""

    @property
    @abstractmethod
    def is_begun(self) -> bool:
        """Whether there is something typed that would go with the screen."""

    @abstractmethod
    def keep(self) -> None:
        """End with what was typed."""

    def action_close(self) -> None:
        """Leave without an answer; where one was begun, ask."""
        if not self.is_begun:
            self.dismiss(None)
            return

        def chosen(way: str | None) -> None:
            if way == "keep":
                self.keep()
            elif way == "leave":
                self.dismiss(None)

        ways = [("keep", tr("Keep it")), ("leave", tr("Go back without it"))]
        self.app.push_screen(ChooseScreen(tr("What you typed is not kept yet."), ways), chosen)


class AskScreen(HoldsTyped[str]):
    """Asks for one line; None when it was left with Esc. ``asks_first``: before a line that was begun is given up."""

    BINDINGS = bindings("ask")
    table = "ask"

    def __init__(self, question: str, suggestion: str = "", *, asks_first: bool = False) -> None:
        super().__init__()
        self._question = question
        self._suggestion = suggestion
        self._asks_first = asks_first

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(literal(self._question), classes="question")
            yield LineInput(self._suggestion)
            yield Static(tr("Enter go on  Esc back"), classes="quiet", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The line is complete."""
        self.keep()

    @property
    def is_begun(self) -> bool:
        return self._asks_first and self._typed.strip() != self._suggestion.strip()

    @property
    def _typed(self) -> str:
        return self.query_one(LineInput).value

    def keep(self) -> None:
        self.dismiss(self._typed)


class ChooseScreen(ModalScreen[str | None]):
    """Offers a few ways to go on; the first is the one that can do no harm."""

    BINDINGS = bindings("choose")
    table = "choose"

    def __init__(self, message: str, ways: list[tuple[str, str]]) -> None:
        super().__init__()
        self._message = message
        self._ways = ways

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(literal(self._message), classes="question")
            yield RowList(self._rows())
            yield Static(tr("Enter go on  Esc back"), classes="quiet", markup=False)

    def _rows(self) -> list[Row]:
        """The ways, each whole at this width of the box (msq.tcss: 90 of 100 columns, 90 at the most)."""
        width = max(min(self.app.size.width * 9 // 10, 90) - 9, 20)
        return [Row(wrapped(label, width), way) for way, label in self._ways]

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self.query_one(RowList).show(self._rows())

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A way was chosen."""
        self.dismiss(event.name)

    def action_close(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
