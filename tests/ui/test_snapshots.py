"""Every screen as text at 80×24 and 60×20, compared exactly.

``MSQ_UPDATE_SNAPSHOTS=1 pytest tests/ui/test_snapshots.py`` writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from tests.core.helpers import ROOT
from tests.files.drafts import full_answers

from .contrast import strange_pairs
from .driving import Desk, Ui, drive

GOLDEN = ROOT / "tests" / "golden" / "screens"
SIZES = ((80, 24), (60, 20))

PORTAL = (
    "The Government Portal: https://portal.example.gov.py/#!/inicio (since 2014).\n"
    "\n"
    "Also www.tramites.example/consulta [Trámites] and другие порталы, 政府门户网站."
)
SOME = {
    "country": "PRY",
    "contact/name": "Ana Díaz",
    "contact/email": "ana.diaz@mitic.example",
    "egov_portal": PORTAL,
    "portals/e_services": "https://tramites.example.gov.py",
    "cio": "yes",
    "strategy": "yes",
    "strategy_period": "other",
}


async def nothing(ui: Ui) -> None:
    """The screen as it opens."""


def going_to(address: str, *keys: str) -> Callable[[Ui], Awaitable[None]]:
    async def walk(ui: Ui) -> None:
        await ui.go_to(address)
        await ui.press(*keys)

    return walk


async def exported(ui: Ui) -> None:
    await ui.press("f5", "e")


def reworded(*keys: str) -> Callable[[Ui], Awaitable[None]]:
    """An answer worded twice, and then keys."""

    async def walk(ui: Ui) -> None:
        await ui.go_to("egov_portal")
        for text in ("The first wording.", PORTAL):
            ui.session.enter("egov_portal", text)
            await ui.save()
        await ui.press(*keys)

    return walk


async def noted(ui: Ui) -> None:
    await ui.go_to("egov_portal")
    ui.session.note("egov_portal", "Ask the ministry of communications, before Friday.")
    ui.session.flag("egov_portal")


async def both_changed(ui: Ui) -> None:
    """The same answer changed here and by somebody else."""
    await ui.go_to("egov_portal")
    theirs = ui.app.workplace.resume(ui.session.path)
    theirs.enter("egov_portal", "Theirs, which is shorter.")
    theirs.save()
    await ui.type("Mine. ")
    await ui.press("ctrl+s")
    await ui.pilot.pause()


def then(first: Callable[[Ui], Awaitable[None]], *keys: str) -> Callable[[Ui], Awaitable[None]]:
    async def walk(ui: Ui) -> None:
        await first(ui)
        await ui.press(*keys)
        await ui.pilot.pause()

    return walk


@dataclass(frozen=True)
class Shot:
    """How to come to a screen: the draft that is open (none: the start), and what is done then."""

    name: str
    walk: Callable[[Ui], Awaitable[None]]
    edition: str = ""
    answers: Mapping[str, str] | None = None
    full: bool = False
    drafts: bool = False


SHOTS = (
    Shot("start_empty", nothing),
    Shot("start_drafts", nothing, drafts=True),
    Shot("fill_first_page", nothing, "msq-2022"),
    Shot("fill_country_matches", going_to("country", *"congo"), "msq-2022"),
    Shot("fill_country_no_match", going_to("country", *"xyz"), "msq-2022", SOME),
    Shot("fill_contact", going_to("contact/email"), "msq-2022", SOME),
    Shot("fill_text", going_to("egov_portal"), "msq-2022", SOME),
    Shot("fill_table", going_to("portals/e_services"), "msq-2022", SOME),
    Shot("fill_choice", going_to("cio"), "msq-2022", SOME),
    Shot("fill_choice_other", going_to("strategy_period/other"), "msq-2022", SOME),
    Shot("fill_follow_up", going_to("cio", "tab"), "msq-2022", SOME),
    Shot("fill_multiple_choice", going_to("technologies", "space"), "type-multiple-choice"),
    Shot(
        "fill_columns", going_to("indicators/mobile/source"), "type-table", {"indicators/mobile/share": "80%"}
    ),
    Shot("fill_marked", going_to("must", "f4", "down", "enter"), "feature-marks"),
    Shot("fill_why", going_to("period", "f9"), "feature-requirement", {"strategy": "yes"}),
    Shot("fill_ambiguous", going_to("people"), "type-number", {"people": "1,234", "rank": "12"}),
    Shot("look", going_to("cio", "shift+f9"), "msq-2022"),
    Shot("outline", going_to("cio", "f2"), "msq-2022", SOME),
    Shot("outline_unanswered", going_to("cio", "f2", "u"), "msq-2022", SOME),
    Shot("outline_flagged", then(noted, "f2", "f"), "msq-2022", SOME),
    Shot("outline_noted", then(noted, "f2", "t"), "msq-2022", SOME),
    Shot("fill_noted", then(noted, "shift+tab", "tab"), "msq-2022", SOME),
    Shot("note", then(noted, "ctrl+d"), "msq-2022", SOME),
    Shot("large_editor", going_to("egov_portal", "ctrl+e"), "msq-2022", SOME),
    Shot("earlier", reworded("ctrl+r"), "msq-2022", SOME),
    Shot("wording", reworded("ctrl+r", "enter"), "msq-2022", SOME),
    Shot("terms", going_to("data", "ctrl+g"), "feature-glossary"),
    Shot("differences", both_changed, "msq-2022", SOME),
    Shot("choose", then(nothing, "home", "delete"), drafts=True),
    Shot("profile", then(nothing, "p"), drafts=True),
    Shot("mark", going_to("must", "f4"), "feature-marks"),
    Shot("help_fill", going_to("cio", "f1"), "msq-2022"),
    Shot("commands", going_to("egov_portal", "ctrl+p"), "msq-2022", SOME),
    Shot("search", going_to("egov_portal", "ctrl+f", *"portal"), "msq-2022", SOME),
    Shot("go_to_number", going_to("egov_portal", "ctrl+l", *"4"), "msq-2022", SOME),
    Shot("go_to_number_all", going_to("egov_portal", "ctrl+l"), "msq-2022", SOME),
    Shot("put_in", going_to("portals/e_participation", "ctrl+k"), "msq-2022", SOME),
    Shot("ask_copy", going_to("cio", "f6"), "msq-2022"),
    Shot("review_problems", going_to("cio", "f5"), "msq-2022", SOME),
    Shot("review_refused", going_to("cio", "f5", "e"), "msq-2022", SOME),
    Shot("review_nothing_missing", going_to("country", "f5"), "msq-2022", full=True),
    Shot("exported", exported, "msq-2022", full=True),
    Shot("help_review", going_to("country", "f5", "f1"), "msq-2022", full=True),
)


def opened(desk: Desk, shot: Shot) -> tuple[Workplace, FillingSession | None]:
    """The workplace and the draft with which a picture begins."""
    if not shot.edition:
        for edition in ("msq-2022", "type-table"):
            desk.lay_out(edition)
            if shot.drafts:
                desk.start(edition, SOME if edition == "msq-2022" else None)
        if shot.drafts:
            Path("drafts/broken.yaml").write_text('msq_draft: 1\nedition: "msq-2022"\n\tanswers:\n', "utf-8")
        return desk.workplace, None
    session = desk.start(shot.edition)
    session.enter_all(full_answers(session.edition) if shot.full else shot.answers or {})
    session.save()
    return desk.workplace, session


def steady(text: str) -> str:
    """What differs from one export to the next, or with a word in the edition: the receipt and the size."""
    text = re.sub(r"(Receipt )\S+", lambda found: found[1] + "X" * (len(found[0]) - len(found[1])), text)
    return re.sub(r"(Size )\d+( KB)", r"\g<1>NNN\2", text)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_screen_looks_as_it_was_last_read(shot: Shot, size: tuple[int, int], desk: Desk) -> None:
    taken: list[str] = []
    strange: dict[tuple[str, str], str] = {}

    async def walk(ui: Ui) -> None:
        await shot.walk(ui)
        if ui.app.session is not None:
            await ui.save()
        await ui.pilot.pause()
        taken.append(steady(ui.text) + "\n")
        strange.update(strange_pairs(ui.app))

    workplace, session = opened(desk, shot)
    drive(workplace, walk, session, size)
    golden = GOLDEN / f"{shot.name}_{size[0]}x{size[1]}.txt"
    if os.environ.get("MSQ_UPDATE_SNAPSHOTS") == "1":
        golden.write_text(taken[0], encoding="utf-8", newline="\n")
    assert taken[0] == golden.read_text(encoding="utf-8")
    assert strange == {}, "colours whose contrast is computed nowhere"


def test_every_picture_belongs_to_a_screen() -> None:
    wanted = {f"{shot.name}_{width}x{height}.txt" for shot in SHOTS for width, height in SIZES}
    assert {path.name for path in GOLDEN.iterdir()} == wanted
