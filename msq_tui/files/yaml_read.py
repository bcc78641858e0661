"""Reading YAML from outside as data only, every value with its line and column.

The *events* of the parser are read, never a built object, so that aliases, tags, directives and depth are refused
where they stand and before they cost anything, and so that every scalar stays the text that was written: ``NO``,
``010``, ``1:30`` and ``2026-01-02`` are text until a schema says otherwise. Limits: reliability.md, section 1.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from msq_tui.core.language import tr
from msq_tui.core.text import display_line, first_forbidden, name_of_character

MOST_BYTES = 32 * 1024 * 1024
MOST_DEPTH = 20
MOST_NODES = 250_000
MOST_LINE = 200_000
MOST_LINES_BACK = 6


class YamlRefused(Exception):
    """A YAML text that is not read. Lines and columns count from 1."""

    def __init__(self, line: int, column: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.message = line, column, code, message


class Place(NamedTuple):
    """A place in a file, from 1. A draft has tens of thousands of them: nothing is made faster than a tuple."""

    line: int
    column: int


@dataclass(slots=True)
class Node:
    """One value with its place. ``value`` is a text, a list of nodes, or a mapping of keys to (key place, node)."""

    place: Place
    value: str | list[Node] | dict[str, tuple[Place, Node]]
    plain: bool = False
    flow: bool = False
    last_line: int = 0
    """The line in which it ends."""

    def data(self, empty_is_none: bool) -> Any:
        """The value without places. ``empty_is_none``: an unquoted empty, ``~`` or ``null`` becomes None."""
        if isinstance(self.value, str):
            return None if empty_is_none and self.plain and self.value in ("", "~", "null") else self.value
        if isinstance(self.value, list):
            return [part.data(empty_is_none) for part in self.value]
        return {name: node.data(empty_is_none) for name, (_, node) in self.value.items()}

    def count(self) -> int:
        """How many values it is, itself and the names of a mapping counted, as MOST_NODES counts them."""
        if isinstance(self.value, str):
            return 1
        if isinstance(self.value, list):
            return 1 + sum(part.count() for part in self.value)
        return 1 + sum(1 + node.count() for _, node in self.value.values())

    def find(self, path: tuple[str | int, ...]) -> tuple[Node, Place]:
        """The nearest node on the way along ``path``, and where to point: its key if it has one. Steps that are not
        there are passed over (pydantic puts the names of union members into its paths)."""
        node, at = self, self.place
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                at, node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and 0 <= step < len(node.value):
                node = node.value[step]
                at = node.place
        return node, at


def read_text(path: Path) -> str:
    """The text of a UTF-8 file with ``\\n`` line ends. Raises OSError, or YamlRefused with the place."""
    if path.is_dir():
        raise YamlRefused(0, 0, "not-a-file", tr("this is a folder, not a file"))
    if path.exists() and not path.is_file():
        raise YamlRefused(0, 0, "not-a-file", tr("this is a device or pipe, not a file"))
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    return decode(data)


def decode(data: bytes) -> str:
    """Bytes of a file as checked text; raises YamlRefused with the place of what cannot be there."""
    if len(data) > MOST_BYTES:
        raise YamlRefused(
            0, 0, "too-large", tr("the file is larger than {most} MB", most=MOST_BYTES // 2**20)
        )
    if not data.strip(b"\x00 \t\r\n"):
        raise YamlRefused(
            1, 1, "empty", tr("the file is empty; this can happen when a computer loses power while saving")
        )
    for mark, name in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if data.startswith(mark):
            raise YamlRefused(1, 1, "encoding", tr("the file is in {name}; save it as UTF-8", name=name))
    _refuse_other_kinds(data)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise YamlRefused(
            line, column, "encoding", tr("this is not UTF-8 text; save the file as UTF-8")
        ) from None
    text = text.replace("\r\n", "\n")
    at = first_forbidden(text)
    # Line ends to a YAML parser but not to people: what they see as one line would be two.
    for separator in "\u2028\u2029":
        if at is None and separator in text:
            at = text.index(separator)
    if at is not None:
        raise YamlRefused(
            text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), "control-character",
            tr("the character {name} may not stand in this file; delete it", name=name_of_character(text[at])),
        )  # fmt: skip
    return text


def _refuse_other_kinds(data: bytes) -> None:
    start = data[:512].lstrip().lower()
    kinds = (
        (b"<!doctype html", tr("a web page")), (b"<html", tr("a web page")), (b"\x89png", tr("a picture")),
        (b"pk\x03\x04", tr("a zip archive or Word file")), (b"%pdf", tr("a PDF")), (b"{\\rtf", tr("a Word file")),
    )  # fmt: skip
    for beginning, name in kinds:
        if start.startswith(beginning):
            raise YamlRefused(
                1, 1, "not-yaml", tr("this is not a YAML file, it looks like {name}", name=name)
            )
    marked = any(mark * 7 in data for mark in (b"<", b">", b"="))
    conflict = re.search(rb"(?m)^(<{7}|>{7}|={7}$)", data) if marked else None
    if conflict:
        line = data.count(b"\n", 0, conflict.start()) + 1
        raise YamlRefused(
            line,
            1,
            "conflict-mark",
            tr("two versions were merged here and not finished; keep one and delete the marks"),
        )


def read_yaml(text: str, inside: int = 0) -> Node:
    """The one mapping that ``text`` holds; raises YamlRefused at the first thing that cannot be read. ``inside``: how many
    levels deep it will stand in a file."""
    _refuse_long_line(text)
    return _Builder(text, depth=inside).build()


def _refuse_long_line(text: str) -> None:
    start = 0
    while start + MOST_LINE < len(text):
        end = text.rfind("\n", start, start + MOST_LINE + 1)
        if end < 0:
            line = text.count("\n", 0, start) + 1
            raise YamlRefused(
                line, 1, "too-large", tr("this line is longer than {most} characters", most=MOST_LINE)
            )
        start = end + 1


def _events(text: str) -> Iterator[Any]:
    """The events of a text, from the C parser (ruamel.yaml.clib) where it is installed: twenty times faster, and deep
    nesting costs it nothing. It is asked directly, since what ruamel.yaml puts around it is made anew for each text, and
    a save reads many short ones."""
    from ruamel.yaml import YAML, main

    in_c = getattr(main, "CParser", None)
    if in_c is None:
        return iter(YAML(typ="safe", plug_ins=[]).parse(text))
    return iter(in_c(text).get_event, None)


@dataclass(slots=True)
class _Builder:
    text: str
    nodes: int = 0
    depth: int = 0
    may_forbid: bool = True
    """Whether a scalar may hold what no text may: only where it is written so, or stands there as it is."""
    closed_in: int = 0
    """The line of the last end of a list or mapping."""
    events: Iterator[Any] = field(init=False)
    kinds: Any = field(init=False)

    def build(self) -> Node:
        from ruamel.yaml import events
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        self.kinds = events
        self.may_forbid = "\\" in self.text or first_forbidden(self.text) is not None
        try:
            self.events = _events(self.text)
            root = self._document()
        except YamlRefused:
            raise
        except MarkedYAMLError as error:
            raise self._syntax(error) from None
        except (YAMLError, ValueError, AssertionError, IndexError, RecursionError) as error:
            raise YamlRefused(
                1,
                1,
                "syntax",
                tr("this is not readable as YAML ({reason})", reason=display_line(str(error))[:120]),
            ) from None
        if not isinstance(root.value, dict):
            raise YamlRefused(
                root.place.line,
                root.place.column,
                "shape",
                tr("the file must begin with `name: value` lines"),
            )
        return root

    def _document(self) -> Node:
        root: Node | None = None
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if event.version or event.tags:
                    raise self._at(
                        event,
                        "directive",
                        tr("lines that begin with % are not allowed here; delete this one"),
                    )
                if root is not None:
                    raise self._at(
                        event,
                        "second-document",
                        tr("a second document begins here (---); keep one in the file"),
                    )
                root = self._node(next(self.events))
        if root is None:
            raise YamlRefused(1, 1, "empty", tr("the file holds nothing but remarks"))
        return root

    def _node(self, event: Any) -> Node:
        self.nodes += 1
        kind = type(event)
        if self.nodes > MOST_NODES:
            raise self._at(event, "too-large", tr("the file holds more than {most} values", most=MOST_NODES))
        start = event.start_mark
        place = Place(start.line + 1, start.column + 1)
        if kind is self.kinds.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marked(event)
            value = event.value
            if self.may_forbid and (at := first_forbidden(value)) is not None:
                raise YamlRefused(
                    place.line, place.column, "control-character",
                    tr("the character {name} may not stand in a text; delete it", name=name_of_character(value[at])),
                )  # fmt: skip
            return Node(place, value, not event.style, last_line=event.end_mark.line + 1)
        if kind is self.kinds.AliasEvent:
            raise self._at(
                event,
                "alias",
                tr("a text that begins with * is a reference, which is not allowed; put it in quotes"),
            )
        self._refuse_marked(event)
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self._at(event, "too-deep", tr("this is nested deeper than {most} levels", most=MOST_DEPTH))
        inside = self._mapping() if kind is self.kinds.MappingStartEvent else self._sequence()
        self.depth -= 1
        return Node(place, inside, flow=bool(event.flow_style), last_line=self.closed_in)

    def _refuse_marked(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._at(
                event,
                "anchor",
                tr("a text that begins with & is a mark, which is not allowed; put it in quotes"),
            )
        if event.tag is not None and not (type(event) is self.kinds.ScalarEvent and event.tag == "!"):
            raise self._at(
                event,
                "tag",
                tr("a text that begins with ! is an instruction, which is not allowed; put it in quotes"),
            )

    def _sequence(self) -> list[Node]:
        items: list[Node] = []
        for event in self.events:
            if type(event) is self.kinds.SequenceEndEvent:
                self.closed_in = event.end_mark.line + 1
                return items
            items.append(self._node(event))
        raise YamlRefused(1, 1, "syntax", tr("the file breaks off"))

    def _mapping(self) -> dict[str, tuple[Place, Node]]:
        pairs: dict[str, tuple[Place, Node]] = {}
        for event in self.events:
            if type(event) is self.kinds.MappingEndEvent:
                self.closed_in = event.end_mark.line + 1
                return pairs
            name = self._node(event)
            key = name.value
            if not isinstance(key, str):
                raise YamlRefused(
                    name.place.line, name.place.column, "key", tr("a name must be a text, not a list")
                )
            if name.plain and key in ("", "~", "null"):
                raise YamlRefused(
                    name.place.line, name.place.column, "key", tr("a name is missing before the colon")
                )
            if key in pairs:
                first = pairs[key][0]
                raise YamlRefused(
                    name.place.line, name.place.column, "duplicate-key",
                    tr('"{key}" is here a second time (first in line {line}); keep one of the two', key=display_line(key), line=first.line),
                )  # fmt: skip
            if name.plain and key == "<<":
                raise YamlRefused(
                    name.place.line, name.place.column, "merge-key", tr("`<<` is not allowed here")
                )
            pairs[key] = (name.place, self._node(next(self.events)))
        raise YamlRefused(1, 1, "syntax", tr("the file breaks off"))

    def _at(self, event: Any, code: str, message: str) -> YamlRefused:
        return YamlRefused(event.start_mark.line + 1, event.start_mark.column + 1, code, message)

    def _syntax(self, error: Any) -> YamlRefused:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = f"{error.context or ''} {error.problem or ''}".strip()
        lines = self.text.split("\n")
        for number in range(max(1, line - 1), min(len(lines), line) + 1):
            content = lines[number - 1]
            indent = content[: len(content) - len(content.lstrip())]
            if "\t" in indent and content.strip():
                return YamlRefused(
                    number,
                    indent.index("\t") + 1,
                    "tab-indent",
                    tr("the line begins with a tab; use spaces instead"),
                )
        # A quotation mark that was not closed takes the next one for its end, lines further down.
        near = range(min(line, len(lines)), max(line - MOST_LINES_BACK, 0), -1)
        before = next((number for number in near if lines[number - 1].count('"') % 2), None)
        if before is not None and ("expected <block end>" in reason or "did not find expected key" in reason):
            column = lines[before - 1].index('"') + 1
            return YamlRefused(
                before, column, "open-quote", tr("a quotation mark opens here and is not closed")
            )
        if "escape" in reason:
            return YamlRefused(
                line,
                column,
                "escape",
                tr("what follows the \\ here is not allowed; write the character itself"),
            )
        if "quoted scalar" in reason:
            start = error.context_mark or mark
            return YamlRefused(
                start.line + 1,
                start.column + 1,
                "open-quote",
                tr("a quotation mark opens here and is not closed"),
            )
        if "mapping values are not allowed" in reason:
            return YamlRefused(
                line, column, "colon", tr('a colon inside a text: put the whole text in quotes (")')
            )
        if "could not find expected ':'" in reason and error.context_mark:
            start = error.context_mark
            message = tr("a colon is missing after this name, or the line does not stand where it belongs")
            return YamlRefused(start.line + 1, start.column + 1, "indent", message)
        if any(
            words in reason
            for words in (
                "expected <block end>",
                "did not find expected key",
                "did not find expected '-' indicator",
                "could not find expected ':'",
            )
        ):
            return YamlRefused(
                line,
                column,
                "indent",
                tr(
                    "this line does not stand where it belongs: check its spaces at the start, and the colon after the name"
                ),
            )
        return YamlRefused(
            line,
            column,
            "syntax",
            tr("this is not readable as YAML ({reason})", reason=display_line(reason)[:120]),
        )
