"""Keys at the top of a draft that are nearly ones of the format: a slip of a hand edit, not a part of a newer program.

Unknown keys are kept, since a newer program may have put them there. But ``answres:`` would make a draft look empty.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.text import display_line

from .yaml_read import Node

MOST_LOOKED_AT = 50
NEAR = 0.8


def misspelt_keys(file: str, root: Node, known: Collection[str]) -> Iterator[Finding]:
    """A finding for each key that differs from a known, absent one in a letter or two."""
    assert isinstance(root.value, dict)
    absent = [name for name in known if name not in root.value]
    unknown = [name for name in root.value if name not in known]
    for name in unknown[:MOST_LOOKED_AT]:
        near = difflib.get_close_matches(name[:100], absent, 1, NEAR)
        if near:
            place = root.value[name][0]
            message = tr(
                '"{key}" is no part of a draft, so what stands under it is kept and not read; did you mean "{near}"?',
                key=display_line(name)[:60], near=near[0],
            )  # fmt: skip
            yield Finding(file, place.line, place.column, "", Severity.ERROR, "unknown-key", message)
