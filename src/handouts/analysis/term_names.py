"""Which names a teacher explains: events, treaties, bodies and peoples; hardly ever a country or a well-known place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from handouts.analysis.name_chunks import is_roman
from handouts.analysis.term_phrases import Find
from handouts.analysis.term_tokens import Token
from handouts.languages.dictionary import standing
from handouts.languages.lexicon import Lexicon, lexicon
from handouts.languages.terms import TermWords, key, term_words
from handouts.model.analysis import NameMention, NameType

_LONGEST_NAME = 8
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 7


@lru_cache(maxsize=5_000)
def rule_of(text: str, kind: NameType | str, language: str) -> str:
    """The rule that makes a name worth an entry, "" when none does. Persons are weighed by `terms`, not here."""
    lex, words = lexicon(language), term_words(language)
    parts = _parts(text)
    if key(text) in words.known_fair:
        return "name-fair"
    if key(text) in words.known:
        return "name-known"
    if not parts or key(text) in words.familiar or key(text) in lex.names.places or len(parts) > _LONGEST_NAME:
        return ""
    if len(parts) < 2 or parts[0] in lex.sentences.hard or _is_of_any_state(parts, lex, words):
        return ""
    if _headed(parts, words.realms, lex.names.head_first):
        return "name-realm"
    if parts[1] in lex.names.bridges and parts[0] not in words.openers and kind == "event":
        return ""
    if kind == "event" or _headed(parts, words.events, lex.names.head_first):
        return "name-event"
    if kind == "organisation" or _headed(parts, words.organisations, lex.names.head_first):
        return "" if _is_generic_head(parts, lex, words) else "name-organisation"
    return "name-headed" if kind == "other" and _has_learned_head(parts, lex, words) else ""


def _parts(text: str) -> tuple[str, ...]:
    """The words in small letters, without points and the numeral at the end."""
    parts = [p for p in text.replace("’", "'").split() if p]
    if len(parts) > 1 and is_roman(parts[-1]):
        parts.pop()
    return tuple(p.lower().rstrip(".") for p in parts)


def _headed(parts: Sequence[str], heads: frozenset[str], head_first: bool) -> bool:
    """A head closes the name, or opens it where heads stand first."""
    if head_first:
        return parts[0] in heads
    return parts[-1] in heads


def _is_of_any_state(parts: Sequence[str], lex: Lexicon, words: TermWords) -> bool:
    """ "British Government", "U.S. Navy": what every state has, with nothing but the state's name."""
    rest = " ".join(p for p in parts if p not in lex.function_words)
    listed = sorted((g.replace("_", " ") for g in words.generic), key=len, reverse=True)
    for generic in listed:
        rest = f" {rest} ".replace(f" {generic} ", "  ").strip()
    left = rest.split()
    if len(left) == len(parts):
        return False
    states = lex.names.demonyms | {w for place in lex.names.places for w in place} | {"us", "u.s", "uk", "u.k"}
    return all(w in states for w in left)


def _has_learned_head(parts: Sequence[str], lex: Lexicon, words: TermWords) -> bool:
    """ "Corran Manifesto": a learned word that names no office, with a proper name beside it that is no state's."""
    head, *rest = parts if lex.names.head_first else parts[::-1]
    learned = head.replace("-", "") in words.strong or head.replace("-", "") in words.fair
    office = head in lex.definitions.roles | lex.names.roles or any(head in t for t in lex.names.titles)
    if not learned or office or head in words.generic or (head,) in lex.names.place_heads:
        return False
    states = lex.names.demonyms | {w for place in lex.names.places for w in place}
    return any(w not in states and standing(w, lex.code) != "ordinary" for w in rest)


def _is_generic_head(parts: Sequence[str], lex: Lexicon, words: TermWords) -> bool:
    """ "Seventh Fleet", "Department of Defense"."""
    leads = lex.names.head_first or parts[1] in lex.names.bridges
    return parts[0 if leads else -1] in words.generic


def place_rule(term: str, written: Iterable[str], lex: Lexicon) -> str:
    """The rule of a country that the essay also shortens, or of a place beyond the gazetteer; "" for any other."""
    if any(is_short(form) for form in written) and not is_short(term):
        return "name-short"
    return "" if key(term) in lex.names.places or " " not in term else "name-place"


def is_short(form: str) -> bool:
    """Letters that stand for words: "AS", "U.S."."""
    return form.isupper() and len(form) < _LONGEST_ACRONYM


def acronyms(row: Sequence[Token], names: Iterable[Find], text: str, base: int) -> Mapping[str, str]:
    """ "International Military Tribunal (IMT)", "NATO (North Atlantic Treaty Organization)": short form → full name."""
    found: dict[str, str] = {}
    spans = {find.at: find for find in names}
    for find in spans.values():
        after = find.at + find.length
        follower = spans.get(after)
        if after >= len(row) or text[row[after - 1].end - base : row[after].start - base] not in (" (", " (the "):
            continue
        short = row[after].text
        full = " ".join(t.text for t in row[find.at : after])
        if _abbreviates(short, full) and text[row[after].end - base : row[after].end - base + 1] == ")":
            found[short] = find.term
        elif follower is not None and find.length == 1 and _abbreviates(find.term, follower.term):
            found[find.term] = follower.term
    return found


def spelt_out(short: str, terms: Iterable[str]) -> str:
    """The one name of the essay whose initials are the letters of `short`, three or more; "" when there is none."""
    if not (_SHORTEST_ACRONYM < len(short) <= _LONGEST_ACRONYM and short.isupper()):
        return ""
    full = [t for t in terms if " " in t and "".join(w[0] for w in t.split() if w[:1].isupper()) == short]
    return full[0] if len(full) == 1 else ""


def _abbreviates(short: str, full: str) -> bool:
    """Its letters stand in the full name in order, and the initials of the full name in it: "PETA", "NATO"."""
    if not (_SHORTEST_ACRONYM <= len(short) <= _LONGEST_ACRONYM and short.isupper()):
        return False
    initials = "".join(part[0] for word in full.split() for part in word.split("-") if part[:1].isupper())
    return short[0] == full[:1] and _in_order(initials, short) and _in_order(short, full.upper())


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def as_find(name: NameMention, row: Sequence[Token], aliases: Collection[str]) -> Find | None:
    """The tokens of a name, and what it is short for; None when a date or a flag covers one of them.

    `aliases` are the full names that the word lists know short forms of.
    """
    inside = [i for i, t in enumerate(row) if name.passage.start <= t.start < name.passage.end]
    if not inside or row[inside[-1]].end > name.passage.end or row[inside[0]].start != name.passage.start:
        return None
    # only persons and places go by a part of their name
    joined = name.type in ("person", "place") or name.canonical in aliases
    term = name.canonical if joined else name.passage.text
    return Find(inside[0], inside[-1] - inside[0] + 1, term, f"name-{name.type}")


def completed(finds: list[Find], row: Sequence[Token], words: TermWords) -> list[Find]:
    """Bodies with both halves of their name: "Komite Kesatuan dan Kemajuan"."""
    halves = {find.at for find in finds if find.rule == "name-other" and find.length == 1}
    found: list[Find] = []
    for find in finds:
        at = find.at + find.length
        if (
            find.rule == "name-organisation"
            and find.length == 2
            and at + 1 in halves
            and row[at].lower in words.joiners
        ):
            find = Find(find.at, find.length + 2, " ".join(t.text for t in row[find.at : at + 2]), find.rule)
        found.append(find)
    return found
