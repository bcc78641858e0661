"""What the keys do, from the table that also makes the bindings."""

from __future__ import annotations

from collections.abc import Collection

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from msq_tui.core.language import tr

from ..actions import SMALL, TABLES, bindings, key_shown
from ..literal import literal


class HelpScreen(ModalScreen[None]):
    """Help for one screen."""

    BINDINGS = bindings("help")
    table = "help"

    def __init__(self, screen: str, without: Collection[str] = ()) -> None:
        super().__init__()
        self._screen = screen
        self._without = without

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box"):
            yield Static(literal(self.text()))

    def text(self) -> str:
        """The help as text."""
        lines = [tr("What the keys do here   (Up and Down look further, Esc back)"), ""]
        for action in (TABLES | SMALL)[self._screen]:
            if action.name in self._without:
                continue
            keys = ", ".join(key_shown(key) for key in action.keys)
            lines.append(f"{keys}: {action.help}")
        if self._screen == "fill":
            lines += [
                "",
                tr(
                    "Everything you type is saved by itself within a second; the word at the top right says Saved when "
                    "it is on the disk. (required) stands beside what must be answered."
                ),
                tr(
                    "A longer text: Enter begins a new line. A text of one line: Enter goes on. Choices: Up and Down "
                    "move, Space chooses, Delete takes the choice back; the keys 1 to 9 choose an option by its place, "
                    "the first with 1."
                ),
                tr(
                    "A list of entries (commitments, activities): Enter opens one, A adds one behind it, C copies it, "
                    "+ and - move it down and up, Delete removes it, U takes the last change back."
                ),
                tr("To copy from the screen with the mouse, hold Shift while you mark it."),
            ]
        return "\n".join(lines)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
