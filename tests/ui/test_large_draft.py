"""Typing goes on while a draft is saved, however large it is and however long the disk takes; the state says what is
true. Nothing here asserts a time: the save is held still, and a key that waited for it would never come."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from typing import Any

import pytest

from msq_tui.core.errors import NotWritten
from msq_tui.files.draft_file import DraftDocument

from .driving import Desk, Ui, drive

PATIENCE = 30.0
"""How long a save is held at most; reached only by a test that fails."""
LONG = "An invented text about what was done, for whom, and with what result. " * 12


class Held:
    """A save held still in the middle, until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.let_go = threading.Event()
        self.in_time = True
        self.fails = False

    def wait(self) -> None:
        """In the thread that saves: stand still; then perhaps fail."""
        if threading.current_thread() is threading.main_thread() or self.let_go.is_set():
            return
        self.reached.set()
        self.in_time = self.let_go.wait(PATIENCE) and self.in_time
        if self.fails:
            self.fails = False
            raise NotWritten("The disk is full.")

    def before(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """What was to be done, once the save may go on."""

        def held(*given: Any, **named: Any) -> Any:
            self.wait()
            return work(*given, **named)

        return held


def entries(count: int) -> list[dict[str, Any]]:
    """So many entries of five answers each."""
    activity = {"_entry": "aaaa", "title": LONG, "person": {"name": "Ana"}}
    entry = {"title": "Title", "done": "yes", "when": "2024", "activities": [activity]}
    return [{"_entry": f"e{at:04}", **entry} for at in range(count)]


FIELD = "commitments/e0001/title"
POINTS = ["while the text is made", "while the disk is waited for"]


def hold(monkeypatch: pytest.MonkeyPatch, point: str) -> Held:
    """From now on the next save stands still at this point."""
    held = Held()
    owner, name = (DraftDocument, "made") if point == POINTS[0] else (os, "fsync")
    monkeypatch.setattr(owner, name, held.before(getattr(owner, name)))
    return held


def test_answers_are_taken_while_a_draft_of_10000_is_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.start("type-repeat")
    before = session.path.read_bytes()
    held = hold(monkeypatch, POINTS[0])
    session.enter("commitments", entries(2000))
    assert len(session.response.answers) == 10_000
    session.start_autosave(lambda _: None, 0.0)
    assert held.reached.wait(PATIENCE)
    session.enter(FIELD, "typed meanwhile")
    assert session.path.read_bytes() == before and session.save_state.word == "saving"
    held.let_go.set()
    assert session.close().word == "saved" and held.in_time, "the answer had to wait for the save"
    text = session.path.read_text("utf-8")
    assert "typed meanwhile" in text and text.count(LONG.strip()) == 2000


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("point", POINTS)
def test_keys_reach_the_field_while_a_save_stands_still_and_the_bar_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, point: str, fails: bool
) -> None:
    session = desk.start("type-repeat", {"commitments": entries(3)})

    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        with monkeypatch.context() as patched:
            held = hold(patched, point)
            held.fails = fails
            await ui.type("a")
            flushed = asyncio.create_task(asyncio.to_thread(session.flush))
            assert await asyncio.to_thread(held.reached.wait, PATIENCE)
            await ui.type("bc")
            assert "Titleabc" in ui.text and ui.bar.rstrip().endswith("Saving")
            assert "Titlea" not in session.path.read_text("utf-8")
            held.let_go.set()
            state = await flushed
            await ui.pilot.pause()
            assert held.in_time, "the keys had to wait for the save"
            if fails:
                assert state.word == "not_saved" and ui.bar.rstrip().endswith("Not saved")
        await ui.save()
        assert ui.bar.rstrip().endswith("  Saved")

    drive(desk.workplace, walk, session)
    assert desk.reread(session).response.answers[FIELD] == "Titleabc"
