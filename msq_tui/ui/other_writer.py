"""What is noticed about another program while a draft is open: that it took the draft over, that it saved."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from msq_tui.core.language import tr
from msq_tui.core.text import display_line
from msq_tui.session.filling import FillingSession
from msq_tui.session.locking import taken_over_by
from msq_tui.session.two_versions import follow_disk

from .screens.fill import FillScreen

if TYPE_CHECKING:
    from .app import MsqApp


async def tell_if_taken_over(app: MsqApp, session: FillingSession) -> None:
    """Say once that somebody else took the draft over; both go on, and what both write is compared."""
    holder = await asyncio.to_thread(taken_over_by, session)
    if holder is None or session is not app.session:
        return
    told = tr(
        '{holder} took "{file}" over. Safe: what you type is still saved, and compared with what is written there; nothing '
        "of either is lost. Do now: agree who goes on, and leave the draft here (F10) if it is not you.",
        holder=holder.name, file=display_line(session.path.name),
    )  # fmt: skip
    for screen in app.screen_stack:
        if isinstance(screen, FillScreen):
            screen.tell_until_moved(told)


async def show_what_was_saved(app: MsqApp, session: FillingSession) -> None:
    """A draft that is only read is shown as the other program last saved it. Nothing is written."""
    if follow_disk(session):
        for screen in app.screen_stack:
            if isinstance(screen, FillScreen):
                await screen.show_anew()
