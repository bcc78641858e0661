"""Every file of the corpus is refused within 5 s and 512 MB, by one message with its place, and nothing of it acts."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.core.helpers import ROOT

from .generate import Hostile, hostile_files

CORPUS = list(hostile_files())
LIGHT = [hostile for hostile in CORPUS if not hostile.heavy]
HEAVY = [hostile for hostile in CORPUS if hostile.heavy]
MOST_MEMORY = 512 * 2**20

# One process for many files. Each has 5 s of processor time, then the system ends the process in the middle of it.
RUNNER = """
import contextlib, io, json, signal, sys
from msq_tui.cli import main
signal.signal(signal.SIGPROF, signal.SIG_DFL)
for line in sys.stdin:
    arguments = json.loads(line)
    told, complained = io.StringIO(), io.StringIO()
    signal.setitimer(signal.ITIMER_PROF, 5.0)
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(complained):
        try:
            code = main(arguments)
        except SystemExit as end:
            code = end.code
        except BaseException as error:
            code = f"{type(error).__name__}: {error}"[:200]
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps([code, told.getvalue(), complained.getvalue()]), flush=True)
"""

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufffe\uffff]")
PROGRAMMING = re.compile(
    r'(?i)traceback|\bexception\b|\berrno\b|\bnonetype\b|\bstack\b|file "[^"]+", line \d'
)


def limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def written(hostile: Hostile, folder: Path) -> Path:
    """An edition lies in a folder of its own under the name it ought to have: that it has another is no finding."""
    path = folder / f"{hostile.kind}s" / hostile.file_name
    if hostile.kind == "edition":
        path = path.with_suffix("") / "hostile.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(hostile.data)
    return path


def outcomes(commands: Sequence[Sequence[str]], folder: Path) -> list[tuple[Any, str, str]]:
    """What each command came to; one that was ended by the system, and those behind it, are missing."""
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input="".join(json.dumps([str(word) for word in command]) + "\n" for command in commands),
        cwd=folder, env={"PYTHONPATH": str(ROOT), "MSQ_DRAFTS": str(folder / "empty")}, preexec_fn=limits,
        capture_output=True, text=True, check=False, timeout=30 + 5 * len(commands),
    )  # fmt: skip
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def complaints(hostile: Hostile, path: Path, checked: tuple[Any, str, str] | None) -> list[str]:
    """What is wrong with how ``msq check`` refused a file."""
    if checked is None:
        return ["took more than 5 s or 512 MB, or came behind one that did"]
    code, told, complained = checked
    wrong = []
    if code != 1:
        wrong.append(f"exit code {code}")
    place = re.escape(str(path)) + (r":\d+:\d+ " if hostile.whole else r":[1-9]\d*:[1-9]\d* ")
    lines = told.splitlines()
    if not lines or complained:
        wrong.append(f"no finding, or words on standard error: {complained[:200]!r}")
    if not [line for line in lines if " error missing " not in line]:
        wrong.append("nothing but what any unfinished draft is told")
    wrong += [f"no place in {line[:150]!r}" for line in lines if not re.match(place, line)][:2]
    if RAW.search(told + complained):
        wrong.append("a raw control character")
    if PROGRAMMING.search((told + complained).replace(str(path), "")):
        wrong.append("words of programming")
    return wrong


def opening_complaints(hostile: Hostile, opened: tuple[Any, str, str] | None) -> list[str]:
    """What is wrong with how ``msq status`` refused a draft."""
    if opened is None:
        return ["took more than 5 s or 512 MB, or came behind one that did"]
    code, told, complained = opened
    wrong = []
    if code != (0 if hostile.opens else 3):
        wrong.append(f"exit code {code}")
    if not hostile.opens and (told or not complained):
        wrong.append(f"words on standard output: {told[:100]!r}")
    if not hostile.opens and ("Safe: " not in complained or "Do now: " not in complained):
        wrong.append(f"does not say what is safe and what to do: {complained[:300]!r}")
    if RAW.search(told + complained):
        wrong.append("a raw control character")
    if PROGRAMMING.search(complained):
        wrong.append("words of programming")
    return wrong


def test_the_corpus_is_large_and_the_same_every_time() -> None:
    again = list(hostile_files())
    assert len({hostile.data for hostile in CORPUS}) >= 150 and again == CORPUS


def test_every_file_of_the_corpus_has_a_name_of_its_own() -> None:
    names = [(hostile.kind, hostile.file_name) for hostile in CORPUS]
    assert len(names) == len(set(names))


BATCHES = [LIGHT[at : at + 60] for at in range(0, len(LIGHT), 60)]


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch[0].name)
def test_check_refuses_a_hostile_file_with_its_place(batch: list[Hostile], tmp_path: Path) -> None:
    paths = [written(hostile, tmp_path) for hostile in batch]
    found = outcomes([["check", str(path)] for path in paths], tmp_path)
    found_or_none = [*found, *[None] * (len(batch) - len(found))]
    wrong = {
        hostile.name: said
        for hostile, path, checked in zip(batch, paths, found_or_none, strict=True)
        if (said := complaints(hostile, path, checked))
    }
    assert wrong == {}


@pytest.mark.parametrize("hostile", HEAVY, ids=lambda hostile: hostile.name)
def test_check_refuses_a_huge_file_with_its_place(hostile: Hostile, tmp_path: Path) -> None:
    path = written(hostile, tmp_path)
    found = outcomes([["check", str(path)]], tmp_path)
    assert complaints(hostile, path, found[0] if found else None) == []


DRAFTS = [hostile for hostile in LIGHT if hostile.kind == "draft"]


@pytest.mark.parametrize(
    "batch", [DRAFTS[at : at + 60] for at in range(0, len(DRAFTS), 60)], ids=lambda batch: batch[0].name
)
def test_a_hostile_draft_is_not_opened_or_opens_with_what_is_set_aside(
    batch: list[Hostile], tmp_path: Path
) -> None:
    paths = [written(hostile, tmp_path) for hostile in batch]
    found = outcomes([["status", str(path)] for path in paths], tmp_path)
    found_or_none = [*found, *[None] * (len(batch) - len(found))]
    wrong = {
        hostile.name: said
        for hostile, opened in zip(batch, found_or_none, strict=True)
        if (said := opening_complaints(hostile, opened))
    }
    assert wrong == {}


def test_looking_at_hostile_files_changes_and_makes_no_file(tmp_path: Path) -> None:
    paths = [written(hostile, tmp_path) for hostile in DRAFTS]
    outcomes(
        [[command, str(path)] for path in paths[::7] for command in ("check", "status", "get")], tmp_path
    )
    there = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {path: hostile.data for path, hostile in zip(paths, DRAFTS, strict=True)}


def test_a_folder_full_of_hostile_drafts_is_listed_and_nothing_in_it_acts(tmp_path: Path) -> None:
    for hostile in DRAFTS:
        written(hostile, tmp_path)
    done = msq(["--drafts", str(tmp_path / "drafts"), "list"], tmp_path)
    assert (done.returncode, RAW.search(done.stdout + done.stderr), PROGRAMMING.search(done.stderr)) == (
        0,
        None,
        None,
    )


def msq(words: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """The command as people run it."""
    return subprocess.run(
        [sys.executable, "-m", "msq_tui", *words],
        cwd=folder, env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, preexec_fn=limits,
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("hostile", LIGHT[3::60], ids=lambda hostile: hostile.name)
def test_the_command_as_people_run_it_says_the_same(hostile: Hostile, tmp_path: Path) -> None:
    path = written(hostile, tmp_path)
    done = msq(["check", str(path)], tmp_path)
    assert complaints(hostile, path, (done.returncode, done.stdout, done.stderr)) == []
