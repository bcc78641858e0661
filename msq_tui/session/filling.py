"""Filling in one draft: the only door through which a response changes."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msq_tui.core.answers import ReadAnswers, plain_answers, plain_question, read_question
from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.entries import (
    EntriesBefore,
    add_entry,
    changed_between,
    duplicate_entry,
    entries_before,
    move_entry,
    remove_entry,
    replace_entries,
    restore_entries,
)
from msq_tui.core.errors import NotDurable, NotWritten, ReadOnly, UnknownAddress, WrongUsage
from msq_tui.core.history import Step, response_in, snapshot_of
from msq_tui.core.index import EditionIndex
from msq_tui.core.language import tr
from msq_tui.core.merging import Merged, parts_of
from msq_tui.core.problem import Finding
from msq_tui.core.question import Input, is_unanswered
from msq_tui.core.response import Draft, Mark, Response
from msq_tui.core.standing import Change, Standing
from msq_tui.core.text import clean_text
from msq_tui.files.atomic import not_written
from msq_tui.files.draft_file import (
    DraftDocument,
    LoadedDraft,
    put_header,
    put_optional,
    refuse_if_changed,
    save_draft,
)
from msq_tui.files.draft_lock import DraftLock
from msq_tui.files.edition_file import LoadedEdition
from msq_tui.files.places import read_last_place, write_last_place
from msq_tui.files.previous import keep_previous

from .autosave import DEFAULT_PAUSE_SECONDS, Autosave, SaveState
from .carrying import Carried
from .fullness import refuse_if_full
from .history import History, most_taken_away
from .restoring import Restored, What, restore, restore_beside, steps_of
from .undoing import Stood, Undoing

MOST_UNDO = 50
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def _random_identity(taken: Iterable[str]) -> str:
    """A short identity that no entry beside it has."""
    known = set(taken)
    while True:
        identity = "".join(secrets.choice(_LETTERS) for _ in range(4))
        if identity not in known:
            return identity


def now() -> str:
    """The time in UTC as drafts write it, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: what to draw again, and how many characters were dropped at the door."""

    change: Change
    dropped: int = 0


class FillingSession:
    """One draft being filled in. Front ends read ``standing`` and ``draft`` and change them only by these methods."""

    def __init__(
        self,
        loaded_edition: LoadedEdition,
        draft: Draft,
        document: DraftDocument,
        path: Path,
        findings: tuple[Finding, ...] = (),
        new: bool = False,
        changed: Iterable[str] = (),
    ) -> None:
        self.loaded_edition = loaded_edition
        self.draft = draft
        self.path = path
        self.findings = findings
        self.standing = Standing(loaded_edition.edition, draft.response)
        self._document = document
        self._new = new
        self._lock = threading.RLock()
        self._saving = threading.RLock()
        """Held while the file is being replaced: until that is over, nobody can say whether it is the one we know."""
        self._changed_answers: set[str] = set(changed)
        self._being_saved: set[str] = set()
        """Answers whose text is being made: no longer counted as changed, not yet in the document."""
        self._changed_parts: set[str] = {"set_aside"} if self._changed_answers else set()
        self._autosave: Autosave | None = None
        self._undo: list[EntriesBefore] = []
        self._redo: list[EntriesBefore] = []
        self._undoing = Undoing()
        self._not_on_disk = False
        self.lock: DraftLock | None = None
        self.read_only = ""
        """Why the draft can only be read; empty where it may be changed."""
        self.carried: Carried | None = None
        """What became of the answers where the edition has changed since the draft was saved."""
        self.history = History(
            path,
            draft.draft_id,
            snapshot_of(draft),
            lambda address: most_taken_away(self.index.input_at.get(address)),
        )
        # A draft that this session began has no generation before it.
        self._keeps_previous = not new

    @property
    def edition(self) -> Edition:
        """The edition being answered."""
        return self.loaded_edition.edition

    @property
    def index(self) -> EditionIndex:
        """Look-ups by id and address, entries of repeats included."""
        return self.standing.index

    @property
    def response(self) -> Response:
        """The answers; read only."""
        return self.draft.response

    # Changing

    def enter(self, address: str, plain: Any) -> Outcome:
        """Give the answer of an input, or all answers of a question in the draft's shape.

        Raises UnknownAddress, or NotUnderstood with an instruction; then nothing is changed.
        """
        return self.enter_all({address: plain})

    def enter_all(self, answers: Mapping[str, Any]) -> Outcome:
        """Give several answers, all or none."""
        self._refuse_if_read_only()
        entered: dict[str, Answer | None] = {}
        repeats: dict[str, ReadAnswers] = {}
        dropped = 0
        for address, plain in answers.items():
            cleaned, lost = _cleaned(plain)
            dropped += lost
            question = self.index.question_of(address)
            if question.repeated:
                repeats[address] = read_question(question, cleaned)
            else:
                entered.update(self._accepted(address, cleaned))
        change = self._put(entered)
        for address, found in repeats.items():
            with self._entries_changing(address, replaced=True):
                replace_entries(self.response, address, found.answers, found.entries)
        if repeats:
            change = Change(tuple(self.index.questions), (), ())
        return Outcome(change, dropped)

    # Entries of a repeat

    def entries(self, repeat: str) -> list[str]:
        """The identities of a repeat's entries, in order."""
        return list(self.response.entries.get(repeat, ()))

    def add_entry(self, repeat: str, after: str | None = None) -> str:
        """Add an empty entry behind ``after`` (else at the end) and return its identity."""
        self.index.repeat_of(repeat)
        with self._entries_changing(repeat):
            identity = _random_identity(self.entries(repeat))
            add_entry(self.response, repeat, identity, after)
        return identity

    def remove_entry(self, repeat: str, entry: str) -> None:
        """Take an entry out with everything in it; :meth:`undo_entries` brings it back."""
        with self._entries_changing(repeat):
            remove_entry(self.response, repeat, entry)

    def move_entry(self, repeat: str, entry: str, by: int) -> bool:
        """Move an entry up (-1) or down (1); False at the ends."""
        with self._entries_changing(repeat):
            return move_entry(self.response, repeat, entry, by)

    def duplicate_entry(self, repeat: str, entry: str) -> str:
        """Add a copy of an entry behind it and return its identity."""
        with self._entries_changing(repeat):
            return duplicate_entry(self.response, repeat, entry, _random_identity)

    def undo_entries(self) -> str | None:
        """Take the last change of entries back; returns the repeat, or None where there is nothing to take back."""
        return self._step_entries(self._undo, self._redo)

    def redo_entries(self) -> str | None:
        """Make the change of entries that was taken back last again; as :meth:`undo_entries`."""
        return self._step_entries(self._redo, self._undo)

    def _step_entries(self, source: list[EntriesBefore], target: list[EntriesBefore]) -> str | None:
        self._refuse_if_read_only()
        if not source:
            return None
        wanted = source[-1]
        now = entries_before(self.response, wanted.repeat, wanted.replaced)
        with self._entries_changing(wanted.repeat, undoable=False):
            restore_entries(self.response, wanted)
        target.append(now)
        source.pop()
        return wanted.repeat

    @contextmanager
    def _entries_changing(self, repeat: str, replaced: bool = False, undoable: bool = True) -> Iterator[None]:
        """A change of entries, which can be taken back. One that changes nothing is no step to take back."""
        self._refuse_if_read_only()
        with self._lock:
            before = entries_before(self.response, repeat, replaced)
            yield
            changed = changed_between(before, entries_before(self.response, repeat, replaced))
            if not changed:
                return
            refuse_if_full(self, before)
            if undoable:
                self._undo.append(before)
                del self._undo[:-MOST_UNDO]
                self._redo.clear()
            self._changed_answers.add(repeat.partition("/")[0])
            self._changed_parts.add("states")
            self.standing.reindex(changed)
            if self._autosave is not None:
                self._autosave.changed()

    def clear(self, address: str) -> Outcome:
        """Take back the answer of an input, or all answers and marks of a question."""
        self._refuse_if_read_only()
        question = self.index.question_of(address)
        inputs = self.index.inputs[question.id]
        # A choice is cleared alone: the texts beside its options are parked with it, not lost.
        everything = question.nested and address == question.id
        gone = [place.address for place in inputs if everything or place.address == address]
        return Outcome(self._put(dict.fromkeys(gone)))

    def mark(self, address: str, state: str, reason: str = "") -> Outcome:
        """Mark an input or question as not applicable, unknown or withheld. An answer is kept, and parked."""
        self._refuse_if_read_only()
        question = self.index.question_of(address)
        allowed = self.edition.states if question.states is None else question.states
        if state not in allowed:
            raise WrongUsage(
                tr(
                    '"{state}" cannot be given here; possible: {known}',
                    state=state,
                    known=", ".join(allowed) or tr("none"),
                )
            )
        with self._lock:
            self._changes(address)
            self.response.marks[address] = Mark(state, clean_text(reason).text)
            self._changed_parts.add("states")
            return Outcome(self._updated([address]))

    def unmark(self, address: str) -> Outcome:
        """Take a mark back."""
        self._refuse_if_read_only()
        self.index.question_of(address)
        with self._lock:
            if address not in self.response.marks:
                return Outcome(Change((), (), ()))
            self._changes(address)
            del self.response.marks[address]
            self._changed_parts.add("states")
            return Outcome(self._updated([address]))

    def step_answer(self, address: str, by: int) -> Outcome | None:
        """Take the last change of a choice back (-1) or make it again (1), its mark included. None where there was none
        in this session, or where the answer is a text: that keeps its steps in the field in which it is written."""
        self._refuse_if_read_only()
        with self._lock:
            stood = self._undoing.step(address, self._stood(address), by)
            if stood is None:
                return None
            change = self._put({address: stood.answer}, undoable=False)
            if stood.mark != self.response.marks.get(address):
                self.response.marks.pop(address, None)
                if stood.mark is not None:
                    self.response.marks[address] = stood.mark
                self._changed_parts.add("states")
                change = self._updated([address])
            return Outcome(change)

    def _stood(self, address: str) -> Stood:
        return Stood(self.response.answers.get(address), self.response.marks.get(address))

    def _changes(self, address: str) -> None:
        """Remember what stands at a choice before it changes."""
        place = self.index.input_at.get(address)
        if place is not None and place.kind not in ("line", "text"):
            self._undoing.changes(address, self._stood(address))

    def justify(self, address: str, text: str) -> Outcome:
        """Write the reason that lets a problem of grade ``justify`` pass; an empty one takes it back."""
        self._refuse_if_read_only()
        self.index.question_of(address)
        with self._lock:
            self._put_text(self.response.justifications, address, text)
            self._changed_parts.add("justifications")
            return Outcome(self._updated([address]))

    def note(self, address: str, text: str) -> Outcome:
        """Write a note to oneself or colleagues; never exported. An empty one takes it away."""
        self._refuse_if_read_only()
        self.index.question_of(address)
        with self._lock:
            self._put_text(self.draft.notes, address, text)
            self._changed_parts.add("notes")
            return Outcome(self._updated([address]))

    def flag(self, address: str, on: bool = True) -> Outcome:
        """Flag an input or question for a later look."""
        self._refuse_if_read_only()
        self.index.question_of(address)
        with self._lock:
            if on != (address in self.draft.flags):
                (self.draft.flags.append if on else self.draft.flags.remove)(address)
                self._changed_parts.add("flags")
            return Outcome(self._updated([address]))

    def put_aside(self, address: str, plain: Any) -> None:
        """Keep under ``address`` an answer that the edition has no place for, as it was kept before; None takes it away."""
        self._refuse_if_read_only()
        with self._lock:
            if plain is None:
                self.draft.set_aside.pop(address, None)
            else:
                self.draft.set_aside[address] = plain
            self._changed_parts.add("set_aside")
            self._updated([])

    # Looking

    def given(self, place: Input) -> Answer | None:
        """What was given at an input, parked or not."""
        return self.response.answer(place.address)

    def plain_answers(self) -> dict[str, Any]:
        """All answers in the draft's shape, parked ones included."""
        return plain_answers(self.index, self.response, self.given)

    def last_place(self) -> str | None:
        """The address where the respondent left this draft, if it is still there."""
        address = read_last_place(self.path, self.draft.draft_id)
        with suppress(UnknownAddress):
            if address is not None:
                self.index.question_of(address)
                return address
        return None

    def remember_place(self, address: str) -> None:
        """Remember on this machine where the respondent is; not while somebody else has the draft."""
        if not self.read_only:
            write_last_place(self.path, self.draft.draft_id, address)

    # Earlier wordings

    def changes(self, address: str | None = None) -> list[Step]:
        """Every edit that reached the disk, the oldest first: of everything, or of an input, question or entry.

        Raises NotReadable where the history cannot be read, UnknownAddress where nobody ever knew the address.
        """
        return steps_of(self, address)

    def restore(self, address: str, at: str | int, what: What = "answer") -> Restored:
        """Bring back what stood at an address at a time or with a save (as people write it), or after so many of
        :meth:`changes`: the answer with its mark and reason, or what stands beside it (``what``). A change like any
        other, through the same door. Raises MsqError, and then changes nothing."""
        self._refuse_if_read_only()
        return restore(self, address, at) if what == "answer" else restore_beside(self, address, at, what)

    def keep_wording(self) -> None:
        """Keep in the history how everything is worded now, saved or not: it is about to be replaced."""
        with self._lock:
            self.history.keep(snapshot_of(self.draft), self.draft.save + 1, now())

    # Saving

    def start_autosave(
        self, on_state: Callable[[SaveState], None], pause_seconds: float = DEFAULT_PAUSE_SECONDS
    ) -> None:
        """Save every change from now on, beside the typing."""
        self._autosave = Autosave(self.save, on_state, pause_seconds)
        self.history.joining = True
        if self.is_unsaved:
            self._autosave.changed()

    @property
    def save_state(self) -> SaveState:
        """What may be said about the draft on disk."""
        if self._autosave is not None:
            return self._autosave.state
        return SaveState("not_saved" if self.is_unsaved else "saved")

    @property
    def is_unsaved(self) -> bool:
        """Whether something is not on disk yet."""
        with self._lock:
            changed = self._changed_answers or self._changed_parts or self._new or self._not_on_disk
            return bool(changed) and not self.read_only

    def flush(self) -> SaveState:
        """Save now, and say how it went."""
        if self._autosave is None:
            self.save()
            return SaveState("saved")
        return self._autosave.flush()

    def close(self) -> SaveState:
        """Save what is unsaved, stop saving, and let others have the draft."""
        state = self.save_state
        if self._autosave is not None:
            state = self._autosave.close()
            self._autosave = None
            self.history.finish()
        if self.lock is not None:
            self.lock.release()
            self.lock = None
        return state

    def save(self) -> None:
        """Write the draft if anything changed; raises NotWritten or ChangedOnDisk, and then keeps what is unsaved."""
        with self._saving:
            self._save()

    def _save(self) -> None:
        with self._lock:
            if not self.is_unsaved:
                return
            written, index = snapshot_of(self.draft), self.index
            answers, parts, new = self._changed_answers, self._changed_parts, self._new
            self._changed_answers, self._changed_parts = set(), set()
            before = self.draft.save, self.draft.saved
            self.draft.save += 1
            self.draft.saved = now()
            self._being_saved = answers
            number, when = self.draft.save, self.draft.saved
        try:
            # From the snapshot and without the lock: for a list of thousands of entries this takes longer than a key may
            # wait.
            then = response_in(written)
            made = {key: self._document.made(key, self._plain(key, index, then)) for key in answers}
            with self._lock:
                for key, fragment in made.items():
                    self._document.put_made(key, fragment)
                put_optional(self._document, self.draft, parts)
                put_header(self._document, self.draft)
                data = self._document.text(self.edition.index.order).encode("utf-8")
        except BaseException as error:
            with self._lock:
                self._take_back(answers, parts, before)
            if isinstance(error, MemoryError):
                raise not_written(self.path, error) from None
            raise
        finally:
            self._being_saved = set()
        self._keep_previous()
        try:
            save_draft(self.path, self._document, data, new)
        except BaseException as error:
            with self._lock:
                self._take_back(answers, parts, before)
                if isinstance(error, NotDurable):
                    self._new = False
            raise
        with self._lock:
            self._new = self._not_on_disk = False
        self.history.saved(written, number, when)

    def _keep_previous(self) -> None:
        """Once a session: the draft as it was before, beside it. Where that fails the save goes on: the newest answers
        are worth more than an old copy."""
        if self._keeps_previous:
            try:
                self._keeps_previous = not keep_previous(self.path, self._document)
            except NotWritten as error:
                self._keeps_previous = False
                self.history.trouble = error.message

    def save_copy(self, path: Path) -> None:
        """Write the draft as it is on the screen to another place (a new file); raises NotWritten."""
        data = self.text()
        copy = DraftDocument(counts=self._document.counts, part_counts=self._document.part_counts)
        save_draft(path, copy, data, new=True)

    def text(self) -> bytes:
        """The draft as it is on the screen, in the form of a file."""
        with self._lock:
            for key in self._changed_answers | self._being_saved:
                self._document.put_answer(key, self._plain(key, self.index, self.response))
            put_optional(self._document, self.draft, self._changed_parts)
            return self._document.text(self.edition.index.order).encode("utf-8")

    # The file under the draft

    def look_at_disk(self) -> NotWritten | None:
        """Why the draft could not be saved now: the file was changed by somebody else (ChangedOnDisk), is gone
        (DraftGone) or cannot be read. None where all is well, or where a save is under way, which looks itself. Costs
        one look at the file's date and size."""
        if self._new or not self._saving.acquire(blocking=False):
            return None
        try:
            with self._lock:
                refuse_if_changed(self.path, self._document)
        except NotWritten as found:
            return found
        finally:
            self._saving.release()
        return None

    def count_as_unsaved(self) -> None:
        """The file is not what it was: from now on the draft is not saved until it is written again."""
        with self._lock:
            self._not_on_disk = True
        if self._autosave is not None:
            self._autosave.changed()

    def write_anew(self) -> None:
        """Write a draft whose file is gone, because a person said so; raises NotWritten."""
        with self._lock:
            self._new = True
        try:
            self.save()
        finally:
            with self._lock:
                self._new = False

    @contextmanager
    def held_still(self) -> Iterator[DraftDocument]:
        """While two versions are brought together nothing is changed or made ready to be saved."""
        with self._lock:
            yield self._document

    def go_on_from(self, loaded: LoadedDraft, merged: Merged) -> None:
        """Go on from what is on the disk now and what ``merged`` says; the difference counts as unsaved."""
        with self._lock:
            theirs = loaded.draft
            response, draft = self.response, self.draft
            mine: dict[str, dict[str, Any]] = {
                "answers": response.answers, "states": response.marks, "justifications": response.justifications,
                "notes": draft.notes, "set_aside": draft.set_aside,
            }  # fmt: skip
            on_disk = parts_of(theirs)
            changed = {name for name in on_disk if merged.parts[name] != on_disk[name]}
            keys = {
                self._key_on_disk(address)
                for address in {*merged.parts["answers"], *on_disk["answers"]}
                if merged.parts["answers"].get(address) != on_disk["answers"].get(address)
            }
            keys |= {
                repeat.partition("/")[0]
                for repeat in {*merged.entries, *theirs.response.entries}
                if merged.entries.get(repeat, []) != theirs.response.entries.get(repeat, [])
            }
            for name, values in merged.parts.items():
                mine[name].clear()
                mine[name].update(values)
            response.entries.clear()
            response.entries.update(merged.entries)
            draft.flags[:] = merged.flags
            draft.save = max(draft.save, theirs.save)
            self._document = loaded.document
            self._changed_answers = keys | loaded.changed
            self._changed_parts = (changed - {"answers"}) | (
                {"flags"} if merged.flags != theirs.flags else set()
            )
            if loaded.changed:
                self._changed_parts.add("set_aside")
            self._not_on_disk = False
            self.history.went_on_from(snapshot_of(theirs))
            self._undo.clear()
            self._redo.clear()
            self._undoing.clear()
            self.standing.reindex()
        if self._autosave is not None and not self.read_only:
            self._autosave.changed()

    def _key_on_disk(self, address: str) -> str:
        """As :meth:`_key_of`, also for an entry that is there no more."""
        top = address.partition("/")[0]
        return top if self.edition.index.questions[top].repeated else self._key_of(address)

    def _take_back(self, answers: set[str], parts: set[str], before: tuple[int, str]) -> None:
        self._changed_answers |= answers
        self._changed_parts |= parts
        # Not where the draft went on from another version meanwhile: its count is the higher one.
        if self.draft.save == before[0] + 1:
            self.draft.save, self.draft.saved = before

    # Inside

    def _accepted(self, address: str, plain: Any) -> dict[str, Answer | None]:
        index = self.index
        question = index.question_of(address)
        place = index.input_at.get(address)
        if place is not None:
            if (
                isinstance(plain, str)
                and not plain.strip()
                and place.kind in ("choice", "choices", "country")
            ):
                return {address: None}
            answer = question.accept(place, plain)
            return {address: None if is_unanswered(answer) and place.kind not in ("line", "text") else answer}
        found = question.read(plain)
        return {part.address: found.get(part.path) for part in index.inputs[question.id]}

    def _put(self, entered: Mapping[str, Answer | None], undoable: bool = True) -> Change:
        with self._lock:
            changed = []
            for address, answer in entered.items():
                stood = self.response.answers.get(address)
                if undoable and stood != (answer or None):
                    self._changes(address)
                if answer is None or answer == "":
                    if self.response.answers.pop(address, None) is None:
                        continue
                elif self.response.answers.get(address) == answer:
                    if address not in self.response.marks:
                        continue
                else:
                    self.response.answers[address] = answer
                if answer and self.response.marks.pop(address, None) is not None:
                    self._changed_parts.add("states")
                changed.append(address)
                self._changed_answers.add(self._key_of(address))
            return self._updated(changed) if changed else Change((), (), ())

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only)

    def _updated(self, addresses: list[str]) -> Change:
        change = self.standing.update(addresses)
        if self._autosave is not None:
            self._autosave.changed()
        return change

    def _key_of(self, address: str) -> str:
        """The key of ``answers`` under which a draft keeps an input: everything of a repeat stands under it."""
        top, slash, _ = address.partition("/")
        question = self.index.question_of(address)
        if slash and self.index.questions[top].repeated:
            return top
        return question.id if question.nested else address

    @staticmethod
    def _plain(key: str, index: EditionIndex, response: Response) -> Any:
        """What stands in the draft under a key of ``answers``, parked answers included."""
        question_id = index.owner(key)
        if question_id not in index.questions:
            return None
        given = response.answers.get
        plain = plain_question(question_id, index, response, lambda place: given(place.address))
        return plain.get(key)

    @staticmethod
    def _put_text(texts: dict[str, str], address: str, text: str) -> None:
        cleaned = clean_text(text).text
        if cleaned.strip():
            texts[address] = cleaned
        else:
            texts.pop(address, None)


def _cleaned(plain: Any) -> tuple[Any, int]:
    """Every text inside an answer taken through the door; the number of characters dropped."""
    if isinstance(plain, str):
        cleaned = clean_text(plain)
        return cleaned.text, cleaned.dropped
    if isinstance(plain, Mapping):
        parts = {str(key): _cleaned(value) for key, value in plain.items()}
        return {key: value for key, (value, _) in parts.items()}, sum(lost for _, lost in parts.values())
    if isinstance(plain, list | tuple):
        items = [_cleaned(value) for value in plain]
        return [value for value, _ in items], sum(lost for _, lost in items)
    return plain, 0
