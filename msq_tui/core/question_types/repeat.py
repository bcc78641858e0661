"""The same questions once for each of any number of entries: commitments, activities, recommendations.

An entry has an identity of its own that never changes, so that entries can be moved and merged; inside, questions have
local names. A condition that names a local name looks into its own entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from ..condition import Answer
from ..language import tr, tr_count
from ..model import Code, Text
from ..placeholder import FILL_IN, SPECIMEN
from ..problem import Problem, Severity
from ..question import Input, Path, Question

if TYPE_CHECKING:
    AnyQuestion = Question


class RepeatQuestion(Question):
    """Any number of entries, each with the same questions."""

    type: Literal["repeat"]
    questions: list[AnyQuestion] = Field(
        min_length=1, description="What is asked for each entry; ids are local names"
    )
    entry: Text = Field("", description="What one entry is called, e.g. 'Commitment'")
    named_by: Code | None = Field(None, description="The local question whose answer names the entry")
    fewest: int | None = Field(None, ge=0, description="Fewest entries")
    most: int | None = Field(None, ge=1, description="Most entries")

    repeated = True

    def inputs(self) -> tuple[Input, ...]:
        return ()

    def instances(self, entry: str, number: int) -> Iterator[Question]:
        names = frozenset(question.id for question in self.questions)
        prefix = f"{self.id}/{entry}/"
        printed = FILL_IN if entry == SPECIMEN else str(number)
        for question in self.questions:
            changes = _changes_inside(question, names, prefix)
            changes["id"] = prefix + question.id
            changes["parent"] = prefix + question.parent if question.parent else self.id
            changes["text"] = question.text.replace("{n}", printed)
            changes["heading"] = question.heading.replace("{n}", printed) if question.heading else None
            yield question.model_copy(update=changes)

    def entry_problems(self, count: int) -> Iterator[Problem]:
        """What is wrong with the number of entries."""
        if self.fewest is not None and 0 < count < self.fewest:
            text = tr_count(
                "Add entries: at least {count} is needed.",
                "Add entries: at least {count} are needed.",
                self.fewest,
            )
            yield Problem(self.id, "too-few", Severity.ERROR, text)
        if self.most is not None and count > self.most:
            yield Problem(
                self.id,
                "too-many",
                Severity.ERROR,
                tr("Remove entries: at most {count} fit.", count=self.most),
            )

    def missing_instruction(self, place: Input | None) -> str:
        return tr("Add at least one entry.")

    def whole_problems(self, answers: Mapping[Path, Answer]) -> Iterator[Problem]:
        return iter(())

    def read(self, plain: Any) -> dict[Path, Answer]:
        """Entries are read by :mod:`msq_tui.core.answers`, which knows their identities."""
        return {}


def _changes_inside(question: Question, names: frozenset[str], prefix: str) -> dict[str, Any]:
    """What makes every address in the conditions of ``question`` that begins with a local name whole."""

    def rename(address: str) -> str:
        return prefix + address if address.partition("/")[0] in names else address

    changes = question.renamed(rename)
    if isinstance(question, RepeatQuestion):
        local = names - {inner.id for inner in question.questions}
        inside = [(inner, _changes_inside(inner, local, prefix)) for inner in question.questions]
        if any(changed for _, changed in inside):
            changes["questions"] = [inner.model_copy(update=changed) for inner, changed in inside]
    return changes
