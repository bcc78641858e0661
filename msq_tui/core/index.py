"""Look-ups in an edition by id and address, and the graph of who looks at whom.

The questions of a repeat are asked once for each of its entries: each such asking is an *instance* with an id of its
own, ``commitments/k7f/title`` (repeat, entry, local name), nested repeats alike. Instances come from a response's
entries, so an index is made for an edition alone, and anew for a response whose entries change; everything below
treats instances as questions.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .condition import Condition
from .errors import UnknownAddress
from .language import tr
from .placeholder import SPECIMEN, placeholders_in
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
        self,
        sections: Sequence[Section],
        conditions: Mapping[str, Condition],
        placeholders: Mapping[str, str],
        entries: Entries | None = None,
        before: EditionIndex | None = None,
    ) -> None:
        self.questions: dict[str, Question] = {}
        self.order: dict[str, int] = {}
        self.section_of: dict[str, Section] = {}
        self.inputs: dict[str, tuple[Input, ...]] = {}
        self.input_at: dict[str, Input] = {}
        self.children: dict[str, list[str]] = {}
        self.in_section: dict[str, list[Question]] = {}
        self.part_conditions: dict[str, tuple[tuple[str, str, Condition], ...]] = {}
        self._sections = sections
        self._conditions = conditions
        self._placeholders = placeholders
        self._entries: Entries = {} if entries is None else entries
        self._matching: dict[str, tuple[str, ...]] = {}
        self._instances: dict[str, tuple[int, tuple[Question, ...]]] = {}
        self._before = before
        for section in sections:
            self.in_section.setdefault(section.id, [])
            for question in section.questions:
                self._add(section, question)
        self._before = None
        self.names = frozenset(_names(question for section in sections for question in section.questions))
        """The ids of all questions and the local names inside repeats: what a placeholder may name."""
        self.has_repeats = any(question.repeated for question in self.questions.values())
        self.enables = self._enabling(conditions)
        self.requires = self._requiring(conditions)
        self.rank = self._ranks()

    def with_entries(self, entries: Entries) -> EditionIndex:
        """The index of a response with these entries; this one where the edition has no repeat. What is asked in an
        entry that this index has, too, is taken over from it and not made anew."""
        if not self.has_repeats:
            return self
        return EditionIndex(self._sections, self._conditions, self._placeholders, entries, self)

    @cached_property
    def specimen(self) -> EditionIndex:
        """The index of a blank form: every repeat, those inside it too, with one entry."""
        return self.with_entries(_Specimens())

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

    def matching(self, pattern: str) -> tuple[str, ...]:
        """The addresses of inputs, repeats and computed questions that fit ``pattern``, in which ``*`` stands for
        every entry, row or column, in printed order."""
        found = self._matching.get(pattern)
        if found is None:
            found = self._matching[pattern] = tuple(self._fitting("", pattern))
        return found

    def _fitting(self, found: str, open_: str) -> Iterator[str]:
        """Entry by entry: an edition of 10,000 inputs is not searched for each pattern. ``found`` is the part before
        ``open_`` in which stars were replaced; it is not looked through again, whatever an entry is called."""
        begin, star, rest = open_.partition("*")
        begin, pattern = found + begin, found + open_
        if not star:
            if pattern in self.input_at or self._is_source(pattern):
                yield pattern
            return
        within = begin.rstrip("/")
        if within in self.questions and self.questions[within].repeated:
            for entry in self._entries.get(within, ()):
                yield from self._fitting(begin + entry, rest)
            return
        wanted = pattern.split("/")
        for place in self.inputs.get(self.owner(within), ()):
            parts = place.address.split("/")
            if len(parts) == len(wanted) and all(
                want in ("*", part) for want, part in zip(wanted, parts, strict=True)
            ):
                yield place.address

    def _is_source(self, address: str) -> bool:
        question = self.questions.get(address)
        return question is not None and (question.repeated or question.computed)

    def _add(self, section: Section, question: Question) -> None:
        if question.id in self.questions:
            return
        self.order[question.id] = len(self.questions)
        self.questions[question.id] = question
        self.section_of[question.id] = section
        self.in_section[section.id].append(question)
        before = self._before
        # Questions never change: the same one has the same inputs.
        known = before is not None and before.questions.get(question.id) is question
        inputs = before.inputs[question.id] if before is not None and known else question.inputs()
        self.inputs[question.id] = inputs
        for place in inputs:
            self.input_at.setdefault(place.address, place)
        if conditions := tuple(question.part_conditions()):
            self.part_conditions[question.id] = conditions
        if question.parent:
            self.children.setdefault(question.parent, []).append(question.id)
        for number, entry in enumerate(self._entries.get(question.id, ()), 1):
            for instance in self._instances_of(question, entry, number):
                self._add(section, instance)

    def _instances_of(self, question: Question, entry: str, number: int) -> tuple[Question, ...]:
        """The questions of an entry. Their texts may say its number, so a moved entry is made anew."""
        address = f"{question.id}/{entry}"
        made = self._before._instances.get(address) if self._before is not None else None
        if made is None or made[0] != number:
            made = number, tuple(question.instances(entry, number))
        self._instances[address] = made
        return made[1]

    def _unknown(self, address: str) -> str:
        near = self.nearest(address)
        shown = display_line(address)
        if near:
            return tr(
                'There is no question or input "{address}". Did you mean "{near}"?', address=shown, near=near
            )
        return tr('There is no question or input "{address}" in this edition.', address=shown)

    def _enabling(self, named: Mapping[str, Condition]) -> dict[str, tuple[str, ...]]:
        """Question id -> the questions whose enablement or value looks at it: follow-ups, those with a condition on
        it, and what is computed from it."""
        found: dict[str, dict[str, None]] = {}
        for question in self.questions.values():
            for address in self._sources(question) if question.computed else ():
                found.setdefault(self.owner(address), {})[question.id] = None
            parts = self.part_conditions.get(question.id, ())
            for condition in (question.when, *(condition for _, _, condition in parts)):
                for address, _ in condition.looks_at(named) if condition is not None else ():
                    found.setdefault(self.owner(address), {})[question.id] = None
            if question.parent:
                found.setdefault(question.parent, {})[question.id] = None
        return {
            source: tuple(dependent for dependent in dependents if dependent != source)
            for source, dependents in found.items()
        }

    def _sources(self, question: Question) -> Iterator[str]:
        """Everything a computed question looks at in this response, what ``where`` reads in each entry included."""
        where = getattr(question, "where", None)
        for pattern, _ in question.patterns():
            for address in self.matching(pattern):
                yield address
                for entry in self.entries_at(address):
                    for local, _ in where.looks_at(self._conditions) if where is not None else ():
                        yield self.inside(entry, local)

    def entries_at(self, address: str) -> Iterator[str]:
        """The entries of the repeat at ``address``; of anything else the entry it stands in, if any."""
        if address in self.questions and self.questions[address].repeated:
            yield from (f"{address}/{entry}" for entry in self._entries.get(address, ()))
        elif "/" in (owner := self.owner(address)):
            yield owner.rpartition("/")[0]

    def inside(self, entry: str, address: str) -> str:
        """``address`` as seen from an entry: a local name of the entry, else as it is."""
        local = f"{entry}/{address}"
        return local if local in self.input_at or local in self.questions else address

    def placeholder(self, name: str, entry: str = "") -> str | None:
        """The address that ``{name}`` stands for beside a question of ``entry`` (empty: outside); None: for nothing."""
        if entry and (local := self.inside(entry, name)) != name:
            return local
        return self._placeholders.get(name) or (name if name in self.names else None)

    def _requiring(self, named: Mapping[str, Condition]) -> dict[str, tuple[str, ...]]:
        """Question id -> the questions whose requirement or constraints look at it."""
        found: dict[str, dict[str, None]] = {}
        for question in self.questions.values():
            if not question.constraints and not isinstance(question.required, Condition):
                continue
            conditions = [constraint.holds for constraint in question.constraints]
            if isinstance(question.required, Condition):
                conditions.append(question.required)
            for condition in conditions:
                for address, _ in condition.looks_at(named):
                    found.setdefault(self.owner(address), {})[question.id] = None
            for constraint in question.constraints:
                # What a message quotes is quoted anew when it changes.
                for name in placeholders_in(constraint.message):
                    quoted = self.placeholder(name, question.id.rpartition("/")[0])
                    if quoted is not None:
                        found.setdefault(self.owner(quoted), {})[question.id] = None
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


class _Specimens(dict[str, Sequence[str]]):
    """One entry wherever entries are looked for."""

    def get(self, key: str, default: object = None) -> Sequence[str]:
        return (SPECIMEN,)


def _names(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        yield question.id.rpartition("/")[2]
        yield from _names(getattr(question, "questions", ()))
