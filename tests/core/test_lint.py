"""What the linter proves agrees with trying every answer, and it gives no code that is not registered."""

from __future__ import annotations

import ast
import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.condition import Answer
from msq_tui.core.edition_checks import EditionProblem, edition_problems, opening_problems
from msq_tui.core.lint.codes import LINT_CODES
from msq_tui.core.lint.labels import GREEK_AND_CYRILLIC, LATIN, looks
from msq_tui.core.lint.layout import Layout
from msq_tui.core.lint.possible import Possibilities

from .helpers import ROOT, edition_of, standing_of, text_question, unhurried, yes_no

# Proofs against every answer

MEANS = {
    "id": "means", "type": "multiple_choice", "most": 2,
    "options": [
        {"code": "post", "label": "By post"}, {"code": "email", "label": "By e-mail", "text": "which:"},
        {"code": "none", "label": "By none", "exclusive": True},
    ],
}  # fmt: skip
SOURCES = [
    yes_no("gate"),
    {**MEANS, "parent": "gate", "when": {"question": "gate", "is": "yes"}},
    {"id": "amount", "type": "number", "at_least": 0, "at_most": 3},
]
ANSWERS: dict[str, list[Answer | None]] = {
    "gate": [None, "yes", "no"],
    "means": [None, ("post",), ("email",), ("none",), ("post", "email")],
    "means/email/text": [None, "x"],
    "amount": [None, "0", "0.5", "1", "1.5", "2", "2.5", "3", "many"],
}
TESTS: list[dict[str, Any]] = [
    *({"question": address, "answered": given} for address in ANSWERS for given in (True, False)),
    *({"question": "gate", operator: code} for operator in ("is", "is_not") for code in ("yes", "no")),
    *({"question": "means", operator: ["post", code]} for operator in ("includes", "includes_all", "is_any_of") for code in ("email", "none")),
    *({"question": "means", operator: count} for operator in ("count_at_least", "count_at_most") for count in (0, 1, 2, 3)),
    *({"question": "amount", operator: n} for operator in ("more_than", "at_least", "less_than", "at_most") for n in (0, 1, 3)),
    {"question": "gate", "marked": "unknown"},
]  # fmt: skip
CONDITIONS = st.recursive(
    st.sampled_from(TESTS),
    lambda inner: st.builds(lambda part: {"not": part}, inner)
    | st.builds(lambda group, parts: {group: parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=5,
)  # fmt: skip


def outcomes(condition: dict[str, Any]) -> set[bool]:
    """Whether a question with this condition is asked, for every valid combination of answers."""
    edition = edition_of(*SOURCES, text_question("target", when=condition), states=["unknown"])
    found: set[bool] = set()
    # What a condition does not look at cannot change it, but for what decides whether that is asked.
    looked_at = {"gate", *re.findall(r"'question': '([^']*)'", repr(condition))}
    looked_at |= {"means"} if "means/email/text" in looked_at else set()
    for chosen in itertools.product(*(ANSWERS[at] if at in looked_at else [None] for at in ANSWERS)):
        given = {at: answer for at, answer in zip(ANSWERS, chosen, strict=True) if answer is not None}
        found.add(standing_of(edition, given).is_enabled("target"))
        if "gate" not in given:
            found.add(standing_of(edition, given, {"gate": "unknown"}).is_enabled("target"))
        if len(found) == 2:
            break
    return found


@given(condition=CONDITIONS)
@unhurried
def test_what_is_proven_about_a_condition_is_what_trying_every_answer_shows(
    condition: dict[str, Any],
) -> None:
    edition = edition_of(*SOURCES, text_question("target", when=condition), states=["unknown"])
    known, target = Possibilities(Layout(edition)), edition.index.questions["target"]
    assert target.when is not None
    proven = known.never(asked=["target"]), known.never(unwanted=[target.when])
    assert proven == (outcomes(condition) == {False}, outcomes(condition) == {True})


DATE_OPERATORS = ("before", "not_before", "after", "not_after")
DATE_TESTS = [
    {"question": "start", operator: day}
    for operator in DATE_OPERATORS
    for day in ("2025", "2026-02", "2026-02-28")
]
DAYS = [None, "soon", *(f"{month}-{day}" for month in ("2024-12", "2025-01", "2025-12", "2026-01", "2026-02", "2026-03", "2026-12") for day in ("01", "27", "28", "31"))]  # fmt: skip


@given(
    parts=st.lists(st.sampled_from(DATE_TESTS), min_size=1, max_size=3),
    group=st.sampled_from(["all", "any"]),
    precision=st.sampled_from(["day", "month"]),
)
@unhurried
def test_what_is_proven_about_dates_is_what_trying_days_around_every_date_shows(
    parts: list[dict[str, Any]], group: str, precision: str
) -> None:
    start = {
        "id": "start",
        "type": "date",
        "precision": precision,
        "not_before": "2025-01",
        "not_after": "2026-03",
    }
    edition = edition_of(start, text_question("target", when={group: parts}))
    known, target = Possibilities(Layout(edition)), edition.index.questions["target"]
    assert target.when is not None
    proven = known.never(asked=["target"]), known.never(unwanted=[target.when])
    typed = [day for day in DAYS if day is None or day == "soon" or "2025-01" <= day[:7] <= "2026-03"]
    shown = {standing_of(edition, {"start": day} if day else {}).is_enabled("target") for day in typed}
    assert proven == (shown == {False}, shown == {True})


def total_of(*constraints: dict[str, Any], rows: int = 3, **cell: Any) -> list[str]:
    """What is found where the cells of a table are added up under these constraints."""
    cells = [{"code": f"r{n}", "label": f"Row {n}", "type": "number", **cell} for n in range(rows)]
    made = [{"holds": {"question": "sum", **test}, "message": "Correct it."} for test in constraints]
    return codes_of(
        {"id": "sum", "type": "computed", "sum": "t/*", "constraints": made},
        {"id": "t", "type": "table", "rows": cells},
    )


@pytest.mark.parametrize(
    ("test", "found"),
    [
        ({"equals": 30}, []), ({"equals": 31}, ["impossible-total"]), ({"more_than": 29}, []),
        ({"more_than": 30}, ["impossible-total"]), ({"at_least": 30}, []), ({"less_than": 0}, ["impossible-total"]),
        ({"at_most": 0}, []), ({"at_most": 30}, ["condition-always-holds"]),
    ],
)  # fmt: skip
def test_a_sum_is_held_against_what_its_rows_can_come_to(test: dict[str, Any], found: list[str]) -> None:
    assert total_of(test, at_least=2, at_most=10) == found


def test_a_sum_of_rows_without_a_range_can_come_to_anything() -> None:
    assert total_of({"equals": 1_000_000}, {"less_than": -5}) == []


def test_a_sum_over_any_number_of_entries_is_without_end() -> None:
    inside = {"id": "part", "type": "number", "at_least": 0, "at_most": 5}
    must = {"holds": {"question": "sum", "equals": 100}, "message": "Correct it."}
    total = {"id": "sum", "type": "computed", "sum": "r/*/part", "constraints": [must]}
    repeat = {"id": "r", "type": "repeat", "questions": [inside]}
    assert [codes_of(total, repeat), codes_of(total, {**repeat, "most": 19})] == [[], ["impossible-total"]]


@pytest.mark.parametrize("bound", ["9e999999", "1e-999999", "0e-999999"])
def test_a_bound_too_long_to_compute_with_is_taken_for_none(bound: str) -> None:
    assert total_of({"more_than": 1}, at_most=bound) == []


def test_a_name_in_braces_of_another_kind_is_left_alone() -> None:
    assert codes_of(text_question("a", text="{a}, {A b}, { }, {enquiries} and {1,2}")) == []


def codes_of(*questions: dict[str, Any], **more: Any) -> list[str]:
    return [problem.code for problem in edition_problems(edition_of(*questions, **more))]


def test_what_hangs_on_a_question_never_asked_is_not_told_again() -> None:
    never = {"all": [{"question": "a", "is": "yes"}, {"question": "a", "is": "no"}]}
    below = text_question("c", parent="b"), text_question("d", when={"question": "b", "is": "yes"})
    assert codes_of(yes_no("a"), yes_no("b", when=never), *below) == ["never-asked"]


def test_a_place_with_too_many_answers_to_try_proves_nothing() -> None:
    codes = [f"c{n}" for n in range(12)]
    options = [{"code": code, "label": code.upper()} for code in codes]
    question = {"id": "a", "type": "multiple_choice", "options": options, "most": 3}
    assert codes_of(question, text_question("b", when={"question": "a", "includes_all": codes})) == []


def test_a_condition_inside_a_repeat_is_looked_into() -> None:
    never = {"all": [{"question": "done", "is": "yes"}, {"question": "done", "is": "no"}]}
    repeat = {"id": "r", "type": "repeat", "questions": [yes_no("done"), text_question("why", when=never)]}
    found = [(p.code, p.address, p.path[-4:]) for p in edition_problems(edition_of(repeat))]
    assert found == [("never-asked", "r/*/why", (0, "questions", 1, "when"))]


def test_proofs_are_left_out_where_an_edition_is_only_opened() -> None:
    never = {"all": [{"question": "a", "is": "yes"}, {"question": "a", "is": "no"}]}
    assert opening_problems(edition_of(yes_no("a"), text_question("b", when=never))) == []


# Labels


@pytest.mark.parametrize(
    ("one", "other"),
    [("Paper", "PAPER"), ("Paper", "Раper"), ("Οpen", "Open"), ("Part I", "Part l"), ("Part 1", "Part l"), ("Ti\u200bme", "Time"), ("Ａ", "A"), ("ё", "ë")],
)  # fmt: skip
def test_labels_that_look_alike_are_found(one: str, other: str) -> None:
    assert set(looks(one)) & set(looks(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Part I", "Part L"), ("Two", "Too"), ("resume", "résumé"), ("да", "ga"), ("", "x")]
)
def test_labels_that_look_different_are_left_alone(one: str, other: str) -> None:
    assert not set(looks(one)) & set(looks(other))


def test_the_table_of_letters_takes_each_letter_to_one_of_ascii() -> None:
    assert len(set(GREEK_AND_CYRILLIC)) == len(LATIN) and LATIN.isascii() and LATIN.isalpha()


# Codes


def emitted() -> set[str]:
    """The codes that stand in the sources of the linter: second or third argument of what makes a finding."""
    makers = {"problem": 1, "EditionProblem": 1, "YamlRefused": 2, "_at": 1, "Finding": 5}
    found: set[str] = set()
    files = [*(ROOT / "msq_tui/core/lint").glob("*.py"), *(ROOT / "msq_tui/files").glob("edition_*.py"), ROOT / "msq_tui/files/yaml_read.py"]  # fmt: skip
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                at = makers.get(name)
                if at is not None and len(node.args) > at and isinstance(code := node.args[at], ast.Constant):
                    found.add(str(code.value))
            elif path.name == "edition_shape.py" and isinstance(node, ast.Return):
                value = node.value
                if (
                    isinstance(value, ast.Tuple)
                    and len(value.elts) == 3
                    and isinstance(value.elts[0], ast.Constant)
                ):
                    found.add(str(value.elts[0].value))
    return found


def test_the_codes_in_the_sources_are_those_registered() -> None:
    assert emitted() == set(LINT_CODES)


def test_every_problem_has_the_grade_of_its_code() -> None:
    found: list[EditionProblem] = edition_problems(edition_of(yes_no("a", parent="a"), yes_no("a")))
    assert found and all(problem.severity is LINT_CODES[problem.code].severity for problem in found)
