"""The four looks: their contrast, how one is chosen and remembered, few colours and none, nothing that moves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Selection

from msq_tui.session.settings import Settings
from msq_tui.ui.app import MsqApp
from msq_tui.ui.looks import first_look
from msq_tui.ui.screens.look import LookScreen
from msq_tui.ui.theme import LOOKS, Look
from msq_tui.ui.widgets.row_list import RowList

from .contrast import PAIRS, fronts_and_backs, of_pair, pairs_drawn, ratio
from .driving import NEVER, SIZE, Desk, Ui, Walk
from .screen_text import screen_pieces

each_look = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
TEXT = "Words of an answer.\nTwo lines."


def drive_with(desk: Desk, walk: Walk, edition: str, answers: Mapping[str, Any], settings: Settings) -> None:
    """Walk through a draft with settings of this machine."""
    from msq_tui.ui.pauses import Pauses

    app = MsqApp(desk.workplace, desk.start(edition, answers), Pauses(save=NEVER, look=NEVER), None, settings)

    async def run() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await walk(Ui(app, pilot))

    try:
        asyncio.run(run())
    finally:
        if app.session is not None:
            app.session.close()


# Contrast


@each_look
@pytest.mark.parametrize("pair", PAIRS, ids="_on_".join)
def test_every_pair_of_colours_in_use_has_its_contrast_on_every_kind_of_terminal(
    look: Look, pair: tuple[str, str]
) -> None:
    assert {at: found for at, found in of_pair(look, *pair).items() if found < look.least_contrast} == {}


@each_look
def test_no_colour_of_a_look_stands_for_two_among_sixteen(look: Look) -> None:
    few = asdict(look.sixteen)
    assert {look.in_sixteen[colour] - int(few[use]) for use, colour in asdict(look.colours).items()} == {0}


def test_textual_mixes_no_colour_of_its_own_into_a_look(desk: Desk) -> None:
    app = MsqApp(desk.workplace)
    ours = {colour.casefold() for colour in asdict(LOOKS[0].colours).values()}
    parts = ("text", "scrollbar", "input", "block", "border", "footer", "link-color", "button", "foreground-")
    mixed = {
        name: colour
        for name, colour in app.get_css_variables().items()
        if name.startswith(parts) and colour.startswith(("#", "auto"))
    }
    shades = ("-darken-", "-lighten-")
    assert {
        name: colour
        for name, colour in mixed.items()
        if colour.casefold() not in ours and not any(shade in name for shade in shades)
    } == {}


def test_every_screen_keeps_the_contrast_in_all_four_looks_as_it_is_drawn(desk: Desk) -> None:
    low: list[str] = []

    async def look_round(ui: Ui) -> None:
        for look in LOOKS:
            ui.app.theme = look.name
            await ui.pilot.pause()
            for (front, behind), text in pairs_drawn(ui.app).items():
                found = ratio(Color.parse(front).get_truecolor(), Color.parse(behind).get_truecolor())
                if found < look.least_contrast:
                    low.append(f"{look.name}: {text.strip()!r} {front} on {behind} {found:.1f}")

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        text = ui.focused
        assert isinstance(text, TextArea)
        text.selection = Selection((0, 2), (1, 3))
        await ui.pilot.pause()
        await look_round(ui)
        await ui.go_to("cio")
        await look_round(ui)
        await ui.press("f5", "j")
        await look_round(ui)

    desk.fill("msq-2022", walk, {"egov_portal": TEXT, "cio": "yes"})

    async def mark(ui: Ui) -> None:
        await ui.go_to("must")
        await ui.press("f4", "tab")
        await look_round(ui)

    desk.fill("feature-marks", mark)
    assert low == []


def test_the_pointer_alone_changes_no_colour_so_that_none_needs_a_contrast_of_its_own(desk: Desk) -> None:
    async def nothing_changes(ui: Ui, *spots: tuple[int, int]) -> None:
        before = screen_pieces(ui.app)
        for spot in spots:
            await ui.pilot.hover(offset=spot)
            await ui.pilot.pause()
            assert screen_pieces(ui.app) == before, spot

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        bar = ui.fill.query_one("#page", VerticalScroll).vertical_scrollbar.region
        text = ui.focused.region
        await nothing_changes(
            ui, (text.x + 3, text.y + 1), *((bar.x, y) for y in range(bar.y, bar.bottom, 4)), (5, 0)
        )
        await ui.press("f5")
        bar = ui.app.screen.query_one(RowList).vertical_scrollbar.region
        await nothing_changes(ui, *((bar.x, y) for y in range(bar.y, bar.bottom, 4)), (5, 8), (5, 23))
        await ui.press("ctrl+f")
        await nothing_changes(ui, (10, 5), (10, 8))

    desk.fill("msq-2022", walk, {"egov_portal": TEXT})


# Choosing


def test_the_look_is_chosen_by_a_key_shown_at_once_and_remembered_on_this_machine(
    desk: Desk, tmp_path: Path
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("portals/open_data")
        await ui.type("typed")
        await ui.press("left")
        before, focused = ui.text, ui.focused
        assert isinstance(focused, TextArea)
        caret = focused.selection
        await ui.press("shift+f9")
        assert ui.on(LookScreen)
        assert "(x) Dark" in ui.text
        await ui.press("down", "down", "down", "enter")
        assert "(x) High contrast, light" in ui.text
        assert LOOKS[3].colours.background in {
            str(s.bgcolor.name) for _, s in screen_pieces(ui.app) if s.bgcolor
        }
        await ui.press("escape")
        assert ui.here == "portals/open_data"
        assert ui.text == before
        assert ui.focused is focused
        assert focused.selection == caret

    drive_with(desk, walk, "type-table", {"portals/open_data": "kept"}, Settings(tmp_path / "settings"))

    async def again(ui: Ui) -> None:
        assert ui.app.theme == "msq-contrast-light"

    drive_with(desk, again, "type-table", {}, Settings(tmp_path / "settings"))


def test_a_look_taken_by_other_ways_than_our_screen_is_remembered_too(desk: Desk, tmp_path: Path) -> None:
    async def walk(ui: Ui) -> None:
        ui.app.theme = "msq-light"
        await ui.pilot.pause()

    drive_with(desk, walk, "type-table", {}, Settings(tmp_path))
    assert Settings(tmp_path).get("theme") == "msq-light"


def test_only_our_looks_are_offered(desk: Desk) -> None:
    assert list(MsqApp(desk.workplace).available_themes) == [look.name for look in LOOKS]


@pytest.mark.parametrize("given", ["light", "msq-light", " LIGHT "])
def test_a_look_can_be_given_for_one_run_in_short_or_whole(given: str) -> None:
    settings = Settings()
    settings.remember("theme", "msq-contrast-dark")
    assert first_look(given, settings) == (LOOKS[1], "")


def test_a_run_with_a_look_of_its_own_leaves_what_is_remembered(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings(tmp_path).remember("theme", "msq-contrast-dark")
    monkeypatch.setenv("MSQ_THEME", "light")

    async def walk(ui: Ui) -> None:
        assert ui.app.theme == "msq-light"

    drive_with(desk, walk, "type-table", {}, Settings(tmp_path))
    assert Settings(tmp_path).get("theme") == "msq-contrast-dark"


def test_a_look_that_is_none_is_told_with_those_there_are() -> None:
    look, note = first_look("pink", Settings())
    assert look is LOOKS[0]
    assert note == "MSQ_THEME must be one of: dark, light, contrast-dark, contrast-light."


def test_a_remembered_look_that_is_none_gives_the_first() -> None:
    settings = Settings()
    settings.remember("theme", "../../etc/passwd\x1b[2J")
    assert first_look("", settings) == (LOOKS[0], "")


# No colour, few colours


def test_without_colour_bar_caret_marked_text_and_state_are_told_by_reverse_underline_and_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def walk(ui: Ui) -> None:
        def drawn(**attributes: bool) -> list[str]:
            return [
                text
                for text, style in screen_pieces(ui.app)
                if all(bool(getattr(style, name)) is value for name, value in attributes.items())
            ]

        def no_colour_at_all() -> None:
            colours = [
                colour for _, style in screen_pieces(ui.app) for colour in fronts_and_backs(style) if colour
            ]
            assert colours == []

        await ui.go_to("egov_portal")
        text = ui.focused
        assert isinstance(text, TextArea)
        no_colour_at_all()
        assert any("of" in part and "Saved" not in part for part in drawn(reverse=True)), "the bar"
        assert len(drawn(underline=True, reverse=False)) == 1, "the caret"
        text.selection = Selection((0, 0), (0, 5))
        await ui.pilot.pause()
        assert "Words" in drawn(reverse=True)
        await ui.go_to("cio")
        await ui.pilot.pause()
        no_colour_at_all()
        assert [part for part in drawn(reverse=True, bold=True) if "▸ (x) Yes" in part], "the option"
        await ui.press("f5")
        no_colour_at_all()
        assert [part for part in drawn(reverse=True) if part.startswith("▸")], "the row under the bar"
        await ui.press("shift+f9")
        assert "off now, because NO_COLOR is set" in " ".join(ui.text.replace("│", " ").split())

    desk.fill("msq-2022", walk, {"egov_portal": TEXT, "cio": "yes"})


def test_an_empty_no_color_switches_nothing_off(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert not MsqApp(desk.workplace).looks.no_colour


def test_a_terminal_of_sixteen_colours_gets_those_that_were_chosen_for_it(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        ui.app.looks.colours = "standard"
        for look in LOOKS:
            ui.app.theme = look.name
            await ui.pilot.pause()
            numbers = {int(number) for number in asdict(look.sixteen).values()}
            drawn = {
                colour
                for text, style in screen_pieces(ui.app)
                for colour in fronts_and_backs(style)
                if colour is not None
            }
            assert {colour.number for colour in drawn} <= numbers

    desk.fill("msq-2022", walk, {"cio": "yes"})


# Where the keys go


def test_of_two_things_that_take_keys_only_the_one_that_has_them_shows_a_bar(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        def barred() -> bool:
            return LOOKS[0].colours.bar in {
                style.bgcolor.name for _, style in screen_pieces(ui.app) if style.bgcolor
            }

        await ui.go_to("must")
        await ui.press("f4")
        assert isinstance(ui.focused, RowList)
        assert barred()
        assert "╭" in ui.text
        await ui.press("tab")
        assert isinstance(ui.focused, Input)
        assert not barred()
        assert "▸ It is" in ui.text
        assert "┏" in ui.text

    desk.fill("feature-marks", walk)


# Nothing moves


def test_nothing_moves_or_blinks(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert ui.app.animation_level == "none"
        await ui.go_to("must")
        text = ui.focused
        assert isinstance(text, TextArea)
        assert not text.cursor_blink
        await ui.press("f4")
        assert not ui.app.screen.query_one(Input).cursor_blink
        assert ui.app.screen.query_one(Input).select_on_focus is False

    desk.fill("feature-marks", walk)
