"""Crossword and word search on the pupil's side: grids to be filled and searched, clues, no solution."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.glossary_views import glossary_foot
from handouts.materials.puzzles.making import made_crossword, made_word_search
from handouts.materials.views import Setting
from handouts.model.handout import Handout
from handouts.model.puzzle import Crossword, PuzzleWord
from handouts.model.puzzle_sheet import CrosswordSheet, PupilSquare, WordSearchSheet


def crossword_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> CrosswordSheet:
    """The crossword; the glossary must have words enough for one."""
    puzzle, _ = made_crossword(handout)
    if puzzle is None:
        raise ValueError("no crossword")
    labels, letters = setting.labels, puzzle.letters
    numbers = {(slot.row, slot.column): str(slot.number) for slot in puzzle.slots}
    rows = tuple(
        tuple(PupilSquare((row, column) in letters, numbers.get((row, column), "")) for column in range(puzzle.columns))
        for row in range(puzzle.rows)
    )
    return CrosswordSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        rows=rows,
        across=tuple((str(s.number), _clue(s.word, labels)) for s in puzzle.slots if s.across),
        down=tuple((str(s.number), _clue(s.word, labels)) for s in puzzle.slots if not s.across),
        alt=" ".join(_described(puzzle, labels)),
        max_score=len(puzzle.slots),
    )


def _clue(word: PuzzleWord, labels: Labels) -> str:
    """The clue with the lengths of the answer's words behind it, kept together."""
    return labels("crossword.clue", clue=word.clue, lengths=",\u00a0".join(map(str, word.lengths)))


def _described(puzzle: Crossword, labels: Labels) -> Iterable[str]:
    """The grid in words, for those who do not see it."""
    yield labels("crossword.alt", rows=puzzle.rows, columns=puzzle.columns, count=len(puzzle.slots))
    for slot in puzzle.slots:
        key = "crossword.alt_across" if slot.across else "crossword.alt_down"
        length = len(slot.word.letters)
        yield labels(key, number=slot.number, row=slot.row + 1, column=slot.column + 1, length=length)


def word_search_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> WordSearchSheet:
    """The word search; the glossary must have words enough for one."""
    puzzle, _ = made_word_search(handout)
    if puzzle is None:
        raise ValueError("no word search")
    labels, level = setting.labels, handout.meta.word_search_level
    words = [hidden.word for hidden in puzzle.hidden]
    hard = level == "challenge"
    return WordSearchSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        rows=tuple(tuple(row) for row in puzzle.rows),
        words=() if hard else tuple(word.term for word in words),
        clues=tuple((str(n), _clue(word, labels)) for n, word in enumerate(words, 1)) if hard else (),
        directions=labels[f"word_search.{level}"],
        alt=labels("word_search.alt", rows=len(puzzle.rows), columns=len(puzzle.rows[0]), count=len(words)),
        max_score=len(words),
    )
