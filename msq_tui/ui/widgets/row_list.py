"""A list of rows to choose from, drawn line by line: labels wrap, the bar is a sign as well as a colour.

Unlike Textual's OptionList it costs nothing per row and never reads a text as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from .drawn import wrapped

BOX_PERCENT = 90
"""How much of the screen a box takes at the most (msq.tcss)."""
FEWEST_LINES = 4
HIT = Style(bold=True, underline=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its lines, and the name it is chosen by (None: a heading, passed over by the bar)."""

    lines: Sequence[str]
    name: str | None = None
    indent: int = field(default=0)
    begins_part: bool = False
    """A heading whose rows, up to the next of its kind, are gone to as one."""
    hit: tuple[int, int, int] | None = None
    """What of it was looked for: the line, and where in it that begins and ends. It is drawn underlined."""


class Part(NamedTuple):
    """A part of a list: the place of its heading among the rows, and of its first row that can be chosen."""

    heading: int
    first: int


class Spot(NamedTuple):
    """Where a list was left: the name and the place of the row under the bar, and the line that stood on top."""

    name: str | None
    at: int
    top: int


@dataclass(frozen=True, slots=True)
class RowText:
    """One line of a row as it is drawn at a width."""

    indent: int
    words: str
    is_detail: bool
    hit: tuple[int, int] | None = None


def row_texts(row: Row, width: int) -> list[RowText]:
    """A row in lines of at most ``width`` cells, the sign of the bar not counted; what is too long goes on below."""
    texts = []
    for at, line in enumerate(row.lines):
        indent = row.indent + (2 if at else 0)
        parts = wrapped(line, width - indent - 3) if width else [line]
        hit = row.hit[1:] if row.hit is not None and row.hit[0] == at and len(parts) == 1 else None
        texts += [RowText(indent, part, at > 0, hit) for part in parts]
    return texts


class RowList(ScrollView, can_focus=True):
    """Rows under a bar that Up and Down move; Enter or a click posts :class:`Chosen`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--row", "rows--quiet", "rows--heading", "rows--under-bar", "rows--left",
    }  # fmt: skip

    @dataclass
    class Chosen(Message):
        """A row was chosen."""

        rows: RowList
        name: str

    class Moved(Message):
        """The bar is on another row."""

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._lines: list[tuple[int, int]] = []
        self._texts: list[list[RowText]] = []
        self._wide = 0
        self._starts: list[int] = []
        self.at = -1
        self._wanted_top: int | None = None
        """The line to be shown on top as soon as the size is known and the lines are laid out for it."""
        if rows:
            self.show(rows)

    def show(self, rows: Sequence[Row], at: str | None = None) -> None:
        """Show these rows, the bar on the row called ``at``, else as near as can be to where it was."""
        before = self.at
        self.rows = list(rows)
        self._lay_out(self._wide)
        names = [row.name for row in self.rows]
        if at is not None and at in names:
            self.at = names.index(at)
        else:
            can = [number for number, name in enumerate(names) if name is not None]
            self.at = min(can, key=lambda number: abs(number - before), default=-1)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh(layout=True)
        self.call_after_refresh(self._show_bar)

    @property
    def spot(self) -> Spot:
        """Where the list is now, to show it there again."""
        return Spot(
            self.chosen, self.at, self.scroll_offset.y if self._wanted_top is None else self._wanted_top
        )

    def show_at(self, rows: Sequence[Row], spot: Spot) -> None:
        """Show these rows where the list was left, as near as can be."""
        self.at = spot.at
        self._wanted_top = spot.top
        self.show(rows, spot.name)

    def _lay_out(self, width: int) -> None:
        """Wrap the rows at a width; nothing is cut."""
        self._wide = width
        self._texts = [row_texts(row, width) for row in self.rows]
        self._lines = [
            (number, line) for number, texts in enumerate(self._texts) for line in range(len(texts))
        ]
        self._starts = []
        start = 0
        for texts in self._texts:
            self._starts.append(start)
            start += len(texts)

    def on_resize(self) -> None:
        """Wrap anew for the new width, the bar in view."""
        if self.size.width != self._wide:
            self._lay_out(self.size.width)
            self.virtual_size = Size(self.size.width, len(self._lines))
            self.refresh(layout=True)
            self.call_after_refresh(self._show_bar)

    @property
    def chosen(self) -> str | None:
        """The name of the row under the bar."""
        return self.rows[self.at].name if 0 <= self.at < len(self.rows) else None

    @property
    def parts(self) -> list[Part]:
        """The parts in which something can be chosen."""
        parts: list[Part] = []
        heading: int | None = None
        for at, row in enumerate(self.rows):
            if row.begins_part:
                heading = at
            elif heading is not None and row.name is not None:
                parts.append(Part(heading, at))
                heading = None
        return parts

    @property
    def part(self) -> Part | None:
        """The part in which the bar is."""
        return next((part for part in reversed(self.parts) if part.first <= self.at), None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows have; in a box no more than the words around the list leave room for."""
        # Asked for a width that a scroll bar may still narrow: what is drawn is laid out when the size is known.
        lines = (
            len(self._lines) if width == self._wide else sum(len(row_texts(row, width)) for row in self.rows)
        )
        box = self.parent
        if not isinstance(box, Widget) or not box.has_class("box"):
            return lines
        others = sum(
            child.get_content_height(container, viewport, width)
            + child.gutter.height
            + child.styles.margin.height
            for child in box.children
            if child is not self
        )
        room = viewport.height * BOX_PERCENT // 100 - box.gutter.height - others
        return min(lines, max(room, FEWEST_LINES))

    def render_line(self, y: int) -> Strip:
        """One line as Textual paints it."""
        width = self.size.width
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        number, line = self._lines[place]
        row = self.rows[number]
        under_bar = number == self.at
        # Where the keys go elsewhere, the bar is a sign alone: two bars would leave it open which one moves.
        barred = under_bar and self.has_focus
        told = self._texts[number][line]
        style = "heading" if row.name is None else "quiet" if told.is_detail else "row"
        if under_bar:
            style = "under-bar" if barred else style if told.is_detail else "left"
        lead = ("▸ " if under_bar and line == 0 else "  ") + " " * told.indent
        drawn = self.get_component_rich_style(f"rows--{style}")
        begin, end = told.hit or (0, 0)
        parts = (
            (lead + told.words[:begin], drawn),
            (told.words[begin:end], drawn + HIT),
            (told.words[end:], drawn),
        )
        return Strip([Segment(text, look) for text, look in parts if text]).adjust_cell_length(
            width, self.get_component_rich_style(f"rows--{style}") if barred else self.rich_style
        )

    def caret(self) -> Offset:
        """Where the cursor stands: at the beginning of the row under the bar."""
        return Offset(0, (self._starts[self.at] if self.at >= 0 else 0) - self.scroll_offset.y)

    def _show_bar(self) -> None:
        if self._wanted_top is not None and self.size.height and self._wide == self.size.width:
            top, self._wanted_top = self._wanted_top, None
            self.scroll_to(y=top, animate=False, force=True)
        if 0 <= self.at < len(self.rows):
            top, height = self._starts[self.at], len(self._texts[self.at])
            # The heading above the first row is seen with it.
            if all(row.name is None for row in self.rows[: self.at]):
                top, height = 0, height + top
            self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)

    def on_focus(self) -> None:
        """Draw the bar as one that moves."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the bar as one that stays."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Move the bar, or choose."""
        steps = {
            "up": (self.move, -1),
            "down": (self.move, 1),
            "pageup": (self.page, -1),
            "pagedown": (self.page, 1),
            "home": (self.end, -1),
            "end": (self.end, 1),
        }
        if event.key in steps:
            step, by = steps[event.key]
            step(by)
        elif event.key == "enter":
            self.choose()
        else:
            return
        event.stop()
        event.prevent_default()

    def move(self, by: int) -> None:
        """Move the bar to the next row that can be chosen."""
        at = self.at + by
        while 0 <= at < len(self.rows) and self.rows[at].name is None:
            at += by
        if 0 <= at < len(self.rows):
            self.at = at
            self.post_message(self.Moved())
        self._show_bar()
        self.refresh()

    def move_part(self, by: int) -> bool:
        """Move the bar to the next part; or to the beginning of this one, and from there to the one before. False where
        there is none."""
        if by > 0:
            part = next((part for part in self.parts if part.first > self.at), None)
        else:
            part = next((part for part in reversed(self.parts) if part.first < self.at), None)
        if part is not None:
            self.go_to_part(part.heading)
        return part is not None

    def go_to_part(self, heading: int) -> None:
        """Put the bar on the first row of a part, its heading on top."""
        part = next((part for part in self.parts if part.heading == heading), None)
        if part is not None:
            self.at = part.first
            self._wanted_top = self._starts[part.heading]
            self._show_bar()
            self.post_message(self.Moved())
            self.refresh()

    def page(self, by: int) -> None:
        """Move the bar by what is seen at once."""
        for _ in range(max(self.size.height - 2, 1)):
            self.move(by)

    def end(self, by: int) -> None:
        """Move the bar to the first or last row."""
        for _ in self.rows:
            self.move(by)

    def choose(self) -> None:
        """Choose the row under the bar."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._lines) and self.rows[self._lines[place][0]].name is not None:
            self.at = self._lines[place][0]
            self.refresh()
            self.choose()
