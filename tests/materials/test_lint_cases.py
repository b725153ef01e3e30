"""Every rule finds what the case files say it must find, and leaves alone what they say it must leave alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from handouts.languages.messages import message, remedy
from handouts.materials.linting import BY_ID, RULES, Surroundings, judgements, lint
from handouts.materials.linting.table import SOURCES
from handouts.model.exercise import (
    Choice,
    Gap,
    Grid,
    GridRow,
    Match,
    Open,
    Option,
    Order,
    OrderEntry,
    Pair,
    RubricRow,
    Section,
)
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import Essay, Passage, Run, SourceText, Span, TextBlock
from handouts.model.timeline import Day, HistoricalDate

CASES = Path(__file__).parents[1] / "cases" / "lint"
FILES = {"en": CASES / "english.txt", "id": CASES / "indonesian.txt"}
BRACES = re.compile(r" *\{(\w+) ?([^}]*)\}")
# a language without articles and plural endings can give nothing away by them
NOT_IN = {"id": frozenset(("lint-article-cue", "lint-number-cue", "lint-gap-article"))}
ANY = CASES / "any-language.txt"
PLACE = Passage(0, 0, 1, "x", Span(0, 1))


@dataclass(frozen=True)
class Case:
    """A line of a case file."""

    language: str
    found: bool
    rule: str
    sections: tuple[Section, ...]
    around: Surroundings
    name: str


def around(head: dict[str, str]) -> Surroundings:
    text = head["essay"]
    block = TextBlock("paragraph", (Run(text),), tuple(range(len(text))), number=1)
    entries = [pair.split("=") for pair in head["glossary"].split(",")]
    glossary = Glossary(tuple(Entry(a.strip(), "meaning", "curated", (b.strip(),)) for a, b in entries))
    return Surroundings(Essay(SourceText("essay.txt", text), (block,)), glossary)


def choice(text: str, id_: str = "c") -> Section:
    stem, _, rest = text.partition(" | ")
    texts = [part.strip() for part in rest.split(" / ")]
    keys = [i for i, part in enumerate(texts) if part.startswith("*")] or [-1]
    options = tuple(Option(part.removeprefix("*")) for part in texts)
    item = Choice(id_, "x", stem, options, keys[0], False, 1, "teacher", (PLACE,), also=tuple(keys[1:]))
    return Section("complex_choice" if item.also else "multiple_choice", (item,))


def gap(text: str, id_: str) -> Section:
    sentence, _, box = text.partition(" | ")
    parts = re.fullmatch(r"(.*)\[(.*)\](.*)", sentence)
    assert parts, text
    item = Gap(id_, "x", parts[1], parts[3], parts[2], (), 1, "teacher", (PLACE,))
    return Section("cloze", (item,), tuple(word.strip() for word in box.split(",") if word.strip()))


def open_(text: str, id_: str) -> Section:
    prompt, _, answer = text.partition(" | ")
    return Section("short_answer", (Open(id_, "x", prompt, answer, (), 2, 1, "teacher", (PLACE,)),))


def grid(text: str, id_: str) -> Section:
    rows = [part.strip().split(" ", 1) for part in text.split(" / ")]
    made = tuple(GridRow(f"{id_}.{i}", words, "TF?".index(mark), PLACE) for i, (mark, words) in enumerate(rows))
    return Section("true_false", (Grid(id_, "x", ("True", "False"), made, 1, "teacher"),))


def match(text: str, id_: str) -> Section:
    left, _, right = text.partition(" | ")
    halves = [part.strip().split(" = ") for part in left.split(" / ")]
    pairs = tuple(Pair(f"{id_}.{i}", premise, response, PLACE) for i, (premise, response) in enumerate(halves))
    responses = tuple(part.strip() for part in right.split(" / "))
    return Section("matching", (Match(id_, "x", pairs, responses, 1, "teacher"),))


def order(text: str, id_: str) -> Section:
    events, _, numbers = text.partition(" | ")
    parts = [part.strip().split(" ", 1) for part in events.split(" / ")]
    entries = tuple(
        OrderEntry(words, year, HistoricalDate(year, Day(int(year), 1, 1), Day(int(year), 12, 31), "year"), PLACE)
        for year, words in parts
    )
    shown = tuple(int(n) - 1 for n in numbers.split()) or (*range(1, len(entries)), 0)
    return Section("ordering", (Order(id_, "x", entries, shown, 1, "teacher"),))


SHAPES: dict[str, Callable[[str, str], Section]] = {
    "choice": choice,
    "gap": gap,
    "open": open_,
    "grid": grid,
    "match": match,
    "order": order,
}


def _with(section: Section, name: str, value: str) -> Section:
    """The section with what stands in braces behind its item."""
    item: Any = section.items[0]
    match name:
        case "points":
            item = replace(item, points=int(value))
        case "evidence" if isinstance(item, Grid):
            item = replace(item, rows=tuple(replace(row, evidence=None) for row in item.rows))
        case "evidence":
            item = replace(item, evidence=())
        case "hint":
            item = replace(item, hint=value)
        case "fixed":
            item = replace(item, natural_order=True)
        case "rubric":
            rows = tuple(RubricRow(int(n), "so") for n in value.split())
            item = replace(item, rubric=rows)
        case "passage":
            return replace(section, stimulus=(replace(PLACE, text=value),))
        case _:
            raise ValueError(name)
    return replace(section, items=(item,))


def sheet(text: str) -> tuple[tuple[Section, ...], tuple[tuple[str, str], ...]]:
    """The sections of a line, and the other sheets that it names. Neighbours of one shape make one section."""
    sections: list[Section] = []
    sheets: list[tuple[str, str]] = []
    for number, part in enumerate(text.split(" && "), 1):
        shape, body = part.strip().split(" ", 1)
        if shape == "sheet":
            sheets.append(("timeline", body.replace(" / ", "\n")))
            continue
        words = [(w, v.strip()) for w, v in BRACES.findall(body)]
        made = SHAPES[shape](BRACES.sub("", body).removesuffix(" "), f"i{number}")
        for name, value in words:
            made = _with(made, name, value)
        if sections and sections[-1].kind == made.kind:
            sections[-1] = replace(sections[-1], items=sections[-1].items + made.items)
        else:
            sections.append(made)
    return tuple(sections), tuple(sheets)


def cases(language: str) -> Iterator[Case]:
    head: dict[str, str] = {}
    lines = [
        (path, n, s) for path in (FILES[language], ANY) for n, s in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]
    for path, number, line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] not in "+-":
            key, _, value = line.partition(": ")
            head[key] = value
            continue
        mark, rule, text = line.split(" ", 2)
        name = f"{language} {path.name}:{number} {rule}"
        sections, sheets = sheet(text)
        yield Case(language, mark == "+", rule, sections, replace(around(head), sheets=sheets), name)


EVERY = [case for language in FILES for case in cases(language)]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_line_of_the_case_files(case: Case) -> None:
    said = lint(case.sections, case.language, "A", case.around)
    assert (case.rule in {d.code for d in said}) == case.found
    for diagnostic in said:
        for language in FILES:
            assert message(diagnostic, language)
            assert "{" not in remedy(diagnostic, language)


@pytest.mark.parametrize("case", [case for case in EVERY if case.found], ids=lambda case: case.name)
def test_what_an_item_allows_is_not_told(case: Case) -> None:
    allowed = [
        replace(s, items=tuple(replace(i, traits=replace(i.traits, allow=(case.rule,))) for i in s.items))
        for s in case.sections
    ]
    assert case.rule not in {d.code for d in lint(allowed, case.language, "A", case.around)}


@pytest.mark.parametrize("language", FILES)
def test_each_rule_has_three_lines_of_both_sorts(language: str) -> None:
    """Three that it must find and three that it must leave alone; where a language has no such thing, the latter."""
    counts = Counter((case.rule, case.found) for case in EVERY if case.language == language)
    assert {rule for rule, _ in counts} <= set(BY_ID)
    without = NOT_IN.get(language, frozenset())
    wanted = {(rule, found) for rule in BY_ID for found in (True, False) if not (found and rule in without)}
    assert {pair: counts[pair] for pair in wanted if counts[pair] < 3} == {}
    assert {rule for rule in without if counts[rule, True]} == set()


def test_the_page_on_the_rules_tells_what_the_table_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "item-rules.md").read_text(encoding="utf-8")
    words = {"error": "error", "warning": "warning", "hint": "note"}
    rows = [[cell.strip() for cell in line.split(" | ")] for line in page.splitlines() if line.startswith("| `lint-")]
    shown = {row[0].strip("| `"): (row[2], row[3], row[4], row[6]) for row in rows}
    assert shown == {
        rule.id: (
            words[rule.own],
            "left out" if rule.made == "error" else words[rule.made],
            "machine" if rule.decided else "teacher",
            rule.source,
        )
        for rule in BY_ID.values()
    }
    assert all(row[7].strip() and row[8].strip(" |") for row in rows), "each with an example and its mended form"
    sources = set(re.findall(r"^\| ([a-z0-9-]+) \|", page, re.MULTILINE))
    assert sources >= {rule.source for rule in BY_ID.values()}


def test_every_rule_has_a_name_of_its_own_and_a_known_source() -> None:
    assert len(BY_ID) == len(RULES)
    assert {rule.source for rule in RULES} == set(SOURCES)
    assert all(rule.id.startswith("lint-") for rule in RULES)
    # what only a teacher can judge never stops a build
    assert all(rule.own != "error" for rule in RULES if not rule.decided)


def test_judgements_go_to_the_key_by_item() -> None:
    section = choice("What did the trade treaty bring? | *free trade / a new king / a long war")
    found = judgements([section], "en")
    assert {id_: [(d.code, d.severity) for d in said] for id_, said in found.items()} == {
        "c": [("lint-word-cue", "hint")]
    }
