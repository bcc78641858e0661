"""Every question type, found by its file: a module here that defines a ``Question`` with a ``type`` word adds it."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args

from pydantic import Field

from ..question import Question


def _found() -> dict[str, type[Question]]:
    types: dict[str, type[Question]] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        members = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        for member in members:
            if not (isinstance(member, type) and issubclass(member, Question)):
                continue
            words = get_args(member.model_fields["type"].annotation)
            if len(words) == 1 and types.setdefault(words[0], member) is not member:
                raise RuntimeError(f"two question types are called {words[0]!r}")
    return types


QUESTION_TYPES: dict[str, type[Question]] = _found()
"""The word an edition uses -> the class."""

if TYPE_CHECKING:
    AnyQuestion = Question
else:
    _union: Any = Union[tuple(QUESTION_TYPES.values())]  # noqa: UP007 - the members are only known at run time
    AnyQuestion = Annotated[_union, Field(discriminator="type")]
    # Found by the types that hold questions when the whole edition is put together: once for all of them.
    for _type in QUESTION_TYPES.values():
        vars(sys.modules[_type.__module__]).setdefault("AnyQuestion", AnyQuestion)
