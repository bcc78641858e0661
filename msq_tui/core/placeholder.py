"""``{name}`` in a printed text: the place of an answer given elsewhere, e.g. the country in a title."""

from __future__ import annotations

import re
from collections.abc import Callable

FILL_IN = "________"
"""Stands for an answer that is not there yet."""
SPECIMEN = "_"
"""The identity of the one entry that a blank form shows of a repeat; no entry of a response is called so."""
ENQUIRIES = "enquiries"
"""The placeholder that every edition knows: its address for enquiries."""
_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]{1,80})\}")


def placeholders_in(text: str) -> list[str]:
    """The names in braces in a text, whether they name anything or not."""
    return _PLACEHOLDER.findall(text) if "{" in text else []


def with_placeholders(text: str, put: Callable[[str], str | None]) -> str:
    """``text`` with what ``put`` gives for each name; where that is None the braces stay.

    What is put in is never looked through again, so an answer that holds braces stays as it was typed.
    """

    def replacement(found: re.Match[str]) -> str:
        given = put(found.group(1))
        return found.group(0) if given is None else given

    return _PLACEHOLDER.sub(replacement, text) if "{" in text else text
