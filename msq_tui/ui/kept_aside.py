"""Answers that are kept and not asked now, told where their question would stand and when it goes."""

from __future__ import annotations

from collections.abc import Sequence

from msq_tui.core.language import tr, tr_count
from msq_tui.core.question import Question
from msq_tui.core.standing import Change
from msq_tui.core.text import display_line
from msq_tui.core.words import place_name
from msq_tui.session.filling import FillingSession

from .actions import key_of
from .widgets.drawn import INSET, MARGIN, Line, fitted, wrapped

MOST_KEPT_CELLS = 200
"""Of an answer kept aside the page shows the beginning; the review leads to the whole."""


def kept_lines(question: Question, session: FillingSession, parked: Sequence[str], width: int) -> list[Line]:
    """A line in the place of a question that is not asked and has answers; below one that is asked, what of it is kept
    aside: the words of an "Other" not chosen now, an answer under a mark. ``parked`` is of the whole questionnaire."""
    standing = session.standing
    mine = [address for address in parked if standing.index.owner(address) == question.id]
    if not mine:
        return []
    if standing.is_enabled(question.id):
        texts = [tr("Kept aside, not sent: {answer}", answer=_labelled(session, address)) for address in mine]
        margin = INSET
    else:
        texts = [
            tr_count(
                "Kept aside, not asked now: {count} answer to {name}. {key} lists it.",
                "Kept aside, not asked now: {count} answers to {name}. {key} lists them.",
                len(mine),
                name=place_name(standing, question.id),
                key=key_of("fill", "review"),
            )
        ]
        margin = MARGIN
    return [
        Line([(" " * margin + part, "state")], mine[0])
        for text in texts
        for part in wrapped(text, width - margin - 1)
    ]


def kept_told(session: FillingSession, change: Change) -> str:
    """What to say when questions went and took answers with them; nothing where they had none."""
    gone = set(change.disappeared)
    standing = session.standing
    count = sum(standing.index.owner(address) in gone for address in standing.parked())
    if not count:
        return ""
    return tr_count(
        "{count} answer belongs to what is not asked any more: it is kept aside and not sent, and comes back with its "
        "question.",
        "{count} answers belong to what is not asked any more: they are kept aside and not sent, and come back with "
        "their questions.",
        count,
    )


def kept_answer(session: FillingSession, address: str, width: int) -> str:
    """An answer kept aside on one line."""
    place = session.standing.index.input_at.get(address)
    answer = session.given(place) if place else None
    if place is None or answer is None:
        return ""
    question = session.standing.index.questions[place.question_id]
    return fitted(display_line(question.display(place, answer)[:400].replace("\n", " / ")), width)


def _labelled(session: FillingSession, address: str) -> str:
    place = session.standing.index.input_at.get(address)
    label = display_line(place.label).rstrip(":_; ") if place and place.label else ""
    answer = kept_answer(session, address, MOST_KEPT_CELLS)
    return f"{label}: {answer}" if label else answer
