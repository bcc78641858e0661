"""Notes, flags, the views of the outline, and an answer on the whole screen."""

from __future__ import annotations

import pytest

from msq_tui.ui.screens.fill import FillScreen
from msq_tui.ui.screens.large_editor import LargeEditorScreen
from msq_tui.ui.screens.note import NoteScreen
from msq_tui.ui.screens.outline import OutlineScreen
from msq_tui.ui.widgets.text_field import TextField

from .driving import Desk, Ui

HOSTILE = "[b]bold[/b] \u202e[link=https://x.example]y[/link]"


def one_line(ui: Ui) -> str:
    return " ".join(ui.text.replace("│", " ").split())


def field(ui: Ui) -> TextField:
    return ui.app.screen.query_one(TextField)


# Notes and flags


@pytest.mark.parametrize("leave", ["escape", "tab"])
def test_a_note_is_kept_by_whatever_key_one_leaves_it(desk: Desk, leave: str) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_agency")
        await ui.press("ctrl+d")
        assert ui.on(NoteScreen) and "Note on: 3 " in one_line(ui)
        await ui.type("ask")
        await ui.press("enter")
        await ui.type("twice")
        await ui.press(leave)
        assert ui.on(FillScreen) and ui.here == "egov_agency"
        assert "your note: ask twice" in ui.text and "[note]" in ui.text

    session = desk.fill("msq-2022", walk)
    assert desk.reread(session).draft.notes == {"egov_agency": "ask\ntwice"}


def test_a_note_is_taken_away_by_emptying_it_and_ctrl_z_brings_it_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+d", "a", "b", "escape", "ctrl+d", "backspace", "backspace")
        assert ui.session.draft.notes == {}
        await ui.press("ctrl+z")
        assert list(ui.session.draft.notes.values()) != []
        await ui.press("backspace", "backspace", "escape")
        assert "[note]" not in ui.text

    assert desk.fill("msq-2022", walk).draft.notes == {}


def test_a_note_is_shown_literally_and_what_turns_text_around_is_dropped_with_a_word(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_agency")
        await ui.press("ctrl+d")
        await ui.paste(HOSTILE)
        assert "1 hidden control character was left out" in ui.text
        await ui.press("x", "backspace")
        assert "left out" not in ui.text
        await ui.press("escape")
        assert "[b]bold[/b] [link=https://x.example]y[/link]" in one_line(ui)

    session = desk.fill("msq-2022", walk)
    assert session.draft.notes == {"egov_agency": HOSTILE.replace("\u202e", "")}


def test_a_flag_is_set_seen_and_taken_away(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_agency")
        await ui.press("ctrl+w")
        assert "[flag]" in ui.text and "F2 and then F lists all flags" in ui.text
        assert ui.session.draft.flags == ["egov_agency"]
        await ui.press("ctrl+w")
        assert "[flag]" not in ui.text

    assert desk.fill("msq-2022", walk).draft.flags == []


# Views


@pytest.mark.parametrize(("letter", "shown", "empty"), [
    ("u", "Not answered yet", ""), ("p", "Problems", ""), ("n", "New this round", "Nothing is marked as new"),
    ("f", "Flagged", "Nothing is flagged"), ("t", "With a note", "There are no notes"),
    ("a", "Assigned", "Nothing is assigned"),
])  # fmt: skip
def test_each_letter_shows_its_view_and_the_sections_again(
    desk: Desk, letter: str, shown: str, empty: str
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2", letter)
        assert shown in ui.text and empty in ui.text
        await ui.press(letter)
        assert "Show only:" in ui.text
        await ui.press("escape")
        assert ui.on(FillScreen)

    desk.fill("msq-2022", walk)


def test_enter_in_a_view_goes_to_the_question(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_agency")
        await ui.press("ctrl+w")
        await ui.go_to("country")
        await ui.press("f2", "f", "enter")
        await ui.pilot.pause()
        assert ui.on(FillScreen) and ui.here == "egov_agency"

    desk.fill("msq-2022", walk)


def test_a_view_is_wrapped_at_60_columns_and_holds_its_place_on_resize(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2", "u", "down", "down")
        before = [line for line in ui.lines if "▸" in line]
        await ui.resize(60, 20)
        assert ui.on(OutlineScreen)
        assert [line.strip("│ ")[:12] for line in ui.lines if "▸" in line] == [
            line.strip("│ ")[:12] for line in before
        ]

    desk.fill("msq-2022", walk)


# The whole screen


def test_an_answer_written_on_the_whole_screen_is_the_answer(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.type("one ")
        await ui.press("ctrl+e")
        assert ui.on(LargeEditorScreen) and "What is the official e-government portal" in one_line(ui)
        await ui.type("www.a.example/x")
        assert "2 words, 19 characters, 1 link" in ui.text and "link: www.a.example/x" in ui.text
        assert ui.session.response.answers["egov_portal"] == "one www.a.example/x"
        assert ui.bar.rstrip().endswith("Saving")
        await ui.press("escape")
        await ui.pilot.pause()
        assert ui.on(FillScreen) and ui.here == "egov_portal" and field(ui).text == "one www.a.example/x"

    desk.fill("msq-2022", walk)


def test_4400_characters_in_40_lines_arrive_whole_on_the_whole_screen(desk: Desk) -> None:
    text = "\n".join("x" * 109 for _ in range(40))

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.press("ctrl+e")
        await ui.paste(text)
        assert field(ui).text == text
        await ui.resize(60, 20)
        assert field(ui).text == text and ui.app.focused is field(ui)

    assert desk.fill("msq-2022", walk).response.answers["egov_portal"] == text


def test_only_a_text_is_written_on_the_whole_screen(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        await ui.press("ctrl+e")
        assert ui.on(FillScreen) and "Only a text can be written" in one_line(ui)

    desk.fill("msq-2022", walk)


def test_without_another_editor_it_is_said_how_to_name_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor-here")

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        await ui.press("ctrl+e", "f4")
        assert "No other editor is set up here" in one_line(ui)

    desk.fill("msq-2022", walk)
