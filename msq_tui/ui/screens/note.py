"""A note to oneself or colleagues on a question: kept in the draft, never sent."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from msq_tui.core.language import tr

from ..actions import bindings
from ..literal import literal
from ..widgets.text_field import TextField, Written


class NoteScreen(ModalScreen[None]):
    """The text of a note. Every change is handed on at once, so that leaving by any key keeps it."""

    BINDINGS = bindings("note")
    table = "note"

    def __init__(self, title: str, text: str, written: Callable[[str], None], steps: Written) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._written = written
        self._steps = steps

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(literal(self._title), classes="question")
            field = TextField(self._text, line=False, entered=self._written, leave=self._leave)
            field.go_on_from(self._steps)
            yield field
            yield Static(
                tr("Only for you and your colleagues: a note is never sent. Esc goes back and keeps it."),
                classes="quiet",
                markup=False,
            )

    def _leave(self, by: int) -> None:
        self.dismiss(None)

    def action_close(self) -> None:
        """Back to the question; the note is kept already."""
        self.dismiss(None)
