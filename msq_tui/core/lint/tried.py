"""The classes of answers that conditions tell apart: one answer of each, for every kind of place."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..choice import ChoiceQuestion
from ..condition import DATE_OPERATORS, Answer, Condition
from ..numbers import understood_number
from ..question import Input, Question, is_unanswered
from ..values import DateValue, NumberValue
from .dates import dates_to_try

MOST_NAMED = 8
TEXT_TESTS = ("is", "is_not", "is_any_of", "includes", "includes_all")
NUMBER_TESTS = ("equals", "more_than", "at_least", "less_than", "at_most")
COUNT_TESTS = ("count_at_least", "count_at_most")


@dataclass(slots=True)
class Tests:
    """The single tests that look at one place."""

    found: list[Condition] = field(default_factory=list)

    def operands(self, *operators: str) -> Iterator[object]:
        """What stands beside these operators, lists taken apart."""
        for test in self.found:
            if test.operator in operators:
                yield from test.operand if isinstance(test.operand, list) else [test.operand]

    def texts(self) -> list[str]:
        """The codes and texts that are told apart."""
        return list(dict.fromkeys(str(operand) for operand in self.operands(*TEXT_TESTS)))

    def numbers(self, *operators: str) -> list[Decimal]:
        """The numbers beside these operators."""
        return [Decimal(str(operand)) for operand in self.operands(*operators)]


def _named_codes(question: Question, tests: Tests, told: set[str]) -> list[str]:
    """The options that something tells apart, in printed order."""
    told = {*told, *tests.texts()}
    return [code for code in question.codes() if code in told]


def codes_to_try(question: Question, tests: Tests, told: set[str]) -> list[Answer] | None:
    """One option: each that is told apart, and one that is not."""
    codes = list(question.codes())
    if any(True for _ in tests.operands(*NUMBER_TESTS)):
        return [*codes]
    named = _named_codes(question, tests, told)
    return [*named, *[code for code in codes if code not in named][:1]]


def sets_to_try(question: ChoiceQuestion, tests: Tests, told: set[str]) -> Iterator[Answer] | None:
    """Options chosen together, as the question allows; None where there are too many to tell apart."""
    named = _named_codes(question, tests, told)
    if len(named) > MOST_NAMED:
        return None
    alone = {option.code for option in question.choices if option.exclusive}
    others = [code for code in question.codes() if code not in named]
    together = [code for code in others if code not in alone]
    counted = bool(tests.numbers(*COUNT_TESTS, *NUMBER_TESTS))
    fewest, most = getattr(question, "fewest", None) or 1, getattr(question, "most", None)

    def sets() -> Iterator[Answer]:
        for size in range(len(named) + 1):
            for some in itertools.combinations(named, size):
                if len(some) > 1 and alone.intersection(some):
                    continue
                counts: Iterable[int] = range(len(together) + 1)
                if alone.intersection(some):
                    counts = (0,)
                elif not counted:
                    least = max(0, fewest - size)
                    counts = sorted({least, max(least, 1 - size), least + 1})
                for more in counts:
                    total = size + more
                    if more <= len(together) and max(1, fewest) <= total <= (most or total):
                        chosen = {*some, *together[:more]}
                        yield tuple(code for code in question.codes() if code in chosen)
        if any(code in alone for code in others) and fewest <= 1:
            yield (next(code for code in others if code in alone),)

    return sets()


def texts_to_try(place: Input, tests: Tests) -> Iterator[Answer] | None:
    """Texts: those named, a number at and between the thresholds, and one of another kind."""
    named = tests.texts()
    thresholds = tests.numbers(*NUMBER_TESTS)
    range_ = place.value if isinstance(place.value, NumberValue) else NumberValue()
    least, largest = range_.at_least, range_.at_most
    thresholds += [bound for bound in (least, largest) if bound is not None]
    points = sorted(set(thresholds))
    steps = [(low + high) / 2 for low, high in itertools.pairwise(points)]
    numbers = [points[0] - 1, *points, *steps, points[-1] + 1] if points else []
    written = [_as_typed(number, named) for number in numbers]
    if any(text is None for text in written):
        return None
    other = "x"
    while other in named:
        other += "x"

    def texts() -> Iterator[Answer]:
        for text in dict.fromkeys([*named, *(text for text in written if text), other]):
            number = understood_number(text)
            refused = number is not None and (
                (least is not None and number < least) or (largest is not None and number > largest)
            )
            if not refused and not is_unanswered(text):
                yield text

    return texts()


def typed_dates_to_try(value: DateValue, tests: Tests) -> Iterator[Answer] | None:
    """Dates: those named, those at and between the thresholds, and a text that is no date."""
    if any(True for _ in tests.operands(*NUMBER_TESTS)):
        return None
    named = tests.texts()
    dates = dates_to_try(value, map(str, tests.operands(*DATE_OPERATORS)), named)
    if dates is None:
        return None
    other = "x"
    while other in named:
        other += "x"
    kept = (
        text
        for text in named
        if not any(True for _ in value.problems("", text)) or value.parsed(text) is None
    )
    return iter(list(dict.fromkeys([*(text for text in kept if not is_unanswered(text)), *dates, other])))


def _as_typed(number: Decimal, taken: Sequence[str]) -> str | None:
    """A way to write a number that is understood as this number, and is none of the texts that are told apart."""
    for text in (f"{number:f}", f"{number:f}0", f"{number:f}.0", f"{number:f}.00", f"{number:f}0000"):
        if text not in taken and understood_number(text) == number:
            return text
    return None
