"""The author's guide holds what it promises: every block it prints is typed in as it stands, and tried."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from msq_tui.cli import _commands
from msq_tui.cli_words import COMMANDS, command_parser, with_command
from msq_tui.core.edition import Edition
from msq_tui.core.question import Question
from msq_tui.core.question_types import QUESTION_TYPES
from msq_tui.files.edition_file import check_edition, read_edition
from tests.core.helpers import ROOT
from tests.guide import GUIDE, SURVEY, Block, blocks, survey

STEPS = [block for block in blocks() if block.step]
EXAMPLES = [block for block in blocks() if not block.step]
SCHEMA = ROOT / "msq_tui" / "edition.schema.json"


def named(block: Block) -> str:
    return f"{block.heading}, line {block.line}"


def saved(folder: Path, text: str) -> Path:
    """A text as its author saves it: under the id it gives itself."""
    found = re.search(r'(?m)^id: "(.*)"$', text)
    assert found
    path = folder / f"{found.group(1)}.yaml"
    path.write_text(text, "utf-8")
    return path


def findings(folder: Path, text: str) -> list[str]:
    """What ``msq check`` says in the folder of the file."""
    return [
        f"{Path(f.file).name}:{f.line}:{f.column} {f.severity.value} {f.code} {f.address}{': ' * bool(f.address)}{f.message}"
        for f in check_edition(saved(folder, text))[0]
    ]


def asked(edition: Edition) -> Iterator[Question]:
    """Every question, those inside repeats too."""
    waiting = [question for section in edition.sections for question in section.questions]
    while waiting:
        question = waiting.pop()
        yield question
        waiting += getattr(question, "questions", ())


@pytest.mark.parametrize("count", range(1, len(STEPS) + 1))
def test_the_edition_checks_clean_after_each_step(tmp_path: Path, count: int) -> None:
    assert findings(tmp_path, "".join(step.text for step in STEPS[:count])) == []


def test_the_steps_one_below_the_other_are_the_whole_file() -> None:
    assert "".join(step.text for step in STEPS) == survey()


@pytest.mark.parametrize("block", EXAMPLES, ids=named)
def test_an_example_checks_clean(tmp_path: Path, block: Block) -> None:
    assert findings(tmp_path, block.edition) == []


@pytest.mark.parametrize("block", EXAMPLES, ids=named)
def test_an_example_opens(tmp_path: Path, block: Block) -> None:
    assert list(asked(read_edition(saved(tmp_path, block.edition)).edition))


@pytest.mark.parametrize("block", EXAMPLES, ids=named)
def test_an_editor_with_the_schema_underlines_nothing_in_an_example(block: Block) -> None:
    plain = YAML(typ="safe", pure=True).load(block.edition)
    problems = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).iter_errors(plain)
    assert [problem.message for problem in problems] == []


@pytest.mark.parametrize("word", sorted(QUESTION_TYPES))
def test_every_question_type_has_an_example_under_its_own_heading(tmp_path: Path, word: str) -> None:
    used = {
        question.type
        for block in EXAMPLES
        if block.heading == word
        for question in asked(read_edition(saved(tmp_path, block.edition)).edition)
    }
    assert word in used


KEYS = (
    "option_lists", "conditions", "glossary", "languages", "introduction", "closing", "states", "guidance", "notes", "heading",
    "footnotes", "emphasis", "limits", "expected", "exclusive", "fewest", "most", "unit", "at_least", "at_most", "precision",
    "not_before", "not_after", "sum", "count", "share", "where", "constraints", "grade", "parent", "when", "all", "any", "not",
    "includes", "count_at_least", "answered", "other", "text_box", "explanation", "columns", "named_by", "entry",
)  # fmt: skip
"""What an author can say, and the guide shows."""


@pytest.mark.parametrize("key", KEYS)
def test_what_an_author_can_say_has_an_example(key: str) -> None:
    assert any(re.search(rf"(?m)^[ -]*{key}:", block.text) for block in EXAMPLES if block.text != survey())


@pytest.mark.parametrize(
    ("slip", "put_right", "shown"),
    [("requird: true", "required: true", 0), ('is: "Yes"', 'is: "yes"', 1)],
)
def test_the_findings_the_guide_shows_are_those_its_slips_give(
    tmp_path: Path, slip: str, put_right: str, shown: int
) -> None:
    before, here, after = survey().partition('      - id: "strategy"\n')
    broken = before + here + after.replace(put_right, slip, 1)
    assert findings(tmp_path, broken) == [blocks("text")[shown].text.rstrip("\n")]


def commands() -> list[str]:
    """Every command line the guide shows, in blocks and in sentences."""
    lines = [line for block in blocks("") for line in block.text.splitlines()]
    assert all(line.startswith("msq ") for line in lines), lines
    return sorted({*lines, *re.findall(r"`(msq [^`]+)`", GUIDE.read_text("utf-8"))})


@pytest.mark.parametrize("line", commands())
def test_a_command_line_of_the_guide_is_one_the_program_takes(line: str) -> None:
    _, *words = shlex.split(line)
    assert set(words) & set(COMMANDS), "no command"
    options = command_parser(_commands()).parse_args(with_command(words)) if len(words) > 1 else None
    assert options is None or options.editions in (None, ".")


def anchors(path: Path) -> set[str]:
    """The headings of a Markdown file, as links name them."""
    headings = re.findall(r"(?m)^#+ (.*)$", re.sub(r"(?ms)^```.*?^```$", "", path.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", GUIDE.read_text("utf-8")))))
def test_a_link_of_the_guide_leads_somewhere(link: str) -> None:
    file, _, anchor = link.partition("#")
    path = GUIDE.parent / file if file else GUIDE
    assert path.is_file()
    assert not anchor or anchor in anchors(path)


def test_the_survey_of_the_guide_has_the_name_its_commands_use() -> None:
    assert f'\nid: "{SURVEY}"\n' in survey()
