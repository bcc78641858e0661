"""The settings of this machine: private, small, and never trusted."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from msq_tui.files.places import settings_folder
from msq_tui.files.settings import MOST_BYTES, SETTINGS_NAME, read_settings, write_settings
from msq_tui.session.settings import Settings

posix = pytest.mark.skipif(os.name != "posix", reason="rights and pipes of POSIX")


def test_what_was_set_is_there_the_next_time_and_other_settings_stay(tmp_path: Path) -> None:
    write_settings(tmp_path, {"of another version": "kept"})
    Settings(tmp_path).remember("theme", "msq-light")
    assert read_settings(tmp_path) == ({"of another version": "kept", "theme": "msq-light"}, "")


def test_without_a_file_there_is_nothing_set_and_nothing_to_tell(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none") == ({}, "")


@posix
def test_the_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    Settings(tmp_path / "new").remember("theme", "msq-light")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new", tmp_path / "new" / SETTINGS_NAME)]  # fmt: skip
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"{", b"[1, 2]", b'"theme"', b"[" * 10_000, b" " * (MOST_BYTES + 1), b""],
    ids=["no text", "torn", "a list", "a word", "deep", "large", "empty"],
)
def test_a_file_that_is_none_of_ours_is_passed_over_with_a_note(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_NAME).write_bytes(content)
    settings, note = read_settings(tmp_path)
    assert settings == {}
    assert note.endswith("is not a file of settings and was passed over.")


def test_a_value_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).write_text(json.dumps({"theme": {"a": 1}, "other": "x"}), "utf-8")
    assert read_settings(tmp_path)[0] == {"other": "x"}


@posix
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_is_not_read_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / SETTINGS_NAME
    if kind == "link":
        (tmp_path / "elsewhere").write_text('{"theme": "msq-light"}', "utf-8")
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    assert read_settings(tmp_path)[0] == {}


def test_where_it_cannot_be_written_the_choice_holds_and_that_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    settings = Settings(blocked)
    note = settings.remember("theme", "msq-light")
    assert settings.get("theme") == "msq-light"
    assert note.startswith("It holds until you leave;")


def test_msq_settings_says_where_and_else_it_is_the_usual_place_of_this_system(tmp_path: Path) -> None:
    assert settings_folder(str(tmp_path)) == tmp_path
    assert settings_folder(None).name == "msq-tui"
