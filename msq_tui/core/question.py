"""What every question has, and what every question type must say about itself.

A question type is one file in ``question_types``: a subclass of :class:`Question` with its own ``type`` word. Every
other layer (checking, drafts, bundle, print, both front ends) uses only the methods of this class, so a new type
needs nothing else in the core. Words and addresses are those of interfaces.md, section 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Literal

from pydantic import Field

from .condition import Answer, Condition, State
from .constraint import Constraint
from .derived import DerivedLine, Look
from .errors import NotUnderstood
from .language import tr
from .model import Code, Id, Model, Text
from .problem import Problem, Severity
from .text import display_line, is_blank, odd_links
from .text_checks import Limits, limit_problems, looks_like_email
from .values import Typed, Value

Plain = str | list[Any] | dict[str, Any]
"""An answer in the shape of a draft file: text, code, list, mapping."""

Path = tuple[str, ...]
"""The way from a question to one of its inputs: ``()``, ``("other",)``, ``("email",)``, ``(row, column)``."""

PART_KEYS = ("options", "rows", "fields")
"""The lists of a question whose parts may have a condition of their own."""

InputKind = Literal["line", "text", "choice", "choices", "country", "entries"]
"""What is entered: one line of text, paragraphs, one code, several codes, a country code; entries of a repeat."""


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """One place to answer. Progress counts these.

    ``label`` is what is printed beside it (empty for the answer of the question itself); ``required`` holds while
    the question is enabled; ``chosen_with`` names the option that must be chosen for the input to be asked;
    ``expected`` warns when left empty; ``value`` is how a number or date typed there is understood, ``unit`` what
    is printed after it.
    """

    address: str
    question_id: str
    path: Path
    kind: InputKind
    label: str = ""
    number: str | None = None
    required: bool = False
    expected: bool = False
    chosen_with: str | None = None
    check: str = "text"
    value: Value | None = None
    unit: str = ""


class Footnote(Model):
    """A footnote: the mark, the words it follows (empty: the end of the text), and its text."""

    mark: str
    after: Text = ""
    text: Text


class Question(Model):
    """One thing asked."""

    id: Id = Field(description="The stable variable name, e.g. legal.digital_identity")
    type: str
    number: str | None = Field(None, description="The number as printed, e.g. '4' or '2.a'")
    heading: Text | None = Field(None, description="A sub-heading printed above the question")
    text: Text = Field("", description="The question as printed")
    guidance: Text | None = Field(None, description="Help printed with the question")
    notes: list[Text] = Field(default=[], description="Notes printed between the question and its answer")
    footnotes: list[Footnote] = Field(default=[])
    emphasis: list[Text] = Field(default=[], description="Words of the text printed bold or italic")
    required: bool | Condition = Field(False, description="Whether it must be answered, or when")
    expected: bool = Field(False, description="Warn when it is left empty, never block")
    new: bool = Field(False, description="Marked as new in this edition")
    parent: Id | None = Field(None, description="The question this one is a follow-up of")
    when: Condition | None = Field(None, description="Ask it only when this holds")
    limits: Limits | None = None
    states: list[State] | None = Field(
        None, description="Marks allowed besides an answer; none given: the edition's"
    )
    constraints: list[Constraint] = Field(
        default=[], description="What must hold between this and other answers"
    )

    nested: ClassVar[bool] = False
    """Whether a draft holds the answers of all inputs in one mapping under the question's id."""

    repeated: ClassVar[bool] = False
    """Whether the question is asked once for each entry that the respondent adds."""

    computed: ClassVar[bool] = False
    """Whether the question is answered by its sources, not by the respondent."""

    def renamed(self, rename: Callable[[str], str]) -> dict[str, Any]:
        """The fields in which addresses stand, with every address passed through ``rename``; for an entry of a repeat,
        whose conditions look into the entry itself."""
        changes: dict[str, Any] = {}
        for key in ("when", "required"):
            condition = getattr(self, key)
            if isinstance(condition, Condition):
                changes[key] = condition.renamed(rename)
        for key in {key for key, _, _ in self.part_conditions()}:
            changes[key] = [
                part.model_copy(update={"when": part.when.renamed(rename)}) if part.when else part
                for part in getattr(self, key)
            ]
        if self.constraints:
            changes["constraints"] = [constraint.renamed(rename) for constraint in self.constraints]
        return changes

    def patterns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """The addresses that a computed question looks at (``*`` for every entry), with the way to each in the file."""
        return iter(())

    def derived(self, look: Look | None) -> Iterator[DerivedLine]:
        """What a computed question shows; ``look`` is None for a blank form."""
        return iter(())

    def derived_columns(self) -> list[str]:
        """The labels over the cells of :meth:`derived`; none for a single value."""
        return []

    def instances(self, entry: str, number: int) -> Iterator[Question]:
        """The questions of one entry of a repeat (its ``number`` counts from 1), with addresses as ids."""
        return iter(())

    def enabling_conditions(self) -> Iterator[Condition]:
        """Every condition that decides whether the question or one of its parts is asked."""
        if self.when is not None:
            yield self.when
        for _, _, condition in self.part_conditions():
            yield condition

    def part_conditions(self) -> Iterator[tuple[str, str, Condition]]:
        """The conditions of single options, rows and fields: key in the file, code, condition."""
        # Only lists that this type has: a model takes long to say that it has no such field.
        for key in _part_keys(type(self)):
            parts = getattr(self, key)
            for part in parts if isinstance(parts, list) else ():
                if (condition := getattr(part, "when", None)) is not None:
                    yield key, part.code, condition

    def inputs(self) -> tuple[Input, ...]:
        """The places to answer, in printed order."""
        return (self.input((), "text", required=self.required is True),)

    def input(self, path: Path, kind: InputKind, **more: Any) -> Input:
        """An input of this question at ``path``."""
        return Input("/".join((self.id, *path)), self.id, path, kind, **more)

    # An answer in the draft's shape, and back.

    def accept(self, place: Input, plain: Any) -> Answer:
        """``plain`` as the answer of one input, or :class:`NotUnderstood` with an instruction."""
        if not isinstance(plain, str):
            raise NotUnderstood(tr("write one text here, not a list or several named parts"))
        return plain

    def read(self, plain: Any) -> dict[Path, Answer]:
        """The answers of the inputs that stand under the question's id in a draft; raises NotUnderstood."""
        places = {place.path: place for place in self.inputs()}
        if not self.nested:
            return {(): self.accept(places[()], plain)}
        if not isinstance(plain, dict):
            raise NotUnderstood(
                tr(
                    "write one line for each part: {parts}",
                    parts=", ".join("/".join(path) for path in places),
                )
            )
        return dict(self._read_nested(plain, (), places))

    def _read_nested(
        self, plain: Mapping[str, Any], path: Path, places: Mapping[Path, Input]
    ) -> Iterator[tuple[Path, Answer]]:
        for key, value in plain.items():
            here = (*path, str(key))
            if here in places:
                try:
                    yield here, self.accept(places[here], value)
                except NotUnderstood as problem:
                    raise NotUnderstood(problem.message, here, problem.names_key) from None
            elif isinstance(value, dict) and any(place[: len(here)] == here for place in places):
                yield from self._read_nested(value, here, places)
            else:
                known = sorted({place[len(path)] for place in places if place[: len(path)] == path})
                raise NotUnderstood(
                    tr(
                        '"{key}" is no part of this answer; use: {known}',
                        key=str(key),
                        known=", ".join(known),
                    ),
                    here,
                    names_key=True,
                )

    def write(self, answers: Mapping[Path, Answer]) -> Plain | None:
        """What stands under the question's id in a draft for these answers; None when nothing does."""
        if not self.nested:
            return plain_answer(answers[()]) if () in answers else None
        whole: dict[str, Any] = {}
        for place in self.inputs():
            if place.path in answers:
                within = whole
                for step in place.path[:-1]:
                    within = within.setdefault(step, {})
                within[place.path[-1]] = plain_answer(answers[place.path])
        return whole or None

    # What there is to say about an answer.

    def problems(self, place: Input, answer: Answer) -> Iterator[Problem]:
        """What is to be put right in the answer of one input, apart from requirements."""
        if place.value is not None:
            yield from place.value.problems(place.address, str(answer))
        elif isinstance(answer, str) and place.kind in ("line", "text"):
            yield from self.text_problems(place, answer)

    def text_problems(self, place: Input, text: str) -> Iterator[Problem]:
        """Limits and odd links: warnings only."""
        limits = self.limits_at(place)
        if limits is not None:
            yield from limit_problems(place.address, text, limits)
        if place.check == "email":
            if not looks_like_email(text.strip()):
                yield self.problem(
                    place,
                    "email-odd",
                    tr("This does not look like an e-mail address. Write it like name@ministry.example."),
                )
            return
        for link in odd_links(text):
            yield self.problem(
                place,
                "link-odd",
                tr(
                    '"{link}" does not look like a whole address. Check it; it is kept as typed.',
                    link=display_line(link),
                ),
            )

    def limits_at(self, place: Input) -> Limits | None:
        """The printed limits of a text; they are printed for the answer itself, not for the words of an option."""
        return self.limits if not self.nested and place.path in ((), ("text",)) else None

    def whole_problems(self, answers: Mapping[Path, Answer]) -> Iterator[Problem]:
        """What is to be put right in the answers of all inputs together."""
        return iter(())

    def entry_problems(self, count: int) -> Iterator[Problem]:
        """What is to be put right in the number of entries of a repeat."""
        return iter(())

    def problem(
        self, place: Input, code: str, message: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """A problem at one input of this question."""
        return Problem(place.address, code, severity, message)

    def missing_instruction(self, place: Input | None) -> str:
        """What to do when the answer of an input (None: of any input of the question) is missing."""
        if place is None:
            return tr("Fill in at least one line.")
        if place.path:
            return tr("Fill in: {label}", label=display_line(place.label).rstrip(":_ "))
        return tr("Write an answer.")

    def parsed(self, place: Input, answer: Answer) -> str | None:
        """The canonical decimal or ISO date that a text stands for, where it is understood."""
        return place.value.parsed(str(answer)) if place.value is not None else None

    def display(self, place: Input, answer: Answer) -> str:
        """The answer as a person reads it."""
        return answer if isinstance(answer, str) else "\n".join(answer)

    def codes(self) -> dict[str, str]:
        """The option codes of the question with their labels; empty where nothing is chosen."""
        return {}

    def part_labels(self) -> dict[str, str]:
        """The codes of rows, columns and fields with their printed labels, for readers without the edition."""
        return {}

    def shown_more(self) -> dict[str, Any]:
        """What ``msq show --json`` tells of this type alone; no key where there is nothing to tell, so that what was
        sent before a type had more to say keeps its bytes."""
        told: dict[str, Any] = {}
        if self.constraints:
            told["constraints"] = [
                {"message": constraint.message, "grade": constraint.grade} for constraint in self.constraints
            ]
        return told

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer (a note asks nothing)."""
        return bool(self.inputs()) or self.repeated

    @property
    def is_printed(self) -> bool:
        """Whether the question stands on the form. A computed one without words is only there for others to look at."""
        return not self.computed or bool(self.text or self.heading)

    @property
    def has_own_lines(self) -> bool:
        """Whether problems of the question as a whole stand below it: no single input carries them."""
        return self.nested or self.repeated or self.computed


@cache
def _part_keys(kind: type[Question]) -> tuple[str, ...]:
    return tuple(key for key in PART_KEYS if key in kind.model_fields)


class Part(Typed):
    """A line of a table or a field of a contact: a code, a printed label, and what is entered."""

    code: Code
    label: Text
    number: str | None = None
    prompt: Text | None = Field(None, description="Printed after the label, e.g. '; link/detail: _____'")
    required: bool = False
    expected: bool = False
    new: bool = False
    when: Condition | None = Field(None, description="Ask it only when this holds")


def plain_answer(answer: Answer) -> str | list[str]:
    """An answer as a draft holds it."""
    return answer if isinstance(answer, str) else list(answer)


def is_unanswered(answer: Answer | None) -> bool:
    """Whether an answer counts as none: absent, spaces only, an empty choice (interfaces.md 2.3)."""
    if answer is None:
        return True
    return is_blank(answer) if isinstance(answer, str) else not answer


def option_list(codes: Mapping[str, str]) -> str:
    """Codes and labels in a sentence, for instructions."""
    return ", ".join(f"{code} ({display_line(label)})" for code, label in codes.items())


def known_code(code: str, codes: Mapping[str, str], most_named: int = 12) -> str:
    """``code`` if it is one of ``codes``, else NotUnderstood with the nearest ones."""
    if code in codes:
        return code
    import difflib

    near = difflib.get_close_matches(code, codes, n=3, cutoff=0.5)
    named = {c: codes[c] for c in (near or codes)} if len(codes) > most_named else codes
    raise NotUnderstood(
        tr(
            '"{code}" is not one of the options. Use one of: {options}',
            code=display_line(code),
            options=option_list(named),
        )
        if named is codes or near
        else tr('"{code}" is not one of the options.', code=display_line(code))
    )


def each_code(plain: Any) -> Sequence[str]:
    """A list of codes from a draft, or NotUnderstood."""
    if isinstance(plain, str):
        return [plain]
    if not isinstance(plain, list | tuple) or not all(isinstance(code, str) for code in plain):
        raise NotUnderstood(tr("write a list of option codes, one on a line"))
    return plain
