"""One of several options."""

from __future__ import annotations

from msq_tui.core.question_types.single_choice import SingleChoiceQuestion

from .choice_editor import ChoiceEditor


class SingleChoiceEditor(ChoiceEditor):
    """One of several options."""

    edits = SingleChoiceQuestion
