"""Work in processes that the system ends at a limit of time or memory, many of them from one that is started once.

What a process needs before it can begin (the interpreter, the program's modules) is loaded once; then each piece of
work has a process of its own, forked from that one, with limits of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

from tests.core.helpers import ROOT

MOST_SECONDS = 5
MOST_MEMORY = 512 * 2**20

_PROGRAM = """
import json, os, resource, sys, traceback
{work}
seconds, memory, kind = (json.loads(word) for word in sys.argv[1:])
for line in sys.stdin:
    theirs, ours = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(getattr(resource, kind), (memory, memory))
        os.dup2(theirs[1], 1)
        os.dup2(ours[1], 2)
        code = 1
        try:
            code = work(json.loads(line)) or 0
            sys.stdout.flush()
        except BaseException:
            traceback.print_exc(limit=3)
            sys.stderr.flush()
        finally:
            os._exit(code)
    said = []
    for reading, writing in (theirs, ours):
        os.close(writing)
    for reading, _ in (theirs, ours):
        with os.fdopen(reading, "rb") as stream:
            said.append(stream.read().decode("utf-8", "replace"))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([code, *said]), flush=True)
"""


@cache
def _begun(work: str, kind: str) -> subprocess.Popen[str]:
    """The process from which those that do ``work`` are forked; it ends with this one, whose pipe it reads."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM.replace("{work}", work), str(MOST_SECONDS), str(MOST_MEMORY), json.dumps(kind)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def limited(work: str, given: object, kind: str = "RLIMIT_AS") -> tuple[int, str, str]:
    """Exit code (minus the signal that ended it), output and complaints of a process that does ``work``.

    ``work`` is Python that defines ``work(given)``, which returns the exit code or None; ``kind`` names the limit of
    memory.
    """
    process = _begun(work, kind)
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(given) + "\n")
    process.stdin.flush()
    code, told, complained = json.loads(process.stdout.readline())
    return code, told, complained
