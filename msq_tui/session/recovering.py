"""A draft that cannot be read, and one that is no longer wanted: nothing of either is ever removed."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msq_tui.core.errors import DraftDamaged, DraftRefused, Locked, MsqError, NotReadable, NotWritten
from msq_tui.core.language import tr, tr_count
from msq_tui.core.standing import Standing
from msq_tui.core.text import display_line
from msq_tui.core.times import shown_time
from msq_tui.files.atomic import make_private_folder, not_written, sync_folder
from msq_tui.files.draft_file import read_draft, read_raw_draft
from msq_tui.files.draft_lock import DraftLock, take_lock
from msq_tui.files.history import earlier_histories, history_path
from msq_tui.files.places import place_file
from msq_tui.files.previous import previous_path, put_back, vanished_drafts

if TYPE_CHECKING:
    from .opening import Workplace

DELETED_FOLDER = "deleted"
LEAST_BYTES = 100
_NOT_DAMAGED = ("format-version", "not-a-draft")
"""What a file is refused for that is no damage: a newer program's draft, another kind of file."""


def with_copy(workplace: Workplace, path: Path, refusal: DraftRefused) -> DraftRefused:
    """The refusal of a draft; where the copy beside it is complete, one that offers to go on from it."""
    if not path.name:
        return refusal  # The root of a disk: nothing lies beside it.
    if any(finding.code in _NOT_DAMAGED for finding in refusal.findings) and not _is_short(path):
        return refusal
    try:
        raw = read_raw_draft(previous_path(path))
        edition = workplace.edition_called(raw.edition).edition
        draft = read_draft(raw, edition).draft
    except MsqError:
        return refusal
    answered = Standing(edition, draft.response).progress.answered
    what = tr(
        "The copy of {time} is complete ({answers}).",
        time=shown_time(draft.saved) or "?",
        answers=tr_count("{count} answer", "{count} answers", answered),
    )
    finding = refusal.findings[0] if refusal.findings else None
    where = tr("line {line}, column {column}: {reason}", line=finding.line, column=finding.column, reason=finding.message) if finding else ""  # fmt: skip
    if not os.path.lexists(path):
        problem = tr(
            '"{file}" is not there any more: it was moved or deleted, or a fault of the disk took it.\n'
            "Safe: {what} It lies beside where the draft was.",
            file=display_line(path.name), what=what,
        )  # fmt: skip
        do = tr(
            "Do now: `msq fill {file}` offers the copy; Enter goes on from it. If you moved the draft, open it where it is.",
            file=display_line(str(path)),
        )
    else:
        problem = tr(
            '"{file}" cannot be opened: {where}.\n'
            "Safe: {what} The damaged file was left as it is.",
            file=display_line(path.name), where=where, what=what,
        )  # fmt: skip
        do = tr(
            "Do now: `msq fill {file}` offers the copy; Enter goes on from it. If you edited the file yourself, correct "
            "that line in a text editor instead.",
            file=display_line(str(path)),
        )
    return DraftDamaged(
        f"{problem}\n{do}",
        refusal.findings,
        path=path,
        saved=draft.saved,
        problem=problem,
    )


def _is_short(path: Path) -> bool:
    """Whether a file is too short for any draft: what is left of one that was cut in its first lines."""
    with suppress(OSError):
        return path.stat().st_size < LEAST_BYTES
    return False


def is_vanished(path: Path) -> bool:
    """Whether a draft is not there any more while its copy is."""
    return previous_path(path).is_file() and path in vanished_drafts(path.parent)


def go_on_from_copy(path: Path) -> tuple[DraftLock | None, str]:
    """Put the copy in the place of a draft that is damaged (it is kept beside it) or gone. Under the draft's lock, so that
    of two programs only one does; that lock, where one could be made, and what is to be told. Raises MsqError."""
    outcome = take_lock(path, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if outcome.lock is None and outcome.holder is not None:
        raise Locked(
            tr(
                'The copy was not put in the place of "{file}": it is open elsewhere: {holder}, since {when}. Safe: nothing '
                "has been changed. Do now: have it closed there, then open it again.",
                file=display_line(path.name), holder=outcome.holder.name, when=outcome.holder.when,
            )
        )  # fmt: skip
    try:
        return outcome.lock, _put_back(path)
    except BaseException:
        if outcome.lock is not None:
            outcome.lock.release()
        raise


def _put_back(path: Path) -> str:
    with suppress(DraftRefused, NotReadable):
        read_raw_draft(path)
        raise NotWritten(
            tr(
                'The copy was not put in the place of "{file}": somebody brought the draft back meanwhile. Safe: nothing has '
                "been changed. Do now: open it.",
                file=display_line(path.name),
            )
        )
    copy = previous_path(path)
    read_raw_draft(copy)
    try:
        data = copy.read_bytes()
    except OSError as error:
        raise not_written(path, error) from None
    kept = put_back(path, data, _mark())
    if kept is None:
        return tr(
            "This is the copy of a draft that was gone. Ctrl+R lists the earlier wordings of each answer."
        )
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
        beside += earlier_histories(path, draft_id)
    if draft_id and not path.is_symlink():
        beside.append(place_file(path, draft_id))
    if not path.is_symlink():
        beside += sorted(path.parent.glob(f"{_literal(path.name)}.damaged-*"))
    try:
        make_private_folder(target)
        # The draft first: what is left behind if this ends here is no draft, and its name is not given out again.
        if os.path.lexists(path) or not os.path.lexists(previous_path(path)):
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
