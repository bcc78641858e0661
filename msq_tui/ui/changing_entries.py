"""What the keys of a list of entries do: entries are added, opened, ordered, copied and removed, and it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msq_tui.core.errors import WrongUsage
from msq_tui.core.language import tr

from .actions import key_of
from .page import entry_name, pages_of
from .widgets.entries_list import EntriesList

if TYPE_CHECKING:
    from .screens.fill import FillScreen


async def change_entries(screen: FillScreen, event: EntriesList.Asked) -> None:
    """Do what was asked of the entries of a repeat, and show it where it was done; or say why it cannot be done."""
    try:
        await _change(screen, event)
    except WrongUsage as refused:
        screen.draw_hint(refused.message)


async def _change(screen: FillScreen, event: EntriesList.Asked) -> None:
    session, repeat, entry = screen.session, event.repeat, event.entry
    told = ""
    if event.what == "open" and entry is not None:
        with screen.jumping():
            await screen.go_to_entry(repeat, entry)
        return
    if event.what == "add":
        entry = session.add_entry(repeat, entry)
        screen.pages = pages_of(session.edition, session.index)
        with screen.jumping():
            await screen.go_to_entry(repeat, entry)
        return
    if event.what == "copy" and entry is not None:
        entry = session.duplicate_entry(repeat, entry)
    elif event.what in ("up", "down") and entry is not None:
        session.move_entry(repeat, entry, 1 if event.what == "down" else -1)
    elif event.what == "remove" and entry is not None:
        told = tr("Removed: {name}. U takes it back.", name=entry_name(session, repeat, entry))
        session.remove_entry(repeat, entry)
    elif event.what in ("undo", "redo"):
        # The last change may have been in another list: it is shown where it was.
        there = set(session.index.questions)
        changed = session.undo_entries() if event.what == "undo" else session.redo_entries()
        repeat = changed or repeat
        back = [
            one
            for one in session.entries(repeat)
            if not any(id_.startswith(f"{repeat}/{one}/") for id_ in there)
        ]
        entry = back[0] if back else entry
        told = (
            tr("There is nothing to take back.") if event.what == "undo" else tr("There is nothing that was taken back.")
        )  # fmt: skip
        if changed:
            told = tr("Taken back. {key} makes it again.", key=key_of("fill", "redo")) if event.what == "undo" else tr("Made again.")  # fmt: skip
    screen.pages = pages_of(session.edition, session.index)
    await screen.go_to(repeat)
    editor = screen.focused
    if isinstance(editor, EntriesList) and entry in editor.entries:
        editor.at = editor.entries.index(entry)
        editor.refresh(layout=True)
    if told:
        screen.draw_hint(told)
