"""One editor for each question type, found by its file."""

from __future__ import annotations

import importlib
import pkgutil

from textual.widget import Widget

from msq_tui.core.condition import Answer
from msq_tui.core.question import Input, Question

from .answer_editor import Entered, Leave, TypeEditor


def _found() -> dict[type[Question], type[TypeEditor]]:
    editors: dict[type[Question], type[TypeEditor]] = {}
    for module in pkgutil.iter_modules(__path__):
        for member in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if not (isinstance(member, type) and issubclass(member, TypeEditor) and "edits" in vars(member)):
                continue
            if editors.setdefault(member.edits, member) is not member:
                raise RuntimeError(f"two editors for {member.edits.__name__}")
    return editors


TYPE_EDITORS = _found()
"""Question class -> how its answers are edited."""


def editor_for(
    question: Question, place: Input, answer: Answer | None, entered: Entered, leave: Leave
) -> Widget:
    """The live editor of one input of a question."""
    return TYPE_EDITORS[type(question)].editor(question, place, answer, entered, leave)
