"""From Enter to the first frame."""

from __future__ import annotations

import json
import subprocess
import sys

from msq_tui.core.spoken import spoken_id
from msq_tui.files.draft_lock import lock_path
from msq_tui.files.places import shipped_editions_folder
from msq_tui.session.filling import FillingSession
from msq_tui.session.opening import Workplace
from msq_tui.ui.page import pages_of

from .generated import Site
from .measuring import Figure, Scale, in_turn, ratio, seconds
from .terminal import BIN, PLAIN_FORM, Watched, environment, msq, settings_of

FIELDS = 12
EDITION, SECTION_START = "msq-2022", "egov_portal"


def figures(scale: Scale, site: Site) -> list[Figure]:
    """How long a command, a first frame and a whole one take."""
    env = environment()

    def run(*argv: str) -> None:
        subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, env=env)

    ours, theirs = in_turn(
        scale.commands,
        seconds(lambda: run(*msq(), "--version")),
        seconds(lambda: run(sys.executable, "-c", "pass")),
    )
    found = [ratio("msq --version / python -c pass", ours, theirs, 3)]

    script = BIN / "benchmarked-empty-main"
    empty = site.folder / script.name
    empty.write_text(f"#!{sys.executable}\nimport re\nimport sys\n\nsys.exit(0)\n", encoding="utf-8")
    empty.chmod(0o755)
    resumed = msq_2022_draft(site)
    large = site.session(scale.large, min(scale.middle, scale.large))
    large.remember_place("q00000")
    shown = {
        f"resumed {EDITION}": (resumed, *_places(resumed, SECTION_START), scale.starts, 1.6),
        f"resumed, {scale.large} questions, {scale.middle} answers": (
            large, *_places(large, "q00000"), scale.large_starts, 2.0,
        ),
    }  # fmt: skip
    for name, (session, fields, words, times, at_most) in shown.items():
        first: list[float] = []

        def opened(
            session: FillingSession = session, words: list[str] = words, first: list[float] = first
        ) -> float:
            settings = settings_of(session)
            # The run before was killed: what is asked after a crash is not the frame that is measured.
            lock_path(session.path).unlink(missing_ok=True)
            with Watched([*msq(), "fill", str(session.path)], settings) as program:
                first.append(program.seen(spoken_id(session.edition.id)))
                return program.seen(*words, "Saved", "F10 leave")

        def written(fields: list[tuple[str, str]] = fields) -> float:
            with Watched([sys.executable, str(PLAIN_FORM), json.dumps(fields)]) as program:
                return program.seen(fields[0][1][:40], fields[-1][1][:40], "F10 leave")

        ours, theirs, least = in_turn(times, opened, written, seconds(lambda: run(str(empty))))
        found.append(
            ratio(f"first complete frame, {name} / the page straight in Textual", ours, theirs, at_most)
        )
        found.append(
            ratio(f"first readable frame, {name} / script with an empty main", first[1:], least, 1.5)
        )
    return found


def msq_2022_draft(site: Site) -> FillingSession:
    """A draft of MSQ 2022 with every text answered, left at the first question of section A."""
    workplace = Workplace([shipped_editions_folder()], site.new_folder())
    session = workplace.start(workplace.edition(EDITION))
    session.enter_all(
        {
            place.address: f"Answer to {place.address}"
            for place in session.edition.index.input_at.values()
            if place.kind in ("line", "text")
        }
    )
    session.save()
    session.remember_place(SECTION_START)
    return session


def _places(session: FillingSession, question_id: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The page of a question as texts and answers for a plain form, and words that are seen when it is complete."""
    page = next(
        page for page in pages_of(session.edition) if any(q.id == question_id for q in page.questions)
    )
    fields = [
        (question.text, f"Answer {number:02} of {len(page.questions)}")
        for number, question in enumerate(page.questions)
    ]
    fields += [("One more", f"Answer {number:02} more") for number in range(len(fields), FIELDS)]
    given = [
        str(answer)[:30]
        for question in page.questions[:2]
        for place in session.edition.index.inputs[question.id]
        if place.kind in ("line", "text") and (answer := session.given(place))
    ]
    return fields[:FIELDS], given
