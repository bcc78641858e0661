"""The exact versions agree wherever they are written, and no file names a download address."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]

# In pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a package registry's host": "|".join(
        re.escape(".".join(host))
        for host in [
            ("pythonhosted", "org"),
            ("py" + "pi", "org"),
            ("registry", "npm" + "js"),
            ("deb", "deb" + "ian"),
        ]
    ),
    "a path of the machine it was written on": r"(?<![A-Za-z0-9_.])/" + r"(?:wo" + r"rk|fa" + r"rm)/[A-Za-z.]"
    r"|/ro" + r"ot/\.",
}


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def pins(written: list[str]) -> dict[str, str]:
    """Name -> pin in one spelling, marker included; every line is one exact version of one package."""
    found: dict[str, str] = {}
    for line in written:
        pin = Requirement(line)
        name = canonicalize_name(pin.name)
        assert [part.operator for part in pin.specifier] == ["=="], f"{line!r} is not one exact version"
        assert pin.url is None, f"{line!r} names an address"
        assert name not in found, f"{name} is pinned twice"
        found[name] = str(pin)
    return found


def hashed_pins() -> tuple[list[str], list[list[str]]]:
    """The pins of requirements.txt, and the hashes of each."""
    entries = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    parts = [re.split(r"\s+--hash=", entry.strip()) for entry in entries]
    return [part[0] for part in parts], [part[1:] for part in parts]


def git_files(*options: str) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z", *options], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode("utf-8").split("\0") if name]


def test_uv_reads_the_same_pins_as_pip() -> None:
    assert pins(project()["tool"]["uv"]["constraint-dependencies"]) == pins(lines("constraints.txt"))


def test_the_hashed_pins_are_among_the_constraints() -> None:
    constraints = pins(lines("constraints.txt"))
    hashed = pins(hashed_pins()[0])
    assert hashed == {name: constraints.get(name) for name in hashed}


def test_every_hashed_pin_has_sha256_hashes_and_nothing_else() -> None:
    names, hashes = hashed_pins()
    for name, digests in zip(names, hashes, strict=True):
        assert digests, f"{name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in digests), name


@pytest.mark.parametrize("pinned_in", ["constraints.txt", "requirements.txt"])
def test_what_the_project_asks_for_is_pinned_within_its_range(pinned_in: str) -> None:
    asked = list(project()["project"]["dependencies"])
    if pinned_in == "constraints.txt":
        pinned = pins(lines(pinned_in))
        asked += project()["project"]["optional-dependencies"]["dev"]
    else:
        pinned = pins(hashed_pins()[0])
    for wanted in map(Requirement, asked):
        name = canonicalize_name(wanted.name)
        assert name in pinned, f"{pinned_in} lacks {name}: run `make pins`"
        (version,) = [part.version for part in Requirement(pinned[name]).specifier]
        assert wanted.specifier.contains(version), (
            f"{pinned_in}: {name} {version} is outside {wanted.specifier}"
        )


def test_the_build_back_end_is_pinned_in_place() -> None:
    """Neither pip nor uv applies a constraint file to it."""
    assert pins(project()["build-system"]["requires"])


def test_no_lock_file_with_addresses_is_tracked() -> None:
    tracked = git_files()
    assert [name for name in tracked if Path(name).name in {"uv.lock", "pylock.toml"}] == []


def test_the_lock_files_uv_writes_are_ignored() -> None:
    for name in ["uv.lock", "pylock.toml"]:
        ignored = subprocess.run(["git", "check-ignore", "-q", "--no-index", name], cwd=ROOT, check=False)
        assert ignored.returncode == 0, f"git would take {name} in"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    """Looks at tracked files and at those that `git add` would take in."""
    pattern = re.compile(FORBIDDEN[what].encode())
    places = [
        f"{name}:{number}"
        for name in git_files("--cached", "--others", "--exclude-standard")
        if (path := ROOT / name).is_file()
        for number, line in enumerate(path.read_bytes().splitlines(), start=1)
        if pattern.search(line)
    ]
    assert places == [], f"{what} stands in {places}"
