"""Answers that a person wrote into the draft file without quotes stay the text that was written, up to the bundle."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from msq_tui.session.submitting import export
from tests.files.drafts import full_answers, resumed, started

WORDS = ["NO", "on", "010", "0x1F", "1_000", "1:30", "1e3", ".inf", "2024-01-01", "2024-02-30", "~", "null", "9" * 500, "=", "+1"]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_yaml_has_a_meaning_for_stays_the_text_through_load_save_and_export(
    tmp_path: Path, word: str
) -> None:
    session = started(tmp_path)
    session.enter_all({**full_answers(session.edition), "egov_portal": "MARK"})
    session.save()
    session.path.write_text(session.path.read_text("utf-8").replace('"MARK"', word), "utf-8")
    session = resumed(session.path)
    session.enter("partnerships", "something else")
    session.save()
    session = resumed(session.path)
    assert session.response.answers["egov_portal"] == word
    report = export(session, tmp_path / "out", partial=False, replace=False)
    with zipfile.ZipFile(report.path) as bundle:
        (name,) = [name for name in bundle.namelist() if name.endswith("data/submission.json")]
        assert json.loads(bundle.read(name))["answers"]["egov_portal"] == word
