"""Getting around in a questionnaire: by words, by number, to the next of a kind, back and forward."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from msq_tui.core.language import tr, tr_count
from msq_tui.core.question import Input, is_unanswered
from msq_tui.core.search import Found
from msq_tui.core.text import count_characters
from msq_tui.core.words import why
from msq_tui.session.filling import FillingSession
from msq_tui.session.proposing import is_profile
from msq_tui.session.trail import Trail
from msq_tui.session.views import needs_an_entry

from ..actions import key_of
from ..widgets.text_field import TextField
from .frame import FramedScreen
from .go_to_number import GoToNumberScreen
from .put_in import PutInScreen
from .search import SearchScreen
from .terms import TermsScreen


class AroundScreen(FramedScreen):
    """What a screen on which one is at one input of a draft can do to get elsewhere."""

    session: FillingSession
    here: Input | None = None

    def __init__(self) -> None:
        super().__init__()
        self.trail = Trail()
        self._searched = ""
        self._search_at: str | None = None

    def what_then(self) -> str:
        """What to do when there is nothing more to be done here."""
        if is_profile(self.session):
            return tr("{key} saves and goes back to the drafts.", key=key_of("fill", "back_to_start"))
        return tr("{key} checks your answers, and exports.", key=key_of("fill", "review"))

    @abstractmethod
    async def go_to(self, address: str | None) -> None:
        """Show an input or question and be there."""

    @abstractmethod
    def draw_hint(self, text: str | None = None) -> None:
        """Say something above the keys."""

    @abstractmethod
    def remember(self) -> None:
        """Remember on this machine where one is."""

    @contextmanager
    def jumping(self) -> Iterator[None]:
        """Whatever is done meanwhile is one jump, to come back from."""
        left = self.here.address if self.here else None
        yield
        self.trail.went(left, self.here.address if self.here else None)

    async def jump(self, address: str | None) -> None:
        """Go to an input or question; where it is not asked now, say why and be next to it."""
        with self.jumping():
            await self.go_to(address)
        self.remember()
        if address is not None:
            self._say_why_not(address)

    def _say_why_not(self, address: str) -> None:
        standing = self.session.standing
        question = standing.index.owner(address)
        place = standing.index.input_at.get(address)
        if not standing.is_enabled(question) or (place is not None and not standing.is_asked(place)):
            self.draw_hint(" ".join(why(standing, address)))

    # By words and by number

    def action_search(self) -> None:
        """Find words; opened again it goes on where it was left."""
        here = self.here.address if self.here else None
        been = [address for address in self.trail.newest_first() if address != here]
        screen = SearchScreen(self.session, self._searched, self._search_at, been)

        async def chosen(found: Found | None) -> None:
            self._searched = screen.typed
            self._search_at = screen.left_at
            if found is not None and found.kind == "term":
                term = next(
                    term for term in self.session.edition.glossary if found.line.startswith(term.term.strip())
                )
                self.app.push_screen(TermsScreen([term]))
            elif found is not None:
                await self.jump(found.address)

        self.app.push_screen(screen, chosen)

    def action_go_to_number(self) -> None:
        """Go to a question by its number."""

        async def chosen(address: str | None) -> None:
            if address is not None:
                await self.jump(address)

        self.app.push_screen(GoToNumberScreen(self.session, self.here.address if self.here else None), chosen)

    # The next of a kind

    async def action_next_missing(self) -> None:
        """The next required answer that is missing, from here on and round."""
        await self._next(
            (problem.address for problem in self.session.standing.missing()),
            f"{tr('Nothing required is missing.')} {self.what_then()}",
            tr("From the start again: this is the first required answer that is missing."),
        )

    async def action_next_unanswered(self) -> None:
        """The next place to answer that is empty."""
        standing = self.session.standing
        asked = (
            place
            for section in self.session.edition.sections
            for question in standing.enabled_questions(section)
            for place in standing.asked_inputs(question)
        )
        empty = {
            place.address
            for place in asked
            if is_unanswered(self.session.given(place)) and not standing.mark_of(place.address)
        }
        await self._next(
            empty
            | {one.id for one in standing.index.questions.values() if needs_an_entry(self.session, one)},
            f"{tr('Everything that is asked has an answer.')} {self.what_then()}",
            tr("From the start again: this is the first place without an answer."),
        )

    async def action_next_problem(self) -> None:
        """The next place where something is to be put right or is worth a look."""
        await self._next(
            (problem.address for problem in self.session.standing.problems()),
            f"{tr('There is nothing to put right.')} {self.what_then()}",
            tr("From the start again: this is the first place with something to put right."),
        )

    async def action_next_flagged(self) -> None:
        """The next question with a flag."""
        await self._next(
            self.session.draft.flags,
            tr("Nothing has a flag."),
            tr("From the start again: this is the first flag."),
        )

    async def _next(self, addresses: Iterable[str], none: str, again: str) -> None:
        """Go to the first of these behind where one is, else to the first of all; say so, or that there is none."""
        index = self.session.index
        order = {address: at for at, address in enumerate(index.input_at)}
        last = -1
        rank: dict[str, int] = {}
        # A question without an input of its own (computed; a repeat) stands behind the inputs before it.
        for question in index.questions:
            inputs = index.inputs[question]
            rank[question] = order[inputs[0].address] if inputs else last
            last = order[inputs[-1].address] if inputs else last

        def ranked(address: str) -> tuple[int, int]:
            question = index.owner(address)
            return order.get(address, rank[question]), index.order[question]

        wanted = sorted({address for address in addresses if index.owner(address) in rank}, key=ranked)
        if not wanted:
            self.draw_hint(none)
            return
        now = ranked(self.here.address) if self.here else (-1, -1)
        # A problem of a question as a whole leads to its first input: being there is being at it.
        at = {self.here.address, self.here.question_id} if self.here else set()
        after = [address for address in wanted if ranked(address) > now and address not in at]
        await self.jump((after or wanted)[0])
        if not after:
            self.draw_hint(again)

    # Back and forward

    async def action_go_back(self) -> None:
        """Where one was before the last jump."""
        if not await self._along(self.trail.back):
            self.draw_hint(tr("This is where you began: there is no place before it to go back to."))

    async def action_go_forward(self) -> None:
        """Where one went back from."""
        if not await self._along(self.trail.forward):
            self.draw_hint(tr("There is no place to go forward to: you have not gone back."))

    async def _along(self, step: Callable[[str | None], str | None]) -> bool:
        while (address := step(self.here.address if self.here else None)) is not None:
            # An entry may have been removed since.
            if address in self.session.index.input_at or address in self.session.index.questions:
                await self.go_to(address)
                self.remember()
                return True
        return False

    # Answers given elsewhere

    def action_copy_answer(self) -> None:
        """Copy the answer, for the terminal's clipboard and for our own."""
        answer = self.session.given(self.here) if self.here is not None else None
        if self.here is None or is_unanswered(answer) or answer is None:
            self.draw_hint(tr("There is no answer here to copy."))
            return
        text = self.session.index.questions[self.here.question_id].display(self.here, answer)
        self.app.copy_to_clipboard(text)
        self.draw_hint(
            tr_count(
                "Copied: {count} character. Ctrl+V puts it in where you write.",
                "Copied: {count} characters. Ctrl+V puts it in where you write.",
                count_characters(text),
            )
        )

    def action_put_in(self) -> None:
        """Put in a link or text that was given elsewhere."""
        editor = self.focused
        if not isinstance(editor, TextField) or self.here is None:
            self.draw_hint(self.session.read_only or tr("A text can be put in only where you write one."))
            return
        screen = PutInScreen(self.session, self.here.address)
        if not screen.given:
            self.draw_hint(tr("There is no link or text yet that you gave elsewhere."))
            return

        def chosen(text: str | None) -> None:
            if text is not None and editor.is_attached:
                editor.move_cursor(editor.replace(text, *editor.selection).end_location)
                self.draw_hint(tr("Put in. {key} takes it back.", key="Ctrl+Z"))

        self.app.push_screen(screen, chosen)
