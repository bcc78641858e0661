"""The dates that tell conditions apart: one for each stretch of time that no test divides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..values import DateValue, is_before

_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2, 9998
"""A day before and a day after must still be dates."""


def dates_to_try(value: DateValue, thresholds: Iterable[str], taken: Iterable[str]) -> list[str] | None:
    """Dates as typed, within the range of ``value``: before, at the two ends of and after each threshold; each also in a
    form that is none of the texts ``taken``. None where a threshold has no days around it."""
    bounds = [bound for bound in (value.not_before, value.not_after) if bound is not None]
    days: list[date] = []
    for threshold in (*thresholds, *bounds):
        if not FIRST_YEAR <= int(threshold[:4]) <= LAST_YEAR:
            return None
        try:
            first, last = _ends(threshold)
        except ValueError:
            return None
        days += [first - _DAY, first, last, last + _DAY]
    named = set(taken)
    found: list[str] = []
    for typed in dict.fromkeys(form for day in days or [date(2000, 1, 1)] for form in _forms(value, day)):
        understood = value.parsed(typed)
        if understood is not None and _fits(value, understood):
            found.append(typed if typed not in named else f"{typed} ")
    return found


def _fits(value: DateValue, found: str) -> bool:
    return not (
        (value.not_before is not None and is_before(found, value.not_before))
        or (value.not_after is not None and is_before(value.not_after, found))
    )


def _forms(value: DateValue, day: date) -> Iterator[str]:
    """A day as exact as it can be typed: what asks for a month takes a day too."""
    iso = day.isoformat()
    yield iso[:4] if value.precision == "year" else iso
    if value.precision == "month":
        yield iso[:7]


def _ends(threshold: str) -> tuple[date, date]:
    """The first and last day of an ISO day, month or year."""
    parts = [int(part) for part in threshold.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    first = date(parts[0], parts[1], 1)
    return first, (first.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
