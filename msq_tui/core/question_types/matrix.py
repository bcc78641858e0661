"""Rows that share the same options: one option for each row."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from ..choice import Option, OptionsQuestion
from ..condition import Answer
from ..errors import NotUnderstood
from ..language import tr
from ..model import Code
from ..question import Input, Part, known_code


class MatrixRow(Part):
    """One row."""

    type: Literal["single_choice"] = "single_choice"


class MatrixQuestion(OptionsQuestion):
    """One option for each row. A required matrix without required rows needs at least one row answered."""

    type: Literal["matrix"]
    rows: list[MatrixRow] = Field(min_length=1)
    options: list[Option] | Code = Field(
        description="The options of every row, or the name of an option list"
    )

    nested = True

    @model_validator(mode="after")
    def _options_have_no_text(self) -> MatrixQuestion:
        for option in self.choices:
            if option.text is not None:
                raise ValueError(tr("an option of a matrix has no text of its own; take `text` out"))
        return self

    def inputs(self) -> tuple[Input, ...]:
        return tuple(
            self.input(
                (row.code,), "choice", label=row.label + (row.prompt or ""), number=row.number,
                required=row.required, expected=row.expected,
            )
            for row in self.rows
        )  # fmt: skip

    def accept(self, place: Input, plain: Any) -> Answer:
        if not isinstance(plain, str):
            raise NotUnderstood(tr("write one option code here, not a list"))
        return known_code(plain.strip(), self.codes())

    def display(self, place: Input, answer: Answer) -> str:
        return self.codes().get(str(answer), str(answer))

    def missing_instruction(self, place: Input | None) -> str:
        if place is None:
            return tr("Choose in at least one row.")
        return tr("Choose one: {label}", label=place.label.rstrip(":_ "))

    def part_labels(self) -> dict[str, str]:
        return {row.code: row.label for row in self.rows}
