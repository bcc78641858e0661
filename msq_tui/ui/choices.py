"""Options as lines: with their signs, so that what is chosen never hangs on colour."""

from __future__ import annotations

from rich.cells import cell_len

from msq_tui.core.choice import OptionsQuestion
from msq_tui.core.footnotes import marked_in
from msq_tui.core.language import tr

from .widgets.drawn import INSET, Line, fitted, wrapped

MOST_SIDE_BY_SIDE = 40


def choice_lines(
    question: OptionsQuestion, chosen: tuple[str, ...], width: int, target: str | None
) -> list[Line]:
    """Options with their signs; side by side where they are few and short. A row of a matrix whose options are longer
    shows only what was chosen: the options stand where the row is answered."""
    several = any(place.kind == "choices" for place in question.inputs())
    signs = [
        (sign(option.code in chosen, several), option_label(question, option.code))
        for option in question.choices
    ]
    together = "   ".join(f"{mark} {fitted(label, 200)}" for mark, label in signs)
    room = width - INSET - 1
    if cell_len(together) <= min(MOST_SIDE_BY_SIDE, room):
        pieces = [(" " * INSET, "plain"), (together, "answer" if chosen else "plain")]
        unanswered = "   " + tr("not answered")
        if not chosen and cell_len(together + unanswered) <= room:
            pieces.append((unanswered, "quiet"))
        return [Line(pieces, target)]
    if question.nested:
        if not chosen:
            return [Line([(" " * INSET, "plain"), (tr("not answered"), "quiet")], target)]
        signs = [(sign(True, several), option_label(question, chosen[0]))]
    lines = []
    for mark, label in signs:
        style = "answer" if mark == sign(True, several) else "plain"
        for at, part in enumerate(wrapped(label, width - INSET - 5)):
            lead = " " * INSET + (mark if at == 0 else "   ") + " "
            lines.append(Line([(lead + part, style)], target))
    return lines


def option_label(question: OptionsQuestion, code: str) -> str:
    """The label of an option as it is drawn, with the marks of footnotes."""
    labels = question.codes()
    if code not in labels:
        return code
    return marked_in(question, labels[code]).rstrip("_ ") or question.labels()[code]


def sign(chosen: bool, several: bool) -> str:
    """The sign before an option; never colour alone."""
    if several:
        return "[x]" if chosen else "[ ]"
    return "(x)" if chosen else "( )"
