"""Keys that arrive in one piece (a slow line, a busy computer, a key held down) do what they do one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from .form import MSQ, Form, answered_draft, edition, environment, flat, told
from .terminal import KEYS, Terminal

FORM = edition()
FIELD = "egov_portal"
BACK, LEFT, END, TAB, BACK_TAB = (KEYS[name] for name in ("backspace", "left", "end", "tab", "shift+tab"))


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        pytest.param(f"abc{BACK}d", "abd", id="backspace"),
        pytest.param(f"abc{LEFT}{LEFT}x", "axbc", id="arrow"),
        pytest.param(f"ab{LEFT}c{END}d{BACK}e", "acbe", id="end"),
    ],
)
def test_editing_keys_and_letters_keep_their_order(drafts: Path, keys: str, wanted: str) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        form.go_to(FIELD)
        terminal.send(keys)
        terminal.press("f5")
        terminal.wait_for("Check your answers")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert told(drafts, "get", draft, FIELD)["answers"] == {FIELD: wanted}


def test_what_is_typed_after_tab_and_enter_goes_into_the_next_place(drafts: Path) -> None:
    draft = answered_draft(drafts, {"country": "CIV"})
    with Terminal([MSQ, str(draft)], environment(drafts)) as terminal:
        form = Form(terminal, FORM)
        form.begin()
        terminal.send(f"{TAB}Aya Kone{TAB}Director\rMinistry{TAB}aya@x.example{BACK_TAB}{END} of Form\r")
        form.wait_at("contact/email")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert flat(told(drafts, "get", draft)["answers"]) == {
        "country": "CIV", "contact/name": "Aya Kone", "contact/title": "Director",
        "contact/organization": "Ministry of Form", "contact/email": "aya@x.example",
    }  # fmt: skip
