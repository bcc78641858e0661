"""What is odd or wrong about an answer, as lines below it."""

from __future__ import annotations

from msq_tui.core.language import tr
from msq_tui.core.problem import Problem, Severity
from msq_tui.core.question import Question
from msq_tui.session.filling import FillingSession

from .widgets.drawn import INSET, Line, wrapped

TOLD_ON_LEAVING = (
    "missing",
    "expected",
    "email-odd",
    "link-odd",
    "number-unclear",
    "date-unclear",
    "number-ambiguous",
)
"""Nobody is told of a half-typed address that it is odd."""


def told_at_once(problem: Problem) -> bool:
    """Whether a problem of the input in focus is told while it is being answered: in the line above the keys, which
    follows each key."""
    return problem.code not in TOLD_ON_LEAVING


def problem_lines(
    address: str, question: Question, session: FillingSession, width: int, is_here: bool = False
) -> list[Line]:
    """What is odd about a given answer. What is missing is told in the review, not while one is still writing; what
    the line above the keys says of the input in focus is not said twice."""
    lines = []
    for problem in session.standing.problems_of(question.id):
        if problem.address != address or problem.code in ("missing", "expected"):
            continue
        if is_here and told_at_once(problem):
            continue
        word = {Severity.ERROR: "!", Severity.JUSTIFY: tr("reason needed:"), Severity.WARNING: tr("check:")}[
            problem.severity
        ]
        lines += [
            Line([(" " * INSET + part, "problem")], address)
            for part in wrapped(f"{word} {problem.message}", width - INSET - 1)
        ]
    return lines
