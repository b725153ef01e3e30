"""Crosswords and word searches: how long they take and how good they are, beside a plain greedy layout.

    python benchmarks/puzzles.py [--words 18] [--runs 20]

The peer is the usual first program for the task: the longest word in the middle, every other one, longest first, where
it crosses most, one try; it uses the same test of a place as ours. Both get the same words in turn. Times are seconds
of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from handouts import seeds
from handouts.languages.puzzle_words import puzzle_letters, rude_words
from handouts.lessons import read
from handouts.materials.puzzles import word_search as searches
from handouts.materials.puzzles.choice import puzzle_words, spread, without_contained
from handouts.materials.puzzles.crossing import Bounds, Layout
from handouts.materials.puzzles.crossword import FAIR, LARGE, laid_out
from handouts.model.puzzle import LONGEST, PuzzleWord

LESSONS = {"id": "content/aliansi-as-soviet", "en": "content/us-soviet-alliance"}
ROOT = Path(__file__).parents[1]


class _Longest(Random):
    """No chance at all: the order is by length, and of equal places the first is taken."""

    def random(self) -> float:
        return 0.5


def greedy(words: Sequence[str], bounds: Bounds) -> Layout:
    """One try, longest word first."""
    import handouts.materials.puzzles.crossing as crossing

    board = crossing._Board(words, bounds)
    board.fill(sorted(range(len(words)), key=lambda i: -len(words[i])), _Longest())
    return board.layout()


def ours(words: Sequence[str], seed: int) -> Layout:
    """As materials.puzzles.crossword does it."""
    return laid_out(words, seeds.rng("bench", seed))


def samples(count: int, runs: int) -> list[tuple[str, list[PuzzleWord]]]:
    """`runs` lists of `count` words for each language, drawn from the glossaries of the sample lessons."""
    found = []
    for language, folder in LESSONS.items():
        lesson, _ = read(ROOT / folder, None)
        entries = lesson.drafts.glossary.entries if lesson.drafts.glossary else ()
        words, _ = puzzle_words(entries, puzzle_letters(language), LONGEST, language, clued=True)
        for run in range(runs):
            draw = seeds.rng("sample", language, run)
            chosen = draw.sample(words, min(count, len(words))) if run else list(spread(words, count, FAIR))
            found.append((language, chosen))
    return found


def main() -> None:
    """Print one line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=18)
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    times: dict[str, list[float]] = {"ours": [], "greedy": [], "search": []}
    placed: dict[str, list[float]] = {"ours": [], "greedy": []}
    squares: dict[str, list[int]] = {"ours": [], "greedy": []}
    for seed, (language, chosen) in enumerate(samples(given.words, given.runs)):
        letters = [word.letters for word in chosen]
        for name, make in (("ours", lambda w, s=seed: ours(w, s)), ("greedy", lambda w: greedy(w, LARGE))):
            start = time.process_time()
            layout = make(letters)
            times[name].append(time.process_time() - start)
            placed[name].append(len(layout.spots) / len(letters))
            squares[name].append(layout.rows * layout.columns)
        apart, _ = without_contained(chosen)
        start = time.process_time()
        searches.word_search(apart, "challenge", seeds.rng(seed), puzzle_letters(language).alphabet, rude_words())
        times["search"].append(time.process_time() - start)
    for name in ("ours", "greedy"):
        print(
            f"crossword, {name}: placed {statistics.mean(placed[name]):.1%} (least {min(placed[name]):.0%}), "
            f"{statistics.mean(squares[name]):.0f} squares, median {statistics.median(times[name]):.3f} s, "
            f"slowest {max(times[name]):.3f} s"
        )
    print(f"word search: median {statistics.median(times['search']):.3f} s, slowest {max(times['search']):.3f} s")


if __name__ == "__main__":
    main()
