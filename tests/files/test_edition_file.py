"""Reading editions: every mistake of an author is named at its line and column, and half an edition never opens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from msq_tui.core.errors import EditionRefused, NotReadable
from msq_tui.core.problem import Severity
from msq_tui.files.edition_file import check_edition, digest_of, read_edition

from .drafts import MSQ_2022

TEXT = MSQ_2022.read_text("utf-8")


def replaced(old: str, new: str) -> str:
    """The shipped edition with the first ``old`` replaced; the tables below must keep up with its wording."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def place(text: str, at: str, more: int = 0) -> tuple[int, int]:
    """Line and column of the first ``at`` in a text, ``more`` characters further on."""
    position = text.index(at) + more
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "msq-2022.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


CIO = '      - id: "cio"\n'
CIO_CONTACT = '        parent: "cio"\n        when:\n          question: "cio"\n          is: "yes"\n'
PERIOD = '        required:\n          question: "strategy"\n          is_not: "no"\n'

# (what replaces what, where the finding must point and how much further, its code, a word of its message)
BROKEN: dict[str, tuple[str, str, str, int, str, str]] = {
    "tab indent": ('    number: "A"\n', '\tnumber: "A"\n', '\tnumber: "A"', 0, "tab-indent", "tab"),
    "open quote": ('title: "THANK YOU"\n', 'title: "THANK YOU\n', '"THANK YOU\n', 0, "open-quote", "quotation mark"),
    "colon in a text": (
        '        text: "COUNTRY NAME"\n', "        text: COUNTRY: NAME\n", ": NAME", 0, "colon", "colon",
    ),
    "duplicate key": ('        text: "COUNTRY NAME"\n', '        text: "COUNTRY NAME"\n        text: "again"\n', 'text: "again"', 0, "duplicate-key", "second time"),
    "anchor": ('year: 2022', "year: &year 2022", "&year", 0, "anchor", "&"),
    "python tag": ("year: 2022", "year: !!python/object/apply:os.system [x]", "!!python", 0, "tag", "!"),
    "unknown type": ('type: "country"', 'type: "county"', '"county"', 0, "unknown-type", 'Did you mean "country"?'),
    "missing type": ('        type: "country"\n', "", 'id: "country"', 0, "missing-key", '"type" is missing'),
    "unknown key of a question": ('        type: "country"\n', '        type: "country"\n        requird: true\n', "requird", 0, "unknown-key", 'Did you mean "required"?'),
    "unknown key of the whole": ("year: 2022", "yeer: 2022", "yeer", 0, "unknown-key", 'Did you mean "year"?'),
    "unknown key of a section": ('    short_title: "Respondent"', '    shorttitle: "Respondent"', "shorttitle", 0, "unknown-key", "short_title"),
    "unknown key of a field": ('            label: "Your name"\n', '            label: "Your name"\n            lable: "x"\n', "lable", 0, "unknown-key", "label"),
    "unknown key of a condition": (CIO_CONTACT, CIO_CONTACT.replace("is:", "iss:"), "iss:", 0, "unknown-key", "iss"),
    "missing title": ('title: "Member States Questionnaire (MSQ) for the United Nations E-Government Survey 2022"\n', "", "msq_edition", 0, "missing-key", '"title" is missing'),
    "missing label": ('          - code: "name"\n            label: "Your name"\n', '          - code: "name"\n', 'code: "name"', 0, "missing-key", '"label" is missing'),
    "unknown id in a condition": (CIO_CONTACT, CIO_CONTACT.replace('question: "cio"', 'question: "cia"'), '"cia"', 0, "unknown-question", 'did you mean "cio"?'),
    "unknown id in a requirement": (PERIOD, PERIOD.replace('"strategy"', '"strategie"'), '"strategie"', 0, "unknown-question", "strategy"),
    "unknown option in a condition": (CIO_CONTACT, CIO_CONTACT.replace('"yes"', '"maybe"'), '"maybe"', 0, "unknown-option", "yes, no"),
    "unknown parent": (CIO_CONTACT, CIO_CONTACT.replace('parent: "cio"', 'parent: "cia"'), '"cia"', 0, "unknown-question", "cio"),
    "unknown named condition": (CIO_CONTACT, '        parent: "cio"\n        when:\n          condition: "nowhere"\n', '"nowhere"', 0, "unknown-condition", "nowhere"),
    "two operators in a condition": (CIO_CONTACT, CIO_CONTACT + '          is_not: "no"\n', "when:", 0, "value", "exactly one of"),
    "condition on itself": (CIO + '        number: "4"\n', CIO + '        number: "4"\n        when:\n          question: "cio"\n          is: "yes"\n', 'when:\n          question: "cio"', 0, "cycle", "cio -> cio"),
    "cycle": (CIO + '        number: "4"\n', CIO + '        number: "4"\n        when:\n          question: "cio.contact/name"\n          answered: true\n', 'when:\n          question: "cio"\n          is: "yes"\n        fields', 0, "cycle", "->"),
    "duplicate id": ('      - id: "egov_agency"', '      - id: "egov_portal"', '      - id: "egov_portal"\n        number: "3"', 12, "duplicate-id", "egov_portal"),
    "duplicate section id": ('  - id: "covid"', '  - id: "legal"', '- id: "legal"\n    number: "C"', 6, "duplicate-id", "legal"),
    "edition id that leaves the folder": ('id: "msq-2022"', 'id: "../msq-2022"', '"../msq-2022"', 0, "unsafe-id", "edition id"),
    "edition id with a drive": ('id: "msq-2022"', 'id: "C:msq"', '"C:msq"', 0, "unsafe-id", "edition id"),
    "edition id of 400 characters": ('id: "msq-2022"', f'id: "{"a" * 400}"', f'"{"a" * 400}', 0, "unsafe-id", "edition id"),
    "question id that leaves the folder": ('id: "egov_agency"', 'id: "../../egov_agency"', '"../../egov', 0, "unsafe-id", "write an id"),
    "question id with a slash": ('id: "egov_agency"', 'id: "egov/agency"', '"egov/agency"', 0, "unsafe-id", "write an id"),
    "question id with a capital": ('id: "egov_agency"', 'id: "Egov_agency"', '"Egov_agency"', 0, "unsafe-id", "write an id"),
    "option code with a space": ('code: "two_year"', 'code: "two year"', '"two year"', 0, "unsafe-id", "write a code"),
    "required is no truth value": ("        required: true\n        states: []\n", "        required: perhaps\n        states: []\n", "perhaps", 0, "shape", "required"),
    "text is a list": ('        text: "COUNTRY NAME"\n', "        text: [COUNTRY]\n", "text: [COUNTRY]", 0, "shape", "text"),
    "fields are a text": ("          - code: \"artificial_intelligence\"\n", "          - code: \"artificial intelligence\"\n", '"artificial intelligence"', 0, "unsafe-id", "write a code"),
    "newer format": ("msq_edition: 1", "msq_edition: 2", "2\nid:", 0, "value", "msq_edition"),
}  # fmt: skip


def mutated(case: tuple[str, str, str, int, str, str]) -> tuple[str, tuple[int, int]]:
    text = replaced(case[0], case[1])
    return text, place(text, case[2], case[3])


def test_the_shipped_edition_has_no_findings() -> None:
    assert check_edition(MSQ_2022)[0] == []


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_found_at_its_line_and_column(
    tmp_path: Path, case: tuple[str, str, str, int, str, str]
) -> None:
    text, at = mutated(case)
    errors = [f for f in check_edition(written(tmp_path, text))[0] if f.severity is Severity.ERROR]
    assert at in [(finding.line, finding.column) for finding in errors], errors


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_mistake_has_its_code_and_its_instruction(
    tmp_path: Path, case: tuple[str, str, str, int, str, str]
) -> None:
    text, _ = mutated(case)
    errors = [f for f in check_edition(written(tmp_path, text))[0] if f.severity is Severity.ERROR]
    assert [f for f in errors if f.code == case[4] and case[5] in f.message], errors


# One mistake in the type or id of a question also breaks what refers to it.
SEVERAL = ["missing title", "question id", "unknown type", "duplicate id", "option code", "fields are"]


@pytest.mark.parametrize("name", [name for name in BROKEN if not name.startswith(tuple(SEVERAL))])
def test_one_mistake_is_one_finding(tmp_path: Path, name: str) -> None:
    errors = [
        f
        for f in check_edition(written(tmp_path, mutated(BROKEN[name])[0]))[0]
        if f.severity is Severity.ERROR
    ]
    assert len(errors) == 1, errors


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_a_broken_edition_is_refused_with_file_line_and_column(
    tmp_path: Path, case: tuple[str, str, str, int, str, str]
) -> None:
    text, _ = mutated(case)
    path = written(tmp_path, text)
    first = next(f for f in check_edition(path)[0] if f.severity is Severity.ERROR)
    with pytest.raises(EditionRefused) as caught:
        read_edition(path)
    message = caught.value.message
    assert f"{path}:{first.line}:{first.column} " in message and "Safe: " in message and "Do now: " in message


def test_a_cycle_is_named_with_its_whole_chain(tmp_path: Path) -> None:
    text, _ = mutated(BROKEN["cycle"])
    found = [f.message for f in check_edition(written(tmp_path, text))[0] if f.code == "cycle"]
    assert len(found) == 1 and "cio -> cio.contact -> cio" in found[0]


def test_a_cycle_is_named_with_the_line_of_each_question_in_it(tmp_path: Path) -> None:
    text, _ = mutated(BROKEN["cycle"])
    found = [f for f in check_edition(written(tmp_path, text))[0] if f.code == "cycle"]
    named = {f.line for f in found} | {int(n) for f in found for n in re.findall(r"\d+", f.message)}
    lines = text.split("\n")
    for name in ("cio", "cio.contact"):
        first = lines.index(f'      - id: "{name}"') + 1
        assert named & set(range(first, first + 7)), (name, found)


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_no_finding_speaks_of_programming(tmp_path: Path, case: tuple[str, str, str, int, str, str]) -> None:
    messages = " ".join(f.message for f in check_edition(written(tmp_path, mutated(case)[0]))[0])
    assert not [
        word
        for word in ("function-", "instance of", "dictionary", "tagged-union", "pydantic")
        if word in messages
    ]


def test_a_named_condition_that_goes_back_to_itself_is_a_cycle(tmp_path: Path) -> None:
    text = replaced(
        "sections:\n",
        "conditions:\n  one:\n    not:\n      condition: two\n  two:\n    not:\n      condition: one\n\nsections:\n",
    )
    assert {f.code for f in check_edition(written(tmp_path, text))[0]} == {"cycle"}


def test_a_look_further_down_is_a_warning_and_opens(tmp_path: Path) -> None:
    forward = (
        CIO + '        number: "4"\n        when:\n          question: "consent"\n          answered: true\n'
    )
    path = written(tmp_path, replaced(CIO + '        number: "4"\n', forward))
    assert [(f.code, f.severity) for f in read_edition(path).warnings] == [
        ("forward-reference", Severity.WARNING)
    ]


def test_a_draft_given_as_an_edition_is_told_so(tmp_path: Path) -> None:
    findings, edition = check_edition(written(tmp_path, 'msq_draft: 1\nedition: "msq-2022"\n'))
    assert (edition, [f.code for f in findings]) == (None, ["not-an-edition"])


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        read_edition(tmp_path / "none.yaml")


# The digest


@pytest.mark.parametrize(
    "change",
    [lambda text: text, lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text],
    ids=["as it is", "CRLF", "byte order mark"],
)
def test_the_digest_is_taken_over_the_text_with_line_feeds(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    loaded = read_edition(written(tmp_path, change(TEXT)))
    assert loaded.digest == "sha256:" + hashlib.sha256(TEXT.encode("utf-8")).hexdigest()


def test_one_changed_letter_changes_the_digest() -> None:
    assert digest_of(TEXT.replace("THANK", "Thank")) != digest_of(TEXT)
