"""A percentage on one line."""

from __future__ import annotations

from msq_tui.core.question_types.percentage import PercentageQuestion

from .answer_editor import TypeEditor


class PercentageEditor(TypeEditor):
    """A percentage on one line."""

    edits = PercentageQuestion
