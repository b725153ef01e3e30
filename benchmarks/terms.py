"""The first term candidates of essays, to be judged by a person: would a teacher put this into a glossary?

Usage: python benchmarks/terms.py --language en [--first 10] [--tsv] FILE...
One line a candidate: place, term, kind, rule, forms in the essay, a sentence. With --tsv the fields are separated by
tabs and a first column names the file, for a spreadsheet with a column of judgements.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from handouts.model.analysis import TermCandidate
from handouts.pipeline.prepare import analyse, read_lesson
from handouts.pipeline.shared import shared_glossaries


def fields(at: int, term: TermCandidate) -> list[str]:
    """What a judge needs to see of one candidate."""
    sentence = term.sentences[0].text if term.sentences else ""
    return [str(at), term.term, term.kind, term.rule, ", ".join(term.forms), " ".join(sentence.split())]


def main() -> None:
    """Print the candidates, and at the end how many there were and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", required=True)
    parser.add_argument("--first", type=int, default=10)
    parser.add_argument("--tsv", action="store_true")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    shown = words = 0
    started = time.perf_counter()
    for file in options.files:
        lesson, _ = read_lesson(str(file), options.language)
        found = analyse(lesson, shared_glossaries(lesson, file)[0]).terms
        words += sum(len(block.text.split()) for _, block in lesson.essay.text_blocks())
        if not options.tsv:
            print(f"\n{file.name}: {len(found)} candidates")
        for at, term in enumerate(found[: options.first], 1):
            shown += 1
            row = fields(at, term)
            print("\t".join([file.name, *row]) if options.tsv else "  {:>2} {} [{}, {}] ({})\n       {}".format(*row))
    if not options.tsv:
        print(f"\n{shown} shown of {len(options.files)} files, {words} words, {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
