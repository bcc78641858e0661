"""Where editions and drafts live (interfaces.md, section 3)."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from msq_tui.core.errors import NotWritten

from .atomic import BYTES, PRIVATE_FILE, TEMPORARY_MARK, make_private_folder, temporary_start

BESIDE_ENDINGS = (".history", ".bak")
"""What lies beside a draft for it, under its name with one of these."""

MACHINE_FOLDER = ".msq"
"""Beside the drafts: what belongs to one machine (the last place), never in a draft."""


def given_path(words: str) -> Path:
    """A path as people write it: ``~`` is their own folder. A name that only begins with it (``~draft.yaml``, ``~$draft.yaml``)
    is a name."""
    try:
        return Path(words).expanduser()
    except RuntimeError:
        return Path(words)


def real_path(path: Path) -> Path:
    """Where a path leads, links followed; itself where the links lead round in a circle, so that opening it says so."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def shipped_editions_folder() -> Path:
    """The editions that come with the program: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_editions"
    return installed if installed.is_dir() else package.parent / "editions"


def own_editions_folder() -> Path:
    """The forms of the program itself: the respondent's profile."""
    return Path(__file__).resolve().parent.parent / "own_editions"


def profile_file(variable: str | None) -> Path:
    """Where the respondent's profile is kept, on this machine only: ``MSQ_PROFILE``, else in the user's own folder for
    settings, which is no place that drafts are shared in."""
    return given_path(variable) if variable else settings_folder(None) / "profile.yaml"


def editions_folders(given: str | None, variable: str | None) -> list[Path]:
    """Where editions are looked for, first match wins: the folder given, ``MSQ_EDITIONS``, the shipped ones."""
    return [*(given_path(folder) for folder in (given, variable) if folder), shipped_editions_folder()]


def drafts_folder(given: str | None, variable: str | None) -> Path:
    """Where drafts are kept: the folder given, ``MSQ_DRAFTS``, ``./drafts`` when it is there, else "MSQ drafts" in
    the user's documents folder."""
    if given or variable:
        return given_path(given or variable or "")
    if Path("drafts").is_dir():
        return Path("drafts")
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / "MSQ drafts"


def settings_folder(variable: str | None) -> Path:
    """Where what a person set up for all drafts is kept: ``MSQ_SETTINGS``, else the usual place of this system."""
    if variable:
        return given_path(variable)
    import platformdirs

    return Path(platformdirs.user_config_dir("msq-tui", appauthor=False))


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; none where the folder cannot be read."""
    with suppress(OSError):
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
        )
    return []


def characters_too_many(draft: Path) -> int:
    """By how many characters the name of a draft must be shortened so that what belongs to it can lie beside it; 0 where
    it need not be."""
    most = 255
    with suppress(OSError, ValueError, AttributeError):
        most = os.pathconf(draft.parent, "PC_NAME_MAX")

    def length(name: str) -> int:
        return len(name) if os.name == "nt" else len(os.fsencode(name))

    longest = max(length(draft.name + max(BESIDE_ENDINGS, key=len)), length(temporary_start(draft.name)) + 12)
    return max(longest - most, 0)


def free_draft_path(folder: Path, edition_id: str) -> Path:
    """A name in ``folder`` that no file has: ``msq-2022.yaml``, ``msq-2022-2.yaml``, ..."""
    number = 1
    while True:
        path = folder / (f"{edition_id}.yaml" if number == 1 else f"{edition_id}-{number}.yaml")
        # A name that an older draft left beside its history or copy would make the new one look like that draft.
        if not any(os.path.lexists(f"{path}{ending}") for ending in ("", *BESIDE_ENDINGS)):
            return path
        number += 1


def read_last_place(draft: Path, draft_id: str) -> str | None:
    """The address where the respondent left this draft on this machine, if it is known."""
    with suppress(OSError, ValueError):
        data = json.loads(place_file(draft, draft_id).read_text("utf-8"))
        if isinstance(data, dict) and isinstance(data.get("address"), str):
            return str(data["address"])
    return None


def write_last_place(draft: Path, draft_id: str, address: str) -> None:
    """Remember where the respondent is. Nothing of value is lost with it, so it need not reach the disk at once; a
    folder that cannot be written only means that it is forgotten."""
    path = place_file(draft, draft_id)
    with suppress(NotWritten, OSError):
        make_private_folder(path.parent)
        # A name of its own: programs of two computers may have one number, and what is planted there is not opened.
        temporary = path.with_name(f".{path.name}{TEMPORARY_MARK}{secrets.token_hex(6)}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BYTES, PRIVATE_FILE)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"address": address}, stream)
            temporary.replace(path)
        except OSError:
            temporary.unlink()
            raise


def place_file(draft: Path, draft_id: str) -> Path:
    """Where this machine remembers the place at which a draft was left."""
    safe = "".join(
        character
        for character in draft_id
        if character.isascii() and (character.isalnum() or character in "-_")
    )
    return draft.parent / MACHINE_FOLDER / f"{safe[:60] or 'draft'}.json"
