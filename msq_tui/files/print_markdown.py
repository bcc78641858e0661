"""A printed form as Markdown (CommonMark), for mail, version control and people who like plain text.

Words of the edition and of the respondent are escaped so that they show as they were written; only what
this module writes itself is markup. Answers stand in block quotes or after their label, sentences of the
program in italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..core.language import tr
from ..core.printed import (
    Block,
    Choice,
    Facts,
    Given,
    Heading,
    Note,
    Paragraph,
    Place,
    QuestionBlock,
    Row,
    Span,
    Words,
)
from ..core.text import find_links

LINE = "_" * 40
_INLINE = re.compile(r"[\\`*_\[\]~|]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING_MARK = re.compile(r"(?m)^([-+#>=:])")
_LEADING_NUMBER = re.compile(r"(?m)^(\d{1,9})([.)])(?=\s|$)")
_LEADING_SPACE = re.compile(r"(?m)^ +(?=\S)")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
# What may stand between < and > in every reader of Markdown; any other address is written as text.
_AUTOLINK = re.compile(r"(?i)https?://[^\s<>\\`*\[\]]+")


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks of a form as one Markdown text; the same blocks give the same text."""
    return "\n\n".join(part for block in blocks for part in _parts(block) if part) + "\n"


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it is, web addresses as links to themselves; line feeds stay."""
    return _at_line_starts(_inline(text))


def _inline(text: str) -> str:
    """``text`` with everything escaped that is markup anywhere in a line."""
    parts, at = [], 0
    for link in find_links(text):
        start = text.index(link, at)
        if _AUTOLINK.fullmatch(link) and not _ENTITY.search(link):
            parts += [_literal(text[at:start]), f"<{link}>"]
            at = start + len(link)
    return "".join(parts) + _literal(text[at:])


def _literal(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text)).replace("<", "&lt;")


def _at_line_starts(inline: str) -> str:
    """What is markup only at the start of a line: headings, lists, quotes, rules, code by indentation."""
    marked = _LEADING_NUMBER.sub(r"\1\\\2", _LEADING_MARK.sub(r"\\\1", inline))
    return _LEADING_SPACE.sub(lambda spaces: "&nbsp;" * len(spaces.group()), marked)


def _parts(block: Block) -> Iterator[str]:
    """The paragraphs of a block."""
    match block:
        case Heading():
            yield f"{'#' * block.level} {_line(block.words)}"
        case Paragraph():
            yield "\n\n".join(_paragraphs(_marked(block.words)))
        case Note():
            yield _said(block.text)
        case Facts():
            yield "\n".join(f"- **{_one_line(label)}:** {_one_line(text)}" for label, text in block.rows)
        case QuestionBlock():
            yield from _question(block)


def _question(block: QuestionBlock) -> Iterator[str]:
    marks = _marks(block.required, block.new)
    if block.heading:
        yield f"### {_line(block.heading)}{marks if not block.text else ''}"
    number = f"**{escaped(block.number)}.** " if block.number else ""
    if block.text or number:
        yield "\n\n".join(_paragraphs(number + _marked(block.text) + marks))
    for note in block.notes:
        yield "\n\n".join(_paragraphs(_marked(note)))
    yield from map(_said, block.said)
    if block.given:
        yield from _given(block.given)
    yield "\n".join(map(_choice, block.choices))
    for row in block.rows:
        label = f"{_label(row)} {_said(row.said)}" if row.said else _label(row)
        boxes = (f"- [ ] {_line(choice)}" for choice in row.choices)
        yield "\n\n".join(part for part in (label, "\n".join((*map(_item, row.places), *boxes))) if part)
    for labelled, places in groupby(block.places, lambda place: bool(place.label or place.number)):
        if labelled:
            yield "\n".join(map(_item, places))
        else:
            for place in places:
                yield from _own_place(place)
    for mark, text in block.footnotes:
        yield f"{_footnote_mark(mark)} " + "\n\n".join(_paragraphs(escaped(text)))


def _choice(choice: Choice) -> str:
    line = f"- [ ] {_line(choice.label)}"
    if choice.said:
        line += f" {_said(choice.said)}"
    if choice.place:
        line += "" if choice.place_follows_directly or not choice.place.label else " "
        line += f"{_line(choice.place.label)} {LINE}"
    return line


def _own_place(place: Place) -> Iterator[str]:
    """The place for the answer to the question itself."""
    if place.given:
        yield from _given(place.given)
    else:
        # The backslash keeps a line of its own from being read as a rule across the page.
        lines = 3 if place.long else 1
        yield "\n\n".join([f"\\{LINE}" + (f" {escaped(place.unit)}" if place.unit else "")] * lines)


def _item(place: Place) -> str:
    """A labelled place as an item of a list."""
    # A label may bring its colon; the marks stand between it and the answer all the same.
    item = f"- {_label(place)}" + ("" if _line(place.label).endswith((":", "?", ".", ";")) else ":")
    if place.given is None:
        unit = f" {escaped(place.unit)}" if place.unit else ""
        return f"{item} {LINE}{unit}" + (f" {_said(place.said)}" if place.said else "")
    texts, below = place.given.texts, list(_remarks(place.given))
    if len(texts) == 1 and "\n" not in texts[0].strip():
        item += f" {escaped(texts[0].strip())}"
    else:
        below = [*_answers(texts), *below]
    if place.given.said:
        item += f" {_said(place.given.said)}"
    return item + "".join(f"\n\n{_indented(part)}" for part in below)


def _given(given: Given) -> Iterator[str]:
    """What was answered to the question itself."""
    yield from _answers(given.texts)
    yield _said(given.said)
    yield from _remarks(given)


def _answers(texts: tuple[str, ...]) -> Iterator[str]:
    """The respondent's words in a block quote, chosen options as a list in it."""
    if len(texts) == 1:
        yield _quoted(escaped(texts[0]))
    elif texts:
        yield "\n".join(f"> - {_one_line(text)}" for text in texts)


def _remarks(given: Given) -> Iterator[str]:
    for label, text in given.remarks:
        yield _said(f"{label}:")
        yield _quoted(escaped(text))


def _quoted(literal: str) -> str:
    lines = "\n\n".join(_paragraphs(literal)).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _paragraphs(literal: str) -> Iterator[str]:
    """Paragraphs in which every line end is one to be seen."""
    for paragraph in _PARAGRAPH_END.split(literal.strip(" \n")):
        yield "\\\n".join(line.rstrip() for line in paragraph.split("\n"))


def _marked(words: Words) -> str:
    """Printed words with emphasis and footnote marks."""
    return _at_line_starts("".join(map(_span, words)))


def _span(span: Span) -> str:
    if span.mark:
        return _footnote_mark(span.text)
    if not span.strong or not span.text.strip():
        return _inline(span.text)
    # Stars beside a space would be no markup: spaces at the edges stand outside (a footnote's mark may part a run).
    words = span.text.strip()
    before, _, after = span.text.partition(words)
    return f"{before}**{_inline(words)}**{after}"


def _footnote_mark(mark: str) -> str:
    return f"<sup>{_literal(mark)}</sup>"


def _line(words: Words) -> str:
    return " ".join(_marked(words).split())


def _one_line(text: str) -> str:
    return " ".join(escaped(text).split())


def _label(of: Place | Row) -> str:
    number = f"**{escaped(of.number)}.** " if of.number else ""
    return f"{number}{_line(of.label)}{_marks(of.required, of.new)}"


def _marks(required: bool, new: bool) -> str:
    return (r" \*" if required else "") + (f" {_said(tr('(new)'))}" if new else "")


def _said(sentence: str) -> str:
    """A sentence of the program, which may name words of the edition."""
    return f"*{_literal(sentence)}*" if sentence else ""
