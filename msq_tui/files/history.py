"""The history of a draft: a text file beside it, one step a line (JSON), only ever appended to.

Each line stands alone. Cut anywhere, the file loses the line it was cut in and nothing else: a line that cannot be
read is passed over, and the next one begins on a line of its own. It is private, and never written through a link.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msq_tui.core.errors import NotReadable, NotWritten
from msq_tui.core.history import PARTS, Step, Value, thinned
from msq_tui.core.language import tr
from msq_tui.core.text import clean_text, display_line

from .atomic import PRIVATE_FILE, not_written, write_all, write_atomically
from .places import BESIDE_ENDINGS

HISTORY_ENDING = BESIDE_ENDINGS[0]
THIN_PAST = 5_000_000
"""Past this size the oldest steps are thinned out."""
THIN_TO = 4_000_000
KEPT_DAYS = 30
MOST_DEEP = 20
"""No answer is nested deeper. (Only what is set aside is kept in one piece.)"""
MOST_BYTES = 200_000_000
"""A larger file is not read: it is no history of ours."""
_LOOK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def history_path(draft: Path) -> Path:
    """The history of a draft; its name is never that of a draft."""
    return draft.with_name(draft.name + HISTORY_ENDING)


# --- Lines ---


def line_of(draft_id: str, step: Step) -> bytes:
    """A step as a line. In ASCII, so that a cut never falls inside a character."""
    data = {
        "save": step.save, "time": step.time, "draft": draft_id, "what": step.part, "address": step.address,
        "from": step.before, "to": step.after,
    }  # fmt: skip
    return json.dumps(data).encode("ascii") + b"\n"


def step_of(line: bytes) -> tuple[str, Step] | None:
    """The draft's id and the step that a line tells of, or None where it does not."""
    try:
        # As every line of ours is; json would first look which encoding it has.
        data = json.loads(line.decode("ascii") if line.isascii() and line.startswith(b'{"') else line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("what") not in PARTS or not {"from", "to"} <= data.keys():
        return None
    save, time, draft, address = (data.get(name) for name in ("save", "time", "draft", "address"))
    if type(save) is not int or not all(isinstance(text, str) for text in (time, draft, address)):
        return None
    try:
        deep = MOST_DEEP if data["what"] == "set_aside" else 1
        before, after = _value(data["from"], deep), _value(data["to"], deep)
    except ValueError:
        return None
    return str(draft), Step(save, _text(time), data["what"], _text(address), before, after)


def _value(plain: Any, deep: int) -> Value:
    if plain is None:
        return None
    if isinstance(plain, str):
        return _text(plain)
    if deep and isinstance(plain, list) and None not in plain:
        return [_value(item, deep - 1) for item in plain]
    if deep and isinstance(plain, dict) and None not in plain.values():
        return {_text(name): _value(item, deep - 1) for name, item in plain.items()}
    raise ValueError(plain)


def _text(text: Any) -> str:
    # The file may have been written by anybody: its texts pass the door that every loaded text passes.
    text = str(text)
    return text if text.isascii() and text.isprintable() else clean_text(text).text


# --- The file ---


def read_steps(path: Path, draft_id: str) -> list[Step]:
    """The steps of a draft, in the order in which they were made; none where there is no history yet. Raises NotReadable."""
    try:
        lines = _read(path).split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise NotReadable(
            tr(
                'The history "{file}" cannot be read ({reason}). Safe: the draft itself is not affected. Do now: move that '
                "file away; a new history is begun.",
                file=display_line(path.name), reason=display_line(error.strerror or type(error).__name__),
            )
        ) from None  # fmt: skip
    found = [step for step in map(step_of, lines) if step is not None]
    return [step for draft, step in found if draft == draft_id]


def earlier_histories(path: Path, draft_id: str) -> list[Path]:
    """The histories that a draft wrote under names that it has no more (it was renamed), the oldest first. Where there
    still is a draft under that name, the history is that one's."""
    found = []
    with suppress(OSError):
        for other in path.parent.iterdir():
            if not other.name.endswith(HISTORY_ENDING) or other == path:
                continue
            if os.path.lexists(other.with_name(other.name.removesuffix(HISTORY_ENDING))):
                continue
            with suppress(NotReadable):
                steps = read_steps(other, draft_id)
                if steps:
                    found.append((steps[0].save, other.name, other))
    return [other for _, _, other in sorted(found)]


def _read(path: Path) -> bytes:
    handle = _open(path, os.O_RDONLY)
    with os.fdopen(handle, "rb") as stream:
        if os.fstat(handle).st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return stream.read()


def _open(path: Path, flags: int) -> int:
    """Open a plain file that stands here itself: no link, no pipe, no folder, and without waiting for one."""
    # Where the system knows no O_NOFOLLOW (Windows) this look is all there is.
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    handle = os.open(path, flags | _LOOK, PRIVATE_FILE)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, tr("it is not a file"))
    except BaseException:
        os.close(handle)
        raise
    return handle


def append_steps(path: Path, draft_id: str, steps: Sequence[Step]) -> int:
    """Add steps at the end, on the disk when this returns; the size of the file then. Raises NotWritten."""
    data = b"".join(line_of(draft_id, step) for step in steps)
    try:
        with suppress(FileNotFoundError):
            _own_alone(path)
        handle = _open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            size = os.fstat(handle).st_size
            if stat.S_IMODE(os.fstat(handle).st_mode) & 0o077 and hasattr(os, "fchmod"):
                os.fchmod(handle, PRIVATE_FILE)
            if size:
                os.lseek(handle, -1, os.SEEK_END)
                # A line that was cut stays as it is, and these begin on lines of their own.
                data = data if os.read(handle, 1) == b"\n" else b"\n" + data
            write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except (OSError, MemoryError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise NotWritten(
            tr(
                'The history "{file}" could not be written ({reason}): the wording an answer has now cannot be brought back '
                "once it is changed. Safe: the draft itself is saved. Do now: go on; each save tries again.",
                file=display_line(path.name), reason=display_line(reason),
            )
        ) from None  # fmt: skip
    return size + len(data)


def _own_alone(path: Path) -> None:
    """Where the file has a second name (a copy by links, or one planted there), make it a file of its own."""
    if path.lstat().st_nlink > 1 and not path.is_symlink():
        write_atomically(path, _read(path), keep_mode=False)


def thin(path: Path, now: str, most: int = THIN_TO) -> int:
    """Take the oldest steps out of a history that has grown too large; the size then. Whole or not at all: the file is
    replaced. Raises NotWritten or NotReadable."""
    try:
        data = _read(path)
        lines = data.split(b"\n")
        stays = thinned(
            [len(line) + 1 for line in lines], [step_of(line) for line in lines], most, _days_before(now)
        )
        kept = b"".join(line + b"\n" for line, stay in zip(lines, stays, strict=True) if stay)
        if path.lstat().st_size == len(data) and kept != data:
            write_atomically(path, kept, keep_mode=False)
            return len(kept)
    except OSError as error:
        raise not_written(path, error) from None
    return len(data)


def _days_before(now: str) -> str:
    try:
        moment = datetime.strptime(now, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return ""
    return (moment - timedelta(days=KEPT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
