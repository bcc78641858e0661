"""Looking at a screen for what may not be on it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from textual.widget import Widget

from msq_tui.core.text import display
from tests.ui.driving import Ui

FRAMES = re.compile("[│╭╮╰╯─▸▁-▇█▎]")
COLOURS_OF_MARKUP = {(255, 0, 0), (128, 0, 0), (0, 0, 255), (0, 0, 128)}
"""Red and blue, which the texts ask for; the themes of the program have neither."""

OF_SCROLL_BARS = ("@mouse.down", "@mouse.up")


def cells(text: str) -> str:
    """A text as a screen can give it back: joiners and accents without a cell of their own left away, spaces and
    frames around the text too."""
    kept = "".join(
        sign
        for sign in unicodedata.normalize("NFD", text)
        if unicodedata.category(sign) not in ("Cf", "Mn", "Me")
    )
    return FRAMES.sub("", re.sub(r"\s+", "", kept)).replace("◌", "")


def cells_shown(text: str) -> str:
    """As :func:`cells`, of a text that is still to be shown."""
    return cells(display(text))


def strips(ui: Ui) -> list[Any]:
    """The rows of the screen as they go to the terminal."""
    compositor: Any = ui.app.screen._compositor
    return list(compositor.render_strips())


def what_acts(ui: Ui) -> list[str]:
    """Everything on the screen that is more than a character in one of the program's own colours."""
    found = []
    for row in strips(ui):
        # Rows of a screen begin with a frame or a margin: an accent there has been put onto it.
        if display(row.text) != row.text:
            found.append(f"not as display() lets it through: {row.text!r}")
        for segment in row:
            style = segment.style
            if segment.control:
                found.append(f"control: {segment!r}")
            if style is None:
                continue
            if style.link or any(key.startswith("@") and key not in OF_SCROLL_BARS for key in style.meta):
                found.append(f"link or action: {segment.text!r} {style.link} {style.meta}")
            colours = {colour.triplet for colour in (style.color, style.bgcolor) if colour is not None}
            if colours & COLOURS_OF_MARKUP:
                found.append(f"colour: {segment.text!r}")
    return found


class Looker:
    """Keeps what was seen of a screen while it is walked through."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.seen = ""

    def look(self) -> None:
        """Look at the screen as it is now."""
        found = what_acts(self.ui)
        assert not found, found
        self.seen += cells(self.ui.text)

    async def look_through(self) -> None:
        """Look at all of what the screen shows a part of."""
        self.look()
        for area in self.ui.app.screen.query("RowList, VerticalScroll"):
            if area.max_scroll_y:
                await self._look_through(area)

    async def _look_through(self, area: Widget) -> None:
        for y in range(0, area.max_scroll_y + area.size.height, area.size.height):
            area.scroll_to(y=y, animate=False, force=True)
            await self.ui.pilot.pause()
            self.look()

    def missing(self, texts: list[str], start: int | None = None) -> list[str]:
        """The texts that were not seen, or whose first characters were not, where there is no room for more."""
        return [text for text in texts if cells_shown(text)[:start] not in self.seen]
