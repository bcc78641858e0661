"""Reading and writing drafts (interfaces.md, section 3, "Draft").

A draft's text is held as fragments, one for each top-level key and one for each answer. A save writes the fragments
that did not change with their exact bytes, remarks of a person included, and makes only the changed ones anew, so
that a hand-edited draft stays as it was edited and a save costs what changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from msq_tui.core.answers import read_answers
from msq_tui.core.edition import Edition
from msq_tui.core.errors import ChangedOnDisk, DraftGone, DraftRefused, NotDurable, NotWritten
from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.response import Draft, Mark
from msq_tui.core.text import clean_text, display_line

from .atomic import TEMPORARY_MARK, write_atomically
from .draft_keys import misspelt_keys
from .draft_remarks import all_remarks, carried_over, remark_lines, remarks_above
from .edition_file import in_lines, not_readable, yaml_finding
from .yaml_read import MOST_BYTES, MOST_NODES, Node, YamlRefused, read_text, read_yaml
from .yaml_write import INDENT, entry

FORMAT = 1
_HEADER = (
    "msq_draft",
    "edition",
    "edition_revision",
    "edition_digest",
    "draft_id",
    "save",
    "created",
    "saved",
)
_OPTIONAL = (
    "version", "supersedes", "states", "justifications", "notes", "flags", "proposals", "set_aside", "assignments", "sign_offs",
)  # fmt: skip
_ORDER = (*_HEADER, "answers", *_OPTIONAL)

_NO_ANSWER = ""
"""Stands for the remarks below ``answers:`` while there is no answer."""


@dataclass(slots=True)
class RawDraft:
    """A draft file that is readable as YAML and says what it is; its answers are not yet understood."""

    path: Path
    text: str
    root: Node
    edition: str
    edition_revision: int
    edition_digest: str


@dataclass(slots=True)
class LoadedDraft:
    """A draft with its text and everything there is to say about the file."""

    draft: Draft
    document: DraftDocument
    findings: list[Finding] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    put_aside: int = 0
    """How many answers found no place in the edition at this reading."""


def read_raw_draft(path: Path) -> RawDraft:
    """The draft in a file, as far as it can be read without its edition. Raises NotReadable or DraftRefused."""
    try:
        text = read_text(path)
        root = read_yaml(text)
    except OSError as error:
        raise not_readable(path, error) from None
    except YamlRefused as refusal:
        raise refused_draft(path, [yaml_finding(str(path), refusal)]) from None
    findings = _header_findings(path, root)
    if findings:
        raise refused_draft(path, findings)
    header = root.data(empty_is_none=False)
    revision = str(header.get("edition_revision", "1"))
    return RawDraft(path, text, root, header["edition"], int(revision), str(header.get("edition_digest", "")))


def read_draft(raw: RawDraft, edition: Edition) -> LoadedDraft:
    """The draft with its answers understood by ``edition``. What has no place in it is set aside and reported, never
    dropped."""
    header = raw.root.data(empty_is_none=False)
    draft = Draft(
        edition=raw.edition,
        edition_revision=raw.edition_revision,
        edition_digest=raw.edition_digest,
        draft_id=str(header["draft_id"]),
        created=str(header.get("created", "")),
        save=_count(header.get("save"), 0),
        saved=str(header.get("saved", "")),
    )
    loaded = LoadedDraft(draft, DraftDocument.of(raw))
    _read_optional(draft, header)
    # Before the answers: what is set aside from them joins what was set aside earlier.
    _read_answers(loaded, raw, edition)
    draft.extra = {name: value for name, value in header.items() if name not in _ORDER}
    loaded.findings.extend(misspelt_keys(str(raw.path), raw.root, _ORDER))
    return loaded


def check_draft(path: Path, edition: Edition) -> list[Finding]:
    """Everything in a draft file that does not fit its edition, with places."""
    return read_draft(read_raw_draft(path), edition).findings


def refused_draft(path: Path, findings: Iterable[Finding]) -> DraftRefused:
    """The refusal of a draft file, its first findings in words."""
    findings = list(findings)
    return DraftRefused(
        tr(
            'The draft "{file}" was not opened:\n{findings}\nSafe: the file was left as it is. Do now: correct the line in a '
            "text editor, or open an earlier copy of the draft.",
            file=display_line(path.name), findings=in_lines(findings),
        ),
        findings,
    )  # fmt: skip


def _header_findings(path: Path, root: Node) -> list[Finding]:
    assert isinstance(root.value, dict)
    pairs = root.value

    def finding(name: str, code: str, message: str) -> Finding:
        place = pairs[name][1].place if name in pairs else root.place
        return Finding(str(path), place.line, place.column, "", Severity.ERROR, code, message)

    if "msq_draft" not in pairs:
        what = (
            tr("this is an edition, not a draft")
            if "msq_edition" in pairs
            else tr("a draft begins with the line `msq_draft: 1`")
        )
        return [finding("msq_draft", "not-a-draft", what)]
    version = pairs["msq_draft"][1].value
    if version != str(FORMAT):
        newer = _count(version, 0) > FORMAT
        what = (
            tr("this draft was written by a newer program; open it with that one")
            if newer
            else tr("this version of the draft format is not known")
        )
        return [finding("msq_draft", "format-version", what)]
    found = [
        finding(name, "missing-key", tr('"{key}" is missing here', key=name))
        for name in ("edition", "draft_id")
        if name not in pairs or not isinstance(pairs[name][1].value, str) or not pairs[name][1].value
    ]
    if "edition_revision" in pairs and not re.fullmatch(
        r"[0-9]{1,9}", str(pairs["edition_revision"][1].value)
    ):
        found.append(
            finding("edition_revision", "value", tr('"{key}" must be a number', key="edition_revision"))
        )
    for name, kind, shape in (
        ("answers", dict, tr("`id: answer` lines")),
        ("states", dict, tr("`address: state` lines")),
        ("justifications", dict, tr("`address: reason` lines")),
        ("notes", dict, tr("`address: note` lines")),
        ("proposals", dict, tr("`address: answer` lines")),
        ("set_aside", dict, tr("`address: answer` lines")),
        ("flags", list, tr("a list")),
    ):
        if name in pairs:
            value = pairs[name][1].value
            if not isinstance(value, kind) and value not in ("", "~", "null"):
                found.append(finding(name, "shape", tr('"{key}" must hold {shape}', key=name, shape=shape)))
    return found


def _read_optional(draft: Draft, header: Mapping[str, Any]) -> None:
    response = draft.response
    for address, mark in _mapping(header.get("states")).items():
        if isinstance(mark, Mapping):
            response.marks[address] = Mark(
                str(mark.get("state", "")), clean_text(str(mark.get("reason", ""))).text
            )
        else:
            response.marks[address] = Mark(str(mark))
    response.justifications = {
        address: clean_text(str(text)).text
        for address, text in _mapping(header.get("justifications")).items()
    }
    draft.notes = {
        address: clean_text(str(text)).text for address, text in _mapping(header.get("notes")).items()
    }
    flags = header.get("flags")
    draft.flags = [str(flag) for flag in flags] if isinstance(flags, list) else []
    draft.proposals = dict(_mapping(header.get("proposals")))
    draft.set_aside = dict(_mapping(header.get("set_aside")))
    draft.assignments = header.get("assignments")
    draft.sign_offs = header.get("sign_offs")
    draft.version = _count(header.get("version"), 1)
    draft.supersedes = header.get("supersedes")


def _count(value: Any, otherwise: int) -> int:
    return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else otherwise


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _read_answers(loaded: LoadedDraft, raw: RawDraft, edition: Edition) -> None:
    assert isinstance(raw.root.value, dict)
    if "answers" not in raw.root.value or not isinstance(raw.root.value["answers"][1].value, dict):
        return
    node = raw.root.value["answers"][1]
    found = read_answers(edition, node.data(empty_is_none=False))
    loaded.draft.response.answers.update(found.answers)
    loaded.draft.response.entries.update(found.entries)
    set_aside = loaded.draft.set_aside
    for leftover in found.leftovers:
        inner, at = node.find(leftover.path)
        place = at if leftover.code == "unknown-address" or leftover.names_key else inner.place
        message = leftover.message + ". " + tr("It is kept in the draft and not sent.")
        loaded.findings.append(
            Finding(
                str(raw.path),
                place.line,
                place.column,
                leftover.address,
                Severity.ERROR,
                leftover.code,
                message,
            )
        )
        kept_under = leftover.address
        while kept_under in set_aside and set_aside[kept_under] != leftover.plain:
            kept_under += " (2)"
        set_aside[kept_under] = leftover.plain
        loaded.put_aside += 1
        loaded.changed.add(str(leftover.path[0]))


# --- The text of a draft as fragments ---


class Made(NamedTuple):
    """The text of one answer, and how many values it is."""

    fragment: str
    values: int


@dataclass(slots=True)
class DraftDocument:
    """A draft's text: fragments for the top-level keys, and for the answers."""

    head: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    """Each is empty or ends in a line feed, so that putting them together costs no look at each."""
    answers_line: str = "answers:\n"
    indent: int = INDENT
    text_on_disk: bytes = b""
    """What was last read or written: what two versions of the draft have in common."""
    signature: tuple[int, int, int] | None = None
    counts: dict[str, int] = field(default_factory=dict)
    """How many values the answer under a key is, its name counted."""
    part_counts: dict[str, int] = field(default_factory=dict)
    """The same for the top-level keys but ``answers``."""
    _in_order: list[str] = field(default_factory=list)
    """The keys of the answers as they are written, while none comes or goes."""

    @property
    def values(self) -> int:
        """How many values the draft holds, as the reader counts them."""
        return sum(self.counts.values()) + sum(self.part_counts.values()) + 3

    def _count(self, root: Node) -> None:
        assert isinstance(root.value, dict)
        for name, (_, node) in root.value.items():
            if name == "answers" and isinstance(node.value, dict):
                self.counts = {key: 1 + inner.count() for key, (_, inner) in node.value.items()}
            elif name != "answers":
                self.part_counts[name] = 1 + node.count()

    @classmethod
    def of(cls, raw: RawDraft) -> DraftDocument:
        """The fragments of a draft as read; where its layout cannot be kept (flow style), none: they are made anew."""
        text = raw.text.encode("utf-8")
        document = cls(text_on_disk=text)
        document._count(raw.root)
        pieces = _pieces(raw.text.split("\n"), raw.root, 1, 0)
        if pieces is None:
            header = raw.root.data(empty_is_none=False)
            for name, value in header.items():
                if name != "answers":
                    document.parts[name] = entry(name, value)
            for name, value in _mapping(header.get("answers")).items():
                document.answers[name] = entry(name, value, INDENT)
            return document
        document.head, document.parts = pieces
        answers = document.parts.pop("answers", None)
        if answers is not None:
            assert isinstance(raw.root.value, dict)
            place, node = raw.root.value["answers"]
            document._split_answers(answers, place.line, node, raw)
            last = next(reversed(document.answers), None)
            if last is not None and document.answers[last] and not document.answers[last].endswith("\n"):
                document.answers[last] += "\n"
        return document

    def _split_answers(self, fragment: str, key_line: int, node: Node, raw: RawDraft) -> None:
        lines = raw.text.split("\n")
        inside = _pieces(lines, node, None, key_line) if isinstance(node.value, dict) and node.value else None
        if inside is None or not isinstance(node.value, dict):
            above = remarks_above(fragment)
            self.answers_line = above + "answers:\n"
            if node.flow or not node.value:
                self.answers[_NO_ANSWER] = remark_lines(fragment[len(above) :].split("\n"))
            for name, value in _mapping(node.data(empty_is_none=False)).items():
                self.answers[name] = entry(name, value, INDENT)
            return
        between, self.answers = inside
        self.indent = next(iter(node.value.values()))[0].column - 1
        # The last answer's piece must end where the `answers` fragment ends.
        whole = between + "".join(self.answers.values())
        start = fragment.index(lines[key_line - 1])
        self.answers_line = fragment[: start + len(lines[key_line - 1]) + 1] + between
        surplus = len(self.answers_line) + len(whole) - len(between) - len(fragment)
        if surplus > 0:
            last = next(reversed(self.answers))
            self.answers[last] = self.answers[last][: len(self.answers[last]) - surplus]

    def put(self, name: str, value: Any) -> None:
        """Make the fragment of a top-level key anew; an empty value takes the key out. Remarks stay."""
        before = self.parts.pop(name, "")
        self.part_counts.pop(name, None)
        empty = value in (None, "", {}, [])
        if not empty:
            self.part_counts[name] = 1 + values_in(value)
        made = all_remarks(before, 0) if empty else carried_over(before, entry(name, value), 0)
        if made.strip():
            self.parts[name] = made

    def put_answer(self, key: str, value: Any) -> None:
        """Make the fragment of one answer anew; None takes it out, remarks stay. Raises NotWritten where the text would
        not read back as it is."""
        self.put_made(key, self.made(key, value))

    def made(self, key: str, value: Any) -> Made | None:
        """The text of one answer, for :meth:`put_made`; nothing is changed yet. For a list of many entries this takes
        long. Raises as :meth:`put_answer`."""
        if value is None:
            return None
        fragment = entry(key, value, self.indent)
        if read_back(fragment, inside=1) != {key: value}:
            raise NotWritten(
                tr(
                    'NOT SAVED: the answer "{address}" cannot be written so that it can be read again. Safe: the file was left as '
                    "it is, and your answers are on this screen. Do now: shorten that answer, or write it in other words.",
                    address=key,
                )
            )
        return Made(carried_over(self.answers.get(key, ""), fragment, self.indent), 1 + values_in(value))

    def put_made(self, key: str, made: Made | None) -> None:
        """Put the text of one answer in its place."""
        if made is None:
            self.forget_answer(key)
            return
        if key not in self.answers:
            self._in_order = []
        self.answers[key], self.counts[key] = made

    def forget_answer(self, key: str) -> None:
        """Take an answer out; its remarks stay."""
        self.counts.pop(key, None)
        self._in_order = []
        kept = all_remarks(self.answers.pop(key, ""), self.indent)
        if kept:
            self.answers[key] = kept

    def text(self, order: Mapping[str, int]) -> str:
        """The whole text: known keys in the format's order, answers in the edition's (``order`` by question id)."""
        known = [name for name in _ORDER if name in self.parts or name == "answers"]
        unknown = [name for name in self.parts if name not in _ORDER]
        pieces = [self.head]
        for name in (*known, *unknown):
            if name == "answers":
                pieces.append(self._answers_text(order))
            else:
                pieces.append(self.parts[name])
        return "".join(piece if not piece or piece.endswith("\n") else piece + "\n" for piece in pieces)

    def _answers_text(self, order: Mapping[str, int]) -> str:
        if len(self._in_order) != len(self.answers):
            last = len(order)
            self._in_order = sorted(
                self.answers, key=lambda key: (order.get(key.partition("/")[0], last), key)
            )
        body = "".join(map(self.answers.__getitem__, self._in_order))
        return self.answers_line + body


def values_in(value: Any) -> int:
    """How many values the reader will count in ``value``."""
    if isinstance(value, Mapping):
        return 1 + sum(1 + values_in(inner) for inner in value.values())
    if isinstance(value, list | tuple):
        return 1 + sum(map(values_in, value))
    return 1


def read_back(fragment: str, inside: int = 0) -> Any:
    """What a fragment reads as, by the same reader that will open the draft; ``inside``: how deep it will stand there."""
    try:
        return read_yaml(fragment, inside).data(empty_is_none=False)
    except YamlRefused:
        return None


def _pieces(
    lines: list[str], node: Node, column: int | None, after: int
) -> tuple[str, dict[str, str]] | None:
    """The lines of a block mapping cut before each key, remarks above a key with it: what stands before the first
    key (from line ``after`` + 1), and the pieces. None where the keys do not each begin a line."""
    if node.flow or not isinstance(node.value, dict) or "..." in (line.rstrip() for line in lines):
        return None
    places = [place for place, _ in node.value.values()]
    deep = column or places[0].column
    if any(place.column != deep or lines[place.line - 1][: deep - 1].strip() for place in places):
        return None
    starts = []
    previous = after
    for place in places:
        start = at = place.line
        while at - 1 > previous:
            above = lines[at - 2]
            if above.lstrip().startswith("#") and len(above) - len(above.lstrip()) <= deep - 1:
                start = at - 1
            elif above.strip():
                break
            at -= 1
        starts.append(start)
        previous = place.line
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    pieces = {
        name: "\n".join(lines[start - 1 : end]) + ("\n" if end < len(lines) else "")
        for name, start, end in zip(node.value, starts, ends, strict=True)
    }
    head = "\n".join(lines[after : starts[0] - 1])
    return (head + "\n" if starts[0] - 1 > after else ""), pieces


# --- Saving ---


def new_document(draft: Draft) -> DraftDocument:
    """The fragments of a new draft."""
    document = DraftDocument()
    put_header(document, draft)
    return document


def put_header(document: DraftDocument, draft: Draft) -> None:
    """Bring the header up to date."""
    header: dict[str, Any] = {
        "msq_draft": FORMAT,
        "edition": draft.edition,
        "edition_revision": draft.edition_revision,
        "edition_digest": draft.edition_digest,
        "draft_id": draft.draft_id,
        "save": draft.save,
        "created": draft.created,
        "saved": draft.saved,
    }
    for name, value in header.items():
        made = entry(name, value)
        document.part_counts[name] = 2
        if not document.parts.get(name, "").endswith(made):
            document.parts[name] = remarks_above(document.parts.get(name, "")) + made


def put_optional(document: DraftDocument, draft: Draft, names: Iterable[str]) -> None:
    """Make the optional parts called ``names`` anew. Raises NotWritten where one could not be read again."""
    response = draft.response
    values: dict[str, Any] = {
        "states": {
            address: {"state": mark.state, **({"reason": mark.reason} if mark.reason else {})}
            for address, mark in response.marks.items()
        },
        "justifications": response.justifications,
        "notes": draft.notes,
        "flags": draft.flags,
        "set_aside": draft.set_aside,
    }
    for name in names:
        if values[name] and read_back(entry(name, values[name])) is None:
            raise NotWritten(
                tr(
                    'NOT SAVED: the part "{part}" of the draft cannot be written so that it can be read again. Safe: the file '
                    "was left as it is, and what you wrote is on this screen. Do now: shorten what you wrote last.",
                    part=name,
                )
            )
        document.put(name, values[name])


def save_draft(path: Path, document: DraftDocument, data: bytes, new: bool = False) -> None:
    """Write the draft whole and durably; raises ChangedOnDisk or NotWritten with the old file untouched."""
    if new and os.path.lexists(path):
        raise NotWritten(
            tr(
                '"{file}" is there already. Safe: it was not changed. Do now: choose another name.',
                file=display_line(path.name),
            )
        )
    if len(data) > MOST_BYTES:
        raise NotWritten(
            tr(
                'NOT SAVED: "{file}" would be larger than {most} MB, and no program opens a larger draft. Safe: the file was left '
                "as it is, and your answers are on this screen. Do now: take out what you put in last.",
                file=display_line(path.name), most=MOST_BYTES // 2**20,
            )
        )  # fmt: skip
    if document.values > MOST_NODES:
        raise NotWritten(
            tr(
                'NOT SAVED: "{file}" would hold more than {most} values, and no program opens such a draft. Safe: the file was '
                "left as it is, and your answers are on this screen. Do now: take out what you put in last.",
                file=display_line(path.name), most=MOST_NODES,
            )
        )  # fmt: skip
    if not new:
        refuse_if_changed(path, document)
    try:
        written = write_atomically(path, data)
    except NotDurable:
        _is_now(document, data, None)
        raise
    _is_now(document, data, written)


def _is_now(document: DraftDocument, data: bytes, written: os.stat_result | None) -> None:
    document.text_on_disk = data
    # Of the file that we wrote, not of the one that stands there by now: between the two somebody else may have written.
    document.signature = None if written is None else _signature_of(written)


def refuse_if_changed(path: Path, document: DraftDocument) -> None:
    """Raise ChangedOnDisk where the file is not the one that was read or last written."""
    signature = _signature(path)
    if signature is not None and signature == document.signature:
        return
    try:
        same = is_text_of(document, path.read_bytes())
    except FileNotFoundError:
        raise DraftGone(
            tr(
                'NOT SAVED: "{file}" is no longer there; it was moved or deleted. Safe: your answers are on this screen. '
                "Do now: put it back, or press Ctrl+S to write it anew or elsewhere.",
                file=display_line(path.name),
            )
        ) from None
    except OSError as error:
        raise NotWritten(
            tr(
                'NOT SAVED: "{file}" cannot be read any more ({reason}), so it is not replaced. Safe: the file was left as '
                "it is, and your answers are on this screen. Do now: save a copy under another name.",
                file=display_line(path.name),
                reason=display_line(error.strerror or ""),
            )
        ) from None
    if not same:
        raise ChangedOnDisk(
            tr(
                'NOT SAVED: "{file}" was changed by somebody else since it was opened. Safe: that version was left as it is, '
                "and your answers are on this screen. Do now: press Ctrl+S to see where the two differ; both are kept.",
                file=display_line(path.name),
            )
        )
    document.signature = signature


def is_text_of(document: DraftDocument, data: bytes) -> bool:
    """Whether the bytes of a file are the draft that was read or last written."""
    return data.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf") == document.text_on_disk


def is_draft_name(path: Path) -> bool:
    """Whether a file of a drafts folder may be a draft: YAML, not hidden, not a temporary file."""
    return (
        path.suffix in (".yaml", ".yml") and not path.name.startswith(".") and TEMPORARY_MARK not in path.name
    )


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        return _signature_of(path.stat())
    except OSError:
        return None


def _signature_of(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns
