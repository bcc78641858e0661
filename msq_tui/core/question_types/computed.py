"""A number that follows from other answers: a sum, a count, a share. It is shown, never asked and never stored.

Numbers are computed in decimals, so that 6.8 + 0.2 is 7 and can be held against 100 exactly. What is unanswered,
parked or marked counts as 0 in a sum and not at all in a count (interfaces.md 2.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, Literal, Protocol

from pydantic import Field, model_validator

from ..condition import Condition
from ..derived import DerivedLine, Look
from ..language import tr
from ..model import Model, Text
from ..numbers import canonical
from ..question import Input, Question

EXACT = Context(prec=60)
"""Sums of numbers with at most 40 digits each are exact in it."""
MOST_PLACES = 6


class Sources(Protocol):
    """What a computed value may ask of a response."""

    def numbers(self, pattern: str, where: Condition | None) -> list[Decimal]:
        """The numbers answered at every address that fits ``pattern``."""

    def count(self, pattern: str, where: Condition | None) -> int:
        """How many entries, chosen options or answered inputs fit ``pattern``."""


class Share(Model):
    """One sum as a percentage of another."""

    of: str = Field(description="The address (or pattern) whose numbers are the part")
    in_: str = Field(alias="in", description="The address (or pattern) whose numbers are the whole")


class ComputedQuestion(Question):
    """A sum, a count or a share over addresses, in which ``*`` stands for every entry, row or column."""

    type: Literal["computed"]
    sum: list[str] | str | None = Field(
        None, description="What is added up: an address or several; `*` for every entry"
    )
    count: str | None = Field(
        None,
        description="What is counted: a repeat (its entries), a choice (its options), or inputs answered",
    )
    share: Share | None = Field(None, description="What part of what, in percent")
    where: Condition | None = Field(
        None, description="Only entries for which this holds; it looks inside the entry"
    )
    unit: Text | None = Field(None, description="Printed behind the number")
    places: int | None = Field(
        None, ge=0, le=MOST_PLACES, description="Decimals shown; left out: as they come"
    )

    computed = True

    @model_validator(mode="after")
    def _one_way(self) -> ComputedQuestion:
        if sum(way is not None for way in (self.sum, self.count, self.share)) != 1:
            raise ValueError(tr("a computed question has exactly one of: {names}", names="sum, count, share"))
        return self

    def inputs(self) -> tuple[Input, ...]:
        return ()

    def patterns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        if isinstance(self.sum, str):
            yield self.sum, ("sum",)
        for place, pattern in enumerate(self.sum if isinstance(self.sum, list) else ()):
            yield pattern, ("sum", place)
        if self.count is not None:
            yield self.count, ("count",)
        if self.share is not None:
            yield self.share.of, ("share", "of")
            yield self.share.in_, ("share", "in")

    def value(self, sources: Sources) -> Decimal | None:
        """The number, without trailing zeros; None for a share of nothing."""
        number = self._computed(sources)
        if number is None:
            return None
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > MOST_PLACES and self.share is not None:
            number = number.quantize(Decimal(1).scaleb(-MOST_PLACES), ROUND_HALF_EVEN, EXACT)
        return number.normalize(EXACT)

    def rounded(self, number: Decimal) -> str:
        """The number as it stands in a sentence: with the decimals asked for."""
        if self.places is not None:
            number = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_EVEN, EXACT)
        return canonical(number)

    def with_unit(self, text: str) -> str:
        """The number as it stands alone."""
        return f"{text} {self.unit}" if self.unit else text

    def _computed(self, sources: Sources) -> Decimal | None:
        if self.count is not None:
            return Decimal(sources.count(self.count, self.where))
        if self.share is not None:
            part, whole = (self._total(sources, pattern) for pattern in (self.share.of, self.share.in_))
            return None if whole == 0 else EXACT.divide(EXACT.multiply(part, Decimal(100)), whole)
        patterns = [self.sum] if isinstance(self.sum, str) else self.sum or []
        total = Decimal(0)
        for pattern in patterns:
            total = EXACT.add(total, self._total(sources, pattern))
        return total

    def _total(self, sources: Sources, pattern: str) -> Decimal:
        total = Decimal(0)
        for number in sources.numbers(pattern, self.where):
            total = EXACT.add(total, number)
        return total

    def derived(self, look: Look | None) -> Iterator[DerivedLine]:
        number = look.number_at(self.id) if look is not None else None
        yield DerivedLine(cells=(self.with_unit(number) if number else "",))

    def shown_more(self) -> dict[str, Any]:
        way = {
            "sum": self.sum,
            "count": self.count,
            "share": self.share and self.share.model_dump(by_alias=True),
        }
        return {
            **super().shown_more(),
            "computed": {key: value for key, value in way.items() if value is not None},
            "unit": self.unit,
        }

    def renamed(self, rename: Callable[[str], str]) -> dict[str, Any]:
        changes = super().renamed(rename)
        if isinstance(self.sum, str):
            changes["sum"] = rename(self.sum)
        elif self.sum is not None:
            changes["sum"] = [rename(pattern) for pattern in self.sum]
        if self.count is not None:
            changes["count"] = rename(self.count)
        if self.share is not None:
            changes["share"] = Share(of=rename(self.share.of), in_=rename(self.share.in_))
        return changes
