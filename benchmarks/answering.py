"""Setting an answer and knowing what is asked, wrong and how far: through the session, as a key does."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from msq_tui.session.filling import FillingSession

from .generated import GROUP, Site, question_id, questions
from .graph import MinimalGraph
from .measuring import Figure, Scale, ratio


def figures(scale: Scale, site: Site) -> list[Figure]:
    """One answer at three sizes, and the least that a graph costs."""
    sizes = (scale.small, scale.middle, scale.large)
    doers: list[Callable[[str, str], object]] = [_through(site.session(size, 0)) for size in sizes]
    graphs = [MinimalGraph(questions(size)) for size in sizes]
    doers += [graph.set for graph in graphs]
    taken: list[list[float]] = [[] for _ in doers]
    gc.collect()
    for turn in range(scale.changes):
        for at, do in enumerate(doers):
            question, answer = _change(turn, sizes[at % len(sizes)])
            start = time.perf_counter()
            do(question, answer)
            taken[at].append(time.perf_counter() - start)
    small, middle, large, small_graph, _, large_graph = taken
    medians = ", ".join(f"{statistics.median(times) * 1e6:.0f}" for times in (small, middle, large))
    told = f"{scale.small} / {scale.middle} / {scale.large} questions: {medians} us"
    first = ratio(f"set an answer, {scale.large} / {scale.small} questions", large, small, 3, with_p95=True)
    return [
        Figure(first.name, first.measured, first.at_most, f"{first.detail}; {told}"),
        ratio(
            f"set an answer, {scale.large} questions / minimal graph", large, large_graph, 30, with_p95=True
        ),
        ratio(f"set an answer, {scale.small} questions / minimal graph", small, small_graph, None),
    ]


def _through(session: FillingSession) -> Callable[[str, str], object]:
    """Setting an answer, and asking all that a screen draws from it."""

    def enter(question: str, answer: str) -> object:
        change = session.enter(question, answer).change
        wrong = [session.standing.problems_of(touched) for touched in change.questions]
        return change, wrong, session.standing.progress

    return enter


def _change(turn: int, size: int) -> tuple[str, str]:
    """Texts and gates in turn, all over the edition; a gate goes to and fro and takes its follow-ups along."""
    groups = max((size - 1) // GROUP, 1)
    group = turn * 7919 % groups
    if turn % 2:
        return question_id(group * GROUP + 1), "yes" if turn // 2 % 3 else "no"
    return question_id(group * GROUP), f"Answer {turn}"
