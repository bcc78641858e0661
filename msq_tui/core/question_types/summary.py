"""A table made from the entries of repeats: what was answered there stands here again, and is never asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from ..derived import DerivedLine, Look
from ..model import Code, Model, Text
from ..placeholder import FILL_IN
from ..question import Input, Question


class SummaryColumn(Model):
    """A column with its printed label."""

    code: Code
    label: Text
    unit: Text | None = Field(None, description="Printed behind each number")


class SummaryRow(Model):
    """One line, or one line for each entry of a repeat, with the lines inside each entry below it."""

    each: str | None = Field(
        None, description="The repeat whose entries are the lines; inside a row, its local name"
    )
    heading: Text | None = Field(None, description="Printed above the lines")
    label: Text = Field(
        "", description="The label; `{n}` is the number of the entry, `{title}` what it answers to `title`"
    )
    cells: dict[Code, str] = Field(
        default={}, description="The code of a column -> the address of the value in it"
    )
    lines: list[SummaryRow] = Field(default=[], description="The lines inside each entry")


class SummaryQuestion(Question):
    """A table that asks nothing."""

    type: Literal["summary"]
    columns: list[SummaryColumn] = Field(min_length=1)
    lines: list[SummaryRow] = Field(min_length=1)

    computed = True

    def inputs(self) -> tuple[Input, ...]:
        return ()

    def derived(self, look: Look | None) -> Iterator[DerivedLine]:
        yield from self._lines(self.lines, self.id.rpartition("/")[0], look, 0)

    def derived_columns(self) -> list[str]:
        return [column.label for column in self.columns]

    def shown_more(self) -> dict[str, Any]:
        return {
            **super().shown_more(),
            "summary": [row.model_dump(exclude_defaults=True) for row in self.lines],
        }

    def _lines(
        self, rows: list[SummaryRow], entry: str, look: Look | None, depth: int
    ) -> Iterator[DerivedLine]:
        for row in rows:
            # A blank form shows how one entry looks.
            within = (
                [entry] if row.each is None else [""] if look is None else look.entries_of(row.each, entry)
            )
            if row.heading and within:
                yield DerivedLine(row.heading, depth=depth, heading=True)
            for number, at in enumerate(within, 1):
                label = (
                    row.label.replace("{n}", FILL_IN if look is None else str(number))
                    if row.each
                    else row.label
                )
                yield DerivedLine(
                    label if look is None else look.filled_in(label, f"{at}/" if at else ""),
                    tuple(self._cell(column, row, at, look) for column in self.columns),
                    depth,
                )
                yield from self._lines(row.lines, at, look, depth + 1)

    @staticmethod
    def _cell(column: SummaryColumn, row: SummaryRow, entry: str, look: Look | None) -> str:
        address = row.cells.get(column.code)
        shown = look.number_at(address, entry) if look is not None and address is not None else None
        return f"{shown} {column.unit}" if shown and column.unit else shown or ""


SummaryRow.model_rebuild()
