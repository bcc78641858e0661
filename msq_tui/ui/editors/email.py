"""An e-mail address on one line."""

from __future__ import annotations

from msq_tui.core.question_types.email import EmailQuestion

from .answer_editor import TypeEditor


class EmailEditor(TypeEditor):
    """An e-mail address on one line."""

    edits = EmailQuestion
