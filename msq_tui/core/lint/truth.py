"""Truth that may still be open: true, false, or not known (None)."""

from __future__ import annotations

from collections.abc import Iterable


def negated(truth: bool | None) -> bool | None:
    """The opposite; what is open stays open."""
    return None if truth is None else not truth


def all_of(truths: Iterable[bool | None]) -> bool | None:
    """Whether all are true: false as soon as one is, open while none is false and one is open."""
    outcome: bool | None = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            outcome = None
    return outcome
