"""Taking back changes of a choice: what stood there earlier in this session, backward and forward.

Only for answers that are chosen. A text keeps its own steps, letter by letter, in the field in which it is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from msq_tui.core.condition import Answer
from msq_tui.core.response import Mark

MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood at an input: its answer, its mark, both or neither."""

    answer: Answer | None
    mark: Mark | None


class Undoing:
    """The steps of each input, the newest last."""

    def __init__(self) -> None:
        self._back: dict[str, list[Stood]] = {}
        self._again: dict[str, list[Stood]] = {}

    def changes(self, address: str, before: Stood) -> None:
        """An input is about to change from ``before``; what was taken back there cannot be made again any more."""
        steps = self._back.setdefault(address, [])
        steps.append(before)
        del steps[:-MOST_STEPS]
        self._again.pop(address, None)

    def step(self, address: str, now: Stood, by: int) -> Stood | None:
        """What stood before the last change (-1), or before the last step back (1); None where there was none."""
        source, target = (self._back, self._again) if by < 0 else (self._again, self._back)
        steps = source.get(address, [])
        while steps:
            stood = steps.pop()
            if stood != now:
                target.setdefault(address, []).append(now)
                return stood
        return None

    def clear(self) -> None:
        """Forget everything: the answers have become those of another version."""
        self._back.clear()
        self._again.clear()
