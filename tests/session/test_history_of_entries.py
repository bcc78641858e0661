"""The entries of a repeat in the history: a repeat comes back whole, an input inside an entry alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import UnknownAddress
from msq_tui.core.question import Input
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.session.restoring import earlier_wordings
from tests.core.helpers import FEATURES

WHOLE: list[dict[str, Any]] = [
    {
        "_entry": "k7f",
        "title": "A",
        "done": "yes",
        "activities": [{"_entry": "b2q", "title": "A1", "person": {"name": "Ana"}}],
    },
    {"_entry": "m3x", "title": "B"},
]


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    shutil.copy(FEATURES / "type_repeat.yaml", tmp_path / "type-repeat.yaml")
    workplace = Workplace([tmp_path], tmp_path / "drafts")
    session = workplace.start(workplace.edition("type-repeat"), tmp_path / "draft.yaml")
    session.enter("commitments", WHOLE)
    session.save()
    return session


def commitments(session: FillingSession) -> Any:
    return session.plain_answers().get("commitments")


def test_an_entry_that_was_removed_comes_back_with_everything_in_it(session: FillingSession) -> None:
    at = session.draft.save
    session.remove_entry("commitments", "k7f")
    session.save()
    session.restore("commitments", str(at))
    assert commitments(session) == WHOLE


def test_before_the_first_entry_there_is_none(session: FillingSession) -> None:
    session.restore("commitments", "1")
    assert commitments(session) is None


def test_an_inner_repeat_comes_back_alone(session: FillingSession) -> None:
    at = session.draft.save
    session.remove_entry("commitments/k7f/activities", "b2q")
    session.enter("commitments/k7f/title", "A, written since")
    session.save()
    session.restore("commitments/k7f/activities", str(at))
    first = commitments(session)[0]
    assert (first["title"], first["activities"]) == ("A, written since", WHOLE[0]["activities"])


def test_an_input_of_an_entry_comes_back_alone(session: FillingSession) -> None:
    at = session.draft.save
    session.enter("commitments/k7f/title", "Z")
    session.enter("commitments/m3x/title", "Y")
    session.save()
    session.restore("commitments/k7f/title", str(at))
    assert [entry["title"] for entry in commitments(session)] == ["A", "Y"]


def test_an_input_of_an_entry_that_is_gone_names_the_way(session: FillingSession) -> None:
    at = session.draft.save
    session.remove_entry("commitments", "k7f")
    session.save()
    with pytest.raises(UnknownAddress, match="restore DRAFT commitments --at"):
        session.restore("commitments/k7f/title", str(at))


def test_an_answer_that_has_no_place_any_more_is_told_and_the_others_come_back(session: FillingSession) -> None:  # fmt: skip
    text = session.history.path.read_text("ascii")
    session.history.path.write_text(text.replace("commitments/m3x/title", "commitments/m3x/gone"), "ascii")
    session.enter("commitments/k7f/title", "Z")
    session.save()
    restored = session.restore("commitments", str(session.draft.save - 1))
    assert "commitments/m3x/gone" in restored.left_out and commitments(session)[0]["title"] == "A"


def test_every_listed_state_of_the_entries_comes_back_as_it_was(session: FillingSession) -> None:
    states = [None, commitments(session)]
    for change in ("remove", "move", "copy"):
        first = session.entries("commitments")[0]
        if change == "remove":
            session.remove_entry("commitments", first)
            session.add_entry("commitments")
        elif change == "move":
            session.move_entry("commitments", first, 1)
        else:
            session.duplicate_entry("commitments", first)
        session.save()
        states.append(commitments(session))
    place = Input("commitments", "commitments", (), "entries")
    found = []
    for wording in reversed(earlier_wordings(session, place)):
        session.restore("commitments", wording.count)
        found.append(commitments(session))
    assert found == states[:-1]
