"""What the tests of drafts share: a workplace of its own, invented answers to MSQ 2022, and the golden draft.

``python -m tests.files.drafts`` writes the golden draft anew; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from msq_tui.core.condition import Answer
from msq_tui.core.edition import Edition
from msq_tui.core.response import Draft
from msq_tui.core.text import clean_text
from msq_tui.files.draft_file import new_document
from msq_tui.files.edition_file import LoadedEdition, read_edition
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from tests.core.helpers import ROOT, answers_to, msq_2022

EDITIONS = ROOT / "editions"
MSQ_2022 = EDITIONS / "msq-2022.yaml"
GOLDEN = ROOT / "tests" / "golden" / "draft_msq_2022.yaml"
DIGEST_IN_GOLDEN = "sha256:the-digest-of-the-shipped-edition"
TIME = "2026-11-21T10:02:11Z"

PARAGRAPHS = (
    "The Government Portal: https://portal.example.gov.py/#!/inicio (since 2014).\n"
    "\n"
    "  Also www.tramites.example/consulta [Trámites], and\tдругие порталы, 政府门户网站, البوابة الحكومية 👩‍💻.\n"
    "# not a remark --- and not a new document"
)

_TOKENS = (
    " ", "  ", "\n", "\n\n", "\t", "#", " # ", "---", "...", "- ", ": ", ":", "'", '"', "\\", "|", ">", "%YAML", "&a", "*a",
    "!t", "[", "]", "{", "}", "@", "`", "?", "=======", "<<", "<<<<<<<", ",", "yes", "NO", "null", "~", "a", "word",
    "ñandú", "Жук", "中文", "سلام", "שלום", "हिन्दी", "😀", "👩‍💻", "\u200d", "\u200e", "\u200f", "\ufeff", "\u2066", "\xa0", "\u3000", "\xad",
)  # fmt: skip

texts: st.SearchStrategy[str] = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(_TOKENS), max_size=12).map("".join)
).map(lambda text: clean_text(text).text)
"""Texts as the single door lets them through: every script, odd white space, everything YAML gives a meaning to."""


_shipped: dict[Path, LoadedEdition] = {}


def workplace_in(folder: Path) -> Workplace:
    """A workplace with the shipped editions and its drafts in ``folder``/drafts.

    Editions are frozen, and the shipped ones stay as they are: all workplaces share those that one of them has read.
    """
    workplace = Workplace([EDITIONS], folder / "drafts")
    workplace._editions = _shipped
    return workplace


def started(folder: Path, name: str = "draft.yaml") -> FillingSession:
    """A new draft of MSQ 2022, on disk in ``folder``."""
    workplace = workplace_in(folder)
    return workplace.start(workplace.edition("msq-2022"), folder / name)


def resumed(path: Path) -> FillingSession:
    """A draft opened as another process would."""
    return workplace_in(path.parent).resume(path)


def full_answers(edition: Edition) -> dict[str, Any]:
    """An invented answer to every input, so that everything is asked and nothing is missing."""
    given: dict[str, Any] = {}
    for question in edition.questions():
        for place in edition.index.inputs[question.id]:
            codes = list(question.codes())
            if place.kind == "country":
                given[place.address] = "PRY"
            elif place.kind == "choices":
                given[place.address] = codes
            elif place.kind == "choice":
                given[place.address] = "yes" if "yes" in codes else codes[-1]
            elif place.check == "email":
                given[place.address] = "ana.diaz@mitic.example"
            else:
                given[place.address] = f"Invented text for {place.address}"
    return given


def random_answers() -> st.SearchStrategy[dict[str, Answer]]:
    """Answers to any inputs of MSQ 2022, parked ones included."""
    index = msq_2022().index
    return st.fixed_dictionaries(
        {},
        optional={
            address: answers_to(index.questions[place.question_id], place, texts)
            for address, place in index.input_at.items()
        },
    )


def golden_session(path: Path) -> FillingSession:
    """The answers of the golden draft, not yet saved. Nothing in it depends on the day or machine."""
    loaded: LoadedEdition = read_edition(MSQ_2022)
    draft = Draft(
        edition=loaded.edition.id,
        edition_revision=loaded.edition.revision,
        edition_digest=loaded.digest,
        draft_id="5b0e6c1f0a2d4b6e8f90a1b2c3d4e5f6",
        created="2026-11-21T09:30:00Z",
    )
    session = FillingSession(loaded, draft, new_document(draft), path, new=True)
    session.enter_all(full_answers(loaded.edition))
    session.enter_all(
        {
            "egov_portal": PARAGRAPHS,
            "partnerships": "  first line begins with spaces\nlast line ends with feeds\n\n",
            "other_information": "one feed at the end\n",
            "foresight.details": "line\n \nwith a line of one space",
            "sandboxes.details": 'She said "C:\\temp"\tand left.',
            "strategy.sdgs.details": "NO",
            "contact/name": "Ana Díaz",
            "social_media": "no",
        }
    )
    session.mark("strategy.local.details", "not_applicable", "There is no such level.")
    session.mark("strategy_period", "withheld")
    session.note("cio", "Ask the ministry again.\nBefore Friday.")
    session.flag("cio.details")
    session.justify("consent", "Agreed by letter.")
    return session


def with_golden_digest(text: str) -> str:
    """A draft's text with the digest of the edition replaced, which changes with every word of the edition."""
    return text.replace(read_edition(MSQ_2022).digest, DIGEST_IN_GOLDEN)


def main() -> None:
    """Write the golden draft anew."""
    import tempfile

    from msq_tui.session import filling

    filling.now = lambda: TIME
    with tempfile.TemporaryDirectory() as folder:
        session = golden_session(Path(folder) / "draft.yaml")
        session.save()
        GOLDEN.write_bytes(with_golden_digest(session.path.read_text("utf-8")).encode("utf-8"))


if __name__ == "__main__":
    main()
