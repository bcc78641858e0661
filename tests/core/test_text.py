"""The door for text and the views on it: display, counts, links."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.spoken import spoken_id
from msq_tui.core.text import (
    clean_text,
    count_characters,
    count_words,
    display,
    display_in_field,
    display_line,
    find_links,
    first_forbidden,
    is_blank,
    name_of_character,
    odd_links,
)

from .helpers import unhurried

# Every code point, lone surrogates included, with those that matter here much more often.
RISKY = st.sampled_from(
    "\t\n\r\x00\x0b\x0c\x1b\x7f\x85\x9b\u200b\u2028\u2029\u202e\u2066\ufeff\ufffe\ud800e\u0301\u0323\u212b"
)
# A list, since st.text() would take all of them as one alphabet and hardly ever draw the few.
ANY_TEXT = st.lists(st.characters(exclude_categories=()) | RISKY).map("".join)

LINE_ENDS = {
    "carriage return": "\r",
    "carriage return and line feed": "\r\n",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}
DROPPED = {
    "null": "\x00",
    "bell": "\x07",
    "escape": "\x1b",
    "unit separator": "\x1f",
    "delete": "\x7f",
    "C1 control sequence introducer": "\x9b",
    "left-to-right embedding": "\u202a",
    "right-to-left embedding": "\u202b",
    "pop directional formatting": "\u202c",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "high surrogate": "\ud83d",
    "low surrogate": "\ude00",
    "noncharacter of the Arabic block": "\ufdd0",
    "noncharacter U+FFFE": "\ufffe",
    "noncharacter U+FFFF": "\uffff",
    "noncharacter of plane 1": "\U0001ffff",
    "noncharacter of plane 16": "\U0010fffe",
}
KEPT = {
    "zero width joiner": "\u200d",
    "zero width non-joiner": "\u200c",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "Arabic letter mark": "\u061c",
    "right-to-left isolate": "\u2067",
    "tab": "\t",
    "line feed": "\n",
    "emoji": "\U0001f600",
    "private use": "\ue000",
}


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean_text(f"one{end}two").text == "one\ntwo"


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
def test_a_line_end_is_not_counted_as_dropped(end: str) -> None:
    assert clean_text(f"one{end}two").dropped == 0


def test_two_carriage_returns_stay_two_line_ends() -> None:
    assert clean_text("one\r\rtwo").text == "one\n\ntwo"


@pytest.mark.parametrize("character", DROPPED.values(), ids=DROPPED)
def test_what_must_not_come_in_is_dropped(character: str) -> None:
    assert clean_text(f"a{character}b").text == "ab"


@pytest.mark.parametrize("character", DROPPED.values(), ids=DROPPED)
def test_every_dropped_character_is_counted(character: str) -> None:
    assert clean_text(f"{character}a{character}b").dropped == 2


@pytest.mark.parametrize("character", DROPPED.values(), ids=DROPPED)
def test_in_a_file_the_place_of_what_may_not_be_there_is_found(character: str) -> None:
    assert first_forbidden(f"ab\n{character}c{character}") == 3


@pytest.mark.parametrize("character", KEPT.values(), ids=KEPT)
def test_what_scripts_need_stays(character: str) -> None:
    assert clean_text(f"a{character}b").text == f"a{character}b"


@pytest.mark.parametrize("character", KEPT.values(), ids=KEPT)
def test_what_scripts_need_is_allowed_in_a_file(character: str) -> None:
    assert first_forbidden(f"a{character}b") is None


def test_composed_and_decomposed_letters_become_one_text() -> None:
    assert clean_text("e\u0301").text == "\u00e9"


def test_letters_that_meet_only_after_a_control_is_dropped_are_composed() -> None:
    assert clean_text("e\x00\u0301").text == "\u00e9"


@unhurried
@given(ANY_TEXT)
def test_the_door_changes_nothing_the_second_time(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once).text == once


@unhurried
@given(ANY_TEXT)
def test_the_door_drops_nothing_the_second_time(text: str) -> None:
    assert clean_text(clean_text(text).text).dropped == 0


@unhurried
@given(ANY_TEXT)
def test_what_passed_the_door_may_stand_in_a_file(text: str) -> None:
    assert first_forbidden(clean_text(text).text) is None


@unhurried
@given(ANY_TEXT)
def test_what_passed_the_door_is_nfc(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean_text(text).text)


@unhurried
@given(ANY_TEXT)
def test_what_passed_the_door_can_be_written_as_utf8(text: str) -> None:
    kept = clean_text(text).text
    assert kept.encode("utf-8").decode("utf-8") == kept


def test_a_forbidden_character_is_named_by_its_code_point() -> None:
    assert name_of_character("\x1b") == "U+001B"


@unhurried
@given(ANY_TEXT)
def test_display_lets_no_control_through(text: str) -> None:
    shown = display(text)
    assert [char for char in shown if unicodedata.category(char) in ("Cc", "Cs") and char != "\n"] == []


@unhurried
@given(ANY_TEXT)
def test_display_lets_nothing_through_that_turns_the_text_around(text: str) -> None:
    assert [char for char in display(text) if unicodedata.bidirectional(char) in TURNING] == []


TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@unhurried
@given(ANY_TEXT)
def test_display_on_one_line_has_no_line_end(text: str) -> None:
    assert len(display_line(text).splitlines()) <= 1


def test_display_marks_a_control_instead_of_hiding_it() -> None:
    assert display("a\x1b[31mb") == "a\N{REPLACEMENT CHARACTER}[31mb"


# Of the characters that Unicode calls formats: what scripts are written with, and what has a shape of its own.
WRITTEN = re.compile(
    "[\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u200c-\u200f\U000110bd\U000110cd\U00013430-\U0001343f]"
)


def test_every_format_character_that_no_script_is_written_with_is_a_mark() -> None:
    formats = (chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) == "Cf")
    shown = {sign: display(f"a{sign}b")[1:-1] for sign in formats if not WRITTEN.match(sign)}
    assert len(shown) > 120 and set(shown.values()) == {"\N{MIDDLE DOT}", "\N{REPLACEMENT CHARACTER}"}


@pytest.mark.parametrize("hidden", ["\u180e", "\u200b", "\ufeff", "\u2060", "\u2067", "\U000e0041"])
def test_display_shows_where_something_invisible_stands(hidden: str) -> None:
    assert display(f"a{hidden}b") == "a\N{MIDDLE DOT}b"


def test_display_shows_a_tab_as_spaces() -> None:
    assert display("a\tb") == "a    b"


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "{name}", "نص", "a\u200cb", "line\nline"])
def test_display_leaves_an_ordinary_text_as_it_is(text: str) -> None:
    assert display(text) == text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0", "\u3000\t "])
def test_spaces_only_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "-", "No", "."])
def test_any_sign_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("a\nb", 3), ("\u00e9", 1), ("\U0001f600", 1), ("数字", 2)]
)
def test_characters_are_code_points_and_a_line_end_is_one(text: str, count: int) -> None:
    assert count_characters(text) == count


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("  ", 0), ("one", 1), (" one\n two\u00a0three ", 3), ("a-b/c", 1)]
)
def test_words_are_runs_between_white_space(text: str, count: int) -> None:
    assert count_words(text) == count


LINKS = {
    "with a scheme": ("See https://example.org/a?b=c#d here", ["https://example.org/a?b=c#d"]),
    "hash-bang": ("https://example.org/#!/services/12", ["https://example.org/#!/services/12"]),
    "hash-bang at its end": ("It is https://example.org/#!/.", ["https://example.org/#!/"]),
    "www without a scheme": ("www.example.org", ["www.example.org"]),
    "host and path without a scheme": ("go to portal.example.org/start now", ["portal.example.org/start"]),
    "capitals": ("HTTPS://EXAMPLE.ORG/", ["HTTPS://EXAMPLE.ORG/"]),
    "full stop after": ("https://example.org.", ["https://example.org"]),
    "comma and quote after": ('"https://example.org", he said', ["https://example.org"]),
    "in round brackets": ("(see https://example.org/a)", ["https://example.org/a"]),
    "in square brackets": ("[https://example.org/a]", ["https://example.org/a"]),
    "in angle brackets": ("<https://example.org/a>", ["https://example.org/a"]),
    "with brackets of its own": ("https://example.org/a_(b)", ["https://example.org/a_(b)"]),
    "with square brackets of its own": ("https://example.org/?q[]=1", ["https://example.org/?q[]=1"]),
    "any script": ("https://правительство.example/план", ["https://правительство.example/план"]),
    "one slash short": ("https:/example.org/a", ["https:/example.org/a"]),
    "several, in order": (
        "https://b.example a.example/x\nwww.c.example",
        ["https://b.example", "a.example/x", "www.c.example"],
    ),
    "a bare host is none": ("example.org", []),
    "an e-mail address is none": ("name@example.org", []),
    "a fraction is none": ("5G and/or 3.5/4", []),
    "a file path is none": ("/home/user.name/a", []),
}


@pytest.mark.parametrize(("text", "links"), LINKS.values(), ids=LINKS)
def test_links_are_found(text: str, links: list[str]) -> None:
    assert find_links(text) == links


@unhurried
@given(ANY_TEXT)
def test_every_link_stands_in_the_text_as_typed(text: str) -> None:
    assert all(link in text for link in find_links(text))


@pytest.mark.parametrize(
    "link",
    ["https://localhost/x", "https:/example.org/a", "http://example", "www.example", "https:///a.html"],
)
def test_a_link_without_a_whole_host_is_odd(link: str) -> None:
    assert odd_links(f"See {link} for more") == [link]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "https://example.org:8080/a",
        "http://10.0.0.1/",
        "www.example.org",
        "a.example/b",
        "https://x.example/#!/a",
    ],
)
def test_a_whole_link_is_not_odd(link: str) -> None:
    assert odd_links(f"See {link} for more") == []


@pytest.mark.parametrize("accent", ["\u0301", "\u20dd", "\u0951"])
def test_an_accent_with_nothing_below_it_is_given_something_to_stand_on(accent: str) -> None:
    assert display(f"{accent}a\n{accent}b e{accent}") == f"\u25cc{accent}a\n\u25cc{accent}b e{accent}"


@unhurried
@given(ANY_TEXT)
def test_what_is_displayed_can_be_displayed_again(text: str) -> None:
    assert display(display(text)) == display(text)


@unhurried
@given(ANY_TEXT)
def test_a_field_draws_one_character_for_each(text: str) -> None:
    assert len(display_in_field(text)) == len(text)


@unhurried
@given(ANY_TEXT)
def test_a_field_draws_nothing_that_a_screen_does_not(text: str) -> None:
    drawn = display_in_field(text).replace("\t", " ")
    assert display(drawn) == drawn and "\n" not in drawn


def test_a_field_draws_what_is_harmless_as_it_is() -> None:
    text = "a\tb \u200c\u200d\u200e\u4e16\U0001f600 [red]x[/]"
    assert display_in_field(text) == text


@pytest.mark.parametrize(
    ("edition_id", "said"),
    [("msq-2022", "MSQ 2022"), ("ogp-self-assessment-2014-2016", "ogp-self-assessment-2014-2016"), ("my-form", "my-form")],
)  # fmt: skip
def test_an_abbreviation_with_a_year_is_called_as_people_say_it_and_any_other_id_as_written(
    edition_id: str, said: str
) -> None:
    assert spoken_id(edition_id) == said
