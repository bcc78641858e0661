"""A clock that is set back, or far ahead and back again: saves go on, and what is newer is told by their number."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.session import filling
from msq_tui.session.filling import FillingSession
from tests.files.drafts import resumed, started, workplace_in

TIMES = ["2026-11-21T10:00:00Z", "2099-01-01T00:00:00Z", "2026-11-21T10:00:02Z", "1980-01-01T00:00:00Z"]
WORDINGS = ["first", "second", "third", "fourth"]


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FillingSession:
    """A draft whose every save came at the next of TIMES."""
    session = started(tmp_path)
    for time, wording in zip(TIMES, WORDINGS, strict=True):
        monkeypatch.setattr(filling, "now", lambda time=time: time)
        session = resumed(session.path)
        session.enter("egov_portal", wording)
        session.save()
    return session


def test_each_save_counts_one_whatever_the_clock_says(session: FillingSession) -> None:
    assert (resumed(session.path).draft.save, resumed(session.path).draft.saved) == (5, TIMES[-1])


def test_the_last_answer_given_is_the_one_that_is_there(session: FillingSession) -> None:
    assert resumed(session.path).plain_answers() == {"egov_portal": WORDINGS[-1]}


def test_earlier_wordings_stand_in_the_order_in_which_they_were_saved(session: FillingSession) -> None:
    assert [step.after for step in resumed(session.path).changes("egov_portal")] == WORDINGS


def test_each_earlier_wording_comes_back_by_the_number_of_its_save(session: FillingSession) -> None:
    for number, wording in enumerate(WORDINGS[:-1], start=2):
        session.restore("egov_portal", str(number))
        assert session.plain_answers() == {"egov_portal": wording}


def test_the_copy_beside_it_is_the_draft_before_the_last_session(session: FillingSession) -> None:
    workplace = workplace_in(session.path.parent)
    session.path.unlink()
    copy, _ = workplace.go_on_from_copy(session.path)
    copy.close()
    assert copy.plain_answers() == {"egov_portal": WORDINGS[-2]}
