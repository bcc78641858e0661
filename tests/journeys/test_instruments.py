"""The main job, end to end: every input of each questionnaire answered at the keyboard, left and taken up, exported, verified."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pytest
from ruamel.yaml import YAML

from msq_tui.core.edition import Edition

from .answers import LONGEST, Step, plan
from .form import HERE, MSQ, ROOT, Form, command_as_a_process, edition, environment, flat, told
from .terminal import Terminal

EDITIONS = [("msq-2020", 61), ("msq-2022", 98), ("msq-2024", 129)]


def halves(step: Step) -> tuple[str, str]:
    assert isinstance(step.answer, str)
    middle = len(step.answer) // 2
    return step.answer[:middle], step.answer[middle:]


def texts_to_leave_at(steps: list[Step]) -> list[int]:
    """Two long texts, a third and two thirds through: the program is left while they are half written."""
    long_texts = [at for at, step in enumerate(steps) if step.place.kind == "text" and len(step.answer) > 600]
    return [min(long_texts, key=lambda at: abs(at - len(steps) * part // 3)) for part in (1, 2)]


def start_from_list(terminal: Terminal, words: str) -> None:
    terminal.wait_for(words)
    terminal.press_until(
        "down",
        lambda: any(line.startswith(HERE) and words in line for line in terminal.lines),
        f"the bar on {words}",
    )
    terminal.press("enter")


def leave(terminal: Terminal) -> None:
    terminal.press("f10")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []


@pytest.mark.parametrize(("edition_id", "inputs"), EDITIONS)
def test_every_input_is_answered_at_the_keyboard_left_resumed_reviewed_exported_and_verified(
    drafts: Path, edition_id: str, inputs: int
) -> None:
    form = edition(ROOT / "editions" / f"{edition_id}.yaml")
    steps = plan(form)
    assert_of_real_size(form, steps, inputs)
    expected = {
        step.place.address: step.answer if isinstance(step.answer, str) else list(step.answer)
        for step in steps
    }
    name = edition_id.upper().replace("-", " ")
    first, second = texts_to_leave_at(steps)

    # A third of the way, from an empty folder; then F10 in the middle of a text.
    with Terminal([MSQ], environment(drafts)) as terminal:
        start_from_list(terminal, f"{name} ·")
        Form(terminal, form).begin()
        answer_all(Form(terminal, form), steps[:first])
        leave_while_writing(Form(terminal, form), steps[first])
    (draft,) = drafts.glob("*.yaml")
    assert draft.stem == edition_id

    # `msq DRAFT` opens at that very input; on to the second third.
    with Terminal([MSQ, draft.name], environment(drafts)) as terminal:
        go_on_writing(Form(terminal, form), steps[first])
        answer_all(Form(terminal, form), steps[first + 1 : second])
        leave_while_writing(Form(terminal, form), steps[second])

    # The start screen offers the draft, how far it is, and opens it at the same input.
    with Terminal([MSQ], environment(drafts)) as terminal:
        terminal.wait_for("GO ON WITH")
        assert f"{second + 1} of " in terminal.text
        terminal.press("enter")
        go_on_writing(Form(terminal, form), steps[second])
        answer_all(Form(terminal, form), steps[second + 1 :])
        terminal.wait_for("That was the last question.")

        terminal.press("f5")
        terminal.wait_for(f"{inputs} of {inputs} answered. Nothing required is missing.")
        assert "MISSING" not in terminal.text and "TO DO BEFORE" not in terminal.text

        terminal.press("e")
        terminal.wait_for("Receipt")
        screen = terminal.text
        leave(terminal)

    assert_on_disk(drafts, draft, expected)
    assert_bundle(drafts, screen, expected)


def assert_of_real_size(form: Edition, steps: list[Step], inputs: int) -> None:
    assert [step.place.address for step in steps] == list(form.index.input_at), (
        "every input, in printed order"
    )
    assert len(steps) == inputs
    texts = [step.answer for step in steps if isinstance(step.answer, str) and step.place.kind == "text"]
    assert max(map(len, texts)) >= LONGEST
    assert (
        sum(len(re.findall(r"(?:https?://|www\.|\.example/)\S", text)) >= 4 for text in texts)
        > len(texts) // 3
    )
    everything = "".join(step.answer for step in steps if isinstance(step.answer, str))
    for piece in ("/#!/", "www.", "[as amended]", "[/", "é", "Ж", "П", "电", "تنشر", "\n\n"):
        assert piece in everything
    assert any(step.typed for step in steps if step.place.kind == "text")
    assert any(not step.typed for step in steps)


def answer_all(form: Form, steps: list[Step]) -> None:
    for step in steps:
        form.wait_at(step.place.address)
        form.answer(step.place, step.answer, step.typed)


def leave_while_writing(form: Form, step: Step) -> None:
    form.wait_at(step.place.address)
    form.terminal.paste(halves(step)[0])
    leave(form.terminal)


def go_on_writing(form: Form, step: Step) -> None:
    form.wait_at(step.place.address)
    form.terminal.wait_for(last_word(halves(step)[0]))
    form.terminal.paste(halves(step)[1])
    form.terminal.press("tab")


def last_word(text: str) -> str:
    """The last word of a text that no line break can part: the cursor stands behind it."""
    words: list[str] = re.findall(r"[A-Za-z]{3,10}", text)
    return words[-1]


def assert_on_disk(drafts: Path, draft: Path, expected: dict[str, Any]) -> None:
    kept = YAML(typ="safe", pure=True).load(draft.read_text("utf-8"))
    assert flat(kept["answers"]) == expected, "the draft holds every character"
    got = told(drafts, "get", draft)
    assert flat(got["answers"]) == expected
    assert got["parked"] == []
    status = told(drafts, "status", draft)
    assert (status["answered"], status["missing"], status["errors"]) == (len(expected), 0, 0)


def assert_bundle(drafts: Path, screen: str, expected: dict[str, Any]) -> None:
    found = re.search(r"(/\S+\.zip)\s+Size ([0-9]+) KB\s+Receipt (\S+)", screen)
    assert found, screen
    path, size, receipt = Path(found.group(1)), int(found.group(2)), found.group(3)
    assert round(path.stat().st_size / 1024) == size
    verified = json.loads(command_as_a_process(drafts, "verify", path, "--json").stdout)
    assert verified["receipt"] == receipt, verified
    if shutil.which("unzip"):
        assert subprocess.run(["unzip", "-tq", path], capture_output=True, check=False).returncode == 0
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        bundle.extractall(drafts.parent / "bag")
    bagit.Bag(str(drafts.parent / "bag" / path.stem)).validate()
    submission = json.loads(
        (drafts.parent / "bag" / path.stem / "data" / "submission.json").read_text("utf-8")
    )
    assert flat(submission["answers"]) == expected
    assert submission["status"] == "final"
    assert submission["missing"] == []
