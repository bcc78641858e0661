"""Mapping files: every complaint with its line and column, through the reader and through ``msq check``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from msq_tui.cli import main
from msq_tui.core.errors import NotReadable
from msq_tui.core.mapping import Mapping
from msq_tui.files.mapping_file import check_mapping
from msq_tui.files.yaml_read import read_yaml
from msq_tui.session.opening import Workplace
from tests.core.helpers import ROOT

Check = Callable[..., tuple[int, list[dict[str, object]]]]

OLD = """\
msq_edition: 1
id: "old"
title: "Old"
sections:
  - id: "only"
    questions:
      - {id: "name", type: "short_text", text: "Name"}
      - {id: "plan.details", type: "long_text", text: "Plan"}
"""
NEW = """\
msq_edition: 1
id: "new"
title: "New"
sections:
  - id: "only"
    questions:
      - {id: "name", type: "short_text", text: "Your name"}
      - {id: "plan", type: "yes_no", text: "A plan?"}
      - {id: "plan.details", type: "long_text", text: "Which?"}
"""
GOOD = """\
# What became of the old questions.
msq_mapping: 1
from: "old"
to: "new"
lines:
  - from: "name"
    to: "name"
    relation: "reworded"
    carries: "answer"
  - from: "plan.details"
    to:
      - "plan"
      - "plan.details"
    relation: "split"
    carries: "text"
    note: "A Yes is for a person to give."
"""

# what replaces what, where the finding must point, its code, a word of its message
BROKEN: dict[str, tuple[str, str, str, str, str]] = {
    "not a mapping": ("msq_mapping: 1", "mapping: 1", "mapping: 1", "not-a-mapping", "msq_mapping: 1"),
    "version": ("msq_mapping: 1", "msq_mapping: 2", "2\n", "value", "1"),
    "tab": ('    to: "name"', '\tto: "name"', "\tto", "tab-indent", "tab"),
    "key": ('    carries: "answer"', '    carry: "answer"\n    carries: "none"', "carry:", "unknown-key", "carries"),
    "top key": ('from: "old"', 'form: "x"\nfrom: "old"', "form:", "unknown-key", "from"),
    "missing key": ('    carries: "answer"\n', "", '- from: "name"', "missing-key", "carries"),
    "relation": ('"reworded"', '"changed"', '"changed"', "value", "dropped"),
    "address no text": ('  - from: "name"', "  - from:\n      name: 1", "from:\n      name", "shape", "list"),
    "one edition": ('to: "new"', 'to: "old"', '"old"\nlines', "same-edition", "same"),
    "no such edition": ('to: "new"', 'to: "newest"', '"newest"', "unknown-edition", "newest"),
    "edition as path": ('to: "new"', 'to: "../new"', '"../new"', "unsafe-id", "msq-2022"),
    "address": ('- from: "name"', '- from: "nane"', '"nane"', "unknown-address", '"name"'),
    "address in a list": ('- "plan"\n', '- "plans"\n', '"plans"', "unknown-address", '"plan"'),
    "left out": ('      - "plan"\n', "", "lines:", "left-out", '"plan"'),
    "count": ('"split"', '"same"', '"same"', "relation-count", "one address"),
    "carries": ('"text"\n', '"answer"\n', '"answer"\n    note', "carries", "whole"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("old.yaml", OLD), ("new.yaml", NEW), ("old-to-new.mapping.yaml", GOOD)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """``msq check --json`` of a file in the folder."""

    def run(name: str = "old-to-new.mapping.yaml") -> tuple[int, list[dict[str, object]]]:
        code = main(["--editions", str(folder), "check", "--json", str(folder / name)])
        return code, json.loads(capsys.readouterr().out)

    return run


def place(text: str, at: str) -> tuple[int, int]:
    position = text.index(at) + (2 if at.startswith("- ") else 0)
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def test_a_mapping_that_agrees_is_exit_0_and_silent(
    check: Check,
) -> None:
    assert check() == (0, [])


@pytest.mark.parametrize("name", BROKEN)
def test_every_mistake_is_told_at_its_line_and_column(folder: Path, check: Check, name: str) -> None:
    old, new, at, code, word = BROKEN[name]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    (folder / "old-to-new.mapping.yaml").write_text(text, "utf-8")
    exit_code, findings = check()
    found = [(one["line"], one["column"], one["code"]) for one in findings]
    assert exit_code == 1
    assert (*place(text, at), code) in found
    assert word in str(next(one["message"] for one in findings if one["code"] == code))


def test_an_edition_that_cannot_be_opened_is_told_at_its_own_line(folder: Path, check: Check) -> None:
    (folder / "new.yaml").write_text(NEW.replace('"yes_no"', '"yes"'), "utf-8")
    code, (finding,) = check()
    assert (code, finding["file"], finding["line"]) == (1, str(folder / "new.yaml"), 8)


def test_a_mapping_under_any_name_is_known_by_its_first_key(folder: Path, check: Check) -> None:
    (folder / "rounds.yaml").write_text(GOOD, "utf-8")
    assert check("rounds.yaml") == (0, [])


def test_a_mapping_is_no_edition(folder: Path) -> None:
    assert set(Workplace([folder], folder / "drafts").edition_paths()) == {"old", "new"}


def test_a_mapping_that_is_not_there_is_exit_3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "gone.mapping.yaml")]) == 3
    assert "gone.mapping.yaml" in capsys.readouterr().err


def test_reading_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        check_mapping(tmp_path / "gone.mapping.yaml", lambda _: pytest.fail("no edition is looked for"))


def test_the_example_of_the_documentation_is_a_mapping() -> None:
    text = (ROOT / "docs" / "mapping-format.md").read_text("utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    mapping = Mapping.model_validate(read_yaml(example).data(empty_is_none=True))
    assert {line.relation for line in mapping.lines} == {"same", "reworded", "split", "merged", "new", "dropped"}  # fmt: skip


CODES = sorted(
    {
        match
        for module in ("core/mapping.py", "files/mapping_file.py")
        for match in re.findall(
            r'(?:MappingProblem|_finding)\([^"]*(?:"[a-z]+"[^"]*)*, "([a-z]+(?:-[a-z]+)*)", (?:message|error)',
            (ROOT / "msq_tui" / module).read_text("utf-8"),
        )
    }
)
"""Every code that the product gives a finding of a mapping."""


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_a_mapping_is_explained(code: str) -> None:
    text = (ROOT / "docs" / "mapping-format.md").read_text("utf-8")
    assert f"| `{code}` |" in text


def test_nothing_is_explained_that_is_no_code_of_a_mapping() -> None:
    text = (ROOT / "docs" / "mapping-format.md").read_text("utf-8").partition("| Code |")[2]
    assert sorted(re.findall(r"(?m)^\| `([a-z-]+)` \|", text)) == CODES
