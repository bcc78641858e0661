"""Messages between the parts of the front end, as facts in the past tense."""

from __future__ import annotations

from textual.message import Message


class SaveStateChanged(Message):
    """The state of the draft on disk changed; whoever shows it asks the session, since this may be late."""
