"""Follow-ups come and go with the answer they hang on, and lose nothing; what is missing is named and found."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from .answers import plan
from .form import HERE, MSQ, Form, answered_draft, command, edition, environment, told
from .terminal import Terminal

QUESTION = "legal.access_to_information"
DETAILS = f"{QUESTION}.details"
PROMPT = "If yes, please provide link and detail."
DETAIL = "Loi [2013-450]: legis.example/#!/ati\n\n  «Art. 4» Закон, 法律, قانون zanzibarquartz [/"
TOKEN = "zanzibarquartz"


def all_answers(without: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        step.place.address: "Invented." if step.place.kind == "text" else list(step.answer) if isinstance(step.answer, tuple) else step.answer
        for step in plan(edition())
        if step.place.address not in without
    }  # fmt: skip


def between(terminal: Terminal, number: str, following: str) -> str:
    """What the screen shows of one question: from its number to the next one's."""
    lines = terminal.lines
    start = next((at for at, line in enumerate(lines) if line[:5].strip(f" {HERE}") == number), None)
    end = next((at for at, line in enumerate(lines) if line[:5].strip() == following), len(lines) - 2)
    return "" if start is None else "\n".join(lines[start:end])


def submission(bundle: Path) -> dict[str, Any]:
    with zipfile.ZipFile(bundle) as opened:
        name = next(name for name in opened.namelist() if name.endswith("/data/submission.json"))
        found: dict[str, Any] = json.loads(opened.read(name))
    return found


def test_a_detail_goes_with_no_and_comes_back_with_yes_byte_for_byte(drafts: Path) -> None:
    draft = answered_draft(drafts, all_answers(without=(QUESTION, DETAILS)))
    form_of = edition()

    with Terminal([MSQ, draft.name], environment(drafts)) as terminal:
        form = Form(terminal, form_of)
        form.begin()
        form.go_to(QUESTION)
        assert PROMPT not in between(terminal, "9", "10")
        terminal.press("space")
        # In the same frame in which Yes is chosen the follow-up stands below.
        terminal.wait_until(lambda: "(x) Yes" in between(terminal, "9", "10"), "Yes chosen")
        assert PROMPT in between(terminal, "9", "10")
        terminal.press("tab")
        form.wait_at(DETAILS)
        terminal.paste(DETAIL)
        terminal.wait_for(TOKEN)
        form.wait_saved()
        kept = draft.read_bytes()

        terminal.press("shift+tab")
        form.wait_at(QUESTION)
        terminal.wait_for(TOKEN)
        terminal.press("down", "space")
        terminal.wait_until(lambda: "(x) No" in between(terminal, "9", "10"), "No chosen")
        assert PROMPT not in between(terminal, "9", "10")
        assert TOKEN not in terminal.text
        terminal.press("f10")
        assert terminal.wait_exit() == 0

    got = told(drafts, "get", draft)
    assert got["parked"] == [DETAILS]
    exported = told(drafts, "export", draft, "-o", drafts.parent / "out", "--partial")
    sent = submission(Path(exported["path"]))
    assert sent["answers"][QUESTION] == "no"
    assert DETAILS not in sent["answers"]
    assert sent["parked"] == [DETAILS]
    assert TOKEN.encode() not in Path(exported["path"]).read_bytes(), "in no member of the bundle"

    with Terminal([MSQ, draft.name], environment(drafts)) as terminal:
        form = Form(terminal, form_of)
        form.wait_at(QUESTION)
        assert TOKEN not in terminal.text
        terminal.press("up", "space")
        terminal.wait_until(lambda: "(x) Yes" in between(terminal, "9", "10"), "Yes chosen again")
        assert TOKEN in terminal.text
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    got = told(drafts, "get", draft)
    assert got["answers"][DETAILS] == DETAIL
    assert got["parked"] == []
    assert answer_lines(draft.read_bytes(), DETAILS) == answer_lines(kept, DETAILS)


def answer_lines(draft: bytes, question: str) -> list[bytes]:
    """The lines of one answer in a draft."""
    lines = draft.split(b"\n")
    start = next(at for at, line in enumerate(lines) if line.startswith(f"  {question}:".encode()))
    end = next(at for at in range(start + 1, len(lines)) if lines[at][:2] == b"  " and lines[at][2:3] not in (b" ", b""))  # fmt: skip
    return lines[start:end]


def test_a_missing_required_answer_is_named_in_the_review_and_enter_goes_there(drafts: Path) -> None:
    missing = "egov_agency"
    draft = answered_draft(drafts, all_answers(without=(missing,)))

    refused = command(drafts, "export", draft, "-o", drafts.parent / "out")
    assert refused.returncode == 1
    assert missing in refused.stdout + refused.stderr
    assert not list((drafts.parent / "out").glob("*.zip"))
    exported = told(drafts, "export", draft, "-o", drafts.parent / "out", "--partial")
    assert exported["status"] == "partial"
    assert exported["path"].endswith("_partial.zip")
    sent = submission(Path(exported["path"]))
    assert sent["status"] == "partial"
    assert [entry if isinstance(entry, str) else entry["address"] for entry in sent["missing"]] == [missing]

    with Terminal([MSQ, draft.name], environment(drafts)) as terminal:
        form = Form(terminal, edition())
        form.begin()
        terminal.press("f5")
        terminal.wait_for("97 of 98 answered. Before it can be sent: 1 required answer.")
        assert "TO DO BEFORE IT CAN BE SENT" in terminal.text
        under_bar = next(at for at, line in enumerate(terminal.lines) if line.startswith(HERE))
        assert "3 Please provide name and link of" in terminal.lines[under_bar], "the bar stands on it"
        assert "Write an answer." in "".join(terminal.lines[under_bar : under_bar + 4])

        terminal.press("e")
        terminal.wait_for("Not exported: 1 thing is still to do")
        terminal.press("enter")
        form.wait_at(missing)
        terminal.type("Agence du numérique, www.agence.example")
        terminal.press("f5")
        terminal.wait_for("98 of 98 answered. Nothing required is missing.")
        terminal.press("e")
        terminal.wait_for("Receipt")
        assert "complete, checked and written" in terminal.text
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert told(drafts, "get", draft, missing)["answers"] == {
        missing: "Agence du numérique, www.agence.example"
    }


def test_f3_goes_to_each_missing_answer_in_printed_order_and_round(drafts: Path) -> None:
    draft = answered_draft(drafts, all_answers(without=("contact/title", "legal.cybersecurity", "consent")))
    with Terminal([MSQ, draft.name], environment(drafts)) as terminal:
        form = Form(terminal, edition())
        form.begin()
        for address in ("contact/title", "legal.cybersecurity", "consent", "contact/title"):
            terminal.press("f3")
            form.wait_at(address)


def test_going_back_and_forth_with_tab_visits_every_question_in_printed_order(drafts: Path) -> None:
    draft = answered_draft(drafts, all_answers())
    form_of = edition()
    places = list(form_of.index.input_at)
    with Terminal([MSQ, draft.name], environment(drafts)) as terminal:
        form = Form(terminal, form_of)
        form.begin()
        for address in places[:15]:
            form.wait_at(address)
            terminal.press("tab")
        for address in reversed(places[:16]):
            form.wait_at(address)
            terminal.press("shift+tab")
