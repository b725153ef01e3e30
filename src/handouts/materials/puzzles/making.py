"""The puzzles of a lesson: from its glossary's printed entries, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handouts import seeds
from handouts.languages.puzzle_words import puzzle_letters, rude_words
from handouts.materials.puzzles import crossword as crosswords
from handouts.materials.puzzles import word_search as searches
from handouts.materials.puzzles.choice import puzzle_words, spread, without_contained
from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.puzzle import FEWEST, LONGEST, Crossword, LeftOut, Level, PuzzleWord, WordSearch

# Terms with their meanings.
_Given = tuple[tuple[str, str], ...]


def made_crossword(handout: Handout) -> tuple[Crossword | None, tuple[LeftOut, ...]]:
    """The lesson's crossword, None where too few words are left for one; and the terms that cannot be in it."""
    return _crossword(_given(handout), handout.meta.language, handout.meta.slug, handout.version)


def made_word_search(handout: Handout) -> tuple[WordSearch | None, tuple[LeftOut, ...]]:
    """The lesson's word search, like its crossword."""
    meta = handout.meta
    return _word_search(_given(handout), meta.language, meta.slug, handout.version, meta.word_search_level)


def crossword_words(handout: Handout) -> int:
    """How many words the crossword has, or could have had where they are too few for one."""
    return _count(*made_crossword(handout), handout)


def word_search_words(handout: Handout) -> int:
    """How many words the word search has, or could have had."""
    return _count(*made_word_search(handout), handout)


def _count(puzzle: Crossword | WordSearch | None, left: tuple[LeftOut, ...], handout: Handout) -> int:
    if puzzle is None:
        return min(len(handout.glossary.printed) - len(left), FEWEST - 1)
    return len(puzzle.slots if isinstance(puzzle, Crossword) else puzzle.hidden)


def _given(handout: Handout) -> _Given:
    return tuple((entry.term, entry.definition.strip()) for entry in handout.glossary.printed)


def _entries(given: _Given) -> tuple[Entry, ...]:
    return tuple(Entry(term, meaning, "curated") for term, meaning in given)


# View, key and messages of one build ask for the same puzzle.
@lru_cache(maxsize=16)
def _crossword(given: _Given, language: str, lesson: str, version: str) -> tuple[Crossword | None, tuple[LeftOut, ...]]:
    words, unfit = puzzle_words(_entries(given), puzzle_letters(language), LONGEST, language, clued=True)
    most = crosswords.share(len(words))
    chosen = spread(words, most, crosswords.FAIR)
    puzzle, placeless = crosswords.crossword(chosen, seeds.rng(lesson, version, "crossword"))
    return puzzle, (*unfit, *placeless, *_beyond(words, chosen, most))


@lru_cache(maxsize=16)
def _word_search(
    given: _Given, language: str, lesson: str, version: str, level: Level
) -> tuple[WordSearch | None, tuple[LeftOut, ...]]:
    letters, clued = puzzle_letters(language), level == "challenge"
    words, unfit = puzzle_words(_entries(given), letters, LONGEST, language, clued)
    apart, inside = without_contained(words)
    chosen = spread(apart, searches.MOST, searches.FAIR)
    draw = seeds.rng(lesson, version, "word-search")
    puzzle, placeless = searches.word_search(chosen, level, draw, letters.alphabet, rude_words())
    return puzzle, (*unfit, *inside, *placeless, *_beyond(apart, chosen, searches.MOST))


def _beyond(words: Sequence[PuzzleWord], chosen: Sequence[PuzzleWord], most: int) -> tuple[LeftOut, ...]:
    """The words that could be in the puzzle, were it not full."""
    return tuple(LeftOut(word.term, "many", str(most)) for word in words if word not in chosen)
