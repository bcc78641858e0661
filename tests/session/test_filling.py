"""One draft being filled in: the only door, and what a save does to memory and disk."""

from __future__ import annotations

import errno
import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import ChangedOnDisk, MsqError, NotUnderstood, NotWritten, UnknownAddress, WrongUsage
from msq_tui.files import atomic
from msq_tui.files.places import place_file
from msq_tui.session.filling import FillingSession
from tests.files.drafts import full_answers, resumed, started


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    return started(tmp_path)


def state_of(session: FillingSession) -> Any:
    return (
        dict(session.response.answers), dict(session.response.marks), dict(session.response.justifications),
        dict(session.draft.notes), list(session.draft.flags), session.is_unsaved,
    )  # fmt: skip


# The door


def test_a_typed_text_is_kept_as_typed(session: FillingSession) -> None:
    session.enter("egov_portal", " https://x.example/#!/a [b]\n\tтекст ")
    assert session.response.answers["egov_portal"] == " https://x.example/#!/a [b]\n\tтекст "


def test_controls_are_dropped_and_counted(session: FillingSession) -> None:
    outcome = session.enter("egov_portal", "a\x1b[2Jb\x00\u202ec")
    assert (session.response.answers["egov_portal"], outcome.dropped) == ("a[2Jbc", 3)


def test_controls_inside_a_table_are_dropped_and_counted(session: FillingSession) -> None:
    outcome = session.enter("portals", {"e_services": "a\x07", "others": "b\x07"})
    assert (session.response.answers["portals/e_services"], outcome.dropped) == ("a", 2)


@pytest.mark.parametrize(
    "address", ["", "gone", "cio/other", "contact/fax", "contact/name/x", "/", "cio/", "../x"]
)
@pytest.mark.parametrize("change", ["enter", "clear", "mark", "unmark", "justify", "note", "flag"])
def test_an_unknown_address_is_refused_and_changes_nothing(
    session: FillingSession, change: str, address: str
) -> None:
    before = state_of(session)
    more = {"enter": ("x",), "mark": ("unknown",), "justify": ("x",), "note": ("x",)}.get(change, ())
    with pytest.raises(UnknownAddress):
        getattr(session, change)(address, *more)
    assert state_of(session) == before


NOT_UNDERSTOOD: list[tuple[str, Any]] = [
    ("cio", "maybe"), ("cio", ["yes"]), ("country", "Paraguay?"), ("country", {"a": "b"}), ("contact", "Ana"),
    ("contact", {"fax": "1"}), ("contact", {"name": {"first": "Ana"}}), ("portals", ["x"]), ("egov_portal", ["x"]),
    ("egov_portal", None), ("respondent_basis", ["authorized", "nobody"]), ("respondent_basis", [["authorized"]]),
    ("respondent_basis", 7), ("contact/name", {"a": "b"}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "plain"), NOT_UNDERSTOOD, ids=lambda value: str(value)[:24])
def test_an_answer_of_another_shape_is_refused_and_changes_nothing(
    session: FillingSession, address: str, plain: Any
) -> None:
    before = state_of(session)
    with pytest.raises(NotUnderstood):
        session.enter(address, plain)
    assert state_of(session) == before


def test_several_answers_are_given_all_or_none(session: FillingSession) -> None:
    before = state_of(session)
    with pytest.raises(MsqError):
        session.enter_all({"egov_agency": "MITIC", "cio": "maybe"})
    assert state_of(session) == before


def test_a_mark_that_is_not_allowed_is_refused_and_changes_nothing(session: FillingSession) -> None:
    before = state_of(session)
    with pytest.raises(WrongUsage):
        session.mark("consent", "unknown")
    assert state_of(session) == before


def test_an_answer_takes_a_mark_away(session: FillingSession) -> None:
    session.mark("egov_agency", "unknown", "Nobody knows.")
    session.enter("egov_agency", "MITIC")
    assert session.response.marks == {}


def test_a_mark_parks_the_answer_and_taking_it_back_restores_it(session: FillingSession) -> None:
    session.enter("egov_agency", "MITIC")
    session.mark("egov_agency", "unknown")
    parked = session.standing.parked()
    session.unmark("egov_agency")
    assert (parked, session.standing.read("egov_agency")) == (["egov_agency"], "MITIC")


@pytest.mark.parametrize(
    "address", ["cio", "contact", "contact/email", "respondent_basis", "strategy_period/other", "egov_portal"]
)
def test_a_cleared_answer_is_gone_and_its_neighbours_stay(session: FillingSession, address: str) -> None:
    session.enter_all(full_answers(session.edition))
    before = dict(session.response.answers)
    session.clear(address)
    gone = before.keys() - session.response.answers.keys()
    whole = {a for a in before if address == "contact" and a.startswith("contact/")}
    assert gone == (whole or {address})


def test_a_whole_contact_given_again_takes_back_the_fields_left_out(session: FillingSession) -> None:
    session.enter("contact", {"name": "Ana", "email": "a@b.example"})
    session.enter("contact", {"name": "Eva"})
    assert session.plain_answers() == {"contact": {"name": "Eva"}}


@pytest.mark.parametrize(
    "change", [lambda s: s.note("cio", ""), lambda s: s.note("cio", " \n"), lambda s: s.flag("cio", False)]
)
def test_an_empty_note_or_flag_is_taken_away(
    session: FillingSession, change: Callable[[FillingSession], Any]
) -> None:
    session.note("cio", "Ask.")
    session.flag("cio")
    change(session)
    session.save()
    again = resumed(session.path)
    assert not (again.draft.notes and again.draft.flags)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda s: s.mark("egov_agency", "unknown", "Why"), "marks"),
        (lambda s: s.justify("cio", "Because"), "justifications"),
        (lambda s: s.note("cio", "line\nline "), "notes"),
        (lambda s: s.flag("contact/name"), "flags"),
    ],
    ids=["mark", "justification", "note", "flag"],
)  # fmt: skip
def test_what_stands_beside_answers_is_there_after_resuming(
    session: FillingSession, change: Callable[[FillingSession], Any], part: str
) -> None:
    change(session)
    session.save()
    again = resumed(session.path)
    holder: Any = again.response if hasattr(again.response, part) else again.draft
    assert (
        getattr(holder, part)
        == getattr(session.response if hasattr(session.response, part) else session.draft, part)
        != {}
    )


# Saving


def test_a_save_without_a_change_does_not_touch_the_file(session: FillingSession) -> None:
    before = session.path.stat()
    session.save()
    assert (session.path.stat().st_mtime_ns, session.path.stat().st_ino) == (
        before.st_mtime_ns,
        before.st_ino,
    )


def test_giving_the_same_answer_again_is_no_change(session: FillingSession) -> None:
    session.enter("cio", "yes")
    session.save()
    session.enter("cio", "yes")
    assert not session.is_unsaved


OPERATIONS = ["open", "write", "fsync", "close", "rename", "open folder", "fsync folder", "close folder"]


def failing(monkeypatch: pytest.MonkeyPatch, failing_one: str, number: int) -> None:
    """Let one operation of the next save fail once."""
    seen: list[str] = []
    done: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            turn = f"{name} folder" if "rename" in seen else name
            seen.append(name)
            if turn != failing_one or done:
                return real(*arguments, **more)
            done.append(name)
            if name == "close":
                real(*arguments, **more)
            raise OSError(number, os.strerror(number))

        return call

    for name in ("open", "write", "fsync", "close"):
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    monkeypatch.setattr(Path, "replace", counted("rename", Path.replace))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_after_a_failed_save_the_next_one_writes_everything(session: FillingSession, operation: str) -> None:
    session.enter("egov_agency", "MITIC")
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, operation, errno.EIO)
        with pytest.raises(NotWritten):
            session.save()
    session.save()
    assert resumed(session.path).plain_answers() == {"egov_agency": "MITIC"}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_after_a_failed_save_the_session_is_unsaved(session: FillingSession, operation: str) -> None:
    session.enter("egov_agency", "MITIC")
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, operation, errno.ENOSPC)
        with pytest.raises(NotWritten):
            session.save()
    assert session.is_unsaved


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_note_alone_is_unsaved_after_a_failed_save_and_written_by_the_next_one(
    session: FillingSession, operation: str
) -> None:
    session.note("cio", "Ask.")
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, operation, errno.EIO)
        with pytest.raises(NotWritten):
            session.save()
    unsaved = session.is_unsaved
    session.save()
    assert (unsaved, resumed(session.path).draft.notes) == (True, {"cio": "Ask."})


@pytest.mark.parametrize("operation", OPERATIONS)
def test_after_a_failed_save_the_draft_on_disk_is_whole(session: FillingSession, operation: str) -> None:
    session.enter("egov_agency", "MITIC")
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, operation, errno.ENOSPC)
        with pytest.raises(NotWritten):
            session.save()
    assert resumed(session.path).plain_answers() in ({}, {"egov_agency": "MITIC"})


def test_a_failed_save_does_not_count(session: FillingSession) -> None:
    session.enter("egov_agency", "MITIC")
    before = session.draft.save
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, "fsync", errno.EIO)
        with pytest.raises(NotWritten):
            session.save()
    assert session.draft.save == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_new_draft_can_be_saved_after_its_first_save_failed(tmp_path: Path, operation: str) -> None:
    first = started(tmp_path)
    fresh = FillingSession(
        first.loaded_edition, first.draft, first._document.__class__(), tmp_path / "new.yaml", new=True
    )
    fresh.enter("egov_agency", "MITIC")
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, operation, errno.EIO)
        with pytest.raises(NotWritten):
            fresh.save()
    fresh.save()
    assert resumed(fresh.path).plain_answers() == {"egov_agency": "MITIC"}


def test_a_draft_changed_on_disk_is_never_overwritten(session: FillingSession) -> None:
    other = resumed(session.path)
    other.enter("cio", "yes")
    other.save()
    theirs = session.path.read_bytes()
    session.enter("cio", "no")
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert session.path.read_bytes() == theirs


@pytest.mark.parametrize("how", ["another file of the same size and time", "the same file and time, longer"])
def test_a_draft_changed_on_disk_within_the_same_size_and_time_is_not_taken_for_ours(
    session: FillingSession, how: str
) -> None:
    session.enter("cio", "yes")
    session.save()
    before = session.path.stat()
    replaced = how.startswith("another")
    changed = session.path.with_suffix(".copy") if replaced else session.path
    theirs = session.path.read_bytes().replace(b'cio: "yes"', b'cio: "no" ' if replaced else b'cio: "no"   ')
    changed.write_bytes(theirs)
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    changed.replace(session.path)
    session.enter("egov_agency", "MITIC")
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert session.path.read_bytes() == theirs


@pytest.mark.parametrize("confirmed", [True, False])
def test_what_somebody_else_writes_in_the_moment_after_our_rename_is_not_taken_for_ours(
    session: FillingSession, monkeypatch: pytest.MonkeyPatch, confirmed: bool
) -> None:
    theirs = session.path.read_bytes() + b"# theirs\n"

    def meanwhile(_: Path) -> None:
        session.path.write_bytes(theirs)
        if not confirmed:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    session.enter("cio", "yes")
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "sync_folder", meanwhile)
        with suppress(NotWritten):
            session.save()
    session.enter("cio", "no")
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert session.path.read_bytes() == theirs


def test_a_draft_that_is_gone_is_not_written_anew_in_silence(session: FillingSession) -> None:
    session.path.unlink()
    session.enter("cio", "no")
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert not session.path.exists()


def test_a_draft_touched_without_change_is_still_ours(session: FillingSession) -> None:
    os.utime(session.path, ns=(1, 1))
    session.enter("cio", "no")
    session.save()
    assert resumed(session.path).plain_answers() == {"cio": "no"}


def test_a_draft_with_other_line_ends_can_be_saved_twice(session: FillingSession) -> None:
    session.path.write_bytes(session.path.read_bytes().replace(b"\n", b"\r\n"))
    again = resumed(session.path)
    for answer in ("yes", "no"):
        again.enter("cio", answer)
        again.save()
    assert resumed(session.path).plain_answers() == {"cio": "no"}


def test_a_copy_holds_what_is_on_the_screen_and_leaves_the_draft_alone(
    session: FillingSession, tmp_path: Path
) -> None:
    before = session.path.read_bytes()
    session.enter("egov_agency", "MITIC")
    session.save_copy(tmp_path / "copy.yaml")
    assert resumed(tmp_path / "copy.yaml").plain_answers() == {"egov_agency": "MITIC"}
    assert session.path.read_bytes() == before and session.is_unsaved


def test_a_copy_never_replaces_a_file(session: FillingSession, tmp_path: Path) -> None:
    (tmp_path / "copy.yaml").write_bytes(b"mine")
    (tmp_path / "link.yaml").symlink_to("nowhere")
    for name in ("copy.yaml", "link.yaml"):
        with pytest.raises(NotWritten):
            session.save_copy(tmp_path / name)
    assert (tmp_path / "copy.yaml").read_bytes() == b"mine" and (tmp_path / "link.yaml").is_symlink()


def test_autosave_brings_every_change_to_disk(session: FillingSession) -> None:
    session.start_autosave(lambda _: None, 3600.0)
    session.enter("egov_agency", "MITIC")
    session.note("cio", "Ask.")
    state = session.close()
    again = resumed(session.path)
    assert (state.word, again.plain_answers(), again.draft.notes) == (
        "saved",
        {"egov_agency": "MITIC"},
        {"cio": "Ask."},
    )


def test_saved_is_said_only_when_the_answer_is_on_disk(session: FillingSession) -> None:
    seen: list[tuple[str, bool]] = []
    said = threading.Event()

    def state_changed(state: Any) -> None:
        seen.append((state.word, b"MITIC" in session.path.read_bytes()))
        if state.word == "saved":
            said.set()

    session.start_autosave(state_changed, 0.0)
    session.enter("egov_agency", "MITIC")
    assert said.wait(20)
    session.close()
    assert [on_disk for word, on_disk in seen if word == "saved"] == [True]


def test_a_session_with_unsaved_answers_is_never_called_saved(session: FillingSession) -> None:
    session.enter("egov_agency", "MITIC")
    assert session.save_state.word == "not_saved"


def test_the_last_place_is_remembered_beside_the_draft(session: FillingSession) -> None:
    before = session.path.read_bytes()
    session.remember_place("contact/email")
    assert (resumed(session.path).last_place(), session.path.read_bytes()) == ("contact/email", before)


@pytest.mark.parametrize(
    "draft_id", ["../../outside", "/outside", "..", "", "a\\b:c", "CON.", "x" * 400, "é\x1b"]
)
def test_the_id_of_a_draft_from_outside_leads_no_file_out_of_its_folder(
    tmp_path: Path, draft_id: str
) -> None:
    file = place_file(tmp_path / "draft.yaml", draft_id)
    assert file.parent == tmp_path / ".msq" and re.fullmatch(r"[A-Za-z0-9_-]{1,60}\.json", file.name)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"address": 7}', b'{"address": "gone"}', b"\xff"])
def test_a_damaged_last_place_is_no_place(session: FillingSession, content: bytes) -> None:
    session.remember_place("cio")
    for file in (session.path.parent / ".msq").iterdir():
        file.write_bytes(content)
    assert session.last_place() is None


def test_a_draft_that_can_no_longer_be_read_is_not_replaced_and_what_to_do_is_said(
    session: FillingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.save()
    kept = session.path.read_bytes()
    # The file was touched by another program, so it is looked at before it is replaced.
    os.utime(session.path, (1, 1))
    session.enter("egov_portal", "x")

    def no_right(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", no_right)
        with pytest.raises(NotWritten) as refused:
            session.save()
    assert [word for word in ("NOT SAVED:", "Safe:", "Do now:") if word in refused.value.message] == [
        "NOT SAVED:", "Safe:", "Do now:"
    ]  # fmt: skip
    assert (session.path.read_bytes(), session.is_unsaved) == (kept, True)
