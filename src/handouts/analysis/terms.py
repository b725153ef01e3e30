"""Words, phrases and names worth a glossary entry, ranked; docs/terms.md tells how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from handouts.analysis.persons import may_be_full_name
from handouts.analysis.term_groups import Group, Groups, essay_form, join_persons, join_short_forms
from handouts.analysis.term_names import acronyms, as_find, completed, place_rule, rule_of
from handouts.analysis.term_parts import compounds_lowered, join_heads, without_modifiers
from handouts.analysis.term_phrases import Find, KeyIndex, in_capitals, listed, longest, patterns, written_as
from handouts.analysis.term_scores import FLOOR, WORTH, score
from handouts.analysis.term_tokens import Token, barred_places, italic_places, readable, tokens, written_key
from handouts.analysis.term_words import headword
from handouts.languages.lexicon import lexicon
from handouts.languages.terms import Key, key, term_words
from handouts.model.analysis import (
    DateMention,
    Definition,
    Flag,
    NameMention,
    NameType,
    Sentence,
    TermCandidate,
    TermKind,
)
from handouts.model.glossary import EntryKind
from handouts.model.text import Essay, Passage, passage

_MOST_WORDS_DEFINED = 4
# "U.S.", of which the last point belongs to it
_POINTS = re.compile(r"(?:[^\W\d_]\.){2,}")
_TYPES: Mapping[str, NameType] = {
    "name-event": "event",
    "name-organisation": "organisation",
    "name-realm": "place",
    "name-place": "place",
    "name-short": "place",
    "name-person": "person",
}


def terms(
    essay: Essay,
    sentences: Iterable[Sentence],
    names: tuple[NameMention, ...],
    dates: tuple[DateMention, ...],
    flags: tuple[Flag, ...],
    definitions: tuple[Definition, ...],
    language: str,
    known: Mapping[str, str] | None = None,
    kinds: Mapping[str, EntryKind] | None = None,
) -> tuple[TermCandidate, ...]:
    """Candidates, best first. Sentences that may not be evidence, headings, dates and flagged stretches are left out.

    `known` maps written forms to the headwords of the glossaries in use: those terms are found whole and come first.
    `kinds` says what these headwords are names of.
    """
    read = readable(sentences, language)
    barred = barred_places(essay, read, [*(d.passage for d in dates), *(f.passage for f in flags if not f.settled)])
    finder = _Finder(essay, names, definitions, language, known or {}, kinds or {})
    for sentence in read:
        finder.read(sentence, tokens(sentence, barred.get(sentence.passage.block, set()), language))
    return finder.candidates(read)


class _Finder:
    """One essay's terms. Sources are asked in order of trust; what one has taken is closed to the next."""

    def __init__(
        self,
        essay: Essay,
        names: tuple[NameMention, ...],
        definitions: tuple[Definition, ...],
        language: str,
        known: Mapping[str, str],
        kinds: Mapping[str, EntryKind],
    ) -> None:
        self.essay, self.language, self.names, self.kinds = essay, language, names, kinds
        self.lex, self.words = lexicon(language), term_words(language)
        self.full = frozenset(self.lex.names.aliases.values())
        self.own_forms = {written_key(form) for form in known}
        self.glossary = KeyIndex({written_key(form): head for form, head in known.items()})
        self.defined = {key(d.term): _small(d.term) for d in definitions if _may_be_defined(d, names)}
        self.own = KeyIndex(self.defined)
        self.groups: Groups = {}
        self.short: dict[str, str] = {}
        self.by_block: dict[int, list[NameMention]] = {}
        for name in names:
            self.by_block.setdefault(name.passage.block, []).append(name)

    def read(self, sentence: Sentence, row: list[Token]) -> None:
        """Take the terms of one sentence."""
        found = self._whole(sentence, row)
        named = [f for f in found if f.rule.startswith("name-")]
        self.short.update(acronyms(row, named, sentence.text, sentence.passage.start))
        taken = {i for f in found for i in range(f.at, f.at + f.length)}
        found += self._single(row, taken, italic_places(self.essay, sentence.passage.block))
        for find in found:
            self._add(find, sentence, row)

    def candidates(self, read: Sequence[Sentence]) -> tuple[TermCandidate, ...]:
        """What was found in all sentences, best first."""
        self._merge()
        made = (self._candidate(group, read) for group in self.groups.values())
        alone = without_modifiers([c for c in made if c is not None], self.lex)
        weighed = (c for c in compounds_lowered(alone, self.lex) if c.score >= FLOOR)
        ranked = sorted(weighed, key=lambda c: (-c.score, c.mentions[0].place, c.term))
        # of "the Union" and "a union" the better alone: they would be two entries for one headword
        best: dict[Key, TermCandidate] = {}
        for candidate in ranked:
            best.setdefault(key(candidate.term), candidate)
        return tuple(best.values())

    def _whole(self, sentence: Sentence, row: list[Token]) -> list[Find]:
        """Terms that are listed, names, and phrases: glossaries and sure names, other names, the rest."""
        named = self._named(sentence, row)
        shared = [f for f in listed(row, self.glossary, "glossary") if written_as(row, f)]
        sources = (
            [
                *(f for f in shared if not in_capitals(row, f)),
                *(
                    self._in_full(f)
                    for f in listed(row, _known_names(self.language), "name-known")
                    if written_as(row, f)
                ),
                *(f for f in named if f.rule != "name-other"),
                # "the Nationalists" are a party before they are "nationalism"
                *(f for f in shared if in_capitals(row, f)),
            ],
            [f for f in named if f.rule == "name-other"],
            [
                *listed(row, _known_phrases(self.language), "phrase-listed"),
                *patterns(row, self.words, self.lex.names.head_first),
                *(f for f in listed(row, self.own, "defined") if written_as(row, f)),
                *listed(row, _fair_phrases(self.language), "phrase-fair"),
            ],
        )
        found: list[Find] = []
        for source in sources:
            taken = {i for f in found for i in range(f.at, f.at + f.length)}
            found += longest(f for f in source if not taken.intersection(range(f.at, f.at + f.length)))
        return found

    def _in_full(self, find: Find) -> Find:
        return replace(find, term=self.lex.names.aliases.get(find.term, find.term))

    def _named(self, sentence: Sentence, row: Sequence[Token]) -> list[Find]:
        place = sentence.passage
        here = [n for n in self.by_block.get(place.block, ()) if place.start <= n.passage.start < place.end]
        made = (as_find(n, row, self.full) for n in here if not self._is_head(n))
        finds = [self._with_head(find) for find in made if find is not None]
        return completed(finds, row, self.words)

    def _with_head(self, find: Find) -> Find:
        """A name with a learned head is one term: the head is not looked up alone."""
        rule = rule_of(find.term, "other", self.language) if find.rule == "name-other" else ""
        return replace(find, rule=rule) if rule == "name-headed" else find

    def _is_head(self, name: NameMention) -> bool:
        """ "the Alliance", "the Conference": a head word alone, whichever longer name it was joined to."""
        word = name.passage.text.lower()
        heads = self.lex.names.organisation_heads | self.lex.names.event_heads
        return (word,) in heads or word in self.words.organisations or word in self.words.events

    def _single(self, row: Sequence[Token], taken: set[int], italic: set[int]) -> Iterator[Find]:
        for i, token in enumerate(row):
            if i in taken or (token.capital and (not token.first or token.lower in self.lex.names.demonyms)):
                continue
            term, rule = headword(token.lower, self.language)
            # a word in italics is one of another language, unless it is known to be a term
            if term and (rule in ("vocabulary", "vocabulary-fair") or token.start not in italic):
                yield Find(i, 1, term, rule)

    def _add(self, find: Find, sentence: Sentence, row: Sequence[Token]) -> None:
        start, end = row[find.at].start, row[find.at + find.length - 1].end
        named = find.rule.startswith("name-")
        at = key(find.term), find.term[:1].isupper()
        group = self.groups.get(at)
        if group is None:
            kind: TermKind = "name" if named else "phrase" if " " in find.term else "word"
            group = self.groups[at] = Group(find.term, find.rule, kind)
        elif WORTH.get(find.rule, 0) > WORTH.get(group.rule, 0) and named == (group.kind == "name"):
            group.rule = find.rule
        if find.rule == "name-other" and find.at and row[find.at - 1].lower in self.words.peoples:
            group.people = True
        if _POINTS.fullmatch(self.essay.text_block(sentence.passage.block).text[start : end + 1]):
            end += 1
        group.mentions.append(passage(self.essay, sentence.passage.block, start, end))

    def _merge(self) -> None:
        rules = {place: self._rule(group) for place, group in self.groups.items()}
        join_short_forms(self.groups, rules, self.short, self.lex, self.words)
        persons = {n.canonical for n in self.names if n.type == "person" and " " in n.canonical}
        for group in self.groups.values():
            group.names = self.kinds.get(group.term, "term") if group.rule == "glossary" else "term"
            group.person = group.names == "person" or (group.kind == "name" and group.term in persons)
        join_persons(self.groups, rules, self._full_names(), self.lex)
        join_heads(self.groups, rules, self.lex)

    def _full_names(self) -> frozenset[str]:
        """The full names that are or may be those of persons, of all sentences."""
        full = {n.canonical: n.type for n in self.names if n.type in ("person", "other") and " " in n.canonical}
        return frozenset(name for name, type_ in full.items() if type_ == "person" or may_be_full_name(name, self.lex))

    def _candidate(self, group: Group, read: Sequence[Sentence]) -> TermCandidate | None:
        rule = max(self._rule(group), group.joined, key=lambda name: WORTH.get(name, 0))
        if not rule:
            return None
        mentions = tuple(sorted(group.mentions, key=lambda m: m.place))
        word = group.term if group.kind == "word" else ""
        own = key(group.term)
        worth = score(rule, len(mentions), word, own in self.defined, self.language, group.names, self._familiar(own))
        if worth < FLOOR:
            return None
        name = (_TYPES.get(rule) or self._type(group)) if group.kind == "name" else ""
        name = "person" if group.person else name
        return TermCandidate(
            self._written(group, mentions), mentions, worth, rule, group.kind, name, _around(mentions, read)
        )

    def _familiar(self, name: Key) -> bool:
        """A country, or what else most pupils know by name."""
        return name in self.words.familiar or name in self.words.known_fair or name in self.lex.names.places

    def _written(self, group: Group, mentions: Sequence[Passage]) -> str:
        """The headword; with or without hyphens as the essay has it, where both are right."""
        texts = [m.text.lower() if group.term.islower() else m.text for m in mentions]
        alike = [t for t in texts if key(t) == key(group.term)]
        if self.words.free_hyphens and group.rule != "glossary" and alike and group.term not in texts:
            return alike[0]
        return essay_form(group, self.own_forms) if group.rule == "glossary" else group.term

    def _type(self, group: Group) -> NameType:
        return next((n.type for n in self.names if n.canonical == group.term), "other")

    def _rule(self, group: Group) -> str:
        """The rule that makes a group a candidate; "" for names that need no entry."""
        if group.kind == "word" and group.rule == "defined":
            rule = headword(group.term, self.language)[1]
            return rule if WORTH.get(rule, 0) > WORTH["defined"] else "defined"
        if group.kind != "name" or group.rule == "glossary":
            return group.rule
        kind = group.rule.removeprefix("name-").replace("headed", "other")
        # "Ketua Sinode Gereja …": a body that stands like a person
        rule = "" if kind == "person" else rule_of(group.term, kind, self.language)
        if rule or kind == "place":
            return rule or place_rule(group.term, [m.text for m in group.mentions], self.lex)
        if group.people and " " not in group.term:
            return "name-people"
        if kind == "person" and " " in group.term:
            return "name-person"
        return "defined" if key(group.term) in self.defined else ""


def _around(mentions: Iterable[Passage], read: Sequence[Sentence]) -> tuple[Passage, ...]:
    places = [(m.block, m.start) for m in mentions]
    return tuple(
        s.passage
        for s in read
        if any(block == s.passage.block and s.passage.start <= at < s.passage.end for block, at in places)
    )


def _small(term: str) -> str:
    """Without the capital that only the start of its sentence gave it."""
    return term[:1].lower() + term[1:] if term[1:].islower() else term


def _may_be_defined(definition: Definition, names: Iterable[NameMention]) -> bool:
    """A term, and no person or place that the essay introduces."""
    kinds = {n.type for n in names if definition.term in (n.passage.text, n.canonical)}
    return 0 < len(key(definition.term)) <= _MOST_WORDS_DEFINED and not kinds & {"person", "place", "other"}


@cache
def _known_names(language: str) -> KeyIndex:
    return KeyIndex(term_words(language).known)


@cache
def _known_phrases(language: str) -> KeyIndex:
    return KeyIndex(term_words(language).phrases)


@cache
def _fair_phrases(language: str) -> KeyIndex:
    return KeyIndex(term_words(language).phrases_fair)
