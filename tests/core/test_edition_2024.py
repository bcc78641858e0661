"""The edition of 2024 says what its source says, and calls what it asks again by the names of 2022."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from msq_tui.core.choice import ChoiceQuestion
from msq_tui.core.condition import Condition
from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.question import Part, Question
from msq_tui.core.show import shown_edition

from .helpers import ROOT, msq_2022, plain_edition
from .test_mapping import place_of

INSTRUMENTS = ROOT / "tests" / "instruments"
NOT_PRINTED = ("Layout of this file", "Title and introduction", "Readings", "Quirks kept")

TYPES = {"multi_choice": "multiple_choice", "links": "long_text", "name_and_link": "long_text"}
"""What the source calls otherwise than we do (tests/instruments/README.md)."""

IF_THERE_IS_A_STRATEGY = {"63", "65", "67", "69", "71", "73", "75", "77", "92"}
"""Starred, and relevant on Yes to 59 by the reading of the lead-in, but printed without a condition."""


@cache
def msq_2024() -> Edition:
    return Edition.model_validate(plain_edition(ROOT / "editions" / "msq-2024.yaml"))


def source_sections() -> list[tuple[str, list[dict[str, Any]]]]:
    """The headings of the source with the entries below them, in printed order."""
    text = (INSTRUMENTS / "msq-2024.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^#{2,3} ", text)
    found = []
    for part in parts:
        heading, _, body = part.partition("\n")
        if heading not in NOT_PRINTED:
            found.append((heading, YAML(typ="safe", pure=True).load(body) or []))
    return found


@cache
def source() -> dict[str, dict[str, Any]]:
    """The numbered entries of the source."""
    return {
        entry["number"]: entry for _, entries in source_sections() for entry in entries if "number" in entry
    }


@cache
def places() -> dict[str, tuple[Question, Part | None]]:
    """The question of each printed number, with its row or field where the number stands there."""
    found: dict[str, tuple[Question, Part | None]] = {}
    for question in msq_2024().questions():
        if question.number:
            found[question.number] = (question, None)
        for part in parts_of(question):
            found[part.number or ""] = (question, part)
    return found


def parts_of(question: Question) -> list[Part]:
    return [*getattr(question, "rows", ()), *getattr(question, "fields", ())]


def address(number: str) -> str:
    question, part = places()[number]
    return f"{question.id}/{part.code}" if part else question.id


def mapping(*relations: str, carries: str) -> list[tuple[str, str]]:
    """The lines of the mapping with one of these relations: what is which of 2022 and of 2024."""
    with (INSTRUMENTS / "mapping-2022-2024.csv").open(encoding="utf-8", newline="") as stream:
        return [
            (row["msq_2022"], row["msq_2024"])
            for row in csv.DictReader(stream)
            if row["relation"] in relations and row["carries"] == carries
        ]


def address_2022(entry: str) -> str:
    place = place_of(entry, msq_2022())
    assert place is not None
    return place.address


def wanted_when(entry: dict[str, Any]) -> Condition | None:
    if "follow_up_of" not in entry:
        return None
    asked, codes = places()[entry["follow_up_of"]][0].id, entry["when"].split("|")
    operand = {"is_any_of": codes} if len(codes) > 1 else {"is": codes[0]}
    return Condition.model_validate({"question": asked, **operand})


def test_nothing_is_to_be_put_right() -> None:
    assert edition_problems(msq_2024()) == []


def test_the_numbers_stand_once_each_in_printed_order() -> None:
    numbers = [
        holder["number"]
        for section in shown_edition(msq_2024())["sections"]
        for question in section["questions"]
        for holder in (question, *question["rows"], *question["fields"])
        if holder["number"]
    ]
    assert numbers == list(source()) == [str(number) for number in range(1, 127)]


def test_the_headings_are_those_of_the_source() -> None:
    printed = [
        heading
        for section in msq_2024().sections
        for heading in (section.printed_title, *(question.heading for question in section.questions))
        if heading
    ]
    stem = source()["126"]["stem"]
    assert printed == [heading for heading, _ in source_sections() if "no printed" not in heading] + [stem]


def test_the_notes_and_the_closing_are_those_of_the_source() -> None:
    edition = msq_2024()
    notes = [note for section in edition.sections for note in section.notes]
    for question in edition.questions():
        notes += question.notes
        if question.type == "note" or question.id == "sectoral_agencies":
            notes.append(question.text)
    entries = [entry for _, section in source_sections() for entry in section]
    assert sorted(notes) == sorted(entry["note"] for entry in entries if "note" in entry)
    assert edition.closing == [entry["closing"] for entry in entries if "closing" in entry]


@pytest.mark.parametrize("number", source())
def test_the_words_are_those_of_the_source(number: str) -> None:
    question, part = places()[number]
    entry = source()[number]
    printed = part.label + (part.prompt or "") if part else question.text
    assert printed == entry["text"].removeprefix("- ")
    if "stem" in entry:
        assert entry["stem"] in (question.text, question.heading)
    assert not entry.get("emphasis") or question.emphasis == entry["emphasis"]


@pytest.mark.parametrize("number", source())
def test_the_type_is_that_of_the_source(number: str) -> None:
    question, part = places()[number]
    entry = source()[number]
    kind = entry.get("format") or TYPES.get(entry["type"], entry["type"])
    assert (part or question).type == kind


@pytest.mark.parametrize("number", source())
def test_what_is_starred_is_required(number: str) -> None:
    question, part = places()[number]
    starred = source()[number]["required"] == "yes" or source()[number]["required"] is True
    if number in IF_THERE_IS_A_STRATEGY:
        assert starred
        assert question.required == Condition.model_validate({"question": "strategy", "is": "yes"})
    else:
        assert (part or question).required is starred


@pytest.mark.parametrize("number", source())
def test_what_carries_the_tag_is_new(number: str) -> None:
    question, part = places()[number]
    assert (part or question).new is ("[NEW" in source()[number]["text"])
    assert (part or question).new is (source()[number]["new"] in ("yes", True))


@pytest.mark.parametrize("number", source())
def test_a_follow_up_is_asked_when_the_source_says(number: str) -> None:
    question, _ = places()[number]
    entry = source()[number]
    if number in IF_THERE_IS_A_STRATEGY:
        assert question.when is None
        assert wanted_when(entry) is None
    else:
        assert question.when == wanted_when(entry)
        assert question.parent == (places()[entry["follow_up_of"]][0].id if "follow_up_of" in entry else None)


@pytest.mark.parametrize("number", [number for number, entry in source().items() if "options" in entry])
def test_the_options_are_those_of_the_source(number: str) -> None:
    question, _ = places()[number]
    entry = source()[number]
    assert isinstance(question, ChoiceQuestion)
    labels = [option.label for option in question.choices]
    unlabelled = ["_____"] if number == "60" else []
    assert labels == entry["options"] + unlabelled
    assert (question.other is not None) is (entry["other"] in ("yes", True))


@pytest.mark.parametrize(("entry", "number"), mapping("same", "reworded", carries="answer"))
def test_what_is_asked_again_has_its_address_of_2022(entry: str, number: str) -> None:
    assert address(number) == address_2022(entry)


@pytest.mark.parametrize(("entry", "number"), mapping("same", "reworded", carries="answer"))
def test_what_is_asked_again_has_its_option_codes_of_2022(entry: str, number: str) -> None:
    question, _ = places()[number]
    before = msq_2022().index.question_of(address_2022(entry))
    assert (question.type, list(question.codes())) == (before.type, list(before.codes()))


@pytest.mark.parametrize(
    ("entry", "number"), [line for line in mapping("split", carries="text") if line[0] != "43"]
)
def test_a_text_that_became_a_yes_or_no_with_a_text_keeps_its_address(entry: str, number: str) -> None:
    assert address(number) == address_2022(entry)


@pytest.mark.parametrize(("entry", "number"), mapping("split", carries="none"))
def test_the_yes_or_no_before_such_a_text_has_the_id_without_its_end(entry: str, number: str) -> None:
    assert f"{address(number)}.details" == address_2022(entry)


@pytest.mark.parametrize("number", [new for _, new in mapping("new", carries="none")] + ["123", "124"])
def test_what_was_not_asked_in_2022_has_an_address_of_its_own(number: str) -> None:
    assert address(number) not in msq_2022().index.input_at
