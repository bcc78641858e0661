"""The time zone of this machine, with the rules that held at each time: summer and winter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo


class MachineZone(tzinfo):
    """What the system says of its clock. (``datetime.now().astimezone().tzinfo`` would be today's offset for all
    times.)"""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """How far the clock was from UTC when it showed this."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Of summer time the system does not tell."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """A zone has a name in the language of the system: times are shown with their offset instead."""
        return None

    def fromutc(self, moment: datetime) -> datetime:
        """What the clock showed at an instant; of an hour that comes twice, which of the two."""
        shown = moment.replace(tzinfo=UTC).astimezone()
        first = shown.replace(tzinfo=self, fold=0)
        return first if first.utcoffset() == shown.utcoffset() else first.replace(fold=1)
