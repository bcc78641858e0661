"""Where the marks of footnotes stand in printed texts that are shown as plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .question import Footnote, Question


def whole_words(words: str) -> re.Pattern[str]:
    """Finds ``words``, and not within a longer word."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if words[:1].isalnum() else re.escape(words))


def marked(text: str, footnotes: Sequence[Footnote], texts: Iterable[str]) -> str:
    """``text`` with ``[mark]`` behind the words that a footnote follows.

    ``texts`` are all texts that share the footnotes, in printed order: a mark stands in the first that has its words,
    and at the end of the first where the footnote names none.
    """
    if not footnotes:
        return text
    together = [one for one in texts if one]
    places: list[tuple[int, str]] = []
    for footnote in footnotes:
        found = whole_words(footnote.after)
        holder = next((one for one in together if not footnote.after or found.search(one)), None)
        if holder == text:
            match = found.search(text) if footnote.after else None
            places.append((match.end() if match else len(text.rstrip()), footnote.mark))
    for place, mark in sorted(places, reverse=True):
        text = f"{text[:place]} [{mark}]{text[place:]}"
    return text


def marked_in(question: Question, text: str) -> str:
    """A text of a question (its own, or the label of an option, row or field) with the marks of its footnotes."""
    if not question.footnotes:
        return text
    texts = (
        [question.heading or "", question.text]
        if not question.text
        else [question.text, question.heading or ""]
    )
    texts += [*question.notes, question.guidance or "", *question.codes().values()]
    return marked(text, question.footnotes, [*texts, *(place.label for place in question.inputs())])


def below(footnotes: Sequence[Footnote]) -> list[str]:
    """Footnotes as lines to stand below: ``[mark] text``."""
    return [f"[{footnote.mark}] {footnote.text}" for footnote in footnotes]
