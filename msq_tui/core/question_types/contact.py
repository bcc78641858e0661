"""A person or body to write to: a few labelled fields, one answer each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..question import Input, Part, Question


class ContactField(Part):
    """One field of a contact."""

    type: Literal["short_text", "long_text", "email", "phone", "number", "percentage", "date"] = "short_text"


class ContactQuestion(Question):
    """Named fields of one contact. A field marked required is required while the question is asked."""

    type: Literal["contact"]
    fields: list[ContactField] = Field(min_length=1)

    nested = True

    def inputs(self) -> tuple[Input, ...]:
        return tuple(
            self.input(
                (field.code,), "text" if field.type == "long_text" else "line", label=field.label, number=field.number,
                required=field.required, expected=field.expected, check=field.type,
                value=field.value, unit=field.unit or "",
            )
            for field in self.fields
        )  # fmt: skip

    def part_labels(self) -> dict[str, str]:
        return {field.code: field.label for field in self.fields}
