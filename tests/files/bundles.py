"""What the tests of bundles share: a completed response to the shipped edition of 2022, and bundles of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msq_tui.core.condition import Answer
from msq_tui.core.response import Draft, Response
from msq_tui.core.standing import Standing
from msq_tui.core.submission import submission_data
from msq_tui.files.bundle_file import (
    bag_info,
    bundle_bytes,
    bundle_name,
    submission_members,
    zip_bytes,
)
from msq_tui.files.edition_file import digest_of
from tests.core.helpers import ROOT, msq_2022

EDITION_TEXT = (ROOT / "editions" / "msq-2022.yaml").read_text(encoding="utf-8")
HTML = '<!DOCTYPE html>\n<html lang="en"><title>Submission</title><p>Paraguay'
NAME = "msq-2022_PRY_v1"
FIRST_ANSWERS: dict[str, Answer] = {
    "country": "PRY",
    "egov_portal": "The Government Portal\n\nhttps://www.paraguay.gov.py [main]\n  and others\n",
    "cio": "yes",
    "crisis.portal": "no",
    "crisis.portal.details": "parked away",
}


def draft_with(answers: Mapping[str, Answer], **more: Any) -> Draft:
    return Draft(
        "msq-2022", 1, digest_of(EDITION_TEXT), "5b0e", "2026-11-21T09:30:00Z", saved="2026-11-21T10:02:11Z",
        response=Response(dict(answers)), **more,
    )  # fmt: skip


@cache
def complete_answers() -> dict[str, Answer]:
    """Something in every required place, the first option where there is a choice."""
    edition = msq_2022()
    response = Response(dict(FIRST_ANSWERS))
    standing = Standing(edition, response)
    while missing := standing.missing():
        place = edition.index.input_at.get(missing[0].address) or edition.index.inputs[missing[0].address][0]
        code = next(iter(edition.index.questions[place.question_id].codes()), "")
        text = "ada@example.org" if place.check == "email" else "Written: “ñ” — 中 العربية"
        by_kind: dict[str, Answer] = {"choice": code, "choices": (code,), "country": code}
        response.answers[place.address] = by_kind.get(place.kind, text)
        standing.update([place.address])
    return response.answers


def data_with(answers: Mapping[str, Answer], partial: bool = False, **more: Any) -> dict[str, Any]:
    draft = draft_with(answers, **more)
    standing = Standing(msq_2022(), draft.response)
    return submission_data(msq_2022(), digest_of(EDITION_TEXT), draft, standing, "0.1.0", partial)


def members_of(data: Mapping[str, Any]) -> dict[str, bytes]:
    return submission_members(data, EDITION_TEXT.encode(), HTML)


def name_of(data: Mapping[str, Any]) -> str:
    name = bundle_name("msq-2022", data["country"], data["version"], data["status"] == "partial")
    return name.removesuffix(".zip")


def bundle_of(data: Mapping[str, Any], members: Mapping[str, bytes] | None = None) -> bytes:
    """The bundle of a submission; ``members`` in place of its own."""
    return bundle_bytes(name_of(data), members or members_of(data), bag_info(data))


@cache
def good_bundle() -> bytes:
    return bundle_of(data_with(complete_answers()))


def bag_files(bundle: bytes) -> dict[str, bytes]:
    """The files of a bundle by their whole names."""
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(changes: Mapping[str, bytes | None]) -> bytes:
    """The good bundle with files (names under its folder) put in or, where None, taken out; digests as they were."""
    files = {name.partition("/")[2]: content for name, content in bag_files(good_bundle()).items()}
    for name, content in changes.items():
        files.pop(name, None)
        if content is not None:
            files[name] = content
    return zip_bytes({f"{NAME}/{name}": content for name, content in files.items()})
