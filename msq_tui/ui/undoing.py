"""Taking back what was done in the live editor of a page, also after one has left the field and come back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from msq_tui.core.language import tr
from msq_tui.core.question import Input

from .actions import key_of
from .widgets.live_editor import LiveEditor
from .widgets.text_field import TextField, Written

if TYPE_CHECKING:
    from .screens.fill import FillScreen


def make_ready(screen: FillScreen, place: Input, editor: Widget) -> None:
    """What a new live editor must know beyond its answer: what was done here before, and what a text may count."""
    if not isinstance(editor, LiveEditor):
        return
    editor.stepped = partial(step, screen, place, editor)
    if isinstance(editor, TextField):
        editor.tells_in_frame = False
        editor.limits = screen.session.standing.limits_at(place)
        editor.go_on_from(screen.written.setdefault(place.address, Written()))


def step(screen: FillScreen, place: Input, editor: LiveEditor, by: int) -> None:
    """Take the last change of a choice back (-1), or make it again (1). A text asks only when it has no steps left."""
    session = screen.session
    if session.read_only:
        screen.draw_hint(session.read_only)
        return
    if session.step_answer(place.address, by) is None:
        nothing = (
            tr("There is nothing to take back here. {key} lists earlier wordings.", key=key_of("fill", "earlier"))
            if by < 0
            else tr("There is nothing here that was taken back.")
        )  # fmt: skip
        screen.draw_hint(nothing)
        return
    editor.show_answer(session.given(place))
    screen.draw_page()
    screen.draw_hint(tr("Taken back. {key} makes it again.", key=key_of("fill", "redo")) if by < 0 else tr("Made again."))  # fmt: skip
