"""docs/reliability.md names every fault once, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "reliability.md").read_text("utf-8")
ROWS = re.findall(r"(?m)^\| (\d+) \|(.*)$", TEXT)
NAMED = sorted(set(re.findall(r"`([a-z_]+/test_\w+\.py)::(test_\w+)`", TEXT)))
WITHOUT_A_TEST = ("by hand", "being built")


def test_every_fault_of_the_groups_a_to_e_has_one_row() -> None:
    assert [int(number) for number, _ in ROWS] == list(range(1, 78))


@pytest.mark.parametrize(("number", "row"), ROWS, ids=lambda cell: cell if cell.isdigit() else "")
def test_a_row_names_a_test_or_says_why_there_is_none(number: str, row: str) -> None:
    assert re.search(r"::test_\w+`", row) or any(words in row for words in WITHOUT_A_TEST), number


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_is_named_is_collected(file: str, name: str) -> None:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
