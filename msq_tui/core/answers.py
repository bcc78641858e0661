"""Answers in the shape of a draft file, and back (interfaces.md, section 3, "Answer shapes").

The same shape stands in drafts and in submissions: question id -> answer; texts beside options as sibling keys; a
repeat as a list of entries with local names and ``_entry``, the identity of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .condition import Answer
from .edition import Edition
from .errors import NotUnderstood
from .index import EditionIndex
from .language import tr
from .model import MOST_ID_CHARACTERS
from .question import Input, Question, plain_answer
from .question_types.repeat import RepeatQuestion
from .response import Response
from .text import clean_text, display_line

ENTRY = "_entry"
MOST_ENTRIES = 2000
MOST_SUGGESTED = 20


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something under ``answers`` that the edition has no place for. ``path`` leads to it in the file."""

    address: str
    path: tuple[str | int, ...]
    plain: Any
    code: str
    message: str
    names_key: bool = False
    """Whether the last step of the path is a name that is not known, not a value that does not fit."""


@dataclass(slots=True)
class ReadAnswers:
    """What was understood, and what was not."""

    answers: dict[str, Answer] = field(default_factory=dict)
    entries: dict[str, list[str]] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)


def read_answers(edition: Edition, plain: Mapping[str, Any]) -> ReadAnswers:
    """Everything that stands under ``answers`` in a draft or submission."""
    found = ReadAnswers()
    index = edition.index
    for key, value in plain.items():
        if key in index.questions and value == "":
            # A name with nothing written behind or below it yet: no answer, whatever the type.
            continue
        if key in index.questions:
            _read_question(index.questions[key], key, value, (key,), found)
            continue
        place = index.input_at.get(key)
        question = index.questions[place.question_id] if place else None
        if place is None or question is None or question.nested:
            # Looking for the nearest name costs time; a hostile file has a hundred thousand of them.
            near = index.nearest(key) if len(found.leftovers) < MOST_SUGGESTED else None
            message = tr('there is no question or input "{address}"', address=display_line(key))
            message += tr('; did you mean "{near}"?', near=near) if near else ""
            found.leftovers.append(Leftover(key, (key,), value, "unknown-address", message))
        else:
            _read_input(question, place, key, value, (key,), found)
    return found


def read_question(question: Question, plain: Any) -> ReadAnswers:
    """What stands under one question's id; raises NotUnderstood at the first thing that does not fit."""
    found = ReadAnswers()
    _read_question(question, question.id, plain, (), found)
    if found.leftovers:
        raise NotUnderstood(found.leftovers[0].message, found.leftovers[0].path)
    return found


def _read_question(
    question: Question, address: str, plain: Any, path: tuple[str | int, ...], found: ReadAnswers
) -> None:
    """What stands under a question. ``address`` is its id, or that of its instance in an entry: reading an answer asks
    for nothing of an instance that the question of the edition does not say."""
    if isinstance(question, RepeatQuestion):
        _read_entries(question, address, plain, path, found)
        return
    if not question.asks:
        found.leftovers.append(Leftover(address, path, plain, "unknown-address", tr("nothing is asked here")))
        return
    try:
        answers = question.read(plain)
    except NotUnderstood as problem:
        found.leftovers.append(
            Leftover(
                address,
                (*path, *problem.path),
                plain,
                "not-understood",
                problem.message,
                problem.names_key,
            )
        )
        return
    for at, answer in answers.items():
        found.answers["/".join((address, *at))] = _clean(answer)


def _read_input(
    question: Question,
    place: Input,
    address: str,
    plain: Any,
    path: tuple[str | int, ...],
    found: ReadAnswers,
) -> None:
    try:
        found.answers[address] = _clean(question.accept(place, plain))
    except NotUnderstood as problem:
        found.leftovers.append(Leftover(address, path, plain, "not-understood", problem.message))


def _read_entries(
    question: RepeatQuestion, address: str, plain: Any, path: tuple[str | int, ...], found: ReadAnswers
) -> None:
    if not isinstance(plain, list | tuple) or len(plain) > MOST_ENTRIES:
        message = tr("write a list of at most {most} entries, each with a dash", most=MOST_ENTRIES)
        found.leftovers.append(Leftover(address, path, plain, "not-understood", message))
        return
    local = {inner.id: inner for inner in question.questions}
    inputs = {place.address: (inner, place) for inner in question.questions for place in inner.inputs()}
    entries = found.entries.setdefault(address, [])
    taken = set(entries)
    for at, entry in enumerate(plain):
        if not isinstance(entry, Mapping):
            message = tr("write an entry as `name: answer` lines")
            found.leftovers.append(
                Leftover(f"{address}/{at + 1}", (*path, at), entry, "not-understood", message)
            )
            continue
        identity = _identity(entry.get(ENTRY), taken)
        entries.append(identity)
        taken.add(identity)
        for name, value in entry.items():
            inside = f"{address}/{identity}/{name}"
            if name == ENTRY:
                continue
            if name in local:
                _read_question(local[name], inside, value, (*path, at, name), found)
            elif name in inputs and not inputs[name][0].nested:
                _read_input(*inputs[name], inside, value, (*path, at, name), found)
            else:
                message = tr('"{name}" is not asked in this entry', name=display_line(str(name)))
                found.leftovers.append(Leftover(inside, (*path, at, name), value, "unknown-address", message))


def _identity(given: Any, taken: set[str]) -> str:
    """The identity of an entry; one that is missing, odd or taken is made from its place."""
    usable = (
        isinstance(given, str) and given.isascii() and given.isalnum() and len(given) <= MOST_ID_CHARACTERS
    )
    if usable and given not in taken:
        return str(given)
    number = len(taken) + 1
    while f"e{number}" in taken:
        number += 1
    return f"e{number}"


def _clean(answer: Answer) -> Answer:
    return clean_text(answer).text if isinstance(answer, str) else answer


Keep = Callable[[Input], "Answer | None"]
"""The answer of an input that is to be written, or None."""


def plain_answers(index: EditionIndex, response: Response, keep: Keep) -> dict[str, Any]:
    """All answers that ``keep`` gives, by the keys of ``answers``, in printed order."""
    plain: dict[str, Any] = {}
    for question in index.questions.values():
        if "/" not in question.id:
            plain.update(_written(question, index, response, keep, question.id))
    return plain


def plain_question(question_id: str, index: EditionIndex, response: Response, keep: Keep) -> dict[str, Any]:
    """The same for one question: its key and, for a choice, the keys of its texts."""
    return dict(_written(index.questions[question_id], index, response, keep, question_id))


def _written(
    question: Question, index: EditionIndex, response: Response, keep: Keep, name: str
) -> Iterator[tuple[str, Any]]:
    if isinstance(question, RepeatQuestion):
        entries = []
        for number, entry in enumerate(response.entries.get(question.id, ()), 1):
            whole: dict[str, Any] = {ENTRY: entry}
            for instance in question.instances(entry, number):
                local = instance.id.rpartition("/")[2]
                whole.update(
                    _written(index.questions.get(instance.id, instance), index, response, keep, local)
                )
            entries.append(whole)
        if entries:
            yield name, entries
        return
    given = {}
    for place in index.inputs.get(question.id, ()):
        answer = keep(place)
        if answer is not None:
            given[place.path] = answer
    if question.nested:
        whole_answer = question.write(given)
        if whole_answer is not None:
            yield name, whole_answer
        return
    for path, answer in given.items():
        yield "/".join((name, *path)), plain_answer(answer)
