"""Answers that were saved and are not in the file any more, though no program took them out.

A draft cut off exactly between two lines reads as a whole one. What lies beside it knows better: the history holds the
last wording of everything that was ever saved. Taking an answer out in a text editor looks the same and is welcome, so
nothing is refused and nothing is brought back by itself: what is gone is named, and a person says what it was.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from msq_tui.core.errors import MsqError, NotUnderstood, UnknownAddress, WrongUsage
from msq_tui.core.history import Step, is_below, lost, snapshot_after, snapshot_of
from msq_tui.core.language import tr, tr_count
from msq_tui.core.text import display_line
from msq_tui.core.words import place_name

from .filling import FillingSession
from .restoring import put_back, put_back_beside

MOST_NAMED = 8
_BESIDE = ("note", "flag", "set_aside")


@dataclass(frozen=True, slots=True)
class Lost:
    """What is gone from a draft: the steps that took it away, and ``addresses``, a repeat with everything in it once.
    ``save`` is the last save with which everything was there."""

    gone: tuple[Step, ...]
    addresses: tuple[str, ...]
    save: int
    titles: tuple[str, ...] = ()
    """What people call each address."""

    @property
    def names(self) -> str:
        """The first of them as people call them, and how many more there are."""
        named = ", ".join(display_line(name) for name in (self.titles or self.addresses)[:MOST_NAMED])
        more = len(self.addresses) - MOST_NAMED
        return f"{named} {tr_count('and {count} more', 'and {count} more', more)}" if more > 0 else named

    @property
    def what(self) -> str:
        """What is gone, and what is safe."""
        return tr(
            "Saved earlier and not in the file now, whole or in part: {names}.\nEither somebody took this out with another "
            "program, or the end of the file was cut off.\nSafe: the last wording of each is in the history beside the draft.",
            names=self.names,
        )  # fmt: skip


def lost_in(session: FillingSession) -> Lost | None:
    """What is gone from a draft, or None. A history that cannot be read knows of nothing."""
    steps: list[Step] = []
    with suppress(MsqError):
        steps = session.changes()
    gone = [step for step in lost(steps) if _is_missed(session, step)]
    if not gone:
        return None
    addresses = dict.fromkeys(_shown(session, step) for step in gone)
    titles = tuple(place_name(session.standing, address) for address in addresses)
    return Lost(tuple(gone), tuple(addresses), min(step.save for step in gone) - 1, titles)


def _is_missed(session: FillingSession, step: Step) -> bool:
    if step.part in _BESIDE:
        return True
    # What has no place in the edition was set aside from the answers, and is kept there.
    top = step.address.partition("/")[0]
    aside = [kept for kept, plain in session.draft.set_aside.items() if plain]
    return top in session.edition.index.questions and not any(is_below(step.address, kept) for kept in aside)


def _shown(session: FillingSession, step: Step) -> str:
    top = step.address.partition("/")[0]
    question = session.edition.index.questions.get(top)
    return top if question is not None and question.repeated and step.part not in _BESIDE else step.address


def message_of(session: FillingSession, found: Lost) -> str:
    """What to tell where nobody can be asked."""
    name = display_line(str(session.path))
    return (
        found.what
        + "\n"
        + tr(
            "Do now: `msq fill {file}` offers to bring everything back, `msq restore {file} {address} --at {save}` one of them. "
            "Where it was meant, `msq set {file} {address} --clear` says so.",
            file=name, address=display_line(found.addresses[0]), save=found.save,
        )
    )  # fmt: skip


def bring_back(session: FillingSession, found: Lost) -> list[str]:
    """Put back what is gone, through the same door as typing; the addresses where that cannot be done are returned."""
    then = snapshot_after(found.gone, 0, snapshot_of(session.draft))
    left_out = []
    answers = dict.fromkeys(_shown(session, step) for step in found.gone if step.part not in _BESIDE)
    for address in answers:
        try:
            left_out += put_back(session, session.index.question_of(address), address, then)
        except (NotUnderstood, UnknownAddress, WrongUsage):
            left_out.append(address)
        # What was left of an answer cut off behind its name.
        for kept in [
            kept for kept, plain in session.draft.set_aside.items() if not plain and is_below(address, kept)
        ]:
            session.put_aside(kept, None)
    for step in found.gone:
        if step.part in _BESIDE:
            try:
                put_back_beside(session, step.part, step.address, then)
            except UnknownAddress:
                left_out.append(step.address)
    return left_out


def leave_out(session: FillingSession, found: Lost, address: str | None = None) -> None:
    """Keep in the history that it was meant, so that it is told no more: of everything, or of what is at an address."""
    meant = [step for step in found.gone if address is None or is_below(step.address, address)]
    if meant:
        session.history.accept(meant)


def meant_so(session: FillingSession, address: str) -> None:
    """What is gone at an address was taken out on purpose, because a person clears it again."""
    found = lost_in(session)
    if found is not None:
        leave_out(session, found, address)
