"""What became of the questions of one edition in the next: a mapping between two rounds.

A line leads from addresses of the older edition to addresses of the newer one. An address stands for everything below
it that has no line of its own. What can be proposed from last round's answers, and which columns of two rounds may be
laid side by side, follows from the lines and the two editions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .edition import Edition, format_version
from .index import EditionIndex
from .language import tr
from .model import EditionId, Model
from .question import Input, Question
from .question_types.repeat import RepeatQuestion
from .text import display_line

Relation = Literal["same", "reworded", "split", "merged", "new", "dropped"]
Carries = Literal["answer", "text", "none"]
Side = Literal["from", "to"]

MOST_SUGGESTED = 20
"""Looking for the nearest address costs time; a hostile file has a hundred thousand unknown ones."""


def _list(value: Any) -> Any:
    """One address may be written without a list."""
    return [value] if isinstance(value, str) else value


Addresses = Annotated[list[str], BeforeValidator(_list)]


class MappingLine(Model):
    """What became of one thing that was asked."""

    from_: Addresses = Field(default=[], alias="from", description="Where it is in the older edition")
    to: Addresses = Field(default=[], description="Where it is in the newer edition")
    relation: Relation
    carries: Carries = Field(description="What of an answer can be proposed in the newer edition")
    note: str | None = Field(None, description="Why, for whoever reads the file")

    def addresses(self, side: Side) -> list[str]:
        """The addresses of one side."""
        return self.from_ if side == "from" else self.to


class Mapping(Model):
    """The lines between two editions, as a mapping file holds them."""

    msq_mapping: Annotated[Literal[1], BeforeValidator(format_version)] = Field(
        description="The version of this format"
    )
    from_: EditionId = Field(alias="from", description="The id of the older edition")
    to: EditionId = Field(description="The id of the newer edition")
    lines: list[MappingLine] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class MappingProblem:
    """Something to put right in a mapping, with the way to it through the file."""

    path: tuple[str | int, ...]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an answer at an address looks like."""

    kind: str
    codes: frozenset[str] = frozenset()
    parts: dict[str, str] = field(default_factory=dict)
    inside: dict[str, _Shape] = field(default_factory=dict)

    def takes(self, other: _Shape) -> bool:
        """Whether every answer of the other shape is one of this shape."""
        return (
            self.kind == other.kind
            and other.codes <= self.codes
            and all(self.parts.get(part) == kind for part, kind in other.parts.items())
            and all(
                name in self.inside and self.inside[name].takes(shape) for name, shape in other.inside.items()
            )
        )

    def agrees(self, other: _Shape) -> bool:
        """Whether the two may have one id: what both have is the same, and options were added or taken away at most."""
        return (
            self.kind == other.kind
            and (self.codes <= other.codes or other.codes <= self.codes)
            and all(other.parts.get(part, kind) == kind for part, kind in self.parts.items())
            and all(
                shape.agrees(other.inside[name])
                for name, shape in self.inside.items()
                if name in other.inside
            )
        )


class MappedSide:
    """One edition as the lines of a mapping name it."""

    def __init__(self, side: Side, edition: Edition, mapping: Mapping) -> None:
        self.side: Side = side
        self.edition_id = edition.id
        self.index: EditionIndex = edition.index
        self.named: dict[str, int] = {}
        """Address -> the line that names it (the first, where several do)."""
        for number, line in enumerate(mapping.lines):
            for address in line.addresses(side):
                self.named.setdefault(address, number)
        self.places: dict[str, list[Input]] = {}
        """Named address -> the places to answer it stands for."""
        for place in self.index.input_at.values():
            holder = self.holder(place.address)
            if holder is not None:
                self.places.setdefault(holder, []).append(place)
        self._above = {"/".join(parts[:end]) for parts in self._paths() for end in range(1, len(parts))}

    def holder(self, address: str) -> str | None:
        """The named address that stands for ``address``: itself or the nearest above it."""
        while address not in self.named:
            address, slash, _ = address.rpartition("/")
            if not slash:
                return None
        return address

    def line_of(self, address: str) -> int | None:
        """The number of the line that accounts for a place to answer, from 0; None where there is none."""
        holder = self.holder(address)
        return None if holder is None else self.named[holder]

    def asked(self) -> Iterator[str]:
        """Everything that has to be accounted for: each place to answer, each repeat as a whole."""
        for question in self.index.questions.values():
            if question.repeated:
                yield question.id
            for place in self.index.inputs[question.id]:
                yield place.address

    def asks(self, address: str) -> bool:
        """Whether something is to be answered at or below an address."""
        question = self.index.questions.get(address)
        return address in self.index.input_at or (
            question.asks if question is not None else address in self._above
        )

    def takes_text(self, address: str) -> bool:
        """Whether text is written at an address or below it."""
        return any(place.kind in ("line", "text") for place in self.places.get(address, ()))

    def shape(self, address: str) -> _Shape:
        """What an answer at an address looks like, without what has lines of its own."""
        places = self.places.get(address, ())
        question = self.index.questions.get(address)
        if question is not None:
            return _shape_of(question, address, places)
        parts: dict[str, str] = {place.address[len(address) :]: place.kind for place in places}
        return _Shape("part", self._codes_at(address), parts)

    def _codes_at(self, address: str) -> frozenset[str]:
        place = self.index.input_at.get(address)
        chosen = place is not None and place.kind in ("choice", "choices", "country")
        return frozenset(self.index.questions[self.index.owner(address)].codes() if chosen else ())

    def _paths(self) -> Iterator[list[str]]:
        for address in self.index.input_at:
            yield address.split("/")


def _shape_of(question: Question, address: str, places: list[Input] | tuple[Input, ...]) -> _Shape:
    inner = question.questions if isinstance(question, RepeatQuestion) else []
    return _Shape(
        question.type,
        frozenset(question.codes()),
        {place.address[len(address) :]: place.kind for place in places},
        {one.id: _shape_of(one, one.id, one.inputs()) for one in inner},
    )


def carried_to(mapping: Mapping, newer: Edition, address: str) -> Carries:
    """What the mapping carries to one place of the newer edition. A text goes only where text is written: a Yes is
    never made from it."""
    side = MappedSide("to", newer, mapping)
    number = side.line_of(address)
    if number is None:
        return "none"
    carries = mapping.lines[number].carries
    place = newer.index.input_at.get(address)
    if carries == "text" and (place is None or place.kind not in ("line", "text")):
        return "none"
    return carries


def mapping_problems(mapping: Mapping, older: Edition, newer: Edition) -> list[MappingProblem]:
    """Everything in which a mapping and its two editions do not agree."""
    sides = MappedSide("from", older, mapping), MappedSide("to", newer, mapping)
    problems = [problem for side in sides for problem in _addresses(mapping, side)]
    known = not problems
    problems += [problem for number in range(len(mapping.lines)) for problem in _counts(mapping, number)]
    for side in sides:
        problems += _left_out(side)
    if known:
        # What an answer looks like can be said only where every address is known and named once.
        problems += [p for number in range(len(mapping.lines)) for p in _carrying(mapping, number, *sides)]
        problems += _shared(mapping, *sides)
    return problems


def _addresses(mapping: Mapping, side: MappedSide) -> Iterator[MappingProblem]:
    """Addresses that the edition does not have, and those that are named more than once."""
    seen: set[str] = set()
    suggested = 0
    for number, line in enumerate(mapping.lines):
        for position, address in enumerate(line.addresses(side.side)):
            path = ("lines", number, side.side, position)
            if not side.asks(address):
                near = side.index.nearest(address) if suggested < MOST_SUGGESTED else None
                suggested += 1
                message = tr(
                    'nothing is asked at "{address}" in {edition}',
                    address=display_line(address),
                    edition=side.edition_id,
                )
                message += tr('; did you mean "{near}"?', near=near) if near else ""
                yield MappingProblem(path, "unknown-address", message)
            elif address in seen:
                message = tr('"{address}" of {edition} stands in a line already; keep one of the two',
                             address=address, edition=side.edition_id)  # fmt: skip
                yield MappingProblem(path, "counted-twice", message)
            elif address not in side.places and not _is_repeat(side, address):
                message = tr('everything in "{address}" has lines of its own; delete it here or there', address=address)  # fmt: skip
                yield MappingProblem(path, "counted-twice", message)
            seen.add(address)


def _is_repeat(side: MappedSide, address: str) -> bool:
    question = side.index.questions.get(address)
    return question is not None and question.repeated


def _counts(mapping: Mapping, number: int) -> Iterator[MappingProblem]:
    """A relation that does not fit the number of addresses on both sides."""
    line = mapping.lines[number]
    found = min(len(line.from_), 2), min(len(line.to), 2)
    wanted: dict[str, tuple[set[tuple[int, int]], str]] = {
        "same": ({(1, 1)}, tr("one address in `from` and one in `to`")),
        "reworded": ({(1, 1)}, tr("one address in `from` and one in `to`")),
        "split": ({(1, 2)}, tr("one address in `from` and several in `to`")),
        "merged": ({(2, 1)}, tr("several addresses in `from` and one in `to`")),
        "new": ({(0, 1), (0, 2)}, tr("no `from`, and at least one address in `to`")),
        "dropped": ({(1, 0), (2, 0)}, tr("at least one address in `from`, and no `to`")),
    }
    fitting, words = wanted[line.relation]
    if found not in fitting:
        message = tr('"{relation}" needs {words}', relation=line.relation, words=words)
        yield MappingProblem(("lines", number, "relation"), "relation-count", message)


def _left_out(side: MappedSide) -> Iterator[MappingProblem]:
    """Places to answer that no line accounts for; a question that is missing whole is named once."""
    told: set[str] = set()
    for address in side.asked():
        if side.line_of(address) is not None:
            continue
        question = side.index.owner(address)
        partly = any(side.line_of(place.address) is not None for place in side.index.inputs[question])
        missing = address if partly else question
        if missing not in told:
            told.add(missing)
            relation = "dropped" if side.side == "from" else "new"
            message = tr('"{address}" of {edition} stands in no line; write one ("{relation}" if it has no counterpart)',
                         address=missing, edition=side.edition_id, relation=relation)  # fmt: skip
            yield MappingProblem(("lines",), "left-out", message)


def _carrying(
    mapping: Mapping, number: int, older: MappedSide, newer: MappedSide
) -> Iterator[MappingProblem]:
    """An answer or text that cannot be carried so, and a "same" that is not."""
    line = mapping.lines[number]
    path = ("lines", number, "carries")
    one_to_one = len(line.from_) == len(line.to) == 1
    if line.relation in ("new", "dropped"):
        if line.carries != "none":
            message = tr('"{relation}" carries nothing; write "none"', relation=line.relation)
            yield MappingProblem(path, "carries", message)
        return
    if not line.from_ or not line.to:
        return
    if line.relation == "same" and one_to_one and not _agree(older, line.from_[0], newer, line.to[0]):
        message = tr('the answer has another shape there; write "reworded", "split" or "merged"')
        yield MappingProblem(("lines", number, "relation"), "other-shape", message)
    if line.carries == "answer" and not (
        one_to_one and newer.shape(line.to[0]).takes(older.shape(line.from_[0]))
    ):
        message = tr('an answer is carried whole only to one place with the same type, parts and options; write "text" or "none"')  # fmt: skip
        yield MappingProblem(path, "carries", message)
    if line.carries == "text":
        for side in (older, newer):
            if not any(side.takes_text(address) for address in line.addresses(side.side)):
                message = tr('no text is written there in {edition}; write "none"', edition=side.edition_id)
                yield MappingProblem(path, "carries", message)


def _agree(older: MappedSide, before: str, newer: MappedSide, after: str) -> bool:
    return newer.shape(after).agrees(older.shape(before))


def _shared(mapping: Mapping, older: MappedSide, newer: MappedSide) -> Iterator[MappingProblem]:
    """One id in both editions stands for one thing: the line leads from it to itself, and its shape is the same."""
    told: set[str] = set()
    for address in newer.asked():
        number = newer.line_of(address)
        if number is None or (address not in older.index.input_at and not _is_repeat(older, address)):
            continue
        holder = newer.holder(address) or address
        if holder in told:
            continue
        path = ("lines", number, "to", mapping.lines[number].to.index(holder))
        if older.line_of(address) != number:
            told.add(holder)
            message = tr('"{address}" is in both editions, so one line leads from it to itself; or give one of the two another id',
                         address=address)  # fmt: skip
            yield MappingProblem(path, "shared-id", message)
    for question_id, question in newer.index.questions.items():
        before = older.index.questions.get(question_id)
        number = _first_line(newer, question_id)
        if before is None or number is None or not question.asks or not before.asks:
            continue
        shapes = [
            _shape_of(one, question_id, side.index.inputs[question_id])
            for one, side in ((before, older), (question, newer))
        ]
        if not shapes[0].agrees(shapes[1]):
            message = tr('"{address}" asks for another shape of answer in {edition}; give one of the two another id',
                         address=question_id, edition=older.edition_id)  # fmt: skip
            yield MappingProblem(("lines", number), "shared-id-shape", message)


def _first_line(side: MappedSide, question_id: str) -> int | None:
    places = [place.address for place in side.index.inputs[question_id]] or [question_id]
    return next((line for line in map(side.line_of, places) if line is not None), None)
