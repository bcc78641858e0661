"""A share of a whole, in percent; with or without the sign, or in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ..values import NumberValue, percent_value
from .number import NumberQuestion


class PercentageQuestion(NumberQuestion):
    """A percentage from 0 to 100 unless the edition says otherwise."""

    type: Literal["percentage"]  # type: ignore[assignment]
    at_least: Decimal | None = Decimal(0)
    at_most: Decimal | None = Decimal(100)

    def value(self) -> NumberValue:
        return percent_value(self.at_least, self.at_most)
