"""A date on one line."""

from __future__ import annotations

from msq_tui.core.question_types.date import DateQuestion

from .answer_editor import TypeEditor


class DateEditor(TypeEditor):
    """A date on one line."""

    edits = DateQuestion
