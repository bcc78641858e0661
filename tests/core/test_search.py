"""Where words are mentioned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from msq_tui.core.edition import Edition
from msq_tui.core.folding import folded, folded_span
from msq_tui.core.response import Draft, Mark
from msq_tui.core.search import Found, Search
from msq_tui.core.standing import Standing

from .helpers import edition_of, response_to

LAND = edition_of(
    {
        "id": "law", "number": "1", "type": "yes_no", "heading": "Legal heading", "text": "Is there a law on Água?",
        "guidance": "Guidance about decrees", "notes": ["Note about bylaws"],
        "footnotes": [{"mark": "1", "after": "law", "text": "Footnote about treaties"}],
        "options": [{"code": "yes", "label": "Yes, enacted"}, {"code": "no", "label": "No, repealed"}],
    },
    {"id": "law.text", "number": "2", "type": "long_text", "text": "Which one?", "parent": "law", "when": {"question": "law", "is": "yes"}},
    {"id": "who", "number": "3", "type": "contact", "text": "Who?", "fields": [{"code": "office", "label": "Office of the notary"}]},
    {"id": "works", "type": "repeat", "text": "All works", "entry": "Work", "named_by": "name",
     "questions": [{"id": "name", "type": "short_text", "text": "Name of the aqueduct"}]},
    {"id": "last", "type": "short_text", "text": "Anything else?"},
    introduction=["Introduction about surveys"],
    glossary=[{"term": "Ombudsman", "text": "hears complaints"}],
    closing=["Closing about deadlines"],
)  # fmt: skip


def found(wanted: str, answers: Mapping[str, Any] | None = None, edition: Edition = LAND) -> list[Found]:
    response = response_to(edition, answers or {})
    return Search(Standing(edition, response)).find(wanted)


def where(wanted: str, answers: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
    return [(one.address, one.kind) for one in found(wanted, answers)]


@pytest.mark.parametrize(
    ("word", "address", "kind"),
    [
        ("heading", "law", "heading"),
        ("there a law", "law", "question"),
        ("decrees", "law", "guidance"),
        ("bylaws", "law", "note"),
        ("treaties", "law", "footnote"),
        ("repealed", "law", "option"),
        ("notary", "who/office", "label"),
        ("surveys", "law", "introduction"),
        ("complaints", "", "term"),
        ("deadlines", "last", "closing"),
        ("aqueduct", "works", "question"),
    ],
)
def test_every_kind_of_printed_text_is_found_where_it_stands(word: str, address: str, kind: str) -> None:
    assert where(word) == [(address, kind)]


def test_one_s_own_answer_is_found() -> None:
    assert ("law.text", "answer") in where("cadastre", {"law": "yes", "law.text": "The Cadastre Act"})


def test_an_answer_that_is_kept_aside_is_found_and_told_so() -> None:
    assert where("cadastre", {"law": "no", "law.text": "The Cadastre Act"}) == [("law.text", "parked")]


def test_a_reason_and_a_note_to_oneself_are_found() -> None:
    response = response_to(LAND, {})
    response.marks["who"] = Mark("unknown", "the registrar knows")
    draft = Draft("test", 1, "", "", "", response=response, notes={"last": "ask the registrar"})
    search = Search(Standing(LAND, response), draft)
    assert [(one.address, one.kind) for one in search.find("registrar")] == [
        ("who", "reason"),
        ("last", "own_note"),
    ]


@pytest.mark.parametrize("wanted", ["agua", "ÁGUA", "água", "A\u0301gua", "law agua", "agua law", '"law on agua"'])  # fmt: skip
def test_case_accents_and_the_order_of_words_do_not_matter(wanted: str) -> None:
    assert ("law", "question") in where(wanted)


def test_words_in_quotation_marks_must_stand_side_by_side() -> None:
    assert where('"agua law"') == []


def test_words_that_stand_in_several_texts_of_one_question_lead_to_it_once() -> None:
    assert where("decrees treaties") == [("law", "guidance")]


def test_words_of_different_questions_are_not_put_together() -> None:
    assert where("decrees notary") == []


def test_nothing_is_found_for_nothing() -> None:
    assert found(' "" ') == []


def test_a_printed_text_of_a_repeat_is_found_once_and_its_answers_each() -> None:
    entries = [{"_entry": "one", "name": "Canal"}, {"_entry": "two", "name": "Canal"}]
    assert where("aqueduct", {"works": entries}) == [("works/one/name", "question")]
    assert where("canal", {"works": entries}) == [("works/one/name", "answer"), ("works/two/name", "answer")]


def test_a_printed_text_is_found_as_it_is_shown_and_an_answer_as_it_was_typed() -> None:
    edition = edition_of(
        {"id": "one", "type": "short_text", "text": "Ask {enquiries}"}, enquiries="desk@office.example"
    )
    answers = {"one": "{enquiries}"}
    assert [one.line for one in found("desk", answers, edition)] == ["Ask desk@office.example"]
    assert [one.line for one in found("{enquiries}", answers, edition)] == ["{enquiries}"]


@pytest.mark.parametrize(
    "text", ["x" * 200 + " the needle " + "y" * 200, "needle " + "y " * 200, "x " * 200 + "needle", "needle"]
)
@pytest.mark.parametrize("most", [20, 50])
def test_an_excerpt_is_short_and_holds_the_words_found(text: str, most: int) -> None:
    (one,) = [one for one in found("needle", {"last": text}) if one.kind == "answer"]
    excerpt = one.excerpt(most)
    assert "needle" in excerpt
    assert len(excerpt) <= most + 1
    before, hit, after = one.excerpt_parts(most)
    assert (before + hit + after, hit) == (excerpt, "needle")


@pytest.mark.parametrize(
    ("text", "wanted", "span"),
    [
        ("Straße lang", "strasse", "Straße"),
        ("ＡＢＣ", "abc", "ＡＢＣ"),
        ("Cafe\u0301 noir", "cafe", "Cafe"),
        ("l’eau", "l'eau", "l’eau"),
        ("Ελλάς", "ελλασ", "Ελλάς"),
        ("e–government", "e-government", "e–government"),
    ],
)
def test_the_place_of_a_folded_word_is_told_in_the_text_itself(text: str, wanted: str, span: str) -> None:
    place = folded_span(text, folded(wanted))
    assert place is not None
    assert text[slice(*place)] == span


def test_the_whole_form_of_2022_is_searched_for_blockchain() -> None:
    from .helpers import msq_2022

    assert [one.address for one in found("blockchain", edition=msq_2022())] == [
        "legal.new_technologies",
        "strategy.technologies",
        "strategy.technologies/blockchains",
    ]
