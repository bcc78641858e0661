"""What can be done on a screen, for the list of commands. A part of the program that has commands of its own adds a
function to :data:`PROVIDERS`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .actions import EVERYWHERE, TABLES, key_shown

if TYPE_CHECKING:
    from .app import MsqApp
    from .screens.frame import FramedScreen


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: in words of ours, the key that does it too (empty: none), and what does it."""

    words: str
    key: str
    run: Callable[[], Awaitable[object]]


Provider = Callable[["MsqApp", "FramedScreen"], Iterable[Command]]


def from_keys(app: MsqApp, screen: FramedScreen) -> Iterable[Command]:
    """Everything that has a key on this screen."""
    for action in TABLES[screen.table]:
        if action.offered and action.name not in screen.without:
            name = f"app.{action.name}" if action in EVERYWHERE else action.name
            yield Command(
                action.help,
                key_shown(action.keys[0]),
                partial(app.run_action, name, default_namespace=screen),
            )


PROVIDERS: list[Provider] = [from_keys]
"""Where the commands come from, in the order in which they are listed."""
