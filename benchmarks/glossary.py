"""Where the meanings of a text's best terms come from, and how many have none.

Usage: python benchmarks/glossary.py [--lang CODE] [--first N]... [--terms] FOLDER_OR_FILE...
A lesson's own glossary.yaml counts as "curated"; the shared glossaries are those that the tool would use. `--terms`
names the terms of each source. Run it where ./content is, or beside the lessons.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from handouts.materials.entries.ranking import ranked
from handouts.model.glossary import Entry, SharedEntry, SharedGlossary
from handouts.model.lesson import Lesson
from handouts.pipeline.prepare import analyse, read_lesson
from handouts.pipeline.shared import shared_glossaries

SOURCES = ("curated", "shared", "pattern", "synonym", "context", "blank")
OWN = "glossary.yaml"


def best(lesson: Lesson, path: Path) -> list[Entry]:
    """The terms of a lesson in their order, as a draft of its glossary would take them."""
    shared, _ = shared_glossaries(lesson, path)
    own = lesson.drafts.glossary
    written = [e for e in own.entries if e.printed] if own else []
    entries = tuple(SharedEntry(e.term, e.definition, e.variants) for e in written)
    first = SharedGlossary(OWN, OWN, lesson.meta.language, (), entries)
    return ranked(lesson.essay, analyse(lesson, (first, *shared)), (first, *shared))


def source(entry: Entry) -> str:
    """The source of a meaning; what the lesson's own file has is curated."""
    return "curated" if entry.origin == OWN else entry.source


def report(path: Path, language: str | None, firsts: Sequence[int], named: bool) -> None:
    """Print one line for each number of terms."""
    lesson, _ = read_lesson(str(path), language)
    offered = best(lesson, path)
    for first in firsts:
        terms = offered[:first]
        counts = {name: [e.term for e in terms if source(e) == name] for name in SOURCES}
        meant = sum(e.printed for e in terms)
        share = 100 * meant / len(terms) if terms else 0
        told = ", ".join(f"{name} {len(found)}" for name, found in counts.items() if found)
        print(f"{path.name}: first {len(terms)}: {meant} with a meaning ({share:.0f} %): {told}")
        for name, found in counts.items():
            if named and found:
                print(f"    {name}: {', '.join(found)}")


def main() -> None:
    """Read the arguments and report on each text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--lang")
    parser.add_argument("--first", type=int, action="append")
    parser.add_argument("--terms", action="store_true")
    options = parser.parse_args()
    for path in options.paths:
        report(path, options.lang, options.first or (10, 20), options.terms)


if __name__ == "__main__":
    main()
