"""A date, kept as typed; understood when written year first, or where it can mean only one day."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..question import Input, Question
from ..values import Bound, DateValue, Precision


class DateQuestion(Question):
    """A day, a month or a year, as the ``precision`` asks."""

    type: Literal["date"]
    precision: Precision = "day"
    not_before: Bound | None = Field(None, description="The first date")
    not_after: Bound | None = Field(None, description="The last date")

    def inputs(self) -> tuple[Input, ...]:
        value = DateValue(self.precision, self.not_before, self.not_after)
        return (self.input((), "line", required=self.required is True, check="date", value=value),)
