"""Taking back what was chosen: the answer with its mark, step by step, and forward again."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.core.response import Mark
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.session.undoing import MOST_STEPS, Stood, Undoing

EDITION = """msq_edition: 1
id: "steps"
title: "Steps"
states: ["unknown"]
sections:
  - id: "only"
    title: "Only section"
    questions:
      - {id: "law", text: "Is there a law?", type: "yes_no"}
      - {id: "kinds", text: "Which?", type: "multiple_choice", parent: "law", when: {question: "law", is: "yes"},
         options: [{code: "a", label: "A"}, {code: "b", label: "B"}]}
      - {id: "words", text: "Words", type: "long_text"}
"""


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    (tmp_path / "steps.yaml").write_text(EDITION, "utf-8")
    workplace = Workplace([tmp_path], tmp_path / "drafts")
    return workplace.start(workplace.edition("steps"), tmp_path / "draft.yaml")


def walked(session: FillingSession, address: str, *steps: int) -> list[object]:
    """What stands at an address after each step."""
    found: list[object] = []
    for by in steps:
        session.step_answer(address, by)
        found.append(session.response.answers.get(address))
    return found


def test_every_change_of_a_choice_is_taken_back_and_made_again(session: FillingSession) -> None:
    for answer in ("yes", "no", ""):
        session.enter("law", answer)
    assert walked(session, "law", -1, -1, -1, 1, 1, 1) == ["no", "yes", None, "yes", "no", None]


def test_where_nothing_was_changed_nothing_is_taken_back(session: FillingSession) -> None:
    assert session.step_answer("law", -1) is None


def test_what_was_taken_back_is_gone_once_something_else_is_chosen(session: FillingSession) -> None:
    session.enter("law", "yes")
    session.step_answer("law", -1)
    session.enter("law", "no")
    assert session.step_answer("law", 1) is None


def test_one_answer_is_taken_back_and_no_other(session: FillingSession) -> None:
    session.enter("law", "yes")
    session.enter("kinds", ["a"])
    session.step_answer("law", -1)
    assert session.response.answers == {"kinds": ("a",)}
    assert session.standing.parked() == ["kinds"]


def test_a_mark_that_an_answer_took_away_comes_back_with_the_step(session: FillingSession) -> None:
    session.mark("law", "unknown", "nobody knows")
    session.enter("law", "yes")
    session.step_answer("law", -1)
    assert session.response.marks == {"law": Mark("unknown", "nobody knows")}


def test_a_mark_is_taken_back_like_an_answer(session: FillingSession) -> None:
    session.enter("law", "yes")
    session.mark("law", "unknown")
    session.step_answer("law", -1)
    assert (session.response.answers, session.response.marks) == ({"law": "yes"}, {})


def test_what_was_taken_back_is_on_the_disk_after_the_next_save(session: FillingSession) -> None:
    session.enter("law", "yes")
    session.save()
    session.step_answer("law", -1)
    session.save()
    assert 'law: "yes"' not in session.path.read_text("utf-8")


def test_a_text_keeps_its_steps_in_its_field_and_not_here(session: FillingSession) -> None:
    session.enter("words", "a")
    session.enter("words", "ab")
    assert session.step_answer("words", -1) is None


def test_a_mark_given_twice_alike_is_one_step(session: FillingSession) -> None:
    for _ in range(2):
        session.mark("law", "unknown", "Asked on Monday")
    session.step_answer("law", -1)
    assert "law" not in session.response.marks


def test_nothing_is_taken_back_or_made_again_in_another_version() -> None:
    steps = Undoing()
    steps.changes("law", Stood("yes", None))
    steps.changes("law", Stood("no", None))
    steps.step("law", Stood(None, None), -1)
    steps.clear()
    assert [steps.step("law", Stood("other", None), by) for by in (-1, 1)] == [None, None]


def test_only_so_many_steps_are_kept() -> None:
    steps = Undoing()
    for number in range(MOST_STEPS + 10):
        steps.changes("law", Stood(str(number), None))
    taken = []
    while (stood := steps.step("law", Stood("now", None), -1)) is not None:
        taken.append(stood.answer)
    assert taken == [str(number) for number in reversed(range(10, MOST_STEPS + 10))]
