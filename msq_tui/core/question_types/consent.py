"""A statement to agree to. "No", where it is printed, is a complete answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..choice import ChoiceQuestion, Option
from ..model import Code


class ConsentQuestion(ChoiceQuestion):
    """An authorisation, given or refused."""

    type: Literal["consent"]
    options: list[Option] | Code = Field(
        default=[Option(code="yes", label="Yes"), Option(code="no", label="No")],
        description="Yes and No unless given; a form that prints only a box has one option",
    )
