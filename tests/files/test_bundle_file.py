"""A bundle as it is written: names, bytes, what other tools make of it, and what happens to a file in its way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.errors import NotWritten
from msq_tui.core.text import clean_text, is_blank
from msq_tui.files import bundle_file
from msq_tui.files.bundle_file import (
    bundle_bytes,
    bundle_name,
    readable_yaml,
    submission_members,
    write_bundle,
)
from msq_tui.files.yaml_read import decode, read_yaml
from tests.core.helpers import ROOT, unhurried

from .bundles import (
    EDITION_TEXT,
    HTML,
    NAME,
    bag_files,
    bundle_of,
    complete_answers,
    data_with,
    good_bundle,
    members_of,
)

# Names


@pytest.mark.parametrize(
    ("country", "version", "partial", "name"),
    [
        ("PRY", 1, False, "msq-2022_PRY_v1.zip"),
        ("PRY", 12, True, "msq-2022_PRY_v12_partial.zip"),
        (None, 1, True, "msq-2022_no-country_v1_partial.zip"),
    ],
)
def test_the_name_says_edition_country_version_and_status(
    country: str | None, version: int, partial: bool, name: str
) -> None:
    assert bundle_name("msq-2022", country, version, partial) == name


def test_everything_stands_in_one_folder_named_like_the_file() -> None:
    assert sorted(bag_files(good_bundle())) == [
        f"{NAME}/{name}"
        for name in (
            "bag-info.txt", "bagit.txt", "data/edition.yaml", "data/submission.html", "data/submission.json",
            "data/submission.yaml", "manifest-sha256.txt", "tagmanifest-sha256.txt",
        )
    ]  # fmt: skip


def test_further_renditions_stand_beside_the_others() -> None:
    data = data_with(complete_answers())
    bundle = bundle_of(data, {**members_of(data), "submission.pdf": b"%PDF"})
    assert bag_files(bundle)[f"{NAME}/data/submission.pdf"] == b"%PDF"


@pytest.mark.parametrize("name", ["../x", "a/b", "A.txt", "a b", ".x", "x.", "é", "a\\b", ""])
def test_a_name_that_not_every_system_can_hold_is_a_bug_of_the_caller(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        bundle_bytes(NAME, {name: b""}, {})


# Bytes


def test_the_same_submission_is_the_same_bytes() -> None:
    data = data_with(dict(reversed(complete_answers().items())))
    members = dict(reversed(members_of(data).items()))
    assert bundle_of(data, members) == good_bundle()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the time zone can be set for a process only on Unix")
def test_another_time_zone_language_and_umask_make_the_same_bytes() -> None:
    program = (
        "import sys; from tests.files.bundles import good_bundle; sys.stdout.buffer.write(good_bundle())"
    )
    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    made = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True, umask=0
    )
    assert made.stdout == good_bundle()


def test_no_file_is_compressed() -> None:
    with zipfile.ZipFile(BytesIO(good_bundle())) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_every_file_bears_the_same_fixed_time() -> None:
    with zipfile.ZipFile(BytesIO(good_bundle())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_file_is_an_ordinary_one_with_the_same_rights() -> None:
    with zipfile.ZipFile(BytesIO(good_bundle())) as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {stat.S_IFREG | 0o644}


def test_the_edition_has_line_feeds_whatever_its_file_had() -> None:
    data = data_with(complete_answers())
    windows = b"\xef\xbb\xbf" + EDITION_TEXT.replace("\n", "\r\n").encode()
    assert submission_members(data, windows, HTML)["edition.yaml"] == EDITION_TEXT.encode()


def test_the_bag_says_when_with_what_and_which() -> None:
    lines = bag_files(good_bundle())[f"{NAME}/bag-info.txt"].decode().splitlines()
    payload = [c for n, c in bag_files(good_bundle()).items() if "/data/" in n]
    assert lines == [
        "Bag-Software-Agent: msq-tui 0.1.0",
        "Bagging-Date: 2026-11-21",
        "External-Identifier: 5b0e-v1",
        f"Payload-Oxum: {sum(map(len, payload))}.4",
    ]


def test_a_line_break_in_a_tag_cannot_begin_another_tag() -> None:
    bundle = bundle_bytes(NAME, {"x": b""}, {"Source-Organization": "A\r\nContact-Email: b"})
    assert b"Source-Organization: A Contact-Email: b\n" in bag_files(bundle)[f"{NAME}/bag-info.txt"]


def test_a_bundle_that_no_receiver_accepts_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_file, "MOST_BYTES", 1000)
    with pytest.raises(NotWritten, match="Safe: "):
        bundle_of(data_with(complete_answers()))


# What other tools make of it


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / f"{NAME}.zip"
    path.write_bytes(good_bundle())
    return path


def test_unzip_finds_no_errors(written: Path) -> None:
    assert (
        "No errors detected"
        in subprocess.run(["unzip", "-t", written], capture_output=True, text=True).stdout
    )


def test_the_zipfile_module_finds_no_errors() -> None:
    with zipfile.ZipFile(BytesIO(good_bundle())) as archive:
        assert archive.testzip() is None


def test_a_bagit_validator_accepts_the_unpacked_folder(written: Path) -> None:
    subprocess.run(["unzip", "-q", written], cwd=written.parent, check=True)
    assert bagit.Bag(str(written.parent / NAME)).validate()


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_confirms_every_file(written: Path, manifest: str) -> None:
    subprocess.run(["unzip", "-q", written], cwd=written.parent, check=True)
    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", manifest], cwd=written.parent / NAME, capture_output=True
    )
    assert checked.returncode == 0


# The submission to read


def test_the_readable_form_has_no_part_that_follows_from_the_edition() -> None:
    found = read_yaml(decode(readable_yaml(data_with(complete_answers())))).data(empty_is_none=True)
    assert list(found) == [
        "format", "submission_id", "version", "supersedes", "status", "edition", "created", "tool", "country",
        "answers", "states", "justifications", "parked", "missing",
    ]  # fmt: skip


typed = st.text().map(lambda text: clean_text(text).text).filter(lambda text: not is_blank(text))


@unhurried
@given(typed, typed, typed)
def test_the_readable_form_reads_back_as_it_is(text: str, row: str, below: str) -> None:
    answers: Mapping[str, object] = {
        "a": text,
        "lines": {"x": below, "y": row},
        "codes": ["a", "b"],
        "z": below,
    }
    found = read_yaml(decode(readable_yaml({"answers": answers}))).data(empty_is_none=False)
    assert found == {"answers": answers}


# Writing


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "out" / "2022" / "x.zip"
    write_bundle(path, b"PK new", replace=False)
    assert path.read_bytes() == b"PK new"


@pytest.mark.skipif(os.name == "nt", reason="rights are those of Unix")
def test_the_folders_made_are_private(tmp_path: Path) -> None:
    write_bundle(tmp_path / "out" / "2022" / "x.zip", b"PK new", replace=False)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("out", "out/2022")] == [0o700, 0o700]


@pytest.mark.skipif(os.name == "nt", reason="rights are those of Unix")
def test_the_file_is_private(tmp_path: Path) -> None:
    write_bundle(tmp_path / "x.zip", b"PK new", replace=False)
    assert stat.S_IMODE((tmp_path / "x.zip").stat().st_mode) == 0o600


def test_the_same_bytes_again_leave_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    write_bundle(path, b"PK new", replace=False)
    before = path.stat()
    write_bundle(path, b"PK new", replace=False)
    assert path.stat() == before


def test_other_bytes_are_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK old")
    with pytest.raises(NotWritten, match=r'"x.zip".*Safe: .*--replace'):
        write_bundle(tmp_path / "x.zip", b"PK new", replace=False)


def test_other_bytes_refused_stay(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK old")
    with pytest.raises(NotWritten):
        write_bundle(path, b"PK new", replace=False)
    assert path.read_bytes() == b"PK old"


def test_a_longer_file_that_begins_alike_is_another_one(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK new and more")
    with pytest.raises(NotWritten):
        write_bundle(tmp_path / "x.zip", b"PK new", replace=False)


def test_replace_puts_the_new_one_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK old")
    write_bundle(path, b"PK new", replace=True)
    assert path.read_bytes() == b"PK new"


def test_replace_never_goes_over_a_file_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"msq_draft: 1\n")
    with pytest.raises(NotWritten):
        write_bundle(path, b"PK new", replace=True)
    assert path.read_bytes() == b"msq_draft: 1\n"


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").mkdir()
    with pytest.raises(NotWritten):
        write_bundle(tmp_path / "x.zip", b"PK new", replace=True)


def test_a_link_to_nowhere_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotWritten):
        write_bundle(tmp_path / "x.zip", b"PK new", replace=True)
    assert names_in(tmp_path) == ["x.zip"]


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(NotWritten):
        write_bundle(tmp_path / "out" / "x.zip", b"PK new", replace=False)


@pytest.mark.parametrize("failing", ["write", "fsync", "close"])
def test_a_failing_disk_leaves_the_older_bundle_and_nothing_half(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK old")
    real = getattr(os, failing)

    def fail(handle: int, *_: object) -> object:
        if failing == "close":
            real(handle)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken, pytest.raises(NotWritten):
        broken.setattr(os, failing, fail)
        write_bundle(path, b"PK new", replace=True)
    assert [(name, (tmp_path / name).read_bytes()) for name in names_in(tmp_path)] == [("x.zip", b"PK old")]
