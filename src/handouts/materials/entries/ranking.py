"""The terms that an essay offers a glossary, the best first, each with the best meaning that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from handouts.languages.dictionary import standing
from handouts.languages.lexicon import lexicon
from handouts.languages.terms import is_treaty, sure_kind
from handouts.languages.thesaurus import synonyms
from handouts.languages.word_forms import same_term
from handouts.materials.entries.placing import Wanted, find, term_key
from handouts.model.analysis import Analysis, NameType, TermCandidate
from handouts.model.glossary import DefinitionSource, Entry, EntryKind, SharedEntry, SharedGlossary
from handouts.model.text import Essay, Passage

_LONGEST_CONTEXT = 220
# pupils know the country; its short form is worth a meaning that somebody has written, and no blank
_NOT_OFFERED = ("name-short",)
_KINDS: Mapping[NameType, EntryKind] = {
    "person": "person",
    "place": "place",
    "organisation": "organisation",
    "event": "event",
}


def ranked(essay: Essay, analysis: Analysis, shared: Sequence[SharedGlossary] = ()) -> list[Entry]:
    """What the essay defines, then the candidates in their order, then what else of the shared terms it uses.

    Of two shared glossaries that have the same term the first one counts.
    """
    return _Ranking(essay, analysis, shared).entries()


@dataclass(frozen=True, slots=True)
class _Known:
    """A shared entry, its places in usable sentences of the essay, and which of its variants stand there."""

    entry: SharedEntry
    origin: str
    mentions: tuple[Passage, ...]
    variants: tuple[str, ...]


class _Ranking:
    """Puts the candidates of an essay and the terms of the shared glossaries into one list."""

    def __init__(self, essay: Essay, analysis: Analysis, shared: Sequence[SharedGlossary]) -> None:
        self.analysis = analysis
        self.known = _known(essay, analysis, shared)
        self.places = {(m.block, m.start, m.end): i for i, k in enumerate(self.known) for m in k.mentions}
        self.kinds = _kinds_of(analysis)

    def entries(self) -> list[Entry]:
        found = {term_key(e.term): e for e in patterns(self.analysis)}
        used: dict[int, Entry] = {}
        for key, entry in list(found.items()):
            number = self._number(entry.term, ())
            if number is not None:  # what people wrote reads better than a clause of the essay
                found[key] = used[number] = _shared(self.known[number])
        # the finder's order: the best first, of equal ones the first in the essay
        for candidate in self.analysis.terms:
            number = self._number(candidate.term, candidate.mentions)
            if number is None and candidate.rule not in _NOT_OFFERED and not self._part(candidate):
                found.setdefault(term_key(candidate.term), self._open(candidate))
            elif number is not None:
                before = used.get(number) or _shared(self.known[number])
                entry = self._with_forms(self._as_written(before, candidate), candidate)
                if entry.term != before.term:
                    found.pop(term_key(before.term), None)
                used[number] = found[term_key(entry.term)] = entry
        rest = [k for i, k in enumerate(self.known) if i not in used]
        for known in sorted(rest, key=lambda k: (-len(k.mentions), k.mentions[0].block, k.mentions[0].start)):
            found.setdefault(term_key(known.entry.term), _shared(known))
        return list(found.values())

    def _number(self, term: str, mentions: Iterable[Passage]) -> int | None:
        """Which shared entry is the same term: by a place in the essay, or by its form."""
        for m in mentions:
            if (m.block, m.start, m.end) in self.places:
                return self.places[m.block, m.start, m.end]
        language = self.analysis.language
        for i, known in enumerate(self.known):
            if any(same_term(term, form, language) for form in (known.entry.term, *known.entry.variants)):
                return i
        return None

    def _as_written(self, entry: Entry, candidate: TermCandidate) -> Entry:
        """The entry under the name that the essay has, where the finder took that for its headword.

        Not when the meaning uses that name.
        """
        own, term = candidate.term, entry.term
        if candidate.rule != "glossary" or own == term or own.casefold() in entry.definition.casefold():
            return entry
        if own not in entry.variants and not same_term(own, term, self.analysis.language):
            return entry
        return replace(entry, term=own, variants=(term, *(v for v in entry.variants if v != own)))

    def _with_forms(self, entry: Entry, candidate: TermCandidate) -> Entry:
        """The entry with the candidate's names in the essay ("Roosevelt" for Theodore Roosevelt) as variants."""
        if not candidate.term[:1].isupper() and entry.kind != "person":
            return entry
        known = (entry.term, *entry.variants)
        written = dict.fromkeys(
            form for form in candidate.forms if form not in known and not self._in_another(form, candidate.term)
        )
        language = self.analysis.language
        own = (form for form in written if not any(same_term(form, one, language) for one in known))
        return replace(entry, variants=(*entry.variants, *own))

    def _in_another(self, form: str, term: str) -> bool:
        """Whether a short form stands inside another longer name too: "Tokugawa" in "Keshogunan Tokugawa"."""
        longer = (n.passage.text.split() for n in self.analysis.names if n.canonical != term and n.type != "person")
        return any(len(words) > 1 and form in words for words in longer)

    def _part(self, candidate: TermCandidate) -> bool:
        """Whether it stands inside longer terms that have a meaning alone: "nonagresi" in "pakta nonagresi"."""
        return all(
            any(block == m.block and start <= m.start and m.end <= end for block, start, end in self.places)
            for m in candidate.mentions
        )

    def _open(self, candidate: TermCandidate) -> Entry:
        """A term without a meaning: with synonyms for the teacher to look at, or its sentence."""
        term, sentence = candidate.term, _context(candidate.mentions, self.analysis)
        written = dict.fromkeys(m.text for m in candidate.mentions)
        variants = tuple(
            form
            for form in written
            if not same_term(form, term, self.analysis.language) and not self._in_another(form, term)
        )
        kind = self.kinds.get(term, "term")
        alike = synonyms(term, self.analysis.language)
        source: DefinitionSource = "synonym" if alike else "context" if sentence else "blank"
        return Entry(term, "; ".join(alike), source, variants, candidate.mentions, sentence, kind)


def _known(essay: Essay, analysis: Analysis, shared: Sequence[SharedGlossary]) -> list[_Known]:
    """The shared entries that stand in usable sentences; a form that an earlier entry has belongs to that one.

    A common word inside a longer name is no place of it: "the Norland Civil War" is a name, and no "civil war". Nor is
    what the finder took for the short form of a longer name: "Congress" of "the Marlow Congress".
    """
    listed: list[tuple[SharedEntry, str]] = []
    forms: set[str] = set()
    for one in shared:
        fresh = [e for e in one.entries if forms.isdisjoint({term_key(e.term), *map(term_key, e.variants)})]
        listed += [(e, one.name) for e in fresh]
        forms |= {term_key(form) for e in fresh for form in (e.term, *e.variants)}
    wanted = [Wanted((e.term, *e.variants), e.definition) for e, _ in listed]
    places = find(essay, wanted, analysis.language, gives_back=False)
    usable = [s.passage for s in analysis.sentences if s.usable]
    names = [m for t in analysis.terms if t.term[:1].isupper() for m in t.mentions]
    shortened = _shortened(analysis)
    found = []
    for (entry, origin), mentions in zip(listed, places, strict=True):
        good = tuple(m for m in mentions if any(_inside(m, s) for s in usable))
        own = {term_key(form) for form in (entry.term, *entry.variants)}
        good = tuple(m for m in good if term_key(shortened.get((m.block, m.start, m.end), entry.term)) in own)
        if entry.term[:1].islower():
            good = tuple(m for m in good if not any(_part_of(m, name) for name in names))
        elif entry.kind in ("organisation", "treaty"):
            good = tuple(m for m in good if not any(_heads(m, name, analysis.language) for name in names))
        if good:
            written = {m.text for m in mentions}
            used = [v for v in entry.variants if any(same_term(w, v, analysis.language) for w in written)]
            others = [v for v in used if not same_term(v, entry.term, analysis.language)]
            found.append(_Known(entry, origin, good, tuple(others)))
    return found


def _shortened(analysis: Analysis) -> Mapping[tuple[int, int, int], str]:
    """The places at which the essay has one word of a longer name, with that name."""
    return {
        (m.block, m.start, m.end): t.term
        for t in analysis.terms
        if t.kind != "word" and t.name != "person" and t.term[:1].isupper()
        for m in t.mentions
        if m.text != t.term and m.text in t.term.split()
    }


def _kinds_of(analysis: Analysis) -> Mapping[str, EntryKind]:
    """What the names of the essay are names of."""
    types: dict[str, NameType] = {n.canonical: n.type for n in analysis.names}
    types |= {t.term: t.name for t in analysis.terms if t.name}
    return {name: _kind(name, type_, analysis.language) for name, type_ in types.items()}


def _kind(name: str, type_: NameType, language: str) -> EntryKind:
    if type_ in ("event", "other") and is_treaty(name, language):
        return "treaty"
    return sure_kind(name, _KINDS.get(type_, "term"), language)


def _shared(known: _Known) -> Entry:
    entry = known.entry
    return Entry(entry.term, entry.definition, "shared", known.variants, kind=entry.kind, origin=known.origin)


def patterns(analysis: Analysis) -> list[Entry]:
    """What the essay defines in usable sentences, each term once, in reading order."""
    found: dict[str, Entry] = {}
    usable = [s.passage for s in analysis.sentences if s.usable]
    kinds = _kinds_of(analysis)
    for definition in analysis.definitions:
        place = definition.passage
        if any(_inside(place, s) for s in usable):
            term = _headword(definition.term, analysis.language)
            entry = Entry(term, definition.definition, "pattern", sentence=place, kind=kinds.get(term, "term"))
            found.setdefault(term_key(term), entry)
    return list(found.values())


def _headword(term: str, language: str) -> str:
    """The term without the capital of a sentence's first word: "embargo", "pinjam-sewa", but "Romusa"."""
    first, *rest = re.split(r"[\s-]", term)
    if not first.istitle() or any(part != part.lower() for part in rest):
        return term
    return term[0].lower() + term[1:] if standing(first.lower(), language) == "ordinary" else term


def _context(mentions: Sequence[Passage], analysis: Analysis) -> Passage | None:
    """The shortest usable sentence that a term stands in, if it is not too long to be of help."""
    sentences = [
        s.passage
        for s in analysis.sentences
        if s.usable and len(s.text) <= _LONGEST_CONTEXT and any(_inside(m, s.passage) for m in mentions)
    ]
    return min(sentences, key=lambda p: len(p.text), default=None)


def _part_of(mention: Passage, name: Passage) -> bool:
    """Whether a place lies in a longer one."""
    within = mention.block == name.block and name.start <= mention.start and mention.end <= name.end
    return within and mention.end - mention.start < name.end - name.start


def _heads(mention: Passage, name: Passage, language: str) -> bool:
    """Whether a place of one word is the head of a longer name: "League" in "Marlow League", "League of Lindara"."""
    if " " in mention.text or not _part_of(mention, name):
        return False
    names = lexicon(language).names
    if names.head_first:
        return mention.start == name.start
    after = name.text[mention.end - name.start :].split()
    return not after or after[0] in names.bridges


def _inside(mention: Passage, sentence: Passage) -> bool:
    return mention.block == sentence.block and sentence.start <= mention.start < sentence.end
