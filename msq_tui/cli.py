"""The ``msq`` command (interfaces.md, section 4). The only place that prints, and the only one that exits.

Everything heavy is imported where it is used: ``msq --version`` costs no more than Python, ``msq check`` no Textual.
"""

from __future__ import annotations

import os
import sys

from msq_tui import __version__

# Not from typing, which takes as long as a quarter of Python's own start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn

    from msq_tui.session.filling import FillingSession
    from msq_tui.session.opening import Workplace

DONE, PROBLEMS, USAGE, INPUT, OUTPUT, INTERRUPTED = 0, 1, 2, 3, 4, 130


def run() -> NoReturn:
    """The console script."""
    arguments = sys.argv[1:]
    if arguments not in (["--version"], ["-V"]):
        from .cli_opening import say_what_is_opened

        say_what_is_opened(arguments)
    from .cli_streams import complain, flushed, opened

    opened()
    try:
        # Under a locale that is not UTF-8 Python hands bytes on in disguise; an answer must not lose them.
        arguments = [os.fsencode(argument).decode("utf-8") for argument in arguments]
    except UnicodeError:
        complain(
            "The words of this command are not UTF-8 text. Nothing was changed. Set the terminal to UTF-8."
        )
        sys.exit(USAGE)
    try:
        code = _version() if arguments in (["--version"], ["-V"]) else main(arguments)
    except SystemExit as end:
        # The help, and what argparse finds wrong.
        code = end.code if isinstance(end.code, int) else USAGE
    except Exception as error:
        # A mistake of ours. Whoever mends it needs the place; nobody needs the traceback on a screen.
        complain(_mistake(error))
        code = OUTPUT
    sys.exit(code if flushed() or code != DONE else OUTPUT)


def _version() -> int:
    try:
        print(f"msq {__version__}")
    except OSError:
        return OUTPUT
    return DONE


def _mistake(error: Exception) -> str:
    import traceback
    from pathlib import Path

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return (
        "The program made a mistake and had to end. Safe: what was saved before is whole; a draft is replaced whole or "
        f"not at all. Do now: try it again, and report this line. [{type(error).__name__}: {where}]"
    )


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code. Messages for people go to stderr."""
    from msq_tui.core.errors import Incomplete, MsqError, NotReadable, NotWritten, Refused, UnknownAddress
    from msq_tui.core.times import in_zone
    from msq_tui.files.machine_zone import MachineZone

    from .cli_streams import into_nothing
    from .cli_words import command_parser, with_command

    options = command_parser(_commands()).parse_args(with_command(list(arguments)))
    try:
        with in_zone(MachineZone()):
            code: int = options.run(options)
        sys.stdout.flush()
        _tell_unspoken(options)
        return code
    except Incomplete as error:
        _tell_incomplete(error)
        return PROBLEMS
    except NotWritten as error:
        _tell(error.message)
        return OUTPUT
    except (NotReadable, Refused) as error:
        _tell(error.message)
        return INPUT
    except UnknownAddress as error:
        _tell(error.message)
        return USAGE
    except MsqError as error:
        _tell(error.message)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain again while closing the stream.
        into_nothing(sys.stdout)
        return DONE
    except OSError as error:
        if error.filename is not None:
            raise
        # Of no file: what was to be printed did not go out. What files there are to write tells its own errors.
        _tell(_not_printed(error))
        into_nothing(sys.stdout)
        return OUTPUT


def _not_printed(error: OSError) -> str:
    from msq_tui.core.language import tr
    from msq_tui.core.text import display_line

    return tr(
        "NOT PRINTED: standard output takes no more ({reason}). Safe: every file is whole. Do now: make room where the "
        "output goes, and try it again.",
        reason=display_line(error.strerror or ""),
    )


def _commands() -> dict[str, Callable[[Any], int]]:
    """Every command with what carries it out."""
    return {
        "fill": _fill, "list": _list, "show": _show, "new": _new, "set": _set, "get": _get, "status": _status,
        "check": _check, "why": _why, "log": _log, "restore": _restore, "print": _print, "export": _export,
        "verify": _verify,
    }  # fmt: skip


# --- What the commands share ---


def _workplace(options: Any) -> Workplace:
    from msq_tui.core.errors import NotReadable
    from msq_tui.core.language import tr
    from msq_tui.core.text import display_line
    from msq_tui.files.places import drafts_folder, editions_folders, given_path, profile_file
    from msq_tui.session.opening import Workplace

    if options.editions and not given_path(options.editions).is_dir():
        raise NotReadable(
            tr(
                'There is no folder "{folder}". Check what follows --editions.',
                folder=display_line(options.editions),
            )
        )
    workplace = Workplace(
        editions_folders(options.editions, os.environ.get("MSQ_EDITIONS")),
        drafts_folder(options.drafts, os.environ.get("MSQ_DRAFTS")),
        options.language or os.environ.get("MSQ_LANGUAGE"),
        profile_file(os.environ.get("MSQ_PROFILE")),
    )
    options.workplace = workplace
    return workplace


def _tell(message: str) -> None:
    from msq_tui.core.text import display

    from .cli_streams import complain

    complain(display(message))


def _tell_unspoken(options: Any) -> None:
    """Say that no edition has the language asked for on the command line; that of the environment is only a wish."""
    from msq_tui.core.language import tr

    workplace = getattr(options, "workplace", None)
    if options.language and workplace is not None and workplace.unspoken:
        _tell(
            tr(
                'No questionnaire opened here has the language "{language}". The texts are in its own language.',
                language=workplace.unspoken,
            )
        )


def _print_json(document: Any) -> None:
    import json

    from msq_tui.core.text import FORBIDDEN

    # A name of a file may hold what acts on a terminal and what JSON would let through as it is.
    text = json.dumps(document, ensure_ascii=False, indent=2)
    print(FORBIDDEN.sub(lambda found: json.dumps(found.group())[1:-1], text))


def _say(text: str) -> None:
    from msq_tui.core.text import display

    print(display(text))


def _tell_incomplete(error: Any) -> None:
    _tell(error.message)
    for problem in error.problems:
        _tell(f"  {problem.address}: {problem.severity} {problem.code}: {problem.message}")


def _tell_trouble(session: FillingSession) -> None:
    trouble = session.history.take_trouble()
    if trouble:
        _tell(trouble)


def _tell_lost(session: FillingSession) -> None:
    from msq_tui.session.lost import lost_in, message_of

    found = lost_in(session)
    if found is not None:
        _tell(message_of(session, found))


def _tell_parked(session: FillingSession, addresses: Sequence[str]) -> None:
    from msq_tui.session.scripting import parked_notes

    for note in parked_notes(session.standing, addresses):
        _tell(note)


# --- The commands ---


def _fill(options: Any) -> int:
    from msq_tui.core.errors import WrongUsage
    from msq_tui.core.language import tr

    if options.plain:
        raise WrongUsage(
            tr(
                "--plain, the line-by-line way to answer, comes with a later version. `msq set` changes a draft without a screen."
            )
        )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUsage(
            tr(
                "There is no terminal here to draw on. Use --plain for line by line (in a later version), or `msq set` to change a draft without a screen."
            )
        )
    from msq_tui.cli_opening import take_back

    try:
        return _filled(options, take_back)
    finally:
        take_back()


def _filled(options: Any, left: Callable[[], None]) -> int:
    from msq_tui.core.errors import DraftDamaged

    workplace = _workplace(options)
    session, damaged = None, None
    if options.name is not None:
        draft = workplace.find(options.name)
        if draft is not None and options.name not in workplace.edition_paths():
            try:
                session = workplace.resume(draft)
            except DraftDamaged as error:
                damaged = error
        else:
            loaded = workplace.edition(options.name)
            drafts = [] if options.new else workplace.drafts_of(loaded.edition.id)
            if not drafts:
                session = workplace.start(loaded)
            elif len(drafts) == 1:
                session = workplace.resume(drafts[0].path)
            # With several drafts the start screen asks which.
    from msq_tui.ui.app import run_app

    return run_app(workplace, session, damaged, left=left)


def _list(options: Any) -> int:
    from msq_tui.core.language import tr, tr_count
    from msq_tui.core.text import display_line
    from msq_tui.core.times import shown_time

    workplace = _workplace(options)
    editions, drafts = workplace.editions(), workplace.drafts()
    for refusal in (*(e.refusal for e in editions), *(d.refusal for d in drafts)):
        if refusal:
            _tell(refusal)
    if options.json:
        _print_json(
            {
                "editions": [
                    {"id": e.id, "title": e.title, "path": str(e.path), "questions": e.questions, "inputs": e.inputs}
                    for e in editions if not e.refusal
                ],
                "drafts": [
                    {
                        "path": str(d.path), "edition": d.edition, "country": d.country or None, "saved": d.saved,
                        "answered": d.progress.answered, "inputs": d.progress.inputs, "missing": d.progress.missing,
                    }
                    for d in drafts if not d.refusal
                ],
            }
        )  # fmt: skip
        return DONE
    print(tr("Editions"))
    for edition in editions:
        if not edition.refusal:
            _say(
                f"  {edition.id}  {edition.title} ({tr_count('{count} question', '{count} questions', edition.questions)}, {tr('up to {inputs} places to answer', inputs=edition.inputs)})"
            )
    print(tr("Drafts"))
    for draft in drafts:
        if not draft.refusal:
            progress = draft.progress
            counts = tr(
                "{answered} of {inputs} answered, {missing} required missing",
                answered=progress.answered,
                inputs=progress.inputs,
                missing=progress.missing,
            )
            _say(
                f"  {draft.path}  {' '.join((draft.edition, draft.country_name)).strip()}: {counts}, {tr('saved {time}', time=shown_time(draft.saved))}"
            )
    if not drafts:
        _say(
            "  "
            + tr(
                "none in {folder}; `msq fill EDITION` starts one",
                folder=display_line(str(workplace.drafts_folder)),
            )
        )
    return DONE


def _show(options: Any) -> int:
    from msq_tui.core.show import shown_edition

    edition = _workplace(options).edition(options.edition).edition
    if options.json:
        _print_json(shown_edition(edition))
        return DONE
    from msq_tui.session.show_text import edition_as_text

    _say(edition_as_text(edition))
    return DONE


def _new(options: Any) -> int:
    from msq_tui.core.text import display_line
    from msq_tui.files.places import given_path

    workplace = _workplace(options)
    session = workplace.start(
        workplace.edition(options.edition), given_path(options.draft) if options.draft else None
    )
    # A script gets the path as it is, a person nothing that acts.
    print(display_line(str(session.path)) if sys.stdout.isatty() else session.path)
    return DONE


def _set(options: Any) -> int:
    from msq_tui.core.errors import WrongUsage
    from msq_tui.core.language import tr, tr_count
    from msq_tui.session.locking import changing
    from msq_tui.session.lost import meant_so

    changes = [
        options.value is not None,
        options.clear,
        options.state is not None,
        options.note is not None,
        options.flag,
        options.justify is not None,
    ]
    if (options.source is not None) == (options.address is not None) or (
        options.source is None and not any(changes)
    ):
        raise WrongUsage(
            tr("Give an ADDRESS with a VALUE, --clear, --state, --note, --flag or --justify; or --from FILE.")
        )
    if options.value is not None and (options.clear or options.state is not None):
        raise WrongUsage(tr("Give either a VALUE, or --clear, or --state."))
    if options.source is not None and any(changes):
        raise WrongUsage(tr("Give --from FILE alone: what is to be changed stands in the file."))
    if options.reason is not None and options.state is None:
        raise WrongUsage(tr("--reason is the reason for a mark: give --state, too."))
    workplace = _workplace(options)
    with changing(workplace, workplace.draft_path(options.draft), _tell) as session:
        dropped, addresses = _changed(session, options)
        if options.clear:
            meant_so(session, options.address)
        session.save()
        _tell_lost(session)
        _tell_trouble(session)
    if dropped:
        one, many = "{count} control character was left out.", "{count} control characters were left out."
        _tell(tr_count(one, many, dropped))
    _tell_parked(session, addresses)
    return DONE


def _changed(session: FillingSession, options: Any) -> tuple[int, list[str]]:
    """Do what the words of ``msq set`` say; how many characters were dropped at the door, and what was changed."""
    from msq_tui.files.places import given_path
    from msq_tui.session.scripting import answers_from_file, value_from_words

    from .cli_streams import standard_input

    dropped = 0
    if options.source is not None:
        answers = answers_from_file(given_path(options.source))
        dropped += session.enter_all(answers).dropped
        addresses = list(answers)
    else:
        addresses = [options.address]
        session.standing.index.question_of(options.address)
        if options.value is not None:
            words = standard_input().removesuffix("\n") if options.value == "-" else options.value
            dropped += session.enter(
                options.address, value_from_words(session.standing.index, options.address, words)
            ).dropped
        if options.clear:
            session.clear(options.address)
        if options.state == "answered":
            session.unmark(options.address)
        elif options.state is not None:
            session.mark(options.address, options.state, options.reason or "")
        if options.note is not None:
            session.note(options.address, options.note)
        if options.flag:
            session.flag(options.address)
        if options.justify is not None:
            session.justify(options.address, options.justify)
    return dropped, addresses


def _get(options: Any) -> int:
    from msq_tui.session.scripting import answers_at

    workplace = _workplace(options)
    session = workplace.resume(workplace.draft_path(options.draft))
    marks = {
        address: {"state": mark.state, "reason": mark.reason}
        for address, mark in session.response.marks.items()
    }
    parked = session.standing.parked()
    if options.address is None:
        answers = session.plain_answers()
    else:
        wanted = options.address
        answers = answers_at(session, wanted)
        marks = {
            address: mark
            for address, mark in marks.items()
            if address == wanted or address.startswith(wanted + "/")
        }
        parked = [address for address in parked if address == wanted or address.startswith(wanted + "/")]
    if options.json:
        _print_json({"answers": answers, "states": marks, "parked": parked})
        return DONE
    if options.address is not None and len(answers) == 1 and isinstance(answers.get(options.address), str):
        _say(answers[options.address])
        return DONE
    from msq_tui.session.show_text import answers_as_text

    text = answers_as_text(answers, marks, parked)
    if text:
        _say(text)
    return DONE


def _status(options: Any) -> int:
    from msq_tui.core.language import tr
    from msq_tui.core.standing import section_state_word
    from msq_tui.session.lost import lost_in, message_of

    workplace = _workplace(options)
    session = workplace.resume(workplace.draft_path(options.draft))
    standing = session.standing
    lost = lost_in(session)
    total = standing.progress
    if options.json:
        _print_json(
            {
                "inputs": total.inputs, "answered": total.answered, "marked": total.marked, "missing": total.missing,
                "errors": total.errors, "justify": total.justify, "warnings": total.warnings,
                "parked": standing.parked(), "set_aside": list(session.draft.set_aside),
                "lost": list(lost.addresses) if lost is not None else [],
                "sections": [
                    {
                        "id": section.id, "title": session.standing.filled_in(section.printed_title or section.outline_title),
                        "inputs": progress.inputs, "answered": progress.answered, "missing": progress.missing,
                        "state": progress.state,
                    }
                    for section in session.edition.sections
                    for progress in (standing.section_progress(section.id),)
                ],
            }
        )  # fmt: skip
        return DONE
    _say(f"{session.edition.title}\n{session.path}")
    if session.carried is not None:
        _say(session.carried.sentence)
    if lost is not None:
        _say(message_of(session, lost))
    _say(tr("{answered} of {inputs} answered, {missing} required missing, {errors} to correct, {justify} to justify, {warnings} to look at",
            answered=total.answered, inputs=total.inputs, missing=total.missing, errors=total.errors - total.missing,
            justify=total.justify, warnings=total.warnings))  # fmt: skip
    for section in session.edition.sections:
        progress = standing.section_progress(section.id)
        _say(
            f"  {section.outline_title}: {section_state_word(progress)}, {tr('{done} of {all}', done=progress.answered, all=progress.inputs)}"
        )
    for problem in standing.missing():
        _say(f"  {tr('missing')}: {problem.address}: {problem.message}")
    if standing.parked():
        _say(tr("Parked (kept, not sent): {addresses}", addresses=", ".join(standing.parked())))
    if session.draft.set_aside:
        _say(
            tr(
                "Set aside (no place in this edition; kept, not sent): {addresses}",
                addresses=", ".join(session.draft.set_aside),
            )
        )
    return DONE


def _check(options: Any) -> int:
    from dataclasses import asdict

    from msq_tui.session.scripting import findings_in

    workplace = _workplace(options)
    findings = [finding for name in options.files for finding in findings_in(workplace, name)]
    if options.json:
        _print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            _say(finding.as_text())
    return PROBLEMS if findings else DONE


def _why(options: Any) -> int:
    from msq_tui.core.words import why

    workplace = _workplace(options)
    session = workplace.resume(workplace.draft_path(options.draft))
    for sentence in why(session.standing, options.address):
        _say(sentence)
    return DONE


def _log(options: Any) -> int:
    from msq_tui.core.language import tr
    from msq_tui.session.restoring import step_as_data, step_as_text

    workplace = _workplace(options)
    session = workplace.resume(workplace.draft_path(options.draft))
    steps = session.changes(options.address)
    if options.json:
        _print_json({"changes": [step_as_data(step) for step in steps]})
        return DONE
    for step in steps:
        _say(step_as_text(step))
    if not steps:
        _tell(tr("Nothing has been changed yet."))
    return DONE


def _restore(options: Any) -> int:
    from msq_tui.core.language import tr
    from msq_tui.session.locking import changing

    workplace = _workplace(options)
    with changing(workplace, workplace.draft_path(options.draft), _tell) as session:
        restored = session.restore(options.address, options.at, options.what)
        session.save()
        _tell_trouble(session)
    if restored.left_out:
        _tell(
            tr(
                "Not brought back, since the edition has no place for it now: {addresses}. `msq log` shows what was written.",
                addresses=", ".join(restored.left_out),
            )
        )
    if not restored.changed:
        _tell(tr('"{address}" stands as it stood then; nothing was changed.', address=options.address))
        return DONE
    _say(
        tr(
            '"{address}" is as it was. What stood there before is in the history, too: `msq log` lists it.',
            address=options.address,
        )
    )
    _tell_parked(session, [options.address])
    return DONE


def _print(options: Any) -> int:
    from msq_tui.files.places import given_path
    from msq_tui.session.printing import printed, write_print

    text = printed(_workplace(options), options.name, options.format)
    if options.target is None:
        sys.stdout.write(text)
    else:
        write_print(text, given_path(options.target), options.name)
    return DONE


def _export(options: Any) -> int:
    from dataclasses import asdict

    from msq_tui.core.errors import Incomplete
    from msq_tui.core.language import tr
    from msq_tui.files.places import given_path
    from msq_tui.session.submitting import export

    workplace = _workplace(options)
    session = workplace.resume(workplace.draft_path(options.draft))
    _tell_lost(session)
    try:
        report = export(session, given_path(options.folder), partial=options.partial, replace=options.replace)
    except Incomplete as error:
        if options.json:
            _print_json(
                {
                    "path": None, "size": None, "receipt": None, "status": None,
                    "problems": [asdict(problem) for problem in error.problems],
                }
            )  # fmt: skip
        raise
    if options.json:
        _print_json(
            {
                "path": str(report.path),
                "size": report.size,
                "receipt": report.receipt,
                "status": report.status,
            }
        )
        return DONE
    _say(
        f"{report.path}\n"
        + tr(
            "Size {size} bytes. Status {status}. Receipt {receipt}",
            size=report.size,
            status=report.status,
            receipt=report.receipt,
        )
    )
    if report.missing:
        _say(tr("Missing: {addresses}", addresses=", ".join(report.missing)))
    if report.parked:
        _say(tr("Parked, not in it: {addresses}", addresses=", ".join(report.parked)))
    if session.draft.set_aside:
        _say(tr("Set aside, not in it: {addresses}", addresses=", ".join(session.draft.set_aside)))
    submission = session.edition.submission
    if submission is not None:
        _say(tr("Do now: attach the file, as it is, to an e-mail to {address}.", address=submission.address))
    return DONE


def _verify(options: Any) -> int:
    from msq_tui.core.errors import BundleRefused
    from msq_tui.core.language import tr
    from msq_tui.core.text import display_line
    from msq_tui.files.places import given_path
    from msq_tui.session.submitting import verify

    path = given_path(options.bundle)
    try:
        bundle = verify(path)
    except BundleRefused as refusal:
        if options.json:
            _print_json(
                {
                    "path": str(path), "verified": False, "message": refusal.message,
                    "findings": [{"step": f.code, "member": f.address, "message": f.message} for f in refusal.findings],
                }
            )  # fmt: skip
        _tell(refusal.message)
        return PROBLEMS
    if options.json:
        _print_json(
            {
                "path": str(path),
                "verified": True,
                "size": bundle.size,
                "receipt": bundle.receipt,
                "status": bundle.status,
                "members": list(bundle.members),
            }
        )
        return DONE
    _say(tr("{file}: complete and unchanged since the export.", file=display_line(path.name)))
    _say(tr("Status {status}. Receipt {receipt}", status=bundle.status, receipt=bundle.receipt))
    _say(tr("This shows that nothing was changed, not who sent it."))
    return DONE
