"""Links and texts that were already given in this questionnaire, to put one in where one writes."""

from __future__ import annotations

from msq_tui.core.folding import folded
from msq_tui.core.given import Given, given_links, given_texts
from msq_tui.core.language import tr
from msq_tui.core.text import display_line
from msq_tui.core.words import place_name
from msq_tui.session.filling import FillingSession

from ..widgets.drawn import fitted
from ..widgets.row_list import Row
from .finder import FinderScreen

MOST_SHOWN = 100


class PutInScreen(FinderScreen[str]):
    """Gives the text under the bar, whole."""

    title_words = tr("Put in what you already gave elsewhere. Type a word of it to find it:")

    def __init__(self, session: FillingSession, beside: str) -> None:
        super().__init__()
        self._session = session
        self._groups = (
            (tr("Links"), given_links(session.standing, beside)),
            (tr("Texts"), given_texts(session.standing, beside)),
        )
        self.given = [given for _, group in self._groups for given in group]

    def rows(self, wanted: str) -> list[Row]:
        words = folded(wanted).split()
        rows: list[Row] = []
        at = 0
        for title, group in self._groups:
            found = [
                (place, given)
                for place, given in enumerate(group, at)
                if all(word in folded(given.text) for word in words)
            ]
            at += len(group)
            if found:
                rows += [Row([title.upper()]), *(self._row(*one) for one in found[:MOST_SHOWN])]
        return rows or [Row([tr("Nothing that you gave has these words.")])]

    def _row(self, place: int, given: Given) -> Row:
        where = place_name(self._session.standing, given.address)
        return Row(
            [fitted(display_line(given.text[:400]), self.room - 2), fitted(where, self.room - 4)],
            str(place),
            2,
        )

    def taken(self, name: str) -> str:
        return self.given[int(name)].text
