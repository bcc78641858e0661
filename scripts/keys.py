"""Writes docs/keys.md from the table of keys: ``python scripts/keys.py``."""

from __future__ import annotations

from pathlib import Path

from msq_tui.ui.actions import EVERYWHERE, SMALL, TABLES, Action, key_shown

KEYS = Path(__file__).resolve().parent.parent / "docs" / "keys.md"

SCREENS = {
    "start": "On the first screen",
    "fill": "In the questionnaire",
    "large_editor": "In the large editor",
    "review": "In the review",
    "exported": "After the export",
}
SMALL_SCREENS = {
    "finder": "Commands, finding words, going to a number, putting in what was given",
    "outline": "The list of sections",
    "parts": "The parts of the review",
    "choose": "A choice of ways to go on",
    "ask": "A line to fill in",
    "mark": "When you cannot answer",
    "look": "The colours",
    "note": "A note to yourself",
    "terms": "The explained terms",
    "help": "The help",
    "earlier": "The earlier wordings of an answer",
    "wording": "One earlier wording",
    "differences": "Two versions of a draft",
}
TOP = """# Keys

<!-- Written by scripts/keys.py from msq_tui/ui/actions.py. Change it there. -->

What each key does, screen by screen. In the program, `F1` shows the keys of the screen you are on, and `Ctrl+P` finds
by its words whatever can be done there.

The keys of a text you are writing are those you know: `Home`, `End`, `Ctrl` with `Left` and `Right` for words, `Shift`
to mark, `Ctrl+C`, `Ctrl+X`, `Ctrl+V`, `Ctrl+Z` and `Ctrl+Y`.

Some terminals keep a key for themselves (`F11`, `Alt+Left`, `Ctrl+F` in the old Windows console). Then use the other
key of the line, or `Ctrl+P` and a word of what you want.
"""


def keys_text() -> str:
    """The document as the table has it now."""
    parts = [TOP]
    for name, title in SCREENS.items():
        parts.append(_table(title, [action for action in TABLES[name] if action not in EVERYWHERE]))
    parts.append(_table("On each of these screens", list(EVERYWHERE)))
    parts.append(
        "The small screens that stand over others have keys of their own. `F1` shows them, and `F10` leaves the program\n"
        "there too.\n"
    )
    for name, title in SMALL_SCREENS.items():
        parts.append(_table(title, [action for action in SMALL[name] if action not in EVERYWHERE]))
    return "\n".join(parts)


def _table(title: str, actions: list[Action]) -> str:
    lines = [f"## {title}", "", "| Key | Does |", "|---|---|"]
    for action in actions:
        keys = ", ".join(f"`{key_shown(key)}`" for key in action.keys)
        lines.append(f"| {keys} | {action.help} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    KEYS.write_text(keys_text(), encoding="utf-8", newline="\n")
