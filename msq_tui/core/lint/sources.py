"""What computed values, summary tables and placeholders name must be there, and be of use there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ..language import tr
from ..numbers import understood_number
from ..placeholder import ENQUIRIES, SPECIMEN, placeholders_in
from ..question_types.computed import ComputedQuestion
from ..question_types.summary import SummaryQuestion, SummaryRow
from ..text import display_line
from .layout import EditionProblem, FilePath, Layout, Placed, PlacedCondition, own_options, problem
from .references import condition_problems, is_one_place, unknown

MOST_NAMED = 12
NOT_PRINTED = frozenset(("id", "code", "type", "number", "mark", "after", "sum", "count", "each"))
"""Texts of an edition that name something or are searched for, and are not printed as sentences."""
APART = frozenset(("questions", "lines", "when", "required", "where", "share", "cells", "limits"))
"""What is looked through elsewhere, or holds no printed text."""


def source_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Names that lead nowhere: in computed values, in summary tables, in placeholders and printed texts."""
    for name, address in layout.edition.placeholders.items():
        if not is_one_place(address) or not _has_value(layout, address):
            yield unknown(layout, ("placeholders", name), address, "", "")
    for placed in layout.questions:
        question = placed.question
        if isinstance(question, ComputedQuestion):
            yield from _computed_problems(layout, placed, question)
        elif isinstance(question, SummaryQuestion):
            rows, entry = question.lines, placed.prefix.rstrip("/")
            yield from _row_problems(layout, placed, rows, (*placed.path, "lines"), entry, entry)


def text_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Names in braces, in a printed text, that stand for nothing. Braces with anything else in them stay as they are."""
    edition = layout.edition
    for path, text in _texts(edition, ()):
        if path[0] not in ("sections", "conditions", "placeholders"):
            yield from _brace_problems(layout, path, text)
    for number, section in enumerate(edition.sections):
        for path, text in _texts(section, ("sections", number)):
            yield from _brace_problems(layout, path, text)
    for placed in layout.questions:
        # Options of a list are looked at once, where the list stands.
        left_out = () if own_options(edition, placed.question) else ("options",)
        for path, text in _texts(placed.question, placed.path, left_out):
            yield from _brace_problems(layout, path, text, placed.prefix.rstrip("/"), placed.address)


def _has_value(layout: Layout, address: str) -> bool:
    """Whether one answer or number stands at an address."""
    return address in layout.index.input_at or isinstance(
        layout.index.questions.get(address), ComputedQuestion
    )


# Computed values


def _computed_problems(
    layout: Layout, placed: Placed, question: ComputedQuestion
) -> Iterator[EditionProblem]:
    assert isinstance(placed.written, ComputedQuestion)
    index = layout.index
    found: dict[str, None] = {}
    for (pattern, way), (written, _) in zip(question.patterns(), placed.written.patterns(), strict=True):
        addresses = index.matching(pattern) if SPECIMEN not in written.split("/") else ()
        found |= dict.fromkeys(addresses)
        if not addresses:
            yield _nothing_fits(layout, placed, (*placed.path, *way), pattern, written)
        elif way != ("count",) and not any(_can_be_number(layout, address) for address in addresses):
            yield problem(
                (*placed.path, *way), "not-a-number",
                tr('what is answered to "{address}" is never a number, so this always comes to 0', address=display_line(written)),
                placed.address,
            )  # fmt: skip
    where = question.where
    if where is not None and found:
        # In a blank form all entries are alike; the first that is looked into tells.
        entry = next((entry for address in found for entry in index.entries_at(address)), "")
        inside = where.renamed(lambda address: index.inside(entry, address)) if entry else where
        prefix = f"{entry}/" if entry else ""
        way = (*placed.path, "where")
        yield from condition_problems(
            layout, PlacedCondition(way, where, inside, placed, prefix, looks_ahead=True)
        )


def _nothing_fits(
    layout: Layout, placed: Placed, path: FilePath, pattern: str, written: str
) -> EditionProblem:
    begin, star, _ = pattern.partition("*")
    question = layout.index.questions.get(begin.rstrip("/"))
    shown = display_line(written)
    if not star and question is not None:
        message = tr(
            '"{address}" is no single answer; for every part of it write "{address}/*"', address=shown
        )
    elif star and question is not None and not question.repeated and not question.nested:
        at = begin.rstrip("/").removeprefix(placed.prefix)
        message = tr('"{at}" has no entries, rows or columns, so `*` stands for nothing there', at=at)
    elif star:
        message = tr('no question or input fits "{address}"; `*` stands for every entry, row or column', address=shown)  # fmt: skip
    else:
        return unknown(layout, path, written, placed.prefix, placed.address)
    return problem(path, "unknown-question", message, placed.address)


def _can_be_number(layout: Layout, address: str) -> bool:
    """Whether an answer at an address can be understood as a number. A text can."""
    place = layout.index.input_at.get(address)
    if place is None:
        return isinstance(layout.index.questions.get(address), ComputedQuestion)
    if place.kind == "choice":
        codes = layout.index.questions[place.question_id].codes()
        return any(understood_number(code) is not None for code in codes)
    return place.kind in ("line", "text") and place.check not in ("email", "date")


# Summary tables


def _row_problems(
    layout: Layout, placed: Placed, rows: list[SummaryRow], path: FilePath, entry: str, own: str
) -> Iterator[EditionProblem]:
    """Lines of a summary inside ``entry`` (empty: outside all); ``own`` is the entry in which the summary stands."""
    assert isinstance(placed.question, SummaryQuestion)
    index, columns = layout.index, [column.code for column in placed.question.columns]
    for number, row in enumerate(rows):
        way, within = (*path, number), entry
        if row.each is not None:
            address = index.inside(entry, row.each) if entry else row.each
            repeat = index.questions.get(address)
            if repeat is None or not repeat.repeated or not is_one_place(row.each):
                yield _no_repeat(layout, (*way, "each"), row.each, entry, placed)
                continue
            within = f"{address}/{SPECIMEN}"
        for code, written in row.cells.items():
            if code not in columns:
                yield problem(
                    (*way, "cells", code), "unknown-column",
                    tr('this table has no column "{code}"; it has: {known}', code=code, known=", ".join(columns[:MOST_NAMED])),
                    placed.address,
                )  # fmt: skip
            address = index.inside(within, written) if within else written
            if not is_one_place(written) or not _has_value(layout, address):
                prefix = f"{within}/" if within else ""
                yield unknown(layout, (*way, "cells", code), written, prefix, placed.address)
        for key, text in (("heading", row.heading), ("label", row.label)):
            text = (text or "").replace("{n}", "") if row.each and key == "label" else text or ""
            at = within if key == "label" else own
            yield from _brace_problems(layout, (*way, key), text, at, placed.address)
        yield from _row_problems(layout, placed, row.lines, (*way, "lines"), within, own)


def _no_repeat(layout: Layout, path: FilePath, written: str, entry: str, placed: Placed) -> EditionProblem:
    prefix = f"{entry}/" if entry else ""
    if not is_one_place(written) or layout.index.inside(entry, written) not in layout.index.questions:
        return unknown(layout, path, written, prefix, placed.address)
    message = tr('"{address}" is no repeat: it has no entries', address=display_line(written))
    return problem(path, "unknown-question", message, placed.address)


# Printed texts


def _brace_problems(
    layout: Layout, path: FilePath, text: str, entry: str = "", address: str = ""
) -> Iterator[EditionProblem]:
    for name in dict.fromkeys(placeholders_in(text)):
        if name == ENQUIRIES:
            continue
        stands_for = layout.index.placeholder(name, entry)
        if stands_for is None:
            message = tr('"{{{name}}}" stands for nothing: write the id of a question, or add the name to `placeholders`', name=name)  # fmt: skip
        elif name not in layout.edition.placeholders and not _has_value(layout, stands_for):
            message = tr('"{{{name}}}" has no answer of its own here: only a line to fill in is ever printed', name=name)  # fmt: skip
        else:
            continue
        yield problem(path, "unknown-placeholder", message, address)


def _texts(of: Any, path: FilePath, left_out: tuple[str, ...] = ()) -> Iterator[tuple[FilePath, str]]:
    """The printed texts of a part of an edition, each with its way, without those of the questions inside."""
    if isinstance(of, str):
        if "{" in of:
            yield path, of
    elif isinstance(of, BaseModel):
        for key in type(of).model_fields:
            if key not in NOT_PRINTED and key not in APART and key not in left_out:
                yield from _texts(getattr(of, key), (*path, key))
    elif isinstance(of, list):
        for number, part in enumerate(of):
            yield from _texts(part, (*path, number))
    elif isinstance(of, dict):
        for key, part in of.items():
            yield from _texts(part, (*path, key))
