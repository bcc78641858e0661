"""The cursor of the terminal: screen readers and magnifiers follow it, so it stands where one works."""

from __future__ import annotations

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


def test_it_never_leaves_the_page_when_one_looks_further_down(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        page = ui.fill.query_one("#page").region
        for _ in range(4):
            await ui.press("pagedown")
            assert page.contains_point(Offset(*ui.app.cursor_position))

    desk.fill("msq-2022", walk)
