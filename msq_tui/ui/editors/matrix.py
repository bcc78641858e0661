"""The rows of a matrix, one after the other, each a choice among the same options."""

from __future__ import annotations

from msq_tui.core.question_types.matrix import MatrixQuestion

from .choice_editor import ChoiceEditor


class MatrixEditor(ChoiceEditor):
    """The rows of a matrix, one after the other, each a choice among the same options."""

    edits = MatrixQuestion
