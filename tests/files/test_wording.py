"""Every printed word of each instrument stands in its blank form, once and in reading order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from msq_tui.core.printed import blank_form
from msq_tui.files.edition_file import read_edition
from msq_tui.files.print_html import html_page
from msq_tui.files.print_markdown import markdown
from tests.core.helpers import ROOT

INSTRUMENTS = ROOT / "tests" / "instruments"
PRINTED_STRINGS = {"msq-2020": 124, "msq-2022": 184, "msq-2024": 248, "ogp-self-assessment-2014-2016": 77}


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("name", PRINTED_STRINGS)
def test_a_blank_form_carries_every_printed_word_in_order(name: str, form: str, tmp_path: Path) -> None:
    edition = read_edition(ROOT / "editions" / f"{name}.yaml").edition
    blocks = blank_form(edition)
    text = markdown(blocks) if form == "md" else html_page(blocks, edition.title, edition.language)
    printed = tmp_path / f"form.{form}"
    printed.write_text(text, "utf-8")
    command = [sys.executable, str(INSTRUMENTS / "wording.py"), str(INSTRUMENTS / f"{name}.md"), str(printed)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    count = PRINTED_STRINGS[name]
    assert done.stdout == f"{count} of {count} printed strings found, 0 out of reading order\n"
