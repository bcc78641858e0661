"""A form written straight in Textual: the baseline of the screens. Run as a script; imports nothing of ours.

Argument: JSON, a list of [text, answer]. F8 mounts as many bare Inputs anew, F7 takes them away again.
"""

from __future__ import annotations

import json
import sys

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Static


class PlainForm(App[None]):
    """Labels and Inputs."""

    CSS = "Input { border: none; height: 1; } VerticalScroll { height: 1fr; }"
    BINDINGS = [("f8", "more", ""), ("f7", "less", "")]  # noqa: RUF012 - as anyone would write it
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        super().__init__()
        self.fields = fields

    def compose(self) -> ComposeResult:
        """The form."""
        yield Static("A form")
        with VerticalScroll():
            for text, answer in self.fields:
                yield Static(text, markup=False)
                yield Input(answer)
        yield Static("F10 leave")

    def on_mount(self) -> None:
        """The cursor into the first field."""
        self.query(Input).first().focus()

    async def action_more(self) -> None:
        """Mount bare Inputs."""
        area = self.query_one(VerticalScroll)
        await area.mount(
            *(Input(f"Mounted {at}", classes="more") for at, _ in enumerate(self.fields)), before=0
        )
        self.screen.query(".more").first(Input).focus()

    async def action_less(self) -> None:
        """Take them away."""
        await self.query(".more").remove()
        self.query(Input).first().focus()


if __name__ == "__main__":
    PlainForm([(text, answer) for text, answer in json.loads(sys.argv[1])]).run()
