"""After the export: where the file is, how large, its receipt, what to do now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from msq_tui.core.language import tr, tr_count
from msq_tui.core.words import place_name
from msq_tui.session.filling import FillingSession
from msq_tui.session.submitting import ExportReport

from ..actions import bindings
from ..widgets.drawn import Drawn, Line, wrapped
from .frame import FramedScreen, draft_name, state_words


class ExportedScreen(FramedScreen):
    """What was written and what comes next."""

    BINDINGS = bindings("exported")
    table = "exported"

    def __init__(self, session: FillingSession, report: ExportReport) -> None:
        super().__init__()
        self.session = session
        self.report = report

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        with VerticalScroll(id="page"):
            yield Drawn(id="told")
        yield Drawn(id="foot")

    def on_mount(self) -> None:
        """Draw it."""
        self.draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.draw()

    def draw(self) -> None:
        """Everything from the report."""
        self.draw_bar(f"{draft_name(self.session)} · {tr('Exported')}", state_words(self.session))
        self.draw_foot()
        width = self.text_width - 4
        lines: list[Line] = [Line()]
        for style, text in exported_text(self.session, self.report):
            lines += [Line([("  " + part, style)]) for part in wrapped(text, width)]
        self.query_one("#told", Drawn).draw(lines)

    def action_back(self) -> None:
        """Back to the review."""
        self.dismiss(None)


def exported_text(session: FillingSession, report: ExportReport) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    partial = report.status == "partial"
    told = [
        ("heading", tr("A partial submission was written; it says what is missing:") if partial else tr("The submission is complete, checked and written:")),
        ("plain", ""),
        ("answer", f"  {report.path}"),
        ("plain", tr("  Size {size} KB", size=max(1, round(report.size / 1024)))),
        ("answer", tr("  Receipt {receipt}", receipt=report.receipt)),
        ("plain", ""),
        ("heading", tr("What now")),
        ("plain", tr("1. Read it once as others will see it: the file is a zip; open it and then submission.html in its data folder.")),
    ]  # fmt: skip
    submission = session.edition.submission
    if submission:
        told.append(
            (
                "plain",
                tr("2. Attach the file, as it is, to an e-mail to {address}.", address=submission.address),
            )
        )
        told.append(("plain", tr("   Subject: {subject}", subject=submission.subject)))
    else:
        told.append(("plain", tr("2. Attach the file, as it is, to an e-mail to whoever asked for it.")))
    told.append(
        ("plain", tr("3. Keep the receipt. Whoever gets the file can check with it that it is this one."))
    )
    told.append(("plain", ""))
    if report.missing:
        told.append(
            (
                "problem",
                tr_count(
                    "{count} required answer is missing in it.",
                    "{count} required answers are missing in it.",
                    len(report.missing),
                ),
            )
        )
    if report.parked:
        told.append(
            (
                "plain",
                tr(
                    "Kept in your draft and not sent: {addresses}",
                    addresses="; ".join(place_name(session.standing, address) for address in report.parked),
                ),
            )
        )
    return told
