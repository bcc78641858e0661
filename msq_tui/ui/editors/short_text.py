"""One line of text."""

from __future__ import annotations

from msq_tui.core.question_types.short_text import ShortTextQuestion

from .answer_editor import TypeEditor


class ShortTextEditor(TypeEditor):
    """One line of text."""

    edits = ShortTextQuestion
