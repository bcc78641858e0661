"""Writing a bundle: a BagIt 1.0 bag (RFC 8493) in a zip without compression, the same bytes on any machine.

The zip records are written here and not by ``zipfile``, whose choices (versions, flags) are its own and may
change with Python. Every byte of the archive follows from the names and contents, so the receiver can check
every byte.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping, Sized
from pathlib import Path
from typing import Any

from msq_tui.core.errors import NotWritten
from msq_tui.core.language import tr
from msq_tui.core.submission import canonical_json
from msq_tui.core.text import display_line

from .atomic import make_private_folder, not_written, write_atomically
from .yaml_write import entry

MOST_ENTRIES = 64
MOST_MEMBER_BYTES = 64 * 2**20
MOST_BYTES = 128 * 2**20

SUBMISSION, READABLE, EDITION, RENDITION = (
    "submission.json",
    "submission.yaml",
    "edition.yaml",
    "submission.html",
)
MEMBERS = (SUBMISSION, READABLE, EDITION, RENDITION)
"""What every bundle holds under ``data/``; further renditions may stand beside."""

NO_COUNTRY = "no-country"

PAYLOAD_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
"""A name under ``data/``: one that every system can hold, and none takes for something else."""

PAYLOAD = "data/"
DECLARATION, BAG_INFO, MANIFEST, TAG_MANIFEST = (
    "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt",
)  # fmt: skip
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
READABLE_KEYS = (
    "format", "submission_id", "version", "supersedes", "status", "edition", "created", "tool", "country",
    "answers", "states", "justifications", "parked", "missing",
)  # fmt: skip

# APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16.
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_NEEDED = 20
_MADE_BY = 3 << 8 | _NEEDED  # Unix, whatever the machine
_STORED = 0
_TIME, _DATE = 0, 1 << 5 | 1  # 1980-01-01 00:00, the first moment a zip can hold
_ATTRIBUTES = 0o100644 << 16


def bundle_name(edition_id: str, country: str | None, version: int, partial: bool) -> str:
    """The file name of a bundle, e.g. ``msq-2022_PRY_v1.zip``; ``msq-2022_no-country_v1_partial.zip`` while no
    country is given, which no code of a country can be taken for."""
    return f"{edition_id}_{country or NO_COUNTRY}_v{version}{'_partial' if partial else ''}.zip"


def submission_members(data: Mapping[str, Any], edition_text: bytes, html: str) -> dict[str, bytes]:
    """What every bundle holds: the submission for machines and for readers, the edition, a rendition."""
    return {
        SUBMISSION: canonical_json(data),
        READABLE: readable_yaml(data),
        EDITION: edition_text.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"),
        RENDITION: html.encode("utf-8"),
    }


def readable_yaml(data: Mapping[str, Any]) -> bytes:
    """The submission as YAML to read: without what follows from the edition."""
    return "".join(entry(key, data[key]) for key in READABLE_KEYS if key in data).encode("utf-8")


def bag_info(data: Mapping[str, Any]) -> dict[str, str]:
    """What ``bag-info.txt`` says of a submission; the day is that of the draft, not of the export."""
    day = re.match(r"\d{4}-\d{2}-\d{2}", data["created"])
    return {
        **({"Bagging-Date": day.group()} if day else {}),
        "Bag-Software-Agent": f"{data['tool']['name']} {data['tool']['version']}",
        "External-Identifier": data["submission_id"],
    }


def bundle_bytes(name_without_zip: str, members: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """The archive: the bag in one folder called ``name_without_zip``, ``members`` by name under ``data/``.

    Raises NotWritten where it would be larger than a receiver accepts.
    """
    for name in members:
        if not PAYLOAD_NAME.fullmatch(name):
            raise ValueError(f"not a name for a file in a bundle: {name!r}")
    payload = {PAYLOAD + name: content for name, content in members.items()}
    tags = {
        DECLARATION: DECLARED,
        BAG_INFO: _tag_lines({**info, "Payload-Oxum": payload_oxum(payload)}),
        MANIFEST: _manifest(payload),
    }
    tags[TAG_MANIFEST] = _manifest(tags)
    files = {f"{name_without_zip}/{name}": content for name, content in {**payload, **tags}.items()}
    if (
        len(files) > MOST_ENTRIES
        or max(map(len, files.values())) > MOST_MEMBER_BYTES
        or sum(map(len, files.values())) > MOST_BYTES
    ):
        raise NotWritten(
            tr(
                "NOT WRITTEN: the bundle would be larger than a receiver accepts ({most} MB in all). Safe: "
                "the draft is unchanged. Do now: shorten the longest answers, or ask for fewer renditions.",
                most=MOST_BYTES // 2**20,
            )
        )
    return zip_bytes(files)


def payload_oxum(payload: Mapping[str, Sized]) -> str:
    """Bytes and number of files under ``data/``, as RFC 8493 section 2.2.2 writes them."""
    return f"{sum(map(len, payload.values()))}.{len(payload)}"


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """An archive of ``files`` in the order of their names, stored, with every field fixed."""
    records: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, content in sorted((name.encode("ascii"), content) for name, content in files.items()):
        crc = zlib.crc32(content)
        header = local_header(name, crc, len(content))
        records += [header, content]
        directory.append(central_record(name, crc, len(content), offset))
        offset += len(header) + len(content)
    size = sum(map(len, directory))
    end = END.pack(END_MARK, 0, 0, len(directory), len(directory), size, offset, 0)
    return b"".join([*records, *directory, end])


def local_header(name: bytes, crc: int, size: int) -> bytes:
    """What stands before the content of a file."""
    return LOCAL.pack(LOCAL_MARK, _NEEDED, 0, _STORED, _TIME, _DATE, crc, size, size, len(name), 0) + name


def central_record(name: bytes, crc: int, size: int, offset: int) -> bytes:
    """What the directory at the end says of a file."""
    return (
        CENTRAL.pack(
            CENTRAL_MARK, _MADE_BY, _NEEDED, 0, _STORED, _TIME, _DATE, crc, size, size, len(name), 0, 0, 0, 0,
            _ATTRIBUTES, offset,
        )
        + name
    )  # fmt: skip


def write_bundle(path: Path, data: bytes, replace: bool) -> None:
    """Make ``data`` the file at ``path``. The same bytes there already: done. Other bytes: NotWritten, unless
    ``replace``; nothing but a zip archive is ever replaced."""
    shown = display_line(path.name)
    try:
        there = _content_beginning(path, len(data) + 1)
    except OSError as error:
        raise not_written(path, error) from None
    if there == data:
        return
    if there is not None and not there.startswith(b"PK"):
        raise NotWritten(
            tr(
                'NOT WRITTEN: "{file}" is there already and is no bundle. Safe: it was not changed. '
                "Do now: move it away, or choose another folder with -o.",
                file=shown,
            )
        )
    if there is not None and not replace:
        raise NotWritten(
            tr(
                'NOT WRITTEN: "{file}" is there already with another content. Safe: it was not changed. '
                "Do now: export again with --replace to put the new one in its place, or choose another "
                "folder with -o.",
                file=shown,
            )
        )
    make_private_folder(path.parent)
    write_atomically(path, data)


def _content_beginning(path: Path, most: int) -> bytes | None:
    """The first ``most`` bytes at ``path``; None where nothing is; empty where it is no regular file."""
    if not path.exists():
        return b"" if path.is_symlink() else None
    if not path.is_file():
        return b""
    with path.open("rb") as stream:
        return stream.read(most)


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """The lines of a manifest, in the form that ``sha256sum -c`` reads."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode(
        "ascii"
    )


def _tag_lines(tags: Mapping[str, str]) -> bytes:
    return "".join(f"{label}: {' '.join(tags[label].split())}\n" for label in sorted(tags)).encode("utf-8")
