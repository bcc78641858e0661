"""The cursor of the terminal: screen readers and magnifiers follow it, so it stands where one works."""

from __future__ import annotations

import pytest
from textual.geometry import Offset

from msq_tui.ui.widgets.text_field import TextField

from .driving import Desk, Ui, drive


def at_cursor(ui: Ui, cells: int = 12) -> str:
    """What stands on the screen from the cursor on."""
    x, y = ui.app.cursor_position
    return ui.lines[y].ljust(200)[x : x + cells]


def before_cursor(ui: Ui) -> str:
    """What stands on the screen before the cursor."""
    x, y = ui.app.cursor_position
    return ui.lines[y][:x]


def test_it_stands_behind_what_was_typed_and_goes_with_the_caret(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("contact/email")
        await ui.type("ana")
        assert before_cursor(ui).endswith("│ ana")
        await ui.press("home")
        assert at_cursor(ui, 3) == "ana"
        assert isinstance(ui.focused, TextField)
        await ui.resize(60, 20)
        assert at_cursor(ui, 3) == "ana"
        await ui.resize(120, 40)
        assert at_cursor(ui, 3) == "ana"
        # Coming to a text that is there already, by whatever way: the caret stands behind it.
        await ui.press("shift+tab", "tab")
        assert before_cursor(ui).endswith("│ ana")
        await ui.press("f5", "f5")
        assert before_cursor(ui).endswith("│ ana")
        await ui.press("ctrl+e")
        assert before_cursor(ui).endswith("│ ana")

    desk.fill("msq-2022", walk)


def test_in_a_choice_it_stands_at_the_beginning_of_the_option_under_the_bar(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        assert at_cursor(ui).startswith("▸ ( ) Yes")
        await ui.press("down")
        assert at_cursor(ui).startswith("▸ ( ) No")

    desk.fill("msq-2022", walk)


def test_with_a_country_it_stands_behind_the_letters_then_at_the_match_under_the_bar(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("country")
        await ui.type("congo")
        assert before_cursor(ui).endswith(": congo")
        await ui.press("down")
        assert at_cursor(ui).startswith("▸ ")

    desk.fill("msq-2022", walk)


def test_in_a_list_it_stands_at_the_row_under_the_bar_also_when_the_list_moves(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5")
        for _ in range(25):
            assert at_cursor(ui).startswith("▸ ")
            await ui.press("down")
        await ui.press("escape", "f2")
        assert at_cursor(ui).startswith("▸ ")
        await ui.press("escape", "shift+f9")
        assert at_cursor(ui).startswith("▸ (x) Dark")

    desk.fill("msq-2022", walk)
    drive(desk.workplace, in_the_start)


async def in_the_start(ui: Ui) -> None:
    assert at_cursor(ui).startswith("▸ ")


def test_with_entries_it_stands_at_the_one_under_the_bar(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("commitments")
        assert at_cursor(ui).startswith("▸ Add")

    desk.fill("type-repeat", walk)


def test_in_a_small_question_it_stands_in_its_line_at_the_caret(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f6")
        assert before_cursor(ui).endswith("msq-2022-copy.yaml")
        await ui.press("home")
        assert at_cursor(ui, 7) == "drafts/"

    desk.fill("msq-2022", walk)


def test_where_nothing_is_written_or_chosen_it_stands_at_the_beginning_of_the_text(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f1")
        assert at_cursor(ui).startswith("What the key")

    desk.fill("msq-2022", walk)


def test_with_nothing_in_sight_that_has_the_focus_it_stands_where_reading_begins(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        ui.focused.display = False
        ui.fill._refresh_layout()
        assert ui.app.cursor_position == Offset(0, 1)

    desk.fill("msq-2022", walk)


@pytest.mark.parametrize(("place", "key", "shown"), [
    ("egov_portal", "x", "│ 1x "), ("egov_portal", "left", "│ 1 "), ("egov_portal", "paste", "│ 1pasted "),
    ("cio", "delete", "▸ ( ) Yes"),
])  # fmt: skip
def test_what_a_key_does_is_seen_after_one_looked_further_down(
    place: str, key: str, shown: str, desk: Desk
) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to(place)
        await ui.press("1", "pagedown", "pagedown")
        assert "│" not in ui.text and "▸" not in ui.text
        await (ui.paste("pasted") if key == "paste" else ui.press(key))
        assert shown in ui.text and "▸" in ui.text

    desk.fill("msq-2022", walk)


def test_it_never_leaves_the_page_when_one_looks_further_down(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        page = ui.fill.query_one("#page").region
        for _ in range(4):
            await ui.press("pagedown")
            assert page.contains_point(Offset(*ui.app.cursor_position))

    desk.fill("msq-2022", walk)
