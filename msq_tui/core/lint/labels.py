"""Labels that a respondent could not tell apart, and "Other" with no place to write it.

The table of letters is an extract of Unicode Technical Standard 39, ``confusables.txt`` 13.0.0 (© 2020 Unicode, Inc.,
Unicode License): every single Greek or Cyrillic letter whose prototype is one letter of ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol

from ..choice import OTHER, ChoiceQuestion, Option
from ..language import tr
from ..text import display_line
from .layout import EditionProblem, FilePath, Layout, own_options, part_keys, problem

GREEK_AND_CYRILLIC = "ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϜϳϺЅІЈАВЕКМНОРСТУХЬагеорсухѕіјѡѴѵҮүһҽӀӏԁԌԛԜԝ"
LATIN = "JABEZHlKMNOPTYXayivopouFjMSlJABEKMHOPCTYXbareopcyxsijwVvYyhelidGqWw"
_LETTERS = str.maketrans(GREEK_AND_CYRILLIC, LATIN)

# The same standard has these for ASCII. They count only where case is told apart: "Part I" and "Part l", not "Part L".
_DIGITS = str.maketrans("0I1|", "Olll")

# Zero width and other characters that show nothing.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")

# "Other" as forms print it, in the six languages of the United Nations, where a text is meant to follow.
_OTHERS = "others?|another|autres?|otr[oa]s?|друг(?:ое|ие|ая|ой)|иное|أخرى|غير ذلك|其他|其它"
_ASKS_FOR_TEXT = re.compile(
    rf"(?i)\s*(?:{_OTHERS})\s*[:：_…]"
    rf"|\s*(?:{_OTHERS})\b.*(?:specif|précis|especifi|укаж|уточн|يرجى|请注明|請註明|_{{2,}})"
)


class Labelled(Protocol):
    """An option, row, column or field."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def label(self) -> str:
        """Its printed label."""


def label_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Labels of one list that are the same or look alike, and options that ask to specify with no text."""
    for name, options in layout.edition.option_lists.items():
        yield from _alike(options, ("option_lists", name), "")
        yield from _others(options, ("option_lists", name), "")
    for placed in layout.questions:
        for key in part_keys(type(placed.question)):
            parts = getattr(placed.question, key)
            if isinstance(parts, list) and own_options(layout.edition, placed.question):
                yield from _alike(parts, (*placed.path, key), placed.address)
        question = placed.question
        own = isinstance(question, ChoiceQuestion) and own_options(layout.edition, question)
        # A shared text box below is a place to write it, too.
        if own and isinstance(question, ChoiceQuestion) and question.text_box is None:
            options = question.options if isinstance(question.options, list) else []
            # An option with the code of the printed "Other" is told as a code given twice.
            if question.other is None or OTHER not in [option.code for option in options]:
                yield from _others(options, (*placed.path, "options"), placed.address)


def _alike(parts: Sequence[Labelled], path: FilePath, address: str) -> Iterator[EditionProblem]:
    seen: dict[str, Labelled] = {}
    for place, part in enumerate(parts):
        keys = looks(part.label)
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None and part.label.strip():
            here = (*path, place, "label")
            if " ".join(first.label.split()) == " ".join(part.label.split()):
                message = tr(
                    '"{code}" has the same label; change one, or nobody can tell them apart', code=first.code
                )
                yield problem(here, "same-label", message, address)
            else:
                message = tr(
                    '"{label}" looks like the label of "{code}": they differ only by case, or by letters of another '
                    "alphabet that look the same; write both with the same letters, or say what differs",
                    label=display_line(part.label), code=first.code,
                )  # fmt: skip
                yield problem(here, "look-alike-label", message, address)
        for key in keys:
            seen.setdefault(key, part)


def looks(label: str) -> tuple[str, str]:
    """What a label looks like: without regard to case, and with regard to digits that look like letters."""
    plain = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFKD", label)).split()).translate(_LETTERS)
    return "a" + plain.casefold(), "b" + plain.translate(_DIGITS)


def _others(options: Sequence[Option], path: FilePath, address: str) -> Iterator[EditionProblem]:
    for place, option in enumerate(options):
        if option.text is None and (option.code == OTHER or _ASKS_FOR_TEXT.match(option.label)):
            yield problem(
                (*path, place, "code"), "other-without-text",
                tr('"{label}" asks to specify, but there is no place to write it; use the key "other" of the question, or give the option a "text"', label=display_line(option.label)),
                address,
            )  # fmt: skip
