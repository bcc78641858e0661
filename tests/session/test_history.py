"""What a session adds to the history, and how an earlier wording comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import NotReadable, NotUnderstood, UnknownAddress, WrongUsage
from msq_tui.core.history import Snapshot
from msq_tui.session import history
from msq_tui.session.filling import FillingSession
from msq_tui.session.history import History
from msq_tui.session.restoring import earlier_wordings
from tests.files.drafts import resumed, started

FIELD = "egov_portal"


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    return started(tmp_path)


def put(session: FillingSession, address: str, plain: Any) -> None:
    session.enter(address, plain) if plain is not None else session.clear(address)
    session.save()


def told(session: FillingSession, address: str | None = None) -> list[tuple[str, Any, Any]]:
    return [(step.address, step.before, step.after) for step in session.changes(address)]


def lines(session: FillingSession) -> list[dict[str, Any]]:
    return [json.loads(line) for line in session.history.path.read_text("ascii").splitlines()]


# Recording


def test_each_save_adds_what_it_changed(session: FillingSession) -> None:
    put(session, "cio", "yes")
    put(session, "cio", "no")
    put(session, "contact", {"name": "Ana", "email": "a@b.example"})
    assert told(session) == [
        ("cio", None, "yes"), ("cio", "yes", "no"), ("contact/name", None, "Ana"), ("contact/email", None, "a@b.example"),
    ]  # fmt: skip


def test_marks_reasons_and_notes_are_steps(session: FillingSession) -> None:
    session.mark("cio.details", "unknown", "not yet")
    session.justify("consent", "by letter")
    session.note("cio", "ask")
    session.save()
    assert [(step.part, step.after) for step in session.changes()] == [
        ("mark", {"state": "unknown", "reason": "not yet"}),
        ("justification", "by letter"),
        ("note", "ask"),
    ]


def test_what_was_not_saved_is_in_no_history(session: FillingSession, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    session.enter("cio", "yes")

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(Exception, match="NOT SAVED"):
            session.save()
    assert not session.history.path.exists()
    session.enter("cio", "no")
    session.save()
    assert told(session) == [("cio", None, "no")]


def test_a_step_names_the_save_and_the_time_of_the_draft(session: FillingSession) -> None:
    put(session, "cio", "yes")
    (line,) = lines(session)
    assert (line["save"], line["time"], line["draft"]) == (session.draft.save, session.draft.saved, session.draft.draft_id)  # fmt: skip


def test_a_history_that_cannot_be_written_never_fails_a_save(session: FillingSession) -> None:
    session.history.path.mkdir()
    put(session, "cio", "yes")
    assert resumed(session.path).response.answers["cio"] == "yes"


def test_a_history_that_cannot_be_written_is_told_of_once(session: FillingSession) -> None:
    session.history.path.mkdir()
    put(session, "cio", "yes")
    first = session.history.take_trouble()
    put(session, "cio", "no")
    assert ("Safe" in first, session.history.take_trouble()) == (True, "")


def test_a_history_that_cannot_be_written_at_the_end_is_told_of_and_the_draft_is_saved(
    session: FillingSession,
) -> None:
    session.start_autosave(lambda _: None, 3600.0)
    session.enter(FIELD, "typed to the end")
    session.history.path.mkdir()
    state = session.close()
    told = session.history.take_trouble()
    assert (state.word, "1 change of this session" in told, "Safe: the draft itself is saved" in told) == ("saved", True, True)  # fmt: skip
    assert resumed(session.path).response.answers[FIELD] == "typed to the end"


def test_what_could_not_be_written_is_written_later(session: FillingSession) -> None:
    session.history.path.mkdir()
    put(session, "cio", "yes")
    session.history.path.rmdir()
    put(session, "cio", "no")
    assert told(session) == [("cio", None, "yes"), ("cio", "yes", "no")]


def test_an_edit_by_hand_is_found(session: FillingSession) -> None:
    put(session, "cio", "yes")
    text = session.path.read_text("utf-8")
    session.path.write_text(text.replace('cio: "yes"', 'cio: "no"'), "utf-8")
    again = resumed(session.path)
    (_, found) = again.changes("cio")
    assert (found.before, found.after, found.found) == ("yes", "no", True)


def test_a_large_history_is_thinned(session: FillingSession, monkeypatch: pytest.MonkeyPatch) -> None:
    put(session, "cio", "yes")
    monkeypatch.setattr(session.history, "_thin_past", 10)
    thinned: list[Path] = []

    def looked_through(path: Path, _: str) -> int:
        thinned.append(path)
        return 0

    monkeypatch.setattr(history, "thin", looked_through)
    put(session, "cio", "no")
    put(session, "cio", "yes")
    assert thinned == [session.history.path], "and not looked through again at the next save"


# Joining


class Typing:
    """A history of one text, its stages saved one after the other, with a clock that is set by hand."""

    def __init__(self, folder: Path, text: str | None = None, most: int | None = 20) -> None:
        self.time = 0.0
        known = Snapshot({"answer": {FIELD: text} if text is not None else {}})
        self.history = History(folder / "d.yaml", "id", known, lambda _: most, lambda: self.time)
        self.history.joining = True
        self.save = 0

    def __call__(self, text: str | None, other: str = "") -> None:
        self.save += 1
        answers = {name: value for name, value in ((FIELD, text), ("other", other)) if value}
        self.history.saved(Snapshot({"answer": answers}), self.save, f"t{self.save}")

    @property
    def written(self) -> list[tuple[Any, Any]]:
        if not self.history.path.exists():
            return []
        found = [json.loads(line) for line in self.history.path.read_text("ascii").splitlines()]
        return [(one["from"], one["to"]) for one in found if one["address"] == FIELD]


def test_stages_of_a_text_being_written_are_one_step(tmp_path: Path) -> None:
    typing = Typing(tmp_path)
    for stage in ("T", "The p", "The port", "The portal"):
        typing(stage)
    typing.history.write()
    assert typing.written == [(None, "The portal")]


def test_what_a_text_replaces_is_written_at_once(tmp_path: Path) -> None:
    typing = Typing(tmp_path, "An old text")
    typing("x")
    assert typing.written == [("An old text", "x")]


def test_a_wording_is_written_before_much_of_it_is_taken_away(tmp_path: Path) -> None:
    typing = Typing(tmp_path)
    long = "A long text of more than twenty characters."
    for stage in (long, "A"):
        typing(stage)
    assert (None, long) in typing.written


def test_little_by_little_no_more_is_taken_away_than_at_once(tmp_path: Path) -> None:
    typing = Typing(tmp_path)
    long = "".join(chr(ord("a") + n % 26) for n in range(60))
    for at in range(60, -1, -5):
        typing(long[:at])
    typing.history.write()
    assert all(
        any(len(long[:at]) - 20 <= len(str(to or "")) and str(to or "") in long for _, to in typing.written)
        for at in range(60, 0, -5)
    )
    assert len(typing.written) > 3


def test_each_step_begins_where_the_last_one_ended(tmp_path: Path) -> None:
    typing = Typing(tmp_path, "old")
    for stage in ("old a", "old abc", "x" * 40, "x" * 50, "", "n", "new"):
        typing(stage)
    typing.history.write()
    assert [after for _, after in typing.written[:-1]] == [before for before, _ in typing.written[1:]]


def test_another_answer_ends_the_run(tmp_path: Path) -> None:
    typing = Typing(tmp_path)
    typing("one")
    typing("one", other="x")
    assert typing.written == [(None, "one")]


def test_after_a_minute_a_stage_is_written(tmp_path: Path) -> None:
    typing = Typing(tmp_path)
    typing("one")
    typing.time = 61
    typing("one two")
    assert typing.written == [(None, "one")]


def test_choices_are_never_joined(tmp_path: Path) -> None:
    typing = Typing(tmp_path, most=None)
    for code in ("option_a", "option_b", "option_a"):
        typing(code)
    assert typing.written == [(None, "option_a"), ("option_a", "option_b"), ("option_b", "option_a")]


def test_a_number_is_joined_only_while_digits_are_added(tmp_path: Path) -> None:
    typing = Typing(tmp_path, most=0)
    for digits in ("1", "15", "16"):
        typing(digits)
    assert typing.written == [(None, "15")]


def test_a_session_that_is_closed_leaves_nothing_unwritten(session: FillingSession) -> None:
    session.start_autosave(lambda _: None, 3600)
    session.enter(FIELD, "one")
    session.flush()
    session.enter(FIELD, "one two")
    session.close()
    assert [(line["from"], line["to"]) for line in lines(session)] == [(None, "one two")]


# Bringing back


def test_a_wording_comes_back_by_the_number_of_its_save(session: FillingSession) -> None:
    put(session, FIELD, "first")
    at = session.draft.save
    put(session, FIELD, "second")
    session.restore(FIELD, str(at))
    assert session.response.answers[FIELD] == "first"


def test_before_the_first_answer_there_is_none(session: FillingSession) -> None:
    put(session, FIELD, "first")
    session.restore(FIELD, "1")
    assert FIELD not in session.response.answers


def test_a_wording_comes_back_by_a_time(session: FillingSession, monkeypatch: pytest.MonkeyPatch) -> None:
    for hour, text in (("10", "first"), ("12", "second"), ("14", "third")):
        monkeypatch.setattr("msq_tui.session.filling.now", lambda hour=hour: f"2026-11-21T{hour}:00:00Z")
        put(session, FIELD, text)
    found = []
    for at in ("2026-11-21 09:59", "2026-11-21T10:00:00Z", "2026-11-21 11:30", "2026-11-21T14:00+02:00", "2026-11-21"):  # fmt: skip
        resumed_session = resumed(session.path)
        resumed_session.restore(FIELD, at)
        found.append(resumed_session.response.answers.get(FIELD))
    assert found == [None, "first", "first", "second", "third"]


@pytest.mark.parametrize("at", ["", "yesterday", "-1", "2026-13-01", "1.5", "\x1b[2J", "99999999999"])
def test_what_is_no_time_is_refused_and_changes_nothing(session: FillingSession, at: str) -> None:
    put(session, FIELD, "first")
    with pytest.raises(WrongUsage, match="is no time"):
        session.restore(FIELD, at)
    assert session.response.answers[FIELD] == "first" and not session.is_unsaved


def test_bringing_back_can_be_taken_back(session: FillingSession) -> None:
    put(session, FIELD, "first")
    put(session, FIELD, "second")
    session.restore(FIELD, str(session.draft.save - 1))
    session.save()
    session.restore(FIELD, str(session.draft.save - 1))
    assert session.response.answers[FIELD] == "second"


def test_what_was_not_yet_saved_is_kept_when_an_earlier_wording_comes_back(session: FillingSession) -> None:
    session.start_autosave(lambda _: None, 3600)
    session.enter(FIELD, "first, a long one that is replaced")
    session.flush()
    session.enter(FIELD, "typed just now")
    session.restore(FIELD, str(session.draft.save))
    session.close()
    assert str(session.response.answers[FIELD]).startswith("first")
    assert "typed just now" in [line["to"] for line in lines(session)]


def test_a_contact_comes_back_whole(session: FillingSession) -> None:
    put(session, "contact", {"name": "Ana", "email": "a@b.example"})
    at = session.draft.save
    put(session, "contact", {"name": "Eva", "title": "Director"})
    session.restore("contact", str(at))
    assert session.plain_answers()["contact"] == {"name": "Ana", "email": "a@b.example"}


def test_one_field_of_a_contact_comes_back_alone(session: FillingSession) -> None:
    put(session, "contact", {"name": "Ana", "email": "a@b.example"})
    at = session.draft.save
    put(session, "contact", {"name": "Eva", "email": "e@b.example"})
    session.restore("contact/name", str(at))
    assert session.plain_answers()["contact"] == {"name": "Ana", "email": "e@b.example"}


def test_a_mark_comes_back_with_its_reason(session: FillingSession) -> None:
    session.mark("cio.details", "unknown", "not yet")
    session.save()
    at = session.draft.save
    session.unmark("cio.details")
    put(session, "cio.details", "known now")
    session.restore("cio.details", str(at))
    mark = session.response.marks["cio.details"]
    assert (mark.state, mark.reason, "cio.details" in session.response.answers) == ("unknown", "not yet", False)  # fmt: skip


def test_what_stands_as_it_stood_is_not_changed(session: FillingSession) -> None:
    put(session, FIELD, "first")
    assert (session.restore(FIELD, "2027").changed, session.is_unsaved) == (False, False)


def rewritten(session: FillingSession, **changes: Any) -> None:
    """The history with its first line changed, as if the edition had been another one."""
    found = lines(session)
    found[0].update(changes)
    session.history.path.write_text("".join(json.dumps(line) + "\n" for line in found), "ascii")


def test_an_answer_to_a_question_that_is_gone_is_told_and_not_invented(session: FillingSession) -> None:
    put(session, FIELD, "first")
    rewritten(session, address="gone.question")
    before = dict(session.response.answers)
    with pytest.raises(UnknownAddress, match="not asked in this edition any more"):
        session.restore("gone.question", "9")
    assert session.response.answers == before


def test_an_answer_that_no_longer_fits_is_told_and_changes_nothing(session: FillingSession) -> None:
    put(session, "cio", "yes")
    put(session, "cio", "no")
    rewritten(session, to="perhaps")
    with pytest.raises(NotUnderstood, match="does not fit the question any more"):
        session.restore("cio", str(session.draft.save - 1))
    assert session.response.answers["cio"] == "no"


def test_an_address_that_nobody_knows_is_unknown(session: FillingSession) -> None:
    with pytest.raises(UnknownAddress, match="There is no"):
        session.restore("nowhere", "1")


def test_an_answer_never_given_has_no_earlier_wording(session: FillingSession) -> None:
    with pytest.raises(WrongUsage, match="No earlier wording"):
        session.restore(FIELD, "1")


def test_a_history_that_cannot_be_read_is_told_of(session: FillingSession) -> None:
    put(session, FIELD, "first")
    session.history.path.rename(session.path.with_name("x"))
    session.history.path.symlink_to("x")
    with pytest.raises(NotReadable, match="Safe"):
        session.changes()


# The list of one answer


def wordings(session: FillingSession, address: str) -> list[str]:
    return [wording.text for wording in earlier_wordings(session, session.index.input_at[address])]


def test_earlier_wordings_are_listed_newest_first_without_the_present_one(session: FillingSession) -> None:
    for text in ("one text", "another text", "a third text"):
        put(session, FIELD, text)
    assert wordings(session, FIELD) == ["another text", "one text", "(not answered)"]


def test_every_wording_listed_comes_back(session: FillingSession) -> None:
    for text in ("one text", "another text", "a third text"):
        put(session, FIELD, text)
    for wording in earlier_wordings(session, session.index.input_at[FIELD]):
        session.restore(FIELD, wording.count)
        assert session.response.answers.get(FIELD) == wording.answer


def test_a_stage_of_the_next_wording_is_not_listed(session: FillingSession) -> None:
    for text in ("old words", "n", "new wo", "new words"):
        put(session, FIELD, text)
    assert wordings(session, FIELD) == ["old words", "(not answered)"]


def test_a_choice_is_listed_by_its_label_and_a_mark_in_words(session: FillingSession) -> None:
    put(session, "strategy", "yes")
    put(session, "strategy", "no")
    session.mark("strategy", "unknown", "not yet")
    session.save()
    put(session, "strategy", "yes")
    assert "No" in wordings(session, "strategy")
