"""A country, found by typing a few letters of any of its names."""

from __future__ import annotations

from typing import Any

from textual.widget import Widget

from msq_tui.core.condition import Answer
from msq_tui.core.question import Input
from msq_tui.core.question_types.country import CountryQuestion

from .answer_editor import Entered, Leave, TypeEditor


class CountryEditor(TypeEditor):
    """A field with the countries that fit below it."""

    edits = CountryQuestion

    @staticmethod
    def editor(question: Any, place: Input, answer: Answer | None, entered: Entered, leave: Leave) -> Widget:
        from ..widgets.country_field import CountryField

        return CountryField(question, answer if isinstance(answer, str) else "", entered=entered, leave=leave)
