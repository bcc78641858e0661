"""The Textual app: which screen is shown, leaving without losing anything, and what happens when we made a mistake."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget

from msq_tui.core.errors import DraftDamaged, MsqError
from msq_tui.core.language import tr
from msq_tui.core.merging import Key, Side
from msq_tui.core.text import display, display_line
from msq_tui.core.times import shown_time
from msq_tui.session.autosave import SaveState
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.session.proposing import profile_answers
from msq_tui.session.settings import Settings

from .driver import ending_signals, safe_driver_class, with_cursor
from .messages import SaveStateChanged
from .one_writer import beside, look_at_disk, open_locked, settle_disk
from .pauses import DEFAULT_PAUSES, Pauses, pauses_asked
from .screens.ask import ChooseScreen, HoldsTyped
from .screens.commands import open_commands
from .screens.differences import DifferencesScreen
from .screens.fill import FillScreen
from .screens.finder import FinderScreen
from .screens.frame import FramedScreen
from .screens.start import StartScreen
from .seen import SeenApp
from .widgets.row_list import Spot

MOST_WAIT_SECONDS = 2.0
"""A key never waits longer than this for the one before it, whatever happens."""

FAILED = 70
"""Exit code after a mistake of ours (sysexits.h EX_SOFTWARE); the draft was saved first."""

INTERRUPTED, UNSAVED = 130, 4
"""Exit codes after a signal: with everything saved, or not (interfaces.md, section 4)."""


class MsqApp(SeenApp):
    """One draft at a time, or the list of drafts."""

    CSS_PATH = "msq.tcss"
    TITLE = "msq"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "how_to_leave", show=False, system=True)]

    def __init__(
        self,
        workplace: Workplace,
        session: FillingSession | None = None,
        pauses: Pauses = DEFAULT_PAUSES,
        damaged: DraftDamaged | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(settings)
        self.driver_class = with_cursor(safe_driver_class(self.driver_class))
        self.workplace = workplace
        self.session = session
        self.pauses = pauses
        self.waiting: FillingSession | None = None
        """A draft that is about to be opened, while something is asked about it."""
        self.profile: Mapping[str, Any] = {}
        """What the respondent wrote about himself once, as it was when the draft was opened."""
        self.looking = False
        """Whether the file of the draft is being looked at: once at a time."""
        self.between_keys = asyncio.Lock()
        """Held while a key is worked off, and while what somebody else changed is brought in: a key pressed then waits
        for the new state, and never reaches an editor that shows the old one."""
        self.damaged = damaged
        self.failure = ""
        self.farewell = ""  # what is to be told when the screen is gone
        self._main_thread = threading.current_thread()

    async def on_mount(self) -> None:
        """Show the draft asked for, or the list of drafts."""
        self._main_thread = threading.current_thread()
        with suppress(NotImplementedError, ValueError, RuntimeError):
            for number in ending_signals():
                asyncio.get_running_loop().add_signal_handler(number, self._end_by_signal)
        self.push_screen(start := StartScreen())
        if self.looks.note:
            self.call_after_refresh(start.tell, self.looks.note)
        session, self.session = self.session, None
        if session is not None:
            open_locked(self, session)
        if self.damaged is not None:
            self.offer_copy(self.damaged)
        self.set_interval(self.pauses.look, self.on_app_focus)

    async def on_event(self, event: events.Event) -> None:
        """Give keys and pastes out one by one: the next waits until the last has done its work.

        So what is typed ahead reaches the input it was meant for, also after Enter, Tab or a function key.
        """
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        async with self.between_keys:
            target = self.focused
            await super().on_event(event)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._worked_off(target), MOST_WAIT_SECONDS)

    async def _worked_off(self, target: Widget | None) -> None:
        done = asyncio.Event()
        if target is not None and target.is_attached and target.call_later(done.set):
            await done.wait()
        if isinstance(self.screen, FillScreen | FinderScreen):
            await self.screen.at_rest()

    # Which screen

    async def open_draft(self, path: str) -> None:
        """Go on with a draft; raises MsqError. A damaged one with a complete copy is asked about."""
        try:
            open_locked(self, self.workplace.resume(Path(path)))
        except DraftDamaged as damaged:
            self.offer_copy(damaged)

    def offer_copy(self, damaged: DraftDamaged) -> None:
        """Ask whether to go on from the copy of a damaged draft."""

        def chosen(way: str | None) -> None:
            if way != "copy":
                return
            try:
                session, told = self.workplace.go_on_from_copy(damaged.path)
            except MsqError as error:
                self.tell(error.message)
                return
            open_locked(self, session, told)

        ways = [
            ("copy", tr("Go on from the copy of {time}", time=shown_time(damaged.saved) or "?")),
            ("leave", tr("Leave everything as it is")),
        ]
        self.push_screen(ChooseScreen(damaged.problem, ways), chosen)

    async def start_edition(self, edition_id: str) -> None:
        """Begin a draft of an edition; raises MsqError."""
        open_locked(self, self.workplace.start(self.workplace.edition(edition_id)))

    def show_draft(self, session: FillingSession, notice: str = "", address: str | None = None) -> None:
        """The questionnaire of a draft that is open; ``notice`` is told above the keys."""
        self.session = session
        if session.carried is not None:
            notice = " ".join(part for part in (notice, session.carried.sentence) if part)
        self.profile = profile_answers(self.workplace)
        session.start_autosave(self._save_state_changed, self.pauses.save)
        self.push_screen(FillScreen(session, address or session.last_place(), notice))

    def go_on_in(self, session: FillingSession) -> None:
        """Go on in another file, at the same place; the one left behind stays as it is on the disk."""
        address = next(
            (s.here.address for s in self.screen_stack if isinstance(s, FillScreen) and s.here), None
        )
        while not isinstance(self.screen, StartScreen):
            self.pop_screen()
        self._close_session()
        self.show_draft(session, address=address)

    def show_review(self, session: FillingSession, left_at: Spot | None = None) -> None:
        """The review over the questionnaire, at the line where it was left."""
        from .screens.review import ReviewScreen

        self.push_screen(ReviewScreen(session, left_at))

    async def show_fill(self, address: str | None, left_at: Spot) -> None:
        """The questionnaire under the review, at an address or where one was; the review opens again at its line."""
        self.pop_screen()
        fill = self.screen
        if isinstance(fill, FillScreen):
            fill.review_left_at = left_at
            await (fill.jump(address) if address else fill.take_up())

    async def leave_draft(self) -> None:
        """Save and go back to the list of drafts."""
        if await self._is_safe_to_leave():
            trouble = self._close_session()
            self.pop_screen()
            self.tell(trouble)

    # Saving

    def _save_state_changed(self, state: SaveState) -> None:
        """Called by the session from either thread."""
        if threading.current_thread() is self._main_thread:
            self._show_save_state()
        else:
            self.post_message(SaveStateChanged())

    def on_save_state_changed(self) -> None:
        """The saving thread told of a change; show what is true now."""
        self._show_save_state()

    def _show_save_state(self) -> None:
        if self.session is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, FramedScreen) and screen.is_mounted:
                screen.save_state_changed()
        if self.session.save_state.word == "not_saved":
            self.on_app_focus()

    def on_app_focus(self) -> None:
        """The window has the focus again, or some time has passed: look whether somebody else changed the file."""
        if self.session is not None and not self.looking:
            self.looking = True
            beside(self, partial(look_at_disk, self), "disk")

    def settle_disk(self) -> None:
        """Ask what is to be done where the draft cannot be saved because its file is not what it was."""
        beside(self, partial(settle_disk, self), "settle")

    def tell(self, text: str) -> None:
        """Say something above the keys of the questionnaire, or on the list of drafts."""
        for screen in self.screen_stack:
            if isinstance(screen, FillScreen):
                screen.call_after_refresh(screen.draw_hint, text)
        if isinstance(self.screen, StartScreen):
            self.screen.tell(text)

    async def _is_safe_to_leave(self) -> bool:
        """Save; where that fails, ask. True when nothing would be lost or the loss was chosen."""
        if self.session is None:
            return True
        state = await asyncio.to_thread(self.session.flush)
        if state.word == "saved":
            return True
        ways = [
            ("stay", tr("Stay here")),
            ("copy", tr("Save a copy in another place")),
            ("discard", tr("Leave without the last changes")),
        ]
        way = await self.ask(ChooseScreen(state.reason, ways))
        if way == "copy":
            screen = self.screen
            if isinstance(screen, FillScreen):
                screen.action_save_copy()
            return False
        return way == "discard"

    async def ask(self, screen: ModalScreen[str | None]) -> str | None:
        """The answer to a question; call it beside the screens (``run_worker``), since keys must go on."""
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self.push_screen(screen, lambda way: answer.set_result(way) if not answer.done() else None)
        return await answer

    async def ask_choices(self, screen: DifferencesScreen) -> dict[Key, Side] | None:
        """As :meth:`ask`, for many choices at once."""
        answer: asyncio.Future[dict[Key, Side] | None] = asyncio.get_running_loop().create_future()
        self.push_screen(screen, lambda way: answer.set_result(way) if not answer.done() else None)
        return await answer

    def _close_session(self) -> str:
        """Close the draft; what there is to tell about its history, which only now is written to its end."""
        if self.session is None:
            return ""
        session, self.session = self.session, None
        session.close()
        return session.history.take_trouble()

    # Leaving

    def action_quit(self) -> None:  # type: ignore[override]
        """Save and leave; runs beside the screen, since it may have to ask."""
        self.run_worker(self._quit(), exclusive=True, exit_on_error=True)

    async def _quit(self) -> None:
        if isinstance(self.screen, HoldsTyped) and self.screen.is_begun:
            self.screen.action_close()
            return
        for screen in self.screen_stack:
            if isinstance(screen, FillScreen):
                screen.settle()
                screen.remember()
        if await self._is_safe_to_leave():
            self.farewell = self._close_session()
            self.exit(0)

    def action_how_to_leave(self) -> None:
        """Ctrl+C is a habit: say what it does not do here."""
        screen = self.screen
        if isinstance(screen, FillScreen):
            screen.draw_hint(tr("Your answers are saved by themselves. F10 leaves the program."))

    def action_help(self) -> None:
        """What the keys do here."""
        from .screens.help import HelpScreen

        if table := getattr(self.screen, "table", ""):
            self.push_screen(HelpScreen(table, getattr(self.screen, "without", ())))

    def action_commands(self) -> None:
        """Everything that can be done here."""
        if isinstance(self.screen, FramedScreen):
            open_commands(self, self.screen)

    def _end_by_signal(self) -> None:
        """The window was closed or the computer shuts down: save, then end."""
        if self.session is not None:
            for screen in self.screen_stack:
                if isinstance(screen, FillScreen):
                    screen.settle()
                    screen.remember()
            state = self.session.close()
            self.farewell = self.session.history.take_trouble()
            self.exit(INTERRUPTED if state.word == "saved" else UNSAVED)
        else:
            self.exit(INTERRUPTED)

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of ours: save first, then end without a traceback; the place of the draft is told (cli.py)."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        state = self.session.flush() if self.session is not None else None
        where = display_line(str(self.session.path)) if self.session is not None else ""
        saved = state is None or state.word == "saved"
        self.failure = tr(
            "The program made a mistake and had to end. {saved} Do now: start it again. [{name}: {place}]",
            saved=tr("Safe: everything you typed is saved in {path}.", path=where) if saved and where
            else tr("NOT SAVED: {reason}", reason=state.reason) if state and not saved
            else tr("Safe: no draft was open."),
            name=type(error).__name__, place=_place_of(error),
        )  # fmt: skip
        self._return_code = FAILED
        self._exit = True
        self.exit(FAILED, return_code=FAILED)


def _place_of(error: BaseException) -> str:
    """Module and line of a mistake, for whoever mends it; no answers are in it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def run_app(
    workplace: Workplace,
    session: FillingSession | None,
    damaged: DraftDamaged | None = None,
    left: Callable[[], None] = lambda: None,
) -> int:
    """Run the app until it is left; returns the exit code. ``left`` is called when the screen is that of before."""
    app = MsqApp(workplace, session, pauses_asked(), damaged, Settings.of_this_machine())
    try:
        code = app.run()
    finally:
        left()
        for session in (app.session, app.waiting):
            if session is not None:
                with suppress(MsqError):
                    session.close()
                app.farewell = app.farewell or session.history.take_trouble()
    if app.farewell:
        print(display(app.farewell), file=sys.stderr)
    if app.failure:
        print(app.failure, file=sys.stderr)
        return FAILED
    return code if isinstance(code, int) else 0
