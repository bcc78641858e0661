"""Write the exact versions the project is tested with: constraints.txt, requirements.txt, pyproject.toml.

`make pins` does all of this, with a throwaway environment for uv:

    python3 -m venv /tmp/pin
    /tmp/pin/bin/pip install uv
    /tmp/pin/bin/python scripts/pin.py             # keeps the present pins where they still fit
    /tmp/pin/bin/python scripts/pin.py --upgrade   # takes the newest releases that pyproject.toml allows

constraints.txt holds the run-time packages and those of the `dev` extra, without hashes, because pip refuses
a hashed constraint file beside a local folder. requirements.txt holds the run-time packages with their
hashes, for every platform in one file. `[tool.uv]` in pyproject.toml repeats constraints.txt for `uv run`.
None of them names a download address; tests/architecture/test_pins.py watches.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = ROOT / "pyproject.toml"
UV_LIST = re.compile(r"^constraint-dependencies = \[\n.*?^\]$", re.MULTILINE | re.DOTALL)


def uv_program() -> str:
    """Return the uv beside this interpreter, else the one on the path."""
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    uv = beside or shutil.which("uv")
    if uv is None:
        sys.exit("pin.py: uv is not installed. Run `make pins`, or see the head of scripts/pin.py.")
    return uv


def compile_pins(output: str, *options: str) -> None:
    """Have uv resolve pyproject.toml into the file `output`, for all platforms."""
    # --no-config: the list in pyproject.toml would otherwise hold every version where it is.
    settings = (
        "--quiet --no-config --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url"
    )
    command = [uv_program(), "pip", "compile", *settings.split(), *options, "pyproject.toml", "-o", output]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"pin.py: uv could not write {output}; its message is above.")


def write_uv_list() -> None:
    """Copy the lines of constraints.txt into `[tool.uv]` of pyproject.toml."""
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    block = "\n".join(["constraint-dependencies = [", *(f'    "{pin}",' for pin in pins), "]"])
    text, count = UV_LIST.subn(lambda _: block, PYPROJECT.read_text(encoding="utf-8"))
    if count != 1:
        sys.exit(f"pin.py: pyproject.toml has {count} lists `constraint-dependencies`, not one.")
    PYPROJECT.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write all three."""
    parser = argparse.ArgumentParser(description="Pin the exact versions the project is tested with.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest releases in range")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    compile_pins("constraints.txt", "--extra", "dev", *upgrade)
    compile_pins("requirements.txt", "--generate-hashes", "--constraints", "constraints.txt", *upgrade)
    write_uv_list()


if __name__ == "__main__":
    main()
