"""One line for the program's own questions. A paste of several lines is joined, never cut to its first."""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size
from rich.text import Text
from textual import events
from textual.widgets import Input

from msq_tui.core.language import tr
from msq_tui.core.text import Cleaned, clean_text, display_in_field

from ..typed import told_as_dropped, typed
from .live_editor import STEPS

MOST_CHARACTERS = 10_000
"""More than any name of a file or reason in a few words."""
TYPED_TOGETHER = 20
"""How many letters typed one after the other are taken back at once."""


class LineInput(Input):
    """Textual's Input, which would keep only the first line of a paste and draw hidden characters as they are."""

    def __init__(self, text: str = "") -> None:
        self._stepping = True
        super().__init__(text, select_on_focus=False)
        self.cursor_blink = False
        self._back: list[str] = []
        self._again: list[str] = []
        self._together = 0
        self._stepping = False

    # Typing and pasting

    async def _on_key(self, event: events.Key) -> None:
        if not self.value:
            self.border_subtitle = ""
        if event.key in STEPS:
            event.stop()
            event.prevent_default()
            self.step(STEPS[event.key])
            return
        cleaned = typed(event)
        if cleaned is not None:
            event.stop()
            event.prevent_default()
            self._put(cleaned, pasted=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(clean_text(event.text), pasted=True)

    def _put(self, cleaned: Cleaned, pasted: bool) -> None:
        if len(self.value) + len(cleaned.text) > MOST_CHARACTERS:
            self.border_subtitle = tr("Not pasted: longer than {most} characters", most=MOST_CHARACTERS)
            return
        self.border_subtitle = told_as_dropped(cleaned.dropped, pasted) if cleaned.dropped else ""
        self.replace(_on_one_line(cleaned.text, pasted), *sorted(self.selection))

    # Taking back

    def watch_value(self, before: str, after: str) -> None:
        """Remember what stood here, letters typed one after the other together."""
        if before == after or self._stepping:
            return
        typing = len(after) == len(before) + 1
        self._together = self._together + 1 if typing else 0
        if not typing or self._together % TYPED_TOGETHER == 1:
            self._back.append(before)
        self._again.clear()

    def step(self, by: int) -> None:
        """Take the last change back (-1), or make it again (1)."""
        source, target = (self._back, self._again) if by < 0 else (self._again, self._back)
        self._together = 0
        if not source:
            self.border_subtitle = tr("nothing to take back") if by < 0 else ""
            return
        target.append(self.value)
        self._stepping = True
        self.value = source.pop()
        self._stepping = False
        self.cursor_position = len(self.value)

    # Drawing: one character for each of the value, so that the cursor finds every one of them

    @property
    def _seen(self) -> str:
        return display_in_field(self.value).replace("\t", " ")

    @property
    def _value(self) -> Text:
        """What is drawn of the value."""
        return Text(self._seen, no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        """The cell in which a character of the value is drawn."""
        return cell_len(self._seen[:position])

    def _cell_offset_to_index(self, offset: int) -> int:
        """The character of the value that is drawn in a cell; its end right of all."""
        end = -self.scroll_offset.x
        for at, character in enumerate(self._seen):
            end += get_character_cell_size(character)
            if offset < end:
                return at
        return len(self.value)


def _on_one_line(text: str, pasted: bool) -> str:
    """Lines joined by a space each; what stands in a line stays as it is, since it may be the name of a file."""
    joined = re.sub(r"[ \t]*\n[ \t\n]*|\t", " ", text)
    return joined.strip(" ") if pasted else joined
