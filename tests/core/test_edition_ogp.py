"""The report of the Open Government Partnership: everything its source lists, and what is computed in it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from msq_tui.core.answers import read_answers
from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.printed import Heading, QuestionBlock, blank_form, filled_form
from msq_tui.core.problem import Severity
from msq_tui.core.question import Question
from msq_tui.core.response import Response
from msq_tui.core.standing import Standing

from .helpers import ROOT, plain_edition

OURS = {
    "cover.country": "country", "cover.plan": "plan.period", "irm.recommendation": "irm.recommendations",
    "progress.commitment": "commitments", "progress.result": "commitments/_/results",
    "progress.result.percentage": "commitments/_/results/_/percentage",
    "progress.result.execution": "commitments/_/results/_/execution", "commitment": "commitments",
    "commitment.title": "commitments/_/title", "commitment.in_charge": "commitments/_/in_charge",
    "commitment.person": "commitments/_/person", "commitment.position": "commitments/_/person/position",
    "commitment.email": "commitments/_/person/email", "commitment.telephone": "commitments/_/person/telephone",
    "commitment.actors": "commitments/_/actors", "commitment.actors.government": "commitments/_/actors/government",
    "commitment.actors.civil_society": "commitments/_/actors/civil_society", "commitment.goal": "commitments/_/goal",
    "commitment.description": "commitments/_/description", "commitment.relevance": "commitments/_/relevance",
    "commitment.ambition": "commitments/_/ambition", "commitment.compliance": "commitments/_/compliance",
    "commitment.results": "commitments/_/activities", "commitment.results.group": "commitments/_/activities/_/group",
    "commitment.results.text": "commitments/_/activities/_/text",
    "commitment.results.evidence": "commitments/_/activities/_/evidence",
    "commitment.completion_date": "commitments/_/completion_date", "commitment.next_steps": "commitments/_/next_steps",
    "commitment.additional": "commitments/_/additional",
}  # fmt: skip
"""The source's id -> our address in a form with one entry in each repeat, where they differ."""
TYPES = {"number/percent": "percentage", "links": "long_text"}
READ_OTHERWISE = {"progress": "summary", "chart": "repeat"}
"""Tables of the source whose rows are entries: one made from them, one of free rows."""


@cache
def ogp() -> Edition:
    return Edition.model_validate(plain_edition(ROOT / "editions" / "ogp-self-assessment-2014-2016.yaml"))


@cache
def source() -> dict[str, dict[str, Any]]:
    """Every item of the source that has an id."""
    text = (ROOT / "tests" / "instruments" / "ogp-self-assessment-2014-2016.md").read_text("utf-8")
    items: dict[str, dict[str, Any]] = {}
    for block in re.split(r"(?m)^#+ .*$", text):
        if block.strip().startswith("- n"):
            items.update(
                (item["id"], item) for item in YAML(typ="safe", pure=True).load(block) if "id" in item
            )
    return items


def the(id_: str) -> Question:
    form = ogp().specimen.index
    return form.questions[form.owner(OURS.get(id_, id_))]


def commitments(*given: dict[str, Any]) -> Standing:
    found = read_answers(ogp(), {"commitments": list(given)})
    assert found.leftovers == []
    return Standing(ogp(), Response(found.answers, entries=found.entries))


def result(percentage: str, execution: str) -> dict[str, str]:
    return {"result": "Portal (Ministry)", "percentage": percentage, "execution": execution}


def told(standing: Standing) -> list[tuple[str, Severity]]:
    return [
        (re.sub(r"/e\d+", "/*", problem.address), problem.severity)
        for problem in standing.problems()
        if problem.code == "constraint"
    ]


def test_the_edition_has_nothing_to_put_right() -> None:
    assert edition_problems(ogp()) == []


@pytest.mark.parametrize("id_", sorted(source()))
def test_every_item_of_the_source_is_asked_as_its_type(id_: str) -> None:
    item = source()[id_]
    question = the(id_)
    address = OURS.get(id_, id_)
    if address == question.id or item["type"] == "contact":
        wanted = READ_OTHERWISE.get(id_, TYPES.get(item["type"], item["type"]))
        assert question.type == wanted
    assert question.required is False


@pytest.mark.parametrize("id_", [id_ for id_, item in source().items() if item.get("guidance")])
def test_guidance_is_that_of_the_source(id_: str) -> None:
    question = the(id_)
    assert source()[id_]["guidance"] in (question.guidance, *re.findall(r"\((.*)\)$", question.text))


MADE_FROM_PARTS = {"progress", "commitment.actors", "commitment.person"}
"""A table made from entries, and two whose parts are expected one by one."""


@pytest.mark.parametrize(
    "id_",
    [id_ for id_, item in source().items() if item["text"] and id_ not in MADE_FROM_PARTS],
)
def test_what_a_complete_report_answers_is_expected(id_: str) -> None:
    place = ogp().specimen.index.input_at.get(OURS.get(id_, id_))
    expected = the(id_).expected or (place is not None and place.expected)
    assert expected == (source()[id_]["expected"] == "yes")


def test_the_compliance_boxes_are_those_of_the_source() -> None:
    assert list(the("commitment.compliance").codes().values()) == source()["commitment.compliance"]["options"]


@pytest.mark.parametrize(
    ("typed", "codes"), [("0", []), ("-1", ["number-range"]), ("several", ["number-unclear"])]
)
@pytest.mark.parametrize("row", source()["introduction.challenges"]["table_rows"])
def test_the_count_for_a_challenge_is_a_number_from_0(row: str, typed: str, codes: list[str]) -> None:
    (place,) = (place for place in the("introduction.challenges").inputs() if place.label == row)
    standing = Standing(ogp(), Response({place.address: typed}))
    assert [problem.code for problem in standing.problems() if problem.address == place.address] == codes


def test_sums_are_exact_with_commas_and_points() -> None:
    standing = commitments(
        {"results": [result("6,8", "6,8"), result("0.2", "0.1")]},
        {"results": [result("93", "50,05")]},
    )
    assert (standing.value("progress.weight"), standing.value("progress.execution")) == (
        Decimal(100),
        Decimal("56.95"),
    )
    assert told(standing) == []


def test_weights_that_do_not_make_100_need_a_reason() -> None:
    assert told(commitments({"results": [result("60", "50")]})) == [("progress", Severity.JUSTIFY)]


def test_execution_above_its_weight_is_an_error_at_its_result() -> None:
    standing = commitments({"results": [result("100", "10"), result("0", "0,1")]})
    assert told(standing) == [("commitments/*/results/*/execution", Severity.ERROR)]


@pytest.mark.parametrize(
    ("box", "execution", "hinted"),
    [
        ("completed", "99.9", True),
        ("completed", "100", False),
        ("limited", "100", True),
        ("limited", "5", False),
    ],
)
def test_a_box_that_does_not_fit_the_table_gives_a_hint_and_stays(
    box: str, execution: str, hinted: bool
) -> None:
    standing = commitments({"compliance": box, "results": [result("100", execution)]})
    assert told(standing) == ([("commitments/*/compliance", Severity.WARNING)] if hinted else [])
    assert standing.read("commitments/e1/compliance") == box


def test_full_compliance_is_counted_by_the_table_and_by_the_boxes() -> None:
    standing = commitments(
        {"compliance": "completed", "results": [result("40", "39")]},
        {"compliance": "substantial", "results": [result("30", "30")]},
        {"compliance": "completed", "results": [result("30", "30")]},
        {"compliance": "completed"},
    )
    assert (standing.value("compliance.by_table"), standing.value("compliance.by_boxes")) == (
        Decimal(2),
        Decimal(3),
    )


def test_the_summary_is_made_from_the_entries_in_their_order() -> None:
    standing = commitments(
        {"title": "Open data", "results": [result("60", "6,5"), result("10", "1")]}, {"title": "Budgets"}
    )
    (block,) = [b for b in filled_form(standing, {}) if isinstance(b, QuestionBlock) and b.id == "progress"]
    lines = [
        (
            "".join(span.text for span in row.label),
            *(text for place in row.places if place.given for text in place.given.texts),
        )
        for row in block.rows
    ]
    assert lines == [
        ("Commitment 1 Open data", "70", "7.5"),
        ("Results",),
        ("Portal (Ministry)", "60", "6.5"),
        ("Portal (Ministry)", "10", "1"),
        ("Commitment 2 Budgets", "0", "0"),
        ("Total", "70", "7.5"),
    ]


def test_the_sentence_below_the_table_holds_the_date_and_the_total() -> None:
    standing = commitments({"results": [result("60", "6,5")]})
    standing.response.answers["progress.as_of"] = "2015-08-31"
    standing.update(["progress.as_of"])
    assert "as of 2015-08-31, 6.5% compliance" in standing.filled_in(the("progress.as_of").text)


def test_the_date_of_completion_is_a_month_and_may_be_a_day() -> None:
    question = the("commitment.completion_date")
    (place,) = question.inputs()
    assert [question.parsed(place, text) for text in ("2016-06", "6/2016", "2016-06-30", "soon")] == [
        "2016-06",
        "2016-06",
        "2016-06-30",
        None,
    ]


def test_a_description_over_140_characters_is_a_warning_and_kept_whole() -> None:
    standing = commitments({"description": "x" * 141})
    assert [p.severity for p in standing.problems() if p.code == "too-many-characters"] == [Severity.WARNING]
    assert standing.read("commitments/e1/description") == "x" * 141


def test_entries_of_a_filled_form_stand_under_headings_with_their_names() -> None:
    standing = commitments({"title": "Open data", "activities": [{"text": "A workshop"}]})
    headings = [
        "".join(span.text for span in block.words)
        for block in filled_form(standing, {})
        if isinstance(block, Heading) and block.level == 3
    ]
    assert headings == ["Commitment 1 of 1: Open data", "Activity 1 of 1: A workshop"]


def test_a_blank_form_shows_each_repeat_once_and_hides_what_is_only_computed() -> None:
    blocks = [block for block in blank_form(ogp()) if isinstance(block, QuestionBlock)]
    assert [b.id for b in blocks].count("commitments/_/activities/_/text") == 1
    assert not {"progress.weight", "progress.execution", "commitments.count"} & {b.id for b in blocks}
