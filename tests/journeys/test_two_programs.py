"""Two programs on one draft, a program that was killed, and the keys and signals that stop or end others."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .form import MSQ, Form, answered_draft, command_as_a_process, edition, environment, told
from .terminal import Terminal

FIELD, OTHER_FIELD = "egov_portal", "egov_agency"
FORM = edition()
QUICK = {"MSQ_AUTOSAVE_MS": "50"}


@contextmanager
def opened(draft: Path, at: str = FIELD, look_ms: str = "300") -> Iterator[tuple[Terminal, Form]]:
    """A draft opened by a program of its own, at a field."""
    drafts = draft.parent
    with Terminal([MSQ, str(draft)], environment(drafts, **QUICK, MSQ_LOOK_MS=look_ms)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(at)
        yield terminal, form


def new_draft(drafts: Path) -> Path:
    return answered_draft(drafts, {"country": "CIV"})


def answer(draft: Path, address: str) -> object:
    return told(draft.parent, "get", draft)["answers"].get(address)


def locks(draft: Path) -> list[str]:
    return [path.name for path in draft.parent.glob(".*lock*")]


def words(terminal: Terminal) -> str:
    """The screen without frames and line breaks."""
    return " ".join(terminal.text.replace("│", " ").split())


def wait_words(terminal: Terminal, text: str) -> None:
    terminal.wait_until(lambda: text in words(terminal), repr(text))


def write(form: Form, text: str) -> None:
    whole = form.field() + text
    form.terminal.type(text)
    form.terminal.wait_until(lambda: form.field() == whole, "the text")
    form.wait_saved()


def test_the_second_program_is_told_who_has_the_draft_and_can_read_it(drafts: Path) -> None:
    draft = new_draft(drafts)
    with opened(draft) as (first, form):
        write(form, "first")
        with Terminal([MSQ, str(draft)], environment(drafts, **QUICK)) as second:
            wait_words(second, "is open elsewhere:")
            assert "nothing has been changed" in words(second)
            second.press("enter")
            wait_words(second, "read only · Saved")
            second.type("nothing of this")
            second.press("f10")
            assert second.wait_exit() == 0 and second.left_behind == []
        write(form, "more")
        first.press("f10")
        assert first.wait_exit() == 0
    assert answer(draft, FIELD) == "firstmore"
    assert locks(draft) == []


def test_a_command_refuses_a_draft_that_is_open_with_exit_code_4_and_names_who_has_it(drafts: Path) -> None:
    draft = new_draft(drafts)
    with opened(draft) as (first, form):
        write(form, "first")
        done = command_as_a_process(drafts, "set", draft, OTHER_FIELD, "by command")
        assert (
            done.returncode == 4 and " on " in done.stderr and "Safe: nothing has been changed" in done.stderr
        )
        first.press("f10")
        assert first.wait_exit() == 0
    assert command_as_a_process(drafts, "set", draft, OTHER_FIELD, "by command").returncode == 0


def test_two_programs_write_one_draft_and_both_texts_are_there(drafts: Path) -> None:
    draft = new_draft(drafts)
    # The first one does not look at the file by itself, so that it types on without knowing.
    with opened(draft, look_ms="3600000") as (first, form):
        write(form, "start")
        with Terminal([MSQ, str(draft)], environment(drafts, **QUICK)) as second:
            wait_words(second, "is open elsewhere:")
            second.press("down", "down", "enter")
            wait_words(second, "Take over from")
            second.press("down", "enter")
            theirs = Form(second, FORM)
            second.wait_until(theirs.here, "the questionnaire")
            theirs.go_to(FIELD)
            write(theirs, "second")
            # The first one types on without having been told: both changed one answer.
            first.type("first")
            first.wait_until(lambda: form.state == "Not saved", "Not saved")
            wait_words(first, "press Ctrl+S")
            first.press("ctrl+s")
            wait_words(first, "(x) mine: startfirst")
            assert "( ) the file: startsecond" in words(first)
            first.press("enter")
            form.wait_saved()
            first.press("f10")
            assert first.wait_exit() == 0
            # And the other one is brought up to date by itself.
            second.wait_until(lambda: theirs.field() == "startfirst", "the text of the first program")
            second.press("f10")
            assert second.wait_exit() == 0
    assert answer(draft, FIELD) == "startfirst"
    kept = draft.with_name(f"{draft.stem}-kept.yaml")
    assert answer(kept, FIELD) == "startsecond"
    assert locks(draft) == []


def killed(draft: Path, text: str) -> None:
    with opened(draft) as (terminal, form):
        write(form, text)
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL


def test_after_a_kill_the_program_says_what_it_recovered_also_when_it_is_killed_again_meanwhile(
    drafts: Path,
) -> None:
    draft = new_draft(drafts)
    killed(draft, "kept")
    for _ in range(2):
        with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
            wait_words(terminal, "Recovered: 2 answers, last saved 20")
            terminal.kill(signal.SIGKILL)
            terminal.wait_exit()
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        wait_words(terminal, "Do now: press Enter to go on.")
        terminal.press("enter")
        form = Form(terminal, FORM)
        terminal.wait_until(form.here, "the questionnaire")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert answer(draft, FIELD) == "kept" and locks(draft) == []


def test_a_lock_made_on_another_computer_is_asked_about(drafts: Path) -> None:
    draft = new_draft(drafts)
    lock = draft.with_name(f".{draft.name}.msq-lock")
    lock.write_text(
        "user: \x1b]0;owned\x07A. Diallo\nhost: PC-114\npid: 1\nsince: 2026-11-21T09:12:00Z\ntoken: x\n",
        "utf-8",
    )
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        wait_words(terminal, "A. Diallo on PC-114, since 2026-11-21 14:57 (UTC+5:45)")
        assert b"owned\x07" not in terminal.raw
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert lock.exists()


def test_a_draft_deleted_while_it_is_open_is_told_without_a_key(drafts: Path) -> None:
    draft = new_draft(drafts)
    with opened(draft) as (terminal, form):
        write(form, "kept")
        draft.unlink()
        terminal.wait_until(lambda: form.state == "Not saved", "Not saved")
        wait_words(terminal, "no longer there")
        assert not draft.exists()
        terminal.press("ctrl+s")
        wait_words(terminal, "Write it anew")
        terminal.press("down", "down", "enter")
        form.wait_saved()
    assert answer(draft, FIELD) == "kept"


# Keys and signals that stop or end other programs (reliability.md, fault 6)


def test_ctrl_z_and_ctrl_backslash_neither_stop_nor_end_the_program(drafts: Path) -> None:
    draft = new_draft(drafts)
    with opened(draft) as (terminal, form):
        write(form, "kept")
        terminal.send("\x1c")
        write(form, "more")
        # In a text Ctrl+Z takes the last change back, as everywhere; Ctrl+Y makes it again.
        terminal.send("\x1a")
        terminal.wait_until(lambda: form.field() != "keptmore", "the change taken back")
        terminal.send("\x19")
        terminal.wait_until(lambda: form.field() == "keptmore", "the change made again")
        terminal.press("f10")
        assert terminal.wait_exit() == 0 and terminal.left_behind == []
    assert answer(draft, FIELD) == "keptmore"


def test_after_being_stopped_and_going_on_the_screen_is_right_and_typing_goes_on(drafts: Path) -> None:
    draft = new_draft(drafts)
    with opened(draft) as (terminal, form):
        write(form, "kept")
        terminal.kill(signal.SIGTSTP)
        # Waits until it has stopped, reading what it says meanwhile.
        while os.waitpid(terminal.pid, os.WNOHANG | os.WUNTRACED)[0] == 0:
            terminal.read_some(0.05)
        while terminal.read_some(0):
            pass
        drawn = terminal.frames
        terminal.kill(signal.SIGCONT)
        terminal.wait_until(lambda: terminal.frames > drawn and form.is_at(FIELD), "the screen again")
        write(form, "more")
        terminal.press("f10")
        assert terminal.wait_exit() == 0 and terminal.left_behind == []
    assert answer(draft, FIELD) == "keptmore"


def test_a_quit_signal_saves_and_leaves_no_core(drafts: Path) -> None:
    draft = new_draft(drafts)
    with opened(draft) as (terminal, form):
        terminal.type("unsaved")
        terminal.wait_until(lambda: form.field() == "unsaved", "the text")
        terminal.kill(signal.SIGQUIT)
        assert terminal.wait_exit() == 130 and terminal.left_behind == []
    assert answer(draft, FIELD) == "unsaved" and locks(draft) == []
    assert json.loads(command_as_a_process(drafts, "list", "--json").stdout)["drafts"]
