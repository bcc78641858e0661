"""``--language`` and ``MSQ_LANGUAGE``: which words are shown, and that nothing handed over depends on them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from msq_tui.cli import main
from tests.core.helpers import FEATURES

FILE = str(FEATURES / "feature_languages.yaml")
TITLES = {"en": "A form in two languages", "fr": "Un formulaire en deux langues"}


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("MSQ_DRAFTS", "MSQ_EDITIONS", "MSQ_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "editions").mkdir()
    text = (FEATURES / "feature_languages.yaml").read_text("utf-8")
    (tmp_path / "editions" / "feature-languages.yaml").write_text(text, "utf-8")


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return str(json.loads(capsys.readouterr().out)["edition"]["title"])


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_option_chooses_the_language(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["show", FILE, "--json"]
    main(["--language", "fr", *words] if where == "before" else [*words, "--language", "fr"])
    assert shown(capsys) == TITLES["fr"]


def test_the_environment_chooses_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSQ_LANGUAGE", "fr")
    main(["show", FILE, "--json"])
    assert shown(capsys) == TITLES["fr"]


def test_the_option_is_stronger_than_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSQ_LANGUAGE", "fr")
    main(["show", FILE, "--json", "--language", "en"])
    assert shown(capsys) == TITLES["en"]


def test_a_language_that_no_edition_has_is_told_beside_the_default_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["print", FILE, "--language", "de"])
    told = capsys.readouterr()
    assert (told.out.startswith(f"# {TITLES['en']}"), 'has the language "de"' in told.err) == (True, True)


def test_a_language_that_the_edition_has_is_not_told_about(capsys: pytest.CaptureFixture[str]) -> None:
    main(["print", FILE, "--language", "fr"])
    assert capsys.readouterr().err == ""


def test_a_printed_page_says_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    main(["print", FILE, "--language", "fr", "--format", "html"])
    assert '<html lang="fr"' in capsys.readouterr().out


def test_a_bundle_is_the_same_whatever_language_the_form_was_read_in(
    tmp_path: Path,
) -> None:
    common = ["--editions", "editions", "--drafts", str(tmp_path)]
    main([*common, "new", "feature-languages", "d.yaml"])
    main([*common, "set", "d.yaml", "portal", "no", "--language", "fr"])
    assert main([*common, "export", "d.yaml", "-o", "fr", "--language", "fr"]) == 0
    assert main([*common, "export", "d.yaml", "-o", "en"]) == 0
    (one,), (other,) = Path("fr").glob("*.zip"), Path("en").glob("*.zip")
    assert one.read_bytes() == other.read_bytes()


def test_a_bundle_is_in_the_default_language(tmp_path: Path) -> None:
    common = ["--editions", "editions", "--drafts", str(tmp_path), "--language", "fr"]
    main([*common, "new", "feature-languages", "d.yaml"])
    main([*common, "export", "d.yaml", "-o", "out", "--partial"])
    (path,) = Path("out").glob("*.zip")
    with zipfile.ZipFile(path) as bundle:
        (name,) = [name for name in bundle.namelist() if name.endswith("data/submission.json")]
        assert json.loads(bundle.read(name))["questions"][0]["text"] == "Is there a portal?"
