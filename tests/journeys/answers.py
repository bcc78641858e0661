"""Invented answers of real size for any edition: seeded, so that every run gives the same ones.

Nothing here is taken from a submission. The texts hold what real ones hold: paragraphs, several links each (with
``#!/`` and without a scheme), brackets that look like markup, accents, Cyrillic, Chinese and Arabic.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from msq_tui.core.choice import OTHER, ChoiceQuestion
from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.question import Input
from msq_tui.core.response import Response
from msq_tui.core.standing import Standing

COUNTRY = "CIV"
LONGEST = 4400
SIZES = (90, 180, 320, 640, 1200, 2100)
CHECKED = {"email": "aya.kone@numerique.example", "phone": "+225 00 00 00 00"}

_SENTENCES = (
    "The Ministry of Digital Affairs coordinates the programme with the regions.",
    "Le Comité d'orientation, créé en 2017, réunit chaque trimestre les ministères concernés « à égalité ».",
    "El portal reúne más de 140 trámites; la próxima versión añadirá la firma electrónica (año 2023).",
    "Портал объединяет более ста услуг, ещё двадцать готовятся к запуску.",
    "电子政务战略每五年修订一次，由国务部门和地方政府共同实施。",
    "تنشر الوزارة تقريرا سنويا عن استخدام الخدمات الرقمية، ويشارك فيه المواطنون.",
    "See article 4 [as amended], annexes [A] and [/B], and the note [red]in force[/red] since 1 March.",
    "Budget: 6,80 per cent of the total (approximately; see 3.2) - 12/07/2021 to 31/12/2024.",
    "Quoted: \"once only\", 'by default', back\\slash, 50 % done, cost < 3 & risk > 1; a|b, {c}, `d`, ~e, ^f, $g, @h.",
    "Ağ, łódź, São Tomé, Ελλάδα, Þór, čeština, tiếng Việt, हिन्दी भाषा, 日本語の説明、한국어 설명.",
)
_LINKS = (
    "https://www.service-public.example/accueil",
    "https://portal.gov.example/#!/inicio?lang=es&view=[all]",
    "www.e-participation.example/consultations_(2021)",
    "data.gov.example/dataset/open-data-2021#top",
    "http://примеры.example/услуги",
    "https://www.gov.example/中文/服务",
    "https://legis.example/loi/2013-450;version=2",
    "procurement.gov.example/tenders/%E2%82%AC?id=1&id=2",
)
_OPENINGS = (
    "# no remark, the first heading\n",
    "- first of a list\n- second of a list\n",
    "--- a rule that is text ---\n",
    "  two spaces before the first word.\n",
    "[/ an open bracket and a slash, [@click=app.quit]a link that is none[/], [bold\n",
    "{json: 'no', yaml: \"neither\"}\n",
    "'quoted' from the first letter on\n",
)
_ENDINGS = ("", "", "", "\n", "  ", "\n\n  last line", " [", ":", " #")


@dataclass(frozen=True, slots=True)
class Step:
    """One input in the order in which it is asked, what is answered there, and how: ``typed`` or ``pasted``."""

    place: Input
    answer: Answer
    typed: bool


def plan(edition: Edition, seed: int = 2022) -> list[Step]:
    """Every input that is asked when each answer is chosen so that it asks for more, in printed order."""
    response = Response()
    standing = Standing(edition, response)
    chance = random.Random(seed)
    steps: list[Step] = []
    for place in _walk(edition, standing):
        answer = _answer(edition, place, chance, len(steps))
        response.answers[place.address] = answer
        standing.update([place.address])
        # Each key typed is a frame to draw: of the short texts every fourth is typed, the others are pasted.
        typed = place.kind != "text" or (len(answer) < 200 and len(steps) % 4 == 0)
        steps.append(Step(place, answer, typed))
    return steps


def _walk(edition: Edition, standing: Standing) -> Iterator[Input]:
    for question in edition.questions():
        for place in edition.index.inputs[question.id]:
            # Asked again at each step: the answer before decides.
            if standing.is_enabled(question.id) and place in standing.asked_inputs(question):
                yield place


def _answer(edition: Edition, place: Input, chance: random.Random, number: int) -> Answer:
    question = edition.index.questions[place.question_id]
    if place.kind == "country":
        return COUNTRY
    if place.kind == "choice":
        codes = list(question.codes())
        return OTHER if OTHER in codes else "yes" if "yes" in codes else chance.choice(codes)
    if place.kind == "choices":
        assert isinstance(question, ChoiceQuestion)
        return tuple(option.code for option in question.choices if not option.exclusive)
    if place.check in CHECKED:
        return CHECKED[place.check]
    if place.kind == "line":
        return line(chance)
    # One text in nine is as long as real ones get, wherever it stands.
    return text(chance, LONGEST if number % 9 == 8 else chance.choice(SIZES))


def line(chance: random.Random) -> str:
    """A name or title of one line."""
    first = chance.choice(("Mme Aya Koné", "Dr. José Ñáñez [PhD]", "Анна Жукова", "王小明", "سلمى الأحمد"))
    return f"{first}, {chance.choice(('directrice générale', 'CIO [/acting]', 'советник', '主任'))} {chance.randint(1, 999)}"


def text(chance: random.Random, size: int) -> str:
    """Paragraphs with links, of exactly ``size`` characters or a few more, as a respondent would write them."""
    whole = chance.choice(("", *_OPENINGS))
    while len(whole) < size:
        kind = chance.random()
        if kind < 0.35:
            whole += chance.choice(_LINKS) + chance.choice(("\n", " ", "; ", " (remark) "))
        elif kind < 0.45:
            whole += "\n\n"
        else:
            whole += chance.choice(_SENTENCES) + chance.choice((" ", " ", "\n"))
    whole = whole.rstrip() + chance.choice(_ENDINGS)
    return unicodedata.normalize("NFC", whole)
