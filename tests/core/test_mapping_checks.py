"""What must hold between a mapping and its two editions."""

from __future__ import annotations

from typing import Any

import pytest

from msq_tui.core.edition import Edition
from msq_tui.core.mapping import Mapping, carried_to, mapping_problems

from .helpers import edition_of, text_question, yes_no


def portals(*codes: str) -> dict[str, Any]:
    return {
        "id": "portals",
        "type": "table",
        "text": "Portals",
        "rows": [{"code": code, "label": code} for code in codes],
    }


def colours(*codes: str, id_: str = "colour") -> dict[str, Any]:
    options = [{"code": code, "label": code} for code in codes]
    return {"id": id_, "type": "single_choice", "text": "Which?", "options": options}


def entries(id_: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {"id": id_, "type": "repeat", "text": "Entries", "questions": list(questions)}


def line(
    before: str | list[str] | None, after: str | list[str] | None, relation: str, carries: str = "none"
) -> dict[str, Any]:
    sides = {"from": before, "to": after}
    return {
        **{key: value for key, value in sides.items() if value is not None},
        "relation": relation,
        "carries": carries,
    }


def lines_of(*lines: dict[str, Any]) -> Mapping:
    return Mapping.model_validate({"msq_mapping": "1", "from": "old", "to": "new", "lines": list(lines)})


def found(older: Edition, newer: Edition, *lines: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.path) for problem in mapping_problems(lines_of(*lines), older, newer)]


ONE = edition_of(text_question("name"))
OTHER = edition_of(text_question("title"))
TWO = edition_of(text_question("name"), text_question("title"))
CHOICE = edition_of(yes_no("name"))
NOTED = edition_of(text_question("name"), {"id": "remark", "type": "note", "text": "Read this."})


def test_a_mapping_that_agrees_has_no_problems() -> None:
    assert found(ONE, ONE, line("name", "name", "same", "answer")) == []


def test_one_address_may_be_written_without_a_list() -> None:
    assert lines_of(line("name", ["name"], "same")) == lines_of(line(["name"], "name", "same"))


def test_a_note_needs_no_line() -> None:
    assert found(NOTED, ONE, line("name", "name", "same")) == []


def test_a_note_cannot_be_named() -> None:
    lines = line("name", "name", "same"), line("remark", None, "dropped")
    assert found(NOTED, ONE, *lines) == [("unknown-address", ("lines", 1, "from", 0))]


@pytest.mark.parametrize("side", ["from", "to"])
def test_an_unknown_address_is_named_with_the_nearest(side: str) -> None:
    lines = line("name", "name", "same"), line(None, "titel", "new")
    if side == "from":
        lines = line("name", "name", "same"), line("titel", None, "dropped")
    problems = mapping_problems(lines_of(*lines), *((TWO, ONE) if side == "from" else (ONE, TWO)))
    (unknown,) = [problem for problem in problems if problem.code == "unknown-address"]
    assert unknown.path == ("lines", 1, side, 0) and '"title"' in unknown.message


def test_an_unknown_address_looks_for_the_nearest_only_so_often() -> None:
    """A hostile file has many; the search for each costs time."""
    lines = [line(f"nam{number}", None, "dropped") for number in range(25)]
    problems = mapping_problems(lines_of(line("name", "name", "same"), *lines), ONE, ONE)
    assert [("did you mean" in problem.message) for problem in problems] == [True] * 20 + [False] * 5


@pytest.mark.parametrize(
    ("older", "newer", "relation"), [(TWO, ONE, "dropped"), (ONE, TWO, "new")], ids=["from", "to"]
)
def test_a_question_that_no_line_names_is_told_with_what_to_write(
    older: Edition, newer: Edition, relation: str
) -> None:
    (problem,) = mapping_problems(lines_of(line("name", "name", "same")), older, newer)
    assert (problem.code, problem.path) == ("left-out", ("lines",))
    assert '"title"' in problem.message and f'"{relation}"' in problem.message


def test_an_address_that_stands_twice_is_told_at_the_second_place() -> None:
    lines = line("name", "name", "same"), line("name", "title", "reworded")
    assert found(ONE, TWO, *lines) == [("counted-twice", ("lines", 1, "from", 0))]


def test_a_question_stands_for_its_rows() -> None:
    older = edition_of(portals("a", "b"))
    assert found(older, older, line("portals", "portals", "same", "answer")) == []


def test_a_row_with_a_line_of_its_own_is_left_out_of_the_line_of_its_question() -> None:
    older, newer = edition_of(portals("a", "b")), edition_of(portals("a", "c"))
    lines = (
        line("portals", "portals", "same", "answer"),
        line("portals/b", None, "dropped"),
        line(None, "portals/c", "new"),
    )
    assert found(older, newer, *lines) == []


def test_a_question_beside_lines_for_all_its_rows_is_counted_twice() -> None:
    older = edition_of(portals("a"))
    lines = line("portals/a", "portals/a", "same"), line("portals", None, "dropped")
    assert found(older, older, *lines) == [("counted-twice", ("lines", 1, "from", 0))]


def test_a_row_that_no_line_names_is_told_by_its_own_address() -> None:
    older = edition_of(portals("a", "b"))
    problems = mapping_problems(lines_of(line("portals/a", "portals/a", "same")), older, older)
    assert [problem.message.split('"')[1] for problem in problems] == ["portals/b", "portals/b"]


def test_a_repeat_is_accounted_for_as_a_whole() -> None:
    older = edition_of(text_question("name"), entries("works", text_question("title")))
    assert found(older, ONE, line("name", "name", "same")) == [("left-out", ("lines",))]


def test_a_repeat_with_the_same_questions_carries_its_entries() -> None:
    older = edition_of(entries("works", text_question("title")))
    newer = edition_of(entries("works", text_question("title"), text_question("year")))
    assert found(older, newer, line("works", "works", "reworded", "answer")) == []


def test_a_repeat_that_lost_a_question_carries_no_entries() -> None:
    older = edition_of(entries("works", text_question("title"), text_question("year")))
    newer = edition_of(entries("works", text_question("title")))
    assert found(older, newer, line("works", "works", "reworded", "answer")) == [
        ("carries", ("lines", 0, "carries"))
    ]


# Relations and counts

FITTING = [
    ("same", 1, 1), ("reworded", 1, 1), ("split", 1, 2), ("split", 1, 3), ("merged", 2, 1), ("merged", 3, 1),
    ("new", 0, 1), ("new", 0, 2), ("new", 0, 3), ("dropped", 1, 0), ("dropped", 2, 0), ("dropped", 3, 0),
]  # fmt: skip
ALL = [(relation, before, after) for relation in ("same", "reworded", "split", "merged", "new", "dropped") for before in range(4) for after in range(4)]  # fmt: skip


@pytest.mark.parametrize(("relation", "before", "after"), ALL)
def test_a_relation_says_how_many_addresses_stand_on_each_side(
    relation: str, before: int, after: int
) -> None:
    older = edition_of(*(text_question(f"old{n}") for n in range(max(before, 1))))
    newer = edition_of(*(text_question(f"new{n}") for n in range(max(after, 1))))
    one = line([f"old{n}" for n in range(before)], [f"new{n}" for n in range(after)], relation)
    rest = ([] if before else [line("old0", None, "dropped")]) + (
        [] if after else [line(None, "new0", "new")]
    )
    expected = [] if (relation, before, after) in FITTING else ["relation-count"]
    assert [code for code, _ in found(older, newer, one, *rest)] == expected


# What is carried


def test_an_answer_is_not_carried_into_another_type() -> None:
    older, newer = edition_of(text_question("a")), edition_of(yes_no("b"))
    assert found(older, newer, line("a", "b", "reworded", "answer")) == [("carries", ("lines", 0, "carries"))]


def test_an_answer_is_not_carried_from_a_line_into_an_address() -> None:
    older, newer = edition_of(text_question("a")), edition_of({**text_question("b"), "type": "email"})
    assert found(older, newer, line("a", "b", "reworded", "answer")) == [("carries", ("lines", 0, "carries"))]


def test_an_answer_is_not_carried_where_one_of_its_options_is_gone() -> None:
    older, newer = edition_of(colours("red", "blue")), edition_of(colours("red"))
    assert found(older, newer, line("colour", "colour", "reworded", "answer")) == [
        ("carries", ("lines", 0, "carries"))
    ]


def test_an_answer_is_carried_where_options_were_added() -> None:
    older, newer = edition_of(colours("red")), edition_of(colours("red", "blue"))
    assert found(older, newer, line("colour", "colour", "reworded", "answer")) == []


def test_an_answer_is_not_carried_where_its_other_text_has_no_place() -> None:
    older = edition_of({**colours("red", "other_colour"), "text_box": "Details"})
    newer = edition_of(colours("red", "other_colour"))
    assert found(older, newer, line("colour", "colour", "reworded", "answer")) == [
        ("carries", ("lines", 0, "carries"))
    ]


def test_an_answer_is_not_carried_into_several_places() -> None:
    newer = edition_of(text_question("a"), text_question("b"))
    older = edition_of(text_question("a"))
    assert found(older, newer, line("a", ["a", "b"], "split", "answer")) == [
        ("carries", ("lines", 0, "carries"))
    ]


@pytest.mark.parametrize(("older", "newer"), [(CHOICE, OTHER), (OTHER, CHOICE)], ids=["from", "to"])
def test_a_text_is_carried_only_from_and_to_where_text_is_written(older: Edition, newer: Edition) -> None:
    before, after = next(iter(older.index.questions)), next(iter(newer.index.questions))
    assert found(older, newer, line(before, after, "reworded", "text")) == [
        ("carries", ("lines", 0, "carries"))
    ]


@pytest.mark.parametrize("relation", ["new", "dropped"])
def test_what_is_new_or_dropped_carries_nothing(relation: str) -> None:
    one = line(None, "title", "new", "text") if relation == "new" else line("title", None, "dropped", "text")
    pair = (ONE, TWO) if relation == "new" else (TWO, ONE)
    assert found(*pair, line("name", "name", "same"), one) == [("carries", ("lines", 1, "carries"))]


def test_same_needs_the_same_shape() -> None:
    assert found(OTHER, CHOICE, line("title", "name", "same")) == [("other-shape", ("lines", 0, "relation"))]


def test_a_text_is_carried_to_texts_and_never_to_a_choice() -> None:
    newer = edition_of(yes_no("plan"), text_question("plan.details"))
    split = lines_of(line("plan.details", ["plan", "plan.details"], "split", "text"))
    assert [carried_to(split, newer, at) for at in ("plan", "plan.details", "nowhere")] == [
        "none",
        "text",
        "none",
    ]


# One id, one thing


def test_an_id_of_both_editions_cannot_lead_elsewhere() -> None:
    lines = line("name", "title", "reworded"), line(None, "name", "new")
    assert found(ONE, TWO, *lines) == [("shared-id", ("lines", 1, "to", 0))]


def test_an_id_of_both_editions_may_be_part_of_its_own_split() -> None:
    assert found(ONE, TWO, line("name", ["name", "title"], "split", "text")) == []


def test_an_id_of_both_editions_has_one_type() -> None:
    assert found(ONE, CHOICE, line("name", "name", "reworded")) == [("shared-id-shape", ("lines", 0))]


def test_an_id_of_both_editions_is_not_a_line_once_and_an_address_then() -> None:
    newer = edition_of({**text_question("name"), "type": "email"})
    assert found(ONE, newer, line("name", "name", "reworded")) == [("shared-id-shape", ("lines", 0))]


def test_an_id_of_both_editions_may_not_swap_its_options() -> None:
    older, newer = edition_of(colours("red", "blue")), edition_of(colours("red", "green"))
    assert found(older, newer, line("colour", "colour", "reworded")) == [("shared-id-shape", ("lines", 0))]
