"""Yes or No."""

from __future__ import annotations

from msq_tui.core.question_types.yes_no import YesNoQuestion

from .choice_editor import ChoiceEditor


class YesNoEditor(ChoiceEditor):
    """Yes or No."""

    edits = YesNoQuestion
