"""Hostile texts: what may be typed, pasted or loaded, and what of it is kept.

``HARMLESS`` must be shown as it stands, every character; ``CONTROLS`` hold what may reach no file and no terminal.
"""

from __future__ import annotations

HARMLESS: dict[str, str] = {
    "markup that closes nothing": "before [/ after",
    "markup that closes bold": "before [/bold] after",
    "markup of a number": "before [a=1: after",
    "markup red": "[red]x[/]",
    "markup with an action": "[@click=app.quit]press[/]",
    "markup with a call": "[@click=app.bell()]press[/@click]",
    "markup link": "[link=https://evil.example]here[/link]",
    "markup address": "[https://evil.example](here)",
    "markup open": "[bold",
    "markup escaped": "\\[bold] and \\[/",
    "markup of a colour": "[#ff0000 on blue]x",
    "markup of a variable": "[$secondary]x {x} ${HOME}",
    "markup nested": "[[[b]i]u]",
    "markup alone": "[]",
    "markup of two ends": "[/][/][/]",
    "placeholders": "%(x)s {0} {x!r} {{y}} %s",
    "emoji code": ":smile: :warning:",
    "Markdown": "# not a heading *x* `y` [a](b)",
    "HTML": "<script>alert(1)</script><img src=x onerror=y>",
    "entities": "&lt;b&gt; &amp; &#x1b;[2J",
    "caret escapes": "^[[31m and \\x1b[31m and \\e]0;x",
    "shell": "$(touch x) `id` ; rm -rf / | cat",
    "path": "../../../etc/passwd C:\\Windows",
    "formula": "=cmd|' /C calc'!A0 @SUM(1) +1 -1",
    "YAML words": "yes: no, ~ null 010 1:30 .inf",
    "YAML marks": "--- ... %YAML &a *a !!python <<: *x",
    "remark": "# not a remark",
    "quotes": "\" ' ” « „ \\ \\\\",
    "conflict mark in a line": "a <<<<<<< HEAD ======= b",
    "Arabic": "البوابة الحكومية",
    "Hebrew": "שלום עולם",
    "Hindi": "हिन्दी में",
    "Persian with a joiner": "می\u200cخواهم",
    "direction marks": "abc\u200e-\u200fdef",
    "Chinese": "政府门户网站",
    "wide letters": "ＡＢＣ　ｄｅｆ",
    "emoji": "😀😀 x 🇵🇾",
    "emoji joined": "👩‍💻 x 👨‍👩‍👧‍👦",
    "emoji with a colour": "👍🏽 x",
    "emoji chosen": "☎️ x ☎︎",
    "combining": "a\u0323b e\u0331 x",
    "stacked marks": "Z\u0351\u036b\u0343a\u0328\u032e\u0353l\u0317",
    "no-break spaces": "10\u00a0000\u202f000",
    "soft hyphen": "gov\u00adern\u00adment",
    "ligature": "ﬁnal ﬀ",
    "look-alike letters": "раура1 Ρaypal",
    "box drawing": "│ ╭──╮ ▸ █",
    "private use": "a\ue000b",
    "unassigned": "a\u0378b",
    "beyond the first plane": "𝔘𝔫𝔦 𐍈 x",
    "replacement character": "a\ufffdb",
}  # fmt: skip

HIDDEN: dict[str, str] = {
    "zero width space": "a\u200bb",
    "word joiner": "a\u2060b",
    "isolates": "a\u2066b\u2069c",
    "byte order mark inside": "a\ufeffb",
    "tag characters": "flag\U000e0067\U000e0062x",
    "invisible times": "a\u2062b",
    "interlinear marks": "a\ufff9b\ufffac\ufffbd",
}
"""Kept, and shown as a mark where they stand."""

LINE_ENDS: dict[str, str] = {
    "carriage return": "one\rtwo",
    "both": "one\r\ntwo",
    "next line": "one\x85two",
    "line separator": "one\u2028two",
    "paragraph separator": "one\u2029two",
    "vertical tab": "one\x0btwo",
    "form feed": "one\x0ctwo",
}
"""Kept as line feeds: "one", "two"."""

DECOMPOSED = {"decomposed": "Cafe\u0301 n\u0303andu\u0301", "decomposed Korean": "\u1112\u1161\u11ab"}
"""Kept composed (NFC)."""

CONTROLS: dict[str, str] = {
    "colour": "safe\x1b[31mred\x1b[0m",
    "clear the screen": "safe\x1b[2J\x1b[H",
    "title": "safe\x1b]0;owned\x07",
    "clipboard": "safe\x1b]52;c;b3duZWQ=\x07",
    "link": "safe\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "question to the terminal": "safe\x1b[6n\x1b[c",
    "device control": "safe\x1bP$qm\x1b\\",
    "program command": "safe\x1b_x\x1b\\",
    "unfinished title": "safe\x1b]0;never ends",
    "end of a paste": "safe\x1b[201~\x03",
    "C1": "safe\x9b31mred\x9d0;owned\x9c",
    "NUL": "safe\x00x",
    "bell": "safe\x07x",
    "backspaces": "safe\x08\x08\x08\x08evil",
    "delete": "safe\x7fx",
    "escape alone": "safe\x1bx",
    "bidi override": "safe\u202egpj.exe",
    "bidi embedding": "safe\u202bx\u202c",
    "lone surrogate": "safe\ud800x",
    "surrogates the wrong way": "safe\ude00\ud83dx",
    "noncharacter": "safe\ufffex",
    "noncharacter of plane 16": "safe\U0010ffffx",
    "shift out": "safe\x0ex\x0f",
}  # fmt: skip
"""What makes them hostile is dropped with a note; in a file they are refused."""

TEXTS = HARMLESS | HIDDEN | LINE_ENDS | DECOMPOSED | CONTROLS
