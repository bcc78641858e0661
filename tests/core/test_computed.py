"""Computed values, constraints between answers, and placeholders."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from msq_tui.core.entries import add_entry, changed_between, entries_before, move_entry, remove_entry
from msq_tui.core.problem import Severity
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Standing

from .helpers import edition_of, feature, unhurried

EDITION = feature("feature_computed")


def standing_with(*tasks: dict[str, str]) -> Standing:
    response = Response()
    for number, task in enumerate(tasks, 1):
        add_entry(response, "tasks", f"t{number}")
        for name, answer in task.items():
            response.answers[f"tasks/t{number}/{name}"] = answer
    return Standing(EDITION, response)


def told(standing: Standing, code: str = "constraint") -> list[tuple[str, Severity, str]]:
    return [
        (problem.address, problem.severity, problem.message)
        for problem in standing.problems()
        if problem.code == code
    ]


def test_decimals_add_up_exactly_however_they_are_written() -> None:
    standing = standing_with({"weight": "6,8 %"}, {"weight": "0.2"}, {"weight": "93"})
    assert standing.value("weight.total") == Decimal(100)
    assert standing.understood("weight.total") == "100"


def test_what_is_not_answered_or_not_understood_counts_as_nothing_in_a_sum() -> None:
    standing = standing_with({"weight": "50"}, {}, {"weight": "about a half"}, {"weight": "1,234"})
    assert standing.value("weight.total") == Decimal(50)


def test_what_is_marked_counts_as_nothing_in_a_sum() -> None:
    standing = standing_with({"weight": "50"}, {"weight": "20"})
    standing.response.marks["tasks/t2/weight"] = Mark("unknown")
    standing.update(["tasks/t2/weight"])
    assert standing.value("weight.total") == Decimal(50)


def test_entries_are_counted_for_which_the_condition_holds_inside() -> None:
    standing = standing_with({"closed": "yes"}, {"closed": "no"}, {}, {"closed": "yes"})
    assert standing.value("how_many") == Decimal(2)


def test_a_share_is_in_percent() -> None:
    standing = standing_with({"weight": "60", "done": "15"}, {"weight": "20", "done": "5"})
    assert standing.value("part") == Decimal(25)


def test_a_share_of_nothing_is_no_number() -> None:
    assert standing_with({"weight": "0", "done": "0"}).value("part") is None


def test_a_question_may_be_asked_for_what_is_computed() -> None:
    standing = standing_with({"weight": "60", "done": "49.9"})
    assert not standing.is_enabled("praise")
    standing.response.answers["tasks/t1/done"] = "50"
    assert "praise" in standing.update(["tasks/t1/done"]).appeared


def test_a_constraint_that_does_not_hold_is_told_in_the_authors_words_at_its_entry() -> None:
    standing = standing_with(
        {"title": "Roads", "weight": "10", "done": "10,5"}, {"weight": "10", "done": "10"}
    )
    assert told(standing) == [
        (
            "tasks/t1/done",
            Severity.ERROR,
            "Task Roads: what is done (10,5) cannot be more than the weight (10).",
        ),
        ("weight.total", Severity.JUSTIFY, "The weights make 20; they should make 100."),
    ]


def test_a_constraint_waits_until_everything_it_compares_is_answered() -> None:
    assert told(standing_with({"done": "10"})) == []
    assert told(standing_with({})) == []


@pytest.mark.parametrize("task", [{"weight": "about 5", "done": "10"}, {"weight": "5", "done": "a lot"}])
def test_a_constraint_waits_until_the_numbers_it_compares_are_understood(task: dict[str, str]) -> None:
    assert [address for address, _, _ in told(standing_with(task)) if address != "weight.total"] == []


def test_a_written_reason_lets_a_constraint_to_be_justified_pass() -> None:
    standing = standing_with({"weight": "90"})
    assert [address for address, _, _ in told(standing)] == ["weight.total"]
    standing.response.justifications["weight.total"] = "The plan was cut."
    standing.update(["weight.total"])
    assert told(standing) == []
    assert standing.progress.justify == 0


def test_a_judgement_that_does_not_fit_the_numbers_is_a_warning_and_stays_as_it_is() -> None:
    standing = standing_with({"weight": "100", "done": "90", "closed": "yes"})
    assert told(standing) == [
        ("tasks/t1/closed", Severity.WARNING, "You closed it, and less is done than it weighs.")
    ]
    assert standing.read("tasks/t1/closed") == "yes"


def test_a_computed_question_has_no_input_and_is_not_counted_in_progress() -> None:
    assert standing_with({}).progress.inputs == 4


def test_placeholders_hold_answers_of_the_entry_of_the_edition_and_computed_ones() -> None:
    standing = standing_with({"title": "Roads {how_many}", "done": "50,50", "closed": "yes"})
    title = standing.index.questions["tasks/t1/title"]
    assert standing.filled_in(title.text, title.id) == "1 – Roads {how_many} [so far]"
    praise = standing.index.questions["praise"]
    assert standing.filled_in(praise.text, praise.id) == "50.5 of 100 is done in 1 tasks. What helped?"


def test_an_unanswered_placeholder_is_a_line_to_fill_in() -> None:
    standing = standing_with({})
    title = standing.index.questions["tasks/t1/title"]
    assert standing.filled_in(title.text, title.id) == "1 – ________ [so far]"


def test_braces_that_name_nothing_stay() -> None:
    assert standing_with().filled_in("{json: 1} {nowhere} { done }") == "{json: 1} {nowhere} { done }"


@pytest.mark.parametrize("ways", [{}, {"sum": "a", "count": "b"}])
def test_a_computed_question_has_exactly_one_way(ways: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="exactly one of"):
        edition_of({"id": "total", "type": "computed", **ways})


def test_rows_and_cells_of_a_table_can_be_added_up() -> None:
    edition = edition_of(
        {
            "id": "staff",
            "type": "table",
            "rows": [{"code": "north", "label": "N"}, {"code": "south", "label": "S"}],
            "columns": [{"code": "women", "label": "W"}, {"code": "men", "label": "M"}],
        },
        {"id": "women", "type": "computed", "sum": "staff/*/women"},
        {"id": "cells", "type": "computed", "count": "staff/*/*"},
    )
    answers = {"staff/north/women": "3", "staff/south/women": "4.5", "staff/south/men": "9"}
    standing = Standing(edition, Response(dict(answers)))
    assert (standing.value("women"), standing.value("cells")) == (Decimal("7.5"), Decimal(3))


@unhurried
@given(st.data())
def test_changes_one_by_one_leave_the_standing_that_a_fresh_look_gives(data: st.DataObject) -> None:
    standing = standing_with({}, {}, {})
    response = standing.response
    numbers = st.sampled_from(["", "10", "33,4", "90", "x"])
    for _ in range(data.draw(st.integers(1, 12))):
        entries = standing.response.entries.get("tasks", [])
        step = data.draw(st.sampled_from(["answer", "answer", "answer", "move", "remove", "add"]))
        if step == "answer" and entries:
            name = data.draw(st.sampled_from(["weight", "done", "closed"]))
            address = f"tasks/{data.draw(st.sampled_from(entries))}/{name}"
            standing.response.answers[address] = data.draw(
                st.sampled_from(["yes", "no"]) if name == "closed" else numbers
            )
            standing.update([address])
            continue
        before = entries_before(response, "tasks")
        if step == "move" and entries:
            move_entry(response, "tasks", data.draw(st.sampled_from(entries)), 1)
        elif step == "remove" and entries:
            remove_entry(response, "tasks", data.draw(st.sampled_from(entries)))
        elif step == "add":
            add_entry(response, "tasks", f"n{len(response.answers)}_{len(entries)}")
        standing.reindex(changed_between(before, entries_before(response, "tasks")))
    again = Standing(EDITION, standing.response)
    assert (standing.problems(), standing.progress, standing.parked()) == (
        again.problems(),
        again.progress,
        again.parked(),
    )
    for question in ("weight.total", "done.total", "how_many", "part", "praise"):
        assert (standing.value(question), standing.is_enabled(question)) == (
            again.value(question),
            again.is_enabled(question),
        )
