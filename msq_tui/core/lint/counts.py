"""Limits that no answer can meet, and options that limits or exclusive options shut out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..choice import ChoiceQuestion
from ..language import tr, tr_count
from ..text import display_line
from ..values import is_before
from .layout import EditionProblem, FilePath, Layout, Placed, parts_of, problem

LIMITS = frozenset(("fewest", "most", "at_least", "at_most", "not_before"))


def count_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Fewest above most, more options asked for than there are, ranges without a number in them."""
    for placed in layout.questions:
        for way, part, written in parts_of(placed):
            yield from _range_problems((*placed.path, *way), part, written, placed.address)
        if not LIMITS.intersection(type(placed.question).model_fields):
            continue
        fewest, most = getattr(placed.question, "fewest", None), getattr(placed.question, "most", None)
        if fewest is not None and most is not None and fewest > most:
            yield problem(
                (*placed.path, "fewest"), "impossible-count",
                tr("at least {fewest} and at most {most}: nothing fits both", fewest=fewest, most=most), placed.address,
            )  # fmt: skip
        elif fewest is not None and isinstance(placed.question, ChoiceQuestion):
            yield from _shut_out(placed, placed.question, fewest)
        yield from _range_problems(placed.path, placed.question, placed.written, placed.address)


def _range_problems(path: FilePath, of: Any, written: Any, address: str) -> Iterator[EditionProblem]:
    """A question, row, column or field with a range that nothing fits."""
    least, largest = getattr(of, "at_least", None), getattr(of, "at_most", None)
    if isinstance(least, Decimal) and isinstance(largest, Decimal) and least > largest:
        key = "at_least" if "at_least" in written.model_fields_set else "at_most"
        message = tr("at least {least} and at most {most}: no number fits both", least=least, most=largest)
        yield problem((*path, key), "impossible-range", message, address)
    first, last = getattr(of, "not_before", None), getattr(of, "not_after", None)
    if isinstance(first, str) and isinstance(last, str) and is_before(last, first):
        message = tr("not before {first} and not after {last}: no date fits both", first=first, last=last)
        yield problem((*path, "not_before"), "impossible-range", message, address)


def _shut_out(placed: Placed, question: ChoiceQuestion, fewest: int) -> Iterator[EditionProblem]:
    together = sum(not option.exclusive for option in question.choices)
    if question.choices and fewest > together and not (fewest <= 1 and together < len(question.choices)):
        yield problem(
            (*placed.path, "fewest"), "impossible-count",
            tr_count(
                "at least {fewest} are asked for, but only {count} option can be chosen together",
                "at least {fewest} are asked for, but only {count} options can be chosen together",
                together, fewest=fewest,
            ), placed.address,
        )  # fmt: skip
        return
    for place, option in enumerate(question.options if isinstance(question.options, list) else ()):
        if option.exclusive and fewest > 1:
            yield problem(
                (*placed.path, "options", place), "unreachable-option",
                tr('"{label}" stands alone, but at least {fewest} are asked for: it can never be chosen', label=display_line(option.label), fewest=fewest),
                placed.address,
            )  # fmt: skip
