"""One writer for each draft: what is told about who has it open, and changing it from a command."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msq_tui.core.errors import Locked
from msq_tui.core.language import tr, tr_count
from msq_tui.core.text import display_line
from msq_tui.core.times import shown_time
from msq_tui.files.draft_lock import Holder, LockOutcome, read_holder, take_lock
from msq_tui.files.leftovers import remove_leftovers
from msq_tui.files.places import MACHINE_FOLDER, real_path

from .filling import FillingSession, now
from .opening import Workplace

__all__ = [
    "Holder", "LockOutcome", "changing", "held_message", "lock_session", "read_holder", "recovered_message", "taken_over_by", "tidy",
]  # fmt: skip


def lock_session(session: FillingSession, over: Holder | None = None) -> LockOutcome:
    """Take the lock of a session's draft, and keep it until the session is closed. Where somebody has it, or where no
    file can be written at all, the session stays as it is: that is for a person to decide."""
    if session.lock is not None:
        return LockOutcome(session.lock)
    outcome = take_lock(session.path, now(), over)
    if outcome.lock is not None:
        session.lock = outcome.lock
    return outcome


def taken_over_by(session: FillingSession) -> Holder | None:
    """Who took the draft over since it was opened; told once, since from then on the lock is not ours."""
    holder = session.lock.other_holder() if session.lock is not None else None
    if holder is not None:
        session.lock = None
    return holder


@contextmanager
def changing(workplace: Workplace, draft: Path, tell: Callable[[str], None]) -> Iterator[FillingSession]:
    """A draft opened for the moment of one change, locked before it is read. Raises Locked naming who has it open;
    ``tell`` is told of a lock taken over and of one that cannot be made."""
    path = real_path(draft)
    # What is no file is refused with words of its own, and gets no lock beside it.
    outcome = take_lock(path, now()) if path.is_file() else LockOutcome()
    if outcome.lock is None and outcome.holder is not None:
        raise Locked(
            tr(
                'NOT SAVED: "{file}" is open elsewhere: {holder}, since {when}. Safe: nothing has been changed. Do now: '
                "close it there, then try again. If that computer was switched off, open the draft in the app and take it "
                "over.",
                file=display_line(path.name), holder=outcome.holder.name, when=outcome.holder.when,
            )
        )  # fmt: skip
    try:
        if outcome.lock is not None and outcome.holder is not None:
            tell(_taken_over(path, outcome.holder))
        session = workplace.resume(path)
        yield session
        # What a failed save says is enough; here it worked in spite of it.
        if outcome.warning:
            tell(outcome.warning)
    finally:
        if outcome.lock is not None:
            outcome.lock.release()


def tidy(folder: Path) -> None:
    """Remove what killed programs left in a folder of drafts more than a day ago."""
    for place in (folder, folder / MACHINE_FOLDER):
        remove_leftovers(place, time.time())


def held_message(path: Path, holder: Holder) -> str:
    """Who has a draft open, and what can be done about it."""
    return tr(
        '"{file}" is open elsewhere: {holder}, since {when}.\nSafe: nothing has been changed.\nDo now: open it to read '
        "only, or have it closed there. If that computer has been switched off, take over; both versions are then kept.",
        file=display_line(path.name), holder=holder.name, when=holder.when,
    )  # fmt: skip


def recovered_message(session: FillingSession, holder: Holder) -> str:
    """What was recovered after a program that did not end in order."""
    answers = session.standing.progress.answered
    saved = shown_time(session.draft.saved) or tr("never")
    return tr(
        'The program did not end in order when "{file}" was last open ({holder}, since {when}).\nRecovered: {answers}, '
        "last saved {saved}. At most the last second of typing before the end is missing.\nSafe: the draft is whole.\n"
        "Do now: press Enter to go on.",
        file=display_line(session.path.name), holder=holder.name, when=holder.when, saved=saved,
        answers=tr_count("{count} answer", "{count} answers", answers),
    )  # fmt: skip


def _taken_over(path: Path, holder: Holder) -> str:
    return tr(
        'The program that had "{file}" open ({holder}, since {when}) has ended without closing it. Its lock was taken over.',
        file=display_line(path.name), holder=holder.name, when=holder.when,
    )  # fmt: skip
