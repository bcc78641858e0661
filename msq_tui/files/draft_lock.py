"""One writer for each draft: a small text file beside it says who has it open, where and since when.

A lock only warns. What keeps two programs from overwriting each other is the comparison before each save
(``refuse_if_changed``), which also holds where a share knows no locks. So nothing here ever stands in the way of
writing for good: a lock whose program has ended is taken over, and one that cannot be made is told once.

The lock file is foreign data, since anybody with rights in a shared folder can put it there: it is never followed,
never waited for, read up to a bound, and what it says is cleaned before it is shown.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import socket
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from msq_tui.core.language import tr
from msq_tui.core.text import display_line
from msq_tui.core.times import shown_time

from .atomic import BYTES, PRIVATE_FILE, TEMPORARY_MARK

LOCK_ENDING = ".msq-lock"
"""Ends every name of a lock; begins with a dot too, so that it is never taken for a draft."""

MOST_BYTES = 4096
MOST_SHOWN = 80
_MOST_NAME = 150
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS = frozenset({errno.EPERM, errno.EMLINK, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
_NO_RIGHT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a draft open. ``machine``, ``boot`` and ``started`` tell this program from every other that had or will
    have its number; each is empty where the system does not say. ``token`` is this one lock's own."""

    user: str = ""
    host: str = ""
    pid: str = ""
    since: str = ""
    machine: str = ""
    boot: str = ""
    started: str = ""
    token: str = ""

    @property
    def name(self) -> str:
        """Who and where, safe to show."""
        return tr(
            "{user} on {host}",
            user=_shown(self.user) or tr("somebody"),
            host=_shown(self.host) or tr("a computer that is not named"),
        )

    @property
    def when(self) -> str:
        """Since when, safe to show."""
        return shown_time(_shown(self.since)) or tr("a time that is not known")


CUT_SHORT = Holder(token="-")
"""Whom an empty lock names: nobody. A lock appears with everything in it, so this is what a power cut left."""


@dataclass(frozen=True, slots=True)
class LockOutcome:
    """What came of trying to take a lock: ``lock`` where it is ours now, with the ``holder`` it was taken over from,
    if any; without ``lock``, the ``holder`` who has it, or the ``warning`` why there is none. ``read_only``: the folder
    takes no files at all, so that no save can work there."""

    lock: DraftLock | None = None
    holder: Holder | None = None
    warning: str = ""
    read_only: bool = False


class DraftLock:
    """A lock that is ours until it is released, or until somebody else takes it over."""

    def __init__(self, path: Path, token: str) -> None:
        self.path = path
        self.token = token

    def other_holder(self) -> Holder | None:
        """Who took the lock over; None while it is ours, or where it is not there."""
        held = read_holder_at(self.path)
        return None if held is None or held.token == self.token else held

    def release(self) -> None:
        """Take the lock away, unless it is somebody else's by now. Where that fails it will be found stale."""
        held = read_holder_at(self.path)
        if held is not None and held.token == self.token:
            with suppress(OSError):
                self.path.unlink()


def lock_path(draft: Path) -> Path:
    """Where the lock of a draft is: beside it. A name that would be too long is shortened, and stays its own."""
    name = draft.name
    encoded = os.fsencode(name)
    if len(encoded) > _MOST_NAME:
        name = f"{name[: _MOST_NAME // 4]}-{hashlib.sha256(encoded).hexdigest()[:16]}"
    return draft.with_name(f".{name}{LOCK_ENDING}")


def take_lock(draft: Path, since: str, over: Holder | None = None) -> LockOutcome:
    """Take the lock of a draft. A stale one is taken over; so is that of ``over``, because a person said so."""
    path = lock_path(draft)
    try:
        lock = _make(path, since)
    except OSError as error:
        return _not_made(draft, error)
    if lock is not None:
        return LockOutcome(lock)
    holder = read_holder_at(path)
    if holder is None:
        return _again_or_warned(draft, path, since)
    told_to = over is not None and over.token == holder.token
    if not told_to and not is_stale(holder):
        return LockOutcome(holder=holder)
    if not _move_away(path, holder):
        return LockOutcome(holder=read_holder_at(path) or holder)
    try:
        lock = _make(path, since)
    except OSError as error:
        return _not_made(draft, error)
    return LockOutcome(lock, holder if lock else read_holder_at(path) or holder)


def read_holder(draft: Path) -> Holder | None:
    """Who has a draft open, as its lock says; None where there is no lock, or no file that could be one."""
    return read_holder_at(lock_path(draft))


def read_holder_at(path: Path) -> Holder | None:
    """Who a lock file names. A file that says nothing readable names somebody unknown."""
    try:
        # Looked at before it is opened: opening a device or pipe may already do something.
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | _NOT_FOLLOWED | BYTES | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return None
            data = os.read(handle, MOST_BYTES + 1)
        finally:
            os.close(handle)
    except FileNotFoundError:
        return None
    except OSError:
        return Holder()
    if not data.strip(b"\x00 \r\n"):
        return CUT_SHORT
    return _parsed(data) if len(data) <= MOST_BYTES else Holder()


def is_stale(holder: Holder) -> bool:
    """Whether the program that made a lock is known to have ended: it was on this machine, and that has been started
    anew since, or has no such program any more, or gave its number to another."""
    if holder == CUT_SHORT:
        return True
    here = _this_program()
    if not holder.pid or (holder.host, holder.machine) != (here.host, here.machine):
        return False
    if holder.boot and here.boot and holder.boot != here.boot:
        return True
    number = int(holder.pid) if holder.pid.isascii() and holder.pid.isdigit() and len(holder.pid) < 10 else 0
    if number <= 0:
        return False
    if not _is_running(number):
        return True
    started = _start_of(number)
    return bool(holder.started and started and holder.started != started)


def _make(path: Path, since: str) -> DraftLock | None:
    """Make the lock file new, with everything in it from its first moment; None where something is there. Raises
    OSError."""
    holder = _this_program(since, secrets.token_hex(8))
    text = _as_text(holder).encode("utf-8")
    try:
        beside = path.with_name(f"{path.name[:_MOST_NAME]}{TEMPORARY_MARK}{secrets.token_hex(6)}")
        _write_new(beside, text)
        try:
            # A link is made or refused as a whole, and never goes through what stands under its name.
            os.link(beside, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # File systems without links (FAT, some shares): made empty, then written.
            _write_new(path, text)
        finally:
            with suppress(OSError):
                beside.unlink()
    except FileExistsError:
        return None
    return DraftLock(path, holder.token)


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOT_FOLLOWED | BYTES, PRIVATE_FILE)
    try:
        try:
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, "not all was written")
        finally:
            os.close(handle)
    except OSError:
        # A lock that does not say whose it is would shut everybody out, us included.
        with suppress(OSError):
            path.unlink()
        raise


def _move_away(path: Path, holder: Holder) -> bool:
    """Take a lock file away that is still the one of ``holder``. By renaming, so that of two programs which find it
    stale at once only one goes on, and a lock made in between is put back."""
    away = path.with_name(f"{path.name}{TEMPORARY_MARK}{secrets.token_hex(6)}")
    try:
        path.rename(away)
    except OSError:
        return False
    moved = read_holder_at(away)
    if moved is not None and moved != holder:
        _back(away, path)
    with suppress(OSError):
        away.unlink()
    return moved == holder


def _back(away: Path, path: Path) -> None:
    """Give a lock its name again, unless a newer one has it by now."""
    try:
        os.link(away, path)
    except OSError as error:
        if error.errno in _NO_LINKS and not os.path.lexists(path):
            with suppress(OSError):
                away.rename(path)


def _again_or_warned(draft: Path, path: Path, since: str) -> LockOutcome:
    """There was something under the name of the lock that is no lock: gone by now, or planted there."""
    with suppress(OSError):
        if not os.path.lexists(path):
            lock = _make(path, since)
            return LockOutcome(lock, None if lock else Holder())
    warning = tr(
        'Take care: something else has the name of the lock of "{file}", so others are not told that you have it open. '
        "Safe: your draft. Do now: go on; have \"{lock}\" removed when nobody works on the draft.",
        file=display_line(draft.name), lock=display_line(path.name),
    )  # fmt: skip
    return LockOutcome(warning=warning)


def _not_made(draft: Path, error: OSError) -> LockOutcome:
    warning = tr(
        'Take care: others are not told that you have "{file}" open, since no lock can be made there. Safe: your draft; a '
        "change by somebody else is noticed before each save. Do now: go on. [{name}]",
        file=display_line(draft.name), name=errno.errorcode.get(error.errno or 0, type(error).__name__),
    )  # fmt: skip
    return LockOutcome(warning=warning, read_only=error.errno in _NO_RIGHT)


# --- What a lock says ---


def _as_text(holder: Holder) -> str:
    lines = [f"{field.name}: {_one_line(getattr(holder, field.name))}\n" for field in fields(Holder)]
    return tr("This draft is open in msq. The file goes away when it is closed.") + "\n" + "".join(lines)


def _parsed(data: bytes) -> Holder:
    known = {field.name for field in fields(Holder)}
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").split("\n"):
        name, colon, value = line.partition(": ")
        if colon and name in known:
            found.setdefault(name, value)
    return Holder(**found)


def _one_line(text: str) -> str:
    return display_line(text)[:200]


def _shown(text: str) -> str:
    line = display_line(text)
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 1] + "…"


# --- This program and others, as the system knows them ---


def _this_program(since: str = "", token: str = "") -> Holder:
    return Holder(
        user=_user(),
        host=_one_line(socket.gethostname()),
        pid=str(os.getpid()),
        since=since,
        machine=_machine(),
        boot=_first_line("/proc/sys/kernel/random/boot_id"),
        started=_start_of(os.getpid()),
        token=token,
    )


def _user() -> str:
    import getpass

    try:
        return _one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""


def _machine() -> str:
    """Tells machines of one name apart, and containers whose programs are not seen from each other."""
    space = ""
    with suppress(OSError, AttributeError):
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - no path, a name of the system
    known = _first_line("/etc/machine-id") + space
    return hashlib.sha256(known.encode()).hexdigest()[:16] if known else ""


def _first_line(name: str) -> str:
    with suppress(OSError):
        return Path(name).read_text("ascii", "replace").partition("\n")[0].strip()
    return ""


def _is_running(number: int) -> bool:
    if sys.platform == "win32":
        return _is_running_on_windows(number)
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    # A program that has ended stays in the list until its parent takes note.
    return _fields_of(number)[:1] not in (["Z"], ["X"])


def _is_running_on_windows(number: int) -> bool:
    # os.kill would end the program here instead of asking about it.
    import ctypes

    system = getattr(ctypes, "windll").kernel32  # noqa: B009 - there on Windows only
    handle = system.OpenProcess(0x0010_0000, False, number)
    if not handle:
        return bool(system.GetLastError() == 5)
    running = system.WaitForSingleObject(handle, 0) == 0x102
    system.CloseHandle(handle)
    return bool(running)


def _start_of(number: int) -> str:
    """When a program was started, in the system's own count; empty where it does not say."""
    found = _fields_of(number)
    return found[19] if len(found) > 19 else ""


def _fields_of(number: int) -> list[str]:
    """What stands behind a program's name in its line of /proc: its state first, its start the twentieth."""
    with suppress(OSError):
        line = Path(f"/proc/{number}/stat").read_text("utf-8", "replace")
        return line.rpartition(")")[2].split()
    return []
