"""The glossary: the teacher's entries, what the essay itself defines, and terms that wait for a meaning.

Nobody's unsupervised term picker is precise (EACL 2021: best F1 20 percent), so a curated file comes first, and what
is only guessed is an offer to the teacher: the essay's own sentence as context, never an invented definition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handouts.model.analysis import Analysis, TermCandidate
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import Essay, Passage, passage

_LONGEST_CONTEXT = 220


def glossary(essay: Essay, analysis: Analysis, curated: Glossary | None, limit: int = 25) -> Glossary:
    """Curated entries, then the essay's own definitions, then (without a curated file) terms in their sentence.

    A glossary that a teacher has approved is taken as it is; `limit` holds for what is added.
    """
    own = curated.entries if curated is not None else ()
    if curated is not None and curated.checked:
        return locate(essay, curated)
    entries = list(own)
    entries += _patterns(analysis, {_key(e.term) for e in entries})[: max(limit - len(entries), 0)]
    if curated is None:
        known = {_key(e.term) for e in entries}
        entries += _contexts(analysis, known)[: max(limit - len(entries), 0)]
    return locate(essay, Glossary(tuple(entries)))


def locate(essay: Essay, entries: Glossary) -> Glossary:
    """The glossary in alphabetical order with the places of each entry in the essay; longer terms win over shorter."""
    forms = sorted(
        ((form, i) for i, e in enumerate(entries.entries) for form in (e.term, *e.variants)),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
    places: list[list[Passage]] = [[] for _ in entries.entries]
    for index, block in essay.text_blocks():
        if block.kind == "heading":
            continue
        taken: list[tuple[int, int]] = []
        for form, entry in forms:
            for start, end in _occurrences(block.text, form):
                if all(end <= a or b <= start for a, b in taken):
                    taken.append((start, end))
                    places[entry].append(passage(essay, index, start, end))
    found = [
        replace(e, mentions=tuple(sorted(p, key=lambda m: (m.block, m.start))))
        for e, p in zip(entries.entries, places, strict=True)
    ]
    return Glossary(tuple(sorted(found, key=lambda e: _key(e.term))), entries.checked)


def _occurrences(text: str, form: str) -> Iterable[tuple[int, int]]:
    """Where a form stands as a word; a small first letter may be a capital at the start of a sentence."""
    first = re.escape(form[:1])
    if form[:1].islower():
        first = f"[{re.escape(form[:1])}{re.escape(form[:1].upper())}]"
    rest = r"\s+".join(re.escape(part) for part in form[1:].split(" "))
    pattern = rf"(?<![\w-]){first}{rest}(?![\w-])"
    return (m.span() for m in re.finditer(pattern, text))


def _key(term: str) -> str:
    """Alphabetical order without regard to case and accents."""
    decomposed = unicodedata.normalize("NFKD", term.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _patterns(analysis: Analysis, known: set[str]) -> list[Entry]:
    found: list[Entry] = []
    usable = {(s.passage.block, s.passage.start) for s in analysis.sentences if s.usable}
    for definition in analysis.definitions:
        place = definition.passage
        inside = any(block == place.block and start <= place.start for block, start in usable)
        if inside and _key(definition.term) not in known:
            known.add(_key(definition.term))
            found.append(Entry(definition.term, definition.definition, "pattern", sentence=place))
    return found


def _contexts(analysis: Analysis, known: set[str]) -> list[Entry]:
    """The best terms, without a meaning, with the shortest usable sentence they stand in."""
    found: list[Entry] = []
    for term in sorted(analysis.terms, key=lambda t: (-t.score, t.term)):
        if _key(term.term) in known:
            continue
        known.add(_key(term.term))
        sentence = _context(term.mentions, analysis)
        found.append(Entry(term.term, "", "context" if sentence else "blank", _variants(term), sentence=sentence))
    return found


def _variants(term: TermCandidate) -> tuple[str, ...]:
    """The forms of the essay that are not the headword, but for a capital at the start of a sentence."""
    alike = {term.term, term.term[:1].upper() + term.term[1:]}
    return tuple(form for form in term.forms if form not in alike)


def _context(mentions: Sequence[Passage], analysis: Analysis) -> Passage | None:
    sentences = [
        s.passage
        for s in analysis.sentences
        if s.usable
        and len(s.text) <= _LONGEST_CONTEXT
        and any(m.block == s.passage.block and s.passage.start <= m.start < s.passage.end for m in mentions)
    ]
    return min(sentences, key=lambda p: len(p.text), default=None)
