"""What must hold across several answers, with the words of the author: data, never code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from .condition import Condition
from .model import Model, Text
from .problem import Severity

Grade = Literal["error", "justify", "warning"]


class Constraint(Model):
    """Something that must hold where it stands: at a question that is enabled.

    It waits until everything it compares has been answered, and is understood as the number or date it is compared as:
    nobody is told about answers still to come, and a number in odd words is at most a warning.
    ``message`` is an instruction to the respondent; ``{id}`` in it stands for what is answered there.
    """

    holds: Condition = Field(description="What must hold")
    message: Text = Field(
        min_length=1, description="What to do where it does not hold, in words of the author"
    )
    grade: Grade = Field(
        "error",
        description="error: not sent before it holds; justify: sent with a written reason; warning: told, never blocks",
    )

    @property
    def severity(self) -> Severity:
        """The grade as problems carry it."""
        return Severity(self.grade)

    def renamed(self, rename: Callable[[str], str]) -> Constraint:
        """The same constraint with every address passed through ``rename``."""
        return self.model_copy(update={"holds": self.holds.renamed(rename)})
