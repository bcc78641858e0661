"""Every question type: its shape in a draft, what it refuses, what it understands and how it shows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.choice import ChoiceQuestion
from msq_tui.core.condition import Answer
from msq_tui.core.errors import NotUnderstood
from msq_tui.core.problem import Severity
from msq_tui.core.question import Question, is_unanswered
from msq_tui.core.question_types import QUESTION_TYPES
from msq_tui.core.question_types.country import CountryQuestion
from msq_tui.core.text_checks import looks_like_email

from .helpers import FEATURE_NAMES, answers_to, edition_of, feature, problem_codes, standing_of, unhurried

WORDS = sorted(QUESTION_TYPES)
EXAMPLES = [
    question for word in WORDS for question in feature(f"type_{word}").questions() if question.type == word
]


def each(questions: list[Question]) -> pytest.MarkDecorator:
    """Once for each of these questions, named by type and id."""
    return pytest.mark.parametrize("question", questions, ids=[f"{q.type} {q.id}" for q in questions])


each_example = each(EXAMPLES)
each_asking = each([question for question in EXAMPLES if question.inputs()])
each_choice = each([question for question in EXAMPLES if question.codes() and not question.nested])


def question(feature_name: str, id_: str) -> Question:
    return feature(feature_name).index.questions[id_]


def warned(feature_name: str, answers: dict[str, Answer]) -> list[tuple[str, Severity]]:
    """(code, severity) of what is said about the questions that were answered."""
    standing = standing_of(feature(feature_name), answers)
    return [(p.code, p.severity) for at in answers for p in standing.problems_of(at.partition("/")[0])]


# The registry


@pytest.mark.parametrize("word", WORDS)
def test_every_question_type_has_its_feature_edition(word: str) -> None:
    assert f"type_{word}" in FEATURE_NAMES


@pytest.mark.parametrize("word", WORDS)
def test_the_feature_edition_of_a_type_has_a_question_of_it(word: str) -> None:
    assert word in {question.type for question in feature(f"type_{word}").questions()}


@pytest.mark.parametrize("name", [name for name in FEATURE_NAMES if name.startswith("type_")])
def test_every_feature_edition_of_a_type_is_of_a_type_there_is(name: str) -> None:
    assert name.removeprefix("type_") in QUESTION_TYPES


@pytest.mark.parametrize(
    "word",
    ["short_text", "long_text", "yes_no", "single_choice", "multiple_choice", "number", "percentage", "date",
     "country", "contact", "table", "matrix", "consent", "note"],
)  # fmt: skip
def test_the_promised_question_types_are_there(word: str) -> None:
    assert word in QUESTION_TYPES


# Inputs


@each_example
def test_every_input_has_an_address_of_its_own(question: Question) -> None:
    addresses = [place.address for place in question.inputs()]
    assert len(set(addresses)) == len(addresses)


@each_example
def test_an_address_is_the_id_and_the_way_inside(question: Question) -> None:
    assert all(place.address == "/".join((question.id, *place.path)) for place in question.inputs())


def test_a_note_asks_nothing() -> None:
    assert not question("type_note", "remark").asks


INPUTS = {
    ("type_multiple_choice", "technologies"): ["", "5g/text", "other", "text"],
    ("type_single_choice", "period"): ["", "five_year/text", "other", "text"],
    ("type_contact", "contact"): ["name", "email", "phone", "address"],
    ("type_table", "portals"): ["e_services", "open_data", "others"],
    ("type_table", "indicators"): ["internet/share", "internet/source", "mobile/share", "mobile/source"],
    ("type_yes_no", "cio"): [""],
    ("type_yes_no", "cio.plan"): ["", "other"],
}


@pytest.mark.parametrize(("where", "paths"), INPUTS.items(), ids=[id_ for _, id_ in INPUTS])
def test_the_inputs_of_a_question_stand_in_printed_order(where: tuple[str, str], paths: list[str]) -> None:
    assert ["/".join(place.path) for place in question(*where).inputs()] == paths


# An answer in a draft, and back

ANY_TEXT = st.text(max_size=20)


@each_asking
@unhurried
@given(data=st.data())
def test_what_is_written_is_read_back(question: Question, data: st.DataObject) -> None:
    under_the_id = [place for place in question.inputs() if question.nested or not place.path]
    chosen = data.draw(st.sets(st.sampled_from(under_the_id), min_size=1))
    answers = {
        place.path: data.draw(answers_to(question, place, ANY_TEXT))
        for place in under_the_id
        if place in chosen
    }
    assert question.read(question.write(answers)) == answers


@each_asking
@unhurried
@given(data=st.data())
def test_every_input_accepts_what_it_holds(question: Question, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(question.inputs()))
    answer = data.draw(answers_to(question, place, ANY_TEXT))
    assert question.accept(place, answer if isinstance(answer, str) else list(answer)) == answer


@each_asking
def test_no_answers_write_nothing(question: Question) -> None:
    assert question.write({}) is None


@each_asking
def test_what_is_written_keeps_the_printed_order(question: Question) -> None:
    if not question.nested:
        assert list(question.write({(): "x"}) or "") == ["x"]
        return
    paths = [place.path for place in question.inputs()]
    written = question.write(dict.fromkeys(reversed(paths), "x"))
    assert isinstance(written, dict)
    assert list(written) == list(dict.fromkeys(path[0] for path in paths))


@each_asking
@pytest.mark.parametrize("plain", [None, 5, True, 1.5], ids=str)
def test_what_is_no_text_is_refused(question: Question, plain: Any) -> None:
    with pytest.raises(NotUnderstood):
        question.read(plain)


@each_asking
def test_a_list_is_refused_where_one_answer_belongs(question: Question) -> None:
    place = next(place for place in question.inputs() if place.kind != "choices" or place.path)
    with pytest.raises(NotUnderstood):
        question.accept(place, ["x"])


@each_choice
def test_an_unknown_code_is_refused(question: Question) -> None:
    with pytest.raises(NotUnderstood, match=r'(?i)^"nonsense" is not one of the options'):
        question.read("nonsense")


@each_choice
def test_a_refusal_names_the_nearest_code(question: Question) -> None:
    code = next(iter(question.codes()))
    with pytest.raises(NotUnderstood, match=f"Use one of: .*{code}"):
        question.read(f"{code}z")


def test_a_refusal_among_many_codes_names_only_near_ones() -> None:
    with pytest.raises(NotUnderstood) as refused:
        question("type_country", "country").read("PRX")
    assert refused.value.message.count("(") <= 3


def test_a_refusal_far_from_all_of_many_codes_names_none() -> None:
    with pytest.raises(NotUnderstood) as refused:
        question("type_country", "country").read("?")
    assert refused.value.message == '"?" is not one of the options.'


def test_codes_of_a_multiple_choice_are_kept_once_and_in_printed_order() -> None:
    assert question("type_multiple_choice", "technologies").read(["other", "ai", "ai"]) == {
        (): ("ai", "other")
    }


def test_one_code_may_stand_for_a_list_of_one() -> None:
    assert question("type_multiple_choice", "technologies").read("ai") == {(): ("ai",)}


def test_a_list_that_holds_something_else_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        question("type_multiple_choice", "technologies").read(["ai", {"robotics": "x"}])


def test_a_country_code_may_be_typed_small() -> None:
    assert question("type_country", "country").read(" pry ") == {(): "PRY"}


WRONG_PLACES: list[tuple[str, str, Any, tuple[str, ...]]] = [
    ("type_contact", "contact", "Ada", ()),
    ("type_contact", "contact", ["Ada"], ()),
    ("type_contact", "contact", {"nmae": "Ada"}, ("nmae",)),
    ("type_contact", "contact", {"name": ["Ada"]}, ("name",)),
    ("type_contact", "contact", {"name": "Ada", "email": {"work": "x"}}, ("email",)),
    ("type_table", "portals", {"e_services": {"link": "x"}}, ("e_services",)),
    ("type_table", "indicators", {"internet": "5"}, ("internet",)),
    ("type_table", "indicators", {"internet": {"shrae": "5"}}, ("internet", "shrae")),
    ("type_table", "indicators", {"internet": {"share": ["5"]}}, ("internet", "share")),
]


@pytest.mark.parametrize(("name", "id_", "plain", "path"), WRONG_PLACES)
def test_a_refusal_leads_to_the_place_inside_the_answer(
    name: str, id_: str, plain: Any, path: tuple[str, ...]
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        question(name, id_).read(plain)
    assert refused.value.path == path


def test_a_refusal_of_an_unknown_part_names_the_known_ones() -> None:
    with pytest.raises(NotUnderstood, match=r"^\"shrae\" is no part of this answer; use: share, source$"):
        question("type_table", "indicators").read({"mobile": {"shrae": "5"}})


# Texts in print and on the screen


@each_choice
def test_a_code_is_shown_as_its_label(question: Question) -> None:
    assert [question.display(question.inputs()[0], code) for code in question.codes()] == list(
        question.codes().values()
    )


LITERAL = {
    ("type_single_choice", "period"): ("five_year", "Five-year [5]"),
    ("type_yes_no", "cio.plan"): ("maybe", "Maybe [not sure]"),
    ("type_country", "neighbour"): ("PRY", "Paraguay [PRY]"),
    ("type_multiple_choice", "technologies"): (("ai",), "AI [artificial intelligence]"),
}


@pytest.mark.parametrize(("where", "shown"), LITERAL.items(), ids=[id_ for _, id_ in LITERAL])
def test_brackets_in_a_label_stay_literal(where: tuple[str, str], shown: tuple[Answer, str]) -> None:
    asked = question(*where)
    assert asked.display(asked.inputs()[0], shown[0]) == shown[1]


def test_brackets_in_the_label_of_a_field_stay_literal() -> None:
    asked = question("type_contact", "contact")
    assert asked.missing_instruction(asked.inputs()[0]) == "Fill in: Your name [as printed]"


def test_braces_in_a_label_stay_literal() -> None:
    edition = edition_of(
        {
            "id": "a",
            "type": "contact",
            "fields": [{"code": "n", "label": "Name {first} {}", "required": True}],
        }
    )
    assert standing_of(edition).missing()[0].message == "Fill in: Name {first} {}"


def test_braces_in_a_refused_code_stay_literal() -> None:
    with pytest.raises(NotUnderstood, match=r'"\{0\}\{x\}" is not one'):
        question("type_single_choice", "period").read("{0}{x}")


@each_asking
@unhurried
@given(data=st.data())
def test_an_answer_kept_as_text_is_shown_as_typed(question: Question, data: st.DataObject) -> None:
    texts = [place for place in question.inputs() if place.kind in ("line", "text")]
    typed = data.draw(ANY_TEXT)
    assert all(question.display(place, typed) == typed for place in texts)


@each_asking
@unhurried
@given(data=st.data())
def test_whatever_is_typed_is_never_more_than_a_warning_or_a_range(
    question: Question, data: st.DataObject
) -> None:
    texts = [place for place in question.inputs() if place.kind in ("line", "text")]
    typed = data.draw(ANY_TEXT)
    codes = {
        p.code
        for place in texts
        for p in question.problems(place, typed)
        if p.severity is not Severity.WARNING
    }
    assert codes <= {"number-range"}


INSTRUCTIONS = {
    ("type_yes_no", "cio", ""): "Choose Yes or No.",
    ("type_yes_no", "cio.plan", ""): "Choose one.",
    ("type_yes_no", "cio.plan", "other"): 'You chose "Other": write what it is.',
    ("type_multiple_choice", "technologies", ""): "Choose at least one.",
    ("type_multiple_choice", "technologies", "other"): 'You chose "Other": write what it is.',
    ("type_consent", "consent", ""): "Choose Yes or No.",
    ("type_country", "country", ""): "Choose a country.",
    ("type_contact", "contact", "email"): "Fill in: Email",
    ("type_short_text", "name", ""): "Write an answer.",
}


@pytest.mark.parametrize(
    ("where", "instruction"), INSTRUCTIONS.items(), ids=["/".join(key[1:]) for key in INSTRUCTIONS]
)
def test_what_is_missing_is_said_as_an_instruction(where: tuple[str, str, str], instruction: str) -> None:
    asked = question(where[0], where[1])
    place = next(place for place in asked.inputs() if "/".join(place.path) == where[2])
    assert asked.missing_instruction(place) == instruction


def test_the_lines_of_a_table_can_be_named_without_the_edition() -> None:
    assert question("type_table", "indicators").part_labels() == {
        "internet": "Internet", "mobile": "Mobile", "share": "Share", "source": "Source",
    }  # fmt: skip


# What is understood

PARSED: list[tuple[str, str, str, str | None]] = [
    ("type_number", "people", "6,80", "6.80"),
    ("type_number", "people", "1 234,5", "1234.5"),
    ("type_number", "people", "1,234", None),
    ("type_number", "people", "many", None),
    ("type_percentage", "share", "6,80", "6.80"),
    ("type_percentage", "share", "6,80 %", "6.80"),
    ("type_percentage", "share", "%12", "12"),
    ("type_percentage", "share", ".4%", "0.4"),
    ("type_percentage", "share", ".4% of GDP is intended for it", None),
    ("type_date", "day", "2026-03-31", "2026-03-31"),
    ("type_date", "day", "2026-3-1", "2026-03-01"),
    ("type_date", "day", " 31/03/2026 ", "2026-03-31"),
    ("type_date", "day", "31.3.2026", "2026-03-31"),
    ("type_date", "day", "03/31/2026", "2026-03-31"),
    ("type_date", "day", "03/03/2026", "2026-03-03"),
    ("type_date", "day", "03/04/2026", None),
    ("type_date", "day", "31/02/2026", None),
    ("type_date", "day", "13/13/2026", None),
    ("type_date", "day", "0000-01-01", None),
    ("type_date", "day", "2026-03", None),
    ("type_date", "day", "next spring", None),
    ("type_date", "month", "2026-03", "2026-03"),
    ("type_date", "month", "03/2026", "2026-03"),
    ("type_date", "month", "13/2026", None),
    ("type_date", "month", "2026", None),
    ("type_date", "year", "2026", "2026"),
    ("type_date", "year", "26", None),
    ("type_short_text", "name", "12", None),
    ("type_long_text", "portal", "2026-03-31", None),
]


@pytest.mark.parametrize(
    ("name", "id_", "typed", "parsed"), PARSED, ids=[f"{row[1]} {row[2]}" for row in PARSED]
)
def test_a_text_is_understood_or_left_alone(name: str, id_: str, typed: str, parsed: str | None) -> None:
    asked = question(name, id_)
    assert asked.parsed(asked.inputs()[0], typed) == parsed


@each_asking
@unhurried
@given(data=st.data())
def test_nothing_typed_breaks_what_is_understood(question: Question, data: st.DataObject) -> None:
    texts = [place for place in question.inputs() if place.kind in ("line", "text")]
    typed = data.draw(st.text(st.sampled_from("0123456789-/.,% \u0661\u066b\u066cx"), max_size=12))
    assert all(isinstance(question.parsed(place, typed), str | None) for place in texts)


@unhurried
@given(st.dates())
def test_a_day_written_year_first_is_understood(day: Any) -> None:
    asked = question("type_date", "day")
    assert asked.parsed(asked.inputs()[0], day.isoformat()) == day.isoformat()


SAID: list[tuple[str, dict[str, Answer], list[tuple[str, Severity]]]] = [
    ("type_number", {"people": "6,80"}, []),
    ("type_number", {"people": "1,234"}, [("number-ambiguous", Severity.WARNING)]),
    ("type_number", {"people": "many"}, [("number-unclear", Severity.WARNING)]),
    ("type_number", {"people": "-1"}, [("number-range", Severity.ERROR)]),
    ("type_number", {"rank": "10"}, []),
    ("type_number", {"rank": "10,5"}, [("number-range", Severity.ERROR)]),
    ("type_percentage", {"share": "100%"}, []),
    ("type_percentage", {"share": "100,1%"}, [("number-range", Severity.ERROR)]),
    ("type_percentage", {"share": ".4% of GDP is intended"}, [("number-unclear", Severity.WARNING)]),
    ("type_date", {"day": "31/03/2026"}, []),
    ("type_date", {"day": "03/04/2026"}, [("date-unclear", Severity.WARNING)]),
    ("type_email", {"email": "ada@ministry.example"}, []),
    ("type_email", {"email": "ada at ministry"}, [("email-odd", Severity.WARNING)]),
    ("type_multiple_choice", {"technologies": ("ai", "robotics")}, []),
    ("type_multiple_choice", {"technologies": ("ai",)}, [("too-few", Severity.ERROR)]),
    (
        "type_multiple_choice",
        {"technologies": ("ai", "robotics", "5g", "none")},
        [("not-alone", Severity.ERROR), ("too-many", Severity.ERROR)],
    ),
    ("type_multiple_choice", {"technologies": ("ai", "none")}, [("not-alone", Severity.ERROR)]),
]


@pytest.mark.parametrize(("name", "answers", "said"), SAID, ids=[str(row[1]) for row in SAID])
def test_what_is_doubtful_is_said(
    name: str, answers: dict[str, Answer], said: list[tuple[str, Severity]]
) -> None:
    assert warned(name, answers) == said


def test_an_odd_email_in_a_contact_is_said_at_its_field() -> None:
    standing = standing_of(
        feature("type_contact"), {"contact/name": "Ada", "contact/email": "ada", "contact/address": "x"}
    )
    assert problem_codes(standing) == [("contact/email", "email-odd")]


@pytest.mark.parametrize(
    "text",
    [
        "ada@ministry.example",
        "a.b-c_d@sub.ministry.example",
        "o'neil@ministry.example",
        "ministère@état.example",
        "a+b@x.example",
    ],
)
def test_an_email_address_is_seen_as_one(text: str) -> None:
    assert looks_like_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "ada@",
        "@x.example",
        "ada@localhost",
        "a@b@c.example",
        "a b@c.example",
        "a@c..example",
        "a@.example",
        "a@c.example.",
    ],
)
def test_what_is_no_email_address_is_not_seen_as_one(text: str) -> None:
    assert not looks_like_email(text)


# Choices and countries


def test_other_stands_last_among_the_choices() -> None:
    asked = question("type_multiple_choice", "technologies")
    assert isinstance(asked, ChoiceQuestion)
    assert [option.code for option in asked.choices][-1] == "other"


@pytest.mark.parametrize("word", ["yes_no", "consent"])
def test_yes_and_no_are_the_options_unless_others_are_given(word: str) -> None:
    edition = edition_of({"id": "a", "type": word})
    assert edition.index.questions["a"].codes() == {"yes": "Yes", "no": "No"}


def test_a_country_is_one_of_193() -> None:
    assert len(question("type_country", "country").codes()) == 193


def test_an_edition_may_bring_its_own_countries() -> None:
    assert list(question("type_country", "neighbour").codes()) == ["PRY", "BOL"]


@pytest.mark.parametrize(
    ("id_", "typed"), [("country", "paragua"), ("neighbour", "PARA"), ("neighbour", "pry")]
)
def test_a_country_is_found_by_some_letters(id_: str, typed: str) -> None:
    asked = question("type_country", id_)
    assert isinstance(asked, CountryQuestion)
    assert [code for code, _ in asked.search(typed)][:1] == ["PRY"]


@pytest.mark.parametrize(
    ("answer", "unanswered"),
    [(None, True), ("", True), (" \n", True), ((), True), ("0", False), (("a",), False)],
)
def test_nothing_spaces_and_empty_choices_are_unanswered(answer: Answer | None, unanswered: bool) -> None:
    assert is_unanswered(answer) is unanswered


def test_an_other_of_a_line_alone_has_a_name_in_what_is_said_of_it() -> None:
    options = [{"code": "five_year", "label": "Five-year"}]
    edition = edition_of(
        {"id": "p", "type": "single_choice", "text": "How long?", "options": options, "other": "_____"}
    )
    standing = standing_of(edition, {"p": "other"})
    assert [problem.message for problem in standing.problems()] == ['You chose "Other": write what it is.']
