"""A draft that cannot be read, and one that is no longer wanted: nothing of either is ever removed."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msq_tui.core.errors import DraftDamaged, DraftRefused, Locked, MsqError
from msq_tui.core.language import tr, tr_count
from msq_tui.core.standing import Standing
from msq_tui.core.text import display_line
from msq_tui.files.atomic import make_private_folder, not_written, sync_folder
from msq_tui.files.draft_file import read_draft, read_raw_draft
from msq_tui.files.draft_lock import take_lock
from msq_tui.files.history import history_path
from msq_tui.files.places import place_file
from msq_tui.files.previous import previous_path, put_back

if TYPE_CHECKING:
    from .opening import Workplace

DELETED_FOLDER = "deleted"
LEAST_BYTES = 100
_NOT_DAMAGED = ("format-version", "not-a-draft")
"""What a file is refused for that is no damage: a newer program's draft, another kind of file."""


def with_copy(workplace: Workplace, path: Path, refusal: DraftRefused) -> DraftRefused:
    """The refusal of a draft; where the copy beside it is complete, one that offers to go on from it."""
    if any(finding.code in _NOT_DAMAGED for finding in refusal.findings) and not _is_short(path):
        return refusal
    try:
        raw = read_raw_draft(previous_path(path))
        edition = workplace.edition_called(raw.edition).edition
        draft = read_draft(raw, edition).draft
    except MsqError:
        return refusal
    answered = Standing(edition, draft.response).progress.answered
    saved = draft.saved.replace("T", " ").removesuffix("Z")
    what = tr(
        "The copy of {time} UTC is complete ({answers}).",
        time=display_line(saved) or "?",
        answers=tr_count("{count} answer", "{count} answers", answered),
    )
    finding = refusal.findings[0] if refusal.findings else None
    where = tr("line {line}, column {column}: {reason}", line=finding.line, column=finding.column, reason=finding.message) if finding else ""  # fmt: skip
    problem = tr(
        '"{file}" cannot be opened: {where}.\n'
        "Safe: {what} The damaged file was left as it is.",
        file=display_line(path.name), where=where, what=what,
    )  # fmt: skip
    return DraftDamaged(
        problem
        + "\n"
        + tr(
            "Do now: `msq fill {file}` offers the copy; Enter goes on from it. If you edited the file yourself, correct "
            "that line in a text editor instead.",
            file=display_line(str(path)),
        ),
        refusal.findings,
        path=path,
        saved=saved,
        problem=problem,
    )


def _is_short(path: Path) -> bool:
    """Whether a file is too short for any draft: what is left of one that was cut in its first lines."""
    with suppress(OSError):
        return path.stat().st_size < LEAST_BYTES
    return False


def go_on_from_copy(path: Path) -> str:
    """Put the copy in the place of a damaged draft, which is kept beside it; what is to be told. Raises MsqError."""
    copy = previous_path(path)
    read_raw_draft(copy)
    try:
        data = copy.read_bytes()
    except OSError as error:
        raise not_written(path, error) from None
    kept = put_back(path, data, _mark())
    return tr(
        'This is the copy. The damaged file is kept as "{file}". Give the answers again that are missing; Ctrl+R lists '
        "earlier wordings, those of the damaged file too.",
        file=display_line(kept.name),
    )


def delete_draft(path: Path, draft_id: str | None = None) -> Path:
    """Move a draft, with what lies beside it for it, into a folder of its own below ``deleted``; returns that folder.

    Raises NotWritten, Locked where somebody has it open. A draft reached by a link: the link alone is moved.
    """
    outcome = take_lock(path, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if outcome.lock is None and outcome.holder is not None:
        raise Locked(
            tr(
                '"{file}" was not deleted: it is open elsewhere: {holder}, since {when}. Safe: nothing has been changed. '
                "Do now: close it there first.",
                file=display_line(path.name), holder=outcome.holder.name, when=outcome.holder.when,
            )
        )  # fmt: skip
    try:
        return _moved_away(path, draft_id)
    finally:
        if outcome.lock is not None:
            outcome.lock.release()


def _moved_away(path: Path, draft_id: str | None) -> Path:
    folder = path.parent / DELETED_FOLDER
    make_private_folder(folder)
    number = 1
    while os.path.lexists(target := folder / f"{path.stem} {_mark()}{'' if number == 1 else f' {number}'}"):
        number += 1
    beside = [] if path.is_symlink() else [history_path(path), previous_path(path)]
    if draft_id and not path.is_symlink():
        beside.append(place_file(path, draft_id))
    if not path.is_symlink():
        beside += sorted(path.parent.glob(f"{_literal(path.name)}.damaged-*"))
    try:
        make_private_folder(target)
        # The draft first: what is left behind if this ends here is no draft, and its name is not given out again.
        path.rename(target / path.name)
    except OSError as error:
        raise not_written(path, error) from None
    for one in beside:
        with suppress(OSError):
            one.rename(target / one.name)
    with suppress(OSError):
        sync_folder(path.parent)
    return target


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _mark() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
