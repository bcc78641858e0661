"""How much memory the running app holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .generated import Site
from .measuring import Figure, Scale
from .terminal import Watched, msq, settings_of


def figures(scale: Scale, site: Site) -> list[Figure]:
    """A large edition to a small one, half a second after the first frame, nothing answered."""
    large, small = (_resident(site, count) for count in (scale.large, scale.small))
    name = f"memory of the app, {scale.large} / {scale.small} questions"
    return [Figure(name, large / small, 2, f"{large / 1024:.0f} MiB to {small / 1024:.0f} MiB")]


def _resident(site: Site, count: int) -> int:
    session = site.session(count, 0)
    settings = settings_of(session)
    with Watched([*msq(), "fill", str(session.path)], settings) as program:
        program.seen("Question 00000", "Saved", "F10 leave")
        program.rest(0.5)
        status = Path(f"/proc/{program.pid}/status")
        if status.exists():
            text = status.read_text(encoding="ascii")
            return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS:"))
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(program.pid)], check=True, capture_output=True)
        return int(told.stdout)
