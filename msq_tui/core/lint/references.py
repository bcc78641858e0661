"""What an edition names must be there: questions, inputs, options, named conditions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from ..condition import Condition, Elsewhere
from ..language import tr
from ..placeholder import SPECIMEN
from ..text import display_line
from .layout import EditionProblem, FilePath, Layout, Placed, PlacedCondition, leaves, problem

MOST_NAMED = 12


def reference_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Names of what is not there, and looks further down."""
    for placed in layout.questions:
        yield from _parent_problems(layout, placed)
        yield from _naming_problems(placed)
    for one in layout.conditions():
        yield from condition_problems(layout, one)


def condition_problems(layout: Layout, one: PlacedCondition) -> Iterator[EditionProblem]:
    """What one condition names that is not there."""
    for path, written, leaf in leaves(one.written, one.condition, one.path):
        if leaf.condition is not None:
            yield from _named_problems(layout, one, path, leaf.condition)
        else:
            yield from _leaf_problems(layout, one, path, written, leaf)


def _parent_problems(layout: Layout, placed: Placed) -> Iterator[EditionProblem]:
    parent, written = placed.question.parent, placed.written.parent
    if not parent or not written:
        return
    order = layout.index.order
    if parent not in layout.index.questions:
        yield unknown(layout, (*placed.path, "parent"), written, placed.prefix, placed.address)
    elif order[parent] > order[placed.address]:
        yield problem(
            (*placed.path, "parent"), "forward-reference", tr("a follow-up stands after its parent"), placed.address
        )  # fmt: skip


def _naming_problems(placed: Placed) -> Iterator[EditionProblem]:
    """A repeat whose entries are named by a question that it does not have."""
    if not placed.written.repeated:
        return
    naming = getattr(placed.written, "named_by", None)
    names = [question.id for question in getattr(placed.written, "questions", ())]
    if naming and naming not in names:
        yield problem(
            (*placed.path, "named_by"), "unknown-question",
            tr('there is no question "{id}" inside this repeat; it has: {known}', id=naming, known=", ".join(names)),
            placed.address,
        )  # fmt: skip


def _named_problems(
    layout: Layout, one: PlacedCondition, path: FilePath, name: str
) -> Iterator[EditionProblem]:
    named, index = layout.edition.conditions, layout.index
    if name not in named:
        yield problem(
            (*path, "condition"), "unknown-condition",
            tr('there is no condition "{name}".{hint} Known: {known}', name=name, hint=_hint(name, named), known=_listed(named)),
            one.address,
        )  # fmt: skip
    elif one.asking and not one.looks_ahead:
        own = index.order[one.address]
        for address, _ in named[name].looks_at(named):
            if index.order.get(index.owner(address), -1) > own:
                yield _forward(one, (*path, "condition"), address)
                return


def _leaf_problems(
    layout: Layout, one: PlacedCondition, path: FilePath, written: Condition, leaf: Condition
) -> Iterator[EditionProblem]:
    index, address = layout.index, leaf.question or ""
    looked_at = [((*path, "question"), written.question or "", address)]
    if isinstance(leaf.operand, Elsewhere):
        looked_at.append(
            ((*path, leaf.operator, "question"), written.operand.question, leaf.operand.question)
        )
    for way, name, at in looked_at:
        if not is_one_place(name) or (at not in index.input_at and at not in index.questions):
            yield unknown(layout, way, name, one.prefix, one.address)
        elif one.asking and not one.looks_ahead and index.order[index.owner(at)] > index.order[one.address]:
            yield _forward(one, way, name)
    place = index.input_at.get(address)
    if place is None or (place.path and place.kind != "choice") or leaf.operator not in (
        "is", "is_not", "is_any_of", "includes", "includes_all",
    ):  # fmt: skip
        return
    codes = index.questions[place.question_id].codes()
    for code in [leaf.operand] if isinstance(leaf.operand, str) else leaf.operand:
        if codes and code not in codes:
            yield problem(
                (*path, leaf.operator), "unknown-option",
                tr('"{code}" is no option of "{address}".{hint} Its options: {options}', code=display_line(code), address=written.question, hint=_hint(code, codes), options=_listed(codes)),
                one.address,
            )  # fmt: skip


def _forward(one: PlacedCondition, path: FilePath, address: str) -> EditionProblem:
    message = tr('"{address}" stands further down than this question', address=address)
    return problem(path, "forward-reference", message, one.address)


def is_one_place(written: str) -> bool:
    """Whether an address of the file can name one place: neither every entry nor the specimen of one."""
    return "*" not in written and SPECIMEN not in written.split("/")


def unknown(layout: Layout, path: FilePath, written: str, prefix: str, address: str) -> EditionProblem:
    """An address that names nothing, with the nearest one that does; ``prefix`` is where local names were looked for."""
    near = layout.index.nearest(prefix + written) or layout.index.nearest(written)
    near = near.removeprefix(prefix) if near else None
    shown = display_line(written)
    if "*" in written:
        message = tr('"{address}" cannot be looked at here: a condition looks at one place, not at every entry', address=shown)  # fmt: skip
    elif near and near != written and is_one_place(near):
        message = tr('there is no question or input "{address}"; did you mean "{near}"?', address=shown, near=near)  # fmt: skip
    elif near == written:
        message = tr('"{address}" holds no single answer; name one of its inputs', address=shown)
    else:
        message = tr('there is no question or input "{address}"', address=shown)
    return problem(path, "unknown-question", message, address)


def _hint(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return tr(' Did you mean "{near}"?', near=near[0]) if near else ""


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:MOST_NAMED]) + (", …" if len(listed) > MOST_NAMED else "") or "-"
