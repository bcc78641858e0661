"""The single door for text, and the views on it: display, counts, links.

``clean_text`` is for what is typed or pasted, ``first_forbidden`` for what stands in a file, ``display`` for every
foreign string on its way to a screen or terminal. The list of what is changed is interfaces.md 2.11.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Line ends of other systems and of Unicode (UAX #14 mandatory breaks). All become "\n".
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINE_END_CHARACTER = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")

# C0 without tab and line feed, DEL, C1, lone surrogates, noncharacters, bidi embeddings and overrides
# (CVE-2021-42574). Joiners, direction marks (LRM, RLM, ALM) and isolates stay: Arabic, Persian, Indic need them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)

# The same for a text of ASCII only: a short class is searched several times faster, and most large files are that.
_FORBIDDEN_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

# Characters that are kept but that a screen must not act on or hide: they are shown as a mark.
_INVISIBLE = re.compile(
    "[\u180e\u200b\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_FIRST_OF_LINE = re.compile("(?m)^[^\x00-\u02ff]")
_NOTHING_TO_STAND_ON = "\N{DOTTED CIRCLE}"

_LINK = re.compile(
    r"""(?xi)
    (?: https?:/{1,2}[^\s<>"']+?(?=[;,]https?:/|[\s<>"'\u3001\u3002\uff0c\uff1b\u060c\u061b]|$)   # with a scheme, also one slash short
      | (?<![\w.]) www\.[^\s<>"'\u3001\u3002\uff0c\uff1b\u060c\u061b]+                # the usual host without one
      | (?<![\w@./-]) (?:[a-z0-9-]+\.)+ [a-z]{2,18} / [^\s<>"'\u3001\u3002\uff0c\uff1b\u060c\u061b]*   # host/path without a scheme
    )"""
)
_TRAILING = ".,;:!?»”’'\"…"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text that has passed the door, and how many characters were dropped on the way."""

    text: str
    dropped: int


def clean_text(text: str) -> Cleaned:
    """Typed or pasted text as it will be kept: NFC, line feeds, no controls, no bidi overrides."""
    if text.isascii() and not _FORBIDDEN_ASCII.search(text):
        return Cleaned(text, 0)
    lines = _LINE_END.sub("\n", text)
    kept, dropped = FORBIDDEN.subn("", lines)
    return Cleaned(unicodedata.normalize("NFC", kept), dropped)


def first_forbidden(text: str) -> int | None:
    """Where in the text of a file (line feeds only) the first character stands that may not be there, or None."""
    found = (_FORBIDDEN_ASCII if text.isascii() else FORBIDDEN).search(text)
    return found.start() if found else None


def name_of_character(character: str) -> str:
    """A forbidden character in words that can be looked up, e.g. ``U+001B``."""
    return f"U+{ord(character):04X}"


def display(text: str) -> str:
    """``text`` safe for a terminal: nothing in it acts, nothing is hidden; line feeds stay, tabs become spaces."""
    if _is_plain(text):
        return text
    text = _LINE_END.sub("\n", text).replace("\t", "    ")
    text = _INVISIBLE.sub("\N{MIDDLE DOT}", FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))
    # An accent with nothing below it would land on what the screen has left of it.
    return _FIRST_OF_LINE.sub(
        lambda found: _NOTHING_TO_STAND_ON + found.group() if _is_accent(found.group()) else found.group(),
        text,
    )


def display_in_field(line: str) -> str:
    """As :func:`display` for one line that is being written: exactly one character for each of ``line``, so that every
    one of them has its cell under the cursor. Tabs stay, since a field has stops for them."""
    if _is_plain(line.replace("\t", " ")):
        return line
    line = _LINE_END_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", line)
    line = _INVISIBLE.sub("\N{MIDDLE DOT}", FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line))
    return _NOTHING_TO_STAND_ON + line[1:] if _is_accent(line[:1]) else line


def _is_plain(text: str) -> bool:
    """Whether a text is of printable ASCII only, so that there is nothing to mark (asked for every line drawn)."""
    return text.isascii() and text.isprintable()


def _is_accent(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character) in ("Mn", "Me")


def display_line(text: str) -> str:
    """As :func:`display`, on one line."""
    return " ".join(display(text).split())


def is_blank(text: str) -> bool:
    """Whether a text counts as no answer: empty, or spaces only."""
    return not text.strip()


def count_characters(text: str) -> int:
    """Characters as printed limits mean them: Unicode code points of the NFC text, a line end is one."""
    return len(text)


def count_words(text: str) -> int:
    """Words as printed limits mean them: runs of characters between white space."""
    return len(text.split())


def find_links(text: str) -> list[str]:
    """The web addresses in a text, in order, as typed (a view: nothing is stored or changed)."""
    # Every address has a slash, but for the one that begins with www: looking for nothing takes long in a long text.
    if "/" not in text and "www." not in text.lower():
        return []
    links = []
    for match in _LINK.finditer(text):
        link = match.group().rstrip(_TRAILING)
        for opening, closing in ("()", "[]"):
            while link.endswith(closing) and link.count(closing) > link.count(opening):
                link = link[:-1].rstrip(_TRAILING)
        if link:
            links.append(link)
    return links


def odd_links(text: str) -> list[str]:
    """The web addresses in a text that look incomplete: a host without a dot, or a slash short."""
    odd = []
    for link in find_links(text):
        address = re.match(r"(?i)(?:https?://)?([^/?#:]*)", link)
        host = address.group(1) if address else ""
        bare = host.lower().removeprefix("www.")
        if ("." not in bare and not bare.startswith("[")) or re.match(r"(?i)https?:/(?!/)", link):
            odd.append(link)
    return odd


def says_new(text: str) -> bool:
    """Whether a printed text carries the mark [NEW] itself (some forms leave out its end)."""
    return "[new" in text.casefold()
