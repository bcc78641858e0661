"""What every screen of the app has in common for the eye: its look, the cursor, and a window that is too small.

Nothing moves, nothing blinks, and there is no clock.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.widgets import Static

from msq_tui.core.language import tr
from msq_tui.session.settings import Settings

from .caret import cursor_of
from .looks import Looks

LEAST_COLUMNS, LEAST_ROWS = 60, 20
KEYS_WHEN_TOO_SMALL = frozenset({"f10", "ctrl+q", "ctrl+s", "ctrl+c"})
"""What can do no harm unseen: leaving, which saves, and saving."""


class TooSmall(Static):
    """Covers a screen while the window is too small for it; all that is below stays as it is."""


class SeenApp(App[int]):
    """An app with our looks and our cursor."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self._window: Size | None = None
        self.animation_level = "none"
        self.looks = Looks(self, settings or Settings())
        self.no_color = self.looks.no_colour

    async def on_mount(self) -> None:
        """Take note of what changes the picture."""
        self.theme_changed_signal.subscribe(self, lambda _: self.looks.remember())
        self.screen_change_signal.subscribe(self, self._cover)

    # The look

    def get_css_variables(self) -> dict[str, str]:
        """The names of colours in style sheets: ours are never mixed from others."""
        return {**super().get_css_variables(), **self.current_theme.variables}

    def get_line_filters(self) -> list[LineFilter]:
        """What is done to every line before it is drawn."""
        return self.looks.line_filters(list(super().get_line_filters()))

    def action_change_theme(self) -> None:
        """Choose the colours."""
        from .screens.look import LookScreen

        if not isinstance(self.screen, LookScreen):
            self.push_screen(LookScreen(self.looks))

    # The cursor

    @property
    def cursor_position(self) -> Offset:
        """Where the cursor of the terminal stands, asked whenever something is drawn."""
        return cursor_of(self.screen) if self.screen_stack and not self.is_too_small else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        # Text fields tell where their caret was; by the time of drawing it may be elsewhere.
        pass

    # The size

    @property
    def is_too_small(self) -> bool:
        """Whether the window cannot hold the screens."""
        size = self._window or self.size
        return size.width < LEAST_COLUMNS or size.height < LEAST_ROWS

    def on_resize(self, event: events.Resize) -> None:
        """Cover what does not fit, or show it again."""
        # Textual takes note of the size only after this.
        self._window = event.size
        for screen in self.screen_stack:
            self._cover(screen)

    def _cover(self, screen: Screen[Any] | None) -> None:
        if screen is None or not screen.is_attached:
            return
        covers = screen.query(TooSmall)
        if not self.is_too_small:
            covers.remove()
        elif not covers:
            text = tr(
                "The window is too small. Make it at least {columns} columns and {rows} lines; your answers are safe.",
                columns=LEAST_COLUMNS,
                rows=LEAST_ROWS,
            )
            screen.mount(TooSmall(text, markup=False))

    async def on_event(self, event: events.Event) -> None:
        """While nothing is seen, nothing is typed."""
        if (
            self.is_too_small
            and isinstance(event, events.Key | events.Paste)
            and not event.is_forwarded
            and getattr(event, "key", "") not in KEYS_WHEN_TOO_SMALL
        ):
            return
        await super().on_event(event)
