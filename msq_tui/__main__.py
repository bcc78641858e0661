"""``python -m msq_tui`` is the same as ``msq``."""

from msq_tui.cli import run

if __name__ == "__main__":
    run()
