"""Marking an input as not applicable, unknown or withheld, with a reason in a few words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from msq_tui.core.language import tr
from msq_tui.core.response import Mark
from msq_tui.core.standing import state_word

from ..literal import literal


class MarkScreen(ModalScreen[tuple[str, str] | None]):
    """Asks for a mark and its reason: (state, reason), ("", "") to take the mark back, None to leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f4", "close", tr("back"), priority=True)]

    def __init__(self, allowed: list[str], present: Mark | None, title: str) -> None:
        super().__init__()
        self._allowed = allowed
        self._present = present
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(literal(self._title), classes="question")
            options = [
                Option(literal(tr("It is {state}", state=state_word(state))), id=state)
                for state in self._allowed
            ]
            options.append(Option(literal(tr("No mark: I will answer it")), id="none"))
            yield OptionList(*options, markup=False)
            yield Static(tr("Why, in a few words (needed where an answer is required):"), markup=False)
            yield Input(self._present.reason if self._present else "", select_on_focus=False)
            yield Static(
                tr("Tab to the reason and back  Enter mark it  Esc back"), classes="quiet", markup=False
            )

    def on_mount(self) -> None:
        """Begin at the mark there is."""
        state = self._present.state if self._present else ""
        self.query_one(OptionList).highlighted = self._allowed.index(state) if state in self._allowed else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A mark was chosen."""
        self._done()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The reason is complete."""
        self._done()

    def _done(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        state = self._allowed[at] if at < len(self._allowed) else ""
        self.dismiss((state, self.query_one(Input).value if state else ""))

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
