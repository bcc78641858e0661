"""The word on the bar is never wrong, and whatever ends the program, what was shown as saved is on disk."""

from __future__ import annotations

import errno
import random
import resource
import shutil
import signal
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from .form import HERE, MSQ, Form, answered_draft, command, edition, environment, told
from .terminal import Terminal

INTERRUPTED = 130
FIELD = "egov_portal"
FORM = edition()
QUICK = {"MSQ_AUTOSAVE_MS": "50"}


def on_disk(draft: Path) -> str:
    """The text of the field as the draft file holds it."""
    answers = YAML(typ="safe", pure=True).load(draft.read_text("utf-8")).get("answers") or {}
    text = answers.get(FIELD, "")
    assert isinstance(text, str)
    return text


@contextmanager
def field_in_focus(drafts: Path, **more: str) -> Iterator[tuple[Terminal, Form, Path]]:
    """A draft opened at an empty field of paragraphs."""
    draft = answered_draft(drafts, {"country": "CIV"})
    with Terminal([MSQ, str(draft)], environment(drafts, **more)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        yield terminal, form, draft


def wait_field(form: Form, text: str) -> None:
    form.terminal.wait_until(lambda: form.field() == text, f"{len(text)} characters in the field")


def write(form: Form, text: str) -> None:
    """Type a text at the end of the field, and wait until it is shown and saved."""
    whole = form.field() + text
    form.terminal.type(text)
    form.terminal.wait_until(lambda: form.field() == whole, "the text")
    form.wait_saved()


def letters(count: int, seed: int) -> str:
    """A text without spaces in which no part comes twice."""
    chance = random.Random(seed)
    return "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(count))


def test_saved_is_never_shown_before_the_character_on_the_screen_is_on_disk(drafts: Path) -> None:
    text = letters(400, 1)
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        seen: list[str] = []

        def look() -> None:
            if form.here() == [FIELD]:
                seen.append(form.state)
                shown = form.field()
                # While the field grows its first lines may stand above its edge for a frame.
                assert shown in text
                if form.state == "Saved":
                    assert shown in on_disk(draft), f"Saved is shown, but not saved\n{terminal.shown()}"

        terminal.on_frame.append(look)
        # Key by key with the screen awaited, so that each character has a frame of its own; then in bursts.
        for at in range(40):
            terminal.type(text[at])
            wait_field(form, text[: at + 1])
            if at % 5 == 4:
                form.wait_saved()
        for at in range(40, 400, 24):
            terminal.type(text[at : at + 24])
            if at % 3 == 0:
                form.wait_saved()
        terminal.wait_until(lambda: form.field() == text, "the whole text")
        form.wait_saved()
        assert on_disk(draft) == text
        assert "Saved" in seen and "Saving" in seen


def test_leaving_saved_is_in_the_frame_of_the_character(drafts: Path) -> None:
    # A long pause before the save: while it lasts no frame with the character may say Saved.
    with field_in_focus(drafts, MSQ_AUTOSAVE_MS="1000") as (terminal, form, draft):
        wrong: list[str] = []

        def look() -> None:
            if form.here() == [FIELD] and form.state == "Saved" and on_disk(draft) != form.field():
                wrong.append(terminal.shown())

        terminal.on_frame.append(look)
        for _ in range(3):
            write(form, "x")
            assert not wrong, wrong[0]


def after_recovery(form: Form) -> None:
    """Be at the field again; where the last run was killed, past what is told of it."""
    terminal = form.terminal
    terminal.wait_until(lambda: "Recovered:" in terminal.text or form.is_at(FIELD), "the draft")
    if "Recovered:" in terminal.text:
        terminal.press("enter")
    form.wait_at(FIELD)


def killed_while_typing(drafts: Path, draft: Path, text: str, chance: random.Random, run: int) -> str:
    """Type a text after what the draft holds, kill the program somewhere on the way, and look what is there."""
    before = on_disk(draft)
    shown_as_saved = [""]
    with Terminal([MSQ, str(draft)], environment(drafts, **QUICK)) as terminal:
        form = Form(terminal, FORM)
        after_recovery(form)
        terminal.wait_until(lambda: form.field() == before, "the text of the run before")
        terminal.press(*["backspace"] * len(before))
        terminal.wait_until(lambda: form.field() == "" and form.state == "Saved", "an empty field, saved")

        def look() -> None:
            if form.state == "Saved" and form.field() in text:
                shown_as_saved.append(form.field())

        terminal.on_frame.append(look)
        last_frame = terminal.frames + chance.randint(1, 30)
        typed = 0
        while typed < len(text) and terminal.frames < last_frame:
            burst = chance.randint(1, 12)
            terminal.type(text[typed : typed + burst])
            typed += burst
            if chance.random() < 0.5:
                terminal.wait_frame()
            if chance.random() < 0.15:
                terminal.wait_until(lambda: form.state == "Saved", "a save on the way")
        if run % 3 == 0:
            # In the middle of a save: its file beside the draft is there.
            terminal.wait_until(
                lambda: [*drafts.glob(f".{draft.name}*")] or form.field() == text[:typed], "a save under way"
            )
        state = form.state
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    got = told(drafts, "get", draft)["answers"].get(FIELD, "")
    assert text.startswith(got)
    assert max(shown_as_saved, key=len) in got, "what was shown as saved is there"
    return state


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_and_gives_the_terminal_back(drafts: Path, number: signal.Signals) -> None:
    text = letters(60, number)
    with field_in_focus(drafts, MSQ_AUTOSAVE_MS="1000") as (terminal, form, draft):
        terminal.type(text)
        terminal.wait_until(lambda: form.field() == text, "the text")
        terminal.kill(number)
        assert terminal.wait_exit() == INTERRUPTED
        assert terminal.left_behind == []
        assert "Traceback" not in terminal.raw.decode("utf-8", "replace")
    assert on_disk(draft) == text
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        Form(terminal, FORM).wait_at(FIELD)


def test_closing_the_window_saves(drafts: Path) -> None:
    text = letters(60, 9)
    with field_in_focus(drafts, MSQ_AUTOSAVE_MS="1000") as (terminal, form, draft):
        terminal.type(text)
        terminal.wait_until(lambda: form.field() == text, "the text")
        terminal.close_window()
        terminal.wait_exit()
    assert on_disk(draft) == text


@pytest.mark.parametrize("key", ["f10", "ctrl+q"])
def test_the_quit_key_saves_what_is_unsaved(drafts: Path, key: str) -> None:
    text = letters(80, 7)
    with field_in_focus(drafts, MSQ_AUTOSAVE_MS="1000") as (terminal, _, draft):
        # Typed and left in one breath: the keys are read in their order.
        terminal.type(text)
        terminal.press(key)
        assert terminal.wait_exit() == 0
        assert terminal.left_behind == []
    assert on_disk(draft) == text


def test_ctrl_c_says_how_to_leave_and_loses_nothing(drafts: Path) -> None:
    with field_in_focus(drafts) as (terminal, form, draft):
        terminal.type("abc")
        terminal.press("ctrl+c")
        terminal.wait_for("F10 leaves the program")
        terminal.type("def")
        terminal.wait_until(lambda: form.field() == "abcdef", "typing to go on")
        form.wait_saved()
        assert on_disk(draft) == "abcdef"


# What stops a save: the folder goes away, the disk is full, somebody else writes the file.


def folder_gone(drafts: Path, _: Terminal) -> Callable[[], None]:
    away = drafts.rename(drafts.with_name("away"))

    def mend() -> None:
        # A program that makes the folder anew must not lose what was in it.
        if drafts.exists():
            shutil.rmtree(drafts)
        away.rename(drafts)

    return mend


def no_room(_: Path, terminal: Terminal) -> Callable[[], None]:
    """No file of the program may grow: what a write meets on a full disk, without filling one."""
    soft, hard = resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (64, hard))

    def mend() -> None:
        resource.prlimit(terminal.pid, resource.RLIMIT_FSIZE, (soft, hard))

    return mend


STOPS = [pytest.param(folder_gone, id="folder gone"), pytest.param(no_room, id="no room")]


@pytest.mark.parametrize("stop", STOPS)
def test_a_save_that_fails_is_told_with_the_reason_and_f10_asks(
    drafts: Path, stop: Callable[[Path, Terminal], Callable[[], None]]
) -> None:
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        write(form, "kept")
        mend = stop(drafts, terminal)
        try:
            terminal.type("unsaved")
            terminal.wait_until(lambda: form.state == "Not saved", "Not saved")
            terminal.wait_for("NOT SAVED:")
            assert form.field() == "keptunsaved"
            terminal.press("f10")
            terminal.wait_for("Stay here")
            assert "Leave without the last changes" in terminal.text
            assert any(line.strip("│ ").startswith(HERE) and "Stay here" in line for line in terminal.lines)
            terminal.press("enter")
            form.wait_at(FIELD)
            assert form.field() == "keptunsaved", "the text is still there"
            terminal.type("more")
            terminal.wait_until(lambda: form.field() == "keptunsavedmore", "typing to go on")
            assert form.state == "Not saved"
        finally:
            mend()
        terminal.press("ctrl+s")
        form.wait_saved()
        assert on_disk(draft) == "keptunsavedmore"
        terminal.press("f10")
        assert terminal.wait_exit() == 0


def test_leaving_without_the_last_changes_is_a_choice_of_its_own(drafts: Path) -> None:
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        write(form, "kept")
        mend = folder_gone(drafts, terminal)
        try:
            terminal.type("lost")
            terminal.wait_until(lambda: form.state == "Not saved", "Not saved")
            terminal.press("f10")
            terminal.wait_for("Leave without the last changes")
            terminal.press("down", "down", "enter")
            terminal.wait_exit()
            assert terminal.left_behind == []
        finally:
            mend()
    assert on_disk(draft) == "kept"


def test_a_copy_can_be_saved_elsewhere_when_the_folder_is_gone(drafts: Path) -> None:
    copy = drafts.parent / "stick" / "copy.yaml"
    copy.parent.mkdir()
    with field_in_focus(drafts, **QUICK) as (terminal, form, _):
        write(form, "kept")
        mend = folder_gone(drafts, terminal)
        try:
            terminal.type("unsaved")
            terminal.wait_until(lambda: form.state == "Not saved", "Not saved")
            terminal.press("f10")
            terminal.wait_for("Save a copy in another place")
            terminal.press("down", "enter")
            terminal.wait_for("Save a copy of the draft as")
            terminal.press(*["backspace"] * 80)
            terminal.wait_until(
                lambda: "copy.yaml" not in terminal.text and "/" not in terminal.text, "an empty line"
            )
            terminal.type(str(copy))
            terminal.wait_for(str(copy))
            terminal.press("enter")
            terminal.wait_until(copy.exists, "the copy")
            form.wait_at(FIELD)
            assert form.field() == "keptunsaved"
        finally:
            mend()
    assert on_disk(copy) == "keptunsaved"


def test_a_draft_changed_by_somebody_else_is_not_overwritten(drafts: Path) -> None:
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        write(form, "mine")
        theirs = draft.read_text("utf-8").replace("mine", "theirs")
        draft.write_text(theirs, "utf-8")
        terminal.type("more")
        terminal.wait_until(lambda: form.state == "Not saved", "Not saved")
        terminal.wait_for("changed")
        assert form.field() == "minemore"
        assert draft.read_text("utf-8") == theirs
        terminal.press("f10")
        terminal.wait_for("Stay here")


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of 64 KB at ``folder``; skips where mounting is not allowed."""
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "msq-journey", str(folder)],
        capture_output=True,
        check=False,
    )
    if not mounted or mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_named_and_costs_nothing(drafts: Path) -> None:
    with small_disk(drafts), field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        write(form, "kept")
        filler = drafts / "filler"
        with filler.open("wb", buffering=0) as stream, pytest.raises(OSError) as full:
            while True:
                stream.write(b"x" * 4096)
        assert full.value.errno == errno.ENOSPC
        terminal.type("unsaved")
        terminal.wait_until(lambda: form.state == "Not saved", "Not saved")
        terminal.wait_for("the disk is full")
        assert form.field() == "keptunsaved"
        assert on_disk(draft) == "kept", "the file before is whole"
        filler.unlink()
        terminal.press("ctrl+s")
        form.wait_saved()
        assert on_disk(draft) == "keptunsaved"
        terminal.press("f10")
        assert terminal.wait_exit() == 0


def drawn_for(form: Form, columns: int) -> bool:
    """Whether the bar reaches across the window and the keys are at its foot."""
    lines = form.terminal.lines
    return columns - 3 <= len(lines[0]) <= columns and form.state != "" and "leave" in lines[-1]


def test_a_text_is_seen_whole_after_the_window_became_narrower(drafts: Path) -> None:
    text = letters(90, 3)
    with field_in_focus(drafts, **QUICK) as (terminal, form, _):
        write(form, text)
        terminal.resize(60, 20)
        terminal.wait_until(partial(drawn_for, form, 60), "a screen of 60 by 20")
        wait_field(form, text)


def test_resizing_keeps_text_focus_and_place(drafts: Path) -> None:
    text = letters(90, 3)
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        terminal.type(text)
        typed = text
        for columns, rows, piece in ((60, 20, "ABC"), (120, 40, "DEF"), (80, 24, "GHI")):
            terminal.resize(columns, rows)
            terminal.wait_until(partial(drawn_for, form, columns), f"a screen of {columns} by {rows}")
            assert any(f"{HERE}  1 What is the official" in line for line in terminal.lines), terminal.shown()
            terminal.type(piece)
            typed += piece
            wait_field(form, typed)
        form.wait_saved()
        assert on_disk(draft) == typed
        terminal.press("f10")
        assert terminal.wait_exit() == 0


def test_the_draft_is_private(drafts: Path) -> None:
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        write(form, "x")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert draft.stat().st_mode & 0o777 == 0o600
    assert command(drafts, "check", draft).returncode in (0, 1)
    kept = {draft.name, ".msq", f"{draft.name}.bak", f"{draft.name}.history"}
    assert {path.name for path in drafts.iterdir()} == kept, "nothing half written is left"
    assert {path.stat().st_mode & 0o777 for path in drafts.iterdir() if path.is_file()} == {0o600}


def test_a_byte_that_is_not_utf_8_from_the_keyboard_is_a_mark_and_typing_goes_on(drafts: Path) -> None:
    with field_in_focus(drafts, **QUICK) as (terminal, form, draft):
        write(form, "caf")
        terminal.send_bytes(b"\xe9after")
        terminal.wait_until(lambda: form.field() == "caf\ufffdafter", "a mark for the byte")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert told(drafts, "get", draft)["answers"][FIELD] == "caf\ufffdafter"


BROKEN = """
import sys
from msq_tui.ui.screens.fill import FillScreen

def broken(self):
    raise RuntimeError("[/a mistake of ours")

FillScreen.action_why = broken
from msq_tui.cli import run
sys.argv = ["msq", *sys.argv[1:]]
run()
"""


def test_a_mistake_of_ours_saves_first_and_ends_with_a_message_and_no_traceback(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    with Terminal([sys.executable, "-c", BROKEN, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        terminal.type("typed just before")
        terminal.press("f9")
        assert terminal.wait_exit() not in (0, None)
        assert "made a mistake" in terminal.text and "Traceback" not in terminal.text
        assert terminal.left_behind == []
    assert told(drafts, "get", draft)["answers"][FIELD] == "typed just before"
