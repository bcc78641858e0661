"""An edition as ``msq show --json`` gives it (interfaces.md, section 4)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from msq_tui.core.show import shown_edition

from .helpers import FEATURE_NAMES, edition_of, feature, msq_2022, text_question

QUESTION_KEYS = [
    "id", "number", "text", "type", "required", "new", "parent", "when", "options", "other", "text_box",
    "rows", "columns", "fields", "limits", "questions", "heading", "guidance", "notes", "footnotes",
]  # fmt: skip
EDITION_KEYS = ["id", "revision", "title", "introduction", "closing"]
SECTION_KEYS = ["id", "number", "title", "notes", "questions"]
PART_KEYS = ["code", "label", "number", "required", "type"]


def questions_of(name: str) -> dict[str, dict[str, Any]]:
    shown = shown_edition(feature(name) if name != "msq_2022" else msq_2022())
    return {question["id"]: question for section in shown["sections"] for question in section["questions"]}


ALL = [*FEATURE_NAMES, "msq_2022"]


def test_the_whole_has_two_keys() -> None:
    assert list(shown_edition(msq_2022())) == ["edition", "sections"]


@pytest.mark.parametrize("key", EDITION_KEYS)
def test_the_edition_has_its_keys(key: str) -> None:
    assert key in shown_edition(msq_2022())["edition"]


@pytest.mark.parametrize("key", SECTION_KEYS)
def test_every_section_has_its_keys(key: str) -> None:
    assert all(key in section for section in shown_edition(msq_2022())["sections"])


@pytest.mark.parametrize("key", QUESTION_KEYS)
@pytest.mark.parametrize("name", ALL)
def test_every_question_has_its_keys(name: str, key: str) -> None:
    assert [id_ for id_, question in questions_of(name).items() if key not in question] == []


@pytest.mark.parametrize("name", ALL)
def test_every_option_has_its_keys(name: str) -> None:
    options = [option for question in questions_of(name).values() for option in question["options"]]
    assert all(list(option)[:4] == ["code", "label", "text", "exclusive"] for option in options)


@pytest.mark.parametrize("kind", ["rows", "fields"])
@pytest.mark.parametrize("name", ALL)
def test_every_row_and_field_has_its_keys(name: str, kind: str) -> None:
    parts = [part for question in questions_of(name).values() for part in question[kind]]
    assert all(set(PART_KEYS) <= set(part) for part in parts)


@pytest.mark.parametrize("name", ALL)
def test_the_whole_is_plain_data(name: str) -> None:
    shown = shown_edition(feature(name) if name != "msq_2022" else msq_2022())
    assert json.loads(json.dumps(shown)) == shown


def test_the_printed_numbers_of_2022_are_1_to_44_once_each_and_in_order() -> None:
    numbers = [question["number"] for question in questions_of("msq_2022").values() if question["number"]]
    assert numbers == [str(number) for number in range(1, 45)]


def test_the_sections_of_2022_are_lettered_a_to_h() -> None:
    assert [section["number"] for section in shown_edition(msq_2022())["sections"]] == [None, *"ABCDEFGH"]


def test_question_20_is_required_on_a_condition_in_words() -> None:
    assert questions_of("msq_2022")["strategy_period"]["required"] == "you did not answer No to question 19"


def test_question_20_is_always_asked() -> None:
    assert questions_of("msq_2022")["strategy_period"]["when"] is None


def test_a_follow_up_says_when_in_words() -> None:
    assert questions_of("msq_2022")["cio.contact"]["when"] == "you answered Yes to question 4"


@pytest.mark.parametrize(("id_", "required"), [("cio", True), ("other_information", False)])
def test_an_unconditional_requirement_is_true_or_false(id_: str, required: bool) -> None:
    assert questions_of("msq_2022")[id_]["required"] is required


def test_other_is_shown_as_an_option_too() -> None:
    shown = questions_of("type_single_choice")["period"]
    assert [option["code"] for option in shown["options"]] == ["two_year", "five_year", "other"]


def test_the_labels_of_other_and_of_the_text_box_are_shown() -> None:
    shown = questions_of("type_multiple_choice")["technologies"]
    assert (shown["other"], shown["text_box"]) == ("Other: _____", "Remarks")


def test_an_unlabelled_text_box_is_shown_as_an_empty_label() -> None:
    assert questions_of("type_single_choice")["period"]["text_box"] == ""


def test_what_a_question_does_not_have_is_null_or_an_empty_list() -> None:
    shown = questions_of("type_short_text")["name"]
    empty = {
        key: shown[key]
        for key in ("other", "text_box", "when", "parent", "limits", "options", "rows", "columns", "fields")
    }
    assert list(empty.values()) == [None] * 5 + [[]] * 4


def test_a_named_option_list_is_shown_as_its_options() -> None:
    shown = questions_of("feature_option_lists")["use"]
    assert [option["label"] for option in shown["options"]] == ["Low", "High [very]"]


def test_a_limit_is_shown_with_its_printed_words() -> None:
    assert questions_of("feature_limits")["short"]["limits"] == {
        "characters": 10,
        "text": "10 characters max.",
    }


@pytest.mark.parametrize(("name", "question"), [("type_table", "indicators"), ("type_summary", "overview")])
def test_a_column_is_shown_with_all_that_a_row_has(name: str, question: str) -> None:
    for column in questions_of(name)[question]["columns"]:
        assert column.keys() >= {"code", "label", "number", "required", "type"}


def test_the_columns_of_a_table_are_shown() -> None:
    assert [column["label"] for column in questions_of("type_table")["indicators"]["columns"]] == [
        "Share",
        "Source",
    ]


def test_the_fields_of_a_contact_carry_their_numbers() -> None:
    assert [field["number"] for field in questions_of("type_contact")["contact"]["fields"]] == [
        "1",
        "2",
        None,
        None,
    ]


@pytest.mark.parametrize("key", ["introduction", "closing"])
def test_the_address_for_enquiries_is_filled_in(key: str) -> None:
    edition = edition_of(text_question("a"), enquiries="help@example.org", **{key: ["Write to {enquiries}."]})
    assert shown_edition(edition)["edition"][key] == ["Write to help@example.org."]
