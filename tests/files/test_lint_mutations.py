"""The shipped editions, each with one mistake put in: the linter gives its code where the mistake is, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from msq_tui.core.lint.codes import LINT_CODES
from msq_tui.files.edition_file import check_edition
from tests.core.helpers import ROOT

EDITIONS = {
    path.stem: path.read_text("utf-8")
    for path in (ROOT / "editions").glob("*.yaml")
    if not path.name.endswith(".mapping.yaml")
}

YEAR = "year: 2022\n"
COUNTRY = '        text: "COUNTRY NAME"\n'
CIO = '      - id: "cio"\n        number: "4"\n'
CIO_CONTACT = '        parent: "cio"\n        when:\n          question: "cio"\n          is: "yes"\n'
WHEN_CIO = '        when:\n          question: "cio"\n          is: "yes"\n'
BASIS = '        text: "Please select whichever applies"\n        type: "multiple_choice"\n'
PERIOD = '        required:\n          question: "strategy"\n          is_not: "no"\n'
STRATEGY = '      - id: "strategy.details"\n        text: "If yes, please provide link and detail."\n'
AGENCY = '      - id: "egov_agency"'
OWN_OPINION = '          - code: "own_opinion"\n'
TWO_YEAR = '          - code: "two_year"\n            label: "Two-year"\n'
INVESTMENT = '      - id: "indicators.ict_investment"\n'
REQUIRED_OPTIONS = "        required: true\n        options:\n"
SECTIONS = "\nsections:\n"
PERCENTAGE = '        type: "percentage"\n        explanation: ""\n'
REPEAT = """      - id: "projects"
        type: "repeat"
        questions:
          - id: "title"
            type: "short_text"
          - id: "running"
            type: "yes_no"
"""
OGP = "ogp-self-assessment-2014-2016"
MOST_COUNTED = '              question: "introduction.challenges/public_services"\n              at_most:\n                question: "commitments.count"\n'
WEIGHT_100 = '              question: "progress.weight"\n              equals: 100\n'
ALL_WEIGHTS = '        sum: "commitments/*/results/*/percentage"\n'
OWN_WEIGHT = '            sum: "results/*/percentage"\n'
COMPLETED = '          question: "compliance"\n          is: "completed"\n'
COUNTED = '      - id: "commitments.count"\n'
AS_OF = '      - id: "progress.as_of"\n'
COMPUTED = """      - id: "sum"
        type: "computed"
        sum: ["shares/a", "shares/b"]
        constraints:
          - holds:
              question: "sum"
              equals: 100
            message: "Correct the shares."
      - id: "shares"
        type: "table"
        rows:
          - code: "a"
            label: "A"
            type: "number"
            at_most: 40
          - code: "b"
            label: "B"
            type: "number"
            at_most: 60
"""
DATED = """      - id: "start"
        type: "date"
        not_before: "2014-01"
        not_after: "2016-12"
      - id: "why"
        type: "long_text"
"""
MATRIX = """      - id: "gate"
        type: "yes_no"
      - id: "grid"
        type: "matrix"
        options:
          - code: "good"
            label: "Good"
          - code: "bad"
            label: "Bad"
        rows:
          - code: "a"
            label: "Row A"
          - code: "b"
            label: "Row B"
            when:
              question: "gate"
              is: "yes"
      - id: "remark"
        type: "long_text"
"""
COUNTRY_2020 = '      - id: "country"\n        text: "Country"\n'


def in_words(condition: str) -> str:
    """A condition of several lines, as deep as a question's keys."""
    return "".join(f"          {line}\n" for line in condition.split("\n"))


def doubled(number: int) -> str:
    """A named condition that names the one before it twice."""
    if not number:
        return '  name_0:\n    question: "cio"\n    answered: true\n'
    return f'  name_{number}:\n    any: [{{condition: "name_{number - 1}"}}, {{condition: "name_{number - 1}"}}]\n'


# What happened: (code, edition, then one or more times: a text of the edition, what stands there now). "«" stands
# before the place that is to be found.
MUTATIONS: dict[str, tuple[str, ...]] = {
    # The reader of YAML
    "tab for spaces": ("tab-indent", "msq-2022", '    number: "A"\n', '«\tnumber: "A"\n'),
    "the same key twice": ("duplicate-key", "msq-2022", COUNTRY, COUNTRY + '        «text: "again"\n'),
    "an alias": ("alias", "msq-2024", "year: 2024", "year: «*year"),
    "an anchor": ("anchor", "msq-2020", "year: 2020", "year: «&year 2020"),
    "a python tag": ("tag", "msq-2022", "year: 2022", "year: «!!python/object/apply:os.system [x]"),
    "a standard tag": ("tag", "msq-2024", "year: 2024", "year: «!!int 2024"),
    "a directive": ("directive", "msq-2022", "# yaml-language-server", "«%YAML 1.1\n---\n# yaml-language-server"),
    "a second document": ("second-document", "msq-2020", SECTIONS, "\n«---\nsections:\n"),
    "a merge key": ("merge-key", "msq-2022", YEAR, YEAR + "«<<: {a: b}\n"),
    "a key of nothing": ("key", "msq-2022", YEAR, YEAR + "«~: 2022\n"),
    "a list as a key": ("key", "msq-2024", "year: 2024\n", "year: 2024\n? «[a]\n: b\n"),
    "a quotation mark not closed": ("open-quote", "msq-2022", '"THANK YOU"\n', '«"THANK YOU\n'),
    "a path of Windows": ("escape", "msq-2022", 'language: "en"', 'language: "«\\questions"'),
    "a colon in a bare text": ("colon", "msq-2022", '"COUNTRY NAME"', "COUNTRY«: NAME"),
    "a line too far to the left": ("indent", "msq-2022", '    short_title: "Respondent"\n', '   «short_title: "Respondent"\n'),
    "an at sign": ("syntax", "msq-2020", "year: 2020", "year: «@2020"),
    "24 brackets": ("too-deep", "msq-2022", "year: 2022", f"year: {'[' * 19}«{'[' * 5}{']' * 24}"),
    "300 brackets": ("too-deep", "msq-2022", YEAR, f"year: {'[' * 19}«{'[' * 281}{']' * 300}\n"),
    "a line without end": ("too-large", "msq-2022", YEAR, f"«publisher_: {'x' * 200_001}\n"),
    "an escape character": ("control-character", "msq-2022", "COUNTRY NAME", "COUNTRY «\x1b[2JNAME"),
    "a bidi override": ("control-character", "msq-2024", '"Country name"', '"Country «\u202ename"'),
    "an escape character, written": ("control-character", "msq-2022", '"COUNTRY NAME"', '«"COUNTRY \\x1b NAME"'),
    "a merge not finished": ("conflict-mark", "msq-2024", SECTIONS, "\n«<<<<<<< mine\nsections:\n"),
    # The shape of an edition
    "no first line": ("not-an-edition", "msq-2022", "msq_edition: 1\n", "«"),
    "a slip in a key of the whole": ("unknown-key", "msq-2022", "year: 2022", "«yeer: 2022"),
    "a slip in a key of a section": ("unknown-key", "msq-2020", '    short_title: "Respondent"', '    «shorttitle: "Respondent"'),
    "a slip in a key of a question": ("unknown-key", "msq-2022", COUNTRY, '        «txet: "COUNTRY NAME"\n'),
    "a slip in a key of an option": ("unknown-key", "msq-2022", TWO_YEAR, TWO_YEAR + "            «exclusiv: true\n"),
    "a slip in a key of a footnote": ("unknown-key", "msq-2020", '    after: "UNDESA"', '    «affter: "UNDESA"'),
    "a slip in a key of the submission": ("unknown-key", "msq-2022", "  subject:", "  «subjekt:"),
    "a slip in a key of limits": ("unknown-key", "msq-2020", "          words: 250", "          «word: 250"),
    "a slip in an operator": ("unknown-key", "msq-2022", WHEN_CIO, '        when:\n          question: "cio"\n          answered: true\n          «iss: "yes"\n'),
    "a field without a label": ("missing-key", "msq-2022", '          - code: "name"\n            label: "Your name"\n', '          - «code: "name"\n'),
    "a language that is not named": ("undeclared-language", "msq-2022", '        text: "COUNTRY NAME"\n', '        text:\n          en: "COUNTRY NAME"\n          «fr: "NOM DU PAYS"\n'),
    "a question without a type": ("missing-key", "msq-2024", '      - id: "country"\n', '      - «id: "country"\n', '        type: "country"\n', ""),
    "a slip in a type": ("unknown-type", "msq-2022", '        type: "country"\n', '        type: «"county"\n'),
    "a year in words": ("shape", "msq-2022", "year: 2022", 'year: «"soon"'),
    "a list for a text": ("shape", "msq-2024", 'text: "Country name"', "«text: [Country, name]"),
    "a format of tomorrow": ("value", "msq-2022", "msq_edition: 1", "msq_edition: «2"),
    "two operators": ("value", "msq-2022", PERIOD, '        «required:\n          question: "strategy"\n          is_not: "no"\n          is: "yes"\n'),
    "an id that leaves the folder": ("unsafe-id", "msq-2022", 'id: "egov_agency"', 'id: «"../../egov_agency"'),
    "an edition called like a device": ("unsafe-id", "msq-2020", 'id: "msq-2020"', 'id: «"nul"'),
    "a code with a space": ("unsafe-id", "msq-2022", 'code: "two_year"', 'code: «"two year"'),
    # Names
    "a question twice": ("duplicate-id", "msq-2022", AGENCY, '      - id: «"egov_portal"'),
    "a section twice": ("duplicate-id", "msq-2022", '  - id: "legal"', '  - id: «"covid"'),
    "an option twice": ("duplicate-code", "msq-2022", 'code: "three_year"', 'code: «"two_year"'),
    "a field twice": ("duplicate-code", "msq-2020", SECTIONS + "  #", SECTIONS + '  - id: "more"\n    questions:\n      - id: "who"\n        type: "contact"\n        fields:\n          - code: "a"\n            label: "A"\n          - code: «"a"\n            label: "B"\n  #'),
    "a question twice in a repeat": ("duplicate-id", "msq-2020", COUNTRY_2020, REPEAT + '          - id: «"title"\n            type: "date"\n' + COUNTRY_2020),
    "no options": ("no-options", "msq-2022", CIO, '      - «id: "empty"\n        type: "single_choice"\n' + CIO),
    "no such option list": ("unknown-option-list", "msq-2022", CIO, '      - id: "list"\n        type: "single_choice"\n        options: «"none"\n' + CIO),
    # References
    "a condition on nothing": ("unknown-question", "msq-2022", CIO_CONTACT, CIO_CONTACT.replace('question: "cio"', 'question: «"cia"')),
    "a parent that is not there": ("unknown-question", "msq-2022", CIO_CONTACT, CIO_CONTACT.replace('parent: "cio"', 'parent: «"cia"')),
    "a requirement on nothing": ("unknown-question", "msq-2022", PERIOD, PERIOD.replace('"strategy"', '«"strategie"')),
    "a repeat named by nothing": ("unknown-question", "msq-2020", COUNTRY_2020, REPEAT.replace("        questions:", '        named_by: «"name"\n        questions:') + COUNTRY_2020),
    "a local name that is not there": ("unknown-question", "msq-2020", COUNTRY_2020, REPEAT + '            when:\n              question: «"titel"\n              answered: true\n' + COUNTRY_2020),
    "every entry of a repeat": ("unknown-question", "msq-2020", COUNTRY_2020, REPEAT + '      - id: "why"\n        type: "long_text"\n        when:\n          question: «"projects/*/title"\n          answered: true\n' + COUNTRY_2020),
    "a named condition that is not there": ("unknown-condition", "msq-2022", CIO_CONTACT, '        parent: "cio"\n        when:\n          condition: «"nowhere"\n'),
    "an option that is not there": ("unknown-option", "msq-2022", CIO_CONTACT, CIO_CONTACT.replace('is: "yes"', 'is: «"maybe"')),
    "a country that is not there": ("unknown-option", "msq-2022", CIO_CONTACT, CIO_CONTACT.replace('question: "cio"\n          is: "yes"', 'question: "country"\n          is: «"XXX"')),
    "a circle of two": ("cycle", "msq-2022", CIO, CIO + '        when:\n          question: "cio.contact/name"\n          answered: true\n', CIO_CONTACT, CIO_CONTACT.replace("when:", "«when:")),
    "a question on itself": ("cycle", "msq-2022", CIO, CIO + '        «when:\n          question: "cio"\n          is: "yes"\n'),
    "a condition on itself": ("cycle", "msq-2022", SECTIONS, '\nconditions:\n  «round:\n    not:\n      condition: "round"\nsections:\n'),
    "conditions that double": ("condition-too-large", "msq-2022", SECTIONS, "\nconditions:\n" + "".join(doubled(n) for n in range(14)) + "  «" + doubled(14).lstrip() + "sections:\n"),
    "a look further down": ("forward-reference", "msq-2022", CIO, CIO + '        when:\n          question: «"consent"\n          answered: true\n'),
    "a parent further down": ("forward-reference", "msq-2022", AGENCY, '      - id: "early"\n        type: "short_text"\n        parent: «"egov_agency"\n' + AGENCY),
    # Counts
    "fewest above most": ("impossible-count", "msq-2022", BASIS, BASIS + "        fewest: «3\n        most: 2\n"),
    "fewest above the options": ("impossible-count", "msq-2022", BASIS, BASIS + "        fewest: «6\n"),
    "fewest entries above most": ("impossible-count", "msq-2020", COUNTRY_2020, REPEAT.replace("        questions:", "        fewest: «3\n        most: 2\n        questions:") + COUNTRY_2020),
    "no percentage fits": ("impossible-range", "msq-2020", PERCENTAGE, PERCENTAGE + "        at_least: «101\n"),
    # Proofs
    "yes and no at once": ("never-asked", "msq-2022", CIO_CONTACT, '        parent: "cio"\n        «when:\n' + in_words('all:\n  - question: "cio"\n    is: "yes"\n  - question: "cio"\n    is: "no"')),
    "a parent that is asked only otherwise": ("never-asked", "msq-2022", STRATEGY, '      - id: "odd"\n        type: "short_text"\n        parent: "cio.contact"\n        «when:\n          question: "cio"\n          is: "no"\n' + STRATEGY),
    "a text of an option not chosen": ("never-asked", "msq-2022", '      - id: "strategy.national_development.details"\n', '      - id: "odd"\n        type: "short_text"\n        «when:\n' + in_words('all:\n  - question: "strategy_period/other"\n    answered: true\n  - question: "strategy_period"\n    is: "two_year"') + '      - id: "strategy.national_development.details"\n'),
    "a mark and an answer": ("never-asked", "msq-2022", CIO_CONTACT, '        parent: "cio"\n        «when:\n' + in_words('all:\n  - question: "cio"\n    marked: "unknown"\n  - question: "cio"\n    answered: true')),
    "a named condition and its opposite": ("never-asked", "msq-2022", STRATEGY, '      - id: "odd"\n        type: "short_text"\n        «when:\n' + in_words('not:\n  any:\n    - question: "cio"\n      is: "yes"\n    - question: "cio"\n      is_not: "yes"') + STRATEGY),
    "more and less": ("never-asked", "msq-2020", INVESTMENT, '      - id: "odd"\n        type: "short_text"\n        «when:\n' + in_words('all:\n  - question: "indicators.satisfaction"\n    more_than: 99\n  - question: "indicators.satisfaction"\n    at_most: 99') + INVESTMENT),
    "more options than there are": ("condition-never-holds", "msq-2022", STRATEGY, STRATEGY + '        required:\n          question: "respondent_basis"\n          count_at_least: «6\n'),
    "one part of several": ("condition-never-holds", "msq-2022", PERIOD, '        required:\n' + in_words('any:\n  - question: "strategy"\n    is_not: "no"\n  - question: "respondent_basis"\n    count_at_least: «6')),
    "a mark that is not allowed": ("condition-never-holds", "msq-2022", PERIOD, '        required:\n          question: "country"\n          marked: «"unknown"\n'),
    "whatever the answer": ("condition-always-holds", "msq-2022", PERIOD, '        «required:\n' + in_words('any:\n  - question: "strategy"\n    answered: true\n  - question: "strategy"\n    answered: false')),
    "nothing chosen alone": ("unreachable-option", "msq-2022", BASIS + REQUIRED_OPTIONS, BASIS + "        fewest: 2\n" + REQUIRED_OPTIONS + '          - «code: "none"\n            label: "None"\n            exclusive: true\n'),
    # Constraints, computed values, summary tables, placeholders
    "a constraint on nothing": ("unknown-question", OGP, MOST_COUNTED, MOST_COUNTED.replace('question: "intro', 'question: «"entro')),
    "a constraint against nothing": ("unknown-question", OGP, MOST_COUNTED, MOST_COUNTED.replace('"commitments.count"', '«"commitments.counted"')),
    "a constraint on a local name that is not there": ("unknown-question", OGP, 'question: "execution"\n                      at_most:', 'question: «"exekution"\n                      at_most:'),
    "a constraint on an option that is not there": ("unknown-option", OGP, '- question: "compliance"\n                      is_not: "completed"', '- question: "compliance"\n                      is_not: «"done"'),
    "a sum of nothing": ("unknown-question", OGP, ALL_WEIGHTS, ALL_WEIGHTS.replace('"commitments/*/results/*/percentage"', '«"commitments/*/results/*/percent"')),
    "a star where there are no entries": ("unknown-question", OGP, ALL_WEIGHTS, '        sum: «"progress.as_of/*/percentage"\n'),
    "a sum of a local name that is not there": ("unknown-question", OGP, OWN_WEIGHT, '            sum: «"results/*/weight"\n'),
    "a sum of a table as a whole": ("unknown-question", OGP, ALL_WEIGHTS, '        sum: «"introduction.challenges"\n'),
    "a sum of choices": ("not-a-number", OGP, ALL_WEIGHTS, '        sum: «"commitments/*/compliance"\n'),
    "an entry that has no such name": ("unknown-question", OGP, COMPLETED, COMPLETED.replace('"compliance"', '«"complience"')),
    "an entry that has no such option": ("unknown-option", OGP, COMPLETED, COMPLETED.replace('"completed"', '«"complete"')),
    "a table of no repeat": ("unknown-question", OGP, '              - each: "results"', '              - each: «"result"'),
    "a table of what has no entries": ("unknown-question", OGP, '              - each: "results"', '              - each: «"weight"'),
    "a cell of nothing": ("unknown-question", OGP, 'execution: "progress.execution"', 'execution: «"progress.executed"'),
    "a cell of no column": ("unknown-column", OGP, 'percentages: "progress.weight"', 'percentage: «"progress.weight"'),
    "a placeholder for nothing": ("unknown-question", OGP, '  period: "plan.period"', '  period: «"plan.peroid"'),
    "a name in braces that is none": ("unknown-placeholder", OGP, 'text: "Action Plan {period} Chart', 'text: «"Action Plan {peroid} Chart'),
    "a local name in braces that is none": ("unknown-placeholder", OGP, 'message: "What was carried out ({execution})', 'message: «"What was carried out ({executions})'),
    "a name in braces in a line of a table": ("unknown-placeholder", OGP, 'label: "{result}"', 'label: «"{results}"'),
    "a sum of itself": ("cycle", OGP, '        sum: "commitments/*/results/*/percentage"\n', '        sum: «"progress.weight"\n'),
    "a sum that waits for itself": ("cycle", OGP, OWN_WEIGHT, '            sum: «"results/*/percentage"\n', '              - id: "percentage"\n', '              - id: "percentage"\n                when:\n                  question: "weight"\n                  less_than: 100\n'),
    "a row on nothing": ("unknown-question", OGP, AS_OF, MATRIX.replace('question: "gate"', 'question: «"gates"') + AS_OF),
    "a row on an option that is not there": ("unknown-option", OGP, AS_OF, MATRIX.replace('is: "yes"', 'is: «"fine"') + AS_OF),
    "a total out of reach": ("impossible-total", OGP, AS_OF, COMPUTED.replace("equals: 100", "equals: «101") + AS_OF),
    "percentages that are not there": ("impossible-total", OGP, WEIGHT_100, WEIGHT_100.replace("equals: 100", "less_than: «0")),
    "more entries than fit": ("impossible-total", OGP, COUNTED, COUNTED.replace("commitments.count", "counted") + '        type: "computed"\n        count: "few"\n        constraints:\n          - holds:\n              question: "counted"\n              at_least: «4\n            message: "Add entries."\n      - id: "few"\n        type: "repeat"\n        most: 3\n        questions:\n          - id: "one"\n            type: "short_text"\n' + COUNTED),
    "a constraint that always holds": ("condition-always-holds", OGP, AS_OF, COMPUTED.replace("holds:", "«holds:").replace("equals: 100", "at_most: 100").replace("type: \"number\"", "type: \"number\"\n            at_least: 0") + AS_OF),
    "a constraint that never holds": ("condition-never-holds", OGP, AS_OF, DATED + '        constraints:\n          - holds:\n              question: "start"\n              after: «2016\n            message: "Correct the date."\n' + AS_OF),
    "a date before all dates": ("never-asked", OGP, AS_OF, DATED + '        «when:\n          question: "start"\n          before: "2014-01-01"\n' + AS_OF),
    "a row that is not asked": ("never-asked", OGP, AS_OF, MATRIX + '        «when:\n' + in_words('all:\n  - question: "gate"\n    is: "no"\n  - question: "grid/b"\n    answered: true') + AS_OF),
    "an option that is never offered": ("unreachable-option", OGP, AS_OF, DATED.replace('type: "long_text"', 'type: "single_choice"') + '        options:\n          - code: "a"\n            label: "A"\n          - code: "b"\n            label: "B"\n            «when:\n              question: "start"\n              not_before: "2017"\n' + AS_OF),
    # Labels
    "other without a place": ("other-without-text", "msq-2022", TWO_YEAR, '          - code: «"else"\n            label: "Other, please specify: ____"\n' + TWO_YEAR),
    "one label twice": ("same-label", "msq-2022", 'label: "Three-year"', 'label: «"Two-year"'),
    "a capital letter": ("look-alike-label", "msq-2022", 'label: "Three-year"', 'label: «"Two-Year"'),
    "a Cyrillic letter": ("look-alike-label", "msq-2022", 'label: "Three-year"', 'label: «"Tw\u043e-year"'),
    "a Greek letter": ("look-alike-label", "msq-2022", 'label: "Three-year"', 'label: «"\u03a4wo-year"'),
}  # fmt: skip

SAVED_OTHERWISE: dict[str, tuple[str, str, bytes]] = {
    "UTF-16": ("encoding", "msq-2022", "«".encode() + EDITIONS["msq-2022"].encode("utf-16")),
    "Latin-1": ("encoding", "msq-2024", EDITIONS["msq-2024"].replace("Country name", "Pays «é", 1).encode("latin-1", "replace").replace(b"\xab", "«".encode())),
    "nothing saved": ("empty", "msq-2022", "«".encode() + bytes(len(EDITIONS["msq-2022"]))),
    "a web page saved": ("not-yaml", "msq-2020", "«<!DOCTYPE html>\n".encode() + EDITIONS["msq-2020"].encode()),
}  # fmt: skip


def put_in(case: tuple[str, ...]) -> bytes:
    """The edition with the mistake, "«" still in it."""
    text = EDITIONS[case[1]]
    for old, new in zip(case[2::2], case[3::2], strict=True):
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode("utf-8")


def found_in(folder: Path, edition: str, data: bytes) -> tuple[list[tuple[str, int, int]], tuple[int, int]]:
    """What the linter says of a text with one "«" in it, and the place of that."""
    mark = "«".encode()
    assert data.count(mark) == 1
    before = data[: data.index(mark)]
    path = folder / f"{edition}.yaml"
    path.write_bytes(data.replace(mark, b""))
    place = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
    return [(f.code, f.line, f.column) for f in check_edition(path)[0]], place


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_a_shipped_edition_lints_clean(edition: str) -> None:
    assert check_edition(ROOT / "editions" / f"{edition}.yaml")[0] == []


@pytest.mark.parametrize("case", MUTATIONS.values(), ids=MUTATIONS)
def test_one_mistake_in_a_shipped_edition_is_one_finding_at_its_place(
    case: tuple[str, ...], tmp_path: Path
) -> None:
    found, (line, column) = found_in(tmp_path, case[1], put_in(case))
    assert found == [(case[0], line, column)]


@pytest.mark.parametrize("case", SAVED_OTHERWISE.values(), ids=SAVED_OTHERWISE)
def test_a_shipped_edition_saved_as_something_else_is_one_finding_at_its_place(
    case: tuple[str, str, bytes], tmp_path: Path
) -> None:
    code, edition, data = case
    found, (line, column) = found_in(tmp_path, edition, data)
    assert found == [(code, line, column)]


def test_a_shipped_edition_under_another_name_is_one_finding_at_its_id(tmp_path: Path) -> None:
    data = EDITIONS["msq-2024"].replace('id: "msq-2024"', 'id: «"msq-2024"', 1).encode()
    found, (line, column) = found_in(tmp_path, "msq-2026", data)
    assert found == [("file-name", line, column)]


def test_a_folder_is_one_finding_about_the_whole(tmp_path: Path) -> None:
    assert [(f.code, f.line) for f in check_edition(tmp_path)[0]] == [("not-a-file", 0)]


def test_every_code_has_a_mutation() -> None:
    covered = {case[0] for case in (*MUTATIONS.values(), *SAVED_OTHERWISE.values())}
    # No shipped edition has a second language; missing translations are in test_translations.py.
    assert covered | {"file-name", "not-a-file", "missing-translation"} == set(LINT_CODES)
