"""Writes msq_tui/edition.schema.json from the models, for completion in editors: ``python scripts/schema.py``."""

from __future__ import annotations

import json
from pathlib import Path

from msq_tui.core.edition import Edition

SCHEMA = Path(__file__).resolve().parent.parent / "msq_tui" / "edition.schema.json"


def schema_text() -> str:
    """The JSON Schema of an edition as the models have it now."""
    schema = Edition.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "An edition of msq-tui"
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8", newline="\n")
