"""However long a text is: what is called saved can be opened again, and what could not be opened is not written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import NotWritten
from msq_tui.files import draft_file
from msq_tui.files.yaml_read import MOST_LINE, read_yaml
from msq_tui.session.filling import FillingSession
from tests.files.drafts import resumed, started

ONE_LINE = "# word " * (MOST_LINE // 7 + 1)
LINES_OF_SPACES = "a paragraph of words\n \n" * (MOST_LINE // 23 + 1)
A_LONG_LINE_AMONG_OTHERS = f"first\n{ONE_LINE}\nlast"
MEGABYTE = "".join(f"--- line {number} of a paste\n" for number in range(45_000))

PLACES: dict[str, tuple[Callable[[FillingSession, str], Any], Callable[[FillingSession], Any]]] = {
    "answer": (lambda s, text: s.enter("egov_portal", text), lambda s: s.response.answers["egov_portal"]),
    "field of a contact": (lambda s, text: s.enter("contact/name", text), lambda s: s.response.answers["contact/name"]),
    "note": (lambda s, text: s.note("cio", text), lambda s: s.draft.notes["cio"]),
    "justification": (lambda s, text: s.justify("consent", text), lambda s: s.response.justifications["consent"]),
    "reason of a mark": (lambda s, text: s.mark("cio", "unknown", text), lambda s: s.response.marks["cio"].reason),
    "set aside": (lambda s, text: s.put_aside("cio", text), lambda s: s.draft.set_aside["cio"]),
}  # fmt: skip


def saved_and_opened(folder: Path, put: Callable[[FillingSession, str], Any], text: str) -> FillingSession:
    session = started(folder)
    put(session, text)
    session.save()
    return resumed(session.path)


@pytest.mark.parametrize("place", PLACES)
def test_a_text_longer_than_a_line_may_be_is_there_when_the_draft_is_opened_again(
    tmp_path: Path, place: str
) -> None:
    put, get = PLACES[place]
    assert get(saved_and_opened(tmp_path, put, ONE_LINE)) == ONE_LINE


@pytest.mark.parametrize(
    "text", [LINES_OF_SPACES, A_LONG_LINE_AMONG_OTHERS, MEGABYTE], ids=["lines of spaces", "among others", "1 MB"]
)  # fmt: skip
def test_a_long_text_of_several_lines_is_there_when_the_draft_is_opened_again(
    tmp_path: Path, text: str
) -> None:
    put, get = PLACES["answer"]
    assert get(saved_and_opened(tmp_path, put, text)) == text


def test_a_long_text_keeps_its_bytes_when_its_neighbour_is_changed(tmp_path: Path) -> None:
    session = saved_and_opened(tmp_path, PLACES["answer"][0], ONE_LINE)
    before = session.path.read_bytes()
    session.enter("partnerships", "x")
    session.save()
    session.clear("partnerships")
    session.save()
    after = session.path.read_bytes()
    assert after.partition(b"answers:")[2] == before.partition(b"answers:")[2]


def test_a_draft_that_would_be_too_large_to_be_opened_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = started(tmp_path)
    before = session.path.read_bytes()
    monkeypatch.setattr(draft_file, "MOST_BYTES", len(before) + 100)
    session.enter("egov_portal", "x" * 200)
    with pytest.raises(NotWritten) as caught:
        session.save()
    assert session.path.read_bytes() == before
    assert all(word in caught.value.message for word in ("NOT SAVED", "larger than", "Safe: ", "Do now: "))
    session.enter("egov_portal", "x")
    session.save()
    assert resumed(session.path).plain_answers() == {"egov_portal": "x"}


def test_a_draft_of_more_values_than_are_read_is_not_written_and_counted_as_the_reader_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = started(tmp_path)
    for put, _ in PLACES.values():
        put(session, "a text")
    session.save()
    holds = read_yaml(session.path.read_text("utf-8")).count()
    for count, change in ((holds - 1, "refused"), (holds, "written")):
        before = session.path.read_bytes()
        session.enter("egov_portal", f"another text, {change}")
        with monkeypatch.context() as patched:
            patched.setattr(draft_file, "MOST_NODES", count)
            if change == "written":
                session.save()
            else:
                with pytest.raises(NotWritten, match=r"(?s)NOT SAVED.*values.*Safe: .*Do now: "):
                    session.save()
                assert session.path.read_bytes() == before
    session = resumed(session.path)
    session.enter("egov_portal", "changed after it was opened")
    with monkeypatch.context() as patched, pytest.raises(NotWritten):
        patched.setattr(draft_file, "MOST_NODES", holds - 1)
        session.save()


MANY = "[ {" * 100
"""As many brackets as the reader takes at the beginning of a line."""


@pytest.mark.parametrize(
    "text", [f"a\n{MANY}\nb", MANY, "{" * 40_000, "[" * 40_000], ids=["in lines", "one line", "long", "longer"]
)  # fmt: skip
def test_a_text_of_brackets_is_no_nesting(tmp_path: Path, text: str) -> None:
    session = saved_and_opened(
        tmp_path, lambda s, text: s.enter_all({"egov_portal": text, "cio.details": "[1]"}), text
    )
    assert session.response.answers["egov_portal"] == text


@pytest.mark.parametrize("place", PLACES)
def test_what_could_not_be_read_again_is_not_written_and_stays_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    session = started(tmp_path)
    before = session.path.read_bytes()
    put, get = PLACES[place]
    put(session, "a text")
    with monkeypatch.context() as patched, pytest.raises(NotWritten) as caught:
        patched.setattr(draft_file, "read_back", lambda *_, **__: None)
        session.save()
    assert session.path.read_bytes() == before and session.is_unsaved
    assert all(word in caught.value.message for word in ("NOT SAVED", "Safe: ", "Do now: "))
    session.save()
    assert get(resumed(session.path)) == "a text"
