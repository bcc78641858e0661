"""What must hold across an edition: the door to everything that :mod:`msq_tui.core.lint` finds.

Lines are added where the file is known.
"""

from __future__ import annotations

from collections.abc import Iterable

from .edition import Edition
from .lint.counts import count_problems
from .lint.cycles import cycle_problems, size_problems
from .lint.labels import label_problems
from .lint.layout import EditionProblem, Layout
from .lint.names import name_problems
from .lint.proofs import proof_problems
from .lint.references import reference_problems
from .lint.sources import source_problems, text_problems
from .lint.totals import total_problems
from .problem import Severity

__all__ = ["EditionProblem", "edition_problems", "has_errors", "opening_problems"]


def edition_problems(edition: Edition) -> list[EditionProblem]:
    """Everything that makes an edition unusable (errors) or doubtful (warnings)."""
    layout = Layout(edition)
    found = [*_structural(layout), *label_problems(layout), *text_problems(layout)]
    # Proofs follow references; where those are broken they would be about another edition.
    return found if has_errors(found) else [*found, *proof_problems(layout)]


def opening_problems(edition: Edition) -> list[EditionProblem]:
    """The same without what is only doubtful and takes time to prove: enough to open an edition and fill it in."""
    return _structural(Layout(edition))


def has_errors(problems: Iterable[EditionProblem]) -> bool:
    """Whether an edition with these problems must be refused."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _structural(layout: Layout) -> list[EditionProblem]:
    cycles = list(cycle_problems(layout))
    # Every circle looks further down somewhere; that is told by the circle.
    circling = {address for cycle in cycles for address, _ in cycle.chain}
    references = (
        found
        for found in reference_problems(layout)
        if found.code != "forward-reference" or found.address not in circling
    )
    found = [
        *name_problems(layout), *references, *source_problems(layout), *cycles, *size_problems(layout),
        *count_problems(layout),
    ]  # fmt: skip
    # What comes to a total can be told only where everything it comes from is there.
    return found if has_errors(found) else [*found, *total_problems(layout)]
