"""Finding editions and drafts, starting a draft, going on with one."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from msq_tui.core.errors import DraftDamaged, DraftRefused, MsqError, NotReadable, NotWritten
from msq_tui.core.language import tr
from msq_tui.core.model import has_language
from msq_tui.core.proposals import PROFILE_EDITION
from msq_tui.core.question import is_unanswered
from msq_tui.core.response import Draft
from msq_tui.core.standing import Progress, Standing
from msq_tui.core.text import display_line
from msq_tui.files.atomic import make_private_folder
from msq_tui.files.draft_file import RawDraft, is_draft_name, new_document, read_draft, read_raw_draft
from msq_tui.files.draft_lock import is_stale, read_holder
from msq_tui.files.edition_file import LoadedEdition, read_edition
from msq_tui.files.mapping_file import MAPPING_ENDING
from msq_tui.files.places import (
    MACHINE_FOLDER,
    characters_too_many,
    free_draft_path,
    own_editions_folder,
    real_path,
    yaml_files,
)
from msq_tui.files.places import (
    given_path as given_path,
)
from msq_tui.files.previous import previous_path, vanished_drafts
from msq_tui.files.yaml_read import YamlRefused, read_text

from .carrying import Carried
from .filling import FillingSession, now
from .fullness import name_too_long
from .recovering import delete_draft, go_on_from_copy, is_vanished, with_copy

MOST_HEADER_LINES = 40


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft found in the folder: how far it is, or why it cannot be opened."""

    path: Path
    edition: str
    edition_title: str
    country: str
    country_name: str
    saved: str
    progress: Progress
    sections: tuple[int, int] = (0, 0)
    refusal: str = ""
    open_at: str = ""
    """Who has it open elsewhere, safe to show."""
    untouched: bool = False
    """Nothing was filled in yet."""


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """An edition found: what it is, or why it cannot be opened."""

    path: Path
    id: str
    title: str
    questions: int
    inputs: int
    refusal: str = ""


class Workplace:
    """The editions and drafts within reach. Editions are read once, in ``language`` where they have it."""

    def __init__(
        self,
        editions_folders: list[Path],
        drafts_folder: Path,
        language: str | None = None,
        profile_path: Path | None = None,
    ) -> None:
        self.editions_folders = editions_folders
        self.drafts_folder = drafts_folder
        self.language = language or None
        self.profile_path = profile_path or drafts_folder / MACHINE_FOLDER / "profile.yaml"
        self._editions: dict[Path, LoadedEdition] = {}

    # Editions

    def edition_paths(self) -> dict[str, Path]:
        """Edition id (the file's name) -> path; an earlier folder hides a later one."""
        found: dict[str, Path] = {}
        for folder in self.editions_folders:
            for path in yaml_files(folder):
                if not path.name.endswith(MAPPING_ENDING):
                    found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    def edition(self, name: str) -> LoadedEdition:
        """The edition with an id, or in a file. Raises NotReadable or EditionRefused."""
        if name not in self.edition_paths():
            given = given_path(name)
            if is_there(given):
                return self.edition_at(given)
        return self.edition_called(name)

    def edition_called(self, edition_id: str) -> LoadedEdition:
        """The edition with an id; never a path, since drafts from outside name editions too."""
        path = self.edition_paths().get(edition_id)
        if path is None and edition_id == PROFILE_EDITION:
            # A form of ours: never in a list of editions to start.
            path = own_editions_folder() / f"{PROFILE_EDITION}.yaml"
        if path is None:
            known = ", ".join(self.edition_paths()) or "-"
            raise NotReadable(
                tr(
                    'There is no edition "{name}". Editions here: {known}. A path to an edition file works too.',
                    name=display_line(edition_id),
                    known=known,
                )
            )
        return self.edition_at(path)

    def edition_at(self, path: Path) -> LoadedEdition:
        """The edition in a file, read once. Raises NotReadable or EditionRefused."""
        path = real_path(path)
        if path not in self._editions:
            self._editions[path] = read_edition(path, self.language)
        return self._editions[path]

    @property
    def unspoken(self) -> str | None:
        """The language that is wanted, where none of the editions opened so far has it."""
        opened = [loaded.edition for loaded in self._editions.values()]
        if self.language is None or not opened:
            return None
        if any(has_language(edition.all_languages, self.language) for edition in opened):
            return None
        return self.language

    def editions(self) -> list[EditionEntry]:
        """Every edition within reach, the unusable ones with the reason."""
        entries = []
        for name, path in self.edition_paths().items():
            try:
                edition = self.edition_at(path).edition
            except MsqError as error:
                entries.append(EditionEntry(path, name, name, 0, 0, error.message))
                continue
            questions = sum(1 for question in edition.questions() if question.asks)
            entries.append(
                EditionEntry(path, edition.id, edition.title, questions, len(edition.index.input_at))
            )
        return entries

    # Drafts

    def drafts(self) -> list[DraftEntry]:
        """Every draft of the drafts folder, the last saved first."""
        found = [p for p in yaml_files(self.drafts_folder) if is_draft_name(p) and self._is_draft(p)]
        entries = [self.draft_entry(path) for path in (*found, *vanished_drafts(self.drafts_folder))]
        return sorted(entries, key=lambda entry: entry.saved, reverse=True)

    def drafts_of(self, edition_id: str) -> list[DraftEntry]:
        """The drafts of one edition that can be opened."""
        return [entry for entry in self.drafts() if entry.edition == edition_id and not entry.refusal]

    def draft_entry(self, path: Path) -> DraftEntry:
        """How far a draft is."""
        try:
            raw = self._raw_draft(path)
            loaded_edition = self._edition_of(raw)
            loaded = read_draft(raw, loaded_edition.edition)
        except MsqError as error:
            return DraftEntry(path, "", "", "", "", "", Progress(), refusal=error.message)
        edition = loaded_edition.edition
        standing = Standing(edition, loaded.draft.response)
        country = country_of(standing)
        holder = read_holder(path)
        states = [standing.section_progress(section.id).state for section in edition.sections]
        return DraftEntry(
            path, edition.id, edition.title, country, country_name(standing), loaded.draft.saved, standing.progress,
            (states.count("complete"), len(states)), open_at=holder.name if holder and not is_stale(holder) else "",
            untouched=loaded.draft.is_untouched,
        )  # fmt: skip

    def find(self, name: str) -> Path | None:
        """The draft that a word on the command line means: a path, or a file of the drafts folder; else None."""
        given = given_path(name)
        for path in (given, self.drafts_folder / name, self.drafts_folder / f"{name}.yaml"):
            if _is_file(path) and self._is_draft(path):
                return path
        return self._gone_path(name)

    def _gone_path(self, name: str) -> Path | None:
        """Where a draft was of which only the copy is there."""
        given = given_path(name)
        for path in (given, self.drafts_folder / name, self.drafts_folder / f"{name}.yaml"):
            with suppress(OSError, ValueError):
                if is_vanished(path):
                    return path
        return None

    def draft_path(self, name: str) -> Path:
        """As :meth:`find` for a command that needs a draft; a file that is none is refused when it is opened."""
        given = given_path(name)
        for path in (given, self.drafts_folder / name, self.drafts_folder / f"{name}.yaml"):
            if is_there(path):
                return path
        gone = self._gone_path(name)
        if gone is not None:
            return gone
        raise NotReadable(
            tr(
                'There is no draft "{name}". Check the name; `msq list` shows the drafts.',
                name=display_line(name),
            )
        )

    @staticmethod
    def _is_draft(path: Path) -> bool:
        """Whether a file says that it is a draft, in one of its first lines. A damaged one counts, so that it is seen."""
        if not _is_file(path):
            return False
        try:
            with path.open("rb") as stream:
                start = stream.read(8192)
        except OSError:
            return True
        lines = start.split(b"\n")[:MOST_HEADER_LINES]
        return any(line.startswith(b"msq_draft:") for line in lines) or not any(
            line.startswith((b"msq_edition:", b"msq_mapping:")) for line in lines
        )

    # Starting and going on

    def _raw_draft(self, path: Path) -> RawDraft:
        """A draft file; where it is damaged and its copy is not, the refusal says so (DraftDamaged)."""
        try:
            return read_raw_draft(path)
        except DraftRefused as refusal:
            raise with_copy(self, path, refusal) from None
        except NotReadable as missing:
            if not is_vanished(path):
                raise
            offered = with_copy(self, path, DraftRefused(missing.message))
            raise (offered if isinstance(offered, DraftDamaged) else missing) from None

    def _edition_of(self, raw: RawDraft) -> LoadedEdition:
        """The edition that a draft answers."""
        try:
            return self.edition_called(raw.edition)
        except NotReadable as error:
            place = raw.root.find(("edition",))[0].place
            raise DraftRefused(
                tr('The draft "{file}" answers the edition "{edition}" (line {line}, column {column}), which is not here. '
                   "Safe: the draft was left as it is. Do now: put the edition file into the editions folder. ({reason})",
                   file=display_line(raw.path.name), edition=display_line(raw.edition), line=place.line, column=place.column,
                   reason=error.message)
            ) from None  # fmt: skip

    def go_on_from_copy(self, path: Path) -> tuple[FillingSession, str]:
        """Go on with the copy of a draft that is gone, or damaged and kept under another name; what is to be told with it.
        The session has the draft's lock."""
        lock, told = go_on_from_copy(real_path(path))
        try:
            session = self.resume(path)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        session.lock = lock
        with suppress(MsqError):
            # The saves after the copy happened: the next one is newer than they are, here and on another machine.
            numbers = [step.save for step in session.changes() if not step.found]
            session.draft.save = max([session.draft.save, *numbers])
        return session, told

    def delete(self, path: Path) -> Path:
        """Move a draft and what belongs to it into the folder ``deleted`` beside it; returns where it is now.

        Raises NotWritten. Only for a person who was asked: no command does it.
        """
        draft_id = None
        with suppress(MsqError):
            header = read_raw_draft(previous_path(path) if is_vanished(path) else path).root.data(
                empty_is_none=False
            )
            draft_id = str(header["draft_id"])
        return delete_draft(path, draft_id)

    def start(self, loaded_edition: LoadedEdition, path: Path | None = None) -> FillingSession:
        """A new, empty draft of an edition, written to disk. Raises NotWritten."""
        if path is None:
            make_private_folder(self.drafts_folder)
            path = free_draft_path(self.drafts_folder, loaded_edition.edition.id)
        if characters_too_many(path):
            raise NotWritten(name_too_long(path))
        draft = Draft(
            edition=loaded_edition.edition.id,
            edition_revision=loaded_edition.edition.revision,
            edition_digest=loaded_edition.digest,
            draft_id=uuid.uuid4().hex,
            created=now(),
        )
        session = FillingSession(loaded_edition, draft, new_document(draft), path, new=True)
        session.save()
        return session

    def resume(self, path: Path) -> FillingSession:
        """Go on with a draft. Answers that no longer fit the edition are set aside and told in ``findings``.

        Raises NotReadable, DraftRefused, EditionRefused.
        """
        # A link is followed once, so that the file it leads to is the one that is replaced.
        path = real_path(path)
        raw = self._raw_draft(path)
        loaded_edition = self._edition_of(raw)
        loaded = read_draft(raw, loaded_edition.edition)
        carried = None
        if raw.edition_digest and raw.edition_digest != loaded_edition.digest:
            kept = sum(not is_unanswered(answer) for answer in loaded.draft.response.answers.values())
            now_at = loaded_edition.edition.revision
            carried = Carried(raw.edition_revision, now_at, kept, loaded.put_aside)
        # The draft now answers the edition as it is here; what did not fit was set aside above.
        loaded.draft.edition_revision = loaded_edition.edition.revision
        loaded.draft.edition_digest = loaded_edition.digest
        session = FillingSession(
            loaded_edition,
            loaded.draft,
            loaded.document,
            path,
            tuple(loaded.findings),
            changed=loaded.changed,
        )
        session.carried = carried
        return session


def is_there(path: Path) -> bool:
    """Whether there is something at a path; a name that no system takes (too long, a NUL) is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def kind_of(path: Path) -> str:
    """What a file says it is: ``draft``, ``edition``, ``mapping``, ``bundle`` or ``unknown``. Raises NotReadable."""
    try:
        if path.exists() and not path.is_file():
            return "unknown"
        with path.open("rb") as stream:
            if stream.read(4)[:2] == b"PK":
                return "bundle"
        text = read_text(path)
    except OSError as error:
        from msq_tui.files.edition_file import not_readable

        raise not_readable(path, error) from None
    except YamlRefused:
        return "unknown"
    lines = text.split("\n")[:MOST_HEADER_LINES]
    if any(line.startswith("msq_draft:") for line in lines):
        return "draft"
    if any(line.startswith("msq_mapping:") for line in lines):
        return "mapping"
    return "edition" if any(line.startswith("msq_edition:") for line in lines) else "unknown"


def country_of(standing: Standing) -> str:
    """The code of the country a response is for; empty while it is not given."""
    for question in standing.edition.questions():
        if question.type == "country":
            answer = standing.read(question.id)
            return answer if isinstance(answer, str) else ""
    return ""


def country_name(standing: Standing) -> str:
    """The country a response is for, as people call it; empty while it is not given."""
    for question in standing.edition.questions():
        if question.type == "country":
            answer = standing.read(question.id)
            return question.display(standing.index.input_at[question.id], answer) if answer else ""
    return ""
