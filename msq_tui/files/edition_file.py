"""Reading an edition: every complaint with file, line and column; never half an edition."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems, opening_problems
from msq_tui.core.errors import EditionRefused, NotReadable
from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.text import display_line

from .edition_shape import shape_findings
from .edition_translations import missing_translations
from .yaml_read import YamlRefused, read_text, read_yaml

MOST_MESSAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LoadedEdition:
    """An edition with the text it was read from (line ends ``\\n``), its digest, and warnings about it.

    ``default`` is the same edition in its default language: what is handed over is written in that one, since a
    submission must not depend on the language somebody read the form in.
    """

    edition: Edition
    text: str
    digest: str
    path: Path
    warnings: tuple[Finding, ...]
    default: Edition


def digest_of(text: str) -> str:
    """The digest of an edition's text, e.g. ``sha256:1f…``."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_edition(path: Path, language: str | None = None) -> LoadedEdition:
    """The edition in a file, its texts in ``language`` if it has it. Raises NotReadable, or EditionRefused with every
    finding."""
    findings, loaded = check_edition(path, thoroughly=False, language=language)
    if loaded is None:
        raise refused_edition(path, findings)
    return loaded


def check_edition(
    path: Path, thoroughly: bool = True, language: str | None = None
) -> tuple[list[Finding], LoadedEdition | None]:
    """All findings in an edition file, and the edition where none of them is an error. Not ``thoroughly``: only what
    bears on opening it. Raises NotReadable."""
    try:
        text = read_text(path)
    except OSError as error:
        raise not_readable(path, error) from None
    except YamlRefused as refusal:
        return [yaml_finding(str(path), refusal)], None
    findings, edition = check_edition_text(str(path), text, thoroughly, language)
    if edition is None:
        return findings, None
    if thoroughly and path.name != f"{edition.id}.yaml":
        findings.insert(0, _file_name(path, text, edition))
    default = edition
    if edition.shown_language != edition.language:
        default = Edition.model_validate(read_yaml(text).data(empty_is_none=True))
    return findings, LoadedEdition(edition, text, digest_of(text), path, tuple(findings), default)


def check_edition_text(
    file: str, text: str, thoroughly: bool = False, language: str | None = None
) -> tuple[list[Finding], Edition | None]:
    """As :func:`check_edition`, for a text that came from ``file``, whatever the name of the file."""
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
        edition = Edition.model_validate(root.data(empty_is_none=True), context={"language": language})
    except ValidationError as error:
        return shape_findings(file, root, error), None
    findings = missing_translations(file, root, edition) if thoroughly else []
    for problem in edition_problems(edition) if thoroughly else opening_problems(edition):
        node, at = root.find(problem.path)
        place = at if isinstance(node.value, dict | list) else node.place
        message = problem.message
        if problem.chain:
            lines = ((name, root.find(path)[0].place.line) for name, path in problem.chain)
            message += " " + tr(
                "({lines})", lines=", ".join(tr("{name} in line {line}", name=n, line=at) for n, at in lines)
            )
        findings.append(
            Finding(file, place.line, place.column, problem.address, problem.severity, problem.code, message)
        )
    findings.sort(key=lambda finding: (finding.line, finding.column))
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    return findings, None if broken else edition


def _file_name(path: Path, text: str, edition: Edition) -> Finding:
    place = read_yaml(text).find(("id",))[0].place
    message = tr(
        'a draft finds its edition by the name of the file; call this file "{name}"',
        name=f"{edition.id}.yaml",
    )
    return Finding(str(path), place.line, place.column, "", Severity.WARNING, "file-name", message)


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
