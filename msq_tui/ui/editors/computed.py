"""Nothing to edit: a computed number is only drawn."""

from __future__ import annotations

from msq_tui.core.question_types.computed import ComputedQuestion

from .answer_editor import TypeEditor


class ComputedEditor(TypeEditor):
    """Nothing to edit: a computed number is only drawn."""

    edits = ComputedQuestion
