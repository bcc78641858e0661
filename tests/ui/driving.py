"""Driving the app without a terminal: a workplace of its own, keys in, text out."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from msq_tui.session import filling, opening
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.ui.app import MsqApp
from msq_tui.ui.pauses import Pauses
from msq_tui.ui.screens.fill import FillScreen
from tests.core.helpers import FEATURES, ROOT

from .screen_text import screen_text

NEVER = 3600.0
"""A pause after typing that no test outlives: a draft is saved when a test says so, and never in between."""

TIME = "2026-11-21T10:02:11Z"
SIZE = (80, 24)


class Ui:
    """The running app as its user meets it."""

    def __init__(self, app: MsqApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def session(self) -> FillingSession:
        """The open draft."""
        assert self.app.session is not None
        return self.app.session

    @property
    def fill(self) -> FillScreen:
        """The questionnaire, under whatever stands over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, FillScreen))

    @property
    def here(self) -> str:
        """The address that is being answered."""
        assert self.fill.here is not None
        return self.fill.here.address

    @property
    def focused(self) -> Widget:
        """What the keys go to."""
        assert self.app.focused is not None
        return self.app.focused

    def on(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of this kind is on top."""
        return isinstance(self.app.screen, kind)

    @property
    def text(self) -> str:
        """The screen."""
        return screen_text(self.app)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return self.text.split("\n")

    @property
    def bar(self) -> str:
        """The top row."""
        return self.lines[0]

    @property
    def hint(self) -> str:
        """The row above the keys."""
        return self.lines[-2]

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other; a character is a key as well."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste a text where the focus is."""
        self.focused.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.pilot.pause()

    async def go_to(self, address: str) -> None:
        """Go to an input of the questionnaire."""
        await self.fill.go_to(address)
        await self.pilot.pause()

    async def save(self) -> None:
        """Save now, and let the screen take note."""
        await asyncio.to_thread(self.session.flush)
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()


class Settling:
    """Waits until an app has done all that a key set off, however busy the machine is.

    Textual's own wait takes an app for idle that used no processor time for a while: one sleep for every key, and
    wrong where other programs have the processor. Here nothing is measured: the event loop has nothing to run, no
    thread works for it, no animation is on its way, and nothing is left to be drawn.
    """

    LONGEST_JOB = 1.0
    """After so many seconds a thread that is still at work is left to it: a test may hold it up on purpose."""

    def __init__(self, app: MsqApp) -> None:
        self.app = app
        self.loop = asyncio.get_running_loop()
        self.jobs: set[asyncio.Future[Any]] = set()
        self.in_thread = self.loop.run_in_executor
        vars(self.loop)["run_in_executor"] = self._counted

    def _counted(self, executor: Any, job: Callable[..., Any], *arguments: Any) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = self.in_thread(executor, job, *arguments)
        self.jobs.add(future)
        future.add_done_callback(self.jobs.discard)
        return future

    async def _quiet(self) -> None:
        """Let the loop run until nothing in it is ready but this."""
        await asyncio.sleep(0)
        while vars(self.loop)["_ready"]:
            await asyncio.sleep(0)

    def _draw(self) -> bool:
        """Draw what waits for the next frame; whether there was anything. An app that has ended draws no more."""
        if self.app._exit:
            return False
        if self.app._resize_event is not None:
            # Textual takes in a new size a moment later, with those that may follow it.
            self.app._check_resize()
            return True
        screen = vars(self.app.screen)
        marks = ("_layout_required", "_scroll_required", "_repaint_required", "_recompose_required")
        if not any(screen[mark] for mark in (*marks, "_dirty_widgets", "_callbacks")):
            return False
        self.app.screen._on_timer_update()
        return True

    async def __call__(self, _least: float = 0, _most: float = 0) -> None:
        left = set[asyncio.Future[Any]]()
        while True:
            await self._quiet()
            if self.jobs - left:
                left |= (await asyncio.wait(self.jobs - left, timeout=self.LONGEST_JOB))[1]
            elif self.app.animator._animations or self.app.animator._scheduled:
                await self.app.animator.wait_until_complete()
            elif not self._draw():
                return


Walk = Callable[[Ui], Awaitable[None]]


def drive(
    workplace: Workplace,
    walk: Walk,
    session: FillingSession | None = None,
    size: tuple[int, int] = SIZE,
    pause_seconds: float = NEVER,
) -> MsqApp:
    """Run the app, walk through it, end it; returns the app that ended."""
    app = MsqApp(workplace, session, Pauses(pause_seconds, NEVER))

    async def run() -> None:
        settled = Settling(app)
        with pytest.MonkeyPatch.context() as patched:
            for module in (textual.app, textual.pilot):
                patched.setattr(module, "wait_for_idle", settled)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await walk(Ui(app, pilot))

    try:
        asyncio.run(run())
    finally:
        if app.session is not None:
            app.session.close()
    return app


class Desk:
    """A folder to work in: the editions of this repository, drafts of its own, a clock that stands still."""

    def __init__(self, folder: Path) -> None:
        self.editions = folder / "editions"
        self.editions.mkdir()
        self.workplace = Workplace([self.editions], Path("drafts"))

    def lay_out(self, edition: str) -> None:
        """Put an edition on the desk, under its id, so that a draft of it finds it again."""
        name = edition.replace("-", "_")
        source = FEATURES / f"{name}.yaml"
        if not source.exists():
            source = ROOT / "editions" / f"{edition}.yaml"
        shutil.copy(source, self.editions / f"{edition}.yaml")

    def start(self, edition: str, answers: Mapping[str, Any] | None = None) -> FillingSession:
        """A new draft of an edition of the repository or of the features, with answers, on disk."""
        if not (self.editions / f"{edition}.yaml").exists():
            self.lay_out(edition)
        session = self.workplace.start(self.workplace.edition(edition))
        if answers:
            session.enter_all(answers)
            session.save()
        return session

    def fill(
        self,
        edition: str,
        walk: Walk,
        answers: Mapping[str, Any] | None = None,
        size: tuple[int, int] = SIZE,
    ) -> FillingSession:
        """Start a draft and walk through its questionnaire; returns the session, saved and closed."""
        session = self.start(edition, answers)
        drive(self.workplace, walk, session, size)
        return session

    def reread(self, session: FillingSession) -> FillingSession:
        """The draft as another process finds it on the disk."""
        return Workplace(self.workplace.editions_folders, self.workplace.drafts_folder).resume(session.path)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk in a folder of its own, which is the current one, so that paths on a screen are short and the same."""
    monkeypatch.chdir(tmp_path)
    for module in (filling, opening):
        monkeypatch.setattr(module, "now", lambda: TIME)
    return Desk(tmp_path)
