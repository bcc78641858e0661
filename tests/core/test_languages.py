"""An edition in several languages: read in one of them, the default one standing in for what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from msq_tui.core.choice import Option
from msq_tui.core.edition import Edition
from msq_tui.core.model import best_language
from msq_tui.core.show import shown_edition

from .helpers import FEATURES, plain_edition, whole

DATA = plain_edition(FEATURES / "feature_languages.yaml")


def read(language: str | None, data: dict[str, Any] = DATA) -> Edition:
    return Edition.model_validate(data, context={"language": language})


def bilingual(**question: Any) -> dict[str, Any]:
    return whole({"id": "q", "type": "short_text", **question}, languages=["en", "fr"])


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (None, "A form in two languages"),
        ("en", "A form in two languages"),
        ("fr", "Un formulaire en deux langues"),
        ("FR_ca.UTF-8", "Un formulaire en deux langues"),
        ("de", "A form in two languages"),
        ("", "A form in two languages"),
    ],
)
def test_a_text_is_read_in_the_wanted_language_else_in_the_default_one(
    language: str | None, title: str
) -> None:
    assert read(language).title == title


def test_every_text_is_read_in_that_language() -> None:
    (question, _, table) = read("fr").questions()
    place = table.inputs()[0]
    assert (question.text, question.codes()["yes"], place.label, place.unit) == (
        "Existe-t-il un portail ?",
        "Oui",
        "L'année passée",
        "personnes",
    )


def test_a_text_in_one_language_stands_in_every_one() -> None:
    assert read("fr", bilingual(text="Only English")).index.questions["q"].text == "Only English"


@pytest.mark.parametrize("french", [{}, {"fr": " "}])
def test_a_translation_that_is_not_there_is_the_default_text(french: dict[str, str]) -> None:
    assert read("fr", bilingual(text={"en": "English", **french})).index.questions["q"].text == "English"


def test_the_language_shown_is_known() -> None:
    assert (read("fr").shown_language, read("de").shown_language) == ("fr", "en")


def test_the_languages_of_an_edition_hold_only_while_it_is_read() -> None:
    read("fr")
    with pytest.raises(ValidationError):
        Option.model_validate({"code": "x", "label": {"en": "English", "fr": "French"}})


@pytest.mark.parametrize(
    "text",
    [{"en": "x", "de": "y"}, {"fr": "y"}, {}, {"en": ["x"]}, {"en": "x", "text": "y"}],
    ids=str,
)
def test_a_text_with_an_undeclared_language_or_without_the_default_one_is_refused(
    text: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError):
        read(None, bilingual(text=text))


def test_show_lists_the_languages_the_default_one_first() -> None:
    assert shown_edition(read("fr"))["edition"]["languages"] == ["en", "fr"]


def test_an_edition_without_languages_has_the_one_of_its_texts() -> None:
    assert Edition.model_validate(whole(language="sw")).all_languages == ("sw",)


@pytest.mark.parametrize(
    ("wanted", "best"),
    [("pt-PT", "pt-PT"), ("pt", "pt-BR"), ("pt-AO", "pt-BR"), ("fr-CA", "fr"), ("xx", "en"), (None, "en")],
)
def test_the_same_language_elsewhere_is_taken_where_the_wanted_one_is_not_there(
    wanted: str | None, best: str
) -> None:
    declared = ["en", "fr", "pt-BR", *(["pt-PT"] if wanted == "pt-PT" else [])]
    assert best_language(wanted, declared) == best
