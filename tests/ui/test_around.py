"""Getting around: commands, search, numbers, the next of a kind, back and forward, the way back to the review."""

from __future__ import annotations

import asyncio

import pytest
from textual.widgets import TextArea

from msq_tui.ui.screens.commands import CommandsScreen
from msq_tui.ui.screens.fill import FillScreen
from msq_tui.ui.screens.go_to_number import GoToNumberScreen
from msq_tui.ui.screens.help import HelpScreen
from msq_tui.ui.screens.outline import OutlineScreen
from msq_tui.ui.screens.put_in import PutInScreen
from msq_tui.ui.screens.review import ReviewScreen
from msq_tui.ui.screens.search import SearchScreen
from msq_tui.ui.screens.start import StartScreen
from msq_tui.ui.widgets.row_list import RowList
from tests.files.drafts import full_answers

from .driving import Desk, Ui, drive
from .screen_text import screen_pieces

TEXT = "strategy.sdgs.details"
"""A question with a text for an answer."""
LINK = "https://portal.example/[b]x[/b]?q={y}"


def under_bar(ui: Ui) -> str:
    """The row under the bar."""
    return next(line for line in ui.lines if "▸" in line).strip("│ ▸")


def underlined(ui: Ui) -> list[str]:
    """What is underlined in the list."""
    return [text for text, style in screen_pieces(ui.app) if style.underline and text.strip()]


def test_typed_text_the_cursor_and_the_place_survive_every_look_elsewhere(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.type("begun")
        await ui.press("left", "left")
        area = ui.focused
        assert isinstance(area, TextArea)
        for key, screen, typed in (
            ("ctrl+p", CommandsScreen, "sections"),
            ("ctrl+f", SearchScreen, "portal"),
            ("ctrl+l", GoToNumberScreen, "4"),
            ("f1", HelpScreen, ""),
            ("f2", OutlineScreen, ""),
            ("f5", ReviewScreen, ""),
        ):
            await ui.press(key)
            assert ui.on(screen)
            await ui.type(typed)
            await ui.press("escape")
            assert (ui.on(FillScreen), ui.here, ui.focused) == (True, "egov_portal", area)
            assert (area.text, area.cursor_location) == ("begun", (0, 3))
        await ui.type("!")
        assert ui.session.response.answer("egov_portal") == "beg!un"

    desk.fill("msq-2022", walk)


def test_the_search_lists_where_words_stand_goes_there_and_is_kept(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+f")
        assert "A part of a word is enough." in ui.text and "WHERE YOU WERE" not in ui.text
        await ui.type("BLOCKCHAÍN")
        assert "Found in 3 places" in ui.text
        assert "18 · question · C. Legal framework" in under_bar(ui)
        assert "…(AI), robotics, »blockchain«s, 5G" in ui.text
        assert underlined(ui) == ["»blockchain«", "»blockchain«", "»Blockchain«"]
        await ui.press("down", "down", "enter")
        assert (ui.on(FillScreen), ui.here) == (True, "strategy.technologies/blockchains")
        # Once more: the same words and the same row; what is typed takes their place.
        await ui.press("ctrl+f")
        assert "29 · line to fill in" in under_bar(ui)
        await ui.type("xyz")
        assert "mentioned nowhere" in ui.text
        await ui.press("enter")
        assert ui.on(SearchScreen)
        # With nothing typed, it offers where one was.
        await ui.press(*["backspace"] * 3)
        assert "WHERE YOU WERE" in ui.text and "COUNTRY NAME" in under_bar(ui)
        await ui.press("enter")
        assert (ui.on(FillScreen), ui.here) == (True, "country")

    desk.fill("msq-2022", walk)


def test_an_answer_kept_aside_is_found_literally_and_why_it_is_not_asked_is_said(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+f")
        await ui.type("[b]ana")
        assert "your answer, kept aside" in ui.text
        assert "not asked now" in ui.text
        assert "»[b]Ana«[/b] \\[x" in ui.text
        await ui.press("enter")
        assert ui.here == "cio"
        assert "It is asked only if" in " ".join(ui.text.split())

    desk.fill("feature-parked", walk, {"cio": "no", "cio.contact/name": "[b]Ana[/b] \\[x"})


def test_what_is_listed_is_taken_with_the_mouse(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        async def click(words: str) -> None:
            row = next((at for at, line in enumerate(ui.lines) if words in line), None)
            assert row is not None, ui.text
            await ui.pilot.click(offset=(20, row))
            await ui.pilot.pause()
            await ui.pilot.pause()

        await ui.press("ctrl+f")
        await ui.type("blockchain")
        await click("line to fill in")
        assert (ui.on(FillScreen), ui.here) == (True, "strategy.technologies/blockchains")
        await ui.press("ctrl+p")
        await click("Show all sections")
        assert ui.on(OutlineScreen)
        await click("B. COVID-19")
        assert ui.fill.page.section.number == "B"
        await ui.press("f5")
        await click("Fill in: Title")
        assert (ui.on(FillScreen), ui.here) == (True, "contact/title")
        await click("Organization  (required)")
        assert ui.here == "contact/organization"
        await ui.go_to("cio")
        await click("( ) No")
        assert ui.session.response.answer("cio") == "no"

    desk.fill("msq-2022", walk)


def test_a_question_is_gone_to_by_its_number_and_an_unknown_one_has_a_nearest(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+l", *"33", "enter")
        assert ui.here == "inclusion.policy"
        # With nothing typed, it offers every number, from the question on at which one is.
        await ui.press("ctrl+l")
        assert "33 Is there" in under_bar(ui)
        await ui.press("up", "enter")
        assert ui.here == "sandboxes.details"
        await ui.press("ctrl+l", *"99", "enter")
        assert ui.on(GoToNumberScreen)
        assert 'There is no question "99" here. The nearest is 44.' in ui.text
        await ui.press("backspace", "backspace", *"portals/e_services", "enter")
        assert ui.here == "portals/e_services"
        await ui.press("ctrl+l", *"cio.contact", "enter")
        assert ui.here == "cio"
        assert "is not asked now. It is asked only if" in " ".join(ui.text.split())

    desk.fill("msq-2022", walk, {"cio": "no"})


def test_the_list_of_numbers_begins_at_the_line_in_which_one_is(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("contact/title")
        await ui.press("ctrl+l")
        assert "3 Title" in under_bar(ui)

    desk.fill("msq-2024", walk)


def test_back_and_forward_lead_along_the_jumps_and_say_where_they_end(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.press("shift+f7")
        assert "no place before it" in ui.hint
        await ui.press("ctrl+l", *"33", "enter", "tab")
        left = ui.here
        await ui.press("f8", "shift+f7")
        assert ui.here == left
        await ui.press("alt+left")
        assert ui.here == "egov_portal"
        await ui.press("shift+f8")
        assert ui.here == left
        await ui.press("alt+right", "shift+f8")
        assert "no place to go forward to" in ui.hint

    desk.fill("msq-2022", walk)


def test_the_next_unanswered_problem_and_flag_go_round_and_say_where_there_is_none(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for key in ("ctrl+u", "ctrl+o", "shift+f4"):
            await ui.press(key)
        assert "Nothing has a flag" in ui.hint
        places = [place.address for place in ui.session.index.input_at.values()]
        unanswered = [address for address in places if ui.session.response.answer(address) is None]
        await ui.go_to(places[-1])
        met: list[str] = []
        for _ in unanswered:
            await ui.press("ctrl+u")
            assert ("From the start again" in ui.hint) is (not met)
            met.append(ui.here)
        assert met == unanswered
        ui.session.flag(places[0])
        ui.session.flag(places[-1])
        met = []
        for _ in range(3):
            await ui.press("shift+f4")
            met.append(ui.here)
        assert set(met) == {places[0], places[-1]}

    desk.fill("feature-marks", walk, {"may": "x"})


def test_nothing_unanswered_and_no_problem_are_said(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+u")
        assert "Everything that is asked has an answer" in ui.hint
        await ui.press("ctrl+o")
        assert "nothing to put right" in ui.hint

    async def empty_list(ui: Ui) -> None:
        await ui.press("ctrl+u")
        assert ui.here == "commitments" and "Everything that is asked" not in ui.text

    desk.fill("type-short-text", walk, {"name": "Ana"})
    desk.fill("type-repeat", empty_list)


def test_one_key_leads_back_to_the_review_at_the_line_one_came_from(desk: Desk) -> None:
    from msq_tui.files.edition_file import read_edition
    from tests.core.helpers import ROOT

    answers = full_answers(read_edition(ROOT / "editions" / "msq-2022.yaml").edition)
    answers |= {"contact/email": "ana", "cio.contact/email": "bea"}

    async def walk(ui: Ui) -> None:
        await ui.press("f5", "down")
        assert "cio" in (ui.app.screen.query_one(RowList).chosen or "")
        await ui.press("enter")
        assert ui.here == "cio.contact/email"
        await ui.press("f5")
        assert "cio.contact/email" in (ui.app.screen.query_one(RowList).chosen or "")
        # Corrected, the line is gone: the bar is on the problem next to it.
        await ui.press("enter", *"@x.example", "f5")
        assert ui.app.screen.query_one(RowList).chosen == "email-odd contact/email"

    desk.fill("msq-2022", walk, answers)


def test_the_commands_are_found_by_their_words_and_done_on_the_screen_one_is_on(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f12", *"what terms", "enter")
        assert ui.on(CommandsScreen)
        assert "No command has these words" in ui.text
        await ui.press("escape", "ctrl+p", *"SECTIONS all", "enter")
        assert ui.on(OutlineScreen)
        await ui.press("escape", "ctrl+p", *"check your", "enter")
        assert ui.on(ReviewScreen)
        await ui.press("ctrl+p", *"back questions", "enter")
        assert ui.on(FillScreen)
        await ui.press("ctrl+p", *"list drafts", "enter")
        await ui.pilot.pause()
        await asyncio.sleep(0)
        await ui.pilot.pause()
        assert ui.on(StartScreen)
        await ui.press("ctrl+p", *"show keys", "enter")
        assert ui.on(HelpScreen)

    drive(desk.workplace, walk, desk.start("type-short-text"))


def test_an_answer_is_copied_and_put_in_elsewhere_with_ctrl_v(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.press("shift+f6")
        assert ui.app.clipboard == LINK + "\nand more"
        assert "Copied: " in ui.hint
        await ui.press("ctrl+l", *"22", "enter", "shift+f6")
        assert "no answer here to copy" in ui.hint
        await ui.type("see ")
        await ui.press("ctrl+v")
        assert ui.session.response.answer(TEXT) == f"see {LINK}\nand more"

    desk.fill("msq-2022", walk, {"egov_portal": LINK + "\nand more"})


def test_a_link_given_elsewhere_is_put_in_at_the_cursor_and_taken_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(TEXT)
        await ui.type("()")
        await ui.press("left", "ctrl+k")
        assert ui.on(PutInScreen)
        assert LINK in ui.text
        await ui.press(*"portal", "enter")
        assert ui.session.response.answer(TEXT) == f"({LINK})"
        await ui.press("ctrl+z")
        assert ui.session.response.answer(TEXT) == "()"
        await ui.go_to("cio")
        await ui.press("ctrl+k")
        assert "only where you write" in ui.hint

    desk.fill("msq-2022", walk, {"egov_portal": f"Our portal {LINK}"})


@pytest.mark.parametrize("key", ["ctrl+f", "ctrl+l"])
def test_the_review_is_left_for_a_place_that_is_looked_for(key: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5", key, *("20" if key == "ctrl+l" else "period cycle"), "enter")
        assert (ui.on(FillScreen), ui.here) == (True, "strategy_period")

    desk.fill("msq-2022", walk)
