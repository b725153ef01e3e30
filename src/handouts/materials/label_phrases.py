"""Noun phrases with a date of their own: "the 1931 Saxon invasion of Lund", "the Bergen Treaty, signed in 1763"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import SentenceView, Token, is_verb, tokenise, verb_groups
from handouts.materials.label_parts import BREAKS

# so many words may stand in a title ("the Agricultural Trade Development and Assistance Act")
_LONGEST_TITLE = 9
_MODIFIERS = 3


def is_event(token: Token, view: SentenceView, words: ExerciseWords) -> bool:
    """True for a part of the name of an event ("the Treaty of Bree", "Aliansi Melati")."""
    if token.name < 0 or token.start < 0:
        return False
    name = view.names[token.name]
    ends = name.canonical.lower().split()
    return name.type == "event" or (bool(ends) and (ends[0] in words.labels.named or ends[-1] in words.labels.named))


def title(part: Sequence[Token], end: int, view: SentenceView, words: ExerciseWords) -> list[Token]:
    """The whole name of an event that ends before `end`, with its article; [] when its beginning is not sure.

    "the Food for Peace Act" may be read as two names: what stands between an article and the last of them is one title.
    """
    if end <= 0 or not is_event(part[end - 1], view, words):
        return []
    start = end - 1
    while start > 0 and part[start - 1].name == part[end - 1].name:
        start -= 1
    if not words.clauses.articles:
        return list(part[start:end])
    first = start
    while first > 0 and end - first < _LONGEST_TITLE and _titled(part[first - 1], words):
        first -= 1
    if first > 0 and part[first - 1].lower in words.clauses.articles:
        return list(part[first - 1 : end])
    if start > 1 and part[start - 1].text.islower() and part[start - 2].lower in words.labels.definite:
        # "the subsequent Moscow Conference"
        adjective = part[start - 1].lower not in words.clauses.prepositions | words.labels.title_joints
        return [part[start - 2], *part[start:end]] if adjective else []
    joined = start > 0 and _titled(part[start - 1], words)
    return [] if joined else list(part[start:end])


def _titled(token: Token, words: ExerciseWords) -> bool:
    if token.lower in words.clauses.articles:
        return False
    return bool(token.text) and (token.text[:1].isupper() or token.lower in words.labels.title_joints)


def dated_noun(part: Sequence[Token], at: int, view: SentenceView, words: ExerciseWords) -> list[Token]:
    """The event that a date stands before: "the 1945 London Agreement", "the November 1932 election of Anna Lund"."""
    if at == 0 or at + 1 >= len(part) or part[at - 1].lower not in words.labels.definite:
        return []
    end = at + 1
    while end < len(part) and part[end].name >= 0 and part[end].name == part[at + 1].name:
        end += 1
    if is_event(part[at + 1], view, words):
        whole = end == len(part) or not _goes_on(part[end], words)
        return [_unplaced(part[at - 1]), *part[at + 1 : end]] if whole else []
    noun = at + 1
    while noun - at <= _MODIFIERS and noun < len(part) and (part[noun].name >= 0 or part[noun].text[:1].isupper()):
        noun += 1
    if noun >= len(part) or part[noun].name >= 0 or part[noun].lower not in words.labels.event_nouns:
        return []
    tail = _tied_names(part, noun + 1, words)
    return [_unplaced(part[at - 1]), *part[at + 1 : noun + 1], *tail] if tail else []


def owned_noun(part: Sequence[Token], at: int, words: ExerciseWords) -> list[Token]:
    """A noun that its date and a capital tell apart ("the Saxon peace treaty of 1763"); [] when it has more to it."""
    noun = at - 1
    if noun < 2 or part[noun].name >= 0 or part[noun].lower not in words.labels.accords:
        return []
    first = noun
    small = words.clauses.prepositions | words.clauses.coordinators | words.clauses.articles
    while first > 0 and noun - first < _MODIFIERS and part[first - 1].is_word and part[first - 1].lower not in small:
        first -= 1
    capital = any(t.name >= 0 or t.text[:1].isupper() for t in part[first:noun])
    return list(part[first - 1 : at]) if capital and part[first - 1].lower in words.labels.definite else []


def _unplaced(token: Token) -> Token:
    """A token with no place of its own: nothing is missing behind it."""
    return replace(token, start=-1, end=-1)


def _goes_on(token: Token, words: ExerciseWords) -> bool:
    """True when a title is not over: a capital, a joint of titles, a noun behind it ("the Bree Treaty talks")."""
    if not token.is_word or is_verb((token,), 0, words):
        return False
    small = words.clauses.prepositions | words.clauses.coordinators | words.clauses.subordinators
    return token.text[:1].isupper() or (token.text.islower() and token.lower not in small)


def _tied_names(part: Sequence[Token], start: int, words: ExerciseWords) -> list[Token]:
    """ "of Manchuria", "of the Soviet Union": what a noun is tied to, when that is a name; [] otherwise."""
    if start + 1 >= len(part) or part[start].lower not in words.labels.noun_links:
        return []
    end = start + 1
    if part[end].lower in words.clauses.articles:
        end += 1
    first = end
    while end < len(part) and (part[end].name >= 0 or part[end].text[:1].isupper()):
        end += 1
    return list(part[start:end]) if any(t.name >= 0 for t in part[first:end]) else []


def described(part: Sequence[Token], at: int, view: SentenceView, words: ExerciseWords) -> list[Token]:
    """A name and what was done with it on the date: "The Treaty of Bree, signed in Lund in 1763" becomes a clause.

    Only verbs that make a thing what it is (`made`), right behind the name; nothing may stand between that could own
    the date. A name behind a preposition may be part of another noun, unless it is that of an event.
    """
    verb = next((i for i in range(at - 1, 0, -1) if part[i].name < 0 and part[i].lower in words.labels.made), 0)
    if not verb:
        return []
    between = part[verb + 1 : at]
    if any(_owns(between, i, words) for i in range(len(between))):
        return []
    if verb_groups(between, words) or not _closed(part, at, words):
        return []
    end = _name_end(part, verb, words)
    name = _name(part, end, view, words) if end > 0 else []
    if not name:
        return []
    rest = [replace(part[verb], space=True), *between, *_behind(part, at, words)]
    if words.labels.be and (part[end].text != "," or (between and between[0].lower not in words.clauses.prepositions)):
        # a finite verb: "their ally, Saxony, signed the treaty"
        return []
    if part[verb].lower in words.labels.took_place and not any(t.name >= 0 for t in rest):
        return name
    return [*name, *_be(name, words), *rest]


def _owns(tokens: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    """True for a mark, another date or a word behind which the date may belong to something else."""
    token = tokens[at]
    if token.text in BREAKS or token.date >= 0:
        return True
    if token.lower in words.clauses.list_joints and 0 < at < len(tokens) - 1:
        # "between Saxony and Prussia"
        return tokens[at - 1].name < 0 or tokens[at + 1].name < 0
    openers = words.clauses.subordinators | words.clauses.coordinators | words.labels.relatives | words.labels.purpose
    return token.name < 0 and token.lower in openers - words.clauses.harmless


def _closed(part: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    """True when a mark, the end, a place or a verb follows the date."""
    if at + 1 >= len(part) or part[at + 1].text in BREAKS:
        return True
    return part[at + 1].lower in words.labels.places or is_verb(part, at + 1, words)


def _behind(part: Sequence[Token], at: int, words: ExerciseWords) -> list[Token]:
    """The place behind a date ("founded in 1921 in Bergen")."""
    if at + 1 >= len(part) or part[at + 1].lower not in words.labels.places:
        return []
    end = at + 2
    while end < len(part) and part[end].name >= 0:
        end += 1
    return list(part[at + 1 : end]) if end > at + 2 else []


def _name_end(part: Sequence[Token], verb: int, words: ExerciseWords) -> int:
    """Where the name before a participle or a relative clause ends; 0 when none does."""
    end = verb
    if words.labels.relative_word:
        if part[end - 1].lower not in words.labels.relative_word:
            return 0
        end -= 1
    while end > 0 and part[end - 1].text == ",":
        end -= 1
    return end if end > 0 and part[end - 1].name >= 0 else 0


def _name(part: Sequence[Token], end: int, view: SentenceView, words: ExerciseWords) -> list[Token]:
    event = title(part, end, view, words)
    if event:
        return event
    start = end - 1
    while start > 0 and part[start - 1].name == part[end - 1].name:
        start -= 1
    if view.names[part[start].name].type == "person" or part[start].name < 0:
        return []
    article = start > 0 and part[start - 1].lower in words.clauses.articles
    first = start - 1 if article else start
    opens = first == 0 or part[first - 1].text in BREAKS
    return list(part[first:end]) if opens else []


def _be(name: Sequence[Token], words: ExerciseWords) -> list[Token]:
    """ "was" or "were", where the language has them."""
    if not words.labels.be:
        return []
    one, many = words.labels.be
    head = next((i for i, t in enumerate(name) if t.lower in words.labels.owned), len(name)) - 1
    last = name[head].lower
    plural = (last.endswith("s") and not last.endswith(("ss", "us"))) or any(
        t.lower in words.clauses.list_joints for t in name
    )
    token = tokenise(many if plural else one)[0]
    return [replace(token, start=-1, end=-1, space=True)]
