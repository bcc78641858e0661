"""A country by typing a few letters in any of its names; the matches stand below, one key takes one."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip

from msq_tui.core.condition import Answer
from msq_tui.core.language import tr
from msq_tui.core.question_types.country import CountryQuestion
from msq_tui.core.text import Cleaned, clean_text, display_line

from ..actions import key_of
from ..editors.answer_editor import Entered, Leave
from ..typed import typed
from .drawn import tail, wrapped
from .live_editor import LiveEditor

MOST_MATCHES = 6
LONG = 60
"""More letters than one erases one by one."""
MOST_LETTERS = 10_000
"""Far more than any name: a paste that was meant for another field is seen whole, and nothing waits for it."""


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

    # Drawing

    def _rows(self, width: int) -> list[tuple[int | None, str, str]]:
        """The lines: the chosen country, what is typed, the matches that are seen, what the keys do; for each the
        match it belongs to, its text and its style."""
        matches = self.matches
        name = self.question.codes().get(self.code, self.code)
        chosen = tr("Chosen: {name}", name=name) if self.code else tr("No country chosen yet")
        rows: list[tuple[int | None, str, str]] = [
            (None, part, "country--match") for part in wrapped(" ".join(chosen.split()), width - 1)
        ]
        asked = tr("Type a few letters: {typed}", typed="")
        # The end of a long text is what one is typing at.
        shown = tail(display_line(self.typed), width - cell_len(asked) - 2)
        rows.append((None, f"{asked}{shown}_", "country--typed"))
        first = max(0, self.at - MOST_MATCHES + 1)
        for place, (_, match) in enumerate(matches[first : first + MOST_MATCHES], first):
            here = place == self.at
            for line, part in enumerate(wrapped(" ".join(match.split()), width - 5)):
                lead = "▸ " if here and line == 0 else "  " if line == 0 else "    "
                rows.append((place, lead + part, "country--under-bar" if here else "country--match"))
        hints = self._hints()
        hint = next((hint for hint in hints if cell_len(hint) <= width), hints[-1])
        return [*rows, *((None, part, "country--hint") for part in wrapped(hint, width - 1))]

    def caret(self) -> Offset:
        """Where the cursor stands: behind the letters, or at the beginning of the match that the bar was moved to."""
        rows = self._rows(self.size.width)
        if self.at:
            return Offset(0, next((y for y, (match, _, _) in enumerate(rows) if match == self.at), 0))
        y = next(y for y, (_, _, style) in enumerate(rows) if style == "country--typed")
        return Offset(min(cell_len(rows[y][1]) - 1, self.size.width - 1), y)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines at this width."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """One row as Textual paints it."""
        width = self.size.width
        rows = self._rows(width)
        _, text, style = rows[y] if y < len(rows) else (None, "", "country--match")
        return Strip([Segment(text, self.get_component_rich_style(style))]).adjust_cell_length(
            width, self.rich_style
        )

    def _hints(self) -> tuple[str, ...]:
        """What the keys do, in more words and in fewer."""
        if len(self.typed) > LONG and not self.matches:
            return (tr("No country fits. {key} erases all of it.", key=key_of("fill", "undo")),)
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
        if self.code:
            return (tr("Enter goes on, Delete takes the choice back"),)
        return (tr("Enter goes on without one"),)

    # Doing

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
        room = MOST_LETTERS - len(self.typed)
        if len(cleaned.text) > room:
            self.post_message(self.Refused(len(cleaned.text), room))
            return
        if cleaned.dropped:
            self.post_message(self.Dropped(cleaned.dropped, pasted))
        self._type(
            " ".join(cleaned.text.split()) if pasted else " " if cleaned.text.isspace() else cleaned.text
        )

    def _type(self, text: str) -> None:
        self.typed += text
        self.at = 0
        self.refresh(layout=True)
        self.post_message(self.Moved())

    def move(self, by: int) -> None:
        """Move the bar among the matches."""
        if 0 <= self.at + by < len(self.matches):
            self.at += by
            self.refresh(layout=True)
            self.post_message(self.Moved())
        else:
            self.post_message(self.AtEnd(by))

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

    def step(self, by: int) -> None:
        """Take back the letters that were typed, else the last choice."""
        if by < 0 and self.typed:
            self.typed = ""
            self._type("")
        else:
            super().step(by)

    def show_answer(self, answer: Answer | None) -> None:
        """Show another country."""
        self.code = answer if isinstance(answer, str) else ""
        self.typed, self.at = "", 0
        self.refresh(layout=True)

    def clear(self) -> None:
        """Take the choice back."""
        if self.code:
            self.code = ""
            self._entered("")
        self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        """Take the country that was clicked."""
        rows = self._rows(self.size.width)
        match = rows[event.y][0] if 0 <= event.y < len(rows) else None
        if match is not None:
            self.at = match
            self.take()
