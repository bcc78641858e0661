"""What a session adds to the history of its draft, and how an earlier wording comes back.

While somebody types, a draft is saved every second. Those stages of one text are joined: the wording that stood
before is written at once, the stages between are not, as long as each keeps what the one before it said. A stage is
written when something is taken away (in a paragraph: more than ``MOST_TAKEN_AWAY`` characters since the last one
written), when another answer is changed, after a minute, and at the end. So what can be brought back is every wording
that was on the disk, but for stages that the next one written contains almost to the letter. Choices are never joined.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from msq_tui.core.errors import MsqError, NotWritten, WrongUsage
from msq_tui.core.history import Snapshot, Step, count_until, is_below, steps_between, taken_away, with_found
from msq_tui.core.language import tr, tr_count
from msq_tui.core.question import Input
from msq_tui.core.text import display_line
from msq_tui.core.times import instant_meant
from msq_tui.files.history import THIN_PAST, append_steps, earlier_histories, history_path, read_steps, thin

MOST_TAKEN_AWAY = 20
MOST_RUN_SECONDS = 60.0
MOST_KEPT_UNWRITTEN = 1000
THIN_AGAIN_AFTER = 1_000_000
"""A history that could not be thinned (it is all of the last days) is not looked through at every save."""


@dataclass(slots=True)
class _Run:
    """The stages of one text being written, not yet in the file: one step from the first to the newest."""

    step: Step
    began: float
    taken_away: int


class History:
    """The history of one open draft. Its steps are added after each save that succeeded; a history that cannot be
    written is told of in ``trouble`` and never stops a save."""

    def __init__(
        self,
        draft: Path,
        draft_id: str,
        known: Snapshot,
        most_taken_away: Callable[[str], int | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = history_path(draft)
        self.joining = False
        """Whether stages of a text are joined: only while a session goes on that will be closed."""
        self.trouble = ""
        self._draft_id = draft_id
        self._known = known
        self._most_taken_away = most_taken_away
        self._clock = clock
        self._lock = threading.RLock()
        self._run: _Run | None = None
        self._unwritten: list[Step] = []
        self._told = False
        self._thin_past = THIN_PAST

    def saved(self, now: Snapshot, save: int, when: str) -> None:
        """The draft as it was at ``now`` is on the disk."""
        with self._lock:
            steps = steps_between(self._known, now, save, when)
            self._known = now
            for step in steps:
                self._add(step)
            self._write()

    def keep(self, now: Snapshot, save: int, when: str) -> None:
        """Keep a wording that may not have been saved yet, since it is about to be replaced by an earlier one."""
        with self._lock:
            self._end_run()
            self._unwritten += steps_between(self._known, now, save, when)
            self._known = now

    def went_on_from(self, other: Snapshot) -> None:
        """The draft on the disk is another version now: the next steps lead on from that one."""
        with self._lock:
            self.write()
            self._known = other

    def accept(self, found: Sequence[Step]) -> None:
        """Keep that what no program told of was meant so."""
        with self._lock:
            self._end_run()
            self._unwritten += found
            self._write()

    def write(self) -> None:
        """Write what is still held back."""
        with self._lock:
            self._end_run()
            self._write()

    def finish(self) -> None:
        """Write what is still held back for the last time, and say in ``trouble`` what that leaves out."""
        with self._lock:
            self.joining = False
            self.write()
            if self._unwritten:
                count = len(self._unwritten)
                self.trouble = tr(
                    'The history "{file}" could not be written to its end: {changes} of this session cannot be brought back one '
                    "by one. Safe: the draft itself is saved with all its answers. Do now: see that the disk has room and that "
                    "the folder can be written before you go on.",
                    file=display_line(self.path.name), changes=tr_count("{count} change", "{count} changes", count),
                )  # fmt: skip

    def steps(self, save: int, saved: str, now: str) -> list[Step]:
        """Every step up to now, also those that no program told of. Raises NotReadable."""
        with self._lock:
            self.write()
            files = [*earlier_histories(self.path, self._draft_id), self.path]
            steps = [step for path in files for step in read_steps(path, self._draft_id)] + self._unwritten
            return with_found(steps, self._known, save, saved, now)

    def take_trouble(self) -> str:
        """What is to be told about a history that could not be written: once, then nothing."""
        trouble, self.trouble = self.trouble, ""
        return trouble

    # Joining

    def _add(self, step: Step) -> None:
        run = self._run
        most = self._most_taken_away(step.address) if self.joining and step.part == "answer" else None
        if run is not None and most is not None and run.step.key == step.key and isinstance(step.after, str):
            gone = run.taken_away + taken_away(str(run.step.after), step.after)
            if gone <= most and self._clock() - run.began <= MOST_RUN_SECONDS:
                self._run = _Run(
                    replace(run.step, save=step.save, time=step.time, after=step.after), run.began, gone
                )
                return
        self._end_run()
        joined = most is not None and isinstance(step.after, str)
        # What a text replaces is on the disk before anything else happens to it; so is the end of the run before it.
        continues = run is not None and run.step.key == step.key
        if joined and (step.before is None or continues):
            self._run = _Run(step, self._clock(), 0)
            return
        self._unwritten.append(step)
        if joined:
            self._run = _Run(replace(step, before=step.after), self._clock(), 0)

    def _end_run(self) -> None:
        run, self._run = self._run, None
        if run is not None and run.step.before != run.step.after:
            self._unwritten.append(run.step)

    # Writing

    def _write(self) -> None:
        if not self._unwritten:
            return
        try:
            size = append_steps(self.path, self._draft_id, self._unwritten)
        except NotWritten as error:
            del self._unwritten[:-MOST_KEPT_UNWRITTEN]
            if not self._told:
                self._told, self.trouble = True, error.message
            return
        newest = self._unwritten[-1].time
        self._unwritten = []
        self._told = False
        if size > self._thin_past:
            with suppress(MsqError):
                size = thin(self.path, newest)
            self._thin_past = max(THIN_PAST, size + THIN_AGAIN_AFTER)


def most_taken_away(place: Input | None) -> int | None:
    """How much a stage of an answer may take away and still be joined to the next; None where each stands for itself."""
    return {"text": MOST_TAKEN_AWAY, "line": 0}.get(place.kind) if place is not None else None


def of_address(steps: Sequence[Step], address: str) -> list[Step]:
    """The steps of an input, of a question with everything in it, or of a repeat or entry."""
    return [step for step in steps if is_below(step.address, address)]


def count_at(steps: Sequence[Step], words: str) -> int:
    """How many steps had been done at WHEN as people write it: a time, or the number of a save. Raises WrongUsage."""
    words = words.strip()
    if re.fullmatch(r"[0-9]{1,9}", words):
        return count_until(steps, save=int(words))
    try:
        instant = instant_meant(words)
    except ValueError:
        raise WrongUsage(
            tr(
                '"{words}" is no time and no number of a save. Write a time by your clock, "2026-11-21 10:02", or in UTC, '
                "2026-11-21T10:02:11Z, a day as 2026-11-21 (its end), or a number as `msq log` shows it.",
                words=display_line(words),
            )
        ) from None  # fmt: skip
    return count_until(steps, instant)


def seconds_between(earlier: str, later: str) -> float:
    """How long it was between two times as drafts write them; endless where one is none."""
    try:
        return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
    except (ValueError, TypeError):
        return float("inf")


def time_now() -> str:
    """The time in UTC as drafts write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
