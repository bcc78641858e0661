"""Where words stand: in questions, guidance, notes, labels and terms, and in one's own answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from .folding import folded, folded_span
from .language import tr
from .placeholder import SPECIMEN
from .question import Question
from .response import Draft
from .standing import Standing
from .text import display_line

Kind = Literal[
    "introduction", "section", "heading", "question", "guidance", "note", "footnote", "option", "label", "answer",
    "parked", "reason", "own_note", "term", "closing",
]  # fmt: skip
"""What kind of text words were found in."""

_WORDS = re.compile(r'"([^"]+)"|([^\s"]+)')


def kind_word(kind: Kind) -> str:
    """Where something was found, for the list of what was found."""
    words = {
        "introduction": tr("introduction"), "section": tr("section"), "heading": tr("heading"),
        "question": tr("question"), "guidance": tr("guidance"), "note": tr("note"), "footnote": tr("footnote"),
        "option": tr("option"), "label": tr("line to fill in"), "answer": tr("your answer"),
        "parked": tr("your answer, kept aside"), "reason": tr("your reason"), "own_note": tr("your note"),
        "term": tr("term explained"), "closing": tr("closing words"),
    }  # fmt: skip
    return words[kind]


@dataclass(frozen=True, slots=True)
class Text:
    """One text that can be found: the address it leads to (of a term: none), its kind, and itself on one line."""

    address: str
    kind: Kind
    line: str
    plain: str
    """The same, folded."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text in which the words stand, and where in it the first of them begins and ends."""

    address: str
    kind: Kind
    line: str
    begin: int
    end: int

    def excerpt(self, most: int) -> str:
        """The words that were found with what stands around them, in at most so many characters."""
        return "".join(self.excerpt_parts(most))

    def excerpt_parts(self, most: int) -> tuple[str, str, str]:
        """The same in three: what stands before the first of the words, the word, what follows."""
        start, stop = 0, len(self.line)
        if len(self.line) > most:
            start = max(min(self.begin - most // 3, len(self.line) - most), 0)
            if start:
                # From the beginning of a word, unless the words that were found would go.
                space = self.line.find(" ", start, self.begin)
                start = space + 1 if space >= 0 else start
            room = most - (1 if start else 0)
            if stop - start > room:
                stop = start + len(self.line[start : start + room - 1].rstrip())
        before = ("…" if start else "") + self.line[start : self.begin]
        after = self.line[min(self.end, stop) : stop] + ("…" if stop < len(self.line) else "")
        return before, self.line[self.begin : min(self.end, stop)], after


class Search:
    """The texts of a questionnaire and of a draft at one moment, ready to be looked through at each key."""

    def __init__(self, standing: Standing, draft: Draft | None = None) -> None:
        self._standing = standing
        self._draft = draft

    def find(self, wanted: str) -> list[Found]:
        """Where all of these words stand, in printed order: beginnings and middles of words count, the order does not,
        and neither do case and accents. Words in quotation marks must stand side by side.

        Where no single text of a question holds all of them but its texts together do, the one that holds most is given.
        """
        words = [folded(" ".join((one or other).split())) for one, other in _WORDS.findall(folded(wanted))]
        if not words:
            return []
        return [found for texts in self._groups for found in _found_in(texts, words)]

    @cached_property
    def _groups(self) -> list[list[Text]]:
        """The texts, those of one question together."""
        return list(self._all())

    def _all(self) -> Iterator[list[Text]]:
        standing, edition = self._standing, self._standing.edition
        first = edition.sections[0].questions[0].id
        for part in (edition.title, *edition.introduction, *(note.text for note in edition.footnotes)):
            yield [self._text(first, "introduction", part)]
        parked = frozenset(standing.parked())
        for section in edition.sections:
            first = section.questions[0].id if section.questions else first
            if title := section.printed_title or section.short_title:
                yield [self._text(first, "section", title)]
            notes: list[tuple[Kind, str]] = [
                ("guidance", section.guidance or ""),
                *(("note", note) for note in section.notes),
                *(("footnote", note.text) for note in section.footnotes),
            ]
            for kind, note in notes:
                if note:
                    yield [self._text(first, kind, note)]
            for question in standing.index.in_section[section.id]:
                texts = [*self._printed(question), *self._own(question, parked)]
                if texts:
                    yield texts
                if question.repeated and not standing.response.entries.get(question.id):
                    yield from self._inside(question)
        for entry in edition.glossary:
            yield [self._text("", "term", f"{entry.term}: {entry.text}")]
        last = edition.sections[-1].questions[-1].id if edition.sections[-1].questions else first
        for part in (edition.closing_title or "", *edition.closing):
            if part:
                yield [self._text(last, "closing", part)]

    def _inside(self, repeat: Question) -> Iterator[list[Text]]:
        """What a repeat without an entry would ask: it leads to the repeat."""
        specimens = self._standing.edition.index.specimen.questions
        for question_id, question in specimens.items():
            if question_id.startswith(f"{repeat.id}/{SPECIMEN}/"):
                yield [Text(repeat.id, text.kind, text.line, text.plain) for text in self._words_of(question)]

    def _printed(self, question: Question) -> Iterator[Text]:
        """The printed words of a question; of the entries of a repeat, those of the first alone."""
        repeat, _, entry = question.id.rpartition("/")[0].rpartition("/")
        if question.is_printed and (not repeat or self._standing.response.entries.get(repeat, [entry])[0] == entry):  # fmt: skip
            yield from self._words_of(question)

    def _words_of(self, question: Question) -> Iterator[Text]:
        kinds: list[tuple[Kind, str]] = [
            ("heading", question.heading or ""), ("question", question.text), ("guidance", question.guidance or ""),
            *(("note", note) for note in question.notes), *(("footnote", note.text) for note in question.footnotes),
            *(("option", label) for label in question.codes().values()),
        ]  # fmt: skip
        for kind, words in kinds:
            if words.strip():
                yield self._text(question.id, kind, words)
        seen = {""}
        for place in question.inputs():
            if place.label not in seen:
                seen.add(place.label)
                yield self._text(place.address, "label", place.label)

    def _own(self, question: Question, parked: frozenset[str]) -> Iterator[Text]:
        """What the respondent wrote at a question."""
        response = self._standing.response
        draft = self._draft
        own: list[tuple[Mapping[str, str], Kind]] = [
            ({address: mark.reason for address, mark in response.marks.items()}, "reason"),
            (response.justifications, "reason"),
            (draft.notes if draft else {}, "own_note"),
        ]
        addresses = dict.fromkeys((question.id, *(place.address for place in question.inputs())))
        for place in question.inputs():
            answer = response.answer(place.address)
            if answer is not None:
                kind: Kind = "parked" if place.address in parked else "answer"
                yield self._text(place.address, kind, question.display(place, answer), filled=True)
        for texts, kind in own:
            for address in addresses:
                if texts.get(address):
                    yield self._text(address, kind, texts[address], filled=True)

    def _text(self, address: str, kind: Kind, words: str, filled: bool = False) -> Text:
        """``filled``: the respondent's own words, in which braces are braces."""
        line = display_line(words if filled else self._standing.filled_in(words, address))
        return Text(address, kind, line, folded(line))


def _found_in(texts: list[Text], words: list[str]) -> Iterator[Found]:
    whole = [text for text in texts if all(word in text.plain for word in words)]
    if not whole and len(words) > 1:
        held = [sum(word in text.plain for word in words) for text in texts]
        together = all(any(word in text.plain for text in texts) for word in words)
        whole = [texts[held.index(max(held))]] if together else []
    for text in whole:
        spans = [span for word in words if (span := folded_span(text.line, word))]
        begin, end = min(spans, default=(0, 0))
        yield Found(text.address, text.kind, text.line, begin, end)
