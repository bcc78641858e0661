"""What became of the answers of a draft whose edition has changed since: a report that adds up."""

from __future__ import annotations

from dataclasses import dataclass

from msq_tui.core.language import tr, tr_count


@dataclass(frozen=True, slots=True)
class Carried:
    """Answers found in a draft of another revision: those that fit the edition as it is now, and those set aside."""

    revision: int
    now: int
    kept: int
    set_aside: int

    @property
    def found(self) -> int:
        """How many answers the draft held."""
        return self.kept + self.set_aside

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do."""
        changed = (
            tr("The questionnaire has changed since this draft was saved (revision {before}, now {now}).",
               before=self.revision, now=self.now)
            if self.revision != self.now
            else tr("The questionnaire has changed since this draft was saved.")
        )  # fmt: skip
        answers = tr_count("{count} answer was found", "{count} answers were found", self.found)
        if not self.set_aside:
            return f"{changed} {answers}, {tr('and all fit. Look through them once.')}"
        aside = tr_count(
            "{count} has no place any more. It is kept in the draft and not sent: F5 shows it.",
            "{count} have no place any more. They are kept in the draft and not sent: F5 shows them.",
            self.set_aside,
        )
        return f"{changed} {answers}: {tr('{count} fit', count=self.kept)}, {aside}"
