"""The author's guide (``editions/README.md``), read as an author follows it: its blocks of YAML, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[1] / "editions" / "README.md"
SURVEY = "ministry-survey"
"""The edition that the first part of the guide grows."""

_HEAD = 'msq_edition: 1\nid: "example"\ntitle: "Example"\n'
_SECTION = 'sections:\n  - id: "only"\n    title: "Only section"\n    questions:\n'
_NOTE = '      - id: "only"\n        type: "note"\n        text: "Only note"\n'


@dataclass(frozen=True)
class Block:
    """One block of YAML in the guide: the heading it stands under, its line in the guide, and what it says."""

    heading: str
    line: int
    text: str

    @property
    def whole(self) -> bool:
        """Whether it is an edition as it stands."""
        return re.search(r"(?m)^msq_edition:", self.text) is not None

    @property
    def step(self) -> bool:
        """Whether it is to be added to the edition of the first part."""
        return self.heading.startswith("Step ")

    @property
    def edition(self) -> str:
        """The smallest edition that holds it."""
        if self.whole:
            return self.text
        if self.text.startswith("- id:"):
            return _HEAD + _SECTION + "".join(f"      {line}\n" for line in self.text.splitlines())
        head = "".join(line for line in _HEAD.splitlines(True) if line.partition(":")[0] not in self._keys)
        return head + self.text + ("" if "sections" in self._keys else _SECTION + _NOTE)

    @property
    def _keys(self) -> set[str]:
        return set(re.findall(r"(?m)^(\w+):", self.text))


def blocks(language: str = "yaml") -> list[Block]:
    """The blocks of a language (``""`` for those without one), in the order of the guide."""
    heading, start = "", 0
    inside: str | None = None
    lines: list[str] = []
    found: list[Block] = []
    for at, line in enumerate(GUIDE.read_text("utf-8").splitlines(), 1):
        if line.startswith("```"):
            if inside is None:
                inside, start, lines = line[3:], at + 1, []
            else:
                if inside == language:
                    found.append(Block(heading, start, "".join(lines)))
                inside = None
        elif inside is not None:
            lines.append(line + "\n")
        elif line.startswith("#"):
            heading = line.lstrip("#").strip()
    assert inside is None, f"the block of line {start} has no end"
    return found


def survey() -> str:
    """The whole edition of the first part, as printed at its end."""
    (block,) = (block for block in blocks() if block.heading == "The whole file")
    return block.text
