"""The cells of a table, one after the other."""

from __future__ import annotations

from msq_tui.core.question_types.table import TableQuestion

from .answer_editor import TypeEditor


class TableEditor(TypeEditor):
    """The cells of a table, one after the other."""

    edits = TableQuestion
