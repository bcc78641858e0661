"""Every code that `msq check EDITION` can give, with its grade and what it means. Each has a page in docs/lint."""

from __future__ import annotations

from dataclasses import dataclass

from ..problem import Severity


@dataclass(frozen=True, slots=True)
class LintCode:
    """One kind of finding. ``meaning`` is one line, without a full stop."""

    code: str
    severity: Severity
    meaning: str


def _graded(severity: Severity, meanings: dict[str, str]) -> dict[str, LintCode]:
    return {code: LintCode(code, severity, meaning) for code, meaning in meanings.items()}


YAML_CODES: dict[str, LintCode] = _graded(
    Severity.ERROR,
    {
        "not-a-file": "the name belongs to a folder or device",
        "empty": "there is nothing in the file",
        "not-yaml": "the file is of another kind: a web page, a picture, a Word file",
        "encoding": "the file is not saved as UTF-8",
        "control-character": "a character that may not stand in a file",
        "conflict-mark": "two versions were merged and the merge was not finished",
        "too-large": "the file, or a line of it, is larger than any edition",
        "too-deep": "lists and names stand inside each other too deep",
        "directive": "a line that begins with %",
        "second-document": "a second document begins with ---",
        "alias": "a reference that begins with *",
        "anchor": "a mark that begins with &",
        "tag": "an instruction that begins with !",
        "merge-key": "the name <<",
        "duplicate-key": "the same name twice in one place",
        "key": "a name that is missing, or is no text",
        "tab-indent": "a line begins with a tab",
        "open-quote": "a quotation mark opens and is not closed",
        "escape": "a backslash with something that may not follow it",
        "colon": "a colon inside a text without quotation marks",
        "indent": "a line does not stand where it belongs",
        "syntax": "something else that cannot be read as YAML",
    },
)
"""What the reader of YAML refuses, in an edition as in a draft. It stops at the first."""

EDITION_CODES: dict[str, LintCode] = _graded(
    Severity.ERROR,
    {
        "not-an-edition": "the file does not begin as an edition",
        "unknown-key": "a key that the format does not have",
        "missing-key": "a key that must be there",
        "unknown-type": "a question type that the format does not have",
        "shape": "a value of another shape: a list for a text, a text for a number",
        "value": "a value that is not allowed here",
        "undeclared-language": "a text in a language that the edition does not name",
        "unsafe-id": "an id or code with characters that are not safe everywhere",
        "duplicate-id": "the same id for two questions or two sections",
        "duplicate-code": "the same code for two options, rows, columns or fields",
        "no-options": "a choice without options",
        "unknown-option-list": "an option list that is not there",
        "unknown-question": "a question or input that is not there",
        "unknown-condition": "a named condition that is not there",
        "unknown-option": "an option that the question does not have",
        "unknown-column": "a column that the summary table does not have",
        "cycle": "conditions or computed values that wait for each other",
        "condition-too-large": "a named condition that comes to too many tests",
        "impossible-count": "no number of options or entries fits the fewest and the most",
        "impossible-range": "no number or date fits the smallest and the largest",
        "impossible-total": "a constraint on a sum or count that no valid answers can meet",
    },
) | _graded(
    Severity.WARNING,
    {
        "file-name": "the file is not called like the edition",
        "forward-reference": "a condition looks at a question further down",
        "never-asked": "no valid answers lead to this question",
        "unknown-placeholder": "a name in braces that stands for no answer",
        "not-a-number": "a sum over answers that are never numbers",
        "condition-never-holds": "no valid answers make this condition hold",
        "condition-always-holds": "the condition holds whatever the answers are",
        "unreachable-option": "no valid answer holds this option",
        "other-without-text": "an option that asks to specify, and no place to write it",
        "missing-translation": "a text that is not there in every language of the edition",
        "same-label": "two options, rows, columns or fields with one label",
        "look-alike-label": "two labels that differ by case or by letters that look alike",
    },
)  # fmt: skip
"""What is found in a file that can be read. An edition with an error is not opened; one with warnings is."""

LINT_CODES: dict[str, LintCode] = YAML_CODES | EDITION_CODES
"""Code -> what it is. Nothing else is ever given for an edition."""
