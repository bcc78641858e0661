"""Where one begins: drafts to go on with, editions to start."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from msq_tui.core.errors import MsqError
from msq_tui.core.language import tr, tr_count
from msq_tui.session.opening import DraftEntry, EditionEntry

from ..actions import bindings, foot
from ..literal import literal
from ..widgets.drawn import Drawn, Line, fitted, wrapped
from .frame import FramedScreen


class StartScreen(FramedScreen):
    """Drafts and editions on one list."""

    BINDINGS = bindings("start")

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        yield Drawn(id="summary")
        yield OptionList(id="list", markup=False)
        yield Drawn(id="foot")

    def on_mount(self) -> None:
        """Read the folder and draw it."""
        self.draw()

    def on_screen_resume(self) -> None:
        """Read the folder anew after coming back."""
        self.draw()

    def draw(self, message: str = "") -> None:
        """The list."""
        workplace = self.msq.workplace
        drafts, editions = workplace.drafts(), workplace.editions()
        width = max(self.size.width - 4, 40)
        self.draw_bar("msq", tr("Drafts: {folder}", folder=fitted(str(workplace.drafts_folder), 40)))
        text = message or (
            tr(
                "Choose a draft to go on with, or an edition to start. Everything you type is saved by itself."
            )
            if drafts
            else tr(
                "Choose an edition to start. It takes weeks and several colleagues: leave at any time and come back here. Everything you type is saved by itself, on this computer only."
            )
        )
        self.query_one("#summary", Drawn).draw(
            [
                Line([(" " + part, "problem" if message else "plain")])
                for part in wrapped(text, max(self.size.width - 2, 20))
            ]
        )
        options = self.query_one("#list", OptionList)
        options.clear_options()
        if drafts:
            options.add_option(Option(tr("Go on with"), disabled=True))
            options.add_options(
                Option(literal(draft_text(entry, width)), id=f"draft:{entry.path}") for entry in drafts
            )
            options.add_option(Option("", disabled=True))
        options.add_option(Option(tr("Start a new one"), disabled=True))
        options.add_options(
            Option(literal(edition_text(entry, width)), id=f"edition:{entry.id}") for entry in editions
        )
        options.highlighted = 1
        options.focus()
        self.draw_foot(foot("start"))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        kind, _, name = (event.option_id or "").partition(":")
        try:
            if kind == "draft":
                await self.msq.open_draft(name)
            elif kind == "edition":
                await self.msq.start_edition(name)
        except MsqError as error:
            self.draw(error.message)

    def action_open(self) -> None:
        """Open what is under the bar."""
        self.query_one("#list", OptionList).action_select()


def draft_text(entry: DraftEntry, width: int) -> str:
    """A draft in two lines: what it is, and how far."""
    if entry.refusal:
        first_line = entry.refusal.split("\n")[1] if "\n" in entry.refusal else entry.refusal
        return f"  {fitted(entry.path.name, width)}\n    {fitted(tr('cannot be opened: {reason}', reason=first_line), width - 4)}"
    name = entry.edition.upper().replace("-", " ") + (
        f" · {entry.country_name}" if entry.country_name else ""
    )
    progress = entry.progress
    counts = tr("{answered} of {inputs} answered", answered=progress.answered, inputs=progress.inputs)
    missing = (
        tr_count("{count} required missing", "{count} required missing", progress.missing)
        if progress.missing
        else tr("nothing required missing")
    )
    sections = tr("{done} of {all} sections complete", done=entry.sections[0], all=entry.sections[1])
    saved = entry.saved.replace("T", " ").removesuffix("Z")
    return f"  {fitted(name, width)}\n    {fitted(f'{counts} · {missing} · {sections}', width - 4)}\n    {fitted(tr('saved {time} UTC · {file}', time=saved, file=entry.path.name), width - 4)}"


def edition_text(entry: EditionEntry, width: int) -> str:
    """An edition in two lines."""
    if entry.refusal:
        first_line = entry.refusal.split("\n")[1] if "\n" in entry.refusal else entry.refusal
        return f"  {fitted(entry.path.name, width)}\n    {fitted(tr('cannot be opened: {reason}', reason=first_line), width - 4)}"
    name = entry.id.upper().replace("-", " ")
    counts = tr(
        "{questions} questions, up to {inputs} places to answer",
        questions=entry.questions,
        inputs=entry.inputs,
    )
    return f"  {fitted(name, width)}  {counts}\n    {fitted(entry.title, width - 4)}"
