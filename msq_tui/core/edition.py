"""One published questionnaire: sections of questions in printed order, and what belongs to the whole.

An edition is frozen. Its :class:`EditionIndex` answers "which question, which inputs, who depends on whom" without
walking the questionnaire; it is built once when the edition is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from .choice import Option
from .condition import Condition, State
from .index import EditionIndex
from .language import tr
from .model import Code, EditionId, Id, Language, Languages, Model, Text, best_language, reading_in
from .placeholder import ENQUIRIES, FILL_IN, with_placeholders
from .question import Footnote, Question
from .question_types import AnyQuestion
from .values import parsed_date


def format_version(value: Any) -> Any:
    """The number of a format as an edition or mapping file holds it: values of such files arrive as text."""
    return (
        int(value)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6
        else value
    )


def _declared(data: Any) -> tuple[str, ...]:
    """The languages that the data of an edition declares, the default one first; what is no text is reported later."""
    data = data if isinstance(data, dict) else {}
    default, more = data.get("language", "en"), data.get("languages")
    known = [default, *(more if isinstance(more, list) else ())]
    return tuple(dict.fromkeys(code for code in known if isinstance(code, str))) or ("en",)


class Submission(Model):
    """Where a finished bundle is sent."""

    address: str
    subject: Text = ""


class GlossaryTerm(Model):
    """A term of the questionnaire and what it means."""

    term: Text
    text: Text


class Section(Model):
    """An ordered part of an edition. ``title`` is printed; ``short_title`` is our word for the outline."""

    id: Id
    number: str | None = None
    title: Text | None = None
    short_title: Text | None = None
    guidance: Text | None = None
    notes: list[Text] = Field(default=[])
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


class Specimen:
    """The look-ups of a blank form, in which every repeat has one entry called ``SPECIMEN``."""

    def __init__(self, edition: Edition) -> None:
        self.index = edition.index.specimen
        self.conditions: Mapping[str, Condition] = edition.conditions
        self._edition = edition

    def filled_in(self, text: str, question_id: str = "") -> str:
        """A printed text with lines to fill in where answers are to stand."""
        entry = question_id.rpartition("/")[0]
        return self._edition.with_answers(text, None, entry, self.index)


def _a_day(value: str) -> str:
    if parsed_date(value, "day") is None:
        raise ValueError(tr("write a date as year, month and day, e.g. 2026-03-31"))
    return value


class Edition(Model):
    """One questionnaire, as its file holds it."""

    msq_edition: Annotated[Literal[1], BeforeValidator(format_version)] = Field(
        description="The version of this format"
    )
    id: EditionId
    revision: int = Field(1, ge=1)
    title: Text
    publisher: Text = ""
    year: int | None = None
    language: Language = Field("en", description="The language of the texts that stand in one language")
    languages: list[Language] = Field(
        default=[], max_length=50, description="All languages of the texts, the default one included"
    )
    deadline: Annotated[str, AfterValidator(_a_day)] | None = Field(None, description="ISO date")
    enquiries: Text = Field("", description="Stands where the printed text names a contact: {enquiries}")
    submission: Submission | None = None
    states: list[State] = Field(
        default=[], description="Marks allowed besides an answer, unless a question says otherwise"
    )
    channel_limit: int | None = Field(
        None, gt=0, description="Most characters of a text that the way of sending takes"
    )
    running: Text | None = Field(
        None, description="The line that the form repeats on every page; a print has it once, at its end"
    )
    introduction: list[Text] = Field(default=[])
    footnotes: list[Footnote] = Field(default=[], description="Footnotes to the introduction")
    closing_title: Text | None = None
    closing: list[Text] = Field(default=[])
    glossary: list[GlossaryTerm] = Field(default=[], description="Terms and what they mean")
    option_lists: dict[Code, list[Option]] = Field(default={})
    conditions: dict[Code, Condition] = Field(default={})
    placeholders: dict[Code, str] = Field(
        default={},
        description="The word of a `{word}` in a printed text -> the address of the answer put there",
    )
    sections: list[Section] = Field(min_length=1)

    _index: EditionIndex = PrivateAttr()
    _shown_language: str = PrivateAttr(default="")

    @model_validator(mode="wrap")
    @classmethod
    def _read_in_one_language(
        cls, data: Any, handler: ModelWrapValidatorHandler[Edition], info: ValidationInfo
    ) -> Edition:
        """Read every text in the language that the context wants (``language``), else in the default one."""
        context = info.context if isinstance(info.context, dict) else {}
        declared = _declared(data)
        wanted = best_language(context.get("language"), declared)
        with reading_in(Languages(declared, wanted, whole=bool(context.get("whole")))):
            edition = handler(data)
        edition._shown_language = wanted
        return edition

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
        self._index = EditionIndex(self.sections, self.conditions, self.placeholders)

    @property
    def index(self) -> EditionIndex:
        """Look-ups by id and address."""
        return self._index

    @property
    def specimen(self) -> Specimen:
        """The edition as a blank form shows it: one entry in every repeat."""
        return Specimen(self)

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The languages of its texts, the default one first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))

    @property
    def shown_language(self) -> str:
        """The language in which its texts were read."""
        return self._shown_language or self.language

    def questions(self) -> Iterator[Question]:
        """All questions in printed order."""
        for section in self.sections:
            yield from section.questions

    def filled_in(self, text: str, question_id: str = "") -> str:
        """A printed text as it stands in a blank form: the address for enquiries, and lines to fill in."""
        return self.with_answers(text, None, question_id.rpartition("/")[0], self.index)

    def with_answers(
        self, text: str, answer_at: Callable[[str], str | None] | None, entry: str, index: EditionIndex
    ) -> str:
        """A printed text with its placeholders filled in: the address for enquiries, what ``answer_at`` gives for an
        address, and where that is None, as everywhere in a blank form, a line to fill in. Beside a question of an ``entry`` (empty: outside) its
        local names come first; ``index`` is that of the response."""

        def put(name: str) -> str | None:
            if name == ENQUIRIES:
                return self.enquiries
            address = index.placeholder(name, entry)
            return None if address is None else (answer_at and answer_at(address)) or FILL_IN

        return with_placeholders(text, put)


Edition.model_rebuild()
