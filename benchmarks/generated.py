"""Big editions, the same on every run: gates with follow-ups two deep, choices, and conditions on earlier sections."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msq_tui.files.edition_file import LoadedEdition
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace

SECTION = 60
GROUP = 6
"""A text, a gate, its text and inner gate, the inner gate's text, a choice."""
_FILLER = "in force since the reform of 2019, described at https://portal.example/services and run by the ministry; "


@dataclass(frozen=True, slots=True)
class GeneratedQuestion:
    """One question: what it is, and the question (a gate, answered "yes") that it hangs on."""

    id: str
    type: str
    parent: str | None = None
    when: str | None = None

    @property
    def text(self) -> str:
        """What is asked."""
        return f"Question {self.id[1:]}: what is in force, since when, and who is in charge?"


def question_id(at: int) -> str:
    """The id of the question at a place."""
    return f"q{at:05}"


def questions(count: int) -> Iterator[GeneratedQuestion]:
    """``count`` questions in printed order."""
    for at in range(count):
        start = at - at % GROUP
        gate, inner = question_id(start + 1), question_id(start + 3)
        # Every fifth group looks back at a gate of the section before.
        far = question_id(start - SECTION + 1) if start >= SECTION and start // GROUP % 5 == 0 else None
        yield (
            GeneratedQuestion(question_id(at), "short_text"),
            GeneratedQuestion(gate, "yes_no"),
            GeneratedQuestion(question_id(at), "short_text", gate, gate),
            GeneratedQuestion(inner, "yes_no", gate, gate),
            GeneratedQuestion(question_id(at), "long_text", inner, inner),
            GeneratedQuestion(question_id(at), "single_choice", None, far),
        )[at % GROUP]


def edition_text(count: int) -> str:
    """The edition file with ``count`` questions."""
    lines = [
        "msq_edition: 1",
        f'id: "{edition_id(count)}"',
        f'title: "A generated edition of {count} questions"',
        "sections:",
    ]
    for at, question in enumerate(questions(count)):
        if at % SECTION == 0:
            number = at // SECTION + 1
            lines += [f'  - id: "s{number:04}"', f'    number: "{number}"', f'    title: "Section {number}"', "    questions:"]  # fmt: skip
        lines += [
            f'      - id: "{question.id}"',
            f'        number: "{at + 1}"',
            f"        text: {json.dumps(question.text)}",
            f'        type: "{question.type}"',
        ]
        if at % 2 == 0 or question.type == "yes_no":
            lines.append("        required: true")
        if question.type == "single_choice":
            lines.append("        options:")
            for code in ("none", "planned", "partly", "wholly"):
                lines += [f'          - code: "{code}"', f'            label: "It is {code} so"']
        if question.parent:
            lines.append(f'        parent: "{question.parent}"')
        if question.when:
            lines += ["        when:", f'          question: "{question.when}"', '          is: "yes"']
    return "\n".join(lines) + "\n"


def edition_id(count: int) -> str:
    """The id of the edition with ``count`` questions."""
    return f"generated-{count}"


def answers(count: int) -> dict[str, str]:
    """An answer to each of the first ``count`` questions; every gate is open."""
    given = {"yes_no": "yes", "single_choice": "partly"}
    return {
        question.id: given.get(question.type, f"Answer to {question.id}, " + _FILLER * (1 + at % 3))
        for at, question in enumerate(questions(count))
    }


class Site:
    """A folder for one run: editions made and read once, drafts made when asked for.

    Every edition and every draft has a folder of its own, so that a program that looks around finds no other.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._workplace = Workplace([], folder)
        self._made = 0

    def new_folder(self) -> Path:
        """A new, empty folder."""
        self._made += 1
        folder = self.folder / f"{self._made:03}"
        folder.mkdir()
        return folder

    def edition(self, count: int) -> LoadedEdition:
        """The edition with ``count`` questions."""
        path = self.folder / f"editions-{count}" / f"{edition_id(count)}.yaml"
        if not path.exists():
            path.parent.mkdir()
            path.write_text(edition_text(count), encoding="utf-8")
        return self._workplace.edition_at(path)

    def session(self, count: int, answered: int) -> FillingSession:
        """A draft with so many questions, so many of them answered, on disk."""
        session = self._workplace.start(self.edition(count), self.new_folder() / "draft.yaml")
        if answered:
            session.enter_all(answers(answered))
            session.save()
        return session
