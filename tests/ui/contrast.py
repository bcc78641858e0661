"""Contrast as WCAG 2 defines it, and the colours that a screen is drawn in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.app import App

from msq_tui.ui.theme import LOOKS, Look

from .screen_text import screen_pieces

ON_PLAIN = ("text", "muted", "heading", "answer", "here", "warning", "error", "success", "frame", "scrollbar")
PAIRS = (
    *((front, behind) for behind in ("background", "surface") for front in ON_PLAIN),
    ("text", "panel"), ("muted", "panel"),
    ("bar_text", "bar"), ("selection_text", "selection"), ("caret_text", "caret"), ("background", "error"),
    ("scrollbar", "track"), ("track", "scrollbar"),
)  # fmt: skip
"""What is drawn on what, by their uses."""

XTERM = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
CONSOLE = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
WINDOWS = "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
PALETTES = {"xterm": XTERM.split(), "Linux console": CONSOLE.split(), "Windows Terminal": WINDOWS.split()}


def luminance(colour: ColorTriplet) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: ColorTriplet, other: ColorTriplet) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def of_pair(look: Look, front: str, behind: str) -> dict[str, float]:
    """The contrast of two uses of colour, on every kind of terminal."""
    colours, sixteen = asdict(look.colours), asdict(look.sixteen)
    ours = [Color.parse(colours[use]) for use in (front, behind)]
    found = {
        "all colours": ratio(*(colour.get_truecolor() for colour in ours)),
        "256": ratio(*(colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor() for colour in ours)),
    }
    for name, palette in PALETTES.items():
        numbers = (Color.parse(f"#{palette[int(sixteen[use])]}") for use in (front, behind))
        found[name] = ratio(*(colour.get_truecolor() for colour in numbers))
    return found


def fronts_and_backs(style: Style) -> tuple[Color | None, Color | None]:
    """What is drawn and what is behind it, as it is seen."""
    return (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)


def pairs_drawn(app: App[Any]) -> dict[tuple[str, str], str]:
    """Front and back of everything that is to be seen on the screen now, with one text in these colours."""
    found = {}
    for text, style in screen_pieces(app):
        front, behind = fronts_and_backs(style)
        assert not style.dim, f"dimmed: {text!r}"
        assert not style.blink and not style.blink2, f"blinks: {text!r}"
        if text.strip():
            assert front is not None and behind is not None, f"no colour of ours: {text!r}"
            found[front.name, behind.name] = text
    return found


def strange_pairs(app: App[Any]) -> dict[tuple[str, str], str]:
    """Pairs drawn on the screen now whose contrast is not in the table of pairs."""
    colours = asdict(LOOKS[0].colours)
    known = {(colours[front], colours[behind]) for front, behind in PAIRS}
    return {pair: text for pair, text in pairs_drawn(app).items() if pair not in known}
