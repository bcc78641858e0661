"""A nested repeat survives any sequence of add, move, copy, remove, type and undo; the draft on disk says the same."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from msq_tui.core.question import Question
from msq_tui.core.standing import Standing
from msq_tui.session.filling import MOST_UNDO, FillingSession
from msq_tui.session.opening import Workplace
from tests.core.helpers import FEATURES, feature

OUTER, INNER = "commitments", "activities"
Entry = dict[str, Any]
"""The model of an entry: its identity under ``_entry``, its texts, and the entries inside it."""

pick = st.integers(0, 11)
words = st.sampled_from(["A", "Bridge: build it", "- 1", "#", "no", "two\nlines", "ñandú"])


def seen(standing: Standing, question: Question) -> tuple[Any, ...]:
    """All there is to say about a question."""
    return question, standing.is_enabled(question.id), standing.problems_of(question.id)


class EntriesMachine(RuleBasedStateMachine):
    """FillingSession beside a plain model of nested lists."""

    folder: Path
    session: FillingSession

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        edition = feature("type_repeat")
        (self.folder / f"{edition.id}.yaml").write_bytes((FEATURES / "type_repeat.yaml").read_bytes())
        self.workplace = Workplace([self.folder], self.folder / "drafts")
        self.session = self.workplace.start(self.workplace.edition(edition.id), self.folder / "draft.yaml")
        self.model: list[Entry] = []
        # What undo brings back: the address of a repeat, and the entries it had, each as it was then.
        self.before: list[tuple[str, list[Entry]]] = []

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    # The model

    def repeats(self) -> list[tuple[str, list[Entry]]]:
        """Every repeat with its entries."""
        inside = [(f"{OUTER}/{entry['_entry']}/{INNER}", entry.setdefault(INNER, [])) for entry in self.model]
        return [(OUTER, self.model), *inside]

    def chosen(self, at: int) -> tuple[str, list[Entry]]:
        repeats = self.repeats()
        return repeats[at % len(repeats)]

    def filled(self, at: int) -> tuple[str, list[Entry]]:
        repeats = [repeat for repeat in self.repeats() if repeat[1]]
        return repeats[at % len(repeats)]

    def remember(self, repeat: str, entries: list[Entry]) -> None:
        self.before.append((repeat, copy.deepcopy(entries)))
        del self.before[:-MOST_UNDO]

    def renewed(self, entry: Entry, repeat: str, identity: str) -> Entry:
        """A copy of an entry. The identities inside it are for the product to choose; they must only be its own."""
        fresh = copy.deepcopy(entry) | {"_entry": identity}
        inside = f"{repeat}/{identity}/{INNER}"
        if fresh.get(INNER):
            identities = self.session.entries(inside)
            assert not set(identities) & {inner["_entry"] for inner in entry[INNER]}
            fresh[INNER] = [
                inner | {"_entry": own} for inner, own in zip(fresh[INNER], identities, strict=True)
            ]
        return fresh

    # What is done

    @rule(at=pick, behind=pick, last=st.booleans())
    def add(self, at: int, behind: int, last: bool) -> None:
        repeat, entries = self.chosen(at)
        self.remember(repeat, entries)
        after = None if last or not entries else behind % len(entries)
        identity = self.session.add_entry(repeat, None if after is None else entries[after]["_entry"])
        entries.insert(len(entries) if after is None else after + 1, {"_entry": identity})

    @precondition(lambda self: self.model)
    @rule(at=pick, which=pick, by=st.sampled_from([-1, 1]))
    def move(self, at: int, which: int, by: int) -> None:
        repeat, entries = self.filled(at)
        which %= len(entries)
        possible = 0 <= which + by < len(entries)
        if possible:
            self.remember(repeat, entries)
        assert self.session.move_entry(repeat, entries[which]["_entry"], by) is possible
        if possible:
            entries.insert(which + by, entries.pop(which))

    @precondition(lambda self: self.model)
    @rule(at=pick, which=pick)
    def duplicate(self, at: int, which: int) -> None:
        repeat, entries = self.filled(at)
        which %= len(entries)
        self.remember(repeat, entries)
        identity = self.session.duplicate_entry(repeat, entries[which]["_entry"])
        entries.insert(which + 1, self.renewed(entries[which], repeat, identity))

    @precondition(lambda self: self.model)
    @rule(at=pick, which=pick)
    def remove(self, at: int, which: int) -> None:
        repeat, entries = self.filled(at)
        self.remember(repeat, entries)
        self.session.remove_entry(repeat, entries.pop(which % len(entries))["_entry"])

    @precondition(lambda self: self.model)
    @rule(at=pick, which=pick, text=words)
    def write_a_title(self, at: int, which: int, text: str) -> None:
        repeat, entries = self.filled(at)
        entry = entries[which % len(entries)]
        self.session.enter(f"{repeat}/{entry['_entry']}/title", text)
        entry["title"] = text

    @precondition(lambda self: self.model)
    @rule(which=pick, answer=st.sampled_from(["yes", "no"]), since=words)
    def answer_and_park(self, which: int, answer: str, since: str) -> None:
        entry = self.model[which % len(self.model)]
        self.session.enter(f"{OUTER}/{entry['_entry']}/when", since)
        self.session.enter(f"{OUTER}/{entry['_entry']}/done", answer)
        entry |= {"when": since, "done": answer}

    @rule()
    def undo(self) -> None:
        if not self.before:
            assert self.session.undo_entries() is None
            return
        repeat, then = self.before.pop()
        assert self.session.undo_entries() == repeat
        now = dict(self.repeats())[repeat]
        # What was written since in an entry that is still there stays.
        still = {entry["_entry"]: entry for entry in now}
        now[:] = [still.get(entry["_entry"], entry) for entry in then]

    @rule()
    def leave_and_come_back(self) -> None:
        self.session.save()
        self.session = self.workplace.resume(self.session.path)
        self.before = []

    # What holds after each

    def plain(self) -> dict[str, Any]:
        def written(entries: list[Entry]) -> list[Entry]:
            return [
                {
                    name: written(value) if name == INNER else value
                    for name, value in entry.items()
                    if value != []
                }
                for entry in entries
            ]

        return {OUTER: written(self.model)} if self.model else {}

    @invariant()
    def the_session_holds_what_the_model_holds(self) -> None:
        if hasattr(self, "model"):
            assert self.session.plain_answers() == self.plain()

    @invariant()
    def the_standing_is_that_of_a_fresh_look(self) -> None:
        if hasattr(self, "model"):
            kept, fresh = self.session.standing, Standing(self.session.edition, self.session.response)
            assert [seen(kept, question) for question in kept.index.questions.values()] == [
                seen(fresh, question) for question in fresh.index.questions.values()
            ]
            assert (kept.progress, kept.parked()) == (fresh.progress, fresh.parked())
            assert kept.section_progress("main") == fresh.section_progress("main")

    @invariant()
    def nothing_is_left_behind_of_entries_that_are_gone(self) -> None:
        if hasattr(self, "model"):
            assert set(self.session.response.answers) <= set(self.session.index.input_at)
            assert set(self.session.response.entries) <= {repeat for repeat, _ in self.repeats()}

    @invariant()
    def the_draft_read_back_is_the_same(self) -> None:
        if hasattr(self, "model"):
            self.session.save()
            again = self.workplace.resume(self.session.path)
            assert again.findings == ()
            assert again.plain_answers() == self.plain()


TestAnySequenceOfEntries = EntriesMachine.TestCase
TestAnySequenceOfEntries.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a sequence writes thousands of drafts
)
