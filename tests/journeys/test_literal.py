"""Answers are shown as they are: no markup, no escape sequence of an answer ever acts on the terminal."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest

from .form import MSQ, Form, answered_draft, command, edition, environment, flat, told
from .terminal import Terminal

FORM = edition()
FIELD = "egov_portal"
MARKUP = (
    "[red]x[/]",
    "[@click=app.quit]press[/]",
    "[/",
    "[bold",
    "[/nosuch]",
    "[link=https://evil.example]here[/link] \\[b]",
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


def opened(drafts: Path) -> Terminal:
    return Terminal([MSQ, str(answered_draft(drafts, {"country": "CIV"}))], environment(drafts))


def shows_line(terminal: Terminal, text: str) -> bool:
    return any(line.strip("▸ ") == text for line in terminal.lines)


def test_markup_is_shown_as_typed_everywhere(drafts: Path) -> None:
    fields = fields_from(FIELD, len(MARKUP))
    with opened(drafts) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        for address, text in zip(fields, MARKUP, strict=True):
            form.wait_at(address)
            terminal.type(text)
            terminal.wait_for(f"│ {text} ")
            terminal.press("tab")
            terminal.wait_for(f"\n       {text}\n")
        terminal.press("f5")
        terminal.wait_for("Check your answers")
        for text in MARKUP:
            terminal.press_until("down", partial(shows_line, terminal, text), text)
        leave(terminal)
        assert_nothing_acted(terminal)
    (draft,) = drafts.glob("*.yaml")
    kept = flat(told(drafts, "get", draft)["answers"])
    assert [kept[address] for address in fields] == list(MARKUP)


def fields_from(address: str, count: int) -> list[str]:
    """The next fields of paragraphs from one on, in printed order."""
    fields = [place.address for place in FORM.index.input_at.values() if place.kind == "text"]
    start = fields.index(address)
    return fields[start : start + count]


WITHOUT_ESCAPE = [name for name, text in ESCAPES.items() if "\x1b" not in text]
WITH_ESCAPE = [name for name, text in ESCAPES.items() if "\x1b" in text]


@pytest.mark.parametrize(
    "names", [pytest.param(WITHOUT_ESCAPE, id="without ESC"), pytest.param(WITH_ESCAPE, id="with ESC")]
)
def test_a_pasted_control_is_dropped_with_a_note_and_the_rest_is_kept(drafts: Path, names: list[str]) -> None:
    # Inside a bracketed paste a terminal may hand on any byte; the end of the paste itself cannot be in it.
    dropped = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
    pasted = {
        address: f"before {ESCAPES[name]} after"
        for address, name in zip(fields_from(FIELD, len(names)), names, strict=True)
    }
    with opened(drafts) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        for address, text in pasted.items():
            form.wait_at(address)
            terminal.paste(text)
            count = len(dropped.findall(text))
            terminal.wait_for(f"{count} hidden control character")
            assert "after" in terminal.text
            terminal.press("tab")
        leave(terminal)
        assert_nothing_acted(terminal)
    (draft,) = drafts.glob("*.yaml")
    kept = flat(told(drafts, "get", draft)["answers"])
    assert {address: kept[address] for address in pasted} == {
        address: dropped.sub("", text) for address, text in pasted.items()
    }


def test_drafts_made_by_hand_with_controls_are_refused_with_the_place_and_show_nothing_raw(
    drafts: Path,
) -> None:
    whole = answered_draft(drafts, {"country": "CIV", FIELD: "MARK"})
    text_of = whole.read_text("utf-8")
    whole.unlink()
    made = []
    for number, text in enumerate(ESCAPES.values()):
        # Raw in the file, and as an escape of a double-quoted text: both are ways in.
        for way, inside in (("raw", text), ("escaped", json.dumps(text)[1:-1])):
            draft = drafts / f"{number}-{way}.yaml"
            draft.write_text(text_of.replace("MARK", f"MARK {inside}"), "utf-8", newline="")
            made.append(draft)
    checked = command(drafts, "check", *made)
    assert checked.returncode == 1
    for draft in made:
        assert re.search(rf"{draft.name}:\d+:\d+ ", checked.stdout), f"{draft.name}: {checked.stdout}"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", checked.stdout + checked.stderr)
    for draft in made[:4]:
        with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
            assert terminal.wait_exit() == 3
            # The line that says what is being opened goes back to its beginning and takes itself away.
            said = re.sub(r"^Opening [^\r]*\r +\r", "", terminal.raw.decode("utf-8").replace("\r\n", "\n"))
            assert re.search(rf"{draft.name}:\d+:\d+ ", said), said
            assert "Traceback" not in said
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)
    # On the start screen they stand as ones that cannot be opened, and Enter says why.
    with Terminal([MSQ], environment(drafts)) as terminal:
        terminal.wait_for("cannot be opened")
        terminal.press(*["down"] * (len(made) - 1))
        terminal.wait_for(made[-1].name)
        terminal.press("enter")
        terminal.wait_for("was not opened")
        leave(terminal)
        assert_nothing_acted(terminal)


def test_names_of_files_are_shown_literally(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    draft = draft.rename(drafts / "[red]my[bold] draft \x1b]0;owned\x07 [@click=app.quit]q.yaml")
    assert draft.exists()
    with Terminal([MSQ], environment(drafts)) as terminal:
        terminal.wait_for("[red]my[bold] draft")
        assert_nothing_acted(terminal)
        terminal.press("enter")
        Form(terminal, FORM).begin()
        terminal.press("ctrl+s")
        terminal.wait_for("Saved: ")
        leave(terminal)
        assert_nothing_acted(terminal)


def test_a_paste_is_brought_to_one_form_once(drafts: Path) -> None:
    # Decomposed letters and foreign line ends, as other systems put them on the clipboard.
    with opened(drafts) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        terminal.paste("Cafe\u0301\r\nzwei\u2028drei\x0bvier\tEnde \u200cmi\u200cravam \u200fאב", raw=True)
        terminal.wait_for("Ende")
        leave(terminal)
    (draft,) = drafts.glob("*.yaml")
    assert told(drafts, "get", draft, FIELD)["answers"][FIELD] == (
        "Café\nzwei\ndrei\nvier\tEnde \u200cmi\u200cravam \u200fאב"
    )
