"""Where the terms of a glossary stand in the essay, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from handouts.languages.collation import in_order
from handouts.languages.word_forms import may_hold, places, squeezed
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import Essay, Passage, TextBlock, passage


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term to look for: its forms, the headword first, and its meaning, which tells verbs from nouns."""

    forms: tuple[str, ...]
    meaning: str = ""


def locate(essay: Essay, glossary: Glossary, language: str) -> Glossary:
    """The glossary in the alphabetical order of the language, each entry with its places in the essay.

    Longer terms win over shorter ones inside them. Places that a person listed are kept. Of several entries for one
    term only the first stays, or the first that is printed.
    """
    entries = _each_once(glossary.entries)
    listed = [m for e in entries if e.placed for m in e.mentions]
    found = find(
        essay, [Wanted(() if e.placed else (e.term, *e.variants), e.definition) for e in entries], language, listed
    )
    placed = [e if e.placed else replace(e, mentions=mentions) for e, mentions in zip(entries, found, strict=True)]
    return Glossary(in_order(placed, lambda e: e.term, language), glossary.checked)


def find(
    essay: Essay, wanted: Sequence[Wanted], language: str, taken: Iterable[Passage] = (), gives_back: bool = True
) -> list[tuple[Passage, ...]]:
    """The places of each term in running text, in reading order; no two share a letter, nor one with `taken`.

    The longest wins, and of equals a headword before the variant of another term. With `gives_back` a term of which the
    longer variants of others leave nothing gets its places back, if they have more: that is for lists of which a person
    wants every term.
    """
    blocks = [(index, block) for index, block in essay.text_blocks() if block.kind != "heading"]
    letters = squeezed(" ".join(block.text for _, block in blocks))
    likely = [
        _Likely(number, form, one.meaning, form != one.forms[0])
        for number, one in enumerate(wanted)
        for form in dict.fromkeys(one.forms)
        if may_hold(letters, form, language)
    ]
    gone: dict[int, list[tuple[int, int]]] = {}
    for p in taken:
        gone.setdefault(p.block, []).append((p.start, p.end))
    hits = {index: _hits(block, likely, language) for index, block in blocks}
    kept = {index: _kept(one, gone.get(index, ())) for index, one in hits.items()}
    robbed = _robbed(hits, kept) if gives_back else frozenset()
    if robbed:
        given_back = {index: _kept(_without_robbers(one, robbed), gone.get(index, ())) for index, one in hits.items()}
        if _numbers(given_back) > _numbers(kept):
            kept = given_back
    found: list[list[Passage]] = [[] for _ in wanted]
    for index, one in kept.items():
        for hit in one:
            found[hit.number].append(passage(essay, index, hit.start, hit.end))
    return [tuple(sorted(one, key=lambda m: (m.block, m.start))) for one in found]


@dataclass(frozen=True, slots=True)
class _Likely:
    """A form that the essay may hold; `variant`: it is not the headword."""

    number: int
    form: str
    meaning: str
    variant: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place of the term `number` in a block; `just_so`: it is written exactly as in the glossary."""

    number: int
    start: int
    end: int
    variant: bool
    just_so: bool

    @property
    def order(self) -> tuple[int, bool, bool, int, int]:
        """What is kept first."""
        return self.start - self.end, self.variant, not self.just_so, self.number, self.start

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a letter with this range."""
        return self.start < end and start < self.end


def _hits(block: TextBlock, likely: Sequence[_Likely], language: str) -> list[_Hit]:
    letters = squeezed(block.text)
    return [
        _Hit(one.number, start, end, one.variant, block.text[start:end] == one.form)
        for one in likely
        if may_hold(letters, one.form, language)
        for start, end in places(block.text, one.form, language, one.meaning)
    ]


def _kept(hits: Iterable[_Hit], gone: Sequence[tuple[int, int]]) -> list[_Hit]:
    """Those that share no letter with a better one."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.order):
        if not any(hit.meets(*other) for other in (*gone, *((k.start, k.end) for k in kept))):
            kept.append(hit)
    return kept


def _numbers(kept: Mapping[int, Sequence[_Hit]]) -> frozenset[int]:
    return frozenset(hit.number for one in kept.values() for hit in one)


def _robbed(hits: Mapping[int, Sequence[_Hit]], kept: Mapping[int, Sequence[_Hit]]) -> frozenset[int]:
    """The terms that have no place left, because variants of others took what is theirs by their headword."""
    there = _numbers(kept)
    return frozenset(
        hit.number
        for index, one in hits.items()
        for hit in one
        if hit.number not in there and not hit.variant
        if any(k.variant and hit.meets(k.start, k.end) for k in kept[index])
    )


def _without_robbers(hits: Sequence[_Hit], robbed: frozenset[int]) -> list[_Hit]:
    own = [hit for hit in hits if hit.number in robbed and not hit.variant]
    return [hit for hit in hits if not (hit.variant and any(hit.meets(o.start, o.end) for o in own))]


def term_key(term: str) -> str:
    """What makes two terms one: small letters, composed, without hyphens and blanks."""
    return squeezed(normalize("NFC", term))


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    kept: dict[str, Entry] = {}
    for entry in entries:
        key = term_key(entry.term) or entry.term
        if key not in kept or (entry.printed and not kept[key].printed):
            kept[key] = entry
    return list(kept.values())
