"""A history above its size: what is left out is old and between others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from msq_tui.core.history import Step
from msq_tui.files.history import KEPT_DAYS, THIN_PAST, THIN_TO, append_steps, read_steps
from msq_tui.session import filling
from msq_tui.session.filling import FillingSession
from tests.files.drafts import resumed, started

NOW = datetime(2027, 6, 1, 10, tzinfo=UTC)
ROUNDS = 60
TEXTS = 40
LONG = "An invented text about portals and services, worded anew. " * 30


def at(day: int) -> str:
    return (NOW - timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%SZ")


Thinned = tuple[FillingSession, list[Step], int]


def thinned_in(folder: Path, days_apart: int) -> Thinned:
    """A draft whose history passed its limit with the last save; the steps that were in it, and its size before."""
    session = started(folder)
    texts = [place.address for place in session.index.input_at.values() if place.kind == "text"][:TEXTS]
    steps = [
        Step(
            turn + 2, at((ROUNDS - turn) * days_apart), "answer", address,
            f"{address} {turn - 1}\n{LONG}" if turn else None, f"{address} {turn}\n{LONG}",
        )
        for turn in range(ROUNDS) for address in texts
    ]  # fmt: skip
    session.enter_all({address: f"{address} {ROUNDS - 1}\n{LONG}" for address in texts})
    session.draft.save = ROUNDS + 1
    session.save()
    session.history.path.unlink()
    size = append_steps(session.history.path, session.draft.draft_id, steps)
    again = resumed(session.path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(filling, "now", lambda: at(0))
        again.enter("cio", "yes")
        again.save()
    return again, steps, size


@pytest.fixture(scope="module")
def thinned(tmp_path_factory: pytest.TempPathFactory) -> Thinned:
    """A history of half a year."""
    return thinned_in(tmp_path_factory.mktemp("thinned"), 3)


def left(session: FillingSession) -> list[Step]:
    return [
        step for step in read_steps(session.history.path, session.draft.draft_id) if step.address != "cio"
    ]


def test_a_history_above_its_limit_is_cut_down_to_size(
    thinned: Thinned,
) -> None:
    session, _, before = thinned
    assert before > THIN_PAST and THIN_TO / 2 < session.history.path.stat().st_size <= THIN_TO


def test_the_first_and_the_last_wording_of_every_answer_stay(
    thinned: Thinned,
) -> None:
    session, steps, _ = thinned
    kept = left(session)
    for address in {step.address for step in steps}:
        had, has = ([s for s in all_ if s.address == address] for all_ in (steps, kept))
        assert (has[0], has[-1]) == (had[0], had[-1])


def test_everything_of_the_last_thirty_days_stays_though_that_alone_is_too_much(tmp_path: Path) -> None:
    session, steps, _ = thinned_in(tmp_path, 1)
    recent = [step for step in steps if step.time >= at(KEPT_DAYS)]
    assert [step for step in left(session) if step.time >= at(KEPT_DAYS)] == recent
    assert session.history.path.stat().st_size > THIN_TO and len(left(session)) < len(steps)


def test_what_is_left_out_is_the_oldest_between_the_others(
    thinned: Thinned,
) -> None:
    session, steps, _ = thinned
    kept = {(step.address, step.save) for step in left(session)}
    gone = [step.save for step in steps if (step.address, step.save) not in kept]
    oldest_kept = min(save for _, save in kept if save > 2)
    assert gone and min(gone) == 3 and max(gone) <= oldest_kept


@pytest.mark.parametrize(
    ("save", "wording"), [(2, "0"), (ROUNDS - 2, str(ROUNDS - 4)), (ROUNDS + 1, str(ROUNDS - 1))]
)
def test_what_stayed_comes_back(thinned: Thinned, tmp_path: Path, save: int, wording: str) -> None:
    path = thinned[0].path
    for one in (path, thinned[0].history.path):
        (tmp_path / one.name).write_bytes(one.read_bytes())
    session, (address, *_) = resumed(tmp_path / path.name), [step.address for step in thinned[1]]
    session.enter(address, "something else")
    session.restore(address, str(save))
    assert str(session.response.answers[address]).startswith(f"{address} {wording}\n")
