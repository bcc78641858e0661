"""What a submission says was computed is computed again from its answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from msq_tui.core.answers import read_answers
from msq_tui.core.errors import BundleRefused
from msq_tui.core.response import Draft, Response
from msq_tui.core.standing import Standing
from msq_tui.core.submission import submission_data
from msq_tui.files.bundle_check import verify_bundle
from msq_tui.files.bundle_file import bag_info, bundle_bytes, bundle_name, submission_members
from msq_tui.files.edition_file import digest_of
from tests.core.helpers import FEATURES, feature

TEXT = (FEATURES / "feature_computed.yaml").read_text(encoding="utf-8")
TASKS = [
    {"_entry": "a1", "title": "Roads", "weight": "99,5", "done": "40"},
    {"_entry": "a2", "weight": "0.5", "done": "0.5", "closed": "yes"},
]


def submission() -> dict[str, Any]:
    edition = feature("feature_computed")
    found = read_answers(edition, {"tasks": TASKS})
    response = Response(found.answers, entries=found.entries)
    draft = Draft(
        edition.id, 1, digest_of(TEXT), "5b0e", "2026-11-21T09:30:00Z", saved="2026-11-21T10:02:11Z",
        response=response,
    )  # fmt: skip
    return submission_data(edition, digest_of(TEXT), draft, Standing(edition, response), "0.1.0", False)


def verified(folder: Path, change: Callable[[dict[str, Any]], object]) -> Any:
    data = submission()
    change(data)
    name = bundle_name("feature-computed", data["country"], 1, False)
    path = folder / name
    path.write_bytes(
        bundle_bytes(
            name.removesuffix(".zip"), submission_members(data, TEXT.encode(), "<p>print</p>"), bag_info(data)
        )
    )
    return verify_bundle(path)


def test_a_submission_carries_what_was_computed_and_is_accepted(tmp_path: Path) -> None:
    found = verified(tmp_path, dict)
    assert found.submission["computed"] == {
        "weight.total": "100",
        "done.total": "40.5",
        "how_many": "1",
        "part": "40.5",
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["computed"].update({"weight.total": "90"}),
        lambda data: data["computed"].pop("part"),
        lambda data: data["computed"].update({"invented": "1"}),
        lambda data: data.update(computed=["100"]),
        lambda data: data.pop("computed"),
    ],
    ids=["another value", "one left out", "one invented", "a list", "none"],
)
def test_a_computed_value_that_does_not_follow_from_the_answers_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(BundleRefused, match="computed"):
        verified(tmp_path, change)
