"""The least that knows what is asked after an answer: a dependency graph and nothing else. A baseline, no more."""

from __future__ import annotations

from collections.abc import Iterable

from .generated import GeneratedQuestion


class MinimalGraph:
    """Answers by question, and which questions are asked; a change visits what hangs on it."""

    def __init__(self, questions: Iterable[GeneratedQuestion]) -> None:
        self.answers: dict[str, str] = {}
        self.conditions: dict[str, str | None] = {}
        self.parents: dict[str, str | None] = {}
        self.dependents: dict[str, list[str]] = {}
        self.asked: set[str] = set()
        self.answered = 0
        for question in questions:
            self.conditions[question.id], self.parents[question.id] = question.when, question.parent
            for source in {question.when, question.parent} - {None}:
                assert source is not None
                self.dependents.setdefault(source, []).append(question.id)
            if question.when is None and question.parent is None:
                self.asked.add(question.id)

    def set(self, question: str, answer: str) -> int:
        """Give an answer; returns how many asked questions are answered."""
        self.answered += question in self.asked and question not in self.answers
        self.answers[question] = answer
        waiting = self.dependents.get(question, [])[:]
        while waiting:
            at = waiting.pop()
            parent, when = self.parents[at], self.conditions[at]
            now = (parent is None or parent in self.asked) and (
                when is None or (when in self.asked and self.answers.get(when) == "yes")
            )
            if now != (at in self.asked):
                (self.asked.add if now else self.asked.remove)(at)
                if at in self.answers:
                    self.answered += 1 if now else -1
                waiting += self.dependents.get(at, ())
        return self.answered
