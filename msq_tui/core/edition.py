"""One published questionnaire: sections of questions in printed order, and what belongs to the whole.

An edition is frozen. Its :class:`EditionIndex` answers "which question, which inputs, who depends on whom" without
walking the questionnaire; it is built once when the edition is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from .choice import Option
from .condition import Condition, State
from .index import EditionIndex
from .model import Code, EditionId, Id, Model
from .question import Footnote, Question
from .question_types import AnyQuestion


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
    footnotes: list[Footnote] = Field(default=[], description="Footnotes to the title")
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
    running: str | None = Field(
        None, description="The line that the form repeats on every page; a print has it once, at its end"
    )
    introduction: list[str] = Field(default=[])
    footnotes: list[Footnote] = Field(default=[], description="Footnotes to the introduction")
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
            if not isinstance(question, dict):
                return question
            if isinstance(question.get("options"), str):
                question = {**question, "options": lists.get(question["options"], question["options"])}
            if isinstance(question.get("questions"), list):
                question = {**question, "questions": [resolved(inner) for inner in question["questions"]]}
            return question

        def with_options(section: Any) -> Any:
            if isinstance(section, dict) and isinstance(section.get("questions"), list):
                return {**section, "questions": [resolved(question) for question in section["questions"]]}
            return section

        return {**data, "sections": [with_options(section) for section in data["sections"]]}

    def model_post_init(self, context: Any, /) -> None:
        """Build the look-ups once."""
        self._index = EditionIndex(self.sections, self.conditions)

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


Edition.model_rebuild()
