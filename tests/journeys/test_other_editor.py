"""An answer written in the editor that the respondent prefers, in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from .form import MSQ, Form, answered_draft, edition, environment, told
from .terminal import Terminal

FIELD = "egov_portal"
ADDS = 'import sys; open(sys.argv[1], "a", encoding="utf-8").write("added [b]outside[/b]\\x1b[31m\\n")'
FAILS_ONCE = """
import pathlib, sys
failed = pathlib.Path(__file__).with_suffix(".failed")
if not failed.exists():
    failed.touch()
    open(sys.argv[1], "w").write("lost")
    sys.exit(3)
"""


def test_what_is_written_in_another_editor_comes_back_clean_and_ctrl_z_takes_it_back(drafts: Path) -> None:
    draft = answered_draft(drafts, {FIELD: "begun here"})
    script = drafts.parent / "adds.py"
    script.write_text(ADDS, "utf-8")
    more = {"EDITOR": f"{sys.executable} {script}", "MSQ_AUTOSAVE_MS": "50"}
    with Terminal([MSQ, str(draft)], environment(drafts, **more)) as terminal:
        form = Form(terminal, edition())
        form.begin()
        form.go_to(FIELD)
        terminal.press("ctrl+e", "f4")
        terminal.wait_for("Brought back from")
        assert "added [b]outside[/b][31m" in terminal.text
        assert "1 hidden control character was left out." in " ".join(terminal.text.split())
        terminal.press("escape")
        terminal.wait_until(lambda: form.is_at(FIELD), "the page again")
        form.wait_saved()
        assert told(drafts, "get", draft)["answers"][FIELD] == "begun here\nadded [b]outside[/b][31m"
        terminal.press("ctrl+z")
        terminal.wait_for("─ 10 characters ─")
        form.wait_saved()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert told(drafts, "get", draft)["answers"][FIELD] == "begun here"
    assert list((drafts / ".msq").glob("*answer*")) == []


def test_an_editor_that_ends_with_an_error_or_saves_nothing_changes_nothing_and_that_is_told(
    drafts: Path,
) -> None:
    draft = answered_draft(drafts, {FIELD: "begun here"})
    script = drafts.parent / "fails.py"
    script.write_text(FAILS_ONCE, "utf-8")
    with Terminal([MSQ, str(draft)], environment(drafts, VISUAL=f"{sys.executable} {script}")) as terminal:
        form = Form(terminal, edition())
        form.begin()
        form.go_to(FIELD)
        terminal.press("ctrl+e", "f4")
        terminal.wait_for("ended with an error, so nothing was changed here.")
        assert "begun here" in terminal.text
        terminal.press("f4")
        terminal.wait_for("Nothing was changed in")
        assert "begun here" in terminal.text
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert told(drafts, "get", draft)["answers"][FIELD] == "begun here"
