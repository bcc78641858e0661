"""Numbers and percentages as people type them, understood where that is possible without guessing.

What is kept is always the text as typed (interfaces.md 2.6); these functions are a view on it.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_SPACES = "\u0020\u00a0\u2009\u202f'\u2019\u066c"  # between groups of three digits, by country
_GROUPED = re.compile(rf"[+-]?\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:(,)\d{3}(?:,\d{3})*\.\d+|(\.)\d{3}(?:\.\d{3})*,\d+)")
_SEVERAL = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})")
MOST_DIGITS = 40
_SIGNS = str.maketrans({"\u066b": ",", "\u2212": "-"})


def _western(text: str) -> str:
    """Decimal digits of any script as 0-9, the Arabic decimal sign as a comma, the minus sign as a hyphen."""
    return "".join(
        str(unicodedata.decimal(char))
        if not char.isascii() and unicodedata.decimal(char, None) is not None
        else char
        for char in text
    ).translate(_SIGNS)


def is_ambiguous_number(text: str) -> bool:
    """Whether a number could be read in two ways: ``1,234`` is 1234 here and 1.234 there."""
    return bool(re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", _western(text.strip())))


def understood_number(text: str) -> Decimal | None:
    """The number a text stands for, or None where it is not one or could be two."""
    typed = _western(text.strip())
    if len(typed) > MOST_DIGITS or is_ambiguous_number(typed):
        return None
    if _PLAIN.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if _GROUPED.fullmatch(typed):
        return Decimal(re.sub(f"[{_SPACES}]", "", typed).replace(",", "."))
    both = _BOTH.fullmatch(typed)
    if both:
        grouping = both.group(1) or both.group(2)
        return Decimal(typed.replace(grouping, "").replace(",", "."))
    if _SEVERAL.fullmatch(typed):
        return Decimal(re.sub("[.,]", "", typed))
    return None


def canonical(number: Decimal) -> str:
    """A number as programs read it: a point, no groups, no exponent, no negative zero."""
    return f"{number if number else abs(number):f}"


def as_decimal(found: str) -> Decimal | None:
    """A canonical number (:func:`canonical`) as one to compute with; None for anything else, e.g. a date."""
    try:
        number = Decimal(found)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
