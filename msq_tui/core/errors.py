"""What can go wrong, as one tree.

MsqError                    a message for a person; never shown with a traceback
├── NotUnderstood           an answer does not have the shape its question asks for
├── UnknownAddress          no input or question of the edition has this address
├── WrongUsage              a command was called with words that do not fit
├── Refused                 a file is not what it should be; carries findings with line and column
│   ├── EditionRefused
│   ├── DraftRefused
│   │   └── DraftDamaged    a complete copy lies beside it
│   └── BundleRefused
├── NotReadable             a file is not there or cannot be read
├── NotWritten              nothing was changed on disk: full, no rights, would overwrite
│   ├── ChangedOnDisk       the draft is no longer the file that was opened
│   │   └── DraftGone       it was moved or deleted
│   ├── Locked              somebody else has the draft open
│   ├── ReadOnly            the draft was opened to read only
│   └── NotDurable          replaced, but the disk did not confirm it
└── Incomplete              a submission was asked for while problems are open; carries them
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .problem import Finding, Problem


class MsqError(Exception):
    """A message for a person: what happened, what is safe, what to do now."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotUnderstood(MsqError):
    """An answer does not have the shape its question asks for. ``path`` leads to the place inside the answer;
    ``names_key`` says that its last step is a name that is not known."""

    def __init__(self, message: str, path: tuple[str | int, ...] = (), names_key: bool = False) -> None:
        super().__init__(message)
        self.path = path
        self.names_key = names_key


class UnknownAddress(MsqError):
    """No input or question of the edition has this address."""


class WrongUsage(MsqError):
    """A command was called with words that do not fit."""


class Refused(MsqError):
    """A file is not what it should be. ``findings`` say where and what to do, in file order."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class EditionRefused(Refused):
    """An edition file that cannot be used."""


class DraftRefused(Refused):
    """A draft file that cannot be used. It is left as it is."""


class DraftDamaged(DraftRefused):
    """A draft file that cannot be used, while a complete copy lies beside it. ``saved`` is when the copy was saved;
    ``problem`` is what to tell a person who is asked whether to go on from it."""

    def __init__(
        self, message: str, findings: Sequence[Finding] = (), *, path: Path, saved: str, problem: str
    ) -> None:
        super().__init__(message, findings)
        self.path = path
        self.saved = saved
        self.problem = problem


class BundleRefused(Refused):
    """A bundle that does not verify. Nothing of it was unpacked."""


class NotReadable(MsqError):
    """A file is not there or cannot be read."""


class NotWritten(MsqError):
    """Nothing was changed on disk."""


class ChangedOnDisk(NotWritten):
    """The draft on disk is no longer the file that was opened or last saved."""


class DraftGone(ChangedOnDisk):
    """There is no file any more where the draft was."""


class Locked(NotWritten):
    """Somebody else has the draft open."""


class ReadOnly(NotWritten):
    """The draft was opened to read only: nothing of it can be changed."""


class NotDurable(NotWritten):
    """The file was replaced, but the disk did not confirm it: a power cut now could undo it. Not to be called saved."""


class Incomplete(MsqError):
    """A submission was asked for while problems are open."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
