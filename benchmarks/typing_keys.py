"""From a key to the painted character, in a page of a large edition, saving as always; and from F8 to the next page."""

from __future__ import annotations

import json
import sys

from msq_tui.ui.page import pages_of

from .generated import Site
from .measuring import Figure, Scale, ratio
from .startup import FIELDS
from .terminal import PLAIN_FORM, ROWS, Watched, msq, settings_of

# Signs that stand nowhere else on the screen, so that one seen is the one typed.
SIGNS = [chr(code) for code in (*range(0x430, 0x450), *range(0x3B1, 0x3C2), *range(0x561, 0x587))]

WHOLE_PAGE_ROWS = 130
"""A window in which F8 turns the page: in a smaller one it first shows what is below."""


def figures(scale: Scale, site: Site) -> list[Figure]:
    """Key to paint."""
    ours: list[float] = []
    theirs: list[float] = []
    with _large(scale, site) as large, _form() as form:
        for sign in SIGNS[: min(scale.keys, len(SIGNS))]:
            for program, times in ((large, ours), (form, theirs)):
                program.press(sign)
                times.append(program.seen(sign))
    name = f"key to paint, {scale.large} questions / a plain form of {FIELDS}"
    return [ratio(name, ours, theirs, 1.2, with_p95=True)]


def page_figures(scale: Scale, site: Site) -> list[Figure]:
    """Next page."""
    ours: list[float] = []
    theirs: list[float] = []
    pages = pages_of(site.edition(scale.large).edition)[1 : 1 + scale.pages]
    with _large(scale, site, WHOLE_PAGE_ROWS) as large, _form(WHOLE_PAGE_ROWS) as form:
        for page in pages:
            asked = [question for question in page.questions if question.parent is None][:3]
            form.press("f8")
            theirs.append(form.seen("Mounted 0", f"Mounted {FIELDS - 1}"))
            large.press("f8")
            ours.append(
                large.seen(*(question.text[:14] for question in asked), f"Section {page.section.number}")
            )
            form.press("f7")
            form.rest()
    return [ratio(f"next page, {scale.large} questions / mounting {FIELDS} bare Inputs", ours, theirs, 2)]


def _large(scale: Scale, site: Site, rows: int = ROWS) -> Watched:
    session = site.session(scale.large, min(scale.middle, scale.large))
    session.clear("q00000")
    session.save()
    session.remember_place("q00000")
    settings = settings_of(session)
    program = Watched([*msq(), "fill", str(session.path)], settings, rows)
    program.seen("Question 00000", "Saved", "F10 leave")
    program.rest(0.3)
    return program


def _form(rows: int = ROWS) -> Watched:
    fields = [("", "")] + [(f"Question {number:05}", f"Answer {number}") for number in range(1, FIELDS)]
    program = Watched([sys.executable, str(PLAIN_FORM), json.dumps(fields)], rows=rows)
    program.seen(f"Answer {FIELDS - 1}", "F10 leave")
    program.rest(0.3)
    return program
