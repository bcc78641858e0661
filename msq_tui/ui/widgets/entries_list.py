"""The entries of a repeat: added, opened, ordered, copied and removed by a key each, removing taken back by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from msq_tui.core.language import tr

from ..editors.answer_editor import Leave
from .drawn import wrapped
from .live_editor import LiveEditor

INDENT = 2


class EntriesList(LiveEditor, can_focus=True):
    """The live editor of a repeat. It changes nothing itself: it asks the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--option", "choice--under-bar", "choice--hint"}

    @dataclass
    class Asked(Message):
        """A change of the entries was asked for: ``add``, ``open``, ``up``, ``down``, ``copy``, ``remove``, ``undo``, ``redo``."""

        repeat: str
        what: str
        entry: str | None

    def __init__(
        self, repeat: str, entries: Sequence[str], names: Sequence[str], what: str, leave: Leave
    ) -> None:
        super().__init__()
        self.repeat = repeat
        self.entries = list(entries)
        self.names = list(names)
        self.what = what
        self.leave = leave
        self.at = 0
        self._wrapped: tuple[int, list[tuple[int, str]]] = (-1, [])
        """The lines for the width last asked for: each line that is drawn asks, and there may be 2,000 entries."""

    @property
    def entry(self) -> str | None:
        """The entry under the bar; None on the line that adds one."""
        return self.entries[self.at] if self.at < len(self.entries) else None

    def _rows(self, width: int) -> list[tuple[int, str]]:
        """The lines of the entries, each with the place of its entry."""
        if self._wrapped[0] != width:
            names = [*self.names, tr("Add: {what}", what=self.what)]
            rows = [
                (place, part if line == 0 else "  " + part)
                for place, name in enumerate(names)
                for line, part in enumerate(wrapped(" ".join(name.split()), width - INDENT - 3))
            ]
            self._wrapped = width, rows
        return self._wrapped[1]

    def rows_in_focus(self) -> tuple[int, int]:
        """The entry under the bar; on the last line what the keys do there as well."""
        width = self.size.width
        rows = [y for y, (place, _) in enumerate(self._rows(width)) if place == self.at]
        return rows[0], len(rows) + (len(self._hints(width)) if self.at == len(self.entries) else 0)

    def _hints(self, width: int) -> list[str]:
        if self.entry is None:
            return wrapped(tr("Enter adds one. U takes the last change back."), width - 2)
        hint = tr(
            "Enter opens it. A adds one behind it, C copies it, + and - move it down and up, Delete removes it, U takes it back."
        )
        return wrapped(hint, width - 2)

    def caret(self) -> Offset:
        """Where the cursor stands: at the beginning of the line under the bar."""
        return Offset(0, self.rows_in_focus()[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The entries, the line that adds one, and what the keys do."""
        return len(self._rows(width)) + len(self._hints(width))

    def render_line(self, y: int) -> Strip:
        """One row as Textual paints it."""
        width = self.size.width
        rows = self._rows(width)
        if y < len(rows):
            place, part = rows[y]
            here = place == self.at
            style = self.get_component_rich_style("choice--under-bar" if here else "choice--option")
            first = y == 0 or rows[y - 1][0] != place
            text = ("▸ " if here and first else "  ") + part
            return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)
        hints = self._hints(width)
        text = "  " + hints[y - len(rows)] if y - len(rows) < len(hints) else ""
        style = self.get_component_rich_style("choice--hint")
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)

    def press(self, event: events.Key) -> bool:
        asked = {
            "a": "add",
            "c": "copy",
            "u": "undo",
            "delete": "remove",
            "+": "down",
            "plus": "down",
            "-": "up",
            "minus": "up",
        }
        # The hint shows letters as they stand on keyboards: the capital one does the same.
        what = asked.get(event.key.lower())
        if event.key in ("up", "down"):
            self._move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self._ask("open" if self.entry is not None else "add")
        elif what is not None and (self.entry is not None or what in ("add", "undo")):
            self._ask(what)
        else:
            return False
        return True

    def step(self, by: int) -> None:
        """Take the last change of entries back, or make it again."""
        self._ask("undo" if by < 0 else "redo")

    def _move(self, by: int) -> None:
        if 0 <= self.at + by <= len(self.entries):
            self.at += by
            self.refresh(layout=True)
            self.post_message(self.Moved())
        else:
            self.post_message(self.AtEnd(by))

    def _ask(self, what: str) -> None:
        self.post_message(self.Asked(self.repeat, what, self.entry))

    def on_click(self, event: events.Click) -> None:
        """Open the entry that was clicked, or add one."""
        rows = self._rows(self.size.width)
        if 0 <= event.y < len(rows):
            self.at = rows[event.y][0]
            self._ask("open" if self.entry is not None else "add")
