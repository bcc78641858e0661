"""Entries of a repeat: identities, order, copies, and taking it all back."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from msq_tui.core.answers import plain_answers, read_answers
from msq_tui.core.entries import (
    add_entry,
    duplicate_entry,
    entries_before,
    move_entry,
    remove_entry,
    restore_entries,
)
from msq_tui.core.response import Response
from msq_tui.core.standing import Standing
from tests.core.helpers import edition_of, feature, standing_of, text_question

EDITION = feature("type_repeat")
TITLE = "Title"


def fresh(taken: Iterable[str]) -> str:
    known = set(taken)
    return next(f"n{number}" for number in range(1, 10_000) if f"n{number}" not in known)


def plain(response: Response) -> dict[str, object]:
    standing = Standing(EDITION, response)
    return plain_answers(standing.index, response, lambda place: response.answers.get(place.address))


def filled() -> Response:
    response = Response()
    for number in ("a", "b"):
        add_entry(response, "commitments", number)
        response.answers[f"commitments/{number}/title"] = f"{TITLE} {number}"
        add_entry(response, f"commitments/{number}/activities", "x")
        response.answers[f"commitments/{number}/activities/x/title"] = "done"
        response.answers[f"commitments/{number}/activities/x/person/name"] = "Ana"
    return response


def test_a_required_repeat_without_entries_is_missing() -> None:
    assert [problem.address for problem in standing_of(EDITION).missing()] == ["commitments"]


def test_what_is_written_is_read_back_entries_included() -> None:
    response = filled()
    found = read_answers(EDITION, plain(response))
    assert (found.answers, found.entries, found.leftovers) == (response.answers, response.entries, [])


def test_a_condition_inside_an_entry_looks_into_its_own_entry() -> None:
    response = filled()
    response.answers["commitments/a/done"] = "yes"
    standing = Standing(EDITION, response)
    asked = [number for number in ("a", "b") if standing.is_enabled(f"commitments/{number}/when")]
    assert asked == ["a"]


def test_a_copy_holds_the_same_answers_under_identities_of_its_own() -> None:
    response = filled()
    copy = duplicate_entry(response, "commitments", "a", fresh)
    entries = plain(response)["commitments"]
    assert isinstance(entries, list)
    assert [entry["title"] for entry in entries] == ["Title a", "Title a", "Title b"]
    assert copy not in ("a", "b") and entries[1]["activities"][0]["_entry"] != "x"


def test_a_copy_of_three_levels_holds_nothing_that_no_entry_leads_to() -> None:
    response = Response(entries={"a": ["one"], "a/one/b": ["two"], "a/one/b/two/c": ["three"]})
    copy = duplicate_entry(response, "a", "one", fresh)
    added = {at: entries for at, entries in response.entries.items() if at.startswith(f"a/{copy}/")}
    (inner,) = added[f"a/{copy}/b"]
    assert set(added) == {f"a/{copy}/b", f"a/{copy}/b/{inner}/c"}


def test_moving_an_entry_moves_its_answers_with_it() -> None:
    response = filled()
    assert move_entry(response, "commitments", "b", -1)
    entries = plain(response)["commitments"]
    assert isinstance(entries, list)
    assert [entry["title"] for entry in entries] == ["Title b", "Title a"]


def test_an_entry_at_the_end_cannot_be_moved_further() -> None:
    assert not move_entry(filled(), "commitments", "b", 1)


def test_removing_an_entry_takes_everything_in_it() -> None:
    response = filled()
    remove_entry(response, "commitments", "a")
    assert not [address for address in response.answers if address.startswith("commitments/a/")]


def test_an_entry_without_an_identity_gets_one_from_its_place() -> None:
    found = read_answers(EDITION, {"commitments": [{"title": "A"}, {"_entry": "e1", "title": "B"}]})
    assert len(set(found.entries["commitments"])) == 2


def test_an_unknown_name_in_an_entry_is_left_over_with_its_address() -> None:
    found = read_answers(EDITION, {"commitments": [{"_entry": "a", "titel": "A"}]})
    assert [(left.address, left.code) for left in found.leftovers] == [
        ("commitments/a/titel", "unknown-address")
    ]


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "up", "down", "copy"]), st.integers(0, 5)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, nested=st.booleans())
def test_any_sequence_of_changes_is_taken_back_step_by_step(
    steps: list[tuple[str, int]], nested: bool
) -> None:
    response = filled()
    repeat = "commitments/b/activities" if nested else "commitments"
    seen = []
    for what, at in steps:
        entries = response.entries.get(repeat, [])
        seen.append((entries_before(response, repeat), plain(response)))
        if what == "add":
            add_entry(response, repeat, fresh(entries))
        elif entries:
            entry = entries[at % len(entries)]
            if what == "remove":
                remove_entry(response, repeat, entry)
            elif what == "copy":
                duplicate_entry(response, repeat, entry, fresh)
            else:
                move_entry(response, repeat, entry, 1 if what == "down" else -1)
    for before, whole in reversed(seen):
        restore_entries(response, before)
        assert plain(response) == whole


def test_an_entry_called_like_the_star_of_a_pattern_is_one_entry() -> None:
    repeat = {"id": "r", "type": "repeat", "questions": [text_question("title")]}
    index = edition_of(repeat).index.with_entries({"r": ["*", "a1"]})
    assert index.matching("r/*/title") == ("r/*/title", "r/a1/title")
