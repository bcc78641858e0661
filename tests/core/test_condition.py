"""Conditions: every operator against an answer and against null, groups, and their one shape."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from msq_tui.core.condition import OPERATORS, Answer, Condition, Reader, holds
from msq_tui.core.standing import Standing

from .helpers import feature, standing_of, unhurried

ANSWERS: dict[str, Answer] = {
    "gate": "yes",
    "one": "red",
    "many": ("a", "b"),
    "amount": "12,5",
    "lines/first": "Something",
    "day": "31.3.2026",
}
SOURCES = ("one", "many", "amount", "lines/first", "day")

# operator, question, operand, whether it holds for ANSWERS, whether it holds for null (interfaces.md 2.5)
TABLE: list[tuple[str, str, Any, bool, bool]] = [
    ("answered", "one", True, True, False),
    ("answered", "many", True, True, False),
    ("answered", "lines", True, True, False),
    ("answered", "one", False, False, True),
    ("is", "one", "red", True, False),
    ("is", "one", "green", False, False),
    ("is", "many", "a", False, False),
    ("is_not", "one", "green", True, True),
    ("is_not", "one", "red", False, True),
    ("is_not", "many", "a", True, True),
    ("is_any_of", "one", ["green", "red"], True, False),
    ("is_any_of", "one", ["green", "blue"], False, False),
    ("includes", "many", ["c", "b"], True, False),
    ("includes", "many", ["c"], False, False),
    ("includes", "one", ["red"], True, False),
    ("includes_all", "many", ["b", "a"], True, False),
    ("includes_all", "many", ["a", "c"], False, False),
    ("equals", "amount", 12.5, True, False),
    ("equals", "amount", "12.50", True, False),
    ("equals", "amount", 12, False, False),
    ("equals", "amount", {"question": "amount"}, True, False),
    ("more_than", "amount", {"question": "amount"}, False, False),
    ("at_most", "amount", {"question": "gate"}, False, False),
    ("before", "day", "2026-04", True, False),
    ("before", "day", "2026-03-31", False, False),
    ("before", "day", {"question": "day"}, False, False),
    ("before", "day", "2026-03", False, False),
    ("not_before", "day", "2026-03-31", True, False),
    ("not_before", "day", "2026-04-01", False, False),
    ("after", "day", "2026-03-30", True, False),
    ("after", "day", "2026-03", False, False),
    ("not_after", "day", "2026-03", True, False),
    ("not_after", "day", "2025", False, False),
    ("not_after", "day", {"question": "day"}, True, False),
    ("after", "amount", "2026", False, False),
    ("more_than", "amount", 12, True, False),
    ("more_than", "amount", 12.5, False, False),
    ("more_than", "amount", -1, True, False),
    ("at_least", "amount", 12.5, True, False),
    ("at_least", "amount", 13, False, False),
    ("at_least", "amount", -1, True, False),
    ("less_than", "amount", 13, True, False),
    ("less_than", "amount", 12.5, False, False),
    ("at_most", "amount", 12.5, True, False),
    ("at_most", "amount", 12, False, False),
    ("count_at_least", "many", 2, True, False),
    ("count_at_least", "many", 3, False, False),
    ("count_at_least", "many", 0, True, False),
    ("count_at_least", "lines", 1, True, False),
    ("count_at_most", "many", 2, True, False),
    ("count_at_most", "many", 1, False, False),
    ("marked", "one", "unknown", False, False),
]
NAMES = [f"{operator} {operand!r} of {question}" for operator, question, operand, _, _ in TABLE]


def judged(data: dict[str, Any], standing: Standing) -> bool:
    named = standing.edition.conditions
    return holds(
        Condition.model_validate(data), Reader(standing.read, standing.mark_of, named, standing.understood)
    )


def standing(answers: dict[str, Answer], marks: dict[str, str] | None = None) -> Standing:
    return standing_of(feature("feature_conditions"), answers, marks)


def test_every_operator_stands_in_the_table() -> None:
    assert {row[0] for row in TABLE} == set(OPERATORS)


@pytest.mark.parametrize(("operator", "question", "operand", "expected", "_"), TABLE, ids=NAMES)
def test_an_answer_is_judged(operator: str, question: str, operand: Any, expected: bool, _: bool) -> None:
    assert judged({"question": question, operator: operand}, standing(ANSWERS)) is expected


@pytest.mark.parametrize(("operator", "question", "operand", "_", "expected"), TABLE, ids=NAMES)
def test_an_unanswered_question_reads_as_null(
    operator: str, question: str, operand: Any, _: bool, expected: bool
) -> None:
    assert judged({"question": question, operator: operand}, standing({"gate": "yes"})) is expected


@pytest.mark.parametrize(("operator", "question", "operand", "_", "expected"), TABLE, ids=NAMES)
def test_spaces_and_empty_choices_read_as_null(
    operator: str, question: str, operand: Any, _: bool, expected: bool
) -> None:
    blank: dict[str, Answer] = {
        "gate": "yes",
        "one": " ",
        "many": (),
        "amount": "\n",
        "lines/first": " ",
        "day": " ",
    }
    assert judged({"question": question, operator: operand}, standing(blank)) is expected


@pytest.mark.parametrize(("operator", "question", "operand", "_", "expected"), TABLE, ids=NAMES)
def test_a_parked_answer_reads_as_null(
    operator: str, question: str, operand: Any, _: bool, expected: bool
) -> None:
    assert judged({"question": question, operator: operand}, standing({**ANSWERS, "gate": "no"})) is expected


@pytest.mark.parametrize(("operator", "question", "operand", "_", "expected"), TABLE, ids=NAMES)
def test_a_marked_question_reads_as_null(
    operator: str, question: str, operand: Any, _: bool, expected: bool
) -> None:
    marks = dict.fromkeys(SOURCES, "withheld")
    assert judged({"question": question, operator: operand}, standing(ANSWERS, marks)) is expected


def test_a_mark_is_asked_for_by_its_own_operator() -> None:
    assert judged({"question": "one", "marked": "unknown"}, standing({"gate": "yes"}, {"one": "unknown"}))


def test_another_mark_is_not_the_one_asked_for() -> None:
    assert not judged(
        {"question": "one", "marked": "unknown"}, standing({"gate": "yes"}, {"one": "withheld"})
    )


def test_the_mark_of_a_whole_question_is_the_mark_of_each_of_its_lines() -> None:
    assert judged(
        {"question": "lines/first", "marked": "unknown"}, standing({"gate": "yes"}, {"lines": "unknown"})
    )


@pytest.mark.parametrize("operator", ["more_than", "at_least", "less_than", "at_most"])
@pytest.mark.parametrize("typed", ["1,234", "about ten", "12 km"])
def test_a_number_that_is_not_understood_is_never_compared(operator: str, typed: str) -> None:
    assert not judged({"question": "amount", operator: 10}, standing({"gate": "yes", "amount": typed}))


def test_an_unchosen_other_text_reads_as_null() -> None:
    chosen: dict[str, Answer] = {"gate": "yes", "one": "red", "one/other": "Mauve"}
    assert not judged({"question": "one/other", "answered": True}, standing(chosen))


def test_a_chosen_other_text_is_read() -> None:
    chosen: dict[str, Answer] = {"gate": "yes", "one": "other", "one/other": "Mauve"}
    assert judged({"question": "one/other", "is": "Mauve"}, standing(chosen))


def test_an_unanswered_yes_or_no_question_is_not_no() -> None:
    assert not judged({"question": "gate", "is": "no"}, standing({}))


YES = {"question": "gate", "is": "yes"}
NO = {"question": "gate", "is": "no"}
GROUPS: list[tuple[dict[str, Any], bool]] = [
    ({"all": [YES, YES]}, True),
    ({"all": [YES, NO]}, False),
    ({"any": [NO, YES]}, True),
    ({"any": [NO, NO]}, False),
    ({"not": NO}, True),
    ({"not": YES}, False),
    ({"all": [{"any": [NO, YES]}, {"not": {"all": [YES, NO]}}]}, True),
    ({"condition": "warm"}, True),
    ({"condition": "warm_and_large"}, True),
    ({"not": {"condition": "warm"}}, False),
]


@pytest.mark.parametrize(("data", "expected"), GROUPS, ids=[str(data) for data, _ in GROUPS])
def test_a_group_is_judged(data: dict[str, Any], expected: bool) -> None:
    assert judged(data, standing(ANSWERS)) is expected


SIMPLE = st.sampled_from(
    [{"question": question, operator: operand} for operator, question, operand, _, _ in TABLE]
)
ANY_ANSWERS = st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.just(None)).map(
    lambda chosen: {at: ANSWERS[at] for at in chosen}
)


@unhurried
@given(SIMPLE, SIMPLE, ANY_ANSWERS)
def test_not_any_is_all_not(one: dict[str, Any], two: dict[str, Any], answers: dict[str, Answer]) -> None:
    at = standing(answers)
    assert judged({"not": {"any": [one, two]}}, at) == judged({"all": [{"not": one}, {"not": two}]}, at)


@unhurried
@given(SIMPLE, ANY_ANSWERS)
def test_not_turns_every_condition_around(one: dict[str, Any], answers: dict[str, Answer]) -> None:
    at = standing(answers)
    assert judged({"not": one}, at) is not judged(one, at)


BAD_SHAPES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "a question and no operator": {"question": "one"},
    "an operator and no question": {"is": "red"},
    "two operators": {"question": "one", "is": "red", "is_not": "green"},
    "an operator and a group": {"question": "one", "is": "red", "not": YES},
    "two groups": {"all": [YES], "any": [NO]},
    "a question beside a group": {"question": "one", "all": [YES]},
    "a question beside a name": {"question": "one", "condition": "warm"},
    "an operator nobody knows": {"question": "one", "is_like": "red"},
    "a mark nobody knows": {"question": "one", "marked": "forgotten"},
    "a bad shape inside a group": {"all": [{"question": "one"}]},
    "words for a number": {"question": "amount", "more_than": "many"},
}


@pytest.mark.parametrize("data", BAD_SHAPES.values(), ids=BAD_SHAPES)
def test_a_condition_has_exactly_one_shape(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(data)


def test_every_address_a_condition_looks_at_is_named_with_the_way_to_it() -> None:
    condition = Condition.model_validate({"all": [YES, {"not": {"any": [{"question": "one", "is": "red"}]}}]})
    assert list(condition.looks_at({})) == [
        ("gate", ("all", 0, "question")),
        ("one", ("all", 1, "not", "any", 0, "question")),
    ]


def test_what_a_named_condition_looks_at_counts_as_looked_at() -> None:
    condition = Condition.model_validate({"condition": "warm_and_large"})
    named = feature("feature_conditions").conditions
    assert {address for address, _ in condition.looks_at(named)} == {"one", "many", "amount"}


def test_named_conditions_that_name_each_other_are_looked_through_once() -> None:
    named = {
        "a": Condition.model_validate({"any": [{"condition": "b"}, YES]}),
        "b": Condition.model_validate({"any": [{"condition": "a"}, {"question": "one", "is": "red"}]}),
    }
    assert {address for address, _ in named["a"].looks_at(named)} == {"gate", "one"}
