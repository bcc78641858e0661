"""The commands of interfaces.md, section 4: shapes, exit codes, streams, and no traceback ever."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from msq_tui.cli import main
from msq_tui.cli_words import COMMANDS
from tests.core.helpers import ROOT, msq_2022
from tests.files.drafts import MSQ_2022, full_answers, resumed, started, workplace_in
from tests.limited import limited

DETAIL = "crisis.portal.details"


@dataclass
class Done:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Runner:
    """Runs ``msq`` in this process, with its drafts in a folder of the test."""

    def __init__(self, capsys: pytest.CaptureFixture[str], drafts: Path) -> None:
        self.capsys, self.drafts = capsys, drafts

    def __call__(self, *words: str | Path) -> Done:
        self.capsys.readouterr()
        try:
            code = main(["--drafts", str(self.drafts), *map(str, words)])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        captured = self.capsys.readouterr()
        return Done(code, captured.out, captured.err)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("MSQ_DRAFTS", "MSQ_EDITIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def msq(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Runner:
    return Runner(capsys, tmp_path / "drafts")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return started(tmp_path).path


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    session = started(tmp_path, "complete.yaml")
    session.enter_all(full_answers(session.edition))
    session.save()
    return session.path


def answers(path: Path) -> dict[str, Any]:
    return resumed(path).plain_answers()


def real(*words: str | Path, cwd: Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """``msq`` as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, *options, "-m", "msq_tui", *map(str, words)],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


# list, show, new


def test_list_json_has_its_shape(msq: Runner) -> None:
    msq("new", "msq-2022")
    data = msq("list", "--json").json()
    assert data.keys() == {"editions", "drafts"}
    assert data["editions"][0].keys() == {"id", "title", "path", "questions", "inputs"}
    assert data["drafts"][0].keys() == {
        "path",
        "edition",
        "country",
        "saved",
        "answered",
        "inputs",
        "missing",
    }


def test_list_names_editions_and_drafts_for_people(msq: Runner) -> None:
    path = msq("new", "msq-2022").out.strip()
    done = msq("list")
    assert (done.code, "  msq-2022: 0 of" in done.out, path in done.out) == (0, True, True)


def test_list_json_keeps_refusals_off_standard_output(msq: Runner) -> None:
    msq("new", "msq-2022")
    (msq.drafts / "broken.yaml").write_bytes(b"msq_draft: 1\n\tx: 1\n")
    (msq.drafts / "other.yaml").write_bytes(b'msq_draft: 1\nedition: "gone"\ndraft_id: "a"\n')
    done = msq("list", "--json")
    assert (len(done.json()["drafts"]), done.code) == (1, 0)
    assert (
        "broken.yaml" in done.err
        and '"other.yaml" answers the edition "gone" (line 2, column 10)' in done.err
    )


SHOWN_EDITION = {"id", "revision", "title", "introduction", "closing"}
SHOWN_SECTION = {"id", "number", "title", "notes", "questions"}
SHOWN_QUESTION = {
    "id", "number", "text", "type", "required", "new", "parent", "when", "options", "other", "text_box", "rows", "columns",
    "fields", "limits", "questions", "heading", "guidance", "notes", "footnotes",
}  # fmt: skip


def test_show_json_has_its_shape(msq: Runner) -> None:
    data = msq("show", "msq-2022", "--json").json()
    assert data.keys() == {"edition", "sections"}
    assert data["edition"].keys() >= SHOWN_EDITION
    assert all(section.keys() >= SHOWN_SECTION for section in data["sections"])
    assert all(question.keys() >= SHOWN_QUESTION for s in data["sections"] for question in s["questions"])


def test_show_json_has_the_shape_of_parts_and_options(msq: Runner) -> None:
    questions = {
        q["id"]: q for s in msq("show", "msq-2022", "--json").json()["sections"] for q in s["questions"]
    }
    assert questions["respondent_basis"]["options"][0].keys() >= {"code", "label", "text", "exclusive"}
    for part in (questions["contact"]["fields"][0], questions["portals"]["rows"][0]):
        assert part.keys() >= {"code", "label", "number", "required", "type"}


def test_show_json_says_conditions_in_words(msq: Runner) -> None:
    questions = {
        q["id"]: q for s in msq("show", "msq-2022", "--json").json()["sections"] for q in s["questions"]
    }
    assert isinstance(questions["cio.contact"]["when"], str) and questions["cio"]["when"] is None
    assert (questions["cio"]["required"], questions["cio.details"]["required"]) == (True, False)
    assert isinstance(questions["strategy_period"]["required"], str)


def test_show_for_people_names_every_question_id(msq: Runner) -> None:
    out = msq("show", "msq-2022").out
    assert [q.id for q in msq_2022().questions() if q.id not in out] == []


def test_show_takes_the_path_of_an_edition(msq: Runner) -> None:
    assert msq("show", MSQ_2022, "--json").json()["edition"]["id"] == "msq-2022"


def test_new_prints_the_path_of_an_empty_draft_and_nothing_else(msq: Runner) -> None:
    done = msq("new", "msq-2022")
    assert (done.code, done.err, answers(Path(done.out.removesuffix("\n")))) == (0, "", {})


def test_new_makes_the_file_it_was_told(msq: Runner, tmp_path: Path) -> None:
    done = msq("new", "msq-2022", tmp_path / "mine.yaml")
    assert done.out == f"{tmp_path / 'mine.yaml'}\n" and answers(tmp_path / "mine.yaml") == {}


def test_new_over_a_file_is_exit_4_and_leaves_it(msq: Runner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"mine")
    assert (msq("new", "msq-2022", tmp_path / "mine.yaml").code, (tmp_path / "mine.yaml").read_bytes()) == (
        4,
        b"mine",
    )


def test_new_of_an_unknown_edition_is_exit_3(msq: Runner) -> None:
    assert msq("new", "msq-2031").code == 3


# set


SET: list[tuple[str, str, Any]] = [
    ("egov_portal", "NO", "NO"), ("egov_portal", "a: b", "a: b"), ("egov_portal", "[x]", "[x]"), ("egov_portal", " - x\n\ny ", " - x\n\ny "),
    ("egov_portal", "~", "~"), ("cio", "yes", "yes"), ("country", "pry", "PRY"), ("contact/email", "010", {"email": "010"}),
    ("contact", "name: NO\nemail: 1:30", {"name": "NO", "email": "1:30"}), ("contact", "{name: Ana}", {"name": "Ana"}),
    ("respondent_basis", "[own_opinion, authorized]", ["authorized", "own_opinion"]), ("respondent_basis", "- authorized", ["authorized"]),
    ("portals", "e_services: |\n  a\n  b\n", {"e_services": "a\nb\n"}), ("strategy.technologies", "5g: x", {"5g": "x"}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "value", "kept"), SET, ids=lambda value: str(value)[:20])
def test_set_gives_an_answer(msq: Runner, draft: Path, address: str, value: str, kept: Any) -> None:
    done = msq("set", draft, address, value)
    assert (done.code, done.out) == (0, "") and answers(draft) == {address.partition("/")[0]: kept}


def test_set_clear_takes_an_answer_back(msq: Runner, draft: Path) -> None:
    msq("set", draft, "cio", "yes")
    assert (msq("set", draft, "cio", "--clear").code, answers(draft)) == (0, {})


def test_set_state_marks_with_a_reason(msq: Runner, draft: Path) -> None:
    msq("set", draft, "egov_agency", "--state", "unknown", "--reason", "Nobody knows.")
    assert msq("get", draft, "--json").json()["states"] == {
        "egov_agency": {"state": "unknown", "reason": "Nobody knows."}
    }


@pytest.mark.parametrize(
    ("words", "part"),
    [(["--note", "Ask."], 'notes:\n  cio: "Ask."\n'), (["--flag"], 'flags:\n  - "cio"\n'), (["--justify", "So."], 'justifications:\n  cio: "So."\n')],
)  # fmt: skip
def test_set_writes_what_stands_beside_answers(msq: Runner, draft: Path, words: list[str], part: str) -> None:
    assert (msq("set", draft, "cio", *words).code, part in draft.read_text("utf-8")) == (0, True)


def test_set_of_a_parked_address_says_so(msq: Runner, draft: Path) -> None:
    done = msq("set", draft, DETAIL, "kept away")
    assert (
        done.code == 0
        and "parked" in done.err
        and DETAIL in done.err
        and answers(draft) == {DETAIL: "kept away"}
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["strategy_period", "five_year"], "Parked: strategy_period/other. This is not asked now"),
        (["egov_portal", "--state", "unknown"], "Parked: egov_portal. The mark stands in place"),
    ],
)
def test_set_says_of_an_answer_that_it_sends_away_why_it_is_parked(
    msq: Runner, draft: Path, words: list[str], told: str
) -> None:
    session = resumed(draft)
    session.enter_all({"strategy_period": "other", "strategy_period/other": "Seven", "egov_portal": "x"})
    session.save()
    assert msq("set", draft, *words).err.startswith(told)


def test_set_from_gives_every_answer_of_the_file(msq: Runner, draft: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "cio: yes\ncontact/name: NO\nrespondent_basis:\n  - authorized\n", "utf-8"
    )
    assert msq("set", draft, "--from", tmp_path / "a.yaml").code == 0
    assert answers(draft) == {"cio": "yes", "contact": {"name": "NO"}, "respondent_basis": ["authorized"]}


@pytest.mark.parametrize(
    ("bad", "code"),
    [("cio: maybe\n", 2), ("gone: x\n", 2), ("contact: x\n", 2), ("egov_agency: again\n", 3), ("\tcio: yes\n", 3), ("cio: !x yes\n", 3)],
)  # fmt: skip
def test_set_from_is_all_or_nothing(msq: Runner, draft: Path, tmp_path: Path, bad: str, code: int) -> None:
    before = draft.read_bytes()
    (tmp_path / "a.yaml").write_text("egov_agency: MITIC\n" + bad, "utf-8")
    assert (msq("set", draft, "--from", tmp_path / "a.yaml").code, draft.read_bytes()) == (code, before)


def test_set_that_cannot_write_is_exit_4(msq: Runner, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        done = msq("set", draft, "cio", "yes")
    assert done.code == 4 and done.err.startswith("NOT SAVED: ")


# get, status, why


def test_get_json_has_its_shape(msq: Runner, draft: Path) -> None:
    msq("set", draft, DETAIL, "x")
    assert msq("get", draft, "--json").json() == {"answers": {DETAIL: "x"}, "states": {}, "parked": [DETAIL]}


@pytest.mark.parametrize(
    ("address", "given"),
    [("contact", {"contact": {"name": "Ana"}}), ("contact/name", {"contact/name": "Ana"}), ("contact/email", {}), ("cio", {})],
)  # fmt: skip
def test_get_of_an_address_gives_that_answer_alone(
    msq: Runner, draft: Path, address: str, given: dict[str, Any]
) -> None:
    msq("set", draft, "contact/name", "Ana")
    assert msq("get", draft, address, "--json").json()["answers"] == given


OF_ENTRIES = {
    "commitments/k7f/title": "First",
    "commitments/k7f/activities/b2q/text": "Act",
    "commitments/k7f/activities": [{"_entry": "b2q", "text": "Act"}],
    "commitments/k7f/activities/b2q": {"_entry": "b2q", "text": "Act"},
    "commitments/k7f/person": {"email": "a@b.example"},
    "commitments/k7f/person/email": "a@b.example",
}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A draft with entries inside entries."""
    workplace = workplace_in(tmp_path)
    session = workplace.start(workplace.edition("ogp-self-assessment-2014-2016"), tmp_path / "report.yaml")
    session.enter("commitments", [
        {"_entry": "a1b", "title": "Zeroth"},
        {"_entry": "k7f", "title": "First", "person": OF_ENTRIES["commitments/k7f/person"],
         "activities": OF_ENTRIES["commitments/k7f/activities"]},
    ])  # fmt: skip
    session.save()
    return session.path


@pytest.mark.parametrize("address", OF_ENTRIES)
def test_get_of_an_address_inside_entries_gives_what_stands_there(
    msq: Runner, report: Path, address: str
) -> None:
    assert msq("get", report, address, "--json").json()["answers"] == {address: OF_ENTRIES[address]}


def test_check_points_at_the_line_inside_an_entry(msq: Runner, report: Path) -> None:
    msq("set", report, "commitments/k7f/description", "x" * 141)
    [found] = [f for f in msq("check", report, "--json").json() if f["code"] == "too-many-characters"]
    assert report.read_text("utf-8").splitlines()[found["line"] - 1].startswith("      description:")


def test_check_points_at_the_mark_that_may_not_stand(msq: Runner, report: Path) -> None:
    report.write_text(report.read_text("utf-8") + 'states:\n  lessons:\n    state: "unknown"\n', "utf-8")
    [found] = [f for f in msq("check", report, "--json").json() if f["code"] == "mark-not-allowed"]
    assert report.read_text("utf-8").splitlines()[found["line"] - 1] == "  lessons:"


def test_get_of_a_text_prints_the_text(msq: Runner, draft: Path) -> None:
    msq("set", draft, "egov_portal", "Ж [x]\n\nhttps://a.example/#!/b")
    assert msq("get", draft, "egov_portal").out == "Ж [x]\n\nhttps://a.example/#!/b\n"


def test_get_json_of_all_answers_can_be_set_again(
    msq: Runner, complete: Path, draft: Path, tmp_path: Path
) -> None:
    given = msq("get", complete, "--json").json()["answers"]
    (tmp_path / "a.yaml").write_text(json.dumps(given, ensure_ascii=False, indent=1), "utf-8")
    msq("set", draft, "--from", tmp_path / "a.yaml")
    assert answers(draft) == given


# interfaces.md names these; `marked` and `set_aside` were added, so that a total can be told from its parts.
STATUS = {
    "lost",
    "inputs",
    "answered",
    "missing",
    "errors",
    "justify",
    "warnings",
    "parked",
    "sections",
    "marked",
    "set_aside",
}


def test_status_json_has_its_shape(msq: Runner, draft: Path) -> None:
    data = msq("status", draft, "--json").json()
    assert data.keys() == STATUS
    assert data["sections"][0].keys() == {"id", "title", "inputs", "answered", "missing", "state"}


def test_status_adds_up_over_the_sections(msq: Runner, complete: Path) -> None:
    msq("set", complete, "crisis.portal", "no")
    data = msq("status", complete, "--json").json()
    for name in ("inputs", "answered", "missing"):
        assert sum(section[name] for section in data["sections"]) == data[name]
    assert data["parked"] == [DETAIL]


def test_status_for_people_lists_what_is_missing(msq: Runner, complete: Path) -> None:
    msq("set", complete, "egov_agency", "--clear")
    done = msq("status", complete)
    assert (done.code, "egov_agency" in done.out) == (0, True)


@pytest.mark.parametrize("address", [DETAIL, "cio", "strategy_period", "contact/email"])
def test_why_answers_in_words(msq: Runner, draft: Path, address: str) -> None:
    done = msq("why", draft, address)
    assert (done.code, done.err) == (0, "") and len(done.out.split()) > 3


# check


BROKEN_DRAFTS = {
    "tab indent": b"answers:\n\tcio: yes\n",
    "key twice": b"answers:\n  cio: 'yes'\n  cio: 'no'\n",
    "control": b"answers:\n  cio: \x1b[2J\n",
    "not UTF-8": b"answers:\n  egov_agency: caf\xe9\n",
    "anchor": b"answers: &a\n  cio: 'yes'\n",
    "newer": b"",
}
BROKEN_EDITIONS = {
    "tab indent": ("    short_title:", "\tshort_title:"),
    "key twice": ("year: 2022", "year: 2022\nyear: 2023"),
    "unknown type": ('type: "country"', 'type: "county"'),
    "unknown id in a condition": ('question: "cio"', 'question: "cia"'),
    "cycle": ('number: "4"\n', 'number: "4"\n        when:\n          question: "cio.contact/name"\n          answered: true\n'),
    "control": ("THANK YOU", "THANK\x1b[2J YOU"),
}  # fmt: skip
LINE = re.compile(
    r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+) (?P<severity>error|justify|warning) (?P<code>[a-z-]+) (?P<message>.+)"
)


def broken_draft(folder: Path, name: str) -> Path:
    path = folder / "broken.yaml"
    head = b"msq_draft: 2\n" if name == "newer" else b"msq_draft: 1\n"
    path.write_bytes(head + b'edition: "msq-2022"\ndraft_id: "5b0e"\n' + BROKEN_DRAFTS[name])
    return path


def broken_edition(folder: Path, name: str) -> Path:
    old, new = BROKEN_EDITIONS[name]
    text = MSQ_2022.read_text("utf-8")
    assert old in text
    path = folder / "broken.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


BROKEN = [("draft", name) for name in BROKEN_DRAFTS] + [("edition", name) for name in BROKEN_EDITIONS]


def broken(folder: Path, kind: str, name: str) -> Path:
    return broken_draft(folder, name) if kind == "draft" else broken_edition(folder, name)


def test_check_of_a_complete_draft_is_exit_0_and_silent(msq: Runner, complete: Path) -> None:
    assert msq("check", complete) == Done(0, "", "")


def test_check_of_the_id_of_an_edition_is_of_the_edition_whatever_a_draft_is_called(msq: Runner) -> None:
    assert Path(msq("new", "msq-2022").out.strip()).stem == "msq-2022"
    assert msq("check", "msq-2022").code == 0


def test_check_of_a_shipped_edition_is_exit_0_and_silent(msq: Runner) -> None:
    assert (msq("check", "msq-2022"), msq("check", "msq-2022", "--json").json()) == (Done(0, "", ""), [])


@pytest.mark.parametrize(("kind", "name"), BROKEN)
def test_check_prints_file_line_column_severity_code_and_message(
    msq: Runner, tmp_path: Path, kind: str, name: str
) -> None:
    path = broken(tmp_path, kind, name)
    lines = msq("check", path).out.splitlines()
    found = [LINE.fullmatch(line) for line in lines]
    assert lines and all(found) and {match["file"] for match in found if match} == {str(path)}


@pytest.mark.parametrize(("kind", "name"), BROKEN)
def test_check_of_something_broken_is_exit_1(msq: Runner, tmp_path: Path, kind: str, name: str) -> None:
    assert msq("check", broken(tmp_path, kind, name)).code == 1


def test_check_json_has_its_shape(msq: Runner, tmp_path: Path) -> None:
    path = broken_draft(tmp_path, "tab indent")
    (finding,) = msq("check", path, "--json").json()
    assert finding.keys() == {"file", "line", "column", "address", "severity", "code", "message"}
    assert (finding["file"], finding["line"], finding["column"], finding["code"]) == (
        str(path),
        5,
        1,
        "tab-indent",
    )


def test_check_of_an_incomplete_draft_points_into_it(msq: Runner, draft: Path) -> None:
    msq("set", draft, "contact", "name: Ana")
    findings = {f["address"]: f for f in msq("check", draft, "--json").json()}
    lines = draft.read_text("utf-8").splitlines()
    assert (
        findings["contact/email"]["code"] == "missing"
        and "contact:" in lines[findings["contact/email"]["line"] - 1]
    )


def test_check_of_several_files_names_each(msq: Runner, tmp_path: Path, draft: Path) -> None:
    bad = broken_draft(tmp_path, "key twice")
    assert {f["file"] for f in msq("check", bad, draft, "--json").json()} == {str(bad), str(draft)}


OPENING = {
    "draft": [
        ["get"],
        ["status"],
        ["status", "--json"],
        ["why", "*", "cio"],
        ["set", "*", "cio", "yes"],
        ["export"],
        ["print"],
    ],
    "edition": [["show"], ["show", "*", "--json"], ["new"], ["print"]],
}


@pytest.mark.parametrize(("kind", "name"), BROKEN)
def test_opening_something_broken_is_exit_3_with_the_message_of_check(
    msq: Runner, tmp_path: Path, kind: str, name: str
) -> None:
    path = broken(tmp_path, kind, name)
    finding = next(f for f in msq("check", path, "--json").json() if f["severity"] == "error")
    place = f"{finding['line']}:{finding['column']} {finding['message']}"
    for words in OPENING[kind]:
        command = [str(path) if word == "*" else word for word in words]
        done = msq(*(command if "*" in words else [words[0], str(path), *words[1:]]))
        assert (done.code, done.out, place in done.err, path.name in done.err) == (3, "", True, True), (
            words,
            done,
        )


@pytest.mark.parametrize(("kind", "name"), BROKEN)
def test_opening_something_broken_leaves_it_as_it_is(
    msq: Runner, tmp_path: Path, kind: str, name: str
) -> None:
    path = broken(tmp_path, kind, name)
    before = path.read_bytes()
    for words in OPENING[kind]:
        msq(words[0], path, *[word for word in words[1:] if word != "*"])
    assert path.read_bytes() == before


# print, export, verify


@pytest.mark.parametrize("form", ["md", "html"])
def test_print_of_a_blank_form_goes_to_standard_output(msq: Runner, form: str) -> None:
    done = msq("print", "msq-2022", "--format", form)
    assert (done.code, done.err, "COUNTRY NAME" in done.out) == (0, "", True)


@pytest.mark.parametrize("form", ["md", "html"])
def test_print_of_a_draft_holds_its_answers(msq: Runner, complete: Path, form: str, tmp_path: Path) -> None:
    done = msq("print", complete, "--format", form, "-o", tmp_path / "p")
    assert (done.code, done.out) == (0, "") and "Invented text for" in (tmp_path / "p").read_text("utf-8")


@pytest.mark.parametrize("form", ["md", "html"])
def test_print_of_a_bundle_holds_its_answers(msq: Runner, complete: Path, form: str) -> None:
    bundle = msq("export", complete, "--json").json()["path"]
    assert "Invented text for" in msq("print", bundle, "--format", form).out


def test_print_in_an_unknown_format_is_wrong_usage(msq: Runner) -> None:
    assert msq("print", "msq-2022", "--format", "papyrus").code == 2


def test_export_json_has_its_shape(msq: Runner, complete: Path, tmp_path: Path) -> None:
    data = msq("export", complete, "-o", tmp_path / "o" / "p", "--json").json()
    assert data.keys() == {"path", "size", "receipt", "status"}
    assert (Path(data["path"]).parent, data["status"], Path(data["path"]).stat().st_size) == (
        tmp_path / "o" / "p",
        "final",
        data["size"],
    )


def test_export_of_an_incomplete_draft_is_exit_1_and_lists_it(msq: Runner, complete: Path) -> None:
    msq("set", complete, "egov_agency", "--clear")
    done = msq("export", complete)
    assert (done.code, "egov_agency" in done.err, Path("out").exists()) == (1, True, False)


def test_export_json_of_an_incomplete_draft_keeps_messages_off_standard_output(
    msq: Runner, draft: Path
) -> None:
    done = msq("export", draft, "--json")
    assert (done.code, "missing" in done.err, done.json()["path"]) == (1, True, None)
    assert done.json()["problems"][0] == {
        "address": "country", "code": "missing", "severity": "error", "message": "Choose a country.",
    }  # fmt: skip


def test_export_partial_says_so(msq: Runner, draft: Path) -> None:
    msq("set", draft, "country", "PRY")
    done = msq("export", draft, "--partial", "--json")
    assert (done.code, done.json()["status"]) == (0, "partial")


def test_export_of_other_content_is_exit_4_without_replace(msq: Runner, complete: Path) -> None:
    msq("export", complete)
    msq("set", complete, "egov_agency", "Another")
    assert (msq("export", complete).code, msq("export", complete, "--replace").code) == (4, 0)


def test_verify_of_a_whole_bundle_is_exit_0(msq: Runner, complete: Path) -> None:
    made = msq("export", complete, "--json").json()
    data = msq("verify", made["path"], "--json").json()
    assert (data["verified"], data["receipt"], data["status"]) == (True, made["receipt"], "final")


@pytest.mark.parametrize("part", ["submission.json", "submission.yaml", "edition.yaml", "submission.html"])
def test_verify_of_a_changed_byte_is_exit_1_and_names_the_member(
    msq: Runner, complete: Path, part: str
) -> None:
    path = Path(msq("export", complete, "--json").json()["path"])
    data = bytearray(path.read_bytes())
    at = data.index(f"data/{part}".encode()) + len(f"data/{part}") + 40
    data[at] ^= 1
    path.write_bytes(data)
    done = msq("verify", path)
    assert (done.code, part in done.err) == (1, True)


# Words that do not fit, files that are not what they should be


WRONG: dict[str, tuple[list[str], int]] = {
    "unknown option": (["list", "--nonsense"], 2),
    "no draft": (["get"], 2),
    "a draft that is not there": (["get", "nowhere.yaml"], 3),
    "a draft that is a folder": (["get", "folder"], 3),
    "a draft that is empty": (["get", "empty"], 3),
    "a draft that is zeros": (["get", "zeros"], 3),
    "a draft that is a picture": (["get", "picture"], 3),
    "a draft that is an edition": (["get", "edition.yaml"], 3),
    "an edition that is a draft": (["show", "draft.yaml"], 3),
    "an edition that is not there": (["show", "msq-2031"], 3),
    "an edition named with controls": (["show", "a\x1b[2Jb"], 3),
    "a name of 5000 letters": (["get", "x" * 5000], 3),
    "a name with a surrogate": (["get", "\udc80.yaml"], 3),
    "an empty name": (["get", ""], 3),
    "an empty edition": (["show", ""], 3),
    "a name that begins like a folder of a user": (["get", "~$draft.yaml"], 3),
    "an edition that begins like one": (["show", "~nobody"], 3),
    "set from a name that begins like one": (["set", "draft.yaml", "--from", "~a.yaml"], 3),
    "new in a folder of nobody": (["new", "msq-2022", "~nobody/a.yaml"], 4),
    "check a name that begins like one": (["check", "~a.yaml"], 3),
    "verify a name that begins like one": (["verify", "~a.zip"], 3),
    "print to a folder of nobody": (["print", "msq-2022", "-o", "~nobody/a.md"], 4),
    "the root of the disk": (["get", "/"], 3),
    "set the root of the disk": (["set", "/", "cio", "yes"], 3),
    "a link to itself": (["get", "loop.yaml"], 3),
    "set a link to itself": (["set", "loop.yaml", "cio", "yes"], 3),
    "new over a link to itself": (["new", "msq-2022", "loop.yaml"], 4),
    "unknown address": (["get", "draft.yaml", "gone"], 2),
    "empty address": (["get", "draft.yaml", ""], 2),
    "why of an unknown address": (["why", "draft.yaml", "gone"], 2),
    "set nothing": (["set", "draft.yaml", "cio"], 2),
    "set unknown address": (["set", "draft.yaml", "gone", "x"], 2),
    "set unknown option": (["set", "draft.yaml", "cio", "maybe"], 2),
    "set with two ways": (["set", "draft.yaml", "cio", "yes", "--clear"], 2),
    "set address and file": (["set", "draft.yaml", "cio", "--from", "draft.yaml"], 2),
    "set contact to text": (["set", "draft.yaml", "contact", "x"], 2),
    "set contact to broken YAML": (["set", "draft.yaml", "contact", "{name: ["], 2),
    "set contact to a tag": (["set", "draft.yaml", "contact", "!!python/name:os.system"], 2),
    "set contact to nothing": (["set", "draft.yaml", "contact", ""], 2),
    "set contact to brackets": (["set", "draft.yaml", "contact", "[" * 3000], 2),
    "set list to a mapping": (["set", "draft.yaml", "respondent_basis", "a: b"], 2),
    "set unknown state": (["set", "draft.yaml", "cio", "--state", "x"], 2),
    "set state not allowed": (["set", "draft.yaml", "consent", "--state", "unknown"], 2),
    "set from a file and more": (["set", "draft.yaml", "--from", "answers.yaml", "--flag"], 2),
    "set a reason without a mark": (["set", "draft.yaml", "cio", "yes", "--reason", "x"], 2),
    "set from nowhere": (["set", "draft.yaml", "--from", "nowhere"], 3),
    "set from a folder": (["set", "draft.yaml", "--from", "folder"], 3),
    "set from a list": (["set", "draft.yaml", "--from", "list"], 3),
    "new in a folder that is not there": (["new", "msq-2022", "nowhere/a.yaml"], 4),
    "new under a name too long": (["new", "msq-2022", "x" * 300 + ".yaml"], 4),
    "new over a folder": (["new", "msq-2022", "folder"], 4),
    "check nothing": (["check"], 2),
    "check what is not there": (["check", "nowhere"], 3),
    "check a folder": (["check", "folder"], 3),
    "check an empty file": (["check", "empty"], 1),
    "check a picture": (["check", "picture"], 1),
    "export nothing there": (["export", "nowhere"], 3),
    "export into a file": (["export", "complete.yaml", "-o", "empty"], 4),
    "verify what is not there": (["verify", "nowhere"], 3),
    "verify a folder": (["verify", "folder"], 1),
    "verify what is no bundle": (["verify", "empty"], 1),
    "verify a draft": (["verify", "draft.yaml"], 1),
    "print what is not there": (["print", "nowhere"], 3),
    "print over a draft": (["print", "msq-2022", "-o", "draft.yaml"], 4),
    "print over an edition": (["print", "msq-2022", "-o", "edition.yaml"], 4),
    "editions that are not there": (["--editions", "nowhere", "list"], 3),
    "print to nowhere": (["print", "msq-2022", "-o", "nowhere/a.md"], 4),
    "fill without a terminal": (["fill", "msq-2022"], 2),
    "no command and no terminal": ([], 2),
    "an edition and no terminal": (["msq-2022"], 2),
}


@pytest.fixture
def things(tmp_path: Path, draft: Path, complete: Path) -> None:
    assert draft.exists() and complete.exists()
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "zeros").write_bytes(b"\0" * 5000)
    (tmp_path / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "list").write_bytes(b"- a\n")
    (tmp_path / "answers.yaml").write_bytes(b'cio: "yes"\n')
    (tmp_path / "edition.yaml").write_bytes(MSQ_2022.read_bytes())
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_is_wrong_has_its_exit_code(msq: Runner, case: tuple[list[str], int]) -> None:
    assert msq(*case[0]).code == case[1]


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize(
    "case", [case for case in WRONG.values() if case[1] != 1], ids=[n for n, c in WRONG.items() if c[1] != 1]
)
def test_what_is_wrong_is_told_on_standard_error_alone(msq: Runner, case: tuple[list[str], int]) -> None:
    done = msq(*case[0])
    assert done.out == "" and done.err.strip() and "Traceback" not in done.err


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_no_control_character_of_a_name_reaches_the_terminal(
    msq: Runner, case: tuple[list[str], int]
) -> None:
    done = msq(*case[0])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.out + done.err)


ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def test_no_name_of_a_folder_or_draft_acts_on_a_terminal_and_json_names_it_as_it_is(
    msq: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    msq.drafts = tmp_path / "a\x1b[31m\x9b2J\u202eb"
    path = msq.drafts / "d\x1b]0;x\x07\x7f\u202e.yaml"
    msq.drafts.mkdir()
    assert msq("new", "msq-2022", path).out == f"{path}\n", "a script gets it as it is"
    (msq.drafts / "broken\x9b2J.yaml").write_bytes(b"msq_draft: 1\n")
    listed = msq("list", "--json")
    assert [draft["path"] for draft in listed.json()["drafts"]] == [str(path)]
    done = [
        listed,
        msq("list"),
        *(msq(command, path) for command in ("get", "status", "check", "log", "export")),
    ]
    done += [
        msq("set", path, "cio", "yes", "--note"),
        msq("check", "--json", msq.drafts / "broken\x9b2J.yaml"),
    ]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    done.append(msq("new", "msq-2022", msq.drafts / "second\x1b[2J.yaml"))
    assert [found for one in done if (found := ACTS.search(one.out + one.err))] == []


@pytest.mark.parametrize("command", ["get", "check", "verify", "show", "print", "fill", "set"])
def test_a_pipe_is_refused_without_waiting(tmp_path: Path, draft: Path, command: str) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    words = ["set", draft, "--from", "pipe.yaml"] if command == "set" else [command, "pipe.yaml"]
    process = subprocess.Popen(
        [sys.executable, "-m", "msq_tui", *words],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode in (1, 2, 3)


# Which command, and where


@pytest.mark.parametrize(
    "words", [["msq-2022"], ["fill", "msq-2022"], ["x.yaml"], ["--drafts", "list", "msq-2022"], [], ["fill"]]
)
def test_without_a_terminal_filling_names_plain(words: list[str], tmp_path: Path) -> None:
    done = real(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout, "--plain" in done.stderr) == (2, "", True)


@pytest.mark.parametrize("redirected", ["stdin", "stdout"])
def test_one_stream_that_is_no_terminal_is_enough_to_name_plain(
    redirected: str, msq: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, name), "isatty", lambda name=name: name != redirected, raising=False)
    monkeypatch.setattr("msq_tui.ui.app.run_app", lambda *_: 0)
    done = msq("fill", "msq-2022")
    assert (done.code, done.out, "--plain" in done.err) == (2, "", True)


def test_help_names_every_command_and_exit_code(msq: Runner) -> None:
    out = msq("--help").out
    assert [word for word in (*COMMANDS, "130", "means fill") if word not in " ".join(out.split())] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(msq: Runner, command: str) -> None:
    done = msq(command, "--help")
    assert (done.code, done.err, f"msq {command}" in done.out) == (0, "", True)


def test_a_draft_is_found_by_its_name_in_the_drafts_folder(msq: Runner) -> None:
    msq("new", "msq-2022")
    assert [
        msq("get", name).code for name in ("msq-2022.yaml", "msq-2022", msq.drafts / "msq-2022.yaml")
    ] == [0, 0, 0]


def test_the_drafts_folder_is_the_option_then_the_variable_then_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drafts").mkdir()
    found = []
    monkeypatch.setenv("MSQ_DRAFTS", str(tmp_path / "variable"))
    for words in (["--drafts", str(tmp_path / "option"), "new", "msq-2022"], ["new", "msq-2022"]):
        main(words)
        found.append(Path(capsys.readouterr().out.strip()).parent)
    monkeypatch.delenv("MSQ_DRAFTS")
    main(["new", "msq-2022"])
    found.append((tmp_path / capsys.readouterr().out.strip()).parent)
    assert found == [tmp_path / "option", tmp_path / "variable", tmp_path / "drafts"]


def test_the_option_for_drafts_may_stand_behind_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", "--drafts", str(tmp_path / "behind"), "msq-2022"])
    assert Path(capsys.readouterr().out.strip()).parent == tmp_path / "behind"


# As a process


CLOSED = {
    "get nowhere 2>/dev/full": 3,
    "set draft.yaml cio - <&- >&-": 2,
    "get draft.yaml egov_agency >/dev/full": 4,
}


def test_a_stream_that_is_closed_or_full_is_no_mistake_of_ours(tmp_path: Path, draft: Path) -> None:
    session = resumed(draft)
    session.enter_all({"cio": "yes", "egov_agency": "x" * 100_000})
    session.save()
    lines = [f"{shlex.quote(sys.executable)} -m msq_tui {words}; echo $? >> codes" for words in CLOSED]
    done = subprocess.run(
        ["sh", "-c", "\n".join(lines)], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    codes = [int(code) for code in (tmp_path / "codes").read_text("utf-8").split()]
    assert dict(zip(CLOSED, codes, strict=True)) == CLOSED and answers(draft)["cio"] == "yes"
    assert "mistake" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(("given", "code", "kept"), [("é ж\n".encode(), 0, "é ж"), (b"\xff\n", 2, "before")])
def test_a_value_from_standard_input_is_utf_8_or_refused(
    msq: Runner, draft: Path, monkeypatch: pytest.MonkeyPatch, given: bytes, code: int, kept: str
) -> None:
    msq("set", draft, "egov_portal", "before")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="ascii"))
    assert (msq("set", draft, "egov_portal", "-").code, answers(draft)["egov_portal"]) == (code, kept)


def test_the_version_is_told(tmp_path: Path) -> None:
    done = real("--version", cwd=tmp_path)
    assert done.returncode == 0 and re.fullmatch(r"msq \d+\.\d+\.\d+\S*\n", done.stdout)


@pytest.mark.parametrize(
    "words", [["--version"], ["check", "msq-2022"], ["check", "draft.yaml"], ["--help"], ["list"]]
)
@pytest.mark.usefixtures("draft")
def test_these_never_import_the_screen(words: list[str], tmp_path: Path) -> None:
    loaded = real(*words, cwd=tmp_path, options=("-X", "importtime")).stderr
    assert "msq_tui.cli" in loaded and not re.search(r"\| +(textual|rich|msq_tui\.ui)\b", loaded)


def test_an_answer_reaches_a_redirected_stream_whatever_the_locale(
    tmp_path: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = resumed(draft)
    session.enter("egov_portal", "Ж中😀")
    session.save()
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from msq_tui.cli import run; sys.argv = ['msq', 'get', 'draft.yaml', 'egov_portal']; run()"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "Ж中😀\n".encode())


def test_a_value_that_the_locale_cannot_hold_is_kept_or_refused(
    tmp_path: Path, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    done = real("set", draft, "egov_portal", "Ministère 中文", cwd=tmp_path)
    assert done.returncode != 0 or answers(draft) == {"egov_portal": "Ministère 中文"}


def in_terminal(words: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and everything that ``msq`` draws in a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "msq_tui", *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    drawn = b""
    try:
        while select.select([ours], [], [], 60)[0]:
            try:
                more = os.read(ours, 65536)
            except OSError:
                break
            if not more:
                break
            drawn += more
        code = process.wait(60)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return code, drawn.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("draft", "tab indent"), ("draft", "newer"), ("edition", "unknown type"), ("edition", "cycle")],
)
def test_filling_something_broken_in_a_terminal_is_exit_3_with_the_message_of_check(
    msq: Runner, tmp_path: Path, kind: str, name: str
) -> None:
    path = broken(tmp_path, kind, name)
    finding = next(f for f in msq("check", path, "--json").json() if f["severity"] == "error")
    code, drawn = in_terminal(["fill", "broken.yaml"], tmp_path)
    told = " ".join(drawn.split())
    assert (
        code,
        f"broken.yaml:{finding['line']}:{finding['column']} {' '.join(finding['message'].split())}" in told,
    ) == (3, True), told
    assert "\x1b" not in drawn and "Traceback" not in drawn


# kill -9 before each operation on files (reliability.md, fault 3)

KILLED = """
import os, signal
from pathlib import Path
from msq_tui.cli import main
import msq_tui.session.opening, msq_tui.session.scripting
import ruamel.yaml
def work(given):
    stop, words = given
    count = 0
    def counted(real):
        def call(*arguments, **more):
            nonlocal count
            count += 1
            if count == stop:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **more)
        return call
    for name in ("open", "write", "fsync", "close", "replace", "rename", "unlink", "link", "fchmod"):
        setattr(os, name, counted(getattr(os, name)))
    Path.replace = counted(Path.replace)
    return main(words)
"""


def killed(at: int, *words: str | Path, folder: Path) -> int:
    return limited(KILLED, [at, ["--drafts", str(folder / "drafts"), *map(str, words)]])[0]


def test_set_killed_before_any_operation_leaves_the_old_or_the_new_draft(tmp_path: Path, draft: Path) -> None:
    old = {"egov_agency": "old"}
    outcomes = []
    for at in range(1, 100):
        session = resumed(draft)
        session.enter("egov_agency", "old")
        session.save()
        code = killed(at, "set", draft, "egov_agency", "new", folder=tmp_path)
        outcomes.append(answers(draft))
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert len(outcomes) > 8 and outcomes[-1] == {"egov_agency": "new"}
    assert all(outcome in (old, {"egov_agency": "new"}) for outcome in outcomes)


def test_new_killed_before_any_operation_leaves_no_half_draft(tmp_path: Path) -> None:
    for at in range(1, 100):
        path = tmp_path / f"new-{at}.yaml"
        code = killed(at, "new", "msq-2022", path, folder=tmp_path)
        assert not path.exists() or answers(path) == {}
        if code == 0:
            break
    assert at > 8


def test_what_a_killed_set_leaves_behind_is_never_listed_as_a_draft(msq: Runner, tmp_path: Path) -> None:
    path = Path(msq("new", "msq-2022").out.strip())
    left = 0
    for at in range(1, 9):
        killed(at, "set", path, "egov_agency", str(at), folder=tmp_path)
        left = max(left, len(list(msq.drafts.iterdir())))
    assert left > 1 and [d["path"] for d in msq("list", "--json").json()["drafts"]] == [str(path)]


def test_a_mistake_of_ours_in_a_command_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    code = (
        "import sys, msq_tui.cli as cli\n"
        "def broken(options): raise KeyError('[secret answer]')\n"
        "cli._list = broken\nsys.argv = ['msq', 'list']\ncli.run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert "Safe:" in done.stderr and "Do now:" in done.stderr
    assert "Traceback" not in done.stderr and "secret" not in done.stderr
