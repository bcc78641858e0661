"""Every hostile text on every screen: typed, pasted and loaded, it is kept or refused, and shown literally."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from msq_tui.core.errors import MsqError
from msq_tui.core.text import clean_text, display
from msq_tui.files.yaml_write import entry
from msq_tui.ui.screens.ask import AskScreen, ChooseScreen
from msq_tui.ui.screens.fill import FillScreen
from tests.ui.driving import Desk, Ui, drive

from .texts import CONTROLS, HARMLESS, HIDDEN, TEXTS

ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
"""What no row of a screen may hold (rows are joined with line feeds)."""

FIELD = "egov_portal"
LINE = "contact/name"


def cells(text: str) -> str:
    """A text as a screen can give it back: joiners and marks without a cell of their own left away, spaces as one."""
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Mn", "Me"))
    return re.sub(r"\s+", "", kept)


def assert_shown(ui: Ui, text: str) -> None:
    """The text stands on the screen with nothing swallowed, and no row holds anything that a terminal acts on."""
    assert not ACTS.search(ui.text), repr(ACTS.search(ui.text))
    # A frame of a field or a mark of a list stands between the lines of a text.
    seen = cells(re.sub("[│▸╎┃]", "", ui.text))
    assert re.sub("[│▸╎┃]", "", cells(display(text))) in seen, ui.text


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_there_are_at_least_sixty() -> None:
    assert len(set(TEXTS.values())) >= 60


def test_each_text_that_is_pasted_is_kept_as_the_door_lets_it_through_and_shown(desk: Desk) -> None:
    session = desk.start("msq-2022")

    async def walk(ui: Ui) -> None:
        for text in TEXTS.values():
            await ui.go_to(FIELD)
            await ui.paste(text)
            cleaned = clean_text(text)
            assert session.response.answers.get(FIELD) == cleaned.text, text
            assert_shown(ui, cleaned.text)
            if cleaned.dropped:
                assert "left out of what you pasted" in ui.text, text
            session.save()
            assert desk.reread(session).response.answers[FIELD] == cleaned.text, text
            session.clear(FIELD)
            await ui.go_to("egov_agency")

    drive(desk.workplace, walk, session)


def test_each_text_that_is_pasted_into_one_line_is_kept_and_shown(desk: Desk) -> None:
    session = desk.start("msq-2022")

    async def walk(ui: Ui) -> None:
        for text in TEXTS.values():
            await ui.go_to(LINE)
            await ui.paste(text)
            kept = session.response.answers.get(LINE, "")
            assert isinstance(kept, str) and kept.split() == clean_text(text).text.split(), text
            assert_shown(ui, kept)
            session.clear(LINE)
            await ui.go_to("contact/title")

    drive(desk.workplace, walk, session)


def test_each_harmless_text_that_is_typed_key_by_key_is_kept_and_shown(desk: Desk) -> None:
    session = desk.start("msq-2022")

    async def walk(ui: Ui) -> None:
        for text in HARMLESS.values():
            await ui.go_to(FIELD)
            await ui.type(text)
            assert session.response.answers.get(FIELD) == clean_text(text).text, text
            assert_shown(ui, clean_text(text).text)
            session.clear(FIELD)
            await ui.go_to("egov_agency")

    drive(desk.workplace, walk, session)


# Loaded: in a draft, in the name of a file, in an edition


def test_each_text_that_a_draft_holds_is_refused_or_shown_on_the_page_and_in_the_review(desk: Desk) -> None:
    session = desk.start("msq-2022", {FIELD: "HERE"})
    whole = session.path.read_text("utf-8")
    for name, text in TEXTS.items():
        session.path.write_text(whole.replace(f'  {FIELD}: "HERE"\n', entry(FIELD, text, 2)), "utf-8", errors="surrogatepass")
        try:
            opened = desk.reread(session)
        except MsqError as refusal:
            assert name in CONTROLS and re.search(r":\d+:\d+ ", refusal.message), name
            continue
        assert name not in CONTROLS, name

        async def walk(ui: Ui, text: str = text) -> None:
            await ui.go_to("egov_agency")
            assert_shown(ui, clean_text(text).text)
            await ui.press("f5")
            assert not ACTS.search(ui.text), text

        drive(desk.workplace, walk, opened)


OF_FILES = {
    name: text for name, text in TEXTS.items() if "/" not in text and "\0" not in text and "\ud800" not in text and "\ude00" not in text
}


def test_each_text_as_the_name_of_a_draft_is_shown_literally_at_the_start(desk: Desk) -> None:
    session = desk.start("msq-2022")
    for text in OF_FILES.values():
        path = session.path.with_name(f"{text}.yaml")
        session.path.rename(path)

        async def walk(ui: Ui, text: str = text) -> None:
            assert not ACTS.search(ui.text), text
            assert cells(display(f"{text}.yaml").replace("\n", " ")) in cells(ui.text), ui.text

        drive(desk.workplace, walk)
        path.rename(session.path)


SAFE_TEXTS = [*HARMLESS.values(), *HIDDEN.values()]


def edition_with(text: str) -> str:
    """An edition in which every printed word is the text."""
    quoted = entry("x", text.replace("{", "(").replace("}", ")")).removeprefix("x: ").strip()
    return f"""msq_edition: 1
id: "hostile"
title: {quoted}
publisher: {quoted}
states: ["unknown"]
introduction:
  - {quoted}
glossary:
  - term: {quoted}
    text: {quoted}
sections:
  - id: "only"
    title: {quoted}
    questions:
      - id: "first"
        number: "1"
        text: {quoted}
        type: "single_choice"
        options:
          - code: "a"
            label: {quoted}
        other: {quoted}
      - id: "second"
        text: {quoted}
        type: "short_text"
        required: true
        when: {{question: "first", is: "a"}}
"""


SCREENS: dict[str, tuple[str, ...]] = {
    "fill": (),
    "why": ("f9",),
    "outline": ("f2",),
    "mark": ("f4",),
    "help": ("f1",),
    "terms": ("ctrl+g",),
    "copy": ("f6",),
    "review": ("f5",),
    "help of the review": ("f5", "f1"),
    "refused export": ("f5", "e"),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_on_every_screen_the_words_of_an_edition_are_shown_and_never_act(desk: Desk, screen: str) -> None:
    shows_it = screen in ("fill", "outline", "mark", "terms", "review")
    for number, text in enumerate(SAFE_TEXTS):
        if (number + list(SCREENS).index(screen)) % 3 and not shows_it:
            continue
        (desk.editions / "hostile.yaml").write_text(edition_with(text), "utf-8")
        session = desk.start("hostile", {"first": "a"})

        async def walk(ui: Ui, text: str = text) -> None:
            await ui.go_to("first")
            await ui.press(*SCREENS[screen])
            assert not ACTS.search(ui.text), text
            if shows_it:
                shown = cells(display(text.replace("{", "(").replace("}", ")")))[:8]
                assert shown in cells(re.sub("[│▸]", "", ui.text)) or "▸" in text, ui.text

        drive(desk.workplace, walk, session)
        session.path.unlink()
        desk.workplace._editions.clear()


def test_each_text_in_a_question_of_the_program_is_shown_literally(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for text in TEXTS.values():
            for screen in (AskScreen(text, "x"), ChooseScreen(text, [("stay", text)])):
                ui.app.push_screen(screen)
                await ui.pilot.pause()
                assert_shown(ui, display(text))
                await ui.press("escape")

    drive(desk.workplace, walk, desk.start("msq-2022"))


def test_each_text_in_a_message_is_shown_without_anything_that_acts(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for text in TEXTS.values():
            assert isinstance(ui.app.screen, FillScreen)
            ui.app.screen.draw_hint(text)
            await ui.pilot.pause()
            assert not ACTS.search(ui.text), repr(text)

    drive(desk.workplace, walk, desk.start("msq-2022"))


def test_each_text_as_a_reason_of_a_mark_is_kept_and_shown(desk: Desk) -> None:
    session = desk.start("feature-marks")

    async def walk(ui: Ui) -> None:
        for text in TEXTS.values():
            await ui.go_to("must")
            await ui.press("f4", "tab")
            await ui.press(*["backspace"] * 100)
            await ui.paste(text)
            assert not ACTS.search(ui.text), repr(text)
            await ui.press("enter")
            await ui.press("f5")
            assert not ACTS.search(ui.text), repr(text)
            await ui.press("escape")

    drive(desk.workplace, walk, session)


def test_a_paste_of_a_megabyte_is_kept_whole(desk: Desk) -> None:
    text = "A line of forty-odd letters, and so on.\n" * 26_000
    session = desk.start("msq-2022")

    async def walk(ui: Ui) -> None:
        await ui.go_to(FIELD)
        await ui.paste(text)
        assert session.response.answers[FIELD] == text
        await ui.type("x")
        assert session.response.answers[FIELD] == text + "x"
        session.save()

    drive(desk.workplace, walk, session)
    assert desk.reread(session).response.answers[FIELD] == text + "x"
