"""What the journeys share: a folder for drafts of their own, with a name short enough for one line of the screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def drafts() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="msq-") as folder:
        path = Path(folder) / "drafts"
        path.mkdir(mode=0o700)
        yield path
