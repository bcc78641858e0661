"""Corners that were wrong once, each with the rule it breaks."""

from __future__ import annotations

import copy

import pytest
from pydantic import ValidationError

from msq_tui.core.condition import Condition
from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.numbers import canonical, is_ambiguous_number, understood_number
from msq_tui.core.response import Mark
from msq_tui.core.text import find_links, odd_links
from msq_tui.core.words import in_words
from tests.core.helpers import (
    FEATURES,
    edition_of,
    feature,
    plain_edition,
    problem_codes,
    standing_of,
    text_question,
    whole,
    yes_no,
)


@pytest.mark.parametrize("text", ["10²", "①"])
def test_superscript_and_circled_digits_are_not_read_as_digits(text: str) -> None:
    assert understood_number(text) is None


def test_the_minus_sign_does_not_hide_that_a_number_is_ambiguous() -> None:
    assert is_ambiguous_number("\u22121,234")


def test_the_percent_sign_does_not_hide_that_a_number_is_ambiguous() -> None:
    standing = standing_of(feature("type_percentage"), {"share": "1,234%"})
    assert problem_codes(standing) == [("share", "number-ambiguous")]


def test_a_percentage_in_arabic_digits_and_signs_is_understood() -> None:
    question = feature("type_percentage").index.questions["share"]
    assert question.parsed(question.inputs()[0], "٦٫٨٪") == "6.8"


def test_the_canonical_zero_has_no_sign() -> None:
    number = understood_number("-0")
    assert number is not None
    assert canonical(number) == "0"


def test_a_mark_on_a_parked_input_reads_as_null_in_conditions() -> None:
    edition = edition_of(
        yes_no("g"),
        text_question("a", when={"question": "g", "is": "yes"}),
        text_question("b", when={"question": "a", "marked": "unknown"}),
        states=["unknown"],
    )
    assert not standing_of(edition, {"g": "no"}, {"a": "unknown"}).is_enabled("b")


def test_a_contact_marked_as_a_whole_needs_a_reason_when_any_field_is_required() -> None:
    fields = [{"code": "x", "label": "X"}, {"code": "y", "label": "Y", "required": True}]
    edition = edition_of({"id": "c", "type": "contact", "fields": fields}, states=["unknown"])
    assert problem_codes(standing_of(edition, {}, {"c": "unknown"})) == [("c", "mark-reason")]


def test_a_mark_on_the_optional_text_box_of_a_required_choice_needs_no_reason() -> None:
    choice = {"id": "c", "type": "single_choice", "required": True, "options": [{"code": "x", "label": "X"}]}
    edition = edition_of({**choice, "text_box": ""}, states=["unknown"])
    assert problem_codes(standing_of(edition, {"c": "x"}, {"c/text": "unknown"})) == []


def test_a_mark_on_one_row_needs_no_reason_when_another_row_of_a_required_table_is_filled() -> None:
    standing = standing_of(feature("feature_marks"), {"lines/first": "x"}, {"lines/second": "unknown"})
    assert problem_codes(standing, "lines/second") == []


def test_a_mark_on_the_only_filled_row_of_a_required_table_needs_a_reason() -> None:
    standing = standing_of(
        feature("feature_marks"), {"lines/first": "x"}, {"lines/first": Mark("unknown", "")}
    )
    assert problem_codes(standing)


def test_an_option_called_other_beside_a_printed_other_is_a_double_code() -> None:
    question = {
        "id": "c",
        "type": "single_choice",
        "options": [{"code": "other", "label": "X"}],
        "other": "Other:",
    }
    assert [problem.code for problem in edition_problems(edition_of(question))] == ["duplicate-code"]


def test_a_forward_reference_through_a_named_condition_is_told() -> None:
    edition = edition_of(
        text_question("a", when={"condition": "n"}),
        yes_no("b"),
        conditions={"n": {"question": "b", "is": "yes"}},
    )
    assert [problem.code for problem in edition_problems(edition)] == ["forward-reference"]


def test_mixed_groups_of_and_and_or_have_different_sentences() -> None:
    edition = feature("feature_conditions")
    red = {"question": "one", "is": "red"}
    gate_yes, gate_no = ({"question": "gate", "is": code} for code in ("yes", "no"))
    first = Condition.model_validate({"all": [gate_yes, {"any": [gate_no, red]}]})
    second = Condition.model_validate({"any": [{"all": [gate_yes, gate_no]}, red]})
    assert in_words(first, edition) != in_words(second, edition)


def test_an_option_whose_code_is_the_word_of_a_mark_is_called_by_its_label() -> None:
    option = {"code": "unknown", "label": "Don't know"}
    edition = edition_of({"id": "c", "number": "1", "type": "single_choice", "options": [option]})
    condition = Condition.model_validate({"question": "c", "is": "unknown"})
    assert in_words(condition, edition) == "you answered Don't know to question 1"


def test_loading_an_edition_leaves_the_data_it_was_given_as_it_was() -> None:
    data = plain_edition(FEATURES / "feature_option_lists.yaml")
    before = copy.deepcopy(data)
    Edition.model_validate(data)
    assert data == before


def test_questions_that_are_no_list_are_refused_in_words() -> None:
    with pytest.raises(ValidationError):
        Edition.model_validate({**whole(), "option_lists": {}, "sections": [{"id": "a", "questions": 5}]})


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("awww.so cute", []),
        ("详见https://www.gov.example/a，谢谢", ["https://www.gov.example/a"]),
        ("https://www.gov.example/a。", ["https://www.gov.example/a"]),
        ("https://www.gov.example/a، ثم", ["https://www.gov.example/a"]),
        ("https://a.example/x;https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
    ],
)
def test_a_link_ends_where_its_sentence_goes_on(text: str, links: list[str]) -> None:
    assert find_links(text) == links


def test_an_address_in_brackets_is_a_whole_host() -> None:
    assert odd_links("https://[2001:db8::1]/x") == []


def test_a_date_that_is_no_date_is_not_called_ambiguous() -> None:
    standing = standing_of(feature("type_date"), {"day": "next spring"})
    assert "two ways" not in standing.problems()[0].message


def test_only_the_year_is_parsed_where_a_year_is_asked() -> None:
    question = feature("type_date").index.questions["year"]
    assert question.parsed(question.inputs()[0], "2026-05-03") == "2026"


def test_limits_count_for_the_text_box_of_a_choice() -> None:
    edition = edition_of({"id": "c", "type": "yes_no", "text_box": "", "limits": {"words": 1}})
    assert problem_codes(standing_of(edition, {"c": "yes", "c/text": "a b"})) == [
        ("c/text", "too-many-words")
    ]


@pytest.mark.parametrize("condition", [{"question": "a", "more_than": "NaN"}, {"any": []}, {"all": []}])
def test_a_condition_that_can_never_mean_anything_is_refused(condition: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(condition)
