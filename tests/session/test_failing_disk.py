"""Every operation of a save fails, once or for good, in every way a disk knows: in the session and in ``msq set``.

The operations are counted as they come, so that one that a later version adds to a save is made to fail as well.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from msq_tui.cli import main
from msq_tui.core.errors import NotWritten
from msq_tui.files.atomic import TEMPORARY_MARK
from msq_tui.session.filling import FillingSession
from tests.files.drafts import resumed, started

NUMBERS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES]
WORDS = {errno.ENOSPC: "full", errno.EIO: "fault", errno.EDQUOT: "quota", errno.EACCES: "no right"}
OLD, NEW, LATER = {"egov_agency": "old"}, {"egov_agency": "new"}, {"egov_agency": "later"}


class FailingDisk:
    """Counts the operations on files of this process; the one numbered ``at`` fails, ``for_good`` all after it too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, number: int, for_good: bool) -> None:
        self.at, self.number, self.for_good = at, number, for_good
        self.count = 0
        self.opened: list[str] = []
        for name in ("open", "write", "fsync", "close", "link", "rename", "replace"):
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))
        monkeypatch.setattr(Path, "replace", self._counted("replace", Path.replace))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if name == "open":
                self.opened.append(str(arguments[0]))
            self.count += 1
            if self.count == self.at or (self.for_good and self.count > self.at > 0):
                if name == "close":
                    # A close that fails has closed all the same.
                    real(*arguments, **more)
                raise OSError(self.number, os.strerror(self.number))
            return real(*arguments, **more)

        return call


def operations_of_a_save(folder: Path) -> int:
    """How many operations on files a save has."""
    session = started(folder, "counted.yaml")
    session.enter_all(OLD)
    session.save()
    session.enter_all(NEW)
    with pytest.MonkeyPatch.context() as monkeypatch:
        disk = FailingDisk(monkeypatch, 0, 0, for_good=False)
        session.save()
    return disk.count


def unsaved(folder: Path, name: str) -> FillingSession:
    session = started(folder, name)
    session.enter_all(OLD)
    session.save()
    session.enter_all(NEW)
    session.note("cio", "new")
    session.mark("egov_portal", "unknown", "new")
    return session


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)
def test_whichever_operation_fails_nothing_is_lost_and_the_next_save_works(
    tmp_path: Path, number: int, for_good: bool
) -> None:
    operations = operations_of_a_save(tmp_path)
    assert operations >= 8
    for at in range(1, operations + 1):
        session = unsaved(tmp_path, f"{at}.yaml")
        message = ""
        with pytest.MonkeyPatch.context() as monkeypatch:
            failed = FailingDisk(monkeypatch, at, number, for_good)
            try:
                session.save()
            except NotWritten as error:
                message = error.message
        # Old or new, and whole; what is not confirmed is not called saved.
        assert resumed(session.path).plain_answers() in (OLD, NEW), at
        if not message:
            # Only what a save can do without may fail in silence.
            assert not session.is_unsaved and resumed(session.path).plain_answers() == NEW, at
            continue
        assert session.is_unsaved and WORDS[number] in message, at
        assert re.search(r"^NOT SAVED: .*\d\.yaml.* Safe: .* Do now: .* \[E[A-Z]+\]$", message), message
        assert not re.search(r"(?i)exception|errno|traceback|stack|null", message)
        with pytest.MonkeyPatch.context() as monkeypatch:
            second = FailingDisk(monkeypatch, 0, 0, for_good=False)
            session.save()
        again = resumed(session.path)
        assert (again.plain_answers(), again.draft.notes) == (NEW, {"cio": "new"}), at
        assert again.response.marks["egov_portal"].reason == "new", at
        used = [name for name in failed.opened + second.opened if TEMPORARY_MARK in name]
        assert len(used) == len(set(used)), "each try writes a new file"


@pytest.mark.parametrize("most", [1, 700])
def test_short_writes_make_no_short_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    session = unsaved(tmp_path, "draft.yaml")
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:most]))
    session.save()
    assert resumed(session.path).plain_answers() == NEW


@pytest.mark.parametrize("place", ["_document.text", "_document.made"])
def test_lack_of_memory_while_the_text_is_made_keeps_the_draft_and_the_answers(
    tmp_path: Path, place: str
) -> None:
    session = unsaved(tmp_path, "draft.yaml")
    before = session.path.read_bytes()

    def none_left(*_: object) -> None:
        raise MemoryError

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(type(session._document), place.partition(".")[2], none_left)
        with pytest.raises(NotWritten) as caught:
            session.save()
    assert "Safe: " in caught.value.message and session.path.read_bytes() == before
    session.save()
    assert resumed(session.path).plain_answers() == NEW


def failing_set(at: int, number: int, for_good: bool, path: Path) -> tuple[int, int]:
    """``msq set`` while operation ``at`` of its save fails; gives the exit code, and how many operations there were."""
    save, counts = FillingSession.save, [0]

    def failing_save(session: FillingSession) -> None:
        # Only the save itself: the disk is asked for much else before.
        with pytest.MonkeyPatch.context() as disk:
            failing = FailingDisk(disk, at, number, for_good)
            try:
                save(session)
            finally:
                counts.append(failing.count)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FillingSession, "save", failing_save)
        code = main(["set", str(path), "egov_agency", "new"])
    return code, counts[-1]


@pytest.mark.parametrize(
    ("number", "for_good", "first", "step"),
    # Each way to fail has its share of the operations: those of the copy that the first save of a day makes, and of the
    # save itself. The latter are those of the session above, which tries them all in every way.
    [*((number, False, 1 + share, 4) for share, number in enumerate(NUMBERS)), (errno.EIO, True, 1, 3)],
)
def test_whichever_operation_of_msq_set_fails_the_command_says_so(
    tmp_path: Path, number: int, for_good: bool, first: int, step: int, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = []
    for at in itertools.count(first, step):
        session = unsaved(tmp_path, f"{at}.yaml")
        code, operations = failing_set(at, number, for_good, session.path)
        if operations < at:
            break
        codes.append(code)
        complained = capsys.readouterr().err
        answers = resumed(session.path).plain_answers()
        assert answers in (OLD, NEW), at
        if code == 0:
            assert answers == NEW, at
        else:
            assert code == 4 and WORDS[number] in complained and "Safe: " in complained, complained
        assert main(["set", str(session.path), "egov_agency", "later"]) == 0
        assert resumed(session.path).plain_answers() == LATER
    assert {0, 4} == set(codes), "some in the copy, some in the save"
