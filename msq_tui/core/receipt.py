"""The receipt: a short code for exactly these bytes, to be read out on the telephone.

The first 60 bits of the SHA-256 in Crockford's base32 (no I, L, O, U), and a check character by the hybrid
scheme of ISO 7064. The standard's own MOD 37,36 may give I, L or O as check character, which a reader takes for
1, 1 and 0; so the scheme is applied to the 32 letters in use, as MOD 33,32. It finds every single wrong character.
"""

from __future__ import annotations

import hashlib
import re

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 12
_BITS = 5 * _CHARACTERS
_READ_AS = str.maketrans("OIL", "011")
# White space, and the hyphens and dashes that word processors put in their place.
_BETWEEN = re.compile("[\\s\u00ad\u2010-\u2015\u2212-]+")


def receipt_code(submission_json: bytes) -> str:
    """The receipt of a submission, such as ``K7QF-92MD-3TXA-V``."""
    bits = int.from_bytes(hashlib.sha256(submission_json).digest()[: (_BITS + 7) // 8], "big") >> -_BITS % 8
    code = "".join(LETTERS[bits >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(
        [*(code[start : start + 4] for start in range(0, _CHARACTERS, 4)), _check_character(code)]
    )


def is_receipt(text: str) -> bool:
    """Whether ``text`` is a receipt without a slip, however it was typed: small letters, spaces, no hyphens,
    O for 0, I or L for 1."""
    code = _BETWEEN.sub("", text).upper().translate(_READ_AS)
    return (
        len(code) == _CHARACTERS + 1
        and all(letter in LETTERS for letter in code)
        and _check_character(code[:-1]) == code[-1]
    )


def _check_character(code: str) -> str:
    """ISO 7064, hybrid system: MOD M+1,M for an alphabet of M letters."""
    most = len(LETTERS)
    product = most
    for letter in code:
        product = (product + LETTERS.index(letter)) % most or most
        product = product * 2 % (most + 1)
    return LETTERS[(1 - product) % most]
