"""An edition and answers as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msq_tui.core.edition import Edition
from msq_tui.core.language import tr
from msq_tui.core.question import Question
from msq_tui.core.words import required_sentence, when_sentence
from msq_tui.files.yaml_write import entry


def edition_as_text(edition: Edition) -> str:
    """Sections and questions with their addresses, one thing a line."""
    lines = [edition.title, tr("id {id}, revision {revision}", id=edition.id, revision=edition.revision)]
    for section in edition.sections:
        lines += ["", section.printed_title or section.outline_title]
        for question in section.questions:
            lines += _question_as_text(question, edition)
    return "\n".join(lines)


def _question_as_text(question: Question, edition: Edition) -> list[str]:
    number = f"{question.number}. " if question.number else ""
    lines = [f"  {number}{question.text or question.heading or ''}", f"      {question.id} ({question.type})"]
    required = required_sentence(question, edition)
    if required is True:
        lines[-1] += ", " + tr("required")
    elif isinstance(required, str):
        lines.append("      " + tr("required if {condition}", condition=required))
    condition = when_sentence(question, edition)
    if condition:
        lines.append("      " + tr("only if {condition}", condition=condition))
    codes = question.codes()
    if 0 < len(codes) <= 20:
        lines += [f"      - {code}: {label}" for code, label in codes.items()]
    for place in edition.index.inputs[question.id]:
        if place.label:
            lines.append(f"      {place.address}: {place.label}")
    return lines


def answers_as_text(answers: Mapping[str, Any], marks: Mapping[str, Any], parked: Sequence[str]) -> str:
    """Answers as a draft writes them, then marks and what is parked."""
    text = "".join(entry(key, value) for key, value in answers.items())
    if marks:
        text += entry("states", marks)
    if parked:
        text += entry("parked", list(parked))
    return text.rstrip("\n")
