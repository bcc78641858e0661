"""Answers are shown as they are: no markup, no escape sequence of an answer ever acts on the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .form import MSQ, Form, answered_draft, command, edition, environment, told
from .terminal import Terminal

FORM = edition()
FIELD = "egov_portal"
MARKUP = (
    "[red]x[/]",
    "[@click=app.quit]press[/]",
    "[/",
    "[bold",
    "[/nosuch]",
    "[link=https://evil.example]here[/link]",
    "\\[b]",
    "$secondary {x} %(y)s :smile: &amp; <b>",
)
ESCAPES = {
    "colour": "\x1b[31mred",
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "link": "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "question": "\x1b[6n\x1bP$qm\x1b\\",
    "C1": "\x9b31mred\x9d0;owned\x9c",
    "backspaces": "safe\x08\x08\x08\x08evil",
    "bidi": "abc\u202egpj.exe",
}
HARMFUL = re.compile("\x1b\\](?:0|2|8|52);|\x1b\\[2J\x1b\\[H.{0,9}MARK|\x1bP|[\x80-\x9f\u202a-\u202e]|\x08")


def leave(terminal: Terminal) -> None:
    terminal.press("f10")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []


def assert_nothing_acted(terminal: Terminal) -> None:
    found = HARMFUL.search(terminal.raw.decode("utf-8", "strict"))
    assert not found, repr(found)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_typed_everywhere(drafts: Path, text: str) -> None:
    with Terminal([MSQ, str(answered_draft(drafts, {"country": "CIV"}))], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.wait_at("country")
        form.go_to(FIELD)
        terminal.type(text)
        terminal.wait_for(f"│ {text} ")
        terminal.press("tab")
        form.wait_at("portals/e_services")
        terminal.wait_for(f"\n       {text}\n")
        terminal.press("f5")
        terminal.wait_for("Check your answers")
        terminal.press("end", *["pageup"] * 12)
        for _ in range(40):
            if text in terminal.text:
                break
            frames = terminal.frames
            terminal.press("down")
            terminal.wait_until(lambda seen=frames: terminal.frames > seen, "the bar to move")
        assert text in terminal.text
        leave(terminal)
        assert_nothing_acted(terminal)
    (draft,) = drafts.glob("*.yaml")
    assert told(drafts, "get", draft, FIELD)["answers"][FIELD] == text


@pytest.mark.parametrize("name", ESCAPES)
def test_a_pasted_control_is_dropped_with_a_note_and_the_rest_is_kept(drafts: Path, name: str) -> None:
    # Inside a bracketed paste a terminal may hand on any byte; the end of the paste itself cannot be in it.
    pasted = f"before {ESCAPES[name]} after"
    dropped = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
    with Terminal([MSQ, str(answered_draft(drafts, {"country": "CIV"}))], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.wait_at("country")
        form.go_to(FIELD)
        terminal.paste(pasted)
        terminal.wait_for("left out of what you pasted")
        count = len(dropped.findall(pasted))
        assert f"{count} hidden control character" in terminal.text
        form.wait_saved()
        assert "after" in terminal.text
        leave(terminal)
        assert_nothing_acted(terminal)
    (draft,) = drafts.glob("*.yaml")
    assert told(drafts, "get", draft, FIELD)["answers"][FIELD] == dropped.sub("", pasted)


@pytest.mark.parametrize("name", ESCAPES)
def test_a_draft_made_by_hand_with_controls_is_refused_or_shown_literally(drafts: Path, name: str) -> None:
    draft = answered_draft(drafts, {"country": "CIV", FIELD: "MARK"})
    whole = draft.read_text("utf-8")
    # Raw in the file, and as an escape of a double-quoted text: both are ways in.
    for text in (ESCAPES[name], json.dumps(ESCAPES[name])[1:-1]):
        draft.write_text(whole.replace("MARK", f"MARK {text}"), "utf-8", newline="")
        with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
            assert terminal.wait_exit() == 3
            said = terminal.raw.decode("utf-8")
            assert re.search(rf"{draft.name}:\d+:\d+ ", said.replace("\r\n", "")), said
            assert "Traceback" not in said
            assert_nothing_acted(terminal)
            assert not re.search("\x1b", said)
        # On the start screen it stands as one that cannot be opened, and Enter says why.
        with Terminal([MSQ], environment(drafts)) as terminal:
            terminal.wait_for("cannot be opened")
            terminal.press("enter")
            terminal.wait_for("was not opened")
            leave(terminal)
            assert_nothing_acted(terminal)
        checked = command(drafts, "check", draft)
        assert checked.returncode == 1
        assert not re.search("[\x1b\x80-\x9f\u202e\x07\x08]", checked.stdout + checked.stderr)


def test_names_of_files_are_shown_literally(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    draft = draft.rename(drafts / "[red]my[bold] draft \x1b]0;owned\x07 [@click=app.quit]q.yaml")
    assert draft.exists()
    with Terminal([MSQ], environment(drafts)) as terminal:
        terminal.wait_for("[red]my[bold] draft")
        assert_nothing_acted(terminal)
        terminal.press("enter")
        Form(terminal, FORM).wait_at("country")
        terminal.press("ctrl+s")
        terminal.wait_for("Saved: ")
        leave(terminal)
        assert_nothing_acted(terminal)


def test_a_paste_is_brought_to_one_form_once(drafts: Path) -> None:
    # Decomposed letters and foreign line ends, as other systems put them on the clipboard.
    with Terminal([MSQ, str(answered_draft(drafts, {"country": "CIV"}))], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.wait_at("country")
        form.go_to(FIELD)
        terminal.paste("Cafe\u0301\r\nzwei\u2028drei\x0bvier\tEnde \u200cmi\u200cravam \u200fאב", raw=True)
        terminal.wait_for("Ende")
        leave(terminal)
    (draft,) = drafts.glob("*.yaml")
    assert told(drafts, "get", draft, FIELD)["answers"][FIELD] == (
        "Café\nzwei\ndrei\nvier\tEnde \u200cmi\u200cravam \u200fאב"
    )
