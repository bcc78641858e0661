"""From a printed number to its place."""

from __future__ import annotations

import pytest

from msq_tui.core.printed_number import at_number, nearest_number, printed_number

from .helpers import edition_of, msq_2022

INDEX = edition_of(
    {"id": "one", "number": "1", "type": "short_text", "text": "One"},
    {
        "id": "two", "number": "2", "type": "contact", "text": "Two",
        "fields": [{"code": "a", "number": "a", "label": "A"}, {"code": "b", "number": "b", "label": "B"}],
    },
    {"id": "more", "type": "short_text", "text": "More", "parent": "one"},
    {"id": "twenty", "number": "20", "type": "short_text", "text": "Twenty"},
    {"id": "extra.first", "number": "X.1", "type": "short_text", "text": "Extra"},
    {"id": "extra.eleventh", "number": "X.11", "type": "short_text", "text": "Extra"},
    {"id": "close", "number": "1.1", "type": "short_text", "text": "Close"},
).index  # fmt: skip


def addresses(wanted: str) -> list[str]:
    return [one.address for one in at_number(INDEX, wanted)]


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("1", "one"), ("2", "two"), ("20", "twenty"), ("X.1", "extra.first"), ("x.1", "extra.first"),
        ("x1", "extra.first"), ("2.a", "two/a"), ("2a", "two/a"), ("2.B", "two/b"), ("20.", "twenty"), (" 20 ", "twenty"),
        ("#20", "twenty"), ("two/b", "two/b"), ("extra.first", "extra.first"), ("extra", "extra.first"), ("1.1", "close"),
    ],
)  # fmt: skip
def test_what_somebody_writes_leads_first_to_what_they_mean(wanted: str, address: str) -> None:
    assert addresses(wanted)[0] == address


def test_a_number_leads_on_to_its_parts_and_not_to_a_longer_number() -> None:
    assert addresses("2") == ["two", "two/a", "two/b"]


def test_two_digits_are_never_taken_for_one_point_one() -> None:
    assert addresses("11") == []


@pytest.mark.parametrize("wanted", ["", "  ", ".", "#", "99", "zz"])
def test_what_fits_nothing_leads_nowhere(wanted: str) -> None:
    assert addresses(wanted) == []


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("99", "20"), ("3", "2"), ("Y.1", "X.1"), ("extra.frist", "extra.first"), ("999999999999999999", "20")],
)
def test_what_is_not_there_has_a_nearest(wanted: str, near: str) -> None:
    assert nearest_number(INDEX, wanted) == near


def test_what_is_like_nothing_has_no_nearest() -> None:
    assert nearest_number(INDEX, "qqqqqq") is None


def test_the_letter_of_a_section_leads_to_its_first_question() -> None:
    index = msq_2022().index
    section = next(section for section in msq_2022().sections if section.number == "C")
    assert at_number(index, "c")[0].address == section.questions[0].id


def test_a_follow_up_without_a_number_is_called_by_that_of_its_parent() -> None:
    assert printed_number(INDEX, "more") == "1"
