"""Turning a page by what a window shows: a page longer than the window is gone through one windowful at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from msq_tui.core.question import Input

from .page import stops
from .widgets.drawn import Drawn

if TYPE_CHECKING:
    from .screens.fill import FillScreen


def first_below(screen: FillScreen) -> Input | None:
    """The first place to answer of this page that is not wholly in sight below the one in focus; None where the rest
    of the page is."""
    area = screen.query_one("#page", VerticalScroll)
    drawn = screen.query_one("#after", Drawn)
    bottom = area.scroll_offset.y + area.size.height
    top = drawn.virtual_region.y
    return _place(screen, [line.target for at, line in enumerate(drawn.lines) if top + at >= bottom])


def first_above(screen: FillScreen) -> Input | None:
    """The first place to answer of the windowful above; None where the page begins in sight."""
    area = screen.query_one("#page", VerticalScroll)
    drawn = screen.query_one("#before", Drawn)
    above = area.scroll_offset.y - area.size.height
    top = drawn.virtual_region.y
    seen = [line.target for at, line in enumerate(drawn.lines) if above <= top + at < area.scroll_offset.y]
    return _place(screen, seen)


def _place(screen: FillScreen, targets: list[str | None]) -> Input | None:
    """The first place to answer among the questions that lines lead to, other than the one in focus."""
    index = screen.session.standing.index
    here = screen.here.question_id if screen.here else None
    questions = [index.owner(target) for target in targets if target]
    places = stops(screen.page, screen.session)
    for question in questions:
        if question != here:
            found = next((place for place in places if place.question_id == question), None)
            if found is not None:
                return found
    return None
