"""What all tests share: the order in which they are run."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys first: each takes up to a minute, and at the end one worker would be left alone with them."""
    journeys = Path(__file__).parent / "journeys"
    items.sort(key=lambda item: not item.path.is_relative_to(journeys))
