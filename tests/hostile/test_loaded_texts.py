"""Every hostile text in every place of a draft and of an edition: loaded as the door lets it through, or refused with
its place in the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.errors import MsqError
from msq_tui.core.text import clean_text
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace

from .full import full_draft, full_edition, quoted
from .texts import CONTROLS, DECOMPOSED, HARMLESS, HIDDEN, LINE_ENDS, TEXTS

SEPARATORS = ("line separator", "paragraph separator")
"""Line ends that a file may hold, since other programs write them."""
LOADED = {
    **HARMLESS, **HIDDEN, **DECOMPOSED, **{name: LINE_ENDS[name] for name in SEPARATORS},
}  # fmt: skip
REFUSED = {name: text for name, text in TEXTS.items() if name not in LOADED}
MARK = "MARK"


def test_controls_are_among_what_must_be_refused() -> None:
    assert CONTROLS.keys() <= REFUSED.keys()
    assert len(LOADED) >= 50


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    (tmp_path / "editions").mkdir()
    return Workplace([tmp_path / "editions"], tmp_path)


def opened(workplace: Workplace, edition: str, draft: str) -> FillingSession:
    (workplace.editions_folders[0] / "full.yaml").write_text(edition, "utf-8", newline="")
    path = workplace.drafts_folder / "draft.yaml"
    path.write_text(draft, "utf-8", newline="")
    return Workplace(workplace.editions_folders, workplace.drafts_folder).resume(path)


def texts_in(value: Any) -> list[str]:
    """Every text below a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for part in value for text in texts_in(part)] if isinstance(value, list | tuple) else []


def test_a_draft_gives_every_text_back_as_the_door_lets_it_through(workplace: Workplace) -> None:
    texts = list(LOADED.values())
    session = opened(workplace, full_edition(["x"] * len(texts)), full_draft(texts))
    wrong = []
    for n, text in enumerate(texts):
        answers, draft = session.response.answers, session.draft
        addresses = [f"{kind}{n}" for kind in ("long", "line", "never", "number")]
        addresses += [f"choice{n}/other", f"choice{n}/text", f"choice{n}/a/text", f"table{n}/row"]
        kept = [answers.get(address) for address in (*addresses, f"things/e{n}/title")]
        kept += [session.response.marks[f"line{n}"].reason, session.response.justifications[f"long{n}"]]
        kept += [draft.notes[f"long{n}"]]
        wrong += [(text, found) for found in kept if found != clean_text(text).text]
        if clean_text(draft.set_aside[f"gone{n}"]).text != clean_text(text).text:
            wrong.append((text, draft.set_aside[f"gone{n}"]))
    assert wrong == []


def test_an_edition_gives_every_text_back_as_it_stands_there(workplace: Workplace) -> None:
    texts = list(LOADED.values())
    session = opened(workplace, full_edition(texts), full_draft(["x"] * len(texts)))
    shape = session.edition.model_dump()
    wrong = []
    for n, text in enumerate(texts):
        found = texts_in(shape["sections"][n])
        asked = full_edition([MARK]).partition("sections:")[2].count(f'"{MARK}"')
        if found.count(text) < asked:
            wrong.append((text, found))
        if [shape["introduction"][n], shape["glossary"][n]["text"]].count(text) != 2:
            wrong.append((text, shape["introduction"][n]))
    assert wrong == []


def put(whole: str, place: int, text: str) -> str:
    """The file with the text in one of its places, and nothing of it in the others."""
    parts = whole.split(f'"{MARK}"')
    return '"x"'.join(parts[: place + 1]) + quoted(text) + '"x"'.join(parts[place + 1 :])


def refusal(workplace: Workplace, edition: str, draft: str) -> str:
    try:
        opened(workplace, edition, draft)
    except MsqError as refused:
        return refused.message
    return ""


@pytest.mark.parametrize("kind", ["draft", "edition"])
def test_what_no_file_may_hold_is_refused_at_its_place_in_every_place(
    workplace: Workplace, kind: str
) -> None:
    edition, draft = full_edition([MARK]), full_draft([MARK])
    of_edition = kind == "edition"
    file = "full.yaml" if of_edition else "draft.yaml"
    wrong = []
    whole = edition if of_edition else draft
    places = whole.count(f'"{MARK}"')
    for place in range(places):
        line = (f'"{MARK}"'.join(whole.split(f'"{MARK}"')[: place + 1])).count("\n") + 1
        # Each place a third of the texts, each text a third of the places: where one is refused does not hang on which.
        for name, text in list(REFUSED.items())[place % 3 :: 3]:
            made = put(whole, place, text)
            told = refusal(workplace, made, draft) if of_edition else refusal(workplace, edition, made)
            if not re.search(rf"{file}:{line}:\d+", told) or re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", told):
                wrong.append((place, name, told))
    assert places > 10
    assert wrong == []


def test_a_country_that_is_spelled_by_hand_is_set_aside_and_kept(workplace: Workplace) -> None:
    texts = list(LOADED.values())
    wrong = []
    for text in texts:
        draft = full_draft(["x"]).replace("answers:\n", f"answers:\n  country: {quoted(text)}\n", 1)
        session = opened(workplace, full_edition(["x"]), draft)
        kept = session.draft.set_aside.get("country")
        if (
            "country" in session.response.answers
            or not isinstance(kept, str)
            or kept not in (text, clean_text(text).text)
        ):
            wrong.append((text, kept))
    assert wrong == []
