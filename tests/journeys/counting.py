"""Keystrokes counted as a person would: each key once, a key with Ctrl or Shift held once, each letter once."""

from __future__ import annotations

from .form import Form


class Keystrokes:
    """The keys somebody presses at a form to get one thing done. What is typed as an answer counts apart, since every
    form needs it."""

    def __init__(self, form: Form, task: str) -> None:
        self.form = form
        self.task = task
        self.ways = 0
        """Keys to get somewhere, to find and to choose, the words looked for included."""
        self.words = 0
        """Letters of answers."""

    def press(self, *names: str) -> None:
        """Press keys by their names."""
        self.ways += len(names)
        self.form.terminal.press(*names)

    def look_for(self, text: str) -> None:
        """Type words or a number by which something is found."""
        self.ways += len(text)
        self.form.terminal.type(text)

    def answer(self, text: str) -> None:
        """Type an answer."""
        self.words += len(text)
        self.form.terminal.type(text)

    def done_within(self, most: int) -> None:
        """Print the count, and hold it against the most that a good form needs."""
        print(
            f"keystrokes: {self.task}: {self.ways} of at most {most}, and {self.words} letters of the answer"
        )
        assert self.ways <= most, f"{self.task}: {self.ways} keystrokes, more than {most}"
