"""The review in its parts: gone through with the keys that turn a page, each heading with its state, the place kept."""

from __future__ import annotations

from msq_tui.ui.screens.review import ReviewScreen
from msq_tui.ui.widgets.row_list import RowList

from .driving import Desk, Ui

ANSWERS = {"cio": "yes", "cio.contact/name": "Ana", "egov_portal": "www.portal"}
HEADINGS = [
    "TO DO BEFORE IT CAN BE SENT · 33 things",
    "WORTH A LOOK · 1 thing",
    "KEPT ASIDE, NOT SENT: NOT ASKED NOW · 1 answer",
    "KEPT, NOT SENT: NO PLACE IN THIS QUESTIONNAIRE · 1 answer",
    "Respondent · not started · 0 of 6",
    "A. Institutional framework · 3 to do · 2 of 18",
]


def listed(ui: Ui) -> RowList:
    return ui.app.screen.query_one(RowList)


def heading_on_top(ui: Ui) -> str:
    """The first line of the list as it is seen."""
    return ui.lines[listed(ui).region.y].strip()


def test_the_review_is_gone_through_part_by_part_and_its_place_is_kept(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        ui.session.enter("cio", "no")
        ui.session.draft.set_aside["old"] = "An older answer"
        await ui.press("f5")
        seen = []
        for at, title in enumerate(HEADINGS):
            assert f"Part {at + 1} of 13: {title}" in ui.hint
            seen.append(heading_on_top(ui))
            await ui.press("f8")
        assert seen == HEADINGS
        # To the beginning of this part, and from there to the one before.
        await ui.press("down", "f7")
        assert heading_on_top(ui) == "B. COVID-19 · not started · 0 of 3"
        await ui.press("f7")
        assert heading_on_top(ui) == HEADINGS[-1]
        # There and back: the same line under the bar, and the same lines around it.
        await ui.press("down", "down")
        before = ui.lines
        await ui.press("enter", "f5")
        assert ui.on(ReviewScreen) and ui.lines == before
        await ui.press("end", "f8")
        assert "This is the last part." in ui.hint
        await ui.press("home", "f7")
        assert "This is the first part." in ui.hint
        await ui.press("f2")
        parts = [line for row in listed(ui).rows for line in row.lines]
        assert parts[2:8] == HEADINGS
        await ui.press("down", "down", "down", "enter")
        assert heading_on_top(ui) == HEADINGS[3]
        # It has no question to go to: said, and nothing else.
        await ui.press("enter")
        assert ui.on(ReviewScreen) and "there is no question to go to" in ui.text

    desk.fill("msq-2022", walk, ANSWERS)
