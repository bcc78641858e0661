"""The receipt: the same bytes give the same code, and a slip in reading it out is noticed."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.receipt import LETTERS, is_receipt, receipt_code

codes = st.binary(max_size=64).map(receipt_code)


@given(codes)
def test_it_is_three_groups_of_four_and_one_check_character(code: str) -> None:
    assert re.fullmatch(f"(?:[{LETTERS}]{{4}}-){{3}}[{LETTERS}]", code)


def test_the_groups_are_the_first_60_bits_of_the_digest() -> None:
    bits = f"{int.from_bytes(hashlib.sha256(b'x').digest()):0256b}"[:60]
    spelt = "".join(LETTERS[int(bits[start : start + 5], 2)] for start in range(0, 60, 5))
    assert receipt_code(b"x").replace("-", "")[:12] == spelt


def test_a_known_code_stays_the_same_for_ever() -> None:
    assert receipt_code(b"x") == "5NRH-CGNQ-4TR4-Z"


@given(codes)
def test_a_code_is_a_receipt(code: str) -> None:
    assert is_receipt(code)


@given(codes, st.sampled_from(["-", "", " ", " - ", "\u2013", "\n"]))
def test_what_stands_between_the_groups_does_not_matter(code: str, between: str) -> None:
    assert is_receipt(code.replace("-", between))


@given(codes)
def test_small_letters_are_read(code: str) -> None:
    assert is_receipt(code.lower())


@given(codes, st.sampled_from(["0O", "0o", "1I", "1i", "1L", "1l"]))
def test_letters_that_look_like_a_digit_are_read_as_it(code: str, pair: str) -> None:
    assert is_receipt(code.replace(*pair))


@given(codes, st.integers(0, 12), st.sampled_from(LETTERS))
def test_any_single_wrong_character_is_found(code: str, position: int, letter: str) -> None:
    plain = code.replace("-", "")
    changed = plain[:position] + letter + plain[position + 1 :]
    assert is_receipt(changed) == (changed == plain)


@pytest.mark.parametrize(
    "text", ["", "V", "5NRH-CGNQ-4TR4", "5NRH-CGNQ-4TR4-ZZ", "5NRH-CGNQ-4TR4-*", "5NRU-CGNQ-4TR4-Z"]
)
def test_other_texts_are_no_receipt(text: str) -> None:
    assert not is_receipt(text)
