"""A line to type in over a list that follows it: the commands, the search, and whatever else is found by its words."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from msq_tui.core.language import tr

from ..actions import bindings
from ..literal import literal
from ..widgets.line_input import LineInput
from ..widgets.live_editor import LiveEditor
from ..widgets.row_list import Row, RowList

FRAME = 7
"""Columns around the words of a row: the frame, its padding, the bar and the scroll bar."""
MOST_WIDTH = 90

Taken = TypeVar("Taken")


class FinderLine(LineInput, LiveEditor):
    """The line: the keys that move in the list work here, each at once, so that nothing typed ahead is lost."""

    def __init__(self, text: str, screen: FinderScreen[Taken]) -> None:
        super().__init__(text)
        self.leave = screen.move
        self._keys: dict[str, Callable[[], None]] = {
            "up": partial(screen.move, -1),
            "down": partial(screen.move, 1),
            "pageup": partial(screen.turn, -1),
            "pagedown": partial(screen.turn, 1),
            "enter": screen.choose,
        }

    def press(self, event: events.Key) -> bool:
        if event.key in self._keys:
            self._keys[event.key]()
            return True
        return False


class FinderScreen(ModalScreen[Taken | None], Generic[Taken]):
    """Asks for something that is found by its words; gives what was taken, or None."""

    BINDINGS = bindings("finder")
    table = "finder"

    title_words = ""
    """What is asked for, above the line."""

    def __init__(self, typed: str = "", at: str | None = None) -> None:
        super().__init__()
        self.typed = typed
        """What is in the line; the screen may be opened again with it."""
        self.left_at = at
        """The row on which the bar was left, for the same."""
        self._followed: str | None = None
        self._at_rest = asyncio.Event()

    @abstractmethod
    def rows(self, wanted: str) -> list[Row]:
        """The rows for what is typed; those with a name can be taken."""

    @abstractmethod
    def taken(self, name: str) -> Taken:
        """What a row stands for."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box finder"):
            yield Static(literal(self.title_words), classes="quiet")
            yield FinderLine(self.typed, self)
            yield RowList(id="found")
            yield Static(tr("Up and Down move  Enter takes it  Esc back"), classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Begin in the line; what is in it is replaced by what is typed."""
        line = self.query_one(FinderLine)
        self.set_focus(line)
        line.selection = Selection(0, len(line.value))
        self.follow(self.left_at)
        self._at_rest.set()

    async def at_rest(self) -> None:
        """Wait until keys reach the line."""
        await self._at_rest.wait()

    @property
    def room(self) -> int:
        """The columns for the words of a row."""
        return max(min(self.app.size.width * 9 // 10, MOST_WIDTH) - FRAME, 20)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows the line."""
        self.follow()

    def on_resize(self) -> None:
        """Rows are made for a width."""
        if self._followed is not None:
            found = self.query_one(RowList)
            self._followed = None
            self.follow(found.chosen)

    def follow(self, at: str | None = None) -> None:
        """Show what fits the line now."""
        self.typed = self.query_one(FinderLine).value
        if self.typed != self._followed:
            self._followed = self.typed
            found = self.query_one(RowList)
            found.at = -1
            found.show(self.rows(self.typed), at)

    def move(self, by: int) -> None:
        """Move the bar."""
        self.follow()
        self.query_one(RowList).move(by)

    def turn(self, by: int) -> None:
        """Move the bar by what is seen at once."""
        self.follow()
        self.query_one(RowList).page(by)

    def choose(self) -> None:
        """Take what is under the bar."""
        self.follow()
        name = self.query_one(RowList).chosen
        if name is not None:
            self._end(self.taken(name))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the row that was clicked."""
        self._end(self.taken(event.name))

    def _end(self, taken: Taken | None) -> None:
        self.left_at = self.query_one(RowList).chosen
        self.dismiss(taken)

    def action_close(self) -> None:
        """Back, with everything as it was."""
        self._end(None)
