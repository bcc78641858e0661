"""The remarks of a person in a draft: lines of their own that begin with ``#``.

A save makes the text of what changed anew. The remarks that stood above it, inside it and below it are carried over,
those inside each to what it stood above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .yaml_read import Node, YamlRefused, read_yaml
from .yaml_write import INDENT

Way = tuple[str | int, ...]

_REMARK = re.compile(r"(?m)^ *#")
_ENTRY = "_entry"


def remarks_above(fragment: str) -> str:
    """The remark lines (and the empty lines among them) at the start of a fragment."""
    kept: list[str] = []
    for line in fragment.splitlines(keepends=True):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        kept.append(line)
    return "".join(kept)


def remarks_below(fragment: str, indent: int) -> str:
    """The remark lines at the end of a fragment (only the last of a file has any): those that stand no deeper than
    the key, so that a line of a text that begins with # is not taken for one."""
    lines = fragment.splitlines(keepends=True)
    at = len(lines)
    while at > 0 and (not lines[at - 1].strip() or re.match(rf" {{0,{indent}}}#", lines[at - 1])):
        at -= 1
    kept = lines[at:]
    return "".join(kept) if at > 0 and any(line.strip() for line in kept) else ""


def carried_over(before: str, made: str, indent: int) -> str:
    """``made``, the new text of what ``before`` held, with all remarks of ``before``. ``indent``: of their key."""
    above, below = remarks_above(before), remarks_below(before, indent)
    return above + _with_inner(_inside(before, above, below), made) + below


def all_remarks(fragment: str, indent: int) -> str:
    """The remarks of something that is taken out: all of them, as deep as its key stood."""
    above, below = remarks_above(fragment), remarks_below(fragment, indent)
    inner = [f"{' ' * indent}{text}\n" for _, text in _inner(_inside(fragment, above, below))]
    return above + "".join(inner) + below


def remark_lines(lines: list[str]) -> str:
    """Those of some lines that are remarks."""
    return "".join(line + "\n" for line in lines if line.lstrip().startswith("#"))


def _inside(fragment: str, above: str, below: str) -> str:
    return fragment[len(above) : len(fragment) - len(below)]


def _with_inner(before: str, made: str) -> str:
    remarks = _inner(before)
    if not remarks:
        return made
    there = {way: (line, column) for way, line, column in _places(read_yaml(made))}
    lines = made.removesuffix("\n").split("\n")
    put: dict[int, list[str]] = {}
    for ways, text in remarks:
        known = next((there[way] for way in ways if way in there), None)
        line, column = known or (len(lines) + 1, _indent_of(lines[0]) + INDENT + 1)
        put.setdefault(line, []).append(" " * (column - 1) + text)
    whole = [
        part
        for number, line in enumerate([*lines, None], 1)
        for part in (*put.get(number, ()), *(() if line is None else (line,)))
    ]
    text = "\n".join(whole) + "\n"
    return text if _same(text, made) else made


def _inner(fragment: str) -> list[tuple[list[Way], str]]:
    """Each remark inside a fragment, with the ways to what stands below it, the nearest first."""
    if not _REMARK.search(fragment):
        return []
    try:
        root = read_yaml(fragment)
    except YamlRefused:
        return []
    if not any(isinstance(node.value, dict | list) for _, node in _children(root)):
        return []
    lines = fragment.split("\n")
    places = sorted(_places(root), key=lambda place: place[1])
    texts = list(_texts(root, lines))
    found = []
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#") and not any(
            first < number <= last and (quoted or _indent_of(line) > deep)
            for first, last, deep, quoted in texts
        ):
            found.append(([way for way, at, _ in places if at > number], line.strip()))
    return found


def _children(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node.value, dict):
        for name, (_, child) in node.value.items():
            yield name, child
    elif isinstance(node.value, list):
        for number, child in enumerate(node.value):
            yield _identity(child, number), child


def _identity(item: Node, number: int) -> str | int:
    """What an item of a list is known by after others came or went: its entry, its own text, else its number."""
    if isinstance(item.value, str):
        return item.value
    if isinstance(item.value, dict) and _ENTRY in item.value:
        entry = item.value[_ENTRY][1].value
        return entry if isinstance(entry, str) else number
    return number


def _places(node: Node, way: Way = ()) -> Iterator[tuple[Way, int, int]]:
    """The way to each key and item, with its line and the column at which a remark above it stands."""
    for name, child in _children(node):
        if isinstance(node.value, dict):
            key = node.value[str(name)][0]
            at = (key.line, key.column)
        else:
            at = (child.place.line, max(1, child.place.column - INDENT))
        yield (*way, name), *at
        yield from _places(child, (*way, name))


def _texts(node: Node, lines: list[str]) -> Iterator[tuple[int, int, int, bool]]:
    """What a line that begins with # may belong to instead: the first and last line of each text of several lines,
    how deep its key stands, and whether it ends at a mark (a quote, a bracket) and not with its lines."""
    for name, child in _children(node):
        in_mapping = isinstance(node.value, dict)
        key_at = node.value[str(name)][0].column if isinstance(node.value, dict) else child.place.column
        deep = key_at - 1 if in_mapping else key_at - 1 - INDENT
        marked = child.flow or lines[child.place.line - 1][child.place.column - 1 :][:1] in ('"', "'")
        if child.flow or isinstance(child.value, str):
            if child.last_line > child.place.line:
                yield child.place.line, child.last_line, deep, marked
        else:
            yield from _texts(child, lines)


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _same(one: str, other: str) -> bool:
    try:
        return bool(read_yaml(one).data(empty_is_none=False) == read_yaml(other).data(empty_is_none=False))
    except YamlRefused:
        return False
