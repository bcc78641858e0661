"""A country, kept as its ISO 3166-1 alpha-3 code; an edition may bring its own list."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from ..condition import Answer
from ..errors import NotUnderstood
from ..language import tr
from ..member_states import MEMBER_STATE_BY_CODE, find_member_states
from ..model import Model, Text
from ..question import Input, Question, known_code


class CountryOption(Model):
    """A country of an edition's own list."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    label: Text


class CountryQuestion(Question):
    """One country: a Member State of the United Nations unless the edition brings its own list."""

    type: Literal["country"]
    options: list[CountryOption] = Field(default=[], description="Instead of the 193 Member States")

    def inputs(self) -> tuple[Input, ...]:
        return (self.input((), "country", required=self.required is True),)

    def codes(self) -> dict[str, str]:
        if self.options:
            return {option.code: option.label for option in self.options}
        return {code: state.name for code, state in MEMBER_STATE_BY_CODE.items()}

    def accept(self, place: Input, plain: Any) -> Answer:
        if not isinstance(plain, str):
            raise NotUnderstood(tr("write the three-letter code of one country"))
        return known_code(plain.strip().upper(), self.codes())

    def display(self, place: Input, answer: Answer) -> str:
        return self.codes().get(str(answer), str(answer))

    def missing_instruction(self, place: Input | None) -> str:
        return tr("Choose a country.")

    def search(self, typed: str) -> list[tuple[str, str]]:
        """Codes and names that fit a few typed letters in any of a country's names, best first."""
        if self.options:
            wanted = typed.casefold()
            return [
                (o.code, o.label)
                for o in self.options
                if wanted in o.label.casefold() or wanted == o.code.casefold()
            ]
        return [(state.code, state.name) for state in find_member_states(typed)]
