"""What every screen shares: a bar on top with the place and the state of the draft, and the keys at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.screen import Screen

from msq_tui.core.language import tr
from msq_tui.core.spoken import spoken_id
from msq_tui.session.filling import FillingSession

from ..actions import foot
from ..widgets.drawn import Drawn, Line, fitted

if TYPE_CHECKING:
    from ..app import MsqApp


MOST_TEXT_WIDTH = 100
"""Longer lines than these are hard to read, however wide the window is."""


class FramedScreen(Screen[object]):
    """A screen with a bar and a foot. Subclasses say what stands in them."""

    table: ClassVar[str]
    """The name of its keys in :data:`~msq_tui.ui.actions.TABLES`."""
    without: frozenset[str] = frozenset()
    """The actions of these that make no sense now: neither the foot nor the help nor the commands tell of them."""

    @property
    def msq(self) -> MsqApp:
        """The app, typed."""
        from ..app import MsqApp

        assert isinstance(self.app, MsqApp)
        return self.app

    def save_state_changed(self) -> None:
        """The draft on disk changed; screens that show its state draw it anew."""

    @property
    def text_width(self) -> int:
        """How wide text may be here."""
        return max(min(self.size.width, MOST_TEXT_WIDTH), 20)

    def draw_bar(self, left: str | Sequence[str], right: str = "") -> None:
        """The bar on top: where one is, and on the right the state of the draft. Of several parts those that matter
        least stand first, and go whole where there is no room; a long one is cut instead where enough of it is left."""
        bar = self.query_one("#bar", Drawn)
        width = max(self.size.width, 20)
        room = width - cell_len(right) - 3
        parts = [left] if isinstance(left, str) else list(left)
        while len(parts) > 1 and cell_len(" · ".join(parts)) > room:
            for_first = room - cell_len(" · ".join(["", *parts[1:]]))
            if for_first >= room // 2:
                parts[0] = fitted(parts[0], for_first)
            else:
                del parts[0]
        text = " " + fitted(" · ".join(parts), room)
        gap = " " * max(width - cell_len(text) - cell_len(right) - 1, 1)
        session = self.msq.session
        trouble = bool(right) and session is not None and session.save_state.word == "not_saved"
        bar.draw([Line([(text + gap, "bar"), (right, "trouble" if trouble else "bar"), (" ", "bar")])])

    def draw_foot(self) -> None:
        """The keys that work now."""
        width = max(self.size.width - 2, 20)
        self.query_one("#foot", Drawn).draw([Line([(" " + foot(self.table, width, self.without), "bar")])])


def state_words(session: FillingSession) -> str:
    """The state of the draft as it stands on the bar: one of three words, behind what else there is to know."""
    word = session.save_state.text
    return f"{tr('read only')} · {word}" if session.read_only else word


def draft_name(session: FillingSession) -> str:
    """How a draft is called on the screen: the edition and the country."""
    from msq_tui.session.opening import country_name

    name = spoken_id(session.edition.id)
    country = country_name(session.standing)
    return f"{name} · {country}" if country else name
