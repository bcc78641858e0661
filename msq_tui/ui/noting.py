"""Notes and flags on the question in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msq_tui.core.language import tr
from msq_tui.core.words import place_name, shortened

from .actions import key_of
from .screens.note import NoteScreen

if TYPE_CHECKING:
    from .screens.fill import FillScreen

MOST_TITLE = 300


def write_note(screen: FillScreen) -> None:
    """Open the note of the question in focus."""
    session, here = screen.session, screen.here
    if session.read_only or here is None:
        screen.draw_hint(session.read_only or tr("There is no question here to write a note on."))
        return
    question_id = here.question_id

    def written(text: str) -> None:
        session.note(question_id, text)

    def closed(_: None) -> None:
        screen.draw_page()
        noted = session.draft.notes.get(question_id, "")
        screen.draw_hint(tr("The note is kept. It is never sent.") if noted else tr("There is no note here."))

    title = tr("Note on: {name}", name=shortened(place_name(session.standing, question_id), MOST_TITLE))
    screen.app.push_screen(NoteScreen(title, session.draft.notes.get(question_id, ""), written), closed)


def switch_flag(screen: FillScreen) -> None:
    """Flag the question in focus for a later look, or take the flag away."""
    session, here = screen.session, screen.here
    if session.read_only or here is None:
        screen.draw_hint(session.read_only or tr("There is no question here to flag."))
        return
    on = here.question_id not in session.draft.flags
    session.flag(here.question_id, on)
    screen.draw_page()
    screen.draw_hint(
        tr(
            "Flagged for a later look. {key} in the sections lists all flags.",
            key=key_of("outline", "flagged"),
        )
        if on
        else tr("The flag is taken away.")
    )
