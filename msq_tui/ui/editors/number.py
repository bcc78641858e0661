"""A number on one line, echoed as understood."""

from __future__ import annotations

from msq_tui.core.question_types.number import NumberQuestion

from .answer_editor import TypeEditor


class NumberEditor(TypeEditor):
    """A number on one line, echoed as understood."""

    edits = NumberQuestion
