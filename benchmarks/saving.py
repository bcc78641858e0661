"""Saving one changed answer, and what the event loop feels of it."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path

from msq_tui.files.atomic import sync_folder
from msq_tui.session.autosave import SaveState
from msq_tui.session.filling import FillingSession

from .generated import Site, question_id
from .measuring import Figure, Scale, in_turn, ratio, seconds, spell

TICK_SECONDS = 0.001


def figures(scale: Scale, site: Site) -> list[Figure]:
    """A save, to writing the same bytes."""
    found = []
    for size, at_most in ((scale.small, 1.2), (scale.middle, 1.3), (scale.large, 1.6)):
        session = site.session(size, size)
        changes = itertools.count()

        def save(
            session: FillingSession = session, changes: Iterator[int] = changes, size: int = size
        ) -> float:
            at = next(changes)
            session.enter(question_id(at * 6 % (size - size % 6)), f"Changed for the {at}th time")
            return seconds(session.save)()

        def write(session: FillingSession = session, and_folder: bool = False) -> float:
            data = session.path.read_bytes()
            other = session.path.with_name("same.yaml")
            return seconds(lambda: _replaced(other, data, and_folder))()

        ours, theirs, durable = in_turn(scale.saves, save, write, lambda write=write: write(and_folder=True))  # type: ignore[misc]
        figure = ratio(f"save of one change, {size} answers / write+fsync+rename", ours, theirs, at_most)
        beside = ratio("", ours, durable, None)
        detail = f"{figure.detail}; to the same with fsync of the folder {beside.measured:.2f}; {session.path.stat().st_size} bytes"
        found.append(Figure(figure.name, figure.measured, at_most, detail))
    return found


def _replaced(path: Path, data: bytes, and_folder: bool) -> None:
    temporary = path.with_name(".same")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    temporary.rename(path)
    if and_folder:
        sync_folder(path.parent)


def stall_figures(scale: Scale, site: Site) -> list[Figure]:
    """The longest time the event loop does not come round, with a save and without."""
    session = site.session(scale.large, scale.large)
    turns = itertools.count()

    def longest(saves: bool) -> float:
        return asyncio.run(_longest_gap(session, next(turns) if saves else None, scale.stall_seconds))

    ours, theirs = in_turn(scale.stalls, lambda: longest(True), lambda: longest(False))
    figure = ratio(f"longest stall, save of {scale.large} answers / no save", ours, theirs, 4)
    worst = f"{figure.detail}; longest of all {spell(max(ours))} to {spell(max(theirs))}"
    return [Figure(figure.name, figure.measured, figure.at_most, worst)]


def _ignore_state(_: SaveState) -> None: ...


async def _longest_gap(session: FillingSession, change: int | None, length: float) -> float:
    if change is not None:
        session.start_autosave(_ignore_state, length / 4)
        session.enter(question_id(0), f"Changed for the {change}th time")
    longest, last = 0.0, time.perf_counter()
    end = last + length
    while last < end:
        await asyncio.sleep(TICK_SECONDS)
        now = time.perf_counter()
        longest, last = max(longest, now - last - TICK_SECONDS), now
    if change is not None:
        assert session.close().word == "saved"
    return longest
