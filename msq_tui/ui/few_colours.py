"""Terminals with few colours or none: what Textual makes of ours is replaced by what can be read there.

With ``NO_COLOR`` Textual draws in greys, which are colours too, and a bar of grey on grey. Here nothing carries a
colour: what has a background of its own (the bar, the row under it, the caret, what is marked) is drawn in reverse.
Among sixteen colours the nearest is often not one that can be read, so each of ours has one that is.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.color import Color as TerminalColour
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from .theme import Look


class NoColours(LineFilter):
    """Bold, underline and reverse alone."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        colours = look.colours
        self._plain = {colours.background, colours.surface, colours.track}

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(segment.text, self._style(segment.style) if segment.style else None, segment.control)
            for segment in segments
        ]

    def _style(self, style: Style) -> Style:
        behind = style.color if style.reverse else style.bgcolor
        stands_out = behind is not None and behind.name not in self._plain and not behind.is_default
        return Style(
            bold=style.bold, underline=style.underline, italic=style.italic, strike=style.strike,
            reverse=stands_out, meta=style.meta,
        )  # fmt: skip


class SixteenColours(LineFilter):
    """Our colours by their numbers among sixteen; a colour that is not ours is left to Textual."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._numbers: Mapping[str, int] = look.in_sixteen

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(segment.text, self._style(segment.style) if segment.style else None, segment.control)
            for segment in segments
        ]

    def _style(self, style: Style) -> Style:
        return style + Style.from_color(self._number(style.color), self._number(style.bgcolor))

    def _number(self, colour: TerminalColour | None) -> TerminalColour | None:
        number = self._numbers.get(colour.name) if colour is not None else None
        return colour if number is None else TerminalColour.from_ansi(number)


def line_filter(look: Look, no_colour: bool, colours: str | None) -> LineFilter | None:
    """What stands between our colours and the terminal; nothing where it has enough of them."""
    if no_colour:
        return NoColours(look)
    return SixteenColours(look) if colours == "standard" else None
