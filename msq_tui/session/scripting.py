"""What scripts ask for: values from the command line, answers from a file, findings with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msq_tui.core.answers import ENTRY, plain_question
from msq_tui.core.errors import (
    DraftRefused,
    EditionRefused,
    MsqError,
    NotReadable,
    NotUnderstood,
    Refused,
    WrongUsage,
)
from msq_tui.core.index import EditionIndex
from msq_tui.core.language import tr
from msq_tui.core.problem import Finding, Severity
from msq_tui.core.question import plain_answer
from msq_tui.core.standing import Standing
from msq_tui.core.text import display_line
from msq_tui.files.draft_file import RawDraft, read_draft, read_raw_draft
from msq_tui.files.edition_file import check_edition, not_readable
from msq_tui.files.mapping_file import MAPPING_ENDING, check_mapping
from msq_tui.files.places import given_path
from msq_tui.files.yaml_read import YamlRefused, read_text, read_yaml

from .filling import FillingSession
from .lost import lost_in
from .opening import Workplace, is_there, kind_of

Entries = Mapping[str, Sequence[str]]
"""The identities of the entries of each repeat, in order."""


def value_from_words(index: EditionIndex, address: str, words: str) -> Any:
    """VALUE of ``msq set``: text as it is; the answer of a list, contact, table or repeat is YAML."""
    question = index.question_of(address)
    place = index.input_at.get(address)
    if place is not None and place.kind != "choices":
        return words
    indented = "value:\n" + "".join(f"  {line}\n" for line in words.split("\n"))
    try:
        return read_yaml(indented).data(empty_is_none=False)["value"]
    except YamlRefused as refusal:
        raise NotUnderstood(
            tr(
                'The value of "{address}" is not readable as YAML: {reason}',
                address=question.id,
                reason=refusal.message,
            )
        ) from None


def answers_from_file(path: Path) -> dict[str, Any]:
    """FILE of ``msq set --from``: a YAML mapping of address to answer. Raises NotReadable or Refused."""
    try:
        return dict(read_yaml(read_text(path)).data(empty_is_none=False))
    except OSError as error:
        raise not_readable(path, error) from None
    except YamlRefused as refusal:
        finding = Finding(
            str(path), refusal.line, refusal.column, "", Severity.ERROR, refusal.code, refusal.message
        )
        raise Refused(
            tr('"{file}" cannot be read: line {line}, column {column}: {reason}. Safe: nothing was changed.',
               file=display_line(path.name), line=refusal.line, column=refusal.column, reason=refusal.message),
            [finding],
        ) from None  # fmt: skip


def answers_at(session: FillingSession, address: str) -> dict[str, Any]:
    """What was given at an address, in the draft's shape: of a question, an input, or an entry of a repeat. Raises
    UnknownAddress."""
    index, response = session.index, session.response
    repeat, _, entry = address.rpartition("/")
    if entry in response.entries.get(repeat, ()):
        entries = plain_question(repeat, index, response, session.given)[repeat]
        return {address: next(whole for whole in entries if whole[ENTRY] == entry)}
    question = index.question_of(address)
    if address == question.id:
        return plain_question(address, index, response, session.given)
    place = index.input_at.get(address)
    answer = session.given(place) if place else None
    return {} if answer is None else {address: plain_answer(answer)}


def parked_notes(standing: Standing, addresses: Sequence[str]) -> list[str]:
    """What to tell about answers that a change set, or sent, where they are kept and not sent."""
    parked = sorted(standing.parked())
    return [
        note
        for address in addresses
        for note in _notes_of(standing, address, [p for p in parked if f"{p}/".startswith(f"{address}/")])
    ]


def _notes_of(standing: Standing, address: str, parked: Sequence[str]) -> Iterator[str]:
    marked = [at for at in parked if standing.mark_of(at)]
    set_here = [
        at for at in parked
        if at not in marked and (at == address or not standing.is_enabled(standing.index.owner(at)))
    ]  # fmt: skip
    beside = [at for at in parked if at not in marked and at not in set_here]
    if set_here:
        yield tr(
            "Set and parked: {addresses}. The question is not asked now, so the answer is kept and not sent.",
            addresses=", ".join(set_here),
        )
    if beside:
        yield tr(
            "Parked: {addresses}. This is not asked now, so what was answered there is kept and not sent.",
            addresses=", ".join(beside),
        )
    if marked:
        yield tr(
            "Parked: {addresses}. The mark stands in place of the answer, which is kept and not sent.",
            addresses=", ".join(marked),
        )


def findings_in(workplace: Workplace, name: str) -> list[Finding]:
    """Everything to put right in a draft, edition or mapping, with file, line and column. Raises NotReadable."""
    path = given_path(name)
    if not is_there(path):
        # The id of an edition is the edition, as everywhere, whatever a draft in the drafts folder is called.
        path = workplace.edition_paths().get(name) or workplace.find(name) or path
    if not is_there(path):
        raise NotReadable(tr('There is no file "{file}". Check the name.', file=display_line(name)))
    if not path.is_file():
        raise NotReadable(tr('"{file}" is a folder or device, not a file.', file=display_line(name)))
    kind = kind_of(path)
    if kind == "mapping" or (kind == "unknown" and path.name.endswith(MAPPING_ENDING)):
        return check_mapping(path, lambda edition_id: workplace.edition_called(edition_id).edition)[0]
    if kind == "bundle":
        raise WrongUsage(
            tr('"{file}" is a bundle. `msq verify` checks bundles.', file=display_line(path.name))
        )
    if kind == "edition" or (kind == "unknown" and workplace.find(str(path)) is None):
        return check_edition(path)[0]
    return _draft_findings(workplace, path)


def _draft_findings(workplace: Workplace, path: Path) -> list[Finding]:
    try:
        raw = read_raw_draft(path)
    except DraftRefused as refusal:
        return list(refusal.findings)
    place = raw.root.find(("edition",))[0].place
    try:
        edition = workplace.edition_called(raw.edition).edition
    except EditionRefused as refusal:
        return list(refusal.findings)
    except MsqError as error:
        return [
            Finding(str(path), place.line, place.column, "", Severity.ERROR, "unknown-edition", error.message)
        ]
    loaded = read_draft(raw, edition)
    standing = Standing(edition, loaded.draft.response)
    return [
        *loaded.findings,
        *_lost(workplace, raw),
        *(
            _placed(
                raw,
                loaded.draft.response.entries,
                problem.address,
                problem.severity,
                problem.code,
                problem.message,
            )
            for problem in standing.problems()
        ),
    ]


def _lost(workplace: Workplace, raw: RawDraft) -> list[Finding]:
    """What was saved and is not in the file any more, at the line where the answers begin."""
    session = workplace.resume(raw.path)
    found = lost_in(session)
    if found is None:
        return []
    entries = session.response.entries
    return [
        _placed(
            raw, entries, address, Severity.WARNING, "lost",
            tr(
                "This was saved with save {save} and is not in the file now, whole or in part. `msq restore` brings it back; "
                "`msq set {address} --clear` says that it was meant so.",
                save=found.save, address=display_line(address),
            ),
        )
        for address in found.addresses
    ]  # fmt: skip


def _placed(
    raw: RawDraft, entries: Entries, address: str, severity: Severity, code: str, message: str
) -> Finding:
    """A problem at the line of its answer, or, where there is none, of what it belongs to: the entry, the question,
    ``answers:``. What is wrong with a mark stands at the mark."""
    assert isinstance(raw.root.value, dict)
    marks, _ = raw.root.find(("states",))
    holder, at = raw.root.find(("answers",))
    if code == "mark-not-allowed" and isinstance(marks.value, dict) and address in marks.value:
        at = marks.value[address][0]
    elif isinstance(holder.value, dict):
        if address in holder.value:
            at = holder.value[address][0]
        elif address.partition("/")[0] in holder.value:
            _, at = raw.root.find(("answers", *_steps(address, entries)))
    return Finding(str(raw.path), at.line, at.column, address, severity, code, message)


def _steps(address: str, entries: Entries) -> Iterator[str | int]:
    """The way to an address through the lists and names of a draft: an entry is found by its place in the list."""
    walked: list[str] = []
    for name in address.split("/"):
        siblings = entries.get("/".join(walked), ())
        yield siblings.index(name) if name in siblings else name
        walked.append(name)
