"""The words of the ``msq`` command: its commands, their options, and the help (interfaces.md, section 4)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from msq_tui import __version__
from msq_tui.core.language import tr

Run = Callable[[Any], int]
"""Carries a command out with its options; returns the exit code."""

COMMANDS = (
    "fill",
    "list",
    "show",
    "new",
    "set",
    "get",
    "status",
    "check",
    "why",
    "log",
    "restore",
    "print",
    "export",
    "verify",
)
_TAKES_VALUE = ("--drafts", "--editions", "--language")


def with_command(arguments: list[str]) -> list[str]:
    """A first word that is no command means ``fill``."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] in _TAKES_VALUE else 1
    if at < len(arguments) and arguments[at] not in COMMANDS:
        arguments.insert(at, "fill")
    return arguments


def command_parser(commands_run: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of everything that may follow ``msq``; ``commands_run``: the command -> what carries it out."""

    def places(default: Any) -> argparse.ArgumentParser:
        parent = argparse.ArgumentParser(add_help=False)
        parent.add_argument(
            "--drafts",
            metavar="DIR",
            default=default,
            help=tr(
                "the folder of the drafts (else MSQ_DRAFTS, ./drafts, or 'MSQ drafts' in your documents)"
            ),
        )
        parent.add_argument(
            "--editions",
            metavar="DIR",
            default=default,
            help=tr("a folder of editions, looked into first (else MSQ_EDITIONS, then the shipped ones)"),
        )
        parent.add_argument(
            "--language",
            metavar="CODE",
            default=default,
            help=tr("the language of the questionnaire where it has several, e.g. fr (else MSQ_LANGUAGE)"),
        )
        return parent

    parser = argparse.ArgumentParser(
        prog="msq",
        parents=[places(None)],
        description=tr(
            "Fill in a questionnaire offline, keep it as a draft on your own disk, and export a checked submission."
        ),
        epilog=tr(
            "Without a command, msq opens the app. A first word that is no command means fill.\n\n"
            "Exit codes: 0 done; 1 problems found (an incomplete draft at export, any finding of check, a bundle that does not "
            "verify); 2 wrong usage; 3 an input that is not there or is not what it should be; 4 could not write; 70 the "
            "program on the screen made a mistake; 130 interrupted."
        ),
    )
    parser.add_argument("-V", "--version", action="version", version=f"msq {__version__}")
    parser.set_defaults(run=commands_run["fill"], name=None, new=False, plain=False)
    commands = parser.add_subparsers(title=tr("commands"), metavar="COMMAND")

    def command(name: str, what: str, json: bool = False) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=what, description=what, parents=[places(argparse.SUPPRESS)]
        )
        made.set_defaults(run=commands_run[name])
        if json:
            made.add_argument(
                "--json",
                action="store_true",
                help=tr("print one JSON document on standard output and nothing else"),
            )
        return made

    fill = command("fill", tr("Fill in an edition or go on with a draft"))
    fill.add_argument(
        "name", metavar="EDITION-or-DRAFT", nargs="?", help=tr("an edition's id or file, or a draft")
    )
    fill.add_argument("--new", action="store_true", help=tr("start another draft of the edition"))
    fill.add_argument(
        "--plain", action="store_true", help=tr("line by line, without a screen (comes with a later version)")
    )

    command("list", tr("List editions and drafts"), json=True)

    show = command("show", tr("Show what an edition asks"), json=True)
    show.add_argument("edition", metavar="EDITION")

    new = command("new", tr("Make an empty draft and print its path"))
    new.add_argument("edition", metavar="EDITION")
    new.add_argument(
        "draft",
        metavar="DRAFT",
        nargs="?",
        help=tr("the file to make (else a free name in the drafts folder)"),
    )

    set_ = command("set", tr("Change a draft: give, clear or mark answers"))
    set_.add_argument("draft", metavar="DRAFT")
    set_.add_argument(
        "address", metavar="ADDRESS", nargs="?", help=tr("e.g. cio, contact/email, portals/e_services")
    )
    set_.add_argument(
        "value",
        metavar="VALUE",
        nargs="?",
        help=tr("text or option code; YAML for a list, contact or table; - reads it from standard input"),
    )
    set_.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help=tr("a YAML file of `address: answer` lines; all are set or none"),
    )
    set_.add_argument("--clear", action="store_true", help=tr("take the answer back"))
    set_.add_argument(
        "--state",
        metavar="S",
        help=tr("mark it: not_applicable, unknown, withheld (answered takes the mark back)"),
    )
    set_.add_argument("--reason", metavar="R", help=tr("the reason for the mark"))
    set_.add_argument("--note", metavar="T", help=tr("a note to yourself or colleagues; never exported"))
    set_.add_argument("--flag", action="store_true", help=tr("flag it for a later look"))
    set_.add_argument("--justify", metavar="T", help=tr("the reason that lets a doubtful answer pass"))

    get = command("get", tr("Print the answers of a draft"), json=True)
    get.add_argument("draft", metavar="DRAFT")
    get.add_argument("address", metavar="ADDRESS", nargs="?")

    status = command("status", tr("Say how far a draft is"), json=True)
    status.add_argument("draft", metavar="DRAFT")

    check = command(
        "check",
        tr("List everything to put right in drafts, editions or mappings, with file, line and column"),
        json=True,
    )
    check.add_argument("files", metavar="DRAFT-EDITION-or-MAPPING", nargs="+")

    why = command("why", tr("Say why a question is asked, hidden or required now"))
    why.add_argument("draft", metavar="DRAFT")
    why.add_argument("address", metavar="ADDRESS")

    log = command("log", tr("List every change of a draft: when, what, from, to"), json=True)
    log.add_argument("draft", metavar="DRAFT")
    log.add_argument(
        "address",
        metavar="ID",
        nargs="?",
        help=tr("only of this question, input or entry: cio, contact/email"),
    )

    restore = command("restore", tr("Bring back an earlier wording of an answer"))
    restore.add_argument("draft", metavar="DRAFT")
    restore.add_argument(
        "address", metavar="ID", help=tr("a question or input; a repeat with all its entries")
    )
    restore.add_argument(
        "--at",
        metavar="WHEN",
        required=True,
        help=tr(
            'a time ("2026-11-21 10:02" by your clock, or 2026-11-21T10:02:11Z; a day means its end) or the number of a save, as '
            "msq log shows them; between two changes: what stood there at that time"
        ),
    )
    restore.add_argument(
        "--what",
        choices=("answer", "note", "flag", "set_aside"),
        default="answer",
        help=tr("answer with its mark and reason (otherwise: a note, a flag, or what was set aside)"),
    )

    print_ = command("print", tr("Print an edition blank, or a draft or bundle filled in"))
    print_.add_argument("name", metavar="EDITION-DRAFT-or-BUNDLE")
    print_.add_argument(
        "--format", metavar="F", default="md", help=tr("md or html (docx and pdf come with a later version)")
    )
    print_.add_argument(
        "-o", dest="target", metavar="FILE", help=tr("write to FILE instead of standard output")
    )

    export = command("export", tr("Check a draft and write the bundle to send"), json=True)
    export.add_argument("draft", metavar="DRAFT")
    export.add_argument(
        "-o",
        dest="folder",
        metavar="DIR",
        default="out",
        help=tr("the folder for the bundle, made if missing (default: out)"),
    )
    export.add_argument(
        "--partial",
        action="store_true",
        help=tr("write a bundle marked partial, with the list of what is missing"),
    )
    export.add_argument(
        "--replace", action="store_true", help=tr("replace an older bundle with other content")
    )

    verify = command(
        "verify",
        tr("Recompute everything in a bundle and say whether it is complete and unchanged"),
        json=True,
    )
    verify.add_argument("bundle", metavar="BUNDLE")
    return parser
