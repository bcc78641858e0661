"""The ways between the screens, and what each of them tells."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input as LineInput
from textual.widgets import Static

from msq_tui.core.errors import NotWritten
from msq_tui.session.filling import FillingSession
from msq_tui.ui import actions
from msq_tui.ui.app import MsqApp
from msq_tui.ui.screens.ask import AskScreen, ChooseScreen
from msq_tui.ui.screens.exported import ExportedScreen
from msq_tui.ui.screens.fill import FillScreen
from msq_tui.ui.screens.frame import FramedScreen
from msq_tui.ui.screens.help import HelpScreen
from msq_tui.ui.screens.large_editor import LargeEditorScreen
from msq_tui.ui.screens.mark import MarkScreen
from msq_tui.ui.screens.outline import OutlineScreen
from msq_tui.ui.screens.review import ReviewScreen
from msq_tui.ui.screens.start import StartScreen
from msq_tui.ui.widgets.row_list import RowList
from tests.files.drafts import full_answers

from .driving import Desk, Ui, drive

SCREENS: dict[str, type[FramedScreen]] = {
    "start": StartScreen,
    "fill": FillScreen,
    "review": ReviewScreen,
    "exported": ExportedScreen,
    "large_editor": LargeEditorScreen,
}
each_screen = pytest.mark.parametrize("name", sorted(SCREENS))


def cell(text: str) -> str:
    """A text with its line breaks taken out, to look for sentences that wrap."""
    return " ".join(text.replace("│", " ").split())


# The table of actions


def test_every_screen_with_keys_of_its_own_has_a_table_a_foot_and_a_help() -> None:
    assert set(SCREENS) == set(actions.TABLES) == set(actions.FOOT)


@each_screen
def test_every_action_is_done_by_its_screen_or_by_the_app(name: str) -> None:
    for action in (action for action in actions.TABLES[name] if action.bound):
        doer = MsqApp if action in actions.EVERYWHERE else SCREENS[name]
        assert callable(getattr(doer, f"action_{action.name}"))


@each_screen
def test_a_screen_binds_the_keys_of_the_table_in_either_case_and_no_other(name: str) -> None:
    bindings = [binding for binding in SCREENS[name].BINDINGS if isinstance(binding, Binding)]
    assert len(bindings) == len(SCREENS[name].BINDINGS)
    bound = {(key, binding.id) for binding in bindings for key in binding.key.split(",")}
    keys = {(key, f"{name}.{a.name}") for a in actions.TABLES[name] if a.bound for key in a.keys}
    assert bound == keys | {(key.upper(), action) for key, action in keys if len(key) == 1}


@each_screen
def test_no_key_means_two_things_on_a_screen(name: str) -> None:
    keys = [key for action in actions.TABLES[name] for key in action.keys]
    assert len(set(keys)) == len(keys)


@each_screen
def test_the_help_says_every_action_of_the_table_and_every_key(name: str) -> None:
    text = HelpScreen(name).text().casefold()
    for action in actions.TABLES[name]:
        assert action.help.casefold() in text
        assert all(len(key) > 1 or key in text for key in action.keys)


@each_screen
def test_the_help_calls_a_key_as_the_foot_does(name: str) -> None:
    text = HelpScreen(name).text()
    assert [a.key_shown for a in actions.TABLES[name] if a.key_shown not in text] == []


@each_screen
@pytest.mark.parametrize("width", [58, 78, 200])
def test_the_foot_fits_and_always_says_how_to_get_help_and_how_to_leave(name: str, width: int) -> None:
    foot = actions.foot(name, width)
    assert len(foot) <= width
    assert foot.endswith("F1 help  F10 leave")


def test_the_foot_says_the_way_to_the_review_at_60_columns() -> None:
    assert "F5 review" in actions.foot("fill", 58)


# Start


def test_a_new_draft_is_started_answered_left_and_resumed_where_it_was(desk: Desk) -> None:
    desk.lay_out("type-table")

    async def first(ui: Ui) -> None:
        await ui.press("enter", "tab")
        await ui.type("here")
        await ui.press("f10")

    drive(desk.workplace, first)

    async def second(ui: Ui) -> None:
        assert "1 of 7 answered" in ui.text
        await ui.press("enter")
        assert ui.here == "portals/open_data"
        assert "here" in ui.text

    drive(desk.workplace, second)


def test_a_draft_that_cannot_be_opened_is_told_with_its_place_and_the_app_goes_on(desk: Desk) -> None:
    desk.lay_out("type-table")
    Path("drafts").mkdir()
    Path("drafts/broken.yaml").write_text('msq_draft: 1\nedition: "type-table"\n\tanswers:\n', "utf-8")

    async def walk(ui: Ui) -> None:
        assert "cannot be opened" in ui.text
        await ui.press("enter")
        assert ui.on(StartScreen)
        assert "drafts/broken.yaml:3:1" in cell(ui.text)
        await ui.press("down", "enter")
        assert ui.on(FillScreen)

    drive(desk.workplace, walk)


def test_the_start_is_drawn_anew_for_another_width(desk: Desk) -> None:
    desk.lay_out("type-table")

    async def walk(ui: Ui) -> None:
        await ui.resize(120, 30)
        assert ui.bar.endswith("Drafts: drafts")
        assert len(ui.bar) == 119

    drive(desk.workplace, walk)


# The questionnaire


def test_follow_ups_come_and_go_at_once_under_their_parent(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert "If yes, who?" not in ui.text
        await ui.press("space")
        rows = ui.lines
        parent = next(n for n, row in enumerate(rows) if "Is there a CIO?" in row)
        follow = next(n for n, row in enumerate(rows) if "If yes, who?" in row)
        assert 0 < follow - parent < 7
        await ui.press("tab", "tab", "tab", "down", "space")
        assert "(x) Other" in ui.text
        assert "Why so?" in ui.text
        await ui.press("delete")
        assert "Why so?" not in ui.text
        await ui.go_to("cio")
        await ui.press("down", "space")
        assert "If yes, who?" not in ui.text

    desk.fill("feature-parked", walk)


def test_an_answer_comes_back_as_it_was_when_its_question_comes_back(desk: Desk) -> None:
    text = "Ana [Díaz]\n  second line "

    async def walk(ui: Ui) -> None:
        await ui.press("space", "tab")
        await ui.paste(text)
        await ui.go_to("cio")
        await ui.press("down", "space")
        await ui.press("f5")
        assert "KEPT ASIDE, NOT SENT" in ui.text
        await ui.press("f5", "up", "space")
        await ui.go_to("cio.contact/name")
        assert "Ana [Díaz]" in ui.text

    assert desk.fill("feature-parked", walk).response.answer("cio.contact/name") == text


def test_tab_goes_over_the_ends_of_pages_both_ways_and_stops_at_the_ends(desk: Desk) -> None:
    seen: list[str] = []

    def here(ui: Ui) -> str:
        """The input in focus; on a page that asks nothing, the page."""
        return ui.fill.here.address if ui.fill.here else f"page {ui.fill.page_at}"

    async def walk(ui: Ui) -> None:
        await ui.press("shift+tab")
        while True:
            seen.append(here(ui))
            await ui.press("tab")
            if here(ui) == seen[-1]:
                break
        assert "That was the last question" in ui.hint
        back = [here(ui)]
        while len(back) < len(seen):
            await ui.press("shift+tab")
            back.append(here(ui))
        assert back == seen[::-1]
        await ui.press("shift+tab")
        assert "This is the first question." in ui.hint

    session = desk.fill("feature-sections", walk, {"optional.first": "x"})
    asked = [p.address for p in session.edition.index.input_at.values() if session.standing.is_asked(p)]
    assert [place for place in seen if not place.startswith("page ")] == asked


def test_every_question_comes_in_sight_windowful_by_windowful(desk: Desk) -> None:
    """Also where a page is longer than the window: what is below is shown before the next page."""

    async def walk(ui: Ui) -> None:
        asked = {f" {question.number} " for question in ui.session.edition.questions() if question.number and ui.session.standing.is_enabled(question.id)}  # fmt: skip
        for key, last in (("f8", "This is the last page"), ("f7", "This is the first page")):
            seen, pages = ui.text, {ui.fill.page_at}
            while last not in ui.hint:
                assert len(seen) < 1_000_000
                await ui.press(key)
                seen += ui.text
                pages.add(ui.fill.page_at)
            assert pages == set(range(len(ui.fill.pages)))
            assert key == "f7" or [number for number in asked if number not in seen] == []

    desk.fill("msq-2022", walk, {"cio": "yes"})


def test_f3_goes_to_each_required_answer_that_is_missing_and_round(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        missing = [problem.address for problem in ui.session.standing.missing()]
        met = []
        for _ in missing:
            await ui.press("f3")
            met.append(ui.here.partition("/")[0] if ui.here not in missing else ui.here)
        assert sorted(met) == sorted(missing)
        assert "From the start again" in ui.hint or met[-1] == missing[-1]

    desk.fill("feature-marks", walk, {"may": "x"})


def test_f3_says_so_when_nothing_is_missing(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f3")
        assert "Nothing required is missing" in ui.hint

    desk.fill("type-short-text", walk, {"name": "Ana"})


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("place", ["period", "bodies/health"])
def test_f9_says_the_whole_reason(place: str, size: tuple[int, int], desk: Desk) -> None:
    from msq_tui.core.words import why

    async def walk(ui: Ui) -> None:
        await ui.go_to(place)
        await ui.press("f9")
        told = " ".join(why(ui.session.standing, place))
        assert told in cell(ui.text)

    desk.fill("feature-requirement", walk, {"strategy": "yes"}, size)


def test_a_section_is_jumped_to_from_the_outline_which_says_its_state_in_words(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2")
        assert "not started · 0 of 10" in ui.text
        await ui.press("down", "down", "down", "enter")
        assert ui.fill.page.section.outline_title == "C. Legal framework"
        assert ui.on(FillScreen)

    desk.fill("msq-2022", walk)


def test_the_outline_says_the_whole_state_at_60_columns(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2")
        assert "not started · 0 of 10" in ui.text

    desk.fill("msq-2022", walk, size=(60, 20))


def test_a_section_that_only_tells_something_can_be_read(desk: Desk) -> None:
    seen: list[str] = []

    async def walk(ui: Ui) -> None:
        for _ in ui.fill.pages:
            seen.append(ui.text)
            await ui.press("f8")

    desk.fill("feature-sections", walk)
    assert any("Thank you." in text for text in seen)


def test_a_questionnaire_that_asks_nothing_is_shown_all_the_same(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert "Please read [this] first." in ui.text

    desk.fill("type-note", walk)


def test_the_printed_unit_and_the_printed_limit_are_shown(desk: Desk) -> None:
    async def unit(ui: Ui) -> None:
        assert "thousands" in ui.text

    async def limit(ui: Ui) -> None:
        assert "10 characters max." in ui.text

    desk.fill("type-number", unit)
    desk.fill("feature-limits", limit)


def test_a_mark_is_given_with_its_reason_shown_and_taken_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f4")
        assert ui.on(MarkScreen)
        await ui.press("down", "tab")
        await ui.type("Not our office")
        await ui.press("enter")
        mark = ui.session.response.marks["must"]
        assert (mark.state, mark.reason) == ("unknown", "Not our office")
        assert "marked: unknown (Not our office)" in ui.text
        await ui.press("f5")
        assert "marked: unknown" in ui.text
        await ui.press("f5", "f4", "down", "enter")
        assert "must" not in ui.session.response.marks

    desk.fill("feature-marks", walk)


@pytest.mark.parametrize("key", ["escape", "f4", "f10"])
def test_a_reason_that_was_begun_is_asked_about_before_its_screen_goes(key: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f4", "tab")
        await ui.type("Not our office")
        await ui.press(key)
        assert ui.on(ChooseScreen) and "What you typed is not kept yet." in ui.text
        # Back in the line with all that was typed; on the row without a mark Enter does not drop it either.
        await ui.press("escape", "shift+tab", "end", "enter")
        assert ui.on(ChooseScreen) and "A reason is kept only with a mark." in ui.text
        await ui.press("enter", "home", key, "enter")
        mark = ui.session.response.marks["must"]
        assert (mark.state, mark.reason) == ("not_applicable", "Not our office")
        await ui.press("f4", "tab")
        await ui.type("Asked on Monday")
        await ui.press(key, "down", "enter")
        assert ui.on(FillScreen) and ui.session.response.marks["must"] == mark
        # Nothing new is typed: nothing is asked.
        await ui.press("f4", "escape")
        assert ui.on(FillScreen)

    desk.fill("feature-marks", walk)


def test_the_question_that_is_marked_is_shown_literally(desk: Desk) -> None:
    desk.lay_out("feature-marks")
    path = desk.editions / "feature-marks.yaml"
    path.write_text(path.read_text("utf-8").replace("Must be answered", "Must [be][/b] answered"), "utf-8")

    async def walk(ui: Ui) -> None:
        await ui.press("f4")
        assert "Must [be][/b] answered" in ui.text

    desk.fill("feature-marks", walk)


def test_a_question_that_takes_no_mark_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("plain")
        await ui.press("f4")
        assert ui.on(FillScreen)
        assert "has to be answered" in ui.hint

    desk.fill("feature-marks", walk)


def test_the_word_leaves_saved_in_the_frame_in_which_a_character_appears(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert ui.bar.endswith(" Saved")
        await ui.type("x")
        assert ui.bar.endswith(" Saving")
        await ui.press("ctrl+s")
        assert ui.bar.endswith(" Saved")
        assert "Saved: drafts" in ui.hint

    desk.fill("type-short-text", walk)


REASON = "NOT SAVED: the disk is full. Safe: the draft as it was before. Do now: free some space, then press Ctrl+S."


def refusing(session: FillingSession, monkeypatch: pytest.MonkeyPatch) -> None:
    def save() -> None:
        raise NotWritten(REASON)

    monkeypatch.setattr(session, "save", save)


def test_a_long_name_of_a_section_is_cut_in_the_bar_and_not_left_out(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("eligibility")
        assert ui.bar.startswith(" 5. Progress with regards to") and "… · 0 of 1 " in ui.bar

    desk.fill("ogp-self-assessment-2014-2016", walk)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_not_saved_is_said_with_the_whole_reason(
    size: tuple[int, int], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.start("type-short-text")
    refusing(session, monkeypatch)

    async def walk(ui: Ui) -> None:
        await ui.type("x")
        await ui.press("ctrl+s")
        assert ui.bar.endswith("Not saved")
        assert REASON in cell(ui.text)

    drive(desk.workplace, walk, session, size)


@pytest.mark.parametrize("key", ["escape", "f10"])
def test_leaving_what_cannot_be_saved_asks_first_and_the_app_still_listens(
    key: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk.start("type-short-text")
    refusing(session, monkeypatch)
    gave_up = asyncio.Event()
    ask = MsqApp.ask

    async def asked(app: MsqApp, screen: ModalScreen[str | None]) -> str | None:
        """As the app asks, but the question ends when the test gives up, so that a failure is told, not waited for."""
        ways = {asyncio.ensure_future(ask(app, screen)), asyncio.ensure_future(gave_up.wait())}
        done, rest = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in rest:
            way.cancel()
        answer = done.pop().result()
        return answer if isinstance(answer, str) else None

    monkeypatch.setattr(MsqApp, "ask", asked)

    async def walk(ui: Ui) -> None:
        await ui.type("x")
        try:
            await asyncio.wait_for(ui.press(key), 10)
        except TimeoutError:
            gave_up.set()
            raise AssertionError("the app waits for an answer that it does not listen for") from None
        assert "Leave without the last changes" in ui.text
        assert REASON in cell(ui.text)
        await ui.press("enter")
        assert ui.on(FillScreen)
        assert ui.session.response.answer("name") == "x"

    drive(desk.workplace, walk, session)


def test_a_copy_is_saved_elsewhere(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("Ana")
        await ui.press("f6")
        assert ui.on(AskScreen)
        await ui.press("enter")
        assert "A copy was saved: drafts/type-short-text-copy.yaml" in ui.hint
        # What only begins like the folder of a user is a name.
        await ui.press("f6")
        ui.app.screen.query_one(LineInput).value = "~$copy.yaml"
        await ui.press("enter")
        assert "A copy was saved: ~$copy.yaml" in ui.hint and Path("~$copy.yaml").exists()
        await ui.press("escape")
        assert isinstance(ui.app.screen, StartScreen)
        ui.app.screen.action_open_file()
        await ui.pilot.pause()
        ui.app.screen.query_one(LineInput).value = "~$gone.yaml"
        await ui.press("enter")
        assert ui.on(StartScreen) and "~$gone.yaml" in ui.text

    desk.fill("type-short-text", walk)
    copy = desk.workplace.resume(Path("drafts/type-short-text-copy.yaml"))
    assert copy.response.answer("name") == "Ana"


# The review and the export


def test_a_problem_of_the_review_is_jumped_to_and_f5_comes_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("may")
        await ui.press("f5")
        rows = ui.app.screen.query_one(RowList)
        wanted = (rows.chosen or "").partition(" ")[2]
        assert wanted == "must"
        await ui.press("enter")
        assert (type(ui.app.screen), ui.here) == (FillScreen, wanted)
        await ui.press("f5")
        assert ui.on(ReviewScreen)

    desk.fill("feature-marks", walk)


def test_the_review_shows_missing_unanswered_marked_and_given_apart(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        ui.session.mark("secret", "withheld", "By law")
        await ui.press("f5")
        rows = ["\n".join(row.lines) for row in ui.app.screen.query_one(RowList).rows]
        assert "Must be answered\nMISSING" in rows
        assert "First · Needs one line\nnot answered" in rows
        assert "Takes a mark of its own\nmarked: withheld" in rows
        assert "May be answered\na [b] / c" in rows

    desk.fill("feature-marks", walk, {"may": "a [b]\nc"})


def test_every_problem_can_be_read_whole_in_the_review_at_80_columns(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5")
        messages = [problem.message for problem in ui.session.standing.problems()]
        shown = cell(ui.text)
        assert messages
        assert [message for message in messages if message not in shown] == []

    desk.fill("type-number", walk, {"people": "1,234", "rank": "12"})


def test_an_export_that_is_refused_says_so_and_nothing_takes_the_sentence_away(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("may")
        await ui.type("not yet saved")
        await ui.press("f5", "e")
        await ui.pilot.pause()
        assert "Not exported: 4 things are still to do" in ui.text
        assert not Path("drafts/out").exists()

    desk.fill("feature-marks", walk)


def test_a_partial_export_says_that_it_is_partial_and_what_is_missing(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5", "p")
        assert ui.on(ExportedScreen)
        assert "partial" in ui.text
        assert "4 required answers are missing in it." in ui.text
        await ui.press("escape")
        assert ui.on(ReviewScreen)

    desk.fill("feature-marks", walk)
    assert [path.name for path in Path("drafts/out").iterdir()] == ["feature-marks_no-country_v1_partial.zip"]


def test_a_second_export_with_other_answers_asks_before_it_replaces(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("Ana")
        await ui.press("f5", "e", "escape", "f5")
        await ui.type(" Díaz")
        before = Path("drafts/out/type-short-text_no-country_v1.zip").read_bytes()
        await ui.press("f5", "e")
        assert "An older bundle of this draft is there" in ui.text
        await ui.press("enter")
        assert Path("drafts/out/type-short-text_no-country_v1.zip").read_bytes() == before
        await ui.press("e", "down", "enter")
        assert ui.on(ExportedScreen)
        assert Path("drafts/out/type-short-text_no-country_v1.zip").read_bytes() != before

    desk.fill("type-short-text", walk)


def test_the_review_list_has_no_scroll_bar_along_its_foot(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5")
        assert not ui.app.screen.query_one(RowList).show_horizontal_scrollbar

    desk.fill("msq-2022", walk)


# The small screens

OVER: dict[str, tuple[type[ModalScreen[Any]], str]] = {
    "help": (HelpScreen, "f1"),
    "outline": (OutlineScreen, "f2"),
    "mark": (MarkScreen, "f4"),
    "copy": (AskScreen, "f6"),
}


@pytest.mark.parametrize("name", OVER)
def test_a_small_screen_is_left_with_esc_and_changes_nothing(name: str, desk: Desk) -> None:
    kind, key = OVER[name]

    async def walk(ui: Ui) -> None:
        await ui.press(key)
        assert ui.on(kind)
        if kind is not HelpScreen:
            await ui.press("f1")
            assert ui.on(HelpScreen) and "Esc" in ui.text and "Go back" in ui.text
            await ui.press("f1")
            assert ui.on(kind)
        await ui.press("escape")
        assert ui.on(FillScreen)
        assert ui.bar.endswith("Saved")

    desk.fill("feature-marks", walk)


@pytest.mark.parametrize("name", OVER)
def test_the_leave_key_leaves_from_a_small_screen_too(name: str, desk: Desk) -> None:
    session = desk.start("feature-marks")

    async def walk(ui: Ui) -> None:
        await ui.press(OVER[name][1], "f10")

    assert drive(desk.workplace, walk, session).return_value == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_whole_help_can_be_read_with_the_arrow_keys(size: tuple[int, int], desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f1")
        box = ui.app.screen.query_one(VerticalScroll)
        seen = ui.text
        while not box.is_vertical_scroll_end:
            before = box.scroll_y
            await ui.press("down")
            assert box.scroll_y > before
            seen += "\n" + ui.text
        for sentence in str(ui.app.screen.query_one(Static).content).split("\n"):
            assert all(word in seen for word in sentence.split())

    desk.fill("type-short-text", walk, size=size)


def test_a_reason_pasted_in_several_lines_is_not_cut(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f4")
        line = ui.app.screen.query_one(LineInput)
        line.focus()
        await ui.pilot.pause()
        await ui.paste("first line\nsecond line")
        assert "second line" in line.value

    desk.fill("feature-marks", walk)


# The cost of a screen


async def at_start(ui: Ui) -> None:
    await ui.press("escape")


async def at_fill(ui: Ui) -> None:
    await ui.press("f8")


async def at_review(ui: Ui) -> None:
    await ui.press("f5")


async def at_exported(ui: Ui) -> None:
    await ui.press("f5", "e")


@pytest.mark.parametrize("way", [at_start, at_fill, at_review, at_exported])
def test_a_screen_costs_few_widgets_however_long_the_questionnaire_is(
    way: Callable[[Ui], Awaitable[None]], desk: Desk
) -> None:
    session = desk.start("msq-2022")
    session.enter_all(full_answers(session.edition))
    session.save()

    async def walk(ui: Ui) -> None:
        await way(ui)
        assert len(ui.app.screen.query("*")) <= 12
        assert len(ui.app.screen.query(".editor")) <= 1

    drive(desk.workplace, walk, session)


def test_there_is_one_live_editor_on_every_page(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        for _ in ui.fill.pages:
            assert len(ui.fill.query(".editor")) == 1
            assert ui.fill.query_one(".editor").has_focus
            await ui.press("f8")

    desk.fill("msq-2022", walk)


def test_the_outline_stands_beside_the_page_where_there_is_room(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert "H. Consent" in ui.text
        await ui.resize(80, 24)
        assert "H. Consent" not in ui.text

    desk.fill("msq-2022", walk, size=(130, 40))


# The beginning


def test_a_new_draft_opens_at_the_first_lines_of_the_introduction(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert ui.lines[1].startswith("Member States Questionnaire (MSQ)")
        assert "The objective of this questionnaire is to gather information" in ui.text
        assert "Tab leads to the first question" in ui.hint

    desk.fill("msq-2022", walk)


@pytest.mark.parametrize("key", ["tab", "down", "enter"])
def test_a_key_that_goes_on_leads_from_the_introduction_to_the_first_question(key: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press(key)
        assert ui.here == "country"
        assert "▸    COUNTRY NAME" in ui.text
        await ui.press("tab")
        assert ui.here == "contact/name"

    desk.fill("msq-2022", walk)


@pytest.mark.parametrize("way", ["key", "wheel"])
def test_from_the_first_question_one_looked_down_to_tab_goes_on(way: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        if way == "key":
            await ui.press("pagedown")
            assert "Tab leads to the first question" not in ui.text
        else:
            ui.fill.query_one("#page").scroll_to(y=12, animate=False)
            await ui.pilot.pause()
        assert "▸    COUNTRY NAME" in ui.text
        await ui.press("tab")
        assert ui.here == "contact/name"

    desk.fill("msq-2022", walk)


def test_letters_typed_at_the_introduction_go_into_the_first_question(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.type("parag")
        assert "Type a few letters: parag_" in ui.text
        await ui.press("enter")

    assert desk.fill("msq-2022", walk).response.answer("country") == "PRY"


def test_where_the_introduction_fits_tab_goes_on_from_the_first_question(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        assert "▸  1 Country name" in ui.text
        await ui.press("tab")
        assert ui.here == "contact/name"

    desk.fill("msq-2024", walk)


# What is new


def test_the_outline_shows_what_is_new_under_its_sections_and_all_sections_again(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2")
        assert "N new this round" in ui.text
        await ui.press("n")
        new = [
            (question, part)
            for question in ui.session.edition.questions()
            for part in [question, *getattr(question, "rows", ())]
            if part.new
        ]
        names = [row.name for row in ui.app.screen.query_one(RowList).rows if row.name]
        assert names == [
            f"place {question.id}" if part is question else f"place {question.id}/{part.code}"
            for question, part in new
        ]
        assert (
            "▸   30. Sustainable Development Goals" in ui.text
            or "30 Sustainable Development Goals" in ui.text
        )
        assert "A. Institutional framework" in ui.text
        await ui.press("n")
        assert "not started · 0 of 4" in ui.text

    desk.fill("msq-2024", walk)


def test_enter_goes_to_what_is_new(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2", "n", "down", "enter")
        assert ui.here == "sectoral_agencies/climate_change"

    desk.fill("msq-2024", walk)


def test_what_is_new_and_not_asked_says_so_and_leads_to_its_parent(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2", "n", *["down"] * 4)
        row = next(line for line in ui.lines if "▸" in line)
        assert "36 (not asked now) If yes" in row
        await ui.press("enter")
        assert ui.here == "crisis.portal"

    desk.fill("msq-2024", walk)


def test_an_edition_with_nothing_new_says_so(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f2", "n")
        assert "Nothing is marked as new in this questionnaire." in ui.text

    desk.fill("msq-2020", walk)


@pytest.mark.parametrize(
    ("edition", "row"), [("msq-2024", "  8 E-services or similar"), ("msq-2020", "  2.a E-services")]
)
def test_the_review_calls_a_row_by_its_printed_number(edition: str, row: str, desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5")
        names = [listed.lines[0] for listed in ui.app.screen.query_one(RowList).rows]
        assert any(name.startswith(row.strip()) for name in names)

    desk.fill(edition, walk)
