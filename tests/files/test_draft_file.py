"""Drafts on disk: the form they are written in, and what a save must leave as a person wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from msq_tui.core.condition import Answer
from msq_tui.core.errors import DraftRefused, NotWritten
from msq_tui.core.response import Mark
from msq_tui.core.text import clean_text
from msq_tui.files.draft_file import is_draft_name, read_draft, read_raw_draft
from msq_tui.files.edition_file import read_edition
from msq_tui.files.yaml_read import read_yaml
from msq_tui.session import filling
from msq_tui.session.filling import FillingSession
from tests.core.helpers import msq_2022

from .drafts import (
    GOLDEN,
    MSQ_2022,
    PARAGRAPHS,
    TIME,
    golden_session,
    random_answers,
    resumed,
    started,
    with_golden_digest,
)

HEAD = 'msq_draft: 1\nedition: "msq-2022"\nedition_revision: 1\ndraft_id: "5b0e"\nsave: 4\ncreated: "x"\nsaved: "y"\n'

EDITED = """\
# The draft of the Ministry, edited by Ana.
# Two lines of remarks.

msq_draft: 1
edition: "msq-2022"
edition_revision: 1   # as printed
draft_id: "5b0e"
save: 4
# When it was begun.
created: "2026-11-21T09:30:00Z"
saved: "2026-11-21T10:02:11Z"

# The answers.
answers:
    # Who we are.
    country:   PRY       # Paraguay

    contact: {name: 'Ana', email: "ana@mitic.example"}
    respondent_basis:
    -   authorized
    # still to be asked

    - collective
    egov_portal: >-
        A folded
        text.
    # Ask again before Friday.
    egov_agency: "MITIC"
    cio: "yes"

    # The office of the CIO
    # (it moved in May).
    cio.details: |
        Long.

    crisis.portal: 'no'

# Where we disagree.
notes:
  cio: "Ask."
flags:  [cio]   # one only
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "draft.yaml"
    path.write_bytes(text.encode("utf-8"))
    return path


def saved_text(session: FillingSession) -> str:
    session.save()
    return session.path.read_text("utf-8")


def top_level(text: str) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(text).data(empty_is_none=False)
    return data


# The form


def test_a_whole_draft_is_written_as_in_the_golden_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "now", lambda: TIME)
    assert with_golden_digest(saved_text(golden_session(tmp_path / "draft.yaml"))) == GOLDEN.read_text(
        "utf-8"
    )


def test_a_draft_saved_key_by_key_is_the_draft_saved_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "now", lambda: TIME)
    at_once = golden_session(tmp_path / "a.yaml")
    slowly = golden_session(tmp_path / "b.yaml")
    slowly.clear("cio")
    slowly.save()
    slowly.enter("cio", "yes")
    assert saved_text(slowly) == saved_text(at_once).replace("save: 1\n", "save: 2\n")


def test_a_save_names_the_revision_and_digest_of_the_edition(tmp_path: Path) -> None:
    loaded = read_edition(MSQ_2022)
    data = top_level(started(tmp_path).path.read_text("utf-8"))
    assert (data["edition_revision"], data["edition_digest"]) == (str(loaded.edition.revision), loaded.digest)


def test_each_save_counts_one(tmp_path: Path) -> None:
    session = started(tmp_path)
    session.enter("cio", "yes")
    session.save()
    session.enter("cio", "no")
    assert top_level(saved_text(session))["save"] == "3"


def test_the_draft_id_stays_for_the_life_of_the_draft(tmp_path: Path) -> None:
    session = started(tmp_path)
    again = resumed(session.path)
    again.enter("cio", "yes")
    assert top_level(saved_text(again))["draft_id"] == session.draft.draft_id


@given(answers=random_answers())
@example(answers={"egov_portal": PARAGRAPHS, "partnerships": "\n\n a\n\n", "contact/name": " x "})
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_answers_saved_and_resumed_are_the_same_answers(
    answers: dict[str, Answer], tmp_path_factory: pytest.TempPathFactory
) -> None:
    session = started(tmp_path_factory.mktemp("any"))
    session.enter_all(answers)
    session.save()
    assert resumed(session.path).response.answers == session.response.answers


@given(answers=random_answers())
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_a_resumed_draft_saved_again_keeps_the_bytes_of_every_answer(
    answers: dict[str, Answer], tmp_path_factory: pytest.TempPathFactory
) -> None:
    session = started(tmp_path_factory.mktemp("again"))
    session.enter_all(answers)
    before = saved_text(session).partition("\nanswers:")[2]
    again = resumed(session.path)
    again.note("country", "x")
    assert saved_text(again).partition("\nanswers:")[2] == before + 'notes:\n  country: "x"\n'


# A draft edited by hand


@pytest.fixture
def edited(tmp_path: Path) -> FillingSession:
    return resumed(written(tmp_path, EDITED))


def test_a_hand_edited_draft_is_understood(edited: FillingSession) -> None:
    assert edited.plain_answers() == {
        "country": "PRY", "contact": {"name": "Ana", "email": "ana@mitic.example"},
        "respondent_basis": ["authorized", "collective"], "egov_portal": "A folded text.", "egov_agency": "MITIC",
        "cio": "yes", "cio.details": "Long.\n", "crisis.portal": "no",
    }  # fmt: skip


def test_only_the_header_and_the_changed_answer_change(edited: FillingSession) -> None:
    edited.enter("egov_agency", "Somebody else")
    lines = set(saved_text(edited).split("\n")) ^ set(EDITED.split("\n"))
    assert {line.split(":")[0].strip() for line in lines} <= {
        "egov_agency", "save", "saved", "edition_revision", "edition_digest",
    }  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    ["country", "respondent_basis", "egov_portal", "egov_agency", "cio", "cio.details", "crisis.portal"],
)
def test_answers_that_did_not_change_keep_their_exact_bytes(edited: FillingSession, changed: str) -> None:
    value = {"country": "FRA", "respondent_basis": ["own_opinion"], "cio": "no", "crisis.portal": "yes"}.get(
        changed, "New text"
    )
    edited.enter(changed, value)
    text = saved_text(edited)
    pieces = {
        "country": "    country:   PRY       # Paraguay\n",
        "contact": "    contact: {name: 'Ana', email: \"ana@mitic.example\"}\n",
        "respondent_basis": "    respondent_basis:\n    -   authorized\n    # still to be asked\n\n    - collective\n",
        "egov_portal": "    egov_portal: >-\n        A folded\n        text.\n",
        "egov_agency": '    egov_agency: "MITIC"\n',
        "cio": '    cio: "yes"\n',
        "cio.details": "    cio.details: |\n        Long.\n",
        "crisis.portal": "    crisis.portal: 'no'\n",
    }  # fmt: skip
    assert [name for name, piece in pieces.items() if piece not in text] == [changed]


REMARKS = [
    line
    for line in EDITED.split("\n")
    if line.lstrip().startswith("#") and line.strip() != "# still to be asked"
]


@pytest.mark.parametrize(
    "changed", ["country", "egov_portal", "egov_agency", "cio", "cio.details", "crisis.portal"]
)
@pytest.mark.parametrize("how", ["another answer", "cleared"])
def test_remarks_on_lines_of_their_own_stay_in_their_order(
    edited: FillingSession, changed: str, how: str
) -> None:
    values = {"country": "FRA", "cio": "no", "crisis.portal": "yes"}
    edited.enter(changed, values.get(changed, "New text")) if how == "another answer" else edited.clear(
        changed
    )
    kept = [line for line in saved_text(edited).split("\n") if line.lstrip().startswith("#")]
    assert kept == [*REMARKS[:5], *(["    # still to be asked"]), *REMARKS[5:]]


def test_a_new_answer_stands_in_the_editions_order_and_as_deep_as_its_neighbours(
    edited: FillingSession,
) -> None:
    edited.enter("sectoral_agencies", {"health": "MSPBS"})
    text = saved_text(edited)
    added = '    sectoral_agencies:\n      health: "MSPBS"\n'
    assert text.index("cio.details:") < text.index(added) < text.index("crisis.portal:")


@pytest.mark.parametrize("place", ["after the last answer", "at the end of the file"])
def test_a_remark_below_the_last_answer_stays_when_that_answer_changes(tmp_path: Path, place: str) -> None:
    remark = "  # to be continued\n" if place == "after the last answer" else "# the end\n"
    session = resumed(written(tmp_path, HEAD + 'answers:\n  country: "PRY"\n  cio: "yes"\n' + remark))
    session.enter("cio", "no")
    assert remark in saved_text(session)


def test_a_remark_above_an_answer_that_is_set_aside_stays(tmp_path: Path) -> None:
    session = resumed(written(tmp_path, HEAD + 'answers:\n  country: "PRY"\n  # ask Ana\n  gone: "x"\n'))
    session.enter("cio", "no")
    assert "# ask Ana\n" in saved_text(session)


def test_a_removed_answer_leaves_its_neighbours_alone(edited: FillingSession) -> None:
    edited.clear("egov_portal")
    text = saved_text(edited)
    assert (
        "egov_portal" not in text
        and resumed(edited.path).plain_answers().keys() == edited.plain_answers().keys()
    )


def test_a_name_with_nothing_below_it_yet_is_unanswered(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "answers:\n  contact:\n  portals:\n  cio:\n  egov_agency:\n")
    assert (resumed(path).findings, resumed(path).plain_answers()) == ((), {})


def test_removing_the_only_answer_leaves_a_draft_that_opens(tmp_path: Path) -> None:
    session = resumed(written(tmp_path, HEAD + 'answers:\n  # who\n  country: "PRY"\n'))
    session.clear("country")
    session.save()
    assert resumed(session.path).plain_answers() == {}


@pytest.mark.parametrize(
    "answers",
    [
        "answers: {}\n",
        "answers:\n",
        "answers: ~\n",
        "",
        "answers: {country: PRY, cio: 'yes'}\n",
        "answers: # none yet\n\n",
    ],
)
def test_an_answer_can_be_given_whatever_the_answers_looked_like(tmp_path: Path, answers: str) -> None:
    session = resumed(written(tmp_path, HEAD + answers))
    before = session.plain_answers()
    session.enter("egov_agency", "MITIC")
    session.save()
    assert resumed(session.path).plain_answers() == {**before, "egov_agency": "MITIC"}


@pytest.mark.parametrize(
    "text",
    [
        "{msq_draft: 1, edition: msq-2022, draft_id: 5b0e, answers: {country: PRY}}\n",
        "---\n" + HEAD + "answers:\n  country: PRY\n...\n",
        "---\n" + HEAD + "answers:\n  country: PRY\n",
        HEAD + "answers:\n  ? country\n  : PRY\n",
        HEAD + "answers:\n  country: PRY",
        HEAD + "answers: {country: PRY,\n  egov_portal: 'a\n\n  b'}\n",
        (HEAD + "answers:\n  country: PRY\n").replace("\n", "\r\n"),
        "\ufeff" + HEAD + "answers:\n  country: PRY\n",
        "answers:\n  country: PRY\n" + HEAD,
    ],
    ids=["flow", "marks", "begin mark", "question mark", "no last line end", "flow text", "CRLF", "BOM", "header last"],
)  # fmt: skip
def test_a_draft_in_another_layout_keeps_its_answers_through_a_save(tmp_path: Path, text: str) -> None:
    session = resumed(written(tmp_path, text))
    before = session.plain_answers()
    session.enter("cio", "yes")
    session.save()
    assert resumed(session.path).plain_answers() == {**before, "cio": "yes"}


# What the program does not itself write

OPTIONAL = {
    "version": "2",
    "supersedes": {"submission_id": "5b0e-v1", "digest": "sha256:0", "reason": "A wrong link."},
    "states": {"strategy.sdgs.details": {"state": "unknown", "reason": "Not known."}},
    "justifications": {"consent": "By letter."},
    "notes": {"cio": "Ask."},
    "flags": ["cio"],
    "proposals": {"egov_agency": {"value": "MITIC", "from": "msq-2020"}},
    "set_aside": {"old.question": ["a\n\n", {"deep": "x"}]},
    "assignments": [{"section": "legal", "to": "Ana"}],
    "sign_offs": [{"by": "Ana", "at": "2026-11-21", "rounds": ["1", "2"]}],
    "from_a_later_program": {"a": ["b", {"c": "d"}]},
    "another_unknown": "x",
}
WITH_OPTIONAL = (
    HEAD
    + """\
answers:
  country: "PRY"
version: 2
supersedes:
  submission_id: "5b0e-v1"
  digest: "sha256:0"
  reason: "A wrong link."
states: {strategy.sdgs.details: {state: unknown, reason: "Not known."}}
justifications: {consent: "By letter."}
notes: {cio: Ask.}
flags: [cio]
proposals:
  egov_agency: {value: MITIC, from: msq-2020}
set_aside:
  old.question:
    - "a\\n\\n"
    - deep: x
assignments: [{section: legal, to: Ana}]
sign_offs:
  - by: Ana
    at: 2026-11-21
    rounds: [1, 2]
from_a_later_program:
  a: [b, {c: d}]
another_unknown: x
"""
)


@pytest.mark.parametrize("part", OPTIONAL)
def test_an_optional_or_unknown_part_survives_a_save(tmp_path: Path, part: str) -> None:
    session = resumed(written(tmp_path, WITH_OPTIONAL))
    session.enter("cio", "yes")
    assert top_level(saved_text(session))[part] == OPTIONAL[part]


def test_unchanged_optional_parts_keep_their_exact_bytes(tmp_path: Path) -> None:
    session = resumed(written(tmp_path, WITH_OPTIONAL))
    session.enter("cio", "yes")
    assert saved_text(session).endswith(WITH_OPTIONAL[WITH_OPTIONAL.index("version:") :])


def test_what_was_set_aside_earlier_stays_when_more_is_set_aside(tmp_path: Path) -> None:
    session = resumed(written(tmp_path, WITH_OPTIONAL.replace("answers:\n", 'answers:\n  gone: "x"\n')))
    assert top_level(saved_text(session))["set_aside"] == {
        "old.question": ["a\n\n", {"deep": "x"}],
        "gone": "x",
    }


def test_two_different_answers_set_aside_under_one_name_are_both_kept(tmp_path: Path) -> None:
    text = HEAD + 'answers:\n  gone: "new"\nset_aside:\n  gone: "old"\n'
    kept = top_level(saved_text(resumed(written(tmp_path, text))))["set_aside"]
    assert sorted(kept.values()) == ["new", "old"]


# (line of answers, line, column, code)
ASIDE = {
    "unknown address": ('gone: "x"', 9, 3, "unknown-address"),
    "misspelt address": ('egov_portl: "x"', 9, 3, "unknown-address"),
    "look-alike letter": ('сio: "yes"', 9, 3, "unknown-address"),
    "unknown option": ('cio: "maybe"', 9, 8, "not-understood"),
    "unknown country": ('country: "XYZ"', 9, 12, "not-understood"),
    "unknown code in a list": ('respondent_basis: ["authorized", "x"]', 9, 21, "not-understood"),
    "list for a text": ('egov_portal: ["x"]', 9, 16, "not-understood"),
    "text for a contact": ('contact: "Ana"', 9, 12, "not-understood"),
    "unknown field": ('contact: {name: "Ana", fax: "1"}', 9, 26, "not-understood"),
    "unknown row": ('portals: {e_service: "x"}', 9, 13, "not-understood"),
    "cell written beside its table": ('portals/e_services: "x"', 9, 3, "unknown-address"),
    "unknown sub-text": ('cio/other: "x"', 9, 3, "unknown-address"),
}  # fmt: skip


@pytest.mark.parametrize("case", ASIDE.values(), ids=ASIDE)
def test_an_answer_without_a_place_is_named_with_line_and_column(
    tmp_path: Path, case: tuple[str, int, int, str]
) -> None:
    line, at, column, code = case
    path = written(tmp_path, f"{HEAD}answers:\n  {line}\n")
    findings = read_draft(read_raw_draft(path), msq_2022()).findings
    assert [(f.file, f.line, f.column, f.code) for f in findings] == [(str(path), at, column, code)]


@pytest.mark.parametrize("case", ASIDE.values(), ids=ASIDE)
def test_an_answer_without_a_place_is_set_aside_and_survives(
    tmp_path: Path, case: tuple[str, int, int, str]
) -> None:
    text = f'{HEAD}answers:\n  {case[0]}\n  egov_agency: "MITIC"\n'
    given_answers = top_level(text)["answers"]
    del given_answers["egov_agency"]
    session = resumed(written(tmp_path, text))
    session.enter("consent", "yes")
    session.save()
    assert resumed(session.path).draft.set_aside == given_answers


def test_reading_alone_does_not_rewrite_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + 'answers:\n  gone: "x"\n')
    before = path.read_bytes()
    resumed(path)
    assert path.read_bytes() == before


# What is refused

BROKEN = {
    "newer format": (HEAD.replace("msq_draft: 1", "msq_draft: 2"), 1, 12, "format-version"),
    "older than the first format": (HEAD.replace("msq_draft: 1", "msq_draft: 0"), 1, 12, "format-version"),
    "much newer format": (HEAD.replace("msq_draft: 1", "msq_draft: " + "9" * 5000), 1, 12, "format-version"),
    "odd format": (HEAD.replace("msq_draft: 1", "msq_draft: x"), 1, 12, "format-version"),
    "an edition": ('msq_edition: 1\nid: "x"\n', 1, 1, "not-a-draft"),
    "something else": ("a: 1\n", 1, 1, "not-a-draft"),
    "no edition": ("msq_draft: 1\ndraft_id: x\n", 1, 1, "missing-key"),
    "empty draft id": ('msq_draft: 1\nedition: "msq-2022"\ndraft_id: ""\n', 3, 11, "missing-key"),
    "answers are a list": (HEAD + "answers:\n  - x\n", 9, 3, "shape"),
    "answers are a text": (HEAD + "answers: x\n", 8, 10, "shape"),
    "states are a list": (HEAD + "states: [x]\n", 8, 9, "shape"),
    "flags are a mapping": (HEAD + "flags:\n  cio: x\n", 9, 3, "shape"),
    "proposals are a list": (HEAD + "proposals:\n  - x\n", 9, 3, "shape"),
    "notes are a list": (HEAD + "notes:\n  - x\n", 9, 3, "shape"),
    "justifications are a text": (HEAD + "justifications: x\n", 8, 17, "shape"),
    "set aside is a list": (HEAD + "set_aside:\n  - x\n", 9, 3, "shape"),
    "revision is no number": (HEAD.replace("edition_revision: 1", "edition_revision: x"), 3, 19, "value"),
    "tab indent": (HEAD + "answers:\n\tcio: x\n", 9, 1, "tab-indent"),
    "key twice": (HEAD + "answers:\n  cio: x\n  cio: y\n", 10, 3, "duplicate-key"),
    "cut off": (HEAD + 'answers:\n  egov_portal: "The Gov', 9, 16, "open-quote"),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_broken_draft_is_refused_with_its_place(tmp_path: Path, case: tuple[str, int, int, str]) -> None:
    text, line, column, code = case
    with pytest.raises(DraftRefused) as caught:
        resumed(written(tmp_path, text))
    assert [(f.line, f.column, f.code) for f in caught.value.findings] == [(line, column, code)]


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_refused_draft_is_left_as_it_is(tmp_path: Path, case: tuple[str, int, int, str]) -> None:
    path = written(tmp_path, case[0])
    with pytest.raises(DraftRefused):
        resumed(path)
    assert path.read_bytes() == case[0].encode("utf-8") and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_the_message_of_a_refusal_names_file_and_place_and_what_is_safe(
    tmp_path: Path, case: tuple[str, int, int, str]
) -> None:
    path = written(tmp_path, case[0])
    with pytest.raises(DraftRefused) as caught:
        resumed(path)
    message = caught.value.message
    assert f"{path}:{case[1]}:{case[2]} " in message and "Safe: " in message and "Do now: " in message


@pytest.mark.parametrize(
    ("case", "words"),
    [("newer format", "written by a newer program"), ("odd format", "is not known"), ("older than the first format", "is not known"),
     ("an edition", "this is an edition"), ("something else", "begins with the line `msq_draft: 1`")],
)  # fmt: skip
def test_what_is_no_draft_of_this_program_is_told_for_what_it_is(
    tmp_path: Path, case: str, words: str
) -> None:
    with pytest.raises(DraftRefused, match=words):
        resumed(written(tmp_path, BROKEN[case][0]))


def test_a_mark_written_by_hand_in_one_word_is_understood_and_its_reason_passes_the_door(tmp_path: Path) -> None:  # fmt: skip
    states = "states:\n  cio: unknown\n  egov_portal:\n    state: unknown\n    reason: Cafe\u0301\n"
    marks = resumed(written(tmp_path, HEAD + states)).response.marks
    assert marks == {"cio": Mark("unknown"), "egov_portal": Mark("unknown", "Caf\u00e9")}


def test_reasons_and_notes_written_by_hand_pass_the_door(tmp_path: Path) -> None:
    parts = "justifications:\n  cio: Cafe\u0301\nnotes:\n  cio: n\u0303\n"
    session = resumed(written(tmp_path, HEAD + parts))
    assert (session.response.justifications, session.draft.notes) == ({"cio": "Caf\u00e9"}, {"cio": "\u00f1"})


ODD_PARTS = {
    "states": [
        "{cio: unknown}",
        "{cio: {state: [a], reason: {b: c}}}",
        "{cio: [a]}",
        "{gone: {state: unknown}}",
        "{cio: {}}",
    ],
    "justifications": ["[a]", "x", "{cio: [a]}"],
    "notes": ["[a]", "x", "{gone: {a: b}}"],
    "flags": ["[[a], {b: c}]", "[gone]"],
    "proposals": ["[a]", "x"],
    "set_aside": ["[a]", "x"],
    "version": ["x", "[1]", "-1", "'²'", "99999999999"],
    "supersedes": ["x", "[a]"],
    "save": ["x", "-1", "[1]", "'²'", "99999999999999999999999"],
    "saved": ["[x]"],
}


@pytest.mark.parametrize(
    ("part", "value"), [(part, value) for part, values in ODD_PARTS.items() for value in values]
)
def test_an_odd_value_in_the_header_is_no_mistake_of_the_program(
    tmp_path: Path, part: str, value: str
) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(part + ":"))
    path = written(tmp_path, f"{head}{part}: {value}\nanswers:\n  country: PRY\n")
    try:
        session = resumed(path)
    except DraftRefused as refusal:
        assert refusal.findings
        return
    session.enter("cio", "yes")
    session.save()
    assert resumed(path).plain_answers() == {"country": "PRY", "cio": "yes"}


@pytest.mark.parametrize("part", ["justifications", "notes", "proposals", "set_aside"])
def test_an_odd_part_is_never_dropped_in_silence(tmp_path: Path, part: str) -> None:
    path = written(tmp_path, f"{HEAD}{part}:\n  - kept\nanswers:\n  gone: x\n")
    try:
        session = resumed(path)
    except DraftRefused as refusal:
        assert refusal.findings
        return
    session.note("cio", "x")
    session.justify("cio", "x")
    assert "- kept\n" in saved_text(session)


def test_a_character_that_no_file_may_hold_is_not_written(tmp_path: Path) -> None:
    session = started(tmp_path)
    session.enter("egov_portal", "safe")
    before = saved_text(session)
    session.response.answers["egov_portal"] = "past the door\ud800"
    session._changed_answers.add("egov_portal")
    with pytest.raises(NotWritten):
        session.save()
    assert session.path.read_text("utf-8") == before


@pytest.mark.parametrize(
    "typed", ["a\x1b[2Jb", "a\r\nb", "e\u0301", "a\u2028b\x85c", "a\ud800b", "\ufeffa\u202eb\ufffe"]
)
def test_what_is_typed_is_normalised_once_and_then_stable(tmp_path: Path, typed: str) -> None:
    session = started(tmp_path)
    session.enter("egov_portal", typed)
    session.save()
    assert resumed(session.path).response.answers["egov_portal"] == clean_text(typed).text


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("a.yaml", True), ("a.yml", True), (".a.yaml", False), (".a.yaml.msq-tmp-0011", False), ("a.msq-tmp-0.yaml", False), ("a.zip", False)],
)  # fmt: skip
def test_only_yaml_files_that_are_not_hidden_are_taken_for_drafts(name: str, is_one: bool) -> None:
    assert is_draft_name(Path(name)) is is_one
