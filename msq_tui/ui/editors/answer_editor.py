"""The live editor of one input, and what every question type says about its editors.

The editor tells the page of each change by calling ``entered`` at once, not by a message: the word "Saved" has to go
in the same frame in which a typed character appears (interfaces.md, section 4).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.widget import Widget

from msq_tui.core.condition import Answer
from msq_tui.core.question import Input, Question

Entered = Callable[[Any], None]
"""Called with the new answer in the draft's shape; '' or [] takes it back."""

Leave = Callable[[int], None]
"""Called to go on (1) or back (-1) to another input."""


class TypeEditor:
    """How the answers of one question type are edited. A module here with a subclass adds it."""

    edits: ClassVar[type[Question]]

    @staticmethod
    def editor(question: Any, place: Input, answer: Answer | None, entered: Entered, leave: Leave) -> Widget:
        """A new editor for one input, holding ``answer``. By the kind of the input unless a type knows better."""
        from ..widgets.text_field import TextField

        return TextField(
            answer if isinstance(answer, str) else "", line=place.kind == "line", entered=entered, leave=leave
        )
