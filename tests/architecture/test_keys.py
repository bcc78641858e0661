"""Every key stands in one table, and whatever tells of keys is made from it."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen

from msq_tui.session.opening import Workplace
from msq_tui.ui import actions
from msq_tui.ui.app import MsqApp
from msq_tui.ui.commands import from_keys
from msq_tui.ui.screens.frame import FramedScreen
from msq_tui.ui.screens.help import HelpScreen
from scripts.keys import KEYS, SCREENS, SMALL_SCREENS, keys_text

ROOT = Path(__file__).resolve().parents[2]
UI = sorted((ROOT / "msq_tui" / "ui").rglob("*.py"))
ELSEWHERE = {"ctrl+c": "app.py says how to leave: no action of its own, a habit from other programs"}
APP = MsqApp(Workplace([], Path("drafts")))
each_screen = pytest.mark.parametrize("name", sorted(actions.TABLES))
every_table = pytest.mark.parametrize("name", sorted(actions.TABLES | actions.SMALL))


def test_the_document_of_keys_is_that_of_the_table() -> None:
    assert KEYS.read_text("utf-8") == keys_text(), "run: python scripts/keys.py"


def test_the_document_of_keys_tells_of_every_table() -> None:
    assert set(SCREENS) == set(actions.TABLES)
    assert set(SMALL_SCREENS) == set(actions.SMALL)


def test_no_key_is_bound_outside_the_table() -> None:
    bound = {
        ast.literal_eval(node.args[0])
        for path in UI
        if path.name != "actions.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding"
    }
    assert bound == set(ELSEWHERE)


@every_table
def test_no_key_does_two_things_on_a_screen(name: str) -> None:
    keys = [key for action in (actions.TABLES | actions.SMALL)[name] for key in action.keys if action.bound]
    assert sorted(keys) == sorted(set(keys))


@every_table
def test_a_letter_does_the_same_as_its_capital_which_is_what_is_shown(name: str) -> None:
    bound = {key: binding.action for binding in actions.bindings(name) if isinstance(binding, Binding) for key in binding.key.split(",")}  # fmt: skip
    letters = [key for key in bound if len(key) == 1 and key.isalpha()]
    assert [key for key in letters if bound.get(key.swapcase()) != bound[key]] == []


@each_screen
def test_bindings_help_and_foot_tell_of_the_same_keys(name: str) -> None:
    bound = [key for binding in actions.bindings(name) if isinstance(binding, Binding) for key in binding.key.split(",")]  # fmt: skip
    shown = [actions.key_shown(key) for key in bound]
    help_text = HelpScreen(name).text()
    told = [key for line in re.findall(r"(?m)^(\S.*?): ", help_text) for key in line.split(", ")]
    assert [key for key in shown if key not in told] == []
    foot = actions.foot(name, 1000).split(actions.GAP)
    assert {item.split(" ")[0] for item in foot} <= set(shown)


@each_screen
def test_the_commands_are_the_actions_of_the_screen_with_their_keys(name: str) -> None:
    screen = FramedScreen()
    screen.__dict__["table"] = name
    commands = {(command.words, command.key) for command in from_keys(APP, screen)}
    assert commands == {(a.help, a.key_shown) for a in actions.TABLES[name] if a.offered}


@each_screen
def test_what_the_list_of_commands_leaves_out_only_moves_or_is_itself(name: str) -> None:
    left_out = {action.name for action in actions.TABLES[name] if not action.offered}
    assert left_out <= {"move", "next_input", "previous_input", "scroll_up", "scroll_down", "commands"}


@every_table
def test_f1_is_dead_on_no_screen(name: str) -> None:
    action = next(action for action in (actions.TABLES | actions.SMALL)[name] if "f1" in action.keys)
    assert action.name == ("close" if name == "help" else "help")


def test_every_screen_names_its_own_table_for_the_help() -> None:
    for path in (ROOT / "msq_tui" / "ui" / "screens").glob("*.py"):
        for kind in vars(import_module(f"msq_tui.ui.screens.{path.stem}")).values():
            if (
                isinstance(kind, type)
                and kind.__module__.endswith(f".{path.stem}")
                and "BINDINGS" in vars(kind)
                and issubclass(kind, Screen)
            ):
                tables = {
                    str(binding.id).partition(".")[0]
                    for binding in kind.BINDINGS
                    if isinstance(binding, Binding)
                }
                assert tables == {vars(kind).get("table")}, kind


UNSURE = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b", "ctrl+a", "f11", "shift+f3"}
"""Keys that mean another key, or that a terminal, tmux, screen or the field one writes in keeps."""


@every_table
def test_no_key_is_one_that_does_not_arrive(name: str) -> None:
    keys = {key for action in (actions.TABLES | actions.SMALL)[name] for key in action.keys}
    assert keys & UNSURE == set()
