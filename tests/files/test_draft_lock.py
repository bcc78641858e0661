"""One writer for each draft: who holds a lock, when one is stale, and what is planted in its place."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import Locked
from msq_tui.files import draft_lock
from msq_tui.files.atomic import TEMPORARY_MARK
from msq_tui.files.draft_file import is_draft_name
from msq_tui.files.draft_lock import (
    CUT_SHORT,
    MOST_BYTES,
    MOST_SHOWN,
    Holder,
    is_stale,
    lock_path,
    read_holder,
    take_lock,
)
from msq_tui.session.locking import changing

from .drafts import started, workplace_in
from .locks import NO_PROGRAM, SINCE, plant_dead_lock, plant_lock, plant_other_host, this_program


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.yaml"
    path.write_text("msq_draft: 1\n", "utf-8")
    return path


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


# Taking and releasing


def test_the_lock_says_who_where_and_since_when(draft: Path) -> None:
    assert take_lock(draft, SINCE).lock is not None
    holder = read_holder(draft)
    assert holder is not None and holder.pid == str(os.getpid())
    assert holder.since == SINCE and holder.when == "2026-11-21 09:12 (UTC)"
    assert holder.name == f"{holder.user} on {holder.host}"


def test_a_lock_is_taken_once(draft: Path) -> None:
    take_lock(draft, SINCE)
    second = take_lock(draft, SINCE)
    assert second.lock is None and second.holder == read_holder(draft)


def test_a_released_lock_leaves_nothing_and_can_be_taken(draft: Path) -> None:
    first = take_lock(draft, SINCE).lock
    assert first is not None
    first.release()
    assert list(draft.parent.iterdir()) == [draft]
    assert take_lock(draft, SINCE).lock is not None


def test_a_lock_that_was_taken_over_is_not_released_by_the_former_holder(draft: Path) -> None:
    first = take_lock(draft, SINCE).lock
    assert first is not None
    holder = read_holder(draft)
    second = take_lock(draft, SINCE, over=holder)
    assert second.lock is not None and second.holder == holder
    first.release()
    assert read_holder(draft) is not None


def test_a_lock_is_taken_over_only_from_the_one_that_was_named(draft: Path) -> None:
    plant_other_host(draft)
    assert take_lock(draft, SINCE, over=Holder(token="another")).lock is None


@pytest.mark.usefixtures("no_umask")
def test_a_lock_is_private_without_a_umask(draft: Path) -> None:
    take_lock(draft, SINCE)
    assert stat.S_IMODE(lock_path(draft).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["draft.yaml", "x" * 250 + ".yaml", "é" * 120 + ".yaml", "a\nb.yaml"])
def test_the_name_of_a_lock_is_short_enough_and_no_name_of_a_draft(tmp_path: Path, name: str) -> None:
    path = lock_path(tmp_path / name)
    assert len(os.fsencode(path.name)) < 230 and not is_draft_name(path)


def test_two_long_names_have_two_locks(tmp_path: Path) -> None:
    assert lock_path(tmp_path / ("x" * 240 + "1.yaml")) != lock_path(tmp_path / ("x" * 240 + "2.yaml"))


# Stale or not


def test_the_lock_of_this_running_program_is_not_stale(draft: Path) -> None:
    assert not is_stale(this_program(draft))


def test_the_lock_of_a_dead_program_is_taken_over_and_its_holder_named(draft: Path) -> None:
    dead = plant_dead_lock(draft)
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is not None and outcome.holder == dead


def test_the_lock_of_a_program_that_was_killed_is_stale_before_its_parent_took_note(draft: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    child.kill()
    # Waits for the end of the program, and leaves it in the list of the system.
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    holder = plant_lock(draft, pid=str(child.pid), started="")
    stale = is_stale(holder)
    child.communicate()
    assert stale


def test_a_lock_from_before_the_computer_was_started_anew_is_stale(draft: Path) -> None:
    assert is_stale(plant_lock(draft, boot="another"))


def test_a_lock_whose_number_has_another_program_now_is_stale(draft: Path) -> None:
    assert is_stale(plant_lock(draft, started="1"))


@pytest.mark.parametrize(
    "changed",
    [{"host": "PC-114"}, {"machine": "another"}, {"pid": ""}, {"pid": "0"}, {"pid": "-1"}, {"pid": "x"}, {"pid": "9" * 50}],
    ids=str,
)  # fmt: skip
def test_a_lock_of_which_nothing_is_known_here_is_never_taken_over(
    draft: Path, changed: dict[str, str]
) -> None:
    changed = {"pid": NO_PROGRAM, **changed}
    plant_lock(draft, **changed)
    assert take_lock(draft, SINCE).lock is None


@pytest.mark.parametrize("data", [b"", b"\x00" * 200, b"\n"])
def test_a_lock_that_a_power_cut_emptied_is_taken_over(draft: Path, data: bytes) -> None:
    lock_path(draft).write_bytes(data)
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is not None and outcome.holder == CUT_SHORT


@pytest.mark.parametrize("links", [True, False])
def test_a_lock_made_while_a_stale_one_is_taken_over_stays(
    draft: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    plant_dead_lock(draft)
    real = Path.rename
    if not links:
        refusing(monkeypatch, "link", errno.EPERM)
    made: list[Holder] = []

    def rename(path: Path, target: Path) -> Path:
        if not made:
            made.append(plant_lock_over(draft))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is None and outcome.holder == made[0] == read_holder(draft)
    assert list(draft.parent.glob(f".*{TEMPORARY_MARK}*")) == []


def test_a_lock_that_goes_away_while_it_is_looked_at_is_free(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant_other_host(draft)
    real = draft_lock.read_holder_at

    def released(path: Path) -> Holder | None:
        path.unlink(missing_ok=True)
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(draft_lock, "read_holder_at", released)
        outcome = take_lock(draft, SINCE)
    assert outcome.lock is not None and outcome.warning == ""


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    """The system refuses every call of one kind."""

    def refuse(*_: Any, **_more: Any) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, refuse)


def plant_lock_over(draft: Path) -> Holder:
    """Another program was quicker: its fresh lock stands where the stale one stood."""
    lock_path(draft).unlink()
    return plant_other_host(draft)


# What is planted


def plant(kind: str, place: Path, target: Path) -> None:
    if kind == "link to a file":
        target.write_bytes(b"theirs")
        place.symlink_to(target)
    elif kind == "link to nothing":
        place.symlink_to(target)
    elif kind == "fifo":
        os.mkfifo(place)
    else:
        place.mkdir()


@pytest.mark.parametrize("kind", ["link to a file", "link to nothing", "fifo", "folder"])
def test_what_is_planted_as_a_lock_is_neither_followed_nor_waited_for(draft: Path, kind: str) -> None:
    target = draft.parent / "target"
    plant(kind, lock_path(draft), target)
    before = target.read_bytes() if target.exists() else None
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is None and outcome.holder is None and outcome.warning and not outcome.read_only
    assert (target.read_bytes() if target.exists() else None) == before


HOSTILE = [
    b"x" * (MOST_BYTES + 1), b"\xff\xfe" * 50, b"user: \x1b]52;c;AAAA\x07\x1b[2Jroot\nhost: [/red]\xe2\x80\xae\x9b1m\n",
    b"user: " + b"x\n" * MOST_BYTES, b"pid: " + b"9" * 3000, b"user: " + b"y" * 4000, b"{" * 4000, b"user\nhost", b"user: a\r\nuser: b\r\n",
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE, ids=lambda data: repr(data[:20]))
def test_hostile_text_in_a_lock_is_shown_cleaned_and_short(
    draft: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    lock_path(draft).write_bytes(data)
    read: list[int] = []
    real = os.read

    def reading(handle: int, size: int) -> bytes:
        read.append(size)
        return real(handle, size)

    monkeypatch.setattr(os, "read", reading)
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is None and outcome.holder is not None and max(read) <= MOST_BYTES + 1
    assert len(data) <= MOST_BYTES or outcome.holder == Holder(), "a longer one is none of ours"
    shown = outcome.holder.name + outcome.holder.when
    assert len(shown) < 4 * MOST_SHOWN and shown.isprintable()


def test_a_pipe_put_in_the_place_of_a_lock_after_the_look_at_it_is_not_waited_for(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(lock_path(draft))
    file, real = draft.lstat(), os.open

    def opened(path: Any, flags: int, *more: Any) -> int:
        assert flags & os.O_NONBLOCK
        return real(path, flags, *more)

    monkeypatch.setattr(Path, "lstat", lambda _: file)
    monkeypatch.setattr(os, "open", opened)
    assert read_holder(draft) is None


def test_a_hostile_name_of_a_user_says_nothing_else_in_the_lock(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ana\nhost: PC-114\npid: 1\n" + "x" * MOST_BYTES)
    assert take_lock(draft, SINCE).lock is not None
    holder = read_holder(draft)
    assert holder is not None and (holder.pid, is_stale(holder)) == (str(os.getpid()), False)


# No lock can be made


@pytest.mark.parametrize(
    "number", [errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EIO], ids=errno.errorcode.get
)
def test_a_lock_that_cannot_be_made_is_told_and_only_a_place_without_rights_is_read_only(
    draft: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refusing(monkeypatch, "open", number)
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is None and outcome.holder is None and "no lock can be made" in outcome.warning
    assert outcome.read_only == (number in (errno.EROFS, errno.EACCES, errno.EPERM))


@pytest.mark.parametrize("links", [True, False])
def test_a_lock_that_could_only_be_written_in_part_is_none_and_shuts_nobody_out(
    draft: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    real = os.write
    with monkeypatch.context() as patched:
        if not links:
            refusing(patched, "link", errno.EPERM)
        patched.setattr(os, "write", lambda handle, data: real(handle, data[:20]))
        outcome = take_lock(draft, SINCE)
    assert outcome.lock is None and "no lock can be made" in outcome.warning and not outcome.read_only
    assert list(draft.parent.iterdir()) == [draft]


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_file_system_without_links_has_locks_too(
    draft: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refusing(monkeypatch, "link", number)
    assert take_lock(draft, SINCE).lock is not None
    assert read_holder(draft) == take_lock(draft, SINCE).holder


# Commands


def test_a_command_refuses_a_draft_that_is_open_elsewhere_and_names_who_has_it(tmp_path: Path) -> None:
    path = started(tmp_path).path
    plant_other_host(path)
    with pytest.raises(Locked) as caught, changing(workplace_in(tmp_path), path, print):
        raise AssertionError("opened")
    assert "ana on PC-114" in caught.value.message and "Safe: nothing" in caught.value.message


def test_a_command_takes_a_stale_lock_over_and_says_so(tmp_path: Path) -> None:
    path = started(tmp_path).path
    plant_dead_lock(path)
    told: list[str] = []
    with changing(workplace_in(tmp_path), path, told.append) as session:
        session.enter("cio", "yes")
        session.save()
    assert len(told) == 1 and "taken over" in told[0]


def test_a_command_holds_the_lock_for_the_moment_of_the_change_and_not_longer(tmp_path: Path) -> None:
    path = started(tmp_path).path
    with changing(workplace_in(tmp_path), path, print):
        assert read_holder(path) is not None
    assert read_holder(path) is None


def test_a_command_that_fails_releases_the_lock(tmp_path: Path) -> None:
    path = started(tmp_path).path
    with pytest.raises(ZeroDivisionError), changing(workplace_in(tmp_path), path, print):
        raise ZeroDivisionError
    assert read_holder(path) is None


def test_a_command_goes_on_without_a_lock_and_warns_once(tmp_path: Path) -> None:
    path = started(tmp_path).path
    lock_path(path).mkdir()
    told: list[str] = []
    with changing(workplace_in(tmp_path), path, told.append) as session:
        session.enter("cio", "yes")
        session.save()
    assert len(told) == 1 and "Take care" in told[0]
