"""The copy of the session before, a damaged draft, a draft that is deleted: nothing is ever removed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from msq_tui.core.errors import ChangedOnDisk, DraftDamaged, DraftRefused, Locked, MsqError, NotWritten
from msq_tui.files import previous
from msq_tui.files.atomic import write_atomically
from msq_tui.files.draft_file import is_draft_name
from msq_tui.files.draft_lock import lock_path, read_holder
from msq_tui.files.history import history_path
from msq_tui.files.previous import previous_path
from msq_tui.session import recovering
from msq_tui.session.lost import lost_in
from msq_tui.session.opening import Workplace
from tests.files.drafts import resumed, workplace_in
from tests.files.locks import plant_other_host


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return workplace_in(tmp_path)


@pytest.fixture
def draft(workplace: Workplace) -> Path:
    """A draft of two sessions: the copy holds one answer, the draft two."""
    session = workplace.start(workplace.edition("msq-2022"))
    session.enter("cio", "yes")
    session.save()
    again = resumed(session.path)
    again.enter("egov_portal", "A portal")
    again.save()
    return session.path


def damaged(workplace: Workplace, path: Path) -> DraftDamaged:
    with pytest.raises(DraftDamaged) as caught:
        workplace.resume(path)
    return caught.value


# The copy


def test_a_new_draft_has_no_copy(workplace: Workplace) -> None:
    session = workplace.start(workplace.edition("msq-2022"))
    session.enter("cio", "yes")
    session.save()
    assert (previous_path(session.path).exists(), session.history.take_trouble()) == (False, "")


def test_the_first_save_of_a_session_keeps_the_draft_as_it_was(draft: Path) -> None:
    before = draft.read_bytes()
    session = resumed(draft)
    for text in ("one", "two"):
        session.enter("egov_portal", text)
        session.save()
    assert previous_path(draft).read_bytes() == before


def test_a_session_that_saves_nothing_leaves_the_copy(draft: Path) -> None:
    before = previous_path(draft).read_bytes()
    resumed(draft).save()
    assert previous_path(draft).read_bytes() == before


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_the_copy_is_private(draft: Path, mode: int) -> None:
    draft.chmod(mode)
    previous_path(draft).chmod(0o666)
    session = resumed(draft)
    session.enter("cio", "no")
    session.save()
    assert stat.S_IMODE(previous_path(draft).stat().st_mode) == 0o600


def test_what_somebody_else_wrote_is_not_taken_for_the_draft_before_the_session(draft: Path) -> None:
    session, other = resumed(draft), resumed(draft)
    other.enter("cio", "no")
    other.save()
    before = previous_path(draft).read_bytes()
    session.enter("egov_portal", "mine")
    with pytest.raises(ChangedOnDisk):
        session.save()
    assert previous_path(draft).read_bytes() == before


def test_nothing_is_written_through_a_link_in_the_place_of_the_copy(draft: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.write_bytes(b"mine")
    previous_path(draft).unlink()
    previous_path(draft).symlink_to(target)
    session = resumed(draft)
    session.enter("cio", "no")
    session.save()
    assert target.read_bytes() == b"mine"


def test_a_copy_that_cannot_be_made_never_fails_a_save(draft: Path) -> None:
    previous_path(draft).unlink()
    previous_path(draft).mkdir()
    session = resumed(draft)
    session.enter("cio", "no")
    session.save()
    assert (resumed(draft).response.answers["cio"], "Safe" in session.history.take_trouble()) == ("no", True)


def test_neither_copy_nor_history_is_taken_for_a_draft(draft: Path, workplace: Workplace) -> None:
    assert history_path(draft).exists() and previous_path(draft).exists()
    assert [entry.path for entry in workplace.drafts()] == [draft]
    assert not is_draft_name(previous_path(draft))


@pytest.mark.parametrize("ending", [".bak", ".history"])
def test_a_new_draft_does_not_take_the_name_of_what_another_left(workplace: Workplace, ending: str) -> None:
    workplace.drafts_folder.mkdir()
    (workplace.drafts_folder / f"msq-2022.yaml{ending}").touch()
    assert workplace.start(workplace.edition("msq-2022")).path.name == "msq-2022-2.yaml"


# A damaged draft


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: data[:0],
    "zeros": lambda data: b"\0" * len(data),
    "zeros at the end": lambda data: data[:-40] + b"\0" * 40,
    "cut in a text": lambda data: data[: data.index(b"A portal") + 3],
    "cut in the header": lambda data: data[:20],
    "another file": lambda data: b"\x89PNG\r\n\x1a\n" + data,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_draft_is_refused_with_the_offer_of_its_copy(workplace: Workplace, draft: Path, kind: str) -> None:  # fmt: skip
    draft.write_bytes(DAMAGE[kind](draft.read_bytes()))
    refusal = damaged(workplace, draft)
    assert "complete (1 answer)" in refusal.message and "Safe:" in refusal.message
    assert f"msq fill {draft}" in refusal.message


def test_cut_anywhere_it_opens_or_its_copy_is_offered(workplace: Workplace, draft: Path) -> None:
    data = draft.read_bytes()
    for cut in range(len(data)):
        draft.write_bytes(data[:cut])
        try:
            workplace.resume(draft)
        except DraftDamaged:
            continue


@pytest.mark.parametrize("kind", DAMAGE)
def test_looking_at_a_damaged_draft_changes_neither_it_nor_its_copy(workplace: Workplace, draft: Path, kind: str) -> None:  # fmt: skip
    draft.write_bytes(DAMAGE[kind](draft.read_bytes()))
    before = {path.name: path.read_bytes() for path in draft.parent.iterdir() if path.is_file()}
    damaged(workplace, draft)
    workplace.drafts()
    assert {path.name: path.read_bytes() for path in draft.parent.iterdir() if path.is_file()} == before


def test_one_goes_on_from_the_copy_and_the_damaged_file_is_kept(workplace: Workplace, draft: Path) -> None:
    bad = draft.read_bytes()[:-30] + b"\0" * 30
    draft.write_bytes(bad)
    session, told = workplace.go_on_from_copy(draft)
    kept = [path for path in draft.parent.iterdir() if ".damaged-" in path.name]
    assert session.plain_answers() == {"cio": "yes"}
    assert [path.read_bytes() for path in kept] == [bad]
    assert kept[0].name in told and not is_draft_name(kept[0])


def test_a_draft_that_a_group_may_read_stays_so_when_its_copy_takes_its_place(
    workplace: Workplace, draft: Path
) -> None:
    draft.write_bytes(b"\0")
    draft.chmod(0o640)
    workplace.go_on_from_copy(draft)[0].close()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640


def test_what_the_damaged_file_held_comes_back_from_the_history(workplace: Workplace, draft: Path) -> None:
    at = resumed(draft).draft.save
    draft.write_bytes(b"")
    session, _ = workplace.go_on_from_copy(draft)
    session.restore("egov_portal", str(at))
    assert session.response.answers["egov_portal"] == "A portal"


def test_saves_after_going_on_from_the_copy_are_newer_than_those_lost(workplace: Workplace, draft: Path) -> None:  # fmt: skip
    lost = resumed(draft).draft.save
    draft.write_bytes(b"")
    session, _ = workplace.go_on_from_copy(draft)
    session.enter("cio", "no")
    session.save()
    assert session.draft.save > lost


def test_a_second_damaged_file_is_kept_beside_the_first(workplace: Workplace, draft: Path) -> None:
    for bad in (b"", b"\0\0"):
        draft.write_bytes(bad)
        workplace.go_on_from_copy(draft)[0].close()
    kept = [path.read_bytes() for path in draft.parent.iterdir() if ".damaged-" in path.name]
    assert sorted(kept) == [b"", b"\0\0"]


def test_killed_between_the_two_steps_it_is_offered_again(
    workplace: Workplace, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.write_bytes(b"")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("msq_tui.files.previous.write_atomically", killed)
        workplace.go_on_from_copy(draft)
    damaged(workplace, draft)
    assert workplace.go_on_from_copy(draft)[0].plain_answers() == {"cio": "yes"}


def test_on_a_disk_without_second_names_the_damaged_file_is_copied(
    workplace: Workplace, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.write_bytes(b"\0")

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    synced: list[int] = []
    sync = os.fsync

    def replaced(path: Path, data: bytes) -> None:
        assert path.parent.stat().st_ino in synced, "the name of the damaged file is on the disk, too"
        synced.remove(path.parent.stat().st_ino)
        write_atomically(path, data)

    def syncing(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        sync(handle)

    monkeypatch.setattr(previous, "write_atomically", replaced)
    monkeypatch.setattr(os, "fsync", syncing)
    workplace.go_on_from_copy(draft)[0].close()
    synced.remove(draft.parent.stat().st_ino)
    draft.write_bytes(b"\0\0")
    workplace.go_on_from_copy(draft)[0].close()
    kept = [path for path in draft.parent.iterdir() if ".damaged-" in path.name]
    assert sorted(path.read_bytes() for path in kept) == [b"\0", b"\0\0"]
    assert {path.stat().st_ino for path in kept} <= set(synced), (
        "it is on the disk before the draft is replaced"
    )


NOT_OFFERED = {
    "a draft of a newer program": "msq_draft: 9\n" + "# " + "x" * 100,
    "an edition": "msq_edition: 1\n" + "# " + "x" * 100,
}


@pytest.mark.parametrize("kind", NOT_OFFERED)
def test_what_is_no_damage_is_refused_without_an_offer(workplace: Workplace, draft: Path, kind: str) -> None:
    draft.write_text(NOT_OFFERED[kind], "utf-8")
    with pytest.raises(DraftRefused) as caught:
        workplace.resume(draft)
    assert not isinstance(caught.value, DraftDamaged)


def test_a_copy_that_is_damaged_too_is_not_offered(workplace: Workplace, draft: Path) -> None:
    draft.write_bytes(b"")
    previous_path(draft).write_bytes(b"")
    with pytest.raises(DraftRefused) as caught:
        workplace.resume(draft)
    assert not isinstance(caught.value, DraftDamaged)


def test_the_copy_is_put_back_under_the_lock_of_the_draft(
    workplace: Workplace, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []

    def put_back(path: Path, data: bytes, mark: str) -> Path | None:
        held.append(read_holder(path))
        return previous.put_back(path, data, mark)

    monkeypatch.setattr(recovering, "put_back", put_back)
    draft.write_bytes(b"")
    session, _ = workplace.go_on_from_copy(draft)
    assert held[0] is not None and held == [read_holder(draft)], "the same lock before and after"
    session.close()
    assert not lock_path(draft).exists()


def test_a_draft_open_elsewhere_is_not_replaced_by_its_copy(workplace: Workplace, draft: Path) -> None:
    draft.write_bytes(b"")
    plant_other_host(draft)
    with pytest.raises(Locked, match="ana on PC-114"):
        workplace.go_on_from_copy(draft)
    assert draft.read_bytes() == b""


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_copy_damaged_since_it_was_offered_takes_no_place(
    workplace: Workplace, draft: Path, kind: str
) -> None:
    bad, copy = draft.read_bytes()[:-9], previous_path(draft)
    draft.write_bytes(bad)
    copy.write_bytes(DAMAGE[kind](copy.read_bytes() + b'  egov_portal: "A portal"\n'))
    with pytest.raises(MsqError):
        workplace.go_on_from_copy(draft)
    assert (draft.read_bytes(), lock_path(draft).exists()) == (bad, False)
    assert not list(draft.parent.glob("*.damaged-*"))


def test_a_draft_that_is_whole_by_now_is_not_replaced_by_its_copy(workplace: Workplace, draft: Path) -> None:
    before = draft.read_bytes()
    with pytest.raises(NotWritten, match="brought the draft back meanwhile"):
        workplace.go_on_from_copy(draft)
    assert (draft.read_bytes(), lock_path(draft).exists()) == (before, False)


# A draft that is gone


def test_of_a_draft_that_is_gone_the_list_offers_the_copy(workplace: Workplace, draft: Path) -> None:
    draft.unlink()
    (entry,) = workplace.drafts()
    assert entry.path == draft and "complete (1 answer)" in entry.refusal and "msq fill" in entry.refusal
    assert workplace.find(draft.stem) == workplace.draft_path(draft.name) == draft


def test_one_goes_on_from_the_copy_of_a_draft_that_is_gone(workplace: Workplace, draft: Path) -> None:
    draft.unlink()
    damaged(workplace, draft)
    session, told = workplace.go_on_from_copy(draft)
    assert session.plain_answers() == {"cio": "yes"} and "gone" in told
    assert draft.read_bytes() == previous_path(draft).read_bytes()
    found = lost_in(session)
    assert found is not None and found.addresses == ("egov_portal",), (
        "what came after the copy is offered, too"
    )


def test_a_draft_that_was_renamed_is_not_gone(workplace: Workplace, draft: Path) -> None:
    new = draft.rename(draft.with_name("paraguay.yaml"))
    assert [(entry.path, entry.refusal) for entry in workplace.drafts()] == [(new, "")]
    assert workplace.find(draft.name) is None


def test_a_copy_that_is_damaged_or_a_pipe_is_no_draft_that_is_gone(workplace: Workplace, draft: Path) -> None:
    draft.unlink()
    previous_path(draft).write_bytes(b"\0" * 100)
    os.mkfifo(draft.with_name("other.yaml.bak"))
    assert workplace.drafts() == []


def test_a_draft_that_is_gone_can_be_deleted_with_what_it_left(workplace: Workplace, draft: Path) -> None:
    draft.unlink()
    folder = workplace.delete(draft)
    assert workplace.drafts() == [] and (folder / previous_path(draft).name).exists()


# A draft that was renamed


def test_the_history_of_a_draft_that_was_renamed_is_found(workplace: Workplace, draft: Path) -> None:
    new = draft.rename(draft.with_name("paraguay.yaml"))
    session = workplace.resume(new)
    session.enter("cio", "no")
    session.save()
    assert [(step.address, step.after) for step in session.changes()] == [
        ("cio", "yes"), ("egov_portal", "A portal"), ("cio", "no"),
    ]  # fmt: skip


def test_a_copy_of_a_draft_does_not_take_the_history_of_the_one_that_stays(workplace: Workplace, draft: Path) -> None:  # fmt: skip
    copy = draft.with_name("copy.yaml")
    copy.write_bytes(draft.read_bytes())
    original = resumed(draft)
    original.enter("cio", "no")
    original.save()
    assert [step.after for step in workplace.resume(copy).changes("cio")] == ["yes"]


def test_a_deleted_draft_takes_the_history_of_its_former_name_along(workplace: Workplace, draft: Path) -> None:  # fmt: skip
    history = history_path(draft)
    new = draft.rename(draft.with_name("paraguay.yaml"))
    assert (workplace.delete(new) / history.name).exists()


# Deleting


def test_a_deleted_draft_is_kept_with_everything_that_belongs_to_it(workplace: Workplace, draft: Path) -> None:  # fmt: skip
    resumed(draft).remember_place("cio")
    beside = {path.name: path.read_bytes() for path in draft.parent.glob("msq-2022.yaml*")}
    folder = workplace.delete(draft)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(beside) == 3 and beside.items() <= kept.items() and len(kept) == 4
    assert workplace.drafts() == [] and stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_draft_that_is_open_elsewhere_is_not_deleted(workplace: Workplace, draft: Path) -> None:
    plant_other_host(draft)
    with pytest.raises(Locked, match="ana on PC-114"):
        workplace.delete(draft)
    assert draft.exists()


def test_deleting_leaves_no_lock(workplace: Workplace, draft: Path) -> None:
    workplace.delete(draft)
    assert not lock_path(draft).exists()


def test_a_deleted_draft_moved_back_opens(workplace: Workplace, draft: Path) -> None:
    folder = workplace.delete(draft)
    for path in folder.iterdir():
        path.rename(draft.parent / path.name)
    assert len(workplace.resume(draft).changes()) == 2


def test_two_deleted_drafts_of_one_name_do_not_meet(workplace: Workplace, draft: Path) -> None:
    first = workplace.delete(draft)
    second = workplace.delete(workplace.start(workplace.edition("msq-2022")).path)
    assert first != second and (first / draft.name).exists() and (second / draft.name).exists()


def test_of_a_link_only_the_link_is_moved(workplace: Workplace, draft: Path) -> None:
    link = draft.with_name("link.yaml")
    link.symlink_to(draft.name)
    beside = [previous_path(link), draft.with_name("link.yaml.damaged-1"), previous_path(draft)]
    for path in beside:
        path.touch()
    workplace.delete(link)
    assert draft.exists() and not link.is_symlink() and all(path.exists() for path in beside)


def test_a_deleted_draft_takes_its_damaged_files_along_and_no_others(workplace: Workplace, draft: Path) -> None:  # fmt: skip
    named = draft.rename(draft.with_name("a[1]?.yaml"))
    own, others = (named.with_name(f"{name}.damaged-1") for name in (named.name, "a1x.yaml"))
    own.touch()
    others.touch()
    folder = workplace.delete(named)
    assert (folder / own.name).exists() and not own.exists() and others.exists()


def test_a_damaged_draft_can_be_deleted_too(workplace: Workplace, draft: Path) -> None:
    draft.write_bytes(b"")
    assert (workplace.delete(draft) / draft.name).read_bytes() == b""


def test_deleting_that_fails_leaves_the_draft(workplace: Workplace, draft: Path) -> None:
    (draft.parent / "deleted").write_bytes(b"in the way")
    with pytest.raises(MsqError, match="Safe"):
        workplace.delete(draft)
    assert draft.exists()
