"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.numbers import canonical, is_ambiguous_number, understood_number

from .helpers import unhurried

UNDERSTOOD = {
    "0": "0",
    "12": "12",
    " 12 ": "12",
    "6,80": "6.80",
    "6.80": "6.80",
    ".4": "0.4",
    ",4": "0.4",
    "-3,5": "-3.5",
    "+7": "7",
    "\u22125": "-5",
    "1 234,5": "1234.5",
    "1\u00a0234": "1234",
    "1\u202f234\u202f567,8": "1234567.8",
    "1'234.50": "1234.50",
    "1\u2019234": "1234",
    "1,234.5": "1234.5",
    "1.234,5": "1234.5",
    "12,345,678.9": "12345678.9",
    "12.345.678,9": "12345678.9",
    "1,234,567": "1234567",
    "1.234.567": "1234567",
    "0,123": "0.123",
    "1234,567": "1234.567",
    "٦٫٨٠": "6.80",
    "١٬٢٣٤٫٥": "1234.5",
    "۱۲": "12",
    "१२": "12",
    "１２": "12",
}
AMBIGUOUS = ["1,234", "1.234", "10,500", "999.999", "-1,234", "+1.234", " 1,234 ", "١,٢٣٤", "١٫٢٣٤"]
NOT_NUMBERS = [
    "",
    " ",
    "abc",
    ".4% of GDP is intended for",
    "1,23,4",
    "12,34.5,6",
    "1 23",
    "1,2345.6",
    "1.2.3",
    "--1",
    "1e5",
    "nan",
    "Infinity",
    "0x1f",
    "1_000",
    "12 km",
]


@pytest.mark.parametrize(("typed", "number"), UNDERSTOOD.items())
def test_a_number_is_understood(typed: str, number: str) -> None:
    assert understood_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_what_is_understood_is_not_called_ambiguous(typed: str) -> None:
    assert not is_ambiguous_number(typed)


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_a_number_that_can_be_two_is_said_to_be_ambiguous(typed: str) -> None:
    assert is_ambiguous_number(typed)


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_a_number_that_can_be_two_is_never_guessed(typed: str) -> None:
    assert understood_number(typed) is None


@pytest.mark.parametrize("typed", NOT_NUMBERS)
def test_what_is_no_number_is_not_understood(typed: str) -> None:
    assert understood_number(typed) is None


def test_a_huge_run_of_digits_is_not_understood() -> None:
    assert understood_number("9" * 10_000) is None


def test_forty_digits_are_understood_to_the_last() -> None:
    assert understood_number("1" * 40) == Decimal("1" * 40)


@unhurried
@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = understood_number(text)
    assert number is None or number.is_finite()


@unhurried
@given(st.decimals(min_value=-(10**15), max_value=10**15, places=3))
def test_a_canonical_number_that_is_not_ambiguous_is_read_back_as_itself(number: Decimal) -> None:
    written = canonical(number)
    assert is_ambiguous_number(written) or understood_number(written) == number


@pytest.mark.parametrize(
    ("number", "text"), [("1E+3", "1000"), ("1E-7", "0.0000001"), ("6.80", "6.80"), ("0.4", "0.4")]
)
def test_the_canonical_form_has_a_point_and_no_exponent(number: str, text: str) -> None:
    assert canonical(Decimal(number)) == text
