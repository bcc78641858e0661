"""What people come to do, by keyboard alone at 80×24, within the keystrokes that a good form needs.

``pytest -rP tests/journeys/test_tasks.py`` prints the counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.files.drafts import full_answers

from .counting import Keystrokes
from .form import HERE, MSQ, MSQ_2022, ROOT, Form, answered_draft, edition, environment, told
from .terminal import Terminal

OGP = ROOT / "editions" / "ogp-self-assessment-2014-2016.yaml"
MSQ_2024 = ROOT / "editions" / "msq-2024.yaml"


def test_question_20_is_answered_with_other(drafts: Path) -> None:
    """Six keys: one for "go to", two for the number, one to go; one to choose the option, one to go on to its line. Then
    the words. Any form in which one types the number of a question and the place of an option needs these."""
    with Terminal([MSQ, "msq-2022"], environment(drafts)) as terminal:
        form = Form(terminal, edition())
        keys = Keystrokes(form, 'answer question 20 with "Other"')
        terminal.wait_for("Tab leads to the first question")
        keys.press("ctrl+l")
        keys.look_for("20")
        keys.press("enter", "5", "tab")
        keys.answer("As long as the government")
        form.wait_at("strategy_period/other")
        form.wait_saved()
        keys.done_within(6)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    (draft,) = drafts.glob("*.yaml")
    assert told(drafts, "get", draft)["answers"] == {
        "strategy_period": "other",
        "strategy_period/other": "As long as the government",
    }


def test_it_is_found_where_blockchain_is_mentioned(drafts: Path) -> None:
    """One key to find, ten letters of the word; the places are listed while it is typed. One more key goes to the first.
    No way of searching needs fewer, short of guessing the word."""
    with Terminal([MSQ, "msq-2022"], environment(drafts)) as terminal:
        form = Form(terminal, edition())
        keys = Keystrokes(form, 'find where "blockchain" is mentioned')
        terminal.wait_for("Tab leads to the first question")
        keys.press("ctrl+f")
        keys.look_for("blockchain")
        terminal.wait_for("Found in 3 places")
        keys.done_within(11)
        found = [line.strip(f"│ {HERE}") for line in terminal.lines if " · " in line]
        assert [line.split(" · ")[:2] for line in found] == [
            ["18", "question"], ["29", "question"], ["29", "line to fill in"],
        ]  # fmt: skip
        keys.press("enter")
        form.wait_at("legal.new_technologies")
        keys.done_within(12)
        terminal.press("f10")
        assert terminal.wait_exit() == 0


def test_one_e_mail_is_corrected_from_the_review_and_one_is_back_in_it(drafts: Path) -> None:
    """Everything is answered, one e-mail lacks its end. One key to the review, where it is the first line; one to go
    there, with the cursor behind the last letter; one to come back to the same line. Three, and the letters that lack."""
    answers = full_answers(edition(MSQ_2022)) | {"contact/email": "ana.diaz@mitic"}
    draft = answered_draft(drafts, answers)
    with Terminal([MSQ, "fill", str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, edition())
        keys = Keystrokes(form, "correct one e-mail from the review and return to it")
        terminal.wait_until(lambda: form.state == "Saved", "the questionnaire")
        keys.press("f5")
        terminal.wait_for("does not look like an e-mail")
        keys.press("enter")
        form.wait_at("contact/email")
        keys.answer(".example")
        keys.press("f5")
        terminal.wait_for("Check your answers")
        assert "does not look like an e-mail" not in " ".join(terminal.text.split())
        assert len(terminal.bars()) == 1
        form.wait_saved()
        keys.done_within(3)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert told(drafts, "get", draft, "contact/email")["answers"] == {
        "contact/email": "ana.diaz@mitic.example"
    }


def test_a_note_is_attached_to_question_33(drafts: Path) -> None:
    """Four keys to the question (go to, two for the number, one to go), one to open the note, one to go back. The words
    count apart."""
    draft = answered_draft(drafts, {"country": "CIV"})
    with Terminal([MSQ, "fill", str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, edition())
        keys = Keystrokes(form, "attach a note to question 33")
        terminal.wait_until(lambda: form.state == "Saved", "the questionnaire")
        keys.press("ctrl+l")
        keys.look_for("33")
        keys.press("enter", "ctrl+d")
        terminal.wait_for("Note on: 33 ")
        keys.answer("Ask the ministry of communications")
        keys.press("escape")
        terminal.wait_for("your note: Ask the ministry of communications")
        form.wait_saved()
        keys.done_within(6)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert list(read_draft_header(draft)["notes"].values()) == ["Ask the ministry of communications"]
    assert told(drafts, "get", draft)["answers"] == {"country": "CIV"}


def test_a_second_commitment_is_added_and_moved_up(drafts: Path) -> None:
    """Seven keys to the list of commitments (the list of sections, five down, one to go), one to add; after its title one
    to go back to the list, one to the second, one to move it up. Knowing its address, ``Ctrl+L`` would need more
    letters."""
    draft = answered_draft(drafts, {"commitments": [{"title": "First one"}]}, OGP.stem)
    with Terminal([MSQ, "fill", str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, edition(OGP))
        keys = Keystrokes(form, "add a second commitment and move it up")
        terminal.wait_until(lambda: form.state == "Saved", "the questionnaire")
        keys.press("f2", *["down"] * 5, "enter")
        terminal.wait_for("Commitment 1 of 1: First one")
        keys.press("a")
        terminal.wait_for("Commitment 2 of 2")
        keys.answer("Second one")
        keys.press("shift+f7", "down", "-")
        terminal.wait_for("Commitment 1 of 2: Second one")
        form.wait_saved()
        keys.done_within(11)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    commitments = told(drafts, "get", draft)["answers"]["commitments"]
    assert [commitment["title"] for commitment in commitments] == ["Second one", "First one"]


def read_draft_header(draft: Path) -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(draft.read_text("utf-8"))
    return data


def test_it_is_found_what_is_new_in_2024(drafts: Path) -> None:
    """One key to the list of sections, where it is said how, and one for what is new: the list. A third goes to the
    first of them."""
    with Terminal([MSQ, "msq-2024"], environment(drafts)) as terminal:
        form = Form(terminal, edition(MSQ_2024))
        keys = Keystrokes(form, "find what is new in 2024")
        terminal.wait_for("F1 help")
        keys.press("f2", "n")
        terminal.wait_for("New this round")
        keys.done_within(2)
        terminal.wait_until(
            lambda: any(f"{HERE}   30 " in line for line in terminal.lines), "the first of them"
        )
        keys.press("enter")
        terminal.wait_until(lambda: any(line.startswith((f" {HERE}   30.", f"{HERE} 30")) for line in terminal.lines), "being there")  # fmt: skip
        keys.done_within(3)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
