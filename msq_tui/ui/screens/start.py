"""Where one begins: drafts to go on with, editions to start."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult

from msq_tui.core.errors import MsqError
from msq_tui.core.language import tr, tr_count
from msq_tui.core.spoken import spoken_id
from msq_tui.core.text import display_line
from msq_tui.core.times import shown_time
from msq_tui.session.opening import DraftEntry, EditionEntry, Workplace, given_path, kind_of
from msq_tui.session.proposing import open_profile, profile_answers

from ..actions import bindings
from ..one_writer import open_locked
from ..widgets.drawn import Drawn, Line, fitted, wrapped
from ..widgets.row_list import Row, RowList
from .ask import AskScreen, ChooseScreen
from .frame import FramedScreen


class StartScreen(FramedScreen):
    """Drafts and editions on one list."""

    BINDINGS = bindings("start")
    table = "start"
    _message = ""
    _left: Path | None = None
    """The draft that was opened from here: the bar stands there when one comes back, so that Enter goes on
    with it."""

    def compose(self) -> ComposeResult:
        yield Drawn(id="bar")
        yield Drawn(id="summary")
        yield RowList(id="list")
        yield Drawn(id="foot")

    def on_screen_resume(self) -> None:
        """Read the folder when the screen is seen: not while a draft covers it."""
        if self.app.screen is self:
            self.draw(self._message)

    def on_screen_suspend(self) -> None:
        """Remember which draft covers the list."""
        session = self.msq.session
        if session is not None:
            self._left = session.path.resolve()

    def on_resize(self) -> None:
        """Draw for the new width."""
        if self.app.screen is self:
            self.draw(self._message)

    def tell(self, message: str) -> None:
        """Say something that stays until something else is done; the screen may be seen only after this."""
        self._message = message
        self.draw(message)

    def draw(self, message: str = "") -> None:
        """The list."""
        workplace = self.msq.workplace
        # What is not begun stands behind what is: Enter goes on with the draft that was worked on last.
        drafts = sorted(workplace.drafts(), key=lambda entry: entry.untouched)
        editions = workplace.editions()
        self.draw_bar(
            "msq", tr("Drafts: {folder}", folder=fitted(display_line(str(workplace.drafts_folder)), 40))
        )
        told = (
            [message]
            if message
            else [tr("Enter goes on with the draft under the bar.")]
            if drafts
            else first_time()
        )
        self.query_one("#summary", Drawn).draw(
            [
                Line([(" " + part, "problem" if message else "plain")])
                for text in told
                for part in wrapped(text, self.text_width - 2)
            ]
        )
        width = self.text_width - 6
        rows = []
        if drafts:
            rows += [Row([tr("GO ON WITH")]), *(draft_row(entry, width) for entry in drafts), Row([""])]
        rows += [Row([tr("START A NEW ONE")]), *(edition_row(entry, width) for entry in editions), Row([""])]
        rows += [Row([tr("AND ALSO")]), Row([tr("Open a file ...")], "file:"), profile_row(workplace, width)]
        shown = self.query_one("#list", RowList)
        left, self._left = self._left, None
        rows_left = [
            f"draft:{entry.path}" for entry in drafts if left is not None and entry.path.resolve() == left
        ]
        if left == workplace.profile_path.resolve():
            rows_left = ["profile:"]
        shown.show(rows, rows_left[0] if rows_left else shown.chosen)
        shown.focus()
        self.draw_foot()

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open it."""
        self._message = ""
        kind, _, name = event.name.partition(":")
        try:
            if kind == "draft":
                await self.msq.open_draft(name)
            elif kind == "file":
                self.action_open_file()
            elif kind == "profile":
                self.action_profile()
            else:
                await self._start(name)
        except MsqError as error:
            self.draw(error.message)

    async def _start(self, edition_id: str) -> None:
        """Begin a draft of an edition; where one was begun before and nothing filled in, go on in that."""
        workplace = self.msq.workplace
        blank = [entry for entry in workplace.drafts_of(edition_id) if entry.untouched and not entry.open_at]
        if not blank:
            await self.msq.start_edition(edition_id)
            return
        told = tr('You began "{file}" before, and nothing is filled in yet: go on in it.', file=display_line(blank[0].path.name))  # fmt: skip
        open_locked(self.msq, workplace.resume(blank[0].path), told)

    def action_open_file(self) -> None:
        """Ask for a file, and go on with the draft, or start the edition, that it is."""

        async def named(given: str | None) -> None:
            if not given or not given.strip():
                return
            self._message = ""
            try:
                path = given_path(given.strip().strip("\"'"))
                if kind_of(path) == "edition":
                    await self.msq.start_edition(str(path))
                else:
                    await self.msq.open_draft(str(path))
            except MsqError as error:
                self.tell(error.message)

        question = tr("Which file? A draft to go on with, or an edition to start (folder and name):")
        self.app.push_screen(AskScreen(question), named)

    def action_profile(self) -> None:
        """Fill in what forms ask about the respondent again and again."""
        try:
            open_locked(self.msq, open_profile(self.msq.workplace))
        except MsqError as error:
            self.tell(error.message)

    def action_delete(self) -> None:
        """Ask twice, then move the draft under the bar into the folder of deleted drafts."""
        kind, _, name = (self.query_one("#list", RowList).chosen or "").partition(":")
        if kind != "draft":
            self.tell(tr("Only a draft can be deleted: move the bar to one."))
            return
        path = Path(name)
        word = tr("delete")

        def written(typed: str | None) -> None:
            if typed is None or typed.strip().casefold() != word.casefold():
                self.tell(tr("Nothing was deleted."))
                return
            try:
                where = self.msq.workplace.delete(path)
            except MsqError as error:
                self.tell(error.message)
                return
            self.tell(
                tr(
                    '"{file}" was moved to {folder}. To have it back, move what is in that folder to where it was.',
                    file=display_line(path.name), folder=display_line(str(where)),
                )
            )  # fmt: skip

        def chosen(way: str | None) -> None:
            if way == "delete":
                question = tr('Write the word "{word}" to delete "{file}". Esc leaves it.', word=word, file=display_line(path.name))  # fmt: skip
                self.app.push_screen(AskScreen(question), written)

        question = tr('Delete the draft "{file}" with all its answers?', file=display_line(path.name))
        ways = [("keep", tr("No, keep it")), ("delete", tr("Yes, delete it"))]
        self.app.push_screen(ChooseScreen(question, ways), chosen)

    def action_open(self) -> None:
        """Open what is under the bar."""
        self.query_one("#list", RowList).choose()


def first_time() -> list[str]:
    """What one needs, how long it takes, and the keys, for somebody who sees the program for the first time."""
    return [
        tr("WHAT YOU NEED: the answers of several ministries, with links to laws, strategies and portals, and the right to answer for your government. No internet."),
        tr("HOW LONG: some weeks, since colleagues have to be asked. Leave at any time and come back here. Everything you type is saved by itself, on this computer only."),
        tr("KEYS: Up and Down move the bar, Enter opens what is under it, Tab goes to the next place to answer, F1 shows all keys, F10 saves and leaves."),
    ]  # fmt: skip


def profile_row(workplace: Workplace, width: int) -> Row:
    """The profile, with what it is called by."""
    answers = profile_answers(workplace)
    known = [str(answers[key]) for key in ("name", "organization") if answers.get(key)]
    told = tr("Your profile: {known}", known=display_line(", ".join(known))) if known else tr("Your profile: name, organization, country, written once and proposed in every form")  # fmt: skip
    return Row(wrapped(told, width), "profile:")


def draft_row(entry: DraftEntry, width: int) -> Row:
    """A draft: what it is, how far, when it was saved."""
    name = f"draft:{entry.path}"
    if entry.refusal:
        told = [tr("cannot be opened: {reason}", reason=_reason(entry.refusal))]
        first, _, second = entry.refusal.partition("\n")
        if second.startswith(tr("Safe:")):
            # A copy of it is there: what happened stands in the first line, and opening it offers the copy.
            told = [first, tr("Safe: a copy of it. Enter offers to go on from it.")]
        return Row(_wrapped([entry.path.name, *told], width), name)
    title = spoken_id(entry.edition) + (f" · {entry.country_name}" if entry.country_name else "")
    when = tr("saved {time} · {file}", time=shown_time(entry.saved), file=display_line(entry.path.name))
    opened = [tr("open elsewhere: {holder}", holder=entry.open_at)] if entry.open_at else []
    if entry.untouched:
        return Row(_wrapped([title, f"{tr('nothing filled in yet')} · {when}", *opened], width), name)
    progress = entry.progress
    how_far = [tr("{answered} of {inputs} answered", answered=progress.answered, inputs=progress.inputs)]
    if progress.missing:
        how_far.append(tr_count("{count} required missing", "{count} required missing", progress.missing))
    else:
        how_far.append(tr("nothing required missing"))
    how_far.append(tr("{done} of {all} sections complete", done=entry.sections[0], all=entry.sections[1]))
    return Row(_wrapped([title, " · ".join(how_far), when, *opened], width), name)


def edition_row(entry: EditionEntry, width: int) -> Row:
    """An edition: what it is and how long."""
    name = f"edition:{entry.id}"
    if entry.refusal:
        return Row(
            _wrapped(
                [entry.path.name, tr("cannot be opened: {reason}", reason=_reason(entry.refusal))], width
            ),
            name,
        )
    counts = tr(
        "{questions} questions, up to {inputs} places to answer",
        questions=entry.questions,
        inputs=entry.inputs,
    )
    return Row(_wrapped([f"{spoken_id(entry.id)} · {counts}", entry.title], width), name)


def _wrapped(lines: list[str], width: int) -> list[str]:
    return [part for line in lines for part in wrapped(line, width)]


def _reason(refusal: str) -> str:
    """The line of a refusal that names the place and what is wrong."""
    lines = refusal.split("\n")
    return lines[1] if len(lines) > 1 else refusal
