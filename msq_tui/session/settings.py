"""What a person set up on this machine for all drafts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from msq_tui.files.places import settings_folder
from msq_tui.files.settings import read_settings, write_settings


class Settings:
    """Settings by name. Without a folder they are forgotten at the end, as in tests."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._values, self.note = read_settings(folder) if folder is not None else ({}, "")

    @classmethod
    def of_this_machine(cls) -> Self:
        """Those of the person at this machine."""
        return cls(settings_folder(os.environ.get("MSQ_SETTINGS")))

    def get(self, name: str) -> str:
        """A setting; empty where it was never made."""
        return self._values.get(name, "")

    def remember(self, name: str, value: str) -> str:
        """Set it, on the disk too; a note where that could not be done."""
        if self._values.get(name) == value:
            return ""
        if self._folder is None:
            self._values[name] = value
            return ""
        # What another window set meanwhile stays.
        self._values = {**read_settings(self._folder)[0], name: value}
        return write_settings(self._folder, self._values)
