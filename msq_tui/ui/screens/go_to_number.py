"""Go to a question by its number, or by its address."""

from __future__ import annotations

from msq_tui.core.language import tr
from msq_tui.core.printed_number import Numbered, all_numbers, at_number, nearest_number
from msq_tui.core.standing import Standing
from msq_tui.core.text import display_line
from msq_tui.core.words import entry_title
from msq_tui.session.filling import FillingSession

from ..page import entry_of
from ..widgets.drawn import fitted
from ..widgets.row_list import Row
from .finder import FinderScreen


class GoToNumberScreen(FinderScreen[str]):
    """Gives the address of the question under the bar."""

    title_words = tr("Which question? Type its number, as it is printed:")

    def __init__(self, session: FillingSession, here: str | None = None) -> None:
        """``here``: where one is, to begin at in the list of all numbers."""
        index = session.index
        order = index.order.get(index.owner(here), -1) if here else -1
        numbered = [one.address for one in all_numbers(index)]
        before = [address for address in numbered if index.order[index.owner(address)] <= order]
        # A line of a contact or table may have a number of its own; else it is the question's.
        super().__init__(at=here if here in numbered else before[-1] if before else None)
        self._session = session

    def _all(self) -> list[Row]:
        """Every number, while nothing is typed."""
        index = self._session.index
        rows = [Row([tr("For example 7, or 2.a, or the letter of a section. Or choose below.")])]
        section = None
        for one in all_numbers(index):
            within = index.section_of[index.owner(one.address)]
            if within is not section:
                section = within
                rows += [Row([""]), Row([section.outline_title])]
            rows.append(Row([numbered_words(self._session.standing, one, self.room)], one.address))
        return rows

    def rows(self, wanted: str) -> list[Row]:
        if not wanted.strip():
            return self._all()
        index = self._session.index
        found = at_number(index, wanted)
        if found:
            return [
                Row([numbered_words(self._session.standing, one, self.room)], one.address) for one in found
            ]
        number = display_line(wanted.strip())
        near = nearest_number(index, wanted)
        if near is None:
            told = tr('There is no question "{number}" here. Ctrl+F finds words.', number=number)
        else:
            told = tr(
                'There is no question "{number}" here. The nearest is {near}.', number=number, near=near
            )
        return [Row([told])]

    def taken(self, name: str) -> str:
        return name


def numbered_words(standing: Standing, numbered: Numbered, room: int) -> str:
    """A place on one line: its number, whether it is asked, its entry, its words."""
    index = standing.index
    question = index.questions[index.owner(numbered.address)]
    place = index.input_at.get(numbered.address)
    asked = standing.is_enabled(question.id) and (place is None or standing.is_asked(place))
    entry = entry_of(question.id)
    text = standing.filled_in(question.text or question.heading or question.id, question.id)
    words = (
        numbered.number,
        "" if asked else tr("(not asked now)"),
        entry_title(standing, *entry.rpartition("/")[::2]) + " ·" if entry else "",
        place.label.rstrip(":_ ") + " ·" if place is not None and place.label else "",
        text,
    )
    return fitted(" ".join(word for word in words if word), room)
