"""A number, kept as typed and echoed as understood.

An explanation beside it is an input of its own: ``<question>/text``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from ..model import Text
from ..question import Input, Question
from ..values import NumberValue


class NumberQuestion(Question):
    """A number. What is not understood stays as it is, with a warning."""

    type: Literal["number"]
    unit: Text | None = Field(None, description="Printed after the number")
    at_least: Decimal | None = Field(None, allow_inf_nan=False)
    at_most: Decimal | None = Field(None, allow_inf_nan=False)
    explanation: Text | None = Field(
        None, description="The label of a text that explains the number ('' for none printed)"
    )

    def inputs(self) -> tuple[Input, ...]:
        number = self.input(
            (),
            "line",
            required=self.required is True,
            check="number",
            value=self.value(),
            unit=self.unit or "",
        )
        if self.explanation is None:
            return (number,)
        return number, self.input(("text",), "text", label=self.explanation)

    def value(self) -> NumberValue:
        """How what is typed is understood."""
        return NumberValue(self.at_least, self.at_most)
