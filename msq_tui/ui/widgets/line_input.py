"""One line for the program's own questions. A paste of several lines is joined, never cut to its first."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from msq_tui.core.text import clean_text


class LineInput(Input):
    """Textual's Input, which would keep only the first line of a paste."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(clean_text(event.text).text.split()))
