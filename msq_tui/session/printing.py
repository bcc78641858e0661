"""Printing an edition blank, or a draft or bundle filled in."""

from __future__ import annotations

from pathlib import Path

from msq_tui.core.answers import read_answers
from msq_tui.core.edition import Edition
from msq_tui.core.errors import BundleRefused, NotWritten, WrongUsage
from msq_tui.core.language import tr
from msq_tui.core.printed import Block, blank_form, filled_form
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Standing
from msq_tui.core.text import display_line
from msq_tui.files.atomic import write_atomically
from msq_tui.files.edition_file import check_edition_text
from msq_tui.files.places import given_path
from msq_tui.files.print_html import html_page
from msq_tui.files.print_markdown import markdown

from .filling import FillingSession
from .opening import Workplace, country_name, is_there, kind_of
from .submitting import submission_html, verify

FORMATS = ("md", "html")
LATER_FORMATS = ("docx", "pdf")


def printed(workplace: Workplace, name: str, form: str) -> str:
    """The text of ``name`` (an edition, a draft or a bundle) in the format ``form``: ``md`` or ``html``."""
    if form in LATER_FORMATS:
        raise WrongUsage(
            tr(
                "The format {form} is not built yet. Use --format html: a browser prints it or saves it as PDF.",
                form=form,
            )
        )
    if form not in FORMATS:
        raise WrongUsage(
            tr(
                '"{form}" is no format. Use one of: {known}',
                form=display_line(form),
                known=", ".join(FORMATS),
            )
        )
    path = given_path(name)
    if name in workplace.edition_paths() and not path.is_file():
        return _blank(workplace.edition(name).edition, form)
    draft = workplace.find(name)
    kind = kind_of(draft or path) if (draft or is_there(path)) else "edition"
    if kind == "bundle":
        return _bundle(path, form, workplace.language)
    if draft is not None and kind != "edition":
        return _filled(workplace.resume(draft), form)
    return _blank(workplace.edition(name).edition, form)


def write_print(text: str, target: Path, source: str) -> None:
    """Write a print to a file; never over what it was made from, nor over answers, an edition or a bundle."""
    if target.exists() and Path(source).exists() and target.samefile(source):
        raise NotWritten(
            tr(
                '"{file}" is what is printed; it is not written over. Choose another name.',
                file=display_line(target.name),
            )
        )
    kept = {
        "draft": tr("a draft"), "edition": tr("an edition"), "mapping": tr("a mapping"), "bundle": tr("a bundle"),
    }.get(kind_of(target) if target.is_file() else "")  # fmt: skip
    if kept is not None:
        raise NotWritten(
            tr(
                'NOT WRITTEN: "{file}" is {kind}, and no print is written over it. Safe: it was not changed. '
                "Do now: choose another name.",
                file=display_line(target.name), kind=kept,
            )
        )  # fmt: skip
    write_atomically(target, text.encode("utf-8"))


def _blank(edition: Edition, form: str) -> str:
    return _rendered(blank_form(edition), edition, form)


def _rendered(blocks: tuple[Block, ...], edition: Edition, form: str) -> str:
    return markdown(blocks) if form == "md" else html_page(blocks, edition.title, edition.shown_language)


def _filled(session: FillingSession, form: str) -> str:
    facts = {
        tr("Country"): country_name(session.standing) or tr("not given"),
        tr("Status"): tr("draft, not a submission"),
        tr("Draft last saved"): session.draft.saved,
    }
    return _rendered(filled_form(session.standing, facts), session.edition, form)


def _bundle(path: Path, form: str, language: str | None) -> str:
    bundle = verify(path)
    _, edition = check_edition_text(path.name, bundle.edition_text, language=language)
    if edition is None:
        raise BundleRefused(tr('"{file}" cannot be printed.', file=display_line(path.name)))
    standing = Standing(edition, response_of(bundle.submission, edition))
    if form == "html":
        return submission_html(edition, standing, bundle.submission, bundle.receipt)
    facts = {
        tr("Country"): str(bundle.submission["country"] or tr("not given")),
        tr("Status"): bundle.status,
        tr("Receipt"): bundle.receipt,
    }
    return markdown(filled_form(standing, facts))


def response_of(submission: dict[str, object], edition: Edition) -> Response:
    """The response that a verified submission carries."""
    answers, states, reasons = submission["answers"], submission["states"], submission["justifications"]
    assert isinstance(answers, dict) and isinstance(states, dict) and isinstance(reasons, dict)
    found = read_answers(edition, answers)
    response = Response(found.answers, entries=found.entries)
    response.marks = {
        address: Mark(mark["state"], mark.get("reason", "")) for address, mark in states.items()
    }
    response.justifications = {address: str(text) for address, text in reasons.items()}
    return response
