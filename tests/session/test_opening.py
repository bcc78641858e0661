"""Finding editions and drafts, starting a draft, going on with one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from msq_tui.core.errors import DraftRefused, EditionRefused, NotReadable, NotWritten
from msq_tui.session.carrying import Carried
from msq_tui.session.opening import Workplace, kind_of
from tests.files.drafts import EDITIONS, MSQ_2022, full_answers, resumed, started, workplace_in


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return workplace_in(tmp_path)


def test_a_new_draft_is_on_disk_at_once_and_empty(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    assert workplace.resume(session.path).plain_answers() == {}


def test_drafts_of_one_edition_get_names_of_their_own(workplace: Workplace) -> None:
    names = [workplace.start(workplace.edition("msq-2022")).path.name for _ in range(3)]
    assert names == ["msq-2022.yaml", "msq-2022-2.yaml", "msq-2022-3.yaml"]


def test_two_drafts_have_two_ids(workplace: Workplace) -> None:
    ids = {workplace.start(workplace.edition("msq-2022")).draft.draft_id for _ in range(2)}
    assert len(ids) == 2


def test_a_new_draft_never_replaces_a_file(workplace: Workplace, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"mine")
    with pytest.raises(NotWritten):
        workplace.start(workplace.edition("msq-2022"), tmp_path / "mine.yaml")
    assert (tmp_path / "mine.yaml").read_bytes() == b"mine"


def test_a_link_that_leads_nowhere_is_not_taken_for_a_free_name(workplace: Workplace) -> None:
    workplace.drafts_folder.mkdir()
    (workplace.drafts_folder / "msq-2022.yaml").symlink_to("nowhere")
    assert workplace.start(workplace.edition("msq-2022")).path.name == "msq-2022-2.yaml"


def test_a_draft_reached_by_a_link_is_replaced_behind_the_link(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    target = started(tmp_path / "stick").path
    link = tmp_path / "draft.yaml"
    link.symlink_to(target)
    session = resumed(link)
    session.enter("cio", "yes")
    session.save()
    assert link.is_symlink() and b'cio: "yes"' in target.read_bytes()


def test_the_session_of_a_linked_draft_shows_where_the_file_is(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    target = started(tmp_path / "stick").path
    (tmp_path / "draft.yaml").symlink_to(target)
    assert resumed(tmp_path / "draft.yaml").path == target.resolve()


def test_a_draft_goes_on_where_its_answers_were(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    session.enter_all(full_answers(session.edition))
    session.save()
    assert workplace.resume(session.path).response.answers == session.response.answers


def test_the_list_says_how_far_each_draft_is(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    session.enter_all({"country": "PRY", "cio": "yes"})
    session.save()
    (entry,) = workplace.drafts()
    assert (entry.path, entry.edition, entry.country, entry.progress) == (
        session.path,
        "msq-2022",
        "PRY",
        session.standing.progress,
    )


def test_a_damaged_draft_is_listed_with_the_reason(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    session.path.write_bytes(b"")
    (entry,) = workplace.drafts()
    assert "empty" in entry.refusal


@pytest.mark.parametrize("name", [".hidden.yaml", ".draft.yaml.msq-tmp-00", "notes.txt", "bundle.zip"])
def test_what_is_no_draft_is_not_listed(workplace: Workplace, name: str) -> None:
    workplace.drafts_folder.mkdir()
    shutil.copy(started(workplace.drafts_folder.parent).path, workplace.drafts_folder / name)
    assert workplace.drafts() == []


def test_an_edition_or_mapping_among_the_drafts_is_not_listed_as_a_draft(workplace: Workplace) -> None:
    workplace.drafts_folder.mkdir()
    shutil.copy(MSQ_2022, workplace.drafts_folder)
    (workplace.drafts_folder / "a.yaml").write_text("# of 2022\nmsq_mapping: 1\n", "utf-8")
    assert workplace.drafts() == []


def test_a_pipe_among_the_drafts_does_not_stop_the_list(workplace: Workplace) -> None:
    workplace.drafts_folder.mkdir()
    os.mkfifo(workplace.drafts_folder / "pipe.yaml")
    # Somebody at the other end, so that a list that opens the pipe fails instead of waiting for ever.
    other_end = os.open(workplace.drafts_folder / "pipe.yaml", os.O_RDWR | os.O_NONBLOCK)
    os.write(other_end, b"msq_draft: 1\n" * 700)
    try:
        entries = workplace.drafts()
    finally:
        os.close(other_end)
    assert all(entry.refusal for entry in entries)


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_a_draft_that_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "draft.yaml"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(DraftRefused):
        resumed(path)


def test_a_draft_of_an_edition_that_is_not_here_names_it_and_stays(tmp_path: Path) -> None:
    path = started(tmp_path).path
    path.write_text(path.read_text("utf-8").replace('edition: "msq-2022"', 'edition: "msq-2031"'), "utf-8")
    before = path.read_bytes()
    with pytest.raises(DraftRefused) as caught:
        resumed(path)
    assert "msq-2031" in caught.value.message and path.read_bytes() == before


@pytest.mark.parametrize("name", ["{outside}", "~/edition.yaml", "../outside.yaml", "/etc/passwd"])
def test_a_draft_cannot_name_a_path_as_its_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    outside = tmp_path / "outside.yaml"
    shutil.copy(MSQ_2022, outside)
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    path = started(tmp_path / "in").path
    path.write_text(
        path.read_text("utf-8").replace('"msq-2022"', f'"{name.format(outside=outside)}"'), "utf-8"
    )
    with pytest.raises(DraftRefused):
        resumed(path)


def test_a_draft_of_an_older_revision_opens_and_says_the_present_one_when_saved(tmp_path: Path) -> None:
    path = started(tmp_path).path
    path.write_text(path.read_text("utf-8").replace("edition_revision: 1", "edition_revision: 0"), "utf-8")
    session = resumed(path)
    session.enter("cio", "yes")
    session.save()
    assert "edition_revision: 1\n" in path.read_text("utf-8")


def test_what_became_of_the_answers_of_a_changed_edition_adds_up(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    edition = folder / "msq-2022.yaml"
    edition.write_text(MSQ_2022.read_text("utf-8"), "utf-8")
    session = Workplace([folder], tmp_path).start(Workplace([folder], tmp_path).edition("msq-2022"))
    session.enter_all(
        {"country": "PRY", "cio": "yes", "egov_portal": "The portal", "portals/e_services": "x"}
    )
    session.save()
    assert Workplace([folder], tmp_path).resume(session.path).carried is None
    text = edition.read_text("utf-8").replace("revision: 1", "revision: 2", 1)
    edition.write_text(text.replace('id: "egov_portal"', 'id: "egov_gateway"'), "utf-8")
    again = Workplace([folder], tmp_path).resume(session.path)
    assert again.carried == Carried(revision=1, now=2, kept=3, set_aside=1)
    assert again.carried.sentence == (
        "The questionnaire has changed since this draft was saved (revision 1, now 2). 4 answers were found: 3 fit, "
        "1 has no place any more. It is kept in the draft and not sent: F5 shows it."
    )
    assert again.draft.set_aside == {"egov_portal": "The portal"}
    again.save()
    assert Workplace([folder], tmp_path).resume(session.path).carried is None


# Editions


def test_an_edition_of_an_earlier_folder_hides_the_shipped_one(tmp_path: Path) -> None:
    changed = MSQ_2022.read_text("utf-8").replace("THANK YOU", "MANY THANKS")
    (tmp_path / "msq-2022.yaml").write_text(changed, "utf-8")
    workplace = Workplace([tmp_path, EDITIONS], tmp_path)
    assert workplace.edition("msq-2022").edition.closing_title == "MANY THANKS"


def test_a_path_to_an_edition_works(workplace: Workplace, tmp_path: Path) -> None:
    shutil.copy(MSQ_2022, tmp_path / "mine.yaml")
    assert workplace.edition(str(tmp_path / "mine.yaml")).edition.id == "msq-2022"


def test_an_unknown_edition_names_those_that_are_here(workplace: Workplace) -> None:
    with pytest.raises(NotReadable) as caught:
        workplace.edition("msq-2031")
    assert "msq-2022" in caught.value.message


@pytest.mark.parametrize("broken", ["a tab", "a link to itself", "a folder"])
def test_a_broken_edition_is_listed_with_the_reason_beside_the_others(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "broken.yaml"
    if broken == "a tab":
        path.write_text("msq_edition: 1\n\tid: x\n", "utf-8")
    else:
        path.symlink_to(path.name) if "link" in broken else path.mkdir()
    entries = {entry.id: entry for entry in Workplace([tmp_path, EDITIONS], tmp_path).editions()}
    assert entries["broken"].refusal and not entries["msq-2022"].refusal


def test_what_macos_puts_beside_a_file_on_a_stick_is_no_edition(tmp_path: Path) -> None:
    (tmp_path / "._msq-2022.yaml").write_bytes(b"\0\x05\x16\x07\0\x02")
    assert Workplace([tmp_path], tmp_path).editions() == []


def test_a_broken_edition_is_not_started(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("msq_edition: 1\n\tid: x\n", "utf-8")
    with pytest.raises(EditionRefused):
        Workplace([tmp_path], tmp_path).edition("broken")


# What a file is


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"msq_draft: 1\n", "draft"), (b"# a\n\nmsq_draft: 1\n", "draft"), (b"msq_edition: 1\n", "edition"),
        (b"PK\x03\x04", "bundle"), (b"", "unknown"), (b"a: 1\n", "unknown"), (b"\xff\xfe", "unknown"),
    ],
)  # fmt: skip
def test_a_file_is_what_it_says_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "thing").write_bytes(content)
    assert kind_of(tmp_path / "thing") == kind
