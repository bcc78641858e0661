"""Every hostile text pasted and typed into every kind of live field: kept as the door lets it through, what is left
out is told, and the field draws every character with nothing of it acting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.widgets import Input, TextArea

from msq_tui.core.text import clean_text
from msq_tui.ui.screens.ask import AskScreen
from msq_tui.ui.screens.mark import MarkScreen
from msq_tui.ui.widgets.country_field import CountryField
from tests.ui.driving import Desk, Ui, drive
from tests.ui.text_fields import desk_of_fields

from .looking import cells_shown, what_acts
from .texts import TEXTS

FIELDS = ("long", "short", "number")
LEFT_OUT = "left out of what you "
NO_COUNTRY = "No country fits."
HELD_BACK = "safe\u202egpj.exe"
TOGETHER, BETWEEN = 9, " ¦ "


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return desk_of_fields(tmp_path)


def send(ui: Ui, text: str, pasted: bool) -> None:
    """A paste, or the keys as they come from a terminal."""
    if pasted:
        ui.focused.post_message(events.Paste(text))
    else:
        for event in XTermParser(False).feed(text):
            ui.focused.post_message(event)


def typed_texts() -> Sequence[str]:
    """The texts that can come key by key."""
    return [
        text
        for text in TEXTS.values()
        if not any(sign < " " or sign == "\x7f" or "\ud800" <= sign <= "\udfff" for sign in text)
    ]


@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "typed"])
def test_a_text_field_keeps_what_the_door_lets_through(desk: Desk, pasted: bool) -> None:
    session = desk.start("fields")
    wrong: list[tuple[str, str, object]] = []
    texts = list(TEXTS.values()) if pasted else typed_texts()
    assert len(texts) >= 60

    async def walk(ui: Ui) -> None:
        for address in FIELDS:
            await ui.go_to(address)
            field = ui.focused
            assert isinstance(field, TextArea)
            # Several at a time, each in a paste of its own: what one leaves behind must not reach the next.
            for at in range(0, len(texts), TOGETHER):
                field.clear()
                for text in texts[at : at + TOGETHER]:
                    send(ui, text, pasted)
                    send(ui, BETWEEN, pasted)
                await ui.pilot.pause()
                given = "".join(text + BETWEEN for text in texts[at : at + TOGETHER])
                cleaned = clean_text(given)
                kept = session.response.answers.get(address)
                if kept != cleaned.text:
                    wrong.append((address, given, kept))
                if (acts := what_acts(ui)) or cells_shown(cleaned.text) not in cells_shown(ui.text):
                    wrong.append((address, given, acts or ui.text))
                if bool(cleaned.dropped) != (LEFT_OUT in ui.text):
                    wrong.append((address, given, ui.hint))

    drive(desk.workplace, walk, session)
    assert wrong == []


@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "typed"])
def test_a_line_of_the_program_keeps_what_the_door_lets_through(desk: Desk, pasted: bool) -> None:
    wrong: list[tuple[str, object]] = []

    async def walk(ui: Ui) -> None:
        texts = list(TEXTS.values()) if pasted else [*typed_texts()[::2], HELD_BACK]
        # A question of the program, and the reason of a mark.
        for screen, half in (
            (AskScreen("Name?"), texts[::2]),
            (MarkScreen(["unknown"], None, "Why?"), texts[1::2]),
        ):
            ui.app.push_screen(screen)
            await ui.pilot.pause()
            field = ui.app.screen.query_one(Input)
            field.focus()
            await ui.pilot.pause()
            for text in half:
                field.clear()
                send(ui, text, pasted)
                await ui.pilot.pause()
                cleaned = clean_text(text)
                # One line: a line end is a space in it.
                if clean_text(field.value).text != cleaned.text.replace("\n", " "):
                    wrong.append((text, field.value))
                if (acts := what_acts(ui)) or cells_shown(cleaned.text) not in cells_shown(ui.text):
                    wrong.append((text, acts or ui.text))
                if bool(cleaned.dropped) != (LEFT_OUT in ui.text):
                    wrong.append((text, ui.text))
            ui.app.pop_screen()
            await ui.pilot.pause()

    drive(desk.workplace, walk, desk.start("fields"))
    assert wrong == []


@pytest.mark.parametrize("pasted", [True, False], ids=["pasted", "typed"])
def test_the_letters_of_a_country_are_kept_with_an_instruction(desk: Desk, pasted: bool) -> None:
    wrong: list[tuple[str, object]] = []

    async def walk(ui: Ui) -> None:
        await ui.go_to("land")
        field = ui.focused
        assert isinstance(field, CountryField)
        # Each text one way or the other: both ways lead through the same door here.
        for text in list(TEXTS.values())[::2] if pasted else [*typed_texts()[1::2], HELD_BACK]:
            field.typed = ""
            send(ui, text, pasted)
            await ui.pilot.pause()
            cleaned = clean_text(text)
            if clean_text(field.typed).text.split() != cleaned.text.split():
                wrong.append((text, field.typed))
            if (acts := what_acts(ui)) or cells_shown(cleaned.text) not in cells_shown(ui.text):
                wrong.append((text, acts or ui.text))
            # A single letter among them may fit a country: then the keys that take it are told.
            if not field.matches and (
                NO_COUNTRY not in ui.text or bool(cleaned.dropped) > (LEFT_OUT in ui.text)
            ):
                wrong.append((text, ui.text))

    drive(desk.workplace, walk, desk.start("fields"))
    assert wrong == []
