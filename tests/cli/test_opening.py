"""What is said before anything is loaded: which draft is being opened, and nothing that a file could make up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from msq_tui import cli_opening

HEAD = 'msq_draft: 1\nedition: "msq-2022"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "head", "words", "said"),
    [
        ("a.yaml", HEAD, ["a.yaml"], "Opening MSQ 2022 (a.yaml) ..."),
        ("a.yaml", HEAD, ["fill", "a.yaml"], "Opening MSQ 2022 (a.yaml) ..."),
        ("ñandú [b].yaml", HEAD, ["fill", "ñandú [b].yaml"], "Opening MSQ 2022 ..."),
        ("a" * 60 + ".yaml", HEAD, ["a" * 60 + ".yaml"], "Opening MSQ 2022 ..."),
        ("a.yaml", "# mine\n" + HEAD.replace('"', ""), ["a.yaml"], "Opening MSQ 2022 (a.yaml) ..."),
        ("a.yaml", HEAD.replace("msq-2022", "\x1b[2Jmsq"), ["a.yaml"], ""),
        ("a.yaml", 'msq_edition: 1\nedition: "msq-2022"\n', ["a.yaml"], ""),
        ("a.yaml", HEAD, ["status", "a.yaml"], ""),
        ("a.yaml", HEAD, ["fill", "--plain", "a.yaml"], ""),
        ("status", HEAD, ["status"], ""),
        ("a.yaml", HEAD, ["b.yaml"], ""),
    ],
)
def test_only_the_draft_that_will_be_opened_is_named(
    folder: Path, name: str, head: str, words: list[str], said: str
) -> None:
    (folder / name).write_text(head, "utf-8")
    assert cli_opening.opening_line(words) == said


def test_the_line_is_taken_back_whole_and_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").write_text(HEAD, "utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    cli_opening.say_what_is_opened(["a.yaml"])
    cli_opening.take_back()
    cli_opening.take_back()
    said = "Opening MSQ 2022 (a.yaml) ..."
    assert capsys.readouterr().out == f"{said}\r{' ' * len(said)}\r"


def test_it_is_said_before_anything_that_takes_time_is_loaded(folder: Path) -> None:
    (folder / "a.yaml").write_text(HEAD, "utf-8")
    program = (
        "import sys; from msq_tui import cli; from msq_tui.cli_opening import opening_line; opening_line(['a.yaml']); "
        "print([name for name in ('typing', 'argparse', 'dataclasses', 'pathlib', 'pydantic', 'textual') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=False,
                          env={"PYTHONPATH": str(Path(cli_opening.__file__).parents[1])})  # fmt: skip
    assert told.stdout == "[]\n", told.stderr
