"""What ends the program from outside, on systems that know different signals."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from msq_tui.ui.driver import ending_signals
from msq_tui.ui.pauses import DEFAULT_PAUSES, Pauses, pauses_asked

from .driving import Desk, Ui


def test_a_system_without_a_hang_up_has_the_signals_that_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "SIGHUP")
    monkeypatch.delattr(signal, "SIGQUIT")
    assert ending_signals() == [signal.SIGTERM]


def test_here_the_end_of_a_terminal_is_among_them() -> None:
    assert ending_signals() == [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


def test_a_country_begun_in_letters_is_saved_when_a_signal_ends_the_program(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("paragu")
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, ended.set)
        os.kill(os.getpid(), signal.SIGTERM)
        # Signals are worked off in their order: when this one has come, the first has done its work.
        os.kill(os.getpid(), signal.SIGUSR1)
        await ended.wait()

    ended = desk.fill("type-country", walk)
    assert desk.reread(ended).response.answer("country") == "PRY"


@pytest.mark.parametrize(
    ("name", "given", "pauses"),
    [
        ("MSQ_AUTOSAVE_MS", "50", Pauses(0.05, DEFAULT_PAUSES.look)),
        ("MSQ_AUTOSAVE_MS", "60000", Pauses(1.0, DEFAULT_PAUSES.look)),
        ("MSQ_AUTOSAVE_MS", "soon", DEFAULT_PAUSES),
        ("MSQ_LOOK_MS", "20", Pauses(DEFAULT_PAUSES.save, 0.02)),
    ],
)
def test_never_more_than_a_second_of_typing_is_at_risk_whatever_pause_is_asked_for(
    name: str, given: str, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("MSQ_AUTOSAVE_MS", "MSQ_LOOK_MS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, given)
    assert pauses_asked() == pauses
