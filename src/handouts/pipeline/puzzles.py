"""What is told of the letter puzzles: the terms that are not in them, each at its line in the glossary."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from handouts import lessons, materials
from handouts.diagnostics import Datum, Diagnostic, Location, hint
from handouts.model.handout import Handout
from handouts.model.lesson import SheetName
from handouts.model.puzzle import LONGEST, SHORTEST, LeftOut


def left_out_of_puzzles(wanted: Collection[SheetName], handout: Handout) -> Iterator[Diagnostic]:
    """A hint for each term that cannot be in a puzzle that was asked for, and why."""
    left: list[tuple[str, LeftOut]] = []
    if "crossword" in wanted:
        left += [("crossword", one) for one in materials.made_crossword(handout)[1]]
    if "word-search" in wanted:
        left += [("word-search", one) for one in materials.made_word_search(handout)[1]]
    start = handout.essay.source.location(0)
    file = Path(start.file).parent / "glossary.yaml"
    places: dict[str, Location] = dict(lessons.places(file)) if left and file.is_file() else {}
    for sheet, one in left:
        code, data = _told(one)
        yield hint(code, places.get(one.term, start), sheet=sheet, term=one.term, **data)


def _told(one: LeftOut) -> tuple[str, dict[str, Datum]]:
    match one.why:
        case "digit" | "script" | "sign":
            return "puzzle-letters", {"characters": one.detail}
        case "short":
            return "puzzle-short", {"least": SHORTEST}
        case "long":
            return "puzzle-long", {"letters": one.detail, "most": LONGEST}
        case "twin" | "inside":
            return f"puzzle-{one.why}", {"other": one.detail}
        case "clue" | "room":
            return f"puzzle-{one.why}", {}
