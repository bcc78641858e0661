"""What a person set up for all drafts on this machine, such as the colours: a small private file, never in a draft.

Nothing of value is lost with it. So a file that cannot be read is passed over with a note, and one that cannot be
written only means that a choice is forgotten.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

from msq_tui.core.errors import MsqError
from msq_tui.core.language import tr
from msq_tui.core.text import display_line

from .atomic import make_private_folder, write_atomically

SETTINGS_NAME = "settings.json"
MOST_BYTES = 20_000
"""A larger file is none of ours."""
_LOOK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_settings(folder: Path) -> tuple[dict[str, str], str]:
    """Name -> value, and a note where there is a file that was passed over."""
    path = folder / SETTINGS_NAME
    try:
        data = json.loads(_read(path))
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        return {}, tr('"{file}" is not a file of settings and was passed over.', file=display_line(str(path)))
    return {name: value for name, value in data.items() if isinstance(value, str)}, ""


def write_settings(folder: Path, settings: dict[str, str]) -> str:
    """Keep them for the next time; a note where that could not be done."""
    text = json.dumps(settings, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
    try:
        make_private_folder(folder)
        write_atomically(folder / SETTINGS_NAME, text.encode("ascii"), keep_mode=False)
    except MsqError:
        return tr('It holds until you leave; "{folder}" cannot be written.', folder=display_line(str(folder)))
    return ""


def _read(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | _LOOK)
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return stream.read(MOST_BYTES)
