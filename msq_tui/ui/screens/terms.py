"""What the terms of a question mean, from the glossary of the edition."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from msq_tui.core.edition import GlossaryTerm
from msq_tui.core.language import tr

from ..actions import bindings
from ..literal import literal


class TermsScreen(ModalScreen[None]):
    """The terms with their explanations."""

    BINDINGS = bindings("terms")
    table = "terms"

    def __init__(self, terms: Sequence[GlossaryTerm]) -> None:
        super().__init__()
        self._terms = terms

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box"):
            for entry in self._terms:
                yield Static(literal(entry.term), classes="question")
                yield Static(literal(entry.text + "\n"))
            yield Static(tr("Up and Down look further. Esc goes back."), classes="quiet", markup=False)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
