"""Editing a choice: what all types with options share."""

from __future__ import annotations

from typing import Any

from textual.widget import Widget

from msq_tui.core.condition import Answer
from msq_tui.core.question import Input

from .answer_editor import Entered, Leave, TypeEditor


class ChoiceEditor(TypeEditor):
    """Options for the choice itself, a text field for the texts beside and below it."""

    @staticmethod
    def editor(question: Any, place: Input, answer: Answer | None, entered: Entered, leave: Leave) -> Widget:
        if place.kind not in ("choice", "choices"):
            return TypeEditor.editor(question, place, answer, entered, leave)
        from ..widgets.choice_list import ChoiceList

        chosen = () if answer is None else (answer,) if isinstance(answer, str) else answer
        return ChoiceList(question, chosen, several=place.kind == "choices", entered=entered, leave=leave)
