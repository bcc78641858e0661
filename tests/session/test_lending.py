"""A text lent to another program and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.session.filling import FillingSession
from msq_tui.session.lending import MOST_BYTES, lend, taken_back
from tests.files.drafts import started


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    return started(tmp_path)


def test_the_file_is_private_holds_the_text_and_is_gone_in_the_end(session: FillingSession) -> None:
    with lend(session, "täxt\n") as path:
        assert path is not None and path.read_bytes() == "täxt\n".encode()
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.exists()


def test_it_is_gone_also_when_the_other_program_took_it_away(session: FillingSession) -> None:
    with lend(session, "text") as path:
        assert path is not None
        path.unlink()
        assert taken_back(path) is None


def test_where_nothing_can_be_written_nothing_is_lent(session: FillingSession) -> None:
    (session.path.parent / ".msq").write_text("a file where the folder should be", "utf-8")
    with lend(session, "text") as path:
        assert path is None


@pytest.mark.parametrize(("data", "text"), [
    (b"plain", "plain"), ("täxt".encode("latin-1"), None), (b"x" * MOST_BYTES, "x" * MOST_BYTES), (b"x" * (MOST_BYTES + 1), None),
], ids=["plain", "not UTF-8", "1 MB", "more than 1 MB"])  # fmt: skip
def test_only_text_of_at_most_1_mb_is_taken_back(tmp_path: Path, data: bytes, text: str | None) -> None:
    path = tmp_path / "answer.txt"
    path.write_bytes(data)
    assert taken_back(path) == text
