"""Numbers, percentages and dates in typed text: understood where possible, held against the range of the edition.

The same for a question, a cell of a table and a field of a contact. What was typed is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from .condition import IsoDate
from .language import tr
from .model import Model, Text
from .numbers import canonical, is_ambiguous_number, understood_number
from .problem import Problem, Severity
from .text import display_line

PERCENT_SIGNS = "%\u066a\uff05"
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[./-](\d{4})")

Precision = Literal["day", "month", "year"]
"""How exact a date is asked for."""

EXAMPLES: dict[str, str] = {"day": "2026-03-31", "month": "2026-03", "year": "2026"}


def _bound(value: str) -> str:
    if parsed_date(value, "year") is None:
        raise ValueError(tr("write a date as year, month and day, e.g. 2026-03-31"))
    return value


Bound = Annotated[IsoDate, AfterValidator(_bound)]
"""The first or last date that is allowed, as ISO 8601 writes it: 2026-03-31, 2026-03, 2026."""


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number, or with ``percent`` one that may carry its sign."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    percent: bool = False

    def _number_in(self, text: str) -> str:
        return text.strip().strip(PERCENT_SIGNS) if self.percent else text

    def parsed(self, text: str) -> str | None:
        """The canonical decimal, where the text can mean one number only."""
        number = understood_number(self._number_in(text))
        return None if number is None else canonical(number)

    def problems(self, address: str, text: str) -> Iterator[Problem]:
        """What is to be put right in a text typed here."""
        text = self._number_in(text)
        number = understood_number(text)
        if is_ambiguous_number(text):
            yield Problem(
                address, "number-ambiguous", Severity.WARNING,
                tr('"{text}" can be read in two ways. Write it without a mark between thousands, or with decimals.', text=text),
            )  # fmt: skip
        elif number is None:
            yield Problem(
                address,
                "number-unclear",
                Severity.WARNING,
                tr("This is kept as typed, but not understood as a number."),
            )
        elif (self.at_least is not None and number < self.at_least) or (
            self.at_most is not None and number > self.at_most
        ):
            yield Problem(address, "number-range", Severity.ERROR, self._instruction())

    def _instruction(self) -> str:
        if self.at_most is None:
            return tr("Give a number of {least} or more.", least=self.at_least)
        if self.at_least is None:
            return tr("Give a number of {most} or less.", most=self.at_most)
        return tr("Give a number from {least} to {most}.", least=self.at_least, most=self.at_most)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day, a month or a year. Bounds are compared as far as both dates go: a day with a month as months."""

    precision: Precision = "day"
    not_before: str | None = None
    not_after: str | None = None

    def parsed(self, text: str) -> str | None:
        """The ISO date, where the text can mean one date only."""
        return parsed_date(text, self.precision)

    def problems(self, address: str, text: str) -> Iterator[Problem]:
        """What is to be put right in a text typed here."""
        found = self.parsed(text)
        if found is None:
            yield Problem(
                address, "date-unclear", Severity.WARNING,
                tr('"{text}" is kept as typed, but not understood for certain. Write the date as {example}.',
                   text=display_line(text), example=EXAMPLES[self.precision]),
            )  # fmt: skip
        elif (self.not_before is not None and is_before(found, self.not_before)) or (
            self.not_after is not None and is_before(self.not_after, found)
        ):
            yield Problem(address, "date-range", Severity.ERROR, self._instruction())

    def _instruction(self) -> str:
        if self.not_after is None:
            return tr("Give a date not before {first}.", first=self.not_before)
        if self.not_before is None:
            return tr("Give a date not after {last}.", last=self.not_after)
        return tr("Give a date from {first} to {last}.", first=self.not_before, last=self.not_after)


Value = NumberValue | DateValue
"""How a typed text is understood."""


def is_before(one: str, other: str) -> bool:
    """Whether an ISO date is before another, as far as both go: a day and a month are compared as months."""
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def parsed_date(text: str, precision: Precision) -> str | None:
    """The ISO date that a text stands for, or None where it is none, could be two, or is less exact than asked."""
    text = text.strip()
    year = month = day = None
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else None for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if first <= 12 and second <= 12 and first != second and precision != "year":
            return None
        day, month = (first, second) if second <= 12 else (second, first)
    elif found := _MONTH_FIRST.fullmatch(text):
        month, year = (int(part) for part in found.groups())
    if year is None or (precision == "day" and day is None) or (precision == "month" and month is None):
        return None
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return None
    longest = {"day": 10, "month": 10, "year": 4}[precision]
    return whole.isoformat()[: min(longest, 10 if day else 7 if month else 4)]


class Typed(Model):
    """Where text is entered that may stand for a number, percentage or date: a row, column or field."""

    type: str = "long_text"
    unit: Text | None = Field(None, description="Printed after the place to answer")
    at_least: Decimal | None = Field(None, allow_inf_nan=False, description="The smallest number")
    at_most: Decimal | None = Field(None, allow_inf_nan=False, description="The largest number")
    precision: Precision | None = Field(
        None, description="How exact a date is asked for; none given: the day"
    )
    not_before: Bound | None = Field(None, description="The first date")
    not_after: Bound | None = Field(None, description="The last date")

    @model_validator(mode="after")
    def _fits_its_type(self) -> Typed:
        for types, keys in (
            (("number", "percentage"), ("unit", "at_least", "at_most")),
            (("date",), ("precision", "not_before", "not_after")),
        ):
            for key in keys:
                if getattr(self, key) is not None and self.type not in types:
                    raise ValueError(
                        tr("`{key}` goes with the type {types} only", key=key, types=tr(" or ").join(types))
                    )
        return self

    @property
    def value(self) -> Value | None:
        """How what is typed here is understood; None for a text."""
        if self.type == "number":
            return NumberValue(self.at_least, self.at_most)
        if self.type == "percentage":
            return percent_value(self.at_least, self.at_most)
        if self.type == "date":
            return DateValue(self.precision or "day", self.not_before, self.not_after)
        return None


def percent_value(at_least: Decimal | None, at_most: Decimal | None) -> NumberValue:
    """A percentage, from 0 to 100 where the edition says nothing else."""
    return NumberValue(
        Decimal(0) if at_least is None else at_least,
        Decimal(100) if at_most is None else at_most,
        percent=True,
    )
