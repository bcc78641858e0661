"""The profile on the screen: written once, proposed where it is asked for, and never sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.session.proposing import open_profile
from msq_tui.ui.screens.ask import ChooseScreen
from msq_tui.ui.screens.fill import FillScreen
from msq_tui.ui.screens.review import ReviewScreen
from msq_tui.ui.screens.start import StartScreen

from .driving import Desk, Ui, drive


@pytest.fixture
def profile(desk: Desk) -> Desk:
    session = open_profile(desk.workplace)
    session.enter_all({"name": "Ana [b]Sosa[/b]", "email": "ana@works.example", "country": "WSM"})
    session.save()
    return desk


def one_line(ui: Ui) -> str:
    return " ".join(ui.text.replace("│", " ").split())


def test_the_profile_is_filled_in_from_the_start_screen_and_proposed_in_a_new_draft(desk: Desk) -> None:
    desk.lay_out("msq-2022")

    async def walk(ui: Ui) -> None:
        await ui.press("p")
        assert ui.on(FillScreen) and "Your profile" in ui.bar
        await ui.type("samoa")
        await ui.press("enter")
        await ui.type("Ana Sosa")
        await ui.press("escape")
        await ui.pilot.pause()
        assert ui.on(StartScreen) and "Your profile: Ana Sosa" in ui.text
        await ui.press("home", "enter")
        await ui.pilot.pause()
        await ui.press("tab")
        assert "From your profile: Samoa. Ctrl+T takes it." in one_line(ui)
        await ui.press("ctrl+t")
        await ui.pilot.pause()
        assert "Samoa" in ui.bar and "Put in." in one_line(ui)

    app = drive(desk.workplace, walk)
    assert app.session is not None and app.session.response.answers == {"country": "WSM"}


def test_a_contact_is_put_in_whole_or_in_part_and_shown_literally(profile: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("contact/name")
        assert "From your profile: Ana [b]Sosa[/b]. Ctrl+T takes it." in one_line(ui)
        await ui.press("ctrl+t")
        assert ui.on(ChooseScreen) and "The whole contact: Ana [b]Sosa[/b], ana@works.example" in one_line(ui)
        await ui.press("escape")
        assert ui.session.plain_answers() == {}
        await ui.press("ctrl+t", "enter")
        await ui.pilot.pause()
        assert ui.on(FillScreen) and ui.here == "contact/name"

    session = profile.fill("msq-2022", walk)
    assert session.plain_answers() == {"contact": {"name": "Ana [b]Sosa[/b]", "email": "ana@works.example"}}


def test_where_nothing_is_proposed_the_key_says_so_and_changes_nothing(profile: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        assert "From your profile" not in ui.text
        await ui.press("ctrl+t")
        assert "Nothing is proposed here" in one_line(ui)

    assert profile.fill("msq-2022", walk).plain_answers() == {}


def test_the_profile_is_never_exported(profile: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for keys in (["f3"], ["f8"] * 6):
            await ui.press(*keys)
            assert "Esc saves and goes back to the drafts." in one_line(ui)
        await ui.press("f5")
        assert "export" not in ui.text and "bundle" not in ui.text
        await ui.press("f1")
        assert "bundle" not in ui.text
        await ui.press("escape", "ctrl+p", *"bundle")
        assert "No command has these words" in ui.text
        await ui.press("escape", "e")
        await ui.pilot.pause()
        assert ui.on(ReviewScreen) and "Your profile is never sent." in one_line(ui)

    drive(profile.workplace, walk, open_profile(profile.workplace))
    assert list(Path().rglob("*.zip")) == []


def test_a_file_that_lies_elsewhere_is_opened_by_name(desk: Desk) -> None:
    draft = desk.start("type-contact", {"contact/name": "Ana"})
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    draft.path.rename(elsewhere / "mailed.yaml")

    async def walk(ui: Ui) -> None:
        await ui.press("o")
        await ui.type("elsewhere/none.yaml")
        await ui.press("enter")
        await ui.pilot.pause()
        assert ui.on(StartScreen) and "none.yaml" in ui.text
        await ui.press("o")
        await ui.type("elsewhere/mailed.yaml")
        await ui.press("enter")
        await ui.pilot.pause()
        assert ui.on(FillScreen) and "Ana" in ui.text

    drive(desk.workplace, walk)
