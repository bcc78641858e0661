"""The respondent's profile, and what it and the draft propose for an input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msq_tui.core.errors import MsqError
from msq_tui.core.proposals import PROFILE_EDITION, Proposal, proposals_for
from msq_tui.core.question import Input, is_unanswered
from msq_tui.files.atomic import make_private_folder

from .filling import FillingSession
from .opening import Workplace


def open_profile(workplace: Workplace) -> FillingSession:
    """The profile, to be filled in like any draft; begun where there is none yet. Raises MsqError."""
    path = workplace.profile_path
    if path.exists():
        return workplace.resume(path)
    make_private_folder(path.parent)
    return workplace.start(workplace.edition_called(PROFILE_EDITION), path)


def profile_answers(workplace: Workplace) -> Mapping[str, Any]:
    """What stands in the profile now; nothing where there is none, or where it cannot be read (opening it says why)."""
    path = workplace.profile_path
    try:
        if not path.is_file():
            return {}
        session = workplace.resume(path)
        return session.plain_answers() if session.edition.id == PROFILE_EDITION else {}
    except (MsqError, OSError):
        return {}


def is_profile(session: FillingSession) -> bool:
    """Whether a draft is the profile, which is never sent."""
    return session.edition.id == PROFILE_EDITION


def proposed(session: FillingSession, place: Input, profile: Mapping[str, Any]) -> list[Proposal]:
    """What is proposed for an input that has no answer yet, the best first."""
    if is_profile(session) or place.kind == "entries" or not is_unanswered(session.given(place)):
        return []
    if session.standing.mark_of(place.address):
        return []
    question = session.index.questions[place.question_id]
    return proposals_for(question, place, profile, session.draft.proposals)


def proposed_together(session: FillingSession, place: Input, profile: Mapping[str, Any]) -> list[Proposal]:
    """The best proposal for each open field of the contact that an input belongs to; empty where it is only one."""
    question = session.index.questions[place.question_id]
    if question.type != "contact":
        return []
    found = [proposed(session, one, profile)[:1] for one in session.standing.asked_inputs(question)]
    together = [proposal for some in found for proposal in some]
    return together if len(together) > 1 else []


def take(session: FillingSession, proposals: list[Proposal]) -> None:
    """Make answers of proposals, through the same door as typing. Raises NotUnderstood; then nothing is changed."""
    session.enter_all({proposal.address: proposal.answer for proposal in proposals})
