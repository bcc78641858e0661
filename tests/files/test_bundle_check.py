"""Verifying a bundle: what is accepted, and the step and member that every refusal names."""

from __future__ import annotations

import base64
import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.condition import Answer
from msq_tui.core.errors import BundleRefused, NotReadable
from msq_tui.core.receipt import receipt_code
from msq_tui.core.submission import canonical_json
from msq_tui.files import bundle_check
from msq_tui.files.bundle_check import VerifiedBundle, verify_bundle
from msq_tui.files.bundle_file import CENTRAL, END, LOCAL, bundle_bytes, readable_yaml, zip_bytes
from msq_tui.files.edition_file import digest_of
from tests.core.helpers import msq_2022
from tests.limited import limited

from .bundles import (
    EDITION_TEXT,
    NAME,
    bag_files,
    bundle_of,
    complete_answers,
    data_with,
    good_bundle,
    members_of,
    rezipped,
)

Verify = Callable[[bytes], VerifiedBundle]
Refuse = Callable[[bytes], tuple[str, str]]


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """Verifies these bytes as a file."""

    def run(data: bytes) -> VerifiedBundle:
        path = tmp_path / f"{NAME}.zip"
        path.write_bytes(data)
        return verify_bundle(path)

    return run


@pytest.fixture
def refusal(verify: Verify) -> Callable[[bytes], BundleRefused]:
    """The refusal of these bytes."""

    def run(data: bytes) -> BundleRefused:
        with pytest.raises(BundleRefused) as refused:
            verify(data)
        return refused.value

    return run


@pytest.fixture
def place(refusal: Callable[[bytes], BundleRefused]) -> Refuse:
    """The step and member that the refusal of these bytes names."""

    def run(data: bytes) -> tuple[str, str]:
        finding = refusal(data).findings[0]
        return finding.code, finding.address

    return run


def in_folder(name: str) -> str:
    return f"{NAME}/{name}"


# Accepted


def test_a_bundle_as_written_is_accepted(verify: Verify) -> None:
    assert verify(good_bundle()).status == "final"


def test_the_submission_comes_with_it(verify: Verify) -> None:
    assert verify(good_bundle()).submission == data_with(complete_answers())


def test_the_receipt_is_that_of_the_submission(verify: Verify) -> None:
    submission = bag_files(good_bundle())[in_folder("data/submission.json")]
    assert verify(good_bundle()).receipt == receipt_code(submission)


def test_the_edition_comes_with_it(verify: Verify) -> None:
    assert verify(good_bundle()).edition_text == EDITION_TEXT


def test_its_size_and_members_are_told(verify: Verify) -> None:
    found = verify(good_bundle())
    names = tuple(name.partition("/")[2] for name in bag_files(good_bundle()))
    assert (found.size, found.members) == (len(good_bundle()), names)


def test_a_file_renamed_by_a_mail_program_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / f"{NAME} (1).zip"
    path.write_bytes(good_bundle())
    assert verify_bundle(path).path == path


def test_a_partial_one_is_accepted_as_partial(verify: Verify) -> None:
    assert verify(bundle_of(data_with({}, partial=True))).status == "partial"


def test_a_further_rendition_is_accepted(verify: Verify) -> None:
    data = data_with(complete_answers())
    found = verify(bundle_of(data, {**members_of(data), "submission.pdf": b"%PDF-1.7"}))
    assert "data/submission.pdf" in found.members


def test_a_correction_is_accepted(verify: Verify) -> None:
    named = {"submission_id": "5b0e-v1", "digest": "sha256:cd", "reason": "A figure was wrong"}
    data = data_with(complete_answers(), version=2, supersedes=named)
    assert verify(bundle_of(data)).submission["supersedes"] == named


def test_the_readable_form_may_be_laid_out_otherwise(verify: Verify) -> None:
    data = data_with(complete_answers())
    remark = b"# Laid out by another release.\n" + readable_yaml(data)
    assert verify(bundle_of(data, {**members_of(data), "submission.yaml": remark})).status == "final"


def test_what_a_newer_program_adds_at_the_top_is_no_fault(verify: Verify) -> None:
    assert verify(bundle_of({**data_with(complete_answers()), "channel": "mail"})).status == "final"


def test_a_known_edition_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"{NAME}.zip"
    path.write_bytes(good_bundle())
    monkeypatch.setattr(bundle_check, "check_edition_text", None)
    assert verify_bundle(path, {digest_of(EDITION_TEXT): msq_2022()}).status == "final"


def test_nothing_is_unpacked(verify: Verify, tmp_path: Path) -> None:
    verify(good_bundle())
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.zip"]


# How a refusal speaks


def changed(name: str) -> bytes:
    return rezipped({name: b"changed"})


def test_a_refusal_names_the_file_the_member_what_is_safe_and_what_to_do(
    refusal: Callable[[bytes], BundleRefused],
) -> None:
    lines = refusal(changed("data/submission.yaml")).message.split("\n")
    assert [
        lines[0],
        lines[1],
        lines[2][:31],
    ] == [
        f'"{NAME}.zip" is NOT accepted: the file "submission.yaml" in it was changed after the export.',
        "Safe: nothing was unpacked or stored.",
        "Do now: ask the sender to expor",
    ]


def test_the_technical_text_comes_last(refusal: Callable[[bytes], BundleRefused]) -> None:
    message = refusal(changed("data/submission.yaml")).message
    expected = message.endswith("]") and "[sha256 expected " in message
    assert expected, message


def test_a_finding_names_the_bundle(refusal: Callable[[bytes], BundleRefused], tmp_path: Path) -> None:
    assert refusal(b"x").findings[0].file == str(tmp_path / f"{NAME}.zip")


def test_a_hostile_file_name_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b]0;x.zip"
    path.write_bytes(b"x")
    with pytest.raises(BundleRefused) as refused:
        verify_bundle(path)
    assert "\x1b" not in refused.value.message


def test_a_hostile_member_name_cannot_act_on_the_terminal(refusal: Callable[[bytes], BundleRefused]) -> None:
    refused = refusal(crafted([Entry(in_folder("data/\x1b]0;x\x07"))]))
    assert "\x1b" not in refused.message + refused.findings[0].message + refused.findings[0].address


# Not a bundle, or damaged on the way


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        verify_bundle(tmp_path / "x.zip")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleRefused, match="folder"):
        verify_bundle(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.zip")
    with pytest.raises(BundleRefused, match="pipe"):
        verify_bundle(tmp_path / "x.zip")


def test_another_kind_of_file_is_no_bundle(place: Refuse) -> None:
    assert place(b"%PDF-1.7\n...") == ("file", "")


def test_a_word_document_is_refused(place: Refuse) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 99)
    assert place(buffer.getvalue())[0] == "archive"


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda _: b"", "empty"),
        (lambda _: b"\x00" * 5000, "empty"),
        (lambda good: good[:-1], "end is missing"),
        (lambda good: good[: len(good) // 2], "end is missing"),
        (lambda good: good[:40], "end is missing"),
        (lambda good: base64.encodebytes(good), "base64"),
        (lambda good: b"Content-Type: application/zip\n\n" + base64.encodebytes(good), "base64"),
        (lambda good: good.replace(b"\n", b"\r\n"), "line ends"),
        (lambda _: b"\r\n<!DOCTYPE html>\n<title>Log in</title>", "web page"),
        (lambda _: b"<html><body>Quarantined", "web page"),
    ],
    ids=["empty", "zeros", "one byte short", "half", "a header", "base64", "mail", "crlf", "html", "html-2"],
)
def test_damage_on_the_way_has_its_own_sentence(
    damage: Callable[[bytes], bytes], word: str, refusal: Callable[[bytes], BundleRefused]
) -> None:
    refused = refusal(damage(good_bundle()))
    assert (refused.findings[0].code, word in refused.message) == ("transport", True)


def test_every_cut_is_found(verify: Verify) -> None:
    good = good_bundle()
    for length in range(0, len(good), max(1, len(good) // 200)):
        with pytest.raises(BundleRefused):
            verify(good[:length])


# Flipped bits


def flip_positions() -> list[int]:
    """300 places spread evenly, every byte of the headers of the first file, and of all records at the end."""
    good = good_bundle()
    spread = range(0, len(good), max(1, len(good) // 300))
    first = END.unpack_from(good, len(good) - END.size)
    name_size = LOCAL.unpack_from(good, 0)[-2]
    return sorted({*spread, *range(LOCAL.size + name_size), *range(first[-2], len(good))})


@pytest.mark.parametrize("bit", range(8))
def test_every_flipped_bit_is_found(bit: int, tmp_path: Path) -> None:
    good, unnoticed = good_bundle(), []
    path = tmp_path / f"{NAME}.zip"
    for position in flip_positions():
        path.write_bytes(good[:position] + bytes([good[position] ^ 1 << bit]) + good[position + 1 :])
        try:
            verify_bundle(path)
            unnoticed.append(position)
        except BundleRefused:
            pass
    assert unnoticed == []


# Attacks on the archive, each with one thing wrong


@dataclass(frozen=True)
class Entry:
    """One file of a crafted archive. What is None follows from the rest."""

    name: str | bytes
    content: bytes = b"x"
    method: int = 0
    flags: int = 0
    attributes: int = 0o100644 << 16
    extra: bytes = b""
    comment: bytes = b""
    local_name: str | None = None
    offset: int | None = None
    size: int | None = None
    crc: int | None = None


def crafted(entries: list[Entry], count: int | None = None, comment: bytes = b"") -> bytes:
    """An archive of these entries, as a hostile program may write it."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        name = entry.name if isinstance(entry.name, bytes) else entry.name.encode()
        local_name = name if entry.local_name is None else entry.local_name.encode()
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        offset = len(body) if entry.offset is None else entry.offset
        body += LOCAL.pack(
            b"PK\x03\x04", 20, entry.flags, entry.method, 0, 33, crc, size, size, len(local_name), 0
        )
        body += local_name + entry.content
        directory += CENTRAL.pack(
            b"PK\x01\x02", 788, 20, entry.flags, entry.method, 0, 33, crc, size, size, len(name), len(entry.extra),
            len(entry.comment), 0, 0, entry.attributes, offset,
        )  # fmt: skip
        directory += name + entry.extra + entry.comment
    many = len(entries) if count is None else count
    end = END.pack(b"PK\x05\x06", 0, 0, many, many, len(directory), len(body), len(comment))
    return bytes(body + directory) + end + comment


def good_entries() -> list[Entry]:
    return [Entry(name, content) for name, content in bag_files(good_bundle()).items()]


def with_entry(**changes: Any) -> bytes:
    """The good bundle with its ``submission.html`` changed."""
    entries = good_entries()
    at = next(at for at, entry in enumerate(entries) if str(entry.name).endswith(".html"))
    return crafted([*entries[:at], replace(entries[at], **changes), *entries[at + 1 :]])


HTML_MEMBER = in_folder("data/submission.html")


def test_the_crafted_archives_are_right_but_for_what_is_changed() -> None:
    assert crafted(good_entries()) == good_bundle()


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        f"{NAME}/../../evil.txt",
        f"{NAME}/data/../../evil.txt",
        "/etc/evil.txt",
        "C:/evil.txt",
        "C:evil.txt",
        f"{NAME}\\data\\evil.txt",
        "..\\evil.txt",
        "//host/share/evil.txt",
        f"{NAME}/./evil.txt",
        f"{NAME}//evil.txt",
        f"{NAME}/data/",
        "evil.txt",
        "",
        f"{NAME}/data/evil.txt\x00.html",
        f"{NAME}/data/\u202etxt.live",
        b"\xff\xfe/x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str | bytes, place: Refuse) -> None:
    assert place(crafted([*good_entries(), Entry(name)]))[0] == "names"


@pytest.mark.parametrize(
    "name",
    [
        "other/data/x.txt",
        in_folder("fetch.txt"),
        in_folder("manifest-md5.txt"),
        in_folder("data/sub/x.txt"),
        in_folder("data/.hidden"),
        in_folder("data/con.txt"),
        in_folder("data/x. "),
        in_folder("data/é.txt"),
        in_folder("data/x" * 200),
    ],
)
def test_a_file_that_is_no_part_of_a_bundle_is_refused(name: str, place: Refuse) -> None:
    assert place(crafted([*good_entries(), Entry(name)]))[0] in ("names", "archive")


@pytest.mark.parametrize(
    "name",
    [
        in_folder("data/submission.json"),
        in_folder("DATA/Submission.JSON"),
        f"{NAME.upper()}/data/submission.json",
    ],
    ids=["the same", "by case", "by case of the folder"],
)
def test_a_name_that_is_there_twice_is_refused(name: str, place: Refuse) -> None:
    assert place(crafted([*good_entries(), Entry(name)])) == ("names", name)


def test_a_name_that_is_there_twice_by_composition_is_refused(place: Refuse) -> None:
    twice = [Entry(in_folder("data/e\u0301.txt")), Entry(in_folder("data/\u00e9.txt"))]
    assert place(crafted(twice)) == ("names", in_folder("data/\u00e9.txt"))


@pytest.mark.parametrize(
    "changes",
    [
        {"local_name": in_folder("data/submission.exe")},
        {"local_name": "x"},
        {"method": 8},
        {"method": 99},
        {"flags": 1},
        {"flags": 0x40},
        {"flags": 0x2000},
        {"flags": 0x800},
        {"flags": 8},
        {"attributes": 0o120777 << 16},
        {"attributes": 0o020666 << 16},
        {"attributes": 0o010666 << 16},
        {"attributes": 0o040755 << 16},
        {"attributes": 0o104755 << 16},
        {"attributes": 0},
        {"extra": struct.pack("<HHQ", 1, 8, 5)},
        {"extra": struct.pack("<HH", 0x7075, 0)},
        {"comment": b"x"},
        {"size": 2**32 - 1},
        {"size": 100 * 2**20},
        {"size": 5},
        {"size": 0},
        {"offset": 0},
        {"offset": 2**31},
        {"offset": 2**32 - 1},
        {"crc": 0},
    ],
    ids=str,
)
def test_a_record_that_the_export_would_not_write_is_refused(changes: dict[str, Any], place: Refuse) -> None:
    step, member = place(with_entry(**changes))
    assert (step in ("archive", "digests"), member.startswith(NAME)) == (True, True)


def test_a_changed_content_is_found_by_its_checksum(place: Refuse) -> None:
    assert place(with_entry(content=b"<p>Bolivia", crc=5)) == ("digests", HTML_MEMBER)


@pytest.mark.parametrize(
    "data",
    [
        lambda: b"MZ\x90\x00" + good_bundle(),
        lambda: b"PK\x03\x04" + good_bundle(),
        lambda: good_bundle() + b"x",
        lambda: good_bundle() + b"x" * 70_000,
        lambda: good_bundle() + good_bundle(),
        lambda: crafted(good_entries(), comment=b"hello"),
        lambda: crafted(good_entries(), count=7),
        lambda: crafted(good_entries(), count=9),
        lambda: crafted(good_entries(), count=0),
        lambda: crafted(good_entries(), count=0xFFFF),
        lambda: crafted(list(reversed(good_entries()))),
        lambda: crafted([]),
        lambda: crafted([Entry(in_folder(f"data/x{n}")) for n in range(65)]),
    ],
    ids=[
        "a program before it", "a header before it", "a byte after it", "much after it", "another one after it",
        "a comment", "fewer counted", "more counted", "none counted", "64-bit count", "another order", "no file",
        "too many files",
    ],
)  # fmt: skip
def test_an_archive_that_the_export_would_not_write_is_refused(
    data: Callable[[], bytes], place: Refuse
) -> None:
    assert place(data())[0] == "archive"


def test_bytes_between_the_files_and_the_directory_are_refused(place: Refuse) -> None:
    good = good_bundle()
    fields = list(END.unpack_from(good, len(good) - END.size))
    at = fields[6]
    fields[6] += 4
    assert place(good[:at] + b"evil" + good[at : -END.size] + END.pack(*fields))[0] == "archive"


def test_an_archive_of_the_64_bit_kind_is_refused(place: Refuse) -> None:
    good = good_bundle()
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 8, 8, 1, 1)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(good) - END.size, 1)
    assert place(good[: -END.size] + end64 + locator + good[-END.size :])[0] == "archive"


def test_overlapping_files_are_refused(place: Refuse) -> None:
    kernel = Entry(in_folder("data/a"), b"x" * 1000)
    assert place(
        crafted([kernel, *(Entry(in_folder(f"data/b{n}"), b"", size=1000, offset=0) for n in range(9))])
    )[0] == ("archive")


def test_a_bundle_that_was_opened_and_saved_again_is_refused(place: Refuse) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in bag_files(good_bundle()).items():
            archive.writestr(name, content)
    assert place(buffer.getvalue())[0] == "archive"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_file_changed_by_a_program_that_packs_anew_is_named(compression: int, place: Refuse) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in bag_files(good_bundle()).items():
            archive.writestr(name, content + b"\n" if name.endswith("/submission.html") else content)
    assert place(buffer.getvalue()) == ("digests", "data/submission.html")


# Attacks on the bag


@pytest.mark.parametrize(
    "member",
    [
        "data/submission.json",
        "data/submission.yaml",
        "data/edition.yaml",
        "data/submission.html",
        "bag-info.txt",
    ],
)
def test_a_changed_file_is_named(member: str, place: Refuse) -> None:
    assert place(changed(member)) == ("digests", member)


def test_a_payload_relisted_in_the_manifest_is_found_by_the_manifest_s_digest(place: Refuse) -> None:
    files = {name.partition("/")[2]: content for name, content in bag_files(good_bundle()).items()}
    again = bag_files(bundle_of(data_with(complete_answers()), {**members(), "submission.html": b"changed"}))
    relisted = again[in_folder("manifest-sha256.txt")]
    assert files["manifest-sha256.txt"] != relisted
    forged = rezipped({"data/submission.html": b"changed", "manifest-sha256.txt": relisted})
    assert place(forged) == ("digests", "manifest-sha256.txt")


def members() -> dict[str, bytes]:
    return members_of(data_with(complete_answers()))


@pytest.mark.parametrize(
    "member",
    [
        "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/submission.json",
        "data/submission.yaml", "data/edition.yaml", "data/submission.html",
    ],
)  # fmt: skip
def test_a_file_taken_out_is_named(member: str, place: Refuse) -> None:
    assert place(rezipped({member: None})) == ("bag", member)


def test_a_rendition_that_is_listed_and_not_there_is_named(place: Refuse) -> None:
    data = data_with(complete_answers())
    files = bag_files(bundle_of(data, {**members(), "submission.pdf": b"%PDF"}))
    del files[in_folder("data/submission.pdf")]
    assert place(zip_bytes(files)) == ("bag", "data/submission.pdf")


def test_a_file_put_in_is_named(place: Refuse) -> None:
    assert place(rezipped({"data/submission.pdf": b"%PDF"})) == ("bag", "data/submission.pdf")


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"),
        ("manifest-sha256.txt", b""),
        ("tagmanifest-sha256.txt", b"x\n"),
        ("tagmanifest-sha256.txt", b"\xff\n"),
        ("tagmanifest-sha256.txt", b"no line end"),
    ],
)
def test_a_bag_file_that_cannot_be_right_is_refused(member: str, content: bytes, place: Refuse) -> None:
    assert place(rezipped({member: content}))[0] in ("bag", "digests")


def with_bag_info(text: str) -> bytes:
    """The good bundle with another ``bag-info.txt``, its digest right."""
    import hashlib

    name = "bag-info.txt"
    files = {at.partition("/")[2]: content for at, content in bag_files(good_bundle()).items()}
    old = hashlib.sha256(files[name]).hexdigest()
    new = hashlib.sha256(text.encode()).hexdigest()
    listed = files["tagmanifest-sha256.txt"].replace(old.encode(), new.encode())
    return rezipped({name: text.encode(), "tagmanifest-sha256.txt": listed})


@pytest.mark.parametrize(
    "change",
    [
        ("Payload-Oxum: ", "Payload-Oxum: 1"),
        ("Payload-Oxum: ", "Payload-Oxum-Not: "),
        ("External-Identifier: 5b0e-v1", "External-Identifier: other"),
        ("External-Identifier: 5b0e-v1\n", ""),
        ("Bagging-Date: 2026", "Bagging-Date: 2025"),
        ("Bagging-Date", "External-Identifier"),
        ("Bagging-Date: ", ""),
    ],
    ids=str,
)
def test_what_the_bag_says_of_itself_is_checked(change: tuple[str, str], place: Refuse) -> None:
    text = bag_files(good_bundle())[in_folder("bag-info.txt")].decode()
    step, member = place(with_bag_info(text.replace(*change)))
    assert (step in ("bag", "answers"), member) == (True, "bag-info.txt")


# Attacks on the content, with all digests right


def forged(change: Callable[[dict[str, Any]], object], answers: Mapping[str, Answer] | None = None) -> bytes:
    """The bundle of a submission that somebody changed, all digests made anew."""
    data = json.loads(json.dumps(data_with(complete_answers() if answers is None else answers)))
    change(data)
    return bundle_bytes(NAME, members_of(data), {"External-Identifier": "5b0e-v1"})


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


def drop(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


@pytest.mark.parametrize(
    "change",
    [
        put("format", value="msq-submission/2"),
        put("version", value="1"),
        put("version", value=0),
        put("version", value=True),
        put("supersedes", value=["x"]),
        put("status", value="draft"),
        put("edition", value={"id": "msq-2022"}),
        put("edition", "revision", value="1"),
        put("tool", value={"name": "x"}),
        put("answers", value=[]),
        put("parsed", value={"egov_portal": 1}),
        put("states", value={"egov_portal": "unknown"}),
        put("justifications", value={"egov_portal": None}),
        put("parked", value=[1]),
        put("missing", value={}),
        put("questions", value=["x"]),
        put("answers", "egov_portal", value="\x1b]52;c;x\x07"),
        put("answers", "egov_portal", value="abc \u202e def"),
        put("answers", "egov_portal", value="abc \x9b def"),
        put("answers", "egov_portal", value="one\r\ntwo"),
        drop("missing"),
        drop("edition", "digest"),
    ],
)
def test_a_submission_of_another_shape_is_refused(
    change: Callable[[dict[str, Any]], object], place: Refuse
) -> None:
    data = json.loads(json.dumps(data_with(complete_answers())))
    change(data)
    content = {**members(), "submission.json": canonical_json(data)}
    assert place(bundle_bytes(NAME, content, {})) == ("submission", "data/submission.json")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b'{"format": "msq-submission/1"}',
        b'{"a": 1, "a": 2}',
        b'{"a": 1.5}',
        b'{"a": NaN}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a": ' * 100_000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_json_that_is_not_plain_is_refused(text: bytes, place: Refuse) -> None:
    bundle = bundle_bytes(NAME, {**members(), "submission.json": text}, {})
    assert place(bundle) == ("submission", "data/submission.json")


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda good: good.rstrip(b"\n"),
        lambda good: good.replace(b'": ', b'":', 1),
        lambda good: json.dumps(json.loads(good)).encode(),
        lambda good: good.replace(b'"supersedes": null,\n', b'"supersedes": null,\n "supersedes": null,\n'),
        lambda good: good.replace("ñ".encode(), b"\\u00f1"),
        lambda good: good.replace("ñ".encode(), b"\\u001b"),
        lambda good: good.replace("ñ".encode(), b"\\ud800"),
    ],
    ids=["no line end", "a space", "one line", "a key twice", "an escape", "a control", "a surrogate"],
)
def test_json_that_is_not_written_as_the_export_writes_it_is_refused(
    rewrite: Callable[[bytes], bytes], place: Refuse
) -> None:
    again = rewrite(members()["submission.json"])
    bundle = bundle_of(data_with(complete_answers()), {**members(), "submission.json": again})
    assert (again != members()["submission.json"], place(bundle)) == (
        True,
        ("submission", "data/submission.json"),
    )


def with_edition(text: bytes, fit_digest: bool = True) -> bytes:
    data = data_with(complete_answers())
    if fit_digest:
        data["edition"] = {**data["edition"], "digest": digest_of(text.decode("utf-8", "replace"))}
    return bundle_bytes(NAME, {**members_of(data), "edition.yaml": text}, {})


@pytest.mark.parametrize(
    "text",
    [
        EDITION_TEXT.encode() + b"# one more\n",
        b"",
    ],
    ids=["a remark more", "nothing"],
)
def test_an_edition_that_was_not_the_one_answered_is_refused(text: bytes, place: Refuse) -> None:
    assert place(with_edition(text, fit_digest=False)) == ("edition", "data/edition.yaml")


@pytest.mark.parametrize(
    "text",
    [
        b"not an edition",
        b"msq_edition: 1\n",
        EDITION_TEXT.replace("publisher:", "publisher: !!python/object/apply:os.system", 1).encode(),
        EDITION_TEXT.replace('publisher: "', 'publisher: &a "', 1).encode(),
        EDITION_TEXT.replace("publisher:", "publisher\x1b:", 1).encode(),
        EDITION_TEXT.replace("revision: 1", "revision: 2", 1).encode(),
        EDITION_TEXT.replace('question: "cio"', 'question: "cio.contact"', 1).encode(),
        EDITION_TEXT.encode() + b"title: x\n",
        b"a: " + b"[" * 2000,
        EDITION_TEXT.encode("utf-16"),
    ],
    ids=["prose", "empty", "tag", "anchor", "control", "revision", "cycle", "key twice", "deep", "utf-16"],
)
def test_an_edition_that_cannot_be_used_is_refused(text: bytes, place: Refuse) -> None:
    assert place(with_edition(text)) == ("edition", "data/edition.yaml")


def test_an_edition_whose_questions_are_not_those_answered_is_refused(place: Refuse) -> None:
    other = EDITION_TEXT.replace("If more than one exists", "If several exist")
    assert place(with_edition(other.encode())) == ("answers", "data/submission.json")


@pytest.mark.parametrize(
    "change",
    [
        put("submission_id", value="5b0e-v2"),
        put("country", value="BOL"),
        put("country", value=None),
        put("answers", "country", value="XYZ"),
        put("answers", "country", value="pry"),
        put("answers", "country", value=["PRY"]),
        put("answers", "nowhere", value="x"),
        put("answers", "cio", value="maybe"),
        put("answers", "cio", value={"a": "b"}),
        put("answers", "contact", value="Ada"),
        put("answers", "contact", "fax", value="1"),
        put("answers", "contact/email", value="a@b.example"),
        put("answers", "contact", "title", value=""),
        put("answers", "cio/other", value="x"),
        put("answers", "crisis.portal.details", value="put back"),
        put("answers", "egov_portal", value="  "),
        put("answers", "egov_portal", value=7),
        put("states", "egov_portal", value={"state": "unknown", "reason": "x"}),
        put("states", "nowhere", value={"state": "unknown", "reason": "x"}),
        put("states", "country", value={"state": "made_up", "reason": "x"}),
        put("justifications", "nowhere", value="x"),
        put("missing", value=["egov_portal"]),
        put("parked", value=["nowhere"]),
        put("parked", value=["egov_portal"]),
        put("parsed", "egov_portal", value="7"),
        lambda data: data["parsed"].update({"crisis.portal.details": "7"}),
        put("questions", value=[]),
        put("questions", 0, "text", value="Another question"),
        put("questions", 2, "options", 0, "label", value="Another label"),
        put("questions", 0, "section", value="institutional"),
        lambda data: data["questions"].reverse(),
        drop("answers", "egov_portal"),
        drop("answers", "contact", "email"),
    ],
)
def test_what_does_not_follow_from_the_answers_and_the_edition_is_refused(
    change: Callable[[dict[str, Any]], object], place: Refuse
) -> None:
    assert place(forged(change)) == ("answers", "data/submission.json")


def test_a_partial_one_that_calls_itself_final_is_refused(place: Refuse) -> None:
    data = data_with({"country": "PRY"}, partial=True)
    data.update(status="final", missing=[])
    assert place(bundle_of(data)) == ("answers", "data/submission.json")


def test_a_partial_one_that_hides_what_is_missing_is_refused(place: Refuse) -> None:
    data = data_with({"country": "PRY"}, partial=True)
    data["missing"] = data["missing"][1:]
    assert place(bundle_of(data)) == ("answers", "data/submission.json")


def test_a_parked_answer_that_was_listed_is_accepted(verify: Verify) -> None:
    assert verify(good_bundle()).submission["parked"] == ["crisis.portal.details"]


def test_a_parked_answer_s_text_is_nowhere_in_the_bundle() -> None:
    assert b"parked away" not in good_bundle()


def test_the_folder_of_another_submission_is_refused(place: Refuse) -> None:
    other = bundle_bytes("msq-2022_BOL_v1", members(), {"External-Identifier": "5b0e-v1"})
    assert place(other) == ("answers", "msq-2022_BOL_v1")


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda good: good.replace(b'country: "PRY"', b'country: "BOL"'),
        lambda good: good.replace(b'status: "final"', b'status: "partial"'),
        lambda good: good.replace(b"  egov_portal:", b"  egov_portal_:"),
        lambda good: good + b'extra: &a "x"\n',
        lambda _: b"",
        lambda good: good + b"# " + b"x" * 500_000,
        lambda _: b"<html></html>",
    ],
    ids=["country", "status", "key", "anchor", "nothing", "padding", "html"],
)
def test_a_readable_form_that_says_something_else_is_refused(
    rewrite: Callable[[bytes], bytes], place: Refuse
) -> None:
    again = rewrite(members()["submission.yaml"])
    data = data_with(complete_answers())
    assert place(bundle_of(data, {**members(), "submission.yaml": again})) == (
        "answers",
        "data/submission.yaml",
    )


# Cost of a refusal


@pytest.mark.parametrize(
    "data",
    [
        lambda: crafted([Entry(in_folder("data/a"), size=2**30)]),
        lambda: crafted([Entry(in_folder(f"data/x{n}"), b"") for n in range(60_000)]),
        lambda: crafted([Entry(in_folder("data/a"), bytes(63 * 2**20)), Entry(in_folder("data/b"), bytes(63 * 2**20))]),
        lambda: crafted([Entry(in_folder("data/a"), bytes(130 * 2**20))]),
        lambda: struct.pack("<4s", b"PK\x03\x04") + b"PK\x01\x02" * 2**24,
        lambda: bundle_bytes(NAME, {**members(), "submission.json": b"[" + b"[]," * 700_000 + b"[]]"}, {}),
        lambda: bundle_bytes(NAME, {**members(), "submission.json": b"[" + b"{}," * 700_000 + b"{}]"}, {}),
        lambda: bundle_bytes(NAME, {**members(), "submission.json": b"[" * 1_400_000}, {}),
        lambda: bundle_bytes(NAME, {**members(), "submission.json": b'"' + b"x" * 15 * 2**20 + b'"'}, {}),
        lambda: with_part(answers={f"x{number}": "" for number in range(200_000)}),
        lambda: with_part(answers={"egov_portal": "www." * 3_500_000}),
        lambda: with_part(questions=[{}] * 490_000),
        lambda: with_part(states={f"x{n}": {"state": "unknown", "reason": ""} for n in range(200_000)}),
        lambda: with_edition(b"a: " + b"[" * 1_000_000),
        lambda: with_edition(b'a: "' + b"x" * 10_000_000),
    ],
    ids=[
        "a lying size", "60000 files", "two large files", "one too large", "many marks", "json lists", "json objects",
        "json depth", "json text", "json keys", "one long answer", "many questions", "many states", "yaml depth", "yaml line",
    ],
)  # fmt: skip
def test_a_bomb_is_refused_quickly_and_in_little_memory(data: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.zip"
    path.write_bytes(data())
    assert refused_within_limits(path)


def with_part(**parts: Any) -> bytes:
    """The good bundle with parts of its submission in place of its own."""
    data = {**data_with(complete_answers()), **parts}
    return bundle_bytes(NAME, {**members(), "submission.json": canonical_json(data)}, {})


def refused_within_limits(path: Path) -> bool:
    """Whether a process that the system ends at 5 s of work or 512 MB of memory refuses ``path``."""
    code, told, _ = limited(VERIFY, str(path), "RLIMIT_DATA")
    return (code, told) == (0, "refused\n")


VERIFY = """
from pathlib import Path
from msq_tui.core.errors import BundleRefused
from msq_tui.files.bundle_check import verify_bundle
def work(path):
    try:
        verify_bundle(Path(path))
    except BundleRefused:
        print("refused")
"""
