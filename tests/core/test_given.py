"""Links and texts given elsewhere."""

from __future__ import annotations

from msq_tui.core.given import given_links, given_texts
from msq_tui.core.standing import Standing

from .helpers import edition_of, response_to

EDITION = edition_of(
    {"id": "first", "type": "long_text", "text": "First"},
    {"id": "gate", "type": "yes_no", "text": "Gate", "options": [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]},
    {"id": "hidden", "type": "short_text", "text": "Hidden", "when": {"question": "gate", "is": "yes"}},
    {"id": "last", "type": "long_text", "text": "Last"},
)  # fmt: skip
STANDING = Standing(
    EDITION,
    response_to(
        EDITION,
        {
            "first": "See www.one.example/a and https://two.example.",
            "gate": "no",
            "hidden": "Kept aside",
            "last": "https://two.example",
        },
    ),
)


def test_links_are_listed_once_with_where_they_were_given_first() -> None:
    assert [(given.text, given.address) for given in given_links(STANDING)] == [
        ("www.one.example/a", "first"),
        ("https://two.example", "first"),
    ]


def test_texts_are_listed_also_where_they_are_kept_aside_but_not_a_link_alone_nor_a_choice() -> None:
    assert [given.address for given in given_texts(STANDING)] == ["first", "hidden"]


def test_what_stands_where_one_writes_is_not_offered_there() -> None:
    assert [given.address for given in given_links(STANDING, beside="first")] == ["last"]
    assert [given.address for given in given_texts(STANDING, beside="first")] == ["hidden"]
