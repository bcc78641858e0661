"""What is asked when answers that were saved are not in the file any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msq_tui.core.language import tr
from msq_tui.core.text import display_line
from msq_tui.session.filling import FillingSession
from msq_tui.session.lost import Lost, bring_back, leave_out

from .screens.ask import ChooseScreen

if TYPE_CHECKING:
    from .app import MsqApp


async def settle_lost(app: MsqApp, session: FillingSession, found: Lost) -> str:
    """Ask whether what is gone is brought back; what is to be told then. Left without an answer it is asked again the
    next time."""
    ways = [
        ("back", tr("Bring everything back")),
        ("meant", tr("It was meant so: leave it out")),
        ("later", tr("Go on and decide later")),
    ]
    message = f"{found.what}\n" + tr(
        "Do now: bring it back. Ctrl+R at a question lists all its earlier wordings, whatever you choose here."
    )
    way = await app.ask(ChooseScreen(message, ways))
    if way == "meant":
        leave_out(session, found)
        return ""
    if way != "back":
        return tr("Not in the file now: {names}.", names=found.names)
    left_out = bring_back(session, found)
    told = tr("Brought back: {names}.", names=found.names)
    if left_out:
        told += " " + tr("Not brought back, since it does not fit any more: {names}.", names=", ".join(map(display_line, left_out)))  # fmt: skip
    return told
