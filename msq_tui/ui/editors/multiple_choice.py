"""Any number of options."""

from __future__ import annotations

from msq_tui.core.question_types.multiple_choice import MultipleChoiceQuestion

from .choice_editor import ChoiceEditor


class MultipleChoiceEditor(ChoiceEditor):
    """Any number of options."""

    edits = MultipleChoiceQuestion
