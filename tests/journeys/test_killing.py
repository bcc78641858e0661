"""kill -9 in the app: before each single operation of a save, and at random while typing.

``MSQ_KILLS=200`` makes 200 random kills instead of a few (see docs/reliability.md for the command and its result).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from msq_tui.files.atomic import TEMPORARY_MARK

from .form import MSQ, Form, answered_draft, edition, environment, told
from .terminal import DEADLINE_SECONDS, LOOK_SECONDS, Terminal
from .test_saving import (
    FIELD,
    QUICK,
    after_recovery,
    field_in_focus,
    killed_while_typing,
    letters,
    on_disk,
    wait_field,
    write,
)

FORM = edition()
KILLS = int(os.environ.get("MSQ_KILLS", "6"))
KILLS_OF_ONE_TEST = 10

# The app, ended by the system before operation number N of the first save that follows the file `go`.
KILLED = """
import os, signal, sys
from pathlib import Path
from msq_tui.cli import main
from msq_tui.session.filling import FillingSession
stop, go, count, saving = int(sys.argv[1]), sys.argv[2], 0, False
def counted(real):
    def call(*arguments, **more):
        global count
        if saving:
            count += 1
            if count == stop:
                os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **more)
    return call
save = FillingSession.save
def counting_save(session):
    global saving
    saving = os.path.exists(go) and session.is_unsaved
    save(session)
    if saving:
        Path(go).with_name("survived").touch()
    saving = False
FillingSession.save = counting_save
for name in ("open", "write", "fsync", "close", "replace", "rename", "unlink", "link", "fchmod"):
    setattr(os, name, counted(getattr(os, name)))
Path.replace = counted(Path.replace)
sys.argv[:] = ["msq", *sys.argv[3:]]
sys.exit(main(sys.argv[1:]))
"""


def test_the_app_killed_before_any_operation_of_a_save_leaves_the_old_or_the_new_draft(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV", FIELD: "old"})
    go = drafts.parent / "go"
    survived = go.with_name("survived")
    outcomes = []
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        # The next runs begin at the field.
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    for at in range(1, 60):
        before = on_disk(draft)
        go.unlink(missing_ok=True)
        with Terminal(
            [sys.executable, "-c", KILLED, str(at), str(go), str(draft)], environment(drafts, **QUICK)
        ) as terminal:
            form = Form(terminal, FORM)
            after_recovery(form)
            wait_field(form, before)
            go.touch()
            terminal.type("x")
            # Not wait_until: a program that is killed in the middle of a frame never ends that frame.
            give_up = time.monotonic() + DEADLINE_SECONDS
            while not (terminal.ended or survived.exists()) and time.monotonic() < give_up:
                terminal.read_some(LOOK_SECONDS)
            if survived.exists():
                break
            assert terminal.wait_exit() == -signal.SIGKILL
        after = told(drafts, "get", draft)["answers"][FIELD]
        outcomes.append((before, after))
    assert len(outcomes) >= 8, "a save has at least eight operations"
    assert all(after in (before, before + "x") for before, after in outcomes)
    assert {after == before for before, after in outcomes} == {True, False}, (
        "some before the rename, some after"
    )


@pytest.mark.parametrize("first", range(0, KILLS, KILLS_OF_ONE_TEST))
def test_killed_at_random_while_typing_nothing_shown_as_saved_is_missing(drafts: Path, first: int) -> None:
    with field_in_focus(drafts) as (terminal, form, draft):
        write(form, "start")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    states = []
    for number in range(first, min(first + KILLS_OF_ONE_TEST, KILLS)):
        chance = random.Random(40_000 + number)
        text = letters(chance.randint(40, 160), number)
        states.append(killed_while_typing(drafts, draft, text, chance, number))
    assert "Saving" in states, "at least once the screen was ahead of the disk"


def test_the_kernel_sees_the_app_write_fsync_rename_and_fsync_the_folder_in_this_order(drafts: Path) -> None:
    strace = shutil.which("strace")
    assert strace, "scripts/system-packages.sh installs strace"
    draft = answered_draft(drafts, {"country": "CIV"})
    log = drafts.parent / "log"
    with Terminal(
        [strace, "-f", "-qq", "-s", "200", "-e", "trace=openat,write,fsync,rename,renameat,renameat2,close", "-o", str(log), MSQ, str(draft)],
        environment(drafts, **QUICK),
    ) as terminal:  # fmt: skip
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        write(form, "traced")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert on_disk(draft) == "traced"
    assert saves_in(log.read_text("utf-8", "replace"), drafts, draft)[0] == [
        "write", "fsync", "close", "rename", "open folder", "fsync folder", "close folder",
    ]  # fmt: skip


def saves_in(log: str, folder: Path, draft: Path) -> list[list[str]]:
    """For each save of the draft in a trace: the calls on its temporary file and on its folder, in order."""
    saves: list[list[str]] = []
    handle = folder_handle = thread = "-"
    for line in log.splitlines():
        found = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not found or (saves and found[1] != thread and f"{draft.name}{TEMPORARY_MARK}" not in line):
            # Another thread; or the second half of a call that another thread interrupted.
            resumed = re.match(r"(\d+) +<\.\.\. openat resumed>.*= (\d+)", line)
            if resumed and resumed[1] == thread and handle == "?":
                handle = resumed[2]
            continue
        call, words = found[2], found[3]
        if call == "openat" and f"{draft.name}{TEMPORARY_MARK}" in words:
            saves.append([])
            thread = found[1]
            handle = "?" if "unfinished" in words else words.rpartition("= ")[2]
        elif saves and call == "openat" and f'"{folder}"' in words:
            folder_handle = words.rpartition("= ")[2]
            saves[-1].append("open folder")
        elif saves and call.startswith("rename") and f"{draft.name}{TEMPORARY_MARK}" in words:
            saves[-1].append("rename")
            handle = "-"
        elif saves and re.match(rf"{re.escape(handle)}[,)]", words):
            saves[-1].append(call)
            handle = "-" if call == "close" else handle
        elif saves and re.match(rf"{re.escape(folder_handle)}[,)]", words):
            saves[-1].append(f"{call} folder")
            folder_handle = "-" if call == "close" else folder_handle
    return saves
