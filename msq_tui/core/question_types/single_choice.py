"""One of several options, with "Other" where it is printed."""

from __future__ import annotations

from typing import Literal

from ..choice import ChoiceQuestion


class SingleChoiceQuestion(ChoiceQuestion):
    """One option out of a list."""

    type: Literal["single_choice"]
