"""Nothing to edit: a note is only drawn."""

from __future__ import annotations

from msq_tui.core.question_types.note import NoteQuestion

from .answer_editor import TypeEditor


class NoteEditor(TypeEditor):
    """Nothing to edit: a note is only drawn."""

    edits = NoteQuestion
