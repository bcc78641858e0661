"""From a window that is too small to one that is very wide; what is typed, the focus and the place stay."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual import events
from textual.widgets import TextArea

from msq_tui.ui.screens.review import ReviewScreen
from msq_tui.ui.screens.start import StartScreen
from msq_tui.ui.seen import TooSmall

from .driving import Desk, Ui

SENTENCE = "The window is too small. Make it at least 60 columns and 20 lines; your answers are safe."


def flat(ui: Ui) -> str:
    return " ".join(ui.text.split())


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 6)], ids=lambda size: "x".join(map(str, size)))
def test_below_60_by_20_one_sentence_stands_there_alone_and_goes_when_the_window_grows(
    size: tuple[int, int], desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.type("begun")
        focused = ui.focused
        assert isinstance(focused, TextArea)
        await ui.press("left")
        caret = focused.selection
        await ui.resize(*size)
        assert flat(ui) == SENTENCE
        assert ui.app.cursor_position == (0, 0)
        await ui.type("hidden")
        ui.app.post_message(events.Paste("hidden"))
        await ui.press("tab", "enter", "delete", "escape", "f5", "shift+f9")
        assert flat(ui) == SENTENCE
        await ui.resize(80, 24)
        assert "▸  1 What is the official" in ui.text
        assert "│ begun " in ui.text
        assert ui.focused is focused
        assert (focused.text, focused.selection) == ("begun", caret)
        assert ui.here == "egov_portal"

    desk.fill("msq-2022", walk)


def test_a_screen_that_comes_while_the_window_is_too_small_is_covered_as_well(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.resize(40, 10)
        ui.fill.action_review()
        await ui.pilot.pause()
        assert ui.on(ReviewScreen)
        assert flat(ui) == SENTENCE
        await ui.resize(80, 24)
        assert "Check your answers" in ui.bar
        assert not [screen for screen in ui.app.screen_stack if screen.query(TooSmall)]

    desk.fill("msq-2022", walk)


def test_saving_and_leaving_work_in_a_window_that_is_too_small(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.type("kept")
        await ui.resize(40, 10)
        await ui.press("f10")
        assert ui.app.return_value == 0

    session = desk.fill("msq-2022", walk)
    assert desk.reread(session).response.answers["egov_portal"] == "kept"


def test_in_a_very_wide_window_lines_stay_short_enough_to_read(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for line in ui.lines[1:-2]:
            assert cell_len(line) <= 34 + 100
        await ui.go_to("egov_portal")
        field = ui.focused.region
        assert field.width <= 100
        assert field.x >= 34
        await ui.press("ctrl+e")
        assert ui.focused.region.width <= 104
        assert max(cell_len(line) for line in ui.lines[1:]) <= 106
        await ui.press("escape")
        await ui.press("f5")
        assert max(cell_len(line) for line in ui.lines[1:-2]) <= 134
        await ui.press("escape", "escape")
        assert ui.on(StartScreen)
        assert max(cell_len(line) for line in ui.lines[1:-2]) <= 101

    desk.fill("msq-2022", walk, {"egov_portal": "many words " * 40}, size=(240, 60))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (99, 30), (100, 30), (120, 40)])
def test_nothing_on_a_page_is_wider_than_the_window_and_the_sections_stand_left_from_100_columns(
    size: tuple[int, int], desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        assert ui.fill.query_one("#outline").display is (size[0] >= 100)
        assert all(cell_len(line) <= size[0] for line in ui.lines)
        page = ui.fill.query_one("#page")
        assert page.virtual_size.width <= page.size.width

    desk.fill("msq-2022", walk, size=size)
