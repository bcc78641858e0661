"""In a live field each character of the text has its own place under the cursor, whatever is drawn for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import get_character_cell_size
from textual.geometry import Offset

from msq_tui.core.text import display_in_field
from msq_tui.ui.screens.ask import AskScreen
from msq_tui.ui.widgets.line_input import LineInput
from msq_tui.ui.widgets.text_field import TextField
from tests.ui.driving import Desk, Ui, drive

from .looking import what_acts

TEXTS = {
    "zero width space": "a\u200bb\u200b\u200bc",
    "hidden marks alone": "\u2060\ufeff\u200b",
    "isolates and tags": "a\u2066b\u2069c\U000e0067\U000e0062d",
    "hidden marks and tabs": "\u200b\tx\u200by\tz",
    "accent with nothing below it": "\u0301a\u200bb",
    "wide and hidden": "界\u200b界\u2060b",
    "wide at the edge": "界" * 34 + "\u200b" + "界" * 40 + "x\u200by",
    "a word longer than a row with hidden marks": "w\u200b" * 120,
    "words that wrap at hidden marks": "word\u200b " * 40,
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_the_cursor_of_a_text_field_finds_each_character_where_it_is_drawn(desk: Desk) -> None:
    wrong: list[tuple[str, int, object]] = []

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        field = ui.focused
        assert isinstance(field, TextField)
        for name, text in TEXTS.items():
            field.load_text("")
            await ui.paste(text)
            assert field.text == text
            acts = what_acts(ui)
            if acts:
                wrong.append((name, -1, acts))
            for at, sign in enumerate(display_in_field(text)):
                place = field.wrapped_document.location_to_offset((0, at))
                size = get_character_cell_size(sign)
                if size and sign != "\t":
                    row = field.render_line(place.y - field.scroll_offset.y)
                    if row.crop(place.x, place.x + size).text != sign:
                        wrong.append((name, at, row.text))
                if size and field.wrapped_document.offset_to_location(Offset(*place)) != (0, at):
                    wrong.append((name, at, field.wrapped_document.offset_to_location(Offset(*place))))

    drive(desk.workplace, walk, desk.start("msq-2022"))
    assert wrong == []


def test_deleting_in_a_text_field_takes_the_character_whose_mark_is_there(desk: Desk) -> None:
    session = desk.start("msq-2022", {"egov_portal": "a\u200bb"})

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.press("end", "left", "backspace")

    drive(desk.workplace, walk, session)
    assert session.response.answers["egov_portal"] == "ab"


def test_the_cursor_of_a_line_finds_each_character_where_it_is_drawn(desk: Desk) -> None:
    wrong: list[tuple[str, int, object]] = []

    async def walk(ui: Ui) -> None:
        for name, text in TEXTS.items():
            ui.app.push_screen(AskScreen("Name?", text))
            await ui.pilot.pause()
            line = ui.app.screen.query_one(LineInput)
            assert line.value == text
            for at, sign in enumerate(display_in_field(text).replace("\t", " ")):
                line.cursor_position = at
                size = get_character_cell_size(sign)
                x = line.cursor_screen_offset.x - line.content_region.x
                found = line.render_line(0).crop(x, x + size).text
                if size and found != sign:
                    wrong.append((name, at, found))
                if size and line._cell_offset_to_index(x) != at:
                    wrong.append((name, at, line._cell_offset_to_index(x)))
            ui.app.pop_screen()
            await ui.pilot.pause()

    drive(desk.workplace, walk, desk.start("msq-2022"))
    assert wrong == []
