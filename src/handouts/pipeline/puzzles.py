"""What is told of the letter puzzles: the terms that are not in them, each at its line in the glossary."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from handouts import lessons, materials
from handouts.diagnostics import Diagnostic, Location, hint
from handouts.model.handout import Handout
from handouts.model.lesson import SheetName
from handouts.model.puzzle import LONGEST, SHORTEST, LeftOut


def left_out_of_puzzles(wanted: Collection[SheetName], handout: Handout) -> Iterator[Diagnostic]:
    """A hint for each term that cannot be in a puzzle that was asked for, and why; one for all beyond a full puzzle."""
    crossword = materials.made_crossword(handout)[1] if "crossword" in wanted else ()
    search = materials.made_word_search(handout)[1] if "word-search" in wanted else ()
    start = handout.essay.source.location(0)
    for kind, found in (("crossword", crossword), ("word-search", search)):
        if beyond := [one for one in found if one.why == "many"]:
            terms = ", ".join(one.term for one in beyond)
            yield hint("puzzle-full", start, kind=kind, most=beyond[0].detail, count=len(beyond), terms=terms)
    crossword, search = (tuple(one for one in found if one.why != "many") for found in (crossword, search))
    # What keeps a term out of both is told once.
    left = [("puzzles" if one in search else "crossword", one) for one in crossword]
    left += [("word-search", one) for one in search if one not in crossword]
    file = Path(start.file).parent / "glossary.yaml"
    places: dict[str, Location] = dict(lessons.places(file)) if left and file.is_file() else {}
    for kind, one in left:
        yield _told(kind, one, places.get(one.term, start))


def _told(kind: str, one: LeftOut, place: Location) -> Diagnostic:
    match one.why:
        case "digit" | "script" | "sign":
            return hint("puzzle-letters", place, kind=kind, term=one.term, characters=one.detail)
        case "short":
            return hint("puzzle-short", place, kind=kind, term=one.term, least=SHORTEST)
        case "long":
            return hint("puzzle-long", place, kind=kind, term=one.term, letters=one.detail, most=LONGEST)
        case "twin":
            return hint("puzzle-twin", place, kind=kind, term=one.term, other=one.detail)
        case "inside":
            return hint("puzzle-inside", place, kind=kind, term=one.term, other=one.detail)
        case "clue":
            return hint("puzzle-clue", place, kind=kind, term=one.term)
        case "room" | "many":
            return hint("puzzle-room", place, kind=kind, term=one.term)
