"""A statement to agree to or not."""

from __future__ import annotations

from msq_tui.core.question_types.consent import ConsentQuestion

from .choice_editor import ChoiceEditor


class ConsentEditor(ChoiceEditor):
    """A statement to agree to or not."""

    edits = ConsentQuestion
