"""The questionnaire: one page of questions drawn around the one live editor."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from msq_tui.core.errors import MsqError, NotUnderstood, UnknownAddress
from msq_tui.core.glossary import terms_in
from msq_tui.core.language import tr
from msq_tui.core.printed_number import printed_number
from msq_tui.core.question import Input
from msq_tui.core.standing import section_state_word
from msq_tui.core.text import display_line
from msq_tui.core.words import in_words, part_condition, place_name, shortened, why
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import given_path
from msq_tui.session.restoring import Wording, earlier_wordings

from ..actions import bindings, key_of
from ..caret import cursor_is_seen
from ..changing_entries import change_entries
from ..editors import editor_for
from ..kept_aside import kept_told
from ..noting import switch_flag, write_large, write_note
from ..page import (
    Page,
    entry_name,
    entry_of,
    page_lines,
    pages_of,
    quotes_answers,
    stops,
)
from ..problems import told_at_once
from ..proposing import proposal_hint, take_proposed
from ..screenfuls import first_above, first_below
from ..typed import told_as_dropped, told_as_refused
from ..undoing import make_ready
from ..widgets.country_field import CountryField
from ..widgets.drawn import Drawn, Line, wrapped
from ..widgets.entries_list import EntriesList
from ..widgets.live_editor import LiveEditor
from ..widgets.row_list import Spot
from ..widgets.shown_answer import ShownAnswer, shown_answer
from ..widgets.text_field import TextField, Written
from .around import AroundScreen
from .frame import MOST_TEXT_WIDTH, draft_name, state_words

MOST_LEAD = 10
"""Most lines of a question that are brought into view with its editor."""
MOST_HINT_LINES = 5
MOST_TITLE = 70
"""Most characters of a question, and of the line in it, where another screen asks about it."""
OUTLINE_WIDTH = 34
WIDE = 100


class FillScreen(AroundScreen):
    """Where answers are given."""

    BINDINGS = bindings("fill")
    table = "fill"

    def __init__(self, session: FillingSession, address: str | None = None, told: str = "") -> None:
        super().__init__()
        self._told = told
        """What is to be told until something is done here."""
        self.session = session
        self.pages = pages_of(session.edition, session.index)
        self.page_at = 0
        self.review_left_at: Spot | None = None
        """The line of the review from which one came here."""
        self._start_at = address
        self._editor_lines = 0
        self._letters: dict[str, str] = {}
        self.written: dict[str, Written] = {}
        """What was written in each text field, for taking it back after coming there again."""
        self._at_top = False
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        with Horizontal(id="middle"):
            yield Drawn(id="outline")
            with VerticalScroll(id="page", can_focus=False):
                yield Drawn(id="before")
                yield Drawn(id="after")
        yield Drawn(id="hint")
        yield Drawn(id="foot")

    async def on_mount(self) -> None:
        """Open where the draft was left; a new one at the first lines of the introduction."""
        await self.go_to(self._start_at)
        self._at_top = self._start_at is None and not self._told

    # Where one is

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.pages[self.page_at]

    async def go_to(self, address: str | None) -> None:
        """Show the page of an input or question and put the editor there; what is not asked now gives its question's
        nearest asked one."""
        page_at = self._page_with(self.session.standing.index.owner(address)) if address else 0
        places = stops(self.pages[page_at], self.session)
        here = next((place for place in places if place.address == address), None)
        if here is None and address:
            question_id = self.session.standing.index.owner(address)
            here = next((place for place in places if place.question_id == question_id), None)
            parent = self.session.standing.index.questions[question_id].parent
            here = here or next((place for place in places if place.question_id == parent), None)
            # A computed question has no place of its own: the next one is right below it.
            order = self.session.standing.index.order
            here = here or next(
                (place for place in places if order[place.question_id] > order[question_id]), None
            )
        if not places:
            if not await self._turn(1, page_at - 1):
                self.draw_page()
            return
        self.page_at = page_at
        await self._edit(here or places[0])

    def _page_with(self, question_id: str) -> int:
        for place, page in enumerate(self.pages):
            if any(question.id == question_id for question in page.questions):
                return place
        return 0

    async def _turn(self, by: int, start: int | None = None, last: bool = False) -> bool:
        """Go to the next page (or the one before) that asks something; False at the ends."""
        at = self.page_at if start is None else start
        while 0 <= at + by < len(self.pages):
            at += by
            places = stops(self.pages[at], self.session)
            if places:
                self.page_at = at
                await self._edit(places[-1 if last else 0])
                self.remember()
                return True
            if any(self.session.standing.is_enabled(question.id) for question in self.pages[at].questions):
                await self._only_show(at)
                return True
        return False

    def remember(self) -> None:
        """Remember on this machine where the respondent is."""
        if self.here is not None:
            self.session.remember_place(self.here.address)

    # Drawing

    async def _edit(self, place: Input) -> None:
        """Put the live editor at an input and draw the page around it."""
        told = self.settle()
        self._at_top = False
        if self.here is not None:
            self._told = ""
        question = self.session.standing.index.questions[place.question_id]
        editor: Widget
        if self.session.read_only:
            editor = ShownAnswer(shown_answer(self.session, place), self._leave)
        elif place.kind == "entries":
            entries = self.session.entries(question.id)
            names = [entry_name(self.session, question.id, entry) for entry in entries]
            what = getattr(question, "entry", "") or tr("entry")
            editor = EntriesList(question.id, entries, names, what, self._leave)
        else:
            entered = partial(self._entered, place)
            offered = self.session.standing.offered(question)
            editor = editor_for(offered, place, self.session.given(place), entered, self._leave)
        editor.add_class("editor")
        make_ready(self, place, editor)
        if isinstance(editor, LiveEditor):
            editor.beforehand = self._lead_to_editor
        if isinstance(editor, CountryField):
            editor.typed = self._letters.pop(place.address, "")
        area = self.query_one("#page", VerticalScroll)
        with self.app.batch_update():
            await area.query(".editor").remove()
            await area.mount(editor, after="#before")
            self.set_focus(editor, scroll_visible=False)
            self.here = place
            self.draw_page()
            self.draw_hint(told or None)
        self.call_after_refresh(self._show_editor)

    async def take_up(self) -> None:
        """Go on where one was; in a text with the cursor where it was."""
        if isinstance(self.focused, TextField):
            self.draw_page()
            self.draw_hint()
        else:
            await self.go_to(self.here.address if self.here else None)

    async def show_anew(self) -> None:
        """Show what came from elsewhere: another version of the draft was brought in."""
        self.pages = pages_of(self.session.edition, self.session.index)
        self.page_at = min(self.page_at, len(self.pages) - 1)
        here = self.here.address if self.here else None
        editor = self.focused
        if (
            isinstance(editor, TextField)
            and self.here is not None
            and any(place.address == here for place in stops(self.page, self.session))
            and editor.text == (self.session.given(self.here) or "")
        ):
            # Nothing came in for the text being written: its cursor and what Ctrl+Z takes back stay.
            self.draw_page()
            return
        try:
            await self.go_to(here)
        except UnknownAddress:
            await self.go_to(None)

    def tell_until_moved(self, text: str) -> None:
        """Say something that stays above the keys until an answer is changed or left."""
        self._told = text
        self.call_after_refresh(self.draw_hint, text)

    def settle(self) -> str:
        """Make an answer of what was begun in the live editor; what is to be told where that cannot be done."""
        told = ""
        for editor in self.query(".editor").results(LiveEditor):
            told = editor.settle()
            if isinstance(editor, CountryField) and self.here is not None:
                self._letters[self.here.address] = editor.typed
        return told

    def _lead_to_editor(self, event: events.Key) -> bool:
        """What a key changes is seen. While the introduction is read, the first key brings the question into view; one
        that would go on does nothing more."""
        seen = cursor_is_seen(self)
        leads = self._at_top and not (seen and self._looked_further)
        self._at_top = False
        if leads or not seen:
            self._show_editor()
        if leads:
            self.draw_hint()
        return leads and event.key in ("tab", "shift+tab", "down", "enter")

    @property
    def _looked_further(self) -> bool:
        return self.query_one("#page", VerticalScroll).scroll_offset.y > 0

    async def _only_show(self, page_at: int) -> None:
        """A page that tells something and asks nothing."""
        told = self.settle()
        self.page_at = page_at
        self.here = None
        await self.query(".editor").remove()
        self.draw_page()
        self.draw_hint(told or tr("There is nothing to answer on this page. Tab goes on."))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def _show_editor(self) -> None:
        """Scroll so that the question and its editor are both seen, the editor at the least."""
        area = self.query_one("#page", VerticalScroll)
        found = area.query(".editor")
        if not found:
            return
        editor = found.first()
        before = self.query_one("#before", Drawn)
        # The lines of the question in focus stand right above the editor: bring its first line into view as well.
        lead = 0
        for line in reversed(before.lines):
            if not line.pieces:
                break
            lead += 1
        lead = min(lead, MOST_LEAD)
        region = editor.virtual_region
        top, width = region.y - lead, area.size.width
        if self._at_top:
            area.scroll_home(animate=False)
            self._at_top = region.bottom > area.size.height
            if self._at_top:
                self.draw_hint(tr("Tab leads to the first question, PgDn looks further down."))
                return
        if lead + region.height <= area.size.height:
            area.scroll_to_region(Region(0, top, width, lead + region.height + 2), animate=False, force=True)
            return
        # Not all of it fits: the question, and else what the keys are about.
        row, rows = editor.rows_in_focus() if isinstance(editor, LiveEditor) else (0, region.height)
        if region.y + row + rows - top <= area.size.height:
            area.scroll_to(y=top, animate=False, force=True)
        else:
            area.scroll_to_region(Region(0, region.y + row - 1, width, rows + 2), animate=False, force=True)

    def draw_page(self) -> None:
        """Draw everything around the editor from the session."""
        width = self._page_width()
        before, after = page_lines(self.page, self.session, self.here, width)
        self.query_one("#before", Drawn).draw(before)
        self.query_one("#after", Drawn).draw(after)
        self.draw_state()
        self.draw_foot()

    def draw_state(self) -> None:
        """The bar on top and the outline: cheap, so after every change."""
        section = self.page.section
        progress = self.session.standing.section_progress(section.id)
        parts = [*draft_name(self.session).split(" · "), section.outline_title]
        if self.page.of > 1:
            parts.append(tr("page {number} of {of}", number=self.page.number, of=self.page.of))
        parts.append(tr("{done} of {all}", done=progress.answered, all=progress.inputs))
        self.draw_bar(parts, state_words(self.session))
        if self._is_wide():
            self.query_one("#outline", Drawn).draw(outline_lines(self.session, section.id, OUTLINE_WIDTH - 2))

    def draw_hint(self, text: str | None = None) -> None:
        """One line above the keys: a message, or what there is to know about the input in focus."""
        state = self.session.save_state
        if text is None:
            text = state.reason if state.word == "not_saved" else self._hint()
        style = "problem" if state.word == "not_saved" else "quiet"
        # A message of what is safe and what to do now is worth nothing when it is cut: it takes the lines it needs.
        parts = wrapped(text.replace("\n", " "), self.text_width - 3) if text else [""]
        self.query_one("#hint", Drawn).draw([Line([(" " + part, style)]) for part in parts[:MOST_HINT_LINES]])

    def _hint(self) -> str:
        if self._told:
            return self._told
        if self.here is None:
            return ""
        question = self.session.standing.index.questions[self.here.question_id]
        answer = self.session.given(self.here)
        understood = question.parsed(self.here, answer) if answer is not None else None
        told = []
        if understood is not None:
            told.append(tr("Understood as {value}.", value=understood))
        told += [
            problem.message
            for problem in self.session.standing.problems_of(question.id)
            if problem.address == self.here.address and told_at_once(problem)
        ]
        if told:
            return " ".join(told)
        if self.session.read_only:
            return self.session.read_only
        condition = part_condition(question, self.here, self.session.index) or question.when
        if condition is not None:
            return tr("Asked because {condition}.", condition=in_words(condition, self.session.standing))
        proposal = proposal_hint(self, self.here)
        if proposal:
            return proposal
        if self.here.kind != "entries" and self._is_last_of_entry(self.here):
            return tr("Ctrl+N adds another one: {what}.", what=self._what_entry(question.id))
        return ""

    def _what_entry(self, question_id: str) -> str:
        """What the innermost entry that a question stands in is called."""
        repeat = entry_of(question_id).rpartition("/")[0]
        return getattr(self.session.index.questions[repeat], "entry", "") or tr("Entry")

    def _is_last_of_entry(self, here: Input) -> bool:
        entry = entry_of(here.question_id)
        if not entry:
            return False
        places = stops(self.page, self.session)
        at = next((at for at, place in enumerate(places) if place.address == here.address), 0)
        if at + 1 < len(places):
            following = places[at + 1].question_id
        elif self.page_at + 1 < len(self.pages):
            following = self.pages[self.page_at + 1].questions[0].id
        else:
            return True
        return not following.startswith(f"{entry}/")

    def _is_wide(self) -> bool:
        return self.size.width >= WIDE

    def _page_width(self) -> int:
        # One column is kept for the scroll bar, so that lines never move when it comes.
        room = self.size.width - (OUTLINE_WIDTH if self._is_wide() else 0) - 1
        return max(min(room, MOST_TEXT_WIDTH), 20)

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new width."""
        self.query_one("#outline").display = self._is_wide()
        self.draw_page()
        self.draw_hint()
        self.call_after_refresh(self._show_editor)

    def save_state_changed(self) -> None:
        """Show the state of the draft as it is now."""
        self.draw_state()
        trouble = self.session.history.take_trouble()
        if self.session.save_state.word == "not_saved":
            self.draw_hint()
        elif trouble:
            self._told = trouble
            self.draw_hint()

    # Answering

    def _entered(self, place: Input, plain: Any) -> None:
        """An answer changed in the live editor: into the session at once, and on the screen what follows from it."""
        self._told = ""
        try:
            outcome = self.session.enter(place.address, plain)
        except NotUnderstood as problem:
            self.draw_hint(problem.message)
            return
        self._told = kept_told(self.session, outcome.change)
        others_change = len(outcome.change.questions) > 1 or quotes_answers(self.page)
        if others_change or place.kind in ("choice", "choices", "country"):
            self.draw_page()
        else:
            self.draw_state()
        self.draw_hint()
        editor = self.focused
        if isinstance(editor, TextField) and (
            editor.wrapped_document.height != self._editor_lines or not cursor_is_seen(self)
        ):
            self._editor_lines = editor.wrapped_document.height
            self.call_after_refresh(self._show_editor)

    def _leave(self, by: int) -> None:
        # What is pressed from now on belongs to the next input: the app waits for `at_rest` before it gives a key out.
        self._at_rest.clear()
        self.call_later(self._go, by)

    async def at_rest(self) -> None:
        """Wait until a move from one input to another is over."""
        await self._at_rest.wait()

    async def _go(self, by: int) -> None:
        self._told = ""
        try:
            await self._move(by)
        finally:
            self._at_rest.set()

    async def _move(self, by: int) -> None:
        places = stops(self.page, self.session)
        at = next(
            (
                i
                for i, place in enumerate(places)
                if self.here is not None and place.address == self.here.address
            ),
            None,
        )
        if at is not None and 0 <= at + by < len(places):
            await self._edit(places[at + by])
            return
        if await self._turn(by, last=by < 0):
            return
        if by > 0:
            self.draw_hint(f"{tr('That was the last question.')} {self.what_then()}")
        else:
            self.draw_hint(tr("This is the first question."))

    def on_drawn_chosen(self, event: Drawn.Chosen) -> None:
        """A question on the page, or a section of the outline, was clicked."""
        if event.target.startswith("section:"):
            self.call_later(self.go_to_section, event.target.removeprefix("section:"))
        else:
            self.call_later(self.jump, event.target)

    async def on_entries_list_asked(self, event: EntriesList.Asked) -> None:
        """A change of the entries of a repeat; removing asks once, and can be taken back."""
        self._at_rest.clear()
        try:
            await change_entries(self, event)
        finally:
            self._at_rest.set()

    async def action_another_entry(self) -> None:
        """Add an entry behind the one in which one is."""
        if self.session.read_only:
            self.draw_hint(self.session.read_only)
            return
        here = self.here
        entry = entry_of(here.question_id) if here else ""
        if here is not None and here.kind == "entries":
            repeat, identity = here.question_id, None
        elif entry:
            repeat, _, identity = entry.rpartition("/")
        else:
            self.draw_hint(tr("Nothing can be added here: this is asked only once."))
            return
        added = self.session.add_entry(repeat, identity)
        self.pages = pages_of(self.session.edition, self.session.index)
        with self.jumping():
            await self.go_to_entry(repeat, added)

    async def go_to_entry(self, repeat: str, entry: str) -> None:
        """Go to the first place to answer in an entry."""
        prefix = f"{repeat}/{entry}/"
        first = next(
            (question for question in self.session.index.questions if question.startswith(prefix)), repeat
        )
        await self.go_to(first)

    def on_live_editor_moved(self) -> None:
        """Follow the bar where the lines are more than fit."""
        if self.is_current:
            self.call_after_refresh(self._show_editor)

    def on_live_editor_at_end(self, event: LiveEditor.AtEnd) -> None:
        """Say which key leads on."""
        last = tr("There is nothing further down here. Tab goes on to the next place to answer.")
        first = tr("There is nothing further up here. Shift+Tab goes to the place before.")
        self.draw_hint(last if event.by > 0 else first)

    def on_live_editor_dropped(self, event: LiveEditor.Dropped) -> None:
        """Say what was left out of a paste, or of what was typed."""
        self.draw_hint(told_as_dropped(event.count, event.pasted))

    def on_live_editor_refused(self, event: LiveEditor.Refused) -> None:
        """Say that a paste was too long, and that nothing was changed."""
        self.draw_hint(told_as_refused(event.count, event.most))

    def on_text_field_asked_to_end(self) -> None:
        """Ctrl+C ends other programs: say what leaves this one."""
        self.msq.action_how_to_leave()

    async def go_to_section(self, section_id: str) -> None:
        """Go to the first page of a section."""
        for place, page in enumerate(self.pages):
            if page.section.id == section_id:
                with self.jumping():
                    await self._turn(1, place - 1)
                return

    # Keys

    async def action_next_input(self) -> None:
        """The next place to answer."""
        await self._go(1)

    async def action_previous_input(self) -> None:
        """The place before."""
        await self._go(-1)

    async def action_next_page(self) -> None:
        """The next page."""
        with self.jumping():
            below = first_below(self)
            if below is not None:
                await self._edit(below)
                return
            turned = await self._turn(1)
        if not turned:
            self.draw_hint(f"{tr('This is the last page.')} {self.what_then()}")

    async def action_previous_page(self) -> None:
        """The page before."""
        with self.jumping():
            above = first_above(self)
            if above is not None:
                await self._edit(above)
                return
            turned = await self._turn(-1)
        if not turned:
            self.draw_hint(tr("This is the first page."))

    def action_scroll_page(self, by: int) -> None:
        """Look further up or down; the editor stays where it is."""
        area = self.query_one("#page", VerticalScroll)
        area.scroll_relative(
            y=by * max(area.size.height - 3, 1),
            animate=False,
            on_complete=self._looked,
        )

    def _looked(self) -> None:
        def told() -> None:
            if self._at_top and self._looked_further and cursor_is_seen(self):
                self._at_top = False
                self.draw_hint()

        # What is seen is known when the page has been drawn.
        self.call_after_refresh(told)

    def action_scroll_up(self) -> None:
        """Look further up."""
        self.action_scroll_page(-1)

    def action_scroll_down(self) -> None:
        """Look further down."""
        self.action_scroll_page(1)

    def action_outline(self) -> None:
        """The sections, to look at and to go to."""
        from .outline import OutlineScreen

        async def chosen(name: str | None) -> None:
            kind, _, where = (name or "").partition(" ")
            if kind == "entry":
                repeat, _, entry = where.rpartition("/")
                with self.jumping():
                    await self.go_to_entry(repeat, entry)
            elif kind == "section":
                await self.go_to_section(where)
            elif kind == "place":
                await self.jump(where)

        self.app.push_screen(OutlineScreen(self.session, self.page.section.id), chosen)

    def action_earlier(self) -> None:
        """The earlier wordings of this answer, to look at and to put back."""
        from .earlier import EarlierScreen

        here = self.here
        if here is None:
            self.draw_hint(tr("There is nothing to answer on this page."))
            return
        self.settle()
        try:
            wordings = earlier_wordings(self.session, here)
        except MsqError as error:
            self.draw_hint(error.message)
            return
        if not wordings:
            self.draw_hint(tr("There is no earlier wording of this answer."))
            return

        async def chosen(wording: Wording | None) -> None:
            if wording is not None:
                await self._put_back(here, wording)

        self.app.push_screen(EarlierScreen(place_name(self.session.standing, here.address), wordings), chosen)

    async def _put_back(self, place: Input, wording: Wording) -> None:
        try:
            restored = self.session.restore(place.address, wording.count)
        except MsqError as error:
            self.draw_hint(error.message)
            return
        self.pages = pages_of(self.session.edition, self.session.index)
        await self.go_to(place.address)
        told = tr(
            "Put back. What stood here before is kept, too: {key} lists it.", key=key_of("fill", "earlier")
        )
        left_out = tr("Not put back, since it is not asked any more: {addresses}.", addresses=", ".join(restored.left_out))  # fmt: skip
        self.draw_hint(f"{told} {left_out}" if restored.left_out else told)

    def action_undo(self) -> None:
        """Take the last change of the answer in focus back."""
        if isinstance(self.focused, LiveEditor):
            self.focused.step(-1)

    def action_redo(self) -> None:
        """Make what was taken back again."""
        if isinstance(self.focused, LiveEditor):
            self.focused.step(1)

    def action_review(self) -> None:
        """Check your answers."""
        self.settle()
        self.remember()
        self.msq.show_review(self.session, self.review_left_at)

    async def action_save_now(self) -> None:
        """Save at once."""
        if self.session.read_only:
            self.draw_hint(self.session.read_only)
            return
        state = await asyncio.to_thread(self.session.flush)
        self.draw_state()
        if state.word == "not_saved":
            self.msq.settle_disk()
        self.draw_hint(
            tr("Saved: {path}", path=display_line(str(self.session.path)))
            if state.word == "saved"
            else state.reason
        )

    def action_save_copy(self) -> None:
        """Save a copy elsewhere."""
        from .ask import AskScreen

        def named(path: str | None) -> None:
            if path and path.strip():
                try:
                    self.session.save_copy(given_path(path.strip()))
                except MsqError as error:
                    self.draw_hint(error.message)
                else:
                    self.draw_hint(tr("A copy was saved: {path}", path=display_line(path.strip())))

        suggestion = self.session.path.with_name(f"{self.session.path.stem}-copy.yaml")
        self.app.push_screen(
            AskScreen(tr("Save a copy of the draft as (folder and name):"), str(suggestion)), named
        )

    def action_mark(self) -> None:
        """Say why a question cannot be answered."""
        if self.session.read_only:
            self.draw_hint(self.session.read_only)
            return
        if self.here is None:
            return
        from .mark import MarkScreen

        question = self.session.standing.index.questions[self.here.question_id]
        allowed = self.session.edition.states if question.states is None else question.states
        if not allowed:
            self.draw_hint(tr("This question has to be answered; it cannot be left with a mark."))
            return
        here = self.here

        async def marked(answer: tuple[str, str] | None) -> None:
            if answer is None:
                return
            state, reason = answer
            if state:
                self.session.mark(here.address, state, reason)
            else:
                self.session.unmark(here.address)
            await self._edit(here)

        present = self.session.response.marks.get(here.address)
        self.app.push_screen(MarkScreen(list(allowed), present, place_title(self.session, here)), marked)

    def action_note(self) -> None:
        """Write a note on the question."""
        write_note(self)

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        switch_flag(self)

    def action_large(self) -> None:
        """Write the answer on the whole screen."""
        write_large(self)

    async def action_take(self) -> None:
        """Take what is proposed for the input in focus."""
        await take_proposed(self)

    def action_why(self) -> None:
        """Why the question is asked or required."""
        if self.here is not None:
            self.draw_hint(" ".join(why(self.session.standing, self.here.address)))

    def action_terms(self) -> None:
        """What the terms of the question mean; where it has none, all of them."""
        from .terms import TermsScreen

        edition = self.session.edition
        if not edition.glossary:
            self.draw_hint(tr("This questionnaire explains no terms."))
            return
        question = self.session.index.questions[self.here.question_id] if self.here else None
        self.app.push_screen(
            TermsScreen((terms_in(question, edition) if question else []) or edition.glossary)
        )

    def action_back_to_start(self) -> None:
        """Save and go to the list of drafts; beside the keys, since it may have to ask."""
        self.settle()
        self.remember()
        self.msq.run_worker(self.msq.leave_draft(), exclusive=True)


def place_title(session: FillingSession, place: Input) -> str:
    """An input in a few words, for the screens that ask about it."""
    question = session.standing.index.questions[place.question_id]
    printed = session.standing.filled_in(question.text or question.heading or "", question.id)
    text = " ".join(part for part in (printed_number(session.index, question.id), printed) if part)
    # The question may be long; what tells its lines apart is never cut off behind it.
    return ": ".join(shortened(part, MOST_TITLE) for part in (text, place.label) if part)


def outline_lines(session: FillingSession, here: str, width: int) -> list[Line]:
    """The sections with how far each is, in words."""
    lines = []
    for section in session.edition.sections:
        progress = session.standing.section_progress(section.id)
        is_here = section.id == here
        style = "here" if is_here else "plain"
        lines += [
            Line([("▸ " if is_here and at == 0 else "  ", "here"), (part, style)], f"section:{section.id}")
            for at, part in enumerate(wrapped(section.outline_title, width - 2))
        ]
        counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
        lines.append(
            Line([(f"    {section_state_word(progress)} · {counts}", "quiet")], f"section:{section.id}")
        )
    return lines
