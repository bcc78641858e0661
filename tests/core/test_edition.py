"""An edition as data: shape, option lists, look-ups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems, has_errors
from msq_tui.core.errors import UnknownAddress

from .helpers import (
    FEATURE_NAMES,
    FEATURES,
    edition_of,
    feature,
    msq_2022,
    plain_edition,
    text_question,
    whole,
    yes_no,
)


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_every_feature_edition_can_be_used(name: str) -> None:
    assert not has_errors(edition_problems(feature(name)))


def test_the_2022_edition_has_nothing_to_put_right() -> None:
    assert edition_problems(msq_2022()) == []


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_a_feature_edition_is_named_like_its_file(name: str) -> None:
    assert feature(name).id.replace("-", "_") == name


def test_the_ids_of_the_2022_edition_are_unique() -> None:
    ids = [question.id for question in msq_2022().questions()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_the_ids_of_a_feature_edition_are_unique(name: str) -> None:
    ids = [question.id for question in feature(name).questions()]
    assert len(set(ids)) == len(ids)


# Keys that are not there


def misspelt(change: Callable[[dict[str, Any]], None]) -> tuple[tuple[str | int, ...], str]:
    """Where and how the first complaint about a changed edition is."""
    data = whole(
        {
            "id": "a",
            "type": "single_choice",
            "options": [{"code": "x", "label": "X"}],
            "when": {"question": "b", "is": "x"},
        },
        {"id": "t", "type": "table", "rows": [{"code": "r", "label": "R"}], "limits": {"words": 3}},
    )
    change(data)
    with pytest.raises(ValidationError) as refused:
        Edition.model_validate(data)
    first = refused.value.errors()[0]
    return first["loc"], first["type"]


UNKNOWN_KEYS: dict[str, tuple[Callable[[dict[str, Any]], None], tuple[str | int, ...]]] = {
    "edition": (lambda e: e.update(titel="x"), ("titel",)),
    "section": (lambda e: e["sections"][0].update(tilte="x"), ("sections", 0, "tilte")),
    "question": (
        lambda e: e["sections"][0]["questions"][0].update(requried="x"),
        ("sections", 0, "questions", 0, "single_choice", "requried"),
    ),
    "option": (
        lambda e: e["sections"][0]["questions"][0]["options"].append(
            {"code": "y", "label": "Y", "exklusive": "x"}
        ),
        ("sections", 0, "questions", 0, "single_choice", "options", "list[Option]", 1, "exklusive"),
    ),
    "condition": (
        lambda e: e["sections"][0]["questions"][0]["when"].update(iss="x"),
        ("sections", 0, "questions", 0, "single_choice", "when", "iss"),
    ),
    "row": (
        lambda e: e["sections"][0]["questions"][1]["rows"][0].update(lable="x"),
        ("sections", 0, "questions", 1, "table", "rows", 0, "lable"),
    ),
    "limits": (
        lambda e: e["sections"][0]["questions"][1]["limits"].update(chars=5),
        ("sections", 0, "questions", 1, "table", "limits", "chars"),
    ),
    "key of another type": (
        lambda e: e["sections"][0]["questions"][1].update(options=[]),
        ("sections", 0, "questions", 1, "table", "options"),
    ),
}


@pytest.mark.parametrize(("change", "loc"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS)
def test_an_unknown_key_is_refused_where_it_stands(
    change: Callable[[dict[str, Any]], None], loc: tuple[str | int, ...]
) -> None:
    assert misspelt(change) == (loc, "extra_forbidden")


@pytest.mark.parametrize("key", ["msq_edition", "id", "title", "sections"])
def test_an_edition_needs_its_head(key: str) -> None:
    assert misspelt(lambda e: e.pop(key)) == ((key,), "missing")


def test_an_unknown_question_type_is_refused_at_the_question() -> None:
    def change(edition: dict[str, Any]) -> None:
        edition["sections"][0]["questions"][1]["type"] = "tabel"

    assert misspelt(change) == (("sections", 0, "questions", 1), "union_tag_invalid")


def test_an_edition_of_a_later_format_is_refused() -> None:
    assert misspelt(lambda e: e.update(msq_edition=2))[0] == ("msq_edition",)


@pytest.mark.parametrize("id_", ["a", "cio.details", "legal.digital_identity", "a1.5g", "x" * 80])
def test_an_id_of_words_joined_by_dots_is_taken(id_: str) -> None:
    assert list(edition_of(text_question(id_)).index.questions) == [id_]


@pytest.mark.parametrize(
    "id_", ["", "A", "1a", "a b", "a-b", "a/b", "a.", ".a", "a..b", "_a", "a_", "a__b", "é", "a\n", "x" * 81]
)
def test_another_id_is_refused(id_: str) -> None:
    with pytest.raises(ValidationError):
        edition_of(text_question(id_))


@pytest.mark.parametrize("id_", ["../x", "a/b", "a.b", "", "-a", "con\x00", "A"])
def test_an_edition_id_can_hold_nothing_that_means_something_in_a_path(id_: str) -> None:
    with pytest.raises(ValidationError):
        edition_of(text_question("a"), id=id_)


def test_an_edition_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        feature("type_note").title = "Another"  # type: ignore[misc]


# Option lists


@pytest.mark.parametrize("id_", ["use", "trust"])
def test_a_named_option_list_stands_in_the_place_of_its_name(id_: str) -> None:
    codes = list(feature("feature_option_lists").index.questions[id_].codes())
    assert [code for code in codes if code != "other"] == ["low", "high"]


def test_other_is_added_to_an_option_list_only_where_it_is_printed() -> None:
    index = feature("feature_option_lists").index
    assert ["other" in index.questions[id_].codes() for id_ in ("use", "trust")] == [False, True]


def test_the_name_of_an_option_list_that_is_not_there_stays_to_be_reported() -> None:
    edition = edition_of({"id": "a", "type": "single_choice", "options": "scael"}, option_lists={"scale": []})
    assert [problem.code for problem in edition_problems(edition)] == ["unknown-option-list"]


# Look-ups


def test_questions_stand_in_printed_order() -> None:
    assert list(feature("feature_parked").index.order.values()) == [0, 1, 2, 3, 4]


def test_a_question_is_found_by_the_address_of_any_of_its_inputs() -> None:
    assert feature("feature_parked").index.question_of("cio.contact/email").id == "cio.contact"


def test_a_question_of_several_inputs_is_found_by_its_own_address() -> None:
    assert feature("feature_parked").index.question_of("cio.contact").id == "cio.contact"


@pytest.mark.parametrize(
    ("address", "near"),
    [("cio.contact/emial", "cio.contact/email"), ("coi", "cio"), ("cio.period/othre", "cio.period/other")],
)
def test_an_unknown_address_is_refused_with_the_nearest(address: str, near: str) -> None:
    with pytest.raises(UnknownAddress, match=f'Did you mean "{near}"'):
        feature("feature_parked").index.question_of(address)


def test_an_unknown_address_near_to_none_is_refused_plainly() -> None:
    with pytest.raises(UnknownAddress, match=r'^There is no question or input "zzzzzz" in this edition\.$'):
        feature("feature_parked").index.input_of("zzzzzz")


def test_the_address_of_a_question_of_several_inputs_is_no_input() -> None:
    with pytest.raises(UnknownAddress):
        feature("feature_parked").index.input_of("cio.contact")


def test_a_question_ranks_after_everything_its_condition_looks_at() -> None:
    rank = feature("feature_conditions").index.rank
    assert rank["early"] > rank["late"] > rank["chain_1"] > rank["one"] > rank["gate"]


def test_every_question_has_a_rank_even_in_a_cycle() -> None:
    edition = edition_of(
        yes_no("a", when={"question": "b", "is": "yes"}), yes_no("b", when={"question": "a", "is": "yes"})
    )
    assert sorted(edition.index.rank.values()) == [0, 1]


def test_the_address_for_enquiries_stands_in_the_place_of_its_mark() -> None:
    edition = edition_of(text_question("a"), enquiries="help@example.org")
    assert edition.filled_in("Write to {enquiries} or {nobody}.") == "Write to help@example.org or {nobody}."


@pytest.mark.parametrize(
    ("section", "printed", "outline"),
    [
        (
            {"id": "a", "number": "A", "title": "Long title", "short_title": "Short"},
            "A. Long title",
            "A. Short",
        ),
        ({"id": "a", "title": "Long title"}, "Long title", "Long title"),
        ({"id": "a"}, None, "a"),
        ({"id": "a", "short_title": "Short"}, None, "Short"),
    ],
)
def test_a_section_has_a_printed_title_and_one_for_the_outline(
    section: dict[str, Any], printed: str | None, outline: str
) -> None:
    first = Edition.model_validate({**whole(), "sections": [{**section, "questions": []}]}).sections[0]
    assert (first.printed_title, first.outline_title) == (printed, outline)


def test_plain_feature_files_hold_nothing_but_text_numbers_and_truth() -> None:
    def kinds(value: Any) -> set[type]:
        if isinstance(value, dict):
            return set().union(*(kinds(part) for part in (*value, *value.values())))
        if isinstance(value, list):
            return set().union(*(kinds(part) for part in value))
        return {type(value)}

    assert set().union(*(kinds(plain_edition(FEATURES / f"{name}.yaml")) for name in FEATURE_NAMES)) <= {
        str,
        int,
        bool,
    }
