"""What is new this round: found in the list of sections, gone to, and answered."""

from __future__ import annotations

import re
from pathlib import Path

from .form import HERE, MSQ, ROOT, Form, edition, environment, told
from .terminal import Terminal

NEW_IN_2024 = [
    "30", "31", "33", "35", "36", "57", "61", "79", "81", "83", "90", "98", "123", "124", "125",
]  # fmt: skip
"""The numbers of all items that the form prints with [NEW] (tests/instruments/msq-2024.md)."""


def test_what_is_new_in_2024_is_found_in_the_list_of_sections_and_answered(drafts: Path) -> None:
    with Terminal([MSQ, "msq-2024"], environment(drafts)) as terminal:
        form = Form(terminal, edition(ROOT / "editions" / "msq-2024.yaml"))
        form.begin()
        terminal.press("f2")
        terminal.wait_for("N new this round")
        terminal.press("n")
        terminal.wait_for("New this round")

        seen: list[str] = []

        def number() -> str:
            bar = next((line for line in terminal.lines if f"{HERE} " in line), "")
            found = re.search(rf"{HERE}\s+(\d+) ", bar)
            return found.group(1) if found else ""

        while number() not in seen:
            seen.append(number())
            terminal.press("down")
            if seen[-1] != NEW_IN_2024[-1]:
                terminal.wait_until(lambda: number() not in ("", seen[-1]), "the next row")
        assert seen == NEW_IN_2024

        terminal.press("enter")
        form.wait_at("other_information")
        terminal.type("New")
        form.wait_saved()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    (draft,) = drafts.glob("*.yaml")
    assert told(drafts, "get", draft)["answers"] == {"other_information": "New"}
