"""On the screen: a matrix by keyboard, options and rows that come and go, units, and the glossary."""

from __future__ import annotations

from rich.cells import cell_len

from msq_tui.ui.page import page_lines, pages_of, stops
from msq_tui.ui.screens.terms import TermsScreen
from msq_tui.ui.widgets.choice_list import ChoiceList
from tests.core.helpers import feature

from .driving import Desk, Ui
from .test_page import session_of


def test_a_matrix_is_answered_row_by_row_with_the_keys(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("down", "enter")
        await ui.press("3", "enter")
        await ui.press("space", "tab", "2", "tab")

    session = desk.fill("type-matrix", walk)
    assert desk.reread(session).plain_answers() == {
        "views": {"portal": "neither", "mobile": "disagree"},
        "levels": {"national": "yes", "local": "no"},
    }


def test_a_row_of_a_matrix_shows_what_was_chosen_with_its_sign_and_word() -> None:
    session = session_of(feature("type_matrix"))
    session.enter("views/mobile", "neither")
    page = pages_of(session.edition)[0]
    before, after = page_lines(page, session, stops(page, session)[0], 78)
    signs = [line.text.strip() for line in (*before, *after) if "gree" in line.text and ") " in line.text]
    assert signs == ["(x) Neither agree nor disagree"]


def test_the_options_of_a_matrix_stand_where_the_row_is_answered(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert all(
            label in ui.text for label in ("( ) Agree", "( ) Neither agree nor disagree", "( ) Disagree")
        )

    desk.fill("type-matrix", walk)


def test_a_long_label_of_a_row_is_wrapped_and_never_cut() -> None:
    session = session_of(feature("type_matrix"))
    page = pages_of(session.edition)[0]
    before, after = page_lines(page, session, None, 40)
    shown = [line.text for line in (*before, *after)]
    assert "first place where people look" in " ".join(" ".join(shown).split())
    assert max(cell_len(text) for text in shown) <= 40


def test_an_option_that_is_not_offered_does_not_stand_in_the_list(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("channels")
        editor = ui.focused
        assert isinstance(editor, ChoiceList)
        assert [option.code for option in editor.options] == ["counter", "post"]

    desk.fill("feature-part-conditions", walk)


def test_a_choice_keeps_in_the_draft_what_is_not_offered_now(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("channels")
        await ui.press("1")

    session = desk.fill("feature-part-conditions", walk, {"channels": ["online", "post"]})
    assert desk.reread(session).plain_answers()["channels"] == ["online", "counter", "post"]


def test_rows_that_are_not_asked_are_passed_over(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("links")
        assert ui.here == "links/data"

    desk.fill("feature-part-conditions", walk, {"scope": ["data"]})


def test_a_row_says_why_it_is_asked(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("links/data")
        assert "Asked because you chose Data in question 1." in ui.text

    desk.fill("feature-part-conditions", walk, {"scope": ["data"]})


def test_a_cell_shows_its_unit() -> None:
    session = session_of(feature("feature_typed_cells"))
    before, after = page_lines(pages_of(session.edition)[0], session, None, 78)
    assert any(
        "First year, Budget" in line.text and "in million EUR" in line.text for line in (*before, *after)
    )


def test_a_key_explains_the_terms_of_the_question(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+g")
        assert ui.on(TermsScreen)
        assert "pass on [for any purpose]" in ui.text
        assert "Computers of others" not in ui.text

    desk.fill("feature-glossary", walk)


def test_the_question_names_the_key_and_its_terms(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert "Ctrl+G explains: open data, Portal" in ui.text

    desk.fill("feature-glossary", walk)


def test_where_a_question_has_no_terms_the_key_explains_them_all(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("plain")
        await ui.press("ctrl+g")
        assert "Computers of others" in ui.text

    desk.fill("feature-glossary", walk)


def test_without_a_glossary_the_key_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+g")
        assert "explains no terms" in ui.text

    desk.fill("type-matrix", walk)
