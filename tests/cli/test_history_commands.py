"""``msq log`` and ``msq restore``: shapes, streams, exit codes; what a damaged draft is told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from msq_tui.cli import main
from msq_tui.files import machine_zone
from msq_tui.files.history import history_path
from tests.core.helpers import ROOT
from tests.files.drafts import resumed, started

Told = tuple[int, str, str]
Msq = Callable[..., Told]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return started(tmp_path).path


@pytest.fixture
def msq(capsys: pytest.CaptureFixture[str], draft: Path) -> Msq:
    def run(*words: str | Path) -> Told:
        capsys.readouterr()
        try:
            code = main([*map(str, words)])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    for value in ("yes", "no"):
        run("set", draft, "cio", value)
    return run


def test_log_json_has_its_shape_and_whole_texts(msq: Msq, draft: Path) -> None:
    text = "A portal\nwith lines. " * 50
    msq("set", draft, "egov_portal", text)
    code, out, err = msq("log", draft, "egov_portal", "--json")
    (change,) = json.loads(out)["changes"]
    assert (code, err, change.keys(), change["to"]) == (
        0, "", {"save", "time", "what", "address", "from", "to", "found"}, text,
    )  # fmt: skip


def test_log_for_people_is_one_line_for_each_change(msq: Msq, draft: Path) -> None:
    msq("set", draft, "egov_portal", "A portal\nwith lines. " * 50)
    _, out, _ = msq("log", draft)
    assert [line.partition(")  ")[2][:30] for line in out.splitlines()] == [
        'cio: nothing -> "yes"', 'cio: "yes" -> "no"', 'egov_portal: nothing -> "A por',
    ]  # fmt: skip
    assert max(map(len, out.splitlines())) < 160


def test_log_of_one_question_has_what_is_inside_it(msq: Msq, draft: Path) -> None:
    msq("set", draft, "contact/name", "Ana")
    assert [c["address"] for c in json.loads(msq("log", draft, "contact", "--json")[1])["changes"]] == [
        "contact/name"
    ]


def test_log_of_an_untouched_draft_is_empty(msq: Msq, tmp_path: Path) -> None:
    fresh = started(tmp_path, "fresh.yaml").path
    assert json.loads(msq("log", fresh, "--json")[1]) == {"changes": []}


def test_log_shows_what_a_file_holds_literally(msq: Msq, draft: Path) -> None:
    line = {"save": 9, "time": "\x1b[2J", "draft": resumed(draft).draft.draft_id, "what": "answer",
            "address": "gone\x1b]0;x\x07", "from": None, "to": "[/] \x9b2J\u202e"}  # fmt: skip
    with history_path(draft).open("a") as stream:
        stream.write(json.dumps(line) + "\n")
    for words in (("log", draft), ("log", draft, "--json")):
        code, out, _ = msq(*words)
        assert code == 0 and "gone" in out and not set("\x1b\x07\x9b\u202e") & set(out)


def test_restore_brings_a_wording_back_and_says_so(msq: Msq, draft: Path) -> None:
    code, out, err = msq("restore", draft, "cio", "--at", "2")
    assert (code, "as it was" in out, err, resumed(draft).response.answers["cio"]) == (0, True, "", "yes")


def test_a_time_is_told_by_the_clock_of_the_machine_and_understood_as_it_is_told(
    msq: Msq, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_zone, "MachineZone", lambda: timezone(timedelta(hours=5, minutes=45)))
    shown = [line.partition("  ")[2].partition("  ")[0] for line in msq("log", draft)[1].splitlines()]
    assert all(time.endswith("(UTC+5:45)") for time in shown)
    assert "(UTC+5:45)" in msq("list", "--drafts", draft.parent)[1]
    assert all(
        change["time"].endswith("Z") for change in json.loads(msq("log", draft, "--json")[1])["changes"]
    )
    # Both saves came within a second: what stood there at the end of it is the last answer.
    assert "nothing was changed" in msq("restore", draft, "cio", "--at", shown[-1])[2]


def test_restore_of_a_parked_answer_says_that_it_is_parked(msq: Msq, draft: Path) -> None:
    msq("set", draft, "cio.contact/name", "Ana")
    at = resumed(draft).draft.save
    msq("set", draft, "cio.contact/name", "Eva")
    assert "parked" in msq("restore", draft, "cio.contact", "--at", str(at))[2]


def test_restore_of_what_stands_already_says_so(msq: Msq, draft: Path) -> None:
    before = draft.read_bytes()
    code, out, err = msq("restore", draft, "cio", "--at", "3")
    assert (code, out, "nothing was changed" in err, draft.read_bytes() == before) == (0, "", True, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("log", "DRAFT", "nowhere"), 2),
        (("log", "nothing.yaml"), 3),
        (("restore", "DRAFT", "nowhere", "--at", "2"), 2),
        (("restore", "DRAFT", "cio", "--at", "soon"), 2),
        (("restore", "DRAFT", "cio"), 2),
        (("restore", "DRAFT", "egov_portal", "--at", "2"), 2),
        (("restore", "nothing.yaml", "cio", "--at", "2"), 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_what_cannot_be_done_has_its_exit_code(msq: Msq, draft: Path, words: tuple[str, ...], code: int) -> None:  # fmt: skip
    done = msq(*(draft if word == "DRAFT" else word for word in words))
    assert (done[0], done[1], "Traceback" in done[2]) == (code, "", False)


def test_a_history_that_is_no_file_is_exit_3_at_log(msq: Msq, draft: Path) -> None:
    history_path(draft).unlink()
    history_path(draft).symlink_to(draft)
    code, _, err = msq("log", draft)
    assert (code, "Safe" in err) == (3, True)


def test_set_with_a_history_that_cannot_be_written_is_done_and_says_so(msq: Msq, draft: Path) -> None:
    history_path(draft).unlink()
    history_path(draft).mkdir()
    code, _, err = msq("set", draft, "cio", "yes")
    assert (code, "history" in err, resumed(draft).response.answers["cio"]) == (0, True, "yes")


@pytest.mark.parametrize("words", [("status",), ("get",), ("log",), ("export",), ("why", "cio")], ids=" ".join)  # fmt: skip
def test_a_damaged_draft_is_exit_3_and_names_its_copy(msq: Msq, draft: Path, words: tuple[str, ...]) -> None:
    draft.write_bytes(b"")
    code, out, err = msq(words[0], draft, *words[1:])
    assert (code, out, "is complete (1 answer)" in err, draft.read_bytes()) == (3, "", True, b"")


@pytest.mark.parametrize("command", ["log", "restore"])
def test_no_command_of_the_history_loads_textual(draft: Path, command: str) -> None:
    words = {"log": ["log", str(draft)], "restore": ["restore", str(draft), "cio", "--at", "2"]}[command]
    code = f"import sys\nfrom msq_tui.cli import main\nmain({words!r})\nprint([m for m in sys.modules if m in ('textual', 'rich')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


# Gone from the file


@pytest.fixture
def cut(msq: Msq, draft: Path) -> Path:
    """The draft with an answer taken out by another program."""
    msq("set", draft, "egov_portal", "A portal")
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('  egov_portal: "A portal"\n', ""), "utf-8")
    assert "portal" not in draft.read_text("utf-8")
    return draft


def test_status_check_set_and_export_name_what_is_gone_from_the_file(
    msq: Msq, cut: Path, tmp_path: Path
) -> None:
    status, as_json = msq("status", cut)[1], json.loads(msq("status", cut, "--json")[1])
    assert "not in the file now, whole or in part: question 1." in status and as_json["lost"] == [
        "egov_portal"
    ]
    (finding,) = [f for f in json.loads(msq("check", cut, "--json")[1]) if f["code"] == "lost"]
    assert (finding["address"], finding["severity"]) == ("egov_portal", "warning")
    for words in (("export", cut, "--partial", "-o", tmp_path / "out"), ("set", cut, "cio", "yes")):
        assert "egov_portal" in msq(*words)[2]


def test_what_is_gone_comes_back_with_the_words_that_were_told(msq: Msq, cut: Path) -> None:
    told = msq("status", cut)[1].replace("\n", " ")
    words = told[told.index("`msq restore") :].split("`")[1].split()[1:]
    assert msq(*words)[0] == 0
    assert msq("get", cut, "egov_portal")[1] == "A portal\n"
    assert json.loads(msq("status", cut, "--json")[1])["lost"] == []


def test_what_was_meant_is_told_no_more_after_clearing_it(msq: Msq, cut: Path) -> None:
    told = msq("status", cut)[1].replace("\n", " ")
    words = told[told.index("`msq set") :].split("`")[1].split()[1:]
    assert msq(*words) == (0, "", "")
    assert json.loads(msq("status", cut, "--json")[1])["lost"] == []


# What stands beside an answer


def test_a_note_and_a_flag_come_back_and_the_answer_stays(msq: Msq, draft: Path) -> None:
    msq("set", draft, "cio", "--note", "first", "--flag")
    at = resumed(draft).draft.save
    msq("set", draft, "cio", "yes", "--note", "second")
    assert msq("restore", draft, "cio", "--at", at, "--what", "note")[0] == 0
    assert msq("restore", draft, "cio", "--at", at - 1, "--what", "flag")[0] == 0
    session = resumed(draft)
    assert (session.draft.notes, session.draft.flags, session.response.answers["cio"]) == (
        {"cio": "first"},
        [],
        "yes",
    )


def test_a_kind_that_was_never_kept_there_is_refused(msq: Msq, draft: Path) -> None:
    code, _, told = msq("restore", draft, "cio", "--at", "2", "--what", "note")
    assert code == 2 and "msq log" in told
