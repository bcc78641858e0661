"""Every code of the linter has a page, and every page's example gives its code at the line it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msq_tui.core.lint.codes import LINT_CODES, LintCode
from msq_tui.files.edition_file import check_edition
from tests.core.helpers import ROOT

PAGES = ROOT / "docs" / "lint"
WITHOUT_EXAMPLE = {"not-a-file"}
"""What no text in a page can be: a folder. It is given in test_yaml_read.py and test_lint_mutations.py."""


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text("utf-8")


def example(code: str) -> tuple[bytes, int]:
    """The block of a page as it would be saved, and the line that the page says."""
    found = re.search(r"(?s)^```(yaml|text)( utf-16)?\n(.*?)^```\n\nFound in line (\d+)\.$", page(code), re.M)
    assert found, code
    _, other, text, line = found.groups()
    return text.replace("…", "x" * 200_000).encode("utf-16" if other else "utf-8"), int(line)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == set(LINT_CODES)


@pytest.mark.parametrize("code", sorted(set(LINT_CODES) - WITHOUT_EXAMPLE))
def test_the_example_of_a_page_gives_its_code_alone_at_the_line_it_says(code: str, tmp_path: Path) -> None:
    data, line = example(code)
    path = tmp_path / "example.yaml"
    path.write_bytes(data)
    assert [(f.code, f.line) for f in check_edition(path)[0]] == [(code, line)]


@pytest.mark.parametrize("lint", LINT_CODES.values(), ids=LINT_CODES)
def test_a_page_begins_with_the_code_its_grade_and_its_meaning(lint: LintCode) -> None:
    one = lint
    assert page(one.code).startswith(f"# {one.code}\n\n{one.severity.value.capitalize()}: {one.meaning}.\n")


def test_the_index_has_one_row_for_each_code_with_its_grade_and_meaning() -> None:
    rows = re.findall(r"(?m)^\| \[([a-z-]+)\]\(\1\.md\) \| (\w+) \| (.*) \|$", page("README"))
    assert sorted(rows) == sorted((c.code, c.severity.value, c.meaning) for c in LINT_CODES.values())
