"""What is asked does not depend on the order of answers: on random questionnaires, and inside entries."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from msq_tui.core.edition import Edition
from msq_tui.core.edition_checks import edition_problems, has_errors
from msq_tui.core.response import Response
from msq_tui.core.standing import Standing

from .helpers import answers_to, edition_of, feature, standing_of, unhurried
from .test_standing import Step, seen, steps, take

KINDS: dict[str, dict[str, Any]] = {
    "yes_no": {"type": "yes_no"},
    "choices": {
        "type": "multiple_choice",
        "options": [{"code": code, "label": code} for code in ("a", "b", "c")],
        "other": "Other:",
    },
    "number": {"type": "number"},
    "text": {"type": "short_text"},
    "table": {"type": "table", "rows": [{"code": "one", "label": "One"}, {"code": "two", "label": "Two"}]},
}
NUMBERS = st.sampled_from(["0", "1", "2", "2,5", "two", " ", "-1"])
ENTRIES = {"commitments": ["a", "b"], "commitments/a/activities": ["x"], "commitments/b/activities": ["x", "y"]}  # fmt: skip


def one_condition_on(kinds: dict[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    """One condition that looks at one of the questions named."""

    def on(name: str) -> st.SearchStrategy[dict[str, Any]]:
        kind = kinds[name]
        operators: list[tuple[str, Any]] = [("answered", True), ("answered", False)]
        if kind == "yes_no":
            operators += [("is", "yes"), ("is", "no"), ("is_not", "yes"), ("is_any_of", ["yes", "no"])]
        elif kind == "choices":
            operators += [("includes", ["a", "other"]), ("includes_all", ["a", "b"]), ("count_at_least", 2)]
        elif kind == "number":
            operators += [("more_than", "1"), ("at_most", "2"), ("less_than", "0")]
        else:
            operators += [("marked", "unknown")]
        address = f"{name}/one" if kind == "table" else name
        return st.sampled_from(operators).map(lambda one: {"question": address, one[0]: one[1]})

    return st.sampled_from(sorted(kinds)).flatmap(on)


def conditions_on(kinds: dict[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        one_condition_on(kinds),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
        ),
        max_leaves=4,
    )


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """A small questionnaire: each question may look at those before it in an order that is not the printed one."""
    names = [f"q{number}" for number in range(draw(st.integers(2, 7)))]
    kinds = {name: draw(st.sampled_from(sorted(KINDS))) for name in names}
    ranked = draw(st.permutations(names))
    questions = {}
    for place, name in enumerate(ranked):
        question: dict[str, Any] = {"id": name, "text": name, **KINDS[kinds[name]]}
        before = {other: kinds[other] for other in ranked[:place]}
        if draw(st.booleans()) and before:
            question["when"] = draw(conditions_on(before))
        if before and draw(st.integers(0, 3)) == 0:
            question["parent"] = draw(st.sampled_from(sorted(before)))
        others = {other: kinds[other] for other in names if other != name}
        question["required"] = draw(st.one_of(st.booleans(), conditions_on(others)))
        questions[name] = question
    edition = edition_of(*(questions[name] for name in names), states=["unknown", "withheld"])
    assert not has_errors(edition_problems(edition))
    return edition


def in_some_orders(data: st.DataObject, edition: Edition, final: Response) -> list[dict[str, Any]]:
    """What is seen after the same answers and marks, given in two orders."""
    given_: list[Step] = [("answer", at, answer) for at, answer in final.answers.items()]
    given_ += [("mark", at, mark) for at, mark in final.marks.items()]
    seen_after = []
    for order in (given_, data.draw(st.permutations(given_))):
        standing = standing_of(edition)
        for step in order:
            standing.update([take(step, standing.response)])
        seen_after.append(seen(standing))
    return seen_after


@settings(unhurried, max_examples=80)
@given(edition=editions(), data=st.data())
def test_in_a_random_questionnaire_any_order_of_answers_shows_the_same(
    edition: Edition, data: st.DataObject
) -> None:
    final = Response()
    for step in data.draw(steps(edition)):
        take(step, final)
    for place in edition.index.input_at.values():
        if place.check == "number" and place.address in final.answers:
            final.answers[place.address] = data.draw(NUMBERS)
    one, other = in_some_orders(data, edition, final)
    assert one == other


@settings(unhurried, max_examples=80)
@given(edition=editions(), data=st.data())
def test_in_a_random_questionnaire_any_steps_give_the_standing_from_scratch(
    edition: Edition, data: st.DataObject
) -> None:
    kept = standing_of(edition)
    for step in data.draw(steps(edition)):
        kept.update([take(step, kept.response)])
    assert seen(kept) == seen(Standing(edition, kept.response))


def seen_inside(standing: Standing) -> dict[str, Any]:
    """What can be seen of a standing, the questions of entries included."""
    index = standing.index
    return {
        "enabled": {question: standing.is_enabled(question) for question in index.questions},
        "read": {address: standing.read(address) for address in index.input_at},
        "problems": standing.problems(),
        "parked": standing.parked(),
        "progress": standing.progress,
    }


@settings(unhurried, max_examples=60)
@given(data=st.data())
def test_inside_entries_any_order_of_answers_shows_the_same(data: st.DataObject) -> None:
    edition = feature("type_repeat")

    def empty() -> Response:
        return Response(entries={repeat: list(entries) for repeat, entries in ENTRIES.items()})

    index = Standing(edition, empty()).index
    places = st.lists(st.sampled_from(list(index.input_at.values())), unique=True, max_size=12)
    given_: list[Step] = [
        (
            "answer",
            place.address,
            data.draw(answers_to(index.questions[place.question_id], place, st.sampled_from(["x", " "]))),
        )
        for place in data.draw(places)
    ]
    kept = Standing(edition, empty())
    for step in data.draw(st.permutations(given_)):
        kept.update([take(step, kept.response)])
    whole = empty()
    for step in given_:
        take(step, whole)
    assert index.input_at and seen_inside(kept) == seen_inside(Standing(edition, whole))
