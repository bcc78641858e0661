"""The terms of an edition that stand in a question, for an explanation where they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .edition import Edition, GlossaryTerm
from .question import Question


def terms_in(question: Question, edition: Edition) -> list[GlossaryTerm]:
    """The glossary terms that stand as whole words in a question, its guidance, notes, options, rows or fields."""
    if not edition.glossary:
        return []
    words = "\n".join(_words_of(question)).casefold()
    return [entry for entry in edition.glossary if _stands_in(entry.term.casefold().strip(), words)]


def _stands_in(term: str, words: str) -> bool:
    return bool(term) and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words) is not None


def _words_of(question: Question) -> Iterator[str]:
    yield from (
        text for text in (question.heading, question.text, question.guidance, *question.notes) if text
    )
    yield from question.codes().values() if hasattr(question, "choices") else ()
    yield from (place.label for place in question.inputs())
