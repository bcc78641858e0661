"""The screen as text. The only place in the tests that reaches into Textual: its compositor has no public reader."""

from __future__ import annotations

from typing import Any

from textual.app import App


def screen_text(app: App[Any]) -> str:
    """What stands on the screen now, one line for each row, without the spaces at line ends."""
    compositor: Any = app.screen._compositor
    strips = compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
