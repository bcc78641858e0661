"""``python -m benchmarks [GROUP ...]``: measure, print the table, end with 0 whatever
the figures are (1 where a group could not be measured at all)."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import answering, memory, saving, startup, typing_keys, verifying
from .generated import Site
from .measuring import FULL, Figure, Scale, table

GROUPS: dict[str, Callable[[Scale, Site], list[Figure]]] = {
    "startup": startup.figures,
    "typing": typing_keys.figures,
    "paging": typing_keys.page_figures,
    "answering": answering.figures,
    "saving": saving.figures,
    "stall": saving.stall_figures,
    "verifying": verifying.figures,
    "memory": memory.figures,
}


def main(names: list[str]) -> int:
    """Run the groups named, or all."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"no group {', '.join(unknown)}; there are: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    found: list[Figure] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="msq-bench-") as folder:
        site = Site(Path(folder))
        for name in names or list(GROUPS):
            start = time.perf_counter()
            try:
                found += GROUPS[name](FULL, site)
            except Exception as error:
                failed.append(name)
                print(f"{name} could not be measured: {type(error).__name__}: {error}", file=sys.stderr)
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(table(found))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
