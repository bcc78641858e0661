"""Choosing among options: what yes/no, single and multiple choice and consent have in common.

"Other, please specify" and texts beside an option or below the list are inputs of their own (interfaces.md 2.4):
``<question>/other``, ``<question>/<option>/text`` and ``<question>/text``.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .condition import Answer, Condition
from .errors import NotUnderstood
from .language import tr
from .model import Code, Model, Text
from .question import Input, InputKind, Question, known_code

OTHER = "other"


class Option(Model):
    """One option. ``text`` is the label of a text of its own; an ``exclusive`` option stands alone."""

    code: Code
    label: Text
    text: Text | None = None
    exclusive: bool = False
    when: Condition | None = Field(None, description="Offer it only when this holds")


class OptionsQuestion(Question):
    """A question, or the rows of one, answered by codes of the same options."""

    options: list[Option] | Code = Field(default=[], description="The options, or the name of an option list")

    @property
    def choices(self) -> list[Option]:
        """All options in printed order. (Names of option lists were resolved on loading.)"""
        return list(self.options) if isinstance(self.options, list) else []

    def codes(self) -> dict[str, str]:
        return {option.code: option.label for option in self.choices}

    def labels(self) -> dict[str, str]:
        """The option codes with their labels as a person reads them: without the line to fill in behind a label, and
        with a word of ours where nothing but that line is printed."""
        return {code: label.rstrip("_ ") or tr("Other") for code, label in self.codes().items()}


class ChoiceQuestion(OptionsQuestion):
    """A question answered by option codes."""

    other: Text | None = Field(None, description="The printed label of an 'Other' with a text, e.g. 'Other:'")
    text_box: Text | None = Field(
        None, description="The label of a shared text box below ('' for none printed)"
    )

    @property
    def choices(self) -> list[Option]:
        """All options in printed order, "Other" last."""
        options = super().choices
        return [*options, Option(code=OTHER, label=self.other)] if self.other is not None else options

    def main_input(self) -> Input:
        """The choice itself."""
        kind: InputKind = "choice"
        return self.input((), kind, required=self.required is True)

    def inputs(self) -> tuple[Input, ...]:
        options = self.options if isinstance(self.options, list) else []
        texts = [
            self.input((option.code, "text"), "text", label=option.text, chosen_with=option.code)
            for option in options
            if option.text is not None
        ]
        if self.other is not None:
            label = self.other if self.other.strip("_ ") else self.labels()[OTHER]
            texts.append(self.input((OTHER,), "line", label=label, chosen_with=OTHER, required=True))
        if self.text_box is not None:
            texts.append(self.input(("text",), "text", label=self.text_box))
        return (self.main_input(), *texts)

    def accept(self, place: Input, plain: Any) -> Answer:
        if place.path:
            return super().accept(place, plain)
        if not isinstance(plain, str):
            raise NotUnderstood(tr("write one option code here, not a list"))
        return known_code(plain.strip(), self.codes())

    def display(self, place: Input, answer: Answer) -> str:
        if place.path or not self.codes():
            return super().display(place, answer)
        labels = {
            code: label if label.strip("_ ") else self.labels()[code] for code, label in self.codes().items()
        }
        chosen = (answer,) if isinstance(answer, str) else answer
        return "\n".join(labels.get(code, code) for code in chosen)

    def missing_instruction(self, place: Input | None) -> str:
        if place is not None and not place.path:
            labels = [option.label.rstrip(":_ ") for option in self.choices]
            if len(labels) == 2:
                return tr("Choose {first} or {second}.", first=labels[0], second=labels[1])
            return tr("Choose one.")
        if place is not None and place.path == (OTHER,):
            return tr('You chose "{label}": write what it is.', label=self.labels()[OTHER].rstrip(": "))
        return super().missing_instruction(place)
