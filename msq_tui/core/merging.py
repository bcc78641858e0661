"""Two versions of one draft brought together, answer by answer, from what both had in common.

What only one of the two changed is taken from that one. What both changed, each in its own way, is a difference for a
person to decide. Pure: nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .question import is_unanswered
from .response import Draft

Side = Literal["mine", "theirs"]
Key = tuple[str, str]
"""The part of a draft (``answers``, ``states``, ...) and the address in it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that both versions changed. None: taken away."""

    part: str
    address: str
    mine: Any
    theirs: Any

    @property
    def key(self) -> Key:
        """By which a person's choice is given."""
        return self.part, self.address


@dataclass(slots=True)
class Merged:
    """What both versions come to. ``differences`` were decided by the choices given, else as mine; ``taken`` counts
    what came from the other version."""

    parts: dict[str, dict[str, Any]]
    entries: dict[str, list[str]]
    flags: list[str]
    differences: list[Difference] = field(default_factory=list)
    taken: int = 0


def parts_of(draft: Draft) -> dict[str, dict[str, Any]]:
    """What a draft holds by address, part by part, under the names of the draft format."""
    response = draft.response
    return {
        "answers": dict(response.answers),
        "states": dict(response.marks),
        "justifications": dict(response.justifications),
        "notes": dict(draft.notes),
        "set_aside": dict(draft.set_aside),
    }


def merge(base: Draft, mine: Draft, theirs: Draft, choices: Mapping[Key, Side]) -> Merged:
    """Bring two versions together; ``base`` is what both came from."""
    whole = _Entries(base, mine, theirs)
    before, ours, others = parts_of(base), parts_of(mine), parts_of(theirs)
    flags = [flag for flag in mine.flags if flag in theirs.flags or flag not in base.flags]
    flags += [flag for flag in theirs.flags if flag not in mine.flags and flag not in base.flags]
    merged = Merged({}, whole.entries, flags)
    for part in ours:
        result: dict[str, Any] = {}
        for address in [*ours[part], *(address for address in others[part] if address not in ours[part])]:
            old, my, their = (_given(side[part], address) for side in (before, ours, others))
            side: Side = "mine"
            only = whole.only_in(address)
            if only == "neither":
                continue
            if only is not None:
                side = only
            elif my == their:
                side = "mine"
            elif my == old:
                side = "theirs"
            elif their != old:
                side = choices.get((part, address), "mine")
                merged.differences.append(Difference(part, address, my, their))
            if side == "theirs" and my != their:
                merged.taken += 1
            # Text of spaces only counts as none and stays as it was typed.
            value = (ours if side == "mine" else others)[part].get(address)
            if value is not None:
                result[address] = value
        merged.parts[part] = result
    return merged


def _given(part: Mapping[str, Any], address: str) -> Any:
    value = part.get(address)
    return None if is_unanswered(value) else value


class _Entries:
    """The entries of every repeat, brought together by their identities. An entry that one version removed and the
    other worked on stays."""

    def __init__(self, base: Draft, mine: Draft, theirs: Draft) -> None:
        self._base, self._mine, self._theirs = base, mine, theirs
        self.entries: dict[str, list[str]] = {}
        self._one_sided: dict[str, Literal["mine", "theirs", "neither"]] = {}
        places = {*mine.response.entries, *theirs.response.entries}
        for repeat in sorted(places, key=lambda repeat: (repeat.count("/"), repeat)):
            self._merge(repeat)

    def only_in(self, address: str) -> Literal["mine", "theirs", "neither"] | None:
        """The one version that decides about an address, because only there its entry is still or already; None
        where both have it."""
        if not self._one_sided or "/" not in address:
            return None
        steps = address.split("/")
        for end in range(2, len(steps) + 1):
            side = self._one_sided.get("/".join(steps[:end]))
            if side is not None:
                return side
        return None

    def _merge(self, repeat: str) -> None:
        old, my, their = (
            draft.response.entries.get(repeat, []) for draft in (self._base, self._mine, self._theirs)
        )
        outside = self.only_in(repeat)
        if outside is not None:
            if outside != "neither":
                self.entries[repeat] = list(my if outside == "mine" else their)
            return
        first, second = (their, my) if my == old else (my, their)
        order = [*first, *(entry for entry in second if entry not in first)]
        kept = []
        for entry in order:
            place = f"{repeat}/{entry}"
            if entry in my and entry in their:
                kept.append(entry)
                continue
            side: Side = "mine" if entry in my else "theirs"
            if entry in old and not self._worked_on(place, side):
                self._one_sided[place] = "neither"
            else:
                self._one_sided[place] = side
                kept.append(entry)
        if kept:
            self.entries[repeat] = kept

    def _worked_on(self, place: str, side: Side) -> bool:
        draft = self._mine if side == "mine" else self._theirs
        return _inside(draft, f"{place}/") != _inside(self._base, f"{place}/")


def _inside(draft: Draft, prefix: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [*parts_of(draft).values(), draft.response.entries]
    return [
        {
            address: value
            for address, value in part.items()
            if address.startswith(prefix) and not is_unanswered(value)
        }
        for part in found
    ]
