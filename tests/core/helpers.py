"""What the core's tests share: editions from files and from a few lines, and responses to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from msq_tui.core.answers import read_answers
from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.question import Input, Question
from msq_tui.core.response import Mark, Response
from msq_tui.core.standing import Standing

ROOT = Path(__file__).resolve().parents[2]
FEATURES = ROOT / "tests" / "features"
FEATURE_NAMES = sorted(path.stem for path in FEATURES.glob("*.yaml"))

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A property whose outcome does not hang on how fast the machine is."""


def plain_edition(path: Path) -> dict[str, Any]:
    """The data of an edition file, read anew each time."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return data


@cache
def feature(name: str) -> Edition:
    """The edition ``tests/features/<name>.yaml``."""
    return Edition.model_validate(plain_edition(FEATURES / f"{name}.yaml"))


@cache
def msq_2022() -> Edition:
    """The shipped edition of 2022."""
    return Edition.model_validate(plain_edition(ROOT / "editions" / "msq-2022.yaml"))


def whole(*questions: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The data of an edition with one section of these questions."""
    return {
        "msq_edition": 1,
        "id": "test",
        "title": "Test",
        "sections": [{"id": "only", "questions": [dict(question) for question in questions]}],
        **more,
    }


def edition_of(*questions: Mapping[str, Any], **more: Any) -> Edition:
    """An edition with one section of these questions."""
    return Edition.model_validate(whole(*questions, **more))


def text_question(id_: str, **more: Any) -> dict[str, Any]:
    """The data of a question answered by one line."""
    return {"id": id_, "type": "short_text", "text": f"Text of {id_}", **more}


def yes_no(id_: str, **more: Any) -> dict[str, Any]:
    """The data of a question answered Yes or No."""
    return {"id": id_, "type": "yes_no", "text": f"Text of {id_}", **more}


def standing_of(
    edition: Edition,
    answers: Mapping[str, Answer] | None = None,
    marks: Mapping[str, str | Mark] | None = None,
    justifications: Mapping[str, str] | None = None,
) -> Standing:
    """The standing of a response given at once. A mark may be written as its bare word."""
    return Standing(
        edition,
        Response(
            dict(answers or {}),
            {at: mark if isinstance(mark, Mark) else Mark(mark) for at, mark in (marks or {}).items()},
            dict(justifications or {}),
        ),
    )


def response_to(edition: Edition, plain: Mapping[str, Any]) -> Response:
    """A response with these answers, in the shape of a draft."""
    found = read_answers(edition, plain)
    return Response(answers=dict(found.answers), entries=dict(found.entries))


def problem_codes(standing: Standing, address: str | None = None) -> list[tuple[str, str]]:
    """(address, code) of what is to be put right, or, at one address, of what is wrong there."""
    return [(p.address, p.code) for p in standing.problems() if address is None or p.address == address]


def answers_to(question: Question, place: Input, text: st.SearchStrategy[str]) -> st.SearchStrategy[Answer]:
    """Answers of the shape that one input takes."""
    if place.kind in ("line", "text"):
        return text
    codes = list(question.codes())
    if place.kind == "choices":
        return st.sets(st.sampled_from(codes)).map(lambda chosen: tuple(c for c in codes if c in chosen))
    return st.sampled_from(codes)
