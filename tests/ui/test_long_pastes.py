"""A long paste arrives whole in every place where text can be written; one far too long is refused, and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from msq_tui.core.text import clean_text
from msq_tui.ui.screens.ask import AskScreen
from msq_tui.ui.screens.mark import MarkScreen
from msq_tui.ui.screens.note import NoteScreen
from msq_tui.ui.widgets.country_field import CountryField
from msq_tui.ui.widgets.text_field import MOST_CHARACTERS, Written

from .driving import Desk, Ui
from .test_controls import PASTE
from .text_fields import desk_of_fields

FIELDS = ("long", "short", "number", "day", "land")
MEGABYTE = ("Act 12 of 2020 protects personal data: https://example.org/act-12\n" * 16_000)[:1_000_000]
NOT_PASTED = "Not pasted: "


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return desk_of_fields(tmp_path)


def held(ui: Ui) -> str:
    """What stands in the field in focus."""
    field = ui.focused
    if isinstance(field, CountryField):
        return field.typed
    assert isinstance(field, TextArea | Input)
    return field.text if isinstance(field, TextArea) else field.value


async def each_field(ui: Ui, pasted: str) -> dict[str, tuple[str, str, str]]:
    """For each place where text can be written: what stood there before and after a paste, and the screen."""
    found: dict[str, tuple[str, str, str]] = {}

    async def paste(name: str) -> None:
        await ui.press("a")
        before = held(ui)
        await ui.paste(pasted)
        found[name] = before, held(ui), " ".join(ui.text.split())

    for address in FIELDS:
        await ui.go_to(address)
        await paste(address)
    for name, screen in (
        ("question", AskScreen("Name?")),
        ("reason", MarkScreen(["unknown"], None, "Why?")),
        ("note", NoteScreen("Note", "", lambda _: None, Written())),
    ):
        ui.app.push_screen(screen)
        await ui.pilot.pause()
        ui.app.screen.query("TextField, LineInput").first().focus()
        await ui.pilot.pause()
        await paste(name)
        ui.app.pop_screen()
        await ui.pilot.pause()
    await ui.press("f2", "escape")
    return found


def test_4400_characters_in_40_lines_arrive_whole_everywhere(desk: Desk) -> None:
    arrived: dict[str, tuple[str, str, str]] = {}

    async def walk(ui: Ui) -> None:
        arrived.update(await each_field(ui, PASTE))

    desk.fill("fields", walk)
    # On one line a line end is a space.
    assert {name: after.split() == (before + PASTE).split() for name, (before, after, _) in arrived.items()} == {
        name: True for name in (*FIELDS, "question", "reason", "note")
    }  # fmt: skip


def test_a_megabyte_is_refused_everywhere_and_that_is_told(desk: Desk) -> None:
    refused: dict[str, tuple[str, str, str]] = {}

    async def walk(ui: Ui) -> None:
        refused.update(await each_field(ui, MEGABYTE))

    desk.fill("fields", walk)
    assert {name: (after == before, NOT_PASTED in screen) for name, (before, after, screen) in refused.items()} == {
        name: (True, True) for name in (*FIELDS, "question", "reason", "note")
    }  # fmt: skip


def test_a_paste_up_to_what_a_text_may_hold_arrives_whole_and_more_is_refused(desk: Desk) -> None:
    most = clean_text(MEGABYTE).text[:MOST_CHARACTERS]

    async def walk(ui: Ui) -> None:
        await ui.paste(most)
        assert ui.session.response.answer("long") == most
        await ui.paste("one more")
        assert f"{NOT_PASTED}8 characters, and there is room for 0." in ui.hint
        assert ui.session.response.answer("long") == most
        # What is marked makes room.
        field = ui.focused
        assert isinstance(field, TextArea)
        field.select_all()
        await ui.paste("one more")
        assert ui.session.response.answer("long") == "one more"

    desk.fill("fields", walk)
