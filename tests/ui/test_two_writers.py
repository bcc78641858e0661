"""A draft that somebody else has open, or changed, or took away: what the screens ask, and that nothing is lost."""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path
from typing import Any, cast

import pytest
from textual import events

from msq_tui.core.merging import Difference
from msq_tui.core.words import place_name
from msq_tui.files.draft_lock import lock_path, read_holder
from msq_tui.session.filling import FillingSession
from msq_tui.session.lost import lost_in
from msq_tui.ui.one_writer import look_at_disk
from msq_tui.ui.screens.ask import AskScreen, ChooseScreen
from msq_tui.ui.screens.differences import DifferencesScreen
from msq_tui.ui.screens.fill import FillScreen
from msq_tui.ui.screens.mark import MarkScreen
from msq_tui.ui.screens.start import StartScreen
from msq_tui.ui.widgets.line_input import LineInput
from msq_tui.ui.widgets.text_field import TextField
from tests.files.locks import plant_dead_lock, plant_other_host

from .driving import Desk, Ui, drive

EDITION = "type-contact"
FIELD = "contact/name"
FIRST_LONG = "egov_portal"


@pytest.fixture
def draft(desk: Desk) -> FillingSession:
    """A draft on the disk, not open anywhere."""
    edition = desk.start(EDITION)
    first = next(iter(edition.index.input_at))
    edition.enter(first, "Ana")
    edition.save()
    return edition


def first(session: FillingSession) -> str:
    return next(iter(session.index.input_at))


def second(session: FillingSession) -> str:
    return list(session.index.input_at)[1]


def there(desk: Desk, session: FillingSession, address: str) -> Any:
    return desk.reread(session).response.answers.get(address)


async def settle(ui: Ui) -> None:
    """Let what runs beside the screens come to its end or its question."""
    for _ in range(6):
        await ui.pilot.pause()


def plain(ui: Ui) -> str:
    """The screen without frames and line breaks."""
    return " ".join(ui.text.replace("│", " ").split())


# Held elsewhere


def test_a_draft_open_elsewhere_says_who_where_and_since_when(desk: Desk, draft: FillingSession) -> None:
    plant_other_host(draft.path)

    async def walk(ui: Ui) -> None:
        await settle(ui)
        assert ui.on(ChooseScreen)
        assert "is open elsewhere: ana on PC-114, since 2026-11-21 09:12 (UTC)" in plain(ui)
        assert "Safe: nothing has been changed." in plain(ui)

    drive(desk.workplace, walk, desk.reread(draft))


def test_read_only_is_the_first_way_and_nothing_can_be_changed_by_any_key(
    desk: Desk, draft: FillingSession
) -> None:
    plant_other_host(draft.path)
    before = draft.path.read_bytes()

    async def walk(ui: Ui) -> None:
        await settle(ui)
        await ui.press("enter")
        await settle(ui)
        assert ui.on(FillScreen) and "read only · Saved" in ui.bar
        assert "Ana" in ui.text and "ana on PC-114 has it open" in plain(ui)
        await ui.type("xyz")
        await ui.press("space", "backspace", "delete", "ctrl+n", "ctrl+s", "ctrl+x")
        await ui.paste("pasted")
        await ui.press("f4")
        assert not ui.on(MarkScreen)
        at = ui.here
        await ui.press("tab")
        await settle(ui)
        assert ui.here != at
        assert ui.bar.rstrip().endswith("read only · Saved")
        await ui.press("f5")
        await settle(ui)
        assert "read only · Saved" in ui.bar
        await ui.press("j")

    drive(desk.workplace, walk, desk.reread(draft))
    assert draft.path.read_bytes() == before
    assert not (draft.path.parent / ".msq").exists() or "PC-114" in lock_path(draft.path).read_text("utf-8")


def test_reading_only_leaves_the_lock_of_the_other(desk: Desk, draft: FillingSession) -> None:
    holder = plant_other_host(draft.path)

    async def walk(ui: Ui) -> None:
        await settle(ui)
        await ui.press("enter")
        await settle(ui)

    drive(desk.workplace, walk, desk.reread(draft))
    assert read_holder(draft.path) == holder


def test_taking_over_is_asked_twice_and_no_comes_first(desk: Desk, draft: FillingSession) -> None:
    holder = plant_other_host(draft.path)

    async def walk(ui: Ui) -> None:
        await settle(ui)
        await ui.press("end", "enter")
        await settle(ui)
        assert "Take over from ana on PC-114?" in plain(ui)
        await ui.press("enter")
        await settle(ui)
        assert "is open elsewhere" in plain(ui) and read_holder(draft.path) == holder
        await ui.press("end", "enter")
        await settle(ui)
        await ui.press("down", "enter")
        await settle(ui)
        assert ui.on(FillScreen) and "read only" not in ui.bar
        mine = read_holder(draft.path)
        assert mine is not None and mine.pid == str(os.getpid())

    drive(desk.workplace, walk, desk.reread(draft))


def test_who_was_taken_over_is_told_at_the_next_look_and_goes_on_saving(
    desk: Desk, draft: FillingSession
) -> None:
    async def walk(ui: Ui) -> None:
        lock_path(draft.path).unlink()
        holder = plant_other_host(draft.path)
        await look_at_disk(ui.app)
        await settle(ui)
        assert 'ana on PC-114 took "type-contact.yaml" over. Safe:' in plain(ui)
        await ui.type("!")
        await ui.save()
        await look_at_disk(ui.app)
        await settle(ui)
        assert "took" not in plain(ui), "it is told once"
        assert read_holder(draft.path) == holder

    drive(desk.workplace, walk, desk.reread(draft))
    assert there(desk, draft, FIELD) == "Ana!" and read_holder(draft.path) is not None


def test_what_the_other_saves_is_seen_in_the_draft_that_is_only_read_and_nothing_is_written(
    desk: Desk, draft: FillingSession
) -> None:
    plant_other_host(draft.path)
    files: dict[str, bytes] = {}

    async def walk(ui: Ui) -> None:
        await settle(ui)
        await ui.press("enter")
        await settle(ui)
        for text in ("Ben", "Eva"):
            draft.enter(FIELD, text)
            draft.save()
            files.update({p.name: p.read_bytes() for p in draft.path.parent.iterdir() if p.is_file()})
            await look_at_disk(ui.app)
            await settle(ui)
            assert text in ui.text and ui.bar.rstrip().endswith("read only · Saved")

    drive(desk.workplace, walk, desk.reread(draft))
    assert {p.name: p.read_bytes() for p in draft.path.parent.iterdir() if p.is_file()} == files


def test_going_back_leads_to_the_list_and_leaves_the_lock(desk: Desk, draft: FillingSession) -> None:
    holder = plant_other_host(draft.path)

    async def walk(ui: Ui) -> None:
        await settle(ui)
        await ui.press("down", "enter")
        await settle(ui)
        assert ui.on(StartScreen) and ui.app.session is None

    drive(desk.workplace, walk, desk.reread(draft))
    assert read_holder(draft.path) == holder


def test_the_lock_is_there_while_a_draft_is_open_and_gone_after_leaving_it(
    desk: Desk, draft: FillingSession
) -> None:
    async def walk(ui: Ui) -> None:
        assert read_holder(draft.path) is not None
        await ui.press("escape")
        await settle(ui)
        assert ui.on(StartScreen) and read_holder(draft.path) is None

    drive(desk.workplace, walk, desk.reread(draft))


def test_a_draft_changed_before_its_lock_was_ours_is_read_again(desk: Desk, draft: FillingSession) -> None:
    opened = desk.reread(draft)
    draft.enter(first(draft), "Ben")
    draft.save()

    async def walk(ui: Ui) -> None:
        assert "Ben" in ui.text

    drive(desk.workplace, walk, opened)


def test_a_lock_that_cannot_be_made_is_told_once_and_writing_goes_on(
    desk: Desk, draft: FillingSession
) -> None:
    lock_path(draft.path).mkdir()

    async def walk(ui: Ui) -> None:
        await settle(ui)
        assert "Take care" in plain(ui)
        await ui.type("!")
        await ui.save()
        assert "Take care" not in plain(ui) and "Saved" in ui.bar

    drive(desk.workplace, walk, desk.reread(draft))
    assert there(desk, draft, first(draft)) == "Ana!"


# After a crash


def test_after_a_crash_the_screen_says_what_was_recovered_and_enter_goes_on(
    desk: Desk, draft: FillingSession
) -> None:
    plant_dead_lock(draft.path)

    async def walk(ui: Ui) -> None:
        await settle(ui)
        text = plain(ui)
        assert (
            "did not end in order" in text
            and "Recovered: 1 answer, last saved 2026-11-21 10:02 (UTC)" in text
        )
        await ui.press("enter")
        await settle(ui)
        assert ui.on(FillScreen) and "Ana" in ui.text

    drive(desk.workplace, walk, desk.reread(draft))


# Cut off, or taken out by another program


@pytest.fixture
def cut(draft: FillingSession) -> FillingSession:
    """The draft without its answer."""
    text = draft.path.read_text("utf-8")
    draft.path.write_text(text.replace('    name: "Ana"\n', '    phone: "12"\n'), "utf-8")
    return draft


@pytest.mark.parametrize(
    ("keys", "name"), [(("enter",), "Ana"), (("down", "enter"), None), (("escape",), None)]
)
def test_what_is_gone_from_the_file_is_asked_about_and_enter_brings_it_back(
    desk: Desk, cut: FillingSession, keys: tuple[str, ...], name: str | None
) -> None:
    async def walk(ui: Ui) -> None:
        await settle(ui)
        assert f"not in the file now, whole or in part: {place_name(cut.standing, FIELD)}." in plain(
            ui
        ) and "Safe:" in plain(ui)
        await ui.press(*keys)
        await settle(ui)
        assert ui.on(FillScreen)
        await ui.save()

    drive(desk.workplace, walk, desk.reread(cut))
    found = lost_in(desk.reread(cut))
    assert there(desk, cut, FIELD) == name
    assert (found is None) == (keys != ("escape",)), "left open it is asked again"


def test_a_draft_that_is_gone_stands_on_the_list_and_enter_goes_on_from_its_copy(
    desk: Desk, draft: FillingSession
) -> None:
    again = desk.reread(draft)
    again.enter(second(again), "later")
    again.save()
    draft.path.rename(draft.path.with_name("moved away"))

    async def walk(ui: Ui) -> None:
        await settle(ui)
        assert ui.on(StartScreen) and "Safe: a copy of it. Enter offers to go on from it." in plain(ui)
        await ui.press("home", "enter")
        await settle(ui)
        assert "is not there any more" in plain(ui)
        await ui.press("enter")
        await settle(ui)
        assert f"whole or in part: {place_name(draft.standing, second(draft))}." in plain(ui)
        await ui.press("enter")
        await settle(ui)
        assert "This is the copy of a draft that was gone." in plain(ui) and "later" in ui.text
        await ui.save()

    drive(desk.workplace, walk)
    assert (there(desk, draft, first(draft)), there(desk, draft, second(draft))) == ("Ana", "later")
    assert read_holder(draft.path) is None


# A history that cannot be written to its end


@pytest.mark.parametrize("key", ["escape", "f10"])
def test_a_history_that_fails_while_closing_is_told_and_the_draft_is_saved(
    desk: Desk, draft: FillingSession, key: str
) -> None:
    opened = desk.reread(draft)

    async def walk(ui: Ui) -> None:
        await ui.type("!")
        opened.history.path.rename(opened.history.path.with_name("away"))
        opened.history.path.mkdir()
        await ui.press(key)
        await settle(ui)
        assert "could not be written to its end" in (plain(ui) if key == "escape" else ui.app.farewell)

    app = drive(desk.workplace, walk, opened)
    assert there(desk, draft, first(draft)) == "Ana!"
    assert (app.return_code or 0) == 0, "the answers are saved: leaving is no failure"


# Nothing can be written there


@pytest.fixture
def read_only_folder(draft: FillingSession, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the draft takes no new files, as on a read-only medium (whoever runs the tests)."""
    real = os.open
    folder = str(draft.path.parent.resolve())

    def refuse(path: Any, flags: int, *more: Any, **others: Any) -> int:
        if flags & os.O_CREAT and str(Path(os.fspath(path)).resolve().parent) == folder:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return real(path, flags, *more, **others)

    monkeypatch.setattr(os, "open", refuse)
    return draft.path.parent


@pytest.mark.usefixtures("read_only_folder")
def test_a_read_only_place_is_told_at_once_and_can_be_read(desk: Desk, draft: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        await settle(ui)
        assert "Nothing can be written where" in plain(ui) and "Safe: the draft is as it was." in plain(ui)
        await ui.press("down", "enter")
        await settle(ui)
        assert "read only · Saved" in ui.bar and "nothing can be written in that folder" in plain(ui)

    drive(desk.workplace, walk, desk.reread(draft))


@pytest.mark.usefixtures("read_only_folder")
def test_from_a_read_only_place_one_goes_on_in_a_copy(
    desk: Desk, draft: FillingSession, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.yaml"

    async def walk(ui: Ui) -> None:
        await settle(ui)
        await ui.press("enter")
        await settle(ui)
        assert ui.on(AskScreen)
        for nowhere in (str(tmp_path / "missing" / "copy.yaml"), "~nobody/copy.yaml"):
            ui.app.screen.query_one(LineInput).value = nowhere
            await ui.press("enter")
            await settle(ui)
            assert "NOT SAVED" in plain(ui)
        ui.app.screen.query_one(LineInput).value = str(copy)
        await ui.press("enter")
        await settle(ui)
        assert ui.session.path == copy and "read only" not in ui.bar
        await ui.type("!")
        await ui.save()

    drive(desk.workplace, walk, desk.reread(draft))
    assert desk.workplace.resume(copy).response.answers[first(draft)] == "Ana!"


# Changed while it is open


def test_what_somebody_else_changed_comes_in_by_itself_where_nothing_stands_against_it(
    desk: Desk, draft: FillingSession
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("!")
        draft.enter(second(draft), "theirs")
        draft.save()
        await look_at_disk(ui.app)
        await settle(ui)
        assert "theirs" in ui.text and "Both versions were brought together" in plain(ui)
        await ui.type("?")
        await ui.save()
        assert "Saved" in ui.bar

    drive(desk.workplace, walk, desk.reread(draft))
    assert (there(desk, draft, first(draft)), there(desk, draft, second(draft))) == ("Ana!?", "theirs")


def test_what_is_typed_while_the_other_version_comes_in_is_written_behind_it(
    desk: Desk, draft: FillingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys come in when both versions have been brought together and the screen still shows the old text."""
    show_anew = FillScreen.show_anew

    async def typed_into(screen: FillScreen) -> None:
        for letter in "xyz":
            screen.app.post_message(events.Key(letter, letter))
        for _ in range(20):
            await asyncio.sleep(0)
        await show_anew(screen)

    async def walk(ui: Ui) -> None:
        draft.enter(first(draft), "Ben")
        draft.save()
        monkeypatch.setattr(FillScreen, "show_anew", typed_into)
        await look_at_disk(ui.app)
        await settle(ui)
        assert cast(TextField, ui.focused).text == "Benxyz"
        await ui.save()

    drive(desk.workplace, walk, desk.reread(draft))
    assert there(desk, draft, first(draft)) == "Benxyz"


def test_what_comes_in_elsewhere_leaves_the_cursor_in_the_text_being_written(
    desk: Desk, draft: FillingSession
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("home")
        draft.enter(second(draft), "theirs")
        draft.save()
        await look_at_disk(ui.app)
        await settle(ui)
        assert "theirs" in ui.text
        await ui.type("Mari")
        await ui.save()

    drive(desk.workplace, walk, desk.reread(draft))
    assert there(desk, draft, first(draft)) == "MariAna"


@pytest.mark.parametrize(("keys", "taken", "kept"), [
    (("enter",), "Ana!", "Ben"), (("down", "enter", "home", "enter"), "Ben", "Ana!"), (("down", "space", "home", "enter"), "Ben", "Ana!"),
])  # fmt: skip
def test_what_both_changed_is_asked_and_the_other_version_is_kept(
    desk: Desk, draft: FillingSession, keys: tuple[str, ...], taken: str, kept: str
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("!")
        draft.enter(first(draft), "Ben")
        draft.save()
        await ui.save()
        await settle(ui)
        assert "Not saved" in ui.bar and "Ctrl+S" in plain(ui)
        assert not ui.on(DifferencesScreen), "no question comes up while one types"
        await ui.press("ctrl+s")
        await settle(ui)
        assert ui.on(DifferencesScreen)
        assert "(x) mine: Ana!" in ui.text and "( ) the file: Ben" in ui.text
        await ui.press(*keys)
        await settle(ui)
        assert ui.on(FillScreen) and "Not saved" not in ui.bar
        assert "is kept in draft" not in ui.text and "-kept.yaml" in plain(ui)

    drive(desk.workplace, walk, desk.reread(draft))
    beside = draft.path.with_name(f"{draft.path.stem}-kept.yaml")
    assert there(desk, draft, first(draft)) == taken
    assert desk.workplace.resume(beside).response.answers[first(draft)] == kept


def test_deciding_later_changes_nothing(desk: Desk, draft: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("!")
        draft.enter(first(draft), "Ben")
        draft.save()
        await ui.save()
        await ui.press("ctrl+s")
        await settle(ui)
        await ui.press("escape")
        await settle(ui)
        assert "Not saved" in ui.bar and "Ana!" in ui.text

    drive(desk.workplace, walk, desk.reread(draft))
    assert there(desk, draft, first(draft)) == "Ben"


# Gone, or another one


def test_a_draft_that_was_deleted_is_told_at_the_next_look_and_written_anew_only_when_told(
    desk: Desk, draft: FillingSession
) -> None:
    async def walk(ui: Ui) -> None:
        draft.path.unlink()
        await look_at_disk(ui.app)
        await ui.save()
        await settle(ui)
        assert "Not saved" in ui.bar and "no longer there" in plain(ui)
        assert not draft.path.exists()
        await ui.press("ctrl+s")
        await settle(ui)
        await ui.press("end", "enter")
        await settle(ui)
        assert "Not saved" not in ui.bar

    drive(desk.workplace, walk, desk.reread(draft))
    assert there(desk, draft, first(draft)) == "Ana"


def test_another_draft_at_the_same_place_is_left_alone_and_mine_goes_on_elsewhere(
    desk: Desk, draft: FillingSession, tmp_path: Path
) -> None:
    other = draft.path.read_text("utf-8").replace(draft.draft.draft_id, "0" * 32)
    copy = tmp_path / "copy.yaml"

    async def walk(ui: Ui) -> None:
        await ui.type("!")
        draft.path.write_text(other, "utf-8")
        await ui.save()
        await settle(ui)
        await ui.press("ctrl+s")
        await settle(ui)
        assert "is another draft now" in plain(ui)
        await ui.press("end", "enter")
        await settle(ui)
        ui.app.screen.query_one(LineInput).value = str(copy)
        await ui.press("enter")
        await settle(ui)
        assert ui.session.path == copy and ui.here == first(draft)
        await ui.type("?")
        await ui.save()
        assert "Not saved" not in ui.bar

    drive(desk.workplace, walk, desk.reread(draft))
    assert draft.path.read_text("utf-8") == other
    assert desk.workplace.resume(copy).response.answers[first(draft)] == "Ana!?"


def test_a_list_of_many_differences_leaves_the_bar_and_the_keys_in_sight(desk: Desk) -> None:
    session = desk.start("msq-2022")
    differences = [Difference("notes", FIRST_LONG, f"mine {n}", f"theirs {n}") for n in range(30)]

    async def walk(ui: Ui) -> None:
        ui.app.push_screen(DifferencesScreen(session, differences))
        await ui.pilot.pause()
        await ui.press("end")
        assert "mine 29" in ui.text and "▸" in ui.text
        assert "Esc later" in ui.text

    drive(desk.workplace, walk, session)
