"""What follows from other answers, on the screen: values, tables, placeholders, and reasons given in the review."""

from __future__ import annotations

from msq_tui.ui.page import page_lines, pages_of
from msq_tui.ui.screens.review import ReviewScreen

from .driving import Desk, Ui

TASKS = [{"_entry": "a", "title": "Roads", "weight": "60", "done": "9,5"}, {"_entry": "b", "weight": "30"}]


def test_a_sum_stands_on_the_page_and_follows_the_typing(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("tasks/b/done")
        await ui.type("0,3")
        assert ui.session.standing.number_at("done.total") == "9.8"
        await ui.fill.go_to("weight.total")
        await ui.pilot.pause()
        assert "       9.8" in ui.lines

    desk.fill("feature-computed", walk, {"tasks": TASKS})


def test_a_text_holds_what_its_placeholders_stand_for_while_it_is_typed(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("tasks/a/title")
        assert "▸    1 – Roads [so far]" in ui.lines
        await ui.press("end")
        await ui.type(" and rails")
        assert "▸    1 – Roads and rails [so far]" in ui.lines

    desk.fill("feature-computed", walk, {"tasks": TASKS})


def test_a_reason_is_given_in_the_review_and_lets_the_problem_pass(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5")
        assert ui.on(ReviewScreen)
        assert "1 reason" in ui.text
        await ui.press("j")
        await ui.type("The plan was cut.")
        await ui.press("escape")
        assert "What you typed is not kept yet." in ui.text
        await ui.press("escape", "enter")
        assert "1 reason" not in ui.text
        assert "REASONS YOU GAVE" in ui.text
        assert "The plan was cut." in ui.text

    session = desk.fill("feature-computed", walk, {"tasks": TASKS})
    assert desk.reread(session).response.justifications == {"weight.total": "The plan was cut."}


def test_where_no_reason_is_needed_the_key_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5", "end", "j")
        assert "NEEDS A REASON" in ui.lines[2] + ui.lines[3]

    desk.fill("feature-computed", walk, {"tasks": TASKS})


def test_a_problem_of_a_computed_value_leads_to_its_page(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5", "enter")
        assert "All weights" in ui.text
        assert "reason needed: The weights make 90; they should make 100." in ui.text

    desk.fill("feature-computed", walk, {"tasks": TASKS})


def test_a_summary_is_drawn_as_a_table_of_the_entries(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.fill.go_to("overview")
        await ui.pilot.pause()
        at = next(place for place, line in enumerate(ui.lines) if "All goals" in line)
        assert [line.split() for line in ui.lines[at + 1 : at + 7]] == [
            ["Weight", "[points]", "Done"],
            ["Goal", "1:", "Roads", "2.5", "p"],
            ["Steps"],
            ["Survey", "2.5", "p", "Yes"],
            ["Goal", "2:", "________", "0", "p"],
            ["Total", "2.5", "p"],
        ]

    goals = [{"title": "Roads", "steps": [{"title": "Survey", "weight": "2,5", "done": "yes"}]}, {}]
    desk.fill("type-summary", walk, {"goals": goals})


def test_a_title_that_quotes_another_answer_follows_its_typing(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("plan.period")
        await ui.type("2014")
        assert "▸    Open Government Action Plan 2014" in ui.lines

    desk.fill("ogp-self-assessment-2014-2016", walk)


def test_another_entry_is_added_from_inside_one_and_the_last_place_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("tasks/a/done")
        assert "Ctrl+N" not in ui.hint
        await ui.go_to("tasks/a/closed")
        assert "Ctrl+N adds another one: Task." in ui.hint
        await ui.press("ctrl+n")
        entries = ui.session.entries("tasks")
        assert (entries[0], entries[2], ui.here) == ("a", "b", f"tasks/{entries[1]}/title")

    desk.fill("feature-computed", walk, {"tasks": TASKS})


def test_where_nothing_can_be_added_the_key_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("ctrl+n")
        assert "asked only once" in ui.hint

    desk.fill("type-yes-no", walk)


def test_a_page_that_begins_inside_an_entry_says_which(desk: Desk) -> None:
    results = [{"result": f"Portal {number}", "percentage": "25"} for number in range(4)]
    answers = {"commitments": [{"title": "Budgets"}, {"title": "Open data", "results": results}]}
    session = desk.start("ogp-self-assessment-2014-2016", answers)
    inside = [
        page for page in pages_of(session.edition, session.index) if page.questions[0].id.count("/") == 4
    ]
    before, _ = page_lines(inside[0], session, None, 80)
    assert before[0].text == "Commitment 2 of 2: Open data"
    assert before[1].text.startswith("Result 2 of 4")
