"""Filling in a questionnaire at the keyboard: what the tests of this folder share.

Where one is, is read from the screen alone (the mark ``▸`` before a question or label), as a person reads it.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from msq_tui.cli import main
from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.question import Input
from msq_tui.files.edition_file import read_edition

from .terminal import DEADLINE_SECONDS, Terminal

ROOT = Path(__file__).resolve().parents[2]
MSQ_2022 = ROOT / "editions" / "msq-2022.yaml"
MSQ = str(Path(sys.executable).with_name("msq"))
HERE = "▸"
AREA = 5
"""Columns at the left in which the mark of the place stands."""


def edition(path: Path = MSQ_2022) -> Edition:
    """An edition as the program reads it."""
    return read_edition(path).edition


ZONE = "<+0545>-5:45"
"""The clock of that person, in words that need no table of zones: five hours and three quarters before UTC."""


def environment(drafts: Path, **more: str) -> dict[str, str]:
    """The environment of a person whose drafts are in ``drafts``, at an xterm with UTF-8."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MSQ_", "LC_", "TEXTUAL")) and name not in ("NO_COLOR", "COLUMNS", "LINES")
    }
    return {
        **kept, "MSQ_DRAFTS": str(drafts), "MSQ_PROFILE": str(drafts.parent / "profile.yaml"), "MSQ_SETTINGS": str(drafts.parent / "settings"), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TZ": ZONE, **more
    }  # fmt: skip


def command_as_a_process(drafts: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``msq`` without a screen, as another program."""
    return subprocess.run(
        [MSQ, *map(str, arguments)], env=environment(drafts), capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=DEADLINE_SECONDS,
    )  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def command(drafts: Path, *arguments: str | Path) -> Done:
    """Run a command in this process, which is ten times quicker; tests/cli shows that a process says the same."""
    told, complained = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as clean, redirect_stdout(told), redirect_stderr(complained):
        for name in list(os.environ):
            if name.startswith("MSQ_"):
                clean.delenv(name)
        clean.setenv("MSQ_DRAFTS", str(drafts))
        code = main([str(word) for word in arguments])
    return Done(code, told.getvalue(), complained.getvalue())


def told(drafts: Path, *arguments: str | Path, code: int = 0) -> Any:
    """What a command says with ``--json``; its exit code must be ``code``."""
    done = command(drafts, *arguments, "--json")
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def flat(answers: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Answers as a draft nests them, each under its address."""
    found: dict[str, Any] = {}
    for key, value in answers.items():
        if isinstance(value, Mapping):
            found.update(flat(value, f"{before}{key}/"))
        else:
            found[f"{before}{key}"] = list(value) if isinstance(value, list) else value
    return found


class Form:
    """A questionnaire on the screen of a terminal."""

    def __init__(self, terminal: Terminal, form: Edition) -> None:
        self.terminal = terminal
        self.edition = form

    # Seeing

    @property
    def state(self) -> str:
        """The word on the bar: Saved, Saving or Not saved."""
        found = re.search(r"\b(Saved|Saving|Not saved)$", self.terminal.lines[0])
        return found.group(1) if found else ""

    def is_at(self, address: str) -> bool:
        """Whether the screen shows that one is at an input: its section on the bar, the mark before its words."""
        place = self.edition.index.input_at[address]
        question = self.edition.index.questions[place.question_id]
        section = self.edition.index.section_of[question.id]
        if section.outline_title[:14] not in self.terminal.lines[0]:
            return False
        if place.label:
            words = f"{place.number}. {place.label}" if place.number else place.label.rstrip("_ ")
            lead = f" {HERE}"
        else:
            words = f"{question.number or ''} {question.text}"
            lead = HERE
        wanted = " ".join(words.split())[:40]
        for at, line in enumerate(self.terminal.lines[1:-2], 1):
            if line.startswith(lead):
                # A long label goes on in the next line.
                whole = f"{line[len(lead) :]} {self.terminal.lines[at + 1]}"
                for footnote in question.footnotes:
                    whole = whole.replace(f" [{footnote.mark}]", "")
                if " ".join(whole.split()).startswith(wanted):
                    return True
        return False

    def here(self) -> list[str]:
        """The inputs at which one may be as the screen shows it (some have the same words; neighbours never)."""
        return [address for address in self.edition.index.input_at if self.is_at(address)]

    def field(self) -> str:
        """What is seen of the text in the live field, its lines put together (for texts without spaces)."""
        return "".join(
            found.group(1) for line in self.terminal.lines if (found := re.search(r"│ (\S*)\s*│", line))
        )

    # Doing

    def begin(self) -> None:
        """Begin a draft: read the introduction, and go to the first question where that is further down."""
        first = next(iter(self.edition.index.input_at))
        further_down = "Tab leads to the first question"
        self.terminal.wait_until(
            lambda: further_down in self.terminal.text or self.is_at(first), "the beginning of the form"
        )
        if further_down in self.terminal.text:
            self.terminal.press("tab")
        self.wait_at(first)

    def wait_at(self, address: str) -> None:
        """Wait until the screen shows that one is there."""
        self.terminal.wait_until(lambda: self.is_at(address), f"being at {address}")

    def wait_saved(self) -> None:
        """Wait for the word Saved."""
        self.terminal.wait_until(lambda: self.state == "Saved", "Saved on the bar")

    def go_to_section(self, section_id: str) -> None:
        """Go to the first input of a section by the list of sections, as F2 offers it."""
        sections = [section.id for section in self.edition.sections]
        wanted = self.edition.sections[sections.index(section_id)]
        self.terminal.press("f2")
        self.terminal.wait_for("Sections   (Enter goes there")
        self.terminal.press(*["up"] * len(sections), *["down"] * sections.index(section_id), "enter")
        self.terminal.wait_until(
            lambda: wanted.outline_title[:14] in self.terminal.lines[0], wanted.outline_title
        )

    def go_to(self, address: str) -> None:
        """Go to an input by the list of sections and Tab."""
        section = self.edition.index.section_of[address.partition("/")[0]]
        self.go_to_section(section.id)
        self.terminal.wait_until(self.here, "a place to answer")
        while not self.is_at(address):
            before = self.here()
            self.terminal.press("tab")
            self._wait_elsewhere(before)

    def _wait_elsewhere(self, before: list[str]) -> None:
        self.terminal.wait_until(lambda: self.here() not in ([], before), f"Tab to go on from {before}")

    def answer(self, place: Input, answer: Answer, typed: bool) -> None:
        """Give an answer at the input one is at, and go on with the key people would press."""
        terminal = self.terminal
        question = self.edition.index.questions[place.question_id]
        if place.kind == "country":
            self._choose_country(str(answer), question.codes()[str(answer)])
        elif place.kind in ("choice", "choices"):
            codes = list(question.codes())
            at = 0
            for code in (answer,) if isinstance(answer, str) else answer:
                terminal.press(
                    *["down"] * (codes.index(code) - at), *(["space"] if place.kind == "choices" else [])
                )
                at = codes.index(code)
            # Enter chooses and goes on; so do Space and then Tab.
            terminal.press("enter") if at % 2 == 0 or place.kind == "choices" else terminal.press(
                "space", "tab"
            )
        else:
            assert isinstance(answer, str)
            terminal.type(answer) if typed else terminal.paste(answer)
            terminal.press("enter" if place.kind == "line" else "tab")

    def _choose_country(self, code: str, name: str) -> None:
        letters = unicodedata.normalize("NFD", name[:4])
        self.terminal.type("".join(letter for letter in letters if not unicodedata.combining(letter)).lower())

        def rows(under_bar: bool) -> bool:
            return any(
                line.strip(f"{HERE} ") == name and (not under_bar or line.strip().startswith(HERE))
                for line in self.terminal.lines
            )

        self.terminal.wait_until(lambda: rows(under_bar=False), name)
        self.terminal.press_until("down", lambda: rows(under_bar=True), name)
        self.terminal.press("enter")


def answered_draft(drafts: Path, answers: Mapping[str, Any], edition_id: str = "msq-2022") -> Path:
    """A draft with these answers (address -> answer), made by the commands."""
    made = command(drafts, "new", edition_id)
    assert made.returncode == 0, made.stderr
    path = Path(made.stdout.strip())
    given = drafts.parent / "given.yaml"
    given.write_text(json.dumps(dict(answers), ensure_ascii=False), "utf-8")
    done = command(drafts, "set", path, "--from", given)
    assert done.returncode == 0, done.stderr
    return path
