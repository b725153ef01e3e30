"""Count the flags of whole folders of texts, and show each, so that a person can judge which are false.

Usage: python benchmarks/flags.py [--lang CODE] [--show CODE,...|warnings|all|none] [--languages] FOLDER_OR_FILE...
A .json file holds {name: {"text": ...}}. `--languages` says instead of how many sentences of 25 characters or more the
language was found to be CODE.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from handouts.analysis import doubts, sentences
from handouts.languages.dictionary import dictionary
from handouts.lessons.plain import blocks
from handouts.model.text import Essay, SourceText

SHORTEST = 25


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each text at `path`."""
    if path.suffix == ".json":
        for name, entry in sorted(json.loads(path.read_text(encoding="utf-8")).items()):
            yield name, entry["text"]
        return
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        yield file.name, file.read_text(encoding="utf-8")


def essay_of(name: str, text: str) -> Essay:
    """The text as the tool reads a plain text file."""
    source = SourceText(name, text)
    return Essay(source, blocks(source))


def report(path: Path, language: str, shown: str) -> None:
    """Print the counts for one folder or file, and the flags asked for."""
    counts: Counter[tuple[str, str]] = Counter()
    words = 0
    begin = time.perf_counter()
    for name, text in texts(path):
        essay = essay_of(name, text)
        words += len(text.split())
        for flag in doubts(essay, language, spelling=True).flags:
            counts[flag.severity, flag.code] += 1
            if shown == "all" or flag.code in shown.split(",") or (shown == "warnings" and flag.severity == "warning"):
                data = " ".join(f"{k}={v}" for k, v in flag.data if k != "text")
                where = essay.source.location(flag.passage.span.start)
                print(f"  {where} {flag.severity} {flag.code} | {flag.passage.text[:160]} | {data}")
    took = time.perf_counter() - begin
    print(f"{path}: {words} words, {took:.2f} s")
    for (severity, code), count in sorted(counts.items()):
        print(f"  {severity:8} {code:22} {count:5}  {1000 * count / words:6.2f} in 1,000 words")
    grave = sum(n for (severity, code), n in counts.items() if severity == "warning" and code != "flag-citation")
    print(f"  warnings but for citation marks: {grave}, {1000 * grave / words:.2f} in 1,000 words")


def languages(path: Path, language: str) -> None:
    """Print how many sentences were found to be in `language`, and each that was not."""
    right = total = 0
    for name, text in texts(path):
        for sentence in sentences(essay_of(name, text), language):
            if len(sentence.text) >= SHORTEST:
                total += 1
                right += sentence.language == language
                if sentence.language != language:
                    print(f"  {name} {sentence.language or 'undecided'} | {sentence.text[:200]}")
    print(f"{path}: {right} of {total} sentences are {language}: {100 * right / total:.2f}%")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--show", default="warnings")
    parser.add_argument("--languages", action="store_true")
    options = parser.parse_args()
    begin = time.perf_counter()
    known = len(dictionary(options.lang))
    print(f"dictionary of {known} words loaded in {1000 * (time.perf_counter() - begin):.1f} ms")
    for path in options.paths:
        if options.languages:
            languages(path, options.lang)
        else:
            report(path, options.lang, options.show)


if __name__ == "__main__":
    main()
