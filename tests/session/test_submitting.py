"""Handing over: what is in a bundle, what is not, and what an export never overwrites."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import Incomplete, NotWritten
from msq_tui.session.filling import FillingSession
from msq_tui.session.submitting import ExportReport, export, verify
from tests.files.drafts import PARAGRAPHS, full_answers, resumed, started

DETAIL = "crisis.portal.details"


@pytest.fixture
def session(tmp_path: Path) -> FillingSession:
    session = started(tmp_path)
    session.enter_all(full_answers(session.edition))
    session.enter(DETAIL, PARAGRAPHS)
    session.save()
    return session


def exported(session: FillingSession, **more: bool) -> ExportReport:
    session.save()
    return export(session, session.path.parent / "out", **{"partial": False, "replace": False, **more})


def submission(report: ExportReport) -> dict[str, Any]:
    with zipfile.ZipFile(report.path) as bundle:
        (name,) = [name for name in bundle.namelist() if name.endswith("data/submission.json")]
        data: dict[str, Any] = json.loads(bundle.read(name))
    return data


def test_a_complete_draft_is_exported_and_verifies(session: FillingSession) -> None:
    report = exported(session)
    assert (report.status, verify(report.path).receipt) == ("final", report.receipt)


def test_the_report_says_what_lies_on_the_disk(session: FillingSession) -> None:
    report = exported(session)
    assert (report.path.name, report.size) == ("msq-2022_PRY_v1.zip", report.path.stat().st_size)


def test_every_answer_is_in_the_submission_as_in_the_draft(session: FillingSession) -> None:
    assert submission(exported(session))["answers"] == session.plain_answers()


def test_a_parked_detail_is_absent_from_every_file_of_the_bundle(session: FillingSession) -> None:
    session.enter(DETAIL, "a very secret detail")
    session.enter("crisis.portal", "no")
    with zipfile.ZipFile(exported(session).path) as bundle:
        assert not [name for name in bundle.namelist() if b"very secret" in bundle.read(name)]


def test_a_parked_detail_is_listed_as_parked(session: FillingSession) -> None:
    session.enter("crisis.portal", "no")
    report = exported(session)
    assert submission(report)["parked"] == list(report.parked) == [DETAIL]


def test_a_parked_detail_comes_back_byte_for_byte(session: FillingSession) -> None:
    before = session.path.read_bytes().partition(b"\nanswers:")[2]
    session.enter("crisis.portal", "no")
    exported(session)
    again = resumed(session.path)
    again.enter("crisis.portal", "yes")
    again.save()
    assert session.path.read_bytes().partition(b"\nanswers:")[2] == before


def test_a_detail_that_came_back_is_in_the_submission(session: FillingSession) -> None:
    for answer in ("no", "yes"):
        session.enter("crisis.portal", answer)
    assert submission(exported(session))["answers"][DETAIL] == PARAGRAPHS


def test_an_incomplete_draft_is_refused_with_the_list_of_what_is_missing(session: FillingSession) -> None:
    session.clear("egov_agency")
    session.clear("contact/email")
    with pytest.raises(Incomplete) as caught:
        exported(session)
    assert [(p.address, p.code) for p in caught.value.problems] == [
        ("contact/email", "missing"),
        ("egov_agency", "missing"),
    ]


def test_a_refused_export_writes_nothing(session: FillingSession) -> None:
    session.clear("egov_agency")
    with pytest.raises(Incomplete):
        exported(session)
    assert not (session.path.parent / "out").exists()


def test_a_partial_export_says_partial_and_what_is_missing(session: FillingSession) -> None:
    session.clear("egov_agency")
    report = exported(session, partial=True)
    data = submission(report)
    assert (data["status"], data["missing"], report.missing) == ("partial", ["egov_agency"], ("egov_agency",))


def test_a_partial_bundle_has_partial_in_its_name(session: FillingSession) -> None:
    session.clear("egov_agency")
    assert exported(session, partial=True).path.name == "msq-2022_PRY_v1_partial.zip"


def test_no_to_publication_is_a_complete_answer(session: FillingSession) -> None:
    session.enter("consent", "no")
    assert exported(session).status == "final"


def test_exporting_twice_gives_the_same_bytes(session: FillingSession) -> None:
    first = exported(session).path.read_bytes()
    assert exported(session).path.read_bytes() == first


def test_exporting_elsewhere_by_another_process_gives_the_same_bytes(
    session: FillingSession, tmp_path: Path
) -> None:
    first = exported(session).path.read_bytes()
    assert (
        export(resumed(session.path), tmp_path / "other", partial=False, replace=False).path.read_bytes()
        == first
    )


def test_another_content_is_refused_without_replace(session: FillingSession) -> None:
    before = exported(session).path.read_bytes()
    session.enter("egov_agency", "Somebody else")
    with pytest.raises(NotWritten):
        exported(session)
    assert (session.path.parent / "out" / "msq-2022_PRY_v1.zip").read_bytes() == before


def test_another_content_replaces_the_bundle_when_told_to(session: FillingSession) -> None:
    exported(session)
    session.enter("egov_agency", "Somebody else")
    assert submission(exported(session, replace=True))["answers"]["egov_agency"] == "Somebody else"


def test_an_export_does_not_change_the_draft(session: FillingSession) -> None:
    before = session.path.read_bytes()
    exported(session)
    assert session.path.read_bytes() == before


@pytest.mark.parametrize("secret", ["note to a colleague", "set aside text", "assigned to Eva"])
def test_what_is_not_for_sending_is_in_no_file_of_the_bundle(session: FillingSession, secret: str) -> None:
    session.note("cio", "note to a colleague")
    session.save()
    more = 'set_aside:\n  old: "set aside text"\nassignments:\n  - "assigned to Eva"\n'
    session.path.write_text(session.path.read_text("utf-8") + more, "utf-8")
    with zipfile.ZipFile(exported(resumed(session.path)).path) as bundle:
        assert not [name for name in bundle.namelist() if secret.encode() in bundle.read(name)]


def test_the_bundle_names_no_place_of_this_machine(session: FillingSession) -> None:
    with zipfile.ZipFile(exported(session).path) as bundle:
        assert not [
            name for name in bundle.namelist() if str(session.path.parent).encode() in bundle.read(name)
        ]
