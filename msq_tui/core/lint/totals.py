"""What sums and counts can come to, and constraints on them that no valid answers can meet.

Each place has a smallest and a largest number, as far as they are known. They are never narrower than what valid
answers allow: a place without a range can hold any number, and one that may stay empty counts as 0. So "never" is
proven; where nothing is found, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..choice import ChoiceQuestion
from ..condition import NUMBER_OPERATORS, Condition, Elsewhere
from ..language import tr
from ..placeholder import SPECIMEN
from ..question import Input, Question
from ..question_types.computed import EXACT, ComputedQuestion
from ..text import display_line
from ..values import NumberValue
from .layout import EditionProblem, Layout, PlacedCondition, constraints_of, leaves, problem
from .truth import all_of, negated

MOST_DEEP = 40
"""Computed values of computed values are followed so far; beyond, any number is taken as possible."""

MOST_DIGITS = 40
MOST_COUNTED = 1_000_000_000
"""More entries are taken for any number of them."""

INFINITE = Decimal("Infinity")
COUNTS = {"count_at_least": "at_least", "count_at_most": "at_most"}


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest and the largest number that can stand somewhere."""

    least: Decimal = -INFINITE
    largest: Decimal = INFINITE

    def plus(self, other: Range) -> Range:
        """What two such numbers can come to."""
        return Range(EXACT.add(self.least, other.least), EXACT.add(self.largest, other.largest))

    def times(self, counts: Range) -> Range:
        """What the sum of so many such numbers can come to."""
        ends = [
            _product(end, count)
            for end in (self.least, self.largest)
            for count in (counts.least, counts.largest)
        ]
        return Range(min(ends), max(ends))

    def or_nothing(self) -> Range:
        """The same where there may be none: 0."""
        return Range(min(self.least, Decimal(0)), max(self.largest, Decimal(0)))


ANY = Range()
ZERO = Range(Decimal(0), Decimal(0))


class Totals:
    """What the numbers of an edition can come to. Only for an edition whose references hold and that has no cycles."""

    def __init__(self, layout: Layout) -> None:
        self.index = layout.index
        self.states = layout.edition.states
        self._known: dict[str, Range] = {}

    def at(self, address: str, deep: int = 0) -> Range:
        """What can stand at an address once something is answered there; of a choice or repeat, how many."""
        if address not in self._known:
            if deep > MOST_DEEP:
                return ANY
            self._known[address] = self._range(address, deep)
        return self._known[address]

    def truth(self, condition: Condition) -> bool | None:
        """Whether a condition must hold (or fail) by the ranges alone, once everything is answered; None where it is open."""
        if condition.all_ is not None:
            return all_of(self.truth(part) for part in condition.all_)
        if condition.any_ is not None:
            return negated(all_of(negated(self.truth(part)) for part in condition.any_))
        if condition.not_ is not None:
            return negated(self.truth(condition.not_))
        operator, operand, address = condition.operator, condition.operand, condition.question
        if address is None or operator not in (*NUMBER_OPERATORS, *COUNTS):
            return None
        if operator in COUNTS:
            if not self._is_counted(address):
                return None
            operator, operand = COUNTS[operator], Decimal(operand)
        if not isinstance(operand, Elsewhere):
            outcome, sure = (
                _compared(operator, self.at(address), Range(operand, operand)),
                self._is_sure(address),
            )
        else:
            outcome = _compared(operator, self.at(address), self.at(operand.question))
            sure = self._is_sure(address) and self._is_sure(operand.question)
        # What is typed may be no number at all, and then no comparison holds.
        return outcome if sure or outcome is False else None

    def _is_counted(self, address: str) -> bool:
        """Whether the answer at an address is several things, which are counted."""
        place, question = self.index.input_at.get(address), self.index.questions.get(address)
        return (
            place.kind == "choices" if place is not None else question is not None and not question.computed
        )

    def _is_sure(self, address: str) -> bool:
        """Whether there is a number at an address as soon as there is an answer."""
        question = self.index.questions.get(address)
        if isinstance(question, ComputedQuestion):
            return question.share is None
        return self._is_counted(address)

    def is_total(self, leaf: Condition) -> bool:
        """Whether a test is about a sum or a count."""
        addresses = [leaf.question or ""]
        if isinstance(leaf.operand, Elsewhere):
            addresses.append(leaf.operand.question)
        return any(
            self._is_counted(at) or isinstance(self.index.questions.get(at), ComputedQuestion)
            for at in addresses
        )

    def _range(self, address: str, deep: int) -> Range:
        question = self.index.questions.get(address)
        if isinstance(question, ComputedQuestion):
            return self._computed(question, deep)
        place = self.index.input_at.get(address)
        if place is None or place.kind == "choices":
            return self._counted(address, place, question)
        return _typed(place)

    def _computed(self, question: ComputedQuestion, deep: int) -> Range:
        if question.share is not None:
            parts = [self._sum(pattern, deep) for pattern, _ in question.patterns()]
            return Range(Decimal(0)) if all(part.least >= 0 for part in parts) else ANY
        total = ZERO
        for pattern, _ in question.patterns():
            total = total.plus(
                self._count(pattern) if question.count is not None else self._sum(pattern, deep)
            )
        return total if question.where is None else total.or_nothing()

    def _sum(self, pattern: str, deep: int) -> Range:
        total = ZERO
        for address in self.index.matching(pattern):
            place = self.index.input_at.get(address)
            if place is not None:
                one = self.at(address) if place.kind not in ("choices", "country") else ZERO
            else:
                one = self.at(address, deep + 1)
            # Something typed that is no number adds nothing, and is a valid answer.
            if place is not None or not self._always_answered(address):
                one = one.or_nothing()
            total = total.plus(one.times(self._entries_on_the_way(pattern, address)))
        return total

    def _count(self, pattern: str) -> Range:
        total = ZERO
        for address in self.index.matching(pattern):
            question = self.index.questions.get(address)
            place = self.index.input_at.get(address)
            if place is not None and place.kind == "choices":
                one = self._counted(address, place, question)
            elif question is not None and question.repeated:
                one = self._entries(question)
            else:
                one = Range(Decimal(1), Decimal(1))
            if not self._always_answered(address):
                one = one.or_nothing()
            total = total.plus(one.times(self._entries_on_the_way(pattern, address)))
        return total

    def _counted(self, address: str, place: Input | None, question: Question | None) -> Range:
        """How many options, entries or cells there are once there are any."""
        if question is not None and question.repeated:
            fewest, most = getattr(question, "fewest", None), getattr(question, "most", None)
            largest = INFINITE if most is None or most > MOST_COUNTED else Decimal(most)
            return Range(Decimal(min(max(1, fewest or 1), MOST_COUNTED)), largest)
        if place is not None and isinstance(question, ChoiceQuestion):
            together = sum(not option.exclusive for option in question.choices)
            most = min(getattr(question, "most", None) or together, together)
            fewest = min(getattr(question, "fewest", None) or 1, most)
            alone = any(option.exclusive for option in question.choices)
            return Range(Decimal(1 if alone else fewest), Decimal(max(most, int(alone))))
        return Range(Decimal(0), Decimal(len(self.index.inputs.get(address, ()))))

    def _entries(self, repeat: Question) -> Range:
        """How many entries a repeat has in a whole response: none, or from the fewest to the most."""
        some = self._counted(repeat.id, None, repeat)
        return some if self._always_answered(repeat.id) else some.or_nothing()

    def _entries_on_the_way(self, pattern: str, address: str) -> Range:
        """How many addresses one that fits stands for: the entries of every repeat whose place in the pattern is open."""
        steps = address.split("/")
        counts = Range(Decimal(1), Decimal(1))
        for place, (wanted, step) in enumerate(zip(pattern.split("/"), steps, strict=True)):
            repeat = self.index.questions.get("/".join(steps[:place]))
            if wanted == "*" and step == SPECIMEN and repeat is not None:
                counts = counts.times(self._entries(repeat))
        return counts

    def _always_answered(self, address: str) -> bool:
        """Whether every whole response has an answer here: required, always asked, and no mark stands in its place."""
        place = self.index.input_at.get(address)
        question = self.index.questions.get(self.index.owner(address))
        if question is None:
            return False
        if question.computed:
            return self._always_asked(question)
        states = self.states if question.states is None else question.states
        own = place is not None and place.required and place.chosen_with is None
        must = own or (question.required is True and (place is None or not place.path))
        conditional = any(True for _ in question.part_conditions())
        return must and not states and not conditional and self._always_asked(question)

    def _always_asked(self, question: Question) -> bool:
        """Whether a question is asked whatever is answered; in an entry, wherever there is the entry."""
        if question.when is not None:
            return False
        parent = question.parent
        return parent is None or question.id.startswith(f"{parent}/{SPECIMEN}/")


def total_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Constraints that fail whatever valid answers are given, because of a sum or a count."""
    totals = Totals(layout)
    for placed in layout.questions:
        for one in constraints_of(placed):
            if totals.truth(one.condition) is False:
                yield from _impossible(totals, one)


def _impossible(totals: Totals, one: PlacedCondition) -> Iterator[EditionProblem]:
    """Told at the first test that a sum or count can never meet; the rest is left to the proofs."""
    for path, written, leaf in leaves(one.written, one.condition, one.path):
        address = leaf.question
        if address is None or totals.truth(leaf) is not False or not totals.is_total(leaf):
            continue
        found = totals.at(address)
        name = display_line(written.question or "")
        if found.largest == INFINITE and found.least == -INFINITE:
            message = tr('what "{address}" is held against can never be met by valid answers', address=name)
        elif found.largest == INFINITE:
            message = tr(
                '"{address}" is never less than {least}, so this can never hold',
                address=name,
                least=_plain(found.least),
            )
        elif found.least == -INFINITE:
            message = tr(
                '"{address}" is never more than {largest}, so this can never hold',
                address=name,
                largest=_plain(found.largest),
            )
        else:
            message = tr(
                '"{address}" comes to {least} at least and {largest} at most, so this can never hold',
                address=name,
                least=_plain(found.least),
                largest=_plain(found.largest),
            )
        yield problem((*path, leaf.operator), "impossible-total", message, one.address)
        return


def _typed(place: Input) -> Range:
    """The numbers that can be typed or chosen at an input."""
    value: Any = place.value
    if isinstance(value, NumberValue):
        return Range(_bound(value.at_least, -INFINITE), _bound(value.at_most, INFINITE))
    return ANY


def _bound(number: Decimal | None, without: Decimal) -> Decimal:
    """A bound to compute with; one too long for exact sums is taken for none."""
    if number is None:
        return without
    parts = number.as_tuple()
    exact = isinstance(parts.exponent, int) and abs(parts.exponent) <= MOST_DIGITS >= len(parts.digits)
    return number if exact else without


def _product(number: Decimal, count: Decimal) -> Decimal:
    return Decimal(0) if number == 0 or count == 0 else EXACT.multiply(number, count)


def _compared(operator: str, one: Range, other: Range) -> bool | None:
    """Whether every number of ``one`` compares so with every number of ``other`` (or none with any)."""
    if operator == "equals":
        if one.largest < other.least or one.least > other.largest:
            return False
        return True if one.least == one.largest == other.least == other.largest else None
    if operator in ("less_than", "at_most"):
        one, other = other, one
        operator = {"less_than": "more_than", "at_most": "at_least"}[operator]
    if operator == "more_than":
        return True if one.least > other.largest else False if one.largest <= other.least else None
    return True if one.least >= other.largest else False if one.largest < other.least else None


def _plain(number: Decimal) -> str:
    return f"{number:f}"
