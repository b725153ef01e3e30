"""Names that are persons or countries for sure: the only ones that a question may call so.

Capital runs with types are not reliable enough (typed precision near 0.6 on news): a person needs a title somewhere
in the essay, a country must stand in the list of the language.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from handouts.materials.grammar import Token, content_words
from handouts.materials.kinds.context import Context
from handouts.model.analysis import NameMention


@dataclass(frozen=True, slots=True)
class Known:
    """A sure name: the form to print, the forms it has in the essay, and the sentences it stands in."""

    text: str
    forms: frozenset[str]
    sentences: frozenset[str]


def persons(context: Context) -> dict[str, Known]:
    """Persons by canonical name."""
    roles, countries = context.words.names.roles, context.words.names.countries
    sure = {
        n.canonical
        for n in context.analysis.names
        # "uskup Bergamo" is the bishop of a place: a title with a capital belongs to its person
        if n.type == "person" and n.role[:1].isupper() and _listed(n.role.lower(), roles)
    }
    barred = countries | context.words.names.not_persons
    plain = {c for c in sure if c.lower() not in barred and not _titled(c, roles) and c[-1:] != "."}
    return _gathered(context, lambda n: n.canonical if n.canonical in plain else "")


def _listed(role: str, roles: tuple[str, ...]) -> bool:
    return any(role == r or role.endswith(" " + r) for r in roles)


def _titled(name: str, roles: tuple[str, ...]) -> bool:
    return name.split()[0].lower() in roles


def countries(context: Context) -> dict[str, Known]:
    """Countries by canonical name."""
    listed = context.words.names.countries
    return _gathered(context, lambda n: n.canonical if n.canonical.lower() in listed else "")


def _gathered(context: Context, canonical: object) -> dict[str, Known]:
    forms: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for seen in context.reading.views:
        for name in seen.names:
            key = canonical(name) if callable(canonical) else ""
            if key:
                forms[key].add(name.passage.text)
                places[key].add(seen.sentence.id)
    return {k: Known(k, frozenset(forms[k] | {k}), frozenset(places[k])) for k in forms}


def subject_name(subject: tuple[Token, ...], names: tuple[NameMention, ...], articles: frozenset[str]) -> str:
    """The canonical name when the subject is that one name and nothing else but an article or a title; else ""."""
    tokens = [t for t in subject if t.lower not in articles or t.name >= 0]
    if not tokens or any(t.name < 0 for t in tokens) or len({t.name for t in tokens}) != 1:
        return ""
    return names[tokens[0].name].canonical


_SIMILAR, _SHORT = 0.5, 4


def wrong_names(context: Context, group: dict[str, Known], name: str, asked: str, stem: str) -> list[Known]:
    """Names of the group that are no part or form of the key, do not stand in the stem, and did nothing like it."""
    words = content_words(asked, context.words)
    found = []
    for key, known in group.items():
        told = key == name or any(f in stem or f in name or name in f for f in known.forms)
        # "The Soviets pledged …" tells that the Soviet Union is not meant
        told = told or any(w in stem for w in known.text.split() if len(w) > _SHORT and w[:1].isupper())
        if not told and all(len(words & context.contents[s]) < _SIMILAR * len(words) for s in known.sentences):
            found.append(known)
    return found
