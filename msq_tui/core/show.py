"""An edition as the plain data of ``msq show --json`` and of ``questions`` in a submission (interfaces.md, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .choice import ChoiceQuestion
from .condition import Condition
from .edition import Edition, Section
from .placeholder import SPECIMEN
from .question import Part, Question
from .words import Indexed, in_words, required_sentence, when_sentence

VALUE_KEYS = ("unit", "at_least", "at_most", "precision", "not_before", "not_after")
"""What a row, column or field says about a number or date typed there."""

Conditions = Mapping[tuple[str, str], Condition]
"""Key in the file and code of a part -> its condition, as the specimen of an entry has it."""


def shown_edition(edition: Edition) -> dict[str, Any]:
    """The whole edition: ``edition`` and ``sections``."""
    return {
        "edition": {
            "id": edition.id,
            "revision": edition.revision,
            "title": edition.title,
            "publisher": edition.publisher,
            "year": edition.year,
            "language": edition.language,
            "languages": list(edition.all_languages),
            "shown_language": edition.shown_language,
            "deadline": edition.deadline,
            "enquiries": edition.enquiries,
            "submission": edition.submission.model_dump() if edition.submission else None,
            "states": list(edition.states),
            "channel_limit": edition.channel_limit,
            "running": edition.running,
            "introduction": [edition.filled_in(text) for text in edition.introduction],
            "footnotes": [footnote.model_dump() for footnote in edition.footnotes],
            "closing_title": edition.closing_title,
            "closing": [edition.filled_in(text) for text in edition.closing],
            "glossary": [entry.model_dump() for entry in edition.glossary],
        },
        "sections": [_section(section, edition) for section in edition.sections],
    }


def _section(section: Section, edition: Edition) -> dict[str, Any]:
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "short_title": section.short_title,
        "guidance": section.guidance,
        "notes": list(section.notes),
        "footnotes": [footnote.model_dump() for footnote in section.footnotes],
        "questions": [shown_question(question, edition) for question in section.questions],
    }


def shown_question(question: Question, edition: Edition, asked: Question | None = None) -> dict[str, Any]:
    """One question with every key that readers may rely on; lists are empty and labels null where nothing is.

    ``asked`` is the question as the specimen of its entry asks it, for the names in its conditions. ``explanation``,
    ``not_before``, ``not_after`` and, at parts, ``when``, ``unit`` and ranges stand only where there is one, so that
    what was sent before they came keeps its bytes.
    """
    form: Indexed = edition.specimen
    asked = asked or question
    conditions = {(key, code): condition for key, code, condition in asked.part_conditions()}
    choice = question if isinstance(question, ChoiceQuestion) else None
    explanation = getattr(question, "explanation", None)
    options = choice.choices if choice else getattr(question, "options", [])
    return {
        "id": question.id,
        "number": question.number,
        "text": question.text,
        "type": question.type,
        "required": required_sentence(asked, form),
        "expected": question.expected,
        "new": question.new,
        "parent": question.parent,
        "when": when_sentence(asked, form),
        "options": [
            {
                "code": option.code,
                "label": option.label,
                "text": getattr(option, "text", None),
                "exclusive": getattr(option, "exclusive", False),
                **_condition_of("options", option.code, conditions, form),
            }
            for option in options
        ],
        "other": choice.other if choice else None,
        "text_box": choice.text_box if choice else None,
        **({} if explanation is None else {"explanation": explanation}),
        **_given(question, ("not_before", "not_after")),
        "rows": [_part("rows", row, conditions, form) for row in getattr(question, "rows", ())],
        "columns": [
            {
                "code": column.code,
                "label": column.label,
                "number": getattr(column, "number", None),
                "required": getattr(column, "required", False),
                "type": getattr(column, "type", "computed"),
                **_given(column, VALUE_KEYS),
            }
            for column in getattr(question, "columns", ())
        ],
        "fields": [_part("fields", field, conditions, form) for field in getattr(question, "fields", ())],
        **question.shown_more(),
        "limits": question.limits.model_dump(exclude_none=True) if question.limits else None,
        "questions": [
            shown_question(inner, edition, form.index.questions[f"{asked.id}/{SPECIMEN}/{inner.id}"])
            for inner in getattr(question, "questions", ())
        ],
        "heading": question.heading,
        "guidance": question.guidance,
        "notes": list(question.notes),
        "footnotes": [footnote.model_dump() for footnote in question.footnotes],
        "emphasis": list(question.emphasis),
    }


def _given(of: object, keys: Iterable[str]) -> dict[str, str]:
    """Those of the keys that have a value, as text."""
    return {key: str(value) for key in keys if (value := getattr(of, key, None)) is not None}


def _condition_of(key: str, code: str, conditions: Conditions, form: Indexed) -> dict[str, str]:
    condition = conditions.get((key, code))
    return {} if condition is None else {"when": in_words(condition, form)}


def _part(key: str, part: Part, conditions: Conditions, form: Indexed) -> dict[str, Any]:
    return {
        "code": part.code,
        "label": part.label,
        "prompt": part.prompt,
        "number": part.number,
        "required": part.required,
        "expected": part.expected,
        "new": part.new,
        "type": part.type,
        **_given(part, VALUE_KEYS),
        **_condition_of(key, part.code, conditions, form),
    }
