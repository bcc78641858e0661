"""What is odd about a text: longer than the form asks for, no e-mail address. Never more than a warning."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from .language import tr
from .model import Model, Text
from .problem import Problem, Severity
from .text import count_characters, count_words


class Limits(Model):
    """Printed limits. They warn and count, and never cut (interfaces.md 2.8)."""

    characters: int | None = Field(None, gt=0, description="Most characters, as printed")
    words: int | None = Field(None, gt=0, description="Most words, as printed")
    text: Text | None = Field(None, description="The limit as printed, e.g. '140 characters max.'")


def limit_problems(address: str, text: str, limits: Limits) -> Iterator[Problem]:
    """Warnings for a text over its printed limits, with the counts."""
    for count, most, code, sentence in (
        (
            count_characters(text),
            limits.characters,
            "too-many-characters",
            tr("{count} characters; the form asks for at most {most}."),
        ),
        (
            count_words(text),
            limits.words,
            "too-many-words",
            tr("{count} words; the form asks for at most {most}."),
        ),
    ):
        if most is not None and count > most:
            yield Problem(
                address,
                code,
                Severity.WARNING,
                sentence.format(count=count, most=most) + " " + tr("Shorten it if you can; nothing is cut."),
            )


def looks_like_email(text: str) -> bool:
    """Whether a text is an e-mail address. The usual form is seen at a glance, the rest is asked of a library."""
    name, at, domain = text.partition("@")
    plain = (
        at
        and text.isascii()
        and "." in domain
        and text.replace("@", "", 1).replace(".", "a").replace("-", "a").replace("_", "a").isalnum()
    )
    if (
        plain
        and not domain.startswith((".", "-"))
        and ".." not in text
        and not text.endswith((".", "-"))
        and name.strip(".")
    ):
        return True
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
