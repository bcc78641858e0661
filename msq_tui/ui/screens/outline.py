"""The sections and how far each is, or a view of what is left, new, flagged or noted; Enter goes there."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from msq_tui.core.language import tr
from msq_tui.core.standing import section_state_word
from msq_tui.core.text import display_line
from msq_tui.session.filling import FillingSession
from msq_tui.session.views import Listed, View, listed, nothing_in, view_title

from ..actions import bindings, key_of
from ..page import entry_name
from ..widgets.drawn import wrapped
from ..widgets.row_list import Row, RowList

BOX_PERCENT, MOST_BOX_WIDTH, FRAME_WIDTH = 95, 90, 7
"""How wide a small screen is (msq.tcss), and what its frame, the sign of the bar and the space behind take of it."""
MOST_LINES = 2
"""Most lines of a question's words, and of what is told about it, in a view."""


class OutlineScreen(ModalScreen[str | None]):
    """All sections, or one of the views under its letter; the same letter again shows the sections.

    A row is named by what it leads to: ``section``, ``entry`` or ``place``, a space, and the id or address.
    """

    BINDINGS = bindings("outline")
    table = "outline"

    def __init__(self, session: FillingSession, here: str) -> None:
        super().__init__()
        self.session = session
        self.here = here
        self.view: View | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield RowList()

    def on_mount(self) -> None:
        """Begin at the section one is in."""
        self._show(f"section {self.here}")

    def on_resize(self) -> None:
        """Wrap for the new width; the bar stays where it is."""
        self._show(self.query_one(RowList).chosen)

    def _show(self, at: str | None) -> None:
        rows = self.query_one(RowList)
        rows.at = -1
        rows.show(self._listed(self.view) if self.view else self._sections(), at)

    def _switch(self, view: View) -> None:
        self.view = None if self.view == view else view
        self._show(f"section {self.here}")

    def action_unanswered(self) -> None:
        """Show what is not answered yet."""
        self._switch("unanswered")

    def action_problems(self) -> None:
        """Show the problems."""
        self._switch("problems")

    def action_new(self) -> None:
        """Show what is new this round."""
        self._switch("new")

    def action_flagged(self) -> None:
        """Show what is flagged."""
        self._switch("flagged")

    def action_noted(self) -> None:
        """Show the notes."""
        self._switch("noted")

    def action_assigned(self) -> None:
        """Show who answers what."""
        self._switch("assigned")

    @property
    def _width(self) -> int:
        return max(min(self.app.size.width * BOX_PERCENT // 100, MOST_BOX_WIDTH) - FRAME_WIDTH - 4, 20)

    def _sections(self) -> list[Row]:
        letters = ", ".join(
            f"{key_of('outline', view)} {word}"
            for view, word in (
                ("unanswered", tr("unanswered")), ("problems", tr("problems")), ("new", tr("new this round")),
                ("flagged", tr("flagged")), ("noted", tr("notes")), ("assigned", tr("assigned")),
            )
        )  # fmt: skip
        rows = [
            Row([tr("Sections   (Enter goes there, Esc back)")]),
            Row(wrapped(tr("Show only: {letters}", letters=letters), self._width)),
            Row([""]),
        ]
        sections = self.session.edition.sections
        states = [_state_of(self.session, section.id) for section in sections]
        widest = max(cell_len(section.outline_title) for section in sections)
        inside = min(self.app.size.width * BOX_PERCENT // 100, MOST_BOX_WIDTH) - FRAME_WIDTH
        room = max(min(inside - 2 - max(map(cell_len, states)), widest), 12)
        for section, state in zip(sections, states, strict=True):
            first, *more = wrapped(section.outline_title, room)
            rows.append(Row([f"{set_cell_size(first, room)}  {state}", *more], f"section {section.id}"))
            for question in section.questions:
                rows += [
                    Row([entry_name(self.session, question.id, entry)], f"entry {question.id}/{entry}", 4)
                    for entry in self.session.entries(question.id)
                ]
        return rows

    def _listed(self, view: View) -> list[Row]:
        rows = [
            Row([tr("{view}   (Enter goes there, Esc back)", view=view_title(view))]),
            Row([tr("{key} shows all sections", key=key_of("outline", view))]),
        ]
        for section, lines in listed(self.session, view):
            rows += [Row([""]), Row([section.outline_title]), *(self._row(line) for line in lines)]
        if len(rows) == 2:
            rows += [Row([""]), Row([nothing_in(view)])]
        return rows

    def _row(self, line: Listed) -> Row:
        words = " ".join(part for part in (line.number, "" if line.asked else tr("(not asked now)"), display_line(line.text)) if part)  # fmt: skip
        told = wrapped(display_line(line.told), self._width - 4) if line.told else []
        return Row([*_most(wrapped(words, self._width)), *_most(told)], f"place {line.address}", 2)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go there."""
        self.dismiss(event.name)

    def action_close(self) -> None:
        """Back to the questions."""
        self.dismiss(None)


def _most(lines: list[str]) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + " …"]


def _state_of(session: FillingSession, section_id: str) -> str:
    """How far a section is, in a word and in numbers."""
    progress = session.standing.section_progress(section_id)
    counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
    return f"{section_state_word(progress)} · {counts}"
