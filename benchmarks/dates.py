"""Score the date tagger on a gold file and time it beside dateparser.

Usage: python benchmarks/dates.py GOLD [--language en] [--mode dated] [--documents A:B] [--errors N] [--no-peer]

GOLD is a folder of marked texts (tests/gold/GUIDE.md), or JSON: {document: {"text": ..., "timex": [{"start", "end",
"value", "mod", "cls"}]}}, offsets in code points, values as in TIMEX3, `cls` one of date, time, duration, set, ref,
noval. Modes: "dated" asks for the dates that can be placed on a time axis (classes date and time with a year, decade or
century in their value), "date" for all of those classes, "all" for everything. What a mode does not ask for is neither
wanted nor held against the tagger.

A predicted date is found when it overlaps a gold one (each used once, same extent first), strict when its extent is the
same; times of day are compared by their day. Value F1 is the F1 of the found dates times the share of right values;
strict+value counts dates with the right extent and value; pairs counts what a timeline needs: the right value in the
right sentence, whatever its extent.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dates_phenomena import phenomenon
from marked import documents

from handouts.analysis.dates import dates
from handouts.analysis.segments import sentences
from handouts.lessons.plain import blocks
from handouts.model.text import Essay, SourceText

_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-ZÀ-ɏ0-9])|\n+")
_MODS = {"EARLY": "START", "LATE": "END", "MIDDLE": "MID"}
_LENGTH = 5000


@dataclass(frozen=True)
class Timex:
    """An expression with its comparable value."""

    start: int
    end: int
    value: str
    mod: str
    kind: str = "date"

    def overlap(self, other: Timex) -> int:
        """Shared code points; not positive when there are none."""
        return min(self.end, other.end) - max(self.start, other.start)


@dataclass
class Result:
    """Counts over documents, and what went wrong."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    strict: int = 0
    right: int = 0
    strict_right: int = 0
    mods: int = 0
    right_mods: int = 0
    gold_pairs: int = 0
    predicted_pairs: int = 0
    right_pairs: int = 0


def comparable(value: str, mode: str) -> str:
    """A value without its time of day, and without the X that some write for an open digit."""
    value = (value or "").strip()
    if mode == "all":
        return value
    value = value.split("T")[0]
    return value.rstrip("X") if re.fullmatch(r"(BC)?\d+X+", value) else value


def on_axis(value: str) -> bool:
    """True for a value with a year, a decade or a century."""
    return bool(re.match(r"(BC)?\d\d", value))


def wanted(timex: Timex, mode: str) -> bool:
    """Whether the mode asks for this gold expression."""
    return mode == "all" or (timex.kind in ("date", "time") and (mode == "date" or on_axis(timex.value)))


def tagged(name: str, text: str, language: str) -> list[Timex]:
    """The tagger's dates of a document."""
    source = SourceText(name, text)
    essay = Essay(source, blocks(source))
    found = dates(essay, sentences(essay, language), language)
    return [Timex(m.passage.span.start, m.passage.span.end, m.date.value, m.date.mod or "") for m in found]


def matched(gold: list[Timex], predicted: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs of a gold and a predicted expression: same extent first, then the right value, then the longest overlap."""
    pairs = [(g, p) for g in gold for p in predicted if g.overlap(p) > 0]
    pairs.sort(key=lambda x: (not same(*x), x[0].value != x[1].value, -x[0].overlap(x[1]), x[0].start))
    taken: set[int] = set()
    result = []
    for g, p in pairs:
        if id(g) not in taken and id(p) not in taken:
            taken |= {id(g), id(p)}
            result.append((g, p))
    return result


def same(g: Timex, p: Timex) -> bool:
    """The same extent."""
    return (g.start, g.end) == (p.start, p.end)


def f1(right: float, predicted: float, gold: float) -> float:
    """F1 in per cent."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An extent without blanks and final commas."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


class Scorer:
    """Adds documents to a result; keeps the errors and the counts by phenomenon."""

    def __init__(self, mode: str, language: str) -> None:
        self.mode, self.language = mode, language
        self.result = Result()
        self.errors: dict[str, list[str]] = {"missed": [], "wrong value": [], "spurious": []}
        self.table: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, name: str, document: dict[str, Any]) -> None:
        """Tags and scores one document."""
        text: str = document["text"]
        gold = [self._timex(text, t, t["cls"]) for t in document["timex"]]
        target = [t for t in gold if wanted(t, self.mode)]
        other = [t for t in gold if not wanted(t, self.mode)]
        predicted = [self._own(text, t) for t in tagged(name, text, self.language)]
        if self.mode != "all":
            predicted = [p for p in predicted if p.value and (self.mode == "date" or on_axis(p.value))]
        pairs = matched(target, predicted)
        used = {id(p) for _, p in pairs}
        kept = [p for p in predicted if id(p) in used or not self._excused(p, target, other)]
        self._count(target, kept, pairs)
        self._pairs(text, target, kept)
        self._remember(name, text, target, kept, pairs)

    def _timex(self, text: str, raw: dict[str, Any], kind: str) -> Timex:
        mod = (raw.get("mod") or "").upper()
        value = comparable(raw.get("value") or "", self.mode)
        return Timex(raw["start"], raw["end"], value, _MODS.get(mod, mod), kind)

    def _own(self, text: str, t: Timex) -> Timex:
        start, end = trimmed(text, t.start, t.end)
        return Timex(start, end, comparable(t.value, self.mode), t.mod)

    @staticmethod
    def _excused(p: Timex, target: list[Timex], other: list[Timex]) -> bool:
        touches = any(p.overlap(t) > 0 for t in target)
        return not touches and any(p.overlap(t) > 0 for t in other)

    def _count(self, target: list[Timex], kept: list[Timex], pairs: list[tuple[Timex, Timex]]) -> None:
        r = self.result
        r.gold, r.predicted, r.found = r.gold + len(target), r.predicted + len(kept), r.found + len(pairs)
        for g, p in pairs:
            right = bool(g.value) and g.value == p.value
            r.strict += same(g, p)
            r.right += right
            r.strict_right += right and same(g, p)
            if right and g.mod in ("START", "MID", "END"):
                r.mods += 1
                r.right_mods += g.mod == p.mod

    def _pairs(self, text: str, target: list[Timex], kept: list[Timex]) -> None:
        ends = [m.end() for m in _SENTENCE.finditer(text)]
        gold = {(bisect.bisect_right(ends, t.start), t.value) for t in target}
        own = {(bisect.bisect_right(ends, t.start), t.value) for t in kept}
        self.result.gold_pairs += len(gold)
        self.result.predicted_pairs += len(own)
        self.result.right_pairs += len(gold & own)

    def _remember(
        self, name: str, text: str, target: list[Timex], kept: list[Timex], pairs: list[tuple[Timex, Timex]]
    ) -> None:
        answer = {id(g): p for g, p in pairs}
        for g in target:
            row = self.table[phenomenon(text[g.start : g.end], g.value, self.language)]
            p = answer.get(id(g))
            row.update(gold=1, found=p is not None, strict=p is not None and same(g, p))
            row["right"] += p is not None and p.value == g.value
            if p is None:
                self.errors["missed"].append(f"{name} {g.value} {around(text, g)}")
            elif p.value != g.value:
                self.errors["wrong value"].append(f"{name} {g.value} not {p.value} {around(text, g)}")
        matched_ids = {id(p) for p in answer.values()}
        self.errors["spurious"] += [f"{name} {p.value} {around(text, p)}" for p in kept if id(p) not in matched_ids]


def around(text: str, t: Timex) -> str:
    """An expression in its surroundings, on one line."""
    before, after = text[max(0, t.start - 60) : t.start], text[t.end : t.end + 30]
    return f"…{before}[{text[t.start : t.end]}]{after}…".replace("\n", " / ")


def report(scorer: Scorer, errors: int) -> None:
    """Print the figures, the table and the first errors."""
    r = scorer.result
    accuracy = r.right / r.found if r.found else 0.0
    print(f"mode {scorer.mode}: {r.gold} gold, {r.predicted} predicted")
    print(f"value F1        {f1(r.found, r.predicted, r.gold) * accuracy:6.2f}")
    print(f"strict+value F1 {f1(r.strict_right, r.predicted, r.gold):6.2f}")
    print(f"pairs F1        {f1(r.right_pairs, r.predicted_pairs, r.gold_pairs):6.2f}  (sentence, value)")
    print(f"found F1        {f1(r.found, r.predicted, r.gold):6.2f}, strict F1 {f1(r.strict, r.predicted, r.gold):.2f}")
    mods = f"{100 * r.right_mods / r.mods:.1f} % of {r.mods}" if r.mods else "none"
    print(f"right values of those found: {100 * accuracy:.2f} %; right modifiers: {mods}\n")
    print(f"{'phenomenon':32}{'gold':>6}{'found %':>9}{'strict %':>10}{'right %':>9}")
    for name, row in sorted(scorer.table.items(), key=lambda x: (-x[1]["gold"], x[0])):
        found, strict, right = (100 * row[k] / row["gold"] for k in ("found", "strict", "right"))
        print(f"{name:32}{row['gold']:6}{found:9.1f}{strict:10.1f}{right:9.1f}")
    for kind, lines in scorer.errors.items():
        for line in lines[:errors]:
            print(f"{kind}: {line}")


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def timing(documents: dict[str, Any], language: str, *, peer: bool) -> None:
    """Time the tagger, warm, on about 5,000 words, and beside dateparser on the same text, in turn."""
    words = " ".join(d["text"].replace("\n", " ¶ ") for d in documents.values()).split(" ")
    text = " ".join(words[:_LENGTH]).replace(" ¶ ", "\n")
    own = statistics.median(seconds(lambda: tagged("timing", text, language)) for _ in range(5))
    print(f"\n{min(len(words), _LENGTH)} words: {own:.3f} s after start (median of 5)")
    if not peer:
        return
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed: no comparison")
        return
    ratios = []
    for _ in range(3):
        ours = seconds(lambda: tagged("timing", text, language))
        theirs = seconds(lambda: search_dates(text, languages=[language]))
        ratios.append((ours / theirs, ours, theirs))
    ratio, ours, theirs = sorted(ratios)[1]
    print(
        f"beside dateparser on the same text: {ours:.3f} s, dateparser {theirs:.3f} s, ratio {ratio:.4f} (median of 3)"
    )


def main() -> None:
    """Score and time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--mode", choices=["dated", "date", "all"], default="dated")
    parser.add_argument("--documents", default="", help="A:B, names from A (inclusive) to B (exclusive)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors of each kind")
    parser.add_argument("--no-peer", action="store_true", help="do not time dateparser")
    options = parser.parse_args()
    gold: dict[str, Any] = (
        documents(options.gold) if options.gold.is_dir() else json.loads(options.gold.read_text(encoding="utf-8"))
    )
    first, _, last = options.documents.partition(":")
    chosen = {k: v for k, v in sorted(gold.items()) if k >= first and (not last or k < last)}
    scorer = Scorer(options.mode, options.language)
    for name, document in chosen.items():
        scorer.add(name, document)
    report(scorer, options.errors)
    timing(chosen, options.language, peer=not options.no_peer)


if __name__ == "__main__":
    main()
