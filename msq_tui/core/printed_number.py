"""The number that stands beside a question or input, and the way from a number back to its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .folding import folded
from .index import EditionIndex

MOST_FOUND = 50
FEWEST_LETTERS = 3
"""From so many letters on the beginning of an address is looked for as well."""
_FILLERS = re.compile(r"^(?:#|no\.|nr\.)\s*|[\s.:)]+$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as it is printed, and the address of what it stands beside."""

    number: str
    address: str


def printed_number(index: EditionIndex, address: str) -> str | None:
    """The number of a question or input as it is printed; a follow-up without one has that of its parent."""
    question = index.questions.get(index.owner(address))
    if question is None:
        return None
    place = index.input_at.get(address)
    parent = index.questions.get(question.parent) if question.parent and not question.number else None
    number = question.number or (parent.number if parent else None)
    if place is not None and place.number:
        return f"{number}.{place.number}" if number else place.number
    return number


def all_numbers(index: EditionIndex) -> Iterator[Numbered]:
    """Every number with its place, in printed order; one of a row stands for its first input."""
    for question_id, question in index.questions.items():
        if question.number:
            yield Numbered(question.number, question_id)
        seen = set()
        for place in index.inputs[question_id]:
            if place.number and place.number not in seen:
                seen.add(place.number)
                yield Numbered(printed_number(index, place.address) or place.number, place.address)


def at_number(index: EditionIndex, wanted: str) -> list[Numbered]:
    """The places that somebody means who writes ``wanted``: an address, a printed number ("33", "2.a", also "2a"), the
    letter of a section, or the beginning of a number or address. What fits best comes first; nothing where nothing fits."""
    key = _plain(wanted)
    if not key:
        return []
    found: dict[str, Numbered] = {}
    for address in (wanted.strip(), key):
        if address in index.input_at or address in index.questions:
            found[address] = Numbered(printed_number(index, address) or "", address)
    numbers = [(one, _plain(one.number)) for one in all_numbers(index)]
    squeezed = _squeezed(key)
    fits: tuple[Callable[[str], bool], ...] = (
        lambda number: number == key,
        lambda number: _squeezed(number) == squeezed,
        lambda number: _leads_on(key, number),
    )
    for fits_here in fits:
        for one, number in numbers:
            if fits_here(number):
                found.setdefault(one.address, one)
    for questions in index.in_section.values():
        section = index.section_of[questions[0].id] if questions else None
        if section is not None and section.number and _plain(section.number) == key:
            found.setdefault(questions[0].id, Numbered(section.number, questions[0].id))
    if len(key) >= FEWEST_LETTERS and not key[0].isdigit():
        found |= {
            address: Numbered(printed_number(index, address) or "", address)
            for address in index.questions
            if address.startswith(key) and address not in found
        }
    return list(found.values())[:MOST_FOUND]


def nearest_number(index: EditionIndex, wanted: str) -> str | None:
    """The number, else the address, most like ``wanted``; None where nothing is like it."""
    key = _plain(wanted)
    known = {_plain(one.number): one.number for one in all_numbers(index)}
    value = re.match(r"\d+", key)
    if value:
        # Of 44 questions, 99 is nearest to the last.
        near = min(
            (number for number in known if number[:1].isdigit()),
            key=lambda number: abs(_value(number) - int(value.group()[:9])),
            default=None,
        )
        return known[near] if near is not None else None
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    return known[close[0]] if close else index.nearest(key)


def _leads_on(key: str, number: str) -> bool:
    """Whether a number goes on from what was written: "2" leads on to "2.a", not to "20"."""
    return number.startswith(key) and not (key[-1].isdigit() and number[len(key) : len(key) + 1].isdigit())


def _value(number: str) -> int:
    found = re.match(r"\d+", number)
    return int(found.group()) if found else 0


def _plain(number: str) -> str:
    return _FILLERS.sub("", folded(number).strip()).strip()


def _squeezed(number: str) -> str:
    """Letters and digits alone, apart where digits would run together."""
    return "".join(re.findall(r"[^\W_]+|(?<=\d)\W(?=\d)", number))
