"""What ends the program from outside, on systems that know different signals."""

from __future__ import annotations

import signal

import pytest

from msq_tui.ui.driver import ending_signals


def test_a_system_without_a_hang_up_has_the_signals_that_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "SIGHUP")
    monkeypatch.delattr(signal, "SIGQUIT")
    assert ending_signals() == [signal.SIGTERM]


def test_here_the_end_of_a_terminal_is_among_them() -> None:
    assert ending_signals() == [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]
