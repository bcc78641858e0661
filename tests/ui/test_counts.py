"""What is counted while a text is written: against its printed limits where it has any."""

from __future__ import annotations

import pytest

from msq_tui.core.text_checks import Limits
from msq_tui.ui.page import text_counts

from .driving import Desk, Ui


@pytest.mark.parametrize(
    ("text", "limits", "said"),
    [
        ("a b", None, "3 characters"),
        ("a https://un.org", None, "16 characters, 1 link"),
        ("", Limits(characters=140), "0 of 140 characters"),
        ("x" * 140, Limits(characters=140), "140 of 140 characters"),
        ("x" * 150, Limits(characters=140), "150 of 140 characters, 10 over"),
        ("two words", Limits(words=250), "2 of 250 words"),
        ("w " * 260, Limits(words=250), "260 of 250 words, 10 over"),
        ("a b c", Limits(words=2, characters=4), "3 of 2 words, 1 over, 5 of 4 characters, 1 over"),
        ("see https://un.org", Limits(words=3), "2 of 3 words, 1 link"),
    ],
)
def test_a_text_is_counted_against_its_limits(text: str, limits: Limits | None, said: str) -> None:
    assert text_counts(text, limits) == said


def test_the_count_follows_each_key_and_says_in_words_when_it_is_over(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        entry = ui.session.entries("commitments")[0]
        await ui.go_to(f"commitments/{entry}/description")
        assert "0 of 140 characters" in ui.text
        await ui.paste("x" * 139)
        await ui.type("yz")
        assert "141 of 140 characters, 1 over" in ui.text
        await ui.press("backspace")
        assert "140 of 140 characters ─╯" in ui.text

    desk.fill("ogp-self-assessment-2014-2016", walk, {"commitments": [{"title": "First"}]}, size=(60, 20))


def test_words_are_counted_where_the_form_limits_words(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("heard_from.details")
        await ui.type("two words")
        assert "2 of 250 words" in ui.text

    desk.fill("msq-2020", walk)


def test_what_the_way_of_sending_takes_is_counted_against_as_well(desk: Desk) -> None:
    desk.lay_out("type-short-text")
    path = desk.editions / "type-short-text.yaml"
    path.write_text(
        path.read_text("utf-8").replace("sections:", "channel_limit: 1000\nsections:", 1), "utf-8"
    )

    async def walk(ui: Ui) -> None:
        assert "0 of 1000 characters" in ui.text

    desk.fill("type-short-text", walk)
