"""Names that are persons or countries for sure: the only ones that a question may call so.

Capital runs with types are not reliable enough (typed precision near 0.6 on news): a person needs a title somewhere
in the essay, a country must stand in the list of the language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.languages.dictionary import standing
from handouts.materials.grammar import Token, content_words
from handouts.materials.kinds.context import Context
from handouts.model.analysis import NameMention

# "John F. Kennedy", "J. P. Morgan": only persons have initials between their names
INITIALS = re.compile(r"(?:[A-Z][a-z]+ (?:[A-Z]\. ?)+|[A-Z]\. [A-Z]\. )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A sure name: the form to print, the forms it has in the essay, and the sentences it stands in."""

    text: str
    forms: frozenset[str]
    sentences: frozenset[str]


def persons(context: Context) -> dict[str, Known]:
    """Persons by canonical name: those with a title somewhere, and those whose name has the form of a person's."""
    roles, countries = context.words.names.roles, context.words.names.countries
    sure = {
        n.canonical
        for n in context.analysis.names
        # "uskup Bergamo" is the bishop of a place: a title with a capital belongs to its person
        if (n.type == "person" and n.role[:1].isupper() and _listed(n.role.lower(), roles))
        or _full(n, context.analysis.language)
    }
    barred = countries | context.words.names.not_persons
    plain = {c for c in sure if c.lower() not in barred and not _titled(c, roles) and c[-1:] != "."}
    plain -= _doubtful(context, plain)
    return _gathered(context, lambda n: n.canonical if n.canonical in plain else "")


def _full(name: NameMention, language: str) -> bool:
    """True for "John F. Kennedy", and for a name of two words or more whose last word is used alone elsewhere."""
    text = name.canonical
    if INITIALS.fullmatch(text):
        return True
    words = text.split()
    surname = name.type == "person" and name.rule == "surname" and len(words) > 1
    # "Pagelaran Reog" has a common noun in front
    return surname and all(w[:1].isupper() for w in words) and standing(words[0].lower(), language) != "ordinary"


def _doubtful(context: Context, plain: set[str]) -> set[str]:
    """Persons of whom a short form with a title of its own stands before the full name: it may be somebody else's.

    And single words that are the name of a place as well: "Raja Majapahit" is the king of Majapahit.
    """
    heads = context.words.statements.heads
    split = (n.canonical.lower().split() for n in context.analysis.names)
    placed = {word for words in split if words[0] in heads for word in words[1:]}
    found = {c for c in plain if c.lower() in placed | context.words.names.regions}
    seen: set[str] = set()
    for name in context.analysis.names:
        if name.canonical not in plain or name.canonical in seen:
            continue
        seen.add(name.canonical)
        if name.role and " " in name.canonical and name.passage.text != name.canonical and " " not in name.passage.text:
            found.add(name.canonical)
    return found


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


_SIMILAR, _SHORT, _TELLING = 0.5, 4, 14


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


def tells(tokens: Sequence[Token], dated: bool) -> bool:
    """True when a predicate says which event is meant: by a date, a name or a number, or by many words.

    "Who took the oath of office …?" would fit many.
    """
    return dated or len(tokens) >= _TELLING or any(t.name >= 0 or t.text[:1].isdecimal() for t in tokens)
