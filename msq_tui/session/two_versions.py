"""A draft that somebody else changed while it was open: both versions brought together, and neither lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from msq_tui.core.errors import ChangedOnDisk, DraftGone, MsqError
from msq_tui.core.language import tr
from msq_tui.core.merging import Difference, Key, Side, merge
from msq_tui.core.response import Draft
from msq_tui.core.text import display_line
from msq_tui.files.draft_file import DraftDocument, RawDraft, read_draft, read_raw_draft, save_draft
from msq_tui.files.places import free_draft_path
from msq_tui.files.yaml_read import decode, read_yaml

from .filling import FillingSession

Finding = Literal["same", "merged", "differences", "gone", "other", "unreadable"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What was found at the draft's place and what came of it. ``differences`` wait for a choice each; ``kept`` are
    new files with a version of which something was not taken; ``message`` tells it to a person."""

    found: Finding
    differences: tuple[Difference, ...] = ()
    kept: tuple[Path, ...] = ()
    message: str = ""


def meet_disk(session: FillingSession, choices: Mapping[Key, Side] | None = None) -> Meeting:
    """Bring the open draft together with the file, where that was changed by somebody else.

    Without differences, or with a choice for each, the session goes on from both versions and can save again. Where a
    choice leaves something of a version out, that whole version is first kept as a new file beside the draft. Raises
    NotWritten where that fails; then nothing is changed.
    """
    choices = choices or {}
    with session.held_still() as document:
        found = session.look_at_disk()
        if found is None:
            return Meeting("same")
        if isinstance(found, DraftGone):
            return Meeting("gone", message=found.message)
        if not isinstance(found, ChangedOnDisk):
            return Meeting("unreadable", message=found.message)
        try:
            raw = read_raw_draft(session.path)
        except MsqError as error:
            return Meeting("unreadable", message=error.message)
        name = display_line(session.path.name)
        loaded = read_draft(raw, session.edition)
        if loaded.draft.draft_id != session.draft.draft_id or raw.edition != session.draft.edition:
            return Meeting(
                "other",
                message=tr(
                    'NOT SAVED: "{file}" is another draft now, not the one that was opened (another disk or stick?). '
                    "Safe: it was left as it is, and your answers are on this screen. Do now: put the right one back, "
                    "or press Ctrl+S to save yours elsewhere.",
                    file=name,
                ),
            )
        base = _in_common(session, document)
        merged = merge(base, session.draft, loaded.draft, choices)
        if any(difference.key not in choices for difference in merged.differences):
            return Meeting("differences", tuple(merged.differences))
        chosen = {choices[difference.key] for difference in merged.differences}
        kept = []
        if "mine" in chosen:
            kept.append(_keep(session.path, raw.text.encode("utf-8")))
        if "theirs" in chosen:
            kept.append(_keep(session.path, session.text()))
        session.go_on_from(loaded, merged)
    message = tr('"{file}" was changed by somebody else. Both versions were brought together.', file=name)
    if kept:
        message += " " + tr(
            "What was not taken is kept in {files}.",
            files=", ".join(display_line(path.name) for path in kept),
        )
    return Meeting("merged", tuple(merged.differences), tuple(kept), message)


def follow_disk(session: FillingSession) -> bool:
    """Show a draft that is only read as it is on the disk now; whether that is another version. Nothing is written, and
    what cannot be read or is another draft changes nothing."""
    with session.held_still():
        if not session.read_only or not isinstance(session.look_at_disk(), ChangedOnDisk):
            return False
        try:
            loaded = read_draft(read_raw_draft(session.path), session.edition)
        except MsqError:
            return False
        if loaded.draft.draft_id != session.draft.draft_id:
            return False
        theirs = loaded.draft
        session.go_on_from(loaded, merge(session.draft, session.draft, theirs, {}))
        session.draft.saved = theirs.saved
    return True


def _in_common(session: FillingSession, document: DraftDocument) -> Draft:
    """The draft as it was last read or written."""
    draft = session.draft
    if not document.text_on_disk:
        return Draft(
            draft.edition, draft.edition_revision, draft.edition_digest, draft.draft_id, draft.created
        )
    text = decode(document.text_on_disk)
    raw = RawDraft(session.path, text, read_yaml(text), draft.edition, draft.edition_revision, "")
    return read_draft(raw, session.edition).draft


def _keep(draft: Path, data: bytes) -> Path:
    path = free_draft_path(draft.parent, f"{draft.stem[:100]}-kept")
    save_draft(path, DraftDocument(), data, new=True)
    return path
