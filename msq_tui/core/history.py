"""The steps that led to a response: what changed, when, from what and to what.

Pure: the file is in ``files/history.py``, what a session records in ``session/history.py``. A step is one edit of one
part (answer, mark, reason, note, flag, what is set aside, the entries of a repeat) that reached the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .response import Draft, Mark, Response

Part = Literal["answer", "entries", "mark", "justification", "note", "flag", "set_aside"]
PARTS: tuple[Part, ...] = ("answer", "entries", "mark", "justification", "note", "flag", "set_aside")

Value = str | list[Any] | dict[str, Any] | None
"""As in a draft: a text or code, a list of codes or of entries, a mark as {state, reason}, "yes" for a flag, an answer
of any shape that is set aside; None for nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One edit. ``found``: no program told of it; the file held ``after`` when it was next looked at (it was edited by
    hand, the program was killed, or older steps were thinned out)."""

    save: int
    time: str
    part: Part
    address: str
    before: Value
    after: Value
    found: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What the step is about."""
        return self.part, self.address


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that steps are made of, at one moment."""

    parts: Mapping[Part, Mapping[str, Any]] = field(default_factory=dict)

    def value(self, part: Part, address: str) -> Value:
        """What stood there, in the shape of a draft."""
        return _plain(self.parts.get(part, {}).get(address))


def snapshot_of(draft: Draft) -> Snapshot:
    """A draft as it is now. Cheap: it is taken at every save, while the keyboard waits."""
    response = draft.response
    return Snapshot(
        {
            "answer": dict(response.answers),
            "entries": {repeat: tuple(entries) for repeat, entries in response.entries.items()},
            "mark": dict(response.marks),
            "justification": dict(response.justifications),
            "note": dict(draft.notes),
            "flag": dict.fromkeys(draft.flags, "yes"),
            "set_aside": dict(draft.set_aside),
        }
    )


def response_in(snapshot: Snapshot) -> Response:
    """The answers and entries of a moment as a response; to be read only."""
    parts = snapshot.parts
    entries = {repeat: list(entries) for repeat, entries in parts.get("entries", {}).items()}
    return Response(dict(parts.get("answer", {})), dict(parts.get("mark", {})), entries=entries)


def _plain(value: Any) -> Value:
    if isinstance(value, Mark):
        return {"state": value.state, "reason": value.reason} if value.reason else {"state": value.state}
    if value is None or isinstance(value, str | dict):
        return value
    return list(value)


def steps_between(before: Snapshot, after: Snapshot, save: int, time: str) -> list[Step]:
    """The edits that lead from one moment to the next."""
    steps = []
    for part in PARTS:
        old, new = before.parts.get(part, {}), after.parts.get(part, {})
        # Asked at every save, of 10,000 answers, of which one changed.
        if old == new:
            continue
        changed = [address for address, value in new.items() if old.get(address) != value]
        if not old.keys() <= new.keys():
            changed += [address for address in old if address not in new]
        steps += [
            Step(save, time, part, address, _plain(old.get(address)), _plain(new.get(address)))
            for address in changed
        ]
    return steps


def is_below(address: str, top: str) -> bool:
    """Whether an address is ``top`` or stands inside it."""
    return address == top or address.startswith(f"{top}/")


def with_found(steps: Sequence[Step], now: Snapshot, save: int, saved: str, found: str) -> list[Step]:
    """The steps with those put between that nobody told of, so that each begins where the one before it ended and the
    last leads to what the draft holds now.

    What no step is about was there when the draft was last saved. What differs from where its last step led was
    changed at a time that nobody knows, and ``found`` now: it counts as later than every step.
    """
    whole: list[Step] = []
    last: dict[tuple[str, str], Value] = {}
    for step in steps:
        if step.key in last and last[step.key] != step.before:
            whole.append(
                Step(step.save, step.time, step.part, step.address, last[step.key], step.before, True)
            )
        whole.append(step)
        last[step.key] = step.after
    next_save = max([save, *(step.save for step in steps)]) + 1
    differing = []
    for part in PARTS:
        known = {address for of, address in last if of == part}
        for address in [*now.parts.get(part, {}), *sorted(known.difference(now.parts.get(part, {})))]:
            present = now.value(part, address)
            if (part, address) not in last:
                whole.append(Step(save, saved, part, address, None, present, True))
            elif last[part, address] != present:
                differing.append(Step(next_save, found, part, address, last[part, address], present, True))
    return whole + differing


def is_less(before: Value, after: Value) -> bool:
    """Whether something was only taken away: all of it, the last lines of a text, some items of a list."""
    return bool(before) and before != after and _is_part(after, before)


def _is_part(after: Any, before: Any) -> bool:
    if not after or after == before:
        return True
    if isinstance(before, str) and isinstance(after, str):
        return before.startswith(after.rstrip("\n") + "\n")
    if isinstance(before, list) and isinstance(after, list):
        rest = iter(before)
        return all(any(_is_part(item, whole) for whole in rest) for item in after)
    if isinstance(before, dict) and isinstance(after, dict):
        return all(_is_part(value, before.get(name)) for name, value in after.items())
    return False


def lost(steps: Sequence[Step]) -> list[Step]:
    """What the file does not hold any more though no program told of taking it away, in steps made whole by
    :func:`with_found`: somebody took it out in another program, or the file was cut off."""
    last = {step.key: step for step in steps}
    return [step for step in last.values() if step.found and is_less(step.before, step.after)]


def snapshot_after(steps: Sequence[Step], count: int, now: Snapshot) -> Snapshot:
    """Everything as it stood after the first ``count`` steps: the later ones taken back, the last one first."""
    parts: dict[Part, dict[str, Any]] = {part: dict(now.parts.get(part, {})) for part in PARTS}
    for step in reversed(steps[count:]):
        if step.before is None:
            parts[step.part].pop(step.address, None)
        else:
            parts[step.part][step.address] = step.before
    return Snapshot(parts)


def count_until(steps: Sequence[Step], time: str = "", save: int | None = None) -> int:
    """How many steps had been done at a time (UTC, as drafts write it), or with a save.

    The order of the steps counts, not their clocks: after a clock was set back, the later step is still the later one.
    """
    for at in range(len(steps), 0, -1):
        step = steps[at - 1]
        if step.save <= save if save is not None else step.time <= time:
            return at
    return 0


def taken_away(before: str, after: str) -> int:
    """How many characters of a text are not in the next one, which is the same up to one place and from it on."""
    most = min(len(before), len(after))
    start = 0
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return len(before) - start - end


def thinned(sizes: Sequence[int], steps: Sequence[tuple[str, Step] | None], most: int, keep_since: str) -> list[bool]:  # fmt: skip
    """Which steps stay so that their sizes sum up to at most ``most``, if that can be.

    The oldest go first. The first and the last of every part of every draft stay, and everything since ``keep_since``.
    A step comes with the id of its draft; None (it could not be read) goes at once.
    """
    first: dict[tuple[str, str, str], int] = {}
    last: dict[tuple[str, str, str], int] = {}
    for at, found in enumerate(steps):
        if found is not None:
            key = (found[0], *found[1].key)
            first.setdefault(key, at)
            last[key] = at
    ends = {*first.values(), *last.values()}
    stays = [found is not None for found in steps]
    size = sum(size for size, stay in zip(sizes, stays, strict=True) if stay)
    for at, found in enumerate(steps):
        if size <= most:
            break
        if found is not None and at not in ends and found[1].time < keep_since:
            stays[at] = False
            size -= sizes[at]
    return stays
