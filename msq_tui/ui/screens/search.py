"""Find where words are mentioned; Enter goes there."""

from __future__ import annotations

from msq_tui.core.language import tr, tr_count
from msq_tui.core.printed_number import printed_number
from msq_tui.core.search import Found, Search, kind_word
from msq_tui.session.filling import FillingSession

from ..page import entry_name, entry_of
from ..widgets.drawn import fitted
from ..widgets.row_list import Row
from .finder import FinderScreen

MOST_SHOWN = 200
"""More are counted, and not shown: another word finds sooner."""


class SearchScreen(FinderScreen[Found]):
    """Gives what was found under the bar."""

    title_words = tr("Find words in questions, guidance, notes, terms and your answers, in any order:")

    def __init__(self, session: FillingSession, typed: str = "", at: str | None = None) -> None:
        super().__init__(typed, at)
        self._session = session
        self._search = Search(session.standing, session.draft)
        self._found: list[Found] = []

    def rows(self, wanted: str) -> list[Row]:
        self._found = self._search.find(wanted)
        if not wanted.strip():
            return [Row([tr("Nothing is typed yet.")])]
        if not self._found:
            return [Row([tr("These words are mentioned nowhere. Try fewer words, or a part of one.")])]
        count = len(self._found)
        rows = [Row([tr_count("Found in {count} place", "Found in {count} places", count)])]
        for place, found in enumerate(self._found[:MOST_SHOWN]):
            rows.append(
                Row([self._where(found), fitted(found.excerpt(self.room - 2), self.room - 2)], str(place))
            )
        if count > MOST_SHOWN:
            rows.append(
                Row([tr("The first {shown} are shown. Type another word to find fewer.", shown=MOST_SHOWN)])
            )
        return rows

    def taken(self, name: str) -> Found:
        return self._found[int(name)]

    def _where(self, found: Found) -> str:
        """The number, what kind of text it is, its entry and its section, and whether it is asked."""
        index = self._session.index
        if not found.address:
            return kind_word(found.kind)
        question_id = index.owner(found.address)
        part = found.kind in ("introduction", "section", "closing")
        number = None if part else printed_number(index, found.address)
        entry = entry_of(question_id)
        place = index.input_at.get(found.address)
        asked = self._session.standing.is_enabled(question_id) and (
            place is None or self._session.standing.is_asked(place)
        )
        words = (
            number,
            kind_word(found.kind),
            entry_name(self._session, *entry.rpartition("/")[::2]) if entry else None,
            index.section_of[question_id].outline_title,
            None if asked or part else tr("not asked now"),
        )
        return fitted(" · ".join(word for word in words if word), self.room)
