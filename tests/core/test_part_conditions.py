"""Conditions on single options, rows and fields: what is not offered is not read, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from msq_tui.core.condition import Answer
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.printed import QuestionBlock, blank_form
from msq_tui.core.response import Mark
from msq_tui.core.show import shown_edition
from msq_tui.core.standing import Standing
from msq_tui.core.words import why

from .helpers import edition_of, feature, problem_codes, standing_of, yes_no

PARTS = feature("feature_part_conditions")
WITH_PORTAL: dict[str, Answer] = {"portal": "yes"}


def given(**answers: Answer) -> Standing:
    """The standing of answers whose addresses are written with two underlines for a slash."""
    return standing_of(PARTS, {address.replace("__", "/"): answer for address, answer in answers.items()})


def offered(standing: Standing, question_id: str) -> list[str]:
    return list(standing.offered(standing.index.questions[question_id]).codes())


def asked(standing: Standing, question_id: str) -> list[str]:
    question = standing.index.questions[question_id]
    return [place.address for place in standing.asked_inputs(question)]


# Options


def test_an_option_whose_condition_fails_is_not_offered() -> None:
    assert offered(given(), "channels") == ["counter", "post"]


def test_an_option_whose_condition_holds_is_offered_in_its_printed_place() -> None:
    assert offered(given(portal="yes"), "channels") == ["online", "counter", "post"]


def test_a_condition_in_an_option_list_goes_with_its_option() -> None:
    assert offered(given(scope=("data",)), "lead") == ["ministry", "agency", "other"]


def test_a_choice_reads_without_the_options_that_are_not_offered() -> None:
    assert given(channels=("online", "counter")).read("channels") == ("counter",)


def test_a_choice_reads_them_again_once_they_are_offered() -> None:
    assert given(portal="yes", channels=("online", "counter")).read("channels") == ("online", "counter")


def test_an_answer_of_which_nothing_is_offered_is_parked() -> None:
    assert given(channels=("online",)).parked() == ["channels"]


def test_an_answer_of_which_something_is_offered_is_not_parked() -> None:
    assert given(channels=("online", "counter")).parked() == []


def test_a_required_choice_whose_answer_fell_away_is_missing() -> None:
    assert problem_codes(given(lead="agency"), "lead") == [("lead", "missing")]


def test_the_fewest_are_counted_over_what_is_offered() -> None:
    assert problem_codes(given(channels=("online", "counter")), "channels") == [("channels", "too-few")]


def test_the_text_beside_an_option_is_parked_with_it() -> None:
    assert given(lead="agency", lead__agency__text="The agency").parked() == ["lead", "lead/agency/text"]


def test_a_follow_up_of_an_option_that_is_not_offered_is_not_asked() -> None:
    assert not given(lead="agency").is_enabled("agency.law")


def test_a_follow_up_comes_when_the_option_it_waits_for_is_offered_again() -> None:
    standing = given(lead="agency")
    standing.response.answers["scope"] = ("data",)
    assert "agency.law" in standing.update(["scope"]).appeared


@pytest.mark.parametrize(("answers", "missing"), [({}, []), (WITH_PORTAL, [("only_online", "missing")])])
def test_a_required_choice_is_missing_only_where_something_can_be_chosen(
    answers: dict[str, Answer], missing: list[tuple[str, str]]
) -> None:
    assert problem_codes(standing_of(PARTS, answers), "only_online") == missing


def test_a_choice_without_any_option_is_no_place_to_answer() -> None:
    assert asked(given(), "only_online") == []


# Rows and fields


def test_a_row_whose_condition_fails_is_not_asked() -> None:
    assert asked(given(portal="yes"), "links") == ["links/portal"]


def test_a_row_with_columns_goes_with_all_its_cells() -> None:
    assert asked(given(), "visits") == ["visits/counter/first", "visits/counter/second"]


def test_the_answer_of_a_row_that_is_not_asked_is_parked() -> None:
    assert given(links__portal="https://x.example").parked() == ["links/portal"]


def test_the_answer_of_a_row_that_is_not_asked_reads_as_empty() -> None:
    assert given(links__portal="https://x.example").read("links/portal") is None


def test_a_required_row_is_missing_only_while_it_is_asked() -> None:
    assert problem_codes(given(portal="yes", links__portal="x"), "links/data") == []


def test_a_required_row_is_missing_once_it_is_asked() -> None:
    assert problem_codes(given(scope=("data",)), "links/data") == [("links/data", "missing")]


def test_a_required_table_of_which_no_row_is_asked_is_not_missing() -> None:
    assert list(given().problems_of("links")) == []


def test_a_required_table_needs_one_of_the_rows_that_are_asked() -> None:
    assert problem_codes(given(portal="yes", links__data="x"), "links") == [("links", "missing")]


def test_a_row_that_is_not_asked_is_not_expected() -> None:
    codes = [p.address for p in given(quality__help="good").problems_of("quality")]
    assert codes == []


def test_a_mark_at_a_row_that_is_not_asked_is_no_problem() -> None:
    standing = standing_of(PARTS, {}, {"links/data": Mark("unknown")})
    assert problem_codes(standing, "links/data") == []


def test_a_row_may_wait_for_an_option_that_waits_for_an_answer() -> None:
    standing = given(portal="yes", channels=("online",))
    standing.response.answers["portal"] = "no"
    standing.update(["portal"])
    assert asked(standing, "visits") == ["visits/counter/first", "visits/counter/second"]


def test_a_field_whose_condition_holds_is_asked() -> None:
    assert asked(given(scope=("data",), lead="agency"), "office") == ["office/name", "office/agency"]


def test_a_row_of_a_matrix_whose_option_is_not_offered_is_parked() -> None:
    assert given(portal="yes", quality__help="none").parked() == ["quality/help"]


def test_a_row_inside_an_entry_looks_into_its_own_entry() -> None:
    standing = given(steps__a__done="yes", steps__b__done="no")
    standing.response.entries["steps"] = ["a", "b"]
    standing.reindex()
    assert (asked(standing, "steps/a/detail"), asked(standing, "steps/b/detail")) == (
        ["steps/a/detail/when", "steps/a/detail/what"],
        ["steps/b/detail/what"],
    )


# Circles


def waiting(**more: Any) -> dict[str, Any]:
    return {
        "id": "b", "type": "table", "rows": [{"code": "x", "label": "X", "when": {"question": "a", "is": "yes"}}], **more,
    }  # fmt: skip


def test_a_circle_through_a_row_is_refused_at_the_condition_that_closes_it() -> None:
    edition = edition_of(yes_no("a", when={"question": "b/x", "answered": True}), waiting())
    (found,) = [problem for problem in edition_problems(edition) if problem.code == "cycle"]
    assert found.path == ("sections", 0, "questions", 1, "rows", 0, "when")


def test_an_option_that_looks_at_its_own_question_is_a_circle() -> None:
    options = [{"code": "x", "label": "X", "when": {"question": "a", "answered": True}}]
    edition = edition_of({"id": "a", "type": "single_choice", "options": options})
    assert [problem.code for problem in edition_problems(edition)] == ["cycle"]


def test_an_unknown_question_in_the_condition_of_a_row_is_named_there() -> None:
    (found,) = edition_problems(edition_of(waiting()))
    assert (found.code, found.path) == (
        "unknown-question",
        ("sections", 0, "questions", 0, "rows", 0, "when", "question"),
    )


def test_an_unknown_option_of_a_matrix_in_a_condition_is_named() -> None:
    edition = edition_of(
        {"id": "m", "type": "matrix", "rows": [{"code": "x", "label": "X"}], "options": [{"code": "y", "label": "Y"}]},
        yes_no("a", when={"question": "m/x", "is": "z"}),
    )  # fmt: skip
    assert [problem.code for problem in edition_problems(edition)] == ["unknown-option"]


# In words


def block(question_id: str) -> QuestionBlock:
    return next(b for b in blank_form(PARTS) if isinstance(b, QuestionBlock) and b.id == question_id)


def test_a_blank_form_says_when_an_option_is_offered() -> None:
    assert block("channels").choices[0].said == "Only if you answered Yes to question 2."


def test_a_blank_form_says_when_a_row_is_asked() -> None:
    assert block("links").places[0].said == "Answer only if you answered Yes to question 2."


def test_a_blank_form_says_when_a_row_with_columns_is_asked() -> None:
    assert block("visits").rows[0].said == "Answer only if you chose Online in question 4."


def test_a_blank_form_says_when_a_row_of_a_matrix_is_asked() -> None:
    assert block("quality").rows[0].said == "Answer only if you chose Services in question 1."


def test_it_is_said_why_a_row_is_not_asked() -> None:
    assert why(given(), "links/portal") == [
        'Question 6, "The portal" is not asked now. It is asked only if you answered Yes to question 2.'
    ]


def test_shown_options_and_rows_carry_their_condition_in_words() -> None:
    questions = {q["id"]: q for s in shown_edition(PARTS)["sections"] for q in s["questions"]}
    assert (questions["channels"]["options"][0]["when"], questions["links"]["rows"][0]["when"]) == (
        "you answered Yes to question 2",
        "you answered Yes to question 2",
    )


def test_a_follow_up_of_a_row_of_a_matrix_names_the_labels() -> None:
    questions = {q["id"]: q for s in shown_edition(PARTS)["sections"] for q in s["questions"]}
    assert questions["quality.why"]["when"] == 'you answered Poor or Not there to question 8, "Help"'
