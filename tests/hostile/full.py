"""An edition and a draft that carry every hostile text, in every place that takes a text."""

from __future__ import annotations

import json
from collections.abc import Sequence


def quoted(text: str) -> str:
    """A text as YAML, double-quoted: characters that no file may hold as they are stand as escapes."""
    made = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() or sign > "\uffff" else f"\\u{ord(sign):04x}" for sign in made)


QUESTIONS = """
      - id: "long{n}"
        number: {text}
        heading: {text}
        text: {text}
        guidance: {text}
        notes: [{text}]
        footnotes: [{{mark: "1", text: {text}}}]
        type: "long_text"
        new: true
      - id: "choice{n}"
        text: {text}
        type: "single_choice"
        options:
          - {{code: "a", label: {text}, text: {text}}}
          - {{code: "b", label: {text}}}
        other: {text}
        text_box: {text}
      - id: "line{n}"
        text: "Says it again: {{p{n}}}"
        type: "short_text"
        when: {{question: "choice{n}", is: "other"}}
      - id: "never{n}"
        text: {text}
        type: "short_text"
        when: {{question: "choice{n}", is: "b"}}
      - id: "number{n}"
        text: "How many?"
        type: "number"
        unit: {text}
      - id: "table{n}"
        text: {text}
        type: "table"
        rows: [{{code: "row", label: {text}, number: {text}, unit: {text}, type: "number"}}]
"""

SECTION = """
  - id: "s{n}"
    title: {text}
    guidance: {text}
    notes: [{text}]
    footnotes: [{{mark: "1", text: {text}}}]
    questions:"""

ENTRIES = """
  - id: "entries"
    title: "Entries"
    questions:
      - id: "country"
        text: "Country"
        type: "country"
      - id: "things"
        text: "Things"
        type: "repeat"
        entry: "Thing"
        named_by: "title"
        questions:
          - id: "title"
            text: "Title"
            type: "short_text"
"""


def full_edition(texts: Sequence[str]) -> str:
    """Each text in every place of its own section, and all of them in the places that the edition has once."""
    listed = ", ".join(quoted(text) for text in texts)
    head = [
        'msq_edition: 1\nid: "full"',
        f"title: {quoted(texts[0])}",
        f"publisher: {quoted(texts[0])}",
        f"running: {quoted(texts[0])}",
        f"submission: {{address: 'office@example.org', subject: {quoted(' '.join(texts))}}}",
        'states: ["unknown"]',
        f"introduction: [{listed}]",
        f"closing_title: {quoted(texts[0])}",
        f"closing: [{listed}]",
        "glossary:",
        *(f"  - {{term: {quoted(text)}, text: {quoted(text)}}}" for text in texts),
        "placeholders:",
        *(f'  p{n}: "long{n}"' for n in range(len(texts))),
        "sections:",
    ]
    sections = [
        (SECTION + QUESTIONS).format(n=n, text=quoted(text)).strip("\n") for n, text in enumerate(texts)
    ]
    return "\n".join([*head, *sections, ENTRIES.strip("\n"), ""])


DRAFT = """msq_draft: 1
edition: "full"
edition_revision: 1
draft_id: "5b0e6c1f0a2d4b6e8f90a1b2c3d4e5f6"
save: 3
created: "2026-11-21T09:30:00Z"
saved: "2026-11-21T10:02:11Z"
"""

PLACES = ("answers", "states", "justifications", "notes", "set_aside")


def full_draft(texts: Sequence[str]) -> str:
    """Each text as the answer, reason and note of every question of its section; all of them as names of entries."""
    parts: dict[str, list[str]] = {place: [] for place in PLACES}
    for n, text in enumerate(texts):
        given = quoted(text)
        answers = {f"long{n}": given, f"choice{n}": '"other"', f"line{n}": given, f"number{n}": given}
        answers |= {f"choice{n}/{part}": given for part in ("other", "text", "a/text")}
        answers |= {f"never{n}": given, f"table{n}": f"{{row: {given}}}"}
        parts["answers"] += [f"{address}: {answer}" for address, answer in answers.items()]
        parts["states"].append(f'line{n}: {{state: "unknown", reason: {given}}}')
        parts["justifications"].append(f"long{n}: {given}")
        parts["notes"].append(f"long{n}: {given}")
        parts["set_aside"].append(f"gone{n}: {given}")
    parts["answers"].append("things:")
    for n, text in enumerate(texts):
        parts["answers"] += [f'  - _entry: "e{n}"', f"    title: {quoted(text)}"]
    return DRAFT + "".join(
        f"{place}:\n" + "".join(f"  {line}\n" for line in lines) for place, lines in parts.items()
    )
