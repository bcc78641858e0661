"""Draft -> file -> draft is the identity, for every question type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msq_tui.core.answers import plain_answers
from msq_tui.core.question import Question
from msq_tui.core.question_types import QUESTION_TYPES
from msq_tui.core.question_types.repeat import RepeatQuestion
from msq_tui.session.opening import Workplace
from tests.core.helpers import FEATURES, answers_to, feature

from .drafts import texts

unhurried = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


IDENTITIES = st.lists(st.text("abcdefgh23456789", min_size=1, max_size=5), unique=True, max_size=3)


@st.composite
def draft_answers(draw: st.DrawFn, questions: list[Question]) -> dict[str, Any]:
    """Answers to any of the questions, in the shape of a draft, made from their own inputs; none of them empty."""
    answers: dict[str, Any] = {}
    for question in questions:
        if isinstance(question, RepeatQuestion):
            inside = draft_answers(list(question.questions))
            entries = [{"_entry": identity, **draw(inside)} for identity in draw(IDENTITIES)]
            if entries:
                answers[question.id] = entries
            continue
        for place in question.inputs():
            answer = draw(st.just("") | answers_to(question, place, texts))
            if not answer:
                continue
            plain = answer if isinstance(answer, str) else list(answer)
            if not question.nested:
                answers["/".join((question.id, *place.path))] = plain
                continue
            within = answers.setdefault(question.id, {})
            for step in place.path[:-1]:
                within = within.setdefault(step, {})
            within[place.path[-1]] = plain
    return answers


def workplace_of(folder: Path, name: str) -> Workplace:
    edition = feature(name)
    (folder / f"{edition.id}.yaml").write_bytes((FEATURES / f"{name}.yaml").read_bytes())
    return Workplace([folder], folder / "drafts")


@pytest.mark.parametrize("type_", sorted(QUESTION_TYPES))
@given(data=st.data())
@settings(unhurried, max_examples=25)
def test_draft_to_file_to_draft_is_the_identity_for_every_question_type(
    type_: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(type_)
    edition = feature(f"type_{type_}")
    assert type_ in {question.type for question in edition.questions()}
    workplace = workplace_of(folder, f"type_{type_}")
    session = workplace.start(workplace.edition(edition.id), folder / "draft.yaml")
    answers = data.draw(draft_answers(list(edition.questions())))
    session.enter_all(answers)
    session.save()
    again = workplace.resume(session.path)
    assert (again.findings, again.draft.set_aside) == ((), {})
    # Texts of spaces only are no answers, and are kept as typed all the same.
    kept = plain_answers(again.index, again.response, lambda place: again.response.answers.get(place.address))
    assert kept == answers
