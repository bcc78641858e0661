"""The zone of the machine has the rules of each time: in winter another offset than in summer."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from msq_tui.core.times import in_zone, instant_meant, shown_time
from msq_tui.files.machine_zone import MachineZone

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="on Windows a program cannot choose its zone"
)


@pytest.fixture(autouse=True)
def central_europe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is put back on the last Sunday of October at 3:00, in words that need no table of zones."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        with in_zone(MachineZone()):
            yield
    time.tzset()


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        ("2026-07-01T10:00:00Z", "2026-07-01 12:00 (UTC+2)"),
        ("2026-11-22T10:00:00Z", "2026-11-22 11:00 (UTC+1)"),
        ("2026-10-25T00:30:00Z", "2026-10-25 02:30 (UTC+2)"),
        ("2026-10-25T01:30:00Z", "2026-10-25 02:30 (UTC+1)"),
    ],
)
def test_an_instant_is_shown_as_the_clock_showed_it_then_and_read_again(instant: str, shown: str) -> None:
    assert shown_time(instant) == shown
    assert instant_meant(shown) == instant


def test_a_time_by_the_clock_is_that_of_its_season() -> None:
    assert instant_meant("2026-07-01 12:00") == "2026-07-01T10:00:00Z"
    assert instant_meant("2026-11-22 11:00") == "2026-11-22T10:00:00Z"
