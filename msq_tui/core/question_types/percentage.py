"""A share of a whole, in percent; with or without the sign, or in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from .number import NumberQuestion

PERCENT_SIGNS = "%\u066a\uff05"


class PercentageQuestion(NumberQuestion):
    """A percentage from 0 to 100 unless the edition says otherwise."""

    type: Literal["percentage"]  # type: ignore[assignment]
    at_least: Decimal | None = Decimal(0)
    at_most: Decimal | None = Decimal(100)

    def number_in(self, text: str) -> str:
        return text.strip().strip(PERCENT_SIGNS)
