"""Reading an edition: every complaint with file, line and column; never half an edition."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems
from msq_tui.core.errors import EditionRefused, NotReadable
from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.text import display_line

from .yaml_read import Node, YamlRefused, read_text, read_yaml

MOST_MESSAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LoadedEdition:
    """An edition with the text it was read from (line ends ``\\n``), its digest, and warnings about it."""

    edition: Edition
    text: str
    digest: str
    path: Path
    warnings: tuple[Finding, ...]


def digest_of(text: str) -> str:
    """The digest of an edition's text, e.g. ``sha256:1f…``."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_edition(path: Path) -> LoadedEdition:
    """The edition in a file. Raises NotReadable, or EditionRefused with every finding."""
    findings, loaded = check_edition(path)
    if loaded is None:
        raise refused_edition(path, findings)
    return loaded


def check_edition(path: Path) -> tuple[list[Finding], LoadedEdition | None]:
    """All findings in an edition file, and the edition where none of them is an error. Raises NotReadable."""
    try:
        text = read_text(path)
    except OSError as error:
        raise not_readable(path, error) from None
    except YamlRefused as refusal:
        return [yaml_finding(str(path), refusal)], None
    findings, edition = check_edition_text(str(path), text)
    if edition is None:
        return findings, None
    return findings, LoadedEdition(edition, text, digest_of(text), path, tuple(findings))


def check_edition_text(file: str, text: str) -> tuple[list[Finding], Edition | None]:
    """As :func:`check_edition`, for a text that came from ``file``."""
    try:
        root = read_yaml(text)
    except YamlRefused as refusal:
        return [yaml_finding(file, refusal)], None
    assert isinstance(root.value, dict)
    if "msq_edition" not in root.value:
        what = (
            tr("this is a draft, not an edition")
            if "msq_draft" in root.value
            else tr("an edition begins with the line `msq_edition: 1`")
        )
        return [
            Finding(file, root.place.line, root.place.column, "", Severity.ERROR, "not-an-edition", what)
        ], None
    try:
        edition = Edition.model_validate(root.data(empty_is_none=True))
    except ValidationError as error:
        return model_findings(file, root, error), None
    findings = []
    for problem in edition_problems(edition):
        node, at = root.find(problem.path)
        place = at if isinstance(node.value, dict | list) else node.place
        message = problem.message
        if problem.chain:
            lines = ((name, root.find(path)[0].place.line) for name, path in problem.chain)
            message += " " + tr(
                "({lines})", lines=", ".join(tr("{name} in line {line}", name=n, line=at) for n, at in lines)
            )
        findings.append(Finding(file, place.line, place.column, "", problem.severity, problem.code, message))
    findings.sort(key=lambda finding: (finding.line, finding.column))
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    return findings, None if broken else edition


def refused_edition(path: Path, findings: Iterable[Finding]) -> EditionRefused:
    """The refusal of an edition file, its first findings in words."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return EditionRefused(
        tr(
            'The edition "{file}" was not opened:\n{findings}\nSafe: your drafts are not affected. Do now: correct the file, '
            "or ask its sender for a corrected one and quote this message.",
            file=display_line(path.name), findings=in_lines(errors),
        ),
        errors,
    )  # fmt: skip


def in_lines(findings: Iterable[Finding]) -> str:
    """The first findings, one a line."""
    findings = list(findings)
    lines = [
        f"{display_line(f.file)}:{f.line}:{f.column} {f.message}" for f in findings[:MOST_MESSAGES_SHOWN]
    ]
    if len(findings) > MOST_MESSAGES_SHOWN:
        lines.append(
            tr("... and {count} more; `msq check` lists them all.", count=len(findings) - MOST_MESSAGES_SHOWN)
        )
    return "\n".join(lines)


def yaml_finding(file: str, refusal: YamlRefused) -> Finding:
    """A refusal of the YAML reader as a finding."""
    return Finding(file, refusal.line, refusal.column, "", Severity.ERROR, refusal.code, refusal.message)


def not_readable(path: Path, error: OSError) -> NotReadable:
    """A file that is not there or cannot be read, in words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotReadable(tr('There is no file "{file}". Check the name.', file=display_line(str(path))))
    if isinstance(error, PermissionError):
        return NotReadable(
            tr('You have no right to read "{file}". Ask its owner.', file=display_line(str(path)))
        )
    return NotReadable(
        tr(
            '"{file}" cannot be read ({reason}).',
            file=display_line(str(path)),
            reason=display_line(error.strerror or str(error)),
        )
    )


def model_findings(
    file: str,
    root: Node,
    error: ValidationError,
    known_keys: Callable[[tuple[str | int, ...]], list[str]] | None = None,
) -> list[Finding]:
    """What pydantic has to say, each with its place in the file. ``known_keys``: the keys that may stand at a location."""
    found: list[tuple[tuple[str | int, ...], Finding, bool]] = []
    for one in error.errors(include_url=False):
        path = one["loc"]
        node, at = root.find(path)
        steps = _steps_in(root, path)
        code, message, mismatch = _explained(
            one, path, str(steps[-1]) if steps else "", known_keys or _known_keys
        )
        if one["type"] == "union_tag_invalid":
            node, at = root.find((*path, "type"))
        place = at if isinstance(node.value, dict | list) or one["type"] == "extra_forbidden" else node.place
        found.append(
            (steps, Finding(file, place.line, place.column, "", Severity.ERROR, code, message), mismatch)
        )
    # Where a value may have several shapes, every shape complains: the complaint from deepest inside is the one meant.
    kept: list[Finding] = []
    for steps, finding, mismatch in found:
        deeper = any(other != steps and other[: len(steps)] == steps for other, _, _ in found)
        beside = any(other == steps and not other_mismatch for other, _, other_mismatch in found)
        if not (mismatch and (deeper or beside)) and finding not in kept:
            kept.append(finding)
    kept.sort(key=lambda finding: (finding.line, finding.column))
    return _joined(kept)


def _joined(findings: list[Finding]) -> list[Finding]:
    """Several complaints about the shape of one value as one: "write true or false; or ..."."""
    joined: list[Finding] = []
    for finding in findings:
        last = joined[-1] if joined else None
        if (
            last
            and last.code == finding.code == "shape"
            and (last.line, last.column) == (finding.line, finding.column)
        ):
            message = last.message + tr(", or {other}", other=finding.message.partition(": ")[2])
            joined[-1] = replace(last, message=message)
        else:
            joined.append(finding)
    return joined


def _steps_in(root: Node, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The steps of a pydantic location that stand in the file (the names of union members do not)."""
    node = root
    steps: list[str | int] = []
    for step in path:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)][1]
            steps.append(step)
        elif isinstance(node.value, list) and isinstance(step, int) and 0 <= step < len(node.value):
            node = node.value[step]
            steps.append(step)
    return tuple(steps)


def _explained(
    one: Any, path: tuple[str | int, ...], key: str, known_keys: Callable[[tuple[str | int, ...]], list[str]]
) -> tuple[str, str, bool]:
    """Code, instruction, and whether the complaint is only that the value has another shape."""
    kind, context = one["type"], one.get("ctx", {})
    name = display_line(str(path[-1])) if path else ""
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(name, known_keys(path), n=1, cutoff=0.6)
        hint = tr(' Did you mean "{near}"?', near=near[0]) if near else ""
        return "unknown-key", tr('"{key}" is no key here.{hint}', key=name, hint=hint), False
    if kind == "missing":
        return "missing-key", tr('"{key}" is missing here', key=name), False
    if kind == "union_tag_invalid":
        found, known = str(context.get("tag", "")), str(context.get("expected_tags", "")).replace("'", "")
        near = difflib.get_close_matches(found, known.split(", "), n=1, cutoff=0.5)
        hint = tr(' Did you mean "{near}"?', near=near[0]) if near else ""
        return (
            "unknown-type",
            tr(
                '"{type}" is not a question type.{hint} Use one of: {known}',
                type=display_line(found),
                hint=hint,
                known=known,
            ),
            False,
        )
    if kind == "union_tag_not_found":
        return "missing-key", tr('"{key}" is missing here', key="type"), False
    if kind == "value_error":
        return "value", display_line(str(context.get("error", one["msg"]))), False
    if kind == "literal_error":
        return (
            "value",
            tr(
                '"{key}" must be one of: {known}',
                key=name,
                known=str(context.get("expected", "")).replace("'", ""),
            ),
            False,
        )
    wanted = next(
        (words for start, words in _shapes().items() if kind.startswith(start)), tr("write something else")
    )
    return "shape", tr('"{key}" does not fit here: {wanted}', key=display_line(key), wanted=wanted), True


def _shapes() -> dict[str, str]:
    """The beginning of pydantic's error types -> what is wanted instead, in words of an author."""
    return {
        "bool": tr("write true or false"),
        "int": tr("write a whole number"),
        "greater": tr("write a larger number"),
        "less": tr("write a smaller number"),
        "decimal": tr("write a number"),
        "float": tr("write a number"),
        "string_pattern": tr("write three capital letters, e.g. PRY"),
        "string": tr("write one text"),
        "list": tr("write a list, each part on a line with a dash"),
        "too_short": tr("write at least one part"),
        "dict": tr("write `name: value` lines"),
        "model": tr("write `name: value` lines"),
    }


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a location, for "did you mean"."""
    from msq_tui.core.choice import Option
    from msq_tui.core.condition import Condition
    from msq_tui.core.edition import Section
    from msq_tui.core.question import Part
    from msq_tui.core.question_types import QUESTION_TYPES

    models: list[Any] = [Edition]
    steps = [str(step) for step in path]
    if any(step in ("when", "required", "conditions") for step in steps[:-1]):
        models = [Condition]
    elif any(step in ("rows", "columns", "fields") for step in steps):
        models = [Part]
    elif any(step in ("options", "option_lists") for step in steps):
        models = [Option]
    elif "questions" in steps:
        models = [QUESTION_TYPES[step] for step in steps if step in QUESTION_TYPES]
    elif "sections" in steps:
        models = [Section]
    return [field.alias or name for model in models for name, field in model.model_fields.items()]
