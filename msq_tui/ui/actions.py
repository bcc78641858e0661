"""Every key in one table: bindings, the line at the foot of a screen and the help are made from it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from msq_tui.core.language import tr


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: its method name, keys (the first is the one shown), a word for the foot, a sentence for help.

    ``priority`` keys work while a text field has the focus and would otherwise keep them for itself.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    priority: bool = True

    @property
    def key_shown(self) -> str:
        """The first key as people write it."""
        return key_shown(self.keys[0])


def key_shown(key: str) -> str:
    """A key as people write it and as it stands on keyboards."""
    names = {"escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp"}
    return "+".join(
        names.get(part, part.upper() if len(part) < 4 and part != "tab" else part.capitalize())
        for part in key.split("+")
    )


LEAVE = Binding("f10,ctrl+q", "app.quit", show=False, priority=True)
"""Small screens stand over everything else; leaving works there too."""

EVERYWHERE = (
    Action("change_theme", ("ctrl+b",), tr("colours"), tr("Choose the colours: dark, light, high contrast")),
    Action("help", ("f1",), tr("help"), tr("Show what the keys do")),
    Action("quit", ("f10", "ctrl+q"), tr("leave"), tr("Save and leave the program")),
)
START = (
    Action(
        "open", ("enter",), tr("open"), tr("Go on with the draft, or start the edition, under the bar"), False
    ),
    Action(
        "open_file", ("o",), tr("open a file"), tr("Open a draft or an edition that lies elsewhere"), False
    ),
    Action(
        "profile",
        ("p",),
        tr("your profile"),
        tr("Write once what forms ask about you: it is proposed in each"),
        False,
    ),
    Action(
        "delete",
        ("delete",),
        tr("delete"),
        tr("Delete the draft under the bar: it is asked twice, and kept in a folder"),
        False,
    ),
    *EVERYWHERE,
)
FILL = (
    Action("next_input", ("tab",), tr("next"), tr("Go to the next place to answer"), False),
    Action("previous_input", ("shift+tab",), tr("back"), tr("Go to the place before"), False),
    Action("next_page", ("f8", "ctrl+pagedown"), tr("next page"), tr("Go to the next page of questions")),
    Action("previous_page", ("f7", "ctrl+pageup"), tr("page before"), tr("Go to the page before")),
    Action(
        "scroll_up", ("pageup",), tr("look up"), tr("Look further up the page; the cursor stays where it is")
    ),
    Action("scroll_down", ("pagedown",), tr("look down"), tr("Look further down the page")),
    Action("outline", ("f2",), tr("sections"), tr("Show all sections and how far each is")),
    Action("next_missing", ("f3",), tr("next missing"), tr("Go to the next required answer that is missing")),
    Action("review", ("f5",), tr("review"), tr("Check your answers: what is missing, and export")),
    Action(
        "another_entry",
        ("ctrl+n",),
        tr("add another"),
        tr("Add one more of what is listed here: a commitment, an activity"),
    ),
    Action("save_now", ("ctrl+s",), tr("save now"), tr("Save at once (it also happens by itself)")),
    Action("save_copy", ("f6",), tr("save a copy"), tr("Save a copy of the draft in another place")),
    Action(
        "mark",
        ("f4",),
        tr("cannot answer"),
        tr("Say that a question does not apply, is not known or is withheld"),
    ),
    Action(
        "take",
        ("ctrl+t",),
        tr("take"),
        tr("Put in what is proposed here: from your profile, or with the draft"),
    ),
    Action("why", ("f9",), tr("why"), tr("Say why the question is asked or required")),
    Action("terms", ("ctrl+g",), tr("terms"), tr("Explain the terms that the question uses")),
    Action(
        "earlier", ("ctrl+r",), tr("earlier"), tr("List earlier wordings of this answer, and put one back")
    ),
    Action("back_to_start", ("escape",), tr("drafts"), tr("Save and go back to the list of drafts"), False),
    *EVERYWHERE,
)
REVIEW = (
    Action(
        "open", ("enter",), tr("go there"), tr("Go to the question under the bar; F5 comes back here"), False
    ),
    Action(
        "justify",
        ("j",),
        tr("give a reason"),
        tr("Write why it stays as it is, where a reason is needed"),
        False,
    ),
    Action("export", ("e", "f6"), tr("export"), tr("Check everything and write the bundle to send"), False),
    Action(
        "export_partial",
        ("p",),
        tr("export as partial"),
        tr("Write a bundle marked as partial, with what is missing"),
        False,
    ),
    Action("back", ("escape", "f5"), tr("back"), tr("Go back to the questions")),
    *EVERYWHERE,
)
EXPORTED = (
    Action("back", ("escape", "enter"), tr("back"), tr("Go back to the review")),
    *EVERYWHERE,
)
FOOT = {
    "start": ("open", "help", "quit"),
    "fill": ("next_input", "review", "outline", "next_missing", "next_page", "mark", "terms", "help", "quit"),
    "review": ("open", "export", "export_partial", "justify", "back", "help", "quit"),
    "exported": ("back", "help", "quit"),
}
ALWAYS_IN_FOOT = ("help", "quit")
GAP = "  "
TABLES = {"start": START, "fill": FILL, "review": REVIEW, "exported": EXPORTED}


def bindings(screen: str) -> list[BindingType]:
    """The bindings of a screen."""
    return [
        Binding(
            ",".join(action.keys),
            f"app.{action.name}" if action in EVERYWHERE else action.name,
            action.label,
            tooltip=action.help,
            priority=action.priority,
            id=f"{screen}.{action.name}",
            show=False,
        )
        for action in TABLES[screen]
    ]


def key_of(screen: str, name: str) -> str:
    """The key of an action as people write it."""
    return next(action.key_shown for action in TABLES[screen] if action.name == name)


def foot(screen: str, width: int) -> str:
    """The keys worth showing all the time, on one line: as many whole ones as fit, help and leaving always."""
    shown = {action.name: f"{action.key_shown} {action.label}" for action in TABLES[screen]}
    always = [shown[name] for name in FOOT[screen] if name in ALWAYS_IN_FOOT]
    line: list[str] = []
    for name in FOOT[screen]:
        if name not in ALWAYS_IN_FOOT and len(GAP.join([*line, shown[name], *always])) <= width:
            line.append(shown[name])
    return GAP.join([*line, *always])
