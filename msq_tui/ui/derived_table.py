"""What follows from other answers, as lines: one value, or a table with its columns at the right."""

from __future__ import annotations

from rich.cells import cell_len

from msq_tui.core.derived import DerivedLine
from msq_tui.core.language import tr
from msq_tui.core.question import Question
from msq_tui.core.standing import Standing
from msq_tui.core.text import display_line

from .widgets.drawn import INSET, MARGIN, Line, fitted, wrapped


def derived_lines(question: Question, standing: Standing, width: int) -> list[Line]:
    """What follows from other answers: one value, or a table with its columns at the right."""
    derived = list(question.derived(standing))
    columns = question.derived_columns()
    if not columns:
        shown = "".join(cell for line in derived for cell in line.cells)
        value = (display_line(shown), "answer") if shown else (tr("nothing to compute it from yet"), "quiet")
        return [Line([(" " * INSET, "plain"), value])]
    table = [(DerivedLine("", tuple(columns)), "quiet"), *((line, "answer") for line in derived)]
    room = max(width - MARGIN - 1, 20)
    sizes = [
        min(max(cell_len(line.cells[at]) for line, _ in table if line.cells), room // (len(columns) + 1))
        for at in range(len(columns))
    ]
    label_room = room - sum(sizes) - 2 * len(sizes)
    lines = []
    for line, style in table:
        indent = " " * min(2 * line.depth, label_room // 2)
        labels = wrapped(line.label, label_room - len(indent)) if line.label else [""]
        for at, part in enumerate(labels):
            style_of_label = "heading" if line.heading else "question" if not line.depth else "plain"
            pieces = [(" " * MARGIN + indent, "plain"), (part, style_of_label)]
            if at == len(labels) - 1 and line.cells:
                gap = " " * (label_room - len(indent) - cell_len(part))
                cells = "".join(
                    "  " + " " * (size - cell_len(fitted(cell, size))) + fitted(cell, size)
                    for cell, size in zip(line.cells, sizes, strict=True)
                )
                pieces.append((gap + cells, style))
            lines.append(Line(pieces))
    return lines
