"""A text lent to another program in a file of its own, and taken back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msq_tui.core.errors import MsqError
from msq_tui.files.atomic import TEMPORARY_MARK, make_private_folder, write_atomically
from msq_tui.files.places import MACHINE_FOLDER

from .filling import FillingSession

MOST_BYTES = 1_000_000


@contextmanager
def lend(session: FillingSession, text: str) -> Iterator[Path | None]:
    """A private file with ``text`` in it, which is removed in the end; None where it cannot be written."""
    # Marked as temporary, so that what a killed program leaves is removed one day; an editor goes by the ending.
    path = session.path.parent / MACHINE_FOLDER / f".answer{TEMPORARY_MARK}{secrets.token_hex(4)}.txt"
    try:
        make_private_folder(path.parent)
        write_atomically(path, text.encode("utf-8"))
    except MsqError:
        yield None
        return
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def taken_back(path: Path) -> str | None:
    """The text as the other program left it; None where it is gone, too long or no text."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        return data.decode("utf-8") if len(data) <= MOST_BYTES else None
    except (OSError, UnicodeDecodeError):
        return None
