"""Temporary files that killed programs left behind. They are never read: a save that was not finished is no draft."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from .atomic import MOST_NAME_BYTES, TEMPORARY_MARK
from .draft_lock import LOCK_ENDING, is_stale, lock_path, read_holder, read_holder_at

OLD_SECONDS = 24 * 60 * 60


def remove_leftovers(folder: Path, now: float) -> list[Path]:
    """Remove the temporary files of a folder that are older than a day (``now`` in seconds since 1970) and whose draft
    nobody has open; returns them. A clock that was wrong leaves a file for another day."""
    removed = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") and TEMPORARY_MARK in path.name and _is_old(path, now):
                if _is_open(path):
                    continue
                with suppress(OSError):
                    path.unlink()
                    removed.append(path)
    return removed


def _is_old(path: Path, now: float) -> bool:
    with suppress(OSError):
        status = path.lstat()
        mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        return stat.S_ISREG(status.st_mode) and mine and now - status.st_mtime > OLD_SECONDS
    return False


def _is_open(temporary: Path) -> bool:
    """Whether the draft that a temporary file was to become is open in a program that may still need it."""
    name = temporary.name[1:].partition(TEMPORARY_MARK)[0]
    # A letter may be four bytes: a name that is shorter than this was not cut.
    if len(os.fsencode(name)) < MOST_NAME_BYTES - 3:
        holder = read_holder(temporary.with_name(name)) if name else None
        return holder is not None and not is_stale(holder)
    start = lock_path(temporary.with_name(name)).name.removesuffix(LOCK_ENDING)[:30]
    for path in temporary.parent.iterdir():
        if path.name.endswith(LOCK_ENDING) and path.name.startswith(start):
            holder = read_holder_at(path)
            if holder is not None and not is_stale(holder):
                return True
    return False
