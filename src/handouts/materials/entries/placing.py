"""Where the terms of a glossary stand in the essay, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from handouts.languages.collation import in_order
from handouts.languages.word_forms import may_hold, places, squeezed
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import Essay, Passage, TextBlock, passage


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term to look for: its forms, and its meaning, which tells verbs from nouns."""

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
    essay: Essay, wanted: Sequence[Wanted], language: str, taken: Iterable[Passage] = ()
) -> list[tuple[Passage, ...]]:
    """The places of each term in running text, in reading order; no two share a letter, nor one with `taken`."""
    blocks = [(index, block) for index, block in essay.text_blocks() if block.kind != "heading"]
    letters = squeezed(" ".join(block.text for _, block in blocks))
    likely = [
        (number, form, one.meaning)
        for number, one in enumerate(wanted)
        for form in dict.fromkeys(one.forms)
        if may_hold(letters, form, language)
    ]
    gone: dict[int, list[tuple[int, int]]] = {}
    for p in taken:
        gone.setdefault(p.block, []).append((p.start, p.end))
    found: list[list[Passage]] = [[] for _ in wanted]
    for index, block in blocks:
        for start, end, number in _in_block(block, likely, language, gone.get(index, [])):
            found[number].append(passage(essay, index, start, end))
    return [tuple(sorted(one, key=lambda m: (m.block, m.start))) for one in found]


def _in_block(
    block: TextBlock, likely: Sequence[tuple[int, str, str]], language: str, gone: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Start, end and number of the term: longest first, and of equals the one that is written just so."""
    letters = squeezed(block.text)
    hits = [
        (start - end, block.text[start:end] != form, number, start, end)
        for number, form, meaning in likely
        if may_hold(letters, form, language)
        for start, end in places(block.text, form, language, meaning)
    ]
    kept: list[tuple[int, int, int]] = []
    for _, _, number, start, end in sorted(hits):
        if all(end <= a or b <= start for a, b in (*gone, *((a, b) for a, b, _ in kept))):
            kept.append((start, end, number))
    return kept


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
