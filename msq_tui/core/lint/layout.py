"""The questions of an edition with their places in the file, those inside repeats included.

What is inside a repeat is looked at in one specimen entry, as a blank form shows it; conditions that name a local name
look there. Authors are told ``commitments/*/title``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..choice import OptionsQuestion
from ..condition import Condition
from ..edition import Edition
from ..index import EditionIndex
from ..placeholder import SPECIMEN
from ..problem import Severity
from ..question import Question
from .codes import EDITION_CODES

FilePath = tuple[str | int, ...]
"""The way through the file: keys and list positions."""

PART_KEYS = ("options", "rows", "columns", "fields")


@dataclass(frozen=True, slots=True)
class EditionProblem:
    """Something to put right in an edition, with the way to it through the file and the question it is about."""

    path: FilePath
    code: str
    severity: Severity
    message: str
    address: str = ""
    chain: tuple[tuple[str, FilePath], ...] = ()
    """The questions of a cycle, each with its place, for the lines in the message."""


def shown(address: str) -> str:
    """An address as authors are told it: ``*`` for the specimen entry of a repeat."""
    return address.replace(f"/{SPECIMEN}/", "/*/")


def problem(path: FilePath, code: str, message: str, address: str = "") -> EditionProblem:
    """A problem with the grade its code has."""
    return EditionProblem(path, code, EDITION_CODES[code].severity, message, shown(address))


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and its place. ``written`` is the question as the file has it; in ``question``, ids and the addresses
    in conditions are made whole. ``prefix`` is what was put before local names."""

    path: FilePath
    written: Question
    question: Question
    prefix: str = ""

    @property
    def address(self) -> str:
        """The id of the question in the specimen entry."""
        return self.question.id


@dataclass(frozen=True, slots=True)
class PlacedCondition:
    """A condition with its place. ``asking`` is the question it belongs to (None: a named condition); ``prefix`` is what
    was put before local names. ``looks_ahead``: it may look at what stands further down."""

    path: FilePath
    written: Condition
    condition: Condition
    asking: Placed | None = None
    prefix: str = ""
    looks_ahead: bool = False

    @property
    def address(self) -> str:
        """The id of the question it belongs to, empty for a named condition."""
        return self.asking.address if self.asking else ""


class Layout:
    """An edition laid out: look-ups that know one specimen entry of each repeat, and every question with its place."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.questions: list[Placed] = []
        for s, section in enumerate(edition.sections):
            for q, question in enumerate(section.questions):
                self._place(Placed(("sections", s, "questions", q), question, question))
        self.index: EditionIndex = edition.index.specimen
        self.first: dict[str, Placed] = {placed.address: placed for placed in reversed(self.questions)}

    def _place(self, placed: Placed) -> None:
        self.questions.append(placed)
        if not placed.question.repeated:
            return
        prefix = f"{placed.address}/{SPECIMEN}/"
        written = getattr(placed.written, "questions")  # noqa: B009
        for number, inside in enumerate(placed.question.instances(SPECIMEN, 1)):
            self._place(Placed((*placed.path, "questions", number), written[number], inside, prefix))

    def conditions(self) -> Iterator[PlacedCondition]:
        """Every condition: the named ones, then those of questions, of their parts and constraints, in the order of the
        file."""
        for name, condition in self.edition.conditions.items():
            yield PlacedCondition(("conditions", name), condition, condition)
        for placed in self.questions:
            yield from conditions_of(placed)
            yield from constraints_of(placed)


def conditions_of(placed: Placed) -> Iterator[PlacedCondition]:
    """The conditions of one question: when it is asked, when it must be answered, when its parts are offered."""
    for key in ("when", "required"):
        condition = getattr(placed.question, key)
        if isinstance(condition, Condition):
            yield PlacedCondition(
                (*placed.path, key), getattr(placed.written, key), condition, placed, placed.prefix
            )
    for way, part, written in parts_of(placed):
        condition = part.when if has_when(type(part)) else None
        if isinstance(condition, Condition):
            yield PlacedCondition(
                (*placed.path, *way, "when"), written.when, condition, placed, placed.prefix
            )


def constraints_of(placed: Placed) -> Iterator[PlacedCondition]:
    """What must hold by the constraints of one question. Sums stand above what is added up, so they may look ahead."""
    for number, (made, written) in enumerate(
        zip(placed.question.constraints, placed.written.constraints, strict=True)
    ):
        way = (*placed.path, "constraints", number, "holds")
        yield PlacedCondition(way, written.holds, made.holds, placed, placed.prefix, looks_ahead=True)


def parts_of(placed: Placed) -> Iterator[tuple[FilePath, Any, Any]]:
    """The options, rows, columns and fields of a question, each with its way and as the file has it."""
    for key in part_keys(type(placed.question)):
        parts, written = getattr(placed.question, key), getattr(placed.written, key)
        if isinstance(parts, list) and isinstance(written, list):
            for number, part in enumerate(parts):
                yield (key, number), part, written[number]


@cache
def part_keys(kind: type[Question]) -> tuple[str, ...]:
    """Which of options, rows, columns and fields a question type has."""
    return tuple(key for key in PART_KEYS if key in kind.model_fields)


def has_when(kind: type[Any]) -> bool:
    """Whether a part of this kind can be offered under a condition."""
    return "when" in kind.model_fields


def own_options(edition: Edition, question: Question) -> bool:
    """Whether a choice brings its own options (not those of an option list, which are looked at once, where they stand)."""
    return not isinstance(question, OptionsQuestion) or question.options not in edition.option_lists.values()


def leaves(
    written: Condition, condition: Condition, path: FilePath
) -> Iterator[tuple[FilePath, Condition, Condition]]:
    """The single tests inside a condition: place, as written, made whole."""
    for group, parts, whole in (
        ("all", written.all_, condition.all_),
        ("any", written.any_, condition.any_),
    ):
        for place, (part, made) in enumerate(zip(parts or (), whole or (), strict=True)):
            yield from leaves(part, made, (*path, group, place))
    if written.not_ and condition.not_:
        yield from leaves(written.not_, condition.not_, (*path, "not"))
    if written.question is not None or written.condition is not None:
        yield path, written, condition
