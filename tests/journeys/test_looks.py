"""What a terminal gets to draw: a cursor that is seen and follows, and no colour that it does not have."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from .form import MSQ, Form, answered_draft, edition, environment
from .terminal import CURSOR_SHOWN, Terminal

STYLE = re.compile(r"\x1b\[([0-9;]*)m")
BLINKING_CURSOR = re.compile(r"\x1b\[[0135] q|\x1b\[\?12h")


def styles(raw: bytes) -> set[str]:
    """Every number that a program set for the style of what it wrote."""
    return {
        number for found in STYLE.finditer(raw.decode("utf-8", "replace")) for number in found[1].split(";")
    }


def test_the_cursor_is_seen_follows_and_is_there_with_all_that_was_typed_after_a_pause_of_the_program(
    drafts: Path,
) -> None:
    form = edition()
    path = answered_draft(drafts, {"country": "PRY", "cio": "yes"})
    with Terminal([MSQ, str(path)], environment(drafts)) as terminal:
        at = Form(terminal, form)
        at.begin()
        assert terminal.modes[CURSOR_SHOWN]
        at.go_to("egov_portal")
        terminal.type("Words")
        terminal.wait_until(
            lambda: terminal.before_cursor().endswith("│ Words"), "the cursor behind what was typed"
        )
        terminal.kill(signal.SIGTSTP)
        _, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        terminal.kill(signal.SIGCONT)
        terminal.wait_frame()
        terminal.type(" more")
        terminal.wait_until(
            lambda: terminal.before_cursor().endswith("│ Words more"), "the cursor where it was"
        )
        assert terminal.modes[CURSOR_SHOWN]
        at.go_to("cio")
        terminal.wait_until(lambda: terminal.from_cursor().startswith("▸ (x) Yes"), "the cursor at the bar")
        terminal.press("f5")
        terminal.wait_until(lambda: terminal.from_cursor().startswith("▸ "), "the cursor in the list")
        assert not BLINKING_CURSOR.search(terminal.raw.decode("utf-8", "replace"))
        terminal.press("f10")
        assert terminal.wait_exit() == 0
        assert terminal.left_behind == []


@pytest.mark.parametrize(
    ("more", "allowed"),
    [
        ({"NO_COLOR": "1"}, {"", "0", "1", "4", "7"}),
        (
            {"TERM": "xterm", "COLORTERM": "", "MSQ_THEME": "contrast-light"},
            # 7: the ends of a scroll bar, which Textual draws in reverse.
            {"", "0", "1", "4", "7", "30", "34", "97", "107", "44"},
        ),
    ],
    ids=["no colour", "sixteen colours, and a look for this run"],
)
def test_a_terminal_gets_only_the_colours_it_has(
    more: dict[str, str], allowed: set[str], drafts: Path
) -> None:
    with Terminal([MSQ], environment(drafts, **more)) as terminal:
        terminal.wait_for("START A NEW ONE")
        terminal.press("down")
        terminal.wait_frame()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
        assert styles(bytes(terminal.raw)) <= allowed
