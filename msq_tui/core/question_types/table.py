"""Fixed rows, each with one cell or one cell per column; a printed stem over several lines is one of these."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..model import Code, Model
from ..question import Input, InputKind, Part, Question

CELL_KINDS: dict[str, InputKind] = {"short_text": "line", "long_text": "text", "email": "line"}


class TableRow(Part):
    """One row."""

    type: Literal["short_text", "long_text", "email"] = "long_text"


class TableColumn(Model):
    """One column, where a row has more than one cell."""

    code: Code
    label: str
    type: Literal["short_text", "long_text", "email"] = "short_text"
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
                        (row.code,), CELL_KINDS[row.type], label=label, number=row.number, required=row.required,
                        expected=row.expected, check=row.type,
                    )
                )  # fmt: skip
            cells += [
                self.input(
                    (row.code, column.code), CELL_KINDS[column.type], label=f"{label}, {column.label}",
                    number=row.number, required=row.required or column.required, expected=row.expected,
                    check=column.type,
                )
                for column in self.columns
            ]  # fmt: skip
        return tuple(cells)

    def part_labels(self) -> dict[str, str]:
        labels = {row.code: row.label for row in self.rows}
        return labels | {column.code: column.label for column in self.columns}
