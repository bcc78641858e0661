"""A draft changed by somebody else while it was open: nothing that anybody typed is lost, whatever the order."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msq_tui.core.errors import ChangedOnDisk, DraftGone, NotWritten, ReadOnly
from msq_tui.core.merging import Side
from msq_tui.session.filling import FillingSession
from msq_tui.session.locking import lock_session
from msq_tui.session.opening import Workplace
from msq_tui.session.two_versions import meet_disk
from tests.core.helpers import FEATURES

HERE = "commitments/aaaa"


def workplace(folder: Path) -> Workplace:
    source = FEATURES / "type_repeat.yaml"
    (folder / "editions").mkdir(exist_ok=True)
    (folder / "editions" / "type-repeat.yaml").write_bytes(source.read_bytes())
    return Workplace([folder / "editions"], folder / "drafts")


def two_sessions(folder: Path, first: str = "") -> tuple[FillingSession, FillingSession]:
    """One draft with one entry, or with a text in each of two, opened by two programs."""
    place = workplace(folder)
    session = place.start(place.edition("type-repeat"), folder / "draft.yaml")
    entries = [{"_entry": "aaaa", "title": first}, {"_entry": "bbbb", "title": "second"}]
    session.enter("commitments", entries if first else [{"_entry": "aaaa"}])
    session.save()
    return place.resume(session.path), place.resume(session.path)


@pytest.fixture
def both(tmp_path: Path) -> tuple[FillingSession, FillingSession]:
    return two_sessions(tmp_path)


def on_disk(session: FillingSession) -> FillingSession:
    return workplace(session.path.parent).resume(session.path)


def everything(folder: Path) -> str:
    """The texts of all drafts in a folder."""
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.yaml")))


def settled(session: FillingSession, side: Side = "mine") -> None:
    """Save, deciding every difference for one side, until it is on the disk."""
    while session.is_unsaved:
        try:
            session.save()
        except ChangedOnDisk:
            meeting = meet_disk(session)
            if meeting.found == "differences":
                meet_disk(session, {difference.key: side for difference in meeting.differences})


def test_answers_that_only_one_side_changed_are_brought_together_without_a_question(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    mine.enter(f"{HERE}/done", "yes")
    assert meet_disk(mine).found == "merged"
    mine.save()
    answers = on_disk(mine).response.answers
    assert (answers[f"{HERE}/title"], answers[f"{HERE}/done"]) == ("theirs", "yes")


def test_bringing_together_without_a_difference_makes_no_further_file(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    meet_disk(mine)
    assert [path.name for path in mine.path.parent.glob("*.yaml")] == ["draft.yaml"]


def test_what_came_from_the_file_alone_is_saved_already(both: tuple[FillingSession, FillingSession]) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    meet_disk(mine)
    assert mine.response.answers[f"{HERE}/title"] == "theirs" and not mine.is_unsaved


def test_an_answer_that_both_changed_waits_for_a_choice_and_nothing_is_changed(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    before = mine.path.read_bytes()
    mine.enter(f"{HERE}/title", "mine")
    meeting = meet_disk(mine)
    assert [(d.address, d.mine, d.theirs) for d in meeting.differences] == [
        (f"{HERE}/title", "mine", "theirs")
    ]
    assert mine.response.answers[f"{HERE}/title"] == "mine" and mine.path.read_bytes() == before
    with pytest.raises(ChangedOnDisk):
        mine.save()


@pytest.mark.parametrize(("side", "other"), [("mine", "theirs"), ("theirs", "mine")])
def test_the_version_that_is_not_taken_is_kept_beside(
    both: tuple[FillingSession, FillingSession], side: Side, other: str
) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    mine.enter(f"{HERE}/title", "mine")
    meeting = meet_disk(mine, {("answers", f"{HERE}/title"): side})
    mine.save()
    assert on_disk(mine).response.answers[f"{HERE}/title"] == side
    kept = workplace(mine.path.parent).resume(meeting.kept[0])
    assert len(meeting.kept) == 1 and kept.response.answers[f"{HERE}/title"] == other


def test_nothing_is_decided_where_the_other_version_cannot_be_kept(
    both: tuple[FillingSession, FillingSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    mine.enter(f"{HERE}/title", "mine")

    def full(*_: object, **_more: object) -> None:
        raise NotWritten("full")

    monkeypatch.setattr("msq_tui.session.two_versions.save_draft", full)
    with pytest.raises(NotWritten):
        meet_disk(mine, {("answers", f"{HERE}/title"): "mine"})
    with pytest.raises(ChangedOnDisk):
        mine.save()


def test_an_entry_that_one_removed_and_the_other_worked_on_stays(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, theirs = both
    theirs.enter(f"{HERE}/title", "theirs")
    theirs.save()
    mine.remove_entry("commitments", "aaaa")
    assert meet_disk(mine).found == "merged"
    assert mine.entries("commitments") == ["aaaa"]
    assert mine.response.answers[f"{HERE}/title"] == "theirs"


def test_an_entry_that_one_removed_and_nobody_worked_on_is_gone(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, theirs = both
    theirs.remove_entry("commitments", "aaaa")
    theirs.save()
    mine.flag("commitments")
    meet_disk(mine)
    assert mine.entries("commitments") == []


def test_entries_that_both_added_are_all_there(both: tuple[FillingSession, FillingSession]) -> None:
    mine, theirs = both
    added = theirs.add_entry("commitments")
    theirs.enter(f"commitments/{added}/title", "theirs")
    theirs.save()
    own = mine.add_entry("commitments")
    mine.enter(f"commitments/{own}/title", "mine")
    meet_disk(mine)
    mine.save()
    assert on_disk(mine).entries("commitments") == ["aaaa", own, added]


def test_marks_notes_reasons_and_flags_of_both_are_kept(both: tuple[FillingSession, FillingSession]) -> None:
    mine, theirs = both
    theirs.note(f"{HERE}/title", "their note")
    theirs.flag(f"{HERE}/done")
    theirs.save()
    mine.justify(f"{HERE}/title", "my reason")
    mine.flag(f"{HERE}/title")
    meet_disk(mine)
    mine.save()
    there = on_disk(mine)
    assert there.draft.notes == {f"{HERE}/title": "their note"}
    assert there.response.justifications == {f"{HERE}/title": "my reason"}
    assert sorted(there.draft.flags) == [f"{HERE}/done", f"{HERE}/title"]


def test_remarks_written_by_hand_into_the_other_version_stay(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, _ = both
    text = mine.path.read_text("utf-8").replace("answers:\n", "# by hand\nanswers:\n")
    mine.path.write_text(text, "utf-8")
    mine.enter(f"{HERE}/title", "mine")
    meet_disk(mine)
    mine.save()
    assert "# by hand\nanswers:" in mine.path.read_text("utf-8")


def test_the_count_of_saves_goes_on_from_the_higher_one(both: tuple[FillingSession, FillingSession]) -> None:
    mine, theirs = both
    for text in "abc":
        theirs.enter(f"{HERE}/title", text)
        theirs.save()
    mine.enter(f"{HERE}/done", "yes")
    settled(mine)
    assert on_disk(mine).draft.save == theirs.draft.save + 1


# No file, another file


def test_a_draft_that_is_gone_is_not_saved_and_written_anew_only_when_told(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, _ = both
    mine.enter(f"{HERE}/title", "mine")
    mine.path.unlink()
    with pytest.raises(DraftGone):
        mine.save()
    assert meet_disk(mine).found == "gone" and not mine.path.exists()
    mine.write_anew()
    assert on_disk(mine).response.answers[f"{HERE}/title"] == "mine" and not mine.is_unsaved


def test_writing_anew_never_replaces_what_came_back(both: tuple[FillingSession, FillingSession]) -> None:
    mine, theirs = both
    mine.path.unlink()
    mine.path.write_text("theirs", "utf-8")
    with pytest.raises(NotWritten):
        mine.write_anew()
    assert theirs.path.read_text("utf-8") == "theirs"


def test_a_draft_that_is_back_is_saved_again(both: tuple[FillingSession, FillingSession]) -> None:
    mine, _ = both
    away = mine.path.rename(mine.path.with_name("away"))
    mine.count_as_unsaved()
    with pytest.raises(DraftGone):
        mine.save()
    away.rename(mine.path)
    mine.save()
    assert not mine.is_unsaved


def another_draft(session: FillingSession) -> str:
    return session.path.read_text("utf-8").replace(session.draft.draft_id, "0" * 32)


def of_another_edition(session: FillingSession) -> str:
    return session.path.read_text("utf-8").replace(session.draft.edition, "msq-2024")


def damaged(_: FillingSession) -> str:
    return "msq_draft: 1\nedition: [\n"


@pytest.mark.parametrize(
    ("made", "found"),
    [(another_draft, "other"), (of_another_edition, "other"), (damaged, "unreadable")],
    ids=["other", "other edition", "damaged"],
)
def test_another_draft_or_a_damaged_one_at_its_place_is_left_alone(
    both: tuple[FillingSession, FillingSession], made: Callable[[FillingSession], str], found: str
) -> None:
    mine, _ = both
    mine.path.write_text(made(mine), "utf-8")
    before = mine.path.read_bytes()
    mine.enter(f"{HERE}/title", "mine")
    assert meet_disk(mine).found == found
    with pytest.raises(ChangedOnDisk):
        mine.save()
    assert mine.path.read_bytes() == before


# Only to be read


READ_ONLY = "Somebody has it."


def test_nothing_of_a_draft_opened_to_read_can_be_changed(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, _ = both
    mine.read_only = READ_ONLY
    before = (dict(mine.response.answers), dict(mine.response.entries), mine.path.read_bytes())
    title = f"{HERE}/title"
    changes: list[Callable[[], object]] = [
        lambda: mine.enter(title, "x"), lambda: mine.enter("commitments", []), lambda: mine.clear(title),
        lambda: mine.add_entry("commitments"), lambda: mine.remove_entry("commitments", "aaaa"),
        lambda: mine.move_entry("commitments", "aaaa", 1), lambda: mine.duplicate_entry("commitments", "aaaa"),
        lambda: mine.mark(title, "unknown"), lambda: mine.unmark(title), lambda: mine.justify(title, "x"),
        lambda: mine.note(title, "x"), lambda: mine.flag(title),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(ReadOnly, match=READ_ONLY):
            change()
    mine.save()
    assert before == (dict(mine.response.answers), dict(mine.response.entries), mine.path.read_bytes())


def test_reading_leaves_the_place_of_the_one_who_writes_alone(
    both: tuple[FillingSession, FillingSession],
) -> None:
    mine, theirs = both
    theirs.remember_place(f"{HERE}/title")
    mine.read_only = READ_ONLY
    mine.remember_place(f"{HERE}/done")
    assert theirs.last_place() == f"{HERE}/title"


def test_closing_gives_the_draft_free(both: tuple[FillingSession, FillingSession]) -> None:
    mine, theirs = both
    assert lock_session(mine).lock is not None
    assert lock_session(theirs).lock is None
    mine.close()
    assert lock_session(theirs).lock is not None


# Any order

PLACES = ("title", "title", "activities/t/title", "note", "new entry", "last entry")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["type", "type", "type", "save", "save", "meet mine", "meet theirs", "remove"]),
        st.sampled_from(PLACES),
    ),
    min_size=12,
    max_size=30,
)


def type_more(session: FillingSession, place: str, word: str) -> None:
    """Add a word behind what stands at a place now, as a person goes on writing."""
    entries = session.entries("commitments")
    if place == "new entry" or not entries:
        entry = session.add_entry("commitments")
        session.enter(f"commitments/{entry}/title", word)
        return
    at = f"commitments/{entries[-1 if place == 'last entry' else 0]}"
    place = "title" if place == "last entry" else place
    if place == "note":
        session.note(f"{at}/title", f"{session.draft.notes.get(f'{at}/title', '')} {word}")
        return
    if place.startswith("activities"):
        inner = session.entries(f"{at}/activities") or [session.add_entry(f"{at}/activities")]
        address = f"{at}/activities/{inner[0]}/title"
    else:
        address = f"{at}/{place}"
    session.enter(address, f"{session.response.answers.get(address, '')} {word}")


def removed_words(session: FillingSession, entry: str) -> set[str]:
    prefix = f"commitments/{entry}/"
    texts = [str(text) for at, text in session.response.answers.items() if at.startswith(prefix)]
    return {word for text in texts for word in text.split()}


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_no_order_of_typing_and_saving_by_two_programs_loses_an_answer(
    steps: list[tuple[int, str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sessions = two_sessions(folder, "first")
        typed = {"first", "second"}
        taken_out: set[str] = set()
        for number, (who, what, place) in enumerate(steps):
            session = sessions[who]
            if what == "type":
                typed.add(f"w{number}w")
                type_more(session, place, f"w{number}w")
            elif what == "save":
                try:
                    session.save()
                except ChangedOnDisk:
                    assert session.is_unsaved
            elif what == "remove" and len(session.entries("commitments")) > 1:
                entry = session.entries("commitments")[-1]
                taken_out |= removed_words(session, entry)
                session.remove_entry("commitments", entry)
            elif what.startswith("meet"):
                settled(session, "mine" if what == "meet mine" else "theirs")
        for session in sessions:
            settled(session)
        there = everything(folder)
        assert {word for word in typed - taken_out if word not in there} == set()
