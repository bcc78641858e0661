"""Every key in one table: bindings, the line at the foot of a screen, the help, the list of commands and docs/keys.md
are made from it.

Which keys arrive: F1 to F10 and Ctrl with a letter reach a program over SSH, in tmux and in every console. Not so
Ctrl+H, I, J, M (Backspace, Tab, Enter), Ctrl+B (tmux takes it), Ctrl+A (screen), F11 (the whole screen), Shift+F3 (some
terminals send what Textual reads as the place of the cursor), Alt with a letter (macOS). Keys that a terminal may keep
for itself are second keys only, or of actions that the list of commands offers as well.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from msq_tui.core.language import tr


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: its method name, keys (the first is the one shown), a word for the foot, a sentence for help.

    ``priority`` keys work while a text field has the focus and would otherwise keep them for itself. What is not
    ``offered`` makes no sense in the list of commands; what is not ``bound`` is done by the widget that has the focus.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    priority: bool = True
    offered: bool = True
    bound: bool = True

    @property
    def key_shown(self) -> str:
        """The first key as people write it."""
        return key_shown(self.keys[0])


def key_shown(key: str) -> str:
    """A key as people write it and as it stands on keyboards."""
    names = {
        "escape": tr("Esc"),
        "pagedown": tr("PgDn"),
        "pageup": tr("PgUp"),
        "up": tr("Up"),
        "down": tr("Down"),
        "alt": tr("Alt"),
    }
    return "+".join(
        names.get(part, part.upper() if len(part) < 4 and part != "tab" else part.capitalize())
        for part in key.split("+")
    )


COMMANDS = Action(
    "commands", ("ctrl+p", "f12"), tr("commands"), tr("List everything that can be done here, by its words"), offered=False
)  # fmt: skip
HELP = Action("help", ("f1",), tr("help"), tr("Show what the keys do"))
QUIT = Action("quit", ("f10", "ctrl+q"), tr("leave"), tr("Save and leave the program"))
"""As the help, also on the small screens, which stand over everything else."""

EVERYWHERE = (
    COMMANDS,
    Action(
        "change_theme", ("shift+f9",), tr("colours"), tr("Choose the colours: dark, light, high contrast")
    ),
    HELP,
    QUIT,
)
_MOVE = Action("move", ("up", "down"), tr("move"), tr("Move the bar"), False, offered=False, bound=False)
START = (
    _MOVE,
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
FINDING = (
    Action(
        "search",
        ("ctrl+f",),
        tr("find"),
        tr("Find words in questions, guidance, notes, terms and your own answers"),
    ),
    Action("go_to_number", ("ctrl+l",), tr("go to"), tr("Go to a question by its number")),
)
FILL = (
    Action("next_input", ("tab",), tr("next"), tr("Go to the next place to answer"), False, offered=False),
    Action("previous_input", ("shift+tab",), tr("back"), tr("Go to the place before"), False, offered=False),
    Action(
        "next_page",
        ("f8", "ctrl+pagedown"),
        tr("next page"),
        tr("Go to what is below on the page, then to the next page"),
    ),
    Action(
        "previous_page",
        ("f7", "ctrl+pageup"),
        tr("page before"),
        tr("Go to what is above on the page, then to the page before"),
    ),
    Action(
        "scroll_up",
        ("pageup",),
        tr("look up"),
        tr("Look further up the page; the cursor stays where it is"),
        offered=False,
    ),
    Action("scroll_down", ("pagedown",), tr("look down"), tr("Look further down the page"), offered=False),
    Action("outline", ("f2",), tr("sections"), tr("Show all sections and how far each is")),
    Action("next_missing", ("f3",), tr("missing"), tr("Go to the next required answer that is missing")),
    *FINDING,
    Action(
        "next_unanswered",
        ("ctrl+u",),
        tr("next unanswered"),
        tr("Go to the next place without an answer, required or not"),
    ),
    Action(
        "next_problem",
        ("ctrl+o",),
        tr("next problem"),
        tr("Go to the next place where something is to put right or worth a look"),
    ),
    Action("next_flagged", ("shift+f4",), tr("next flagged"), tr("Go to the next question with a flag")),
    Action(
        "go_back",
        ("shift+f7", "alt+left"),
        tr("back"),
        tr("Go back to where you were before the last jump"),
    ),
    Action(
        "go_forward", ("shift+f8", "alt+right"), tr("forward"), tr("Go forward again to where you came from")
    ),
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
    Action(
        "note",
        ("ctrl+d",),
        tr("note"),
        tr("Write a note to yourself or colleagues on this question; it is never sent"),
    ),
    Action("flag", ("ctrl+w",), tr("flag"), tr("Flag this question for a later look, or take the flag away")),
    Action("large", ("ctrl+e",), tr("large editor"), tr("Write this answer on the whole screen")),
    Action("why", ("f9",), tr("why"), tr("Say why the question is asked or required")),
    Action("terms", ("ctrl+g",), tr("terms"), tr("Explain the terms that the question uses")),
    Action(
        "earlier", ("ctrl+r",), tr("earlier"), tr("List earlier wordings of this answer, and put one back")
    ),
    Action(
        "put_in",
        ("ctrl+k",),
        tr("put in"),
        tr("Put in a link or text that you already gave elsewhere"),
    ),
    Action(
        "copy_answer",
        ("shift+f6",),
        tr("copy"),
        tr("Copy this answer; Ctrl+V puts it in elsewhere"),
    ),
    Action("undo", ("ctrl+z",), tr("undo"), tr("Take back the last change of this answer"), False),
    Action("redo", ("ctrl+y",), tr("redo"), tr("Make again what was taken back"), False),
    Action("back_to_start", ("escape",), tr("drafts"), tr("Save and go back to the list of drafts"), False),
    *EVERYWHERE,
)
REVIEW = (
    _MOVE,
    Action(
        "open",
        ("enter",),
        tr("go there"),
        tr("Go to the question under the bar; F5 comes back to this line"),
        False,
    ),
    Action(
        "justify",
        ("j",),
        tr("give a reason"),
        tr("Write why it stays as it is, where a reason is needed"),
        False,
    ),
    Action(
        "next_page",
        ("f8", "ctrl+pagedown"),
        tr("next part"),
        tr("Go to the next part: what is to do, what is kept aside, the answers of each section"),
    ),
    Action(
        "previous_page",
        ("f7", "ctrl+pageup"),
        tr("part before"),
        tr("Go to the beginning of this part, then to the part before"),
    ),
    Action("outline", ("f2",), tr("parts"), tr("Show all parts and how far each is")),
    *FINDING,
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
LARGE_EDITOR = (
    Action("back", ("escape", "f5", "ctrl+e"), tr("back"), tr("Go back to the page; the text is kept")),
    Action(
        "edit_outside",
        ("f4",),
        tr("other editor"),
        tr("Write in the editor that the variable EDITOR names, and come back with the text"),
    ),
    *EVERYWHERE,
)
EXPORTED = (
    Action("back", ("escape", "enter"), tr("back"), tr("Go back to the review")),
    *EVERYWHERE,
)
FOOT = {
    "start": ("open", "help", "quit"),
    "fill": (
        "next_input",
        "review",
        "outline",
        "next_missing",
        "search",
        "commands",
        "next_page",
        "mark",
        "terms",
        "help",
        "quit",
    ),
    "review": (
        "open",
        "export",
        "next_page",
        "outline",
        "back",
        "export_partial",
        "justify",
        "help",
        "quit",
    ),
    "exported": ("back", "help", "quit"),
    "large_editor": ("back", "edit_outside", "help", "quit"),
}
ALWAYS_IN_FOOT = ("help", "quit")
GAP = "  "
TABLES = {"start": START, "fill": FILL, "review": REVIEW, "exported": EXPORTED, "large_editor": LARGE_EDITOR}
"""The screens that have a foot and a help."""


def _small(*keys: str) -> tuple[Action, ...]:
    close = Action("close", ("escape", *keys), tr("back"), tr("Go back"), offered=False)
    return (close, QUIT) if "f1" in keys else (close, HELP, QUIT)


_CHOOSE = Action("choose", ("enter",), tr("choose"), tr("Take what is under the bar"), False, offered=False, bound=False)  # fmt: skip
SMALL = {
    "finder": (_MOVE, _CHOOSE, *_small()),
    "outline": (
        _MOVE,
        _CHOOSE,
        Action(
            "unanswered", ("u",), tr("unanswered"), tr("Show what is not answered yet, or all sections again")
        ),
        Action("problems", ("p",), tr("problems"), tr("Show the problems, or all sections again")),
        Action("new", ("n",), tr("what is new"), tr("Show what is new this round, or all sections again")),
        Action("flagged", ("f",), tr("flagged"), tr("Show what is flagged, or all sections again")),
        Action("noted", ("t",), tr("notes"), tr("Show the notes, or all sections again")),
        Action("assigned", ("a",), tr("assigned"), tr("Show who answers what, or all sections again")),
        *_small("f2"),
    ),
    "parts": (_MOVE, _CHOOSE, *_small("f2")),
    "choose": (_MOVE, _CHOOSE, *_small()),
    "ask": (
        Action("submit", ("enter",), tr("go on"), tr("Take the line as it is"), False, bound=False),
        *_small(),
    ),
    "mark": (_MOVE, _CHOOSE, *_small("f4")),
    "look": (
        _MOVE,
        Action(
            "choose",
            ("enter", "space"),
            tr("take it"),
            tr("Take the colours under the bar"),
            False,
            offered=False,
        ),
        *_small("shift+f9"),
    ),
    "note": _small(),
    "terms": _small("ctrl+g", "enter"),
    "help": _small("f1", "enter"),
    "earlier": (_MOVE, _CHOOSE, *_small("ctrl+r")),
    "wording": (
        _MOVE,
        _CHOOSE,
        Action("look_up", ("pageup",), tr("look up"), tr("Look further up in the wording")),
        Action("look_down", ("pagedown",), tr("look down"), tr("Look further down in the wording")),
        *_small(),
    ),
    "differences": (
        _MOVE,
        _CHOOSE,
        Action("choose", ("space",), tr("the other one"), tr("Take the other version of the answer"), False),
        *_small(),
    ),
}
"""The small screens that stand over others until they are answered."""


def bindings(screen: str) -> list[BindingType]:
    """The bindings of a screen. Letters are shown as they stand on keyboards, so the capital one does the same."""
    return [
        Binding(
            ",".join((*action.keys, *(key.upper() for key in action.keys if len(key) == 1))),
            f"app.{action.name}" if action in EVERYWHERE else action.name,
            action.label,
            tooltip=action.help,
            priority=action.priority,
            id=f"{screen}.{action.name}",
            show=False,
        )
        for action in (TABLES | SMALL)[screen]
        if action.bound
    ]


def key_of(screen: str, name: str) -> str:
    """The key of an action as people write it."""
    return next(action.key_shown for action in (TABLES | SMALL)[screen] if action.name == name)


def foot(screen: str, width: int, without: Collection[str] = ()) -> str:
    """The keys worth showing all the time, on one line: as many whole ones as fit, help and leaving always."""
    shown = {action.name: f"{action.key_shown} {action.label}" for action in TABLES[screen]}
    always = [shown[name] for name in FOOT[screen] if name in ALWAYS_IN_FOOT]
    line: list[str] = []
    for name in FOOT[screen]:
        if name not in (*ALWAYS_IN_FOOT, *without) and len(GAP.join([*line, shown[name], *always])) <= width:
            line.append(shown[name])
    return GAP.join([*line, *always])
