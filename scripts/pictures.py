"""Draw the pictures of the documentation from the real program: docs/pictures/*.svg.

    .venv/bin/python scripts/pictures.py

The answers are invented, the times are fixed and every path shown begins at a folder called `drafts`, so running it
twice gives the same bytes. What the questionnaire or a screen says today is what the pictures show.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from unittest.mock import patch

from textual.pilot import Pilot

from msq_tui.files.places import shipped_editions_folder
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.ui.app import MsqApp

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (80, 24)
DRAFTS = Path("drafts")
DRAFT_ID = "5b0e6c1f0a2d4b6e8f90a1b2c3d4e5f6"
NOW = "2026-11-21T10:02:11Z"

# The drawing library names a font on a server, and would write with it: a picture asks no network for anything.
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_FONT = re.compile(r"font-family: Fira Code, monospace")
_MONOSPACE = "font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace"

BEGUN = {
    "country": "PRY",
    "contact/name": "Ana Ejemplo",
    "contact/title": "Head of the Digital Services Unit",
    "contact/organization": "Ministry of Examples",
    "contact/email": "ana.ejemplo@ministry.example",
    "respondent_basis": ["authorized", "collective"],
    "egov_portal": "The Government Portal: https://portal.example/#!/inicio (since 2014).\n"
    "Also www.services.example, for appointments and payments.",
    "portals/e_services": "https://services.example",
    "portals/open_government_data": "https://data.example (in two languages)",
    "egov_agency": "Ministry of Examples, https://ministry.example",
    "cio": "yes",
    "cio.contact/name": "Noa Sample",
    "cio.contact/title": "Chief Information Officer",
    "sectoral_agencies/health": "Ministry of Health, https://health.example",
    "crisis.portal": "yes",
    "crisis.portal.details": "https://health.example/news",
    "legal.access_to_information": "yes",
    "legal.access_to_information.details": "Law 12 of 2014: https://laws.example/12-2014",
    "legal.data_privacy": "yes",
    "legal.data_privacy.details": "Law 7 of 2019; a new text is before Parliament.",
    "legal.cybersecurity": "no",
}
"""Some two weeks of work."""

Keys = Callable[[Pilot[int]], Awaitable[None]]


def begun(name: str = "msq-2022.yaml") -> FillingSession:
    """A draft in which some questions are answered."""
    workplace = Workplace([shipped_editions_folder()], DRAFTS)
    session = workplace.start(workplace.edition("msq-2022"), DRAFTS / name)
    session.draft.draft_id = DRAFT_ID
    session.enter_all(BEGUN)
    session.mark(
        "legal.digital_identity", "unknown", "We have asked the registry; the answer comes in December."
    )
    session.save()
    return session


def completed() -> FillingSession:
    """The same draft with something in every required place."""
    session = begun("completed.yaml")
    index = session.edition.index
    while missing := session.standing.missing():
        address = missing[0].address
        place = index.input_at.get(address) or index.inputs[address][0]
        codes = list(index.questions[place.question_id].codes())
        if place.kind == "choices":
            session.enter(place.address, codes[:1])
        elif place.kind == "choice":
            session.enter(place.address, "no" if "no" in codes else codes[0])
        else:
            session.enter(
                place.address, "noa.sample@ministry.example" if place.check == "email" else "Invented."
            )
    session.save()
    return session


def resumed(session: FillingSession) -> FillingSession:
    """The draft opened again after a picture, with the place where it was left."""
    session.close()
    return Workplace([shipped_editions_folder()], DRAFTS).resume(session.path)


def drawn(session: FillingSession | None, keys: Keys) -> str:
    """The screen after ``keys`` as a picture."""

    async def run() -> str:
        app = MsqApp(Workplace([shipped_editions_folder()], DRAFTS), session)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await keys(pilot)
            picture = ""
            # Until nothing changes any more: scrolling comes a moment after what is drawn.
            while (drawn_now := app.export_screenshot(title="msq")) != picture:
                picture = drawn_now
                await pilot.pause()
                await pilot.pause()
            return picture

    svg = asyncio.run(run())
    svg = _FONT.sub(_MONOSPACE, _FONT_FACE.sub("", svg))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def pictures() -> dict[str, str]:
    """Name -> picture. The current folder is an empty one."""
    DRAFTS.mkdir()

    async def look(pilot: Pilot[int]) -> None:
        pass

    async def review(pilot: Pilot[int]) -> None:
        await pilot.press("f5")

    async def export(pilot: Pilot[int]) -> None:
        await pilot.press("f5")
        await pilot.pause()
        await pilot.press("e")

    session = begun()
    made = {"start": drawn(None, look)}
    session.remember_place("cio.contact/organization")
    made["fill"] = drawn(session, look)

    async def high_contrast(pilot: Pilot[int]) -> None:
        pilot.app.theme = "msq-contrast-light"

    session = resumed(session)
    made["high_contrast"] = drawn(session, high_contrast)
    session = resumed(session)
    made["review"] = drawn(session, review)
    made["exported"] = drawn(completed(), export)
    return made


def main() -> None:
    """Write them all."""
    for name, svg in made_pictures().items():
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


def made_pictures() -> dict[str, str]:
    """Name -> picture, in the colours of a new user whatever this machine has set."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path.cwd()
        os.chdir(folder)
        try:
            with (
                patch.dict(os.environ, {"NO_COLOR": "", "MSQ_THEME": ""}),
                patch("msq_tui.session.filling.now", return_value=NOW),
                patch("msq_tui.session.opening.now", return_value=NOW),
            ):
                made = pictures()
        finally:
            os.chdir(before)
    return made


if __name__ == "__main__":
    main()
