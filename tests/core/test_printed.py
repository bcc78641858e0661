"""A form as blocks: what stands in a blank one, and what a filled one leaves out."""

from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from msq_tui.core.edition import Edition
from msq_tui.core.printed import (
    Block,
    Facts,
    Given,
    Heading,
    Paragraph,
    QuestionBlock,
    Words,
    blank_form,
    filled_form,
)
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Standing

ROOT = Path(__file__).resolve().parents[2]


@cache
def msq_2022() -> Edition:
    text = (ROOT / "editions" / "msq-2022.yaml").read_text(encoding="utf-8")
    return Edition.model_validate(YAML(typ="safe", pure=True).load(text))


def edition_of(*questions: dict[str, Any], **more: Any) -> Edition:
    section = {"id": "s", "title": "Section", "questions": deepcopy(list(questions))}
    return Edition.model_validate({"msq_edition": 1, "id": "e", "title": "E", "sections": [section], **more})


def question(blocks: Iterable[Block], question_id: str) -> QuestionBlock:
    return next(block for block in blocks if isinstance(block, QuestionBlock) and block.id == question_id)


def asked(blocks: Iterable[Block]) -> list[str]:
    return [block.id for block in blocks if isinstance(block, QuestionBlock)]


def plain(words: Words) -> str:
    return "".join(span.text for span in words if not span.mark)


def filled(edition: Edition, facts: dict[str, str] | None = None, **response: Any) -> tuple[Block, ...]:
    return filled_form(Standing(edition, Response(**response)), facts or {})


def given(block: QuestionBlock) -> list[Given | None]:
    return [place.given for place in block.places]


YES_NO = {"id": "a", "number": "1", "type": "yes_no", "text": "Is it?", "required": True}
FOLLOW_UP = {
    "id": "a.details",
    "type": "long_text",
    "text": "Which?",
    "parent": "a",
    "when": {"question": "a", "is": "yes"},
}
GRID = {
    "id": "g",
    "type": "table",
    "text": "Shares",
    "rows": [{"code": "internet", "label": "Internet"}, {"code": "mobile", "label": "Mobile"}],
    "columns": [{"code": "share", "label": "Share"}, {"code": "year", "label": "Year"}],
}


def test_a_blank_form_has_every_question_in_printed_order() -> None:
    assert asked(blank_form(msq_2022())) == [question.id for question in msq_2022().questions()]


def test_a_follow_up_carries_its_condition_as_a_sentence() -> None:
    block = question(blank_form(msq_2022()), "legal.e_procurement.details")
    assert "Answer only if you answered Yes to question 14." in block.said


def test_a_conditional_requirement_is_said_in_a_sentence() -> None:
    block = question(blank_form(msq_2022()), "strategy_period")
    assert "An answer is required if you did not answer No to question 19." in block.said


def test_a_conditional_requirement_has_no_required_mark() -> None:
    assert not question(blank_form(msq_2022()), "strategy_period").required


def test_a_required_table_without_required_rows_says_that_one_line_is_enough() -> None:
    assert "Fill in at least one line." in question(blank_form(msq_2022()), "portals").said


def test_other_has_a_line_to_fill_in_place_of_the_printed_underscores() -> None:
    other = question(blank_form(msq_2022()), "respondent_basis").choices[-1]
    assert (plain(other.label), other.place is not None) == ("Other", True)


def test_a_row_keeps_its_printed_prompt() -> None:
    row = question(blank_form(msq_2022()), "strategy.technologies").places[3]
    assert plain(row.label) == "5G; link/detail:"


def test_emphasised_words_are_strong() -> None:
    text = question(blank_form(msq_2022()), "strategy.digital_by_default.details").text
    assert [span.text for span in text if span.strong] == [
        "digital-by-default/digital-by-design/digital-first principle or similar"
    ]


def test_a_footnote_mark_stands_after_its_words() -> None:
    footnotes = [{"mark": "1", "after": "it", "text": "The thing."}]
    text = question(blank_form(edition_of({**YES_NO, "footnotes": footnotes})), "a").text
    assert [(span.text, span.mark) for span in text] == [("Is it", False), ("1", True), ("?", False)]


def test_a_footnote_of_no_words_stands_at_the_end_of_the_text() -> None:
    text = question(blank_form(edition_of({**YES_NO, "footnotes": [{"mark": "1", "text": "x"}]})), "a").text
    assert [span.mark for span in text] == [False, True]


def test_the_address_for_enquiries_stands_in_the_introduction() -> None:
    edition = edition_of(YES_NO, introduction=["Ask {enquiries}."], enquiries="help@example.org")
    assert [plain(b.words) for b in blank_form(edition) if isinstance(b, Paragraph)] == [
        "Ask help@example.org."
    ]


def test_a_table_with_columns_has_one_place_for_each_cell() -> None:
    rows = question(blank_form(edition_of(GRID)), "g").rows
    assert [len(row.places) for row in rows] == [2, 2]


def test_a_filled_form_has_only_the_questions_that_are_asked() -> None:
    assert asked(filled(edition_of(YES_NO, FOLLOW_UP), answers={"a": "no"})) == ["a"]


def test_a_parked_answer_is_left_out() -> None:
    blocks = filled(edition_of(YES_NO, FOLLOW_UP), answers={"a": "no", "a.details": "parked"})
    assert "parked" not in repr(blocks)


def test_the_text_of_an_option_that_is_not_chosen_is_left_out() -> None:
    answers = {"strategy": "yes", "strategy_period": "two_year", "strategy_period/other": "parked"}
    assert "parked" not in repr(filled(msq_2022(), answers=answers))


def test_an_answer_below_a_mark_is_left_out() -> None:
    marks = {"egov_portal": Mark("withheld")}
    assert "parked" not in repr(filled(msq_2022(), answers={"egov_portal": "parked"}, marks=marks))


def test_a_section_in_which_nothing_is_asked_has_no_heading() -> None:
    lonely = {**YES_NO, "when": {"question": "b", "is": "yes"}}
    edition = Edition.model_validate({
        "msq_edition": 1, "id": "e", "title": "E",
        "sections": [
            {"id": "one", "title": "One", "questions": [lonely]},
            {"id": "two", "title": "Two", "questions": [{**YES_NO, "id": "b"}]},
        ],
    })  # fmt: skip
    headings = [plain(block.words) for block in filled(edition) if isinstance(block, Heading)]
    assert headings == ["E", "Two"]


def test_a_choice_is_shown_by_its_label() -> None:
    assert given(question(filled(msq_2022(), answers={"cio": "yes"}), "cio")) == [Given(texts=("Yes",))]


def test_each_chosen_option_is_shown_by_itself() -> None:
    answers = {"respondent_basis": ("authorized", "other")}
    places = given(question(filled(msq_2022(), answers=answers), "respondent_basis"))
    assert places[0] == Given(
        texts=("I am authorized and fully knowledgeable to respond to this questionnaire.", "Other")
    )


def test_an_optional_question_without_answer_is_said_to_be_not_answered() -> None:
    assert given(question(filled(msq_2022()), "other_information")) == [Given(said="Not answered.")]


def test_a_required_question_without_answer_says_so() -> None:
    said = "Not answered, although an answer is required."
    assert given(question(filled(msq_2022()), "cio")) == [Given(said=said)]


def test_a_required_table_without_any_answer_says_so_once() -> None:
    block = question(filled(msq_2022()), "portals")
    assert block.given == Given(said="Not answered, although an answer is required.")


def test_a_mark_is_said_in_words_with_its_reason() -> None:
    blocks = filled(msq_2022(), marks={"strategy.technologies/5g": Mark("not_applicable", "No 5G yet")})
    assert given(question(blocks, "strategy.technologies"))[3] == Given(
        said="Marked as not applicable.", remarks=(("Reason", "No 5G yet"),)
    )


def test_a_mark_on_a_whole_table_stands_once_for_all_its_rows() -> None:
    block = question(
        filled(msq_2022(), marks={"sectoral_agencies": Mark("withheld", "Secret")}), "sectoral_agencies"
    )
    assert (block.places, block.given) == (
        (),
        Given(said="Marked as withheld.", remarks=(("Reason", "Secret"),)),
    )


def test_a_justification_stands_with_its_answer() -> None:
    blocks = filled(
        msq_2022(), answers={"egov_portal": "gov.example"}, justifications={"egov_portal": "Only this one"}
    )
    assert given(question(blocks, "egov_portal")) == [
        Given(texts=("gov.example",), remarks=(("Justification", "Only this one"),))
    ]


def test_a_cell_stands_in_its_row_and_column() -> None:
    block = question(filled(edition_of(GRID), answers={"g/mobile/year": "2021"}), "g")
    assert block.rows[1].places[1].given == Given(texts=("2021",))


def test_facts_stand_below_the_title() -> None:
    blocks = filled(edition_of(YES_NO), {"Receipt": "ABCD", "Status": "final"})
    assert blocks[1] == Facts((("Receipt", "ABCD"), ("Status", "final")))


def test_every_answer_given_to_a_question_that_is_asked_is_shown() -> None:
    edition = msq_2022()
    answers: dict[str, Any] = {"country": "PRY"}
    for place in edition.index.input_at.values():
        if place.kind in ("line", "text"):
            answers[place.address] = f"answer at {place.address} end"
        elif place.kind == "choices":
            answers[place.address] = tuple(edition.index.questions[place.question_id].codes())
        elif place.kind == "choice":
            codes = list(edition.index.questions[place.question_id].codes())
            answers[place.address] = "other" if "other" in codes else "yes"
    shown = repr(filled(edition, answers=answers))
    assert [text for text in answers.values() if "answer at" in text and text not in shown] == []


def test_a_control_character_in_a_printed_text_is_shown_as_a_mark() -> None:
    text = question(blank_form(edition_of({**YES_NO, "text": "a\x1b[31mb"})), "a").text
    assert plain(text) == "a\N{REPLACEMENT CHARACTER}[31mb"


def test_a_zero_width_space_between_khmer_words_stays() -> None:
    answer = "ភាសា\N{ZERO WIDTH SPACE}ខ្មែរ"
    assert given(question(filled(msq_2022(), answers={"egov_portal": answer}), "egov_portal")) == [
        Given(texts=(answer,))
    ]


def test_a_number_stands_at_the_row_and_not_again_in_its_cells() -> None:
    rows = [{"code": "internet", "label": "Internet", "number": "1.a"}]
    row = question(filled(edition_of({**GRID, "rows": rows})), "g").rows[0]
    assert (row.number, [place.number for place in row.places]) == ("1.a", [None, None])


def test_the_text_of_an_option_is_named_by_the_option_and_its_own_label() -> None:
    options = [{"code": "5g", "label": "5G", "text": "; link/detail: ____"}]
    edition = edition_of({"id": "m", "type": "multiple_choice", "text": "Which?", "options": options})
    place = question(filled(edition, answers={"m": ("5g",), "m/5g/text": "x"}), "m").places[1]
    assert plain(place.label) == "5G; link/detail"


def test_an_answer_stands_as_typed_without_a_second_unit() -> None:
    edition = edition_of({"id": "p", "type": "percentage", "text": "Share?", "unit": "%"})
    assert question(filled(edition, answers={"p": ".4% of GDP"}), "p").places[0].unit == ""


def test_a_question_whose_text_says_new_is_not_marked_as_new_again() -> None:
    said = [{"id": "a", "type": "long_text", "text": text, "new": True} for text in ("Why? [NEW", "Why?")]
    said[1]["id"] = "b"
    blocks = (*blank_form(edition_of(*said)), *filled(edition_of(*said)))
    assert [block.new for block in blocks if isinstance(block, QuestionBlock)] == [False, True, False, True]


def test_a_row_whose_label_says_new_is_not_marked_as_new_again() -> None:
    rows = [{"code": "a", "label": "SDGs [NEW]", "new": True}, {"code": "b", "label": "Climate", "new": True}]
    edition = edition_of({"id": "t", "type": "table", "text": "Which?", "rows": rows})
    blocks = (*blank_form(edition), *filled(edition))
    places = [place for block in blocks if isinstance(block, QuestionBlock) for place in block.places]
    assert [place.new for place in places] == [False, True, False, True]


def test_an_other_of_a_line_alone_is_called_other_where_it_was_chosen() -> None:
    options = [{"code": "five_year", "label": "Five-year"}]
    edition = edition_of(
        {"id": "p", "type": "single_choice", "text": "How long?", "options": options, "other": "_____"}
    )
    block = question(filled(edition, answers={"p": "other", "p/other": "Seven years"}), "p")
    assert [(plain(place.label), place.given.texts if place.given else ()) for place in block.places] == [
        ("", ("Other",)),
        ("Other", ("Seven years",)),
    ]


def test_a_blank_repeat_tells_how_many_entries_there_may_be() -> None:
    inside = [{"id": "name", "text": "Name", "type": "short_text"}]
    repeat = {"id": "bodies", "type": "repeat", "text": "Bodies", "questions": inside, "fewest": 2, "most": 5}
    block = next(
        b for b in blank_form(edition_of(repeat)) if isinstance(b, QuestionBlock) and b.id == "bodies"
    )
    assert block.said == ("Fill in what follows once for each: Entry.", "At least 2.", "At most 5.")
