"""Check your answers: what stands in the way of sending, section by section, each a jump; then all answers."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.app import ComposeResult

from msq_tui.core.errors import Incomplete, MsqError
from msq_tui.core.language import tr, tr_count
from msq_tui.core.printed_number import printed_number
from msq_tui.core.problem import Problem, Severity
from msq_tui.core.question import Input
from msq_tui.core.search import Found
from msq_tui.core.standing import section_state_word, state_word
from msq_tui.session.filling import FillingSession
from msq_tui.session.proposing import is_profile
from msq_tui.session.since_export import SinceExport, as_it_is, since_export
from msq_tui.session.submitting import export

from ..actions import bindings
from ..kept_aside import kept_answer
from ..page import entry_name, entry_of
from ..widgets.drawn import Drawn, Line, fitted, wrapped
from ..widgets.row_list import Row, RowList
from .frame import FramedScreen, draft_name, state_words

LOST_AT_BREAKS = 16
"""Cells that two lines may leave empty where words break."""


class ReviewScreen(FramedScreen):
    """The whole response on one list."""

    BINDINGS = bindings("review")
    table = "review"

    def __init__(self, session: FillingSession, left_at: tuple[str | None, int] | None = None) -> None:
        super().__init__()
        self.session = session
        self._since: SinceExport | None = None
        self._left_at = left_at
        """The line at which it was left before, to begin there again: its name and its place."""

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        yield Drawn(id="summary")
        yield RowList(id="list")
        yield Drawn(id="hint")
        yield Drawn(id="foot")

    def on_mount(self) -> None:
        """Draw the list."""
        self.draw()

    def on_screen_resume(self) -> None:
        """Draw it anew after coming back, and look beside that what has changed since the last export."""
        self.draw()
        self.run_worker(self._compare(), exclusive=True, group="since")

    async def _compare(self) -> None:
        since = await asyncio.to_thread(since_export, as_it_is(self.session), self._folder)
        if since != self._since:
            self._since = since
            self.draw()

    @property
    def _folder(self) -> Path:
        """Where bundles are written: beside the draft."""
        return self.session.path.parent / "out"

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.draw()

    def draw(self) -> None:
        """Everything from the session."""
        rows = self.query_one("#list", RowList)
        name = rows.chosen
        if self._left_at is not None:
            (name, rows.at), self._left_at = self._left_at, None
        rows.show(review_rows(self.session, self.text_width - 4, self._since), name)
        rows.focus()
        self.draw_state()
        self.draw_foot()

    def draw_state(self) -> None:
        """The bar and the summary."""
        self.draw_top()
        self.draw_message(summary(self.session))

    def draw_top(self) -> None:
        """The bar."""
        self.draw_bar(f"{draft_name(self.session)} · {tr('Check your answers')}", state_words(self.session))

    def draw_message(self, text: str, problem: bool = False) -> None:
        """The lines above the list."""
        self.query_one("#summary", Drawn).draw(
            [
                Line([(" " + part, "problem" if problem else "plain")])
                for part in wrapped(text, self.text_width - 2)
            ]
        )

    def save_state_changed(self) -> None:
        """Show the state of the draft as it is now; what was said about an export stays."""
        self.draw_top()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the question."""
        self._show_fill(event.name.partition(" ")[2])

    def _show_fill(self, address: str | None) -> None:
        rows = self.query_one("#list", RowList)
        self.app.call_next(self.msq.show_fill, address, (rows.chosen, rows.at))

    def action_search(self) -> None:
        """Find words; Enter goes there."""
        from .search import SearchScreen

        def chosen(found: Found | None) -> None:
            if found is not None and found.address:
                self._show_fill(found.address)

        self.app.push_screen(SearchScreen(self.session), chosen)

    def action_go_to_number(self) -> None:
        """Go to a question by its number."""
        from .go_to_number import GoToNumberScreen

        def chosen(address: str | None) -> None:
            if address is not None:
                self._show_fill(address)

        self.app.push_screen(GoToNumberScreen(self.session), chosen)

    def action_open(self) -> None:
        """Go to the question under the bar."""
        self.query_one("#list", RowList).choose()

    def action_back(self) -> None:
        """Back to the questions, where one was."""
        self._show_fill(None)

    def action_justify(self) -> None:
        """Write the reason that lets the thing under the bar pass."""
        from .ask import AskScreen

        if self.session.read_only:
            self.draw_message(self.session.read_only)
            return
        what, _, address = (self.query_one("#list", RowList).chosen or "").partition(" ")
        if what not in ("justify", "reason"):
            self.draw_message(
                tr("Put the bar on a line below NEEDS A REASON, then press J. Other lines take no reason.")
            )
            return

        def written(reason: str | None) -> None:
            if reason is not None:
                self.session.justify(address, reason)
                self.draw()

        question = tr("{name}: why does it stay as it is?", name=_name(self.session, address, 200))
        self.app.push_screen(
            AskScreen(question, self.session.response.justifications.get(address, "")), written
        )

    def action_export(self) -> None:
        """Write the bundle, if nothing stands in the way."""
        self._export(partial=False)

    def action_export_partial(self) -> None:
        """Write a bundle marked as partial."""
        self._export(partial=True)

    def _export(self, partial: bool, replace: bool = False) -> None:
        if is_profile(self.session):
            self.draw_message(
                tr("Your profile is never sent. It is saved; press Esc twice to go back to the drafts.")
            )
            return
        if self.session.flush().word != "saved":
            self.draw_message(self.session.save_state.reason, problem=True)
            return
        try:
            report = export(self.session, self._folder, partial=partial, replace=replace)
        except Incomplete as refusal:
            count = len(refusal.problems)
            self.draw_message(
                tr_count(
                    "Not exported: {count} thing is still to do, listed below. Press Enter to go there. "
                    "P writes a bundle marked as partial instead.",
                    "Not exported: {count} things are still to do, listed below. Press Enter to go to one. "
                    "P writes a bundle marked as partial instead.",
                    count,
                ),
                problem=True,
            )
        except MsqError as error:
            if not replace and "--replace" in error.message:
                self._ask_to_replace(error.message, partial)
            else:
                self.draw_message(error.message, problem=True)
        else:
            from .exported import ExportedScreen

            self.app.push_screen(ExportedScreen(self.session, report))

    def _ask_to_replace(self, message: str, partial: bool) -> None:
        from .ask import ChooseScreen

        def chosen(way: str | None) -> None:
            if way == "replace":
                self._export(partial, replace=True)

        ways = [
            ("keep", tr("Keep the older bundle")),
            ("replace", tr("Replace it with the answers as they are now")),
        ]
        text = tr("An older bundle of this draft is there, with other answers.")
        self.app.push_screen(ChooseScreen(text, ways), chosen)


def summary(session: FillingSession) -> str:
    """How far the whole is, and what stands between it and sending, in a sentence or two."""
    progress = session.standing.progress
    text = tr("{answered} of {inputs} answered.", answered=progress.answered, inputs=progress.inputs) + " "
    todo = []
    if progress.missing:
        todo.append(tr_count("{count} required answer", "{count} required answers", progress.missing))
    if progress.errors > progress.missing:
        todo.append(tr_count("{count} correction", "{count} corrections", progress.errors - progress.missing))
    if progress.justify:
        todo.append(tr_count("{count} reason", "{count} reasons", progress.justify))
    if todo:
        return text + tr("Before it can be sent: {todo}.", todo=", ".join(todo))
    if is_profile(session):
        return text + tr("Your profile is kept on this computer only, and never sent.")
    return text + tr("Nothing required is missing. E exports the bundle to send.")


def review_rows(session: FillingSession, width: int, since: SinceExport | None = None) -> list[Row]:
    """The rows of the list; ``since`` is what has changed since the last export. A row's name is its part of the list and, after a space, the address it leads to."""
    rows: list[Row] = []
    standing = session.standing
    grades = (
        (Severity.ERROR, tr("To do before it can be sent")),
        (Severity.JUSTIFY, tr("Needs a reason")),
        (Severity.WARNING, tr("Worth a look")),
    )
    problems = standing.problems()
    for severity, title in grades:
        of_grade = [problem for problem in problems if problem.severity is severity]
        if of_grade:
            rows.append(Row([title.upper()]))
            rows += _by_section(session, of_grade, width)
            rows.append(Row([""]))
    reasons = [(address, text) for address, text in session.response.justifications.items() if text.strip()]
    if reasons:
        rows.append(Row([tr("Reasons you gave").upper()]))
        rows += [
            Row([_name(session, address, width - 4), *wrapped(text, width - 8)], f"reason {address}", 2)
            for address, text in reasons
            if address in standing.index.input_at or address in standing.index.questions
        ]
        rows.append(Row([""]))
    parked = standing.parked()
    if parked:
        rows.append(Row([tr("Kept aside, not sent (the question is not asked now)").upper()]))
        rows += [
            Row(
                [_name(session, address, width - 4), kept_answer(session, address, width - 8)],
                f"parked {address}",
                2,
            )
            for address in parked
        ]
        rows.append(Row([""]))
    if session.draft.set_aside:
        rows.append(Row([tr("Kept in the draft, not sent: this questionnaire has no place for it").upper()]))
        rows += [Row([f"{address}: {value}"], None, 2) for address, value in session.draft.set_aside.items()]
        rows.append(Row([""]))
    if since is not None:
        rows += _since_rows(session, since, width)
    rows.append(Row([tr("All answers").upper()]))
    for section in session.edition.sections:
        progress = standing.section_progress(section.id)
        counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
        rows.append(Row([f"{section.outline_title} · {section_state_word(progress)} · {counts}"]))
        entry = ""
        for question in standing.enabled_questions(section):
            if entry_of(question.id) != entry and entry_of(question.id):
                repeat, _, identity = entry_of(question.id).rpartition("/")
                rows.append(Row([fitted(entry_name(session, repeat, identity), width - 2)], None, 2))
            entry = entry_of(question.id)
            rows += [_answer_row(session, place, width) for place in standing.asked_inputs(question)]
    return rows


def _since_rows(session: FillingSession, since: SinceExport, width: int) -> list[Row]:
    if not since.changed:
        return [
            Row(wrapped(tr("Exported, and not changed since: {file}", file=since.path.name), width)),
            Row([""]),
        ]
    index = session.standing.index
    title = tr("Changed since the last export (receipt {receipt})", receipt=since.receipt)
    return [
        Row(wrapped(title.upper(), width)),
        *(
            Row([_name(session, address, width - 4)], f"changed {address}", 2)
            for address in since.changed
            if address in index.questions or address in index.input_at
        ),
        Row([""]),
    ]


def _by_section(session: FillingSession, problems: list[Problem], width: int) -> list[Row]:
    rows: list[Row] = []
    section_id = ""
    for problem in problems:
        section = session.standing.index.section_of[session.standing.index.owner(problem.address)]
        if section.id != section_id:
            rows.append(Row([section.outline_title]))
            section_id = section.id
        name = _name(session, problem.address, width - 4)
        # The first word of a row's name tells what kind of line it is; codes are not unique to a grade.
        kind = "justify" if problem.severity is Severity.JUSTIFY else problem.code
        rows.append(Row([name, *wrapped(problem.message, width - 8)], f"{kind} {problem.address}", 2))
    return rows


def _name(session: FillingSession, address: str, width: int, within: bool = False) -> str:
    """A question or input: the number, as much of its words as fits into two lines, and its entry unless the line
    stands ``within`` it."""
    index = session.standing.index
    question = index.questions[index.owner(address)]
    place = index.input_at.get(address)
    number = printed_number(index, address)
    text = session.standing.filled_in(question.text or question.heading or question.id, question.id)
    if place and place.label:
        label = place.label.rstrip(":_; ")
        text = f"{label} · {text}" if question.text else label
    entry = entry_of(question.id)
    if entry and not within:
        repeat, _, identity = entry.rpartition("/")
        text = f"{text} · {entry_name(session, repeat, identity)}"
    return fitted(f"{number} {text}" if number else text, 2 * width - LOST_AT_BREAKS)


def _answer_row(session: FillingSession, place: Input, width: int) -> Row:
    question = session.standing.index.questions[place.question_id]
    answer = session.given(place)
    mark = session.standing.mark_of(place.address)
    if mark:
        shown = tr("marked: {state}", state=state_word(mark))
    elif answer is None:
        shown = tr("MISSING") if session.standing.is_required(place) else tr("not answered")
    else:
        shown = fitted(question.display(place, answer)[:400].replace("\n", " / "), width - 8)
    return Row([_name(session, place.address, width - 4, within=True), shown], f"answer {place.address}", 2)
