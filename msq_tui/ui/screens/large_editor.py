"""A long answer on the whole screen: the text, what it counts, the links found in it, and a way to another editor."""

from __future__ import annotations

from textual.app import ComposeResult

from msq_tui.core.language import tr, tr_count
from msq_tui.core.question import Input
from msq_tui.core.text import count_words, display_line, find_links
from msq_tui.session.filling import FillingSession

from ..actions import bindings, key_of
from ..external_editor import edit_outside
from ..page import text_counts
from ..widgets.drawn import Drawn, Line, fitted, wrapped
from ..widgets.text_field import TextField, Written
from .frame import FramedScreen, draft_name, state_words

MOST_TITLE_LINES = 4
MOST_LINKS = 3


class LargeEditorScreen(FramedScreen):
    """One answer on the whole screen. Every change is an answer at once, as on the page."""

    BINDINGS = bindings("large_editor")
    table = "large_editor"

    def __init__(
        self, session: FillingSession, place: Input, title: str, written: Written | None = None
    ) -> None:
        super().__init__()
        self._written = written or Written()
        self._limits = session.standing.limits_at(place)
        self.session = session
        self.place = place
        self._title = title
        self._told = ""

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        yield Drawn(id="title")
        given = self.session.given(self.place)
        field = TextField(given if isinstance(given, str) else "", line=False, entered=self._entered, leave=self._leave)  # fmt: skip
        field.limits = self._limits
        field.stepped = self._nothing_to_step
        field.go_on_from(self._written)
        yield field
        yield Drawn(id="hint")
        yield Drawn(id="foot")

    def on_mount(self) -> None:
        """Draw everything around the text."""
        self.draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.draw()

    @property
    def field(self) -> TextField:
        """The text."""
        return self.query_one(TextField)

    def draw(self) -> None:
        """The question above the text, what it counts below."""
        width = self.text_width - 2
        title = wrapped(self._title, width)
        if len(title) > MOST_TITLE_LINES:
            title = [*title[: MOST_TITLE_LINES - 1], fitted(" ".join(title[MOST_TITLE_LINES - 1 :]), width)]
        self.query_one("#title", Drawn).draw([Line([(" " + part, "question")]) for part in title])
        self.draw_state()
        self.draw_counts()
        self.draw_foot()

    def draw_state(self) -> None:
        """The bar on top."""
        self.draw_bar(draft_name(self.session), state_words(self.session))

    def draw_counts(self) -> None:
        """Words, characters, printed limits, links; or what was told last."""
        width = self.text_width - 2
        text = self.field.text
        question = self.session.index.questions[self.place.question_id]
        words = tr_count("{count} word", "{count} words", count_words(text))
        counts = text_counts(text, self._limits)
        lines = [counts if self._limits and self._limits.words else f"{words}, {counts}"]
        lines += [
            problem.message
            for problem in self.session.standing.problems_of(question.id)
            if problem.address == self.place.address and problem.code != "missing"
        ]
        links = find_links(text)
        lines += [tr("link: {address}", address=display_line(link)) for link in links[:MOST_LINKS]]
        if len(links) > MOST_LINKS:
            lines.append(tr_count("and {count} more link", "and {count} more links", len(links) - MOST_LINKS))
        if self._told:
            lines.insert(0, self._told)
        self.query_one("#hint", Drawn).draw(
            [Line([(" " + part, "quiet")]) for line in lines for part in wrapped(line, width)[:2]]
        )

    def save_state_changed(self) -> None:
        """Show the state of the draft as it is now."""
        self.draw_state()
        if self.session.save_state.word == "not_saved":
            self._told = self.session.save_state.reason
            self.draw_counts()

    def _entered(self, text: str) -> None:
        self._told = ""
        self.session.enter(self.place.address, text)
        self.draw_state()
        self.draw_counts()

    def _nothing_to_step(self, by: int) -> None:
        self._told = (
            tr("There is nothing to take back here.")
            if by < 0
            else tr("There is nothing here that was taken back.")
        )
        self.draw_counts()

    def _leave(self, by: int) -> None:
        # Tab would go on to the next input: here it goes back to the page.
        self.dismiss(None)

    def action_back(self) -> None:
        """Back to the page."""
        self.dismiss(None)

    def action_edit_outside(self) -> None:
        """Write in another program and bring the text back; Ctrl+Z takes that back, too."""
        edited = edit_outside(self.msq, self.field.text)
        told = edited.told
        if edited.text is not None:
            self.field.replace(edited.text.text, self.field.document.start, self.field.document.end)
            if edited.text.dropped:
                told += " " + tr_count(
                    "{count} hidden control character was left out.",
                    "{count} hidden control characters were left out.",
                    edited.text.dropped,
                )
        self._told = told
        self.draw_counts()

    def on_text_field_asked_to_end(self) -> None:
        """Ctrl+C ends other programs: say what leaves this one."""
        self._told = tr("{key} saves and leaves the program.", key=key_of("large_editor", "quit"))
        self.draw_counts()
