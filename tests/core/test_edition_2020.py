"""The edition of 2020 says what its source says: numbers, types, options, footnotes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from msq_tui.core.answers import plain_answers, read_answers
from msq_tui.core.choice import ChoiceQuestion
from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.printed import Heading, Paragraph, QuestionBlock, Words, blank_form
from msq_tui.core.question import Footnote, Part, Question
from msq_tui.core.response import Response
from msq_tui.core.show import shown_edition
from msq_tui.core.standing import Standing
from msq_tui.files.print_html import html_page
from msq_tui.files.print_markdown import markdown

from .helpers import ROOT, feature, msq_2022, plain_edition, problem_codes, standing_of

TYPES = {
    "multi_choice": "multiple_choice",
    "percent": "percentage",
    "links": "long_text",
    "name_and_link": "long_text",
}
"""The source's word for a type -> ours, where they differ."""

IDS = {
    "country": "country", "date": "date", "consent": "consent", "1": "egov_portal", "2": "portals", "3": "egov_agency",
    "4": "cio.contact", "5": "sectoral_agencies", "6": "development_strategy.details", "7": "strategy.details",
    "8": "strategy_features", "9": "legal_framework", "10": "usage_statistics", "11": "usage_statistics.details",
    "12": "user_satisfaction", "13": "user_satisfaction.details", "14": "social_media.details", "15": "technologies",
    "16": "technologies.body.details", "17": "indicators.satisfaction", "18": "indicators.ict_investment",
    "19": "indicators.ict_use", "20": "indicators.internet_use", "21": "indicators.digital_literacy",
    "22": "cooperation.details", "23": "cooperation.support.details", "24": "cooperation.partnerships.details",
    "contact": "contact", "X.1": "respondent_basis", "X.1.explain": "respondent_basis.details", "X.2": "heard_from",
    "X.2.explain": "heard_from.details",
}  # fmt: skip


@cache
def msq_2020() -> Edition:
    return Edition.model_validate(plain_edition(ROOT / "editions" / "msq-2020.yaml"))


@cache
def source() -> dict[str, dict[str, Any]]:
    """Every item of the source by its id, follow-ups too."""
    text = (ROOT / "tests" / "instruments" / "msq-2020.md").read_text("utf-8")
    items: dict[str, dict[str, Any]] = {}
    for block in re.split(r"(?m)^#+ .*$", text):
        if block.strip().startswith("- id:"):
            for item in YAML(typ="safe", pure=True).load(block):
                for each in (item, *item.get("follow_up", ())):
                    items[each["id"]] = each
    return items


def the(id_: str) -> Question:
    return msq_2020().index.questions[IDS[id_]]


def parts(question: Question) -> list[Part]:
    return [*getattr(question, "rows", ()), *getattr(question, "fields", ())]


def words_of(words: Words) -> str:
    return "".join(f"^{span.text}" if span.mark else span.text for span in words)


def block(id_: str) -> QuestionBlock:
    return next(b for b in blank_form(msq_2020()) if isinstance(b, QuestionBlock) and b.id == id_)


each_item = pytest.mark.parametrize("id_", IDS)


def test_there_is_nothing_to_put_right() -> None:
    assert edition_problems(msq_2020()) == []


def test_the_questions_stand_in_the_order_of_the_source() -> None:
    assert [id_ for id_ in source() if id_ in IDS] == list(IDS)
    assert [question.id for question in msq_2020().questions()] == list(IDS.values())


def test_no_question_of_the_source_is_left_out() -> None:
    rest = [item for id_, item in source().items() if id_ not in IDS]
    assert {item["type"] for item in rest} == {"note"}


def test_numbering_starts_again_in_section_x() -> None:
    numbers = [
        [question.number for question in section.questions if question.number]
        for section in msq_2020().sections
    ]
    assert [number for section in numbers[:-1] for number in section] == [
        str(number) for number in range(1, 25)
    ]
    assert numbers[-1] == ["1", "2"]


def test_sections_are_numbered_with_roman_numerals() -> None:
    numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert [section.number for section in msq_2020().sections] == [None, *numerals]


@each_item
def test_number_text_and_type_are_those_of_the_source(id_: str) -> None:
    item, question = source()[id_], the(id_)
    ours = "Country" if id_ == "country" else "Date" if id_ == "date" else ""
    assert (question.number, question.text) == (
        str(item["number"]) if item.get("number") else None,
        item["text"] or ours,
    )
    assert question.type == TYPES.get(item["type"], item["type"])
    assert question.emphasis == item.get("emphasis", [])


@each_item
def test_nothing_is_required(id_: str) -> None:
    assert the(id_).required is False and not any(part.required for part in parts(the(id_)))


@each_item
def test_options_other_and_box_are_those_of_the_source(id_: str) -> None:
    item, question = source()[id_], the(id_)
    if "options" in item:
        assert isinstance(question, ChoiceQuestion)
        assert question.other == item.get("other")
        assert question.text_box == ("" if item.get("free_text") else None)
        assert list(question.codes().values()) == item["options"] + [o for o in [item.get("other")] if o]


@each_item
def test_rows_and_fields_are_those_of_the_source(id_: str) -> None:
    printed = source()[id_].get("rows", source()[id_].get("fields", []))
    assert [(part.number, part.label) for part in parts(the(id_))] == [
        (row["letter"].rstrip(".") if "letter" in row else None, row["label"]) for row in printed
    ]
    assert [part.type for part in parts(the(id_))] == [row.get("type", "long_text") for row in printed]


def test_a_follow_up_is_asked_as_the_source_reads_it() -> None:
    follow_ups = {q.id: (q.parent, q.when and q.when.question) for q in msq_2020().questions() if q.parent}
    assert follow_ups == {
        "usage_statistics.details": ("usage_statistics", "usage_statistics"),
        "user_satisfaction.details": ("user_satisfaction", "user_satisfaction"),
        "respondent_basis.details": ("respondent_basis", None),
        "heard_from.details": ("heard_from", None),
    }


def test_every_footnote_stands_where_the_source_anchors_it() -> None:
    edition = msq_2020()
    held: list[tuple[str, Footnote]] = [("intro.1", note) for note in edition.footnotes]
    of_question = {ours: id_ for id_, ours in IDS.items()}
    for section in edition.sections:
        held += [("section IX", note) for note in section.footnotes]
        held += [(of_question[q.id], note) for q in section.questions for note in q.footnotes]
    wanted = {
        str(item["mark"]): (item["anchored_in"].split(".")[0], item["text"])
        for id_, item in source().items()
        if id_.startswith("fn.")
    }
    assert {note.mark: (at.split(".")[0], note.text) for at, note in held} == wanted
    after = {
        str(note["mark"]): note["after"]
        for item in source().values()
        for each in (item, *item.get("rows", ()))
        for note in each.get("footnotes", ())
    }
    assert {note.mark: note.after for _, note in held} == after


def test_every_footnote_mark_is_printed_once_and_in_order() -> None:
    marks = re.findall(r"<sup>(\d+)</sup>(?! [A-Z])", markdown(blank_form(msq_2020())))
    assert marks == [str(mark) for mark in range(1, 12)]


@pytest.mark.parametrize(
    ("id_", "label"),
    [
        ("strategy_features", "by the most vulnerable groups^6"),
        ("legal_framework", "government expenditure^8"),
    ],
)
def test_a_footnote_may_stand_in_an_option(id_: str, label: str) -> None:
    assert any(words_of(choice.label).endswith(label) for choice in block(id_).choices)


def test_a_footnote_may_stand_in_a_row() -> None:
    assert words_of(block("portals").places[0].label) == "E-services^3:"


@pytest.mark.parametrize("id_", sorted(set(IDS.values()) & set(msq_2022().index.questions)))
def test_an_id_shared_with_2022_has_the_same_shape(id_: str) -> None:
    earlier, later = msq_2020().index.questions[id_], msq_2022().index.questions[id_]
    if id_ == "respondent_basis":
        assert set(earlier.codes()) == set(later.codes())
    assert earlier.type == later.type


def test_what_2020_shares_with_2022() -> None:
    assert set(IDS.values()) & set(msq_2022().index.questions) >= {
        "country", "consent", "contact", "egov_portal", "portals", "egov_agency", "cio.contact", "sectoral_agencies",
        "strategy.details", "usage_statistics", "usage_statistics.details", "respondent_basis", "social_media.details",
    }  # fmt: skip


# Three values of one check list


def test_choice_other_and_box_of_question_15_are_three_values() -> None:
    given = {
        "technologies": ["big_data", "other"],
        "technologies/other": "Digital twins",
        "technologies/text": "See example.org",
    }
    found = read_answers(msq_2020(), given)
    assert found.leftovers == []
    assert found.answers == {**given, "technologies": ("big_data", "other")}
    standing = Standing(msq_2020(), Response(found.answers))
    assert standing.problems_of("technologies") == ()
    assert (
        plain_answers(standing.index, standing.response, lambda place: standing.read(place.address)) == given
    )


def test_the_box_of_question_15_stays_when_other_is_taken_back() -> None:
    standing = standing_of(
        msq_2020(),
        {"technologies": ("robotics",), "technologies/other": "Digital twins", "technologies/text": "More"},
    )
    assert [
        standing.read(f"technologies{part}") for part in ("", "/other", "/text")
    ] == [("robotics",), None, "More"]  # fmt: skip


# The box to tick


def test_consent_is_one_box_without_a_no() -> None:
    assert list(the("consent").codes()) == ["yes"]
    assert standing_of(msq_2020()).problems_of("consent") == ()


# Percentages with an explanation


def test_a_percentage_and_its_explanation_are_two_answers() -> None:
    standing = standing_of(
        msq_2020(),
        {"indicators.ict_investment": "0,4 %", "indicators.ict_investment/text": "1,234 of what is planned"},
    )
    assert standing.problems_of("indicators.ict_investment") == ()


def test_a_percentage_in_words_is_a_warning_only() -> None:
    standing = standing_of(msq_2020(), {"indicators.ict_investment": ".4% of GDP is intended for ICT"})
    assert [problem.severity.value for problem in standing.problems_of("indicators.ict_investment")] == [
        "warning"
    ]


def test_an_explanation_is_not_parsed_as_a_number() -> None:
    question = feature("feature_explanation").index.questions["people"]
    number, explanation = question.inputs()
    assert (question.parsed(number, "5"), question.parsed(explanation, "5")) == ("5", None)


def test_limits_of_a_number_count_its_explanation() -> None:
    standing = standing_of(
        feature("feature_explanation"), {"share": "5", "share/text": "four words too many"}
    )
    assert problem_codes(standing, "share/text") == [("share/text", "too-many-words")]


def test_an_explanation_is_not_required_with_its_number() -> None:
    standing = standing_of(feature("feature_explanation"))
    assert problem_codes(standing) == [("share", "missing")]


def test_a_unit_stands_at_the_number_and_not_at_its_explanation() -> None:
    people = next(b for b in blank_form(feature("feature_explanation")) if getattr(b, "id", "") == "people")
    assert isinstance(people, QuestionBlock)
    assert [(words_of(place.label), place.unit, place.long) for place in people.places] == [
        ("", "thousands", False),
        ("Explain:", "", True),
    ]


def test_an_explanation_is_shown_where_there_is_one() -> None:
    questions = shown_edition(feature("feature_explanation"))["sections"][0]["questions"]
    assert [question["explanation"] for question in questions] == ["", "Explain:"]


def test_a_limit_in_the_text_of_a_question_is_printed_once() -> None:
    assert markdown(blank_form(feature("feature_explanation"))).count("Max 3 words") == 1


@pytest.mark.parametrize("id_", ["respondent_basis.details", "heard_from.details"])
def test_the_explanations_in_section_x_have_at_most_250_words(id_: str) -> None:
    standing = standing_of(msq_2020(), {id_: "word " * 251})
    assert problem_codes(standing, id_) == [(id_, "too-many-words")]


# Footnotes outside questions, and the line on every page


def test_footnotes_of_the_introduction_stand_at_their_words_and_below_it() -> None:
    form = [b for b in blank_form(feature("feature_footnotes")) if isinstance(b, Paragraph)]
    assert [(words_of(b.words), b.footnote) for b in form[:4]] == [
        ("The Department^1 asks for this.", False),
        ("Thank you.^*", False),
        ("^1 The one that asks.", True),
        ("^* Stands at the end.", True),
    ]


def test_a_footnote_of_a_section_stands_in_its_title_and_below_it() -> None:
    form = list(blank_form(feature("feature_footnotes")))
    at = next(n for n, b in enumerate(form) if isinstance(b, Heading) and b.level == 2)
    title, note = form[at : at + 2]
    assert isinstance(title, Heading) and isinstance(note, Paragraph)
    assert words_of(title.words) == "I. Regional Cooperation^2 [all]"
    assert words_of(note.words) == "^2 See https://example.org/action-lines."


def test_the_running_line_is_printed_once() -> None:
    form = blank_form(msq_2020())
    running = msq_2020().running or "-"
    assert [markdown(form).count(running), html_page(form, "t", "en").count(running)] == [1, 1]


def test_emphasis_parted_by_a_footnote_mark_stays_markup() -> None:
    text = markdown(blank_form(feature("feature_footnotes")))
    assert "the **e-government**<sup>3</sup> **portal**?" in text


def test_footnotes_outside_questions_are_shown() -> None:
    shown = shown_edition(msq_2020())
    assert [note["mark"] for note in shown["edition"]["footnotes"]] == ["1"]
    assert [note["mark"] for section in shown["sections"] for note in section["footnotes"]] == ["11"]
    assert shown["edition"]["running"] == msq_2020().running
