"""The list of Member States: its shape, and the search in six languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from msq_tui.core.folding import folded
from msq_tui.core.member_states import (
    MEMBER_STATE_BY_CODE,
    MEMBER_STATES,
    MemberState,
    find_member_states,
)


def all_names(state: MemberState) -> tuple[str, ...]:
    return (state.name, *state.names, *state.aliases)


def codes(typed: str) -> list[str]:
    return [state.code for state in find_member_states(typed)]


def test_there_are_193() -> None:
    assert len(MEMBER_STATES) == 193
    assert len(MEMBER_STATE_BY_CODE) == 193


def test_codes_are_three_capitals_and_unique() -> None:
    assert all(re.fullmatch("[A-Z]{3}", state.code) for state in MEMBER_STATES)
    assert len({state.code for state in MEMBER_STATES}) == 193


def test_m49_codes_are_three_digits_and_unique() -> None:
    assert all(re.fullmatch("[0-9]{3}", state.m49) for state in MEMBER_STATES)
    assert len({state.m49 for state in MEMBER_STATES}) == 193


def test_order_is_alphabetical_in_english() -> None:
    names = [folded(state.name) for state in MEMBER_STATES]
    assert names == sorted(names)


def test_observers_are_not_in_the_list() -> None:
    assert not {"VAT", "PSE", "COK", "NIU", "TWN", "XKX"} & set(MEMBER_STATE_BY_CODE)


@pytest.mark.parametrize("state", MEMBER_STATES, ids=lambda state: state.code)
def test_names_are_clean_text(state: MemberState) -> None:
    assert len(state.names) == 5
    for name in all_names(state):
        assert name == " ".join(name.split())
        assert name
        assert unicodedata.is_normalized("NFC", name)
        # Cc and Cf hold the control and the bidi characters; Zs other than a space, hard spaces
        assert not {unicodedata.category(c) for c in name} & {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
        assert not {c for c in name if unicodedata.category(c) == "Zs"} - {" "}


@pytest.mark.parametrize("state", MEMBER_STATES, ids=lambda state: state.code)
def test_each_language_is_in_its_own_script(state: MemberState) -> None:
    scripts = ("LATIN", "LATIN", "LATIN", "CYRILLIC", "CJK", "ARABIC")
    for name, script in zip((state.name, *state.names), scripts, strict=True):
        letters = [c for c in name if c.isalpha()]
        assert letters
        assert all(unicodedata.name(c).startswith(script) for c in letters), name


def test_articles_are_left_out() -> None:
    article = re.compile(r"\((the|l['’]|le|la|les|el|los|las)\)$")
    assert not [n for state in MEMBER_STATES for n in all_names(state) if article.search(n)]


def test_no_name_belongs_to_two_states() -> None:
    counted = Counter(name for state in MEMBER_STATES for name in {*map(folded, all_names(state))})
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BOL", "Bolivia (Plurinational State of)"),
        ("CIV", "Côte d'Ivoire"),
        ("COD", "Democratic Republic of the Congo"),
        ("COG", "Congo"),
        ("CPV", "Cabo Verde"),
        ("CZE", "Czechia"),
        ("FSM", "Micronesia (Federated States of)"),
        ("GBR", "United Kingdom of Great Britain and Northern Ireland"),
        ("IRN", "Iran (Islamic Republic of)"),
        ("KOR", "Republic of Korea"),
        ("LAO", "Lao People's Democratic Republic"),
        ("MDA", "Republic of Moldova"),
        ("MKD", "North Macedonia"),
        ("NLD", "Netherlands (Kingdom of the)"),
        ("NRU", "Naoero"),
        ("PRK", "Democratic People's Republic of Korea"),
        ("RUS", "Russian Federation"),
        ("SWZ", "Eswatini"),
        ("SYR", "Syrian Arab Republic"),
        ("TLS", "Timor-Leste"),
        ("TUR", "Türkiye"),
        ("TZA", "United Republic of Tanzania"),
        ("USA", "United States of America"),
        ("VEN", "Venezuela (Bolivarian Republic of)"),
        ("VNM", "Viet Nam"),
    ],
)
def test_united_nations_usage(code: str, name: str) -> None:
    assert MEMBER_STATE_BY_CODE[code].name == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("turk", "TUR"),
        ("türk", "TUR"),
        ("Turkey", "TUR"),
        ("cote", "CIV"),
        ("côte d’ivoire", "CIV"),
        ("ivory", "CIV"),
        ("бол", "BOL"),
        ("Россия", "RUS"),
        ("中国", "CHN"),
        ("مصر", "EGY"),
        ("españa", "ESP"),
        ("allemagne", "DEU"),
        ("uk", "GBR"),
        ("U.K.", "GBR"),
        ("us", "USA"),
        ("usa", "USA"),
        ("drc", "COD"),
        ("congo", "COG"),
        ("guinea", "GIN"),
        ("niger", "NER"),
        ("oman", "OMN"),
        ("dominica", "DMA"),
        ("south korea", "KOR"),
        ("swaziland", "SWZ"),
        ("burma", "MMR"),
        ("czech republic", "CZE"),
        ("nauru", "NRU"),
        ("che", "CHE"),
        ("  viet  nam ", "VNM"),
    ],
)
def test_search_finds_first(typed: str, code: str) -> None:
    assert codes(typed)[0] == code


@pytest.mark.parametrize("state", MEMBER_STATES, ids=lambda state: state.code)
def test_every_name_and_code_typed_in_full_finds_its_state_first(state: MemberState) -> None:
    for typed in (state.code, state.code.lower(), *all_names(state)):
        assert codes(typed)[0] == state.code, typed


def test_search_goes_from_the_beginning_to_the_middle() -> None:
    # exact; "Guinea Ecuatorial" and "Guinea-Bissau" begin with it; a later word
    assert codes("guinea") == ["GIN", "GNQ", "GNB", "PNG"]
    assert codes("korea") == ["PRK", "KOR"]
    assert codes("man")[-1] == "ROU"


def test_each_state_is_found_once() -> None:
    for typed in ("a", "republic", "и", "国"):
        found = codes(typed)
        assert found
        assert len(found) == len(set(found))


@pytest.mark.parametrize("typed", ["zzz", "(", "..."])
def test_search_finds_nothing(typed: str) -> None:
    assert find_member_states(typed) == []


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_gives_all_in_order(typed: str) -> None:
    assert find_member_states(typed) == list(MEMBER_STATES)


def test_an_edition_may_bring_its_own_list() -> None:
    own = [MemberState("XXA", "990", "Atlantis", ("Atlantide",), ("Lost City",))]
    assert find_member_states("city", own) == own
    assert find_member_states("france", own) == []
