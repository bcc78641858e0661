"""Where a response stands: enabled, parked, required, problems, progress."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.problem import Severity
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Progress, Standing, section_state_word

from .helpers import (
    FEATURE_NAMES,
    answers_to,
    edition_of,
    feature,
    msq_2022,
    problem_codes,
    standing_of,
    text_question,
    unhurried,
    yes_no,
)

# Parked answers

PARKED_ANSWERS: dict[str, Answer] = {
    "cio": "yes",
    "cio.contact/name": "  Ada\u200d  ",
    "cio.contact/email": "ada@example.org",
    "cio.period": "other",
    "cio.period/other": "It depends",
    "cio.period.details": "Because",
    "cio.period.details.more": "More",
}


def parked(answers: dict[str, Answer]) -> Standing:
    return standing_of(feature("feature_parked"), answers)


def test_answers_below_a_closed_question_are_parked_in_printed_order() -> None:
    assert parked({**PARKED_ANSWERS, "cio": "no"}).parked() == list(PARKED_ANSWERS)[1:]


def test_nothing_is_parked_while_everything_is_asked() -> None:
    assert parked(PARKED_ANSWERS).parked() == []


@pytest.mark.parametrize("address", list(PARKED_ANSWERS)[1:])
def test_a_parked_answer_reads_as_empty(address: str) -> None:
    assert parked({**PARKED_ANSWERS, "cio": "no"}).read(address) is None


@pytest.mark.parametrize("address", list(PARKED_ANSWERS)[1:])
def test_a_parked_answer_comes_back_untouched(address: str) -> None:
    standing = parked(dict(PARKED_ANSWERS))
    for answer in ("no", "yes"):
        standing.response.answers["cio"] = answer
        standing.update(["cio"])
    assert standing.read(address) == PARKED_ANSWERS[address]


def test_parking_leaves_the_response_as_it_is() -> None:
    assert parked({**PARKED_ANSWERS, "cio": "no"}).response.answers == {**PARKED_ANSWERS, "cio": "no"}


def test_a_blank_answer_is_not_listed_as_parked() -> None:
    assert parked({"cio": "no", "cio.contact/name": "  ", "cio.period": ()}).parked() == []


def test_a_parked_question_requires_nothing() -> None:
    assert parked({"cio": "no"}).missing() == []


def test_a_parked_question_counts_no_inputs() -> None:
    assert parked({**PARKED_ANSWERS, "cio": "no"}).progress == Progress(inputs=1, answered=1, required=1)


def test_unanswered_opens_nothing() -> None:
    assert [q.id for q in parked({}).enabled_questions(feature("feature_parked").sections[0])] == ["cio"]


def test_a_question_without_a_condition_is_hidden_with_its_parent() -> None:
    assert not parked({**PARKED_ANSWERS, "cio": "no"}).is_enabled("cio.period.details.more")


def test_closing_a_question_says_everything_that_disappeared() -> None:
    standing = parked(dict(PARKED_ANSWERS))
    standing.response.answers["cio"] = "no"
    change = standing.update(["cio"])
    assert set(change.disappeared) == {
        "cio.contact",
        "cio.period",
        "cio.period.details",
        "cio.period.details.more",
    }


def test_opening_a_question_says_what_appeared() -> None:
    standing = parked({})
    standing.response.answers["cio"] = "yes"
    assert set(standing.update(["cio"]).appeared) == {"cio.contact", "cio.period"}


def test_a_change_that_opens_nothing_touches_one_question() -> None:
    standing = parked({"cio": "yes"})
    standing.response.answers["cio.contact/name"] = "Ada"
    assert standing.update(["cio.contact/name"]).questions == ("cio.contact",)


def test_a_change_at_an_unknown_address_touches_nothing() -> None:
    assert parked({}).update(["nowhere", "nowhere/else"]).questions == ()


# "Other, please specify" and texts beside an option


def test_an_other_text_is_required_while_its_option_is_chosen() -> None:
    assert problem_codes(parked({"cio": "yes", "cio.period": "other"}), "cio.period/other") == [
        ("cio.period/other", "missing")
    ]


def test_an_other_text_is_not_required_while_another_option_is_chosen() -> None:
    assert problem_codes(parked({"cio": "yes", "cio.period": "two_year"}), "cio.period/other") == []


def test_an_other_text_is_parked_while_another_option_is_chosen() -> None:
    assert parked({**PARKED_ANSWERS, "cio.period": "two_year"}).parked()[0] == "cio.period/other"


def test_an_other_text_counts_as_an_input_only_while_chosen() -> None:
    asked = [
        [place.address for place in standing.asked_inputs(standing.edition.index.questions["cio.period"])]
        for standing in (
            parked({"cio": "yes", "cio.period": "two_year"}),
            parked({"cio": "yes", "cio.period": "other"}),
        )
    ]
    assert asked == [["cio.period"], ["cio.period", "cio.period/other"]]


def test_an_option_text_may_stay_empty() -> None:
    standing = standing_of(feature("type_multiple_choice"), {"technologies": ("ai", "5g")})
    assert standing.problems() == []


def test_an_option_text_is_parked_when_its_option_is_taken_back() -> None:
    standing = standing_of(
        feature("type_multiple_choice"), {"technologies": ("ai", "robotics"), "technologies/5g/text": "x"}
    )
    assert standing.parked() == ["technologies/5g/text"]


def test_a_marked_choice_parks_its_other_text() -> None:
    edition = feature("feature_conditions")
    answers: dict[str, Answer] = {"gate": "yes", "one": "other", "one/other": "Mauve"}
    assert standing_of(edition, answers, {"one": "unknown"}).parked() == ["one", "one/other"]


# Requirements


@pytest.mark.parametrize(("answer", "required"), [(None, True), ("yes", True), ("no", False)])
def test_a_requirement_follows_its_condition(answer: str | None, required: bool) -> None:
    standing = standing_of(feature("feature_requirement"), {"strategy": answer} if answer else {})
    assert standing.is_required(standing.edition.index.input_of("period")) is required


@pytest.mark.parametrize(("answer", "codes"), [(None, [("period", "missing")]), ("no", [])])
def test_a_conditional_requirement_is_missing_only_while_it_holds(
    answer: str | None, codes: list[tuple[str, str]]
) -> None:
    standing = standing_of(feature("feature_requirement"), {"strategy": answer} if answer else {})
    assert problem_codes(standing, "period") == codes


def test_a_conditional_requirement_is_followed_when_the_answer_changes() -> None:
    standing = standing_of(feature("feature_requirement"), {"strategy": "no"})
    standing.response.answers["strategy"] = "yes"
    standing.update(["strategy"])
    assert {problem.address for problem in standing.missing()} == {"period", "bodies"}


def test_a_conditional_requirement_does_not_hide_the_question() -> None:
    assert standing_of(feature("feature_requirement"), {"strategy": "no"}).is_enabled("period")


def test_a_conditionally_required_table_needs_one_row() -> None:
    standing = standing_of(feature("feature_requirement"), {"strategy": "yes"})
    assert problem_codes(standing, "bodies") == [("bodies", "missing")]


def test_an_empty_required_table_is_missing_as_a_whole() -> None:
    assert problem_codes(standing_of(feature("type_table")), "portals") == [("portals", "missing")]


@pytest.mark.parametrize("row", ["e_services", "open_data", "others"])
def test_any_row_is_enough_for_a_required_table(row: str) -> None:
    assert problem_codes(standing_of(feature("type_table"), {f"portals/{row}": "x"}), "portals") == []


def test_a_row_of_spaces_is_not_enough_for_a_required_table() -> None:
    standing = standing_of(feature("type_table"), {"portals/others": " \n"})
    assert problem_codes(standing, "portals") == [("portals", "missing")]


def test_a_required_row_is_missing_in_each_of_its_columns() -> None:
    missing = [
        problem.address for problem in standing_of(feature("type_table"), {"portals/others": "x"}).missing()
    ]
    assert missing == ["indicators/mobile/share", "indicators/mobile/source"]


def test_each_required_field_of_a_contact_is_missing_for_itself() -> None:
    standing = standing_of(feature("type_contact"), {"contact/phone": "1"})
    assert [problem.address for problem in standing.missing()] == ["contact/name", "contact/email"]


def test_a_missing_answer_is_an_error() -> None:
    assert [p.severity for p in standing_of(feature("type_yes_no")).missing()] == [Severity.ERROR]


@pytest.mark.parametrize("answer", ["", "   ", "\n\t", "\u00a0"])
def test_a_text_of_spaces_only_is_missing(answer: str) -> None:
    assert problem_codes(standing_of(feature("type_short_text"), {"name": answer})) == [("name", "missing")]


def test_an_empty_choice_is_missing() -> None:
    assert problem_codes(standing_of(feature("type_multiple_choice"), {"technologies": ()})) == [
        ("technologies", "missing")
    ]


def test_no_is_a_whole_answer_to_the_consent() -> None:
    assert standing_of(feature("type_consent"), {"consent": "no"}).problems() == []


def test_unanswered_is_never_no() -> None:
    edition = edition_of(yes_no("a"), text_question("b", when={"question": "a", "is": "no"}))
    assert not standing_of(edition).is_enabled("b")


# Expected


def test_an_empty_expected_row_warns_once_another_is_filled() -> None:
    standing = standing_of(feature("type_table"), {"portals/e_services": "x"})
    assert problem_codes(standing, "portals/open_data") == [("portals/open_data", "expected")]


def test_an_empty_row_that_is_not_expected_does_not_warn() -> None:
    assert (
        problem_codes(standing_of(feature("type_table"), {"portals/e_services": "x"}), "portals/others") == []
    )


def test_an_empty_expected_question_warns() -> None:
    standing = standing_of(feature("feature_sections"))
    assert problem_codes(standing, "optional.second") == [("optional.second", "expected")]


def test_an_expected_answer_never_blocks() -> None:
    standing = standing_of(feature("feature_sections"))
    assert [p.severity for p in standing.problems_of("optional.second")] == [Severity.WARNING]


def test_a_given_expected_answer_does_not_warn() -> None:
    assert (
        problem_codes(standing_of(feature("feature_sections"), {"optional.second": "x"}), "optional.second")
        == []
    )


# Marks


def marked(
    marks: dict[str, str | Mark], answers: dict[str, Answer] | None = None, **justified: str
) -> Standing:
    return standing_of(feature("feature_marks"), answers, marks, justified)


@pytest.mark.parametrize("state", ["not_applicable", "unknown"])
def test_a_required_question_marked_without_a_reason_asks_for_one(state: str) -> None:
    assert problem_codes(marked({"must": state}), "must") == [("must", "mark-reason")]


def test_a_mark_without_a_reason_is_graded_justify() -> None:
    assert [p.severity for p in marked({"must": "unknown"}).problems_of("must")] == [Severity.JUSTIFY]


def test_the_reason_of_the_mark_passes_it() -> None:
    assert problem_codes(marked({"must": Mark("unknown", "No such office")}), "must") == []


def test_a_written_justification_passes_the_mark() -> None:
    assert problem_codes(marked({"must": "unknown"}, must="No such office"), "must") == []


def test_a_justification_of_spaces_does_not_pass_the_mark() -> None:
    assert problem_codes(marked({"must": "unknown"}, must="  \n"), "must") == [("must", "mark-reason")]


def test_a_reason_of_spaces_does_not_pass_the_mark() -> None:
    assert problem_codes(marked({"must": Mark("unknown", "  ")}), "must") == [("must", "mark-reason")]


def test_a_justification_does_not_pass_a_missing_answer() -> None:
    assert problem_codes(marked({}, must="Later"), "must") == [("must", "missing")]


def test_an_optional_question_may_be_marked_without_a_reason() -> None:
    assert problem_codes(marked({"may": "unknown"}), "may") == []


def test_a_mark_that_the_question_does_not_allow_is_an_error() -> None:
    assert [(p.code, p.severity) for p in marked({"plain": "unknown"}).problems_of("plain")] == [
        ("mark-not-allowed", Severity.ERROR)
    ]


def test_a_mark_that_only_the_question_allows_is_allowed() -> None:
    assert problem_codes(marked({"secret": Mark("withheld", "By law")}), "secret") == []


def test_a_mark_that_only_the_edition_allows_is_refused_where_the_question_names_its_own() -> None:
    assert problem_codes(marked({"secret": Mark("unknown", "x")}), "secret") == [
        ("secret", "mark-not-allowed")
    ]


def test_a_mark_not_allowed_cannot_be_justified() -> None:
    assert problem_codes(marked({"plain": "unknown"}, plain="Because"), "plain") == [
        ("plain", "mark-not-allowed")
    ]


def test_a_mark_that_the_question_does_not_take_is_told_with_those_it_takes() -> None:
    standing = standing_of(feature("feature_marks"), marks={"may": Mark("lost")})
    assert [problem.message for problem in standing.problems_of("may")] == [
        'This question cannot be marked as "lost". Give an answer, or one of the marks: not_applicable, unknown'
    ]


def test_a_marked_input_counts_as_marked_and_not_as_answered() -> None:
    progress = marked({"must": "unknown"}, {"must": "x"}).progress
    assert (progress.marked, progress.answered) == (1, 0)


def test_the_answer_under_a_mark_is_parked() -> None:
    assert marked({"must": "unknown"}, {"must": "x"}).parked() == ["must"]


def test_the_answer_under_a_mark_reads_as_empty() -> None:
    assert marked({"must": "unknown"}, {"must": "x"}).read("must") is None


def test_a_mark_on_a_whole_table_marks_each_line() -> None:
    assert marked({"lines": Mark("unknown", "x")}).progress.marked == 2


def test_a_mark_on_a_whole_table_asks_for_one_reason() -> None:
    assert [p.code for p in marked({"lines": "unknown"}).problems_of("lines")] == ["mark-reason"]


# Limits and links


@pytest.mark.parametrize(
    ("address", "text", "codes"),
    [
        ("short", "1234567890", []),
        ("short", "12345678901", ["too-many-characters"]),
        ("summary", "one two three", []),
        ("summary", "one two three four", ["too-many-words"]),
        ("free", "x" * 50, []),
        ("free", "x" * 51, ["channel-limit"]),
        ("short", "x" * 51, ["too-many-characters", "channel-limit"]),
    ],
)
def test_a_text_over_a_limit_warns(address: str, text: str, codes: list[str]) -> None:
    problems = standing_of(feature("feature_limits"), {address: text}).problems()
    assert [(p.code, p.severity) for p in problems] == [(code, Severity.WARNING) for code in codes]


def test_a_warning_about_a_limit_says_both_counts() -> None:
    message = standing_of(feature("feature_limits"), {"short": "x" * 12}).problems()[0].message
    assert message.startswith("12 characters; the form asks for at most 10.")


def test_an_odd_link_is_a_warning() -> None:
    problems = standing_of(feature("type_long_text"), {"portal": "https:/example.org"}).problems()
    assert [(p.code, p.severity) for p in problems] == [("link-odd", Severity.WARNING)]


# Sections


SECTION_STATES: list[tuple[str, dict[str, Answer], dict[str, str | Mark], str]] = [
    ("required", {}, {}, "not_started"),
    ("required", {"required.may": "x"}, {}, "in_progress"),
    ("required", {"required.must": "x"}, {}, "complete"),
    ("required", {}, {"required.must": "unknown"}, "in_progress"),
    ("required", {}, {"required.must": Mark("unknown", "Nobody knows")}, "complete"),
    ("optional", {}, {}, "not_started"),
    ("optional", {"optional.first": "x"}, {}, "in_progress"),
    ("optional", {"optional.first": "x", "optional.second": "x"}, {}, "complete"),
    ("notes", {}, {}, "complete"),
    ("hidden", {}, {}, "complete"),
    ("hidden", {"hidden.text": "x"}, {}, "complete"),
    ("hidden", {"optional.first": "x"}, {}, "not_started"),
    ("hidden", {"optional.first": "x", "hidden.text": "x"}, {}, "complete"),
]


@pytest.mark.parametrize(("section", "answers", "marks", "state"), SECTION_STATES)
def test_a_section_has_a_state(
    section: str, answers: dict[str, Answer], marks: dict[str, str | Mark], state: str
) -> None:
    standing = standing_of(feature("feature_sections"), answers, marks)
    assert standing.section_progress(section).state == state


@pytest.mark.parametrize(
    ("answers", "words"),
    [({}, "not started"), ({"required.may": "x"}, "1 to do"), ({"required.must": "x"}, "complete")],
)
def test_the_state_of_a_section_is_said_in_words(answers: dict[str, Answer], words: str) -> None:
    assert (
        section_state_word(standing_of(feature("feature_sections"), answers).section_progress("required"))
        == words
    )


def test_a_section_that_asks_nothing_is_not_called_complete_in_words() -> None:
    progress = standing_of(feature("feature_sections"), {}).section_progress("notes")
    assert section_state_word(progress) == "nothing asked yet"


def test_a_section_with_nothing_to_do_and_something_open_is_in_progress_in_words() -> None:
    standing = standing_of(feature("feature_sections"), {"optional.first": "x"})
    assert section_state_word(standing.section_progress("optional")) == "in progress"


# From the first answer to the last, in any order

MARKS = ("not_applicable", "unknown", "withheld")
TEXTS = st.sampled_from(
    ["", "  ", "x", "12", "1,234", "https:/odd", "one two three four five", "ada@example.org", "x" * 60]
)

Step = tuple[str, str, Any]
"""What is done, where, and with what."""


def steps(edition: Edition) -> st.SearchStrategy[list[Step]]:
    """Any sequence of answers, clears, marks and reasons; what others look at comes up more often."""
    index = edition.index
    places = list(index.input_at.values())
    sources = {*index.enables, *index.requires}
    looked_at = [place for place in places if place.question_id in sources] or places

    @st.composite
    def step(draw: st.DrawFn) -> Step:
        place = draw(st.sampled_from(looked_at) | st.sampled_from(places))
        address = draw(st.sampled_from([place.address, place.address, place.address, place.question_id]))
        doing = draw(st.sampled_from(["answer", "answer", "answer", "clear", "mark", "unmark", "justify"]))
        if doing == "answer":
            return doing, place.address, draw(answers_to(index.questions[place.question_id], place, TEXTS))
        if doing == "clear":
            return doing, place.address, None
        if doing == "mark":
            return doing, address, Mark(draw(st.sampled_from(MARKS)), draw(st.sampled_from(["", "Because"])))
        return doing, address, draw(st.sampled_from(["", "Because"]))

    return st.lists(step(), max_size=25)


def take(step: Step, response: Response) -> str:
    """Do one step; the address that changed."""
    doing, address, value = step
    if doing == "answer":
        response.answers[address] = value
    elif doing == "clear":
        response.answers.pop(address, None)
    elif doing == "mark":
        response.marks[address] = value
    elif doing == "unmark":
        response.marks.pop(address, None)
    else:
        response.justifications[address] = value
    return address


def seen(standing: Standing) -> dict[str, Any]:
    """Everything that can be seen of a standing."""
    index = standing.edition.index
    sections = [section.id for section in standing.edition.sections]
    return {
        "enabled": [question for question in index.questions if standing.is_enabled(question)],
        "asked": [place.address for place in index.input_at.values() if standing.is_asked(place)],
        "required": [place.address for place in index.input_at.values() if standing.is_required(place)],
        "read": {address: standing.read(address) for address in index.input_at},
        "problems": standing.problems(),
        "parked": standing.parked(),
        "progress": standing.progress,
        "sections": [standing.section_progress(section) for section in sections],
    }


@settings(unhurried, max_examples=150)
@given(steps(msq_2022()))
def test_after_any_steps_through_the_2022_form_the_standing_is_the_one_from_scratch(
    taken: list[Step],
) -> None:
    kept = standing_of(msq_2022())
    for step in taken:
        kept.update([take(step, kept.response)])
    assert seen(kept) == seen(Standing(msq_2022(), kept.response))


@settings(unhurried, max_examples=150)
@given(steps(feature("feature_conditions")))
def test_after_any_steps_through_every_kind_of_condition_the_standing_is_the_one_from_scratch(
    taken: list[Step],
) -> None:
    edition = feature("feature_conditions")
    kept = standing_of(edition)
    for step in taken:
        kept.update([take(step, kept.response)])
    assert seen(kept) == seen(Standing(edition, kept.response))


@pytest.mark.parametrize("name", FEATURE_NAMES)
@settings(unhurried, max_examples=20)
@given(data=st.data())
def test_after_any_steps_through_a_feature_the_standing_is_the_one_from_scratch(
    name: str, data: st.DataObject
) -> None:
    edition = feature(name)
    if not edition.index.input_at:
        assert standing_of(edition).progress.inputs == 0
        return
    kept = standing_of(edition)
    for step in data.draw(steps(edition)):
        kept.update([take(step, kept.response)])
    assert seen(kept) == seen(Standing(edition, kept.response))


@settings(unhurried, max_examples=100)
@given(data=st.data())
def test_several_changes_at_once_give_what_one_after_the_other_gives(data: st.DataObject) -> None:
    edition = feature("feature_conditions")
    taken = data.draw(steps(edition))
    at_once = standing_of(edition)
    at_once.update([take(step, at_once.response) for step in taken])
    one_by_one = standing_of(edition)
    for step in taken:
        one_by_one.update([take(step, one_by_one.response)])
    assert seen(at_once) == seen(one_by_one)


@settings(unhurried, max_examples=100)
@given(data=st.data())
def test_what_is_enabled_does_not_depend_on_the_order_of_answers(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from([msq_2022(), feature("feature_conditions")]))
    final = Response()
    for step in data.draw(steps(edition)):
        take(step, final)
    in_order: list[Step] = [("answer", at, answer) for at, answer in final.answers.items()]
    in_order += [("mark", at, mark) for at, mark in final.marks.items()]
    standings = []
    for order in (in_order, data.draw(st.permutations(in_order))):
        standing = standing_of(edition)
        for step in order:
            standing.update([take(step, standing.response)])
        standings.append(seen(standing))
    assert standings[0] == standings[1]


@settings(unhurried, max_examples=100)
@given(steps(msq_2022()))
def test_a_change_names_exactly_the_questions_that_came_or_went(taken: list[Step]) -> None:
    standing = standing_of(msq_2022())
    shown = {q for q in standing.edition.index.questions if standing.is_enabled(q)}
    for step in taken:
        change = standing.update([take(step, standing.response)])
        shown = (shown | set(change.appeared)) - set(change.disappeared)
    assert shown == {q for q in standing.edition.index.questions if standing.is_enabled(q)}


@settings(unhurried, max_examples=100)
@given(steps(msq_2022()))
def test_the_whole_is_the_sum_of_the_sections(taken: list[Step]) -> None:
    standing = standing_of(msq_2022())
    standing.update([take(step, standing.response) for step in taken])
    total = Progress()
    for section in standing.edition.sections:
        total = total.plus(standing.section_progress(section.id))
    assert standing.progress == total
