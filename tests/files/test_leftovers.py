"""Temporary files of killed programs: removed when old and of no use to anybody, and never read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from msq_tui.files.atomic import TEMPORARY_MARK, temporary_start
from msq_tui.files.leftovers import OLD_SECONDS, remove_leftovers
from msq_tui.session.lending import lend
from msq_tui.session.locking import tidy

from .drafts import started, workplace_in
from .locks import plant_dead_lock, plant_other_host

NOW = 1_800_000_000.0
NAMES = ["draft.yaml", "x" * 200 + ".yaml", "政" * 80 + ".yaml"]


def leftover(folder: Path, age: float, name: str = "draft.yaml") -> Path:
    path = folder / f"{temporary_start(name)}0123456789ab"
    path.write_text("msq_draft: 1\nhalf", "utf-8")
    os.utime(path, (NOW - age, NOW - age))
    return path


@pytest.mark.parametrize(
    ("age", "gone"), [(24 * 60 * 60 + 1, True), (24 * 60 * 60 - 1, False), (-OLD_SECONDS, False)]
)
def test_a_leftover_is_removed_when_it_is_older_than_a_day(tmp_path: Path, age: float, gone: bool) -> None:
    path = leftover(tmp_path, age)
    remove_leftovers(tmp_path, NOW)
    assert path.exists() != gone


@pytest.mark.parametrize("name", NAMES)
def test_a_leftover_of_a_draft_that_is_open_stays(tmp_path: Path, name: str) -> None:
    path = leftover(tmp_path, 2 * OLD_SECONDS, name)
    plant_other_host(tmp_path / name)
    assert remove_leftovers(tmp_path, NOW) == [] and path.exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_leftover_behind_a_stale_lock_is_removed(tmp_path: Path, name: str) -> None:
    path = leftover(tmp_path, 2 * OLD_SECONDS, name)
    plant_dead_lock(tmp_path / name)
    assert remove_leftovers(tmp_path, NOW) == [path]


def test_nothing_else_is_removed_however_old_it_is(tmp_path: Path) -> None:
    kept = [tmp_path / name for name in ("draft.yaml", ".hidden", "notes.txt", f"x{TEMPORARY_MARK}0")]
    for path in kept:
        path.write_text("x", "utf-8")
        os.utime(path, (0, 0))
    target = tmp_path / "target"
    target.write_text("x", "utf-8")
    link = tmp_path / f".draft.yaml{TEMPORARY_MARK}1"
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)
    assert remove_leftovers(tmp_path, NOW) == []
    assert sorted(tmp_path.iterdir()) == sorted([*kept, target, link])


def test_a_leftover_of_another_user_is_his(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = leftover(tmp_path, 2 * OLD_SECONDS)
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    assert remove_leftovers(tmp_path, NOW) == [] and path.exists()


def test_a_folder_that_is_gone_is_no_failure(tmp_path: Path) -> None:
    assert remove_leftovers(tmp_path / "gone", NOW) == []


def test_what_a_killed_program_left_beside_a_draft_and_of_an_answer_lent_to_an_editor_is_removed(
    tmp_path: Path,
) -> None:
    session = started(tmp_path)
    session.remember_place("cio")
    with lend(session, "private") as lent:
        assert lent is not None
    left = [leftover(tmp_path, 0), lent]
    old = time.time() - OLD_SECONDS - 60
    for path in left:
        path.write_text("left behind", "utf-8")
        os.utime(path, (old, old))
    tidy(tmp_path)
    assert [path for path in left if path.exists()] == [] and session.last_place() == "cio"


def test_a_leftover_is_never_taken_for_a_draft(tmp_path: Path) -> None:
    session = started(tmp_path)
    folder = tmp_path / "drafts"
    folder.mkdir()
    whole = folder / f".draft.yaml{TEMPORARY_MARK}0123456789ab"
    whole.write_bytes(session.path.read_bytes())
    assert workplace_in(tmp_path).drafts() == []
