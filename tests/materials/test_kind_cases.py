"""What each kind makes of a text, case by case: `tests/cases/exercises/<kind>-<language>.txt`, which anyone can add to.

Lines: "> text", then what is expected of it, one item a line, in any order; none: nothing may come of the text.
Gap, open and choice items are "question | answer", pairs and statements "premise | response" and "statement | column".
The file `statements-<language>.txt` holds all wordings that the statement kinds choose from: "T | …", "F | rule | …",
`whole-<language>.txt` the false ones that are whole sentences of the text. `carriers-<language>.txt`: under each text
the sentences of it that can be read alone, without openings and ends that cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from materials_essays import context

from handouts.materials.kinds.carriers import carriers, opening
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.statements import judged
from handouts.materials.kinds.table import BUILT_IN
from handouts.materials.kinds.whole_statements import whole
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order

CASES = Path(__file__).parents[1] / "cases" / "exercises"
KINDS = {kind.name: kind for kind in BUILT_IN}


def read_cases() -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Kind, language, text and expected lines of every case."""
    for file in sorted(CASES.glob("*.txt")):
        kind, language = file.stem.rsplit("-", 1)
        text, expected = "", list[str]()
        for line in [*file.read_text(encoding="utf-8").splitlines(), "> "]:
            if line.startswith("> "):
                if text:
                    yield kind, language, text, frozenset(expected)
                text, expected = line[2:], []
            elif line.strip() and not line.startswith("#"):
                expected.append(line.strip())


def lines(item: Exercise) -> list[str]:
    match item:
        case Gap():
            return [f"{item.before}____{item.after} | {item.answer}"]
        case Open():
            return [f"{item.prompt} | {item.answer}"]
        case Choice():
            return [f"{item.stem} | {' + '.join(item.options[k].text for k in item.keys)}"]
        case Match():
            return [f"{p.premise} | {p.response}" for p in item.pairs]
        case Order():
            return [f"{e.text} | {e.display}" for e in item.entries]
        case Grid():
            return [f"{row.text} | {item.columns[row.column]}" for row in item.rows]


def made(kind: str, found: Context) -> set[str]:
    if kind == "statements":
        true = {f"T | {j.true.text}" for j in judged(found) if j.true}
        return true | {f"F | {s.rule} | {s.text}" for j in judged(found) for s in j.false}
    if kind == "whole":
        return {f"F | {s.rule} | {s.text}" for j in whole(found, frozenset()) for s in j.false}
    if kind == "carriers":
        return {carrier.text[opening(found, carrier.text) :] for carrier in carriers(found)}
    return {line for c in KINDS[kind].candidates(found) for line in lines(c.item)}


@pytest.mark.parametrize(
    ("kind", "language", "text", "expected"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}: {case[2][:50]}") for case in read_cases()],
)
def test_cases(kind: str, language: str, text: str, expected: frozenset[str]) -> None:
    assert made(kind, context(text, language)) == expected
