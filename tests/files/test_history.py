"""The history file: appended to, private, a plain file or nothing, harmless wherever it is cut."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.errors import NotReadable, NotWritten
from msq_tui.core.history import PARTS, Step, thinned
from msq_tui.files import history
from msq_tui.files.draft_file import is_draft_name
from msq_tui.files.history import append_steps, history_path, line_of, read_steps, step_of, thin

from .drafts import texts

NOW = "2027-06-01T00:00:00Z"


def step(save: int, after: Any = "x", time: str = "2026-11-21T10:02:11Z", address: str = "cio") -> Step:
    return Step(save, time, "answer", address, None, after)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return history_path(tmp_path / "draft.yaml")


values = st.none() | texts | st.lists(texts, max_size=3) | st.dictionaries(texts, texts, max_size=2)


@given(st.builds(Step, st.integers(0, 10**9), texts, st.sampled_from(PARTS), texts, values, values))
def test_a_step_reads_as_it_was_written(one: Step) -> None:
    assert step_of(line_of("id", one)) == ("id", one)


def test_a_line_is_ascii_and_one_line() -> None:
    line = line_of("id", step(1, "ñ\n中\x85"))
    assert line.isascii() and line.count(b"\n") == 1 and line.endswith(b"\n")


def test_the_name_is_not_that_of_a_draft(path: Path) -> None:
    assert not is_draft_name(path)


def test_steps_are_read_in_their_order(path: Path) -> None:
    append_steps(path, "id", [step(1), step(2)])
    append_steps(path, "id", [step(3)])
    assert [one.save for one in read_steps(path, "id")] == [1, 2, 3]


def test_the_steps_of_another_draft_are_not_read(path: Path) -> None:
    append_steps(path, "old", [step(1)])
    append_steps(path, "new", [step(2)])
    assert [one.save for one in read_steps(path, "new")] == [2]


def test_no_history_is_an_empty_one(path: Path) -> None:
    assert read_steps(path, "id") == []


def test_what_was_written_is_never_written_again(path: Path) -> None:
    append_steps(path, "id", [step(1)])
    before, inode = path.read_bytes(), path.stat().st_ino
    append_steps(path, "id", [step(2)])
    assert path.read_bytes().startswith(before) and path.stat().st_ino == inode


def test_cut_at_any_byte_it_loses_at_most_the_last_step(path: Path) -> None:
    append_steps(path, "id", [step(n, f"wording {n} ñ\nline") for n in range(4)])
    data = path.read_bytes()
    ends = [at for at, byte in enumerate(data) if byte == ord("\n")]
    for cut in range(len(data) + 1):
        path.write_bytes(data[:cut])
        whole = sum(end <= cut for end in ends)
        assert [one.save for one in read_steps(path, "id")] == list(range(whole)), cut
        append_steps(path, "id", [step(9)])
        assert [one.save for one in read_steps(path, "id")] == [*range(whole), 9], cut


def test_zeros_in_it_lose_only_their_lines(path: Path) -> None:
    append_steps(path, "id", [step(1)])
    with path.open("ab") as stream:
        stream.write(b"\0" * 100)
    append_steps(path, "id", [step(2)])
    assert [one.save for one in read_steps(path, "id")] == [1, 2]


@pytest.mark.parametrize(
    "line",
    [b"", b"null", b"[]", b"{}", b"\xff", b'{"save": 1}', b"[" * 100_000, b"1" * 10_000,
     b'{"save": "1", "time": "", "draft": "id", "what": "answer", "address": "a", "from": null, "to": null}',
     b'{"save": true, "time": "", "draft": "id", "what": "answer", "address": "a", "from": null, "to": null}',
     b'{"save": 1, "time": "", "draft": "id", "what": "run", "address": "a", "from": null, "to": null}',
     b'{"save": 1, "time": "", "draft": "id", "what": ["answer"], "address": "a", "from": null, "to": null}',
     b'{"save": 1, "time": "", "draft": "id", "what": "answer", "address": 1, "from": null, "to": null}',
     b'{"save": 1, "time": "", "draft": "id", "what": "answer", "address": "a", "from": {"a": []}, "to": null}',
     b'{"save": 1, "time": "", "draft": "id", "what": "answer", "address": "a", "from": null, "to": ["a", null]}',
     b'{"save": 1, "time": "", "draft": "id", "what": "set_aside", "address": "a", "from": null, "to": {"a": null}}',
     b'{"save": 1, "time": "", "draft": "id", "what": "set_aside", "address": "a", "from": null, "to": ' + b"[" * 30 + b"]" * 30 + b"}",
     b'{"save": 1, "time": "", "draft": "id", "what": "answer", "address": "a", "from": null, "to": 1}'],
    ids=lambda line: line[:60].decode("latin-1"),
)  # fmt: skip
def test_a_line_that_tells_of_no_step_is_passed_over(path: Path, line: bytes) -> None:
    path.write_bytes(line + b"\n" + line_of("id", step(2)))
    assert [one.save for one in read_steps(path, "id")] == [2]


def test_one_far_too_large_is_not_read_and_the_draft_is_not_affected(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_steps(path, "id", [step(1)])
    monkeypatch.setattr(history, "MOST_BYTES", path.stat().st_size - 1)
    with pytest.raises(NotReadable, match="Safe: the draft itself is not affected"):
        read_steps(path, "id")


def test_texts_from_a_history_pass_the_door(path: Path) -> None:
    path.write_bytes(line_of("id", step(1, "a\x1b]52;c;x\x07\ud800\u202eb", "t\x1b", "a\x9b")))
    (one,) = read_steps(path, "id")
    assert (one.after, one.time, one.address) == ("a]52;c;xb", "t", "a")


# Whose it is


def test_it_is_private_from_its_first_moment_under_any_umask(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fchmod")
    before = os.umask(0)
    try:
        append_steps(path, "id", [step(1)])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_that_others_could_read_is_made_private(path: Path) -> None:
    path.touch()
    path.chmod(0o644)
    append_steps(path, "id", [step(1)])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def plant(path: Path, what: str) -> Path:
    """Something that is no history of ours, where the history would be; what may not be touched."""
    target = path.with_name("mine")
    target.write_bytes(b"mine")
    if what == "link":
        path.symlink_to(target)
    elif what == "link to nothing":
        target.unlink()
        path.symlink_to(target)
    elif what == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    return target


PLANTED = ["link", "link to nothing", "fifo", "folder"]


@pytest.mark.parametrize("what", PLANTED)
def test_nothing_is_written_through_what_is_no_file(path: Path, what: str) -> None:
    target = plant(path, what)
    with pytest.raises(NotWritten, match="Safe: the draft itself is saved"):
        append_steps(path, "id", [step(1)])
    assert not target.exists() or target.read_bytes() == b"mine"


@pytest.mark.parametrize("what", PLANTED)
def test_nothing_is_read_through_what_is_no_file(path: Path, what: str) -> None:
    plant(path, what)
    with pytest.raises(NotReadable, match="Safe"):
        read_steps(path, "id")


@pytest.mark.parametrize("what", ["link", "link to nothing"])
@pytest.mark.parametrize(
    "how", ["by a look, where the system follows links", "by the system, behind our look"]
)
def test_a_link_is_refused_in_two_ways(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str, how: str
) -> None:
    target = plant(path, what)
    if how.startswith("by a look"):
        monkeypatch.setattr(history, "_LOOK", os.O_NONBLOCK)
    else:
        monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    with pytest.raises(NotWritten):
        append_steps(path, "id", [step(1)])
    with pytest.raises(NotReadable):
        read_steps(path, "id")
    assert not target.exists() or target.read_bytes() == b"mine"


def test_a_second_name_of_it_is_left_as_it_is(path: Path) -> None:
    append_steps(path, "id", [step(1)])
    other = path.with_name("backup")
    os.link(path, other)
    before = other.read_bytes()
    append_steps(path, "id", [step(2)])
    assert other.read_bytes() == before and len(read_steps(path, "id")) == 2


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), MemoryError()], ids=repr)
@pytest.mark.parametrize("name", ["open", "write", "fsync"])
def test_a_disk_that_fails_is_told_of_and_the_next_time_works(
    path: Path, name: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_steps(path, "id", [step(1)])

    def fail(*_: Any, **__: Any) -> Any:
        raise error

    with monkeypatch.context() as patched, pytest.raises(NotWritten):
        patched.setattr(os, name, fail)
        append_steps(path, "id", [step(2)])
    append_steps(path, "id", [step(3)])
    assert {1, 3} <= {one.save for one in read_steps(path, "id")}


def test_a_write_that_stops_half_way_loses_only_its_own_step(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_steps(path, "id", [step(1)])
    real = os.write
    with monkeypatch.context() as patched, pytest.raises(NotWritten):
        turns = iter([lambda handle, data: real(handle, bytes(data)[:30]), lambda *_: 0])
        patched.setattr(os, "write", lambda handle, data: next(turns)(handle, data))
        append_steps(path, "id", [step(2)])
    append_steps(path, "id", [step(3)])
    assert [one.save for one in read_steps(path, "id")] == [1, 3]


# Thinning


def test_thinning_keeps_the_ends_and_replaces_the_file_whole(path: Path) -> None:
    append_steps(path, "id", [step(n) for n in range(20)])
    inode = path.stat().st_ino
    thin(path, NOW, 500)
    saves = [one.save for one in read_steps(path, "id")]
    assert (saves[0], saves[-1], len(saves) < 20, path.stat().st_ino != inode) == (0, 19, True, True)


def test_what_is_thirty_days_old_stays_whatever_the_size(path: Path) -> None:
    append_steps(path, "id", [step(n, time="2027-05-03T00:00:00Z") for n in range(20)])
    thin(path, NOW, 500)
    assert len(read_steps(path, "id")) == 20


def test_what_another_program_adds_while_it_is_thinned_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_steps(path, "id", [step(n) for n in range(20)])

    def meanwhile(*arguments: Any) -> list[bool]:
        append_steps(path, "id", [step(99)])
        return thinned(*arguments)

    monkeypatch.setattr(history, "thinned", meanwhile)
    thin(path, "2027-11-21T10:00:00Z", most=200)
    assert read_steps(path, "id")[-1].save == 99


def test_thinning_that_fails_leaves_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append_steps(path, "id", [step(n) for n in range(20)])
    before = path.read_bytes()

    def fail(*_: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched, pytest.raises(NotWritten):
        patched.setattr(os, "fsync", fail)
        thin(path, NOW, 500)
    assert path.read_bytes() == before
