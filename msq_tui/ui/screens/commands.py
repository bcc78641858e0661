"""The list of commands: everything that can be done here, found by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import set_cell_size

from msq_tui.core.folding import folded
from msq_tui.core.language import tr

from ..commands import PROVIDERS, Command
from ..widgets.drawn import wrapped
from ..widgets.row_list import Row
from .finder import FinderScreen

if TYPE_CHECKING:
    from ..app import MsqApp
    from .frame import FramedScreen

KEY_WIDTH = 10


class CommandsScreen(FinderScreen[Command]):
    """All commands, or those in whose words everything stands that is typed."""

    title_words = tr("What do you want to do? Type a word of it.")

    def __init__(self, commands: list[Command]) -> None:
        super().__init__()
        self._commands = commands

    def rows(self, wanted: str) -> list[Row]:
        words = folded(wanted).split()
        rows = []
        for place, command in enumerate(self._commands):
            said = folded(f"{command.words} {command.key}")
            if all(word in said for word in words):
                first, *more = wrapped(command.words, self.room - KEY_WIDTH)
                lead = set_cell_size(command.key, KEY_WIDTH)
                rows.append(Row([lead + first, *(" " * (KEY_WIDTH - 2) + line for line in more)], str(place)))
        return rows or [Row([tr("No command has these words. Delete a few letters.")])]

    def taken(self, name: str) -> Command:
        return self._commands[int(name)]


def open_commands(app: MsqApp, screen: FramedScreen) -> None:
    """List what can be done on a screen, and do what is taken."""

    async def chosen(command: Command | None) -> None:
        if command is not None:
            await command.run()

    app.push_screen(
        CommandsScreen([command for provider in PROVIDERS for command in provider(app, screen)]), chosen
    )
