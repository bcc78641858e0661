"""Every question type is whole, and one more is one file in the core and one in the screens."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from msq_tui.core.question_types import QUESTION_TYPES
from msq_tui.ui.editors import TYPE_EDITORS

ROOT = Path(__file__).resolve().parents[2]
WORDS = sorted(QUESTION_TYPES)


def test_every_question_type_has_exactly_one_editor() -> None:
    assert {kind.__name__ for kind in TYPE_EDITORS} == {kind.__name__ for kind in QUESTION_TYPES.values()}
    assert len(TYPE_EDITORS) == len(QUESTION_TYPES)


@pytest.mark.parametrize("word", WORDS)
def test_every_question_type_is_one_file_on_each_side_named_by_its_word(word: str) -> None:
    assert QUESTION_TYPES[word].__module__ == f"msq_tui.core.question_types.{word}"
    assert TYPE_EDITORS[QUESTION_TYPES[word]].__module__ == f"msq_tui.ui.editors.{word}"


@pytest.mark.parametrize("word", WORDS)
def test_every_question_type_has_a_feature_edition_and_a_word_in_the_format_guide(word: str) -> None:
    assert (ROOT / "tests" / "features" / f"type_{word}.yaml").is_file()
    assert f"\n### {word}\n" in (ROOT / "docs" / "edition-format.md").read_text("utf-8")


CORE = '''"""An ISBN on one line."""

from typing import Literal

from ..question import Input, Question


class IsbnQuestion(Question):
    """One ISBN."""

    type: Literal["isbn"]

    def inputs(self) -> tuple[Input, ...]:
        return (self.input((), "line", required=self.required is True),)

    def parsed(self, place, answer):
        return answer.replace("-", "")
'''
UI = '''"""An ISBN on one line."""

from msq_tui.core.question_types.isbn import IsbnQuestion

from .answer_editor import TypeEditor


class IsbnEditor(TypeEditor):
    """An ISBN on one line."""

    edits = IsbnQuestion
'''
EDITION = """msq_edition: 1
id: "books"
title: "Books"
sections:
  - id: "only"
    title: "Only section"
    questions:
      - id: "isbn"
        text: "Which [book]?"
        type: "isbn"
        required: true
"""
WALK = """
import asyncio, zipfile
from pathlib import Path

import msq_tui
from msq_tui.session.opening import Workplace
from msq_tui.session.submitting import export
from msq_tui.ui.app import MsqApp

assert Path(msq_tui.__file__).is_relative_to(Path.cwd()), msq_tui.__file__
workplace = Workplace([Path("editions")], Path("drafts"))
session = workplace.start(workplace.edition("books"))

async def walk():
    app = MsqApp(workplace, session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"978-3", "f10")

asyncio.run(walk())
again = workplace.resume(session.path)
assert again.plain_answers() == {"isbn": "978-3"}
report = export(again, Path("out"), partial=False, replace=False)
with zipfile.ZipFile(report.path) as bundle:
    name = next(name for name in bundle.namelist() if name.endswith("submission.json"))
    print(bundle.read(name).decode())
"""


def test_a_new_question_type_is_one_file_in_the_core_and_one_in_the_screens(tmp_path: Path) -> None:
    package = tmp_path / "msq_tui"
    shutil.copytree(ROOT / "msq_tui", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "core" / "question_types" / "isbn.py").write_text(CORE, "utf-8")
    (package / "ui" / "editors" / "isbn.py").write_text(UI, "utf-8")
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "books.yaml").write_text(EDITION, "utf-8")
    (tmp_path / "walk.py").write_text(WALK, "utf-8")
    told = subprocess.run(
        [sys.executable, "walk.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert '"isbn":"978-3"' in told.stdout.replace('": "', '":"')
    assert '"9783"' in told.stdout
