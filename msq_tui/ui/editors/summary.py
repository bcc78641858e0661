"""Nothing to edit: a summary is only drawn."""

from __future__ import annotations

from msq_tui.core.question_types.summary import SummaryQuestion

from .answer_editor import TypeEditor


class SummaryEditor(TypeEditor):
    """Nothing to edit: a summary is only drawn."""

    edits = SummaryQuestion
