"""Drafts in odd places: names with spaces, other scripts, line feeds, 250 bytes; folders with thousands of files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import NotWritten
from msq_tui.session.locking import lock_session, tidy
from tests.files.drafts import MSQ_2022, resumed, started, workplace_in

NAMES = [
    "a b  c.yaml", "ministère des données.yaml", "ministe\u0300re.yaml", "министерство.yaml", "new\nline.yaml", "-f.yaml",
    "[b]x[@click=app.quit].yaml", "x" * 242 + ".yaml", "é" * 121 + ".yaml", "政" * 80 + ".yaml",
]  # fmt: skip
TOO_LONG_FOR_A_HISTORY = ["x" * 245 + ".yaml", "é" * 122 + ".yaml"]
MANY = 10_000


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_of_an_odd_name_is_saved_opened_locked_and_has_its_history_and_copy(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "a folder with spaces ñ\n"
    folder.mkdir()
    started(folder, name).close()
    for answer in ("yes", "no"):
        session = resumed(folder / name)
        assert lock_session(session).lock is not None
        session.enter("cio", answer)
        session.save()
        session.close()
    session = resumed(folder / name)
    assert session.plain_answers() == {"cio": "no"}
    assert [step.after for step in session.changes("cio")] == ["yes", "no"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, f"{name}.bak", f"{name}.history"])


@pytest.mark.parametrize("name", TOO_LONG_FOR_A_HISTORY)
def test_a_new_draft_is_not_given_a_name_so_long_that_no_history_fits_beside_it(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(NotWritten, match=r"(?s)too long.*Safe: .*Do now: choose a name") as refused:
        started(tmp_path, name)
    assert list(tmp_path.iterdir()) == []
    found = re.search(r"at least (\d+) characters shorter", refused.value.message)
    assert found is not None
    session = started(tmp_path, name[int(found.group(1)) :])
    session.enter("cio", "yes")
    session.save()
    assert session.history.take_trouble() == ""


@pytest.mark.parametrize("name", TOO_LONG_FOR_A_HISTORY)
def test_a_draft_renamed_so_that_no_history_fits_beside_it_is_saved_and_told(
    tmp_path: Path, name: str
) -> None:
    started(tmp_path, "a.yaml").close()
    (tmp_path / "a.yaml").rename(tmp_path / name)
    session = resumed(tmp_path / name)
    session.enter("cio", "yes")
    session.save()
    assert resumed(tmp_path / name).plain_answers() == {"cio": "yes"}
    assert "Safe: the draft itself is saved" in session.history.take_trouble()


def test_among_thousands_of_files_only_those_that_may_be_drafts_are_looked_into_and_only_at_their_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = workplace_in(tmp_path)
    draft = workplace.start(workplace.edition("msq-2022")).path
    folder = workplace.drafts_folder
    for number in range(MANY):
        (folder / f"{number}.{('docx', 'pdf', 'zip', 'json', 'yaml.part')[number % 5]}").touch()
    editions = [folder / f"edition {number}.yaml" for number in range(20)]
    for edition in editions:
        edition.write_bytes(MSQ_2022.read_bytes())
    opened: Counter[Path] = Counter()
    taken: Counter[Path] = Counter()
    real = Path.open

    def counted(path: Path, *arguments: Any, **more: Any) -> Any:
        stream = real(path, *arguments, **more)
        opened[path] += 1
        read = stream.read

        def counted_read(size: int = -1) -> Any:
            data = read(size)
            taken[path] += len(data)
            return data

        stream.read = counted_read
        return stream

    monkeypatch.setattr(Path, "open", counted)
    tidy(folder)
    entries = workplace.drafts()
    assert [entry.path for entry in entries] == [draft]
    assert {path for path in opened if path.parent == folder} == {draft, *editions}
    assert {opened[edition] for edition in editions} == {1}
    assert {taken[edition] for edition in editions} == {8192} and MSQ_2022.stat().st_size > 8192
