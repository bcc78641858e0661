"""What is on a screen is drawn, not mounted: the number of widgets does not grow with the questionnaire."""

from __future__ import annotations

import pytest

from msq_tui.ui.widgets.live_editor import LiveEditor

from .driving import Desk, Ui

SMALL, LARGE = "type-short-text", "ogp-self-assessment-2014-2016"
MOST_ON_A_PAGE = 9
"""Bar, outline, page with the lines before and after its editor, the line above the keys, keys, and what holds them."""
SCREENS = {"outline": "f2", "review": "f5", "help": "f1", "questionnaire": ""}


def mounted(ui: Ui) -> int:
    return len(ui.app.screen.query("*"))


async def counted(ui: Ui) -> dict[str, int]:
    """How many widgets each screen mounts."""
    counts = {}
    for name, key in SCREENS.items():
        if key:
            await ui.press(key)
        counts[name] = mounted(ui)
        if key:
            await ui.press("escape")
    return counts


@pytest.fixture
def filled(desk: Desk) -> dict[str, dict[str, int]]:
    """The counts for a form of a few questions, and for a large one with many entries and answers."""
    counts: dict[str, dict[str, int]] = {}

    for edition in (SMALL, LARGE):

        async def walk(ui: Ui, edition: str = edition) -> None:
            counts[edition] = await counted(ui)

        entries = [{"title": f"Commitment {number}", "activities": [{}, {}]} for number in range(30)]
        desk.fill(edition, walk, {"commitments": entries} if edition == LARGE else None)
    return counts


def test_no_screen_mounts_more_for_a_large_form_than_for_a_small_one(
    filled: dict[str, dict[str, int]],
) -> None:
    assert filled[LARGE] == filled[SMALL]


def test_every_page_mounts_one_live_editor_and_a_handful_of_widgets(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []

    async def walk(ui: Ui) -> None:
        for _ in ui.fill.pages:
            seen.append((len(ui.fill.query(LiveEditor)), mounted(ui)))
            await ui.press("f8")

    desk.fill("msq-2024", walk)
    assert len(seen) > 10
    assert max(editors for editors, _ in seen) == 1
    assert max(widgets for _, widgets in seen) <= MOST_ON_A_PAGE
