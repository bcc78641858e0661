"""A date, kept as typed; understood when written year first, or where it can mean only one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from ..condition import Answer
from ..language import tr
from ..problem import Problem
from ..question import Input, Question
from ..text import display_line

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[./-](\d{4})")


class DateQuestion(Question):
    """A day, a month or a year, as the ``precision`` asks."""

    type: Literal["date"]
    precision: Literal["day", "month", "year"] = "day"

    def inputs(self) -> tuple[Input, ...]:
        return (self.input((), "line", required=self.required is True, check="date"),)

    def problems(self, place: Input, answer: Answer) -> Iterator[Problem]:
        if self.parsed(place, answer) is None:
            example = {"day": "2026-03-31", "month": "2026-03", "year": "2026"}[self.precision]
            yield self.problem(
                place, "date-unclear",
                tr('"{text}" is kept as typed, but not understood for certain. Write the date as {example}.', text=display_line(str(answer)), example=example),
            )  # fmt: skip

    def parsed(self, place: Input, answer: Answer) -> str | None:
        text = str(answer).strip()
        year = month = day = None
        if found := _ISO.fullmatch(text):
            year, month, day = (int(part) if part else None for part in found.groups())
        elif found := _DAY_FIRST.fullmatch(text):
            first, second, year = (int(part) for part in found.groups())
            if first <= 12 and second <= 12 and first != second and self.precision != "year":
                return None
            day, month = (first, second) if second <= 12 else (second, first)
        elif found := _MONTH_FIRST.fullmatch(text):
            month, year = (int(part) for part in found.groups())
        if (
            year is None
            or (self.precision == "day" and day is None)
            or (self.precision == "month" and month is None)
        ):
            return None
        try:
            whole = date(year, month or 1, day or 1)
        except ValueError:
            return None
        longest = {"day": 10, "month": 10, "year": 4}[self.precision]
        return whole.isoformat()[: min(longest, 10 if day else 7 if month else 4)]
