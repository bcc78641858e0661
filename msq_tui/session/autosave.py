"""Saving beside the typing: one thread, the newest state wins, and the word on the screen is never wrong.

The thread waits for a pause after the last key, but never longer than a second after the first unsaved one, so that
at most a second of typing is ever at risk. A failed save stays "Not saved" until a later one succeeds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from msq_tui.core.errors import MsqError
from msq_tui.core.language import tr

DEFAULT_PAUSE_SECONDS = 0.5
MOST_WAIT_SECONDS = 0.8
RETRY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the screen says about the draft: ``saved``, ``saving`` or ``not_saved`` with the reason."""

    word: Literal["saved", "saving", "not_saved"]
    reason: str = ""

    @property
    def text(self) -> str:
        """One of the three words people see."""
        return {"saved": tr("Saved"), "saving": tr("Saving"), "not_saved": tr("Not saved")}[self.word]


class Autosave:
    """Calls ``save`` in a thread of its own after changes were announced with :meth:`changed`.

    ``save`` writes everything announced before it was called, or raises MsqError. ``on_state`` is called from either
    thread and must not block.
    """

    def __init__(
        self,
        save: Callable[[], None],
        on_state: Callable[[SaveState], None],
        pause_seconds: float = DEFAULT_PAUSE_SECONDS,
    ) -> None:
        self._save = save
        self._on_state = on_state
        self._pause = pause_seconds
        self._condition = threading.Condition()
        self._announced = 0
        self._written = 0
        self._attempted = 0
        self._covered = 0
        self._first_unsaved = 0.0
        self._last_change = 0.0
        self._hurry = False
        self._closing = False
        self._state = SaveState("saved")
        self._thread = threading.Thread(target=self._run, name="msq-autosave", daemon=True)
        self._thread.start()

    @property
    def state(self) -> SaveState:
        """The state now."""
        return self._state

    def changed(self) -> None:
        """Announce a change: from now on the draft on disk is older than the screen."""
        with self._condition:
            now = time.monotonic()
            if self._announced == self._written:
                self._first_unsaved = now
            self._announced += 1
            self._last_change = now
            if self._state.word == "saved":
                self._tell(SaveState("saving"))
            self._condition.notify_all()

    def flush(self) -> SaveState:
        """Save now and wait for the outcome; returns it."""
        with self._condition:
            wanted = self._announced
            if self._written >= wanted:
                return SaveState("saved")
            attempted = self._attempted
            self._hurry = True
            self._condition.notify_all()
            # A save under way may have begun before the last change: wait for an attempt that covers it, well or not.
            while self._thread.is_alive() and self._written < wanted:
                if self._attempted > attempted and self._covered >= wanted:
                    break
                self._condition.wait(1.0)
            return self._state

    def close(self) -> SaveState:
        """Save what is unsaved and end the thread."""
        state = self.flush()
        with self._condition:
            self._closing = True
            self._condition.notify_all()
        self._thread.join()
        return state

    def _tell(self, state: SaveState) -> None:
        self._state = state
        self._on_state(state)

    def _due_in(self, now: float) -> float:
        due = min(
            self._last_change + self._pause,
            max(self._first_unsaved + MOST_WAIT_SECONDS, self._first_unsaved + self._pause),
        )
        if self._state.word == "not_saved":
            due = max(self._last_change + self._pause, self._last_attempt + self._pause)
            if self._last_change <= self._last_attempt:
                due = self._last_attempt + RETRY_SECONDS
        return due - now

    _last_attempt = 0.0

    def _run(self) -> None:
        while True:
            with self._condition:
                while not self._closing and not self._hurry:
                    if self._announced == self._written:
                        self._condition.wait()
                        continue
                    wait = self._due_in(time.monotonic())
                    if wait <= 0:
                        break
                    self._condition.wait(wait)
                if self._closing:
                    return
                self._hurry = False
                if self._announced == self._written:
                    # Asked to hurry while a save was under way that covered everything: there is nothing to do.
                    continue
                covers = self._announced
                self._last_attempt = time.monotonic()
                if self._state.word != "not_saved":
                    self._tell(SaveState("saving"))
            failure = self._attempt()
            with self._condition:
                self._attempted += 1
                self._covered = covers
                if failure is None:
                    self._written = covers
                    if self._announced == covers:
                        self._tell(SaveState("saved"))
                    else:
                        self._first_unsaved = self._last_attempt
                        self._tell(SaveState("saving"))
                else:
                    self._tell(SaveState("not_saved", failure))
                self._condition.notify_all()

    def _attempt(self) -> str | None:
        try:
            self._save()
        except MsqError as error:
            return error.message
        except Exception as error:
            return tr(
                "NOT SAVED: the program made a mistake ({name}). Safe: the file was not changed. Do now: save a copy elsewhere.",
                name=type(error).__name__,
            )
        return None
