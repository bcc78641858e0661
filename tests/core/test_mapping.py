"""The mapping of 2022 to 2024 and the 2022 edition name the same places."""

from __future__ import annotations

import csv

import pytest

from msq_tui.core.edition import Edition
from msq_tui.core.question import Input, Question
from msq_tui.core.question_types.table import TableQuestion

from .helpers import ROOT, msq_2022

# In the mapping's own numbers; what it calls otherwise than by number, row and follow-up.
NAMED = {"4.coordination": "cio.details", "39.guidelines": "social_media.guidelines"}
PRINTED_ONLY = ("intro.", "closing.")


def entries() -> list[str]:
    with (ROOT / "tests" / "instruments" / "mapping-2022-2024.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        named = {row["msq_2022"]: None for row in csv.DictReader(stream)}
    return [entry for entry in named if entry and not entry.startswith(PRINTED_ONLY)]


def by_number(edition: Edition) -> dict[str, Question]:
    return {question.number: question for question in edition.questions() if question.number}


def place_of(entry: str, edition: Edition) -> Input | None:
    """The input that an entry of the mapping means, or None."""
    index = edition.index
    number, _, row = entry.partition(":")
    if row:
        table = by_number(edition).get(number)
        rows = (
            [part.code for part in table.rows if part.label == row]
            if isinstance(table, TableQuestion)
            else []
        )
        return index.input_at.get(f"{table.id}/{rows[0]}") if table and len(rows) == 1 else None
    if entry in NAMED:
        return index.input_at.get(NAMED[entry])
    if entry in by_number(edition):
        return index.input_at.get(by_number(edition)[entry].id)
    number, _, rest = entry.partition(".")
    if number in by_number(edition):
        parent = by_number(edition)[number].id
        if rest == "follow_up":
            below = [q for q in index.children.get(parent, []) if q == f"{parent}.details"]
            return index.input_at.get(below[0]) if len(below) == 1 else None
        return index.input_at.get(f"{parent}.contact/{rest.removeprefix('cio.')}")
    return index.input_at.get(entry.replace(".", "/"))


@pytest.mark.parametrize("entry", entries())
def test_every_question_of_the_mapping_is_a_place_to_answer_in_the_2022_edition(entry: str) -> None:
    assert place_of(entry, msq_2022()) is not None


def test_no_two_entries_of_the_mapping_are_the_same_place() -> None:
    places = [place.address for entry in entries() if (place := place_of(entry, msq_2022()))]
    assert len(set(places)) == len(places)


def test_every_place_to_answer_in_the_2022_edition_stands_in_the_mapping() -> None:
    mapped = {place.address for entry in entries() if (place := place_of(entry, msq_2022()))}
    with_texts_of_their_own = {address for address in msq_2022().index.input_at if address.endswith("/other")}
    assert set(msq_2022().index.input_at) - mapped - with_texts_of_their_own == set()
