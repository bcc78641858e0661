"""Yes or No (an edition may print other options, such as Yes / No / Other or Yes / Maybe)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..choice import ChoiceQuestion, Option
from ..model import Code


class YesNoQuestion(ChoiceQuestion):
    """A question answered Yes or No. Unanswered is never the same as No."""

    type: Literal["yes_no"]
    options: list[Option] | Code = Field(
        default=[Option(code="yes", label="Yes"), Option(code="no", label="No")],
        description="Yes and No unless given",
    )
