"""A number, kept as typed and echoed as understood.

An explanation beside it is an input of its own: ``<question>/text``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from ..condition import Answer
from ..language import tr
from ..numbers import canonical, is_ambiguous_number, understood_number
from ..problem import Problem, Severity
from ..question import Input, Question


class NumberQuestion(Question):
    """A number. What is not understood stays as it is, with a warning."""

    type: Literal["number"]
    unit: str | None = Field(None, description="Printed after the number")
    at_least: Decimal | None = Field(None, allow_inf_nan=False)
    at_most: Decimal | None = Field(None, allow_inf_nan=False)
    explanation: str | None = Field(
        None, description="The label of a text that explains the number ('' for none printed)"
    )

    def inputs(self) -> tuple[Input, ...]:
        number = self.input((), "line", required=self.required is True, check="number")
        if self.explanation is None:
            return (number,)
        return number, self.input(("text",), "text", label=self.explanation)

    def number_in(self, text: str) -> str:
        """The part of the text that is the number; a type with a sign of its own takes it off here."""
        return text

    def problems(self, place: Input, answer: Answer) -> Iterator[Problem]:
        if place.path:
            yield from super().problems(place, answer)
            return
        text = self.number_in(str(answer))
        number = understood_number(text)
        if is_ambiguous_number(text):
            yield self.problem(
                place, "number-ambiguous",
                tr('"{text}" can be read in two ways. Write it without a mark between thousands, or with decimals.', text=text),
            )  # fmt: skip
        elif number is None:
            yield self.problem(
                place, "number-unclear", tr("This is kept as typed, but not understood as a number.")
            )
        elif (self.at_least is not None and number < self.at_least) or (
            self.at_most is not None and number > self.at_most
        ):
            yield self.problem(
                place, "number-range",
                tr("Give a number from {least} to {most}.", least=self.at_least if self.at_least is not None else "-", most=self.at_most if self.at_most is not None else "-"),
                Severity.ERROR,
            )  # fmt: skip

    def parsed(self, place: Input, answer: Answer) -> str | None:
        number = None if place.path else understood_number(self.number_in(str(answer)))
        return None if number is None else canonical(number)
