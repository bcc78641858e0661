"""A questionnaire that has each kind of live field once into which text can be written."""

from __future__ import annotations

from pathlib import Path

from .driving import Desk

EDITION = """msq_edition: 1
id: "fields"
title: "Fields"
states: ["unknown"]
sections:
  - id: "only"
    title: "Only section"
    questions:
      - {id: "long", text: "Paragraphs", type: "long_text"}
      - {id: "short", text: "One line", type: "short_text"}
      - {id: "number", text: "Number", type: "number"}
      - {id: "day", text: "Day", type: "date"}
      - {id: "land", text: "Country", type: "country"}
"""


def desk_of_fields(folder: Path) -> Desk:
    """A desk on which that questionnaire lies, as ``fields``."""
    desk = Desk(folder)
    (desk.editions / "fields.yaml").write_text(EDITION, "utf-8")
    return desk
