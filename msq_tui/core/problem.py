"""Something to put right: where, what, and an instruction.

The three grades are those of interfaces.md: an ``error`` blocks a complete submission, a ``justify`` blocks it until
a reason is written, a ``warning`` never blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .text import display_line


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    JUSTIFY = "justify"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right in a response. ``message`` is an instruction to the respondent."""

    address: str
    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its place in a file. ``line`` and ``column`` count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    address: str
    severity: Severity
    code: str
    message: str

    def as_text(self) -> str:
        """``file:line:column severity code message``, the form editors and scripts understand."""
        where = f"{display_line(self.file)}:{self.line}:{self.column}"
        about = f"{display_line(self.address)}: " if self.address else ""
        return f"{where} {self.severity} {self.code} {about}{display_line(self.message)}"
