"""Times for people: by the clock on the wall, which a front end names; read again as they are shown."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone, tzinfo

import pytest

from msq_tui.core.times import in_zone, instant_meant, shown_span, shown_time

INSTANT = "2026-11-21T21:05:11Z"
KATHMANDU = timezone(timedelta(hours=5, minutes=45))
ST_JOHNS = timezone(timedelta(hours=-3, minutes=-30))
PARIS = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        (UTC, "2026-11-21 21:05:11 (UTC)"),
        (PARIS, "2026-11-21 22:05:11 (UTC+1)"),
        (KATHMANDU, "2026-11-22 02:50:11 (UTC+5:45)"),
        (ST_JOHNS, "2026-11-21 17:35:11 (UTC-3:30)"),
    ],
)
def test_an_instant_is_shown_by_the_clock_of_the_zone_and_read_again_as_it_is_shown(
    zone: tzinfo, shown: str
) -> None:
    with in_zone(zone):
        assert shown_time(INSTANT, seconds=True) == shown
        assert shown_time(INSTANT) == shown.replace(":11 (", " (")
    assert shown_time(INSTANT) == "2026-11-21 21:05 (UTC)"
    assert instant_meant(shown) == INSTANT


def test_of_two_times_by_the_same_clock_the_second_says_how_far_it_is_from_utc() -> None:
    with in_zone(PARIS):
        assert shown_span(INSTANT, "2026-11-21T21:06:00Z") == (
            "2026-11-21 22:05:11",
            "2026-11-21 22:06:00 (UTC+1)",
        )
        assert shown_span("", INSTANT) == ("", "2026-11-21 22:05:11 (UTC+1)")


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("2026-11-22 02:50:11", INSTANT),
        ("2026-11-21T21:05:11Z", INSTANT),
        ("2026-11-21 17:35:11-03:30", INSTANT),
        (" 2026-11-21 21:05:11 UTC ", INSTANT),
        ("2026-11-21", "2026-11-21T18:14:59Z"),
        ("20261121", "2026-11-21T18:14:59Z"),
    ],
)
def test_a_time_without_a_zone_and_a_day_are_those_of_the_clock(words: str, instant: str) -> None:
    with in_zone(KATHMANDU):
        assert instant_meant(words) == instant


@pytest.mark.parametrize("words", ["", "soon", "UTC", "2026-11-21 10:00 (UTC+99)", "0001-01-01T00:00"])
def test_what_is_no_time_is_refused(words: str) -> None:
    with in_zone(KATHMANDU), pytest.raises(ValueError):
        instant_meant(words)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", ""),
        ("yesterday\x1b[31m", "yesterday\N{REPLACEMENT CHARACTER}[31m"),
        ("2026-11-21T21:05:11", "2026-11-21T21:05:11"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_what_a_file_has_in_place_of_an_instant_is_shown_as_it_is_and_safely(
    written: str, shown: str
) -> None:
    with in_zone(KATHMANDU):
        assert shown_time(written) == shown
