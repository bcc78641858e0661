"""What is proposed for an input: found elsewhere, shown for confirmation, and no answer until it is taken.

Proposals come from the draft itself (``proposals``, interfaces.md section 3) and from the respondent's profile. The
profile is matched by the codes and types that editions use: a question of the type country; the fields of a contact
called name, title, organization and so on; and questions that ask for an organization by their id (``egov_agency``).
A contact or country of something else is left alone: one that is asked because of another answer, in an entry, or whose
id says what it belongs to (``cio.contact``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .member_states import MEMBER_STATE_BY_CODE
from .question import Input, Question

PROFILE_EDITION = "msq-profile"
"""The id of the form in which the profile is kept."""

ALIASES = {
    "name": "name",
    "full_name": "name",
    "title": "title",
    "position": "title",
    "organization": "organization",
    "organisation": "organization",
    "institution": "organization",
    "agency": "organization",
    "ministry": "organization",
    "email": "email",
    "e_mail": "email",
    "phone": "phone",
    "telephone": "phone",
    "country": "country",
}
"""Code of a field, or last word of a question's id -> what of the profile it asks for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer shown for confirmation: for which input, in the draft's shape, and where it comes from (``draft`` or
    ``profile``)."""

    address: str
    answer: Any
    source: str


def proposals_for(
    question: Question, place: Input, profile: Mapping[str, Any], in_draft: Mapping[str, Any]
) -> list[Proposal]:
    """What is proposed for an input, the best first; ``profile`` is the answers of the profile, ``in_draft`` the
    proposals a draft carries."""
    proposed = (
        [Proposal(place.address, in_draft[place.address], "draft")] if place.address in in_draft else []
    )
    texts = _from_profile(question, place, profile)
    known = [one.answer for one in proposed]
    return proposed + [Proposal(place.address, text, "profile") for text in texts if text not in known]


def _from_profile(question: Question, place: Input, profile: Mapping[str, Any]) -> list[str]:
    if question.type in ("contact", "country") and not _is_of_the_respondent(question):
        wanted = ""
    elif question.type == "country":
        wanted = "country"
    elif question.type == "contact" and len(place.path) == 1:
        wanted = "email" if place.check == "email" else ALIASES.get(place.path[0], "")
    elif not place.path and place.kind in ("line", "text"):
        wanted = ALIASES.get(question.id.rpartition(".")[2].rpartition("_")[2], "")
        # The name or title of something else is no business of the profile.
        wanted = wanted if wanted == "organization" else ""
    else:
        wanted = ""
    if not wanted:
        return []
    given = str(profile.get(wanted) or "").strip()
    if wanted == "country" and question.type != "country" and given in MEMBER_STATE_BY_CODE:
        given = MEMBER_STATE_BY_CODE[given].name
    if wanted != "organization":
        return [given] if given else []
    offices, links = (_lines(profile.get(key)) for key in ("offices", "links"))
    names = [
        name for name in (given, *(", ".join(filter(None, (office, given))) for office in offices)) if name
    ]
    if place.kind == "text":
        # Where paragraphs are asked, a form asks for the link with the name.
        return ["\n".join((name, *links)) for name in names]
    return names


def _is_of_the_respondent(question: Question) -> bool:
    """Whether everybody is asked this, and about nothing else: ``contact``, also ``respondent.contact``."""
    asked_of_all = question.parent is None and question.when is None and "/" not in question.id
    belongs_to, _, _ = question.id.rpartition(".")
    return asked_of_all and belongs_to in ("", "respondent")


def _lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").split("\n") if line.strip()]
