"""How long the app waits before it does something by itself."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: after the last key before a save, and between two looks at the file of the open draft (one question to
    the disk about its date and size)."""

    save: float = 0.5
    look: float = 3.0


DEFAULT_PAUSES = Pauses()


def pauses_asked() -> Pauses:
    """The pauses that the environment asks for, in thousandths of a second: ``MSQ_AUTOSAVE_MS`` (at most 1000, so that
    never more than a second of typing is at risk) and ``MSQ_LOOK_MS``. What is no number counts as not given."""

    def asked(name: str, most: float, default: float) -> float:
        given = os.environ.get(name, "")
        return min(int(given) / 1000, most) if given.isdecimal() and len(given) < 9 else default

    return Pauses(
        asked("MSQ_AUTOSAVE_MS", 1.0, DEFAULT_PAUSES.save), asked("MSQ_LOOK_MS", 3600.0, DEFAULT_PAUSES.look)
    )
