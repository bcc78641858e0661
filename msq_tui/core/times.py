"""The one door through which every time passes that a person reads or writes: by the clock on the wall.

Files and programs have times in UTC, as ``2026-11-22T09:05:10Z``. Which clock is on the wall only a front end knows: it
says so with :func:`in_zone`. Until then a time is shown in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from .text import display_line

_zone: tzinfo = UTC
_WRITTEN_OFFSET = re.compile(r"\s*\(?UTC(?:([+-])(\d{1,2})(?::(\d\d))?)?\)?$", re.IGNORECASE)
_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@contextmanager
def in_zone(zone: tzinfo) -> Iterator[None]:
    """Show and read times by the clock of a zone for a while."""
    global _zone
    before, _zone = _zone, zone
    try:
        yield
    finally:
        _zone = before


def shown_time(instant: str, seconds: bool = False) -> str:
    """An instant as files have it, for a person: ``2026-11-22 11:05 (UTC+2)``. What is no instant comes back as it is,
    safe to show, since it may stand in a file that anybody wrote."""
    try:
        moment = datetime.fromisoformat(instant)
        if moment.tzinfo is None:
            return display_line(instant)
        moment = moment.astimezone(_zone)
        offset = moment.utcoffset() or timedelta()
    except (ValueError, OverflowError, OSError):
        return display_line(instant)
    return f"{moment:%Y-%m-%d %H:%M}{f':{moment:%S}' if seconds else ''} ({_offset_words(offset)})"


def shown_span(since: str, until: str) -> tuple[str, str]:
    """Two times for people, to the second; how far the clock is from UTC stands at the second alone where it is the
    same."""
    first, last = shown_time(since, seconds=True), shown_time(until, seconds=True)
    words, _, offset = first.rpartition(" ")
    return (words if words and offset == last.rpartition(" ")[2] else first), last


def instant_meant(words: str) -> str:
    """The instant that a person means, as files have it: a time as :func:`shown_time` shows it, one by the clock on the
    wall, one with its zone, or a day (its end). Raises ValueError."""
    words = words.strip()
    whole_day = re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", words)
    written = _WRITTEN_OFFSET.search(words)
    zone = _zone
    if written is not None:
        words = words[: written.start()]
        sign, hours, minutes = written.groups()
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        zone = timezone(-offset if sign == "-" else offset)
    try:
        moment = datetime.fromisoformat(words)
        if whole_day:
            moment = moment.replace(hour=23, minute=59, second=59)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC).strftime(_FORMAT)
    except (OverflowError, OSError) as error:
        raise ValueError(words) from error


def _offset_words(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
