"""Paragraphs."""

from __future__ import annotations

from msq_tui.core.question_types.long_text import LongTextQuestion

from .answer_editor import TypeEditor


class LongTextEditor(TypeEditor):
    """Paragraphs."""

    edits = LongTextQuestion
