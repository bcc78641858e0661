"""Writing YAML: whatever passed the door for text reads back the same, by our reader and by others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from msq_tui.files import yaml_write
from msq_tui.files.yaml_read import MOST_LINE, read_yaml
from msq_tui.files.yaml_write import entry, key, quoted
from tests.core.helpers import unhurried

from .drafts import PARAGRAPHS, texts

names = texts.filter(lambda name: len(name) < 200)
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=10,
)


def read(text: str) -> Any:
    return read_yaml(text).data(empty_is_none=False)


@given(text=texts)
@example(text=PARAGRAPHS)
@example(text=" \n")
@example(text="\n\na\n\n")
@example(text="\ta\nb")
@unhurried
def test_a_text_reads_back_as_it_was(text: str) -> None:
    assert read(entry("a", text)) == {"a": text}


@pytest.mark.parametrize("word", ["y", "Yes", "n", "NO", "true", "False", "on", "OFF", "null"])
def test_a_name_that_another_reader_takes_for_no_text_is_quoted(word: str) -> None:
    assert key(word) == f'"{word}"'


@pytest.mark.parametrize("text", ["a\n\ufeffb", "a\n   \nb", "a\n\n"], ids=ascii)
def test_lines_that_an_editor_may_not_keep_are_quoted(text: str) -> None:
    """A byte order mark, a line of spaces only, empty lines at the end."""
    assert entry("a", text).startswith('a: "')


@given(value=values)
@example(value=[" a", "b  #c", "---", "\t\t\t\t", 'a"b\\c', "a\n\n  \n"])
@unhurried
def test_a_text_too_long_for_one_line_reads_back_as_it_was_by_every_reader(value: Any) -> None:
    with pytest.MonkeyPatch.context() as short:
        short.setattr(yaml_write, "_MOST_ON_A_LINE", 2)
        written = entry("a", value)
    assert read(written) == {"a": value} == YAML(typ="safe", pure=True).load(written)


def test_no_line_is_longer_than_the_reader_takes() -> None:
    written = entry("a", "\u2028 " * MOST_LINE)
    assert max(map(len, written.split("\n"))) <= MOST_LINE


@given(value=values)
@example(value=["a\n\n"])
@example(value={"b": ["a\n\n"]})
@example(value=[{"b": "a\n\n"}, "c"])
@example(value=[["a\n\n"], "c"])
@unhurried
def test_nested_lists_and_mappings_read_back_as_they_were(value: Any) -> None:
    assert read(entry("a", value)) == {"a": value}


@given(whole=st.dictionaries(names, values, min_size=2, max_size=4), indent=st.sampled_from([1, 2, 4, 7]))
@example(whole={"a": {"b": ["c\n\n"]}, "d": "e"}, indent=2)
@unhurried
def test_entries_one_after_the_other_do_not_run_into_each_other(whole: dict[str, Any], indent: int) -> None:
    body = "".join(entry(name, value, indent) for name, value in whole.items())
    assert read("a:\n" + body) == {"a": whole}


@given(text=texts)
@example(text="010")
@unhurried
def test_another_yaml_reader_reads_the_same_text(text: str) -> None:
    assert YAML(typ="safe", pure=True).load(entry("a", text)) == {"a": text}


@pytest.mark.parametrize(
    "text", ["NO", "no", "on", "yes", "010", "1:30", "1e3", "2024-01-01", "~", "null", "", "true", ".inf", "0x1F", "1_000"]
)  # fmt: skip
def test_a_text_of_one_line_is_always_quoted(text: str) -> None:
    assert entry("a", text) == f'a: "{text}"\n'


def test_a_text_of_several_lines_is_a_block_with_its_lines_as_typed() -> None:
    assert entry("a", "first\n\n  second: # x\nthird") == "a: |-\n  first\n\n    second: # x\n  third\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\nb", "|-"),
        ("a\nb\n", "|"),
        (" a\nb", "|2-"),
        ("\na", "|2-"),
    ],
)
def test_the_head_of_a_block_says_where_it_begins_and_ends(text: str, written: str) -> None:
    assert entry("a", text).split("\n")[0] == f"a: {written}"


def test_a_text_that_ends_in_empty_lines_is_quoted_so_that_they_are_seen() -> None:
    assert entry("a", "b\nc\n\n") == 'a: "b\\nc\\n\\n"\n'


@given(value=values)
@unhurried
def test_nothing_but_an_empty_collection_is_in_flow_style(value: Any) -> None:
    def flows(node: Any) -> bool:
        inside = node.value if isinstance(node.value, list) else []
        if isinstance(node.value, dict):
            inside = [part for _, part in node.value.values()]
        return (node.flow and bool(inside)) or any(flows(part) for part in inside)

    assert not flows(read_yaml(entry("a", value)))


@given(text=texts)
@unhurried
def test_a_quoted_text_stands_on_one_line_of_printable_characters(text: str) -> None:
    written = quoted(text)
    assert len(written.splitlines()) == 1 and "\t" not in written


@pytest.mark.parametrize("name", ["cio.details", "strategy_period/other", "contact", "_entry", "legal.a-b"])
def test_a_key_that_nobody_misreads_is_plain(name: str) -> None:
    assert key(name) == name


@pytest.mark.parametrize("name", ["no", "Yes", "ON", "null", "5g", "1", "~", "", "a b", "<<", "é"])
def test_a_key_that_somebody_misreads_is_quoted(name: str) -> None:
    assert key(name) == f'"{name}"'


@pytest.mark.parametrize(("value", "written"), [(41, "a: 41\n"), (True, "a: true\n"), (None, "a: null\n")])
def test_numbers_and_truth_values_stand_bare(value: Any, written: str) -> None:
    assert entry("a", value) == written
