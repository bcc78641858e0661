"""Back and forward among the places one went to."""

from __future__ import annotations

from msq_tui.session.trail import MOST_PLACES, Trail


def test_back_and_forward_lead_along_the_jumps() -> None:
    trail = Trail()
    trail.went("a", "b")
    trail.went("b", "c")
    assert [trail.back("c"), trail.back("b"), trail.back("a")] == ["b", "a", None]
    assert [trail.forward("a"), trail.forward("b"), trail.forward("c")] == ["b", "c", None]


def test_the_place_to_come_back_to_is_where_small_steps_had_led() -> None:
    trail = Trail()
    trail.went("a", "b")
    trail.went("b2", "c")
    assert trail.back("c2") == "b2"
    assert trail.forward("b2") == "c2"


def test_a_jump_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.went("a", "b")
    trail.back("b")
    trail.went("a", "c")
    assert trail.forward("c") is None
    assert trail.back("c") == "a"


def test_a_jump_to_where_one_is_and_one_from_nowhere_are_no_jumps() -> None:
    trail = Trail()
    trail.went("a", "a")
    trail.went(None, "a")
    trail.went("a", None)
    assert trail.back("a") is None


def test_the_trail_does_not_grow_without_end() -> None:
    trail = Trail()
    for number in range(2 * MOST_PLACES):
        trail.went(str(number), str(number + 1))
    steps = 0
    while trail.back(None) is not None:
        steps += 1
    assert steps == MOST_PLACES - 1
