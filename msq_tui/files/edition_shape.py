"""What the models complain about in an edition, with line and column, in words of an author."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from msq_tui.core.edition import Edition
from msq_tui.core.language import tr
from msq_tui.core.model import UNSAFE_NAME
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.question import Question
from msq_tui.core.question_types import QUESTION_TYPES
from msq_tui.core.text import display_line

from .yaml_read import Node

KnownKeys = Callable[[tuple[str | int, ...]], list[str]]
"""The keys that may stand at a location, for "did you mean"."""


def shape_findings(
    file: str, root: Node, error: ValidationError, known_keys: KnownKeys | None = None
) -> list[Finding]:
    """What the models complain about, each at its line, in words of an author. ``known_keys``: of what else than an
    edition the file is."""
    found: list[tuple[tuple[str | int, ...], Finding, bool]] = []
    for one in error.errors(include_url=False):
        path = one["loc"]
        if is_of_a_list(root, path):
            continue
        node, at = root.find(path)
        steps = steps_in(root, path)
        code, message, mismatch = _explained(
            one, path, str(steps[-1]) if steps else "", known_keys or _known_keys
        )
        if one["type"] == "union_tag_invalid":
            node, at = root.find((*path, "type"))
        if one["type"] == "undeclared_language":
            node, at = root.find((*path, one["ctx"]["language"]))
        at_key = one["type"] in ("extra_forbidden", "undeclared_language")
        place = at if at_key or isinstance(node.value, dict | list) else node.place
        found.append(
            (
                steps,
                Finding(
                    file, place.line, place.column, address_in(root, steps), Severity.ERROR, code, message
                ),
                mismatch,
            )
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


def is_of_a_list(root: Node, path: tuple[str | int, ...]) -> bool:
    """Whether a complaint is about an option that a question takes from a named list; the list itself has it too."""
    if path[:1] != ("sections",) or "options" not in path:
        return False
    name = root.find(path[: path.index("options") + 1])[0].value
    lists = root.find(("option_lists",))[0].value
    return isinstance(name, str) and isinstance(lists, dict) and name in lists


def steps_in(root: Node, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
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
    one: Any, path: tuple[str | int, ...], key: str, known_keys: KnownKeys
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
    if kind == "undeclared_language":
        return (
            "undeclared-language",
            tr(
                '"{language}" is no language of this edition ({declared}). Add it to `languages`, or take the text out.',
                language=display_line(context["language"]),
                declared=display_line(context["declared"]),
            ),
            False,
        )
    if kind == "no_default_language":
        message = tr(
            'the text in "{language}", the language of this edition, is missing here',
            language=display_line(context["language"]),
        )
        return "missing-key", message, False
    if kind == UNSAFE_NAME:
        return "unsafe-id", display_line(str(context.get("instruction", one["msg"]))), False
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
    models: list[type[BaseModel]] = [Edition]
    for step in path[:-1]:
        if step in QUESTION_TYPES and any(issubclass(model, Question) for model in models):
            models = [QUESTION_TYPES[str(step)]]
            continue
        fields = [field for model in models if (field := _field(model, step)) is not None]
        models = [inner for field in fields for inner in _models_in(field.annotation)] or models
    return list(
        dict.fromkeys(field.alias or name for model in models for name, field in model.model_fields.items())
    )


def _field(model: type[BaseModel], key: str | int) -> FieldInfo | None:
    return next((field for name, field in model.model_fields.items() if (field.alias or name) == key), None)


def _models_in(annotation: object) -> list[type[BaseModel]]:
    """The models that a value of this annotation can be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def address_in(root: Node, steps: tuple[str | int, ...]) -> str:
    """The id of the question that a place in the file belongs to, "*" standing for any entry of a repeat; or nothing."""
    ids: list[str] = []
    node = root
    for before, step in zip((None, *steps), steps, strict=False):
        if isinstance(node.value, list) and isinstance(step, int):
            node = node.value[step]
            name = node.value.get("id") if isinstance(node.value, dict) and before == "questions" else None
            if name is not None and isinstance(name[1].value, str):
                ids.append(name[1].value)
        elif isinstance(node.value, dict):
            node = node.value[str(step)][1]
    return "/*/".join(ids)
