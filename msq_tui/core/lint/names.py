"""Names given twice, and option lists that are not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ..choice import OTHER, OptionsQuestion
from ..language import tr
from .layout import EditionProblem, FilePath, Layout, own_options, part_keys, problem


def name_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Ids and codes that stand twice, option lists that are not there, choices without options."""
    seen: set[str] = set()
    for s, section in enumerate(layout.edition.sections):
        if section.id in seen:
            yield problem(
                ("sections", s, "id"), "duplicate-id",
                tr('the section id "{id}" is there twice; give one of the two another id', id=section.id),
            )  # fmt: skip
        seen.add(section.id)
    seen = set()
    for placed in layout.questions:
        if placed.address in seen:
            yield problem(
                (*placed.path, "id"), "duplicate-id",
                tr('the question id "{id}" is there twice; give one of the two another id', id=placed.written.id),
                placed.address,
            )  # fmt: skip
        seen.add(placed.address)
        question = placed.question
        for key in part_keys(type(question)):
            parts = getattr(question, key)
            if not isinstance(parts, list) or not own_options(layout.edition, question):
                continue
            codes = [part.code for part in parts]
            yield from _double_codes(codes, (*placed.path, key), placed.address)
        if isinstance(question, OptionsQuestion):
            yield from _option_problems(layout, question, placed.path, placed.address)
    for name, options in layout.edition.option_lists.items():
        yield from _double_codes([option.code for option in options], ("option_lists", name), "")


def _double_codes(codes: Iterable[str], path: FilePath, address: str) -> Iterator[EditionProblem]:
    seen: set[str] = set()
    for place, code in enumerate(codes):
        if code in seen:
            message = tr('the code "{code}" is there twice in this question', code=code)
            if not address:
                message = tr('the code "{code}" is there twice in this list', code=code)
            yield problem((*path, place, "code"), "duplicate-code", message, address)
        seen.add(code)


def _option_problems(
    layout: Layout, question: OptionsQuestion, path: FilePath, address: str
) -> Iterator[EditionProblem]:
    options, lists = question.options, layout.edition.option_lists
    if isinstance(options, str):
        near = difflib.get_close_matches(options, lists, n=1, cutoff=0.6)
        hint = tr(' Did you mean "{near}"?', near=near[0]) if near else ""
        yield problem(
            (*path, "options"), "unknown-option-list",
            tr('there is no option list "{name}".{hint} Known: {known}', name=options, hint=hint, known=", ".join(lists) or "-"),
            address,
        )  # fmt: skip
    elif not options:
        yield problem(path, "no-options", tr("a choice needs options"), address)
    elif getattr(question, "other", None) is not None and any(option.code == OTHER for option in options):
        yield problem(
            (*path, "other"), "duplicate-code",
            tr('an option of this question has the code "{code}" already; the printed "Other" needs it', code=OTHER),
            address,
        )  # fmt: skip
