"""Translations in an edition file: what is missing or undeclared is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.core.problem import Severity
from msq_tui.files.edition_file import check_edition_text, read_edition
from tests.core.helpers import FEATURES

FILE = FEATURES / "feature_languages.yaml"
TEXT = FILE.read_text("utf-8")
TITLE = '  fr: "Un formulaire en deux langues"\n'


def found(text: str) -> list[tuple[int, int, str, Severity]]:
    return [
        (f.line, f.column, f.code, f.severity) for f in check_edition_text("f.yaml", text, thoroughly=True)[0]
    ]


def line(text: str, of: str) -> int:
    return text[: text.index(of)].count("\n") + 1


def replaced(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_a_whole_edition_in_two_languages_has_no_findings() -> None:
    assert found(TEXT) == []


def test_a_missing_translation_is_a_warning_at_the_key_of_its_text() -> None:
    assert found(replaced(TITLE, "")) == [(3, 1, "missing-translation", Severity.WARNING)]


def test_a_blank_translation_is_a_missing_one() -> None:
    assert found(replaced(TITLE, '  fr: " "\n'))[0][2] == "missing-translation"


def test_a_text_in_the_default_language_alone_is_a_missing_translation_at_its_value() -> None:
    text = replaced('          en: "Its address"\n          fr: "Son adresse"\n', "")
    text = text.replace(
        '        text:\n        type: "short_text"', '        text: "Its address"\n        type: "short_text"'
    )
    assert found(text) == [(line(text, '"Its address"'), 15, "missing-translation", Severity.WARNING)]


def test_a_text_without_letters_needs_no_translation() -> None:
    text = replaced('              en: "persons"\n              fr: "personnes"\n', "")
    assert found(text.replace("            unit:\n", '            unit: "%"\n')) == []


def test_a_missing_translation_in_an_option_list_is_named_once() -> None:
    text = replaced('        fr: "Oui"\n', "")
    assert [finding[2] for finding in found(text)] == ["missing-translation"]


def test_yes_and_no_of_the_program_are_a_missing_translation() -> None:
    text = replaced('        options: "answer"\n', "")
    assert found(text) == [(line(text, '"yes_no"'), 15, "missing-translation", Severity.WARNING)]


def test_an_undeclared_language_is_an_error_at_its_line() -> None:
    text = replaced(TITLE, TITLE + '  de: "Ein Formular"\n')
    assert found(text) == [(line(text, "  de:"), 3, "undeclared-language", Severity.ERROR)]


def test_a_text_without_the_default_language_is_an_error() -> None:
    text = replaced('  en: "A form in two languages"\n', "")
    assert found(text) == [(3, 1, "missing-key", Severity.ERROR)]


@pytest.mark.parametrize(("language", "shown"), [("fr", "fr"), ("de", "en"), (None, "en")])
def test_an_edition_is_read_in_a_language_and_kept_in_its_default_one(
    language: str | None, shown: str
) -> None:
    loaded = read_edition(Path(FILE), language)
    assert (loaded.edition.shown_language, loaded.default.shown_language) == (shown, "en")


def test_a_mistake_in_an_option_list_is_named_once() -> None:
    found_codes = [finding[2] for finding in found(replaced('        fr: "Oui"\n', '        de: "Ja"\n'))]
    assert found_codes == ["undeclared-language"]


def test_a_name_of_an_option_list_that_cannot_be_one_is_still_refused() -> None:
    assert found(replaced('options: "answer"', 'options: "An answer"')) != []
