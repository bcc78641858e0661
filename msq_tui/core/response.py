"""All answers to one edition, and what a draft keeps around them.

Answers are kept by input address, parked ones included; nothing here is derived. The session is the only writer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .condition import Answer
from .question import is_unanswered


@dataclass(frozen=True, slots=True)
class Mark:
    """An input marked ``not_applicable``, ``unknown`` or ``withheld`` instead of answered, with an optional reason."""

    state: str
    reason: str = ""


@dataclass(slots=True)
class Response:
    """The answers, marks and written reasons, each by address; the identities of the entries of each repeat, in order."""

    answers: dict[str, Answer] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    justifications: dict[str, str] = field(default_factory=dict)
    entries: dict[str, list[str]] = field(default_factory=dict)

    def answer(self, address: str) -> Answer | None:
        """What was given at an address, or None; whether it counts is for :class:`Standing` to say."""
        answer = self.answers.get(address)
        return None if is_unanswered(answer) else answer


@dataclass(slots=True)
class Draft:
    """A response being worked on. Times are ISO 8601 in UTC; ``save`` counts saves; ``extra`` holds what the format
    of a newer program put at the top level."""

    edition: str
    edition_revision: int
    edition_digest: str
    draft_id: str
    created: str
    save: int = 0
    saved: str = ""
    response: Response = field(default_factory=Response)
    notes: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    proposals: dict[str, Any] = field(default_factory=dict)
    set_aside: dict[str, Any] = field(default_factory=dict)
    assignments: Any = None
    sign_offs: Any = None
    version: int = 1
    supersedes: Any = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was filled in, marked, noted or brought along yet: it is as good as a new one."""
        response = self.response
        kept = (
            response.entries,
            response.marks,
            response.justifications,
            self.notes,
            self.flags,
            self.proposals,
        )
        others = (self.set_aside, self.assignments, self.sign_offs, self.supersedes, self.extra)
        return not any(kept) and not any(others) and all(map(is_unanswered, response.answers.values()))
