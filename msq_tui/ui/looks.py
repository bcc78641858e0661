"""Which look the program has: remembered on this machine, or given for one run with ``MSQ_THEME``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.filter import LineFilter, Monochrome
from textual.theme import BUILTIN_THEMES

from msq_tui.core.language import tr
from msq_tui.session.settings import Settings

from .few_colours import line_filter
from .theme import LOOKS, Look, look_named

SETTING, VARIABLE = "theme", "MSQ_THEME"


class Looks:
    """The look of an app. Textual's own list of themes offers ours and no others."""

    def __init__(
        self, app: App[Any], settings: Settings, environment: Mapping[str, str] = os.environ
    ) -> None:
        self._app = app
        self._settings = settings
        self.no_colour = bool(environ_value(environment, "NO_COLOR"))
        self.colours = ""
        """How many colours the terminal has, where that is not to be asked of it."""
        self._filters: dict[tuple[str, str | None], LineFilter | None] = {}
        for look in LOOKS:
            app.register_theme(look.theme())
        given = environ_value(environment, VARIABLE)
        look, self.note = first_look(given, settings)
        self._shown = app.theme = look.name
        for name in BUILTIN_THEMES:
            app.unregister_theme(name)

    @property
    def now(self) -> Look:
        """The look the program has."""
        return look_named(self._app.theme) or LOOKS[0]

    def take(self, name: str) -> str:
        """Have this look from now on; a note where it will be forgotten."""
        self._app.theme = name
        return self.remember()

    def remember(self) -> str:
        """Remember the look, however it was chosen; that of the beginning is not a choice."""
        if self._app.theme == self._shown:
            return ""
        self._shown = self._app.theme
        return self._settings.remember(SETTING, self._shown)

    def line_filters(self, usual: list[LineFilter]) -> list[LineFilter]:
        """Textual's filters, its greys for ``NO_COLOR`` replaced."""
        look = self.now
        # Pictures and tests are drawn for no terminal, so they have all colours whatever the machine is.
        known = self.colours or ("truecolor" if self._app.is_headless else self._app.console.color_system)
        key = look.name, known
        if key not in self._filters:
            self._filters[key] = line_filter(look, self.no_colour, known)
        ours = self._filters[key]
        kept = [one for one in usual if not isinstance(one, Monochrome)]
        return [*kept, ours] if ours is not None else kept


def environ_value(environment: Mapping[str, str], name: str) -> str:
    """A variable; empty where it is not set, which for ``NO_COLOR`` means the same."""
    return environment.get(name, "").strip()


def first_look(given: str, settings: Settings) -> tuple[Look, str]:
    """The look to begin with, and a note where what was asked for is none."""
    for name, where in ((given, VARIABLE), (settings.get(SETTING), "")):
        look = look_named(name) if name else None
        if look is not None:
            return look, settings.note
        if name and where:
            names = ", ".join(one.name.removeprefix("msq-") for one in LOOKS)
            return LOOKS[0], tr("{variable} must be one of: {names}.", variable=where, names=names)
    return LOOKS[0], settings.note
