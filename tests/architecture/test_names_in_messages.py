"""Names of files are foreign text: in every message one stands cleaned and on one line, so that it cannot act on a
terminal, nor say "Safe: ..." on a line of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.core.helpers import ROOT

PLACES = ("file", "files", "path", "folder", "lock", "program")
"""What a placeholder of a message is called where the name of a file stands."""


def placed(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The names of files in the messages of a module: the line, and what is put there."""
    assigned = {
        target.id: ast.unparse(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("tr", "tr_count")
        ):
            for given in node.keywords:
                put = ast.unparse(given.value)
                if given.arg in PLACES or ".path" in put or "strerror" in put:
                    yield given.value.lineno, assigned.get(put, put)


def is_safe(put: str) -> bool:
    """Cleaned, or a name of the program's own."""
    return "display_line(" in put or put.isupper()


def test_every_name_of_a_file_in_a_message_is_cleaned() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{line}": put
        for path in sorted((ROOT / "msq_tui").rglob("*.py"))
        for line, put in placed(ast.parse(path.read_text("utf-8")))
    }
    assert {where: put for where, put in found.items() if not is_safe(put)} == {}
    assert len(found) > 50
