"""Reading YAML from outside: text stays text, and everything else is refused where it stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml.reader import ReaderError

from msq_tui.files import yaml_read
from msq_tui.files.yaml_read import (
    MOST_DEPTH,
    MOST_LINE,
    Node,
    YamlRefused,
    decode,
    read_text,
    read_yaml,
)
from tests.core.helpers import unhurried
from tests.limited import limited


def read_bytes(data: bytes) -> Node:
    return read_yaml(decode(data))


def refusal(data: bytes | str) -> YamlRefused:
    with pytest.raises(YamlRefused) as caught:
        read_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return caught.value


TYPED = [
    "NO", "no", "on", "off", "yes", "y", "true", "null", "~", "010", "0o10", "0x1F", "0x_", "1_000", "1:30", "190:20:30",
    "1e3", ".inf", ".nan", "-0", "2024-01-01", "2024-02-30", "2001-12-14t21:59:43.10-05:00", "9" * 5000, "+1", "6,80", "=", "50%",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED, ids=lambda text: text[:12])
def test_a_plain_scalar_stays_the_text_that_was_typed(text: str) -> None:
    assert read_yaml(f"a: {text}\n").data(empty_is_none=False) == {"a": text}


@pytest.mark.parametrize(
    "text", [text for text in TYPED if text not in ("~", "null")], ids=lambda text: text[:12]
)
def test_a_plain_scalar_is_a_key_as_typed(text: str) -> None:
    assert read_yaml(f"{text[:900]}: a\n").data(empty_is_none=False) == {text[:900]: "a"}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_an_unquoted_nothing_is_none_only_where_that_is_asked_for(written: str) -> None:
    node = read_yaml(f"a: {written}\n")
    assert (node.data(empty_is_none=True), node.data(empty_is_none=False)) == ({"a": None}, {"a": written})


@pytest.mark.parametrize("written", ["''", '""', "'~'", '"null"'])
def test_a_quoted_nothing_is_always_text(written: str) -> None:
    assert read_yaml(f"a: {written}\n").data(empty_is_none=True) == {"a": written[1:-1]}


# What is refused, and where: (text, line, column, code).
REFUSED: dict[str, tuple[bytes | str, int, int, str]] = {
    "tag": ("b: 1\na: !!python/object/apply:os.system [x]\n", 2, 4, "tag"),
    "local tag": ("a: !thing x\n", 1, 4, "tag"),
    "standard tag": ("a: !!int abc\n", 1, 4, "tag"),
    "tag on the whole": ("!!omap\na: 1\n", 1, 1, "tag"),
    "tag on a key": ("a: 1\n!!str b: 1\n", 2, 1, "tag"),
    "anchor": ("a: 1\nb: &mark x\n", 2, 4, "anchor"),
    "anchor on a list": ("a: 1\nb: &mark [x]\n", 2, 4, "anchor"),
    "alias": ("a: 1\nb:\n  - *mark\n", 3, 5, "alias"),
    "alias as key": ("a: 1\n*mark : 1\n", 2, 1, "alias"),
    "recursive alias": ("a: &a [*a]\n", 1, 4, "anchor"),
    "merge key": ("a: 1\n<<: {b: 1}\n", 2, 1, "merge-key"),
    "yaml directive": ("%YAML 1.1\n---\na: NO\n", 1, 1, "directive"),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: 1\n", 1, 1, "directive"),
    "second document": ("a: 1\n---\nb: 2\n", 2, 1, "second-document"),
    "second empty document": ("a: 1\n---\n", 2, 1, "second-document"),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate-key"),
    "duplicate key inside": ("x:\n  - a: 1\n    'a': 3\n", 3, 5, "duplicate-key"),
    "null key": ("b: 1\n~: 1\n", 2, 1, "key"),
    "null word key": ("b: 1\nnull: 1\n", 2, 1, "key"),
    "empty key": ("b: 1\n: 1\n", 2, 1, "indent"),
    "list key": ("b: 1\n? [a]\n: 1\n", 2, 3, "key"),
    "mapping key": ("b: 1\n? {a: 1}\n: 1\n", 2, 3, "key"),
    "a list as the whole": ("- a\n", 1, 1, "shape"),
    "a text as the whole": ("# x\nhello\n", 2, 1, "shape"),
    "escape character, raw": ("b: 1\na: x\x1b[2Jy\n", 2, 5, "control-character"),
    "escape character, escaped": ('b: 1\na: "x\\x1b[2Jy"\n', 2, 4, "control-character"),
    "escape character, by its yaml name": ('a: "\\e"\n', 1, 4, "control-character"),
    "nul, raw": ("a: x\0y\n", 1, 5, "control-character"),
    "nul, escaped": ('a: "\\0"\n', 1, 4, "control-character"),
    "control in a key": ('b: 1\n"\\a": 1\n', 2, 1, "control-character"),
    "c1 control": ("a: \x9b2J\n", 1, 4, "control-character"),
    "bidi override": ("a: x\u202ey\n", 1, 5, "control-character"),
    "lone carriage return": ("a: x\ry\n", 1, 5, "control-character"),
    "surrogate, escaped": ('a: "\\ud800"\n', 1, 7, "escape"),
    "line separator": ("a: x\u2028y\n", 1, 5, "control-character"),
    "paragraph separator": ("a: x\u2029y\n", 1, 5, "control-character"),
    "noncharacter": ("a: \ufffe\n", 1, 4, "control-character"),
    "UTF-16 with mark": ("a: 1\n".encode("utf-16"), 1, 1, "encoding"),
    "UTF-16 big endian": (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), 1, 1, "encoding"),
    "UTF-16 without mark": ("a: 1\n".encode("utf-16-le"), 1, 2, "control-character"),
    "Latin-1": ("b: 1\na: café\n".encode("latin-1"), 2, 7, "encoding"),
    "Latin-1 after wide letters": (b"a: \xd0\x96\xd0\x96\xe9 x\n", 1, 6, "encoding"),
    "overlong UTF-8": (b"a: \xc0\xaf\n", 1, 4, "encoding"),
    "surrogate as UTF-8": (b"a: \xed\xa0\x80\n", 1, 4, "encoding"),
    "UTF-8 cut off": (b"a: caf\xc3", 1, 7, "encoding"),
    "empty": ("", 1, 1, "empty"),
    "empty lines": ("\n \n\t\r\n", 1, 1, "empty"),
    "zeros after a power cut": (b"\0" * 4096, 1, 1, "empty"),
    "remarks only": ("# a\n# b\n", 1, 1, "empty"),
    "byte order mark only": (b"\xef\xbb\xbf", 1, 1, "empty"),
    "web page": ("<!DOCTYPE html>\n<html>", 1, 1, "not-yaml"),
    "web page after empty lines": ("\n\n <HTML><body>", 1, 1, "not-yaml"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, 1, "not-yaml"),
    "zip or Word file": (b"PK\x03\x04\x14\0\0\0", 1, 1, "not-yaml"),
    "old Word file": (b"{\\rtf1\\ansi x}", 1, 1, "not-yaml"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", 1, 1, "not-yaml"),
    "git conflict": ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n", 2, 1, "conflict-mark"),
    "half removed git conflict": ("a: 1\nb: 1\n=======\nb: 2\n", 3, 1, "conflict-mark"),
    "tab indent": ("a:\n\tb: 1\n", 2, 1, "tab-indent"),
    "tab after spaces": ("a:\n  b: 1\n  \tc: 1\n", 3, 3, "tab-indent"),
    "open double quote": ('a: 1\nb: "x\nc: 1\nd: 2\n', 2, 4, "open-quote"),
    "open double quote before a quoted line": ('a: 1\nb: "x\nc: "y"\n', 2, 4, "open-quote"),
    "open single quote": ("a: 1\nb: 'x\nc: 1\n", 2, 4, "open-quote"),
    "colon in a text": ("a: 1\nb: Portal: see below\n", 2, 10, "colon"),
    "colon missing": ("a: 1\nb\nc: 1\n", 2, 1, "indent"),
    "too deep a line": ("a: 1\n   b: 1\n", 2, 5, "colon"),
    "less deep than its like": ("a:\n    b: 1\n  c: 1\n", 3, 3, "indent"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_is_not_data_is_refused_at_its_line_and_column(case: tuple[bytes | str, int, int, str]) -> None:
    data, line, column, code = case
    found = refusal(data)
    assert (found.code, found.line, found.column) == (code, line, column)


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_no_refusal_speaks_of_programming(case: tuple[bytes | str, int, int, str]) -> None:
    words = refusal(case[0]).message.lower()
    assert not [word for word in ("exception", "errno", "parse", "traceback", "nonetype") if word in words]


@pytest.mark.parametrize(
    "error", [ReaderError("", 0, 0, "utf-8", "odd"), ValueError("odd"), AssertionError(), IndexError(), RecursionError()], ids=repr
)  # fmt: skip
def test_whatever_the_parser_stumbles_over_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def stumbles(*_: object) -> Iterator[object]:
        raise error

    monkeypatch.setattr(yaml_read, "_events", stumbles)
    with pytest.raises(YamlRefused) as caught:
        read_yaml("a: 1\n")
    assert caught.value.code == "syntax"


def test_a_key_given_twice_names_both_lines() -> None:
    found = refusal("a: 1\nb: 2\na: 3\n")
    assert found.line == 3 and "line 1" in found.message


def test_a_file_over_the_limit_is_refused_and_never_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    monkeypatch.setattr(yaml_read, "MOST_BYTES", 1000)

    def taking(data: bytes) -> str:
        taken.append(len(data))
        return decode(data)

    monkeypatch.setattr(yaml_read, "decode", taking)
    path = tmp_path / "large.yaml"
    for size, code in ((999, "empty"), (1001, "too-large"), (100_000, "too-large")):
        path.write_bytes((b"#\n" * size)[:size])
        with pytest.raises(YamlRefused) as caught:
            read_yaml(read_text(path))
        assert caught.value.code == code
    assert taken == [999, 1001, 1001]


def test_a_line_over_the_limit_is_refused_at_its_line() -> None:
    found = refusal("a: 1\nb: " + "x" * MOST_LINE + "\n")
    assert (found.code, found.line) == ("too-large", 2)


@pytest.mark.parametrize("deep", [1, MOST_DEPTH - 1])
def test_reasonable_depth_is_read(deep: int) -> None:
    assert read_yaml("a: " + "[" * deep + "]" * deep + "\n")


def test_one_level_too_deep_is_refused_where_it_begins() -> None:
    found = refusal("a: " + "[" * MOST_DEPTH + "]" * MOST_DEPTH + "\n")
    assert (found.code, found.line, found.column) == ("too-deep", 1, 3 + MOST_DEPTH)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfa: 1\nb: |\n  x\n  y\n",
        b"a: 1\r\nb: |\r\n  x\r\n  y\r\n",
        b"---\na: 1\nb: |\n  x\n  y\n...\n",
    ],
    ids=["byte order mark", "CRLF", "document marks"],
)
def test_what_other_editors_add_changes_nothing(data: bytes) -> None:
    assert read_bytes(data).data(empty_is_none=False) == {"a": "1", "b": "x\ny\n"}
    assert not set(decode(data)) & {"\ufeff", "\r"}


@pytest.mark.parametrize("letters", ["a\u200db", "a\u200eb", "a\u2066b", "👩‍💻", "e\u0301"])
def test_characters_of_real_scripts_do_not_shift_the_lines(letters: str) -> None:
    found = refusal(f'a: "{letters}"\nb: 1\nb: 2\n')
    assert (found.code, found.line, found.column) == ("duplicate-key", 3, 1)


@given(text=st.text(max_size=80) | st.text(alphabet="ab:-#'\"|>[]{}&*!%@? \t\n", max_size=60))
@unhurried
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    data = text.encode("utf-8")
    try:
        read_bytes(data)
    except YamlRefused as found:
        assert found.line >= 1 and found.column >= 1 and found.message


@given(data=st.binary(max_size=80))
@unhurried
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    try:
        read_bytes(data)
    except YamlRefused as found:
        assert found.line >= 1 and found.column >= 1 and found.message


# Each in a process that is killed at 512 MB or 5 s of processor time (reliability.md 1.7).


def _laughs() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "2000 brackets": lambda: b"[" * 2000,
    "2000 brackets after a key": lambda: b"a: " + b"[" * 2000,
    "2000 brackets apart": lambda: b"a: " + b"[ " * 2000,
    "2000 brackets on lines": lambda: b"a:\n " + b"[\n " * 2000,
    "2000 brackets after a text": lambda: b"a: [x, " + b"[" * 2000,
    "2000 braces": lambda: b"a: " + b"{" * 2000,
    "2000 mappings": lambda: b"a: " + b"{b: " * 2000,
    "20000 brackets": lambda: b"a: " + b"[" * 20000,
    "2000 dashes": lambda: b"a:\n " + b"- " * 2000 + b"x",
    "2000 question marks": lambda: b"? " * 2000 + b"x",
    "2000 deeper lines": lambda: b"".join(b" " * n + b"a:\n" for n in range(2000)),
    "a million laughs": _laughs,
    "quadratic aliases": lambda: b"a: &a " + b"x" * 10_000 + b"\nb:\n" + b"  - *a\n" * 10_000,
    "20 MB on one line": lambda: b"a: " + b"x" * 20_000_000,
    "5 MB of brackets": lambda: b"a: " + b"[" * 5_000_000,
    "100 MB": lambda: b"a: 1\n" * 20_000_000,
    "20 MB of keys": lambda: b"".join(b"key_%d: x\n" % n for n in range(1_400_000)),
    "20 MB of list": lambda: b"a:\n" + b"- x\n" * 5_000_000,
    "20 MB of flow list": lambda: b"a: [\n" + b"x,\n" * 6_000_000 + b"]\n",
    "20 MB of remarks": lambda: b"# x\n" * 5_000_000,
    "20 MB of empty lines": lambda: b"a: 1\n" + b"\n" * 20_000_000 + b"b",
    "a key of 150 KB": lambda: b"x" * 150_000 + b": 1\n",
    "a long escape": lambda: b'a: "' + b"\\x41" * 40_000 + b'"\nb',
}
READ = """
from pathlib import Path
from msq_tui.files.yaml_read import YamlRefused, read_text, read_yaml
import ruamel.yaml
def work(path):
    try:
        read_yaml(read_text(Path(path)))
    except YamlRefused as refusal:
        print("refused", refusal.code)
    else:
        print("read")
"""


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_within_memory_and_time(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_bytes(make())
    code, told, complained = limited(READ, str(path))
    assert (code, told.split(" ")[0]) == (0, "refused"), complained[-300:]


def edition_with(conditions: str) -> bytes:
    questions = "".join(
        f'      - id: "q{n}"\n        type: "multiple_choice"\n        options: "list"\n' for n in range(30)
    )
    options = "".join(f'    - code: "c{n}"\n      label: "Label {n}"\n' for n in range(30))
    head = 'msq_edition: 1\nid: "hostile"\ntitle: "Hostile"\n'
    last = '      - id: "last"\n        type: "short_text"\n        when: {condition: "last"}\n'
    return f"{head}option_lists:\n  list:\n{options}conditions:\n{conditions}sections:\n  - id: only\n    questions:\n{questions}{last}".encode()


def _every(operator: str, codes: str) -> str:
    return "".join(f"      - {{question: q{n}, {operator}: {codes}}}\n" for n in range(30))


HOSTILE_CONDITIONS: dict[str, Callable[[], str]] = {
    "each names the one before twice": lambda: "  n0: {question: q0, answered: true}\n" + "".join(f"  n{n}: {{any: [{{condition: n{n - 1}}}, {{condition: n{n - 1}}}]}}\n" for n in range(1, 200)) + "  last: {condition: n199}\n",
    "each names the one before": lambda: "  n0: {question: q0, answered: true}\n" + "".join(f"  n{n}: {{not: {{condition: n{n - 1}}}}}\n" for n in range(1, 3000)) + "  last: {condition: n2999}\n",
    "looks at everything": lambda: "  last:\n    all:\n" + _every("includes", "[c1, c2, c3, c4, c5, c6]"),
    "counts everything": lambda: "  last:\n    all:\n" + _every("count_at_least", "29") + _every("count_at_most", "28"),
    "thousands of tests": lambda: "  last:\n    all:\n" + _every("answered", "true") * 300,
}  # fmt: skip
CHECK = """
from pathlib import Path
from msq_tui.files.edition_file import check_edition
import ruamel.yaml
def work(path):
    findings, _ = check_edition(Path(path))
    print("checked", *sorted({finding.code for finding in findings}))
"""


@pytest.mark.parametrize("make", HOSTILE_CONDITIONS.values(), ids=HOSTILE_CONDITIONS)
def test_an_edition_of_hostile_conditions_is_checked_within_memory_and_time(
    make: Callable[[], str], tmp_path: Path
) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_bytes(edition_with(make()))
    code, told, complained = limited(CHECK, str(path))
    assert (code, told.split()[:1]) == (0, ["checked"]), complained[-300:]


@pytest.mark.parametrize(("kind", "words"), [("folder", "a folder"), ("pipe", "a device or pipe")])
def test_what_is_no_file_is_refused_without_waiting(kind: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "thing.yaml"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(YamlRefused) as caught:
        read_text(path)
    assert (caught.value.code, words in caught.value.message) == ("not-a-file", True)
