"""One line of text: a name, a title, an organisation."""

from __future__ import annotations

from typing import Literal

from ..question import Input, Question


class ShortTextQuestion(Question):
    """One line of text."""

    type: Literal["short_text"]

    def inputs(self) -> tuple[Input, ...]:
        return (self.input((), "line", required=self.required is True),)
