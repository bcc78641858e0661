"""Options to choose from: labels wrap, the state is a sign and never colour alone, a choice can be taken back.

Textual's own RadioSet cannot be cleared and cuts long labels (textual#6198), so this one is ours.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Size
from textual.strip import Strip

from msq_tui.core.choice import OptionsQuestion
from msq_tui.core.condition import Answer
from msq_tui.core.language import tr

from ..choices import option_label, sign
from ..editors.answer_editor import Entered, Leave
from .drawn import wrapped
from .live_editor import LiveEditor

INDENT = 2


class ChoiceList(LiveEditor, can_focus=True):
    """The live editor of a choice. Codes in ``chosen`` that are not offered now stay as they are, unseen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--option", "choice--under-bar", "choice--hint"}

    def __init__(
        self,
        question: OptionsQuestion,
        chosen: tuple[str, ...],
        *,
        several: bool,
        entered: Entered,
        leave: Leave,
    ) -> None:
        super().__init__()
        self.options = question.choices
        self.labels = [option_label(question, option.code) for option in question.choices]
        self.chosen = chosen
        self.several = several
        self._entered = entered
        self.leave = leave
        codes = [option.code for option in self.options]
        self.at = next((codes.index(code) for code in chosen if code in codes), 0)

    @property
    def is_chosen(self) -> bool:
        """Whether one of the options to be seen is chosen."""
        return any(option.code in self.chosen for option in self.options)

    # Drawing

    def _rows(self, width: int) -> list[tuple[int, str]]:
        rows = []
        for place, option in enumerate(self.options):
            mark = sign(option.code in self.chosen, self.several)
            for line, part in enumerate(wrapped(self.labels[place], width - INDENT - 4)):
                rows.append((place, (f"{mark} " if line == 0 else "    ") + part))
        return rows

    def rows_in_focus(self) -> tuple[int, int]:
        """The option under the bar; with the last one the line below it."""
        rows = [y for y, (place, _) in enumerate(self._rows(self.size.width)) if place == self.at]
        return rows[0], len(rows) + (1 if self.at == len(self.options) - 1 else 0)

    def caret(self) -> Offset:
        """Where the cursor stands: at the beginning of the option under the bar."""
        return Offset(0, self.rows_in_focus()[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The options, and a line that says what the keys do."""
        return len(self._rows(width)) + 1

    def render_line(self, y: int) -> Strip:
        """One row as Textual paints it."""
        width = self.size.width
        rows = self._rows(width)
        if y < len(rows):
            place, text = rows[y]
            here = place == self.at
            style = self.get_component_rich_style("choice--under-bar" if here else "choice--option")
            first = y == 0 or rows[y - 1][0] != place
            return Strip([Segment(("▸ " if here and first else "  ") + text, style)]).adjust_cell_length(
                width, self.rich_style
            )
        style = self.get_component_rich_style("choice--hint")
        return Strip([Segment("  " + self._hint(width), style)]).adjust_cell_length(width, self.rich_style)

    def _hint(self, width: int) -> str:
        hints = (
            (
                tr("Space changes it, Delete takes it back, Enter goes on"),
                tr("Space changes, Delete takes back"),
            )
            if self.is_chosen
            else (
                tr("Up and Down move, Space chooses, Enter chooses and goes on"),
                tr("Up, Down, then Space or Enter"),
            )
        )
        return next((hint for hint in hints if len(hint) <= width - INDENT), hints[-1])

    # Doing

    def press(self, event: events.Key) -> bool:
        if event.key in ("up", "left", "down", "right"):
            self.move(1 if event.key in ("down", "right") else -1)
        elif event.key == "space":
            self.choose()
        elif event.key == "enter":
            self.choose_and_go_on()
        elif event.key in ("delete", "backspace"):
            self.clear()
        elif event.character and event.character in "123456789":
            self.choose_number(int(event.character))
        else:
            return False
        return True

    def move(self, by: int) -> None:
        """Move the bar; the arrows stay within the choice, as in every form, and Tab leaves it."""
        if 0 <= self.at + by < len(self.options):
            self.at += by
            self.refresh()
            self.post_message(self.Moved())
        else:
            self.post_message(self.AtEnd(by))

    def choose(self) -> None:
        """Choose the option under the bar; in a list of several, take it back when it is chosen."""
        code = self.options[self.at].code
        if self.several:
            left = tuple(chosen for chosen in self.chosen if chosen != code)
            self._set(left if code in self.chosen else (*left, code))
        else:
            self._set((code,))

    def choose_and_go_on(self) -> None:
        """Enter: choose and go to the next input; where something is chosen already, only go on."""
        if (not self.several and self.options[self.at].code not in self.chosen) or (
            self.several and not self.is_chosen
        ):
            self.choose()
        self.leave(1)

    def clear(self) -> None:
        """Take the choice back."""
        self._set(())

    def choose_number(self, number: int) -> None:
        """Choose an option by its place."""
        if number <= len(self.options):
            self.at = number - 1
            self.choose()

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        rows = self._rows(self.size.width)
        if 0 <= event.y < len(rows):
            self.at = rows[event.y][0]
            self.choose()

    def show_answer(self, answer: Answer | None) -> None:
        """Show another choice; the bar goes to what is chosen."""
        self.chosen = () if answer is None else (answer,) if isinstance(answer, str) else answer
        codes = [option.code for option in self.options]
        self.at = next((codes.index(code) for code in self.chosen if code in codes), self.at)
        self.refresh(layout=True)

    def _set(self, chosen: tuple[str, ...]) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            if self.several:
                self._entered(list(chosen))
            else:
                self._entered(chosen[0] if chosen else "")
        self.refresh(layout=True)
