"""What of a profile is proposed where."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from msq_tui.core.edition import Edition
from msq_tui.core.proposals import proposals_for

from .helpers import ROOT, edition_of, plain_edition


@cache
def load_edition(name: str) -> Edition:
    return Edition.model_validate(plain_edition(ROOT / "editions" / f"{name}.yaml"))


PROFILE = {
    "country": "WSM",
    "name": "Ana Sosa",
    "title": "Head of unit",
    "organization": "Ministry of Works",
    "offices": "Office A\n\nOffice B",
    "links": "https://works.example\nhttps://a.works.example",
    "email": "ana@works.example",
    "phone": "+1 555 0100",
}
OFFICES = ["Ministry of Works", "Office A, Ministry of Works", "Office B, Ministry of Works"]
PERSON = {"type": "contact", "text": "Who", "fields": [{"code": "name", "label": "Name"}]}
YES_NO = {"id": "helped", "type": "yes_no", "text": "Did somebody help you?"}
LINKS = "https://works.example\nhttps://a.works.example"


@pytest.mark.parametrize(("edition", "address", "proposed"), [
    ("msq-2022", "country", ["WSM"]),
    ("msq-2022", "contact/name", ["Ana Sosa"]),
    ("msq-2022", "contact/title", ["Head of unit"]),
    ("msq-2022", "contact/organization", OFFICES),
    ("msq-2022", "contact/email", ["ana@works.example"]),
    ("msq-2022", "egov_agency", [f"{office}\n{LINKS}" for office in OFFICES]),
    ("msq-2022", "egov_portal", []),
    ("msq-2022", "cio", []),
    ("msq-2022", "portals/e_services", []),
    ("msq-2020", "contact/email", ["ana@works.example"]),
    ("msq-2020", "cio.contact/phone", []),
    ("msq-2022", "cio.contact/name", []),
    ("msq-2024", "cio.contact/email", []),
])  # fmt: skip
def test_the_profile_is_proposed_where_it_is_asked_for(
    edition: str, address: str, proposed: list[str]
) -> None:
    index = load_edition(edition).index
    place = index.input_at[address]
    found = proposals_for(index.questions[place.question_id], place, PROFILE, {})
    assert [(one.address, one.answer, one.source) for one in found] == [
        (address, text, "profile") for text in proposed
    ]


def test_what_a_draft_carries_comes_first_and_nothing_twice() -> None:
    index = load_edition("msq-2022").index
    place = index.input_at["contact/name"]
    question = index.questions["contact"]
    found = proposals_for(question, place, PROFILE, {"contact/name": "Ben Faleolo"})
    assert [(one.answer, one.source) for one in found] == [("Ben Faleolo", "draft"), ("Ana Sosa", "profile")]
    found = proposals_for(question, place, PROFILE, {"contact/name": "Ana Sosa"})
    assert [(one.answer, one.source) for one in found] == [("Ana Sosa", "draft")]


@pytest.mark.parametrize(("questions", "address", "proposed"), [
    ([{"id": "respondent.contact", **PERSON}], "respondent.contact/name", ["Ana Sosa"]),
    ([{"id": "minister.contact", **PERSON}], "minister.contact/name", []),
    ([YES_NO, {"id": "helper", **PERSON, "parent": "helped"}], "helper/name", []),
    ([YES_NO, {"id": "helper", **PERSON, "when": {"question": "helped", "is": "yes"}}], "helper/name", []),
    ([YES_NO, {"id": "country", "type": "country", "text": "Whose?", "parent": "helped"}], "country", []),
    ([{"id": "works", "type": "repeat", "text": "Works", "questions": [{"id": "lead", **PERSON}]}], "works/one/lead/name", []),
])  # fmt: skip
def test_somebody_elses_contact_gets_no_proposal(
    questions: list[dict[str, Any]], address: str, proposed: list[str]
) -> None:
    index = edition_of(*questions).index.with_entries(
        {"works": ["one"]} if address.startswith("works") else {}
    )
    place = index.input_at[address]
    found = proposals_for(index.questions[place.question_id], place, PROFILE, {})
    assert [one.answer for one in found] == proposed


def test_an_empty_profile_proposes_nothing() -> None:
    index = load_edition("msq-2022").index
    for address in ("country", "contact/organization", "egov_agency"):
        place = index.input_at[address]
        assert proposals_for(index.questions[place.question_id], place, {"offices": " "}, {}) == []


@pytest.mark.parametrize(("code", "proposed"), [
    ("position", ["Head of unit"]), ("telephone", ["+1 555 0100"]), ("institution", OFFICES), ("age", []), ("country", ["Samoa"]),
])  # fmt: skip
def test_fields_of_a_contact_are_known_by_other_names_too(code: str, proposed: list[str]) -> None:
    index = edition_of(
        {"id": "person", "type": "contact", "text": "Who", "fields": [{"code": code, "label": "x"}]}
    ).index
    place = index.input_at[f"person/{code}"]
    found = proposals_for(index.questions["person"], place, PROFILE, {})
    assert [one.answer for one in found] == proposed
