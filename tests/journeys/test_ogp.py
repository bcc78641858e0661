"""A whole report of the Open Government Partnership at the keyboard: ten commitments with results, activities, links."""

from __future__ import annotations

import json
import random
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from .answers import line, text
from .form import HERE, MSQ, environment, told
from .terminal import Terminal

EDITION = "ogp-self-assessment-2014-2016"
COMMITMENTS, RESULTS, ACTIVITIES, LINKS = 10, 36, 40, 60
LONG = ("introduction", "process", "irm", "goal", "relevance")
BOXES = ["not_initiated", "limited", "substantial", "completed"]
CHALLENGES = [
    "public_services",
    "public_integrity",
    "public_resources",
    "corporate_responsibility",
    "safer_communities",
]


def weights() -> list[tuple[str, str]]:
    """36 weights that make exactly 100, halves and fifths among them, in both decimal signs; none carried out further."""
    tenths = [28] * 35
    tenths[3], tenths[7], tenths[11] = 35, 21, 28
    tenths.append(1000 - sum(tenths))
    both = [
        (f"{weight // 10}{sign}{weight % 10}", f"{done // 10}{sign}{done % 10}")
        for weight, done, sign in zip(
            tenths, [min(weight, 5 + 3 * at % 30) for at, weight in enumerate(tenths)], ",." * 18, strict=True
        )
    ]
    assert sum(Decimal(weight.replace(",", ".")) for weight, _ in both) == 100
    return both


def report() -> dict[str, Any]:
    """The answers, in the order and the shape of a draft; invented, the same in every run."""
    chance = random.Random(2015)

    def long(size: int) -> str:
        return text(chance, size).strip()

    left = iter(weights())
    commitments = []
    for number in range(COMMITMENTS):
        # One in two activities has two links: 60 for 40 activities.
        activities = [
            {
                "group": line(chance),
                "text": long(180),
                "evidence": "\n".join(
                    f"https://evidencia.example/{number}/{at}/#!/acto_{link}" for link in range(1 + at % 2)
                ),
            }
            for at in range(ACTIVITIES // COMMITMENTS)
        ]
        count = 4 if number < RESULTS - 3 * COMMITMENTS else 3
        commitments.append(
            {
                "title": f"Compromiso [{number}] sobre datos y trámites №{number}",
                "in_charge": line(chance),
                "person": {
                    "name": "Aya [Koné]",
                    "position": line(chance),
                    "email": f"c{number}@ministerio.example",
                    "telephone": "+225 00 00 00 00",
                },
                "actors": {"government": long(120), "civil_society": long(120)},
                "goal": long(400),
                "description": f"Publicar los datos del programa {number} en línea y atender consultas.",
                "relevance": long(900),
                "ambition": long(600),
                "results": [
                    {
                        "result": f"Resultado {number}.{at} (Ministerio)",
                        "percentage": weight,
                        "execution": done,
                    }
                    for at, (weight, done) in ((at, next(left)) for at in range(count))
                ],
                "compliance": BOXES[number % 3],
                "activities": activities,
                "completion_date": "06/2016",
                "next_steps": long(300),
                "additional": long(300),
            }
        )
    return {
        "country": "CIV",
        "plan.period": "2014-2016",
        "introduction": long(4400),
        "introduction.challenges": dict(zip(CHALLENGES, ["4", "2", "1", "1", "2"], strict=True)),
        "process": long(2100),
        **{
            f"process.{name}": long(320)
            for name in (
                "dissemination",
                "advance",
                "awareness",
                "channels",
                "plurality",
                "feedback",
                "consultation",
            )
        },
        "irm": long(1200),
        "irm.recommendations": [
            {"number": f"Recomendación {number}", "response": long(320)} for number in (1, 2)
        ],
        "implementation": long(1200),
        "progress.as_of": "31.08.2015",
        "progress.links": "https://tablero.example/#!/plan?año=2015",
        "chart": [{"term": "En proceso", "translation": "In process"}],
        "commitments": commitments,
        "eligibility": long(640),
        "lessons": long(640),
        "conclusions": long(640),
    }


class Writer:
    """Gives the answers of a report in its order, reading from the screen alone where it is."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.inputs = 0
        self.types = True
        """Whether lines are typed key by key. Most commitments are pasted: a report is six thousand keys."""

    def here(self) -> str:
        """The line that carries the innermost mark of the place, with the one below it, for long labels."""
        lines = self.terminal.lines
        marked = [at for at, row in enumerate(lines) if row[:2].strip() == HERE]
        return " ".join(" ".join(lines[marked[-1] : marked[-1] + 2]).split()) if marked else ""

    def wait_at(self, words: str) -> None:
        self.terminal.wait_until(lambda: words in self.here(), f"being at {words}")

    def line(self, words: str, answer: str, leave: str = "enter") -> None:
        self.wait_at(words)
        self.terminal.type(answer) if self.types else self.terminal.paste(answer)
        self.terminal.press(leave)
        self.inputs += 1

    def paragraphs(self, words: str, answer: str, leave: str = "tab") -> None:
        self.wait_at(words)
        self.terminal.paste(answer)
        self.terminal.press(leave)
        self.inputs += 1

    def first_of(self, words: str) -> None:
        """Add the first entry to a list that has none."""
        self.wait_at(words)
        self.terminal.wait_for("Enter adds one")
        self.terminal.press("enter")

    def commitment(self, number: int, given: dict[str, Any], last: bool) -> None:
        self.types = number in (1, COMMITMENTS)
        self.line(f"{number} – ________", given["title"])
        self.line("Secretariat/Ministry in charge", given["in_charge"])
        for label, field in (
            ("Name of the person in charge", "name"), ("Position", "position"), ("E-mail", "email"), ("Telephone", "telephone"),
        ):  # fmt: skip
            self.line(label, given["person"][field])
        self.paragraphs("Government", given["actors"]["government"])
        self.paragraphs("Civil society, private", given["actors"]["civil_society"])
        self.paragraphs("Main goal", given["goal"])
        self.line("Brief description of the commitment", given["description"])
        self.paragraphs("Relevance", given["relevance"])
        self.paragraphs("Ambition", given["ambition"])
        self.first_of("Results")
        for at, result in enumerate(given["results"], 1):
            self.line("Result, with the institution", result["result"])
            self.line("Percentages", result["percentage"])
            self.line("Execution", result["execution"], "enter" if at == len(given["results"]) else "ctrl+n")
        self.wait_at("Compliance")
        self.terminal.press(*["down"] * BOXES.index(given["compliance"]), "space", "tab")
        self.inputs += 1
        self.first_of("Description of the results")
        for at, activity in enumerate(given["activities"], 1):
            self.line("Group (an institution", activity["group"])
            self.paragraphs("Activity", activity["text"])
            self.paragraphs(
                "Evidence:", activity["evidence"], "tab" if at == len(given["activities"]) else "ctrl+n"
            )
        self.line("Completion date", given["completion_date"])
        self.paragraphs("Next steps", given["next_steps"])
        self.paragraphs("Additional Information", given["additional"], "tab" if last else "ctrl+n")


def write(writer: Writer, given: dict[str, Any]) -> None:
    writer.wait_at("Country")
    writer.terminal.type("cote d")
    writer.terminal.wait_for("Côte d'Ivoire")
    writer.terminal.press("enter")
    writer.inputs += 1
    writer.line("Open Government Action Plan", given["plan.period"])
    writer.paragraphs("Introduction and background", given["introduction"])
    for label, code in zip(
        ("Improving public", "Increasing public", "More efficient", "Increasing corporate", "Building safer"),
        CHALLENGES,
        strict=True,
    ):
        writer.line(label, given["introduction.challenges"][code])
    writer.paragraphs("The Open Government Action Plan 2014-2016 process", given["process"])
    for label, name in (
        ("Dissemination", "dissemination"), ("Communication in advance", "advance"), ("Awareness", "awareness"),
        ("Diversity", "channels"), ("Plurality", "plurality"), ("Documentation", "feedback"), ("Public consultation", "consultation"),
    ):  # fmt: skip
        writer.paragraphs(label, given[f"process.{name}"])
    writer.paragraphs("Recommendations from IRM", given["irm"])
    writer.first_of("The recommendations one by one")
    for at, recommendation in enumerate(given["irm.recommendations"], 1):
        writer.line("Number of the recommendation", recommendation["number"])
        writer.paragraphs(
            "How it was responded to", recommendation["response"], "ctrl+n" if at == 1 else "tab"
        )
    writer.paragraphs("Implementation of the Open Government", given["implementation"])
    writer.line("In accordance with the progress", given["progress.as_of"])
    writer.paragraphs("Web pages", given["progress.links"])
    writer.first_of("Action Plan 2014-2016 Chart")
    writer.line("Term in the picture", given["chart"][0]["term"])
    writer.line("Translation", given["chart"][0]["translation"])
    writer.first_of("Compliance with Commitments Template")
    for number, commitment in enumerate(given["commitments"], 1):
        writer.commitment(number, commitment, last=number == COMMITMENTS)
    writer.paragraphs("Progress with regards", given["eligibility"])
    writer.paragraphs("Lessons learned", given["lessons"])
    writer.paragraphs("Conclusions, other", given["conclusions"])


def without_identities(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: without_identities(value) for key, value in plain.items() if key != "_entry"}
    if isinstance(plain, list):
        return [without_identities(value) for value in plain]
    return plain


def test_a_report_with_ten_commitments_is_written_at_the_keyboard_exported_and_sums_are_exact(
    drafts: Path,
) -> None:
    given = report()
    links = [
        link for c in given["commitments"] for a in c["activities"] for link in a["evidence"].split("\n")
    ]
    assert len(links) == LINKS
    with Terminal([MSQ, EDITION], environment(drafts)) as terminal:
        writer = Writer(terminal)
        write(writer, given)
        terminal.wait_for("That was the last question.")
        terminal.press("f5")
        terminal.wait_for(f"{writer.inputs} of {writer.inputs} answered. Nothing required is missing.")
        assert "NEEDS A REASON" not in terminal.text
        terminal.press("e")
        terminal.wait_for("Receipt")
        screen = terminal.text
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    (draft,) = drafts.glob("*.yaml")
    kept = YAML(typ="safe", pure=True).load(draft.read_text("utf-8"))
    assert without_identities(kept["answers"]) == given, "the draft holds every character"
    (bundle,) = (drafts / "out").glob("*.zip")
    assert told(drafts, "verify", bundle)["receipt"] in screen
    with zipfile.ZipFile(bundle) as archive:
        submission = json.loads(archive.read(f"{bundle.stem}/data/submission.json"))
        page = archive.read(f"{bundle.stem}/data/submission.html").decode("utf-8")
    assert without_identities(submission["answers"]) == given
    done = sum((Decimal(done.replace(",", ".")) for _, done in weights()), Decimal(0))
    assert submission["computed"]["progress.weight"] == "100"
    assert Decimal(submission["computed"]["progress.execution"]) == done
    assert f"as of 31.08.2015, {done.normalize():f}% compliance was achieved" in page
    assert len(re.findall(r"<h3 class=\"entry\"[^>]*>Commitment \d+ of 10: ", page)) == COMMITMENTS
