"""An e-mail address on a line of its own; an odd one is a warning, since ministries have odd addresses."""

from __future__ import annotations

from typing import Literal

from ..question import Input, Question


class EmailQuestion(Question):
    """One e-mail address."""

    type: Literal["email"]

    def inputs(self) -> tuple[Input, ...]:
        return (self.input((), "line", required=self.required is True, check="email"),)
