"""Look-ups in an edition by id and address, and the graph of who looks at whom.

The questions of a repeat are asked once for each of its entries: each such asking is an *instance* with an id of its
own, ``commitments/k7f/title`` (repeat, entry, local name), nested repeats alike. Instances come from a response's
entries, so an index is made for an edition alone, and anew for a response whose entries change; everything below
treats instances as questions.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .condition import Condition
from .errors import UnknownAddress
from .language import tr
from .question import Input, Question
from .text import display_line

if TYPE_CHECKING:
    from .edition import Section

Entries = Mapping[str, Sequence[str]]
"""The address of a repeat -> the identities of its entries, in order."""


class EditionIndex:
    """Look-ups in an edition. Where an edition is broken (an id twice, a cycle) the first or printed order wins;
    :func:`~msq_tui.core.edition_checks.edition_problems` reports it before anyone relies on it."""

    def __init__(
        self, sections: Sequence[Section], conditions: Mapping[str, Condition], entries: Entries | None = None
    ) -> None:
        self.questions: dict[str, Question] = {}
        self.order: dict[str, int] = {}
        self.section_of: dict[str, Section] = {}
        self.inputs: dict[str, tuple[Input, ...]] = {}
        self.input_at: dict[str, Input] = {}
        self.children: dict[str, list[str]] = {}
        self.in_section: dict[str, list[Question]] = {}
        self._sections = sections
        self._conditions = conditions
        self._entries: Entries = entries or {}
        for section in sections:
            self.in_section.setdefault(section.id, [])
            for question in section.questions:
                self._add(section, question)
        self.has_repeats = any(question.repeated for question in self.questions.values())
        self.enables = self._enabling(conditions)
        self.requires = self._requiring(conditions)
        self.rank = self._ranks()

    def with_entries(self, entries: Entries) -> EditionIndex:
        """The index of a response with these entries; this one where the edition has no repeat."""
        return EditionIndex(self._sections, self._conditions, entries) if self.has_repeats else self

    def owner(self, address: str) -> str:
        """The id of the question (or instance) that an address belongs to; the first part where none is known."""
        place = self.input_at.get(address)
        if place is not None:
            return place.question_id
        known = address
        while known not in self.questions:
            known, slash, _ = known.rpartition("/")
            if not slash:
                return address.partition("/")[0]
        return known

    def question_of(self, address: str) -> Question:
        """The question an address belongs to; raises :class:`UnknownAddress` with the nearest known one."""
        question = self.questions.get(self.owner(address))
        if question is None or (address not in self.input_at and address != question.id):
            raise UnknownAddress(self._unknown(address))
        return question

    def input_of(self, address: str) -> Input:
        """The input at an address; raises :class:`UnknownAddress`."""
        if address not in self.input_at:
            raise UnknownAddress(self._unknown(address))
        return self.input_at[address]

    def repeat_of(self, address: str) -> Question:
        """The repeat at an address; raises :class:`UnknownAddress`."""
        question = self.question_of(address)
        if not question.repeated or address != question.id:
            raise UnknownAddress(
                tr('"{address}" is no repeat: it has no entries.', address=display_line(address))
            )
        return question

    def nearest(self, address: str) -> str | None:
        """The known address most like ``address``, if one is close."""
        import difflib

        near = difflib.get_close_matches(address, [*self.input_at, *self.questions], n=1, cutoff=0.6)
        return near[0] if near else None

    def matching(self, pattern: str) -> list[str]:
        """The addresses of inputs that fit ``pattern``, in which ``*`` stands for any entry, row or column."""
        if "*" not in pattern:
            return [pattern] if pattern in self.input_at else []
        wanted = pattern.split("/")
        return [
            address
            for address in self.input_at
            if len(parts := address.split("/")) == len(wanted)
            and all(want in ("*", part) for want, part in zip(wanted, parts, strict=True))
        ]

    def _add(self, section: Section, question: Question) -> None:
        if question.id in self.questions:
            return
        self.order[question.id] = len(self.questions)
        self.questions[question.id] = question
        self.section_of[question.id] = section
        self.in_section[section.id].append(question)
        inputs = self.inputs[question.id] = question.inputs()
        for place in inputs:
            self.input_at.setdefault(place.address, place)
        if question.parent:
            self.children.setdefault(question.parent, []).append(question.id)
        for number, entry in enumerate(self._entries.get(question.id, ()), 1):
            for instance in question.instances(entry, number):
                self._add(section, instance)

    def _unknown(self, address: str) -> str:
        near = self.nearest(address)
        shown = display_line(address)
        if near:
            return tr(
                'There is no question or input "{address}". Did you mean "{near}"?', address=shown, near=near
            )
        return tr('There is no question or input "{address}" in this edition.', address=shown)

    def _enabling(self, named: Mapping[str, Condition]) -> dict[str, tuple[str, ...]]:
        """Question id -> the questions whose enablement looks at it: follow-ups, and those with a condition on it."""
        found: dict[str, dict[str, None]] = {}
        for question in self.questions.values():
            for condition in question.enabling_conditions():
                for address, _ in condition.looks_at(named):
                    found.setdefault(self.owner(address), {})[question.id] = None
            if question.parent:
                found.setdefault(question.parent, {})[question.id] = None
        return {
            source: tuple(dependent for dependent in dependents if dependent != source)
            for source, dependents in found.items()
        }

    def _requiring(self, named: Mapping[str, Condition]) -> dict[str, tuple[str, ...]]:
        """Question id -> the questions whose requirement or computed value looks at it."""
        found: dict[str, dict[str, None]] = {}
        for question in self.questions.values():
            if isinstance(question.required, Condition):
                for address, _ in question.required.looks_at(named):
                    found.setdefault(self.owner(address), {})[question.id] = None
        return {source: tuple(dependents) for source, dependents in found.items()}

    def _ranks(self) -> dict[str, int]:
        """A place for each question after everything its enablement looks at, printed order otherwise (Kahn's algorithm)."""
        waiting = dict.fromkeys(self.questions, 0)
        for dependents in self.enables.values():
            for dependent in dependents:
                waiting[dependent] += 1
        for source, dependents in self.enables.items():
            if source not in self.questions:
                for dependent in dependents:
                    waiting[dependent] -= 1
        ready = [(self.order[question], question) for question, count in waiting.items() if count == 0]
        heapq.heapify(ready)
        ranks: dict[str, int] = {}
        while ready:
            _, question = heapq.heappop(ready)
            ranks[question] = len(ranks)
            for dependent in self.enables.get(question, ()):
                waiting[dependent] -= 1
                if waiting[dependent] == 0:
                    heapq.heappush(ready, (self.order[dependent], dependent))
        for question in self.questions:
            ranks.setdefault(question, len(ranks))
        return ranks
