"""Where the marks of footnotes stand on the screen."""

from __future__ import annotations

import pytest

from msq_tui.core.footnotes import below, marked, marked_in
from msq_tui.core.question import Footnote

from .helpers import edition_of, text_question


def note(mark: str, after: str = "") -> Footnote:
    return Footnote(mark=mark, after=after, text=f"Text of {mark}.")


@pytest.mark.parametrize(
    ("text", "footnotes", "wanted"),
    [
        ("What is the portal?", [note("2", "portal")], "What is the portal [2]?"),
        ("Portals and a portal", [note("2", "portal")], "Portals and a portal [2]"),
        ("What is it?", [note("*")], "What is it? [*]"),
        ("One and two", [note("a", "One"), note("b", "two")], "One [a] and two [b]"),
        ("Neither", [note("a", "elsewhere")], "Neither"),
        ("[/b] (AI)", [note("3", "(AI)")], "[/b] (AI) [3]"),
    ],
)
def test_a_mark_stands_behind_its_words(text: str, footnotes: list[Footnote], wanted: str) -> None:
    assert marked(text, footnotes, [text]) == wanted


def test_a_mark_stands_only_at_the_first_text_that_has_its_words() -> None:
    texts = ["The portal", "Another portal"]
    assert [marked(text, [note("1", "portal")], texts) for text in texts] == [
        "The portal [1]",
        "Another portal",
    ]


def test_an_option_and_a_row_carry_the_marks_of_their_question() -> None:
    footnotes = [{"mark": "6", "after": "vulnerable groups", "text": "Poor people."}]
    options = [{"code": "one", "label": "for vulnerable groups"}, {"code": "two", "label": "for all"}]
    rows = [{"code": "one", "label": "Measures for vulnerable groups"}]
    edition = edition_of(
        text_question("choice", type="multiple_choice", options=options, footnotes=footnotes),
        text_question("table", type="table", rows=rows, footnotes=footnotes),
    )
    choice, table = edition.questions()
    assert [marked_in(choice, label) for label in choice.codes().values()] == [
        "for vulnerable groups [6]",
        "for all",
    ]
    assert marked_in(table, table.inputs()[0].label) == "Measures for vulnerable groups [6]"


def test_footnotes_stand_below_with_the_mark_that_stands_in_the_text() -> None:
    assert below([note("8")]) == ["[8] Text of 8."]
