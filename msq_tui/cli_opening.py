"""The first thing that ``msq`` does: say what is being opened, before anything that takes time is loaded.

Nothing but the standard library's smallest parts is imported here, and the draft is not understood yet: what stands in
its first lines is looked at, and only what can be nothing but a plain name is shown.
"""

import os
import re
import sys

HEAD_BYTES = 4096
MOST_CHARACTERS = 58
"""Fits the smallest window, so that it is one row, which can be taken back."""
_EDITION = re.compile(rb'(?m)^edition: *"?([a-z0-9][a-z0-9_-]{0,60})"?[ \r]*$')
_PLAIN = re.compile(r"[A-Za-z0-9 ._()+-]{1,40}")

_shown = 0


def say_what_is_opened(words: list[str]) -> None:
    """Say on the terminal which draft is about to be opened. It stays until the screen is there, or a message is."""
    global _shown
    if sys.stdout is not None and sys.stdin is not None and sys.stdout.isatty() and sys.stdin.isatty():
        said = opening_line(words)
        sys.stdout.write(said)
        sys.stdout.flush()
        _shown = len(said)


def opening_line(words: list[str]) -> str:
    """What is said about a draft that is about to be opened; empty where the words mean something else."""
    names = words[1:] if words[:1] == ["fill"] else words
    if len(names) != 1 or not names[0].endswith((".yaml", ".yml")):
        return ""
    edition = _edition_of(names[0])
    if not edition:
        return ""
    from msq_tui.core.language import tr
    from msq_tui.core.spoken import spoken_id

    name = os.path.basename(names[0])  # noqa: PTH119 - pathlib takes as long to load as all of this
    what = spoken_id(edition)
    if _PLAIN.fullmatch(name):
        what = f"{what} ({name})"
    return tr("Opening {what} ...", what=what)[:MOST_CHARACTERS]


def _edition_of(path: str) -> str:
    """The edition that the first lines of a draft name; empty where there is no draft."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - as above
            return ""
        with open(path, "rb") as stream:  # noqa: PTH123
            head = stream.read(HEAD_BYTES)
    except (OSError, ValueError):
        return ""
    found = _EDITION.search(head) if b"msq_draft:" in head else None
    return found.group(1).decode("ascii") if found else ""


def take_back() -> None:
    """Take the line away again, so that what is said next begins a line of its own."""
    global _shown
    if _shown:
        sys.stdout.write(f"\r{' ' * _shown}\r")
        sys.stdout.flush()
        _shown = 0
