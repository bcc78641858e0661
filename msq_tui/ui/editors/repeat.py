"""Entries are added and ordered on the page itself; there is no single place to edit."""

from __future__ import annotations

from msq_tui.core.question_types.repeat import RepeatQuestion

from .answer_editor import TypeEditor


class RepeatEditor(TypeEditor):
    """The entries of a repeat."""

    edits = RepeatQuestion
