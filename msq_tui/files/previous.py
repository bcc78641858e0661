"""The draft as it was before a session: a copy beside it, for the day on which the draft itself cannot be read."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from msq_tui.core.errors import NotWritten
from msq_tui.core.language import tr
from msq_tui.core.text import display_line

from .atomic import not_written, sync_folder, write_atomically
from .draft_file import DraftDocument, is_draft_name, is_text_of
from .places import BESIDE_ENDINGS, yaml_files

PREVIOUS_ENDING = BESIDE_ENDINGS[1]
DAMAGED_MARK = ".damaged-"
_HEAD = 8192
_DRAFT_ID = re.compile(rb"(?m)^draft_id: *[\"']?([A-Za-z0-9_-]{1,100})[\"']? *\r?$")


def previous_path(draft: Path) -> Path:
    """The copy of a draft; its name is never that of a draft."""
    return draft.with_name(draft.name + PREVIOUS_ENDING)


def keep_previous(draft: Path, document: DraftDocument) -> bool:
    """Copy the draft beside it before it is replaced, private and whole or not at all. False where the file is not the
    one that was opened (then it is not replaced either). Raises NotWritten."""
    path = previous_path(draft)
    try:
        data = draft.read_bytes()
        if not is_text_of(document, data):
            return False
        write_atomically(path, data, keep_mode=False)
    except (OSError, NotWritten) as error:
        reason = error.message if isinstance(error, NotWritten) else (error.strerror or type(error).__name__)
        found = re.search(r"\[(\w*)\]$", reason)
        raise NotWritten(
            tr(
                'The copy "{file}" of the draft as it was before today\'s changes could not be made. Safe: the draft itself is '
                "saved as ever. Do now: go on; save a copy in another place if you need one. [{reason}]",
                file=display_line(path.name), reason=display_line(found.group(1) if found else reason),
            )
        ) from None  # fmt: skip
    return True


def vanished_drafts(folder: Path) -> list[Path]:
    """The drafts of a folder of which only the copy is there. One that has another name now has not vanished."""
    alone: dict[Path, str] = {}
    with suppress(OSError):
        for copy in sorted(folder.iterdir()):
            draft = copy.with_name(copy.name.removesuffix(PREVIOUS_ENDING))
            if draft != copy and is_draft_name(draft) and not os.path.lexists(draft):
                alone[draft] = draft_id_in(copy)
    present = {draft_id_in(path) for path in yaml_files(folder) if is_draft_name(path)} if alone else set()
    return [draft for draft, draft_id in alone.items() if draft_id and draft_id not in present]


def draft_id_in(path: Path) -> str:
    """The id of the draft in a file, from its first lines; empty where there is none."""
    with suppress(OSError):
        # Looked at before it is opened: a pipe would wait.
        if path.is_file():
            with path.open("rb") as stream:
                found = _DRAFT_ID.search(stream.read(_HEAD))
            return found.group(1).decode("ascii") if found else ""
    return ""


def put_back(draft: Path, data: bytes, mark: str) -> Path | None:
    """Make ``data`` the draft; a damaged file in its place stays beside it under a new name, which is returned. At every
    moment there is a file under the draft's name, and the damaged one under at least one. Raises NotWritten."""
    if not os.path.lexists(draft):
        write_atomically(draft, data, keep_mode=False)
        return None
    number = 1
    while True:
        kept = draft.with_name(f"{draft.name}{DAMAGED_MARK}{mark}{'' if number == 1 else f'-{number}'}")
        try:
            _second_name(draft, kept)
            break
        except FileExistsError:
            number += 1
        except OSError as error:
            raise not_written(kept, error) from None
    write_atomically(draft, data)
    return kept


def _second_name(path: Path, new: Path) -> None:
    try:
        os.link(path, new)
    except FileExistsError:
        raise
    except OSError:
        # A disk that knows no second names (exFAT): a copy.
        with path.open("rb") as source, new.open("xb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
    with suppress(OSError):
        sync_folder(new.parent)
