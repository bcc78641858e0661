"""The earlier wordings of one answer: a list, each to be read whole and put back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from msq_tui.core.language import tr, tr_count
from msq_tui.core.text import count_characters, count_words, display_line
from msq_tui.core.times import shown_span
from msq_tui.session.restoring import Wording

from ..actions import bindings
from ..literal import literal
from ..widgets.row_list import Row, RowList


class EarlierScreen(ModalScreen[Wording | None]):
    """The list; gives the wording that is to be put back, or None."""

    BINDINGS = bindings("earlier")
    table = "earlier"

    def __init__(self, place: str, wordings: list[Wording]) -> None:
        super().__init__()
        self._place = place
        self.wordings = wordings

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield RowList(self._rows())

    def _rows(self) -> list[Row]:
        return [
            Row([tr("Earlier wordings of this answer   (Enter shows one, Esc back)")]),
            Row([self._place]),
            Row([""]),
            *(Row(wording_lines(wording), str(at)) for at, wording in enumerate(self.wordings)),
        ]

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Show it whole, and ask."""
        wording = self.wordings[int(event.name)]

        def chosen(put_back: bool | None) -> None:
            if put_back:
                self.dismiss(wording)

        self.app.push_screen(WordingScreen(wording), chosen)

    def action_close(self) -> None:
        """Back to the questions."""
        self.dismiss(None)


class WordingScreen(ModalScreen[bool]):
    """One wording, whole, and whether to put it back."""

    BINDINGS = bindings("wording")
    table = "wording"

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            lead = [when(self._wording), how_long(self._wording)]
            yield Static(literal(" · ".join(filter(None, lead))), classes="quiet")
            with VerticalScroll(id="wording", can_focus=False):
                yield Static(literal(self._wording.text))
            yield RowList(
                [
                    Row([tr("Put this wording back? What stands there now is kept in this list.")]),
                    Row([tr("No, back to the list")], "back"),
                    Row([tr("Yes, put it back")], "put back"),
                ]
            )
            yield Static(tr("Enter go on  PgUp PgDn read  Esc back"), classes="quiet", markup=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """The answer to the question."""
        self.dismiss(event.name == "put back")

    def action_look_up(self) -> None:
        """Read further up."""
        self._look(-1)

    def action_look_down(self) -> None:
        """Read further down."""
        self._look(1)

    def _look(self, by: int) -> None:
        area = self.query_one("#wording", VerticalScroll)
        area.scroll_relative(y=by * max(area.size.height - 1, 1), animate=False)

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss(False)


def wording_lines(wording: Wording) -> list[str]:
    """A wording in the list: when, how long, its first words."""
    words = display_line(wording.text[:400])
    length = how_long(wording)
    return [when(wording), f"{length}: {words}" if length else words]


def when(wording: Wording) -> str:
    """From when a wording stood, and until when."""
    since, until = shown_span(wording.time, wording.until)
    return tr("{since} to {until}", since=since or tr("the beginning"), until=until)


def how_long(wording: Wording) -> str:
    """The counts of a text; empty for a choice, a mark, or nothing."""
    if not isinstance(wording.answer, str) or wording.answer != wording.text:
        return ""
    characters = tr_count("{count} character", "{count} characters", count_characters(wording.answer))
    words = tr_count("{count} word", "{count} words", count_words(wording.answer))
    return f"{characters}, {words}"
