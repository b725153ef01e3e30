"""Every rule finds what the case files say it must find, and leaves alone what they say it must leave alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from handouts.languages.messages import message, remedy
from handouts.materials.linting import BY_ID, RULES, Surroundings, judgements, lint
from handouts.materials.linting.table import SOURCES
from handouts.model.exercise import Choice, Exercise, Gap, Grid, GridRow, Open, Option, Order, OrderEntry, Section
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import Essay, Passage, Run, SourceText, Span, TextBlock
from handouts.model.timeline import Day, HistoricalDate

CASES = Path(__file__).parents[1] / "cases" / "lint"
FILES = {"en": CASES / "english.txt", "id": CASES / "indonesian.txt"}
PLACE = Passage(0, 0, 1, "x", Span(0, 1))


@dataclass(frozen=True)
class Case:
    """A line of a case file."""

    language: str
    found: bool
    rule: str
    section: Section
    around: Surroundings
    name: str


def around(head: dict[str, str]) -> Surroundings:
    text = head["essay"]
    block = TextBlock("paragraph", (Run(text),), tuple(range(len(text))), number=1)
    entries = [pair.split("=") for pair in head["glossary"].split(",")]
    glossary = Glossary(tuple(Entry(a.strip(), "meaning", "curated", (b.strip(),)) for a, b in entries))
    return Surroundings(Essay(SourceText("essay.txt", text), (block,)), glossary)


def choice(text: str) -> Section:
    stem, _, rest = text.partition(" | ")
    texts = [part.strip() for part in rest.split(" / ")]
    keys = [i for i, part in enumerate(texts) if part.startswith("*")]
    options = tuple(Option(part.removeprefix("*")) for part in texts)
    item = Choice("c", "x", stem, options, keys[0], False, 1, "teacher", (PLACE,), also=tuple(keys[1:]))
    return Section("complex_choice" if item.also else "multiple_choice", (item,))


def gap(text: str) -> Section:
    sentence, _, box = text.partition(" | ")
    parts = re.fullmatch(r"(.*)\[(.*)\](.*)", sentence)
    assert parts, text
    item = Gap("g", "x", parts[1], parts[3], parts[2], (), 1, "teacher", (PLACE,))
    return Section("cloze", (item,), tuple(word.strip() for word in box.split(",") if word.strip()))


def open_(text: str) -> Section:
    prompt, _, answer = text.partition(" | ")
    return Section("short_answer", (Open("o", "x", prompt, answer, (), 2, 1, "teacher", (PLACE,)),))


def grid(text: str) -> Section:
    rows = [part.strip().split(" ", 1) for part in text.split(" / ")]
    made = tuple(GridRow(f"t.{i}", words, "TF".index(mark), PLACE) for i, (mark, words) in enumerate(rows))
    return Section("true_false", (Grid("t", "x", ("True", "False"), made, 1, "teacher"),))


def order(text: str) -> Section:
    parts = [part.strip().split(" ", 1) for part in text.split(" / ")]
    entries = tuple(
        OrderEntry(words, year, HistoricalDate(year, Day(int(year), 1, 1), Day(int(year), 12, 31), "year"), PLACE)
        for year, words in parts
    )
    item: Exercise = Order("s", "x", entries, (*range(1, len(entries)), 0), 1, "teacher")
    return Section("ordering", (item,))


SHAPES = {"choice": choice, "gap": gap, "open": open_, "grid": grid, "order": order}


def cases(language: str) -> Iterator[Case]:
    head: dict[str, str] = {}
    for number, line in enumerate(FILES[language].read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] not in "+-":
            key, _, value = line.partition(": ")
            head[key] = value
            continue
        mark, rule, shape, text = line.split(" ", 3)
        name = f"{FILES[language].name}:{number} {rule}"
        yield Case(language, mark == "+", rule, SHAPES[shape](text), around(head), name)


EVERY = [case for language in FILES for case in cases(language)]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_a_line_of_the_case_files(case: Case) -> None:
    said = lint([case.section], case.language, "A", case.around)
    assert (case.rule in {d.code for d in said}) == case.found
    for diagnostic in said:
        for language in FILES:
            assert message(diagnostic, language)
            assert "{" not in remedy(diagnostic, language)


@pytest.mark.parametrize("case", [case for case in EVERY if case.found], ids=lambda case: case.name)
def test_what_an_item_allows_is_not_told(case: Case) -> None:
    item = case.section.items[0]
    allowed = replace(case.section, items=(replace(item, traits=replace(item.traits, allow=(case.rule,))),))
    assert case.rule not in {d.code for d in lint([allowed], case.language, "A", case.around)}


@pytest.mark.parametrize("language", FILES)
def test_each_rule_in_the_files_has_three_lines_of_both_sorts(language: str) -> None:
    counts = Counter((case.rule, case.found) for case in EVERY if case.language == language)
    rules = {rule for rule, _ in counts}
    assert rules <= set(BY_ID)
    assert {(r, sign) for r in rules for sign in (True, False) if counts[r, sign] < 3} == set()
    assert len(rules) >= 25


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
