"""One published questionnaire: sections of questions in printed order, and what belongs to the whole.

An edition is frozen. Its :class:`EditionIndex` answers "which question, which inputs, who depends on whom" without
walking the questionnaire; it is built once when the edition is loaded.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from .choice import Option
from .condition import Condition, State
from .errors import UnknownAddress
from .language import tr
from .model import Code, EditionId, Id, Model
from .question import Input, Question
from .question_types import AnyQuestion
from .text import display_line


def _version(value: Any) -> Any:
    """Values of an edition file arrive as text."""
    return (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6
        else value
    )


class Submission(Model):
    """Where a finished bundle is sent."""

    address: str
    subject: str = ""


class Section(Model):
    """An ordered part of an edition. ``title`` is printed; ``short_title`` is our word for the outline."""

    id: Id
    number: str | None = None
    title: str | None = None
    short_title: str | None = None
    guidance: str | None = None
    notes: list[str] = Field(default=[])
    questions: list[AnyQuestion]

    @property
    def printed_title(self) -> str | None:
        """Number and title as printed, or None where nothing is."""
        if self.title is None:
            return None
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def outline_title(self) -> str:
        """What the outline calls it."""
        name = self.short_title or self.title or self.id
        return f"{self.number}. {name}" if self.number else name


class Edition(Model):
    """One questionnaire, as its file holds it."""

    msq_edition: Annotated[Literal[1], BeforeValidator(_version)] = Field(
        description="The version of this format"
    )
    id: EditionId
    revision: int = Field(1, ge=1)
    title: str
    publisher: str = ""
    year: int | None = None
    language: str = "en"
    deadline: str | None = Field(None, description="ISO date")
    enquiries: str = Field("", description="Stands where the printed text names a contact: {enquiries}")
    submission: Submission | None = None
    states: list[State] = Field(
        default=[], description="Marks allowed besides an answer, unless a question says otherwise"
    )
    channel_limit: int | None = Field(
        None, gt=0, description="Most characters of a text that the way of sending takes"
    )
    introduction: list[str] = Field(default=[])
    closing_title: str | None = None
    closing: list[str] = Field(default=[])
    option_lists: dict[Code, list[Option]] = Field(default={})
    conditions: dict[Code, Condition] = Field(default={})
    sections: list[Section] = Field(min_length=1)

    _index: EditionIndex = PrivateAttr()

    @model_validator(mode="before")
    @classmethod
    def _resolve_option_lists(cls, data: Any) -> Any:
        """Put the options of a named list in the place of its name; an unknown name stays and is reported later."""
        lists = data.get("option_lists") if isinstance(data, dict) else None
        if not isinstance(lists, dict) or not isinstance(data.get("sections"), list):
            return data

        def resolved(question: Any) -> Any:
            if isinstance(question, dict) and isinstance(question.get("options"), str):
                return {**question, "options": lists.get(question["options"], question["options"])}
            return question

        def with_options(section: Any) -> Any:
            if isinstance(section, dict) and isinstance(section.get("questions"), list):
                return {**section, "questions": [resolved(question) for question in section["questions"]]}
            return section

        return {**data, "sections": [with_options(section) for section in data["sections"]]}

    def model_post_init(self, context: Any, /) -> None:
        """Build the look-ups once."""
        self._index = EditionIndex(self)

    @property
    def index(self) -> EditionIndex:
        """Look-ups by id and address."""
        return self._index

    def questions(self) -> Iterator[Question]:
        """All questions in printed order."""
        for section in self.sections:
            yield from section.questions

    def filled_in(self, text: str) -> str:
        """A printed text with ``{enquiries}`` replaced by the address for enquiries."""
        return text.replace("{enquiries}", self.enquiries)


class EditionIndex:
    """Look-ups in an edition. Where an edition is broken (an id twice, a cycle) the first or printed order wins;
    :func:`~msq_tui.core.edition_checks.edition_problems` reports it before anyone relies on it."""

    def __init__(self, edition: Edition) -> None:
        self.questions: dict[str, Question] = {}
        self.order: dict[str, int] = {}
        self.section_of: dict[str, Section] = {}
        self.inputs: dict[str, tuple[Input, ...]] = {}
        self.input_at: dict[str, Input] = {}
        self.children: dict[str, list[str]] = {}
        for section in edition.sections:
            for question in section.questions:
                if question.id in self.questions:
                    continue
                self.order[question.id] = len(self.questions)
                self.questions[question.id] = question
                self.section_of[question.id] = section
                inputs = self.inputs[question.id] = question.inputs()
                for place in inputs:
                    self.input_at.setdefault(place.address, place)
                if question.parent:
                    self.children.setdefault(question.parent, []).append(question.id)
        self.enables = self._enabling(edition.conditions)
        self.requires = self._requiring(edition.conditions)
        self.rank = self._ranks()

    def question_of(self, address: str) -> Question:
        """The question an address belongs to; raises :class:`UnknownAddress` with the nearest known one."""
        question = self.questions.get(address.partition("/")[0])
        if question is None or (address not in self.input_at and address != question.id):
            raise UnknownAddress(self._unknown(address))
        return question

    def input_of(self, address: str) -> Input:
        """The input at an address; raises :class:`UnknownAddress`."""
        if address not in self.input_at:
            raise UnknownAddress(self._unknown(address))
        return self.input_at[address]

    def nearest(self, address: str) -> str | None:
        """The known address most like ``address``, if one is close."""
        import difflib

        near = difflib.get_close_matches(address, [*self.input_at, *self.questions], n=1, cutoff=0.6)
        return near[0] if near else None

    def _unknown(self, address: str) -> str:
        near = self.nearest(address)
        shown = display_line(address)
        if near:
            return tr(
                'There is no question or input "{address}". Did you mean "{near}"?', address=shown, near=near
            )
        return tr('There is no question or input "{address}" in this edition.', address=shown)

    def _enabling(self, named: Mapping[str, Condition]) -> dict[str, tuple[str, ...]]:
        """Question id -> the questions whose enablement looks at it: follow-ups, and those with a condition on it."""
        found: dict[str, dict[str, None]] = {}
        for question in self.questions.values():
            if question.when is not None:
                for address, _ in question.when.looks_at(named):
                    found.setdefault(address.partition("/")[0], {})[question.id] = None
            if question.parent:
                found.setdefault(question.parent, {})[question.id] = None
        return {source: tuple(dependents) for source, dependents in found.items()}

    def _requiring(self, named: Mapping[str, Condition]) -> dict[str, tuple[str, ...]]:
        """Question id -> the questions whose requirement looks at it."""
        found: dict[str, dict[str, None]] = {}
        for question in self.questions.values():
            if isinstance(question.required, Condition):
                for address, _ in question.required.looks_at(named):
                    found.setdefault(address.partition("/")[0], {})[question.id] = None
        return {source: tuple(dependents) for source, dependents in found.items()}

    def _ranks(self) -> dict[str, int]:
        """A place for each question after everything its enablement looks at, printed order otherwise (Kahn's algorithm)."""
        waiting = dict.fromkeys(self.questions, 0)
        for dependents in self.enables.values():
            for dependent in dependents:
                waiting[dependent] += 1
        for source, dependents in self.enables.items():
            if source not in self.questions:
                for dependent in dependents:
                    waiting[dependent] -= 1
        ready = [(self.order[question], question) for question, count in waiting.items() if count == 0]
        heapq.heapify(ready)
        ranks: dict[str, int] = {}
        while ready:
            _, question = heapq.heappop(ready)
            ranks[question] = len(ranks)
            for dependent in self.enables.get(question, ()):
                waiting[dependent] -= 1
                if waiting[dependent] == 0:
                    heapq.heappush(ready, (self.order[dependent], dependent))
        for question in self.questions:
            ranks.setdefault(question, len(ranks))
        return ranks


Edition.model_rebuild()
