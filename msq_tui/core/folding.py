"""Texts made alike for finding: case, accents, and the kinds of quotation marks and dashes do not matter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"}
)  # fmt: skip


def folded(text: str) -> str:
    """``text`` without case and accents, for comparing and finding only.

    "Türkiye" and "TURKIYE" fold to the same text, and so do "Алжир" and "алжир". In Russian and Arabic too, marks that
    distinguish letters are dropped.
    """
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


def folded_span(text: str, wanted: str) -> tuple[int, int] | None:
    """Where in ``text`` the folded text ``wanted`` first stands: the beginning and the end, or None."""
    at = folded(text).find(wanted)
    if at < 0:
        return None
    begin, length = None, 0
    for place, character in enumerate(text):
        length += len(_folded_character(character))
        if begin is None and length > at:
            begin = place
        if begin is not None and length >= at + len(wanted):
            return begin, place + 1
    return begin or 0, len(text)


@lru_cache(maxsize=8192)
def _folded_character(character: str) -> str:
    return _without_marks(_without_marks(character.translate(_ALIKE)).casefold())


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
