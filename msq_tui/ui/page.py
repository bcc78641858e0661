"""What stands on a page of the questionnaire: which questions, where one can answer, and the lines to draw.

A page is drawn as text around one live editor. Everything here is a function of the session, so it can be read and
tested without a screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from msq_tui.core.choice import OptionsQuestion
from msq_tui.core.edition import Edition, Section
from msq_tui.core.footnotes import below, marked, marked_in
from msq_tui.core.glossary import terms_in
from msq_tui.core.index import EditionIndex
from msq_tui.core.language import tr, tr_count
from msq_tui.core.question import Input, Question
from msq_tui.core.standing import state_word
from msq_tui.core.text import count_characters, count_words, display_line, find_links, says_new
from msq_tui.core.text_checks import Limits
from msq_tui.core.words import entry_title
from msq_tui.session.filling import FillingSession

from .actions import key_of
from .choices import choice_lines
from .derived_table import derived_lines
from .kept_aside import kept_lines
from .problems import problem_lines
from .widgets.drawn import INSET, MARGIN, Line, fitted, wrapped

MOST_QUESTIONS = 12
MOST_ANSWER_LINES = 4
MOST_NOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page of one section: its place among the section's pages, and its questions, asked or not."""

    section: Section
    number: int
    of: int
    questions: tuple[Question, ...]


def pages_of(edition: Edition, index: EditionIndex | None = None) -> list[Page]:
    """All pages; ``index`` is that of a response whose repeats have entries.

    A section begins a page, and so does an entry of a repeat; entries in an entry share pages, being often short. A
    question and its follow-ups stay together, so pages hold still whatever is answered.
    """
    index = index or edition.index
    pages = []
    for section in edition.sections:
        groups: list[list[Question]] = []
        breaks: list[bool] = []
        entry = ""
        for question in index.in_section[section.id]:
            its_entry = entry_of(question.id)
            if groups and its_entry == entry and question.parent in {one.id for one in groups[-1]}:
                groups[-1].append(question)
            else:
                groups.append([question])
                breaks.append(outermost(its_entry) != outermost(entry))
            entry = its_entry
        filled, on_page = [list[Question]()], 0
        for group, begins in zip(groups, breaks, strict=True):
            asks = sum(bool(index.inputs[question.id]) or question.repeated for question in group)
            # What only tells something stays where it is told of: nobody turns to a page to read one sum.
            if filled[-1] and (begins or (asks and on_page + asks > MOST_QUESTIONS)):
                filled.append([])
                on_page = 0
            filled[-1] += group
            on_page += asks
        pages += [
            Page(section, number, len(filled), tuple(questions)) for number, questions in enumerate(filled, 1)
        ]
    return pages


def entry_of(question_id: str) -> str:
    """The address of the entry a question is asked in; empty outside repeats."""
    return question_id.rpartition("/")[0]


def quotes_answers(page: Page) -> bool:
    """Whether a text on the page may hold an answer given elsewhere, so that it is drawn anew after each key."""
    return any("{" in question.text or "{" in (question.heading or "") for question in page.questions)


def outermost(entry: str) -> str:
    """The address of the outermost entry that an entry stands in."""
    return "/".join(entry.split("/")[:2])


def entry_name(session: FillingSession, repeat: str, entry: str) -> str:
    """An entry as people call it: what it is, its number, and its naming answer."""
    return entry_title(session.standing, repeat, entry)


def stops(page: Page, session: FillingSession) -> list[Input]:
    """The places to answer on a page now, in printed order."""
    standing = session.standing
    return [
        place
        for question in page.questions
        if standing.is_enabled(question.id)
        for place in places_of(question, session)
    ]


def places_of(question: Question, session: FillingSession) -> list[Input]:
    """Where one can be in a question: its open inputs, or the list of entries of a repeat."""
    if question.repeated:
        return [question.input((), "entries")]
    return session.standing.asked_inputs(question)


def page_lines(
    page: Page, session: FillingSession, here: Input | None, width: int
) -> tuple[list[Line], list[Line]]:
    """The lines before and after the live editor of the input ``here``."""
    before: list[Line] = []
    after: list[Line] = []
    lines = before
    entry = ""
    parked = session.standing.parked()
    if page.number == 1:
        lines += _section_lines(page.section, session, width)
    for question in page.questions:
        if not session.standing.is_enabled(question.id) or not question.is_printed:
            kept = kept_lines(question, session, parked, width)
            lines += [*kept, Line()] if kept else []
            continue
        if entry_of(question.id) and (question is page.questions[0] or entry_of(question.id) != entry):
            entry = entry_of(question.id)
            repeat, _, identity = entry.rpartition("/")
            if question is page.questions[0]:
                lines += _outer_entry_lines(entry, session, width)
            lines += [
                Line([(text, "heading")])
                for text in wrapped(entry_name(session, repeat, identity), width - 2)
            ]
        lines += _question_lines(question, session, here, width)
        for place in places_of(question, session):
            if place.label:
                lines += _label_lines(question, place, session, here, width)
            elif place.path:
                # Printed without a label: a line of ours tells the box from the answer above it.
                lines.append(Line([(" " * MARGIN, "plain"), (tr("details, if any"), "quiet")], place.address))
            is_here = here is not None and place.address == here.address
            if is_here:
                if session.standing.mark_of(place.address):
                    lines += _answer_lines(question, place, session, width)
                lines = after
            else:
                lines += _answer_lines(question, place, session, width)
            lines += problem_lines(place.address, question, session, width, is_here)
        if question.computed:
            lines += derived_lines(question, session.standing, width)
        if question.has_own_lines:
            lines += problem_lines(question.id, question, session, width)
        lines += kept_lines(question, session, parked, width)
        lines.append(Line())
    if page.section is session.edition.sections[-1] and page.number == page.of:
        lines += _closing_lines(session, width)
    return before, after


def _outer_entry_lines(entry: str, session: FillingSession, width: int) -> list[Line]:
    """The entries that an entry stands in, where a page begins inside of them."""
    parts = entry.split("/")
    return [
        Line([(fitted(entry_name(session, "/".join(parts[:at]), parts[at]), width - 2), "quiet")])
        for at in range(1, len(parts) - 2, 2)
    ]


def _closing_lines(session: FillingSession, width: int) -> list[Line]:
    lines = []
    if session.edition.closing_title:
        lines += [Line([(text, "heading")]) for text in wrapped(session.edition.closing_title, width - 2)]
    for paragraph in session.edition.closing:
        lines += [
            Line([(" " + text, "quiet")])
            for text in wrapped(session.standing.filled_in(paragraph), width - 2)
        ]
    return lines


def _section_lines(section: Section, session: FillingSession, width: int) -> list[Line]:
    lines = []
    if section is session.edition.sections[0]:
        lines += [
            Line([(text, "heading")])
            for text in wrapped(session.standing.filled_in(session.edition.title), width - 2)
        ]
        lines.append(Line())
        introduction = session.edition.introduction
        for paragraph in introduction:
            lines += [
                Line([(" " + text, "quiet")])
                for text in wrapped(
                    session.standing.filled_in(marked(paragraph, session.edition.footnotes, introduction)),
                    width - 2,
                )
            ]
            lines.append(Line())
        for footnote in below(session.edition.footnotes):
            lines += [Line([(" " + text, "quiet")]) for text in wrapped(footnote, width - 2)]
            lines.append(Line())
    if section.printed_title:
        lines += [
            Line([(text, "heading")])
            for text in wrapped(
                session.standing.filled_in(
                    marked(section.printed_title, section.footnotes, [section.printed_title])
                ),
                width - 2,
            )
        ]
    for note in (section.guidance, *section.notes, *below(section.footnotes)):
        if note:
            filled = session.standing.filled_in(note)
            lines += [Line([(" " + text, "quiet")]) for text in wrapped(filled, width - 2)]
    if section.printed_title or section.notes or section.footnotes:
        lines.append(Line())
    return lines


def _question_lines(
    question: Question, session: FillingSession, here: Input | None, width: int
) -> list[Line]:
    lines: list[Line] = []
    if question.heading:
        heading = session.standing.filled_in(marked_in(question, question.heading), question.id)
        lines += [Line([(text, "heading")]) for text in wrapped(heading, width - 2)]
    is_here = here is not None and here.question_id == question.id
    inputs = session.standing.asked_inputs(question)
    target = inputs[0].address if inputs else None
    number = display_line(question.number or "").rjust(MARGIN - 2)
    text = session.standing.filled_in(marked_in(question, question.text), question.id)
    required = tr("required") if session.standing.question_is_required(question) else ""
    flagged = " ".join(
        word for word, on in ((tr("[flag]"), question.id in session.draft.flags), (tr("[note]"), question.id in session.draft.notes), (tr("[NEW]"), question.new and not says_new(question.text))) if on
    )  # fmt: skip
    tail = " ".join(part for part in (f"({required})" if required else "", flagged) if part)
    inner = width - MARGIN - 1
    if text or number.strip():
        body = wrapped(text, inner)
        # The mark stands on the last line where there is room, else on a line of its own.
        fits = tail and cell_len(body[-1]) + cell_len(tail) + 2 <= inner
        for place, part in enumerate(body):
            lead = ("▸" if is_here else " ") + number if place == 0 else " " * (MARGIN - 1)
            pieces = [
                (lead.ljust(MARGIN), "here" if is_here and place == 0 else "number"),
                (part, "question"),
            ]
            if fits and place == len(body) - 1:
                pieces.append(("  " + tail, "quiet"))
            lines.append(Line(pieces, target))
        if tail and not fits:
            lines.append(Line([(" " * MARGIN, "plain"), (tail, "quiet")], target))
    lines += [
        Line([(" " * MARGIN + part, "state")], target) for part in _note_lines(session, question, inner)
    ]
    unit, limit = getattr(question, "unit", None), question.limits.text if question.limits else None
    if limit and limit in question.text:
        limit = None
    for note in (
        question.guidance,
        *question.notes,
        limit,
        tr("in {unit}", unit=unit) if unit else None,
        *below(question.footnotes),
        _explained(question, session),
    ):
        if note:
            filled = session.standing.filled_in(note, question.id)
            lines += [Line([(" " * MARGIN + part, "quiet")], target) for part in wrapped(filled, inner)]
    return lines


def _note_lines(session: FillingSession, question: Question, width: int) -> list[str]:
    """The beginning of the note on a question."""
    noted = session.draft.notes.get(question.id)
    if not noted:
        return []
    told = wrapped(tr("your note: {text}", text=noted.replace("\n", " ")), width - 2)
    return (
        told
        if len(told) <= MOST_NOTE_LINES
        else [*told[: MOST_NOTE_LINES - 1], told[MOST_NOTE_LINES - 1] + " …"]
    )


def _explained(question: Question, session: FillingSession) -> str | None:
    """What the glossary explains of a question, and by which key."""
    terms = terms_in(question, session.edition)
    if not terms:
        return None
    named = ", ".join(entry.term for entry in terms)
    return tr("{key} explains: {terms}", key=key_of("fill", "terms"), terms=named)


def _label_lines(
    question: Question, place: Input, session: FillingSession, here: Input | None, width: int
) -> list[Line]:
    is_here = here is not None and place.address == here.address
    tail = (
        tr("in {unit}", unit=display_line(place.unit)) if place.unit else "",
        tr("[NEW]") if _is_new(question, place) else "",
    )
    needed = f"({tr('required')})" if session.standing.is_required(place) else ""
    required = "".join(f"  {part}" for part in (*tail, needed) if part)
    label = session.standing.filled_in(marked_in(question, place.label), question.id).rstrip("_ ")
    if place.number:
        label = f"{place.number}. {label}"
    lead = " ▸".ljust(MARGIN) if is_here and (question.nested or place.path) else " " * MARGIN
    lines = [
        Line([(lead if at == 0 else " " * MARGIN, "here"), (part, "question")], place.address)
        for at, part in enumerate(wrapped(label, width - MARGIN - (12 if required else 1)))
    ]
    if cell_len(lines[-1].text + required) <= width:
        lines[-1].pieces.append((required, "quiet"))
    else:
        lines += [
            Line([(" " * MARGIN + part, "quiet")], place.address)
            for part in wrapped(required.strip(), width - MARGIN - 1)
        ]
    return lines


def _is_new(question: Question, place: Input) -> bool:
    """Whether a row or field is new this round and its label does not say so itself."""
    parts = (*getattr(question, "rows", ()), *getattr(question, "fields", ()))
    return (
        bool(place.path)
        and not says_new(place.label)
        and any(part.new and part.code == place.path[0] for part in parts)
    )


def _answer_lines(question: Question, place: Input, session: FillingSession, width: int) -> list[Line]:
    if place.kind == "entries":
        entries = session.entries(question.id)
        names = [entry_name(session, question.id, entry) for entry in entries] or [tr("none yet")]
        return [
            Line([(" " * (INSET if at == 0 else INSET + 2), "plain"), (part, "answer")], place.address)
            for name in names
            for at, part in enumerate(wrapped(" ".join(name.split()), width - INSET - 3))
        ]
    answer = session.given(place)
    inner = width - INSET - 1
    mark = session.standing.mark_of(place.address)
    if mark:
        reason = (session.response.marks.get(place.address) or session.response.marks[question.id]).reason
        text = tr("marked: {state}", state=state_word(mark)) + (f" ({reason})" if reason else "")
        return [
            Line([(" " * INSET, "plain"), (part, "state")], place.address) for part in wrapped(text, inner)
        ]
    offered = session.standing.offered(question)
    if place.kind in ("choice", "choices") and isinstance(offered, OptionsQuestion):
        counted = session.standing.counted(place)
        chosen = () if counted is None else (counted,) if isinstance(counted, str) else counted
        return choice_lines(offered, chosen, width, place.address)
    if answer is None:
        return [Line([(" " * INSET, "plain"), (tr("not answered"), "quiet")], place.address)]
    text = question.display(place, answer)
    shown = wrapped(text[: inner * (MOST_ANSWER_LINES + 2) * 4], inner)
    lines = [
        Line([(" " * INSET, "plain"), (part, "answer")], place.address) for part in shown[:MOST_ANSWER_LINES]
    ]
    if len(shown) > MOST_ANSWER_LINES or len(text) > inner * (MOST_ANSWER_LINES + 2) * 4:
        counts = text_counts(text, session.standing.limits_at(place))
        lines += [
            Line([(" " * INSET + part, "quiet")], place.address) for part in wrapped("… " + counts, inner)
        ]
    return lines


def text_counts(text: str, limits: Limits | None = None) -> str:
    """Characters and links of a text in words, and how far that is from its limits: "150 of 140 characters, 10 over"."""
    most_characters, most_words = (limits.characters, limits.words) if limits else (None, None)
    characters = count_characters(text)
    counts = [tr_count("{count} character", "{count} characters", characters)]
    if most_characters:
        counts = _counted(tr("{count} of {most} characters"), characters, most_characters)
    if most_words:
        words = _counted(tr("{count} of {most} words"), count_words(text), most_words)
        counts = [*words, *counts] if most_characters else words
    links = len(find_links(text))
    return ", ".join([*counts, tr_count("{count} link", "{count} links", links)] if links else counts)


def _counted(sentence: str, count: int, most: int) -> list[str]:
    over = [tr("{count} over", count=count - most)] if count > most else []
    return [sentence.format(count=count, most=most), *over]
