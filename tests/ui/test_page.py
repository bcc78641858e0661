"""Pages as a function of the session, and lines that fit whatever stands in them; no app is run here."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from msq_tui.core.edition import Edition
from msq_tui.core.text import clean_text, display
from msq_tui.ui.page import MOST_QUESTIONS, page_lines, pages_of, stops
from msq_tui.ui.screens.fill import place_title
from msq_tui.ui.widgets.drawn import cut, fitted, shortened, wrapped
from msq_tui.ui.widgets.row_list import Row, RowList
from tests.core.helpers import FEATURE_NAMES, edition_of, feature, msq_2022, text_question, unhurried
from tests.files.drafts import full_answers

from .driving import Desk

EDITIONS = [msq_2022(), *(feature(name) for name in FEATURE_NAMES)]
each_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)

WORDS = (
    "word", "a", "https://portal.example.gov.py/#!/inicio?" + "x" * 150, "[please specify]", "[/b]", "ñandú", "政府门户网站",
    "البوابة الحكومية", "другие", "हिन्दी", "👩‍💻", "e\u0301", "\u200d", "\ufe0f", "　", "ｗｉｄｅ", "한국어", "\t", "\n", "\n\n", "  ", "\u200f", "🇵🇾",
)  # fmt: skip
any_text = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=30).map("".join),
    st.text(max_size=120),
).map(lambda text: clean_text(text).text)
widths = st.integers(20, 120)


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def graphemes(text: str) -> list[str]:
    return [text[start:stop] for start, stop, _ in split_graphemes(text)[0]]


# Pages


@each_edition
def test_the_pages_hold_every_question_once_in_printed_order(edition: Edition) -> None:
    assert [q.id for page in pages_of(edition) for q in page.questions] == [q.id for q in edition.questions()]


@each_edition
def test_a_page_has_at_most_twelve_questions_unless_one_group_is_longer(edition: Edition) -> None:
    for page in pages_of(edition):
        groups = sum(1 for question in page.questions if not question.parent)
        assert len(page.questions) <= MOST_QUESTIONS or groups == 1


@each_edition
def test_a_question_and_its_follow_ups_stand_on_one_page(edition: Edition) -> None:
    for page in pages_of(edition):
        here = {question.id for question in page.questions}
        section = {question.id for question in page.section.questions}
        assert all(q.parent in here for q in page.questions if q.parent in section)


def test_a_group_longer_than_a_page_is_a_page_of_its_own() -> None:
    follow_ups = [text_question(f"long.part{n}", parent="long") for n in range(20)]
    edition = edition_of(text_question("first"), text_question("long"), *follow_ups, text_question("last"))
    assert [len(page.questions) for page in pages_of(edition)] == [1, 21, 1]


@pytest.mark.parametrize(("questions", "pages"), [(1, 1), (12, 1), (13, 2), (24, 2), (25, 3)])
def test_a_section_takes_as_few_pages_as_its_questions_need(questions: int, pages: int) -> None:
    found = pages_of(edition_of(*(text_question(f"q{n}") for n in range(questions))))
    assert [(page.number, page.of) for page in found] == [(n, pages) for n in range(1, pages + 1)]


def test_the_pages_hold_still_whatever_is_answered(desk: Desk) -> None:
    session = desk.start("msq-2022")
    before = pages_of(session.edition)
    session.enter_all(full_answers(session.edition))
    assert pages_of(session.edition) == before


def test_the_stops_of_all_pages_are_the_inputs_asked_now(desk: Desk) -> None:
    session = desk.start("msq-2022")
    given: dict[str, Any]
    for given in ({}, full_answers(session.edition)):
        session.enter_all(given)
        asked = [p.address for p in session.edition.index.input_at.values() if session.standing.is_asked(p)]
        assert [p.address for page in pages_of(session.edition) for p in stops(page, session)] == asked


def test_every_printed_word_of_a_question_is_on_its_page(desk: Desk) -> None:
    session = desk.start("msq-2022", full_answers(msq_2022()))
    for page in pages_of(session.edition):
        before, after = page_lines(page, session, None, 120)
        shown = bare("".join(line.text for line in (*before, *after)))
        for question in page.questions:
            texts = (question.text, question.heading, question.guidance, *question.notes)
            assert all(bare(display(text)) in shown for text in texts if text)


# Lines


@unhurried
@given(text=any_text, width=widths)
def test_no_line_of_a_page_is_wider_than_the_page(text: str, width: int) -> None:
    edition = edition_of(
        text_question("one", text=text or "x", guidance=text, notes=[text]),
        {"id": "many", "type": "multiple_choice", "text": text or "x", "required": True, "text_box": text or "x",
         "options": [{"code": "a", "label": text or "x"}, {"code": "b", "label": "b"}]},
        {"id": "rows", "type": "table", "text": "t", "required": True, "rows": [{"code": "a", "label": text or "x", "required": True}]},
    )  # fmt: skip
    session = session_of(edition)
    session.enter_all({"one": text, "many": ["a"], "many/text": text, "rows": {"a": text}})
    for here in (None, *stops(pages_of(edition)[0], session)):
        before, after = page_lines(pages_of(edition)[0], session, here, width)
        too_wide = [line.text for line in (*before, *after) if cell_len(line.text) > width]
        assert too_wide == []


def session_of(edition: Edition) -> Any:
    """A session that is never saved."""
    from pathlib import Path

    from msq_tui.core.response import Draft
    from msq_tui.files.draft_file import new_document
    from msq_tui.files.edition_file import LoadedEdition
    from msq_tui.session.filling import FillingSession

    draft = Draft(
        edition=edition.id, edition_revision=1, edition_digest="sha256:0", draft_id="0", created="x"
    )
    loaded = LoadedEdition(edition, "", "sha256:0", Path("edition.yaml"), (), edition)
    return FillingSession(loaded, draft, new_document(draft), Path("draft.yaml"), new=True)


@unhurried
@given(text=any_text, width=widths)
def test_wrapped_lines_fit(text: str, width: int) -> None:
    assert [line for line in wrapped(text, width) if cell_len(line) > width] == []


@unhurried
@given(text=any_text, width=st.integers(1, 120))
def test_wrapping_loses_and_moves_no_character(text: str, width: int) -> None:
    assert bare("".join(wrapped(text, width))) == bare(display(text))


@unhurried
@given(text=any_text, width=widths)
def test_wrapping_breaks_no_character_in_two(text: str, width: int) -> None:
    whole = [g.strip() for line in display(text).split("\n") for g in graphemes(line) if g.strip()]
    pieces = [g.strip() for line in wrapped(text, width) for g in graphemes(line) if g.strip()]
    assert pieces == whole


@given(text=any_text)
def test_a_text_that_fits_stands_as_it_is(text: str) -> None:
    assert wrapped(text, 100_000) == display(text).split("\n")


@unhurried
@given(text=any_text, width=widths)
def test_what_is_cut_is_the_start_of_the_text_in_whole_characters(text: str, width: int) -> None:
    head = cut(text, width)
    assert text.startswith(head)
    assert cell_len(head) <= width
    assert graphemes(text)[: len(graphemes(head))] == graphemes(head)
    assert head or not text


@unhurried
@given(text=any_text, width=widths)
def test_a_shortened_line_fits_and_says_that_it_was_shortened(text: str, width: int) -> None:
    for line, whole in (
        (fitted(text, width), display(" ".join(text.split()))),
        (shortened(text, width), display(text).replace("\n", " ")),
    ):
        assert cell_len(line) <= width
        assert line == whole or line.endswith("…")
        assert "\n" not in line


@given(text=any_text)
def test_a_drawn_line_holds_nothing_a_terminal_acts_on(text: str) -> None:
    assert not any(unicodedata.category(c) == "Cc" for line in wrapped(text, 40) for c in line)


# Rows


ROWS = [Row(["HEADING"]), Row(["one", "detail"], "1"), Row([""]), Row(["two"], "2"), Row(["three"], "3")]


def test_the_bar_begins_on_the_first_row_that_can_be_chosen() -> None:
    assert RowList(ROWS).chosen == "1"


def test_the_bar_passes_over_headings_and_stops_at_the_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without an app there is nothing to scroll and nothing to paint.
    for name in ("scroll_to_region", "refresh"):
        monkeypatch.setattr(RowList, name, lambda *_, **__: None)
    rows = RowList(ROWS)
    met = []
    for by in (1, 1, 1, -1, -1, -1):
        rows.move(by)
        met.append(rows.chosen)
    assert met == ["2", "3", "3", "2", "1", "1"]


def test_the_bar_goes_to_the_row_it_is_told_to() -> None:
    rows = RowList(ROWS)
    rows.show(ROWS, "3")
    assert rows.chosen == "3"


def test_a_list_of_headings_chooses_nothing() -> None:
    assert RowList([Row(["HEADING"])]).chosen is None


def test_a_list_is_as_high_as_its_lines() -> None:
    from textual.geometry import Size

    assert RowList(ROWS).get_content_height(Size(80, 24), Size(80, 24), 80) == 6


def test_a_question_whose_text_says_new_is_not_marked_as_new_again(desk: Desk) -> None:
    session = desk.start("msq-2024")
    lines = [
        line.text
        for page in pages_of(session.edition)
        for part in page_lines(page, session, None, 79)
        for line in part
    ]
    assert sum(line.count("[NEW") for line in lines) == sum(
        text.count("[NEW")
        for question in session.edition.questions()
        if session.standing.is_enabled(question.id)
        for text in (question.text, *(place.label for place in question.inputs()))
    ) + sum((section.title or "").count("[NEW]") for section in session.edition.sections)


def test_a_new_row_whose_label_does_not_say_so_is_marked_as_new(desk: Desk) -> None:
    session = desk.start("type-matrix")
    before, after = page_lines(pages_of(session.edition)[0], session, None, 79)
    assert [line.text.split()[0] for line in before + after if "[NEW]" in line.text] == ["1.b."]


def test_a_footnote_can_be_found_from_its_words_and_from_below(desk: Desk) -> None:
    session = desk.start("msq-2020")
    edition = session.edition
    marks = [footnote.mark for footnote in edition.footnotes]
    marks += [footnote.mark for section in edition.sections for footnote in section.footnotes]
    marks += [footnote.mark for question in edition.questions() for footnote in question.footnotes]
    shown = "\n".join(
        line.text
        for page in pages_of(session.edition)
        for part in page_lines(page, session, None, 79)
        for line in part
    )
    assert {mark: shown.count(f"[{mark}]") for mark in marks} == dict.fromkeys(marks, 2)
    assert len(marks) == 11


def test_a_sum_at_the_end_of_a_full_page_stays_on_it() -> None:
    numbers = [{"id": f"n{at}", "text": "How many?", "type": "number"} for at in range(MOST_QUESTIONS)]
    total = {"id": "total", "text": "Together", "type": "computed", "sum": [one["id"] for one in numbers]}
    assert len(pages_of(edition_of(*numbers, total))) == 1
    assert len(pages_of(edition_of(*numbers, total, {"id": "more", "type": "long_text"}))) == 2


def test_the_title_of_a_place_says_which_line_of_the_question_it_is(desk: Desk) -> None:
    session = desk.start("msq-2022")
    for question in session.edition.questions():
        places = [place for place in session.index.inputs[question.id] if place.label]
        titles = {place_title(session, place) for place in places}
        assert len(titles) == len(places)
