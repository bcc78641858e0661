"""What Windows does with a file, as far as it can be seen without one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from msq_tui.files.draft_lock import LOCK_ENDING
from tests.core.helpers import ROOT

# Windows has a mark for files of bytes (O_BINARY); without it each line feed written becomes two bytes.
WITH_A_MARK_FOR_BYTES = """
import os, sys
os.O_BINARY = 1 << 29
real = os.open
def marked(path, flags, *more, **named):
    if not os.path.isdir(path):
        print("bytes" if flags & os.O_BINARY else "text", os.path.basename(path))
    return real(path, flags & ~os.O_BINARY, *more, **named)
os.open = marked
from msq_tui.cli import main
from tests.files.drafts import full_answers, resumed, started
from msq_tui.session.locking import lock_session
from msq_tui.session.submitting import export
from pathlib import Path
folder = Path(sys.argv[1])
session = started(folder)
session = resumed(session.path)
lock_session(session)
session.enter_all(full_answers(session.edition))
session.save()
session.changes()
session.remember_place("cio")
export(session, folder / "out", partial=False, replace=False)
session.start_autosave(lambda _: None)
session.close()
"""


def test_every_file_of_a_draft_and_its_bundle_is_opened_as_bytes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITH_A_MARK_FOR_BYTES, tmp_path], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    opened = [line.partition(" ")[::2] for line in done.stdout.splitlines()]
    assert [name for how, name in opened if how == "text"] == []
    for part in (
        ".draft.yaml.msq-tmp-",
        ".draft.yaml.bak.msq-tmp-",
        ".zip.msq-tmp-",
        ".history",
        LOCK_ENDING,
        ".json",
    ):
        assert any(part in name for _, name in opened), part
