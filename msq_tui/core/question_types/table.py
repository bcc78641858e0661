"""Fixed rows, each with one cell or one cell per column; a printed stem over several lines is one of these."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..model import Code, Text
from ..question import Input, InputKind, Part, Question
from ..values import Typed

CellType = Literal["short_text", "long_text", "email", "number", "percentage", "date"]
"""What is entered in a cell."""


class TableRow(Part):
    """One row."""

    type: CellType = "long_text"


class TableColumn(Typed):
    """One column, where a row has more than one cell."""

    code: Code
    label: Text
    type: CellType = "short_text"
    required: bool = False


class TableQuestion(Question):
    """Rows of cells. A required table without required rows needs at least one cell filled."""

    type: Literal["table"]
    rows: list[TableRow] = Field(min_length=1)
    columns: list[TableColumn] = Field(default=[])

    nested = True

    def inputs(self) -> tuple[Input, ...]:
        cells = []
        for row in self.rows:
            label = row.label + (row.prompt or "")
            if not self.columns:
                cells.append(
                    self.input(
                        (row.code,), _kind(row), label=label, number=row.number, required=row.required,
                        expected=row.expected, check=row.type, value=row.value, unit=row.unit or "",
                    )
                )  # fmt: skip
            cells += [
                self.input(
                    (row.code, column.code), _kind(column), label=f"{label}, {column.label}",
                    number=row.number, required=row.required or column.required, expected=row.expected,
                    check=column.type, value=column.value, unit=column.unit or "",
                )
                for column in self.columns
            ]  # fmt: skip
        return tuple(cells)

    def part_labels(self) -> dict[str, str]:
        labels = {row.code: row.label for row in self.rows}
        return labels | {column.code: column.label for column in self.columns}


def _kind(cell: Typed) -> InputKind:
    return "text" if cell.type == "long_text" else "line"
