"""Standard input, output and error of a command: always there, always UTF-8, and never the cause of a traceback.

A shell may close them (``>&-``), redirect them into a full disk, or give them the code page of another century.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO


def opened() -> None:
    """Give every standard stream that is closed a place that takes everything, and all of them UTF-8.

    A closed one would be found again as the next file that is opened; and what is for standard error must not come
    out of standard output instead.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
            _closed.add(name)
    for stream in (sys.stdout, sys.stderr):
        # A redirected stream may have a code page that cannot hold an answer (Windows, LANG=C).
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


_closed: set[str] = set()
"""The streams that were closed when the program began."""


def complain(message: str) -> None:
    """A message for people on standard error, as far as that takes one."""
    with suppress(OSError):
        print(message, file=sys.stderr)


def into_nothing(stream: TextIO) -> None:
    """Let what is still to be written to a stream go nowhere; Python would complain while ending."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def flushed() -> bool:
    """Write out what is still on the way; whether standard output took it."""
    took = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            # A reader that has seen enough (head, less) is no failure.
            took = took and (stream is sys.stderr or isinstance(error, BrokenPipeError))
            into_nothing(stream)
    return took


def standard_input() -> str:
    """All of standard input, which is UTF-8 whatever the locale says. Raises WrongUsage where there is none."""
    from msq_tui.core.errors import WrongUsage
    from msq_tui.core.language import tr

    if "stdin" in _closed:
        raise WrongUsage(
            tr("Standard input is closed, so there is no value to read from it. Safe: nothing was changed.")
        )
    raw = getattr(sys.stdin, "buffer", None)
    if raw is None:
        return sys.stdin.read()
    try:
        return str(raw.read().decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise WrongUsage(
            tr("Standard input is not UTF-8 text. Safe: nothing was changed. Do now: give it as UTF-8.")
        ) from None
