"""Every kind of exercise on every text of a folder with many seeds: no crash, right keys, places that tell nothing.

    python tests/materials/stress.py --language id [--seeds 200] [--sheets 20] FOLDER_OR_FILE...

Prints for each kind how many items there were and how many of them a marker who knows nothing of how they were made
objects to (`solving.py`), then how far guessing gets: by place, by the longest option. `--show` prints the objections.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from solving import Source, faults

from handouts import lessons, materials
from handouts.analysis import analyse
from handouts.languages.exercise_words import exercise_words
from handouts.materials.events import timeline
from handouts.materials.kinds.context import Candidate, Context, ExerciseOptions
from handouts.materials.kinds.table import BUILT_IN
from handouts.materials.shuffling import versions
from handouts.materials.worksheet import exercises
from handouts.model.exercise import Choice, Exercise, Grid, Section
from handouts.model.glossary import Glossary, SharedGlossary
from handouts.model.text import Essay
from handouts.pipeline.shared import headwords, shared_glossaries

SUFFIXES = (".txt", ".md")


@dataclass
class Guesses:
    """How often a way of guessing is right, beside what chance would give. Every item counts once, however often it

    was made: what the same essay gives again and again with other seeds is no new evidence.
    """

    items: dict[object, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))

    def add(self, item: object, right: float, chance: float) -> None:
        """One guess at an item."""
        self.items[item][0] += right - chance
        self.items[item][1] += 1

    @property
    def gain(self) -> float:
        """Percentage points above chance."""
        return 100 * sum(over / count for over, count in self.items.values()) / len(self.items) if self.items else 0.0

    @property
    def doubt(self) -> float:
        """The standard error of the gain, in percentage points."""
        rates = [100 * over / count for over, count in self.items.values()]
        if len(rates) < 2:
            return math.inf
        return math.sqrt(sum((r - self.gain) ** 2 for r in rates) / (len(rates) - 1) / len(rates))


@dataclass
class Tally:
    """What was found: items by kind (all, and different ones), objections, places of right options, guesses."""

    made: Counter[str] = field(default_factory=Counter)
    different: dict[str, set[object]] = field(default_factory=lambda: defaultdict(set))
    objections: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    objected: dict[str, set[object]] = field(default_factory=lambda: defaultdict(set))
    places: dict[tuple[str, int], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    printed: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    guesses: dict[str, Guesses] = field(default_factory=lambda: defaultdict(Guesses))
    texts: int = 0

    def add(self, item: Exercise, source: Source) -> None:
        """One item of one seed; the same item is solved once."""
        self.made[item.kind] += 1
        if isinstance(item, Choice) and not item.natural_order:
            for key in item.keys:
                self.places[item.kind, len(item.options)][key] += 1
        if isinstance(item, Choice) and not item.also:
            self.guesses[f"longest option of {item.kind}"].add((self.texts, item.id), *_longest(item))
        if item in self.different[item.kind]:
            return
        self.different[item.kind].add(item)
        found = faults(item, source)
        if found:
            self.objected[item.kind].add(item)
            self.objections[item.kind].update(f"{item.id}: {text}" for text in found)

    def add_sheet(self, sections: Sequence[Section]) -> None:
        """One version of a sheet: what guessing would get."""
        for item in (i for s in sections for i in s.items):
            if isinstance(item, Choice) and not item.also:
                size = len(item.options)
                self.printed[size][item.key] += 1
                self.guesses["first option"].add((self.texts, item.id), item.key == 0, 1 / size)
                self.guesses["last option"].add((self.texts, item.id), item.key == size - 1, 1 / size)
                self.guesses["longest option"].add((self.texts, item.id), *_longest(item))
            elif isinstance(item, Grid):
                for place, row in enumerate(item.rows):
                    if place == 0:
                        self.guesses["first statement true"].add((self.texts, item.kind), row.column == 0, 0.5)
                lengths = sorted(len(row.text) for row in item.rows)
                middle = lengths[len(lengths) // 2]
                for row in item.rows:
                    right = (row.column == 0) == (len(row.text) >= middle)
                    self.guesses["longer statement true"].add((self.texts, row.id), right, 0.5)


def _longest(item: Choice) -> tuple[float, float]:
    """How often the longest option is right (a share where several are as long), and the chance of any."""
    most = max(len(o.text) for o in item.options)
    longest = [k for k, o in enumerate(item.options) if len(o.text) == most]
    return (item.key in longest) / len(longest), 1 / len(item.options)


@dataclass(frozen=True)
class Text:
    """A text with all that its exercises are made from."""

    context: Context
    source: Source

    def candidates(self, seed: str) -> Iterator[Candidate]:
        """The items of all kinds; what no seed changes is worked out once."""
        fresh = replace(self.context, ids=(seed,))
        shared = {k: v for k, v in vars(self.context).items() if k not in vars(fresh)}
        vars(fresh).update(shared)
        for kind in BUILT_IN:
            yield from kind.candidates(fresh)
        vars(self.context).update({k: v for k, v in vars(fresh).items() if k not in vars(self.context)})

    def sheets(self, seed: str, count: int) -> Iterable[Sequence[Section]]:
        """The versions of a worksheet."""
        c = self.context
        asked = replace(c.options, kinds=frozenset(k.name for k in BUILT_IN))
        sections, _ = exercises(c.essay, c.analysis, c.timeline, c.glossary, asked, seed)
        return versions(sections, count, seed)


def text(path: Path, language: str) -> Text:
    """Read and analyse a text as a build does."""
    lesson, _ = lessons.read(path, language)
    lesson = replace(lesson, meta=replace(lesson.meta, language=language))
    shared, _ = shared_glossaries(lesson, path)
    return of_essay(lesson.essay, language, shared, lesson.drafts.glossary)


def of_essay(
    essay: Essay, language: str, shared: Sequence[SharedGlossary] = (), written: Glossary | None = None
) -> Text:
    """The text of an essay that has been read, with the glossaries that have meanings for its terms."""
    found = analyse(essay, language, known=headwords(shared))
    events, _ = timeline(essay, found)
    glossary = materials.glossary(essay, found, written, shared)
    options = replace(ExerciseOptions(), glossary_visible=False)
    context = Context(essay, found, events, glossary, options, ("0",))
    data = exercise_words(language).statements
    same = {(old, new) for old, new in dict(data.synonyms).items()}
    same |= {(a.casefold(), b.casefold()) for row in data.same for a in row for b in row if a != b}
    meanings = {e.term: e.definition for e in glossary.entries}
    blocks = tuple(b.text for _, b in essay.text_blocks())
    return Text(context, Source(language, blocks, meanings, frozenset(same)))


def stress(texts: Iterable[Text], seeds: int, sheets: int, each: int = 4, tally: Tally | None = None) -> Tally:
    """All kinds on all texts with `seeds` seeds; worksheets in `each` versions with `sheets` seeds."""
    tally = tally or Tally()
    for one in texts:
        tally.texts += 1
        for seed in range(seeds):
            for candidate in one.candidates(str(seed)):
                for item in (candidate.item, *(candidate.variants if seed == 0 else ())):
                    tally.add(item, one.source)
        for seed in range(sheets):
            for sections in one.sheets(str(seed), each):
                tally.add_sheet(sections)
    return tally


def chance_of(counts: Sequence[int]) -> float:
    """How likely places as uneven as these are when all are equally likely: chi-square (Wilson and Hilferty 1931)."""
    mean, free = sum(counts) / len(counts), len(counts) - 1
    square = sum((c - mean) ** 2 for c in counts) / mean
    z = ((square / free) ** (1 / 3) - (1 - 2 / (9 * free))) / math.sqrt(2 / (9 * free))
    return 0.5 * math.erfc(z / math.sqrt(2))


def files(names: Iterable[str]) -> Iterator[Path]:
    """The texts of folders and files, in the order of their names."""
    for name in names:
        path = Path(name)
        yield from sorted(p for p in path.iterdir() if p.suffix in SUFFIXES) if path.is_dir() else [path]


def report(tally: Tally, show: bool) -> None:
    """Print the figures."""
    print(f"{tally.texts} texts")
    print(f"{'kind':<20}{'made':>9}{'different':>11}{'objected':>10}{'right':>8}   places (p)")
    for kind in BUILT_IN:
        name, different = kind.name, len(tally.different[kind.name])
        bad = len(tally.objected[name])
        right = f"{100 * (1 - bad / different):.1f} %" if different else "–"
        even = [
            f"{n}: p={chance_of([c[k] for k in range(n)]):.3f}" for (k_, n), c in tally.places.items() if k_ == name
        ]
        print(f"{name:<20}{tally.made[name]:>9}{different:>11}{bad:>10}{right:>8}   {', '.join(even)}")
        for line in sorted(tally.objections[name]) if show else ():
            print(f"    {line}")
    for size, counts in sorted(tally.printed.items()):
        spread = [counts[k] for k in range(size)]
        print(f"printed right options of {size}: {spread} (p={chance_of(spread):.3f})")
    for name, guesses in tally.guesses.items():
        gain = f"{guesses.gain:+.1f} ± {guesses.doubt:.1f} points over chance"
        print(f"guessing “{name}”: {gain} ({len(guesses.items)} items)")


def main() -> None:
    """Measure and print; exit 1 when a key is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--language", choices=("en", "id"), required=True)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--sheets", type=int, default=20)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    tally = stress((text(p, given.language) for p in files(given.paths)), given.seeds, given.sheets)
    report(tally, given.show)
    sys.exit(bool(any(tally.objected.values())))


if __name__ == "__main__":
    main()
