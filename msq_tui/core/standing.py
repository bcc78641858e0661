"""Where a response stands: what is enabled, what is wrong, how far it is.

Everything here is a function of (edition, response) and is never stored in a file. Since a questionnaire may have
10,000 questions and is asked after every key, the answers are kept up to date along the dependency graph: a change
costs what it touches. ``Standing(edition, response)`` from scratch gives the same as any sequence of changes; a
property test holds the two against each other.
"""

from __future__ import annotations

import heapq
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .condition import Answer, Condition, Reader, holds
from .edition import Edition, Section
from .index import EditionIndex
from .language import tr
from .numbers import as_decimal, canonical, understood_number
from .problem import Problem, Severity
from .question import Input, Question, is_unanswered
from .question_types.computed import ComputedQuestion
from .response import Response
from .text import count_characters, display_line
from .text_checks import Limits


class Progress(NamedTuple):
    """How far a section or the whole is, counted over enabled inputs. Made once for each question, so a plain tuple."""

    inputs: int = 0
    answered: int = 0
    marked: int = 0
    required: int = 0
    missing: int = 0
    errors: int = 0
    justify: int = 0
    warnings: int = 0

    def plus(self, other: Progress, sign: int = 1) -> Progress:
        """The sum (or, with ``sign`` -1, the difference) of two."""
        return Progress._make(map(operator.add if sign == 1 else operator.sub, self, other))

    @property
    def state(self) -> str:
        """``not_started``, ``in_progress`` or ``complete``: nothing required open, or, where nothing is required,
        every input answered or marked."""
        if self.inputs == 0:
            return "complete"
        if self.answered + self.marked == 0:
            return "not_started"
        if self.errors or self.justify:
            return "in_progress"
        if self.required or self.answered + self.marked == self.inputs:
            return "complete"
        return "in_progress"


@dataclass(frozen=True, slots=True)
class Change:
    """What a change touched: questions to draw again, and those that came or went."""

    questions: tuple[str, ...]
    appeared: tuple[str, ...]
    disappeared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tally:
    progress: Progress
    problems: tuple[Problem, ...]
    parked: tuple[str, ...]


_NO_PROGRESS = Progress()
_NOTHING = _Tally(_NO_PROGRESS, (), ())


class Standing:
    """The standing of ``response``. Call :meth:`update` after each change of it."""

    def __init__(self, edition: Edition, response: Response) -> None:
        self.edition = edition
        self.response = response
        self.index = edition.index.with_entries(response.entries)
        self._enabled: dict[str, bool] = {}
        self._closed: dict[str, frozenset[tuple[str, str]]] = {}
        self._tallies: dict[str, _Tally] = {}
        self._sections: dict[str, Progress] = {section.id: Progress() for section in edition.sections}
        self._total = Progress()
        self._reader = Reader(self.read, self._mark_read, edition.conditions, self.understood)
        self.update(self.index.questions)

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """The named conditions of the edition."""
        return self.edition.conditions

    # Looking

    def is_enabled(self, question_id: str) -> bool:
        """Whether a question's own condition and those of all its ancestors hold."""
        return self._enabled.get(question_id, False)

    def is_asked(self, place: Input) -> bool:
        """Whether an input is open now: its question enabled, its row or field too, and, for a text tied to an option,
        that option chosen."""
        return self.is_enabled(place.question_id) and self._is_open(place)

    def counted(self, place: Input) -> Answer | None:
        """What was given at an input, without the options that are not offered now; None where nothing is left."""
        answer = self.response.answer(place.address)
        closed = self._closed.get(place.question_id)
        if not closed or answer is None or place.kind not in ("choice", "choices"):
            return answer
        if isinstance(answer, str):
            return None if ("options", answer) in closed else answer
        return tuple(code for code in answer if ("options", code) not in closed) or None

    def offered(self, question: Question) -> Question:
        """The question with the options that are offered now."""
        closed = self._closed.get(question.id)
        options = getattr(question, "options", None)
        if not closed or not isinstance(options, list):
            return question
        kept = [option for option in options if ("options", option.code) not in closed]
        return question.model_copy(update={"options": kept})

    def mark_of(self, address: str) -> str | None:
        """The mark an input carries, its own or its question's."""
        mark = self.response.marks.get(address) or self.response.marks.get(self.index.owner(address))
        return mark.state if mark else None

    def _mark_read(self, address: str) -> str | None:
        """A mark as conditions see it: none where the input is not asked."""
        place = self.index.input_at.get(address)
        asked = self.is_asked(place) if place else self.is_enabled(address)
        return self.mark_of(address) if asked else None

    def read(self, address: str) -> Answer | None:
        """The answer at an address as conditions and submissions see it: None when unanswered, parked or marked."""
        place = self.index.input_at.get(address)
        if place is None:
            question = self.index.questions.get(address)
            if question is not None and question.computed:
                return self.understood(address)
            if address in self.response.entries:
                return tuple(self.response.entries[address]) or None if self.is_enabled(address) else None
            inputs = self.index.inputs.get(address, ())
            together = tuple(
                str(answer) for part in inputs if (answer := self.read(part.address)) is not None
            )
            return together or None
        if not self.is_asked(place) or self.mark_of(address):
            return None
        return self.counted(place)

    def understood(self, address: str) -> str | None:
        """The canonical decimal or ISO date that the answer at an address stands for, computed ones included."""
        question = self.index.questions.get(address)
        if question is not None and question.computed:
            number = self.value(address)
            return None if number is None else canonical(number)
        answer = self.read(address)
        place = self.index.input_at.get(address)
        if place is None or answer is None:
            return None
        parsed = self.index.questions[place.question_id].parsed(place, answer)
        if parsed is None and isinstance(answer, str) and place.check != "date":
            number = understood_number(answer)
            return None if number is None else canonical(number)
        return parsed

    # What computed questions ask for

    def value(self, question_id: str) -> Decimal | None:
        """The number of a computed question; None where it is not asked or there is nothing to compute it from."""
        question = self.index.questions.get(question_id)
        if not isinstance(question, ComputedQuestion) or not self.is_enabled(question_id):
            return None
        return question.value(self)

    def numbers(self, pattern: str, where: Condition | None = None) -> list[Decimal]:
        """The numbers answered at every address that fits ``pattern``, in entries for which ``where`` holds."""
        found = (
            self.understood(address) for address in self.index.matching(pattern) if self._fits(address, where)
        )
        return [number for text in found if text is not None and (number := as_decimal(text)) is not None]

    def count(self, pattern: str, where: Condition | None = None) -> int:
        """How many entries, chosen options or answered inputs fit ``pattern``."""
        total = 0
        for address in self.index.matching(pattern):
            question = self.index.questions.get(address)
            if question is not None and question.repeated:
                if self.is_enabled(address):
                    total += sum(self._entry_fits(entry, where) for entry in self.index.entries_at(address))
            elif self._fits(address, where):
                answer = self.read(address)
                total += 0 if answer is None else 1 if isinstance(answer, str) else len(answer)
        return total

    def _fits(self, address: str, where: Condition | None) -> bool:
        return where is None or all(
            self._entry_fits(entry, where) for entry in self.index.entries_at(address)
        )

    def _entry_fits(self, entry: str, where: Condition | None) -> bool:
        if where is None:
            return True
        return holds(where.renamed(lambda address: self.index.inside(entry, address)), self._reader)

    def is_required(self, place: Input) -> bool:
        """Whether an input must be answered now."""
        if not self.is_asked(place):
            return False
        if place.required or place.path:
            return place.required
        return self._needs_answer(self.index.questions[place.question_id])

    def question_is_required(self, question: Question) -> bool:
        """Whether something of a question must be answered now (the mark beside it)."""
        return (
            self.is_enabled(question.id) and self._needs_answer(question) and self._can_be_answered(question)
        )

    def enabled_questions(self, section: Section) -> Iterator[Question]:
        """The questions of a section to show, in printed order: the one walk every front end uses."""
        return (question for question in self.index.in_section[section.id] if self.is_enabled(question.id))

    def asked_inputs(self, question: Question) -> list[Input]:
        """The inputs of a question that are open now."""
        return [place for place in self.index.inputs[question.id] if self.is_asked(place)]

    def section_progress(self, section_id: str) -> Progress:
        """How far a section is."""
        return self._sections[section_id]

    @property
    def progress(self) -> Progress:
        """How far the whole is."""
        return self._total

    def problems_of(self, question_id: str) -> tuple[Problem, ...]:
        """What is to be put right in one question."""
        return self._tallies.get(question_id, _NOTHING).problems

    def problems(self) -> list[Problem]:
        """What is to be put right, in printed order."""
        return [problem for question in self._in_order() for problem in self._tallies[question].problems]

    def parked(self) -> list[str]:
        """The addresses of answers that are kept but not asked at present, in printed order."""
        return [address for question in self._in_order() for address in self._tallies[question].parked]

    def missing(self) -> list[Problem]:
        """The required answers that are not there."""
        return [problem for problem in self.problems() if problem.code == "missing"]

    # Keeping up

    def update(self, addresses: Iterable[str]) -> Change:
        """Bring the standing up to date after the response changed at ``addresses`` (of inputs or questions)."""
        rank = self.index.rank
        queue: list[tuple[int, str]] = []
        queued: set[str] = set()

        def push(question_id: str) -> None:
            if question_id in rank and question_id not in queued:
                queued.add(question_id)
                heapq.heappush(queue, (rank[question_id], question_id))

        for address in addresses:
            push(self.index.owner(address))
        appeared: list[str] = []
        disappeared: list[str] = []
        read_differently = frozenset(queued)
        touched: dict[str, None] = {}
        # First what is enabled, in the order of the graph; counts and requirements decide nothing, so they follow.
        while queue:
            _, question_id = heapq.heappop(queue)
            before, now = (
                self._enabled.get(question_id),
                self._condition_holds(self.index.questions[question_id]),
            )
            self._enabled[question_id] = now
            closed_before = self._closed.get(question_id)
            self._close_parts(self.index.questions[question_id])
            touched[question_id] = None
            if before is not None and before != now:
                (appeared if now else disappeared).append(question_id)
            computed = self.index.questions[question_id].computed
            closed = self._closed.get(question_id) != closed_before
            if before != now or question_id in read_differently or computed or closed:
                for dependent in self.index.enables.get(question_id, ()):
                    push(dependent)
        for question_id in tuple(touched):
            touched.update(dict.fromkeys(self.index.requires.get(question_id, ())))
        for question_id in touched:
            self._count(self.index.questions[question_id])
        return Change(tuple(touched), tuple(appeared), tuple(disappeared))

    def reindex(self, addresses: Iterable[str] | None = None) -> Change:
        """Bring the standing up to date after entries of repeats were added, removed or moved. ``addresses``: those of
        these repeats, and of whatever else the response changed at meanwhile; left out: anything may have changed."""
        old = self.index
        before = {question_id for question_id, enabled in self._enabled.items() if enabled}
        self.index = old.with_entries(self.response.entries)
        if addresses is None:
            self._enabled, self._tallies, self._closed = {}, {}, {}
            self._sections = {section.id: _NO_PROGRESS for section in self.edition.sections}
            self._total = _NO_PROGRESS
            touched = self.update(self.index.questions).questions
        else:
            touched = self.update([*addresses, *self._changed_since(old)]).questions
        now = {question_id for question_id, enabled in self._enabled.items() if enabled}
        return Change(touched, tuple(sorted(now - before)), tuple(sorted(before - now)))

    def _changed_since(self, old: EditionIndex) -> list[str]:
        """The questions that came with the present index or are worded anew in it, and those that looked at one that is
        gone, which is forgotten."""
        known = self.index.questions
        changed = [
            question_id
            for question_id, question in known.items()
            if old.questions.get(question_id) is not question
        ]
        for question_id in [question_id for question_id in old.questions if question_id not in known]:
            tally = self._tallies.pop(question_id)
            self._add(old.section_of[question_id].id, _NO_PROGRESS.plus(tally.progress, -1))
            del self._enabled[question_id]
            self._closed.pop(question_id, None)
            looking = (*old.enables.get(question_id, ()), *old.requires.get(question_id, ()))
            changed += [dependent for dependent in looking if dependent in known]
        return changed

    def _in_order(self) -> list[str]:
        with_something = (q for q, tally in self._tallies.items() if tally.problems or tally.parked)
        return sorted(with_something, key=self.index.order.__getitem__)

    def _condition_holds(self, question: Question) -> bool:
        if question.parent and not self.is_enabled(question.parent):
            return False
        return question.when is None or holds(question.when, self._reader)

    def _close_parts(self, question: Question) -> None:
        """Note which options, rows and fields of a question are not asked now: those whose own condition fails."""
        closed = frozenset(
            (key, code)
            for key, code, condition in self.index.part_conditions.get(question.id, ())
            if not holds(condition, self._reader)
        )
        if closed:
            self._closed[question.id] = closed
        else:
            self._closed.pop(question.id, None)

    def _is_open(self, place: Input) -> bool:
        closed = self._closed.get(place.question_id)
        if closed:
            question = self.index.questions[place.question_id]
            if question.nested and any((key, place.path[0]) in closed for key in ("rows", "fields")):
                return False
            if place.kind in ("choice", "choices") and all(
                ("options", code) in closed for code in question.codes()
            ):
                return False
        if place.chosen_with is None:
            return True
        if self.mark_of(place.question_id) or (closed and ("options", place.chosen_with) in closed):
            return False
        chosen = self.response.answers.get(place.question_id, ())
        return place.chosen_with in ((chosen,) if isinstance(chosen, str) else chosen)

    def _can_be_answered(self, question: Question) -> bool:
        """Whether anything of a question is open: nothing is where each of its rows or options has a condition that
        fails."""
        if question.id not in self._closed:
            return True
        return any(self._is_open(place) for place in self.index.inputs[question.id])

    def _needs_answer(self, question: Question) -> bool:
        if isinstance(question.required, Condition):
            return holds(question.required, self._reader)
        return question.required

    def _count(self, question: Question) -> None:
        before = self._tallies.get(question.id, _NOTHING)
        now = self._tallies[question.id] = self._tally(question)
        if before.progress != now.progress:
            self._add(self.index.section_of[question.id].id, now.progress.plus(before.progress, -1))

    def _add(self, section: str, difference: Progress) -> None:
        self._sections[section] = self._sections[section].plus(difference)
        self._total = self._total.plus(difference)

    def _tally(self, question: Question) -> _Tally:
        inputs = self.index.inputs[question.id]
        answers = self.response.answers
        if not self.is_enabled(question.id):
            return _Tally(
                _NO_PROGRESS,
                (),
                tuple(p.address for p in inputs if not is_unanswered(answers.get(p.address))),
            )
        problems: list[Problem] = []
        parked: list[str] = []
        given: dict[tuple[str, ...], Answer] = {}
        answered = marked = required = asked = 0
        needed = self._needs_answer(question) and self._can_be_answered(question)
        if question.repeated:
            return self._tally_of_repeat(question, needed)
        opened = {place: None for place in inputs if self._is_open(place)}
        one_of = needed and question.nested and not any(place.required for place in opened)
        for place in inputs:
            answer = self.counted(place)
            if answer is None and self.response.answer(place.address) is not None:
                parked.append(place.address)
            if place not in opened:
                if answer is not None:
                    parked.append(place.address)
                continue
            asked += 1
            must = place.required or (needed and not place.path and not question.nested)
            required += must
            if self.mark_of(place.address):
                marked += 1
                if answer is not None:
                    parked.append(place.address)
            elif answer is not None:
                answered += 1
                given[place.path] = answer
                problems += question.problems(place, answer)
                problems += self._channel_problems(place, answer)
            elif must:
                problems.append(_missing(question, place, place.address))
        if self.response.marks:
            unmarked = needed and (not question.nested or (one_of and not given))
            problems += self._mark_problems(question, unmarked)
        if given:
            problems += question.whole_problems(given)
        if one_of:
            required += 1
            if not given and not marked:
                problems.append(_missing(question, None, question.id))
        problems += self._expected_problems(question, tuple(opened), given)
        if question.constraints:
            problems += self._constraint_problems(question)
        problems = self._open(problems)
        return _Tally(
            self._progress((asked, answered, marked, required), problems), tuple(problems), tuple(parked)
        )

    def _open(self, problems: Sequence[Problem]) -> list[Problem]:
        """Those that no written reason lets pass."""
        if not problems:
            return []
        reasons = self.response.justifications
        return [
            problem
            for problem in problems
            if problem.severity is not Severity.JUSTIFY or not reasons.get(problem.address, "").strip()
        ]

    def _progress(self, counts: tuple[int, int, int, int], problems: Sequence[Problem]) -> Progress:
        if not problems:
            return Progress(*counts)
        return Progress(
            *counts,
            sum(problem.code == "missing" for problem in problems),
            *(sum(problem.severity is grade for problem in problems) for grade in Severity),
        )

    def _tally_of_repeat(self, question: Question, needed: bool) -> _Tally:
        count = len(self.response.entries.get(question.id, ()))
        problems = tuple(self._open((*question.entry_problems(count), *self._constraint_problems(question))))
        if needed and not count and not self.mark_of(question.id):
            problems = (_missing(question, None, question.id), *problems)
        return _Tally(self._progress((0, 0, 0, int(needed)), problems), problems, ())

    def _constraint_problems(self, question: Question) -> Iterator[Problem]:
        for constraint in question.constraints:
            compared = constraint.holds.compared(self.conditions)
            measured = constraint.holds.measured(self.conditions)
            if (
                all(self._has_answer(address) for address in compared)
                and all(self._can_be_measured(address) for address in measured)
                and not holds(constraint.holds, self._reader)
            ):
                yield Problem(
                    question.id,
                    "constraint",
                    constraint.severity,
                    self.filled_in(constraint.message, question.id),
                )

    def _can_be_measured(self, address: str) -> bool:
        """Whether what was given can be compared as a number or a date; what was chosen is counted."""
        return not isinstance(self.read(address), str) or self.understood(address) is not None

    def _has_answer(self, address: str) -> bool:
        """Whether there is something to compare: an answer or, for what is computed, one answer it comes from."""
        question = self.index.questions.get(address)
        if question is None or not question.computed:
            return self.read(address) is not None
        return self.is_enabled(address) and any(
            self._has_answer(source) or source in self.response.entries
            for pattern, _ in question.patterns()
            for source in self.index.matching(pattern)
        )

    def filled_in(self, text: str, question_id: str = "") -> str:
        """A printed text with each ``{name}`` in it replaced by what is answered there: the edition's placeholders,
        and beside a question of an entry the local names of that entry. What is unanswered is a line to fill in."""
        if "{" not in text:
            return text
        entry = question_id.rpartition("/")[0]
        return self.edition.with_answers(text, self._answer_shown, entry, self.index)

    def number_at(self, address: str, entry: str = "") -> str | None:
        """The number at an address (of ``entry`` first) as it is understood, else the answer as it was typed."""
        address = self.index.inside(entry, address) if entry else address
        question = self.index.questions.get(address)
        understood = self.understood(address)
        if question is None or not question.computed:
            return understood or self._answer_shown(address)
        return self._answer_shown(address)

    def entries_of(self, repeat: str, entry: str = "") -> list[str]:
        """The addresses of the entries of a repeat (of ``entry`` first)."""
        address = self.index.inside(entry, repeat) if entry else repeat
        return list(self.index.entries_at(address)) if self.is_enabled(address) else []

    def _answer_shown(self, address: str) -> str | None:
        question = self.index.questions.get(address)
        if isinstance(question, ComputedQuestion):
            number = self.value(address)
            return None if number is None else question.rounded(number)
        answer = self.read(address)
        place = self.index.input_at.get(address)
        if answer is None or place is None:
            return None
        return self.index.questions[place.question_id].display(place, answer)

    def _mark_problems(self, question: Question, needed: bool) -> Iterator[Problem]:
        """What is wrong with the marks of a question. ``needed``: it asks for an answer that no single input carries
        the requirement of."""
        allowed = self.edition.states if question.states is None else question.states
        inputs = self.index.inputs[question.id]
        own = {place.address: place for place in inputs if self._is_open(place)}
        for address in dict.fromkeys((question.id, *own)):
            mark = self.response.marks.get(address)
            if mark is None:
                continue
            place = own.get(address)
            whole = address == question.id
            must = place.required if place and not whole else any(part.required for part in own.values())
            if mark.state not in allowed:
                yield Problem(
                    address,
                    "mark-not-allowed",
                    Severity.ERROR,
                    tr("This question cannot be left with a mark. Give an answer.")
                    if not allowed
                    else tr(
                        'This question cannot be marked as "{state}". Give an answer, or one of the marks: {marks}',
                        state=display_line(mark.state),
                        marks=", ".join(allowed),
                    ),
                )
            elif (must or (needed and (whole or question.nested))) and not mark.reason.strip():
                yield Problem(
                    address,
                    "mark-reason",
                    Severity.JUSTIFY,
                    tr("You marked this as {state}. Say why in a few words.", state=state_word(mark.state)),
                )

    def limits_at(self, place: Input) -> Limits | None:
        """What a text is counted against while it is written: its printed limits and what the way of sending takes."""
        limits = self.index.questions[place.question_id].limits_at(place)
        most = self.edition.channel_limit
        if most is None:
            return limits
        if limits is None:
            return Limits(characters=most)
        return limits.model_copy(update={"characters": min(limits.characters or most, most)})

    def _channel_problems(self, place: Input, answer: Answer) -> Iterator[Problem]:
        most = self.edition.channel_limit
        if most is not None and isinstance(answer, str) and count_characters(answer) > most:
            yield Problem(
                place.address, "channel-limit", Severity.WARNING,
                tr("{count} characters; the way of sending takes {most}. Shorten it if you can; nothing is cut.",
                   count=count_characters(answer), most=most),
            )  # fmt: skip

    def _expected_problems(
        self, question: Question, inputs: tuple[Input, ...], given: dict[tuple[str, ...], Answer]
    ) -> Iterator[Problem]:
        if question.expected and not given and not self.mark_of(question.id):
            yield Problem(
                question.id,
                "expected",
                Severity.WARNING,
                tr("A complete answer is expected here; it may stay empty."),
            )
        elif given:
            for place in inputs:
                if place.expected and place.path not in given and not self.mark_of(place.address):
                    yield Problem(
                        place.address, "expected", Severity.WARNING,
                        tr("{label} is still empty; it may stay so.", label=place.label.rstrip(":_; ")),
                    )  # fmt: skip


def _missing(question: Question, place: Input | None, address: str) -> Problem:
    return Problem(address, "missing", Severity.ERROR, question.missing_instruction(place))


def state_word(state: str) -> str:
    """A mark as people read it."""
    return {
        "not_applicable": tr("not applicable"),
        "unknown": tr("unknown"),
        "withheld": tr("withheld"),
    }.get(state, state)


def section_state_word(progress: Progress) -> str:
    """The state of a section in words, for outlines: colour never says it alone."""
    to_do = progress.errors + progress.justify
    if not progress.inputs and not to_do:
        return tr("nothing asked yet")
    if progress.state == "not_started":
        return tr("not started")
    if progress.state == "complete":
        return tr("complete")
    return tr("{count} to do", count=to_do) if to_do else tr("in progress")
