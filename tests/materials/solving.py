"""Solves items from the essay alone, sharing no code with the kinds: what an item says is compared word by word.

`faults(item, source)` gives what a marker with the essay in hand would object to; nothing where all is right.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, item_evidence

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
}
# Words that a date brings along, or that a clause gains or loses with it; nothing is told by them.
_BESIDE = {
    "en": "on in the a an of during from to until between and early late mid spring summer autumn fall winter circa",
    "id": "pada tahun bulan tanggal di dari hingga sampai antara dan awal akhir pertengahan musim sekitar",
}
# What joins a name to what it is, where the essay has an apposition or a participle.
_LINKS = {"en": {"is", "was", "are", "were", "a", "an", "the"}, "id": {"adalah", "ialah", "merupakan"}}
_PARTS = {"en": ("early", "late"), "id": ("awal", "akhir")}
_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|an)?")
_BC = re.compile(r"\s*(?:BC|BCE|SM)\b")

Moment = tuple[int, int, int]
"""Year (below zero: BC), month and day; 0 for what is not said."""


@dataclass(frozen=True)
class Source:
    """What a marker has: the paragraphs of the essay, the meanings of its glossary, words that mean the same."""

    language: str
    blocks: tuple[str, ...]
    meanings: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[tuple[str, str]] = frozenset()

    @property
    def sentences(self) -> Iterator[frozenset[str]]:
        """The words of each stretch of the essay between full stops."""
        for block in self.blocks:
            for part in re.split(r"(?:(?<=[.!?])|(?<=[.!?][”\"]))\s+", block):
                yield frozenset(words(part))


def words(text: str) -> list[str]:
    """The words and numbers of a text in small letters."""
    return [w.casefold() for w in _WORD.findall(text)]


def moments(text: str, language: str) -> list[Moment]:
    """The dates of a text that name their year."""
    names = MONTHS[language].split()
    month = f"({'|'.join(names)})"
    day = r"(?:\b(\d{1,2})(?:st|nd|rd|th)?\s+)?"
    dated = re.compile(rf"(?i){day}\b{month}\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?,\s+|of\s+)?(\d{{3,4}})\b")
    found: dict[int, Moment] = {}
    taken: set[int] = set()
    for m in dated.finditer(text):
        sign = -1 if _BC.match(text, m.end()) else 1
        found[m.start()] = (sign * int(m[4]), names.index(m[2].casefold()) + 1, int(m[1] or m[3] or 0))
        taken.update(range(m.start(), m.end()))
    for m in re.finditer(r"\b\d{1,4}(?=s?\b)", text):
        bc = _BC.match(text, m.end())
        if m.start() not in taken and (len(m[0]) > 2 or bc):
            found[m.start()] = (-int(m[0]) if bc else int(m[0]), 0, 0)
    return [found[at] for at in sorted(found)]


def says(moment: Moment, text: str, language: str) -> bool:
    """True when year, month and day all stand in the text, if not side by side ("17 and 19 May 1940")."""
    year, month, day = moment
    there = words(text)
    near = {n for w in there for n in re.findall(r"\d+", w)}
    # "1926–27"
    near |= {m[1][:2] + m[2] for m in re.finditer(r"\b(\d{4})[-–/](\d\d)\b", text)}
    named = not month or MONTHS[language].split()[month - 1] in there
    return str(abs(year)) in near and named and (not day or str(day) in near)


def exactly(moment: Moment, text: str, language: str) -> bool:
    """True when the text has this very date, or one within it."""
    size = 3 - moment.count(0)
    return any(m[:size] == moment[:size] for m in moments(text, language))


def faults(item: Exercise, source: Source) -> list[str]:
    """What is wrong with an item, in words; empty when its key follows from its evidence."""
    found = [f"evidence is not in the essay: {p.text}" for p in item_evidence(item) if not _quoted(p.text, source)]
    if not item_evidence(item) and item.kind != "prompt":
        found.append("no evidence")
    match item:
        case Choice() if item.also:
            found += _several(item, source)
        case Choice() if moments(item.answer, source.language) and item.natural_order:
            found += _date(item, source)
        case Choice():
            found += _name(item, source)
        case Gap():
            found += _gap(item, source)
        case Grid():
            for row in item.rows:
                evidence = row.evidence.text if row.evidence else ""
                found += _statement(row.text, row.column == 0, row.why, evidence, source)
        case Match():
            found += _match(item, source)
        case Order():
            found += _order(item, source)
        case Open():
            found += _open(item, source)
    return found


def _quoted(text: str, source: Source) -> bool:
    return any(text.strip() in block for block in source.blocks)


def _evidence(item: Exercise) -> str:
    return " ".join(p.text for p in item_evidence(item))


def _date(item: Choice, source: Source) -> Iterator[str]:
    """The right date stands in the evidence and no other; options follow each other in time."""
    language, evidence = source.language, _evidence(item)
    dates = [moments(o.text, language) for o in item.options]
    if any(len(d) != 1 for d in dates):
        yield f"an option is no single date: {[o.text for o in item.options]}"
        return
    for place, (date,) in enumerate(dates):
        if place == item.key and not says(date, evidence, language):
            yield f"the right date {item.options[place].text} is not in the evidence"
        if place != item.key and exactly(date, evidence, language):
            yield f"the wrong date {item.options[place].text} is in the evidence"
    if any(not a[0] < b[0] for a, b in itertools.pairwise(dates)):
        yield f"dates out of order: {[o.text for o in item.options]}"
    yield from _stem(item.stem, evidence, source)


def _stem(stem: str, evidence: str, source: Source) -> Iterator[str]:
    """A stem that breaks off has the words of its sentence, in their order."""
    rest = _bare(words(stem), source.language)
    if not _within(rest, _bare(words(evidence), source.language)):
        yield f"stem is not the evidence's: {stem}"


def _name(item: Choice, source: Source) -> Iterator[str]:
    evidence = _evidence(item)
    wrong = [o.text for k, o in enumerate(item.options) if k != item.key]
    if item.rule.startswith("term") or item.kind == "mcq-term":
        meaning = words(source.meanings[item.answer])
        if not _within(meaning, words(item.stem)):
            yield f"the stem does not hold the meaning of {item.answer}"
        for text in wrong:
            if text in source.meanings and _within(words(source.meanings[text]), words(item.stem)):
                yield f"the stem holds the meaning of {text} too"
        return
    if not _called(item.answer, evidence, source):
        yield f"the right name {item.answer} is not in the evidence"
    yield from (f"the wrong name {text} is in the evidence" for text in wrong if _whole(text, evidence))
    yield from (f"the stem shows the option {o.text}" for o in item.options if _whole(o.text, item.stem))
    if item.rule.startswith("ending"):
        yield from _stem(item.stem, evidence, source)


def _whole(name: str, text: str) -> bool:
    bare = re.escape(name.removeprefix("the ").casefold())
    return re.search(rf"(?<!\w){bare}(?!\w)", text.casefold()) is not None


def _called(name: str, evidence: str, source: Source) -> bool:
    """True when the name, its last or its first word, or another name of the same stands in the evidence."""
    bare = name.removeprefix("the ").casefold()
    others = {b for a, b in source.same if a == bare} | {a for a, b in source.same if b == bare}
    parts = [w for w in words(bare) if len(w) > 2]
    return any(_whole(n, evidence) for n in (bare, *others, *parts[-1:], *parts[:1]))


def _several(item: Choice, source: Source) -> Iterator[str]:
    for (place, option), evidence in zip(
        ((k, o) for k, o in enumerate(item.options) if k in item.keys), item.evidence, strict=True
    ):
        yield from _statement(item.options[place].text, True, option.why, evidence.text, source)
    for place, option in enumerate(item.options):
        if place not in item.keys:
            evidence_text = option.evidence.text if option.evidence else ""
            yield from _statement(option.text, False, option.why, evidence_text, source)


def _statement(text: str, true: bool, why: str, evidence: str, source: Source) -> Iterator[str]:
    """A true statement has the words of its sentence; a false one all but one group of words, or one year."""
    language = source.language
    mine, theirs = _unified(words(text), words(evidence), source), words(evidence)
    left, right = _bare(mine, language), _bare(theirs, language)
    dates = [m for m in moments(text, language) if not says(m, evidence, language)]
    if true:
        if dates or not _within(left, right):
            yield f"a true statement is not what the essay says: {text} | {evidence}"
        if why:
            yield f"a true statement has a correction: {text}"
        return
    if not why:
        yield f"a false statement has no correction: {text}"
    if len(dates) == 1 and _within(left, right):
        kept = [m for m in moments(evidence, language) if m[1:] == dates[0][1:]]
        if not kept:
            yield f"more than the year differs: {text} | {evidence}"
    elif dates or not _one_group(left, right):
        yield f"a false statement differs in more than one thing, or in none: {text} | {evidence}"
    told = {w for w in mine if w not in _BESIDE[language].split()}
    if any(told <= sentence for sentence in source.sentences):
        yield f"a false statement is stated elsewhere: {text}"


def _unified(mine: Sequence[str], theirs: Sequence[str], source: Source) -> list[str]:
    """The words with those that the evidence has a listed synonym of replaced by that synonym."""
    found, there = f" {' '.join(mine)} ", f" {' '.join(theirs)} "
    for old, new in source.same:
        if f" {old} " in there and f" {new} " not in there:
            found = found.replace(f" {new} ", f" {old} ")
    return found.split()


def _bare(found: Iterable[str], language: str) -> list[str]:
    """Words without dates and what comes with them."""
    beside = {*_BESIDE[language].split(), *MONTHS[language].split()}
    return [w for w in found if w not in beside and not _NUMBER.fullmatch(w)]


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """True when the words stand in the whole in the same order."""
    rest = iter(whole)
    return all(w in rest for w in part)


def _one_group(left: Sequence[str], right: Sequence[str]) -> bool:
    """True when the words are the evidence's but for one run of words that it does not have as such."""
    for size in range(1, 7):
        for at in range(len(left) - size + 1):
            group = left[at : at + size]
            if _within([*left[:at], *left[at + size :]], right) and any(w not in right for w in group):
                return True
    # a name changed for one of which every word stands elsewhere in the sentence
    return not _within(left, right) and bool(Counter(left) - Counter(right))


def _gap(item: Gap, source: Source) -> Iterator[str]:
    evidence = _evidence(item)
    if item.kind.startswith("cloze"):
        whole = " ".join((item.before + item.answer + item.after).split()).casefold()
        # an opening that points back or a last part may be gone; what is printed stands there word for word
        if not _whole(whole.rstrip("."), " ".join(evidence.split()).casefold()):
            yield f"the gap filled is not of the essay's sentence: {whole} | {evidence}"
    else:
        if not _called(item.answer, evidence, source) and not says((int(item.answer), 0, 0), evidence, source.language):
            yield f"the answer {item.answer} is not in the evidence"
        yield from _stem(item.before, evidence, source)
    if _whole(item.answer, f"{item.before} … {item.after}"):
        yield f"the sentence still shows {item.answer}"
    # "in December of 1989" is the same as "in December 1989"
    essay = re.sub(r" of (?=\d{4})", " ", " ".join(source.blocks).casefold())
    named = {n for pair in source.same for n in pair}
    for text in item.accept:
        if text.casefold() not in essay and text.removeprefix("the ").casefold() not in named:
            yield f"accepts {text}, which the essay does not have"


def _match(item: Match, source: Source) -> Iterator[str]:
    language = source.language
    if not {p.response for p in item.pairs} <= set(item.responses) or len(set(item.responses)) < len(item.responses):
        yield f"responses are missing or doubled: {item.responses}"
    for pair in item.pairs:
        others = [r for r in item.responses if r != pair.response]
        evidence = pair.evidence.text
        if item.kind == "match-term-meaning":
            # premises are the meanings, responses the terms, or the other way round
            term, meaning = (pair.response, pair.premise) if pair.response in source.meanings else (
                pair.premise, pair.response)  # fmt: skip
            if words(source.meanings.get(term, "")) != words(meaning):
                yield f"{term} does not mean “{meaning}”"
        elif item.kind == "match-event-date":
            if not all(says(m, evidence, language) for m in moments(pair.response, language)):
                yield f"{pair.response} is not in the evidence: {evidence}"
            for text in others:
                if any(exactly(m, evidence, language) for m in moments(text, language)):
                    yield f"{text} fits “{pair.premise}” as well"
            yield from _label(pair.premise, evidence, source)
        elif not (_called(pair.premise, evidence, source) and _within(words(pair.response), words(evidence))):
            yield f"{pair.premise} – {pair.response} is not in the evidence: {evidence}"


def _label(text: str, evidence: str, source: Source) -> Iterator[str]:
    """What an event is called holds its sentence's words but for names written out in full."""
    small = [w for w in _WORD.findall(text)[1:] if w[:1].islower()]
    strange = set(_bare(small, source.language)) - set(words(evidence)) - _LINKS[source.language]
    if strange:
        yield f"“{text}” has words of its own: {sorted(strange)} | {evidence}"


def _order(item: Order, source: Source) -> Iterator[str]:
    language = source.language
    ends: list[tuple[Moment, Moment]] = []
    for entry in item.entries:
        told = moments(entry.display, language)
        if not told or not all(says(m, entry.evidence.text, language) for m in told):
            yield f"{entry.display} is not in the evidence: {entry.evidence.text}"
            return
        if moments(entry.text, language):
            yield f"an event shows its date: {entry.text}"
        ends.append(_span(entry.display, told, language))
        yield from _label(entry.text, entry.evidence.text, source)
    for (_, end), (start, _) in itertools.pairwise(ends):
        if not end < start:
            yield f"events are not surely one after the other: {[e.display for e in item.entries]}"
    right = tuple(range(len(item.entries)))
    if item.shown in (right, right[::-1]) or tuple(sorted(item.shown)) != right:
        yield f"printed in order: {item.shown}"


def _span(display: str, told: Sequence[Moment], language: str) -> tuple[Moment, Moment]:
    """The first and the last day that a date in words can mean; "early" and "late" are the halves of a year."""
    (first, *_), (year, month, day) = told, told[-1]
    early, late = (part in words(display) for part in _PARTS[language])
    decade = re.search(rf"{year}(?:s|-an)", display)
    last = (year + 9 if decade else year, month or (6 if early and not decade else 12), day or 31)
    return ((first[0], 7, 1) if late and not first[1] and not decade else first), last


def _open(item: Open, source: Source) -> Iterator[str]:
    evidence = _evidence(item)
    if item.rubric:
        if item.answer or item.accept:
            yield "a question with a rubric has an answer"
        return
    if item.kind == "definition" or item.kind == "why":
        rest = [w for w in words(item.answer) if w not in ("because", "karena")]
        strange = set(rest) - set(words(evidence)) - _LINKS[source.language]
        if strange and item.answer.rstrip(".") not in " ".join(source.meanings.values()):
            yield f"the answer has words of its own: {sorted(strange)} | {item.answer} | {evidence}"
    elif item.kind == "when":
        told = moments(item.answer, source.language)
        if not told or not all(says(m, evidence, source.language) for m in told):
            yield f"the date {item.answer} is not in the evidence: {evidence}"
    elif set(re.findall(r"\d+", item.answer)) - set(re.findall(r"\d+", evidence)):
        yield f"the answer {item.answer} has figures that are not in the evidence: {evidence}"
    elif not _called(item.answer.rstrip("."), evidence, source) and not _within(
        words(item.answer)[1:], words(evidence)
    ):
        yield f"the answer {item.answer} is not in the evidence: {evidence}"
    if _whole(item.answer.rstrip("."), item.prompt):
        yield f"the question shows {item.answer}"
