"""A text being written: paragraphs or one line. Nothing pasted is ever cut, and a stray key never replaces an answer."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from msq_tui.core.text import clean_text

from ..editors.answer_editor import Entered, Leave
from ..page import text_counts
from .live_editor import LiveEditor


class TextField(TextArea, LiveEditor):
    """A text field that grows with its text. In a one-line field Enter goes on; pasted lines are all kept."""

    class Dropped(Message):
        """Characters that may not stand in an answer were left out of a paste."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, text: str, *, line: bool, entered: Entered, leave: Leave) -> None:
        super().__init__(
            text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False,
            classes="-line" if line else "-paragraphs",
        )  # fmt: skip
        self._line = line
        self._entered_text = entered
        self.leave = leave
        self.cursor_blink = False
        self.move_cursor(self.document.end)
        self._count()

    def edit(self, edit: Edit) -> EditResult:
        """Every change of the text passes here (typing, paste, cut, delete)."""
        result = super().edit(edit)
        self._tell()
        return result

    def undo(self) -> None:
        """Take the last change back."""
        super().undo()
        self._tell()

    def redo(self) -> None:
        """Make the change taken back again."""
        super().redo()
        self._tell()

    def _tell(self) -> None:
        self._entered_text(self.text)
        self._count()

    def _count(self) -> None:
        self.border_subtitle = text_counts(self.text) if self.text else ""

    def press(self, event: events.Key) -> bool:
        if self._line and event.key == "enter":
            self.leave(1)
            return True
        return False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        cleaned = clean_text(event.text)
        if cleaned.dropped:
            self.post_message(self.Dropped(cleaned.dropped))
        if cleaned.text:
            result = self.replace(cleaned.text, *self.selection)
            self.move_cursor(result.end_location)
