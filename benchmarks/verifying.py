"""``msq verify`` against importing what it imports and hashing the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys

from msq_tui.session.submitting import export

from .generated import Site
from .measuring import Figure, Scale, in_turn, ratio, seconds
from .startup import msq_2022_draft
from .terminal import environment, msq

_LIBRARIES = """
import sys
before = set(sys.modules)
sys.argv = ["msq", "verify", sys.argv[1]]
from msq_tui.cli import run
try:
    run()
except SystemExit as end:
    assert end.code == 0, end.code
names = [name for name in sys.modules if name not in before and name.partition(".")[0] not in ("msq_tui", "__main__")]
import json
print(json.dumps(names))
"""
_BASELINE = """
import hashlib, sys
for name in {names!r}:
    try:
        __import__(name)
    except ImportError:
        pass
with open(sys.argv[1], "rb") as stream:
    hashlib.sha256(stream.read()).hexdigest()
"""


def figures(scale: Scale, site: Site) -> list[Figure]:
    """Verify a bundle of MSQ 2022."""
    env = environment()
    bundle = str(export(msq_2022_draft(site), site.new_folder(), partial=True, replace=False).path)
    told = subprocess.run(
        [sys.executable, "-c", _LIBRARIES, bundle], check=True, capture_output=True, text=True, env=env
    )
    names = json.loads(told.stdout.splitlines()[-1])
    baseline = site.new_folder() / "baseline.py"
    baseline.write_text(_BASELINE.format(names=names), encoding="utf-8")

    def run(*argv: str) -> None:
        subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, env=env)

    ours, theirs = in_turn(
        scale.commands,
        seconds(lambda: run(*msq(), "verify", bundle)),
        seconds(lambda: run(sys.executable, str(baseline), bundle)),
    )
    return [ratio("msq verify / importing the same libraries + sha256", ours, theirs, 3)]
