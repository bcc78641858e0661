"""What every live editor shares: it handles its own keys, so that they are worked off in the order they were pressed.

A key that a widget leaves to a binding travels up to the app and falls behind keys pressed after it. Together with
:meth:`MsqApp.on_event`, which lets the next key wait until the last has done its work, a key pressed ahead of a slow
line always reaches the input that it was meant for.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widget import Widget

from msq_tui.core.condition import Answer

from ..editors.answer_editor import Leave

STEPS = {"ctrl+z": -1, "ctrl+y": 1}
"""The keys that take a change back and make it again, in every live editor."""


class LiveEditor(Widget):
    """Mixin for the widget that holds the focus on a page. Subclasses handle their keys in :meth:`press`."""

    class Moved(Message):
        """The bar is on another line, which has to be seen."""

    class AtEnd(Message):
        """The bar is on the first (-1) or the last (1) line, and an arrow key asked for more."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Dropped(Message):
        """Characters that may not stand in a text were left out on the way in."""

        def __init__(self, count: int, pasted: bool) -> None:
            super().__init__()
            self.count = count
            self.pasted = pasted

    class Refused(Message):
        """A paste was longer than the field holds, and nothing of it was put in."""

        def __init__(self, count: int, most: int) -> None:
            super().__init__()
            self.count = count
            self.most = most

    leave: Leave
    """Goes on to the next (1) or back to the last (-1) input."""

    beforehand: Callable[[events.Key], bool] | None = None
    """Asked about each key before the editor; True when the key has done its work there."""

    stepped: Callable[[int], None] | None = None
    """Asked to take a change back (-1) or make it again (1) that the editor does not know of itself."""

    def step(self, by: int) -> None:
        """Take the last change back (-1), or make it again (1)."""
        if self.stepped is not None:
            self.stepped(by)

    def show_answer(self, answer: Answer | None) -> None:
        """Show another answer, which is in the draft already."""

    def rows_in_focus(self) -> tuple[int, int]:
        """The first row and the number of rows that must be seen where not all fit."""
        return 0, self.outer_size.height

    def settle(self) -> str:
        """Make an answer of what was begun, before the editor goes; what is to be told where that cannot be done."""
        return ""

    def press(self, event: events.Key) -> bool:
        """Handle a key; False leaves it to Textual."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """Keys first pass :meth:`press`."""
        if isinstance(event, events.Key):
            if self.beforehand is not None and self.beforehand(event):
                return
            if event.key in ("tab", "shift+tab"):
                self.leave(1 if event.key == "tab" else -1)
                return
            if event.key in STEPS:
                self.step(STEPS[event.key])
                return
            if self.press(event):
                return
            # The widget's own bindings (Backspace, arrows, End) at once, not behind the letters that follow them.
            for binding in self._bindings.key_to_bindings.get(event.key, ()):
                await self.run_action(binding.action)
                return
        await super().on_event(event)
