"""Steps between two moments, and the way back along them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msq_tui.core.history import (
    Snapshot,
    Step,
    count_until,
    snapshot_after,
    snapshot_of,
    steps_between,
    taken_away,
    thinned,
    with_found,
)
from msq_tui.core.response import Draft, Mark


def step(save: int, before: Any, after: Any, address: str = "cio", day: int = 1) -> Step:
    return Step(save, f"2026-11-{day:02}T10:00:00Z", "answer", address, before, after)


def answers(**given: Any) -> Snapshot:
    return Snapshot({"answer": given})


def test_every_kind_of_change_is_a_step() -> None:
    draft = Draft("e", 1, "", "id", "")
    before = snapshot_of(draft)
    draft.response.answers["a"] = ("x", "y")
    draft.response.entries["r"] = ["k7f"]
    draft.response.marks["b"] = Mark("unknown", "why")
    draft.response.justifications["c"] = "so"
    draft.notes["d"] = "mind"
    found = [
        (s.part, s.address, s.before, s.after) for s in steps_between(before, snapshot_of(draft), 2, "t")
    ]
    assert found == [
        ("answer", "a", None, ["x", "y"]), ("entries", "r", None, ["k7f"]), ("mark", "b", None, {"state": "unknown", "reason": "why"}),
        ("justification", "c", None, "so"), ("note", "d", None, "mind"),
    ]  # fmt: skip


def test_a_snapshot_does_not_follow_the_draft() -> None:
    draft = Draft("e", 1, "", "id", "")
    draft.response.entries["r"] = ["a"]
    before = snapshot_of(draft)
    draft.response.entries["r"].append("b")
    assert before.value("entries", "r") == ["a"]


states = st.dictionaries(st.sampled_from("abcd"), st.text("xyz", max_size=3), max_size=4)


@given(st.lists(states, min_size=1, max_size=6))
def test_the_way_back_leads_through_every_moment(moments: list[dict[str, str]]) -> None:
    snapshots = [answers(), *(answers(**moment) for moment in moments)]
    steps: list[Step] = []
    counts = [0]
    for number, (before, after) in enumerate(pairwise(snapshots)):
        steps += steps_between(before, after, number, "t")
        counts.append(len(steps))
    back = [dict(snapshot_after(steps, count, snapshots[-1]).parts["answer"]) for count in counts]
    assert back == [dict(snapshot.parts["answer"]) for snapshot in snapshots]


def test_what_nobody_told_of_stands_between_the_steps() -> None:
    steps = with_found([step(1, None, "a"), step(4, "b", "c")], answers(cio="c"), 9, "saved", "now")
    assert [(s.before, s.after, s.found) for s in steps] == [(None, "a", False), ("a", "b", True), ("b", "c", False)]  # fmt: skip


def test_what_the_draft_holds_and_no_step_tells_of_is_found_at_the_end() -> None:
    steps = with_found([step(1, None, "a")], answers(cio="b", other="c"), 9, "saved", "now")
    assert [(s.address, s.before, s.after, s.save, s.found) for s in steps[1:]] == [
        ("other", None, "c", 9, True),
        ("cio", "a", "b", 10, True),
    ]


def test_what_was_found_to_differ_is_later_than_every_step() -> None:
    steps = with_found([step(7, None, "a")], answers(cio="b"), 3, "saved", "now")
    assert (steps[-1].save, steps[-1].time) == (8, "now")


def test_what_is_no_longer_in_the_draft_is_found_gone() -> None:
    assert with_found([step(1, None, "a")], answers(), 9, "saved", "now")[-1].after is None


@pytest.mark.parametrize(("time", "count"), [("2026-11-01T09:59:59Z", 0), ("2026-11-01T10:00:00Z", 1), ("2026-11-02T00:00:00Z", 1), ("2027", 3)])  # fmt: skip
def test_between_two_changes_the_earlier_one_holds(time: str, count: int) -> None:
    assert count_until([step(1, None, "a"), step(2, "a", "b", day=3), step(5, "b", "c", day=4)], time) == count  # fmt: skip


@pytest.mark.parametrize(("save", "count"), [(0, 0), (1, 1), (3, 2), (9, 3)])
def test_a_save_counts_with_its_own_steps(save: int, count: int) -> None:
    assert count_until([step(1, None, "a"), step(3, "a", "b"), step(5, "b", "c")], save=save) == count


def test_a_clock_set_back_does_not_turn_the_order() -> None:
    steps = [step(1, None, "a", day=9), step(2, "a", "b", day=3)]
    assert count_until(steps, "2026-11-05T00:00:00Z") == 2


@pytest.mark.parametrize(
    ("before", "after", "gone"), [("", "abc", 0), ("ac", "abc", 0), ("abc", "ac", 1), ("abc", "", 3), ("abc", "xbz", 3), ("aa", "a", 1), ("a", "aa", 0)]
)  # fmt: skip
def test_what_is_taken_away_is_counted(before: str, after: str, gone: int) -> None:
    assert taken_away(before, after) == gone


# Thinning


def kept(steps: list[Step], most: int, since: str = "2026-11-20") -> list[bool]:
    return thinned([10] * len(steps), [("id", one) for one in steps], most, since)


def test_the_oldest_steps_go_first_until_it_fits() -> None:
    steps = [step(n, str(n), str(n + 1), day=n) for n in range(1, 7)]
    assert kept(steps, 40) == [True, False, False, True, True, True]


def test_the_first_and_the_last_of_every_answer_stay() -> None:
    steps = [step(n, str(n), str(n + 1), address, n) for address in "ab" for n in (1, 2, 3)]
    assert kept(steps, 0) == [True, False, True, True, False, True]


def test_what_is_young_stays() -> None:
    steps = [step(n, str(n), str(n + 1), day=n) for n in (1, 2, 21, 22, 23)]
    assert kept(steps, 0) == [True, False, True, True, True]


def test_a_line_that_cannot_be_read_goes() -> None:
    assert thinned([10, 10], [None, ("id", step(1, None, "a"))], 100, "") == [False, True]


def test_the_first_of_another_draft_is_not_the_first_of_this_one() -> None:
    steps = [("old", step(1, None, "a")), ("new", step(1, None, "b")), ("new", step(2, "b", "c"))]
    assert thinned([10] * 3, steps, 0, "2027") == [True, True, True]
