"""The one door through which every sentence that the program itself says passes.

Sentences are written in English where they are used; a catalogue (GNU gettext) may replace them. Values are put
in after translation with :meth:`str.format`, so a translator can move them. Texts of an edition and answers never
pass here: they are somebody else's words.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_catalogue(catalogue: gettext.NullTranslations) -> None:
    """Make ``catalogue`` the source of every sentence from now on (the front end loads it; the core has no files)."""
    global _catalogue
    _catalogue = catalogue


@contextmanager
def in_english() -> Iterator[None]:
    """Say everything in English for a while: for what goes into files that must not depend on who made them."""
    global _catalogue
    before, _catalogue = _catalogue, gettext.NullTranslations()
    try:
        yield
    finally:
        _catalogue = before


def tr(sentence: str, /, **values: object) -> str:
    """``sentence`` in the interface language with ``{name}`` replaced from ``values``."""
    translated = _catalogue.gettext(sentence)
    return translated.format(**values) if values else translated


def tr_count(one: str, many: str, count: int, /, **values: object) -> str:
    """The form of a sentence that fits ``count`` (which is also available as ``{count}``)."""
    return _catalogue.ngettext(one, many, count).format(count=count, **values)
