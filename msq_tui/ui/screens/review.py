"""Check your answers: what stands in the way of sending, section by section, each a jump; then all answers."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.app import ComposeResult

from msq_tui.core.errors import Incomplete, MsqError
from msq_tui.core.language import tr, tr_count
from msq_tui.core.search import Found
from msq_tui.session.filling import FillingSession
from msq_tui.session.proposing import is_profile
from msq_tui.session.since_export import SinceExport, as_it_is, since_export
from msq_tui.session.submitting import export

from ..actions import bindings
from ..review_rows import name_of, review_rows, summary
from ..widgets.drawn import Drawn, Line, fitted, wrapped
from ..widgets.row_list import RowList, Spot
from .frame import FramedScreen, draft_name, state_words


class ReviewScreen(FramedScreen):
    """The whole response on one list."""

    BINDINGS = bindings("review")
    table = "review"

    def __init__(self, session: FillingSession, left_at: Spot | None = None) -> None:
        super().__init__()
        self.session = session
        self._since: SinceExport | None = None
        if is_profile(session):
            self.without = frozenset({"export", "export_partial", "justify"})
        self._left_at = left_at
        """Where it was left before, to begin there again."""

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
        left_at, self._left_at = self._left_at or rows.spot, None
        rows.show_at(review_rows(self.session, self.text_width - 4, self._since), left_at)
        rows.focus()
        self.draw_state()
        self.draw_place()
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

    def draw_place(self, told: str = "") -> None:
        """The line above the keys: the part in which the bar is, behind what else there is to tell."""
        rows = self.query_one("#list", RowList)
        parts, here = rows.parts, rows.part
        text = told
        if here is not None:
            at = tr("Part {number} of {of}", number=parts.index(here) + 1, of=len(parts))
            text = f"{told} {at}: {' '.join(rows.rows[here.heading].lines)}".strip()
        line = fitted(text, self.text_width - 2) if text else ""
        self.query_one("#hint", Drawn).draw([Line([(" " + line, "quiet")])])

    def on_row_list_moved(self) -> None:
        """Say in which part the bar is."""
        self.draw_place()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the question."""
        kind, _, address = event.name.partition(" ")
        if kind == "set_aside":
            self.draw_message(
                tr(
                    "This questionnaire has no place for it, so there is no question to go to. It stays in the draft, "
                    "and is not sent."
                )
            )
        elif kind == "unchanged":
            self.draw_message(
                tr("The bundle holds all answers as they are now. There is nothing to export anew.")
            )
        else:
            self._show_fill(address)

    def _show_fill(self, address: str | None) -> None:
        self.app.call_next(self.msq.show_fill, address, self.query_one("#list", RowList).spot)

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

    def action_next_page(self) -> None:
        """The next part of the list."""
        if not self.query_one("#list", RowList).move_part(1):
            self.draw_place(tr("This is the last part."))

    def action_previous_page(self) -> None:
        """The beginning of this part, then the part before."""
        if not self.query_one("#list", RowList).move_part(-1):
            self.draw_place(tr("This is the first part."))

    def action_outline(self) -> None:
        """All parts with their state, to go to one."""
        from .parts import PartsScreen

        rows = self.query_one("#list", RowList)

        def chosen(name: str | None) -> None:
            if name is not None:
                rows.go_to_part(int(name))

        self.app.push_screen(PartsScreen(rows.rows, rows.parts, rows.part), chosen)

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

        question = tr("{name}: why does it stay as it is?", name=name_of(self.session, address, 200))
        self.app.push_screen(
            AskScreen(question, self.session.response.justifications.get(address, ""), asks_first=True),
            written,
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
