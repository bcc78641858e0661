"""What the outline lists besides the sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.session.views import VIEWS, Listed, View, listed, nothing_in, view_title
from tests.core.helpers import FEATURES, ROOT

ROWS = """msq_edition: 1
id: "rows"
title: "Rows"
sections:
  - id: "only"
    title: "Only section"
    questions:
      - id: "users"
        text: "Who uses it?"
        type: "table"
        rows:
          - {code: "men", label: "Men"}
          - {code: "women", label: "Women", new: true}
        columns:
          - {code: "count", label: "Number"}
          - {code: "share", label: "Share"}
"""


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    workplace = Workplace([ROOT / "editions"], tmp_path / "drafts")
    return workplace.start(workplace.edition("msq-2022"))


def lines(session: FillingSession, view: View) -> list[Listed]:
    return [line for _, lines in listed(session, view) for line in lines]


def by_address(session: FillingSession, view: View) -> dict[str, Listed]:
    return {line.address: line for line in lines(session, view)}


def test_what_is_unanswered_leads_to_the_first_empty_place_and_counts_them(session: FillingSession) -> None:
    session.enter("contact/name", "Ana")
    found = by_address(session, "unanswered")
    assert found["country"].told == "required"
    assert found["contact/title"].told == "3 of 4 places, required"
    assert "contact/name" not in found
    assert found["portals/e_services"].told == "5 of 5 places, required", "one of them, whichever"
    session.enter_all(
        {"contact/title": "Head", "contact/organization": "Works", "contact/email": "a@works.example"}
    )
    assert not [address for address in by_address(session, "unanswered") if address.startswith("contact/")]


def test_a_follow_up_without_a_number_has_that_of_its_parent(session: FillingSession) -> None:
    session.enter("strategy", "yes")
    line = by_address(session, "unanswered")["strategy.details"]
    assert (line.number, line.text) == ("19", "If yes, please provide link and detail.")


def test_what_is_marked_or_not_asked_is_not_unanswered(session: FillingSession) -> None:
    assert "egov_agency" in by_address(session, "unanswered")
    session.mark("egov_agency", "unknown", "Asked on Monday")
    found = by_address(session, "unanswered")
    assert "egov_agency" not in found and not [
        address for address in found if address.startswith("cio.contact")
    ]


def test_the_unanswered_are_all_there_is_to_answer(session: FillingSession) -> None:
    progress = session.standing.progress
    places = sum(
        len(session.standing.asked_inputs(session.index.questions[session.index.owner(line.address)]))
        for line in lines(session, "unanswered")
    )
    assert places == progress.inputs - progress.answered


def test_a_list_of_entries_that_is_required_and_empty_is_unanswered(tmp_path: Path) -> None:
    workplace = Workplace([], tmp_path / "drafts")
    session = workplace.start(workplace.edition(str(FEATURES / "type_repeat.yaml")))
    assert [(line.address, line.told) for line in lines(session, "unanswered")] == [
        ("commitments", "required")
    ]
    session.add_entry("commitments")
    assert "commitments" not in by_address(session, "unanswered")


def test_problems_say_what_to_do(session: FillingSession) -> None:
    session.enter("contact/email", "nobody")
    found = by_address(session, "problems")
    expected = {problem.address: problem.message for problem in session.standing.problems()}
    assert {address: line.told for address, line in found.items()} == expected
    assert "contact/email" in found


def test_flags_and_notes_are_listed_in_printed_order_with_their_words(session: FillingSession) -> None:
    session.flag("egov_agency")
    session.flag("country")
    session.note("egov_agency", "ask\nthe ministry")
    assert [line.address for line in lines(session, "flagged")] == ["country", "egov_agency"]
    assert [(line.address, line.told) for line in lines(session, "noted")] == [
        ("egov_agency", "ask\nthe ministry")
    ]


def test_what_is_not_asked_now_says_so(session: FillingSession) -> None:
    session.flag("cio.contact")
    assert [(line.address, line.asked) for line in lines(session, "flagged")] == [("cio.contact", False)]


def test_assignments_are_shown_in_whatever_shape_a_person_wrote_them(session: FillingSession) -> None:
    session.draft.assignments = {"egov_agency": "Works", "cio": ["Works", "Interior"], "nowhere": "x"}
    assert [(line.address, line.told) for line in lines(session, "assigned")] == [
        ("egov_agency", "Works"), ("cio", "Works, Interior")
    ]  # fmt: skip
    session.draft.assignments = ["what", "ever"]
    assert lines(session, "assigned") == []


def test_new_rows_and_fields_are_listed_by_their_own_number(tmp_path: Path) -> None:
    workplace = Workplace([ROOT / "editions"], tmp_path / "drafts")
    session = workplace.start(workplace.edition("msq-2024"))
    found = lines(session, "new")
    marked = [(question.number or "") for question in session.edition.questions() if question.new]
    assert set(marked) <= {line.number for line in found}
    assert len(found) > len(marked), "rows and fields that are new are lines of their own"
    assert by_address(session, "unanswered")["portals/e_services"].told == "5 of 5 places, required"


def test_a_new_row_of_several_places_leads_to_its_first(tmp_path: Path) -> None:
    (tmp_path / "rows.yaml").write_text(ROWS, "utf-8")
    workplace = Workplace([tmp_path], tmp_path / "drafts")
    session = workplace.start(workplace.edition("rows"))
    assert [line.address for line in lines(session, "new")] == ["users/women/count"]


def test_every_view_has_words_for_itself_and_for_being_empty() -> None:
    words = {view: (view_title(view), nothing_in(view)) for view in VIEWS}
    assert len(set(words.values())) == len(VIEWS)
