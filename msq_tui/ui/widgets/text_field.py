"""A text being written: paragraphs or one line. Nothing pasted is ever cut, and a stray key never replaces an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.document._document import Document
from textual.document._document_navigator import DocumentNavigator
from textual.document._history import EditHistory
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from msq_tui.core.text import Cleaned, clean_text, display_in_field
from msq_tui.core.text_checks import Limits

from ..editors.answer_editor import Entered, Leave
from ..page import text_counts
from ..typed import told_as_dropped, told_as_refused, typed
from .live_editor import LiveEditor
from .seen_document import seen

MOST_CHARACTERS = 100_000
"""What a text may grow to by a paste: some forty printed pages. Beyond it every key would take its time."""


@dataclass(slots=True)
class Written:
    """What was written in a field: the text as it was left, and the steps that led there."""

    text: str = ""
    history: EditHistory | None = None


class TextField(TextArea, LiveEditor):
    """A text field that grows with its text. In a one-line field Enter goes on; pasted lines are all kept."""

    class AskedToEnd(Message):
        """Ctrl+C was pressed where there was nothing to copy."""

    def __init__(self, text: str, *, line: bool, entered: Entered, leave: Leave) -> None:
        self._stepping = False
        super().__init__(
            text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False,
            classes="-line" if line else "-paragraphs",
        )  # fmt: skip
        self._line = line
        self.limits: Limits | None = None
        """What the text is counted against."""
        self.tells_in_frame = True
        """Whether what was left out of a paste is told in the frame; a page has a line of its own for it."""
        self._written = Written()
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

    def go_on_from(self, written: Written) -> None:
        """Go on from when this field was left, with all its steps; what has changed since then is one more step."""
        given = self.text
        if written.history is not None:
            if written.text != given:
                self.load_text(written.text)
            self.history = written.history
            if written.text != given:
                super().edit(Edit(given, self.document.start, self.document.end, False))
            self.history.checkpoint()
            self.move_cursor(self.document.end)
        written.text, written.history = given, self.history
        self._written = written
        self._count()

    def edit(self, edit: Edit) -> EditResult:
        """Every change of the text passes here (typing, paste, cut, delete)."""
        result = super().edit(edit)
        self._tell()
        return result

    def step(self, by: int) -> None:
        """Take the last change back (-1), or make it again (1)."""
        if by < 0:
            self.undo()
        else:
            self.redo()

    def undo(self) -> None:
        """Take the last change back."""
        if not self.history.undo_stack:
            LiveEditor.step(self, -1)
            return
        with self._cursor_at_rest():
            super().undo()
        self._tell()

    def redo(self) -> None:
        """Make the change taken back again."""
        if not self.history.redo_stack:
            LiveEditor.step(self, 1)
            return
        with self._cursor_at_rest():
            super().redo()
        self._tell()

    @contextmanager
    def _cursor_at_rest(self) -> Iterator[None]:
        """While Textual steps back, the cursor may stand for a moment where there is no line any more; nothing may look
        for it then (the scroll bar that goes does)."""
        self._stepping = True
        try:
            yield
        finally:
            self._stepping = False
        self.scroll_cursor_visible()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, once there is one."""
        return Offset() if self._stepping else super().scroll_cursor_visible(center, animate)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the caret is on the screen. Textual counts it out when the caret moves, which is too early for a text
        that a new field begins with: that is wrapped only when the field gets its width."""
        if not self._stepping:
            self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
        return super().cursor_screen_offset

    def _tell(self) -> None:
        self._written.text = self.text
        self.border_title = ""
        self._entered_text(self.text)
        self._count()

    def _count(self) -> None:
        counts = self.text or self.limits
        self.border_subtitle = text_counts(clean_text(self.text).text, self.limits) if counts else ""

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
        kept = len(self.text) - len(self.selected_text)
        if pasted and kept + len(cleaned.text) > MOST_CHARACTERS:
            self._say(self.Refused(len(cleaned.text), MOST_CHARACTERS - kept))
            return
        if cleaned.text:
            result = self.replace(cleaned.text, *self.selection)
            self.move_cursor(result.end_location)
        if cleaned.dropped:
            self._say(self.Dropped(cleaned.dropped, pasted))

    def _say(self, message: LiveEditor.Dropped | LiveEditor.Refused) -> None:
        if not self.tells_in_frame:
            self.post_message(message)
        elif isinstance(message, LiveEditor.Refused):
            self.border_title = told_as_refused(message.count, message.most)
        else:
            self.border_title = told_as_dropped(message.count, message.pasted)
