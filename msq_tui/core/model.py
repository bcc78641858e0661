"""The base of everything that an edition file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from .language import tr

# Variable names, snake_case words joined by dots (interfaces.md, "Ids"). The length keeps file names and columns sane.
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z0-9]+(?:_[a-z0-9]+)*)*")
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EDITION_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
MOST_ID_CHARACTERS = 80
UNSAFE_NAME = "unsafe_name"
"""The kind of complaint about an id or code, to be told from other values that are wrong."""

# Names that Windows keeps for devices: no file can be called so.
_DEVICE = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")


class Model(BaseModel):
    """A frozen part of an edition; unknown keys are refused, so that a misspelt key never passes as left out."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, ser_json_inf_nan="strings", defer_build=True
    )


def _matches(pattern: re.Pattern[str], value: str, instruction: str) -> str:
    if len(value) > MOST_ID_CHARACTERS or not pattern.fullmatch(value):
        raise PydanticCustomError(UNSAFE_NAME, "{instruction}", {"instruction": instruction})
    return value


def _question_id(value: str) -> str:
    return _matches(
        _ID,
        value,
        tr("write an id as small letters, digits and _ , words joined by dots, e.g. legal.digital_identity"),
    )


def _code(value: str) -> str:
    return _matches(_CODE, value, tr("write a code as small letters, digits and _ , e.g. five_year"))


def _edition_id(value: str) -> str:
    if _DEVICE.fullmatch(value):
        instruction = tr("no file can have this name on every computer; write another id, e.g. msq-2022")
        raise PydanticCustomError(UNSAFE_NAME, "{instruction}", {"instruction": instruction})
    return _matches(
        _EDITION_ID, value, tr("write an edition id as small letters, digits and - , e.g. msq-2022")
    )


def _language(value: str) -> str:
    return _matches(_LANGUAGE, value, tr("write the code of a language, e.g. en, fr or pt-BR"))


Language = Annotated[str, AfterValidator(_language)]
"""The code of a language (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of an edition while it is read: those it has, the default first, and the one that is wanted.

    With ``whole`` every text must be there in all of them; that is how missing translations are found.
    """

    declared: tuple[str, ...] = ("en",)
    wanted: str = "en"
    whole: bool = False

    @property
    def default(self) -> str:
        """The language of what is not translated."""
        return self.declared[0]


_reading: ContextVar[Languages] = ContextVar("_reading", default=Languages())  # noqa: B039 - it is frozen


@contextmanager
def reading_in(languages: Languages) -> Iterator[None]:
    """Read the texts of an edition in one of its languages."""
    before = _reading.set(languages)
    try:
        yield
    finally:
        _reading.reset(before)


def best_language(wanted: str | None, declared: Sequence[str]) -> str:
    """The declared language that fits: itself, the same one elsewhere, or the default, which stands first."""
    return _fitting(wanted or "", declared) or declared[0]


def has_language(declared: Sequence[str], wanted: str) -> bool:
    """Whether one of the declared languages is the wanted one, or the same one elsewhere."""
    return _fitting(wanted, declared) is not None


def _fitting(wanted: str, declared: Sequence[str]) -> str | None:
    known = {language.lower(): language for language in declared}
    # Languages of a system are written fr_FR.UTF-8.
    whole = wanted.lower().partition(".")[0].replace("_", "-")
    start = whole.partition("-")[0]
    elsewhere = (language for code, language in known.items() if code.partition("-")[0] == start)
    return known.get(whole) or known.get(start) or next(elsewhere, None)


def _in_one_language(value: Any) -> Any:
    """A text as it is, or that of the wanted language where there are several."""
    languages = _reading.get()
    if not isinstance(value, dict):
        if languages.whole and isinstance(value, str) and any(char.isalpha() for char in value):
            _refuse_missing(languages.declared[1:])
        return value
    for language, text in value.items():
        if language not in languages.declared:
            raise PydanticCustomError(
                "undeclared_language",
                "undeclared language",
                {"language": str(language), "declared": ", ".join(languages.declared)},
            )
        if not isinstance(text, str):
            raise ValueError(tr("write one text for each language"))
    if languages.default not in value:
        raise PydanticCustomError("no_default_language", "no default", {"language": languages.default})
    if languages.whole and (
        missing := [code for code in languages.declared if not value.get(code, "").strip()]
    ):
        _refuse_missing(missing)
    return value[languages.wanted] if value.get(languages.wanted, "").strip() else value[languages.default]


def _refuse_missing(missing: Sequence[str]) -> None:
    raise PydanticCustomError("missing_translation", "missing", {"languages": ", ".join(missing)})


Text = Annotated[
    str,
    BeforeValidator(_in_one_language),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1},
            ]
        }
    ),
]
"""A printed text, or one for each language of the edition; once read, it is plain text in one of them."""

Id = Annotated[str, AfterValidator(_question_id)]
"""A question's or section's id."""

Code = Annotated[str, AfterValidator(_code)]
"""The stable code of an option, row, column or field."""

EditionId = Annotated[str, AfterValidator(_edition_id)]
"""An edition's id; it is also its file name, so it can hold nothing that means something in a path."""
