"""The answer of an input, to be read only: it has the focus and the place of a live editor, and no way to change."""

from __future__ import annotations

from textual import events
from textual.geometry import Size

from msq_tui.core.language import tr

from ..editors.answer_editor import Leave
from .drawn import Drawn, Line, wrapped
from .live_editor import LiveEditor


class ShownAnswer(Drawn, LiveEditor, can_focus=True):
    """Text in as many lines as it needs. Enter and the arrows go on to the next input and back."""

    def __init__(self, text: str, leave: Leave) -> None:
        super().__init__()
        self._text = text
        self.leave = leave

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the answer at this width."""
        text, style = (self._text, "answer") if self._text else (tr("not answered"), "quiet")
        self.lines = [Line([(part, style)]) for part in wrapped(text, width)]
        return len(self.lines)

    def press(self, event: events.Key) -> bool:
        if event.key in ("enter", "down", "up"):
            self.leave(-1 if event.key == "up" else 1)
            return True
        return False
