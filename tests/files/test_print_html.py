"""A form as one HTML file: every printed word, answers as text, nothing fetched and nothing run."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from msq_tui.core.edition import Edition
from msq_tui.core.printed import blank_form, filled_form
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Standing
from msq_tui.files.print_html import html_page

ROOT = Path(__file__).resolve().parents[2]
VOID = {"meta", "br", "img", "link", "base", "input", "hr"}


@cache
def msq_2022() -> Edition:
    text = (ROOT / "editions" / "msq-2022.yaml").read_text(encoding="utf-8")
    return Edition.model_validate(YAML(typ="safe", pure=True).load(text))


def blank() -> str:
    return html_page(blank_form(msq_2022()), msq_2022().title, "en")


def filled(facts: dict[str, str] | None = None, **response: Any) -> str:
    return html_page(filled_form(Standing(msq_2022(), Response(**response)), facts or {}), "Title", "en")


class Reader(HTMLParser):
    """The tags of a page with their attributes, whether they nest, and the texts of the answers in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, bool]] = []
        self.unbalanced: list[str] = []
        self.answers: list[str] = []
        self.feed(page)
        self.close()
        self.unbalanced += [tag for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.found.append((tag, attributes))
        answer = "text" in (attributes.get("class") or "").split()
        if answer:
            self.answers.append("")
        if tag not in VOID:
            self.open.append((tag, answer))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.unbalanced.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(answer for _, answer in self.open):
            self.answers[-1] += data


HOSTILE = [
    "<script>alert(1)</script>",
    "</div></section></main><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "https://x.example/\"onmouseover='alert(1)'",
    "https://x.example/<b>'&amp;",
    "<!-- x --> <![CDATA[ y ]]> <?z?>",
    "&lt;b&gt; &#65; &amp;",
    "*a* _b_ `c` # d",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "one\n\n   two\tthree",
]


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_is_read_as_it_was_written(answer: str) -> None:
    assert answer.replace("\t", "    ") in Reader(filled(answers={"egov_portal": answer})).answers


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_brings_no_tags_of_its_own(answer: str) -> None:
    usual = {tag for tag, _ in Reader(filled(answers={"egov_portal": "x"})).found}
    assert {tag for tag, _ in Reader(filled(answers={"egov_portal": answer})).found} - usual <= {"a"}


@pytest.mark.parametrize("answer", HOSTILE)
def test_a_fact_is_read_as_it_was_written(answer: str) -> None:
    assert answer.replace("\t", "    ") in Reader(filled(facts={"Receipt": answer})).answers


@pytest.mark.parametrize("answer", HOSTILE)
def test_every_tag_is_closed_where_it_was_opened(answer: str) -> None:
    assert Reader(filled(answers={"egov_portal": answer, "contact/name": answer})).unbalanced == []


def test_every_tag_of_the_blank_form_is_closed_where_it_was_opened() -> None:
    assert Reader(blank()).unbalanced == []


def test_the_title_is_escaped() -> None:
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in html_page((), "</title><script>", "en")


def test_a_web_address_links_to_exactly_what_is_shown() -> None:
    page = Reader(filled(answers={"egov_portal": "See https://gov.example/a_b?c=1&d=2."}))
    assert [a["href"] for tag, a in page.found if tag == "a"] == ["https://gov.example/a_b?c=1&d=2"]


@pytest.mark.parametrize(
    "answer",
    [
        "javascript:alert(1)",
        "www.gov.example",
        "gov.example/a",
        "#!/a",
        "data:text/html,x",
        "https:/gov.example",
        "ftp://a",
    ],
)
def test_anything_but_a_whole_web_address_stays_text(answer: str) -> None:
    assert [tag for tag, _ in Reader(filled(answers={"egov_portal": answer})).found if tag == "a"] == []


def test_nothing_is_fetched() -> None:
    fetching = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping"}
    page = Reader(blank() + filled(answers={"egov_portal": "\n".join(HOSTILE)}))
    assert [tag for tag, attributes in page.found if fetching & attributes.keys()] == []


def test_the_only_addresses_are_links_in_the_text() -> None:
    page = Reader(blank() + filled(answers={"egov_portal": "\n".join(HOSTILE)}))
    links = [(tag, attributes["href"] or "") for tag, attributes in page.found if "href" in attributes]
    assert [link for link in links if link[0] != "a" or not re.match("https?://", link[1])] == []


def test_the_style_names_no_address() -> None:
    assert not re.search(r"url\(|@import", blank())


def test_nothing_leads_the_reader_elsewhere() -> None:
    page = Reader(blank() + filled(answers={"egov_portal": "\n".join(HOSTILE)}))
    kinds = {a["http-equiv"] for tag, a in page.found if tag == "meta" and "http-equiv" in a}
    assert kinds == {"Content-Security-Policy"}


def test_no_attribute_runs_anything() -> None:
    page = Reader(filled(answers={"egov_portal": "\n".join(HOSTILE), "contact/name": HOSTILE[4]}))
    assert [name for _, attributes in page.found for name in attributes if name.startswith("on")] == []


def test_the_security_policy_forbids_everything_but_the_style() -> None:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in blank()


def test_the_page_says_its_language() -> None:
    assert '<html lang="en" dir="ltr">' in blank()


def test_a_page_in_arabic_runs_from_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in html_page((), "", "ar")


def test_every_answer_finds_its_own_direction() -> None:
    page = Reader(filled({"Receipt": "A"}, answers={"egov_portal": "مرحبا", "contact/name": "x"}))
    texts = [a for _, a in page.found if "text" in (a.get("class") or "").split()]
    assert {(a.get("dir"), a.get("lang")) for a in texts} == {("auto", "")}


def test_no_two_elements_share_an_id() -> None:
    ids = [attributes["id"] for _, attributes in Reader(blank()).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_question_is_named_by_an_element_of_the_page() -> None:
    found = Reader(blank()).found
    ids = {attributes.get("id") for _, attributes in found}
    named = {attributes["aria-labelledby"] for _, attributes in found if "aria-labelledby" in attributes}
    assert named - ids == set()


def test_emphasised_words_are_bold() -> None:
    words = "digital-by-default/digital-by-design/digital-first principle or similar"
    assert f"<strong>{words}</strong>" in blank()


def test_a_condition_is_a_sentence() -> None:
    assert "Answer only if you answered Yes to question 14." in blank()


def test_a_mark_and_its_reason_are_shown() -> None:
    page = filled(marks={"egov_portal": Mark("unknown", "Not <known>")})
    assert "Marked as unknown." in page and "Not &lt;known&gt;" in page


def test_a_parked_answer_is_absent() -> None:
    assert "parked" not in filled(answers={"cio": "no", "cio.contact/name": "parked"})


def test_the_same_form_gives_the_same_text() -> None:
    assert blank() == blank()
