"""Exercises: how long drafting all items of an essay takes after start, beside lemmatising the same words.

    python benchmarks/exercises.py [--runs 9] [LESSON...]

Each run is a process of its own, ours and the peer's in turn: the essay is read and analysed, the clock starts, and
the items of all kinds are made, chosen, checked and put into four versions. The peer looks up the lemma of every word
of the same essay twenty times with simplemma, tables loaded: no tool for exercises, but a yardstick for the machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LESSONS = ("content/aliansi-as-soviet", "content/us-soviet-alliance")
REPEAT = 20


def ours(folder: Path) -> dict[str, float]:
    """Seconds for all items of a lesson and for its worksheet in four versions, and how many items there are."""
    from handouts import materials
    from handouts.materials.kinds.context import Context
    from handouts.materials.kinds.table import BUILT_IN
    from handouts.model.exercise import item_count
    from handouts.pipeline.prepare import analyse, read_lesson

    lesson, _ = read_lesson(str(folder), None)
    result = analyse(lesson)
    timeline, _ = materials.timeline(lesson.essay, result)
    glossary = materials.glossary(lesson.essay, result, lesson.drafts.glossary, ())
    options = materials.options_for(lesson.meta)
    begin = time.perf_counter()
    sections, _ = materials.exercises(lesson.essay, result, timeline, glossary, options, "bench")
    made = materials.versions(sections, 4, "bench")
    sheet = time.perf_counter() - begin
    context = Context(lesson.essay, result, timeline, glossary, options, ("bench",))
    begin = time.perf_counter()
    found = [c for kind in BUILT_IN for c in kind.candidates(context)]
    every = time.perf_counter() - begin
    words = sum(len(b.text.split()) for _, b in lesson.essay.text_blocks())
    printed = sum(item_count(i) for s in made[0] for i in s.items)
    return {"sheet": sheet, "every": every, "items": len(found), "printed": printed, "words": words}


def peer(folder: Path) -> dict[str, float]:
    """Seconds for the lemmas of the essay's words, twenty times over."""
    import simplemma

    from handouts.pipeline.prepare import read_lesson

    lesson, _ = read_lesson(str(folder), None)
    words = [w for _, b in lesson.essay.text_blocks() for w in b.text.split()]
    plain = simplemma.Lemmatizer(cache_max_size=0)
    plain.lemmatize(words[0], lang=lesson.meta.language)
    begin = time.perf_counter()
    for _ in range(REPEAT):
        for word in words:
            plain.lemmatize(word, lang=lesson.meta.language)
    return {"peer": time.perf_counter() - begin}


def run(what: str, folder: Path) -> dict[str, float]:
    """One measurement in a fresh process."""
    command = [sys.executable, __file__, "--only", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("lessons", nargs="*", default=[str(ROOT / name) for name in LESSONS])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", choices=("ours", "peer"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        print(json.dumps({"ours": ours, "peer": peer}[given.only](Path(given.lessons[0]))))
        return
    for name in given.lessons:
        folder = Path(name).resolve()
        pairs = [(run("ours", folder), run("peer", folder)) for _ in range(given.runs)]
        sheet, every = (statistics.median(p[0][k] for p in pairs) for k in ("sheet", "every"))
        yard = statistics.median(p[1]["peer"] for p in pairs)
        ratios = sorted(a["sheet"] / b["peer"] for a, b in pairs)
        counts = {k: round(v) for k, v in pairs[0][0].items()}
        print(f"{folder.name}: {counts['words']} words, {counts['items']} items made, {counts['printed']} printed")
        print(f"  worksheet in four versions {sheet:.3f} s, all items again {every:.3f} s, peer {yard:.3f} s")
        print(f"  ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
