"""Where the cursor of the terminal stands. Screen readers and magnifiers follow it, so it follows what one does.

In a text field it stands at the caret, else at the beginning of the row under the bar or of what has the focus.
"""

from __future__ import annotations

from typing import Any

from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea


def cursor_of(screen: Screen[Any]) -> Offset:
    """The place of the cursor on a screen."""
    widget = screen.focused
    if widget is None or not widget.is_attached:
        return _first_line(screen)
    return _within(screen, widget, _place(widget))


def cursor_is_seen(screen: Screen[Any]) -> bool:
    """Whether what the keys go to is in sight: one may have looked further down."""
    widget = screen.focused
    try:
        return widget is not None and screen.find_widget(widget).clip.contains_point(_place(widget))
    except NoWidget:
        return False


def _place(widget: Widget) -> Offset:
    """Where a widget has its cursor, in sight or not."""
    if isinstance(widget, TextArea | Input):
        place = widget.cursor_screen_offset
        if isinstance(widget, Input) and widget.cursor_at_end:
            # Textual counts one cell more there, and would stand behind the caret that it draws.
            place -= Offset(1, 0)
        return place
    rows = getattr(widget, "caret", None)
    return widget.content_region.offset + (rows() if rows is not None else Offset(0, 0))


def _within(screen: Screen[Any], widget: Widget, place: Offset) -> Offset:
    """The nearest place that is seen: what has the focus may have been scrolled out of view."""
    try:
        area = screen.find_widget(widget).clip
    except NoWidget:
        return _first_line(screen)
    if not area.area:
        return _first_line(screen)
    return Offset(
        min(max(place.x, area.x), area.right - 1),
        min(max(place.y, area.y), area.bottom - 1),
    )


def _first_line(screen: Screen[Any]) -> Offset:
    """Below the bar, where reading begins."""
    return Offset(0, min(1, max(screen.size.height - 1, 0)))
