"""A country by typing a few letters in any of its names; the matches stand below, one key takes one."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip

from msq_tui.core.language import tr
from msq_tui.core.question_types.country import CountryQuestion
from msq_tui.core.text import Cleaned, clean_text, display_line

from ..editors.answer_editor import Entered, Leave
from ..typed import typed
from .drawn import shortened
from .live_editor import LiveEditor

MOST_MATCHES = 6


class CountryField(LiveEditor, can_focus=True):
    """The live editor of a country."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "country--typed",
        "country--match",
        "country--under-bar",
        "country--hint",
    }

    def __init__(self, question: CountryQuestion, code: str, *, entered: Entered, leave: Leave) -> None:
        super().__init__()
        self.question = question
        self.code = code
        self.typed = ""
        self.at = 0
        self._entered = entered
        self.leave = leave

    @property
    def matches(self) -> list[tuple[str, str]]:
        """Codes and names that fit what was typed."""
        return self.question.search(self.typed) if self.typed.strip() else []

    def caret(self) -> Offset:
        """Where the cursor stands: behind the letters, or at the beginning of the match that the bar was moved to."""
        if self.at:
            return Offset(0, 2 + min(self.at, MOST_MATCHES - 1))
        return Offset(min(cell_len(self._row(1, self.size.width)[0]) - 1, self.size.width - 1), 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The chosen country, what is typed, the matches, a line that says what the keys do."""
        return 2 + max(min(len(self.matches), MOST_MATCHES), 0) + 1

    def render_line(self, y: int) -> Strip:
        """One row as Textual paints it."""
        width = self.size.width
        text, style = self._row(y, width)
        return Strip(
            [
                Segment(
                    shortened(text, width) if style != "country--typed" else text,
                    self.get_component_rich_style(style),
                )
            ]
        ).adjust_cell_length(width, self.rich_style)

    def _row(self, y: int, width: int) -> tuple[str, str]:
        matches = self.matches
        first = max(0, self.at - MOST_MATCHES + 1)
        shown = matches[first : first + MOST_MATCHES]
        if y == 0:
            name = self.question.codes().get(self.code, self.code)
            return (
                tr("Chosen: {name}", name=name) if self.code else tr("No country chosen yet")
            ), "country--match"
        if y == 1:
            return tr("Type a few letters: {typed}", typed=display_line(self.typed) + "_"), "country--typed"
        if y - 2 < len(shown):
            here = first + y - 2 == self.at
            return ("▸ " if here else "  ") + shown[y - 2][
                1
            ], "country--under-bar" if here else "country--match"
        return next((hint for hint in self._hints() if cell_len(hint) <= width), ""), "country--hint"

    def _hints(self) -> tuple[str, ...]:
        """What the keys do, in more words and in fewer."""
        if self.typed.strip() and not self.matches:
            return (
                tr("No country fits. Erase a letter, or try another of its names."),
                tr("No country fits. Erase a letter."),
            )
        if self.matches:
            return (
                tr("Up and Down move, Enter takes the country under the bar"),
                tr("Up and Down move, Enter takes the country"),
            )
        return (tr("Enter goes on, Delete takes the choice back"),)

    def press(self, event: events.Key) -> bool:
        if event.key in ("up", "down"):
            self.move(1 if event.key == "down" else -1)
        elif event.key == "enter":
            self.take()
        elif event.key == "backspace":
            self.erase()
        elif event.key == "delete":
            self.clear()
        elif event.is_printable and event.character:
            self._type(event.character)
        elif (cleaned := typed(event)) is not None:
            self._put(cleaned, pasted=False)
        else:
            return False
        return True

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._put(clean_text(event.text), pasted=True)

    def _put(self, cleaned: Cleaned, pasted: bool) -> None:
        if cleaned.dropped:
            self.post_message(self.Dropped(cleaned.dropped, pasted))
        self._type(
            " ".join(cleaned.text.split())[:80] if pasted else " " if cleaned.text.isspace() else cleaned.text
        )

    def _type(self, text: str) -> None:
        self.typed += text
        self.at = 0
        self.refresh(layout=True)

    def move(self, by: int) -> None:
        """Move the bar among the matches; without any, go to the next or last input."""
        if not self.matches:
            self.leave(by)
        elif 0 <= self.at + by < len(self.matches):
            self.at += by
            self.refresh()

    def take(self) -> None:
        """Take the country under the bar, or go on when nothing is typed."""
        matches = self.matches
        if matches:
            self.code = matches[min(self.at, len(matches) - 1)][0]
            self.typed, self.at = "", 0
            self._entered(self.code)
            self.refresh(layout=True)
        if matches or not self.typed.strip():
            self.leave(1)

    def settle(self) -> str:
        """Take the country that the letters can only mean; else the letters stay, and the reason is told."""
        typed = self.typed.strip()
        if not typed:
            return ""
        matches = self.matches
        meant = [match for match in matches if match[1].casefold() == typed.casefold()] or matches
        if len(meant) == 1:
            self.code = meant[0][0]
            self.typed, self.at = "", 0
            self._entered(self.code)
            return ""
        if matches:
            return tr(
                'No country was chosen: "{typed}" fits more than one. The letters are kept; Shift+Tab goes back to them.',
                typed=display_line(typed),
            )
        return tr(
            'No country was chosen: none fits "{typed}". The letters are kept; Shift+Tab goes back to them.',
            typed=display_line(typed),
        )

    def erase(self) -> None:
        """Erase the last letter."""
        self.typed = self.typed[:-1]
        self._type("")

    def clear(self) -> None:
        """Take the choice back."""
        if self.code:
            self.code = ""
            self._entered("")
        self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        """Take the country that was clicked."""
        first = max(0, self.at - MOST_MATCHES + 1)
        if 2 <= event.y < 2 + min(len(self.matches), MOST_MATCHES):
            self.at = first + event.y - 2
            self.take()
