"""The mappings that ship with the editions: complete, and the one of 2022 to 2024 is that of the sources."""

from __future__ import annotations

import csv
from functools import cache
from itertools import combinations

import pytest

from msq_tui.core.edition import Edition
from msq_tui.core.mapping import MappedSide, Mapping, carried_to, mapping_problems

from .helpers import ROOT, plain_edition
from .test_mapping import PRINTED_ONLY, place_of

EDITIONS = ROOT / "editions"
YEARS = ("2020", "2022", "2024")
PAIRS = list(combinations(YEARS, 2))

with (ROOT / "tests" / "instruments" / "mapping-2022-2024.csv").open(encoding="utf-8", newline="") as stream:
    SOURCE = list(csv.DictReader(stream))

ASKED = [row for row in SOURCE if not row["msq_2022"].startswith(PRINTED_ONLY)]


@cache
def edition(year: str) -> Edition:
    return Edition.model_validate(plain_edition(EDITIONS / f"msq-{year}.yaml"))


@cache
def mapping(older: str, newer: str) -> Mapping:
    path = EDITIONS / f"msq-{older}-to-{newer}.mapping.yaml"
    return Mapping.model_validate(plain_edition(path))


@cache
def numbered_2024() -> dict[str, str]:
    """Printed number -> address, in the edition of 2024."""
    found = {}
    for question in edition("2024").questions():
        found[question.number] = question.id
        for part in (*getattr(question, "rows", ()), *getattr(question, "fields", ())):
            found[part.number] = f"{question.id}/{part.code}"
    return {number: address for number, address in found.items() if number}


def address_2022(entry: str) -> str | None:
    place = place_of(entry, edition("2022"))
    return place.address if place else None


def sides(older: str, newer: str) -> tuple[MappedSide, MappedSide]:
    whole = mapping(older, newer)
    return MappedSide("from", edition(older), whole), MappedSide("to", edition(newer), whole)


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_a_shipped_mapping_agrees_with_both_editions(older: str, newer: str) -> None:
    whole = mapping(older, newer)
    assert (whole.from_, whole.to) == (f"msq-{older}", f"msq-{newer}")
    assert mapping_problems(whole, edition(older), edition(newer)) == []


@pytest.mark.parametrize("row", ASKED, ids=lambda row: f"{row['msq_2022']}-{row['msq_2024']}")
def test_the_mapping_of_2022_to_2024_says_what_the_sources_say(row: dict[str, str]) -> None:
    """Printed number to id: the same line, the same relation, and the same is carried there."""
    older, newer = sides("2022", "2024")
    before = address_2022(row["msq_2022"]) if row["msq_2022"] else None
    after = numbered_2024()[row["msq_2024"]] if row["msq_2024"] else None
    assert before or after
    numbers = {older.line_of(before) if before else None, newer.line_of(after) if after else None} - {None}
    assert len(numbers) == 1, "both stand in one line"
    line = mapping("2022", "2024").lines[numbers.pop() or 0]
    carries = carried_to(mapping("2022", "2024"), edition("2024"), after) if after else line.carries
    assert (line.relation, carries) == (row["relation"], row["carries"])
    assert (bool(line.from_), bool(line.to)) == (before is not None, after is not None)


def test_the_mapping_of_2022_to_2024_leads_nowhere_that_the_sources_do_not() -> None:
    in_sources = {
        (address_2022(row["msq_2022"]) or "", numbered_2024().get(row["msq_2024"], "")) for row in ASKED
    }
    in_mapping = {
        (before, after)
        for line in mapping("2022", "2024").lines
        for before in (line.from_ or [""])
        for after in (line.to or [""])
    }
    assert in_mapping == in_sources


def test_what_the_sources_name_besides_questions_is_printed_text_alone() -> None:
    left = {row["msq_2022"] for row in SOURCE if row not in ASKED}
    assert left and not [entry for entry in left if address_2022(entry)]


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_an_answer_is_carried_only_under_one_and_the_same_id(older: str, newer: str) -> None:
    """What can be carried whole is the same thing in the same shape, so it has one name."""
    whole = [line for line in mapping(older, newer).lines if line.carries == "answer"]
    assert [line for line in whole if line.from_ != line.to] == []


@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_an_id_in_two_editions_is_one_thing_with_one_type(older: str, newer: str) -> None:
    """The same or reworded; or, where a text became a choice with a text, part of that split."""
    before, after = sides(older, newer)
    shared = [
        place
        for address, place in after.index.input_at.items()
        if address in before.index.input_at and place.question_id in before.index.questions
    ]
    odd = [
        place.address
        for place in shared
        if (number := after.line_of(place.address)) is None
        or number != before.line_of(place.address)
        or mapping(older, newer).lines[number].relation not in ("same", "reworded", "split")
        or before.index.questions[place.question_id].type != after.index.questions[place.question_id].type
        or before.index.input_at[place.address].kind != place.kind
    ]
    assert shared and odd == []


def test_going_through_2022_never_calls_the_same_what_the_direct_way_drops() -> None:
    """What is the same or reworded from 2020 to 2022 and from there to 2024 is so from 2020 to 2024."""

    def kept(older: str, newer: str) -> set[str]:
        return {
            place.address
            for side in sides(older, newer)[:1]
            for place in side.index.input_at.values()
            if (number := side.line_of(place.address)) is not None
            and mapping(older, newer).lines[number].relation in ("same", "reworded")
            and mapping(older, newer).lines[number].from_ == mapping(older, newer).lines[number].to
        }

    assert kept("2020", "2022") & kept("2022", "2024") == kept("2020", "2024")


def test_what_is_new_in_2024_and_has_a_name_of_2020_is_in_the_direct_mapping() -> None:
    direct = {a for line in mapping("2020", "2024").lines if line.relation == "new" for a in line.to}
    stepwise = {a for line in mapping("2022", "2024").lines if line.relation == "new" for a in line.to}
    assert stepwise - direct == set()
