"""What has changed since the last export."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.session import filling
from msq_tui.session.filling import FillingSession
from msq_tui.session.since_export import as_it_is, since_export
from msq_tui.session.submitting import export
from tests.files.drafts import full_answers, started


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    session = started(tmp_path)
    session.enter_all(full_answers(session.edition))
    session.save()
    return session


def out(session: FillingSession) -> Path:
    return session.path.parent / "out"


def exported(session: FillingSession, partial: bool = False) -> None:
    session.save()
    export(session, out(session), partial=partial, replace=True)


def changed(session: FillingSession) -> tuple[str, ...] | None:
    since = since_export(as_it_is(session), out(session))
    return since.changed if since else None


def test_without_an_export_there_is_nothing_to_compare_with(session: FillingSession) -> None:
    assert changed(session) is None


def test_changes_are_named_in_printed_order_until_they_are_taken_back_or_exported(
    session: FillingSession,
) -> None:
    exported(session)
    assert changed(session) == ()
    before = session.response.answers["egov_portal"]
    session.enter_all(
        {"egov_portal": "another", "contact/email": "desk@works.example", "other_information": ""}
    )
    assert changed(session) == ("contact", "egov_portal", "other_information")
    session.enter("egov_portal", before)
    assert changed(session) == ("contact", "other_information")
    exported(session)
    assert changed(session) == ()


def test_what_is_kept_aside_now_counts_as_changed_and_a_note_does_not(session: FillingSession) -> None:
    exported(session)
    session.note("cio", "ask again")
    session.flag("cio")
    assert changed(session) == ()
    session.enter("cio", "no")
    assert changed(session) == ("cio", "cio.contact")


def test_a_mark_where_there_was_no_answer_and_another_reason_for_it_count(session: FillingSession) -> None:
    session.enter("other_information", "")
    exported(session)
    session.mark("other_information", "unknown", "Asked on Monday")
    assert changed(session) == ("other_information",)
    exported(session)
    assert changed(session) == ()
    session.mark("other_information", "unknown", "Asked again on Friday")
    assert changed(session) == ("other_information",)


def test_a_reason_why_something_stays_as_it_is_counts(session: FillingSession) -> None:
    exported(session)
    session.justify("consent", "Agreed by letter.")
    assert changed(session) == ("consent",)


def test_the_newer_of_a_final_and_a_partial_bundle_is_compared(
    session: FillingSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    for second, partial in enumerate((True, False, True)):
        monkeypatch.setattr(filling, "now", lambda second=second: f"2026-11-21T10:00:0{second}Z")
        session.enter("egov_portal", f"wording {second}")
        exported(session, partial)
        since = since_export(as_it_is(session), out(session))
        assert since is not None and (since.partial, since.changed) == (partial, ())


def test_a_damaged_bundle_and_that_of_another_draft_are_no_measure(session: FillingSession) -> None:
    exported(session)
    (bundle,) = out(session).glob("*.zip")
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[:-100])
    assert changed(session) is None
    bundle.write_bytes(whole)
    session.draft.draft_id = "another"
    assert changed(session) is None
