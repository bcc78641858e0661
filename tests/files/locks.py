"""What the tests of locks share: the lock of a draft as some other program left it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from msq_tui.files.draft_lock import Holder, lock_path, read_holder, take_lock

SINCE = "2026-11-21T09:12:00Z"
NO_PROGRAM = "99999999"
"""A number above the most that Linux gives."""


def this_program(draft: Path) -> Holder:
    """What a lock of this process says."""
    outcome = take_lock(draft, SINCE)
    assert outcome.lock is not None
    holder = read_holder(draft)
    outcome.lock.release()
    assert holder is not None
    return holder


def plant_lock(draft: Path, **changed: str) -> Holder:
    """A lock beside ``draft``, as this machine would make it but for what is ``changed``."""
    holder = replace(this_program(draft), **{"user": "ana", "token": "theirs", **changed})
    lines = "".join(f"{field.name}: {getattr(holder, field.name)}\n" for field in fields(holder))
    lock_path(draft).write_text(lines, "utf-8")
    return holder


def plant_dead_lock(draft: Path) -> Holder:
    """The lock of a program that was killed."""
    return plant_lock(draft, pid=NO_PROGRAM)


def plant_other_host(draft: Path) -> Holder:
    """The lock of a program on another computer, which nobody here can ask."""
    return plant_lock(draft, host="PC-114", machine="another")
