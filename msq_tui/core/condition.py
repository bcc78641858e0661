"""Conditions: data that says when a follow-up applies or a requirement holds. Never code.

The operators follow HL7 FHIR R5 ``Questionnaire.item.enableWhen`` (exists, =, !=, >, <, >=, <=) in words, with
includes for lists of codes, counts, dates, a question for the mark of an input, and all / any / not around them. A
comparison is made with a number or date of the edition or with the answer at another address.
An input that is unanswered, parked or specially marked reads as null (interfaces.md 2.5): ``answered`` is false,
``is_not`` true, everything else false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from .language import tr
from .model import Code, Model
from .numbers import as_decimal, understood_number

Answer = str | tuple[str, ...]
"""What one input holds: a text or code, or the codes of a multiple choice."""

State = Literal["not_applicable", "unknown", "withheld"]
"""What an input can be besides unanswered and answered (interfaces.md 2.3)."""

Read = Callable[[str], Answer | None]
"""Reads an address as conditions see it: null when unanswered, parked or marked."""

NUMBER_OPERATORS = ("equals", "more_than", "at_least", "less_than", "at_most")
DATE_OPERATORS = ("before", "not_before", "after", "not_after")
OPERATORS = (
    "answered", "is", "is_not", "is_any_of", "includes", "includes_all",
    *NUMBER_OPERATORS, *DATE_OPERATORS, "count_at_least", "count_at_most", "marked",
)  # fmt: skip
_GROUPS = ("all", "any", "not", "condition")


class Elsewhere(Model):
    """The answer at another address, as what an answer is compared with."""

    question: str = Field(description="The address whose answer is compared with")


def _iso_date(value: str) -> str:
    if not _ISO_DATE.fullmatch(value):
        raise ValueError(tr("write a date as year, month and day, e.g. 2026-03-31"))
    return value


_ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
IsoDate = Annotated[str, AfterValidator(_iso_date)]
"""A day, month or year as ISO 8601 writes it: 2026-03-31, 2026-03, 2026."""

Number = Annotated[Decimal, Field(allow_inf_nan=False)]


class Condition(Model):
    """One test on an answer (``question`` and one operator), or a group: all, any, not, or a named condition."""

    question: str | None = Field(None, description="The address that is looked at")
    answered: bool | None = Field(None, description="Whether there is an answer")
    is_: str | None = Field(None, alias="is", description="The option code or text that it must be")
    is_not: str | None = Field(None, description="The option code or text that it must not be")
    is_any_of: list[str] | None = Field(None, description="Option codes of which it must be one")
    includes: list[str] | None = Field(None, description="Option codes of which one must be chosen")
    includes_all: list[str] | None = Field(None, description="Option codes that must all be chosen")
    equals: Number | Elsewhere | None = Field(None, description="The number that it must be")
    more_than: Number | Elsewhere | None = None
    at_least: Number | Elsewhere | None = None
    less_than: Number | Elsewhere | None = None
    at_most: Number | Elsewhere | None = None
    before: IsoDate | Elsewhere | None = Field(None, description="The date that it must be before")
    not_before: IsoDate | Elsewhere | None = None
    after: IsoDate | Elsewhere | None = None
    not_after: IsoDate | Elsewhere | None = None
    count_at_least: int | None = Field(None, description="Fewest options chosen")
    count_at_most: int | None = Field(None, description="Most options chosen")
    marked: State | None = Field(None, description="The mark that the input must carry")
    all_: list[Condition] | None = Field(None, alias="all", min_length=1, description="Every one must hold")
    any_: list[Condition] | None = Field(
        None, alias="any", min_length=1, description="At least one must hold"
    )
    not_: Condition | None = Field(None, alias="not", description="Must not hold")
    condition: Code | None = Field(None, description="The name of a condition in the edition's `conditions`")

    @model_validator(mode="after")
    def _one_shape(self) -> Condition:
        given = [name for name in (*OPERATORS, *_GROUPS) if self._value(name) is not None]
        if len(given) != 1:
            raise ValueError(
                tr("a condition has exactly one of: {names}", names=", ".join((*OPERATORS, *_GROUPS)))
            )
        if (given[0] in OPERATORS) != (self.question is not None):
            raise ValueError(tr("`question` goes with one of: {names}", names=", ".join(OPERATORS)))
        return self

    def _value(self, name: str) -> Any:
        return getattr(self, name if name not in ("is", "all", "any", "not") else f"{name}_")

    @cached_property
    def operator(self) -> str:
        """The one operator or group that is given. Asked for at each look; no copy (:meth:`renamed`) has another one."""
        return next(name for name in (*OPERATORS, *_GROUPS) if self._value(name) is not None)

    @property
    def operand(self) -> Any:
        """What stands beside the operator."""
        return self._value(self.operator)

    def parts(self) -> list[Condition]:
        """The conditions inside a group."""
        return [*(self.all_ or ()), *(self.any_ or ()), *([self.not_] if self.not_ else ())]

    def renamed(self, rename: Callable[[str], str]) -> Condition:
        """The same condition with every address passed through ``rename``."""
        changes: dict[str, Any] = {}
        if self.question is not None:
            changes["question"] = rename(self.question)
            if isinstance(self.operand, Elsewhere):
                changes[self.operator] = Elsewhere(question=rename(self.operand.question))
        for group in ("all_", "any_"):
            if parts := getattr(self, group):
                changes[group] = [part.renamed(rename) for part in parts]
        if self.not_ is not None:
            changes["not_"] = self.not_.renamed(rename)
        return self.model_copy(update=changes) if changes else self

    def looks_at(self, named: Mapping[str, Condition]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Every address the condition reads, with the path to it inside the condition (to the first name on the way).
        Each named condition is followed once: names that double from one to the next would take forever."""
        seen: set[str] = set()
        waiting: list[tuple[Condition, tuple[str | int, ...] | None]] = [(self, None)]
        while waiting:
            condition, named_at = waiting.pop()
            for leaf, path in condition.tests():
                at = path if named_at is None else named_at
                if leaf.question is not None:
                    yield leaf.question, (*at, "question") if named_at is None else at
                    if isinstance(other := leaf.operand, Elsewhere):
                        yield other.question, (*at, leaf.operator, "question") if named_at is None else at
                elif (name := leaf.condition) is not None and name in named and name not in seen:
                    seen.add(name)
                    waiting.append((named[name], (*at, "condition") if named_at is None else at))

    def tests(self) -> Iterator[tuple[Condition, tuple[str | int, ...]]]:
        """The single tests inside, names of other conditions included, with the path to each."""
        for group in ("all", "any"):
            for place, part in enumerate(self._value(group) or ()):
                for leaf, path in part.tests():
                    yield leaf, (group, place, *path)
        if self.not_:
            for leaf, path in self.not_.tests():
                yield leaf, ("not", *path)
        if self.question is not None or self.condition is not None:
            yield self, ()

    def compared(self, named: Mapping[str, Condition]) -> Iterator[str]:
        """The addresses whose answers are looked into: those only asked whether they are answered or marked are not."""
        for leaf in self._all_tests(named):
            if leaf.operator not in ("answered", "marked"):
                yield leaf.question or ""
                if isinstance(leaf.operand, Elsewhere):
                    yield leaf.operand.question

    def measured(self, named: Mapping[str, Condition]) -> Iterator[str]:
        """The addresses whose answers are compared as numbers or dates."""
        for leaf in self._all_tests(named):
            if leaf.operator in NUMBER_OPERATORS + DATE_OPERATORS:
                yield leaf.question or ""
                if isinstance(leaf.operand, Elsewhere):
                    yield leaf.operand.question

    def _all_tests(self, named: Mapping[str, Condition]) -> Iterator[Condition]:
        """The single tests of the condition and of those it names, each named one followed once."""
        seen: set[str] = set()
        waiting = [self]
        while waiting:
            for leaf, _ in waiting.pop().tests():
                if leaf.question is not None:
                    yield leaf
                elif (name := leaf.condition) is not None and name in named and name not in seen:
                    seen.add(name)
                    waiting.append(named[name])


class Reader:
    """What a condition may ask of a response: the answer at an address, its mark, and what it is understood as (a
    canonical number or date; None where it is not understood)."""

    __slots__ = ("mark", "named", "read", "understood")

    def __init__(
        self,
        read: Read,
        mark: Callable[[str], str | None],
        named: Mapping[str, Condition],
        understood: Callable[[str], str | None] | None = None,
    ) -> None:
        self.read = read
        self.mark = mark
        self.named = named
        self.understood = understood or self._as_number

    def _as_number(self, address: str) -> str | None:
        answer = self.read(address)
        number = understood_number(answer) if isinstance(answer, str) else None
        return None if number is None else str(number)


def holds(condition: Condition, reader: Reader) -> bool:
    """Whether ``condition`` holds for the answers that ``reader`` gives."""
    operator, operand = condition.operator, condition.operand
    if operator == "all":
        return all(holds(part, reader) for part in operand)
    if operator == "any":
        return any(holds(part, reader) for part in operand)
    if operator == "not":
        return not holds(operand, reader)
    if operator == "condition":
        return holds(reader.named[operand], reader)
    assert condition.question is not None  # the validator saw to it
    if operator == "marked":
        return bool(reader.mark(condition.question) == operand)
    answer = reader.read(condition.question)
    if operator == "answered":
        return bool((answer is not None) == operand)
    if answer is None:
        return operator == "is_not"
    if operator in NUMBER_OPERATORS:
        return _numbers_compare(operator, answer, operand, condition.question, reader)
    if operator in DATE_OPERATORS:
        return _dates_compare(operator, operand, condition.question, reader)
    return _TESTS[operator](answer, operand)


def _numbers_compare(operator: str, answer: Answer, operand: Any, address: str, reader: Reader) -> bool:
    number = _number_at(address, reader) if isinstance(answer, str) else Decimal(len(answer))
    other = _number_at(operand.question, reader) if isinstance(operand, Elsewhere) else operand
    return number is not None and other is not None and _COMPARED[operator](number, other)


def _number_at(address: str, reader: Reader) -> Decimal | None:
    found = reader.understood(address)
    return None if found is None else as_decimal(found)


def _dates_compare(operator: str, operand: Any, address: str, reader: Reader) -> bool:
    found = reader.understood(address)
    other = reader.understood(operand.question) if isinstance(operand, Elsewhere) else operand
    if found is None or other is None or not _ISO_DATE.fullmatch(found) or not _ISO_DATE.fullmatch(other):
        return False
    # A month and a day are compared as months: more is not known.
    size = min(len(found), len(other))
    return _COMPARED[operator](found[:size], other[:size])


def _codes(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer


_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "equals": lambda found, other: bool(found == other),
    "more_than": lambda found, other: bool(found > other),
    "at_least": lambda found, other: bool(found >= other),
    "less_than": lambda found, other: bool(found < other),
    "at_most": lambda found, other: bool(found <= other),
    "before": lambda found, other: bool(found < other),
    "not_before": lambda found, other: bool(found >= other),
    "after": lambda found, other: bool(found > other),
    "not_after": lambda found, other: bool(found <= other),
}

_TESTS: dict[str, Callable[[Answer, Any], bool]] = {
    "is": lambda answer, operand: answer == operand or answer == (operand,),
    "is_not": lambda answer, operand: answer != operand and answer != (operand,),
    "is_any_of": lambda answer, operand: len(_codes(answer)) == 1 and _codes(answer)[0] in operand,
    "includes": lambda answer, operand: any(code in _codes(answer) for code in operand),
    "includes_all": lambda answer, operand: all(code in _codes(answer) for code in operand),
    "count_at_least": lambda answer, operand: len(_codes(answer)) >= operand,
    "count_at_most": lambda answer, operand: len(_codes(answer)) <= operand,
}

Condition.model_rebuild()
