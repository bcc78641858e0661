"""Conditions: data that says when a follow-up applies or a requirement holds. Never code.

The operators follow HL7 FHIR R5 ``Questionnaire.item.enableWhen`` (exists, =, !=, >, <, >=, <=) in words, with
includes for lists of codes, counts, a question for the mark of an input, and all / any / not around them.
An input that is unanswered, parked or specially marked reads as null (interfaces.md 2.5): ``answered`` is false,
``is_not`` true, everything else false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, model_validator

from .language import tr
from .model import Code, Model
from .numbers import understood_number

Answer = str | tuple[str, ...]
"""What one input holds: a text or code, or the codes of a multiple choice."""

State = Literal["not_applicable", "unknown", "withheld"]
"""What an input can be besides unanswered and answered (interfaces.md 2.3)."""

Read = Callable[[str], Answer | None]
"""Reads an address as conditions see it: null when unanswered, parked or marked."""

OPERATORS = (
    "answered", "is", "is_not", "is_any_of", "includes", "includes_all",
    "more_than", "at_least", "less_than", "at_most", "count_at_least", "count_at_most", "marked",
)  # fmt: skip
_GROUPS = ("all", "any", "not", "condition")


class Condition(Model):
    """One test on an answer (``question`` and one operator), or a group: all, any, not, or a named condition."""

    question: str | None = Field(None, description="The address that is looked at")
    answered: bool | None = Field(None, description="Whether there is an answer")
    is_: str | None = Field(None, alias="is", description="The option code or text that it must be")
    is_not: str | None = Field(None, description="The option code or text that it must not be")
    is_any_of: list[str] | None = Field(None, description="Option codes of which it must be one")
    includes: list[str] | None = Field(None, description="Option codes of which one must be chosen")
    includes_all: list[str] | None = Field(None, description="Option codes that must all be chosen")
    more_than: Decimal | None = Field(None, allow_inf_nan=False)
    at_least: Decimal | None = Field(None, allow_inf_nan=False)
    less_than: Decimal | None = Field(None, allow_inf_nan=False)
    at_most: Decimal | None = Field(None, allow_inf_nan=False)
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

    @property
    def operator(self) -> str:
        """The one operator or group that is given."""
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
        for group in ("all_", "any_"):
            if parts := getattr(self, group):
                changes[group] = [part.renamed(rename) for part in parts]
        if self.not_ is not None:
            changes["not_"] = self.not_.renamed(rename)
        return self.model_copy(update=changes) if changes else self

    def looks_at(self, named: Mapping[str, Condition]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Every address the condition reads, with the path to it inside the condition."""
        if self.question is not None:
            yield self.question, ("question",)
        for group in ("all", "any"):
            for place, part in enumerate(self._value(group) or ()):
                for address, path in part.looks_at(named):
                    yield address, (group, place, *path)
        if self.not_:
            for address, path in self.not_.looks_at(named):
                yield address, ("not", *path)
        if self.condition is not None and self.condition in named:
            for address, _ in named[self.condition].looks_at(
                {k: v for k, v in named.items() if k != self.condition}
            ):
                yield address, ("condition",)


class Reader:
    """What a condition may ask of a response: the answer at an address, and its mark."""

    __slots__ = ("mark", "named", "read")

    def __init__(self, read: Read, mark: Callable[[str], str | None], named: Mapping[str, Condition]) -> None:
        self.read = read
        self.mark = mark
        self.named = named


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
    return _TESTS[operator](answer, operand)


def _codes(answer: Answer) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else answer


def _compared(test: Callable[[Decimal, Decimal], bool]) -> Callable[[Answer, Any], bool]:
    def compare(answer: Answer, operand: Any) -> bool:
        number = understood_number(answer) if isinstance(answer, str) else Decimal(len(answer))
        return number is not None and test(number, operand)

    return compare


_TESTS: dict[str, Callable[[Answer, Any], bool]] = {
    "is": lambda answer, operand: answer == operand or answer == (operand,),
    "is_not": lambda answer, operand: answer != operand and answer != (operand,),
    "is_any_of": lambda answer, operand: len(_codes(answer)) == 1 and _codes(answer)[0] in operand,
    "includes": lambda answer, operand: any(code in _codes(answer) for code in operand),
    "includes_all": lambda answer, operand: all(code in _codes(answer) for code in operand),
    "more_than": _compared(lambda number, operand: number > operand),
    "at_least": _compared(lambda number, operand: number >= operand),
    "less_than": _compared(lambda number, operand: number < operand),
    "at_most": _compared(lambda number, operand: number <= operand),
    "count_at_least": lambda answer, operand: len(_codes(answer)) >= operand,
    "count_at_most": lambda answer, operand: len(_codes(answer)) <= operand,
}

Condition.model_rebuild()
