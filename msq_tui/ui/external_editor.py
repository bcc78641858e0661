"""A long answer in the editor that the respondent likes best: the one named by VISUAL or EDITOR.

The text goes there in a file that only the own account can read, beside what else belongs to this machine, and comes
back through the door for text. While the editor runs, the program waits; the draft was saved before.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from msq_tui.core.language import tr
from msq_tui.core.text import Cleaned, clean_text, display_line
from msq_tui.session.lending import lend, taken_back

if TYPE_CHECKING:
    from .app import MsqApp

PREFERRED = ("VISUAL", "EDITOR")


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back: the text (None: nothing changed), and what is to be told."""

    text: Cleaned | None
    told: str


def editor_command() -> list[str]:
    """The program that a person prefers for text, with its arguments; empty where none is named or found."""
    for name in PREFERRED:
        with suppress(ValueError):
            words = shlex.split(os.environ.get(name, ""), posix=os.name == "posix")
            if words and shutil.which(words[0]):
                return words
    return []


def edit_outside(app: MsqApp, text: str) -> Edited:
    """Let the respondent write ``text`` in another program, and wait until that is closed."""
    command = editor_command()
    if not command:
        return Edited(
            None,
            tr(
                "No other editor is set up here: the variable EDITOR names one. Write in this window instead."
            ),
        )
    session = app.session
    assert session is not None
    session.flush()
    # The name alone: the folder that a program lies in tells an official nothing, and makes a message long.
    program = display_line(Path(command[0]).name)
    # A line end at the end, as text files have one: what is added behind it is a new line.
    with lend(session, text + "\n") as path:
        if path is None:
            return Edited(None, tr("The text could not be handed to {program}: nothing can be written beside the draft. Write in this window instead.", program=program))  # fmt: skip
        try:
            with app.suspend():
                code = subprocess.run([*command, str(path)], check=False).returncode
        except (OSError, SuspendNotSupported):
            return Edited(None, tr("{program} could not be started. Nothing was changed. Write in this window instead.", program=program))  # fmt: skip
        if code != 0:
            return Edited(None, tr("{program} ended with an error, so nothing was changed here.", program=program))  # fmt: skip
        back = taken_back(path)
    if back is None:
        return Edited(None, tr("What {program} wrote is not text that can be read (UTF-8, at most 1 MB), so nothing was changed here.", program=program))  # fmt: skip
    cleaned = clean_text(back)
    cleaned = Cleaned(cleaned.text.removesuffix("\n"), cleaned.dropped)
    if cleaned.text == text:
        return Edited(None, tr("Nothing was changed in {program}.", program=program))
    return Edited(cleaned, tr("Brought back from {program}.", program=program))
