"""Answering by keyboard: what holds for the control of every question type, on its feature edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.condition import Answer
from msq_tui.core.question import Input
from msq_tui.core.question_types import QUESTION_TYPES
from msq_tui.ui.page import stops
from msq_tui.ui.widgets.drawn import Drawn
from msq_tui.ui.widgets.text_field import TextField
from tests.core.helpers import feature

from .driving import Desk, Ui, drive

WORDS = sorted(QUESTION_TYPES)
CASES = [
    (word, place)
    for word in WORDS
    for question in feature(f"type_{word}").questions()
    for place in feature(f"type_{word}").index.inputs[question.id]
]
# One input of each kind in each place it can stand in a question: the controls are the same for every type.
KINDS = list(
    {(place.kind, len(place.path), bool(place.chosen_with)): (word, place) for word, place in CASES}.values()
)
TEXT_KINDS = [(word, place) for word, place in KINDS if place.kind in ("line", "text")]
TEXTS = [(word, place) for word, place in CASES if place.kind in ("line", "text")]
CHOICES = [(word, place) for word, place in CASES if place.kind in ("choice", "choices")]
PASTE = "\n".join(f"{number:02d} " + ("[a] ñ 中文 " * 14)[:106] for number in range(40)) + "!"
BY_KEYBOARD = {
    "line": "12 [x]",
    "text": "Two words [here]",
}


def each(cases: list[tuple[str, Input]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("word", "place"), cases, ids=[f"{word} {place.address}" for word, place in cases]
    )


def edition_name(word: str) -> str:
    return f"type-{word.replace('_', '-')}"


def opened_with(place: Input) -> dict[str, Any]:
    """The answers without which an input is not asked."""
    if place.chosen_with is None:
        return {}
    several = feature_kind(place) == "choices"
    return {place.question_id: [place.chosen_with] if several else place.chosen_with}


def feature_kind(place: Input) -> str:
    return next(p.kind for _, p in CASES if p.question_id == place.question_id and not p.path)


async def answer(ui: Ui, place: Input) -> Answer:
    """Give an answer with keys alone; returns it as the draft should hold it."""
    if place.kind in ("line", "text"):
        await ui.type(BY_KEYBOARD[place.kind])
        return BY_KEYBOARD[place.kind]
    codes = list(ui.session.edition.index.questions[place.question_id].codes())
    if place.kind == "country":
        await ui.type("parag")
        await ui.press("enter")
        return "PRY"
    await ui.press("down", "space")
    if place.kind == "choice":
        return codes[1]
    await ui.press("down", "space")
    return (codes[1], codes[2])


@each(CASES)
def test_an_answer_is_given_and_kept_on_disk_by_keyboard_alone(word: str, place: Input, desk: Desk) -> None:
    wanted: list[Answer] = []

    async def walk(ui: Ui) -> None:
        while ui.here != place.address:
            before = ui.here
            await ui.press("tab")
            assert ui.here != before, "Tab does not come here"
        wanted.append(await answer(ui, place))

    session = desk.fill(edition_name(word), walk, opened_with(place))
    assert desk.reread(session).response.answer(place.address) == wanted[0]


@each(KINDS)
def test_an_answer_is_taken_back_by_keyboard_alone(word: str, place: Input, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await answer(ui, place)
        await ui.go_to(place.address)
        assert ui.session.given(place) is not None
        if place.kind in ("line", "text"):
            await ui.press(*["backspace"] * 20)
        else:
            await ui.press("delete")
            if place.kind != "country":
                assert ui.session.given(place) is None
                await answer(ui, place)
                await ui.press("backspace")
        assert ui.session.given(place) is None

    session = desk.fill(edition_name(word), walk, opened_with(place))
    assert desk.reread(session).response.answer(place.address) is None


@each(KINDS)
def test_an_answer_stands_on_the_screen_in_characters_in_focus_and_out_of_it(
    word: str, place: Input, desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        given = await answer(ui, place)
        await ui.go_to(place.address)
        question = ui.session.edition.index.questions[place.question_id]
        labels = [
            question.codes().get(code, code) for code in ((given,) if isinstance(given, str) else given)
        ]
        shown = [label.rstrip("_ ") for label in labels]
        sign = {"choice": "(x) ", "choices": "[x] "}.get(place.kind, "")
        assert all(sign + label in ui.text for label in shown)
        elsewhere = next((p.address for p in stops_of(ui) if p.address != place.address), None)
        if elsewhere is not None:
            await ui.go_to(elsewhere)
            drawn = "\n".join(line.text for id_ in ("#before", "#after") for line in drawn_lines(ui, id_))
            assert all(sign + label in drawn for label in shown)

    desk.fill(edition_name(word), walk, opened_with(place))


def drawn_lines(ui: Ui, selector: str) -> list[Any]:
    return list(ui.fill.query_one(selector, Drawn).lines)


def stops_of(ui: Ui) -> list[Input]:
    return stops(ui.fill.page, ui.session)


@pytest.mark.parametrize("colour", ["", "1"], ids=["colour", "NO_COLOR"])
@each(CHOICES)
def test_a_choice_and_the_place_of_the_bar_are_readable_without_colour(
    word: str, place: Input, colour: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour:
        monkeypatch.setenv("NO_COLOR", colour)

    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await ui.press("down", "space")
        labels = list(ui.session.edition.index.questions[place.question_id].codes().values())
        sign, empty = ("[x]", "[ ]") if place.kind == "choices" else ("(x)", "( )")
        assert f"▸ {sign} {labels[1].rstrip('_ ')}" in ui.text
        assert f"  {empty} {labels[0].rstrip('_ ')}" in ui.text

    desk.fill(edition_name(word), walk)


@each(KINDS)
def test_resizing_the_window_keeps_the_answer_and_the_place(word: str, place: Input, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        given = await answer(ui, place)
        await ui.go_to(place.address)
        for size in ((60, 20), (130, 40), (80, 24)):
            await ui.resize(*size)
            assert (ui.here, ui.session.given(place)) == (place.address, given)
            assert ui.focused.region.height > 0

    desk.fill(edition_name(word), walk, opened_with(place))


@each(TEXTS)
def test_a_paste_of_4400_characters_in_40_lines_arrives_whole(word: str, place: Input, desk: Desk) -> None:
    assert (len(PASTE), PASTE.count("\n")) == (4400, 39)

    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await ui.paste(PASTE)
        assert ui.session.given(place) == PASTE
        assert isinstance(ui.focused, TextField)
        assert ui.focused.text == PASTE

    session = desk.fill(edition_name(word), walk, opened_with(place))
    assert desk.reread(session).response.answer(place.address) == PASTE


@each(TEXT_KINDS)
def test_after_a_long_paste_its_end_and_its_count_are_seen(word: str, place: Input, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await ui.paste(PASTE)
        await ui.type("END")
        assert "END" in ui.text
        assert "4403 characters" in ui.text

    desk.fill(edition_name(word), walk, opened_with(place))


@each(TEXT_KINDS)
def test_ctrl_z_gives_the_text_back_and_the_draft_agrees(word: str, place: Input, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await ui.paste("kept")
        await ui.press("shift+home", "delete")
        assert ui.session.given(place) is None
        await ui.press("ctrl+z")
        assert isinstance(ui.focused, TextField)
        assert (ui.focused.text, ui.session.given(place)) == ("kept", "kept")

    desk.fill(edition_name(word), walk, opened_with(place))


@each(TEXT_KINDS)
def test_characters_that_may_not_stand_in_a_text_are_dropped_from_a_paste_with_a_note(
    word: str, place: Input, desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await ui.paste("a\x1b[31mb\u202ec\x07")
        assert ui.session.given(place) == "a[31mbc"
        assert "3 hidden control characters were left out of what you pasted." in ui.hint
        assert isinstance(ui.focused, TextField)
        assert ui.focused.text == "a[31mbc"

    desk.fill(edition_name(word), walk, opened_with(place))


STRAY = ("x", "enter", "up", "down", "left", "right", "home", "end", "ctrl+c", "f9")


@each([case for case in KINDS if case[1].chosen_with is None])
def test_a_stray_key_on_coming_never_takes_the_answer_away(word: str, place: Input, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        given = await answer(ui, place)
        for key in STRAY:
            await ui.go_to(place.address)
            await ui.press(key)
            now = ui.session.given(place)
            text_grew = place.kind in ("line", "text") and now != given
            assert (
                sorted(str(now).replace("x", "").split()) == sorted(str(given).replace("x", "").split())
                if text_grew
                else now == given
            )

    desk.fill(edition_name(word), walk)


@pytest.mark.parametrize("word", WORDS)
def test_brackets_in_a_text_of_the_edition_are_shown_literally(word: str, desk: Desk) -> None:
    desk.lay_out(edition_name(word))
    path = desk.editions / f"{edition_name(word)}.yaml"
    lines = path.read_text("utf-8").split("\n")
    marked = [
        line[:-1] + " [please specify][/b]" + '"'
        if line.lstrip(" -").startswith(("label:", "text:", "title:"))
        and line.endswith('"')
        and line[-2] != '"'
        else line
        for line in lines
    ]
    path.write_text("\n".join(marked), "utf-8")

    async def walk(ui: Ui) -> None:
        # Every text of a question on the screen stands with its brackets, whichever input has the focus.
        for place in stops_of(ui):
            await ui.go_to(place.address)
            assert "[please specify][/b]" in ui.text
        await ui.press("f5")
        assert "[please specify][/b]" in ui.text or not ui.session.edition.index.input_at
        await ui.press("f5")
        await ui.press("f2")
        assert "[please" in ui.text

    desk.fill(edition_name(word), walk)


@pytest.mark.parametrize("word", WORDS)
def test_opening_and_leaving_a_draft_is_no_edit(word: str, desk: Desk) -> None:
    session = desk.start(edition_name(word))
    given: dict[str, Any] = {}
    for question in session.edition.questions():
        for place in session.edition.index.inputs[question.id]:
            codes = list(question.codes())
            if place.kind in ("line", "text"):
                given[place.address] = "a [b] \n c  "
            else:
                given[place.address] = codes[:2] if place.kind == "choices" else codes[0]
    session.enter_all(given)
    session.save()
    before = session.path.read_bytes()
    stamp = session.path.stat().st_mtime_ns
    again = desk.reread(session)

    async def walk(ui: Ui) -> None:
        for place in [
            place for place in again.edition.index.input_at.values() if again.standing.is_asked(place)
        ]:
            await ui.go_to(place.address)
        assert ui.bar.endswith("Saved")
        await ui.press("f5")
        await ui.press("f10")

    app = drive(desk.workplace, walk, again)
    assert app.return_value == 0
    assert (session.path.read_bytes(), session.path.stat().st_mtime_ns) == (before, stamp)


LONG = "A paragraph that is longer than one line of the field, so that it has to wrap onto the next. " * 3


@pytest.mark.parametrize("way", ["tab", "jump", "page"])
def test_a_long_text_is_seen_to_its_end_where_the_cursor_stands(way: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        if way == "jump":
            await ui.go_to("egov_portal")
        for _ in range(40):
            if ui.here != "egov_portal":
                await ui.press({"tab": "tab", "page": "f8"}[way])
        assert ui.here == "egov_portal"
        await ui.type("THE END")
        assert "THE END" in ui.text
        assert ui.session.response.answer("egov_portal") == LONG + "THE END", "nothing of it was replaced"

    desk.fill("msq-2022", walk, {"egov_portal": LONG})


def test_country_matches_stand_in_one_column(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("congo")
        first, second = (
            next(line for line in ui.lines if name in line) for name in ("▸ Congo", "Democratic")
        )
        assert first.index("Congo") == second.index("Democratic")

    desk.fill("msq-2022", walk)


def test_a_country_is_found_by_a_name_in_another_script(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.paste("巴拉圭")
        await ui.press("enter")

    assert desk.fill("type-country", walk).response.answer("country") == "PRY"


def test_a_draft_written_elsewhere_with_an_unknown_option_opens_and_shows_it_as_set_aside(desk: Desk) -> None:
    session = desk.start("type-single-choice", {"period": "two_year"})
    path: Path = session.path
    path.write_text(path.read_text("utf-8").replace('"two_year"', '"gone"'), "utf-8")

    async def walk(ui: Ui) -> None:
        assert "(x)" not in ui.text
        await ui.press("f5")
        assert "no place in this questionnaire".upper() in ui.text
        assert "period: gone" in ui.text

    drive(desk.workplace, walk, desk.reread(session))


# A country half typed


@pytest.mark.parametrize("key", ["tab", "f5"])
def test_letters_that_mean_one_country_alone_choose_it_on_leaving(key: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("paragu")
        await ui.press(key)

    assert desk.fill("type-country", walk).response.answer("country") == "PRY"


def test_the_whole_name_of_a_country_chooses_it_though_other_names_hold_it(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("niger")
        await ui.press("tab")

    assert desk.fill("type-country", walk).response.answer("country") == "NER"


@pytest.mark.parametrize(
    ("letters", "told"), [("united", '"united" fits more than one'), ("qqq", 'none fits "qqq"')]
)
def test_letters_that_mean_no_one_country_are_told_and_kept_on_leaving(
    letters: str, told: str, desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type(letters)
        await ui.press("tab")
        assert ui.here == "neighbour"
        assert told in " ".join(ui.text.split())
        await ui.press("shift+tab")
        assert f"Type a few letters: {letters}_" in ui.text

    assert desk.fill("type-country", walk).response.answer("country") is None


# Choices


def test_what_is_wrong_with_a_choice_in_focus_is_said_once(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("space")
        assert ui.text.count("Choose at least 2.") == 1
        await ui.press("tab")
        assert ui.text.count("Choose at least 2.") == 1

    desk.fill("type-multiple-choice", walk)


def test_all_that_is_wrong_with_a_choice_in_focus_is_said(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("1", "2", "3", "4")
        said = " ".join(ui.text.split())
        assert '"None of these" stands alone' in said
        assert "Choose at most 3." in said

    desk.fill("type-multiple-choice", walk)


def test_a_digit_chooses_by_place_and_the_help_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("2")
        assert "[x] Robotics" in ui.text
        await ui.press("f1", "end")
        assert "the keys 1 to 9 choose an option by its place" in " ".join(ui.text.replace("│", " ").split())

    desk.fill("type-multiple-choice", walk)


def test_an_other_of_a_line_alone_has_a_name_on_the_screen(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("strategy_period")
        await ui.press("5")
        assert "▸ (x) Other" in ui.text
        await ui.press("tab")
        assert " ▸   Other  (required)" in ui.text
        assert "(x) Other" in ui.text

    desk.fill("msq-2024", walk, {"strategy": "yes"})


ENDS = [
    case
    for case in KINDS
    if case[1].kind in ("choice", "choices", "country", "entries") and not case[1].chosen_with
]


@each(ENDS)
def test_the_arrows_stay_within_a_control_and_say_at_its_ends_which_key_goes_on(
    word: str, place: Input, desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place.address)
        await ui.press(*["down"] * 6)
        assert (ui.here, "Tab goes on" in ui.hint) == (place.address, True)
        await ui.press(*["up"] * 6)
        assert (ui.here, "Shift+Tab goes" in ui.hint) == (place.address, True)

    desk.fill(edition_name(word), walk)


def test_more_options_than_fit_are_seen_with_their_question_and_the_bar_is_followed(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("strategy_features")
        assert "▸  8 Please check whichever applies." in ui.text
        assert "▸ [ ] has an implementation plan." in ui.text
        await ui.press(*["down"] * 10)
        assert "▸ [ ] makes specific reference to the use of new technologies [7]" in ui.text
        assert "Up and Down move, Space chooses" in ui.text
        await ui.press(*["up"] * 10)
        assert "▸  8 Please check whichever applies." in ui.text

    desk.fill("msq-2020", walk)
