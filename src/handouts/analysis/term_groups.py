"""What an essay says of one term, and which of its terms are one: short forms, plurals, names of one person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from handouts.analysis.headwords import forms
from handouts.analysis.persons import People
from handouts.analysis.term_names import is_short, spelt_out
from handouts.analysis.term_scores import WORTH
from handouts.analysis.term_tokens import written_key
from handouts.languages.lexicon import Lexicon
from handouts.languages.terms import Key, TermWords, key
from handouts.model.analysis import TermKind
from handouts.model.glossary import EntryKind
from handouts.model.text import Passage

# by key and whether the term has a capital
Groups = dict[tuple[Key, bool], "Group"]


@dataclass
class Group:
    """A term in the making. `names`: what a term of a glossary is the name of; `person`: it is surely that of one."""

    term: str
    rule: str
    kind: TermKind
    people: bool = False
    person: bool = False
    names: EntryKind = "term"
    # the rule of a shorter name that has joined it
    joined: str = ""
    mentions: list[Passage] = field(default_factory=list)

    def take(self, other: Group, rule: str) -> None:
        """Have the mentions of the other, which was found by `rule`."""
        self.mentions += other.mentions
        self.joined = max(self.joined, rule, key=lambda name: WORTH.get(name, 0))


def essay_form(group: Group, known: Collection[Key]) -> str:
    """The name as the essay has it, where it never has the headword: "Kekaisaran Garam" of the entry "Imperium Garam".

    Persons keep their full name, and letters stay spelt out. `known` are the keys of all forms in the glossaries.
    """
    texts = [m.text for m in group.mentions]
    if group.names in ("term", "person") or any(written_key(t) == written_key(group.term) for t in texts):
        return group.term
    own = [t for t in texts if written_key(t) in known and t[:1].isupper() and not any(map(is_short, t.split()))]
    # of equals the one that stands more often, then the first
    return max(own, key=lambda t: (len(t.split()), own.count(t)), default=group.term)


def join_short_forms(
    groups: Groups, rules: Mapping[tuple[Key, bool], str], short: Mapping[str, str], lex: Lexicon, words: TermWords
) -> None:
    """Short forms join their full names, plurals the singular that the essay also has.

    `rules`: why each group is a term, "" for none; `short`: the full name of each abbreviation.
    """
    for (old, capital), group in list(groups.items()):
        singulars = ((*old[:-1], form) for form in forms(old[-1], lex.code, verbs=False)[1:])
        singular = next((one for one in singulars if (one, capital) in groups), ())
        spelt = short.get(group.term) or spelt_out(group.term, [g.term for g in groups.values()])
        named = group.kind == "name" and bool(rules[old, capital])
        full = key(spelt) or singular or (_longer(old, groups, lex, words) if named else ())
        target = groups.get((full, capital))
        if target is not None and target is not group and group.kind == target.kind:
            target.take(group, rules[old, capital])
            del groups[old, capital]


def _longer(old: Key, groups: Groups, lex: Lexicon, words: TermWords) -> Key:
    """The one longer name that ends like this one: "Norland Canal Zone", "Kerajaan Majapahit"."""
    names = [k for (k, _), g in groups.items() if g.kind == "name" and len(k) > len(old)]
    longer = [k for k in names if k[-len(old) :] == old]
    if lex.names.head_first:
        longer = [k for k in longer if k[:-1] == (k[0],) and k[0] in words.realms]
    elif len(old) < 2:
        return ()
    # "Battle of Britain" and "Second Punic War" are no longer forms of "Britain" and "Punic War"
    small = lex.function_words | words.ordinals
    return longer[0] if len(longer) == 1 and not small.intersection(longer[0][: -len(old)]) else ()


def join_persons(groups: Groups, rules: Mapping[tuple[Key, bool], str], others: Collection[str], lex: Lexicon) -> None:
    """Names of one person are one term: with and without middle names, the surname, a first name that stands alone.

    A name of a glossary stays the headword. `others` are all full names of the essay, also where no term may be found:
    they tell whether a surname is that of one person.
    """
    persons = [(at, g) for at, g in groups.items() if g.person]
    where = {form: at for at, g in persons for form in (*(m.text for m in g.mentions), g.term) if " " in form}
    every = People({*where, *others}, lex)
    listed = People([form for form, at in where.items() if groups[at].names == "person"], lex)
    heads = People({*(g.term for _, g in persons), *others}, lex)
    for place, group in list(groups.items()):
        if group.kind != "name" or group.rule not in ("name-person", "name-other"):
            continue
        full = _only(listed, group.term, where) or every.fullest(group.term)
        full = _only(listed, full, where) or full
        if full == group.term:
            full = heads.by_first_name(group.term)
        target = where.get(full, place)
        if target != place:
            groups[target].take(group, rules.get(place, ""))
            del groups[place]
            where |= {form: target for form, at in where.items() if at == place}


def _only(listed: People, name: str, where: Mapping[str, tuple[Key, bool]]) -> str:
    """A listed name of the same person as a full name, if there is but one such person."""
    same = listed.same(name) if " " in name else []
    return same[0] if len({where[one] for one in same}) == 1 else ""
