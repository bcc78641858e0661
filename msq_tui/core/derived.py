"""What follows from answers given elsewhere: a single value, or the lines of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """A line that follows from answers given elsewhere; ``cells`` stand in the order of the columns, empty ones too."""

    label: str = ""
    cells: tuple[str, ...] = ()
    depth: int = 0
    heading: bool = False


class Look(Protocol):
    """What a question that follows from others may ask of a response."""

    def filled_in(self, text: str, question_id: str = "") -> str:
        """A printed text with its placeholders filled in."""

    def number_at(self, address: str, entry: str = "") -> str | None:
        """The number at an address (of ``entry`` first) as it is understood, else the answer as it was typed."""

    def entries_of(self, repeat: str, entry: str = "") -> list[str]:
        """The addresses of the entries of a repeat (of ``entry`` first)."""
