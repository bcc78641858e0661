"""What must hold across an edition: ids unique, references known, no cycle. Lines are added where the file is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .choice import ChoiceQuestion
from .condition import Condition
from .edition import Edition
from .language import tr
from .problem import Severity
from .question import Question
from .text import display_line

FilePath = tuple[str | int, ...]
"""The way through the file: keys and list positions."""


@dataclass(frozen=True, slots=True)
class EditionProblem:
    """Something to put right in an edition, with the way to it through the file."""

    path: FilePath
    code: str
    severity: Severity
    message: str
    chain: tuple[tuple[str, FilePath], ...] = ()
    """The questions of a cycle, each with its place, for the lines in the message."""


def edition_problems(edition: Edition) -> list[EditionProblem]:
    """Everything that makes an edition unusable (errors) or doubtful (warnings)."""
    return [*_double_ids(edition), *_references(edition), *_cycles(edition)]


def has_errors(problems: list[EditionProblem]) -> bool:
    """Whether an edition with these problems must be refused."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _placed(edition: Edition) -> Iterator[tuple[FilePath, Question]]:
    for s, section in enumerate(edition.sections):
        for q, question in enumerate(section.questions):
            yield ("sections", s, "questions", q), question


def _error(path: FilePath, code: str, message: str, severity: Severity = Severity.ERROR) -> EditionProblem:
    return EditionProblem(path, code, severity, message)


def _double_ids(edition: Edition) -> Iterator[EditionProblem]:
    seen: set[str] = set()
    for s, section in enumerate(edition.sections):
        if section.id in seen:
            yield _error(
                ("sections", s, "id"), "duplicate-id",
                tr('the section id "{id}" is there twice; give one of the two another id', id=section.id),
            )  # fmt: skip
        seen.add(section.id)
    seen = set()
    for path, question in _placed(edition):
        if question.id in seen:
            yield _error(
                (*path, "id"), "duplicate-id",
                tr('the question id "{id}" is there twice; give one of the two another id', id=question.id),
            )  # fmt: skip
        seen.add(question.id)
        for kind in ("options", "rows", "columns", "fields"):
            parts = (
                question.choices
                if kind == "options" and isinstance(question, ChoiceQuestion)
                else getattr(question, kind, ())
            )
            codes: set[str] = set()
            for place, part in enumerate(parts if isinstance(parts, list) else ()):
                if part.code in codes:
                    yield _error(
                        (*path, kind, place, "code"), "duplicate-code",
                        tr('the code "{code}" is there twice in this question', code=part.code),
                    )  # fmt: skip
                codes.add(part.code)
        options = getattr(question, "options", None)
        if isinstance(options, str):
            yield _error(
                (*path, "options"), "unknown-option-list",
                tr('there is no option list "{name}"; known: {known}', name=options, known=", ".join(edition.option_lists) or "-"),
            )  # fmt: skip
        elif options == [] and question.type in ("single_choice", "multiple_choice"):
            yield _error(path, "no-options", tr("a choice needs options"))


def _conditions_of(edition: Edition) -> Iterator[tuple[FilePath, Question | None, Condition]]:
    for name, condition in edition.conditions.items():
        yield ("conditions", name), None, condition
    for path, question in _placed(edition):
        for key in ("when", "required"):
            condition = getattr(question, key)
            if isinstance(condition, Condition):
                yield (*path, key), question, condition


def _leaves(condition: Condition, path: FilePath) -> Iterator[tuple[FilePath, Condition]]:
    for group, parts in (("all", condition.all_), ("any", condition.any_)):
        for place, part in enumerate(parts or ()):
            yield from _leaves(part, (*path, group, place))
    if condition.not_:
        yield from _leaves(condition.not_, (*path, "not"))
    if condition.question is not None or condition.condition is not None:
        yield path, condition


def _references(edition: Edition) -> Iterator[EditionProblem]:
    index = edition.index
    for path, question in _placed(edition):
        if question.parent and question.parent not in index.questions:
            near = index.nearest(question.parent)
            yield _error((*path, "parent"), "unknown-question", _unknown(question.parent, near))
        elif question.parent and index.order[question.parent] > index.order[question.id]:
            yield _error(
                (*path, "parent"),
                "forward-reference",
                tr("a follow-up stands after its parent"),
                Severity.WARNING,
            )
    for path, asking, condition in _conditions_of(edition):
        for place, leaf in _leaves(condition, path):
            if leaf.condition is not None:
                if leaf.condition not in edition.conditions:
                    yield _error(
                        (*place, "condition"), "unknown-condition",
                        tr('there is no condition "{name}"; known: {known}', name=leaf.condition, known=", ".join(edition.conditions) or "-"),
                    )  # fmt: skip
                elif asking:
                    ahead = [
                        address
                        for address, _ in edition.conditions[leaf.condition].looks_at(edition.conditions)
                        if index.order.get(index.owner(address), -1) > index.order[asking.id]
                    ]
                    if ahead:
                        yield _forward((*place, "condition"), ahead[0])
                continue
            address = leaf.question or ""
            if address not in index.input_at and address not in index.questions:
                yield _error(
                    (*place, "question"), "unknown-question", _unknown(address, index.nearest(address))
                )
                continue
            source = index.owner(address)
            if asking and index.order[source] > index.order[asking.id]:
                yield _forward((*place, "question"), address)
            yield from _operand_problems(edition, place, leaf, address)


def _forward(path: FilePath, address: str) -> EditionProblem:
    message = tr('"{address}" stands further down than this question', address=address)
    return _error(path, "forward-reference", message, Severity.WARNING)


def _operand_problems(
    edition: Edition, path: FilePath, leaf: Condition, address: str
) -> Iterator[EditionProblem]:
    place = edition.index.input_at.get(address)
    if (
        place is None
        or place.path
        or leaf.operator not in ("is", "is_not", "is_any_of", "includes", "includes_all")
    ):
        return
    codes = edition.index.questions[place.question_id].codes()
    for code in [leaf.operand] if isinstance(leaf.operand, str) else leaf.operand:
        if codes and code not in codes:
            yield _error(
                (*path, leaf.operator), "unknown-option",
                tr('"{code}" is no option of "{address}"; its options: {options}', code=display_line(code), address=address, options=", ".join(codes)),
            )  # fmt: skip


def _unknown(address: str, near: str | None) -> str:
    if near:
        return tr(
            'there is no question or input "{address}"; did you mean "{near}"?',
            address=display_line(address),
            near=near,
        )
    return tr('there is no question or input "{address}"', address=display_line(address))


def _cycles(edition: Edition) -> Iterator[EditionProblem]:
    """One problem for each cycle of conditions and parents, with the whole chain."""
    sources: dict[str, list[str]] = {}
    for _, question in _placed(edition):
        found = [question.parent] if question.parent else []
        if question.when is not None:
            found += [
                edition.index.owner(address) for address, _ in question.when.looks_at(edition.conditions)
            ]
        sources[question.id] = list(dict.fromkeys(found))
    paths = {question.id: path for path, question in reversed(list(_placed(edition)))}
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
                at = paths[trail[-1]]
                yield EditionProblem(
                    (*at, "when" if edition.index.questions[trail[-1]].when else "parent"),
                    "cycle",
                    Severity.ERROR,
                    tr(
                        "these conditions wait for each other, so none can ever hold: {chain}",
                        chain=" -> ".join(chain),
                    ),
                    tuple((question, (*paths[question], "id")) for question in dict.fromkeys(chain)),
                )
                done.update(chain)
            elif following in sources and following not in done:
                trail.append(following)
                on_trail.add(following)
                walk.append(iter(sources[following]))
    for name, condition in edition.conditions.items():
        if _names_itself(name, condition, edition, frozenset()):
            yield _error(
                ("conditions", name), "cycle", tr('the condition "{name}" goes back to itself', name=name)
            )


def _names_itself(name: str, condition: Condition, edition: Edition, seen: frozenset[str]) -> bool:
    for _, leaf in _leaves(condition, ()):
        other = leaf.condition
        if other == name:
            return True
        further = edition.conditions.get(other or "") if other not in seen else None
        if further is not None and _names_itself(name, further, edition, seen | {other or ""}):
            return True
    return False
