"""A real terminal for the tests: the program runs in a pseudo-terminal, pyte draws what a person would see.

Nothing here sleeps. Every wait reads what the program writes until the screen shows what is waited for; a wait that
comes to nothing fails with the screen printed.
"""

from __future__ import annotations

import codecs
import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
from pyte.modes import IRM
from pyte.screens import Char
from wcwidth import wcwidth

DEADLINE_SECONDS = float(os.environ.get("MSQ_TEST_DEADLINE", "60"))
"""After this long without what is waited for, a test fails. It is no measure of speed: see the benchmarks for that."""
LOOK_SECONDS = 0.25

SYNC_ASKED, SYNC_BEGIN, SYNC_END = "\x1b[?2026$p", "\x1b[?2026h", "\x1b[?2026l"
ALTERNATE_SCREEN, CURSOR_SHOWN, PASTE_BRACKETED = 1049, 25, 2004
_MOUSE_MODES = (1000, 1002, 1003, 1006, 1015)

KEYS = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b", "space": " ", "backspace": "\x7f", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "ctrl+end": "\x1b[1;5F", **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "bcdefgklnopqrstuvwxyz"},
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~",
    "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    "shift+f4": "\x1b[1;2S", "shift+f6": "\x1b[17;2~", "shift+f7": "\x1b[18;2~", "shift+f8": "\x1b[19;2~",
}  # fmt: skip
"""The keys as xterm sends them."""

_MODE = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
# What pyte would print instead of pass over: private sequences with < = >, mode requests, strings (DCS, APC). And
# colours, which no test looks at: most of what the program writes, and for pyte most of the work.
_NOT_FOR_PYTE = re.compile(
    r"\x1b\[[0-9;:]*m|\x1b\[[<=>][0-9;]*[@-~]|\x1b\[\??[0-9;]*\$[a-z]|\x1b[P_^X].*?\x1b\\", re.DOTALL
)
_HALF = re.compile(r"\x1b(?:\[[0-9;:<=>?$ ]*|[P_^X\]][^\x07\x1b]*\x1b?)?\Z")


class _Cells(dict[str, Char | None]):
    """A character -> its cell, or None where more is to be done than to put it there."""

    def __missing__(self, char: str) -> Char | None:
        self[char] = cell = Char(char) if wcwidth(char) == 1 and not unicodedata.combining(char) else None
        return cell


_CELLS = _Cells()


class _Screen(pyte.Screen):
    """pyte drops the rest of a line after a joiner or a direction mark; a terminal only draws nothing for it."""

    def draw(self, data: str) -> None:
        at, cells = self.cursor.x, [cell for char in data if (cell := _CELLS[char]) is not None]
        simple = len(cells) == len(data) and IRM not in self.mode and not self.charset
        if simple and at + len(cells) <= self.columns:
            # What pyte does for each of such characters, for all of them at once.
            self.buffer[self.cursor.y].update(zip(range(at, at + len(cells)), cells, strict=True))
            self.cursor.x += len(cells)
            self.dirty.add(self.cursor.y)
            return
        super().draw(
            "".join(char for char in data if wcwidth(char) > 0 or unicodedata.combining(char))
            if not data.isascii()
            else data
        )

    def report_device_status(self, mode: int, **more: Any) -> None:
        """The answer is not for us to give."""


class Terminal:
    """One program in a pseudo-terminal of its own, as a context manager; what still runs at the end is killed."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        cwd: Path | None = None,
    ) -> None:
        self.columns, self.rows = size
        self.raw = bytearray()
        self.modes: dict[int, bool] = {}
        self.frames = 0
        self.on_frame: list[Callable[[], None]] = []
        """Called after each whole frame the program has drawn."""
        self.exit_code: int | None = None
        self.ended = False
        self._screen = _Screen(self.columns, self.rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._half = ""
        self._in_frame = False
        self._lines: list[str] | None = None
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            self._become(argv, env, cwd)
        os.set_blocking(self._fd, False)
        self._set_size()
        self.settings_before = self.settings_after = termios.tcgetattr(self._fd)

    @staticmethod
    def _become(argv: Sequence[str], env: Mapping[str, str], cwd: Path | None) -> None:
        try:
            if cwd is not None:
                os.chdir(cwd)
            os.execvpe(argv[0], list(argv), dict(env))
        except BaseException as error:
            os.write(2, f"{argv[0]}: {error}\n".encode())
        finally:
            os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if not self.ended:
            os.close(self._fd)

    # What a person sees

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, spaces at their ends left away."""
        if self._lines is None:
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor, which screen readers and magnifiers follow."""
        return self._screen.cursor.x, self._screen.cursor.y

    def before_cursor(self) -> str:
        """What stands in its row before the cursor."""
        column, row = self.cursor
        return self.lines[row].ljust(column)[:column]

    def from_cursor(self) -> str:
        """What stands in its row from the cursor on."""
        column, row = self.cursor
        return self.lines[row][column:]

    def shown(self) -> str:
        """The screen in a frame, for messages and for looking at it."""
        edge = "+" + "-" * self.columns + "+"
        return "\n".join([edge, *(f"|{line}" for line in self.lines), edge])

    @property
    def left_behind(self) -> list[str]:
        """What a program that ends must have undone and has not."""
        left = [f"mode {mode} on" for mode in (ALTERNATE_SCREEN, PASTE_BRACKETED, *_MOUSE_MODES) if self.modes.get(mode)]  # fmt: skip
        left += ["cursor hidden"] if self.modes.get(CURSOR_SHOWN) is False else []
        return left + (["line settings"] if self.settings_after != self.settings_before else [])

    # What a person does

    def press(self, *names: str) -> None:
        """Press keys by their names, one after the other."""
        self.send("".join(name if len(name) == 1 else KEYS[name] for name in names))

    def type(self, text: str) -> None:
        """Type a text key by key; a line feed is the Enter key."""
        self.send(text.replace("\n", "\r"))

    def paste(self, text: str, raw: bool = False) -> None:
        """Paste a text as a terminal does when the program asked for bracketed paste; ``raw``: its line ends as
        they are, where others send the Enter key."""
        assert self.modes.get(PASTE_BRACKETED), "the program did not turn on bracketed paste"
        self.send("\x1b[200~" + (text if raw else text.replace("\n", "\r")) + "\x1b[201~")

    def send(self, text: str) -> None:
        """Write to the program, reading what it says meanwhile so that neither waits for the other."""
        self.send_bytes(text.encode("utf-8"))

    def send_bytes(self, raw: bytes) -> None:
        """The same with bytes that need not be UTF-8."""
        data = memoryview(raw)
        give_up = time.monotonic() + DEADLINE_SECONDS
        while data:
            assert not self.ended, f"the program has ended\n{self.shown()}"
            assert time.monotonic() < give_up, f"the program reads no keys\n{self.shown()}"
            readable, writable, _ = select.select([self._fd], [self._fd], [], LOOK_SECONDS)
            if readable:
                self._read()
            elif writable:
                with suppress(BlockingIOError):
                    data = data[os.write(self._fd, data[:4096]) :]

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._lines = None
        self._set_size()

    def _set_size(self) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def close_window(self) -> None:
        """Take the terminal away, as closing its window does."""
        self.ended = True
        os.close(self._fd)

    # Waiting

    def wait_until(self, predicate: Callable[[], object], what: str) -> None:
        """Read until the screen is as ``predicate`` wants it; it is asked between frames only."""
        give_up = time.monotonic() + DEADLINE_SECONDS
        while self._in_frame or not predicate():
            if self.ended:
                raise AssertionError(
                    f"the program ended (exit code {self.wait_exit()}) before: {what}\n{self.shown()}"
                )
            if time.monotonic() > give_up:
                raise AssertionError(f"waited in vain for: {what}\n{self.shown()}")
            self.read_some(LOOK_SECONDS)

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the screen, in one line or broken over several (how long a path is breaks some)."""
        self.wait_until(lambda: text in self.text or text in " ".join(self.text.split()), repr(text))

    def wait_frame(self) -> None:
        """Wait until the program has drawn once more."""
        seen = self.frames
        self.wait_until(lambda: self.frames > seen, "the next frame")

    def press_until(self, key: str, predicate: Callable[[], object], what: str, most: int = 60) -> None:
        """Press a key until the screen is as ``predicate`` wants it; each time wait until the bar ``▸`` has moved.

        A frame alone would not do: it may be one from before the key, and the next key would then be one too many.
        """
        for _ in range(most):
            if predicate():
                return
            before = self.bars()
            self.press(key)
            self.wait_until(partial(self._bar_has_moved, before), f"{key} to move the bar")
        assert predicate(), f"{key} does not lead to: {what}\n{self.shown()}"

    def _bar_has_moved(self, before: list[tuple[int, str]]) -> bool:
        return self.bars() != before

    def bars(self) -> list[tuple[int, str]]:
        """The lines that carry the bar, with their places."""
        return [(at, line) for at, line in enumerate(self.lines) if "▸" in line]

    def wait_exit(self) -> int:
        """Wait until the program has ended; its exit code, or minus the signal that ended it."""
        give_up = time.monotonic() + DEADLINE_SECONDS
        while self.exit_code is None:
            if not self.ended:
                self.read_some(LOOK_SECONDS)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                while not self.ended and self.read_some(0):
                    pass
            elif time.monotonic() > give_up:
                raise AssertionError(f"the program does not end\n{self.shown()}")
        return self.exit_code

    def read_some(self, seconds: float) -> bool:
        """Read what there is, waiting at most so long; False where there was nothing."""
        if self.ended or not select.select([self._fd], [], [], seconds)[0]:
            return False
        return self._read()

    def _read(self) -> bool:
        try:
            data = os.read(self._fd, 65536)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self.ended = True
            self.settings_after = termios.tcgetattr(self._fd)
            os.close(self._fd)
            return False
        self.raw += data
        self._show(self._decode(data))
        return True

    def _show(self, text: str) -> None:
        text = self._half + text
        half = _HALF.search(text)
        self._half = half.group() if half else ""
        text = text[: len(text) - len(self._half)]
        if SYNC_ASKED in text:
            self.send("\x1b[?2026;2$y")
        for mode in _MODE.finditer(text):
            for number in mode.group(1).split(";"):
                self.modes[int(number)] = mode.group(2) == "h"
        for part in re.split(f"({re.escape(SYNC_BEGIN)}|{re.escape(SYNC_END)})", text):
            if part in (SYNC_BEGIN, SYNC_END):
                self._in_frame = part == SYNC_BEGIN
                if part == SYNC_END:
                    self.frames += 1
                    for tell in self.on_frame:
                        tell()
            elif part:
                self._stream.feed(_NOT_FOR_PYTE.sub("", part))
                self._lines = None
