"""Check your answers: what stands in the way of sending, section by section, each a jump; then all answers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from msq_tui.core.errors import Incomplete, MsqError
from msq_tui.core.language import tr, tr_count
from msq_tui.core.problem import Problem, Severity
from msq_tui.core.standing import section_state_word, state_word
from msq_tui.core.words import shortened
from msq_tui.session.filling import FillingSession
from msq_tui.session.submitting import export

from ..actions import bindings, foot
from ..literal import literal
from ..widgets.drawn import Drawn, fitted
from .frame import FramedScreen, draft_name

LABEL_WIDTH = 44


class ReviewScreen(FramedScreen):
    """The whole response on one list."""

    BINDINGS = bindings("review")

    def __init__(self, session: FillingSession) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        yield Drawn(id="summary")
        yield OptionList(id="list", markup=False)
        yield Drawn(id="hint")
        yield Drawn(id="foot")

    def on_mount(self) -> None:
        """Draw the list."""
        self.draw()

    def on_screen_resume(self) -> None:
        """Draw it anew after coming back."""
        self.draw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.draw()

    def draw(self) -> None:
        """Everything from the session."""
        options = self.query_one("#list", OptionList)
        at = options.highlighted
        rows = review_rows(self.session, max(self.size.width - 4, 40))
        options.clear_options()
        options.add_options(
            Option(literal(text), id=f"{number}:{address}" if address else None, disabled=not address)
            for number, (text, address) in enumerate(rows)
        )
        first = next((number for number, (_, address) in enumerate(rows) if address), None)
        options.highlighted = at if at is not None and at < len(rows) and rows[at][1] else first
        options.focus()
        self.draw_state()
        self.draw_foot(foot("review"))

    def draw_state(self) -> None:
        """The bar and the summary."""
        self.draw_bar(f"{draft_name(self.session)}  {tr('Check your answers')}", self.session.save_state.text)
        self.draw_message(summary(self.session))

    def draw_message(self, text: str, problem: bool = False) -> None:
        """The lines above the list."""
        from ..widgets.drawn import Line, wrapped

        self.query_one("#summary", Drawn).draw(
            [
                Line([(" " + part, "problem" if problem else "plain")])
                for part in wrapped(text, max(self.size.width - 2, 20))
            ]
        )

    def save_state_changed(self) -> None:
        """Show the state of the draft as it is now."""
        self.draw_state()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the question."""
        if event.option_id:
            self.msq.show_fill(self.session, event.option_id.partition(":")[2])

    def action_open(self) -> None:
        """Go to the question under the bar."""
        self.query_one("#list", OptionList).action_select()

    def action_back(self) -> None:
        """Back to the questions, where one was."""
        self.msq.show_fill(self.session, None)

    def action_export(self) -> None:
        """Write the bundle, if nothing stands in the way."""
        self._export(partial=False)

    def action_export_partial(self) -> None:
        """Write a bundle marked as partial."""
        self._export(partial=True)

    def _export(self, partial: bool, replace: bool = False) -> None:
        if self.session.flush().word != "saved":
            self.draw_message(self.session.save_state.reason, problem=True)
            return
        folder = self.session.path.parent / "out"
        try:
            report = export(self.session, folder, partial=partial, replace=replace)
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
    return text + tr("Nothing required is missing. E exports the bundle to send.")


def review_rows(session: FillingSession, width: int) -> list[tuple[str, str]]:
    """The lines of the list: text, and the address a line leads to (empty: a heading)."""
    rows: list[tuple[str, str]] = []
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
            rows.append((title, ""))
            rows += _by_section(session, of_grade, width)
            rows.append(("", ""))
    parked = standing.parked()
    if parked:
        rows.append((tr("Kept aside, not sent (the question is not asked now)"), ""))
        rows += [(fitted("  " + _name(session, address), width), address) for address in parked]
        rows.append(("", ""))
    if session.draft.set_aside:
        rows.append(
            (tr("Found in the draft, but this questionnaire has no place for it; kept, not sent"), "")
        )
        rows += [
            (fitted(f"  {address}: {value}", width), "") for address, value in session.draft.set_aside.items()
        ]
        rows.append(("", ""))
    rows.append((tr("All answers"), ""))
    for section in session.edition.sections:
        progress = standing.section_progress(section.id)
        counts = tr("{done} of {all}", done=progress.answered, all=progress.inputs)
        rows.append(
            (fitted(f" {section.outline_title} · {section_state_word(progress)} · {counts}", width), "")
        )
        for question in standing.enabled_questions(section):
            for place in standing.asked_inputs(question):
                rows.append((_answer_row(session, place.address, width), place.address))
    return rows


def _by_section(session: FillingSession, problems: list[Problem], width: int) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    section_id = ""
    for problem in problems:
        section = session.edition.index.section_of[problem.address.partition("/")[0]]
        if section.id != section_id:
            rows.append((fitted(f" {section.outline_title}", width), ""))
            section_id = section.id
        name = _name(session, problem.address)
        rows.append(
            (fitted(f"  {fitted(name, max(width - 34, 24))}: {problem.message}", width), problem.address)
        )
    return rows


def _name(session: FillingSession, address: str) -> str:
    index = session.edition.index
    question = index.questions[address.partition("/")[0]]
    place = index.input_at.get(address)
    parent = index.questions.get(question.parent) if question.parent and not question.number else None
    number = question.number or (parent.number if parent else None)
    text = question.text or question.heading or question.id
    if place and place.label:
        label = place.label.rstrip(":_; ")
        text = f"{shortened(text, 30)}: {label}" if not question.nested or question.text else label
    return f"{number} {shortened(text, 70)}" if number else shortened(text, 70)


def _answer_row(session: FillingSession, address: str, width: int) -> str:
    index = session.edition.index
    place = index.input_at[address]
    question = index.questions[place.question_id]
    answer = session.given(place)
    mark = session.standing.mark_of(address)
    if mark:
        shown = tr("marked: {state}", state=state_word(mark))
    elif answer is None:
        shown = tr("missing") if session.standing.is_required(place) else tr("not answered")
    else:
        shown = question.display(place, answer)[:300].replace("\n", " / ")
    name = fitted("  " + _name(session, address), LABEL_WIDTH)
    return fitted(f"{name:<{LABEL_WIDTH}} {shown}", width)
