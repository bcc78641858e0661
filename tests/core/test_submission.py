"""The submission as data: what gets in, what stays out, and what stops a final one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.errors import Incomplete
from msq_tui.core.response import Draft, Mark, Response
from msq_tui.core.show import shown_question
from msq_tui.core.standing import Standing
from msq_tui.core.submission import canonical_json, submission_data

from .helpers import edition_of, feature, text_question, whole, yes_no

SAVED = "2026-11-21T10:02:11Z"
SECRET = "SECRET-4711"


def draft_of(
    edition: Edition,
    answers: Mapping[str, Answer] | None = None,
    marks: Mapping[str, Mark] | None = None,
    justifications: Mapping[str, str] | None = None,
    **more: Any,
) -> Draft:
    response = Response(dict(answers or {}), dict(marks or {}), dict(justifications or {}))
    return Draft(edition.id, 1, "sha256:00", "5b0e", SAVED, saved=SAVED, response=response, **more)


def data_of(edition: Edition, *response: Any, partial: bool = True, **more: Any) -> dict[str, Any]:
    draft = draft_of(edition, *response, **more)
    return submission_data(edition, "sha256:ab", draft, Standing(edition, draft.response), "0.1.0", partial)


SMALL = edition_of(
    yes_no("first", required=True),
    text_question("detail", parent="first", when={"question": "first", "is": "yes"}, required=True),
    {
        "id": "choice", "type": "multiple_choice", "text": "Which", "other": "Other:", "text_box": "",
        "options": [{"code": "a", "label": "A", "text": "link"}, {"code": "b", "label": "B"}],
    },
    {
        "id": "lines", "type": "table", "text": "Lines",
        "rows": [{"code": "x", "label": "X"}, {"code": "y", "label": "Y"}],
    },
    {"id": "count", "type": "number", "text": "How many", "at_most": "10"},
    {"id": "remark", "type": "note", "text": "Thank you"},
    states=["unknown", "withheld"],
)  # fmt: skip


# The header


def test_the_header_says_which_submission_of_which_edition_it_is() -> None:
    data = data_of(SMALL, version=3)
    assert {
        key: data[key] for key in ("format", "submission_id", "version", "edition", "created", "tool")
    } == {
        "format": "msq-submission/1",
        "submission_id": "5b0e-v3",
        "version": 3,
        "edition": {"id": "test", "revision": 1, "title": "Test", "digest": "sha256:ab"},
        "created": SAVED,
        "tool": {"name": "msq-tui", "version": "0.1.0"},
    }


def test_the_country_is_the_answer_to_the_question_of_that_type() -> None:
    edition = edition_of({"id": "where", "type": "country", "text": "Country"})
    assert data_of(edition, {"where": "PRY"})["country"] == "PRY"


def test_the_country_is_null_while_it_is_not_answered() -> None:
    assert data_of(SMALL)["country"] is None


def test_a_correction_names_what_it_supersedes_and_why() -> None:
    named = {"submission_id": "5b0e-v1", "digest": "sha256:cd", "reason": "A figure was wrong"}
    assert data_of(SMALL, supersedes=named)["supersedes"] == named


def test_a_first_version_supersedes_nothing() -> None:
    assert data_of(SMALL)["supersedes"] is None


# Answers


def test_answers_have_the_draft_s_shape_in_the_edition_s_order() -> None:
    given: dict[str, Answer] = {
        "count": "7",
        "lines/y": "second",
        "lines/x": "first",
        "choice/text": "below",
        "choice/other": "else",
        "choice/a/text": "www.a.example",
        "choice": ("a", "other"),
        "first": "no",
    }
    assert json.dumps(data_of(SMALL, given)["answers"]) == json.dumps(
        {
            "first": "no",
            "choice": ["a", "other"],
            "choice/a/text": "www.a.example",
            "choice/other": "else",
            "choice/text": "below",
            "lines": {"x": "first", "y": "second"},
            "count": "7",
        }
    )


def test_a_text_below_a_choice_stands_alone_where_nothing_is_chosen() -> None:
    assert data_of(SMALL, {"choice/text": "below"})["answers"] == {"choice/text": "below"}


def test_blank_answers_do_not_get_in() -> None:
    assert data_of(SMALL, {"count": "  ", "choice": (), "lines/x": "\n"})["answers"] == {}


def test_an_answer_is_kept_as_typed() -> None:
    assert data_of(SMALL, {"count": " 7 \n\u0660"})["answers"]["count"] == " 7 \n\u0660"


def test_what_is_understood_stands_in_parsed() -> None:
    assert data_of(SMALL, {"count": "6,80"})["parsed"] == {"count": "6.80"}


def test_what_is_not_understood_does_not_stand_in_parsed() -> None:
    assert data_of(SMALL, {"count": "about 6"})["parsed"] == {}


def test_a_parked_follow_up_is_listed_by_its_address_only() -> None:
    data = data_of(SMALL, {"first": "no", "detail": SECRET})
    assert (data["parked"], SECRET in canonical_json(data).decode()) == (["detail"], False)


def test_the_text_of_an_option_that_is_not_chosen_is_left_out() -> None:
    data = data_of(SMALL, {"choice": ("b",), "choice/other": SECRET})
    assert (data["parked"], SECRET in canonical_json(data).decode()) == (["choice/other"], False)


def test_the_answer_below_a_mark_is_left_out() -> None:
    data = data_of(SMALL, {"count": SECRET}, {"count": Mark("withheld", "by law")})
    assert (data["parked"], SECRET in canonical_json(data).decode()) == (["count"], False)


@pytest.mark.parametrize(
    "private",
    [
        {"notes": {"first": SECRET}},
        {"flags": [SECRET]},
        {"proposals": {"first": SECRET}},
        {"set_aside": {"old": SECRET}},
        {"assignments": {"first": SECRET}},
        {"sign_offs": [SECRET]},
        {"extra": {"x": SECRET}},
        {"supersedes": {"submission_id": "5b0e-v1", "by": SECRET}},
        {"supersedes": SECRET},
    ],
    ids=lambda private: next(iter(private)),
)
def test_what_is_private_does_not_get_in(private: dict[str, Any]) -> None:
    assert SECRET not in canonical_json(data_of(SMALL, **private)).decode()


# Marks and reasons


def test_a_mark_stands_with_its_reason() -> None:
    data = data_of(SMALL, {}, {"count": Mark("unknown", "no register"), "lines/x": Mark("withheld")})
    assert data["states"] == {
        "lines/x": {"state": "withheld", "reason": ""},
        "count": {"state": "unknown", "reason": "no register"},
    }


def test_a_mark_on_a_whole_table_stands() -> None:
    assert list(data_of(SMALL, {}, {"lines": Mark("unknown")})["states"]) == ["lines"]


@pytest.mark.parametrize("address", ["detail", "choice/other", "nowhere"])
def test_a_mark_where_nothing_is_asked_is_left_out(address: str) -> None:
    assert data_of(SMALL, {"first": "no"}, {address: Mark("unknown", SECRET)})["states"] == {}


def test_a_written_reason_of_an_asked_question_stands() -> None:
    assert data_of(SMALL, {}, {}, {"count": "A census year"})["justifications"] == {"count": "A census year"}


def test_a_written_reason_of_a_parked_question_is_left_out() -> None:
    assert data_of(SMALL, {"first": "no"}, {}, {"detail": SECRET})["justifications"] == {}


# Questions


def test_every_enabled_question_is_there_with_its_section() -> None:
    shown = data_of(SMALL, {"first": "no"})["questions"]
    expected = ["first", "choice", "lines", "count", "remark"]
    assert [(question["id"], question["section"]) for question in shown] == [(q, "only") for q in expected]


def test_a_question_is_what_show_says_of_it() -> None:
    shown = data_of(SMALL)["questions"][1]
    assert shown == {**shown_question(SMALL.index.questions["choice"], SMALL), "section": "only"}


# Status


def test_a_partial_one_is_marked_and_lists_what_is_missing() -> None:
    data = data_of(SMALL, {"first": "yes"})
    assert (data["status"], data["missing"]) == ("partial", ["detail"])


def test_a_complete_one_is_final_and_nothing_is_missing() -> None:
    data = data_of(SMALL, {"first": "no"}, partial=False)
    assert (data["status"], data["missing"]) == ("final", [])


def test_a_missing_answer_stops_a_final_one() -> None:
    with pytest.raises(Incomplete) as refusal:
        data_of(SMALL, {"first": "yes"}, partial=False)
    assert [problem.address for problem in refusal.value.problems] == ["detail"]


def test_an_error_stops_a_final_one() -> None:
    with pytest.raises(Incomplete) as refusal:
        data_of(SMALL, {"first": "no", "count": "11"}, partial=False)
    assert [problem.code for problem in refusal.value.problems] == ["number-range"]


def test_a_mark_without_its_reason_stops_a_final_one() -> None:
    with pytest.raises(Incomplete):
        data_of(SMALL, {}, {"first": Mark("unknown")}, partial=False)


def test_a_mark_with_its_reason_passes() -> None:
    assert data_of(SMALL, {}, {"first": Mark("unknown", "not decided")}, partial=False)["status"] == "final"


def test_a_warning_stops_nothing() -> None:
    assert data_of(SMALL, {"first": "no", "count": "about 6"}, partial=False)["status"] == "final"


def test_no_to_a_consent_is_a_complete_answer() -> None:
    edition = Edition.model_validate(
        whole({"id": "c", "type": "consent", "text": "May we?", "required": True})
    )
    assert data_of(edition, {"c": "no"}, partial=False)["answers"] == {"c": "no"}


def test_the_refusal_says_what_is_safe_and_what_to_do() -> None:
    with pytest.raises(Incomplete, match=r"Safe: .*Do now: .*--partial"):
        data_of(SMALL, partial=False)


# The JSON text


def test_the_same_data_is_the_same_bytes() -> None:
    answers: dict[str, Answer] = {"first": "yes", "detail": "x", "lines/x": "y"}
    backwards = dict(reversed(answers.items()))
    assert canonical_json(data_of(SMALL, answers)) == canonical_json(data_of(SMALL, backwards))


def test_the_json_is_utf_8_without_escapes_and_ends_in_a_line_feed() -> None:
    assert canonical_json({"a": "é\u200d中"}) == '{\n "a": "é\u200d中"\n}\n'.encode()


def test_the_json_reads_back() -> None:
    data = data_of(feature("feature_parked"), {"cio": "yes", "cio.contact/name": 'a\n"\\b\t'})
    assert json.loads(canonical_json(data)) == data
