"""Printed text that stands between questions and asks nothing."""

from __future__ import annotations

from typing import Literal

from ..question import Input, Question


class NoteQuestion(Question):
    """A note; it has no inputs."""

    type: Literal["note"]

    def inputs(self) -> tuple[Input, ...]:
        return ()
