"""Terms that an essay has only as a part of another one: heads of longer names, modifiers, compounds of plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from handouts.analysis.rarity import SHORTEST
from handouts.analysis.term_groups import Group, Groups
from handouts.analysis.term_words import COMMON, rank
from handouts.languages.dictionary import ordinary_words
from handouts.languages.lexicon import Lexicon
from handouts.languages.terms import Key, term_words
from handouts.model.analysis import TermCandidate
from handouts.model.text import Passage

# a person's name or a place's is no longer form of a common word; an era has names of its own beside longer ones
_SHORTENED = ("term", "organisation", "treaty")
# rules by which a single word that may be an adjective is a term for its look alone
_MODIFIERS = ("learned-word", "rare-noun")
_COMPOUND = 0.9
_SHORTEST_PART = 4


def join_heads(groups: Groups, rules: Mapping[tuple[Key, bool], str], lex: Lexicon) -> None:
    """An entry that the essay has only as the head of a longer name is that name: "the Pact" of "the Norland Pact".

    Each place goes to the longer name that was named last before it, or else to the first. `rules`: why each group is
    a term, "" for none.
    """
    longer = [(_heads(g, lex), g) for at, g in groups.items() if _is_long_name(g) and rules[at]]
    for at, group in list(groups.items()):
        texts = {m.text for m in group.mentions}
        if group.rule != "glossary" or group.names not in _SHORTENED or not all(t[:1].isupper() for t in texts):
            continue
        full = [g for heads, g in longer if g is not group and texts <= heads]
        if full:
            for mention in group.mentions:
                _named_before(mention, full).mentions.append(mention)
            del groups[at]


def _is_long_name(group: Group) -> bool:
    return " " in group.term and group.term[:1].isupper() and not group.person


def _heads(group: Group, lex: Lexicon) -> frozenset[str]:
    """ "Congress" of "Marlow Congress", "Treaty" of "Treaty of Lindara", "Pakta" of "Pakta Lindara"."""
    return frozenset(_head(form.split(), lex) for form in {group.term, *(m.text for m in group.mentions)})


def _head(words: Sequence[str], lex: Lexicon) -> str:
    if lex.names.head_first:
        return words[0]
    before = [word for word, after in pairwise(words) if after in lex.names.bridges]
    return before[0] if before else words[-1]


def _named_before(mention: Passage, names: Sequence[Group]) -> Group:
    """The name with the last place before the mention, else the one that comes first."""
    places = sorted((m.place, i) for i, g in enumerate(names) for m in g.mentions)
    before = [i for place, i in places if place < mention.place]
    return names[before[-1] if before else places[0][1]]


def without_modifiers(found: Sequence[TermCandidate], lex: Lexicon) -> list[TermCandidate]:
    """Without rare adjectives that stand nowhere but beside another term, as its modifier: "aliansi kontinental".

    Where heads stand first they follow it, else they precede it. Words of the lists and the glossaries stay.
    """
    head_first, adjectives = lex.names.head_first, term_words(lex.code).adjectives
    edges = {
        (m.block, m.end if head_first else m.start)
        for t in found
        for m in t.mentions
        if t.kind != "name" and t.rule not in _MODIFIERS
    }

    def modifies(term: TermCandidate) -> bool:
        beside = ((m.block, m.start - 1 if head_first else m.end + 1) for m in term.mentions)
        fits = term.rule in _MODIFIERS and term.term.endswith(adjectives)
        return fits and all(place in edges for place in beside)

    return [term for term in found if not modifies(term)]


def compounds_lowered(found: Sequence[TermCandidate], lex: Lexicon) -> list[TermCandidate]:
    """With a lower score for what another term and a common word explain: "tariffmaker" beside "tariff reform"."""
    ordinary = ordinary_words(lex.code)

    def explained(term: TermCandidate) -> bool:
        word = term.term
        if term.kind == "name" or not word.islower() or " " in word or "-" in word:
            return False
        parts = {part for t in found if t is not term for part in t.term.split() if len(part) >= SHORTEST}
        rests = [word[len(part) :] for part in parts if word.startswith(part)]
        return any(len(r) >= _SHORTEST_PART and r in ordinary and rank(r, lex.code) < COMMON for r in rests)

    return [replace(t, score=round(t.score - _COMPOUND, 4)) if explained(t) else t for t in found]
