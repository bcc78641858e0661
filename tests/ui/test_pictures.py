"""The pictures of the documentation show the program as it is."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.pictures import PICTURES, made_pictures
from tests.core.helpers import ROOT

PAGES = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))


def shown_in(page: Path) -> set[Path]:
    return {
        (page.parent / found).resolve() for found in re.findall(r"!\[[^\]]+\]\(([^)]+\.svg)\)", page.read_text("utf-8"))
    }  # fmt: skip


def test_they_are_as_the_script_draws_them_now() -> None:
    """After a change of a screen: python scripts/pictures.py, and look at them."""
    there = {path.stem: path.read_text("utf-8") for path in PICTURES.glob("*.svg")}
    made = made_pictures()
    assert sorted(there) == sorted(made)
    assert [name for name in made if made[name] != there[name]] == []


def test_each_is_used_and_each_that_is_used_is_there() -> None:
    used = set().union(*(shown_in(page) for page in PAGES))
    assert used == {path.resolve() for path in PICTURES.glob("*.svg")}
