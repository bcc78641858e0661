"""A module that grows beyond 400 lines is split, or has a reason to be long."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
LONGER = {
    "msq_tui/cli.py": "every command of interfaces.md: one short function each",
    "msq_tui/core/printed.py": "one printed form for every rendition, in the order it is read",
    "msq_tui/files/bundle_check.py": "the checks of a bundle, step after step, each trusting only those before it",
    "msq_tui/files/draft_file.py": "one format, its reading and its writing side by side",
    "msq_tui/core/standing.py": "enabled, wrong, how far: one walk along one graph, kept up together",
    "msq_tui/session/filling.py": "the only door through which a response changes, entries of repeats included",
    "msq_tui/ui/screens/fill.py": "the screen where everything meets; its page, widgets and editors are modules of their own",
}
LENGTHS = {
    path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
    for path in (ROOT / "msq_tui").rglob("*.py")
}


def test_a_module_is_at_most_400_lines_long_or_has_a_reason() -> None:
    assert {name: lines for name, lines in LENGTHS.items() if lines > MOST_LINES and name not in LONGER} == {}


def test_a_reason_stands_only_for_a_module_that_needs_it() -> None:
    assert [name for name in LONGER if LENGTHS.get(name, 0) <= MOST_LINES] == []


def test_no_module_with_a_reason_grows_without_end() -> None:
    assert {name: LENGTHS[name] for name in LONGER if LENGTHS[name] > 2 * MOST_LINES} == {}
