"""At 60 columns every label stands whole: of options, rows and fields, countries, entries, and what the keys do."""

from __future__ import annotations

from typing import Any

import pytest

from msq_tui.core.choice import OptionsQuestion
from msq_tui.core.footnotes import marked_in
from msq_tui.core.question_types.country import CountryQuestion
from msq_tui.core.text import display_line
from msq_tui.ui.choices import option_label
from msq_tui.ui.page import page_lines, pages_of, stops
from msq_tui.ui.widgets.choice_list import ChoiceList
from msq_tui.ui.widgets.country_field import CountryField
from msq_tui.ui.widgets.entries_list import EntriesList

from .driving import Desk, Ui

EDITIONS = ("msq-2020", "msq-2022", "msq-2024", "ogp-self-assessment-2014-2016")
PAGE, EDITOR = 59, 51
"""Columns of a page and of the editor on it, in a window of 60."""


def joined(text: str) -> str:
    return "".join(text.split())


def drawn(editor: ChoiceList | CountryField | EntriesList) -> str:
    """What an editor draws at this width, line by line."""
    rows = [row[1] for row in editor._rows(EDITOR)]
    return "\n".join([*rows, *(editor._hints(EDITOR) if isinstance(editor, EntriesList) else [])])


def nothing(*_: object) -> None:
    pass


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_label_of_a_page_stands_whole(edition: str, desk: Desk) -> None:
    repeats: dict[str, Any] | None = (
        {"commitments": [{"activities": [{}]}]} if edition.startswith("ogp") else None
    )
    session = desk.start(edition, repeats)
    missing = []
    for page in pages_of(session.edition, session.index):
        before, after = page_lines(page, session, None, PAGE)
        shown = joined("".join(line.text for line in [*before, *after]))
        for place in stops(page, session):
            question = session.index.questions[place.question_id]
            labels = [marked_in(question, place.label).rstrip("_ ")]
            if (
                isinstance(question, OptionsQuestion)
                and not question.nested
                and place.kind.startswith("choice")
            ):
                labels += [option_label(question, option.code) for option in question.choices]
            missing += [
                (place.address, label) for label in labels if joined(display_line(label)) not in shown
            ]
    assert missing == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_option_stands_whole_where_it_is_chosen(edition: str, desk: Desk) -> None:
    session = desk.start(edition)
    cut = []
    for question in session.edition.questions():
        if isinstance(question, OptionsQuestion) and question.choices:
            options = ChoiceList(question, (), several=True, entered=nothing, leave=nothing)
            shown = drawn(options)
            labels = (
                joined(display_line(option_label(question, option.code))) for option in question.choices
            )
            # A sign stands before each option: nothing else may stand between the words.
            cut += [(question.id, label) for label in labels if label not in joined(shown)]
            assert all(len(line.rstrip()) <= EDITOR for line in shown.split("\n"))
    assert cut == []


def test_every_country_stands_whole_among_the_matches_and_when_it_is_chosen() -> None:
    question = CountryQuestion(id="country", type="country", text="Country")
    cut = []
    for code, name in question.codes().items():
        field = CountryField(question, code, entered=nothing, leave=nothing)
        chosen = joined(drawn(field))
        field.typed = name
        if joined(f"Chosen: {name}") not in chosen or joined(f"▸ {name}") not in joined(drawn(field)):
            cut.append(name)
    assert cut == []


def test_the_end_of_a_long_search_is_seen_behind_an_ellipsis() -> None:
    field = CountryField(
        CountryQuestion(id="c", type="country", text="C"), "", entered=nothing, leave=nothing
    )
    field.typed = "a" * 5000 + "the end"
    assert "…" in drawn(field)
    assert "the end_" in drawn(field)


def test_the_name_of_an_entry_and_what_the_keys_do_stand_whole() -> None:
    name = (
        "Commitment 1 of 2: Open budgets for every municipality of the country, in formats that machines read"
    )
    entries = EntriesList("commitments", ["a", "b"], [name, "Commitment 2 of 2"], "Commitment", nothing)
    assert joined(name) in joined(drawn(entries))
    assert "Delete removes it, U takes it back." in " ".join(drawn(entries).split())


def test_an_entry_is_whole_on_the_page_and_the_bar_is_found_by_a_click(desk: Desk) -> None:
    title = "Open budgets for every municipality of the country in formats for all"

    async def walk(ui: Ui) -> None:
        await ui.go_to("commitments")
        assert title in " ".join(ui.text.split())
        editor = ui.focused
        assert isinstance(editor, EntriesList)
        # The third row is the second entry: the name of the first takes two.
        await ui.pilot.click(EntriesList, offset=(4, 2))
        await ui.pilot.pause()
        assert ui.here == f"commitments/{ui.session.entries('commitments')[1]}/title"

    desk.fill("type-repeat", walk, {"commitments": [{"title": title}, {"title": "Second"}]}, size=(60, 20))
