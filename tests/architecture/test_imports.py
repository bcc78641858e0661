"""Who imports whom: by the contracts, and as a fresh interpreter sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "msq_tui"
BELOW = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for layer in ("core", "files", "session")
    for path in (PACKAGE / layer).rglob("*.py")
)


def loaded_by(code: str) -> set[str]:
    """The top-level packages in memory after a fresh interpreter ran some code."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True,
    )  # fmt: skip
    return {name.partition(".")[0] for name in told.stderr.split()}


@pytest.mark.parametrize("layer", ["core", "files", "session"])
def test_below_the_screens_nothing_loads_textual_or_rich(layer: str) -> None:
    modules = [name for name in BELOW if name.startswith(f"msq_tui.{layer}")]
    assert loaded_by("\n".join(f"import {name}" for name in modules)) & {"textual", "rich"} == set()


def test_the_core_loads_no_reader_of_files() -> None:
    modules = [name for name in BELOW if name.startswith("msq_tui.core")]
    assert loaded_by("\n".join(f"import {name}" for name in modules)) & {"ruamel", "yaml"} == set()


def run_cli(*words: str) -> set[str]:
    return loaded_by(
        f"import sys\nfrom msq_tui.cli import main\ntry:\n    main({list(words)!r})\nexcept SystemExit:\n    pass"
    )


def test_the_version_is_told_without_pydantic_or_yaml() -> None:
    assert run_cli("--version") & {"pydantic", "ruamel", "textual", "rich"} == set()


def test_check_is_done_without_textual() -> None:
    loaded = run_cli("check", str(ROOT / "editions" / "msq-2022.yaml"))
    assert "pydantic" in loaded
    assert loaded & {"textual", "rich"} == set()


def test_the_contracts_between_the_layers_are_kept() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo", "--no-cache"],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
