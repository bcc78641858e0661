"""Texts of an edition that are not there in every language it declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from msq_tui.core.edition import Edition
from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.question import Question

from .edition_shape import address_in, is_of_a_list, steps_in
from .yaml_read import Node, Place

FilePath = tuple[str | int, ...]


def missing_translations(file: str, root: Node, edition: Edition) -> list[Finding]:
    """A warning for each text that is not there in every language of the edition.

    The edition itself no longer knows: it is read once more, this time with every translation demanded. "Yes" and
    "No" of a question without options are the program's own, in English.
    """
    found = [*_untranslated(root, edition), *_english_options(root, edition)]
    return [
        Finding(file, place.line, place.column, address, Severity.WARNING, "missing-translation", message)
        for place, address, message in dict.fromkeys(found)
    ]


def _untranslated(root: Node, edition: Edition) -> Iterator[tuple[Place, str, str]]:
    if len(edition.all_languages) == 1:
        return
    try:
        Edition.model_validate(root.data(empty_is_none=True), context={"whole": True})
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path = one["loc"]
            if one["type"] == "missing_translation" and not is_of_a_list(root, path):
                node, at = root.find(path)
                message = tr("this text is not there in: {languages}", languages=one["ctx"]["languages"])
                place = at if isinstance(node.value, dict) else node.place
                yield place, address_in(root, steps_in(root, path)), message


def _english_options(root: Node, edition: Edition) -> Iterator[tuple[Place, str, str]]:
    foreign = ", ".join(code for code in edition.all_languages if code.partition("-")[0] != "en")
    for path, question in _written(edition) if foreign else ():
        if question.type in ("yes_no", "consent") and "options" not in question.model_fields_set:
            message = tr(
                "Yes and No are printed in English here; write `options` with their words in: {languages}",
                languages=foreign,
            )
            way = (*path, "type")
            yield root.find(way)[0].place, address_in(root, way), message


def _written(edition: Edition) -> Iterator[tuple[FilePath, Question]]:
    """Every question as the file has it, with the way to it, those of repeats included."""

    def within(path: FilePath, questions: Sequence[Question]) -> Iterator[Any]:
        for place, question in enumerate(questions):
            here = (*path, "questions", place)
            yield here, question
            yield from within(here, getattr(question, "questions", ()))

    for place, section in enumerate(edition.sections):
        yield from within(("sections", place), section.questions)
