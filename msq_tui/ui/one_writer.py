"""Opening a draft that somebody else may have open, and settling what somebody else changed in it meanwhile.

Every question here begins with the way that can do no harm, and nothing is written before a person said so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.worker import WorkType

from msq_tui.core.errors import MsqError
from msq_tui.core.language import tr
from msq_tui.core.merging import Key, Side
from msq_tui.core.text import display_line
from msq_tui.session.filling import FillingSession
from msq_tui.session.locking import (
    Holder,
    LockOutcome,
    held_message,
    lock_session,
    recovered_message,
    tidy,
)
from msq_tui.session.lost import lost_in
from msq_tui.session.opening import given_path
from msq_tui.session.two_versions import Meeting, meet_disk

from .lost_answers import settle_lost
from .other_writer import show_what_was_saved, tell_if_taken_over
from .screens.ask import AskScreen, ChooseScreen
from .screens.differences import DifferencesScreen
from .screens.fill import FillScreen
from .screens.review import ReviewScreen

if TYPE_CHECKING:
    from .app import MsqApp


def beside(app: MsqApp, work: Callable[[], Coroutine[Any, Any, None]], group: str) -> None:
    """Do something beside the keys and screens, which go on meanwhile."""
    worker: WorkType[None] = work
    app.run_worker(worker, group=group)


def open_locked(app: MsqApp, session: FillingSession, told: str = "") -> None:
    """Open a draft for writing; ask first where somebody else has it, or where nothing can be written. ``told`` is what
    there is to tell about it anyway."""
    outcome = lock_session(session)
    beside(app, partial(asyncio.to_thread, tidy, session.path.parent), "tidy")
    if outcome.holder is None and not outcome.read_only:
        session = _as_on_disk(app, session)
        lost = lost_in(session)
        if lost is None:
            app.show_draft(session, told or outcome.warning)
            return
    app.waiting = session
    beside(app, partial(_open_asking, app, session, outcome, told), "opening")


async def _open_asking(app: MsqApp, session: FillingSession, outcome: LockOutcome, told: str) -> None:
    opened: FillingSession | None = None
    notice = told
    if outcome.lock is not None and outcome.holder is not None:
        ways = [("go_on", tr("Go on")), ("back", tr("Back to the list of drafts"))]
        session = _as_on_disk(app, session)
        app.waiting = session
        if await app.ask(ChooseScreen(recovered_message(session, outcome.holder), ways)) == "go_on":
            opened = session
    elif outcome.holder is not None:
        opened = await _held_elsewhere(app, session, outcome.holder)
    elif outcome.read_only:
        opened, notice = await _nothing_can_be_written(app, session)
    else:
        opened, notice = session, told or outcome.warning
    lost = None if opened is None or opened.read_only else lost_in(opened)
    if opened is not None and lost is not None:
        app.waiting = opened
        notice = " ".join(part for part in (notice, await settle_lost(app, opened, lost)) if part)
    app.waiting = None
    if opened is None:
        session.close()
    else:
        app.show_draft(opened, notice or opened.read_only)


async def _held_elsewhere(app: MsqApp, session: FillingSession, holder: Holder) -> FillingSession | None:
    while True:
        ways = [
            ("read", tr("Open it to read only")),
            ("back", tr("Back to the list of drafts")),
            ("take", tr("Take over ...")),
        ]
        way = await app.ask(ChooseScreen(held_message(session.path, holder), ways))
        if way == "read":
            session.read_only = tr(
                "Read only: {holder} has it open. Nothing can be changed here.", holder=holder.name
            )
            return session
        if way != "take":
            return None
        question = tr(
            "Take over from {holder}? What both of you write from now on is compared before it is saved, and nothing of "
            "either is lost; but you will be asked about every answer that both of you changed.",
            holder=holder.name,
        )
        sure = [("no", tr("No, go back")), ("yes", tr("Yes, take over"))]
        if await app.ask(ChooseScreen(question, sure)) != "yes":
            continue
        outcome = lock_session(session, over=holder)
        if outcome.lock is not None or outcome.holder is None:
            return _as_on_disk(app, session)
        holder = outcome.holder


async def _nothing_can_be_written(app: MsqApp, session: FillingSession) -> tuple[FillingSession | None, str]:
    message = tr(
        'Nothing can be written where "{file}" is, so what you type could not be saved there.\nSafe: the draft is as it '
        "was.\nDo now: save a copy in another folder or on another disk and go on there, or only read it.",
        file=display_line(session.path.name),
    )
    ways = [
        ("copy", tr("Save a copy elsewhere and go on there")),
        ("read", tr("Open it to read only")),
        ("back", tr("Back to the list of drafts")),
    ]
    while True:
        way = await app.ask(ChooseScreen(message, ways))
        if way == "copy":
            copy = await copied_elsewhere(app, session)
            if copy is not None:
                return copy, tr("You go on in the copy: {path}", path=display_line(str(copy.path)))
        elif way == "read":
            session.read_only = tr(
                "Read only: nothing can be written in that folder. F6 saves a copy elsewhere."
            )
            return session, ""
        else:
            return None, ""


async def copied_elsewhere(app: MsqApp, session: FillingSession) -> FillingSession | None:
    """Ask where, write the draft as it is on the screen there, and open that one; None where it was given up."""
    question = tr("Save a copy of the draft as (folder and name):")
    suggestion = str(session.path.with_name(f"{session.path.stem}-copy.yaml"))
    told = ""
    while True:
        given = await app.ask(AskScreen(f"{told}\n{question}" if told else question, suggestion))
        if given is None or not given.strip():
            return None
        try:
            path = given_path(given.strip())
            session.save_copy(path)
            copy = app.workplace.resume(path)
        except MsqError as error:
            told, suggestion = error.message, given
            continue
        lock_session(copy)
        return copy


def _as_on_disk(app: MsqApp, session: FillingSession) -> FillingSession:
    """The session, read again where the file was changed before we had its lock."""
    if session.is_unsaved or session.look_at_disk() is None:
        return session
    try:
        fresh = app.workplace.resume(session.path)
    except MsqError:
        return session
    fresh.lock, session.lock = session.lock, None
    return fresh


# --- While it is open ---


async def look_at_disk(app: MsqApp) -> None:
    """Look whether somebody else changed the file. What can be brought together without a question is; the rest waits
    for Ctrl+S, since a question that comes up by itself would swallow what is being typed."""
    try:
        session = app.session
        if session is None:
            return
        if session.read_only:
            await show_what_was_saved(app, session)
            return
        await tell_if_taken_over(app, session)
        if await asyncio.to_thread(session.look_at_disk) is None:
            return
        meeting = await _meet(app, session)
        if meeting.found not in ("merged", "same") and session.save_state.word == "saved":
            session.count_as_unsaved()
    finally:
        app.looking = False


async def settle_disk(app: MsqApp) -> None:
    """Ask what is to be done about a file that was changed, moved or replaced."""
    session = app.session
    if session is None or session.read_only:
        return
    meeting = await _meet(app, session)
    while meeting.found == "differences":
        choices = await app.ask_choices(DifferencesScreen(session, meeting.differences))
        if choices is None:
            return
        try:
            meeting = await _meet(app, session, choices)
        except MsqError as error:
            app.tell(error.message)
            return
    if meeting.found == "merged":
        await asyncio.to_thread(session.flush)
        app.tell(meeting.message)
    elif meeting.found != "same":
        await _settle_missing(app, session, meeting)


async def _meet(app: MsqApp, session: FillingSession, choices: Mapping[Key, Side] | None = None) -> Meeting:
    """Bring the draft together with its file and show what came of it, as one step between two keys: a letter typed
    meanwhile would be written into the text as it was before, and one of both would be lost."""
    async with app.between_keys:
        if session is not app.session:
            return Meeting("same")
        meeting = meet_disk(session, choices)
        if meeting.found == "merged":
            await _show_merged(app, meeting)
        return meeting


async def _settle_missing(app: MsqApp, session: FillingSession, meeting: Meeting) -> None:
    ways = [("stay", tr("Stay here")), ("copy", tr("Save mine elsewhere and go on there"))]
    if meeting.found == "gone":
        ways.append(("anew", tr("Write it anew where it was")))
    way = await app.ask(ChooseScreen(meeting.message, ways))
    if way == "anew":
        try:
            await asyncio.to_thread(session.write_anew)
        except MsqError as error:
            app.tell(error.message)
        else:
            await asyncio.to_thread(session.flush)
            app.tell(tr("Saved: {path}", path=display_line(str(session.path))))
    elif way == "copy":
        copy = await copied_elsewhere(app, session)
        if copy is not None:
            app.go_on_in(copy)
            app.tell(tr("You go on in the copy: {path}", path=display_line(str(copy.path))))


async def _show_merged(app: MsqApp, meeting: Meeting) -> None:
    for screen in app.screen_stack:
        if isinstance(screen, FillScreen):
            await screen.show_anew()
        elif isinstance(screen, ReviewScreen):
            screen.draw()
    app.tell(meeting.message)
