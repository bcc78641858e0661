"""Adding, removing, moving and copying entries of a repeat, and taking it back. Pure changes of a response."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .condition import Answer
from .response import Mark, Response

NewIdentity = Callable[[Iterable[str]], str]
"""Makes an identity that none of those given has."""


@dataclass(frozen=True, slots=True)
class EntriesBefore:
    """Everything of one repeat at one moment, for taking a change back."""

    repeat: str
    answers: dict[str, Answer]
    entries: dict[str, list[str]]
    marks: dict[str, Mark]


def entries_before(response: Response, repeat: str) -> EntriesBefore:
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
    )


def restore_entries(response: Response, before: EntriesBefore) -> None:
    """Make a repeat what it was."""
    _drop(response, f"{before.repeat}/")
    response.entries.pop(before.repeat, None)
    response.answers.update(before.answers)
    response.entries.update(before.entries)
    response.marks.update(before.marks)


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
    restore_entries(response, EntriesBefore(repeat, answers, entries, {}))
    if not response.entries.get(repeat):
        response.entries.pop(repeat, None)


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


def _drop(response: Response, prefix: str) -> None:
    for address in [address for address in response.answers if address.startswith(prefix)]:
        del response.answers[address]
    for address in [address for address in response.entries if address.startswith(prefix)]:
        del response.entries[address]
    for address in [address for address in response.marks if address.startswith(prefix)]:
        del response.marks[address]
