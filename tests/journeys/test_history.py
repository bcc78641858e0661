"""An earlier wording comes back in the next session; a damaged draft goes on from its copy; a deleted one is kept."""

from __future__ import annotations

from pathlib import Path

from .form import MSQ, Form, answered_draft, command, edition, environment, told
from .terminal import Terminal

FIELD = "egov_portal"
FORM = edition()
OLD, NEW = "The-first-wording-of-the-portal", "Another-one"


def answer(drafts: Path, draft: Path) -> str | None:
    found: str | None = told(drafts, "get", draft)["answers"].get(FIELD)
    return found


def test_a_wording_written_over_yesterday_comes_back_today(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        terminal.type(OLD)
        terminal.wait_until(lambda: form.field() == OLD, "the first wording")
        form.wait_saved()
        terminal.press(*["backspace"] * len(OLD))
        terminal.type(NEW)
        terminal.wait_until(lambda: form.field() == NEW, "the second wording")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        terminal.wait_until(lambda: form.field() == NEW, "the second wording")
        terminal.press("ctrl+r")
        terminal.wait_for("Earlier wordings of this answer")
        terminal.press_until("down", lambda: under_bar_is(terminal, OLD), "the first wording")
        terminal.press("enter")
        terminal.wait_for("Put this wording back?")
        terminal.press("down", "enter")
        terminal.wait_until(lambda: form.field() == OLD, "the first wording in the field")
        form.wait_saved()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert answer(drafts, draft) == OLD
    wordings = [change["to"] for change in told(drafts, "log", draft, FIELD)["changes"]]
    assert wordings[-1] == OLD and NEW in wordings


def under_bar_is(terminal: Terminal, words: str) -> bool:
    lines = terminal.lines
    at = next((at for at, line in enumerate(lines) if "▸" in line), None)
    return at is not None and words in lines[at + 1]


def test_killed_after_writing_over_an_answer_its_wording_comes_back(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV", FIELD: OLD})
    with Terminal([MSQ, str(draft)], environment(drafts, MSQ_AUTOSAVE_MS="50")) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        terminal.wait_until(lambda: form.field() == OLD, "the answer")
        terminal.press(*["backspace"] * len(OLD))
        terminal.type("x")
        terminal.wait_until(lambda: form.field() == "x", "the new answer")
        form.wait_saved()
        terminal.kill(9)
        terminal.wait_exit()
    assert command(drafts, "restore", draft, FIELD, "--at", "2").returncode == 0
    assert answer(drafts, draft) == OLD


def test_a_draft_full_of_zeros_goes_on_from_its_copy(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV", FIELD: OLD})
    command(drafts, "set", draft, FIELD, NEW)
    zeros = b"\0" * draft.stat().st_size
    draft.write_bytes(zeros)
    assert "is complete (2 answers)" in command(drafts, "status", draft).stderr
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        terminal.wait_for("Go on from the copy")
        assert "is complete (2 answers)" in terminal.text
        terminal.press("enter")
        terminal.wait_for("This is the copy.")
        terminal.press("tab")
        form.go_to(FIELD)
        terminal.wait_until(lambda: form.field() == OLD, "the answer of the copy")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert [path.read_bytes() for path in drafts.iterdir() if ".damaged-" in path.name] == [zeros]
    assert answer(drafts, draft) == OLD


def test_a_deleted_draft_is_asked_about_twice_and_kept(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    text = draft.read_bytes()
    with Terminal([MSQ], environment(drafts)) as terminal:
        terminal.wait_for("Côte d'Ivoire")
        terminal.press("delete")
        terminal.wait_for("Yes, delete it")
        terminal.press("down", "enter")
        terminal.wait_for("Write the word")
        terminal.type("delete")
        terminal.press("enter")
        terminal.wait_for("was moved to")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert not draft.exists()
    assert [path.read_bytes() for path in drafts.glob(f"deleted/*/{draft.name}")] == [text]
