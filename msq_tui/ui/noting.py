"""Notes and flags on the question in focus, and its answer on the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msq_tui.core.language import tr
from msq_tui.core.printed_number import printed_number
from msq_tui.core.question import Input
from msq_tui.core.words import shortened

from .actions import key_of
from .screens.large_editor import LargeEditorScreen
from .screens.note import NoteScreen
from .widgets.text_field import Written

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

    title = tr("Note on: {name}", name=shortened(_printed(screen, here), MOST_TITLE))
    steps = screen.written.setdefault(f"{question_id} note", Written())
    screen.app.push_screen(
        NoteScreen(title, session.draft.notes.get(question_id, ""), written, steps), closed
    )


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
            "Flagged for a later look. {sections} and then {key} lists all flags.",
            sections=key_of("fill", "outline"),
            key=key_of("outline", "flagged"),
        )
        if on
        else tr("The flag is taken away.")
    )


def write_large(screen: FillScreen) -> None:
    """Open the answer in focus on the whole screen, where it is a text."""
    session, here = screen.session, screen.here
    if session.read_only:
        screen.draw_hint(session.read_only)
        return
    if here is None or here.kind not in ("line", "text"):
        screen.draw_hint(tr("Only a text can be written on the whole screen; this is none."))
        return
    title = " ".join(part for part in (_printed(screen, here), here.label) if part)

    async def closed(_: object) -> None:
        await screen.go_to(here.address)

    steps = screen.written.setdefault(here.address, Written())
    screen.app.push_screen(LargeEditorScreen(session, here, title, steps), closed)


def _printed(screen: FillScreen, place: Input) -> str:
    """The number and words of a question; a follow-up without a number has that of its parent, since its words alone
    ("If yes, please provide link") may be those of many."""
    question = screen.session.index.questions[place.question_id]
    text = screen.session.standing.filled_in(question.text or question.heading or "", question.id)
    return " ".join(part for part in (printed_number(screen.session.index, question.id), text) if part)
