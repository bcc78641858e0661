"""The JSON Schema that ships for completion in editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from msq_tui.files.yaml_read import read_text
from scripts.schema import SCHEMA, schema_text

ROOT = Path(__file__).resolve().parent.parent.parent
EDITIONS = sorted(
    path for path in (ROOT / "editions").glob("*.yaml") if not path.name.endswith(".mapping.yaml")
)


def test_the_shipped_schema_is_that_of_the_models() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text()


def test_the_shipped_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("edition", EDITIONS, ids=[path.stem for path in EDITIONS])
def test_every_shipped_edition_names_the_schema_in_its_first_line(edition: Path) -> None:
    first = read_text(edition).split("\n", 1)[0]
    named = first.partition("$schema=")[2].strip()
    assert (edition.parent / named).resolve() == SCHEMA
