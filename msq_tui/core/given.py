"""Links and texts that were already given somewhere in a response, so that nobody has to type them twice: a view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .standing import Standing
from .text import find_links, is_blank


@dataclass(frozen=True, slots=True)
class Given:
    """A link or text, and the address of the input where it was given first."""

    text: str
    address: str


def given_links(standing: Standing, beside: str = "") -> list[Given]:
    """The distinct links in all texts but the one at ``beside``, in printed order."""
    return _distinct(
        Given(link, address) for address, text in _texts(standing, beside) for link in find_links(text)
    )


def given_texts(standing: Standing, beside: str = "") -> list[Given]:
    """The distinct texts given anywhere but at ``beside``, in printed order; those that are a link alone are left to
    :func:`given_links`."""
    return _distinct(
        Given(text.strip(), address)
        for address, text in _texts(standing, beside)
        if find_links(text) != [text.strip()]
    )


def _texts(standing: Standing, beside: str) -> Iterator[tuple[str, str]]:
    """Everything that was written, kept aside or not."""
    for address, place in standing.index.input_at.items():
        answer = standing.response.answer(address)
        if address != beside and place.kind in ("line", "text") and isinstance(answer, str) and not is_blank(answer):  # fmt: skip
            yield address, answer


def _distinct(given: Iterator[Given]) -> list[Given]:
    found: dict[str, Given] = {}
    for one in given:
        found.setdefault(one.text, one)
    return list(found.values())
