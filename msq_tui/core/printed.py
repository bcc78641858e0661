"""A questionnaire as it is printed: a sequence of blocks that every rendition writes down in its own way.

:func:`blank_form` carries every printed word of an edition, :func:`filled_form` what a submission holds.
Both walk in printed order; Markdown, HTML and whatever comes later differ only in how they write the blocks.
Texts in the blocks are safe to show (:func:`~msq_tui.core.text.display`) but not escaped: that is for the
rendition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from .choice import ChoiceQuestion, Option
from .condition import Condition
from .edition import Edition, Section, Specimen
from .footnotes import whole_words
from .index import EditionIndex
from .language import tr
from .placeholder import FILL_IN
from .problem import Problem
from .question import Footnote, Input, Part, Question
from .question_types.matrix import MatrixQuestion
from .question_types.multiple_choice import MultipleChoiceQuestion
from .question_types.repeat import RepeatQuestion
from .question_types.single_choice import SingleChoiceQuestion
from .question_types.table import TableQuestion
from .standing import Standing, state_word
from .text import display, display_line, is_blank, says_new
from .text_checks import Limits
from .words import entry_title, in_words, part_condition, required_sentence, when_sentence

ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_FILL_IN = re.compile(r"\s*_{2,}\s*$")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of printed words; ``strong`` where the form emphasises them, ``mark`` for a footnote's mark."""

    text: str
    strong: bool = False
    mark: bool = False


Words = tuple[Span, ...]
"""A printed text with its emphasis and footnote marks."""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the place of an answer in a filled form.

    ``texts`` are the respondent's (one, or one for each chosen option); ``said`` is what the program says
    instead ("Not answered."); ``remarks`` are written reasons, each with its label.
    """

    texts: tuple[str, ...] = ()
    said: str = ""
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One place to answer: with ``given`` None a line to fill in, else what was answered there.

    ``unit`` is printed after an empty line only: an answer stands as it was typed, often with its unit. ``said`` is
    what the program says about the place in a blank form.
    """

    label: Words = ()
    number: str | None = None
    required: bool = False
    new: bool = False
    long: bool = False
    unit: str = ""
    said: str = ""
    given: Given | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a blank form: a box, a label, what the program says about it, and a text of its own."""

    label: Words
    said: str = ""
    place: Place | None = None

    @property
    def place_follows_directly(self) -> bool:
        """Whether the label of the text stands at the option without a space ("5G; link/detail:")."""
        return bool(self.place and self.place.label and self.place.label[0].text.startswith((";", ",", ":")))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with several columns, one place for each, labelled with it; or a row of a matrix, with
    ``choices``: a box for each column.

    ``heading``: it stands above the rows below it and has no places; ``depth`` counts the rows it stands inside.
    ``said`` is what the program says about it in a blank form.
    """

    label: Words
    number: str | None = None
    required: bool = False
    new: bool = False
    places: tuple[Place, ...] = ()
    heading: bool = False
    depth: int = 0
    choices: tuple[Words, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading; level 1 is the title of the whole, 2 a section, 3 an entry of a repeat."""

    level: Literal[1, 2, 3]
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Printed text between questions; ``footnote`` for a footnote to what stands above."""

    words: Words
    footnote: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the program about the form as a whole."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Who, when and what for, as labels with texts."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """One question with its places to answer. ``depth`` counts the questions it is a follow-up of.

    ``said`` are the program's sentences in a blank form (condition, requirement, how to choose); ``given``
    stands for the question as a whole in a filled one (a mark on it, what is missing, a written reason).
    """

    id: str
    number: str | None = None
    heading: Words = ()
    text: Words = ()
    required: bool = False
    new: bool = False
    depth: int = 0
    said: tuple[str, ...] = ()
    notes: tuple[Words, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Words, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[Place, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    given: Given | None = None


Block = Heading | Paragraph | Note | Facts | QuestionBlock
"""Everything a printed form is made of."""


def blank_form(edition: Edition) -> tuple[Block, ...]:
    """The whole form to fill in: every printed word, follow-ups with their condition as a sentence."""
    return tuple(_blank_blocks(edition))


def filled_form(standing: Standing, facts: Mapping[str, str]) -> tuple[Block, ...]:
    """What was answered: the questions that are asked now, with answers, marks and reasons; nothing parked.

    ``facts`` (receipt, status, country, date: label -> text) stand below the title.
    """
    return tuple(_filled_blocks(standing, facts))


def _blank_blocks(edition: Edition) -> Iterator[Block]:
    form = edition.specimen
    yield Heading(1, _plain(edition.filled_in(edition.title)))
    yield Facts(_facts(_edition_facts(edition)))
    wording = _Wording([], list(edition.footnotes))
    for place, text in enumerate(edition.introduction, 1):
        yield Paragraph(wording.words(edition.filled_in(text), end=place == len(edition.introduction)))
    yield from _footnote_paragraphs(edition.footnotes)
    if any(_has_mark(question) for question in edition.questions()):
        yield Note(tr("Where * stands, an answer is required."))
    for section in edition.sections:
        yield from _section_head(section, (*section.notes, *_if_printed(section.guidance)), edition.filled_in)
        entry = ""
        for question in form.index.in_section[section.id]:
            its_entry = question.id.rpartition("/")[0]
            if its_entry and its_entry != entry and not entry.startswith(f"{its_entry}/"):
                repeat = form.index.questions[its_entry.rpartition("/")[0]]
                what = getattr(repeat, "entry", "") or tr("Entry")
                yield Heading(3, _plain(f"{what} {FILL_IN}"))
            entry = its_entry
            if question.is_printed:
                yield _blank_question(question, form)
    if edition.closing_title:
        yield Heading(2, _plain(edition.closing_title))
    yield from (Paragraph(_plain(edition.filled_in(text))) for text in edition.closing)
    if edition.glossary:
        yield Heading(2, _plain(tr("Terms used in this form")))
    for term in edition.glossary:
        yield Paragraph((Span(_safe(term.term), strong=True), Span(_safe(f": {term.text}"))))
    if edition.running:
        yield Paragraph(_plain(edition.running))


def _filled_blocks(standing: Standing, facts: Mapping[str, str]) -> Iterator[Block]:
    edition = standing.edition
    yield Heading(1, _plain(standing.filled_in(edition.title)))
    yield Facts(_facts(facts))
    for section in edition.sections:
        questions = list(standing.enabled_questions(section))
        if not questions:
            continue
        yield from _section_head(section, section.notes, standing.filled_in)
        entry = ""
        for question in questions:
            its_entry = question.id.rpartition("/")[0]
            if its_entry and its_entry != entry and not entry.startswith(f"{its_entry}/"):
                repeat, _, identity = its_entry.rpartition("/")
                yield Heading(3, _plain(entry_title(standing, repeat, identity)))
            entry = its_entry
            if question.is_printed:
                yield _filled_question(question, standing)


def _section_head(section: Section, texts: Sequence[str], filled_in: Callable[[str], str]) -> Iterator[Block]:
    """The title of a section, printed texts below it, and its footnotes."""
    wording = _Wording([], list(section.footnotes))
    if section.printed_title:
        yield Heading(2, wording.words(filled_in(section.printed_title), end=True))
    yield from (Paragraph(wording.words(filled_in(text))) for text in texts)
    yield from _footnote_paragraphs(section.footnotes)


def _footnote_paragraphs(footnotes: Sequence[Footnote]) -> Iterator[Paragraph]:
    for mark, text in _footnotes(footnotes):
        yield Paragraph((Span(mark, mark=True), Span(f" {text}")), footnote=True)


def _edition_facts(edition: Edition) -> dict[str, str]:
    return {
        tr("Publisher"): edition.publisher,
        tr("Deadline"): edition.deadline or "",
        tr("To be sent to"): edition.submission.address if edition.submission else "",
    }


def _facts(facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((display_line(label), _safe(text)) for label, text in facts.items() if not is_blank(text))


def _has_mark(question: Question) -> bool:
    return question.required is True or any(
        place.required for place in question.inputs() if not place.chosen_with
    )


# Words


def _safe(text: str) -> str:
    """``text`` as it may be printed. A zero width space, which parts words in Khmer or Thai, stays."""
    return ZERO_WIDTH_SPACE.join(display(part) for part in text.split(ZERO_WIDTH_SPACE))


def _plain(text: str) -> Words:
    return (Span(_safe(text)),) if text else ()


def _if_printed(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


@dataclass(slots=True)
class _Wording:
    """Puts emphasis and footnote marks where they stand: at the first printed text that has their words.

    ``filled_in`` puts answers, or lines to fill in, in the place of placeholders before anything else is looked for.
    """

    emphasis: list[str]
    footnotes: list[Footnote] = field(default_factory=list)
    filled_in: Callable[[str], str] = str

    @classmethod
    def of(cls, question: Question, filled_in: Callable[[str], str]) -> _Wording:
        return cls([words for words in question.emphasis if words], list(question.footnotes), filled_in)

    def words(self, text: str, *, end: bool = False) -> Words:
        """``text`` with its marks; with ``end`` those that follow no words in particular stand at its end."""
        text = self.filled_in(text)
        strong, marks = self._strong(text), self._marks(text, end)
        cuts = sorted({0, len(text), *marks, *(edge for run in strong for edge in run)})
        spans: list[Span] = []
        for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
            spans += (Span(_safe(mark), mark=True) for mark in marks.get(start, ()))
            if start < stop:
                within = any(run[0] <= start and stop <= run[1] for run in strong)
                spans.append(Span(_safe(text[start:stop]), strong=within))
        return tuple(spans)

    def _strong(self, text: str) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for words in tuple(self.emphasis):
            for found in whole_words(words).finditer(text):
                if not any(found.start() < stop and start < found.end() for start, stop in runs):
                    runs.append(found.span())
                    self.emphasis.remove(words)
                    break
        return runs

    def _marks(self, text: str, end: bool) -> dict[int, list[str]]:
        marks: dict[int, list[str]] = {}
        for footnote in tuple(self.footnotes):
            if footnote.after:
                found = whole_words(footnote.after).search(text)
                place = found.end() if found else None
            else:
                place = len(text) if end else None
            if place is not None:
                marks.setdefault(place, []).append(footnote.mark)
                self.footnotes.remove(footnote)
        return marks


def _without_line(label: str) -> str:
    """A printed label without the fill-in line at its end, which a rendition draws in its own way."""
    return _FILL_IN.sub("", label)


def _name(label: str) -> str:
    """A printed label as the name of what was answered: without fill-in line, colon and leading separator."""
    return _without_line(label).strip().rstrip(":; ")


def _new_parts(question: Question) -> Mapping[str, Part]:
    return {part.code: part for part in (*getattr(question, "rows", ()), *getattr(question, "fields", ()))}


def _depth(question: Question, index: EditionIndex) -> int:
    """How many questions it is a follow-up of; a repeat does not count, its entries have headings."""
    depth, at, seen = 0, question, {question.id}
    while at.parent in index.questions and at.parent not in seen:
        seen.add(at.parent)
        at = index.questions[at.parent]
        depth += not at.repeated
    return depth


# The blank form


def _blank_question(question: Question, form: Specimen) -> QuestionBlock:
    wording = _Wording.of(question, lambda text: form.filled_in(text, question.id))
    heading, text, notes = _stem(question, wording)
    choices: tuple[Choice, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[Place, ...] = ()
    columns: tuple[Words, ...] = ()
    if isinstance(question, ChoiceQuestion) and question.choices:
        texts = {place.chosen_with: place for place in question.inputs() if place.chosen_with}
        choices = tuple(
            Choice(
                wording.words(_without_line(option.label)),
                _told_of_option(option, form),
                _blank_place(texts[option.code], question, wording, own_label=option.text)
                if option.code in texts
                else None,
            )
            for option in question.choices
        )
        places = tuple(
            _blank_place(place, question, wording)
            for place in question.inputs()
            if place.path and not place.chosen_with
        )
    elif isinstance(question, TableQuestion) and question.columns:
        columns = tuple(wording.words(column.label) for column in question.columns)
        rows = tuple(_blank_row(row, question, wording, form) for row in question.rows)
    elif isinstance(question, MatrixQuestion):
        columns = tuple(wording.words(_without_line(option.label)) for option in question.choices)
        rows = tuple(_matrix_row(row, columns, wording, form) for row in question.rows)
    elif question.computed:
        columns = tuple(wording.words(column) for column in question.derived_columns())
        rows, places = _derived(question, None, wording)
    else:
        places = tuple(
            replace(_blank_place(place, question, wording), said=_told_of_place(place, question, form))
            for place in question.inputs()
        )
    return QuestionBlock(
        id=question.id,
        number=question.number,
        heading=heading,
        text=text,
        required=question.required is True,
        new=question.new and not says_new(question.text),
        depth=_depth(question, form.index),
        said=tuple(_told(question, form)),
        notes=notes,
        choices=choices,
        columns=columns,
        rows=rows,
        places=places,
        footnotes=_footnotes(question.footnotes),
    )


def _stem(question: Question, wording: _Wording) -> tuple[Words, Words, tuple[Words, ...]]:
    heading = wording.words(question.heading or "", end=not question.text)
    text = wording.words(question.text, end=True)
    limit = question.limits.text if question.limits else None
    if limit and limit in question.text:
        limit = None
    printed = (*question.notes, *_if_printed(question.guidance), *_if_printed(limit))
    return heading, text, tuple(wording.words(note) for note in printed)


def _footnotes(footnotes: Sequence[Footnote]) -> tuple[tuple[str, str], ...]:
    return tuple((display_line(footnote.mark), _safe(footnote.text)) for footnote in footnotes)


def _told(question: Question, form: Specimen) -> Iterator[str]:
    """What the program says at a question of a blank form, in full sentences."""
    if condition := when_sentence(question, form):
        yield tr("Answer only if {condition}.", condition=condition)
    required = required_sentence(question, form)
    if isinstance(required, str):
        yield tr("An answer is required if {condition}.", condition=required)
    elif required and question.nested and not any(place.required for place in question.inputs()):
        yield question.missing_instruction(None)
    if question.repeated:
        yield tr(
            "Fill in what follows once for each: {what}.", what=getattr(question, "entry", "") or tr("Entry")
        )
    if isinstance(question, RepeatQuestion) and question.fewest:
        yield tr("At least {count}.", count=question.fewest)
    if isinstance(question, RepeatQuestion) and question.most:
        yield tr("At most {count}.", count=question.most)
    if question.computed:
        yield tr("This follows from what is answered elsewhere in the form; nothing is filled in here.")
    if isinstance(question, SingleChoiceQuestion):
        yield tr("Choose one.")
    elif isinstance(question, MultipleChoiceQuestion):
        yield _how_many(question.fewest, question.most)
    elif isinstance(question, MatrixQuestion):
        yield tr("Choose one in each row.")
        for option in question.choices:
            if told := _told_of_option(option, form):
                yield f"{_name(option.label)}: {told}"
    if question.limits and not question.limits.text:
        yield from _limits(question.limits, question.text)


def _told_of_option(option: Option, form: Specimen) -> str:
    told = []
    if option.when is not None:
        told.append(tr("Only if {condition}.", condition=in_words(option.when, form)))
    if option.exclusive:
        told.append(tr("Choose nothing else with it."))
    return " ".join(told)


def _told_of_place(place: Input, question: Question, form: Specimen) -> str:
    return _only_if(part_condition(question, place, form.index), form)


def _only_if(condition: Condition | None, form: Specimen) -> str:
    return "" if condition is None else tr("Answer only if {condition}.", condition=in_words(condition, form))


def _how_many(fewest: int | None, most: int | None) -> str:
    if fewest and most:
        return tr("Choose from {fewest} to {most}.", fewest=fewest, most=most)
    if fewest:
        return tr("Choose at least {count}.", count=fewest)
    return tr("Choose at most {count}.", count=most) if most else tr("Choose all that apply.")


def _limits(limits: Limits, printed: str) -> Iterator[str]:
    if limits.characters and str(limits.characters) not in printed:
        yield tr("At most {count} characters.", count=limits.characters)
    if limits.words and str(limits.words) not in printed:
        yield tr("At most {count} words.", count=limits.words)


def _blank_place(place: Input, question: Question, wording: _Wording, own_label: str | None = None) -> Place:
    """A line to fill in; a text beside an option has the label of its own or, for "Other", none."""
    label = own_label or "" if place.chosen_with else place.label
    part = _new_parts(question).get(place.path[0]) if place.path else None
    return Place(
        label=wording.words(_without_line(label)),
        number=place.number,
        required=bool(place.path) and place.required and not place.chosen_with,
        new=part is not None and part.new and not says_new(part.label),
        long=place.kind == "text" and not place.chosen_with,
        unit=_safe(place.unit),
    )


def _blank_row(row: Part, question: TableQuestion, wording: _Wording, form: Specimen) -> Row:
    label = wording.words(_without_line(row.label + (row.prompt or "")))
    places = tuple(
        Place(
            label=_plain(column.label),
            required=column.required,
            long=column.type == "long_text",
            unit=_safe(column.unit or ""),
        )
        for column in question.columns
    )
    return Row(
        label,
        row.number,
        row.required,
        row.new and not says_new(row.label),
        places,
        said=_only_if(row.when, form),
    )


def _matrix_row(row: Part, columns: tuple[Words, ...], wording: _Wording, form: Specimen) -> Row:
    label = wording.words(_without_line(row.label + (row.prompt or "")))
    told = _only_if(row.when, form)
    return Row(
        label, row.number, row.required, row.new and not says_new(row.label), choices=columns, said=told
    )


def _derived(
    question: Question, standing: Standing | None, wording: _Wording
) -> tuple[tuple[Row, ...], tuple[Place, ...]]:
    """What follows from other answers, as rows of a table or as one place; without ``standing`` as lines left empty."""
    labels = [_plain(column) for column in question.derived_columns()]
    lines = list(question.derived(standing))
    if not labels:
        cells = [cell for line in lines for cell in line.cells]
        return (), tuple(Place(given=_computed(cell)) for cell in cells) if standing is not None else ()
    return tuple(
        Row(
            wording.words(line.label),
            places=tuple(
                Place(label=label, given=None if standing is None else _computed(cell))
                for label, cell in zip(labels, line.cells, strict=False)
            ),
            heading=line.heading,
            depth=line.depth,
        )
        for line in lines
    ), ()


def _computed(shown: str) -> Given:
    return Given(texts=(_safe(shown),)) if shown else Given(said=tr("Nothing to compute it from."))


# The filled form


def _filled_question(question: Question, standing: Standing) -> QuestionBlock:
    wording = _Wording.of(question, lambda text: standing.filled_in(text, question.id))
    heading, text, notes = _stem(question, wording)
    places = standing.asked_inputs(question)
    if question.id in standing.response.marks:
        places = [place for place in places if place.path and place.address in standing.response.marks]
    columns: tuple[Words, ...] = ()
    rows: tuple[Row, ...] = ()
    single: tuple[Place, ...] = ()
    if isinstance(question, TableQuestion) and question.columns:
        rows = tuple(_filled_rows(question, places, standing))
        columns = tuple(_plain(column.label) for column in question.columns)
    elif question.computed:
        columns = tuple(_plain(column) for column in question.derived_columns())
        rows, single = _derived(question, standing, wording)
    else:
        single = tuple(_filled_place(place, question, standing, _label(place, question)) for place in places)
    return QuestionBlock(
        id=question.id,
        number=question.number,
        heading=heading,
        text=text,
        new=question.new and not says_new(question.text),
        depth=_depth(question, standing.index),
        notes=notes,
        columns=columns if rows else (),
        rows=rows,
        places=single,
        footnotes=_footnotes(question.footnotes),
        given=_given_as_a_whole(question, places, standing),
    )


def _given_as_a_whole(question: Question, places: Sequence[Input], standing: Standing) -> Given | None:
    """A mark on the whole question, that all of it is missing, a written reason no single place carries."""
    if any(place.address == question.id for place in places):
        return None
    mark = standing.response.marks.get(question.id)
    said = ""
    if mark is not None:
        said = tr("Marked as {state}.", state=state_word(mark.state))
    elif any(problem.address == question.id for problem in _missing(question, standing)):
        said = tr("Not answered, although an answer is required.")
    remarks = _remarks(question.id, standing)
    return Given(said=said, remarks=remarks) if said or remarks else None


def _filled_rows(question: TableQuestion, places: Sequence[Input], standing: Standing) -> Iterator[Row]:
    labels = {column.code: _plain(column.label) for column in question.columns}
    asked = {place.path: place for place in places}
    for row in question.rows:
        cells = tuple(
            replace(_filled_place(asked[row.code, column], question, standing, label), number=None, new=False)
            if (row.code, column) in asked
            else Place(label=label, given=Given())
            for column, label in labels.items()
        )
        if any((row.code, column) in asked for column in labels):
            yield Row(
                _plain(_name(row.label)), row.number, new=row.new and not says_new(row.label), places=cells
            )


def _label(place: Input, question: Question) -> Words:
    option = question.codes().get(place.chosen_with) if place.chosen_with else None
    if option is None or place.label == option:
        return _plain(_name(place.label))
    own = _name(place.label)
    return _plain((_name(option) + (own if own.startswith((";", ",", ":")) else f" {own}")).strip())


def _filled_place(place: Input, question: Question, standing: Standing, label: Words) -> Place:
    part = _new_parts(question).get(place.path[0]) if place.path else None
    return Place(
        label=label,
        number=place.number,
        new=part is not None and part.new and not says_new(part.label),
        long=place.kind == "text",
        given=_given_at(place, question, standing),
    )


def _given_at(place: Input, question: Question, standing: Standing) -> Given:
    remarks = _remarks(place.address, standing)
    if mark := standing.mark_of(place.address):
        return Given(said=tr("Marked as {state}.", state=state_word(mark)), remarks=remarks)
    answer = standing.read(place.address)
    if answer is None:
        missing = any(problem.address == place.address for problem in _missing(question, standing))
        said = tr("Not answered, although an answer is required.") if missing else tr("Not answered.")
        return Given(said=said, remarks=remarks)
    if place.kind in ("choice", "choices"):
        codes = (answer,) if isinstance(answer, str) else answer
        texts = tuple(_safe(_name(question.display(place, (code,)))) for code in codes)
    else:
        texts = (_safe(question.display(place, answer)),)
    return Given(texts=texts, remarks=remarks)


def _missing(question: Question, standing: Standing) -> Iterator[Problem]:
    return (problem for problem in standing.problems_of(question.id) if problem.code == "missing")


def _remarks(address: str, standing: Standing) -> tuple[tuple[str, str], ...]:
    mark = standing.response.marks.get(address)
    written = {
        tr("Reason"): mark.reason if mark else "",
        tr("Justification"): standing.response.justifications.get(address, ""),
    }
    return tuple((label, _safe(text)) for label, text in written.items() if not is_blank(text))
