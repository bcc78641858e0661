"""Text drawn line by line: what stands on a page around the one live editor, the outline, the bar on top.

A drawn line costs no widget, so a page is one or two widgets however many questions it holds, and every foreign text
passes :func:`~msq_tui.core.text.display` and is never markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from msq_tui.core.text import display

MARGIN = 5
"""Columns left of a question's words: the mark of the place and the printed number."""
INSET = 7
"""Columns left of an answer."""


@dataclass(slots=True)
class Line:
    """One line: pieces of text with the name of a style, and what a click on it means."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    target: str | None = None

    @property
    def text(self) -> str:
        """The line without styles."""
        return "".join(text for text, _ in self.pieces)


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells, broken at spaces where there are any; safe to draw."""
    lines: list[str] = []
    for paragraph in display(text).split("\n"):
        lines += _wrapped_paragraph(paragraph, max(width, 1))
    return lines


def _wrapped_paragraph(paragraph: str, width: int) -> list[str]:
    if cell_len(paragraph) <= width:
        return [paragraph]
    lines, line, used = [], "", 0
    for word in _words(paragraph):
        cells = cell_len(word)
        if used + cell_len(word.rstrip(" ")) <= width:
            line, used = line + word, used + cells
            continue
        if line.strip():
            lines.append(line.rstrip(" "))
        line, used = "", 0
        while cell_len(word.rstrip(" ")) > width:
            head = cut(word, width)
            # An address reads better when it breaks behind a stroke.
            stroke = head.rfind("/") + 1
            if stroke > len(head) // 2:
                head = head[:stroke]
            lines.append(head)
            word = word[len(head) :]
        line, used = word, cell_len(word)
    if line.strip() or not lines:
        lines.append(line.rstrip(" "))
    return lines


def _words(text: str) -> Iterable[str]:
    """Words with the spaces behind them."""
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] == " " and text[at] != " ":
            yield text[start:at]
            start = at
    yield text[start:]


def cut(text: str, width: int) -> str:
    """The start of ``text`` that fits into ``width`` cells; never half a character, never nothing."""
    if cell_len(text) <= width:
        return text
    used, end = 0, 0
    spans, _ = split_graphemes(text)
    for _, stop, cells in spans:
        if used + cells > width and end:
            break
        used, end = used + cells, stop
    return text[:end]


def tail(text: str, width: int) -> str:
    """The end of ``text`` that fits into ``width`` cells, behind an ellipsis where it is not the whole."""
    if cell_len(text) <= width:
        return text
    # Never more characters than cells but for accents, which take none: as many again are looked at for them.
    rest = text[-2 * max(width, 1) :]
    while rest and cell_len("…" + rest) > width:
        rest = rest[1:]
    return "…" + rest


def fitted(text: str, width: int) -> str:
    """``text`` on one line with single spaces, shortened with an ellipsis where it does not fit."""
    return shortened(" ".join(text.split()), width)


def shortened(text: str, width: int) -> str:
    """``text`` on one line, its spaces kept, shortened with an ellipsis where it does not fit."""
    line = display(text).replace("\n", " ")
    if cell_len(line) <= width:
        return line
    # Stray joiners change the width of what follows them, so the whole is measured.
    room = width - 1
    while room > 1 and cell_len(cut(line, room) + "…") > width:
        room -= 1
    return cut(line, room) + "…"


class Drawn(Widget):
    """Lines of text. A click posts :class:`Chosen` with the line's target."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "drawn--plain", "drawn--number", "drawn--question", "drawn--quiet", "drawn--answer", "drawn--problem",
        "drawn--heading", "drawn--here", "drawn--bar", "drawn--trouble", "drawn--state",
    }  # fmt: skip

    @dataclass
    class Chosen(Message):
        """A line with a target was clicked."""

        target: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.lines: list[Line] = []

    def draw(self, lines: list[Line]) -> None:
        """Show these lines from now on."""
        taller = len(lines) != len(self.lines)
        self.lines = lines
        self.refresh(layout=taller)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as lines."""
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        """One line as Textual paints it."""
        width = self.size.width
        base = self.rich_style
        segments = []
        for text, style in self.lines[y].pieces if y < len(self.lines) else ():
            segments.append(
                Segment(text, base + self.get_component_rich_style(f"drawn--{style}", partial=True))
            )
        return Strip(segments).adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if 0 <= event.y < len(self.lines) and (target := self.lines[event.y].target):
            self.post_message(self.Chosen(target))
