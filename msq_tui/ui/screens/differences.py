"""Where two versions of a draft differ, answer by answer: mine or the file's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from msq_tui.core.language import tr
from msq_tui.core.merging import Difference, Key, Side
from msq_tui.core.response import Mark
from msq_tui.core.standing import state_word
from msq_tui.session.filling import FillingSession

from ..actions import bindings
from ..choices import sign
from ..literal import literal
from ..widgets.row_list import Row, RowList
from .fill import place_title

DONE = "done"
_BEFORE_THE_DIFFERENCE = 12
_MOST_SHOWN = 300


class DifferencesScreen(ModalScreen[dict[Key, Side] | None]):
    """Asks for each answer that both changed which one is taken; mine where nothing else is said. None: later."""

    BINDINGS = bindings("differences")
    table = "differences"

    def __init__(self, session: FillingSession, differences: Sequence[Difference]) -> None:
        super().__init__()
        self._session = session
        self._differences = differences
        self._choices: dict[Key, Side] = {difference.key: "mine" for difference in differences}

    def compose(self) -> ComposeResult:
        text = tr(
            "Somebody else changed this draft, and both of you changed what is listed here. Everything else was already "
            "brought together. What you do not take is kept in a file beside the draft."
        )
        with Vertical(classes="box"):
            yield Static(literal(text), classes="question")
            yield RowList(self._rows())
            yield Static(
                tr("Up and Down move  Enter go on, or take the other one  Esc later"), classes="quiet", markup=False
            )  # fmt: skip

    def _rows(self) -> list[Row]:
        rows = [Row([tr("Go on with what is marked below")], DONE)]
        for number, difference in enumerate(self._differences):
            mine = self._choices[difference.key] == "mine"
            rows.append(
                Row(
                    [
                        title(self._session, difference),
                        f"{sign(mine, False)} {tr('mine')}: {_excerpt(difference.mine, difference.theirs)}",
                        f"{sign(not mine, False)} {tr('the file')}: {_excerpt(difference.theirs, difference.mine)}",
                    ],
                    str(number),
                )
            )
        return rows

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go on, or take the other version of an answer."""
        if event.name == DONE:
            self.dismiss(self._choices)
            return
        key = self._differences[int(event.name)].key
        self._choices[key] = "theirs" if self._choices[key] == "mine" else "mine"
        event.rows.show(self._rows(), event.name)

    def action_choose(self) -> None:
        """As Enter."""
        self.query_one(RowList).choose()

    def action_close(self) -> None:
        """Decide later; until then nothing is saved."""
        self.dismiss(None)


def title(session: FillingSession, difference: Difference) -> str:
    """What differs, in a few words."""
    place = session.index.input_at.get(difference.address)
    name = place_title(session, place) if place else difference.address
    kinds = {
        "states": tr("mark"), "justifications": tr("reason"), "notes": tr("note"), "set_aside": tr("kept aside"),
    }  # fmt: skip
    kind = kinds.get(difference.part)
    return f"{name} ({kind})" if kind else name


def _excerpt(value: Any, other: Any) -> str:
    """A value from shortly before the place where the two differ."""
    text, against = _in_words(value), _in_words(other)
    same = next((at for at, (a, b) in enumerate(zip(text, against, strict=False)) if a != b), None)
    start = max((min(len(text), len(against)) if same is None else same) - _BEFORE_THE_DIFFERENCE, 0)
    return ("…" if start else "") + text[start : start + _MOST_SHOWN].replace("\n", " / ")


def _in_words(value: Any) -> str:
    if value is None:
        return tr("no answer")
    if isinstance(value, Mark):
        return state_word(value.state) + (f" ({value.reason})" if value.reason else "")
    return value if isinstance(value, str) else ", ".join(map(str, value))
