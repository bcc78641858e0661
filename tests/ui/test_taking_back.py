"""Ctrl+Z gives the previous value back in every control, also after one has left it; Ctrl+Y makes the change again."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from msq_tui.core.condition import Answer
from msq_tui.core.question import Input
from msq_tui.ui.actions import FILL
from msq_tui.ui.screens.ask import AskScreen
from msq_tui.ui.widgets.line_input import LineInput
from msq_tui.ui.widgets.live_editor import STEPS

from .driving import Desk, Ui, drive
from .test_controls import KINDS, PASTE, answer, each, edition_name, opened_with, stops_of

MOST_PRESSES = 6


async def elsewhere_and_back(ui: Ui, place: Input) -> None:
    other = next((one.address for one in stops_of(ui) if one.address != place.address), None)
    await ui.go_to(other or place.address)
    await ui.go_to(place.address)


async def other_answer(ui: Ui, place: Input) -> None:
    """Another answer than :func:`answer` gives."""
    if place.kind in ("line", "text"):
        await ui.paste(" and more")
    else:
        await ui.press("delete")


async def pressed_until(ui: Ui, key: str, place: Input, wanted: Answer | None) -> Answer | None:
    """What stands there after pressing a key until it is what is wanted, or a few times."""
    for _ in range(MOST_PRESSES):
        await ui.press(key)
        if ui.session.given(place) == wanted:
            break
    return ui.session.given(place)


@each(KINDS)
def test_each_earlier_answer_comes_back_after_coming_to_the_field_again_and_goes_again(
    word: str, place: Input, desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        first = await answer(ui, place)
        await elsewhere_and_back(ui, place)
        await other_answer(ui, place)
        second = ui.session.given(place)
        assert first != second
        await elsewhere_and_back(ui, place)
        assert await pressed_until(ui, "ctrl+z", place, first) == first
        assert await pressed_until(ui, "ctrl+z", place, None) is None
        await elsewhere_and_back(ui, place)
        assert await pressed_until(ui, "ctrl+y", place, first) == first
        assert await pressed_until(ui, "ctrl+y", place, second) == second
        if isinstance(ui.focused, TextArea):
            assert ui.focused.text == second

    desk.fill(edition_name(word), walk, opened_with(place))


def test_a_paste_of_many_lines_is_taken_back_and_made_again(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("contact/name")
        await ui.paste(PASTE)
        await elsewhere_and_back(ui, ui.session.index.input_at["contact/name"])
        await ui.press("ctrl+z")
        assert ui.session.response.answer("contact/name") is None
        await ui.press("ctrl+y")
        assert ui.session.response.answer("contact/name") == PASTE

    desk.fill("msq-2022", walk, size=(60, 20))


def test_a_text_that_came_from_elsewhere_is_one_step_to_take_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("contact/name")
        await ui.type("mine")
        await ui.go_to("contact/title")
        ui.session.enter("contact/name", "put back")
        await ui.go_to("contact/name")
        await ui.press("ctrl+z")
        assert ui.session.response.answer("contact/name") == "mine"
        await ui.press("ctrl+y")
        assert ui.session.response.answer("contact/name") == "put back"
        # What is typed after coming back is a step of its own, however soon it comes.
        await ui.type("x")
        await ui.go_to("contact/title")
        await ui.go_to("contact/name")
        await ui.type("y")
        await ui.press("ctrl+z")
        assert ui.session.response.answer("contact/name") == "put backx"

    desk.fill("msq-2022", walk)


def test_what_the_steps_do_is_told_and_the_choice_is_seen(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+z")
        assert "There is nothing to take back here." in ui.hint
        await ui.press("1", "ctrl+z")
        assert "[x]" not in ui.text
        assert "Taken back. Ctrl+Y makes it again." in ui.hint
        await ui.press("ctrl+y")
        assert "[x]" in ui.text

    desk.fill("type-multiple-choice", walk)


def test_follow_ups_go_and_come_with_the_choice_that_is_taken_back(desk: Desk) -> None:
    asked = "please provide contact information of national Chief Information"

    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        await ui.press("1")
        assert asked in ui.text
        await ui.press("ctrl+z")
        assert asked not in ui.text
        await ui.press("ctrl+y")
        assert asked in ui.text

    desk.fill("msq-2022", walk)


def test_letters_of_a_country_are_taken_back_before_the_country(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("parag")
        await ui.press("enter")
        await ui.press("shift+tab")
        await ui.type("uru")
        await ui.press("ctrl+z")
        assert ui.session.response.answer("country") == "PRY"
        assert "Type a few letters: _" in ui.text
        await ui.press("ctrl+z")
        assert ui.session.response.answer("country") is None
        assert "No country chosen yet" in ui.text

    desk.fill("type-country", walk)


def test_a_removed_entry_comes_back_and_goes_again_where_it_stood(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("commitments")
        await ui.press("delete")
        await ui.press("ctrl+z")
        assert "▸ Commitment 1 of 2: First" in ui.text
        await ui.press("ctrl+y")
        assert "▸ Commitment 1 of 1: Second" in ui.text
        # The hint shows letters as they stand on keyboards, so a capital does the same.
        for key in ("U", "u"):
            await ui.press("C")
            assert "▸ Commitment 2 of 2: Second" in ui.text
            await ui.press("-")
            assert "▸ Commitment 1 of 2: Second" in ui.text
            await ui.press("+")
            assert "▸ Commitment 2 of 2: Second" in ui.text
            await ui.press(key, key, key)
            assert "▸ Commitment 1 of 1: Second" in ui.text
        await ui.press("A")
        await ui.pilot.pause()
        assert ui.here.endswith("/title") and len(ui.session.entries("commitments")) == 2

    desk.fill("type-repeat", walk, {"commitments": [{"title": "First"}, {"title": "Second"}]})


def test_a_change_in_another_list_is_taken_back_where_it_was_done(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        outer = ui.session.entries("commitments")[0]
        ui.session.add_entry(f"commitments/{outer}/activities")
        await ui.fill.show_anew()
        await ui.go_to("commitments")
        await ui.press("ctrl+z")
        assert ui.here == f"commitments/{outer}/activities"
        assert ui.session.entries(ui.here) == []

    desk.fill("type-repeat", walk, {"commitments": [{"title": "First"}]})


def test_a_line_of_the_program_gives_back_what_stood_in_it(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        ui.app.push_screen(AskScreen("Where?", "drafts/copy.yaml"))
        await ui.pilot.pause()
        line = ui.focused
        assert isinstance(line, LineInput)
        await ui.press("ctrl+u")
        await ui.type("abc")
        seen = [line.value]
        for key in ("ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"):
            await ui.press(key)
            seen.append(line.value)
        assert seen == ["abc", "", "drafts/copy.yaml", "", "abc"]

    drive(desk.workplace, walk, desk.start("type-short-text"))


@pytest.mark.parametrize(("name", "by"), [("undo", -1), ("redo", 1)])
def test_the_keys_of_the_table_are_those_that_the_controls_know(name: str, by: int) -> None:
    assert next(action.keys for action in FILL if action.name == name) == tuple(
        key for key, way in STEPS.items() if way == by
    )
