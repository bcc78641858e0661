"""Answers that are kept and not asked now: told when they go, seen in their place, and whole in the review."""

from __future__ import annotations

from pathlib import Path

from msq_tui.files.previous import previous_path
from msq_tui.session.filling import FillingSession
from msq_tui.ui.page import page_lines, pages_of
from msq_tui.ui.screens.review import ReviewScreen
from msq_tui.ui.screens.start import StartScreen
from msq_tui.ui.widgets.row_list import RowList

from .driving import Desk, Ui, drive

KEPT = "Kept aside, not asked now: 1 answer to the follow-up"


def flat(ui: Ui) -> str:
    return " ".join(ui.text.replace("│", " ").split())


def page_text(session: FillingSession) -> str:
    before, after = page_lines(pages_of(session.edition, session.index)[0], session, None, 80)
    return "\n".join(line.text for line in [*before, *after])


def test_a_parent_that_changes_says_what_is_kept_aside_and_where_and_gives_it_back(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        await ui.press("2")
        assert "1 answer belongs to what is not asked any more: it is kept aside and not sent" in flat(ui)
        assert KEPT in flat(ui) and "F5 lists it" in flat(ui)
        await ui.press("1")
        assert "kept aside" not in flat(ui).lower() and "[b]Ana[/b]" in ui.text
        await ui.press("2", "f5")
        assert ui.on(ReviewScreen)
        assert "KEPT ASIDE, NOT SENT" in ui.text and "[b]Ana[/b]" in ui.text

    session = desk.fill("feature-parked", walk, {"cio": "yes", "cio.contact/name": "[b]Ana[/b]"})
    assert session.response.answer("cio.contact/name") == "[b]Ana[/b]"


def test_nothing_is_said_where_no_answer_goes(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        await ui.go_to("cio")
        await ui.press("1", "2")
        assert "kept aside" not in flat(ui).lower()

    desk.fill("feature-parked", walk)


def test_the_words_of_an_other_not_chosen_now_stand_below_their_question(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        ui.session.enter_all({"cio": "yes", "cio.period": "other", "cio.period/other": "Per project"})
        assert "Kept aside" not in page_text(ui.session)
        ui.session.enter("cio.period", "two_year")
        assert "Kept aside, not sent: Other: Per project" in page_text(ui.session)

    desk.fill("feature-parked", walk)


def test_what_stands_under_a_mark_is_told_as_kept_aside(desk: Desk) -> None:
    async def walk(ui: Ui) -> None:
        ui.session.enter("egov_agency", "MITIC")
        ui.session.mark("egov_agency", "unknown", "Asked on Monday")
        text = "\n".join(
            line.text
            for page in pages_of(ui.session.edition, ui.session.index)
            for lines in page_lines(page, ui.session, None, 80)
            for line in lines
        )
        assert "marked: unknown (Asked on Monday)" in text and "Kept aside, not sent: MITIC" in text

    desk.fill("msq-2022", walk)


# The list of drafts


def test_whoever_comes_back_to_the_list_finds_the_bar_on_the_draft_just_left(desk: Desk) -> None:
    for edition in ("type-table", "type-date"):
        desk.lay_out(edition)

    async def walk(ui: Ui) -> None:
        for edition in ("type-table", "type-date"):
            listed = ui.app.screen
            assert isinstance(listed, StartScreen)
            await ui.press("end")
            await ui.app.start_edition(edition)
            await ui.pilot.pause()
            await ui.press("escape")
            assert ui.on(StartScreen)
            assert any(line.startswith(f"▸ {edition}") for line in ui.lines)

    drive(desk.workplace, walk)
    assert len(list(Path("drafts").glob("*.yaml"))) == 2


def test_a_draft_in_which_nothing_is_filled_in_says_so_and_starting_again_goes_on_in_it(desk: Desk) -> None:
    for edition in ("type-date", "type-table"):
        desk.lay_out(edition)
    desk.start("type-date", {})

    async def walk(ui: Ui) -> None:
        async def start() -> None:
            listed = ui.app.screen.query_one(RowList)
            await ui.press("end", *["up"] * 10)
            while listed.chosen != "edition:type-table":
                await ui.press("down")
            await ui.press("enter")

        await start()
        begun = ui.session.path.resolve()
        await ui.press("escape")
        assert flat(ui).count("nothing filled in yet · saved") == 2
        await start()
        assert ui.session.path.resolve() == begun and "nothing is filled in yet: go on in it" in flat(ui)
        ui.session.flag("portals")
        await ui.press("escape")
        assert flat(ui).count("nothing filled in yet") == 1
        assert "type-table.yaml" in (ui.app.screen.query_one(RowList).chosen or "")
        # What is begun stands first, and another start makes another draft.
        assert "type-table" in ui.lines[ui.app.screen.query_one(RowList).region.y + 1]
        await start()
        assert ui.session.path.resolve() != begun

    drive(desk.workplace, walk)
    assert len(list(Path("drafts").glob("*.yaml"))) == 3


def test_a_draft_that_is_gone_is_listed_with_what_happened_and_its_copy(desk: Desk) -> None:
    async def once(ui: Ui) -> None:
        await ui.press("1")
        await ui.save()

    draft = desk.fill("feature-parked", once).path
    draft.rename(previous_path(draft))

    async def walk(ui: Ui) -> None:
        assert "is not there any more" in flat(ui) and "Enter offers to go on from it" in flat(ui)
        assert "cannot be opened" not in flat(ui)

    drive(desk.workplace, walk)


def test_the_profile_never_says_that_it_is_to_be_sent(desk: Desk) -> None:
    desk.lay_out("type-table")

    async def walk(ui: Ui) -> None:
        await ui.press("p", "f5")
        assert ui.on(ReviewScreen)
        assert "kept on this computer only, and never sent" in flat(ui) and "bundle to send" not in flat(ui)

    drive(desk.workplace, walk)
