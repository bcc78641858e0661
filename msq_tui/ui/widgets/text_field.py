"""A text being written: paragraphs or one line. Nothing pasted is ever cut, and a stray key never replaces an answer."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.document._document import Document
from textual.document._document_navigator import DocumentNavigator
from textual.geometry import Size
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from msq_tui.core.text import Cleaned, clean_text, display_in_field

from ..editors.answer_editor import Entered, Leave
from ..page import text_counts
from ..typed import typed
from .live_editor import LiveEditor
from .seen_document import seen


class TextField(TextArea, LiveEditor):
    """A text field that grows with its text. In a one-line field Enter goes on; pasted lines are all kept."""

    class AskedToEnd(Message):
        """Ctrl+C was pressed where there was nothing to copy."""

    def __init__(self, text: str, *, line: bool, entered: Entered, leave: Leave) -> None:
        super().__init__(
            text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False,
            classes="-line" if line else "-paragraphs",
        )  # fmt: skip
        self._line = line
        self._wrapped_at = 0
        self._entered_text = entered
        self.leave = leave
        self.cursor_blink = False
        self.move_cursor(self.document.end)
        self._count()

    def _set_document(self, text: str, language: str | None) -> None:
        """Wrap, and count the cells of, what is drawn of the text instead of the text."""
        super()._set_document(text, language)
        assert isinstance(self.document, Document)
        self.wrapped_document = seen(self.document, self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn."""
        return Text(display_in_field(self.document.get_line(line_index)), end="", no_wrap=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the text at this width. Wrapped here, since Textual tells a field that is laid out off the
        screen neither of its first size nor of a narrower one."""
        bar = self.styles.scrollbar_size_vertical if self.show_vertical_scrollbar else 0
        wrap_width = max(width - self.gutter_width - bar - 1, 1)
        if wrap_width != self._wrapped_at:
            self._wrapped_at = wrap_width
            self.wrapped_document.wrap(wrap_width, self.indent_width)
            self._line_cache.clear()
            self.virtual_size = Size(0, self.wrapped_document.height)
        return self.wrapped_document.height

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
        self.border_subtitle = text_counts(clean_text(self.text).text) if self.text else ""

    def press(self, event: events.Key) -> bool:
        if self._line and event.key == "enter":
            self.leave(1)
            return True
        if event.key == "ctrl+c" and not self.selected_text:
            # Nothing to copy: the habit of ending programs with it gets its answer.
            self.post_message(self.AskedToEnd())
            return True
        cleaned = typed(event)
        if cleaned is not None:
            self._put(cleaned, pasted=False)
            return True
        return False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(clean_text(event.text), pasted=True)

    def _put(self, cleaned: Cleaned, pasted: bool) -> None:
        if cleaned.dropped:
            self.post_message(self.Dropped(cleaned.dropped, pasted))
        if cleaned.text:
            result = self.replace(cleaned.text, *self.selection)
            self.move_cursor(result.end_location)
