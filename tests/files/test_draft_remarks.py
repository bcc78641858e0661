"""The remarks of a person in a draft outlive every change of a program, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from msq_tui.session.filling import FillingSession

from .drafts import resumed, started

BY_HAND = """\
# of the whole file
msq_draft: 1
# of the edition
edition: "msq-2022"
draft_id: "by-hand"
# of all answers
answers:
  # of the contact
  contact:
    # of the name
    name: "Ana"
    # of the title
    title: |-
      # no remark but a line of the text
      Head of unit
    # at the end of the contact
  respondent_basis:
    # of the first statement
    - "authorized"
    # of the second
    - "own_opinion"
  # below all answers
# of all marks
states:
  # of one mark
  foresight.details:
    # inside a mark
    state: "unknown"
  # at the end of the marks
flags:
  # of a flag
  - "cio"
# at the end of the file
"""

CHANGES: dict[str, Callable[[FillingSession], object]] = {
    "a field of a contact": lambda session: session.enter("contact/name", "Eva"),
    "a text with a line like a remark": lambda session: session.enter("contact/title", "# one\n# two"),
    "a field taken back": lambda session: session.clear("contact/title"),
    "a whole contact taken back": lambda session: session.clear("contact"),
    "a list": lambda session: session.enter("respondent_basis", ["collective", "own_opinion"]),
    "a mark": lambda session: session.mark("foresight.details", "withheld", ""),
    "the last mark taken back": lambda session: session.unmark("foresight.details"),
    "a flag": lambda session: session.flag("strategy"),
}


def remarks(text: str) -> list[str]:
    return [
        line.strip()
        for line in text.split("\n")
        if line.lstrip().startswith(("# of", "# at", "# below", "# inside"))
    ]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_remark_stays_in_its_order(change: Callable[[FillingSession], object], tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(BY_HAND, "utf-8")
    session = resumed(path)
    change(session)
    session.save()
    assert remarks(path.read_text("utf-8")) == remarks(BY_HAND)


def test_a_remark_stays_above_what_it_stood_above(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(BY_HAND, "utf-8")
    session = resumed(path)
    session.enter("respondent_basis", ["authorized", "collective", "own_opinion"])
    session.save()
    assert '    # of the second\n    - "own_opinion"\n' in path.read_text("utf-8")


def test_a_line_of_a_text_that_looks_like_a_remark_is_not_made_one(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(BY_HAND, "utf-8")
    session = resumed(path)
    session.enter("contact/title", "Minister")
    session.save()
    assert "no remark" not in path.read_text("utf-8")


@pytest.mark.parametrize("empty", ["answers:\n", "answers: {}\n", "answers:\n  # of no answer yet\n"])
def test_remarks_around_answers_that_are_still_empty_stay(empty: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    text = f'msq_draft: 1\nedition: "msq-2022"\ndraft_id: "a"\n# of all answers\n{empty}# at the end\n'
    path.write_text(text, "utf-8")
    session = resumed(path)
    session.enter("cio", "yes")
    session.save()
    assert remarks(path.read_text("utf-8")) == remarks(text)


def test_an_answer_can_be_typed_into_a_new_draft_below_the_last_line(tmp_path: Path) -> None:
    path = started(tmp_path).path
    with path.open("a", encoding="utf-8") as file:
        file.write('  cio: "yes"\n')
    assert resumed(path).plain_answers() == {"cio": "yes"}
