"""Every hostile text on every screen: shown literally, in the program's own colours, and nothing of it acts.

One edition and one draft carry all texts, so that each screen is walked through once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from msq_tui.core.merging import Difference
from msq_tui.core.response import Mark
from msq_tui.core.text import clean_text
from msq_tui.session.filling import FillingSession
from msq_tui.session.restoring import Wording
from msq_tui.session.submitting import export
from msq_tui.ui.proposing import MOST_SHOWN
from msq_tui.ui.screens.ask import AskScreen, ChooseScreen
from msq_tui.ui.screens.differences import DifferencesScreen
from msq_tui.ui.screens.earlier import EarlierScreen, WordingScreen
from msq_tui.ui.screens.exported import ExportedScreen
from msq_tui.ui.screens.mark import MarkScreen
from msq_tui.ui.screens.terms import TermsScreen
from msq_tui.ui.widgets.text_field import TextField
from tests.ui.driving import Desk, Ui, drive

from .full import full_draft, full_edition
from .looking import Looker, cells_shown, what_acts
from .test_loaded_texts import LOADED

TEXTS = [clean_text(text).text for text in LOADED.values()]
START = 7
"""As many cells of a text as even the narrowest list has room for."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


@pytest.fixture
def session(desk: Desk) -> FillingSession:
    texts = list(LOADED.values())
    (desk.editions / "full.yaml").write_text(full_edition(texts), "utf-8", newline="")
    path = Path("drafts") / "full.yaml"
    path.parent.mkdir()
    path.write_text(full_draft(texts), "utf-8", newline="")
    return desk.workplace.resume(path)


def test_the_start(desk: Desk) -> None:
    for n, text in enumerate(LOADED.values()):
        edition = full_edition([text]).replace('id: "full"', f'id: "full-{n:02}"')
        (desk.editions / f"full-{n:02}.yaml").write_text(edition, "utf-8", newline="")

    async def walk(ui: Ui) -> None:
        looker = Looker(ui)
        await looker.look_through()
        assert looker.missing(TEXTS, START) == []

    drive(desk.workplace, walk)


def test_the_questions_the_live_editor_and_why(desk: Desk, session: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        looker = Looker(ui)
        for n in range(len(TEXTS)):
            # The bar, the section, the question with its notes, the live editor.
            await ui.go_to(f"long{n}")
            looker.look()
            # Of every second text: the texts beside and below a choice, the mark and its reason, what a text quotes;
            # above the keys why it is asked, or the problem of a number, its unit and the number of its row.
            if n % 2 == 0:
                await ui.go_to(f"{('line', 'table', 'number')[n // 2 % 3]}{n}")
                looker.look()
                await ui.press("f9")
                looker.look()
        assert looker.missing(TEXTS) == []

    drive(desk.workplace, walk, session)


def test_the_outline_and_its_views(desk: Desk, session: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        for keys, shown in (("f2", True), ("n", True), ("t", True), ("u", False), ("p", False), ("f", False)):
            await ui.press(keys)
            looker = Looker(ui)
            await looker.look_through()
            assert not shown or looker.missing(TEXTS, START) == []

    drive(desk.workplace, walk, session)


def test_the_review(desk: Desk, session: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        await ui.press("f5")
        looker = Looker(ui)
        await looker.look_through()
        assert looker.missing(TEXTS, 40) == []

    drive(desk.workplace, walk, session)


def test_what_was_exported(desk: Desk, session: FillingSession) -> None:
    report = export(session, Path("out"), partial=True, replace=False)
    assert len(report.parked) >= len(TEXTS)

    async def walk(ui: Ui) -> None:
        ui.app.push_screen(ExportedScreen(session, report))
        await ui.pilot.pause()
        looker = Looker(ui)
        await looker.look_through()
        assert looker.missing(TEXTS, START) == []

    drive(desk.workplace, walk, session)


def test_the_small_screens_over_the_questions(desk: Desk, session: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        differences = [
            Difference("answers", f"long{n}", text, f"{text} and more") for n, text in enumerate(TEXTS)
        ]
        wordings = [Wording(1, "2026-11-21", "2026-11-22", text, None, text) for text in TEXTS]
        everything = "\n".join(TEXTS)
        screens: dict[str, tuple[Screen[Any], int | None]] = {
            "terms": (TermsScreen(session.edition.glossary), None),
            "differences": (DifferencesScreen(session, differences), None),
            "earlier": (EarlierScreen(TEXTS[0], wordings), 20),
            "wording": (WordingScreen(Wording(1, "", "", everything, None, everything)), None),
            "choose": (ChooseScreen(TEXTS[0], [(str(n), text) for n, text in enumerate(TEXTS)]), None),
        }
        missing = {}
        for name, (screen, start) in screens.items():
            ui.app.push_screen(screen)
            await ui.pilot.pause()
            looker = Looker(ui)
            await looker.look_through()
            missing[name] = looker.missing(TEXTS, start)
            ui.app.pop_screen()
            await ui.pilot.pause()
        await ui.press("f1")
        assert what_acts(ui) == []
        assert {name: texts for name, texts in missing.items() if texts} == {}

    drive(desk.workplace, walk, session)


def test_the_questions_of_the_program_and_their_live_fields(desk: Desk, session: FillingSession) -> None:
    async def walk(ui: Ui) -> None:
        looker = Looker(ui)
        for n, text in enumerate(TEXTS):
            line = text.replace("\n", " ")
            ask, mark = AskScreen(text, line), MarkScreen(["unknown"], Mark("unknown", line), text)
            looker.seen = ""
            ui.app.push_screen(mark if n % 2 else ask)
            await ui.pilot.pause()
            looker.look()
            assert looker.seen.count(cells_shown(line)) >= 2, ui.text
            ui.app.pop_screen()

    drive(desk.workplace, walk, session)


def test_a_note_and_the_large_editor(desk: Desk, session: FillingSession) -> None:
    """All texts as the lines of one note and of one answer, paged through."""
    everything = "\n".join(TEXTS)
    session.note("long0", everything)
    session.enter("long0", everything)

    async def walk(ui: Ui) -> None:
        await ui.go_to("long0")
        for key in ("ctrl+e", "ctrl+d"):
            await ui.press(key)
            ui.app.screen.query_one(TextField).move_cursor((0, 0))
            await ui.pilot.pause()
            looker = Looker(ui)
            for _ in range(everything.count("\n") // 4):
                looker.look()
                await ui.press("pagedown")
            looker.look()
            await ui.press("escape")
            assert looker.missing(TEXTS, START) == []

    drive(desk.workplace, walk, session)


def test_what_the_profile_proposes(desk: Desk) -> None:
    # Several texts in one proposal, as many as are shown whole.
    names = [""]
    for text in (text.replace("\n", " ") for text in TEXTS):
        if len(names[-1]) + len(text) > MOST_SHOWN - 5:
            names.append("")
        names[-1] = f"{names[-1]} ¦ {text}" if names[-1] else text

    async def walk(ui: Ui) -> None:
        seen = ""
        for name in names:
            ui.app.profile = {"name": name, "email": "ana@works.example"}
            await ui.go_to("country")
            await ui.go_to("contact/name")
            assert what_acts(ui) == []
            await ui.press("ctrl+t")
            looker = Looker(ui)
            looker.look()
            seen += looker.seen
            await ui.press("escape")
        assert [text for text in TEXTS if cells_shown(text) not in seen] == []

    drive(desk.workplace, walk, desk.start("msq-2022"))
