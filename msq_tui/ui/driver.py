"""What comes from the keyboard, made safe before Textual reads it (Linux and macOS), and a cursor that is seen.

Two faults of Textual 8.2.8 lose words: a byte that is not UTF-8 ends the program (textual#6456), and an ESC inside a
bracketed paste tears the paste apart and runs the rest as keys. Both are cured at the one place where bytes come in.
"""

from __future__ import annotations

import codecs
import os
import re
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from textual.driver import Driver

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
STAND_IN = "\x80"
"""Stands for an ESC inside a paste: a control character too, so the door for text drops it and counts it."""


def ending_signals() -> list[signal.Signals]:
    """What a system ends a program with, as far as this one knows it: Windows has no hang-up."""
    names = ("SIGTERM", "SIGHUP", "SIGQUIT")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


class SafeInput:
    """Decodes what the keyboard sends. Used as the decoder of the driver's input thread."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._in_paste = False
        self._gone = False
        self._rest = ""
        self._begun = ""

    def decode(self, data: bytes, final: bool = False) -> str:
        """Text for the parser: whole marks of a paste stay together, an ESC inside one cannot end it."""
        if not data and not final and not self._gone:
            # The terminal is gone without a word. Textual would ask it again for ever; a hang-up saves and ends.
            self._gone = True
            os.kill(os.getpid(), signal.SIGHUP)
        text = self._rest + self._decoder.decode(data, final)
        self._rest = ""
        made = []
        while text:
            if self._in_paste:
                # The beginning of a mark may be all that has come so far; inside a paste it must not be taken apart.
                inside, found, text = text.partition(PASTE_ENDS)
                kept = 0 if found or final else _unfinished(inside, PASTE_ENDS)
                inside, self._rest = inside[: len(inside) - kept], inside[len(inside) - kept :]
                made.append(inside.replace("\x1b", STAND_IN) + found)
            else:
                # A key is never held back: what may be the beginning of a mark is handed on, and remembered.
                whole = self._begun + text
                before, found, text = whole.partition(PASTE_BEGINS)
                made.append((before + found)[len(self._begun) :])
                self._begun = "" if found else whole[len(whole) - _unfinished(whole, PASTE_BEGINS) :]
            if found:
                self._in_paste = not self._in_paste
        return "".join(made)


def _unfinished(text: str, mark: str) -> int:
    """How many characters at the end of ``text`` could be the beginning of ``mark``."""
    return next((size for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), 0)


class LastingOutput:
    """What is written to a terminal, or nowhere once it is gone. Textual's writing thread would end with the first
    error, and the program wait for ever to hand it more, after everything was saved."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write ``text`` where there is still somebody to read it."""
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of the terminal's file."""
        return self._file.fileno()


CURSOR_SEEN = "\x1b[?12l\x1b[?25h"
"""Shown and steady, as terminals themselves describe the usual cursor; Textual hides it, and screen readers and
magnifiers would lose their place."""


def with_cursor(driver_class: type[Driver]) -> type[Driver]:
    """``driver_class`` that shows the cursor, also after the program was suspended."""

    class CursorDriver(driver_class):  # type: ignore[misc, valid-type]
        """Shows the cursor."""

        def start_application_mode(self) -> None:
            super().start_application_mode()
            self.write(CURSOR_SEEN)

    return CursorDriver


def safe_driver_class(driver_class: type[Driver]) -> type[Driver]:
    """``driver_class`` with :class:`SafeInput`; the same class where it does not read bytes itself (Windows, tests)."""
    if not re.search(r"linux_driver$", driver_class.__module__):
        return driver_class
    from textual.drivers import linux_driver

    class SafeDriver(driver_class):  # type: ignore[misc, valid-type]
        """The driver of Textual with our decoder in its input thread, and an output that outlives the terminal."""

        def start_application_mode(self) -> None:
            file: Any = getattr(self, "_file")  # noqa: B009 - mypy does not know the base class
            if not isinstance(file, LastingOutput):
                self._file = LastingOutput(file)
            super().start_application_mode()

        def run_input_thread(self) -> None:
            # The thread asks its module for a decoder class; for as long as it runs it gets ours.
            names = vars(linux_driver)
            usual = names["getincrementaldecoder"]
            names["getincrementaldecoder"] = lambda _: SafeInput
            try:
                super().run_input_thread()
            finally:
                names["getincrementaldecoder"] = usual

    return SafeDriver
