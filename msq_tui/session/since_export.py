"""What has changed since a draft was last exported: read from the bundle itself, so that nothing has to be kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msq_tui
from msq_tui.core.edition import Edition
from msq_tui.core.errors import MsqError
from msq_tui.core.submission import submission_data
from msq_tui.files.bundle_file import bundle_name

from .filling import FillingSession
from .submitting import verify

COMPARED = ("answers", "states", "justifications")


@dataclass(frozen=True, slots=True)
class SinceExport:
    """The bundle that was written last, and the addresses at which the draft would now be sent otherwise, in printed
    order: a question's key, or an address of it."""

    path: Path
    receipt: str
    partial: bool
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsItIs:
    """What a draft would send now; taken at once, so that comparing it can go on beside the typing."""

    edition: Edition
    digest: str
    submission: dict[str, Any]
    order: dict[str, int]


def as_it_is(session: FillingSession) -> AsItIs:
    """What the draft would send now, complete or not."""
    edition, standing = session.loaded_edition.default, session.standing
    digest = session.loaded_edition.digest
    now = submission_data(edition, digest, session.draft, standing, msq_tui.__version__, partial=True)
    changeable = [*now["answers"], *now["states"], *now["justifications"]]
    index = standing.index
    return AsItIs(
        edition, digest, now, {address: index.order.get(index.owner(address), 0) for address in changeable}
    )


def since_export(now: AsItIs, folder: Path) -> SinceExport | None:
    """Compare a draft with its newest bundle in ``folder``; None where none is there that is whole and its own."""
    found = []
    submission = now.submission
    for partial in (False, True):
        name = bundle_name(now.edition.id, submission["country"], submission["version"], partial)
        with suppress(MsqError, OSError):
            bundle = verify(folder / name, {now.digest: now.edition})
            if bundle.submission["submission_id"] == submission["submission_id"]:
                found.append((bundle.submission["created"], not partial, bundle))
    if not found:
        return None
    _, final, last = max(found, key=lambda one: one[:2])
    changed = {
        address for part in COMPARED for address in _differences(last.submission[part], submission[part])
    }
    printed = {**_printed_order(now.edition), **now.order}
    order = sorted(changed, key=lambda address: (printed.get(address, len(printed)), address))
    return SinceExport(last.path, last.receipt, not final, tuple(order))


def _printed_order(edition: Edition) -> dict[str, int]:
    """For what is not given any more: the order of the edition itself, without entries."""
    index = edition.index
    return {address: index.order[index.owner(address)] for address in (*index.input_at, *index.questions)}


def _differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [address for address in {**before, **now} if before.get(address) != now.get(address)]
