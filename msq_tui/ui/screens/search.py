"""Find where words are mentioned; Enter goes there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msq_tui.core.language import tr, tr_count
from msq_tui.core.printed_number import Numbered, printed_number
from msq_tui.core.search import Found, Search, kind_word
from msq_tui.session.filling import FillingSession

from ..page import entry_name, entry_of
from ..widgets.drawn import fitted, shortened
from ..widgets.row_list import Row
from .finder import FinderScreen
from .go_to_number import numbered_words

MOST_SHOWN = 200
"""More are counted, and not shown: another word finds sooner."""


MOST_BEEN = 10
BEEN = "been"


class SearchScreen(FinderScreen[Found]):
    """Gives what was found under the bar."""

    title_words = tr("Find words in questions, guidance, notes, terms and your answers, in any order:")

    def __init__(
        self, session: FillingSession, typed: str = "", at: str | None = None, been: Sequence[str] = ()
    ) -> None:
        super().__init__(typed, at)
        self._session = session
        self._been = been
        """Where one was, the last first: offered while nothing is typed."""
        self._search = Search(session.standing, session.draft)
        self._found: list[Found] = []

    def rows(self, wanted: str) -> list[Row]:
        self._found = self._search.find(wanted)
        if not wanted.strip():
            return self._before_typing()
        if not self._found:
            return [Row([tr("These words are mentioned nowhere. Try fewer words, or a part of one.")])]
        count = len(self._found)
        rows = [Row([tr_count("Found in {count} place", "Found in {count} places", count)])]
        for place, found in enumerate(self._found[:MOST_SHOWN]):
            excerpt, *hit = _marked(found, self.room - 2)
            rows.append(Row([self._where(found), excerpt], str(place), hit=(1, hit[0], hit[1])))
        if count > MOST_SHOWN:
            rows.append(
                Row([tr("The first {shown} are shown. Type another word to find fewer.", shown=MOST_SHOWN)])
            )
        return rows

    def _before_typing(self) -> list[Row]:
        """How to look for something, and where one was."""
        rows = [
            Row([tr("A part of a word is enough. Capitals and accents do not matter.")]),
            Row([tr('Words in quotation marks, "like these", must stand side by side.')]),
        ]
        index = self._session.index
        been = [address for address in self._been if address in index.input_at or address in index.questions]
        if been:
            rows += [Row([""]), Row([tr("Where you were").upper()])]
        for address in been[:MOST_BEEN]:
            one = Numbered(printed_number(index, address) or "", address)
            rows.append(Row([numbered_words(self._session.standing, one, self.room)], f"{BEEN} {address}"))
        return rows

    def taken(self, name: str) -> Found:
        kind, _, address = name.partition(" ")
        return Found(address, "question", "", 0, 0) if kind == BEEN else self._found[int(name)]

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


def _marked(found: Found, room: int) -> tuple[str, int, int]:
    """What was found with what stands around it, the first of the words in angles; and where they begin and end."""
    before, hit, after = (re.sub(r"\s+", " ", part) for part in found.excerpt_parts(room - 2))
    if not hit:
        return shortened(before + after, room), 0, 0
    text = shortened(f"{before}»{hit}«{after}", room)
    return text, min(len(before), len(text)), min(len(before) + len(hit) + 2, len(text))
