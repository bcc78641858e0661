"""Saving beside the typing, by the order of events: no test here waits for time to pass."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from msq_tui.core.errors import NotWritten
from msq_tui.session import autosave
from msq_tui.session.autosave import MOST_WAIT_SECONDS, Autosave, SaveState

PATIENCE = 20.0
"""How long to wait for what must come; reached only by a test that fails."""

NEVER = 3600.0
"""A pause that never ends: such an autosave writes only when it is flushed."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


class Saver:
    """A disk to save to: what is on the screen, what is on disk, and every event in order."""

    def __init__(self) -> None:
        self.screen = 0
        self.disk = 0
        self.fails: str | None = None
        self.events: list[str] = []
        self.before_write: Callable[[int], None] = lambda _: None
        self._condition = threading.Condition()
        self.autosave: Autosave

    def start(self, pause: float = 0.0) -> Saver:
        self.autosave = Autosave(self.save, self.state, pause)
        return self

    def save(self) -> None:
        covers = self.screen
        self.event("save begins")
        self.before_write(covers)
        if self.fails:
            self.event("save fails")
            raise NotWritten(self.fails)
        self.disk = covers
        self.event("save ends")

    def state(self, state: SaveState) -> None:
        self.event(state.word)

    def event(self, word: str) -> None:
        with self._condition:
            self.events.append(word)
            self._condition.notify_all()

    def type(self) -> None:
        self.screen += 1
        self.autosave.changed()

    def until(self, held: Callable[[], bool]) -> bool:
        with self._condition:
            return self._condition.wait_for(held, PATIENCE)

    def count(self, word: str) -> int:
        return self.events.count(word)


@pytest.fixture
def saver() -> Iterator[Saver]:
    made = Saver()
    yield made
    made.fails, made.before_write = None, lambda _: None
    with suppress(AttributeError):
        if made.autosave._thread.is_alive():
            made.autosave.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(autosave, "time", clock)
    return clock


def test_what_is_not_changed_is_saved(saver: Saver) -> None:
    assert saver.start().autosave.state.word == "saved"


def test_a_change_leaves_saved_before_the_call_returns(saver: Saver) -> None:
    saver.start(NEVER).type()
    assert saver.autosave.state.word != "saved" and saver.events == ["saving"]


def test_a_change_is_saved_without_being_asked_to(saver: Saver) -> None:
    saver.start().type()
    assert saver.until(lambda: saver.disk == 1)


def test_saved_comes_only_after_the_save_returned(saver: Saver) -> None:
    saver.start().type()
    assert saver.until(lambda: "saved" in saver.events)
    assert saver.events.index("save ends") < saver.events.index("saved")


def test_saved_is_not_said_while_the_save_is_under_way(saver: Saver) -> None:
    seen: list[str] = []
    saver.before_write = lambda _: seen.append(saver.autosave.state.word)
    saver.start().type()
    saver.autosave.flush()
    assert seen == ["saving"]


def test_a_failing_save_says_not_saved_with_the_reason(saver: Saver) -> None:
    saver.fails = "the disk is full"
    saver.start(NEVER).type()
    assert saver.autosave.flush() == SaveState("not_saved", "the disk is full")


def test_a_mistake_in_the_save_says_not_saved_and_does_not_end_saving(saver: Saver) -> None:
    def mistake(_: int) -> None:
        raise ZeroDivisionError

    saver.before_write = mistake
    saver.start(NEVER).type()
    first = saver.autosave.flush()
    saver.before_write = lambda _: None
    saver.type()
    assert (first.word, saver.autosave.flush().word, saver.disk) == ("not_saved", "saved", 2)


def test_not_saved_stays_while_more_is_typed(saver: Saver) -> None:
    saver.fails = "full"
    saver.start(NEVER).type()
    saver.autosave.flush()
    saver.type()
    assert saver.autosave.state == SaveState("not_saved", "full")


def test_not_saved_stays_while_a_further_save_is_under_way(saver: Saver) -> None:
    saver.fails = "full"
    saver.start(NEVER).type()
    saver.autosave.flush()
    seen: list[str] = []
    saver.before_write = lambda _: seen.append(saver.autosave.state.word)
    saver.autosave.flush()
    assert seen == ["not_saved"]


def test_not_saved_ends_with_a_save_that_succeeds(saver: Saver) -> None:
    saver.fails = "full"
    saver.start(NEVER).type()
    saver.autosave.flush()
    saver.fails = None
    assert (saver.autosave.flush().word, saver.disk) == ("saved", 1)


def test_a_failed_save_is_tried_again_without_a_further_change(
    saver: Saver, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.0)
    saver.fails = "full"
    saver.start().type()
    clock.now += 1
    assert saver.until(lambda: saver.count("save fails") >= 3)


def test_a_change_during_a_save_is_saved_too(saver: Saver) -> None:
    def once(_: int) -> None:
        saver.before_write = lambda _: None
        saver.type()

    saver.before_write = once
    saver.start().type()
    assert saver.until(lambda: saver.disk == 2)


def test_saved_is_not_said_for_a_save_that_a_change_overtook(saver: Saver) -> None:
    def once(_: int) -> None:
        saver.before_write = lambda _: None
        saver.type()

    saver.before_write = once
    saver.start().type()
    assert saver.until(lambda: saver.count("save ends") == 2 and "saved" in saver.events)
    first_end = saver.events.index("save ends")
    assert "saved" not in saver.events[: saver.events.index("save ends", first_end + 1)]


def test_flush_writes_at_once_without_the_pause(saver: Saver) -> None:
    saver.start(NEVER).type()
    assert (saver.autosave.flush().word, saver.disk) == ("saved", 1)


def test_flush_of_nothing_does_not_save(saver: Saver) -> None:
    assert (saver.start().autosave.flush().word, saver.events) == ("saved", [])


def test_flush_waits_for_the_latest_change_when_a_save_is_under_way(saver: Saver) -> None:
    begun, go_on, returned = threading.Event(), threading.Event(), threading.Event()
    outcome: list[tuple[str, int]] = []

    def write(number: int) -> None:
        if number == 1:
            begun.set()
            go_on.wait(PATIENCE)
        else:
            # A flush that does not wait for this save has all the time it wants to return.
            returned.wait(0.3)

    def flush() -> None:
        state = saver.autosave.flush()
        outcome.append((state.word, saver.disk))
        returned.set()

    saver.before_write = write
    saver.start().type()
    assert begun.wait(PATIENCE)
    saver.type()
    waiting = threading.Thread(target=flush)
    waiting.start()
    with saver.autosave._condition:
        saver.autosave._condition.wait_for(lambda: saver.autosave._hurry, PATIENCE)
    go_on.set()
    waiting.join(PATIENCE)
    assert outcome == [("saved", 2)]


def test_flush_right_after_a_change_covers_that_change(saver: Saver) -> None:
    saver.start()
    for _ in range(300):
        saver.type()
        assert (saver.autosave.flush().word, saver.disk) == ("saved", saver.screen)


def test_close_saves_what_is_unsaved_and_ends_the_thread(saver: Saver) -> None:
    saver.start(NEVER).type()
    assert (saver.autosave.close().word, saver.disk, saver.autosave._thread.is_alive()) == ("saved", 1, False)


def test_close_says_when_the_last_save_failed(saver: Saver) -> None:
    saver.fails = "full"
    saver.start(NEVER).type()
    assert saver.autosave.close() == SaveState("not_saved", "full")


def test_a_burst_of_typing_is_saved_before_it_ends(saver: Saver, clock: Clock) -> None:
    saver.start(0.5)
    typed_for = 0.0
    while typed_for <= MOST_WAIT_SECONDS:
        saver.type()
        clock.now += 0.1
        typed_for += 0.1
    # The last key came less than the pause ago by a clock that stands still: only the cap can bring the save.
    saver.type()
    assert saver.until(lambda: saver.count("save begins") >= 1)


def test_at_most_a_second_of_typing_is_at_risk() -> None:
    assert MOST_WAIT_SECONDS < 1.0


def test_no_save_begins_before_the_pause_is_over(saver: Saver, clock: Clock) -> None:
    saver.start(0.5).type()
    clock.now += 0.4
    saver.autosave.changed()
    with saver.autosave._condition:
        assert saver.autosave._due_in(clock.now) == pytest.approx(0.4)


def test_the_cap_counts_from_the_first_unsaved_key_after_a_save(saver: Saver, clock: Clock) -> None:
    saver.start(0.5).type()
    saver.autosave.flush()
    clock.now += 100
    saver.type()
    with saver.autosave._condition:
        assert saver.autosave._due_in(clock.now) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("word", "text"), [("saved", "Saved"), ("saving", "Saving"), ("not_saved", "Not saved")]
)
def test_people_see_one_of_three_words(word: str, text: str) -> None:
    assert SaveState(word).text == text  # type: ignore[arg-type]


def test_a_flush_while_a_save_that_covers_everything_is_under_way_asks_for_no_second_one(
    saver: Saver,
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write(_: int) -> None:
        begun.set()
        go_on.wait(PATIENCE)

    saver.before_write = write
    saver.start().type()
    assert begun.wait(PATIENCE)
    waiting = threading.Thread(target=saver.autosave.flush)
    waiting.start()
    with saver.autosave._condition:
        saver.autosave._condition.wait_for(lambda: saver.autosave._hurry, PATIENCE)
    go_on.set()
    waiting.join(PATIENCE)
    saver.before_write = lambda _: None
    # The thread has come round once the hurry is over.
    saver.type()
    assert saver.until(lambda: saver.disk == 2 and saver.events[-1] == "saved")
    assert saver.count("save begins") == 2
