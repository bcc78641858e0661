"""The groups of the benchmarks that need no terminal run; how fast is for `make bench` to say.

The groups in a pseudo-terminal (startup, typing, paging, memory) are run by `make bench` alone: two of them side by
side with other tests wait for frames that the machine is too busy to draw.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import GROUPS
from benchmarks.generated import Site, edition_text
from benchmarks.measuring import LEAST, table

WITHOUT_TERMINAL = ("answering", "saving", "stall", "verifying")


@pytest.mark.parametrize("name", WITHOUT_TERMINAL)
def test_group_runs(name: str, tmp_path: Path) -> None:
    figures = GROUPS[name](LEAST, Site(tmp_path))
    assert figures
    assert all(figure.measured > 0 for figure in figures)
    assert all(figure.name in table(figures) for figure in figures)


def test_generated_edition_is_the_same_every_time() -> None:
    assert edition_text(130) == edition_text(130)
    assert edition_text(130).count('- id: "q') == 130
