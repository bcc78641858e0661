"""Which terms of the glossary a question uses, and where they are printed."""

from __future__ import annotations

import pytest

from msq_tui.core.glossary import terms_in
from msq_tui.core.printed import Paragraph, blank_form
from msq_tui.core.show import shown_edition

from .helpers import feature

TERMS = feature("feature_glossary")


@pytest.mark.parametrize(
    ("question_id", "terms"), [("data", ["open data", "Portal"]), ("portals", ["Portal"]), ("plain", [])]
)
def test_a_question_uses_the_terms_that_stand_in_it_as_whole_words(
    question_id: str, terms: list[str]
) -> None:
    assert [entry.term for entry in terms_in(TERMS.index.questions[question_id], TERMS)] == terms


def test_the_terms_are_printed_at_the_end_of_the_form() -> None:
    last = blank_form(TERMS)[-1]
    assert isinstance(last, Paragraph)
    assert "".join(span.text for span in last.words) == "cloud: Computers of others."


def test_the_terms_are_shown() -> None:
    assert shown_edition(TERMS)["edition"]["glossary"][2] == {"term": "cloud", "text": "Computers of others."}
