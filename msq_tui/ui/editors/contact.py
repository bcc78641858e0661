"""The fields of a contact, one after the other."""

from __future__ import annotations

from msq_tui.core.question_types.contact import ContactQuestion

from .answer_editor import TypeEditor


class ContactEditor(TypeEditor):
    """The fields of a contact, one after the other."""

    edits = ContactQuestion
