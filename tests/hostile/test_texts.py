"""Hostile texts in the names of files and in messages are shown literally, and nothing in them acts."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from msq_tui.core.text import display
from msq_tui.ui.screens.fill import FillScreen
from tests.ui.driving import Desk, Ui, drive

from .texts import TEXTS

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
"""What no row of a screen may hold (rows are joined with line feeds)."""


def cells(text: str) -> str:
    """A text as a screen can give it back: joiners and marks without a cell of their own left away, spaces as one."""
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Mn", "Me"))
    return re.sub(r"\s+", "", kept)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_there_are_at_least_sixty() -> None:
    assert len(set(TEXTS.values())) >= 60


OF_FILES = {
    name: text
    for name, text in TEXTS.items()
    if "/" not in text and "\0" not in text and "\ud800" not in text and "\ude00" not in text
}


def test_each_text_as_the_name_of_a_draft_is_shown_literally_at_the_start(desk: Desk) -> None:
    session = desk.start("msq-2022")
    names = [f"{text}.yaml" for text in OF_FILES.values()]
    for name in names:
        shutil.copy(session.path, session.path.with_name(name))
    seen: list[str] = []

    async def walk(ui: Ui) -> None:
        for _ in range(len(names) + 2):
            assert not ACTS.search(ui.text)
            seen.append(cells(ui.text))
            await ui.press("down")

    drive(desk.workplace, walk)
    shown = "".join(seen)
    assert [name for name in names if cells(display(name).replace("\n", " ")) not in shown] == []


def test_each_text_in_a_message_is_shown_without_anything_that_acts(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for text in TEXTS.values():
            assert isinstance(ui.app.screen, FillScreen)
            ui.app.screen.draw_hint(text)
            await ui.pilot.pause()
            assert not ACTS.search(ui.text), repr(text)

    drive(desk.workplace, walk, desk.start("msq-2022"))
