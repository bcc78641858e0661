"""What the outline can show besides the sections: what is unanswered, has problems, is new, flagged, noted, assigned.

A view is made anew from the session each time it is asked for; nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from msq_tui.core.edition import Section
from msq_tui.core.errors import UnknownAddress
from msq_tui.core.language import tr
from msq_tui.core.printed_number import printed_number
from msq_tui.core.question import Question, is_unanswered
from msq_tui.core.words import place_name

from .filling import FillingSession

View = Literal["unanswered", "problems", "new", "flagged", "noted", "assigned"]

VIEWS: tuple[View, ...] = ("unanswered", "problems", "new", "flagged", "noted", "assigned")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a view: where it leads, the printed number, what it is, and what there is to know about it."""

    address: str
    number: str
    text: str
    told: str = ""
    asked: bool = True


def view_title(view: View) -> str:
    """What a view shows, in words."""
    return {
        "unanswered": tr("Not answered yet"),
        "problems": tr("Problems"),
        "new": tr("New this round"),
        "flagged": tr("Flagged"),
        "noted": tr("With a note"),
        "assigned": tr("Assigned"),
    }[view]


def nothing_in(view: View) -> str:
    """What is told where a view is empty."""
    return {
        "unanswered": tr("Everything that is asked is answered or marked."),
        "problems": tr("There are no problems."),
        "new": tr("Nothing is marked as new in this questionnaire."),
        "flagged": tr("Nothing is flagged. A flag marks a question for a later look."),
        "noted": tr("There are no notes."),
        "assigned": tr("Nothing is assigned to anybody."),
    }[view]


def listed(session: FillingSession, view: View) -> list[tuple[Section, list[Listed]]]:
    """The lines of a view by section, in printed order; sections without any are left out."""
    told = {
        "unanswered": _unanswered,
        "problems": _problems,
        "new": _new,
        "flagged": _flagged,
        "noted": _noted,
        "assigned": _assigned,
    }[view](session)
    found = []
    for section in session.edition.sections:
        lines = [
            line for question in session.index.in_section[section.id] for line in told.get(question.id, ())
        ]
        if lines:
            found.append((section, lines))
    return found


Lines = Mapping[str, list[Listed]]
"""Question id -> its lines."""


def _line(session: FillingSession, question: Question, told: str = "", address: str = "") -> Listed:
    text = session.standing.filled_in(question.text or question.heading or "", question.id)
    if not text:
        text = place_name(session.standing, question.id)
    # A follow-up without a number has that of its parent: "If yes, please provide link" may stand below many.
    number = printed_number(session.index, question.id) or ""
    return Listed(address or question.id, number, text, told, session.standing.is_enabled(question.id))


def needs_an_entry(session: FillingSession, question: Question) -> bool:
    """Whether a question is a list that is asked for, and has no entry yet."""
    return (
        question.repeated
        and session.standing.question_is_required(question)
        and not session.entries(question.id)
        and not session.standing.mark_of(question.id)
    )


def _unanswered(session: FillingSession) -> Lines:
    lines = {}
    standing = session.standing
    for question in session.index.questions.values():
        places = standing.asked_inputs(question)
        empty = [
            place
            for place in places
            if is_unanswered(session.given(place)) and not standing.mark_of(place.address)
        ]
        if not empty:
            if needs_an_entry(session, question):
                lines[question.id] = [_line(session, question, tr("required"))]
            continue
        required = sum(standing.is_required(place) for place in empty)
        told = tr("{count} of {all} places", count=len(empty), all=len(places)) if len(places) > 1 else ""
        if required or standing.question_is_required(question):
            told = ", ".join(part for part in (told, tr("required")) if part)
        lines[question.id] = [_line(session, question, told, empty[0].address)]
    return lines


def _problems(session: FillingSession) -> Lines:
    lines: dict[str, list[Listed]] = {}
    for problem in session.standing.problems():
        question = session.index.questions[session.index.owner(problem.address)]
        lines.setdefault(question.id, []).append(_line(session, question, problem.message, problem.address))
    return lines


def _new(session: FillingSession) -> Lines:
    lines: dict[str, list[Listed]] = {}
    for question in session.index.questions.values():
        if question.new:
            lines[question.id] = [_line(session, question)]
            continue
        parts = (*getattr(question, "rows", ()), *getattr(question, "fields", ()))
        new = [part.code for part in parts if part.new]
        first = {place.path[0]: place for place in reversed(question.inputs()) if place.path}
        asked = session.standing.is_enabled(question.id)
        for code in new:
            place = first[code]
            lines.setdefault(question.id, []).append(
                Listed(place.address, place.number or "", place.label, asked=asked)
            )
    return lines


def _flagged(session: FillingSession) -> Lines:
    return _by_question(session, ((address, "") for address in session.draft.flags))


def _noted(session: FillingSession) -> Lines:
    return _by_question(session, session.draft.notes.items())


def _assigned(session: FillingSession) -> Lines:
    """Who answers what. What an assignment holds is not ours to say yet: a name, or a list of names, is shown."""
    given = session.draft.assignments
    if not isinstance(given, Mapping):
        return {}
    return _by_question(
        session,
        ((str(address), ", ".join(map(str, who)) if isinstance(who, list) else str(who)) for address, who in given.items()),
    )  # fmt: skip


def _by_question(session: FillingSession, told: Iterable[tuple[str, str]]) -> Lines:
    """Lines for addresses; those of entries that are gone, or that a person wrote by hand, have no place."""
    lines: dict[str, list[Listed]] = {}
    for address, text in told:
        try:
            question = session.index.question_of(address)
        except UnknownAddress:
            continue
        lines.setdefault(question.id, []).append(_line(session, question, text, address))
    return lines
