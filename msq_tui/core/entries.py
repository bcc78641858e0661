"""Adding, removing, moving and copying entries of a repeat, and taking it back. Pure changes of a response."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .condition import Answer
from .response import Mark, Response

NewIdentity = Callable[[Iterable[str]], str]
"""Makes an identity that none of those given has."""


@dataclass(frozen=True, slots=True)
class EntriesBefore:
    """Everything of one repeat at one moment, for taking a change back. ``replaced``: the change put other answers into
    entries, too, so that these come back with it."""

    repeat: str
    answers: dict[str, Answer]
    entries: dict[str, list[str]]
    marks: dict[str, Mark]
    replaced: bool = False


def entries_before(response: Response, repeat: str, replaced: bool = False) -> EntriesBefore:
    """What stands in a repeat now."""
    prefix = f"{repeat}/"
    return EntriesBefore(
        repeat,
        {address: answer for address, answer in response.answers.items() if address.startswith(prefix)},
        {
            at: list(entries)
            for at, entries in response.entries.items()
            if at == repeat or at.startswith(prefix)
        },
        {address: mark for address, mark in response.marks.items() if address.startswith(prefix)},
        replaced,
    )


def changed_between(before: EntriesBefore, after: EntriesBefore) -> list[str]:
    """The addresses of a repeat at which something differs, the repeats whose entries do among them."""
    parts: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
        (before.entries, after.entries), (before.answers, after.answers), (before.marks, after.marks),
    )  # fmt: skip
    return [at for old, new in parts for at in old.keys() | new.keys() if old.get(at) != new.get(at)]


def restore_entries(response: Response, before: EntriesBefore) -> None:
    """Make the entries of a repeat those they were. What was written since in an entry that is still there stays,
    unless the change was to replace answers."""
    prefix = f"{before.repeat}/"
    there = set(response.entries.get(before.repeat, ())) & set(before.entries.get(before.repeat, ()))
    if before.replaced:
        there = set()

    def kept(address: str) -> bool:
        return address.startswith(prefix) and address[len(prefix) :].partition("/")[0] in there

    _drop(response, prefix, kept)
    response.entries.pop(before.repeat, None)
    response.answers.update({at: answer for at, answer in before.answers.items() if not kept(at)})
    response.entries.update({at: entries for at, entries in before.entries.items() if not kept(at)})
    response.marks.update({at: mark for at, mark in before.marks.items() if not kept(at)})


def add_entry(response: Response, repeat: str, identity: str, after: str | None = None) -> None:
    """Add an empty entry behind ``after``, else at the end."""
    entries = response.entries.setdefault(repeat, [])
    entries.insert(entries.index(after) + 1 if after in entries else len(entries), identity)


def remove_entry(response: Response, repeat: str, entry: str) -> None:
    """Take an entry out with everything in it."""
    response.entries[repeat].remove(entry)
    _drop(response, f"{repeat}/{entry}/")
    if not response.entries[repeat]:
        del response.entries[repeat]


def move_entry(response: Response, repeat: str, entry: str, by: int) -> bool:
    """Move an entry up (-1) or down (1); False at the ends."""
    entries = response.entries[repeat]
    at = entries.index(entry)
    if not 0 <= at + by < len(entries):
        return False
    entries.insert(at + by, entries.pop(at))
    return True


def duplicate_entry(response: Response, repeat: str, entry: str, new_identity: NewIdentity) -> str:
    """Add a copy of an entry behind it; it and the entries inside it get identities of their own."""
    copy = new_identity(response.entries[repeat])
    add_entry(response, repeat, copy, entry)
    _copy(response, f"{repeat}/{entry}/", f"{repeat}/{copy}/", new_identity)
    return copy


def replace_entries(
    response: Response, repeat: str, answers: dict[str, Answer], entries: dict[str, list[str]]
) -> None:
    """Put other entries in the place of all entries of a repeat."""
    _drop(response, f"{repeat}/")
    response.entries.pop(repeat, None)
    response.answers.update(answers)
    response.entries.update({at: inside for at, inside in entries.items() if inside})


def _copy(response: Response, source: str, target: str, new_identity: NewIdentity) -> None:
    inner = {at: entries for at, entries in response.entries.items() if at.startswith(source)}
    below = tuple(f"{at}/" for at in inner)
    for address in [a for a in response.answers if a.startswith(source) and not a.startswith(below)]:
        response.answers[target + address[len(source) :]] = response.answers[address]
    for address in [a for a in response.marks if a.startswith(source) and not a.startswith(below)]:
        response.marks[target + address[len(source) :]] = response.marks[address]
    # Only the repeats right below: what is inside their entries is copied with each of those.
    for at in [at for at in inner if not at.startswith(below)]:
        inside = target + at[len(source) :]
        fresh: list[str] = []
        for entry in inner[at]:
            identity = new_identity([*inner[at], *fresh])
            fresh.append(identity)
            _copy(response, f"{at}/{entry}/", f"{inside}/{identity}/", new_identity)
        response.entries[inside] = fresh


def _drop(response: Response, prefix: str, kept: Callable[[str], bool] = lambda _: False) -> None:
    by_address: tuple[dict[str, Any], ...] = (response.answers, response.entries, response.marks)
    for found in by_address:
        for address in [one for one in found if one.startswith(prefix) and not kept(one)]:
            del found[address]
