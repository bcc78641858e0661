"""The screen as text. The only place in the tests that reaches into Textual: its compositor has no public reader."""

from __future__ import annotations

from typing import Any

from rich.style import Style
from textual.app import App


def screen_text(app: App[Any]) -> str:
    """What stands on the screen now, one line for each row, without the spaces at line ends."""
    compositor: Any = app.screen._compositor
    strips = compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def screen_pieces(app: App[Any]) -> list[tuple[str, Style]]:
    """What stands on the screen now, piece by piece, with its style."""
    compositor: Any = app.screen._compositor
    return [
        (segment.text, segment.style or Style())
        for strip in compositor.render_strips()
        for segment in strip
        if segment.text
    ]
