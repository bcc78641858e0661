"""Conditions as sentences, and why a question is asked, hidden or required."""

from __future__ import annotations

from typing import Any

import pytest

from msq_tui.core.condition import Answer, Condition
from msq_tui.core.errors import UnknownAddress
from msq_tui.core.response import Mark
from msq_tui.core.words import in_words, place_name, required_sentence, shortened, when_sentence, why

from .helpers import edition_of, feature, msq_2022, standing_of, text_question, yes_no

SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({"question": "gate", "is": "yes"}, "you answered Yes to question 1"),
    ({"question": "gate", "is_not": "no"}, "you did not answer No to question 1"),
    ({"question": "one", "is_any_of": ["red", "blue"]}, "you answered Red or Blue to question 2"),
    ({"question": "one", "is": "other"}, "you answered Other to question 2"),
    ({"question": "many", "includes": ["a", "b"]}, "you chose Letter A or Letter B in question 3"),
    ({"question": "many", "includes_all": ["a", "b"]}, "you chose Letter A and Letter B in question 3"),
    ({"question": "many", "count_at_least": 2}, "you chose 2 or more in question 3"),
    ({"question": "many", "count_at_most": 2}, "you chose 2 or fewer in question 3"),
    ({"question": "amount", "answered": True}, "you answered question 4"),
    ({"question": "amount", "answered": False}, "you did not answer question 4"),
    ({"question": "amount", "more_than": 10}, "the answer to question 4 is more than 10"),
    ({"question": "amount", "at_least": "2.5"}, "the answer to question 4 is 2.5 or more"),
    ({"question": "amount", "less_than": 10}, "the answer to question 4 is less than 10"),
    ({"question": "amount", "at_most": 10}, "the answer to question 4 is 10 or less"),
    ({"question": "amount", "marked": "not_applicable"}, "you marked question 4 as not applicable"),
    ({"question": "one/other", "answered": True}, 'you answered question 2, "Other"'),
    ({"question": "lines/first", "answered": True}, 'you answered question 5, "First line"'),
    ({"question": "late", "answered": True}, 'you answered "The last"'),
    (
        {"question": "chain_1", "is": "yes"},
        'you answered Yes to the follow-up "First of the chain" of question 2',
    ),
    ({"not": {"question": "gate", "is": "yes"}}, "it is not so that you answered Yes to question 1"),
    (
        {"all": [{"question": "gate", "is": "yes"}, {"question": "one", "is": "red"}]},
        "you answered Yes to question 1 and you answered Red to question 2",
    ),
    (
        {"any": [{"question": "gate", "is": "yes"}, {"question": "one", "is": "red"}]},
        "you answered Yes to question 1 or you answered Red to question 2",
    ),
    ({"condition": "warm"}, "you answered Red to question 2 or you chose Letter A in question 3"),
]


@pytest.mark.parametrize(("data", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_a_condition_is_said_in_words(data: dict[str, Any], sentence: str) -> None:
    assert in_words(Condition.model_validate(data), feature("feature_conditions")) == sentence


def test_a_label_with_brackets_and_braces_is_said_as_printed() -> None:
    edition = edition_of(
        {"id": "a", "type": "single_choice", "number": "1", "options": [{"code": "x", "label": "[X] {name}"}]}
    )
    condition = Condition.model_validate({"question": "a", "is": "x"})
    assert in_words(condition, edition) == "you answered [X] {name} to question 1"


def test_a_question_asked_always_has_no_sentence() -> None:
    assert when_sentence(feature("feature_parked").index.questions["cio"], feature("feature_parked")) is None


def test_the_sentence_of_a_follow_up_holds_those_of_its_ancestors() -> None:
    edition = feature("feature_parked")
    assert when_sentence(edition.index.questions["cio.period.details"], edition) == (
        'you answered Yes to question 1 and you answered Other to the follow-up "For how long?" of question 1'
    )


def test_a_condition_that_a_follow_up_shares_with_its_parent_is_said_once() -> None:
    edition = edition_of(
        yes_no("a", number="1"),
        text_question("b", parent="a", when={"question": "a", "is": "yes"}),
        text_question("c", parent="b", when={"question": "a", "is": "yes"}),
    )
    assert when_sentence(edition.index.questions["c"], edition) == "you answered Yes to question 1"


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("strategy", False),
        ("period", "you did not answer No to question 1"),
        ("bodies", "you answered Yes to question 1"),
    ],
)
def test_a_requirement_is_true_false_or_a_sentence(id_: str, said: bool | str) -> None:
    edition = feature("feature_requirement")
    assert required_sentence(edition.index.questions[id_], edition) == said


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("one\n  two", "one two"),
        ("a" * 10, "a" * 10),
        ("eleven char", "eleven…"),
        ("word, after it", "word…"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text: str, short: str) -> None:
    assert shortened(text, 10) == short


def test_an_address_that_is_not_there_is_named_by_itself() -> None:
    assert place_name(feature("feature_parked"), "no/where") == "no/where"


# Why

PERIOD = 'The follow-up "For how long?" of question 1'
IF_YES = "you answered Yes to question 1"
KEPT = "What was answered is kept in the draft and is not sent."
OTHER: dict[str, Answer] = {"cio": "yes", "cio.period": "other"}
WHY: dict[str, tuple[str, str, dict[str, Answer], list[str]]] = {
    "always asked and missing": (
        "feature_parked",
        "cio",
        {},
        ["Question 1 is always asked.", "It is required.", "Choose Yes or No."],
    ),
    "always asked and answered": (
        "feature_parked",
        "cio",
        {"cio": "no"},
        ["Question 1 is always asked.", "It is required."],
    ),
    "hidden": (
        "feature_parked",
        "cio.period",
        {},
        [f"{PERIOD} is not asked now. It is asked only if {IF_YES}."],
    ),
    "hidden and parked": (
        "feature_parked",
        "cio.period",
        {"cio": "no", "cio.period": "two_year"},
        [f"{PERIOD} is not asked now. It is asked only if {IF_YES}.", KEPT],
    ),
    "asked by a condition": (
        "feature_parked",
        "cio.period",
        {"cio": "yes"},
        [f"{PERIOD} is asked because {IF_YES}.", "It is optional."],
    ),
    "an other text that is open": (
        "feature_parked",
        "cio.period/other",
        OTHER,
        [
            f'{PERIOD}, "Other" is asked because {IF_YES} and "Other" is chosen.',
            "It is required.",
            'You chose "Other": write what it is.',
        ],
    ),
    "an other text that is parked": (
        "feature_parked",
        "cio.period/other",
        {**OTHER, "cio.period": "two_year", "cio.period/other": "x"},
        [
            f'{PERIOD}, "Other" is not asked now. It is asked only if "Other" is chosen.',
            KEPT,
        ],
    ),
    "required by a condition": (
        "feature_requirement",
        "period",
        {"strategy": "yes"},
        [
            "Question 2 is always asked.",
            "It is required because you did not answer No to question 1.",
            "Choose one.",
        ],
    ),
    "one line of several is required": (
        "feature_requirement",
        "bodies/health",
        {"strategy": "yes"},
        [
            'Question 3, "Health" is always asked.',
            "At least one line of the question is required: this one, or another one instead.",
        ],
    ),
    "a line of a question that is not required now": (
        "feature_requirement",
        "bodies/health",
        {"strategy": "no"},
        ['Question 3, "Health" is always asked.', "It is optional."],
    ),
    "not required by a condition": (
        "feature_requirement",
        "period",
        {"strategy": "no"},
        [
            "Question 2 is always asked.",
            "It is not required now. It is required if you did not answer No to question 1.",
        ],
    ),
}


@pytest.mark.parametrize(("name", "address", "answers", "sentences"), WHY.values(), ids=WHY)
def test_why_is_said_in_sentences(
    name: str, address: str, answers: dict[str, Answer], sentences: list[str]
) -> None:
    edition = feature(name)
    assert why(standing_of(edition, answers), address) == sentences


def test_why_names_the_condition_that_fails_and_not_the_one_that_holds() -> None:
    edition = edition_of(
        yes_no("a", number="1"),
        yes_no("b", number="2"),
        yes_no("c", parent="a", number="3", when={"question": "a", "is": "yes"}),
        text_question("d", parent="c", number="4", when={"question": "b", "is": "yes"}),
    )
    said = why(standing_of(edition, {"a": "no", "b": "yes"}), "d")
    assert said == ["Question 4 is not asked now. It is asked only if you answered Yes to question 1."]


def test_why_says_a_mark() -> None:
    edition = feature("feature_marks")
    standing = standing_of(edition, marks={"must": Mark("not_applicable", "x")})
    assert "It is marked as not applicable." in why(standing, "must")


def test_why_of_an_unknown_address_is_refused() -> None:
    with pytest.raises(UnknownAddress):
        why(standing_of(feature("feature_parked")), "cio.perido")


def test_why_has_an_answer_for_every_address_of_the_2022_form() -> None:
    standing = standing_of(msq_2022())
    assert all(why(standing, address) for address in msq_2022().index.input_at)
