"""A printed form as one HTML file: read in any browser, printed from there; nothing is fetched, nothing runs.

Every foreign word is escaped, and a content security policy forbids whatever might slip through. The only
addresses are links that stand in the text itself, http and https alone, shown in full.
"""

from __future__ import annotations

import html
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

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
MOST_CHARACTERS_KEPT_TOGETHER = 1200
LINES_OF_A_LONG_ANSWER = 4

STYLE = """
@page { size: A4; margin: 18mm 18mm 20mm;
  @bottom-center { content: counter(page) " / " counter(pages); font: 9pt sans-serif; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 46rem; color: #000; background: #fff;
  font: 11pt/1.45 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6em; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.25em; margin: 2.2rem 0 1rem; padding-bottom: .2rem; border-bottom: 2px solid #000; }
h3 { font-size: 1.05em; margin: 0 0 .4rem; }
.entry { margin: 1.4rem 0 .8rem; padding-top: .4rem; border-top: 1px solid #000; }
.inside1 { padding-inline-start: 1.4rem; }
.inside2 { padding-inline-start: 2.4rem; }
p { margin: 0 0 .6rem; }
p, h1, h2, h3, dd, th, li { white-space: pre-line; }
a { color: inherit; }
.facts { margin: 0 0 1.2rem; padding: .6rem .8rem; border: 1px solid #000; }
.facts div { display: flex; gap: .8rem; }
.facts dt { flex: 0 0 11rem; }
.facts dd { margin: 0; font-weight: 600; }
.question { margin: 0 0 1.5rem; }
.follow-up { margin-inline-start: 1.6rem; }
.said { font-style: italic; }
.required { text-decoration: none; font-weight: 700; border: 0; }
.new { font-size: .8em; font-weight: 700; padding: 0 .3em; border: 1px solid #000; }
.notes, .footnote { font-size: .93em; }
.answer { margin: 0 0 .6rem; padding: .1rem .7rem; border-inline-start: 3px solid #000; }
td .answer { margin: 0; padding: 0; border: 0; }
td p { margin: 0; }
.text { white-space: pre-wrap; unicode-bidi: plaintext; }
.reason { margin: .2rem 0 .6rem; }
.reason dd { margin: 0 0 .4rem; padding-inline-start: .7rem; border-inline-start: 1px solid #000; }
ul.answer { list-style: none; }
.choices { list-style: none; margin: 0 0 .6rem; padding: 0; }
.choices li { margin: 0 0 .3rem; padding-inline-start: 1.6em; text-indent: -1.6em; white-space: normal; }
.box { display: inline-block; width: 1.6em; text-indent: 0; }
table { width: 100%; border-collapse: collapse; margin: 0 0 .6rem; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top; }
th { font-weight: 400; }
thead th { font-weight: 600; }
.labelled th, .grid td:first-child { width: 36%; }
.grid { table-layout: fixed; }
.line { display: block; height: 1.9em; border-bottom: 1px solid #555; margin-bottom: .2rem; }
.choices .line, .unit .line { display: inline-block; height: 1em; min-width: 14em; }
td .line { border: 0; }
sup { line-height: 0; }
h2, h3, thead { break-after: avoid; }
.stem, .notes, .told { break-after: avoid; }
.keep, tr, .choices li { break-inside: avoid; }
p, .text { orphans: 3; widows: 3; }
@media print { body { padding: 0; max-width: none; } a { text-decoration: none; } }
@media (max-width: 34rem) { .facts div { display: block; } .follow-up { margin-inline-start: .6rem; } }
"""


def html_page(blocks: Iterable[Block], title: str, language: str) -> str:
    """The blocks of a form as one file; ``language`` is the edition's (a BCP 47 tag, e.g. ``en``)."""
    direction = "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    body = "\n".join(part for block in blocks for part in _block(block))
    return f"""<!DOCTYPE html>
<html lang="{html.escape(language)}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{html.escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def linked(text: str) -> str:
    """``text`` escaped, with its http and https addresses as links to exactly what is shown."""
    parts, at = [], 0
    for link in find_links(text):
        start = text.index(link, at)
        if link.lower().startswith(("http://", "https://")):
            shown = html.escape(link)
            anchor = f'<a href="{shown}" rel="noopener noreferrer nofollow">{shown}</a>'
            parts += [html.escape(text[at:start]), anchor]
            at = start + len(link)
    return "".join(parts) + html.escape(text[at:])


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            kind = ' class="entry"' if block.level == 3 else ""
            yield f'<h{block.level}{kind} dir="auto">{_words(block.words)}</h{block.level}>'
        case Paragraph():
            kind = ' class="footnote"' if block.footnote else ""
            yield f'<p{kind} dir="auto">{_words(block.words)}</p>'
        case Note():
            yield _said(block.text)
        case Facts():
            if block.rows:
                yield '<dl class="facts">'
                for label, text in block.rows:
                    yield f"<div><dt>{html.escape(label)}</dt>{_text('dd', text)}</div>"
                yield "</dl>"
        case QuestionBlock():
            yield from _question(block)


def _question(block: QuestionBlock) -> Iterator[str]:
    identity = f' id="q-{html.escape(block.id)}"'
    classes = ["question"]
    classes += ["follow-up"] if block.depth else []
    classes += ["keep"] if _length(block) <= MOST_CHARACTERS_KEPT_TOGETHER else []
    yield f'<section class="{" ".join(classes)}" role="group" aria-labelledby="q-{html.escape(block.id)}">'
    stem = f"{_number(block.number)}{_words(block.text)}"
    marks = _marks(block.required, block.new)
    if block.heading and stem:
        yield f'<h3 dir="auto">{_words(block.heading)}</h3>'
    elif block.heading:
        yield f'<h3 dir="auto"{identity}>{_words(block.heading)}{marks}</h3>'
    if stem:
        yield f'<p class="stem" dir="auto"{identity}>{stem}{marks}</p>'
    for note in block.notes:
        yield f'<p class="notes" dir="auto">{_words(note)}</p>'
    yield from (_said(sentence, "said told") for sentence in block.said)
    if block.given:
        yield from _given(block.given)
    if block.choices:
        yield '<ul class="choices">'
        yield from map(_choice, block.choices)
        yield "</ul>"
    if block.columns:
        yield from _table(block)
    for labelled, places in groupby(block.places, lambda place: bool(place.label or place.number)):
        if labelled:
            yield '<table class="labelled">'
            for place in places:
                yield f"<tr>{_row_head(place)}<td>{''.join(_place(place))}</td></tr>"
            yield "</table>"
        else:
            for place in places:
                yield from _place(place)
    for mark, text in block.footnotes:
        yield f'<p class="footnote" dir="auto"><sup>{html.escape(mark)}</sup> {linked(text)}</p>'
    yield "</section>"


def _table(block: QuestionBlock) -> Iterator[str]:
    heads = "".join(f'<th scope="col" dir="auto">{_words(column)}</th>' for column in block.columns)
    yield f'<table class="grid"><thead><tr><td></td>{heads}</tr></thead><tbody>'
    for row in block.rows:
        if row.heading:
            yield f'<tr><th scope="rowgroup" dir="auto">{_words(row.label)}</th>{heads}</tr>'
            continue
        cells = "".join(f"<td>{''.join(_place(place))}</td>" for place in row.places)
        cells += '<td><span class="box">\N{BALLOT BOX}</span></td>' * len(row.choices)
        yield f"<tr>{_row_head(row)}{cells}</tr>"
    yield "</tbody></table>"


def _row_head(of: Place | Row) -> str:
    marks = _marks(of.required, of.new)
    inside = f' class="inside{min(of.depth, 2)}"' if isinstance(of, Row) and of.depth else ""
    told = f' <span class="said">{html.escape(of.said)}</span>' if of.said else ""
    return f'<th scope="row" dir="auto"{inside}>{_number(of.number)}{_words(of.label)}{marks}{told}</th>'


def _choice(choice: Choice) -> str:
    line = f'<li dir="auto"><span class="box">\N{BALLOT BOX}</span>{_words(choice.label)}'
    if choice.said:
        line += f' <span class="said">{html.escape(choice.said)}</span>'
    if choice.place:
        line += "" if choice.place_follows_directly else " "
        line += f'{_words(choice.place.label)} <span class="line"></span>'
    return f"{line}</li>"


def _place(place: Place) -> Iterator[str]:
    """A line to fill in, or what was answered."""
    if place.given:
        yield from _given(place.given)
    elif place.unit:
        yield f'<p class="unit"><span class="line"></span> {html.escape(place.unit)}</p>'
    else:
        yield '<span class="line"></span>' * (LINES_OF_A_LONG_ANSWER if place.long and not place.label else 1)


def _given(given: Given) -> Iterator[str]:
    """The respondent's words in a marked box, the program's in italics: neither passes for the other."""
    if len(given.texts) == 1:
        yield _text("div", given.texts[0], "answer text")
    elif given.texts:
        yield f'<ul class="answer">{"".join(_text("li", text) for text in given.texts)}</ul>'
    if given.said:
        yield _said(given.said)
    if given.remarks:
        yield '<dl class="reason">'
        for label, text in given.remarks:
            yield f"<dt>{html.escape(label)}</dt>{_text('dd', text)}"
        yield "</dl>"


def _text(tag: str, text: str, kind: str = "text") -> str:
    """Somebody's own words: their language is not known, their direction is found by the reader's program."""
    return f'<{tag} class="{kind}" lang="" dir="auto">{linked(text)}</{tag}>'


def _words(words: Words) -> str:
    return "".join(map(_span, words))


def _span(span: Span) -> str:
    if span.mark:
        return f"<sup>{html.escape(span.text)}</sup>"
    return f"<strong>{linked(span.text)}</strong>" if span.strong else linked(span.text)


def _number(number: str | None) -> str:
    return f"<b>{html.escape(number)}.</b> " if number else ""


def _marks(required: bool, new: bool) -> str:
    mark = (
        f'&nbsp;<abbr class="required" title="{html.escape(tr("An answer is required."))}">*</abbr>'
        if required
        else ""
    )
    return mark + (f' <span class="new">{html.escape(tr("new"))}</span>' if new else "")


def _said(sentence: str, kind: str = "said") -> str:
    """A sentence of the program."""
    return f'<p class="{kind}" dir="auto">{html.escape(sentence)}</p>'


def _length(block: QuestionBlock) -> int:
    """Roughly how much room a question takes, in characters; a line of its own counts as a full one."""
    places = [*block.places, *(place for row in block.rows for place in row.places)]
    texts = [text for place in places if place.given for text in place.given.texts]
    return sum(len(text) + 80 * (text.count("\n") + 1) for text in texts) + 80 * (
        len(places) + len(block.choices)
    )
