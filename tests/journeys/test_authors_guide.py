"""The edition of the author's guide, typed in as printed there, is filled in at the keyboard and handed over."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.guide import SURVEY, survey

from .form import HERE, MSQ, environment, told
from .terminal import Terminal

FOLLOW_UP = "If yes, please give its title"
STRATEGY = "Stratégie 2030 [adoptée]: numerique.example/#!/2030"


def at(terminal: Terminal, words: str) -> None:
    """Wait until the mark of the place stands before these words."""
    terminal.wait_until(
        lambda: any(HERE in line[:2] and words in line for line in terminal.lines), f"being at {words}"
    )


def line(terminal: Terminal, words: str, answer: str, leave: str = "enter") -> None:
    """Type an answer at the words of its question, and go on."""
    at(terminal, words)
    terminal.type(answer)
    terminal.press(leave)


def test_the_edition_of_the_guide_is_filled_in_exported_and_verified(drafts: Path) -> None:
    folder = drafts.parent / "survey"
    folder.mkdir()
    (folder / f"{SURVEY}.yaml").write_text(survey(), "utf-8")
    with Terminal([MSQ, "--editions", str(folder), "fill", SURVEY], environment(drafts)) as terminal:
        line(terminal, "What is the name of your ministry?", "Ministry of Invention")
        at(terminal, "Does your ministry have a digital")
        assert FOLLOW_UP not in terminal.text
        terminal.press("space")
        terminal.wait_until(lambda: "(x) Yes" in terminal.text, "Yes chosen")
        # In the same frame in which Yes is chosen the follow-up stands below.
        assert FOLLOW_UP in terminal.text
        terminal.press("tab")
        at(terminal, FOLLOW_UP)
        terminal.paste(STRATEGY)
        terminal.press("tab")
        at(terminal, "How can people use your services?")
        terminal.press("space", "down", "space", "tab")
        line(terminal, "Services in all", "120")
        line(terminal, "Of these, online", "30")
        line(terminal, "Services in all", "125")
        line(terminal, "Of these, online", "37,5 %")
        at(terminal, "Please list your largest")
        terminal.wait_for("Enter adds one")
        terminal.press("enter")
        line(terminal, "Title of project", "Registers")
        line(terminal, "Share of the digital budget", "60", "ctrl+n")
        line(terminal, "Title of project 2", "Identity")
        line(terminal, "Share of the digital budget", "50,5")
        terminal.wait_for("The shares make 110.5 %.")
        terminal.press("shift+tab")
        at(terminal, "Share of the digital budget")
        terminal.press("end", *["backspace"] * len("50,5"))
        terminal.type("39,5")
        terminal.press("tab")
        terminal.wait_for("99.5 %")
        assert "The shares make" not in terminal.text
        terminal.press("tab")
        at(terminal, "We agree that our answers are")
        terminal.press("space", "f5")
        terminal.wait_for("Nothing required is missing.")
        terminal.press("e")
        terminal.wait_for("Receipt")
        screen = terminal.text
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    (bundle,) = (drafts / "out").glob("*.zip")
    assert told(drafts, "verify", bundle)["receipt"] in screen
    with zipfile.ZipFile(bundle) as archive:
        sent = json.loads(archive.read(f"{bundle.stem}/data/submission.json"))
    assert sent["status"] == "final"
    assert sent["computed"]["projects.total"] == "99.5"
    projects = sent["answers"].pop("projects")
    assert [(project["title"], project["share"]) for project in projects] == [
        ("Registers", "60"),
        ("Identity", "39,5"),
    ]
    assert sent["answers"] == {
        "ministry": "Ministry of Invention",
        "strategy": "yes",
        "strategy.details": STRATEGY,
        "channels": ["counter", "online"],
        "services.count": {
            "year_2024": {"all": "120", "online": "30"},
            "year_2025": {"all": "125", "online": "37,5 %"},
        },
        "consent": "yes",
    }
