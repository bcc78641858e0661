"""Replacing a file whole or not at all, and durably (reliability.md, section 4).

A random name in the same folder, created new and private; every byte written; fsync; rename; fsync of the folder.
The old file is never opened for writing, so whatever fails, it is still there.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path

from msq_tui.core.errors import NotDurable, NotWritten
from msq_tui.core.language import tr
from msq_tui.core.text import display_line

TEMPORARY_MARK = ".msq-tmp-"
"""Part of every temporary name: such files are never taken for drafts, editions or bundles."""

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

# Windows writes two bytes for each line feed into a file that was not opened as one of bytes: no bundle would survive it.
BYTES = getattr(os, "O_BINARY", 0)

# Windows: sharing and lock violations of scanners and sync clients last milliseconds.
_WINDOWS_BUSY = frozenset({5, 32, 33})
_WINDOWS_HELD = frozenset({32, 33})
_WINDOWS_PATIENCE_SECONDS = 2.5

MOST_NAME_BYTES = 150
"""Of a name, what the name of its temporary file holds: a system takes 255 bytes, and a letter may be four."""


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, open to the owner only; raises NotWritten."""
    try:
        missing = []
        at = folder
        while not at.exists() and at.parent != at:
            missing.append(at)
            at = at.parent
        for made in reversed(missing):
            made.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            made.chmod(PRIVATE_FOLDER)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))
    except OSError as error:
        raise not_written(folder, error) from None


def temporary_start(name: str) -> str:
    """How the name of every temporary file of a file called ``name`` begins."""
    while len(os.fsencode(name)) > MOST_NAME_BYTES:
        name = name[:-1]
    return f".{name}{TEMPORARY_MARK}"


def write_atomically(path: Path, data: bytes, keep_mode: bool = True) -> os.stat_result:
    """Make ``data`` the content of ``path``, durably, or raise NotWritten with the old content untouched. What stood there
    gives its mode to the new file, unless that is to be private whatever stood there (``keep_mode``).

    Returns what the system said of the new file before it got its name: what stands there afterwards may already be
    somebody else's."""
    mode = PRIVATE_FILE
    temporary = path.parent / f"{temporary_start(path.name)}{secrets.token_hex(6)}"
    try:
        with suppress(FileNotFoundError):
            # Never wider than it was, and never wider than private where the owner had made it so.
            mode = stat.S_IMODE(path.stat().st_mode) & 0o666 if keep_mode else PRIVATE_FILE
        handle = os.open(
            temporary,
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | BYTES,
            PRIVATE_FILE,
        )
        try:
            write_all(handle, data)
            if mode != PRIVATE_FILE and hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            os.fsync(handle)
            written = os.fstat(handle)
        finally:
            os.close(handle)
        _replace(temporary, path)
    except (OSError, MemoryError) as error:
        with suppress(OSError):
            temporary.unlink()
        raise not_written(path, error) from None
    try:
        sync_folder(path.parent)
    except OSError as error:
        what, do, name = _cause(error)
        raise NotDurable(
            tr(
                'NOT SAVED: "{file}" was written, but the disk did not confirm it: {what}. Safe: your answers '
                "are on this screen. Do now: {do} [{name}]",
                file=display_line(path.name),
                what=what,
                do=do,
                name=name,
            )
        ) from None
    return written


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable. Systems that cannot do it for a folder say EINVAL or ENOTSUP: no error."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def not_written(path: Path, error: BaseException) -> NotWritten:
    """What to tell a person about a failed write: what happened, what is safe, what to do now."""
    what, do, name = _cause(error)
    return NotWritten(
        tr(
            'NOT SAVED: "{file}" could not be written: {what}. Safe: what was there before is unchanged. Do now: {do} [{name}]',
            file=display_line(path.name),
            what=what,
            do=do,
            name=name,
        )
    )


def _cause(error: BaseException) -> tuple[str, str, str]:
    """What the system said, what to do about it, and its name for the help desk."""
    number = error.errno if isinstance(error, OSError) else None
    causes = {
        errno.ENOSPC: (tr("the disk is full"), tr("Free some space and save again, or save a copy to another disk.")),
        errno.EDQUOT: (tr("your disk quota is used up"), tr("Free some space and save again, or save a copy to another disk.")),
        errno.EROFS: (tr("the disk is read-only"), tr("Save a copy to another disk or folder.")),
        errno.EACCES: (tr("you have no right to write there"), tr("Save a copy to another folder, or ask for the right.")),
        errno.EPERM: (tr("you have no right to write there"), tr("Save a copy to another folder, or ask for the right.")),
        errno.ENOENT: (tr("the folder is not there (was a stick pulled out?)"), tr("Put it back and save again, or save a copy to another folder.")),
        errno.ENOTDIR: (tr("a file stands where a folder is needed"), tr("Choose another folder.")),
        errno.EISDIR: (tr("a folder of that name is there"), tr("Choose another name.")),
        errno.EIO: (tr("the disk reports a fault"), tr("Save a copy to another disk at once.")),
        errno.ENAMETOOLONG: (tr("the name is too long"), tr("Choose a shorter one.")),
    }  # fmt: skip
    if isinstance(error, MemoryError):
        return (
            tr("this computer is short of memory"),
            tr("Close other programs and save again."),
            "MemoryError",
        )
    if getattr(error, "winerror", None) in _WINDOWS_HELD:
        # Python calls this a lack of rights.
        return (
            tr("another program holds it open (a virus scanner, a preview or a backup)"),
            tr("Close that program and save again, or save a copy to another folder."),
            errno.errorcode.get(number or 0, ""),
        )
    what, do = causes.get(
        number or 0,
        (tr("the computer refused to write it"), tr("Save again, or save a copy to another folder.")),
    )
    return what, do, errno.errorcode.get(number, "") if number else type(error).__name__


def write_all(handle: int, data: bytes) -> None:
    """Write everything, however little the system takes at a time. Raises OSError."""
    view = memoryview(data)
    while view:
        written = os.write(handle, view)
        if written == 0:
            raise OSError(errno.EIO, "nothing was written")
        view = view[written:]


def _replace(temporary: Path, path: Path) -> None:
    give_up = time.monotonic() + _WINDOWS_PATIENCE_SECONDS
    while True:
        try:
            temporary.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _WINDOWS_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        else:
            return
