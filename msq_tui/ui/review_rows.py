"""The rows of the review: what stands in the way of sending, what is kept aside, what changed, then all answers.

The list is in parts, to be gone through one by one; the heading of each says in words how much is in it."""

from __future__ import annotations

from msq_tui.core.language import tr, tr_count
from msq_tui.core.printed_number import printed_number
from msq_tui.core.problem import Problem, Severity
from msq_tui.core.question import Input
from msq_tui.core.standing import section_state_word, state_word
from msq_tui.core.text import display_line
from msq_tui.session.filling import FillingSession
from msq_tui.session.proposing import is_profile
from msq_tui.session.since_export import SinceExport

from .kept_aside import kept_answer
from .page import entry_name, entry_of
from .widgets.drawn import fitted, wrapped
from .widgets.row_list import Row

LOST_AT_BREAKS = 16
"""Cells that two lines may leave empty where words break."""


def summary(session: FillingSession) -> str:
    """How far the whole is, and what stands between it and sending, in a sentence or two."""
    progress = session.standing.progress
    text = tr("{answered} of {inputs} answered.", answered=progress.answered, inputs=progress.inputs) + " "
    todo = []
    if progress.missing:
        todo.append(tr_count("{count} required answer", "{count} required answers", progress.missing))
    if progress.errors > progress.missing:
        todo.append(tr_count("{count} correction", "{count} corrections", progress.errors - progress.missing))
    if progress.justify:
        todo.append(tr_count("{count} reason", "{count} reasons", progress.justify))
    if todo:
        return text + tr("Before it can be sent: {todo}.", todo=", ".join(todo))
    if is_profile(session):
        return text + tr("Your profile is kept on this computer only, and never sent.")
    return text + tr("Nothing required is missing. E exports the bundle to send.")


def review_rows(session: FillingSession, width: int, since: SinceExport | None = None) -> list[Row]:
    """The rows of the list; ``since`` is what has changed since the last export. A row's name is its part of the list
    and, after a space, the address it leads to."""
    parts = [
        *_problem_parts(session, width),
        _reasons(session, width),
        _parked(session, width),
        _set_aside(session),
        _since_rows(session, since, width) if since is not None else [],
    ]
    rows = [row for part in parts if part for row in (*part, Row([""]))]
    return rows + _answers(session, width)


def _heading(title: str, told: str) -> Row:
    """The heading of a part: what it is, and in words how much."""
    return Row([f"{title.upper()} · {told}"], begins_part=True)


def _problem_parts(session: FillingSession, width: int) -> list[list[Row]]:
    grades = (
        (Severity.ERROR, tr("To do before it can be sent")),
        (Severity.JUSTIFY, tr("Needs a reason")),
        (Severity.WARNING, tr("Worth a look")),
    )
    problems = session.standing.problems()
    parts = []
    for severity, title in grades:
        of_grade = [problem for problem in problems if problem.severity is severity]
        if of_grade:
            told = tr_count("{count} thing", "{count} things", len(of_grade))
            parts.append([_heading(title, told), *_by_section(session, of_grade, width)])
    return parts


def _reasons(session: FillingSession, width: int) -> list[Row]:
    index = session.standing.index
    reasons = [
        Row([name_of(session, address, width - 4), *wrapped(text, width - 8)], f"reason {address}", 2)
        for address, text in session.response.justifications.items()
        if text.strip() and (address in index.input_at or address in index.questions)
    ]
    if not reasons:
        return []
    return [_heading(tr("Reasons you gave"), tr_count("{count} thing", "{count} things", len(reasons))), *reasons]  # fmt: skip


def _parked(session: FillingSession, width: int) -> list[Row]:
    parked = session.standing.parked()
    if not parked:
        return []
    title = tr("Kept aside, not sent: not asked now")
    return [
        _heading(title, _answers_counted(len(parked))),
        *(
            Row(
                [name_of(session, address, width - 4), kept_answer(session, address, width - 8)],
                f"parked {address}",
                2,
            )
            for address in parked
        ),
    ]


def _set_aside(session: FillingSession) -> list[Row]:
    kept = session.draft.set_aside
    if not kept:
        return []
    title = tr("Kept, not sent: no place in this questionnaire")
    return [
        _heading(title, _answers_counted(len(kept))),
        *(Row([f"{address}: {value}"], f"set_aside {address}", 2) for address, value in kept.items()),
    ]


def _since_rows(session: FillingSession, since: SinceExport, width: int) -> list[Row]:
    title = tr("Changed since the last export (receipt {receipt})", receipt=since.receipt)
    if not since.changed:
        told = tr("Exported, and not changed since: {file}", file=display_line(since.path.name))
        return [_heading(title, tr("nothing")), Row(wrapped(told, width - 4), "unchanged", 2)]
    index = session.standing.index
    changed = [
        Row([name_of(session, address, width - 4)], f"changed {address}", 2)
        for address in since.changed
        if address in index.questions or address in index.input_at
    ]
    return [_heading(title, _answers_counted(len(since.changed))), *changed]


def _answers_counted(count: int) -> str:
    return tr_count("{count} answer", "{count} answers", count)


def _answers(session: FillingSession, width: int) -> list[Row]:
    standing = session.standing
    whole = standing.progress
    counts = tr("{done} of {all}", done=whole.answered, all=whole.inputs)
    rows = [Row([f"{tr('All answers').upper()} · {counts}"])]
    for section in session.edition.sections:
        progress = standing.section_progress(section.id)
        counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
        title = f"{section.outline_title} · {section_state_word(progress)} · {counts}"
        if len(rows) > 1:
            rows.append(Row([""]))
        rows.append(Row([title], begins_part=True))
        entry = ""
        for question in standing.enabled_questions(section):
            if entry_of(question.id) != entry and entry_of(question.id):
                repeat, _, identity = entry_of(question.id).rpartition("/")
                rows.append(Row([fitted(entry_name(session, repeat, identity), width - 2)], None, 2))
            entry = entry_of(question.id)
            rows += [_answer_row(session, place, width) for place in standing.asked_inputs(question)]
    return rows


def _by_section(session: FillingSession, problems: list[Problem], width: int) -> list[Row]:
    rows: list[Row] = []
    section_id = ""
    for problem in problems:
        section = session.standing.index.section_of[session.standing.index.owner(problem.address)]
        if section.id != section_id:
            rows.append(Row([section.outline_title]))
            section_id = section.id
        name = name_of(session, problem.address, width - 4)
        # The first word of a row's name tells what kind of line it is; codes are not unique to a grade.
        kind = "justify" if problem.severity is Severity.JUSTIFY else problem.code
        rows.append(Row([name, *wrapped(problem.message, width - 8)], f"{kind} {problem.address}", 2))
    return rows


def name_of(session: FillingSession, address: str, width: int, within: bool = False) -> str:
    """A question or input: the number, as much of its words as fits into two lines, and its entry unless the line
    stands ``within`` it."""
    index = session.standing.index
    question = index.questions[index.owner(address)]
    place = index.input_at.get(address)
    number = printed_number(index, address)
    text = session.standing.filled_in(question.text or question.heading or question.id, question.id)
    if place and place.label:
        label = place.label.rstrip(":_; ")
        text = f"{label} · {text}" if question.text else label
    entry = entry_of(question.id)
    if entry and not within:
        repeat, _, identity = entry.rpartition("/")
        text = f"{text} · {entry_name(session, repeat, identity)}"
    return fitted(f"{number} {text}" if number else text, 2 * width - LOST_AT_BREAKS)


def _answer_row(session: FillingSession, place: Input, width: int) -> Row:
    question = session.standing.index.questions[place.question_id]
    answer = session.given(place)
    mark = session.standing.mark_of(place.address)
    if mark:
        shown = tr("marked: {state}", state=state_word(mark))
    elif answer is None:
        shown = tr("MISSING") if session.standing.is_required(place) else tr("not answered")
    else:
        shown = fitted(question.display(place, answer)[:400].replace("\n", " / "), width - 8)
    return Row([name_of(session, place.address, width - 4, within=True), shown], f"answer {place.address}", 2)
