"""Earlier wordings on the screen, the copy of a damaged draft, deleting a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.files.previous import previous_path
from msq_tui.session.filling import FillingSession
from msq_tui.ui.screens.ask import AskScreen, ChooseScreen
from msq_tui.ui.screens.earlier import EarlierScreen, WordingScreen
from msq_tui.ui.screens.fill import FillScreen
from msq_tui.ui.screens.start import StartScreen

from .driving import Desk, Ui, drive

FIELD = "egov_portal"
HOSTILE = "[/] [red]x[/red] [@click=app.quit]y[/] https://a.example [a=1:"


def worded(desk: Desk, *texts: str, address: str = FIELD) -> FillingSession:
    session = desk.start("msq-2022")
    for text in texts:
        session.enter(address, text)
        session.save()
    return session


def test_the_key_lists_earlier_wordings_of_the_answer_in_focus(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.press("ctrl+r")
        assert ui.on(EarlierScreen)
        assert "one text" in ui.text and "8 characters, 2 words" in ui.text and "another text" not in ui.text

    drive(desk.workplace, walk, worded(desk, "one text", "another text"))


def test_enter_shows_it_whole_and_no_leaves_the_answer(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.press("ctrl+r", "enter")
        assert ui.on(WordingScreen) and "the last line" in ui.text
        await ui.press("enter")
        assert ui.on(EarlierScreen)
        await ui.press("escape")
        assert ui.session.response.answers[FIELD] == "another text"

    drive(desk.workplace, walk, worded(desk, "one text\n" * 5 + "the last line", "another text"))


def test_putting_back_puts_it_into_the_field_and_can_be_taken_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.press("ctrl+r", "enter", "down", "enter")
        assert ui.on(FillScreen) and ui.here == FIELD
        assert ui.session.response.answers[FIELD] == "one text" and "│ one text" in ui.text
        await ui.press("ctrl+r", "enter", "down", "enter")
        assert ui.session.response.answers[FIELD] == "another text"

    drive(desk.workplace, walk, worded(desk, "one text", "another text"))


def test_what_was_typed_a_moment_ago_can_be_brought_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.type("typed now ")
        typed = ui.session.response.answers[FIELD]
        await ui.press("ctrl+r", "down", "enter", "down", "enter")
        assert ui.session.response.answers.get(FIELD) != typed
        await ui.press("ctrl+r", "enter", "down", "enter")
        assert ui.session.response.answers[FIELD] == typed

    drive(desk.workplace, walk, worded(desk, "one text", "another text"))


def test_earlier_wordings_are_there_in_the_next_session(desk: Desk) -> None:
    session = worded(desk, "one text", "another text")

    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.press("ctrl+r")
        assert "one text" in ui.text

    drive(desk.workplace, walk, desk.reread(session))


def test_without_an_earlier_wording_the_key_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.press("ctrl+r")
        assert ui.on(FillScreen) and "no earlier wording" in ui.hint

    drive(desk.workplace, walk, desk.start("msq-2022"))


def test_a_hostile_wording_is_drawn_literally(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.press("ctrl+r")
        assert HOSTILE[:30] in ui.text
        await ui.press("enter")
        assert HOSTILE in ui.text

    drive(desk.workplace, walk, worded(desk, HOSTILE, "another text"))


def test_entries_that_were_removed_come_back_from_the_list(desk: Desk) -> None:
    session = desk.start("type-repeat", {"commitments": [{"_entry": "k7f", "title": "First"}]})
    session.remove_entry("commitments", "k7f")
    session.save()

    async def walk(ui: Ui) -> None:
        await ui.go_to("commitments")
        await ui.press("ctrl+r")
        assert "1 entry" in ui.text
        await ui.press("enter", "down", "enter")
        assert ui.session.entries("commitments") == ["k7f"] and "First" in ui.text

    drive(desk.workplace, walk, session)


def test_a_history_that_cannot_be_written_is_told_of_beside_saved(desk: Desk) -> None:
    session = desk.start("msq-2022")
    session.history.path.mkdir()

    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        await ui.press("1")
        await ui.save()
        assert ui.bar.endswith("Saved") and "msq-2022.yaml.history" in ui.text

    drive(desk.workplace, walk, session)


def test_a_choice_is_listed_by_its_label_without_counts(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        await ui.press("ctrl+r")
        assert "Yes" in ui.text and "character" not in ui.text

    drive(desk.workplace, walk, worded(desk, "yes", "no", address="cio"))


# A damaged draft


@pytest.fixture
def damaged(desk: Desk) -> Path:
    path = worded(desk, "one text").path
    again = desk.workplace.resume(path)
    again.enter(FIELD, "another text")
    again.save()
    path.write_bytes(b"\0" * 300)
    return path


def test_a_damaged_draft_is_offered_its_copy_and_enter_goes_on(desk: Desk, damaged: Path) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("enter")
        assert ui.on(ChooseScreen) and "is complete (1 answer)" in ui.text
        await ui.press("enter")
        assert ui.on(FillScreen) and ui.session.response.answers[FIELD] == "one text"
        assert ".damaged-" in ui.text

    drive(desk.workplace, walk)
    assert [p.read_bytes() for p in damaged.parent.iterdir() if ".damaged-" in p.name] == [b"\0" * 300]


def test_leaving_the_offer_changes_nothing(desk: Desk, damaged: Path) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("enter", "down", "enter")
        assert ui.on(StartScreen)
        await ui.press("enter", "escape")
        assert ui.on(StartScreen)

    before = {p.name: p.read_bytes() for p in damaged.parent.iterdir() if p.is_file()}
    drive(desk.workplace, walk)
    assert {p.name: p.read_bytes() for p in damaged.parent.iterdir() if p.is_file()} == before


def test_a_copy_that_fails_in_the_end_is_told_of(desk: Desk, damaged: Path) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("enter")
        previous_path(damaged).unlink()
        await ui.press("enter")
        assert ui.on(StartScreen) and "There is no file" in ui.text

    drive(desk.workplace, walk)


# Deleting


def test_deleting_asks_twice_and_says_where_it_is_now(desk: Desk) -> None:
    path = worded(desk, "one text").path

    async def walk(ui: Ui) -> None:
        await ui.press("delete")
        assert ui.on(ChooseScreen)
        await ui.press("down", "enter")
        assert ui.on(AskScreen) and path.exists()
        await ui.press(*"delete", "enter")
        assert ui.on(StartScreen) and "deleted/" in ui.text

    drive(desk.workplace, walk)
    assert not path.exists() and len([*path.parent.glob("deleted/*/msq-2022.yaml*")]) == 2


@pytest.mark.parametrize(
    "keys",
    [("enter",), ("escape",), ("down", "enter", "escape"), ("down", "enter", "enter"), ("down", "enter", *"yes", "enter")],
    ids=" ".join,
)  # fmt: skip
def test_anything_else_deletes_nothing(desk: Desk, keys: tuple[str, ...]) -> None:
    path = worded(desk, "one text").path

    async def walk(ui: Ui) -> None:
        await ui.press("delete", *keys)
        assert ui.on(StartScreen)

    drive(desk.workplace, walk)
    assert path.exists() and not (path.parent / "deleted").exists()


def test_an_edition_cannot_be_deleted(desk: Desk) -> None:
    desk.lay_out("msq-2022")

    async def walk(ui: Ui) -> None:
        await ui.press("delete")
        assert ui.on(StartScreen) and "Only a draft can be deleted" in ui.text

    drive(desk.workplace, walk)
