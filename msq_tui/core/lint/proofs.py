"""What is proven about conditions: a question never asked, a test that never holds, one that always does.

Each is said once, where its cause is: what hangs on a question that is never asked is not told again.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..condition import Condition
from ..language import tr
from ..text import display_line
from .layout import (
    EditionProblem,
    Layout,
    Placed,
    PlacedCondition,
    conditions_of,
    constraints_of,
    leaves,
    problem,
)
from .possible import MOST_TESTS, Possibilities
from .totals import Totals


def proof_problems(layout: Layout) -> Iterator[EditionProblem]:
    """What valid answers can never, or must always, bring about. Only for an edition whose references hold."""
    known = Possibilities(layout)
    for name, condition in layout.edition.conditions.items():
        yield from _about(known, PlacedCondition(("conditions", name), condition, condition), [])
    rank = layout.index.rank
    for placed in sorted(layout.questions, key=lambda placed: rank.get(placed.address, 0)):
        yield from _question_problems(known, placed)
    totals = Totals(layout)
    for placed in layout.questions:
        for one in constraints_of(placed):
            yield from _constraint_problems(known, totals, one)


def _constraint_problems(
    known: Possibilities, totals: Totals, one: PlacedCondition
) -> Iterator[EditionProblem]:
    """A constraint that fails, or holds, whatever is answered. It waits for everything that it compares."""
    by_ranges, asked = totals.truth(one.condition), [one.address]
    if known.never(asked=asked):
        return
    compared = dict.fromkeys(one.condition.compared(known.named))
    answered = [Condition(question=address, answered=True) for address in compared]
    if known.never(answered, asked=asked):
        message = tr("what this constraint compares is never answered together, so it is never looked at")
        yield problem(one.path, "condition-never-holds", message, one.address)
    elif by_ranges is False or known.never([one.condition, *answered], asked=asked):
        single = one.condition.question is not None
        yield _never(one, (*one.path, one.condition.operator) if single else one.path, one.written)
    elif by_ranges is True or known.never(answered, [one.condition], asked):
        message = tr(
            "this holds whatever the answers are, so the message is never shown; leave the constraint out"
        )
        yield problem(one.path, "condition-always-holds", message, one.address)


def _question_problems(known: Possibilities, placed: Placed) -> Iterator[EditionProblem]:
    parent = [placed.question.parent] if placed.question.parent else []
    for one in conditions_of(placed):
        key = one.path[len(placed.path) :]
        if key == ("when",):
            if known.never(asked=[placed.address]):
                known.free.add(placed.address)
                yield problem(one.path, "never-asked", _why_never(known, one, placed), placed.address)
                continue
            yield from _about(known, one, parent)
        elif key == ("required",):
            yield from _about(known, one, [placed.address])
        elif known.never([one.condition], asked=[placed.address]):
            yield problem(
                one.path, "unreachable-option",
                tr("no valid answers make this condition hold: this part of the question is never offered"), placed.address,
            )  # fmt: skip
        else:
            yield from _about(known, one, [placed.address])


def _why_never(known: Possibilities, one: PlacedCondition, placed: Placed) -> str:
    if placed.question.parent and not known.never([one.condition]):
        return tr(
            'no valid answers lead to this question: its condition never holds while "{parent}" is asked',
            parent=placed.written.parent or placed.question.parent,
        )
    return tr("no valid answers make this condition hold, so the question is never asked")


def _about(known: Possibilities, one: PlacedCondition, asked: list[str]) -> Iterator[EditionProblem]:
    """A condition that never holds, or one of its tests, or one that always holds."""
    if known.never([one.condition], asked=asked):
        single = one.condition.question is not None
        yield _never(one, (*one.path, one.condition.operator) if single else one.path, one.written)
        return
    dead = False
    tests = list(leaves(one.written, one.condition, one.path))
    for path, written, leaf in tests if len(tests) <= MOST_TESTS else ():
        if leaf.question is not None and leaf is not one.condition and known.never([leaf]):
            dead = True
            yield _never(one, (*path, leaf.operator), written)
    if (
        not dead
        and one.condition.operator != "condition"
        and known.never(unwanted=[one.condition], asked=asked)
    ):
        message = tr("this condition holds whatever the answers are; leave it out")
        if one.path[-1] == "required":
            message = tr("this condition holds whatever the answers are; write `required: true`")
        yield problem(one.path, "condition-always-holds", message, one.address)


def _never(one: PlacedCondition, path: tuple[str | int, ...], written: Condition) -> EditionProblem:
    if written.question is None:
        return problem(
            path, "condition-never-holds", tr("no valid answers make this condition hold"), one.address
        )
    return problem(
        path, "condition-never-holds",
        tr('no valid answer of "{address}" makes this hold', address=display_line(written.question)), one.address,
    )  # fmt: skip
