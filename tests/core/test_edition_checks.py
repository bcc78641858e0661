"""What makes an edition unusable or doubtful, and where that is said."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import EditionProblem, edition_problems, has_errors
from msq_tui.core.problem import Severity

from .helpers import edition_of, text_question, whole, yes_no


def problems(*questions: dict[str, Any], **more: Any) -> list[EditionProblem]:
    return edition_problems(edition_of(*questions, **more))


def only(found: list[EditionProblem]) -> EditionProblem:
    assert len(found) == 1, found
    return found[0]


def choice(id_: str, *codes: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "type": "single_choice",
        "options": [{"code": c, "label": c.upper()} for c in codes],
        **more,
    }


def q(position: int, *way: str | int) -> tuple[str | int, ...]:
    return ("sections", 0, "questions", position, *way)


def test_a_sound_edition_has_no_problems() -> None:
    assert problems(yes_no("a"), text_question("b", parent="a", when={"question": "a", "is": "yes"})) == []


# Twice


def test_an_id_given_twice_is_refused_at_the_second() -> None:
    found = only(problems(text_question("a"), text_question("b"), text_question("a")))
    assert (found.code, found.path) == ("duplicate-id", q(2, "id"))


def test_an_id_given_twice_is_an_error() -> None:
    assert has_errors(problems(text_question("a"), text_question("a")))


def test_an_id_given_twice_across_sections_is_refused() -> None:
    data = whole(text_question("a"))
    data["sections"].append({"id": "more", "questions": [text_question("a")]})
    assert only(edition_problems(Edition.model_validate(data))).path == ("sections", 1, "questions", 0, "id")


def test_a_section_id_given_twice_is_refused_at_the_second() -> None:
    data = whole(text_question("a"))
    data["sections"].append({"id": "only", "questions": []})
    found = only(edition_problems(Edition.model_validate(data)))
    assert (found.code, found.path) == ("duplicate-id", ("sections", 1, "id"))


def test_a_section_may_be_called_like_a_question() -> None:
    assert problems(text_question("only")) == []


PARTS = [{"code": "x", "label": "X"}, {"code": "y", "label": "Y"}, {"code": "x", "label": "Z"}]
DOUBLE_CODES: dict[str, dict[str, Any]] = {
    "options": {"id": "a", "type": "multiple_choice", "options": PARTS},
    "rows": {"id": "a", "type": "table", "rows": PARTS},
    "columns": {"id": "a", "type": "table", "rows": PARTS[:1], "columns": PARTS},
    "fields": {"id": "a", "type": "contact", "fields": PARTS},
}


@pytest.mark.parametrize(("kind", "question"), DOUBLE_CODES.items(), ids=DOUBLE_CODES)
def test_a_code_given_twice_is_refused_at_the_second(kind: str, question: dict[str, Any]) -> None:
    found = only(problems(question))
    assert (found.code, found.severity, found.path) == (
        "duplicate-code",
        Severity.ERROR,
        q(0, kind, 2, "code"),
    )


@pytest.mark.parametrize("type_", ["single_choice", "multiple_choice"])
def test_a_choice_without_options_is_refused(type_: str) -> None:
    assert only(problems({"id": "a", "type": type_})).code == "no-options"


def test_an_unknown_option_list_is_refused_with_the_known_ones() -> None:
    found = only(
        problems({"id": "a", "type": "single_choice", "options": "scael"}, option_lists={"scale": PARTS[:2]})
    )
    assert (found.path, found.message) == (
        q(0, "options"),
        'there is no option list "scael". Did you mean "scale"? Known: scale',
    )


# References

CIO = yes_no("cio.office")
UNKNOWN: dict[str, tuple[dict[str, Any], tuple[str | int, ...]]] = {
    "when": ({"when": {"question": "cio.ofice", "is": "yes"}}, ("when", "question")),
    "required": ({"required": {"question": "cio.ofice", "is": "yes"}}, ("required", "question")),
    "parent": ({"parent": "cio.ofice"}, ("parent",)),
    "in a group": (
        {
            "when": {
                "all": [
                    {"question": "cio.office", "is": "yes"},
                    {"not": {"any": [{"question": "cio.ofice", "is": "yes"}]}},
                ]
            }
        },
        ("when", "all", 1, "not", "any", 0, "question"),
    ),
}


@pytest.mark.parametrize(("more", "way"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_question_is_refused_where_it_is_named(
    more: dict[str, Any], way: tuple[str | int, ...]
) -> None:
    found = only(problems(CIO, text_question("b", **more)))
    assert (found.code, found.severity, found.path) == ("unknown-question", Severity.ERROR, q(1, *way))


@pytest.mark.parametrize(("more", "_"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_question_is_refused_with_the_nearest(more: dict[str, Any], _: object) -> None:
    assert 'did you mean "cio.office"' in only(problems(CIO, text_question("b", **more))).message


def test_an_unknown_question_near_to_none_is_refused_plainly() -> None:
    found = only(problems(text_question("b", when={"question": "zzzzzz", "answered": True})))
    assert found.message == 'there is no question or input "zzzzzz"'


def test_an_unknown_input_of_a_known_question_is_refused() -> None:
    found = only(problems(CIO, text_question("b", when={"question": "cio.office/other", "answered": True})))
    assert found.code == "unknown-question"


def test_an_unknown_question_in_a_named_condition_is_refused_there() -> None:
    found = only(problems(CIO, conditions={"n": {"any": [{"question": "cio.ofice", "is": "yes"}]}}))
    assert found.path == ("conditions", "n", "any", 0, "question")


def test_an_unknown_named_condition_is_refused_with_the_known_ones() -> None:
    found = only(
        problems(
            CIO,
            text_question("b", when={"condition": "wram"}),
            conditions={"warm": {"question": "cio.office", "is": "yes"}},
        )
    )
    assert (found.path, found.message) == (
        q(1, "when", "condition"),
        'there is no condition "wram". Did you mean "warm"? Known: warm',
    )


OPERANDS: dict[str, Any] = {
    "is": "sometimes",
    "is_not": "sometimes",
    "is_any_of": ["x", "sometimes"],
    "includes": ["sometimes"],
    "includes_all": ["x", "sometimes"],
}


@pytest.mark.parametrize(("operator", "operand"), OPERANDS.items(), ids=OPERANDS)
def test_an_unknown_option_in_a_condition_is_refused_at_the_operator(operator: str, operand: Any) -> None:
    found = only(
        problems(choice("a", "x", "y"), text_question("b", when={"question": "a", operator: operand}))
    )
    assert (found.code, found.path) == ("unknown-option", q(1, "when", operator))


def test_an_unknown_option_is_refused_with_the_known_ones() -> None:
    found = only(
        problems(choice("a", "x", "y", other="Other:"), text_question("b", when={"question": "a", "is": "z"}))
    )
    assert found.message == '"z" is no option of "a". Its options: x, y, other'


def test_any_text_may_be_compared_with_the_answer_of_a_text_question() -> None:
    assert problems(text_question("a"), text_question("b", when={"question": "a", "is": "anything"})) == []


def test_any_text_may_be_compared_with_an_other_text() -> None:
    questions = (
        choice("a", "x", other="Other:"),
        text_question("b", when={"question": "a/other", "is": "anything"}),
    )
    assert problems(*questions) == []


@pytest.mark.parametrize("key", ["when", "required"])
def test_a_forward_reference_is_a_warning(key: str) -> None:
    found = only(problems(text_question("a", **{key: {"question": "b", "is": "yes"}}), yes_no("b")))
    assert (found.code, found.severity) == ("forward-reference", Severity.WARNING)


def test_a_forward_reference_does_not_refuse_the_edition() -> None:
    assert not has_errors(problems(text_question("a", when={"question": "b", "is": "yes"}), yes_no("b")))


def test_a_follow_up_before_its_parent_is_a_warning() -> None:
    found = only(problems(text_question("a", parent="b"), yes_no("b")))
    assert (found.code, found.severity, found.path) == ("forward-reference", Severity.WARNING, q(0, "parent"))


# Cycles


def cycles(*questions: dict[str, Any], **more: Any) -> list[EditionProblem]:
    return [problem for problem in problems(*questions, **more) if problem.code == "cycle"]


def on(id_: str) -> dict[str, Any]:
    return {"question": id_, "is": "yes"}


def test_a_cycle_is_refused_with_its_whole_chain() -> None:
    found = only(cycles(yes_no("a", when=on("c")), yes_no("b", when=on("a")), yes_no("c", when=on("b"))))
    assert found.message.endswith(": a -> c -> b -> a")


def test_a_cycle_is_an_error() -> None:
    assert only(cycles(yes_no("a", when=on("b")), yes_no("b", when=on("a")))).severity is Severity.ERROR


def test_a_question_that_waits_for_itself_is_refused() -> None:
    found = only(cycles(yes_no("a", when=on("a"))))
    assert (found.path, found.message.rpartition(": ")[2]) == (q(0, "when"), "a -> a")


def test_a_question_that_is_its_own_parent_is_refused() -> None:
    assert only(cycles(yes_no("a", parent="a"))).path == q(0, "parent")


def test_a_cycle_through_a_parent_is_refused() -> None:
    assert only(cycles(yes_no("a", when=on("b")), yes_no("b", parent="a"))).message.endswith(": a -> b -> a")


def test_a_cycle_through_a_text_of_a_question_is_refused() -> None:
    first = choice("a", "x", other="Other:", when=on("b"))
    assert cycles(first, yes_no("b", when={"question": "a/other", "answered": True}))


def test_a_cycle_through_a_named_condition_is_refused() -> None:
    assert cycles(yes_no("a", when={"condition": "n"}), yes_no("b", when=on("a")), conditions={"n": on("b")})


def test_a_cycle_deep_in_a_group_is_refused() -> None:
    deep = {"all": [on("c"), {"not": {"any": [on("b")]}}]}
    assert cycles(yes_no("c"), yes_no("a", when=deep), yes_no("b", when=on("a")))


def test_two_cycles_are_both_told() -> None:
    found = cycles(
        yes_no("a", when=on("b")),
        yes_no("b", when=on("a")),
        yes_no("c", when=on("d")),
        yes_no("d", when=on("c")),
    )
    assert [problem.message.rpartition(": ")[2] for problem in found] == ["a -> b -> a", "c -> d -> c"]


def test_a_question_that_waits_for_a_cycle_is_not_told_as_one() -> None:
    found = only(cycles(yes_no("x", when=on("a")), yes_no("a", when=on("b")), yes_no("b", when=on("a"))))
    assert found.message.endswith(": a -> b -> a")


def test_two_ways_to_one_question_are_no_cycle() -> None:
    questions = yes_no("a"), yes_no("b", when=on("a")), yes_no("c", when=on("a"))
    assert cycles(*questions, yes_no("d", when={"all": [on("b"), on("c")]})) == []


def test_a_requirement_that_looks_back_is_no_cycle() -> None:
    assert cycles(yes_no("a", required={"question": "b", "answered": False}), yes_no("b", when=on("a"))) == []


LONG = sys.getrecursionlimit() + 200


def test_a_very_long_chain_is_no_cycle() -> None:
    # Longer than Python lets a function call itself.
    chain = [yes_no("q0"), *(yes_no(f"q{i}", when=on(f"q{i - 1}")) for i in range(1, LONG))]
    assert cycles(*chain) == []


def test_a_cycle_as_long_as_an_edition_is_refused() -> None:
    ring = [yes_no(f"q{i}", when=on(f"q{(i - 1) % LONG}")) for i in range(LONG)]
    assert only(cycles(*ring)).message.count(" -> ") == LONG


def test_a_named_condition_that_names_itself_is_refused() -> None:
    found = only(cycles(yes_no("a"), conditions={"n": {"any": [on("a"), {"condition": "n"}]}}))
    assert found.path == ("conditions", "n")


def test_named_conditions_that_name_each_other_are_refused() -> None:
    found = cycles(
        yes_no("a"), conditions={"n": {"not": {"condition": "m"}}, "m": {"all": [{"condition": "n"}]}}
    )
    assert [problem.path for problem in found] == [("conditions", "n"), ("conditions", "m")]


def test_a_named_condition_that_names_another_twice_is_no_cycle() -> None:
    named = {"n": on("a"), "m": {"all": [{"condition": "n"}, {"condition": "n"}]}}
    assert cycles(yes_no("a"), conditions=named) == []
