"""Numbers, percentages and dates in cells, rows and fields, and the ranges of dates."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from msq_tui.core.condition import Answer
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.printed import QuestionBlock, blank_form
from msq_tui.core.problem import Severity
from msq_tui.core.response import Draft
from msq_tui.core.show import shown_edition
from msq_tui.core.submission import submission_data

from .helpers import edition_of, feature, standing_of

CELLS = feature("feature_typed_cells")
RANGES = feature("feature_date_ranges")
B, S, A = "indicators/first/budget", "indicators/first/share", "indicators/first/adopted"


def found(address: str, text: str, edition: Any = CELLS) -> list[tuple[str, Severity]]:
    return [
        (p.code, p.severity) for p in standing_of(edition, {address: text}).problems() if p.address == address
    ]


@pytest.mark.parametrize(
    ("address", "text", "code", "severity"),
    [
        (B, "many", "number-unclear", Severity.WARNING),
        (B, "1,234", "number-ambiguous", Severity.WARNING),
        (B, "-1", "number-range", Severity.ERROR),
        (S, "101 %", "number-range", Severity.ERROR),
        (A, "03/04/2026", "date-unclear", Severity.WARNING),
        (A, "2019-12-31", "date-range", Severity.ERROR),
        (A, "2027-01-01", "date-range", Severity.ERROR),
        ("totals/staff", "100001", "number-range", Severity.ERROR),
        ("totals/since", "2026", "date-unclear", Severity.WARNING),
        ("office/staff", "few", "number-unclear", Severity.WARNING),
        ("office/online", "9%", "number-range", Severity.ERROR),
    ],
)
def test_a_typed_place_warns_as_a_question_of_that_type(
    address: str, text: str, code: str, severity: Severity
) -> None:
    assert found(address, text) == [(code, severity)]


PARSED: list[tuple[str, str, str]] = [
    (B, "6,80", "6.80"),
    (S, "45 %", "45"),
    (A, "31.12.2026", "2026-12-31"),
    ("totals/staff", "12 000", "12000"),
    ("totals/since", "2026-03", "2026-03"),
    ("office/founded", "1999", "1999"),
    ("office/online", "10", "10"),
]


@pytest.mark.parametrize(("address", "text", "parsed"), PARSED)
def test_a_submission_holds_what_a_cell_is_understood_as(address: str, text: str, parsed: str) -> None:
    answers: dict[str, Answer] = {address: text}
    standing = standing_of(CELLS, answers)
    draft = Draft("feature-typed-cells", 1, "sha256:0", "d", "t", response=standing.response)
    assert submission_data(CELLS, "sha256:0", draft, standing, "0", partial=False)["parsed"] == {
        address: parsed
    }


@pytest.mark.parametrize(("address", "text"), [(at, text) for at, text, _ in PARSED])
def test_what_is_understood_gives_no_problem(address: str, text: str) -> None:
    assert found(address, text) == []


def test_a_cell_of_text_is_not_understood_as_a_number() -> None:
    assert found("indicators/first/remark", "many") == []


@pytest.mark.parametrize(
    ("address", "text", "codes"),
    [
        ("adopted", "2024-03-14", ["date-range"]),
        ("adopted", "2024-03-15", []),
        ("adopted", "2026-12-31", []),
        ("adopted", "2027-01-01", ["date-range"]),
        ("month", "2024-03", []),
        ("month", "2024-02", ["date-range"]),
        ("month", "2026-12-31", []),
        ("month", "2027-01", ["date-range"]),
        ("since", "1990", []),
        ("since", "1989", ["date-range"]),
        ("until", "2030-06-30", []),
        ("until", "2030-07-01", ["date-range"]),
    ],
)
def test_a_date_outside_its_range_is_an_error(address: str, text: str, codes: list[str]) -> None:
    assert [code for code, _ in found(address, text, RANGES)] == codes


@pytest.mark.parametrize(
    ("address", "text", "message"),
    [
        ("adopted", "2020-01-01", "Give a date from 2024-03-15 to 2026-12-31."),
        ("since", "1980", "Give a date not before 1990."),
        ("until", "2031-01-01", "Give a date not after 2030-06."),
    ],
)
def test_a_date_outside_its_range_gives_an_instruction(address: str, text: str, message: str) -> None:
    assert [p.message for p in standing_of(RANGES, {address: text}).problems()] == [message]


@pytest.mark.parametrize(
    ("at_least", "at_most", "message"),
    [(1, None, "1 or more"), (None, 3, "3 or less"), (1, 3, "from 1 to 3")],
)
def test_a_number_outside_its_range_gives_an_instruction(
    at_least: int | None, at_most: int | None, message: str
) -> None:
    limits = {
        key: value for key, value in (("at_least", at_least), ("at_most", at_most)) if value is not None
    }
    edition = edition_of({"id": "n", "type": "number", **limits})
    (problem,) = standing_of(edition, {"n": "-5" if at_least else "5"}).problems()
    assert message in problem.message


@pytest.mark.parametrize(
    "part",
    [
        {"unit": "EUR"},
        {"type": "short_text", "at_least": 1},
        {"type": "date", "at_most": 1},
        {"type": "number", "not_before": "2020"},
        {"type": "date", "not_after": "31.12.2020"},
        {"type": "date", "not_after": "2020-13"},
    ],
    ids=str,
)
def test_a_range_that_does_not_go_with_the_type_is_refused(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        edition_of({"id": "t", "type": "table", "rows": [{"code": "a", "label": "A", **part}]})


def test_a_blank_form_prints_the_unit_after_the_place() -> None:
    blocks = {block.id: block for block in blank_form(CELLS) if isinstance(block, QuestionBlock)}
    assert (blocks["indicators"].rows[0].places[0].unit, blocks["totals"].places[0].unit) == (
        "million EUR",
        "persons",
    )


def test_shown_columns_carry_unit_and_range() -> None:
    (section,) = shown_edition(CELLS)["sections"]
    columns = {column["code"]: column for column in section["questions"][0]["columns"]}
    assert (columns["budget"]["unit"], columns["budget"]["at_least"], columns["adopted"]["not_after"]) == (
        "million EUR",
        "0",
        "2026-12-31",
    )


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ({"id": "d", "type": "date", "not_before": "2026", "not_after": "2025-12"}, ("not_before",)),
        (
            {"id": "t", "type": "table", "rows": [{"code": "a", "label": "A", "type": "number", "at_least": 2, "at_most": 1}]},
            ("rows", 0, "at_least"),
        ),
    ],
)  # fmt: skip
def test_a_range_that_nothing_fits_is_refused_where_it_stands(
    question: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    (found,) = edition_problems(edition_of(question))
    assert (found.code, found.path) == ("impossible-range", ("sections", 0, "questions", 0, *path))
