"""What the keyboard sends, made safe before anything reads it, wherever the system cuts it into pieces."""

from __future__ import annotations

import os
import signal

import pytest

from msq_tui.ui.driver import PASTE_BEGINS, PASTE_ENDS, STAND_IN, LastingOutput, SafeInput

INSIDE = "a\x1b[31mñ\x1b]0;x\x07\x1b[2J\x1b[20"
SENT = f"b\x1b[A{PASTE_BEGINS}{INSIDE}{PASTE_ENDS}c\x1b[200"
READ = f"b\x1b[A{PASTE_BEGINS}{INSIDE.replace(chr(27), STAND_IN)}{PASTE_ENDS}c\x1b[200"


def read(*pieces: bytes) -> str:
    decoder = SafeInput()
    return "".join(decoder.decode(piece) for piece in pieces)


@pytest.mark.parametrize("size", range(1, 9))
def test_an_escape_inside_a_paste_never_acts_and_never_ends_it_in_pieces_of_any_size(size: int) -> None:
    data = SENT.encode()
    assert read(*(data[at : at + size] for at in range(0, len(data), size))) == READ


def test_cut_once_anywhere_it_reads_the_same() -> None:
    data = SENT.encode()
    assert {read(data[:at], data[at:]) for at in range(1, len(data))} == {READ}


def test_a_key_is_never_held_back() -> None:
    assert [SafeInput().decode(key) for key in (b"\x1b", b"\x1b[", b"\x1b[2")] == ["\x1b", "\x1b[", "\x1b[2"]


def test_a_byte_that_is_not_utf_8_is_a_mark_and_the_next_ones_are_read() -> None:
    assert read(b"caf\xe9 ", b"\xff", b"\xc3", b"\xb1") == "caf\ufffd \ufffd\u00f1"


def test_a_terminal_that_is_gone_is_taken_for_a_hang_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *call: sent.append(call))
    read(b"x", b"", b"", b"")
    assert sent == [(os.getpid(), signal.SIGHUP)]


def test_what_is_written_to_a_terminal_that_is_gone_goes_nowhere() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", buffering=1, encoding="utf-8") as gone:
        output = LastingOutput(gone)
        assert (output.write("x\n"), output.fileno()) == (2, writer)
        output.flush()
        # Nothing of it is left for the end of the program to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), writer)
