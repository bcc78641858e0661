"""A corpus of hostile drafts and editions, and of hostile texts: what the tests of this folder feed to the program.

Everything follows from the lines below: the same files, byte for byte, on every machine and day.
``python -m tests.hostile.generate FOLDER`` writes the files, to be tried by hand with other commands.
"""

from __future__ import annotations

import re
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["draft", "edition"]

DRAFT = """msq_draft: 1
edition: "msq-2022"
edition_revision: 1
draft_id: "5b0e6c1f0a2d4b6e8f90a1b2c3d4e5f6"
save: 3
created: "2026-11-21T09:30:00Z"
saved: "2026-11-21T10:02:11Z"
{here}answers:
  country: "PRY"
{inside}  egov_portal: "The portal"
{end}"""

EDITION = """msq_edition: 1
id: "hostile"
title: "A hostile edition"
{here}sections:
  - id: "only"
    title: "Only"
    questions:
      - id: "first"
        type: "yes_no"
        text: "First?"
{inside}      - id: "second"
        type: "short_text"
        text: "Second?"
{end}"""


@dataclass(frozen=True)
class Hostile:
    """One file. ``opens``: a draft that may be opened all the same, with complaints; ``whole``: the complaint is about
    the file, not a line; ``heavy``: large enough to be alone in its process."""

    name: str
    kind: Kind
    data: bytes
    opens: bool = False
    whole: bool = False
    heavy: bool = False

    @property
    def file_name(self) -> str:
        """A name that any system takes."""
        return "".join(sign if sign.isalnum() else "_" for sign in self.name) + ".yaml"


def draft(here: str = "", inside: str = "", end: str = "") -> str:
    """A sound draft with lines put in: above ``answers``, among them, behind them."""
    return DRAFT.format(here=here, inside=inside, end=end)


def edition(here: str = "", inside: str = "", end: str = "") -> str:
    """A sound edition with lines put in: above ``sections``, between two questions, behind them."""
    return EDITION.format(here=here, inside=inside, end=end)


def laughs(lines: int, wide: int) -> str:
    """Aliases of aliases: short to write, endless to walk."""
    made = ["l0: &l0 [x]"]
    made += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * wide)}]" for n in range(1, lines)]
    return "\n".join(made) + "\n"


# Lines that no file of ours may hold, put into both kinds above the last key.
LINES: dict[str, str] = {
    "tag runs a command": "x: !!python/object/apply:os.system [\"touch owned\"]\n",
    "tag names a module": "x: !!python/name:os.system\n",
    "tag makes an object": "x: !!python/object/new:subprocess.Popen [[ls]]\n",
    "tag int": "x: !!int 5\n",
    "tag int of letters": "x: !!int abc\n",
    "tag float": "x: !!float .inf\n",
    "tag binary": "x: !!binary aGVsbG8=\n",
    "tag set": "x: !!set {a, b}\n",
    "tag omap twice": "x: !!omap [a: 1, a: 2]\n",
    "tag timestamp": "x: !!timestamp 2024-02-30\n",
    "tag null": "x: !!null ''\n",
    "tag local": "x: !thing y\n",
    "tag verbatim": "x: !<tag:yaml.org,2002:str> y\n",
    "tag on a key": "!!str x: y\n",
    "anchor": "x: &mark y\n",
    "anchor and alias": "x: &mark y\nz: *mark\n",
    "alias of nothing": "x: *nothing\n",
    "alias as key": "*nothing : y\n",
    "recursive list": "x: &x [*x]\n",
    "recursive mapping": "x: &x {y: *x}\n",
    "million laughs": laughs(12, 9),
    "wide laughs": laughs(3, 4000),
    "quadratic aliases": "x: &x " + "y" * 10_000 + "\nz:\n" + "  - *x\n" * 5000,
    "merge key": "<<: {a: b}\n",
    "merge list": "<<: [{a: b}, {c: d}]\n",
    "merge of an alias": "x: &x {a: b}\nz:\n  <<: *x\n",
    "2000 brackets": "x: " + "[" * 2000 + "\n",
    "2000 brackets closed": "x: " + "[" * 2000 + "]" * 2000 + "\n",
    "2000 braces": "x: " + "{" * 2000 + "\n",
    "2000 named braces": "x: " + "{a: " * 2000 + "\n",
    "2000 dashes": "x:\n  " + "- " * 2000 + "y\n",
    "2000 question marks": "? " * 2000 + "y\n",
    "300 deeper lines": "".join(" " * n + f"x{n}:\n" for n in range(300)) + " " * 300 + "y\n",
    "brackets on lines": "x:\n  " + "[\n  " * 500 + "\n",
    "21 levels": "x: " + "[" * 21 + "]" * 21 + "\n",
    "second document": "---\nmsq_draft: 1\n",
    "second empty document": "---\n",
    "end of document and more": "...\nx: y\n",
    "directive in the middle": "---\n%YAML 1.1\n---\n",
    "key twice": "x: y\nx: z\n",
    "key twice in quotes": "x: y\n\"x\": z\n",
    "key twice as escape": "x: y\n\"\\x78\": z\n",
    "key twice inside": "x:\n  a: b\n  a: c\n",
    "key twice in a flow": "x: {a: b, a: c}\n",
    "null key": "~: y\n",
    "null word key": "null: y\n",
    "empty key": ": y\n",
    "list key": "? [a]\n: y\n",
    "mapping key": "? {a: b}\n: y\n",
    "key of many lines": "? |\n  a\n  b\n? - c\n: y\n",
    "no colon": "x\n",
    "colon in a text": "x: Portal: see below\n",
    "tab indent": "x:\n\ty: z\n",
    "tab after spaces": "x:\n  \ty: z\n",
    "open double quote": 'x: "y\n',
    "open single quote": "x: 'y\n",
    "open bracket": "x: [a, b\n",
    "open brace": "x: {a: b\n",
    "wrong closing": "x: [a}\n",
    "comma alone": "x: [,]\n",
    "percent first": "x: %y\n",
    "at sign first": "x: @y\n",
    "backtick first": "x: `y`\n",
    "block with a wrong head": "x: |9z\n  y\n",
    "block less deep": "x: |4\n  y\n",
    "deeper than its like": "x: y\n   z: y\n",
    "less deep than its like": "x:\n    y: z\n  y: z\n",
    "dash beside a key": "- x\n",
    "bad escape": 'x: "\\q"\n',
    "short escape": 'x: "\\x4"\n',
    "surrogate escape": 'x: "\\ud800"\n',
    "pair of surrogate escapes": 'x: "\\ud83d\\ude00"\n',
    "escape beyond Unicode": 'x: "\\U00110000"\n',
    "escape character": "x: a\x1b[31mred\n",
    "escape character escaped": 'x: "a\\e]52;c;b3duZWQ=\\a"\n',
    "title of the window": "x: a\x1b]0;owned\x07b\n",
    "clipboard": "x: a\x1b]52;c;b3duZWQ=\x07b\n",
    "link of the terminal": "x: \x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\\n",
    "device control": "x: a\x1bP$qm\x1b\\b\n",
    "program command": "x: a\x1b_payload\x1b\\b\n",
    "C1 control": "x: a\x9b31mred\n",
    "C1 control escaped": 'x: "a\\x9b31mred"\n',
    "C1 string": "x: a\x9d0;owned\x9cb\n",
    "NUL": "x: a\0b\n",
    "NUL escaped": 'x: "a\\0b"\n',
    "bell": "x: a\x07b\n",
    "backspace": "x: a\x08b\n",
    "delete": "x: a\x7fb\n",
    "vertical tab": "x: a\x0bb\n",
    "form feed": "x: a\x0cb\n",
    "carriage return alone": "x: a\rb\n",
    "next line": "x: a\x85b\n",
    "next line escaped": 'x: "a\\Nb"\n',
    "line separator": "x: a\u2028b\n",
    "bidi override": "x: abc\u202egpj.exe\n",
    "bidi override escaped": 'x: "abc\\u202egpj.exe"\n',
    "bidi embedding": "x: a\u202ab\n",
    "bidi pop": "x: a\u202cb\n",
    "noncharacter": "x: a\ufffeb\n",
    "noncharacter of plane 16": "x: a\U0010ffffb\n",
    "control in a key": '"x\\e[2J": y\n',
    "bidi override in a key": '"x\\u202ey": z\n',
    "control in a remark": "# \x1b[2J\n",
    "line of 250 000": "x: " + "y" * 250_000 + "\n",
    "key of 250 000": "x" * 250_000 + ": y\n",
    "git conflict": "<<<<<<< HEAD\nx: a\n=======\nx: b\n>>>>>>> theirs\n",
    "git conflict middle": "=======\n",
    "git conflict end": ">>>>>>> theirs\n",
}  # fmt: skip

# Bytes that are no UTF-8, in the middle of both kinds.
BYTES: dict[str, bytes] = {
    "Latin-1": "x: café\n".encode("latin-1"),
    "code page 1252": "x: “quoted” – 5 €\n".encode("cp1252"),
    "code page 1251": "x: Привет\n".encode("cp1251"),
    "Shift JIS": "x: こんにちは\n".encode("shift_jis"),
    "overlong slash": b"x: \xc0\xaf\n",
    "overlong of three": b"x: \xe0\x80\xaf\n",
    "surrogate half": b"x: \xed\xa0\x80\n",
    "surrogate pair": b"x: \xed\xa0\xbd\xed\xb8\x80\n",
    "beyond Unicode": b"x: \xf4\x90\x80\x80\n",
    "five bytes": b"x: \xf8\x88\x80\x80\x80\n",
    "lone continuation": b"x: \x80\n",
    "cut of two": b"x: \xc3\n",
    "cut of three": b"x: \xe4\xb8\n",
    "cut of four": b"x: \xf0\x9f\x98\n",
    "never a byte": b"x: \xff\n",
}

# Whole files that are something else, whatever they were taken for.
FILES: dict[str, bytes] = {
    "nothing": b"",
    "spaces": b" \n\t\n  \r\n",
    "zeros": b"\0" * 4096,
    "remarks": b"# a\n# b\n",
    "byte order mark alone": b"\xef\xbb\xbf",
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf",
    "document mark alone": b"---\n",
    "web page": b"<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>\n",
    "web page in capitals": b"\n\n<HTML><BODY>Session expired</BODY></HTML>\n",
    "web page after a mark": b"\xef\xbb\xbf<!doctype html><html></html>\n",
    "XML": b'<?xml version="1.0"?>\n<draft><answer/></draft>\n',
    "picture PNG": b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 1, 1, 8, 2, 0, 0, 0),
    "picture JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "picture GIF": b"GIF89a\x01\x00\x01\x00\x00\xff\x00,",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "RTF": b"{\\rtf1\\ansi Hello}\n",
    "old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64,
    "compressed": zlib.compress(b"msq_draft: 1\n" * 50),
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03KLJ\x06\x00",
    "program": b"\x7fELF\x02\x01\x01" + b"\0" * 32,
    "database": b"SQLite format 3\x00" + b"\x10\x00\x01\x01" * 8,
    "mail": b"Return-Path: <ana@example.org>\nReceived: from mail.example.org by mx.example.org; Mon, 2 Nov 2026 10:00:00 +0000\nSubject: Re: your draft: final version\nContent-Type: text/plain\n\nDear colleague,\n",
    "mail attachment": b"bXNxX2RyYWZ0OiAxCmVkaXRpb246ICJtc3EtMjAyMiIK\n",
    "quoted mail": b"> msq_draft: 1\n> edition: msq-2022\n> answers:\n>   country: PRY\n",
    "table": b"id;answer\ncountry;PRY\n",
    "plain words": b"Please find our answers below.\n",
    "list": b"- country: PRY\n- cio: yes\n",
    "JSON list": b'[{"country": "PRY"}]\n',
    "JSON text": b'"hello"\n',
    "number": b"42\n",
    "other YAML": b"version: 3\nservices:\n  web:\n    image: x\n",
    "JSON of another program": b'{"name": "x", "version": "1.0.0"}\n',
    "script": b"#!/bin/sh\nrm -rf /tmp/nothing\n",
    "difference": b"--- a/draft.yaml\n+++ b/draft.yaml\n@@ -1,2 +1,2 @@\n-msq_draft: 1\n+msq_draft: 2\n",
    "directive YAML 1.1": b"%YAML 1.1\n---\nmsq_draft: 1\nedition: NO\n",
    "directive YAML 9.9": b"%YAML 9.9\n---\nmsq_draft: 1\n",
    "directive tag": b"%TAG ! tag:example.org,2000:\n---\nmsq_draft: 1\n",
    "brackets alone": b"[" * 4096,
    "all bytes": bytes(range(256)),
}  # fmt: skip

# Drafts that are YAML and nothing else that they should be; True: opened all the same, with the complaint.
DRAFTS: dict[str, tuple[str, bool]] = {
    "newer format": (draft().replace("msq_draft: 1", "msq_draft: 2"), False),
    "format of nines": (draft().replace("msq_draft: 1", "msq_draft: " + "9" * 5000), False),
    "format zero": (draft().replace("msq_draft: 1", "msq_draft: 0"), False),
    "format in hex": (draft().replace("msq_draft: 1", "msq_draft: 0x1"), False),
    "format a list": (draft().replace("msq_draft: 1", "msq_draft: [1]"), False),
    "revision of letters": (draft().replace("edition_revision: 1", "edition_revision: one"), False),
    "revision endless": (draft().replace("edition_revision: 1", "edition_revision: .inf"), False),
    "revision of 5000 digits": (
        draft().replace("edition_revision: 1", "edition_revision: " + "9" * 5000),
        False,
    ),
    "no edition": (draft().replace('edition: "msq-2022"\n', ""), False),
    "edition a list": (draft().replace('edition: "msq-2022"', "edition: [a]"), False),
    "no draft id": (draft().replace('draft_id: "5b0e6c1f0a2d4b6e8f90a1b2c3d4e5f6"\n', ""), False),
    "draft id a mapping": (draft().replace('"5b0e6c1f0a2d4b6e8f90a1b2c3d4e5f6"', "{a: b}"), False),
    "answers a list": (draft().partition("answers:")[0] + "answers:\n  - country\n", False),
    "answers a text": (draft().partition("answers:")[0] + "answers: none\n", False),
    "states a list": (draft(end="states:\n  - cio\n"), False),
    "notes a text": (draft(end="notes: hello\n"), False),
    "flags a mapping": (draft(end="flags:\n  cio: x\n"), False),
    "set aside a list": (draft(end="set_aside: [a]\n"), False),
    "unknown question": (draft(inside='  no_such_question: "x"\n'), True),
    "question in capitals": (draft(inside='  CIO: "yes"\n'), True),
    "question of look-alike letters": (draft(inside='  c\u0456o: "yes"\n'), True),
    "question with a path": (draft(inside='  ../../etc/passwd: "x"\n'), True),
    "question of tag characters": (draft(inside='  "cio\U000e0041\U000e0042": "x"\n'), True),
    "question with markup": (draft(inside='  "[@click=app.quit]x[/]": "y"\n'), True),
    "key true": (draft(inside='  true: "x"\n'), True),
    "unknown option": (draft(inside='  cio: "perhaps"\n'), True),
    "option of a boolean": (draft(inside="  cio: true\n"), True),
    "list for a text": (draft(inside="  egov_agency: [a, b]\n"), True),
    "mapping for a text": (draft(inside="  egov_agency: {a: b}\n"), True),
    "text for a table": (draft(inside='  portals: "x"\n'), True),
    "unknown row": (draft(inside='  portals:\n    nowhere: "x"\n'), True),
    "unknown country": (draft().replace('"PRY"', '"ATLANTIS"'), True),
    "country a number": (draft().replace('"PRY"', "0x10"), True),
    "5000 unknown questions": (draft(inside="".join(f'  q{n}: "x"\n' for n in range(5000))), True),
    "answers misspelt": (draft().replace("answers:", "answres:"), True),
    "answers of look-alike letters": (draft().replace("answers:", "\u0430nswers:"), True),
    "an edition": (edition(), False),
    **{
        f"edition called {name}": (draft().replace('"msq-2022"', f'"{called}"'), False)
        for name, called in {
            "up and away": "../../../etc/passwd",
            "absolute": "/etc/passwd",
            "drive": "C:\\\\Windows\\\\win.ini",
            "share": "\\\\\\\\server\\\\share",
            "device": "CON",
            "null device": "/dev/null",
            "endless device": "/dev/zero",
            "home": "~/edition",
            "dots": "..",
            "400 letters": "x" * 400,
            "5000 letters": "x" * 5000,
            "markup": "[@click=app.quit]x[/]",
            "tag characters": "msq-2022\U000e0041",
            "full stop": "msq-2022.",
            "wildcard": "msq-*",
            "variable": "$HOME",
        }.items()
    },
}

# Editions that are YAML and nothing else that they should be.
EDITIONS: dict[str, str] = {
    "newer format": edition().replace("msq_edition: 1", "msq_edition: 99"),
    "format a date": edition().replace("msq_edition: 1", "msq_edition: 2024-02-30"),
    "no title": edition().replace('title: "A hostile edition"\n', ""),
    "no sections": edition().partition("sections:")[0],
    "sections a text": edition().partition("sections:")[0] + "sections: none\n",
    "sections empty": edition().partition("sections:")[0] + "sections: []\n",
    "unknown key": edition(here='titel: "x"\n'),
    "key of look-alike letters": edition(here='int\u0433oduction: "x"\n'),
    "key true": edition(here='true: "x"\n'),
    "year endless": edition(here="year: .inf\n"),
    "year of 5000 digits": edition(here="year: " + "9" * 5000 + "\n"),
    "year in bad hex": edition(here="year: 0x_\n"),
    "year of words": edition(here="year: next year\n"),
    "revision negative": edition(here="revision: -1\n"),
    "revision a float": edition(here="revision: 1e3\n"),
    "deadline in February": edition(here="deadline: 2024-02-30\n"),
    "unknown type": edition().replace('"yes_no"', '"yes_or_no"'),
    "type runs away": edition().replace('"yes_no"', '"../../yes_no"'),
    "id twice": edition().replace('"second"', '"first"'),
    "question waits for itself": edition(
        inside='      - id: "self"\n        type: "yes_no"\n        text: "X?"\n        when: {question: "self", is: "yes"}\n'
    ),
    "circle of two": edition().replace('"First?"\n', '"First?"\n        when: {question: "second", answered: true}\n')
    + '        when: {question: "first", is: "yes"}\n',
    "waits for nothing": edition(
        inside='      - id: "third"\n        type: "yes_no"\n        text: "X?"\n        when: {question: "nowhere", is: "yes"}\n'
    ),
    "pattern that runs away": edition(
        inside='      - id: "third"\n        type: "short_text"\n        text: "X?"\n        pattern: "(a+)+$"\n'
    ),
    "condition by pattern": edition(
        inside='      - id: "third"\n        type: "yes_no"\n        text: "X?"\n        when: {question: "first", matches: "(a+)+$"}\n'
    ),
    "condition as code": edition(
        inside='      - id: "third"\n        type: "yes_no"\n        text: "X?"\n        when: "__import__(\'os\').system(\'ls\')"\n'
    ),
    "choice without options": edition(
        inside='      - id: "third"\n        type: "single_choice"\n        text: "X?"\n'
    ),
    "option twice": edition(
        inside='      - id: "third"\n        type: "single_choice"\n        text: "X?"\n        options:\n'
        '          - {code: "a", label: "A"}\n          - {code: "a", label: "B"}\n'
    ),
    **{
        f"id {name}": edition().replace('"hostile"', f'"{called}"')
        for name, called in {
            "up and away": "../../hostile",
            "absolute": "/tmp/hostile",
            "drive": "C:\\\\hostile",
            "device": "CON",
            "with a space": "a b",
            "empty": "",
            "400 letters": "x" * 400,
            "markup": "[@click=app.quit]x[/]",
            "look-alike letters": "host\u0456le",
        }.items()
    },
    **{
        f"question id {name}": edition().replace('"second"', f'"{called}"')
        for name, called in {
            "up and away": "../second",
            "absolute": "/second",
            "empty": "",
            "400 letters": "x" * 400,
            "with a slash": "a/b",
            "look-alike letters": "s\u0435cond",
        }.items()
    },
}  # fmt: skip

# Too large to be generated in a literal; each alone in its process.
HEAVY: dict[str, tuple[bytes, int, bytes, bool]] = {
    "40 MB": (b"x: y\n", 8_400_000, b"", True),
    "5 MB on one line": (b"y", 5_000_000, b"\n", False),
    "20 MB of brackets": (b"[", 20_000_000, b"\n", False),
    "20 MB of remarks": (b"# x\n", 5_000_000, b"", False),
    "20 MB of list": (b"- x\n", 5_000_000, b"", False),
    "20 MB of empty lines": (b"\n", 20_000_000, b"x", False),
}


def hostile_files() -> Iterator[Hostile]:
    """The whole corpus."""
    for name, lines in LINES.items():
        yield Hostile(f"{name} (draft)", "draft", draft(here=lines).encode("utf-8"))
        # Under a key that an edition knows, so that the key itself is no reason to refuse it.
        known = lines if "twice" in name else re.sub("(?m)^x:", "publisher:", lines)
        yield Hostile(f"{name} (edition)", "edition", edition(here=known).encode("utf-8"))
    for name, data in BYTES.items():
        texts: dict[Kind, str] = {"draft": draft(here="HERE"), "edition": edition(here="HERE")}
        for kind, text in texts.items():
            yield Hostile(f"{name} ({kind})", kind, text.encode().replace(b"HERE", data))
    for name, data in FILES.items():
        yield Hostile(f"{name} (file)", "draft", data)
    for coding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp037"):
        yield Hostile(f"{coding} (draft)", "draft", draft().encode(coding))
        yield Hostile(f"{coding} (edition)", "edition", edition().encode(coding))
    for at in (1, 9, 40, 120, 216):
        yield Hostile(f"cut at {at} (draft)", "draft", draft().encode()[:at])
    for at in (1, 9, 40, 80, 150):
        yield Hostile(f"cut at {at} (edition)", "edition", edition().encode()[:at])
    for name, (text, opens) in DRAFTS.items():
        yield Hostile(f"{name} (draft)", "draft", text.encode("utf-8"), opens=opens)
    for name, text in EDITIONS.items():
        yield Hostile(f"{name} (edition)", "edition", text.encode("utf-8"))
    for name, (part, times, end, whole) in HEAVY.items():
        yield Hostile(
            f"{name} (draft)", "draft", b"msq_draft: 1\nx: " + part * times + end, whole=whole, heavy=True
        )


def main(folder: Path) -> None:
    """Write the corpus: drafts to FOLDER/drafts, editions to FOLDER/editions."""
    for hostile in hostile_files():
        path = folder / f"{hostile.kind}s" / hostile.file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hostile.data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
