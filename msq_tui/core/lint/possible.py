"""Whether any valid answers make conditions hold: a small exact search over the answers that make a difference.

For each place that the conditions look at, the answers fall into few classes that no test tells apart: each option
named, one that is not; each number at and between the thresholds; any other text; a mark; nothing. The search takes
one of each class, and keeps to what a respondent can do: no answer where a question is not asked, no text of an option
not chosen, no count or number that is refused.

What it cannot look into (a place with too many classes, a test it does not know, more places than the bounds allow)
counts as possible either way. So a proof that something *never* holds is a proof; a missing one says nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..choice import ChoiceQuestion, OptionsQuestion
from ..condition import DATE_OPERATORS, Answer, Condition, Reader, holds
from ..question import Input, Question
from ..values import DateValue
from .layout import Layout, leaves
from .tried import (
    COUNT_TESTS,
    NUMBER_TESTS,
    TEXT_TESTS,
    Tests,
    codes_to_try,
    sets_to_try,
    texts_to_try,
    typed_dates_to_try,
)  # fmt: skip
from .truth import all_of, negated

MOST_QUESTIONS = 12
MOST_WORLDS = 20_000
MOST_STEPS = 40_000
MOST_TESTS = 300
KNOWN_TESTS = ("answered", "marked", *TEXT_TESTS, *NUMBER_TESTS, *COUNT_TESTS, *DATE_OPERATORS)


@dataclass(frozen=True, slots=True)
class Value:
    """What one place holds: an answer, a mark, or neither."""

    answer: Answer | None = None
    mark: str | None = None


NOTHING = Value()
World = dict[str, Value]


class Possibilities:
    """What valid answers to an edition can bring about. ``free`` names questions of which is taken that they may be
    asked, whatever their conditions say."""

    def __init__(self, layout: Layout) -> None:
        self.index = layout.index
        self.named = layout.edition.conditions
        self.states = layout.edition.states
        self.free: set[str] = set()
        self._operators: dict[int, str] = {}
        self._offered: dict[str, dict[str, Condition]] = {}

    def operator_of(self, condition: Condition) -> str:
        """The operator of a condition; the search asks for it again and again."""
        found = self._operators.get(id(condition))
        if found is None:
            found = self._operators[id(condition)] = condition.operator
        return found

    def offered_when(self, question: Question) -> dict[str, Condition]:
        """The options of a question that are offered only under a condition."""
        if question.id not in self._offered:
            options = question.choices if isinstance(question, OptionsQuestion) else ()
            self._offered[question.id] = {option.code: option.when for option in options if option.when}
        return self._offered[question.id]

    def open_when(self, place: Input) -> Condition | None:
        """The condition of the row or field that an input stands in."""
        for key, code, condition in self.index.part_conditions.get(place.question_id, ()):
            if key != "options" and place.path[:1] == (code,):
                return condition
        return None

    def never(
        self, wanted: Sequence[Condition] = (), unwanted: Sequence[Condition] = (), asked: Sequence[str] = ()
    ) -> bool:
        """Whether it is proven that no valid answers let all of ``wanted`` hold and none of ``unwanted``, with the
        questions ``asked`` being asked."""
        return not _Search(self, wanted, unwanted, asked).finds_one()


class _Search:
    def __init__(
        self, known: Possibilities, wanted: Sequence[Condition], unwanted: Sequence[Condition], asked: Sequence[str]
    ) -> None:  # fmt: skip
        self.known = known
        self.index = known.index
        self.wanted, self.unwanted, self.asked = wanted, unwanted, asked
        self.tests: dict[str, Tests] = {}
        self.looked_into: dict[str, Question] = {}
        self.world: World = {}
        self.steps = 0
        self._collect()
        self.places: list[tuple[str, str, list[Value]]] = []

    def finds_one(self) -> bool:
        """Whether answers are found that fit, or the bounds are reached before all were tried."""
        if sum(len(tests.found) for tests in self.tests.values()) > MOST_TESTS:
            return True
        self.places = self._chosen_places()
        self.world.clear()
        return self._from(0)

    # Which places are looked at, and how

    def _collect(self) -> None:
        """Everything that bears on the outcome, nearest first, as far as the bounds go."""
        waiting = list(self.asked)
        for condition in (*self.wanted, *self.unwanted):
            waiting += self._note(condition)
        for question_id in waiting:
            if question_id in self.looked_into or question_id in self.known.free:
                continue
            question = self.index.questions.get(question_id)
            if question is None or len(self.looked_into) >= MOST_QUESTIONS:
                continue
            self.looked_into[question_id] = question
            if question.parent:
                waiting.append(question.parent)
            for condition in (*question.enabling_conditions(), *self.known.offered_when(question).values()):
                waiting += self._note(condition)

    def _note(self, condition: Condition) -> list[str]:
        """Note every test of a condition under its place; gives the questions looked at."""
        owners: list[str] = []
        waiting = [condition]
        seen: set[str] = set()
        while waiting:
            for _, _, leaf in leaves(at := waiting.pop(), at, ()):
                if leaf.question is not None:
                    self.tests.setdefault(leaf.question, Tests()).found.append(leaf)
                    place = self.index.input_at.get(leaf.question)
                    if place is not None and place.chosen_with is not None:
                        self.tests.setdefault(place.question_id, Tests())
                    owners.append(self.index.owner(leaf.question))
                elif leaf.condition in self.known.named and leaf.condition not in seen:
                    seen.add(leaf.condition)
                    waiting.append(self.known.named[leaf.condition])
        return owners

    def _chosen_places(self) -> list[tuple[str, str, list[Value]]]:
        """Places (address, question) with their values: a question before those that wait for it, as many as fit."""
        found, worlds = [], 1
        for address, tests in self.tests.items():
            values = self._values(address, tests)
            if values is not None and worlds * len(values) <= MOST_WORLDS:
                worlds *= len(values)
                found.append((address, self.index.owner(address), values))
        found.sort(key=lambda place: (self.index.rank.get(place[1], 0), place[0] != place[1], place[0]))
        return found

    # The classes of answers

    def _values(self, address: str, tests: Tests) -> list[Value] | None:
        """One value for each class of answers at a place; None where they cannot be told."""
        place = self.index.input_at.get(address)
        question = self.index.questions.get(self.index.owner(address))
        if question is None or question.computed or any(not _is_known(test) for test in tests.found):
            return None
        if place is None:
            answers = self._counted(address, question, tests)
        elif isinstance(place.value, DateValue):
            answers = typed_dates_to_try(place.value, tests)
        elif any(True for _ in tests.operands(*DATE_OPERATORS)):
            return None
        elif place.kind in ("line", "text"):
            answers = texts_to_try(place, tests)
        elif place.kind in ("choice", "country"):
            chosen = codes_to_try(question, tests, self._told(question))
            answers = None if chosen is None else iter(chosen)
        elif place.kind == "choices" and isinstance(question, ChoiceQuestion):
            answers = sets_to_try(question, tests, self._told(question))
        else:
            return None
        if answers is None:
            return None
        values = [Value(answer) for answer in itertools.islice(answers, MOST_WORLDS + 1)]
        allowed = self.known.states if question.states is None else question.states
        values += [
            Value(None, mark) for mark in dict.fromkeys(map(str, tests.operands("marked"))) if mark in allowed
        ]
        return [*values, NOTHING]

    def _told(self, question: Question) -> set[str]:
        """The options of a question whose own texts are looked at, or that are offered only under a condition."""
        places = (place for place in self.index.inputs[question.id] if place.address in self.tests)
        return {place.chosen_with for place in places if place.chosen_with} | {
            *self.known.offered_when(question)
        }

    def _counted(self, address: str, question: Question, tests: Tests) -> Iterator[Answer] | None:
        """A table or contact as a whole (so many cells filled), or the entries of a repeat."""
        if tests.texts() or any(True for _ in tests.operands(*DATE_OPERATORS)):
            return None
        thresholds = [int(t) for t in tests.numbers(*COUNT_TESTS, *NUMBER_TESTS)]
        fewest, most = 1, len(self.index.inputs.get(address, ()))
        if question.repeated:
            fewest = max(1, getattr(question, "fewest", None) or 1)
            most = getattr(question, "most", None) or max([fewest, *thresholds]) + 2
        wanted = {fewest, most, *(t + step for t in thresholds for step in (-1, 0, 1))}
        return (("x",) * count for count in sorted(wanted) if fewest <= count <= min(most, MOST_WORLDS))

    # Trying

    def _from(self, at: int) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return True
        if self._outcome() is False:
            return False
        if at == len(self.places):
            return True
        address, owner, values = self.places[at]
        asked = self._is_asked(owner)
        for value in values:
            if value is NOTHING or (asked is not False and self._fits(address, value)):
                self.world[address] = value
                if self._from(at + 1):
                    return True
                del self.world[address]
        return False

    def _fits(self, address: str, value: Value) -> bool:
        """Whether a value can stand where it stands: its option chosen, its own options offered."""
        place = self.index.input_at.get(address)
        if place is None or value.answer is None:
            return True
        main = self.world.get(place.question_id) if place.chosen_with is not None else None
        if main is not None and place.chosen_with not in _codes(main.answer):
            return False
        if place.question_id not in self.looked_into:
            return True
        opened = self.known.open_when(place)
        if opened is not None and self._truth(opened) is False:
            return False
        if place.kind not in ("choice", "choices"):
            return True
        whens = self.known.offered_when(self.index.questions[place.question_id])
        return all(
            self._truth(whens[code]) is not False for code in _codes(value.answer) if code in whens
        )  # fmt: skip

    def _outcome(self) -> bool | None:
        truths = [self._truth(condition) for condition in self.wanted]
        truths += [negated(self._truth(condition)) for condition in self.unwanted]
        truths += [self._is_asked(question_id) for question_id in self.asked]
        return all_of(truths)

    def _is_asked(self, question_id: str) -> bool | None:
        """Whether a question is asked; None where that is not known, or not known yet."""
        truth: bool | None = True
        seen: set[str] = set()
        at: str | None = question_id
        while at and at not in seen:
            seen.add(at)
            question = self.looked_into.get(at)
            if question is None:
                return None if truth is not False else False
            if question.when is not None:
                truth = all_of([truth, self._truth(question.when)])
            if truth is False:
                return False
            at = question.parent
        return truth

    def _truth(self, condition: Condition) -> bool | None:
        """Whether a condition holds in the world so far; None where that is open."""
        operator = self.known.operator_of(condition)
        if operator == "all":
            return all_of([self._truth(part) for part in condition.all_ or ()])
        if operator == "any":
            return negated(all_of([negated(self._truth(part)) for part in condition.any_ or ()]))
        if operator == "not":
            return negated(self._truth(condition.operand))
        if operator == "condition":
            named = self.known.named.get(condition.operand)
            return None if named is None else self._truth(named)
        value = self.world.get(condition.question or "")
        if value is None:
            return None
        place = self.index.input_at.get(condition.question or "")
        dated = place.value if place is not None and isinstance(place.value, DateValue) else None
        understood = (lambda _: dated.parsed(str(value.answer))) if dated else None
        return holds(
            condition, Reader(lambda _: value.answer, lambda _: value.mark, self.known.named, understood)
        )


def _is_known(test: Condition) -> bool:
    """Whether the search knows what a test does: an operator of the list, beside plain values."""
    return test.operator in KNOWN_TESTS and isinstance(test.operand, (str, bool, int, Decimal, list))


def _codes(answer: Answer | None) -> tuple[str, ...]:
    return () if answer is None else (answer,) if isinstance(answer, str) else answer
