"""Paragraphs, links and remarks in any order; kept as typed."""

from __future__ import annotations

from typing import Literal

from ..question import Question


class LongTextQuestion(Question):
    """Text of any length. The sources' ``links`` and ``name_and_link`` are of this type."""

    type: Literal["long_text"]
