"""A draft cut off between two lines reads as a whole one: what lies beside it knows better."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.core.errors import DraftDamaged, DraftRefused
from msq_tui.core.history import snapshot_of
from msq_tui.session.filling import FillingSession
from msq_tui.session.lost import bring_back, leave_out, lost_in
from tests.core.helpers import FEATURES
from tests.files.drafts import PARAGRAPHS, golden_session, resumed, workplace_in


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> FillingSession:
    """A draft with something of everything, saved."""
    session = golden_session(tmp_path_factory.mktemp("whole") / "draft.yaml")
    session.put_aside("gone.question", [{"_entry": "aaaa", "title": "kept"}])
    session.save()
    return session


@pytest.fixture
def draft(whole: FillingSession, tmp_path: Path) -> Path:
    """A copy of it with its history."""
    for path in whole.path.parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / whole.path.name


def cut_before(draft: Path, line: str) -> None:
    lines = draft.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, text in enumerate(lines) if text.startswith(line))
    draft.write_text("".join(lines[:at]), "utf-8")


def without(draft: Path, start: str) -> None:
    """Take a line out as a person does in a text editor."""
    lines = draft.read_text("utf-8").splitlines(keepends=True)
    del lines[next(at for at, line in enumerate(lines) if line.startswith(start))]
    draft.write_text("".join(lines), "utf-8")


def test_a_whole_draft_has_lost_nothing(draft: Path) -> None:
    assert lost_in(resumed(draft)) is None


def test_cut_before_any_line_what_is_gone_is_noticed_and_comes_back(
    whole: FillingSession, draft: Path
) -> None:
    lines = draft.read_text("utf-8").splitlines(keepends=True)
    complete, place = snapshot_of(whole.draft), workplace_in(draft.parent)
    # The file says what it is in its first lines; cut there it is refused.
    for at in range(4, len(lines)):
        draft.write_text("".join(lines[:at]), "utf-8")
        try:
            session = place.resume(draft)
        except (DraftRefused, DraftDamaged):
            continue
        if snapshot_of(session.draft) == complete:
            continue
        found = lost_in(session)
        assert found is not None, f"cut before line {at + 1}: {lines[at]}"
        bring_back(session, found)
        back = snapshot_of(session.draft).parts
        assert [part for part in back if back[part] != complete.parts[part]] == [], (
            f"cut before line {at + 1}: {lines[at]}"
        )


def test_what_was_brought_back_is_saved_and_no_longer_told(whole: FillingSession, draft: Path) -> None:
    cut_before(draft, "  cio:")
    session = resumed(draft)
    found = lost_in(session)
    assert found is not None
    bring_back(session, found)
    session.save()
    again = resumed(draft)
    assert (snapshot_of(again.draft), lost_in(again)) == (snapshot_of(whole.draft), None)


def test_an_answer_taken_out_by_hand_is_named_with_the_save_that_has_it(draft: Path) -> None:
    without(draft, "  cio:")
    session = resumed(draft)
    found = lost_in(session)
    assert found is not None and found.addresses == ("cio",)
    session.restore("cio", str(found.save))
    assert session.response.answers["cio"] == "yes"


def test_an_answer_worded_anew_by_hand_is_not_told(draft: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('  cio: "yes"', '  cio: "no"'), "utf-8")
    assert lost_in(resumed(draft)) is None


def test_what_was_meant_is_told_no_more_and_stays_out(draft: Path) -> None:
    without(draft, "  cio:")
    session = resumed(draft)
    found = lost_in(session)
    assert found is not None
    leave_out(session, found)
    again = resumed(draft)
    assert lost_in(again) is None and "cio" not in again.response.answers
    assert [step.after for step in again.changes("cio") if step.part == "answer"] == ["yes", None]


def test_an_answer_cleared_in_the_program_is_not_told(draft: Path) -> None:
    session = resumed(draft)
    session.clear("cio")
    session.save()
    assert lost_in(resumed(draft)) is None


def test_bringing_back_leaves_what_else_was_edited_by_hand(draft: Path) -> None:
    without(draft, "  cio:")
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('name: "Ana Díaz"', 'name: "Ben"'), "utf-8")
    session = resumed(draft)
    found = lost_in(session)
    assert found is not None
    bring_back(session, found)
    assert (session.response.answers["cio"], session.response.answers["contact/name"]) == ("yes", "Ben")


def test_an_answer_that_the_edition_has_no_place_for_is_set_aside_and_not_lost(tmp_path: Path) -> None:
    text = (FEATURES / "type_short_text.yaml").read_text("utf-8")
    place = workplace_in(tmp_path)
    place.editions_folders.append(tmp_path)
    edition = tmp_path / "type-short-text.yaml"
    edition.write_text(text, "utf-8")
    session = place.start(place.edition("type-short-text"), tmp_path / "draft.yaml")
    address = next(iter(session.index.input_at))
    session.enter(address, "a text")
    session.save()
    edition.write_text(text.replace(f'id: "{address}"', 'id: "renamed.one"'), "utf-8")
    place._editions.clear()
    again = place.resume(session.path)
    assert address in again.draft.set_aside and lost_in(again) is None


def test_a_cell_of_a_row_that_the_edition_has_no_more_is_set_aside_and_not_lost(tmp_path: Path) -> None:
    text = (FEATURES / "type_table.yaml").read_text("utf-8")
    place = workplace_in(tmp_path)
    place.editions_folders.append(tmp_path)
    edition = tmp_path / "type-table.yaml"
    edition.write_text(text, "utf-8")
    session = place.start(place.edition("type-table"), tmp_path / "draft.yaml")
    session.enter_all({"portals/open_data": "https://a.example", "portals/others": "b"})
    session.save()
    edition.write_text(text.replace('code: "open_data"', 'code: "renamed"', 1), "utf-8")
    place._editions.clear()
    again = place.resume(session.path)
    assert again.draft.set_aside["portals"]["open_data"] and lost_in(again) is None


def test_an_entry_taken_out_by_hand_comes_back_whole_in_its_place(tmp_path: Path) -> None:
    place = workplace_in(tmp_path)
    place.editions_folders.append(tmp_path)
    (tmp_path / "type-repeat.yaml").write_bytes((FEATURES / "type_repeat.yaml").read_bytes())
    session = place.start(place.edition("type-repeat"), tmp_path / "draft.yaml")
    entries = [{"_entry": f"{name}{name}", "title": f"title {name}"} for name in ("aa", "bb", "cc")]
    session.enter("commitments", entries)
    session.save()
    lines = session.path.read_text("utf-8").splitlines(keepends=True)
    session.path.write_text(
        "".join(line for line in lines if '"bbbb"' not in line and '"title bb"' not in line), "utf-8"
    )
    again = place.resume(session.path)
    found = lost_in(again)
    assert found is not None and found.addresses == ("commitments",)
    assert bring_back(again, found) == []
    assert again.plain_answers()["commitments"] == entries


def test_long_texts_cut_between_their_lines_are_part_of_what_is_told(draft: Path) -> None:
    assert PARAGRAPHS.count("\n") > 2
    lines = draft.read_text("utf-8").splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith("  egov_portal: |"))
    draft.write_text("".join(lines[: at + 2]), "utf-8")
    found = lost_in(resumed(draft))
    assert found is not None and "egov_portal" in found.addresses
