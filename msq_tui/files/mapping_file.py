"""Reading a mapping between two editions: every complaint with file, line and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from msq_tui.core.edition import Edition
from msq_tui.core.errors import EditionRefused, MsqError
from msq_tui.core.language import tr
from msq_tui.core.mapping import Mapping, MappingLine, mapping_problems
from msq_tui.core.problem import Finding, Severity

from .edition_file import not_readable, yaml_finding
from .edition_shape import shape_findings
from .yaml_read import Node, YamlRefused, read_text, read_yaml

MAPPING_ENDING = ".mapping.yaml"
"""What the name of a mapping ends with, so that it can stand in a folder of editions."""

FindEdition = Callable[[str], Edition]
"""The edition with an id; raises NotReadable or EditionRefused."""


def check_mapping(path: Path, find_edition: FindEdition) -> tuple[list[Finding], Mapping | None]:
    """All findings in a mapping file, and the mapping where there are none. Raises NotReadable."""
    try:
        text = read_text(path)
    except OSError as error:
        raise not_readable(path, error) from None
    except YamlRefused as refusal:
        return [yaml_finding(str(path), refusal)], None
    return check_mapping_text(str(path), text, find_edition)


def check_mapping_text(
    file: str, text: str, find_edition: FindEdition
) -> tuple[list[Finding], Mapping | None]:
    """As :func:`check_mapping`, for a text that came from ``file``."""
    try:
        root = read_yaml(text)
    except YamlRefused as refusal:
        return [yaml_finding(file, refusal)], None
    assert isinstance(root.value, dict)
    if "msq_mapping" not in root.value:
        message = tr("a mapping begins with the line `msq_mapping: 1`")
        return [_finding(file, root, (), "not-a-mapping", message)], None
    try:
        mapping = Mapping.model_validate(root.data(empty_is_none=True))
    except ValidationError as error:
        return shape_findings(file, root, error, _known_keys), None
    if mapping.from_ == mapping.to:
        message = tr("a mapping leads from one edition to another; this one names the same twice")
        return [_finding(file, root, ("to",), "same-edition", message)], None
    editions = []
    findings: list[Finding] = []
    for key, edition_id in (("from", mapping.from_), ("to", mapping.to)):
        try:
            editions.append(find_edition(edition_id))
        except EditionRefused as refusal:
            findings += refusal.findings
        except MsqError as error:
            findings.append(_finding(file, root, (key,), "unknown-edition", error.message))
    if len(editions) == 2:
        findings = [
            _finding(file, root, problem.path, problem.code, problem.message)
            for problem in mapping_problems(mapping, *editions)
        ]
        findings.sort(key=lambda finding: (finding.line, finding.column))
    return findings, None if findings else mapping


def _finding(file: str, root: Node, path: tuple[str | int, ...], code: str, message: str) -> Finding:
    node, at = root.find(path)
    place = at if isinstance(node.value, dict | list) else node.place
    return Finding(file, place.line, place.column, "", Severity.ERROR, code, message)


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    model = Mapping if len(path) == 1 else MappingLine
    return [field.alias or name for name, field in model.model_fields.items()]
