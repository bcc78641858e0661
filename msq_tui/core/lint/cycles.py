"""Conditions and computed values that wait for each other: none of them could ever be decided."""

from __future__ import annotations

from collections.abc import Iterator

from ..condition import Condition
from ..edition import Edition
from ..language import tr
from .codes import EDITION_CODES
from .layout import EditionProblem, FilePath, Layout, Placed, conditions_of, leaves, problem, shown

MOST_TESTS = 10_000
MOST_NAMED_CONDITIONS = 500
"""More would nest deeper than can be followed, if each named the next."""


def cycle_problems(layout: Layout) -> Iterator[EditionProblem]:
    """One problem for each cycle of conditions and parents, with the whole chain."""
    sources = {placed.address: _sources(layout, placed) for placed in layout.questions}
    done: set[str] = set()
    for start in sources:
        trail: list[str] = []
        on_trail: set[str] = set()
        walk: list[Iterator[str]] = []
        if start not in done:
            trail, on_trail, walk = [start], {start}, [iter(sources[start])]
        while walk:
            following = next(walk[-1], None)
            if following is None:
                walk.pop()
                finished = trail.pop()
                on_trail.discard(finished)
                done.add(finished)
            elif following in on_trail:
                chain = [*trail[trail.index(following) :], following]
                yield _cycle(layout, chain, sources[trail[-1]][following])
                done.update(chain)
            elif following in sources and following not in done:
                trail.append(following)
                on_trail.add(following)
                walk.append(iter(sources[following]))
    named = layout.edition.conditions
    # Too many are refused anyway, and each is followed to its end here.
    for name, condition in named.items() if len(named) <= MOST_NAMED_CONDITIONS else ():
        if _names_itself(name, condition, layout.edition):
            yield problem(
                ("conditions", name), "cycle", tr('the condition "{name}" goes back to itself', name=name)
            )


def size_problems(layout: Layout) -> Iterator[EditionProblem]:
    """Named conditions that name others, again and again, until whoever evaluates them never comes to an end."""
    named = layout.edition.conditions
    sizes: dict[str, int] = {}

    def size(name: str, trail: frozenset[str]) -> int:
        if name not in named or name in trail:
            return 1
        if name not in sizes:
            tests = (leaf.condition for _, _, leaf in leaves(named[name], named[name], ()))
            sizes[name] = sum(size(other, trail | {name}) if other else 1 for other in tests)
        return sizes[name]

    for name in named:
        if len(named) > MOST_NAMED_CONDITIONS or size(name, frozenset()) > MOST_TESTS:
            yield problem(
                ("conditions", name), "condition-too-large",
                tr("with all the conditions it names, this one comes to more than {most} tests; make it smaller", most=MOST_TESTS),
            )  # fmt: skip
            return


def _sources(layout: Layout, placed: Placed) -> dict[str, FilePath]:
    """The questions that decide whether a question or a part of it is asked, each with the place that says so."""
    found: dict[str, FilePath] = {}
    for one in conditions_of(placed):
        if one.path[-1] == "when":
            for address, _ in one.condition.looks_at(layout.edition.conditions):
                found.setdefault(layout.index.owner(address), one.path)
    for address, path in _computed_from(layout, placed):
        found.setdefault(layout.index.owner(address), path)
    if placed.question.parent:
        key = "parent" if placed.written.parent else "id"
        found.setdefault(placed.question.parent, (*placed.path, key))
    return found


def _computed_from(layout: Layout, placed: Placed) -> Iterator[tuple[str, FilePath]]:
    """Every address that a computed value is computed from, with the place that names it."""
    index = layout.index
    where = getattr(placed.question, "where", None)
    for pattern, way in placed.question.patterns():
        for address in index.matching(pattern):
            yield address, (*placed.path, *way)
            if where is None:
                continue
            for entry in index.entries_at(address):
                for local, _ in where.looks_at(layout.edition.conditions):
                    yield index.inside(entry, local), (*placed.path, "where")


def _cycle(layout: Layout, chain: list[str], path: FilePath) -> EditionProblem:
    names = " -> ".join(map(shown, chain))
    message = tr("these conditions wait for each other, so none can ever hold: {chain}", chain=names)
    if any(layout.first[id_].question.computed for id_ in chain):
        message = tr("this value is computed from itself, so it can never be known: {chain}", chain=names)
    return EditionProblem(
        path,
        "cycle",
        EDITION_CODES["cycle"].severity,
        message,
        shown(chain[-2]),
        tuple((shown(id_), (*layout.first[id_].path, "id")) for id_ in dict.fromkeys(chain)),
    )


def _names_itself(name: str, condition: Condition, edition: Edition) -> bool:
    seen: set[str] = set()
    waiting = [condition]
    while waiting:
        for _, _, leaf in leaves(at := waiting.pop(), at, ()):
            other = leaf.condition
            if other == name:
                return True
            if other in edition.conditions and other not in seen:
                seen.add(other)
                waiting.append(edition.conditions[other])
    return False
