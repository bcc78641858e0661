"""The profile as a draft of its own, and its proposals."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.core.errors import NotUnderstood
from msq_tui.session.opening import Workplace
from msq_tui.session.proposing import (
    is_profile,
    open_profile,
    profile_answers,
    proposed,
    proposed_together,
    take,
)
from tests.core.helpers import ROOT


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace([ROOT / "editions"], tmp_path / "drafts", profile_path=tmp_path / "own" / "profile.yaml")


def fill_in(workplace: Workplace) -> None:
    profile = open_profile(workplace)
    profile.enter_all(
        {"name": "Ana Sosa", "email": "ana@works.example", "country": "WSM", "organization": "Works"}
    )
    profile.save()


def test_the_profile_is_begun_private_and_gone_on_with(workplace: Workplace) -> None:
    fill_in(workplace)
    path = workplace.profile_path
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    again = open_profile(workplace)
    assert is_profile(again) and again.response.answers["name"] == "Ana Sosa"


def test_the_profile_is_neither_a_draft_to_go_on_with_nor_an_edition_to_start(workplace: Workplace) -> None:
    fill_in(workplace)
    assert workplace.drafts() == []
    assert "msq-profile" not in {entry.id for entry in workplace.editions()}


def test_no_profile_and_a_broken_one_propose_nothing(workplace: Workplace) -> None:
    assert profile_answers(workplace) == {}
    fill_in(workplace)
    workplace.profile_path.write_text("answers: [", "utf-8")
    assert profile_answers(workplace) == {}


def test_a_proposal_becomes_an_answer_only_when_it_is_taken(workplace: Workplace) -> None:
    fill_in(workplace)
    session = workplace.start(workplace.edition("msq-2022"))
    profile = profile_answers(workplace)
    place = session.index.input_at["country"]
    assert "country" not in session.plain_answers() and session.standing.progress.answered == 0
    take(session, proposed(session, place, profile))
    assert session.response.answers["country"] == "WSM"
    assert proposed(session, place, profile) == [], "what is answered gets no proposal"


def test_what_is_marked_gets_no_proposal(workplace: Workplace) -> None:
    fill_in(workplace)
    session = workplace.start(workplace.edition("msq-2022"))
    place = session.index.input_at["egov_agency"]
    profile = profile_answers(workplace)
    assert proposed(session, place, profile)
    session.mark("egov_agency", "unknown")
    assert proposed(session, place, profile) == []


def test_a_contact_is_proposed_as_a_whole_without_what_is_filled_in(workplace: Workplace) -> None:
    fill_in(workplace)
    session = workplace.start(workplace.edition("msq-2022"))
    place = session.index.input_at["contact/name"]
    profile = profile_answers(workplace)
    together = proposed_together(session, place, profile)
    assert [one.address for one in together] == ["contact/name", "contact/organization", "contact/email"]
    session.enter_all({"contact/email": "desk@works.example", "contact/organization": "Desk"})
    assert proposed_together(session, place, profile) == []


def test_a_proposal_that_the_question_does_not_take_changes_nothing(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    session.draft.proposals["country"] = ["not", "a code"]
    found = proposed(session, session.index.input_at["country"], {})
    with pytest.raises(NotUnderstood):
        take(session, found)
    assert session.plain_answers() == {}


def test_a_draft_of_another_form_in_its_place_proposes_nothing(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    session.enter("country", "WSM")
    session.save()
    workplace.profile_path.parent.mkdir()
    workplace.profile_path.write_bytes(session.path.read_bytes())
    assert profile_answers(workplace) == {}
