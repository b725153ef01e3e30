"""Which terms of a glossary may stand in a puzzle, and how: in letters for squares, with a clue that does not tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from handouts.languages.puzzle_words import PuzzleLetters
from handouts.materials.puzzles.clues import untold
from handouts.model.glossary import Entry
from handouts.model.puzzle import SHORTEST, LeftOut, PuzzleWord, Why

# Signs of a term that take no square: between its words, and inside them. Anything else has no place in a puzzle.
_BETWEEN = " -\u00a0\u00ad\u2010\u2011\u2012\u2013\u202f"
_INSIDE = "'’.ʼ`"

Chosen = tuple[tuple[PuzzleWord, ...], tuple[LeftOut, ...]]


def puzzle_words(entries: Sequence[Entry], letters: PuzzleLetters, longest: int, language: str, clued: bool) -> Chosen:
    """The terms that may stand in a puzzle, in the order of the entries, and those that may not.

    `longest`: squares a word may have. `clued`: each needs a clue that does not contain it; else its meaning goes along
    unread. Terms that come to the same letters: the first stays.
    """
    words: list[PuzzleWord] = []
    left: list[LeftOut] = []
    seen: dict[str, str] = {}
    for entry in entries:
        made = _word(entry, letters, longest)
        if isinstance(made, PuzzleWord) and made.letters in seen:
            made = LeftOut(entry.term, "twin", seen[made.letters])
        if isinstance(made, PuzzleWord) and clued:
            clue = untold(entry.term, entry.definition, language)
            made = replace(made, clue=clue) if clue else LeftOut(entry.term, "clue")
        if isinstance(made, LeftOut):
            left.append(made)
            continue
        seen[made.letters] = entry.term
        words.append(made)
    return tuple(words), tuple(left)


def _word(entry: Entry, letters: PuzzleLetters, longest: int) -> PuzzleWord | LeftOut:
    term = unicodedata.normalize("NFC", entry.term.strip())
    why, detail = _obstacle(term, letters)
    if why is not None:
        return LeftOut(entry.term, why, detail)
    parts = [
        "".join(letters.squares(c) for c in part)
        for between, group in groupby(term, lambda c: c in _BETWEEN)
        if not between and (part := "".join(c for c in group if c not in _INSIDE))
    ]
    whole = "".join(parts)
    if len(whole) < SHORTEST:
        return LeftOut(entry.term, "short")
    if len(whole) > longest:
        return LeftOut(entry.term, "long", str(len(whole)))
    return PuzzleWord(entry.term, whole, tuple(len(part) for part in parts), entry.definition)


def _obstacle(term: str, letters: PuzzleLetters) -> tuple[Why | None, str]:
    """The first kind of character that no square can hold, with all of its kind."""
    rest = [c for c in term if c not in _BETWEEN + _INSIDE and not letters.squares(c)]
    kinds: tuple[tuple[Why, list[str]], ...] = (
        ("digit", [c for c in rest if c.isnumeric()]),
        ("script", [c for c in rest if c.isalpha() and not c.isnumeric()]),
        ("sign", [c for c in rest if not c.isalnum() and not unicodedata.combining(c)]),
    )
    for why, found in kinds:
        if found:
            return why, "".join(dict.fromkeys(found))
    return None, ""


def spread(words: Sequence[PuzzleWord], most: int, fair: int) -> tuple[PuzzleWord, ...]:
    """At most `most` words: those up to `fair` letters first, evenly from the whole list, in its order."""
    short = [i for i, word in enumerate(words) if len(word.letters) <= fair]
    long = sorted((i for i, word in enumerate(words) if len(word.letters) > fair), key=lambda i: len(words[i].letters))
    if len(short) > most:
        picked = {short[i * len(short) // most] for i in range(most)}
    else:
        picked = {*short, *long[: most - len(short)]}
    return tuple(words[i] for i in sorted(picked))


def without_contained(words: Iterable[PuzzleWord]) -> Chosen:
    """The words of which none stands inside another, read forwards or backwards: it would be found twice."""
    kept: list[PuzzleWord] = []
    left: list[LeftOut] = []
    given = list(words)
    for word in given:
        length = len(word.letters)
        # Of two that are each other's mirror image the first stays.
        others = [o for o in given if len(o.letters) > length] + [o for o in kept if len(o.letters) == length]
        inside = next((o for o in others if _within(word.letters, o.letters)), None)
        if inside is None:
            kept.append(word)
        else:
            left.append(LeftOut(word.term, "inside", inside.term))
    return tuple(kept), tuple(left)


def _within(short: str, long: str) -> bool:
    return short in long or short[::-1] in long
