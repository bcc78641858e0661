"""Replacing a file whole or not at all: every operation of a save fails once, in every way a disk knows."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import NotWritten
from msq_tui.files import atomic
from msq_tui.files.atomic import TEMPORARY_MARK, make_private_folder, write_atomically
from msq_tui.files.draft_lock import LOCK_ENDING, lock_path
from msq_tui.session.locking import lock_session
from tests.core.helpers import ROOT

from .drafts import started, workplace_in

OLD, NEW, LATER = b"old content\n", b"new content\n" * 1000, b"later content\n"

ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES]
BEFORE_RENAME = ["open", "write", "fsync", "close", "rename"]
AFTER_RENAME = ["open folder", "fsync folder", "close folder"]


class Disk:
    """The operations of a save, one of which fails: the first ``name``, or its second turn for a folder."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failing: str, number: int) -> None:
        self.operations: list[str] = []
        self.failing, self.number = failing, number
        for name in ("open", "write", "fsync", "close"):
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))
        monkeypatch.setattr(Path, "replace", self._counted("rename", Path.replace))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            turn = name if "rename" not in self.operations else f"{name} folder"
            self.operations.append(name)
            if turn != self.failing:
                return real(*arguments, **more)
            self.failing = "nothing more"
            if name == "close":
                real(*arguments, **more)
            raise OSError(self.number, os.strerror(self.number))

        return call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "draft.yaml"
    path.write_bytes(OLD)
    path.chmod(0o600)
    return path


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def modes(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failed_write(path: Path, operation: str, number: int) -> NotWritten:
    with pytest.MonkeyPatch.context() as monkeypatch:
        Disk(monkeypatch, operation, number)
        with pytest.raises(NotWritten) as caught:
            write_atomically(path, NEW)
    return caught.value


def test_a_save_writes_syncs_renames_and_syncs_the_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch, "nothing", 0)
    write_atomically(path, NEW)
    assert disk.operations == ["open", "write", "fsync", "close", "rename", "open", "fsync", "close"]


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("operation", BEFORE_RENAME)
def test_the_old_content_is_intact_after_a_failure(path: Path, operation: str, number: int) -> None:
    failed_write(path, operation, number)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("operation", [*BEFORE_RENAME, *AFTER_RENAME])
def test_no_temporary_file_is_left_after_a_failure(path: Path, operation: str, number: int) -> None:
    failed_write(path, operation, number)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("operation", [*BEFORE_RENAME, *AFTER_RENAME])
def test_the_next_save_after_a_failure_works(path: Path, operation: str, number: int) -> None:
    failed_write(path, operation, number)
    write_atomically(path, LATER)
    assert path.read_bytes() == LATER


@pytest.mark.parametrize("operation", AFTER_RENAME)
def test_the_file_is_whole_after_a_failure_behind_the_rename(path: Path, operation: str) -> None:
    failed_write(path, operation, errno.EIO)
    assert path.read_bytes() in (OLD, NEW)


@pytest.mark.parametrize("operation", AFTER_RENAME)
def test_the_message_never_says_that_nothing_changed_when_it_did(path: Path, operation: str) -> None:
    message = failed_write(path, operation, errno.EIO).message
    assert path.read_bytes() == OLD or "unchanged" not in message


@pytest.mark.parametrize("operation", [*BEFORE_RENAME, *AFTER_RENAME])
@pytest.mark.parametrize(
    ("number", "words", "step"),
    [
        (errno.ENOSPC, "full", "Free some space"), (errno.EIO, "fault", "copy to another disk"), (errno.EDQUOT, "quota", "Free some space"),
        (errno.EACCES, "no right", "copy to another folder"), (errno.EROFS, "read-only", "copy to another disk"),
    ],
)  # fmt: skip
def test_the_message_says_what_happened_what_is_safe_and_what_to_do(
    path: Path, operation: str, number: int, words: str, step: str
) -> None:
    message = failed_write(path, operation, number).message
    parts = re.fullmatch(
        r"NOT SAVED: (?P<what>.*) Safe: (?P<safe>.*) Do now: (?P<do>.*) \[E[A-Z]+\]", message
    )
    assert parts and "draft.yaml" in parts["what"] and words in parts["what"] and step in parts["do"]


@pytest.mark.parametrize("operation", BEFORE_RENAME)
def test_a_file_that_was_not_there_is_not_there_after_a_failure(tmp_path: Path, operation: str) -> None:
    failed_write(tmp_path / "new.yaml", operation, errno.ENOSPC)
    assert list(tmp_path.iterdir()) == []


def test_short_writes_are_gone_on_with_until_all_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:700]))
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_a_full_disk_after_half_a_write_leaves_the_old_content(path: Path) -> None:
    real = os.write
    turns = iter([700, 0])

    def half(handle: int, data: bytes) -> int:
        size = next(turns)
        if not size:
            raise OSError(errno.ENOSPC, "full")
        return real(handle, data[:size])

    with pytest.MonkeyPatch.context() as monkeypatch, pytest.raises(NotWritten):
        monkeypatch.setattr(os, "write", half)
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD


def test_a_write_that_writes_nothing_for_ever_is_a_failure(path: Path) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch, pytest.raises(NotWritten):
        monkeypatch.setattr(os, "write", lambda *_: 0)
        write_atomically(path, NEW)


def test_an_empty_content_is_written(path: Path) -> None:
    write_atomically(path, b"")
    assert path.read_bytes() == b""


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_folder_that_cannot_be_synced_is_no_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    Disk(monkeypatch, "fsync folder", number)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_lack_of_memory_is_a_failed_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise MemoryError

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NotWritten):
        write_atomically(path, NEW)


def test_a_failed_save_opens_a_new_file_the_next_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    real = os.open

    def opened(name: Any, flags: int, mode: int = 0o777) -> int:
        names.append(str(name))
        return real(name, flags, mode)

    failed_write(path, "fsync", errno.EIO)
    monkeypatch.setattr(os, "open", opened)
    write_atomically(path, NEW)
    write_atomically(path, NEW)
    temporary = [name for name in names if TEMPORARY_MARK in name]
    assert len(temporary) == len(set(temporary)) == 2


# A scanner or a sync client of Windows that holds the file open, as Python tells of it there


class Clock:
    """Stands still but for the waiting of the program."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Held:
    """A rename that Windows refuses until ``free_at``, with the number it gives."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, windows_number: int, free_at: float) -> None:
        self.clock, self.windows_number, self.free_at, self.turns = Clock(), windows_number, free_at, 0
        real = Path.replace

        def replace(path: Path, target: Path) -> Path:
            self.turns += 1
            if self.clock.now < self.free_at:
                error = PermissionError(errno.EACCES, "refused")
                error.winerror = self.windows_number  # type: ignore[attr-defined, unused-ignore]
                raise error
            return real(path, target)

        monkeypatch.setattr(atomic, "time", self.clock)
        monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_draft_that_a_scanner_holds_for_two_seconds_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    held = Held(monkeypatch, number, free_at=2.0)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW and held.turns > 2


@pytest.mark.parametrize("number", [32, 33])
def test_a_draft_that_is_held_for_good_is_left_as_it_is_and_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    Held(monkeypatch, number, free_at=float("inf"))
    with pytest.raises(NotWritten) as caught:
        write_atomically(path, NEW)
    assert (path.read_bytes(), list(path.parent.iterdir())) == (OLD, [path])
    assert all(
        word in caught.value.message for word in ("another program holds it", "Safe: ", "Do now: Close")
    )


def test_another_refusal_of_windows_is_told_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch, 112, free_at=float("inf"))
    with pytest.raises(NotWritten):
        write_atomically(path, NEW)
    assert held.turns == 1


# Modes and links


@pytest.mark.usefixtures("no_umask")
def test_a_new_file_is_private_without_a_umask(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new.yaml", NEW)
    assert modes(tmp_path / "new.yaml") == 0o600


@pytest.mark.usefixtures("no_umask")
@pytest.mark.parametrize("umask", [0, 0o777], ids=oct)
def test_new_folders_are_private_and_usable_under_any_umask(tmp_path: Path, umask: int) -> None:
    os.umask(umask)
    make_private_folder(tmp_path / "a" / "b")
    assert (modes(tmp_path / "a"), modes(tmp_path / "a" / "b")) == (0o700, 0o700)


@pytest.mark.usefixtures("no_umask")
def test_the_temporary_file_is_private_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = os.write

    def write(handle: int, data: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    write_atomically(tmp_path / "new.yaml", NEW)
    assert seen == [0o600]


@pytest.mark.usefixtures("no_umask")
def test_everything_around_a_draft_is_private_without_a_umask(tmp_path: Path) -> None:
    workplace = workplace_in(tmp_path)
    path = workplace.start(workplace.edition("msq-2022")).path
    session = workplace.resume(path)
    session.enter("egov_agency", "x")
    lock_session(session)
    session.save()
    session.save_copy(tmp_path / "drafts" / "copy.yaml")
    session.remember_place("cio")
    found = {path.relative_to(tmp_path / "drafts").as_posix(): path for path in tmp_path.rglob("*")}
    assert set(found) == {
        ".", ".msq", f".msq/{session.draft.draft_id}.json", path.name, f"{path.name}.bak", f"{path.name}.history",
        lock_path(path).name, "copy.yaml",
    }  # fmt: skip
    assert {name: oct(modes(path)) for name, path in found.items()} == {
        name: oct(0o700 if path.is_dir() else 0o600) for name, path in found.items()
    }


@pytest.mark.usefixtures("no_umask")
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640, 0o644, 0o700, 0o777], ids=oct)
def test_the_mode_of_a_file_is_never_widened_and_never_lets_it_be_run(path: Path, mode: int) -> None:
    path.chmod(mode)
    write_atomically(path, NEW)
    assert modes(path) & ~(mode & 0o666) == 0


def test_the_mode_that_the_owner_gave_is_kept(path: Path) -> None:
    path.chmod(0o640)
    write_atomically(path, NEW)
    assert modes(path) == 0o640


@pytest.mark.parametrize("to", ["file", "nothing"])
def test_a_link_planted_under_the_temporary_name_is_not_followed(
    path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda size: "0" * 2 * size)
    target = path.parent / "target"
    if to == "file":
        target.write_bytes(OLD)
    (path.parent / f".{path.name}{TEMPORARY_MARK}{'0' * 12}").symlink_to(target)
    with pytest.raises(NotWritten):
        write_atomically(path, NEW)
    assert (target.read_bytes() if target.exists() else OLD) == OLD


def test_a_link_under_the_final_name_is_not_written_through(path: Path) -> None:
    target = path.parent / "target"
    target.write_bytes(OLD)
    link = path.parent / "link.yaml"
    link.symlink_to(target)
    write_atomically(link, NEW)
    assert target.read_bytes() == OLD


@pytest.mark.parametrize(
    ("at", "what", "do"),
    [
        ("missing/draft.yaml", "was a stick pulled out?", "Put it back"), ("file/draft.yaml", "where a folder is needed", "another folder"),
        ("folder", "a folder of that name", "another name"), ("x" * 300 + ".yaml", "the name is too long", "a shorter one"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path, at: str, what: str, do: str) -> None:
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotWritten) as caught:
        write_atomically(tmp_path / at, NEW)
    message = caught.value.message
    assert message.startswith("NOT SAVED: ") and what in message and do in message.partition("Do now:")[2]


def test_a_private_folder_where_a_file_stands_is_told_in_words(path: Path) -> None:
    with pytest.raises(NotWritten):
        make_private_folder(path / "below")


# As the kernel sees it


def test_the_kernel_sees_write_fsync_rename_and_fsync_of_the_folder_in_this_order(tmp_path: Path) -> None:
    session = started(tmp_path)
    strace = shutil.which("strace")
    assert strace, "scripts/system-packages.sh installs strace"
    log = tmp_path / "log"
    subprocess.run(
        [
            strace, "-f", "-s", "80", "-e", "trace=openat,write,fsync,rename,renameat,renameat2,close", "-o", log,
            sys.executable, "-m", "msq_tui", "set", session.path, "egov_agency", "MITIC",
        ],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    lines = [re.sub(r"^\d+ +", "", line) for line in log.read_text("utf-8", "replace").splitlines()]
    opened = next(
        n
        for n, line in enumerate(lines)
        if TEMPORARY_MARK in line and LOCK_ENDING not in line and line.startswith("openat")
    )
    handle = lines[opened].rpartition("= ")[2]
    assert "O_EXCL" in lines[opened] and "O_NOFOLLOW" in lines[opened] and ", 0600)" in lines[opened]
    seen = []
    for line in lines[opened + 1 :]:
        if line.startswith("openat") and f'"{tmp_path}"' in line:
            handle = line.rpartition("= ")[2]
            seen.append("open folder")
        elif line.startswith(("write(", "fsync(", "close(")) and line.split("(")[1].startswith(
            (f"{handle},", f"{handle})")
        ):
            seen.append(line.split("(")[0])
        elif line.startswith("rename"):
            seen.append("rename")
    assert seen[:7] == ["write", "fsync", "close", "rename", "open folder", "fsync", "close"]
