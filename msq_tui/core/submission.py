"""A checked response as the plain data of ``submission.json`` (interfaces.md, section 3, "Bundle").

What gets in is what :meth:`Standing.read` gives: enabled, chosen, unmarked, not blank. Notes, flags,
assignments, paths and the texts of parked answers have no way in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .answers import plain_answers
from .condition import Answer
from .edition import Edition
from .errors import Incomplete
from .language import tr_count
from .problem import Severity
from .question import Input, Question
from .response import Draft, Mark
from .show import shown_question
from .standing import Standing

FORMAT = "msq-submission/1"
TOOL = "msq-tui"
FINAL, PARTIAL = "final", "partial"
SUPERSEDES_KEYS = ("submission_id", "digest", "reason")


def submission_data(
    edition: Edition, edition_digest: str, draft: Draft, standing: Standing, tool_version: str, partial: bool
) -> dict[str, Any]:
    """The content of ``submission.json``; raises :class:`Incomplete` while a problem blocks a final one."""
    if not partial:
        _refuse_incomplete(standing)
    questions = [
        (section.id, question)
        for section in edition.sections
        for question in standing.enabled_questions(section)
    ]
    given = {question.id: list(_given(standing, question)) for _, question in questions}
    return {
        "format": FORMAT,
        "submission_id": f"{draft.draft_id}-v{draft.version}",
        "version": draft.version,
        "supersedes": _supersedes(draft.supersedes),
        "status": PARTIAL if partial else FINAL,
        "edition": {
            "id": edition.id,
            "revision": edition.revision,
            "title": edition.title,
            "digest": edition_digest,
        },
        "created": draft.saved,
        "tool": {"name": TOOL, "version": tool_version},
        "country": next(
            (answer for _, q in questions if q.type == "country" for _, answer in given[q.id]), None
        ),
        "answers": plain_answers(
            standing.index, standing.response, lambda place: standing.read(place.address)
        ),
        "parsed": {
            place.address: parsed
            for _, question in questions
            for place, answer in given[question.id]
            if (parsed := question.parsed(place, answer)) is not None
        },
        **_computed(standing, [question for _, question in questions]),
        "states": {
            address: {"state": mark.state, "reason": mark.reason}
            for _, question in questions
            for address, mark in _marks(standing, question)
        },
        "justifications": {
            address: text
            for _, question in questions
            for address in _open_addresses(standing, question)
            if (text := standing.response.justifications.get(address, "")).strip()
        },
        "parked": standing.parked(),
        "missing": [problem.address for problem in standing.missing()],
        "questions": [
            {**shown_question(question, edition), "section": section}
            for section, question in questions
            if "/" not in question.id
        ],
    }


def canonical_json(data: Mapping[str, Any]) -> bytes:
    """``data`` as the one JSON text that stands for it. The order of answers and questions is kept: it means
    something."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1, separators=(",", ": "))
    return text.encode("utf-8") + b"\n"


def _refuse_incomplete(standing: Standing) -> None:
    blocking = [
        problem for problem in standing.problems() if problem.severity in (Severity.ERROR, Severity.JUSTIFY)
    ]
    if blocking:
        raise Incomplete(
            tr_count(
                "This is not complete yet: {count} question or line is to be put right. Safe: the draft is "
                "unchanged. Do now: put it right and export again, or export with --partial.",
                "This is not complete yet: {count} questions or lines are to be put right. Safe: the draft "
                "is unchanged. Do now: put them right and export again, or export with --partial.",
                len(blocking),
            ),
            blocking,
        )


def _given(standing: Standing, question: Question) -> Iterator[tuple[Input, Answer]]:
    for place in standing.asked_inputs(question):
        answer = standing.read(place.address)
        if answer is not None:
            yield place, answer


def _computed(standing: Standing, questions: Sequence[Question]) -> dict[str, dict[str, str]]:
    """The values that follow from the answers, by address; no key where an edition computes nothing."""
    values = {
        question.id: value
        for question in questions
        if question.computed and (value := standing.understood(question.id)) is not None
    }
    return {"computed": values} if any(question.computed for question in questions) else {}


def _open_addresses(standing: Standing, question: Question) -> Iterator[str]:
    """Where marks and written reasons may stand: the question as a whole, and its inputs that are asked."""
    yield question.id
    for place in standing.asked_inputs(question):
        if place.path:
            yield place.address


def _marks(standing: Standing, question: Question) -> Iterator[tuple[str, Mark]]:
    for address in _open_addresses(standing, question):
        if address in standing.response.marks:
            yield address, standing.response.marks[address]


def _supersedes(given: Any) -> dict[str, str] | None:
    """The texts that name the submission which this one replaces; whatever else stands there is private."""
    if not isinstance(given, Mapping):
        return None
    return {key: given[key] for key in SUPERSEDES_KEYS if isinstance(given.get(key), str)} or None
