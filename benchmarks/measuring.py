"""What every group shares: how large and how often, measuring two things in turn, and a figure in the table."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the editions are, and how often things are done."""

    small: int = 130
    middle: int = 1_000
    large: int = 10_000
    starts: int = 7
    large_starts: int = 3
    commands: int = 12
    keys: int = 60
    pages: int = 16
    changes: int = 2_000
    saves: int = 40
    stalls: int = 5
    stall_seconds: float = 1.0


FULL = Scale()
LEAST = Scale(
    small=13, middle=20, large=30, starts=1, large_starts=1, commands=1, keys=2, pages=1, changes=4, saves=2, stalls=1,
    stall_seconds=0.1,
)  # fmt: skip
"""For the test that every group runs."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``at_most`` None: told for orientation, performance.md asks nothing of it."""

    name: str
    measured: float
    at_most: float | None
    detail: str = ""

    @property
    def holds(self) -> str:
        """``yes``, ``no``, or ``-`` where nothing is asked."""
        return "-" if self.at_most is None else "yes" if self.measured <= self.at_most else "no"


def in_turn(times: int, *measures: Callable[[], float]) -> list[list[float]]:
    """What each of ``measures`` gives, ``times`` times, in turn so that a slow moment of the machine meets all;
    a first round is not counted."""
    gc.collect()
    for measure in measures:
        measure()
    given: list[list[float]] = [[] for _ in measures]
    for turn in range(times):
        order = range(len(measures)) if turn % 2 == 0 else reversed(range(len(measures)))
        for at in order:
            given[at].append(measures[at]())
    return given


def seconds(do: Callable[[], object]) -> Callable[[], float]:
    """A measure: the seconds that ``do`` takes, with whatever garbage is collected on the way, as in life."""

    def measure() -> float:
        start = time.perf_counter()
        do()
        return time.perf_counter() - start

    return measure


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    return sorted(values)[max(math.ceil(len(values) * 0.95) - 1, 0)]


def ratio(
    name: str, ours: Sequence[float], theirs: Sequence[float], at_most: float | None, with_p95: bool = False
) -> Figure:
    """The figure "median of ours to median of theirs"."""
    us, them = statistics.median(ours), statistics.median(theirs)
    detail = f"{spell(us)} to {spell(them)}"
    if with_p95:
        detail += f"; p95 {spell(p95(ours))} to {spell(p95(theirs))}, {p95(ours) / p95(theirs):.2f}"
    return Figure(name, us / them, at_most, detail)


def spell(duration: float) -> str:
    """Seconds in the unit that suits them."""
    if duration >= 1:
        return f"{duration:.2f} s"
    return f"{duration * 1e3:.1f} ms" if duration >= 1e-3 else f"{duration * 1e6:.1f} us"


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table."""
    head = ("figure", "measured", "at most (performance.md)", "holds", "medians")
    rows = [
        (f.name, f"{f.measured:.2f}", "-" if f.at_most is None else f"{f.at_most:g}", f.holds, f.detail)
        for f in figures
    ]
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        return " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()

    return "\n".join([line(head), "-+-".join("-" * width for width in widths), *map(line, rows)])
