"""The base of everything that an edition file can hold."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from .language import tr

# Variable names, snake_case words joined by dots (interfaces.md, "Ids"). The length keeps file names and columns sane.
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z0-9]+(?:_[a-z0-9]+)*)*")
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_EDITION_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
MOST_ID_CHARACTERS = 80
UNSAFE_NAME = "unsafe_name"
"""The kind of complaint about an id or code, to be told from other values that are wrong."""

# Names that Windows keeps for devices: no file can be called so.
_DEVICE = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")


class Model(BaseModel):
    """A frozen part of an edition; unknown keys are refused, so that a misspelt key never passes as left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, ser_json_inf_nan="strings")


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


Id = Annotated[str, AfterValidator(_question_id)]
"""A question's or section's id."""

Code = Annotated[str, AfterValidator(_code)]
"""The stable code of an option, row, column or field."""

EditionId = Annotated[str, AfterValidator(_edition_id)]
"""An edition's id; it is also its file name, so it can hold nothing that means something in a path."""
