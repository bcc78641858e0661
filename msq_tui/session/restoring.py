"""Listing the earlier wordings of a draft, and bringing one back through the same door as typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from msq_tui.core.answers import plain_question
from msq_tui.core.condition import Answer
from msq_tui.core.errors import NotUnderstood, UnknownAddress, WrongUsage
from msq_tui.core.history import (
    Part,
    Snapshot,
    Step,
    Value,
    is_below,
    snapshot_after,
    snapshot_of,
    taken_away,
)
from msq_tui.core.language import tr, tr_count
from msq_tui.core.question import Input, Question
from msq_tui.core.response import Response
from msq_tui.core.standing import state_word
from msq_tui.core.text import display_line
from msq_tui.core.times import shown_time
from msq_tui.core.words import shortened

from .history import count_at, of_address, seconds_between, time_now
from .show_text import answers_as_text

if TYPE_CHECKING:
    from .filling import FillingSession

What = Literal["answer", "note", "flag", "set_aside"]
"""What can be brought back at an address: the answer with its mark and reason, or one of what stands beside it."""

MOST_STAGE_SECONDS = 300
"""A wording that the next one, within so many seconds, only goes on with is not listed: it was on its way there."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of bringing a wording back: whether anything changed, and what has no place any more."""

    changed: bool
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """An earlier wording of an answer. ``count`` is what :func:`restore` takes; ``until`` is when it was replaced."""

    count: int
    time: str
    until: str
    answer: Value
    mark: Value
    text: str


def steps_of(session: FillingSession, address: str | None) -> list[Step]:
    """The steps of a draft, or of what is at an address. Raises NotReadable and UnknownAddress."""
    steps = session.history.steps(session.draft.save, session.draft.saved, time_now())
    if address is None:
        return steps
    mine = of_address(steps, address)
    if not mine:
        session.index.question_of(address)
    return mine


def restore(session: FillingSession, address: str, at: str | int) -> Restored:
    """See :meth:`FillingSession.restore`."""
    session.keep_wording()
    steps = steps_of(session, None)
    mine = of_address(steps, address)
    question = _still_asked(session, address, bool(mine))
    if not mine:
        raise WrongUsage(
            tr('No earlier wording of "{address}" is known: it was never answered.', address=display_line(address))
        )  # fmt: skip
    count = at if isinstance(at, int) else count_at(steps, at)
    before = snapshot_of(session.draft)
    left_out = put_back(session, question, address, snapshot_after(steps, count, before))
    return Restored(snapshot_of(session.draft) != before, tuple(left_out))


def put_back(session: FillingSession, question: Question, address: str, then: Snapshot) -> list[str]:
    """Make the answer at an address, its mark and its reason what they were ``then``; the addresses inside it that have
    no place any more are returned. Raises NotUnderstood, and then changes nothing."""
    whole = question.repeated or (question.nested and address == question.id)

    def in_scope(one: str) -> bool:
        return is_below(one, address) if whole else one == address

    return [
        *_answer(session, question, address, {a: v for a, v in then.parts["answer"].items() if in_scope(a)}, then),
        *_marks(session, then, in_scope),
    ]  # fmt: skip


def restore_beside(session: FillingSession, address: str, at: str | int, part: Part) -> Restored:
    """Bring back the note or flag at an address, or what was set aside from it."""
    session.keep_wording()
    steps = steps_of(session, None)
    if not any(step.part == part and step.address == address for step in steps):
        raise WrongUsage(
            tr('Nothing of this kind was ever kept at "{address}". `msq log` shows what there was.', address=display_line(address))
        )  # fmt: skip
    before = snapshot_of(session.draft)
    then = snapshot_after(steps, at if isinstance(at, int) else count_at(steps, at), before)
    if then.value(part, address) == before.value(part, address):
        return Restored(False)
    put_back_beside(session, part, address, then)
    return Restored(True)


def put_back_beside(session: FillingSession, part: Part, address: str, then: Snapshot) -> None:
    """Make a note, a flag, or what was set aside from an address what it was ``then``. Raises UnknownAddress."""
    value = then.value(part, address)
    if part == "note":
        session.note(address, value if isinstance(value, str) else "")
    elif part == "flag":
        session.flag(address, value is not None)
    else:
        session.put_aside(address, value)


def _still_asked(session: FillingSession, address: str, is_known: bool) -> Question:
    try:
        return session.index.question_of(address)
    except UnknownAddress:
        if not is_known:
            raise
    repeat = next((at for at in _above(address) if at in session.index.questions), None)
    if repeat is not None and session.index.questions[repeat].repeated:
        raise UnknownAddress(
            tr(
                '"{address}" stood in an entry that is not there now. Safe: nothing was changed. Do now: bring back the whole '
                'list: `msq restore DRAFT {repeat} --at WHEN`.',
                address=display_line(address), repeat=repeat,
            )
        ) from None  # fmt: skip
    raise UnknownAddress(
        tr(
            '"{address}" is not asked in this edition any more, so nothing can be put back there. Safe: nothing was changed, '
            "and `msq log` shows what was written.",
            address=display_line(address),
        )
    ) from None


def _above(address: str) -> list[str]:
    parts = address.split("/")
    return ["/".join(parts[:most]) for most in range(len(parts) - 1, 0, -1)]


def _answer(
    session: FillingSession, question: Question, address: str, values: Mapping[str, Any], then: Snapshot
) -> list[str]:
    """Put the answers back; what has no place in the edition any more is returned."""
    answers: dict[str, Answer] = {a: v if isinstance(v, str) else tuple(v) for a, v in values.items()}
    index = session.index
    plain: Any
    if question.repeated:
        below = {a: list(v) for a, v in then.parts["entries"].items() if is_below(a, address)}
        others = {a: v for a, v in session.response.entries.items() if not is_below(a, address)}
        entries = {**others, **below}
        index = session.edition.index.with_entries(entries)
        response = Response(answers=answers, entries=entries)
        plain = plain_question(address, index, response, lambda place: answers.get(place.address)).get(address, [])  # fmt: skip
    elif question.nested and address == question.id:
        plain = question.write(
            {
                place.path: answers[place.address]
                for place in index.inputs[address]
                if place.address in answers
            }
        )
    else:
        given = answers.get(address)
        plain = given if given is None or isinstance(given, str) else list(given)
    try:
        if plain is None:
            session.clear(address)
        else:
            session.enter(address, plain)
    except NotUnderstood as problem:
        raise NotUnderstood(
            tr(
                'What stood at "{address}" then does not fit the question any more: {reason} Safe: nothing was changed, and '
                "`msq log` shows what was written.",
                address=display_line(address), reason=problem.message,
            )
        ) from None  # fmt: skip
    return [a for a in answers if a not in index.input_at]


def _marks(session: FillingSession, then: Snapshot, in_scope: Callable[[str], bool]) -> list[str]:
    """Put marks and written reasons back; the addresses where that is not possible any more are returned."""
    left_out = []
    now = snapshot_of(session.draft)
    parts: tuple[Part, ...] = ("mark", "justification")
    for part in parts:
        wanted, present = then.parts[part], now.parts[part]
        for address in sorted({*filter(in_scope, wanted), *filter(in_scope, present)}):
            value = then.value(part, address)
            if value == now.value(part, address):
                continue
            try:
                if part == "justification":
                    session.justify(address, value if isinstance(value, str) else "")
                elif isinstance(value, dict):
                    session.mark(address, value.get("state", ""), value.get("reason", ""))
                else:
                    session.unmark(address)
            except (UnknownAddress, WrongUsage):
                left_out.append(address)
    return left_out


def earlier_wordings(session: FillingSession, place: Input) -> list[Wording]:
    """The earlier wordings of an input, the newest first, without the present one and without stages of one text.

    Raises NotReadable.
    """
    session.keep_wording()
    steps = steps_of(session, None)
    part: Part = "entries" if place.kind == "entries" else "answer"
    about = [i for i, s in enumerate(steps) if s.address == place.address and s.part in (part, "mark")]
    found: list[Wording] = []
    answer: Value = next((steps[i].before for i in about if steps[i].part == part), None)
    mark: Value = next((steps[i].before for i in about if steps[i].part == "mark"), None)
    since = ""
    for i in about:
        step = steps[i]
        count = _start_of_save(steps, i) if part == "entries" else i
        if not (found and found[-1].count == count):
            text = _in_words(session, place, answer, mark, steps, count)
            found.append(Wording(count, since, step.time, answer, mark, text))
        answer, mark = (step.after, mark) if step.part == part else (answer, step.after)
        since = step.time
    present = (answer, mark)
    kept: list[Wording] = []
    for at, wording in enumerate(found):
        if not _is_stage(wording, found[at + 1].answer if at + 1 < len(found) else answer):
            kept.append(wording)
    seen = [present]
    listed = []
    for wording in reversed(kept):
        if (wording.answer, wording.mark) not in seen:
            seen.append((wording.answer, wording.mark))
            listed.append(wording)
    return listed


def _start_of_save(steps: list[Step], at: int) -> int:
    """Where the steps of a save begin: entries go and come together with what stands in them."""
    while at > 0 and steps[at - 1].save == steps[at].save:
        at -= 1
    return at


def _is_stage(wording: Wording, following: Value) -> bool:
    if not isinstance(wording.answer, str) or not isinstance(following, str) or not wording.time:
        return False
    quick = seconds_between(wording.time, wording.until) <= MOST_STAGE_SECONDS
    return quick and len(following) > len(wording.answer) and taken_away(wording.answer, following) == 0


def _in_words(
    session: FillingSession, place: Input, answer: Value, mark: Value, steps: list[Step], count: int
) -> str:
    if isinstance(mark, dict):
        marked = tr("Marked: {state}.", state=state_word(mark.get("state", "")))
        return f"{marked} {mark['reason']}" if mark.get("reason") else marked
    if answer is None or answer == [] or answer == "":
        return tr("(not answered)")
    question = session.index.questions[place.question_id]
    if place.kind == "entries":
        assert isinstance(answer, list)
        then = snapshot_after(steps, count, snapshot_of(session.draft))
        lines = {
            a: v if isinstance(v, str) else list(v)
            for a, v in then.parts["answer"].items()
            if is_below(a, place.address)
        }
        entries = tr_count("{count} entry", "{count} entries", len(answer))
        return f"{entries}\n{answers_as_text(lines, {}, [])}"
    if place.kind in ("line", "text"):
        return str(answer)
    codes = [answer] if isinstance(answer, str) else list(answer)
    labels = question.codes()
    return "\n".join(labels.get(code, code) for code in codes)


# --- For the commands ---


def step_as_data(step: Step) -> dict[str, Any]:
    """A step for programs, whole."""
    return {
        "save": step.save, "time": step.time, "what": step.part, "address": step.address, "from": step.before,
        "to": step.after, "found": step.found,
    }  # fmt: skip


def step_as_text(step: Step) -> str:
    """A step on one line for people: texts shortened."""
    when = tr("save {save}  {time}", save=step.save, time=shown_time(step.time, seconds=True))
    what = {
        "answer": "",
        "entries": " " + tr("(entries)"),
        "mark": " " + tr("(mark)"),
        "justification": " " + tr("(reason)"),
        "note": " " + tr("(note)"),
        "flag": " " + tr("(flag)"),
        "set_aside": " " + tr("(kept aside)"),
    }[step.part]
    found = "  " + tr("(found in the file)") if step.found else ""
    return f"{when}  {display_line(step.address)}{what}: {_short(step.before)} -> {_short(step.after)}{found}"


def _short(value: Value) -> str:
    if value is None:
        return tr("nothing")
    if isinstance(value, str):
        return f'"{shortened(value)}"'
    return f"[{shortened(', '.join(_texts(value)))}]"


def _texts(value: Any) -> list[str]:
    """Every text inside a value, in order."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return [text for item in inside for text in _texts(item)]
    return [str(value)]
