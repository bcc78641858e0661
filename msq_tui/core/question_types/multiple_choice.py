"""Any number of options, with exclusive ones, "Other", a text beside an option, and a shared text box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from ..choice import ChoiceQuestion
from ..condition import Answer
from ..language import tr
from ..problem import Problem, Severity
from ..question import Input, Path, Question, each_code, known_code


class MultipleChoiceQuestion(ChoiceQuestion):
    """Any number of options; codes are kept in printed order."""

    type: Literal["multiple_choice"]
    fewest: int | None = Field(None, ge=0, description="Fewest options, once one is chosen")
    most: int | None = Field(None, ge=1, description="Most options")

    def main_input(self) -> Input:
        return self.input((), "choices", required=self.required is True)

    def accept(self, place: Input, plain: Any) -> Answer:
        if place.path:
            return Question.accept(self, place, plain)
        codes = self.codes()
        chosen = {known_code(code.strip(), codes) for code in each_code(plain)}
        return tuple(code for code in codes if code in chosen)

    def whole_problems(self, answers: Mapping[Path, Answer]) -> Iterator[Problem]:
        chosen = answers.get((), ())
        place = self.main_input()
        alone = [option for option in self.choices if option.exclusive and option.code in chosen]
        if alone and len(chosen) > 1:
            yield self.problem(
                place, "not-alone", tr('"{label}" stands alone: take the other options back.', label=alone[0].label),
                Severity.ERROR,
            )  # fmt: skip
        if self.fewest is not None and 0 < len(chosen) < self.fewest:
            yield self.problem(
                place, "too-few", tr("Choose at least {count}.", count=self.fewest), Severity.ERROR
            )
        if self.most is not None and len(chosen) > self.most:
            yield self.problem(
                place, "too-many", tr("Choose at most {count}.", count=self.most), Severity.ERROR
            )

    def missing_instruction(self, place: Input | None) -> str:
        if place is not None and not place.path:
            return tr("Choose at least one.")
        return super().missing_instruction(place)
