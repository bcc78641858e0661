"""Handing over: check, write the bundle, verify what was written. What is exported is what was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msq_tui
from msq_tui.core.edition import Edition
from msq_tui.core.language import in_english, tr
from msq_tui.core.printed import filled_form
from msq_tui.core.receipt import receipt_code
from msq_tui.core.standing import Standing
from msq_tui.core.submission import canonical_json, submission_data
from msq_tui.files.bundle_check import VerifiedBundle, verify_bundle
from msq_tui.files.bundle_file import bag_info, bundle_bytes, bundle_name, submission_members, write_bundle
from msq_tui.files.print_html import html_page

from .filling import FillingSession


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. ``size`` in bytes; ``missing`` and ``parked`` are addresses."""

    path: Path
    size: int
    receipt: str
    status: str
    missing: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()


def export(session: FillingSession, folder: Path, *, partial: bool, replace: bool) -> ExportReport:
    """Write the bundle of a draft into ``folder`` and verify it there.

    The draft should be saved first, since the bundle carries the time of its last save. Raises Incomplete with the
    open problems (unless ``partial``), NotWritten, or BundleRefused where what was written does not verify. Everything
    in the bundle is in the edition's default language, whatever language the form was read in.
    """
    draft = session.draft
    edition, standing = session.loaded_edition.default, session.standing
    if edition is not session.edition:
        standing = Standing(edition, session.response)
    with in_english():
        data = submission_data(
            edition,
            session.loaded_edition.digest,
            draft,
            standing,
            msq_tui.__version__,
            partial,
        )
    content = canonical_json(data)
    name = bundle_name(edition.id, data["country"], draft.version, data["status"] == "partial")
    with in_english():
        html = submission_html(edition, standing, data, receipt_code(content))
    members = submission_members(data, session.loaded_edition.text.encode("utf-8"), html)
    path = folder / name
    write_bundle(path, bundle_bytes(name.removesuffix(".zip"), members, bag_info(data)), replace)
    verified = verify(path, {session.loaded_edition.digest: edition})
    return ExportReport(
        path, verified.size, verified.receipt, verified.status, tuple(data["missing"]), tuple(data["parked"])
    )


def verify(path: Path, known: Mapping[str, Edition] | None = None) -> VerifiedBundle:
    """Recompute everything in a bundle. Raises NotReadable or BundleRefused. ``known``: editions by digest that need
    not be read again."""
    with in_english():
        return verify_bundle(path, known)


def submission_html(edition: Edition, standing: Standing, data: Mapping[str, Any], receipt: str) -> str:
    """The rendition of a submission for people, as one HTML page."""
    facts = {
        tr("Country"): str(data["country"] or tr("not given")),
        tr("Status"): tr("final")
        if data["status"] == "final"
        else tr("partial: required answers are missing"),
        tr("Version"): str(data["version"]),
        tr("Receipt"): receipt,
        tr("Draft last saved"): str(data["created"]),
    }
    return html_page(filled_form(standing, facts), edition.title, edition.shown_language)
