"""Whoever reads a module, class or function is told in a sentence what it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "msq_tui").rglob("*.py"))
OVERRIDING = ("msq_tui/ui/", "msq_tui/core/question_types/", "msq_tui/core/choice.py")
"""Where a method may leave it to the class it overrides (as in pyproject.toml)."""


def undocumented(tree: ast.Module, methods: bool) -> Iterator[str]:
    """The public names of a module that have no docstring."""
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        if not isinstance(
            node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name
        for part in node.body if isinstance(node, ast.ClassDef) and methods else ():
            if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and not part.name.startswith("_") and not ast.get_docstring(part):  # fmt: skip
                yield f"{node.name}.{part.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_everything_public_has_a_docstring(path: Path) -> None:
    methods = not path.relative_to(ROOT).as_posix().startswith(OVERRIDING)
    assert list(undocumented(ast.parse(path.read_text("utf-8")), methods)) == []
