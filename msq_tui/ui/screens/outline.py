"""The sections and how far each is, in words; Enter goes there."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from msq_tui.core.language import tr
from msq_tui.core.standing import section_state_word
from msq_tui.session.filling import FillingSession

from ..literal import literal
from ..widgets.drawn import fitted


class OutlineScreen(ModalScreen[str | None]):
    """All sections."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f2", "close", tr("back"), priority=True)]

    def __init__(self, session: FillingSession, here: str) -> None:
        super().__init__()
        self.session = session
        self.here = here

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            options = OptionList(*self._options(), markup=False)
            options.border_title = tr("Sections")
            options.border_subtitle = tr("Enter go there  Esc back")
            yield options

    def on_mount(self) -> None:
        """Begin at the section one is in."""
        ids = [section.id for section in self.session.edition.sections]
        self.query_one(OptionList).highlighted = ids.index(self.here)

    def _options(self) -> list[Option]:
        options = []
        for section in self.session.edition.sections:
            progress = self.session.standing.section_progress(section.id)
            counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
            state = f"{section_state_word(progress)} · {counts}"
            options.append(
                Option(literal(f"{fitted(section.outline_title, 40):<40}  {state}"), id=section.id)
            )
        return options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the section."""
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """Back to the questions."""
        self.dismiss(None)
