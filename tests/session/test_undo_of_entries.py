"""Taking a change of entries back takes back that change and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from msq_tui.core.errors import WrongUsage
from msq_tui.core.standing import Standing
from msq_tui.files.draft_file import values_in
from msq_tui.session import fullness
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from tests.core.helpers import FEATURES


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    """Two commitments, ``A`` and ``B``."""
    text = (FEATURES / "type_repeat.yaml").read_text("utf-8")
    with_marks = text.replace("sections:", 'states: ["unknown"]\nsections:', 1)
    (tmp_path / "type-repeat.yaml").write_text(with_marks, "utf-8")
    workplace = Workplace([tmp_path], tmp_path / "drafts")
    session = workplace.start(workplace.edition("type-repeat"), tmp_path / "draft.yaml")
    for title in ("A", "B"):
        session.enter(f"commitments/{session.add_entry('commitments')}/title", title)
    return session


def titles(session: FillingSession) -> list[str]:
    return [entry.get("title", "") for entry in session.plain_answers().get("commitments", [])]


def test_what_was_written_since_in_another_entry_stays(session: FillingSession) -> None:
    first, second = session.entries("commitments")
    session.remove_entry("commitments", first)
    session.enter(f"commitments/{second}/title", "B, written since")
    session.undo_entries()
    assert titles(session) == ["A", "B, written since"]


def test_a_text_taken_out_since_does_not_come_back(session: FillingSession) -> None:
    first, second = session.entries("commitments")
    session.move_entry("commitments", first, 1)
    session.enter(f"commitments/{second}/title", "")
    session.undo_entries()
    assert titles(session) == ["A", ""]


def test_a_mark_given_since_stays(session: FillingSession) -> None:
    first, second = session.entries("commitments")
    session.remove_entry("commitments", first)
    session.mark(f"commitments/{second}/title", "unknown")
    session.undo_entries()
    assert list(session.response.marks) == [f"commitments/{second}/title"]


def test_a_move_beyond_the_end_is_no_step_to_take_back(session: FillingSession) -> None:
    first, second = session.entries("commitments")
    session.remove_entry("commitments", first)
    session.move_entry("commitments", second, 1)
    session.undo_entries()
    assert titles(session) == ["A", "B"]


def test_a_move_beyond_the_end_leaves_the_draft_saved(session: FillingSession) -> None:
    session.save()
    session.move_entry("commitments", session.entries("commitments")[0], -1)
    assert not session.is_unsaved


def test_replaced_answers_come_back(session: FillingSession) -> None:
    first, _ = session.entries("commitments")
    session.enter("commitments", [{"_entry": first, "title": "Replaced"}])
    session.undo_entries()
    assert titles(session) == ["A", "B"]


def test_what_was_taken_back_is_made_again_with_what_stood_in_it(session: FillingSession) -> None:
    entry = session.add_entry("commitments")
    session.enter(f"commitments/{entry}/title", "C")
    session.undo_entries()
    assert titles(session) == ["A", "B"]
    session.redo_entries()
    assert titles(session) == ["A", "B", "C"]


def test_after_another_change_nothing_is_made_again(session: FillingSession) -> None:
    first, second = session.entries("commitments")
    session.remove_entry("commitments", first)
    session.undo_entries()
    session.move_entry("commitments", second, -1)
    assert session.redo_entries() is None


@pytest.mark.parametrize("change", ["add", "copy", "enter", "undo"])
def test_what_a_draft_has_no_room_for_is_refused_before_it_is_done(
    session: FillingSession, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    first, _ = session.entries("commitments")
    changes: dict[str, Callable[[], object]] = {
        "add": lambda: session.add_entry("commitments", first),
        "copy": lambda: session.duplicate_entry("commitments", first),
        "enter": lambda: session.enter("commitments", [{"title": f"{at}"} for at in range(200)]),
        "undo": session.undo_entries,
    }
    session.save()
    session.remove_entry("commitments", first)
    before = session.plain_answers()
    monkeypatch.setattr(fullness, "MOST_VALUES", values_in(before) + 60)
    with pytest.raises(WrongUsage, match=r"(?s)no room.*Safe: .*Do now: "):
        changes[change]()
    assert session.plain_answers() == before
    monkeypatch.undo()
    assert session.undo_entries() == "commitments" and titles(session) == ["A", "B"]
    assert session.standing.progress == Standing(session.edition, session.response).progress
