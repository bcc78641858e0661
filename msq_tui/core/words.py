"""Conditions as sentences, for people: "you answered Yes to question 14".

The wording is the same on screen, in `msq why`, `msq show` and in print.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from .condition import Condition, Elsewhere
from .index import EditionIndex
from .language import tr
from .question import Input, Question
from .standing import Standing, state_word
from .text import display_line

MOST_LABEL_CHARACTERS = 60
MOST_TITLE_CHARACTERS = 200


class Indexed(Protocol):
    """An edition, or the standing of a response, whose index knows the entries of repeats as well."""

    @property
    def index(self) -> EditionIndex:
        """Look-ups by id and address."""

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """The named conditions."""

    def filled_in(self, text: str, question_id: str = "") -> str:
        """A printed text with its placeholders filled in."""


def question_name(edition: Indexed, question: Question) -> str:
    """How a question is called in a sentence: its printed number, else its text, else its id."""
    if question.number:
        return tr("question {number}", number=question.number)
    text = shortened(edition.filled_in(question.text or question.heading or question.id, question.id))
    parent = edition.index.questions.get(question.parent) if question.parent else None
    if parent is not None and parent.number:
        return tr('the follow-up "{text}" of question {number}', text=text, number=parent.number)
    return f'"{text}"'


def entry_title(standing: Standing, repeat: str, entry: str) -> str:
    """An entry as people call it: what it is, its number, and the answer that names it."""
    question = standing.index.questions[repeat]
    entries = standing.response.entries.get(repeat, [])
    what = getattr(question, "entry", "") or tr("Entry")
    name = tr("{what} {number} of {all}", what=what, number=entries.index(entry) + 1, all=len(entries))
    named_by = getattr(question, "named_by", None)
    place = standing.index.input_at.get(f"{repeat}/{entry}/{named_by}") if named_by else None
    answer = standing.response.answer(place.address) if place else None
    if place is None or answer is None:
        return name
    shown = standing.index.questions[place.question_id].display(place, answer)
    return f"{name}: {shortened(shown, MOST_TITLE_CHARACTERS)}"


def place_name(edition: Indexed, address: str) -> str:
    """How an input or question is called in a sentence."""
    question = edition.index.questions.get(edition.index.owner(address))
    if question is None:
        return display_line(address)
    place = edition.index.input_at.get(address)
    name = question_name(edition, question)
    return f'{name}, "{shortened(place.label.rstrip(":_; "))}"' if place and place.label else name


def shortened(text: str, most: int = MOST_LABEL_CHARACTERS) -> str:
    """A printed text on one line, cut at a word with an ellipsis."""
    line = display_line(text)
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def in_words(condition: Condition, edition: Indexed) -> str:
    """A condition as the end of a sentence that begins "Answer only if"."""
    operator, operand = condition.operator, condition.operand
    if operator == "all":
        return _joined([_inside(part, edition, "any") for part in operand], tr(" and "))
    if operator == "any":
        return _joined([_inside(part, edition, "all") for part in operand], tr(" or "))
    if operator == "not":
        return tr("it is not so that {condition}", condition=in_words(operand, edition))
    if operator == "condition":
        return in_words(edition.conditions[operand], edition)
    address = condition.question or ""
    name = place_name(edition, address)
    if isinstance(operand, Elsewhere):
        labels = tr("that to {name}", name=place_name(edition, operand.question))
    else:
        labels = _labels(edition, address, operand)
    sentences = {
        "answered": tr("you answered {name}") if operand is True else tr("you did not answer {name}"),
        "is": tr("you answered {labels} to {name}"),
        "is_not": tr("you did not answer {labels} to {name}"),
        "is_any_of": tr("you answered {labels} to {name}"),
        "includes": tr("you chose {labels} in {name}"),
        "includes_all": tr("you chose {labels} in {name}"),
        "equals": tr("the answer to {name} is equal to {labels}"),
        "before": tr("the answer to {name} is before {labels}"),
        "not_before": tr("the answer to {name} is {labels} or later"),
        "after": tr("the answer to {name} is after {labels}"),
        "not_after": tr("the answer to {name} is {labels} or earlier"),
        "more_than": tr("the answer to {name} is more than {labels}"),
        "at_least": tr("the answer to {name} is {labels} or more"),
        "less_than": tr("the answer to {name} is less than {labels}"),
        "at_most": tr("the answer to {name} is {labels} or less"),
        "count_at_least": tr("you chose {labels} or more in {name}"),
        "count_at_most": tr("you chose {labels} or fewer in {name}"),
        "marked": tr("you marked {name} as {labels}"),
    }
    if operator == "marked":
        labels = state_word(str(operand))
    if operator == "includes_all":
        labels = _labels(edition, address, operand, tr(" and "))
    return sentences[operator].format(name=name, labels=labels)


def when_sentence(question: Question, edition: Indexed) -> str | None:
    """The condition of a question in words, those of its ancestors included where they differ; None: always asked."""
    parts: list[str] = []
    seen: set[str] = set()
    at: Question | None = question
    while at is not None and at.id not in seen:
        seen.add(at.id)
        if at.when is not None:
            sentence = (
                _inside(at.when, edition, "any")
                if at is not question or question.parent
                else in_words(at.when, edition)
            )
            if sentence not in parts:
                parts.insert(0, sentence)
        at = edition.index.questions.get(at.parent) if at.parent else None
    if len(parts) == 1 and question.when is not None:
        return in_words(question.when, edition)
    return _joined(parts, tr(" and ")) if parts else None


def part_condition(question: Question, place: Input, index: EditionIndex) -> Condition | None:
    """The condition of the row or field that an input belongs to."""
    if not question.nested or not place.path:
        return None
    return next(
        (
            condition
            for key, code, condition in index.part_conditions.get(question.id, ())
            if key != "options" and code == place.path[0]
        ),
        None,
    )


def required_sentence(question: Question, edition: Indexed) -> bool | str:
    """Whether a question must be answered: true, false, or the condition in words."""
    if isinstance(question.required, Condition):
        return in_words(question.required, edition)
    return question.required


def why(standing: Standing, address: str) -> list[str]:
    """Why a question is asked, hidden or required now, in sentences."""
    question = standing.index.question_of(address)
    place = standing.index.input_at.get(address)
    name = place_name(standing, address)
    name = name[:1].upper() + name[1:]
    sentences: list[str] = []
    at: Question | None = question
    hidden_by: Question | None = None
    while at is not None:
        if at.when is not None and not standing.is_enabled(at.id):
            hidden_by = at
        at = standing.index.questions.get(at.parent) if at.parent else None
    condition = when_sentence(question, standing)
    of_part = _part_reasons(question, place, standing)
    asked = place is None or not of_part or standing.is_asked(place)
    if standing.is_enabled(question.id):
        reasons = [*([condition] if condition else []), *of_part]
        if not asked:
            sentences.append(
                tr(
                    "{name} is not asked now. It is asked only if {condition}.",
                    name=name,
                    condition=_joined(of_part, tr(" and ")),
                )
            )
        elif reasons:
            sentences.append(
                tr(
                    "{name} is asked because {condition}.",
                    name=name,
                    condition=_joined(reasons, tr(" and ")),
                )
            )
        else:
            sentences.append(tr("{name} is always asked.", name=name))
    elif hidden_by is not None and hidden_by.when is not None:
        sentences.append(
            tr(
                "{name} is not asked now. It is asked only if {condition}.",
                name=name,
                condition=in_words(hidden_by.when, standing),
            )
        )
    for parked in standing.parked():
        if parked == address or (place is None and standing.index.owner(parked) == question.id):
            sentences.append(tr("What was answered is kept in the draft and is not sent."))
            break
    if asked and standing.is_enabled(question.id):
        required = (
            standing.is_required(place)
            if place
            else standing.question_is_required(question)
            or any(standing.is_required(part) for part in standing.asked_inputs(question))
        )
        rule = required_sentence(question, standing)
        if isinstance(rule, str) and (place is None or not place.path):
            sentences.append(
                tr("It is required because {condition}.", condition=rule)
                if required
                else tr("It is not required now. It is required if {condition}.", condition=rule)
            )
        elif (
            place is not None and question.nested and not required and _one_line_is_needed(question, standing)
        ):
            sentences.append(
                tr("At least one line of the question is required: this one, or another one instead.")
            )
        else:
            sentences.append(tr("It is required.") if required else tr("It is optional."))
        mark = standing.mark_of(address)
        if mark:
            sentences.append(tr("It is marked as {state}.", state=state_word(mark)))
        sentences += [
            problem.message
            for problem in standing.problems_of(question.id)
            if problem.address == address or place is None
        ]
    return sentences


def _one_line_is_needed(question: Question, standing: Standing) -> bool:
    """Whether a question needs an answer, whichever of its lines has it."""
    return standing.question_is_required(question) and not any(
        standing.is_required(place) for place in standing.asked_inputs(question)
    )


def _part_reasons(question: Question, place: Input | None, standing: Standing) -> list[str]:
    """What must hold for a part of a question beside the question's own condition, in words."""
    if place is None:
        return []
    reasons = []
    part = part_condition(question, place, standing.index)
    if part is not None:
        reasons.append(in_words(part, standing))
    if place.chosen_with is not None:
        label = display_line(question.codes().get(place.chosen_with, place.chosen_with)).rstrip(":_ ")
        reasons.append(tr('"{label}" is chosen', label=label or tr("Other")))
    return reasons


def _inside(part: Condition, edition: Indexed, mixed: str) -> str:
    """A part of a group; brackets where "and" and "or" would otherwise run together."""
    words = in_words(part, edition)
    inner = edition.conditions[part.operand] if part.operator == "condition" else part
    return f"({words})" if inner.operator == mixed and len(inner.parts()) > 1 else words


def _labels(edition: Indexed, address: str, operand: object, joiner: str | None = None) -> str:
    question = edition.index.questions.get(edition.index.owner(address))
    place = edition.index.input_at.get(address)
    chosen = address == question.id if question else False
    codes = question.codes() if question and (chosen or (place and place.kind == "choice")) else {}
    wanted = operand if isinstance(operand, list) else [operand]
    return _joined(
        [display_line(codes.get(str(code), str(code))).rstrip(":_ ") for code in wanted], joiner or tr(" or ")
    )


def _joined(parts: list[str], joiner: str) -> str:
    return joiner.join(parts)
