"""Writing YAML that reads well, compares well line by line, and always reads back the same.

Every text is double-quoted or, with several lines, a ``|`` block; no flow style, no folding. No YAML library's
dumper writes this form (see docs/decisions/0003-own-yaml-form.md), and what is written is read back and compared
before it replaces anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

INDENT = 2

# A "|" block may hold only what YAML 1.2 calls printable; the rest is written with escapes in quotes.
_NOT_IN_BLOCK = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TO_ESCAPE = re.compile(
    '[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|["\\\\]'
)
_MOST_ON_A_LINE = 15_000
"""Characters of a text on one line: with all of them escaped it still is a line that the reader takes."""
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
# Words that a YAML 1.1 reader would take for something else than text.
_NOT_PLAIN = frozenset(["y", "yes", "n", "no", "true", "false", "on", "off", "null"])


def quoted(text: str) -> str:
    """``text`` as a double-quoted scalar on one line."""
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(character)
    if short:
        return short
    number = ord(character)
    return (
        f"\\x{number:02X}"
        if number < 0x100
        else f"\\u{number:04X}"
        if number < 0x10000
        else f"\\U{number:08X}"
    )


def text_scalar(text: str, indent: int) -> str:
    """``text`` after ``key:``: quoted on the line, or a ``|`` block whose lines stand ``indent`` deep."""
    lines = text.split("\n")
    if len(text) > _MOST_ON_A_LINE and max(map(len, lines)) > _MOST_ON_A_LINE:
        return _quoted_on_lines(text, indent)
    blank_line = any(line and not line.strip() for line in lines)
    if (
        "\n" not in text
        or not text.strip("\n")
        or text.endswith("\n\n")
        or blank_line
        or _NOT_IN_BLOCK.search(text)
    ):
        return _quoted_on_lines(text, indent)
    # A first line that begins with white space (or is empty) hides how deep the block stands: say it.
    first = lines[0]
    deep = str(INDENT) if not first or first[0] in " \t" else ""
    chomp = "" if text.endswith("\n") else "-"
    margin = " " * indent
    return f"|{deep}{chomp}\n" + "\n".join(
        margin + line if line else "" for line in text.removesuffix("\n").split("\n")
    )


def _quoted_on_lines(text: str, indent: int) -> str:
    """``text`` in quotes, on as many lines as the reader's limit asks for: a ``\\`` at the end of a line joins the next
    one to it, but for the spaces that this begins with."""
    if len(text) <= _MOST_ON_A_LINE:
        return quoted(text)
    parts = [
        quoted(text[start : start + _MOST_ON_A_LINE])[1:-1] for start in range(0, len(text), _MOST_ON_A_LINE)
    ]
    parts[1:] = [f"\\{part}" if part.startswith(" ") else part for part in parts[1:]]
    return '"' + f"\\\n{' ' * indent}".join(parts) + '"'


def key(name: str) -> str:
    """A mapping key, plain where nobody could read it as anything else."""
    return name if _PLAIN_KEY.fullmatch(name) and name.lower() not in _NOT_PLAIN else quoted(name)


def entry(name: str, value: Any, indent: int = 0) -> str:
    """``name: value`` with everything below it, ending in a line feed, its key ``indent`` spaces deep."""
    margin = " " * indent
    return f"{margin}{key(name)}:{_after_colon(value, indent)}\n"


def _after_colon(value: Any, indent: int) -> str:
    if isinstance(value, Mapping) and value:
        return "\n" + "".join(entry(str(k), v, indent + INDENT) for k, v in value.items()).rstrip("\n")
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        return "\n" + "\n".join(_item(part, indent + INDENT) for part in value)
    return " " + scalar(value, indent + INDENT)


def _item(value: Any, indent: int) -> str:
    margin = " " * indent
    if isinstance(value, Mapping) and value:
        inner = "".join(entry(str(k), v, indent + INDENT) for k, v in value.items())
        return f"{margin}- {inner[indent + INDENT :]}".rstrip("\n")
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        inner = "\n".join(_item(part, indent + INDENT) for part in value)
        return f"{margin}- {inner[indent + INDENT :]}"
    return f"{margin}- {scalar(value, indent + INDENT)}"


def scalar(value: Any, indent: int) -> str:
    """A text, number, truth value, nothing, or an empty collection."""
    if isinstance(value, str):
        return text_scalar(value, indent)
    if isinstance(value, bool | int) or value is None:
        return json.dumps(value)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Sequence):
        return "[]"
    return quoted(str(value))
