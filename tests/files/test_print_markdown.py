"""A form as Markdown: every printed word, and answers that show as they were written."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from msq_tui.core.edition import Edition
from msq_tui.core.printed import blank_form, filled_form
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Standing
from msq_tui.files.print_markdown import markdown

ROOT = Path(__file__).resolve().parents[2]


@cache
def msq_2022() -> Edition:
    text = (ROOT / "editions" / "msq-2022.yaml").read_text(encoding="utf-8")
    return Edition.model_validate(YAML(typ="safe", pure=True).load(text))


def filled(**response: Any) -> str:
    return markdown(filled_form(Standing(msq_2022(), Response(**response)), {}))


class Reader(HTMLParser):
    """What a reader sees, what of it in block quotes, the tags there, and all link targets."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text = ""
        self.quoted = ""
        self.tags: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]
        if self.depth:
            self.tags.add(tag)
        self.depth += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "blockquote"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.depth:
            self.quoted += data


def as_read(text: str) -> Reader:
    reader = Reader()
    reader.feed(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text))
    return reader


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "[x]: javascript:alert(1)",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "*a* _b_ **c** __d__ `e` ~~f~~ \\*g\\*",
    "# no heading",
    "- no list",
    "+ no list",
    "> no quote",
    "1. no list",
    "1) no list",
    "- [ ] no box",
    "text\n---",
    "text\n===",
    "***",
    "a | b\n--- | ---\nc | d",
    "~~~\ncode\n~~~",
    "&lt;b&gt; &amp; AT&T &#65;",
    "a backslash at the end\\",
    "<https://ok.example> and <b>",
    "a <!-- comment --> b",
    "[^1] and ^x^ $y$",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_is_read_as_it_was_written(answer: str) -> None:
    assert as_read(filled(answers={"egov_portal": answer})).quoted.strip() == answer


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_brings_no_markup_of_its_own(answer: str) -> None:
    assert as_read(filled(answers={"egov_portal": answer})).tags <= {"p", "br", "a"}


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_beside_its_label_is_read_as_it_was_written(answer: str) -> None:
    one_line = answer.replace("\n", " ")
    assert f"Your name: {one_line}\n" in as_read(filled(answers={"contact/name": one_line})).text


def test_only_web_addresses_become_links() -> None:
    answer = "javascript:alert(1) [x](javascript:alert(1)) www.a.example b.example/c data:text/html,x"
    assert as_read(filled(answers={"egov_portal": answer})).targets == []


def test_a_web_address_becomes_a_link_to_itself() -> None:
    answer = "See https://www.gov.example/a_b?c=1&d=2, page 3."
    assert as_read(filled(answers={"egov_portal": answer})).targets == ["https://www.gov.example/a_b?c=1&d=2"]


def test_an_indented_line_does_not_become_code() -> None:
    assert as_read(filled(answers={"egov_portal": "a\n\n    b"})).tags <= {"p"}


def test_paragraphs_stay_paragraphs() -> None:
    assert "> one\n>\n> two\n" in filled(answers={"egov_portal": "one\n\ntwo"})


def test_line_breaks_stay_line_breaks() -> None:
    assert "> one\\\n> two\n" in filled(answers={"egov_portal": "one\ntwo"})


def test_emphasised_words_are_bold() -> None:
    words = "**digital-by-default/digital-by-design/digital-first principle or similar**"
    assert words in markdown(blank_form(msq_2022()))


def test_an_option_has_a_box() -> None:
    assert "- [ ] Yes\n- [ ] No\n" in markdown(blank_form(msq_2022()))


def test_a_condition_is_a_sentence() -> None:
    assert "*Answer only if you answered Yes to question 14.*" in markdown(blank_form(msq_2022()))


def test_a_mark_and_its_reason_are_shown() -> None:
    shown = filled(marks={"egov_portal": Mark("unknown", "Not *known* here")})
    assert "*Marked as unknown.*\n\n*Reason:*\n\n> Not \\*known\\* here\n" in shown


def test_a_parked_answer_is_absent() -> None:
    assert "parked" not in filled(answers={"cio": "no", "cio.contact/name": "parked"})


def test_the_same_form_gives_the_same_text() -> None:
    assert markdown(blank_form(msq_2022())) == markdown(blank_form(msq_2022()))


def test_no_line_ends_in_white_space() -> None:
    text = markdown(blank_form(msq_2022())) + filled(answers={"egov_portal": "a  \nb \n\n \nc"})
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


def test_a_label_that_brings_its_colon_gets_no_second_one() -> None:
    rows = [
        {"code": "a", "label": "Services [NEW]", "prompt": ":", "required": True, "new": True},
        {"code": "b", "label": "Name"},
    ]
    table = {"id": "t", "type": "table", "text": "Which?", "rows": rows}
    edition = Edition.model_validate(
        {"msq_edition": 1, "id": "x", "title": "X", "sections": [{"id": "s", "questions": [table]}]}
    )
    lines = [line for line in markdown(blank_form(edition)).split("\n") if line.startswith("- ")]
    assert [line.rstrip("_") for line in lines] == [r"- Services \[NEW\]: \* ", "- Name: "]
