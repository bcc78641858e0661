"""The places one went to in a questionnaire, to go back and forward among them."""

from __future__ import annotations

MOST_PLACES = 100


class Trail:
    """Addresses in the order in which one jumped among them. Steps to a neighbour are no jumps: the place one jumps from
    is wherever these have led."""

    def __init__(self) -> None:
        self._places: list[str] = []
        self._at = 0

    def went(self, left: str | None, reached: str | None) -> None:
        """A jump. What lay ahead is forgotten, as in a browser."""
        if left is None or reached is None or left == reached:
            return
        del self._places[self._at :]
        self._places += [left, reached]
        del self._places[:-MOST_PLACES]
        self._at = len(self._places) - 1

    def newest_first(self) -> list[str]:
        """The places of the trail, each once, that of the last jump first."""
        return list(dict.fromkeys(reversed(self._places)))

    def back(self, here: str | None) -> str | None:
        """Where one was before the last jump; None where there was none."""
        return self._step(here, -1)

    def forward(self, here: str | None) -> str | None:
        """Where one went back from; None where one did not."""
        return self._step(here, 1)

    def _step(self, here: str | None, by: int) -> str | None:
        if not 0 <= self._at + by < len(self._places):
            return None
        if here is not None:
            self._places[self._at] = here
        self._at += by
        return self._places[self._at]
