"""A program in a pseudo-terminal, watched for the moment at which words stand on its screen.

Nothing is drawn here (that would cost what is measured): what was written is searched for the words, its colours
left away. Every program is asked for whole frames (mode 2026), and only whole ones count.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from msq_tui.session.filling import FillingSession

COLUMNS, ROWS = 80, 50
PATIENCE_SECONDS = 90.0
QUIET_SECONDS = 0.03
KEYS = {"f7": b"\x1b[18~", "f8": b"\x1b[19~"}
_SYNC_ASKED, _SYNC_END = b"\x1b[?2026$p", b"\x1b[?2026l"
_COLOUR = re.compile(rb"\x1b\[[0-9;:]*m")

BIN = Path(sys.executable).parent
PLAIN_FORM = Path(__file__).with_name("plain_form.py")


def environment(**more: str) -> dict[str, str]:
    """What the measured programs find around them: no settings of whoever measures."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MSQ_", "TEXTUAL", "PYTHON"))
    }
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **more}


def settings_of(session: FillingSession) -> dict[str, str]:
    """An environment in which ``msq`` finds the draft and its edition (and, as always, the shipped ones)."""
    return environment(
        MSQ_EDITIONS=str(session.loaded_edition.path.parent), MSQ_DRAFTS=str(session.path.parent)
    )


def msq() -> list[str]:
    """The command as it is installed beside this Python; else as a module."""
    script = BIN / "msq"
    return [str(script)] if script.exists() else [sys.executable, "-m", "msq_tui"]


class Watched:
    """One program from its start on; what still runs at the end is killed."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str] | None = None, rows: int = ROWS) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))
        os.set_blocking(self._ours, False)
        self._seen = b""
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            list(argv),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env or environment(),
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def seen(self, *words: str) -> float:
        """Read until all ``words`` were written since the last :meth:`press` and a frame has ended after them; the
        seconds since the start or that key."""
        wanted = {word.encode() for word in words}
        give_up = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < give_up:
            if self._read(0.25):
                frames, mark, _ = self._seen.rpartition(_SYNC_END)
                text = _COLOUR.sub(b"", frames if mark else self._seen)
                if all(word in text for word in wanted):
                    return time.perf_counter() - self.started
            elif self._process.poll() is not None:
                break
        shown = _COLOUR.sub(b"", self._seen)[-3000:].decode("utf-8", "replace")
        missing = [word.decode() for word in wanted if word not in _COLOUR.sub(b"", self._seen)]
        raise RuntimeError(f"not seen: {missing} in\n{shown!r}")

    def press(self, key: str) -> None:
        """Press a key once the program is quiet; from now on time runs anew."""
        self.rest()
        self._seen = b""
        self.started = time.perf_counter()
        os.write(self._ours, KEYS.get(key, key.encode()))

    def rest(self, quiet: float = QUIET_SECONDS) -> None:
        """Read until nothing has been written for so long."""
        while self._read(quiet):
            pass

    def _read(self, wait: float) -> bool:
        if not select.select([self._ours], [], [], wait)[0]:
            return False
        with suppress(BlockingIOError):
            try:
                data = os.read(self._ours, 65536)
            except OSError:
                return False
            if not data:
                return False
            if _SYNC_ASKED in data:
                os.write(self._ours, b"\x1b[?2026;2$y")
            self._seen += data
        return True
