"""Verifying a bundle without trusting its names, sizes or records. Nothing is unpacked.

A bundle is accepted only if every byte of it is one that ``bundle_file`` would have written for its contents:
the zip records are compared whole, not interpreted, so that what is checked here is what any other tool unpacks.
Then the contents are held against each other: digests, the edition, and every answer against its question.

What this shows is "complete and unchanged since the export", not who sent it.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from msq_tui import __version__
from msq_tui.core.answers import read_answers
from msq_tui.core.edition import Edition
from msq_tui.core.errors import BundleRefused, Incomplete
from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.receipt import receipt_code
from msq_tui.core.response import Draft, Mark, Response
from msq_tui.core.standing import Standing
from msq_tui.core.submission import FINAL, FORMAT, PARTIAL, canonical_json, submission_data
from msq_tui.core.text import display_line, first_forbidden, name_of_character

from .bundle_file import (
    BAG_INFO,
    CENTRAL,
    CENTRAL_MARK,
    DECLARATION,
    DECLARED,
    EDITION,
    END,
    END_MARK,
    LOCAL,
    LOCAL_MARK,
    MANIFEST,
    MEMBERS,
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_MEMBER_BYTES,
    PAYLOAD,
    PAYLOAD_NAME,
    READABLE,
    READABLE_KEYS,
    SUBMISSION,
    TAG_MANIFEST,
    bag_info,
    bundle_name,
    central_record,
    local_header,
    payload_oxum,
    readable_yaml,
)
from .bundle_repacked import repacked_files
from .edition_file import check_edition_text, digest_of, not_readable
from .yaml_read import YamlRefused, decode, read_yaml

MOST_RECORDS_BYTES = 2**20
MOST_JSON_BYTES = 16 * 2**20
MOST_JSON_MARKS = 1_500_000
MOST_NAME_BYTES = 255
MOST_NUMBER_DIGITS = 9

_ZIP64_LOCATOR = b"PK\x06\x07"
_ENCRYPTED = 0x2041
_TAGS = (BAG_INFO, DECLARATION, MANIFEST)
_FOLDER = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_MANIFEST_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_TAG_LINE = re.compile(r"([A-Za-z-]+): (\S.*)")
_ESCAPES = re.compile(r'\\["\\nt]')


@dataclass(frozen=True, slots=True)
class VerifiedBundle:
    """A bundle, complete and unchanged since the export. ``members`` are the names under its folder."""

    path: Path
    size: int
    receipt: str
    status: str
    submission: dict[str, Any]
    edition_text: str
    members: tuple[str, ...]


class _Fault(Exception):
    """What is wrong, at which step and in which member. ``what`` goes on after "is NOT accepted:"."""

    def __init__(self, step: str, member: str, what: str, technical: str = "", do: str = "") -> None:
        super().__init__(what)
        self.step, self.member, self.what, self.technical, self.do = step, member, what, technical, do


def verify_bundle(path: Path, known: Mapping[str, Edition] | None = None) -> VerifiedBundle:
    """Everything that can be said about a bundle without its draft; raises BundleRefused at the first step that
    fails, or NotReadable. ``known`` editions by digest need not be read again from the bundle."""
    try:
        data = _file_bytes(path)
        try:
            folder, files = _archive(data)
        except _Fault as fault:
            if fault.step == "archive":
                _name_what_changed(data)
            raise
        _check_bag(files)
        submission, edition_text = _check_content(files, folder, known or {})
    except _Fault as fault:
        raise _refused(path, fault) from None
    except OSError as error:
        raise not_readable(path, error) from None
    receipt = receipt_code(bytes(files[PAYLOAD + SUBMISSION]))
    return VerifiedBundle(
        path, len(data), receipt, submission["status"], submission, edition_text, tuple(files)
    )


def _refused(path: Path, fault: _Fault) -> BundleRefused:
    what = tr('"{file}" is NOT accepted: {what}.', file=display_line(path.name), what=fault.what)
    safe = tr("Safe: nothing was unpacked or stored.")
    do = tr("Do now: {do}", do=fault.do or _export_again())
    technical = f" [{fault.technical}]" if fault.technical else ""
    member = display_line(fault.member)
    finding = Finding(str(path), 0, 0, member, Severity.ERROR, fault.step, fault.what + technical)
    return BundleRefused(f"{what}\n{safe}\n{do}{technical}", (finding,))


def _export_again() -> str:
    return tr(
        "ask the sender to export again and send the new file unopened. Often a mail filter or opening and "
        "re-saving the archive is the cause."
    )


def _damaged(what: str) -> _Fault:
    return _Fault(
        "transport", "", tr("it was damaged on the way: {what}", what=what),
        do=tr(
            "ask the sender to send the same file again, on a stick or through a file exchange if mail changes it."
        ),
    )  # fmt: skip


def _no_bundle(what: str) -> _Fault:
    do = tr("choose the .zip file that was made by the export, or ask the sender for it.")
    return _Fault("file", "", what, do=do)


# --- The file ---


def _file_bytes(path: Path) -> bytes:
    most = MOST_BYTES + MOST_RECORDS_BYTES
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise _no_bundle(
            tr("it is a folder") if stat.S_ISDIR(mode) else tr("it is a device or pipe, not a file")
        )
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise _no_bundle(tr("it is larger than any bundle ({most} MB)", most=most // 2**20))
    _refuse_other_kinds(data)
    return data


def _refuse_other_kinds(data: bytes) -> None:
    """Refuse what mail and web pages make of a bundle, each with its own sentence."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\x00"):
        raise _damaged(tr("the file is empty"))
    if start.startswith((b"<!doctype html", b"<html")):
        raise _damaged(tr("it is a web page, perhaps the log-in page of a file exchange"))
    if start.startswith(b"uesdb") or b"\nUEsDB" in data[:4096]:
        raise _damaged(tr("mail turned it into text (base64)"))
    if data.startswith(b"PK") and b"\n" in data and data.count(b"\n") == data.count(b"\r\n"):
        raise _damaged(tr("its line ends were converted, as if it were text"))
    if not data.startswith((LOCAL_MARK, END_MARK)):
        if LOCAL_MARK in data and END_MARK in data:
            raise _Fault("archive", "", tr("something was put before the beginning of the archive"))
        raise _no_bundle(tr("it is no bundle, not even a zip archive"))


# --- The archive ---


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of the directory at the end of a zip."""

    raw: bytes
    name: bytes
    shown: str
    crc: int
    size: int
    offset: int


def _archive(data: bytes) -> tuple[str, dict[str, memoryview]]:
    """The name of the one folder, and the contents of its files by their names under it."""
    records, directory_at = _directory(data)
    folder = _check_names(records)
    contents = _contents(data, records, directory_at)
    return folder, {
        record.shown.partition("/")[2]: content for record, content in zip(records, contents, strict=True)
    }


def _directory(data: bytes) -> tuple[list[_Record], int]:
    """The records of the directory, and where it begins. The end record must be the last thing in the file."""
    end_at = len(data) - END.size
    if end_at < 0 or data[end_at : end_at + 4] != END_MARK:
        raise _wrong_end(data)
    _, disk, directory_disk, here, count, size, offset, comment = END.unpack_from(data, end_at)
    broken = partial(_Fault, "archive", "")
    if (
        data[end_at - 20 : end_at - 16] == _ZIP64_LOCATOR
        or 0xFFFF in (here, count)
        or 0xFFFFFFFF in (size, offset)
    ):
        raise broken(tr("it is a zip archive of the 64-bit kind, which no bundle is"))
    if disk or directory_disk or here != count or comment:
        raise broken(tr("the last record of the archive is not as it was written"))
    if not 0 < count <= MOST_ENTRIES:
        raise broken(
            tr(
                "it says that it holds {count} files; a bundle holds 1 to {most}",
                count=count,
                most=MOST_ENTRIES,
            )
        )
    if offset + size != end_at or size > MOST_RECORDS_BYTES:
        raise broken(tr("its records do not fit its size: something was put in or taken out"))
    records = []
    at = offset
    for _ in range(count):
        record = _record(data[at:end_at])
        records.append(record)
        at += len(record.raw)
    if at != end_at:
        raise broken(tr("there is more in its directory than the files it names"))
    if sum(record.size for record in records) > MOST_BYTES:
        raise broken(tr("its files are larger than {most} MB together", most=MOST_BYTES // 2**20))
    return records, offset


def _wrong_end(data: bytes) -> _Fault:
    at = data.rfind(END_MARK)
    if at < 0 or at + END.size > len(data):
        return _damaged(tr("the end is missing"))
    if at + END.size + END.unpack_from(data, at)[-1] == len(data):
        return _Fault("archive", "", tr("a comment was added to the archive"))
    return _Fault("archive", "", tr("something was added after the end of the archive"))


def _record(data: bytes) -> _Record:
    """The first record of ``data``, refused for whatever a bundle never has."""
    if len(data) < CENTRAL.size or data[:4] != CENTRAL_MARK:
        raise _Fault("archive", "", tr("the directory of the archive is broken"))
    (
        _, _, _, flags, method, _, _, crc, packed, size, name_size, extra_size, comment_size, _, _, attributes, offset,
    ) = CENTRAL.unpack_from(data)  # fmt: skip
    whole = CENTRAL.size + name_size + extra_size + comment_size
    if len(data) < whole or name_size > MOST_NAME_BYTES:
        raise _Fault("archive", "", tr("the directory of the archive is broken"))
    name = data[CENTRAL.size : CENTRAL.size + name_size]
    shown = name.decode("utf-8", "replace")
    refuse = partial(_refuse, "archive", shown)
    kind = stat.S_IFMT(attributes >> 16)
    if flags & _ENCRYPTED:
        refuse(tr("it is encrypted"))
    if method:
        refuse(tr("it is compressed; files in a bundle are not"))
    if 0xFFFFFFFF in (packed, size, offset):
        refuse(tr("its record is of the 64-bit kind"))
    if kind == stat.S_IFLNK:
        refuse(tr("it is a link to another file"))
    if kind not in (0, stat.S_IFREG):
        refuse(tr("it is no ordinary file"))
    if packed != size:
        refuse(tr("its record gives two sizes"))
    if size > MOST_MEMBER_BYTES:
        refuse(tr("it is larger than {most} MB", most=MOST_MEMBER_BYTES // 2**20))
    if extra_size or comment_size:
        refuse(tr("its record holds more than the export wrote"))
    return _Record(data[:whole], name, shown, crc, size, offset)


def _refuse(step: str, member: str, reason: str, technical: str = "") -> NoReturn:
    name = display_line(member.rpartition("/")[2] or member)
    what = tr('the file "{name}" in it: {reason}', name=name, reason=reason)
    raise _Fault(step, member, what, technical)


def _check_names(records: Sequence[_Record]) -> str:
    """The one folder in which everything stands; refuses names that some system reads in another way."""
    for record in records:
        reason = _name_fault(record.name)
        if reason:
            raise _Fault(
                "names",
                record.shown,
                tr('the name "{name}" in it {reason}', name=display_line(record.shown), reason=reason),
            )
    seen: set[str] = set()
    for record in records:
        folded = unicodedata.normalize("NFC", record.shown).casefold()
        if folded in seen:
            _refuse("names", record.shown, tr("it is there twice"))
        seen.add(folded)
    folder = records[0].shown.partition("/")[0]
    for record in records:
        top, _, name = record.shown.partition("/")
        if top != folder or not _belongs(name):
            _refuse("names", record.shown, tr("it is no part of a bundle"))
    if not _FOLDER.fullmatch(folder) or _RESERVED.fullmatch(folder):
        raise _Fault("names", folder, tr('"{name}" is not a name for a folder', name=display_line(folder)))
    return folder


def _belongs(name: str) -> bool:
    if name in (*_TAGS, TAG_MANIFEST):
        return True
    inside = name.removeprefix(PAYLOAD)
    return inside != name and bool(PAYLOAD_NAME.fullmatch(inside)) and not _RESERVED.fullmatch(inside)


def _name_fault(raw: bytes) -> str | None:
    """Why a name may lead out of its folder, or be read in two ways."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return tr("is not written in UTF-8")
    steps = name.split("/")
    if not name.isprintable():
        return tr("holds a character that cannot be seen")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return tr("leads to another place on the disk")
    if "\\" in name:
        return tr("holds a backslash")
    if ".." in steps:
        return tr("leads out of its folder")
    if "" in steps or "." in steps or len(steps) < 2:
        return tr("is not that of a file in a folder")
    return None


def _contents(data: bytes, records: Sequence[_Record], directory_at: int) -> list[memoryview]:
    """The contents, each where the one before it ends, so that nothing overlaps and nothing lies between."""
    view = memoryview(data)
    contents = []
    expected = 0
    for record in records:
        start = record.offset + LOCAL.size + len(record.name)
        if record.offset != expected or start + record.size > directory_at:
            _refuse(
                "archive", record.shown, tr("it does not lie where its record says, or two files overlap")
            )
        _check_headers(record, data[record.offset : start])
        contents.append(view[start : start + record.size])
        expected = start + record.size
    if expected != directory_at:
        raise _Fault("archive", "", tr("there is something between its files and its directory"))
    if any(first.name >= second.name for first, second in pairwise(records)):
        raise _Fault("archive", "", tr("its files do not stand in the order in which the export wrote them"))
    for record, content in zip(records, contents, strict=True):
        found = zlib.crc32(content)
        if found != record.crc:
            _refuse_changed(record.shown, f"crc-32 expected {record.crc:08x} found {found:08x}")
    return contents


def _check_headers(record: _Record, header: bytes) -> None:
    if header != local_header(record.name, record.crc, record.size):
        name = header[LOCAL.size :]
        if header[:4] == LOCAL_MARK and name != record.name:
            _refuse("archive", record.shown, tr("it has another name at its beginning than in the directory"))
        _refuse("archive", record.shown, tr("the record before it is not as the export wrote it"))
    if record.raw != central_record(record.name, record.crc, record.size, record.offset):
        _refuse("archive", record.shown, tr("its record in the directory is not as the export wrote it"))


def _refuse_changed(member: str, technical: str) -> NoReturn:
    what = tr(
        'the file "{name}" in it was changed after the export', name=display_line(member.rpartition("/")[2])
    )
    raise _Fault("digests", member, what, technical)


# --- The bag ---


def _name_what_changed(data: bytes) -> None:
    """Of an archive that another program packed anew, which is refused in any case: the file in it that is not the
    one that was exported. That says more than which record was not as it was written."""
    files = repacked_files(data, _belongs)
    if files is not None:
        _check_bag(files)


def _check_bag(files: Mapping[str, memoryview]) -> None:
    for name in (DECLARATION, BAG_INFO, MANIFEST, TAG_MANIFEST, *(PAYLOAD + member for member in MEMBERS)):
        if name not in files:
            _refuse("bag", name, tr("it is missing"))
    if files[DECLARATION] != DECLARED:
        _refuse("bag", DECLARATION, tr("it does not say what the export wrote"))
    payload = {name: content for name, content in files.items() if name.startswith(PAYLOAD)}
    _check_digests(files, TAG_MANIFEST, _TAGS)
    _check_digests(files, MANIFEST, payload)
    if _bag_tags(files).get("Payload-Oxum") != payload_oxum(payload):
        _refuse("bag", BAG_INFO, tr("it gives another size or number of files than there are (Payload-Oxum)"))


def _check_digests(
    files: Mapping[str, memoryview], manifest: str, expected: Sequence[str] | Mapping[str, Any]
) -> None:
    listed: dict[str, str] = {}
    for line in _tag_text(files, manifest):
        found = _MANIFEST_LINE.fullmatch(line)
        if found is None or found[2] in listed:
            _refuse("bag", manifest, tr("a line of it cannot be read, or a file is in it twice"))
        listed[found[2]] = found[1]
    for name in listed:
        if name not in expected:
            _refuse("bag", name, tr("it is listed and not there"))
    for name in expected:
        if name not in listed:
            _refuse("bag", name, tr("it is there and not listed"))
    for name, digest in listed.items():
        actual = hashlib.sha256(files[name]).hexdigest()
        if actual != digest:
            _refuse_changed(name, f"sha256 expected {digest[:8]}.. found {actual[:8]}..")


def _tag_text(files: Mapping[str, memoryview], name: str) -> list[str]:
    try:
        text = bytes(files[name][:MOST_RECORDS_BYTES]).decode("utf-8")
    except UnicodeDecodeError:
        _refuse("bag", name, tr("it is not written in UTF-8"))
    if not text.endswith("\n"):
        _refuse("bag", name, tr("it breaks off"))
    return text[:-1].split("\n")


def _bag_tags(files: Mapping[str, memoryview]) -> dict[str, str]:
    tags: dict[str, str] = {}
    for line in _tag_text(files, BAG_INFO):
        found = _TAG_LINE.fullmatch(line)
        if found is None or found[1] in tags:
            _refuse("bag", BAG_INFO, tr("a line of it cannot be read, or is there twice"))
        tags[found[1]] = found[2]
    return tags


# --- The content ---


def _check_content(
    files: Mapping[str, memoryview], folder: str, known: Mapping[str, Edition]
) -> tuple[dict[str, Any], str]:
    """The submission and the text of its edition, each held against the other."""
    data = _submission(bytes(files[PAYLOAD + SUBMISSION]))
    text, edition = _edition(files, data, known)
    _check_answers(data, edition)
    named = bundle_name(edition.id, data["country"], data["version"], data["status"] == PARTIAL)
    if f"{folder}.zip" != named:
        raise _Fault(
            "answers",
            folder,
            tr('its folder is called "{name}", and not as its content asks', name=display_line(folder)),
        )
    tags = _bag_tags(files)
    if any(tags.get(label) != value for label, value in bag_info(data).items()):
        _refuse("answers", BAG_INFO, tr("it describes another submission"))
    _check_readable(bytes(files[PAYLOAD + READABLE]), data)
    if not _is_canonical(data, bytes(files[PAYLOAD + SUBMISSION])):
        _refuse(
            "submission", PAYLOAD + SUBMISSION, tr("it is not written in the form that the export writes")
        )
    return data, text


def _submission(raw: bytes) -> dict[str, Any]:
    refuse = partial(_refuse, "submission", PAYLOAD + SUBMISSION)
    if (
        len(raw) > MOST_JSON_BYTES
        or sum(raw.count(mark) for mark in (b"[", b"{", b",", b":")) > MOST_JSON_MARKS
    ):
        refuse(tr("it is larger than any submission"))
    try:
        text = raw.decode("utf-8")
        data = json.loads(
            text, object_pairs_hook=_without_doubles, parse_int=_small_number, parse_float=_no_number,
            parse_constant=_no_number,
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        refuse(tr("it cannot be read as JSON"), display_line(str(error))[:120])
    at = first_forbidden(text)
    if at is not None:
        refuse(tr("the character {name} may not stand in it", name=name_of_character(text[at])))
    if "\\" in _ESCAPES.sub("", text):
        refuse(tr("it holds a character that may not stand in it, written as an escape"))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        refuse(tr("it is not of the format {format}; perhaps a newer program made it", format=FORMAT))
    wrong = next((key for key, fits in _SHAPE.items() if key not in data or not fits(data[key])), None)
    if wrong is not None:
        refuse(tr('its part "{key}" is missing or not of the right kind', key=wrong))
    return data


def _is_canonical(data: Mapping[str, Any], raw: bytes) -> bool:
    try:
        return canonical_json(data) == raw
    except RecursionError:
        return False


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _small_number(digits: str) -> int:
    if len(digits) > MOST_NUMBER_DIGITS:
        raise ValueError("a number is too long")
    return int(digits)


def _no_number(_: str) -> NoReturn:
    raise ValueError("only whole numbers stand in a submission")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _is_text_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(part, str) for part in value.values())


def _is_whole_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_edition(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(key), str) for key in ("id", "title", "digest"))
        and _is_whole_number(value.get("revision"))
    )


def _is_tool(value: Any) -> bool:
    return _is_text_map(value) and {"name", "version"} <= set(value)


def _is_states(value: Any) -> bool:
    return isinstance(value, dict) and all(
        _is_text_map(mark) and set(mark) == {"state", "reason"} for mark in value.values()
    )


def _is_questions(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(question, dict) for question in value)


_SHAPE: dict[str, Callable[[Any], bool]] = {
    "submission_id": _is_text,
    "version": _is_whole_number,
    "supersedes": lambda value: value is None or _is_text_map(value),
    "status": lambda value: value in (FINAL, PARTIAL),
    "edition": _is_edition,
    "created": _is_text,
    "tool": _is_tool,
    "country": lambda value: value is None or isinstance(value, str),
    "answers": _is_map,
    "parsed": _is_text_map,
    "states": _is_states,
    "justifications": _is_text_map,
    "parked": _is_texts,
    "missing": _is_texts,
    "questions": _is_questions,
}


def _edition(
    files: Mapping[str, memoryview], data: Mapping[str, Any], known: Mapping[str, Edition]
) -> tuple[str, Edition]:
    refuse = partial(_refuse, "edition", PAYLOAD + EDITION)
    try:
        text = decode(bytes(files[PAYLOAD + EDITION]))
    except YamlRefused as refusal:
        refuse(refusal.message, f"{refusal.line}:{refusal.column}")
    digest = digest_of(text)
    if data["edition"]["digest"] != digest:
        refuse(tr("it is not the edition that was answered"), f"{digest[:15]}..")
    edition = known.get(digest)
    if edition is None:
        findings, edition = check_edition_text(EDITION, text)
        if edition is None:
            first = next(finding for finding in findings if finding.severity is Severity.ERROR)
            refuse(first.message, f"{first.line}:{first.column}")
    if [data["edition"][key] for key in ("id", "revision", "title")] != [
        edition.id,
        edition.revision,
        edition.title,
    ]:
        refuse(tr("it has another id, revision or title than the submission says"))
    return text, edition


def _check_answers(data: Mapping[str, Any], edition: Edition) -> None:
    """What a submission says must follow from its answers, its marks, and the edition."""
    refuse = partial(_refuse, "answers", PAYLOAD + SUBMISSION)
    draft_id = data["submission_id"].removesuffix(f"-v{data['version']}")
    if draft_id == data["submission_id"]:
        refuse(tr("its id and its version do not fit each other"))
    draft = Draft(
        edition.id, edition.revision, data["edition"]["digest"], draft_id, data["created"], saved=data["created"],
        response=_response(data, edition), version=data["version"], supersedes=data["supersedes"],
    )  # fmt: skip
    standing = Standing(edition, draft.response)
    try:
        again = submission_data(
            edition,
            data["edition"]["digest"],
            draft,
            standing,
            data["tool"]["version"],
            data["status"] == PARTIAL,
        )
    except Incomplete as incomplete:
        first = incomplete.problems[0]
        refuse(
            tr(
                'it is called final, and "{address}" is still to be put right',
                address=display_line(first.address),
            ),
            first.code,
        )
    for key in ("supersedes", "country", "answers", "states", "justifications", "missing"):
        if data[key] != again[key]:
            refuse(
                tr('its part "{key}" does not follow from its answers', key=key),
                _first_difference(data[key], again[key]),
            )
    if len(data["questions"]) != len(again["questions"]) or any(
        _printed(found) != _printed(expected)
        for found, expected in zip(data["questions"], again["questions"], strict=True)
    ):
        refuse(tr("its questions are not those of the edition"))
    same_release = data["tool"]["version"] == __version__
    computed, computed_again = data.get("computed", {}), again.get("computed", {})
    if not _is_text_map(computed):
        refuse(tr('its part "{key}" is not what it should be', key="computed"))
    for key, values, values_again in (
        ("parsed", data["parsed"], again["parsed"]),
        ("computed", computed, computed_again),
    ):
        for address in {**values, **values_again}:
            found, ours = values.get(address), values_again.get(address)
            # Another release may understand more or less; what both understand must be the same.
            invented = key == "computed" or draft.response.answer(address) is None
            if found != ours and (same_release or (found and ours) or (found and invented)):
                refuse(
                    tr('its part "{key}" does not follow from its answers', key=key), display_line(address)
                )
    for address in data["parked"]:
        if address not in standing.index.input_at or draft.response.answer(address) is not None:
            refuse(
                tr('its part "{key}" does not follow from its answers', key="parked"), display_line(address)
            )


def _response(data: Mapping[str, Any], edition: Edition) -> Response:
    found = read_answers(edition, data["answers"])
    for leftover in found.leftovers:
        what = tr('the answer "{address}" does not fit its question', address=display_line(leftover.address))
        _refuse("answers", PAYLOAD + SUBMISSION, what, display_line(leftover.message)[:200])
    return Response(
        found.answers,
        entries=found.entries,
        marks={address: Mark(mark["state"], mark["reason"]) for address, mark in data["states"].items()},
        justifications=dict(data["justifications"]),
    )


def _printed(question: Mapping[str, Any]) -> tuple[Any, ...]:
    """What of a question must be as in the edition: its words, and the codes and labels of its parts."""
    return (
        *(question.get(key) for key in ("id", "number", "text", "type", "section", "other", "text_box")),
        *(list(_labels(question.get(key))) for key in ("options", "rows", "columns", "fields")),
    )


def _labels(parts: Any) -> Iterator[tuple[Any, Any]]:
    for part in parts if isinstance(parts, list) else ():
        yield (part.get("code"), part.get("label")) if isinstance(part, dict) else (part, None)


def _first_difference(found: Any, expected: Any) -> str:
    if isinstance(found, dict) and isinstance(expected, dict):
        keys = [*found, *expected]
        return next((display_line(key) for key in keys if found.get(key) != expected.get(key)), "")
    return ""


def _check_readable(raw: bytes, data: Mapping[str, Any]) -> None:
    """``submission.yaml`` says the same. As this program writes it, that is seen at once; else it is read."""
    again = readable_yaml(data)
    if raw == again:
        return
    refuse = partial(_refuse, "answers", PAYLOAD + READABLE)
    if len(raw) > 2 * len(again) + 4096:
        refuse(tr("it does not hold the same answers as {file}", file=SUBMISSION))
    try:
        found = read_yaml(decode(raw)).data(empty_is_none=True)
    except YamlRefused as refusal:
        refuse(refusal.message, f"{refusal.line}:{refusal.column}")
    if any(found.get(key) != _as_texts(data[key]) for key in READABLE_KEYS):
        refuse(tr("it does not hold the same answers as {file}", file=SUBMISSION))


def _as_texts(value: Any) -> Any:
    """A value as the YAML reader gives it: numbers are text."""
    if isinstance(value, dict):
        return {key: _as_texts(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_texts(part) for part in value]
    return str(value) if isinstance(value, int) else value
