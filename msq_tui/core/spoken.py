"""How editions are called in speech. Nothing heavy is imported: the first line that the program shows needs it."""

from __future__ import annotations

import re


def spoken_id(edition_id: str) -> str:
    """How an edition is called where there is little room: an abbreviation with a year as people say it ("MSQ 2022"),
    any other id as it is written on the command line."""
    said = re.fullmatch(r"([a-z]{2,5})-(\d{4})", edition_id)
    return f"{said[1].upper()} {said[2]}" if said else edition_id
