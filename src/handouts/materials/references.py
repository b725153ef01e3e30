"""Nouns that were named before ("the Commission", "the moral embargo", "komisi"): which of them say too little alone,

and the full name that the essay gave, where it gave only one. What is not certain is left as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import QUOTES, SentenceView, Token, is_verb, tokenise, verb_groups
from handouts.materials.label_cuts import MOST_WORDS, count
from handouts.materials.label_faults import understood


@dataclass(frozen=True, slots=True)
class _Named:
    """A full name, and where it stands."""

    block: int
    start: int
    tokens: tuple[Token, ...]
    role: str

    @property
    def text(self) -> str:
        """The name as one string."""
        return " ".join(t.text for t in self.tokens)


class References:
    """The full names of an essay by the noun that takes them up again."""

    def __init__(self, views: Sequence[SentenceView], words: ExerciseWords) -> None:
        self.words = words
        self._names = [n for v in views for n in _names(v, words)]
        self._told = [t for v in views for t in _described(v, words)]

    def completed(self, tokens: Sequence[Token], view: SentenceView) -> tuple[Token, ...]:
        """The tokens with each noun that leans on the text before replaced by its full name, where that is certain."""
        found = list(tokens)
        for start, end in reversed(leaning_nouns(found, self.words)):
            verbs = verb_groups(found, self.words)
            full = self._full(found[start:end], view, subject=not verbs or end <= verbs[0])
            changed = [*found[:start], *full, *found[end:]]
            if full and count(changed) <= MOST_WORDS:
                found = changed
        return tuple(found)

    def _often(self) -> list[_Named]:
        """The names that the essay uses more than once."""
        counts = Counter(n.text for n in self._names)
        return [n for n in self._names if counts[n.text] > 1]

    def _full(self, noun: Sequence[Token], view: SentenceView, *, subject: bool) -> list[Token]:
        """The noun with its name, or with what told which one it was; [] when that is not certain."""
        head = noun[-1] if not self.words.verbs.prefixes else noun[0]
        article = [noun[0]] if noun[0].lower in self.words.labels.definite else []
        bare = noun[len(article) :]
        if any(b.start - a.end > 1 for a, b in pairwise(noun)):
            # "the [February] Revolution": a word that was taken for a date is missing
            return []
        place = view.sentence.passage
        if len(bare) == 1 and not subject:
            # what a lone noun behind a verb means is never sure ("Chief of Staff of the Army")
            return []
        if len(bare) == 1:
            before = [n for n in self._names if (n.block, n.start) < (place.block, place.start)]
            near = _one(before, head.lower, self.words, [place.block])
            # a name far off is meant only by a noun with a capital, and when the essay has no other of that kind
            capital = bare[0].text[:1].isupper() and not self.words.verbs.prefixes
            own = near or (_one(self._often(), head.lower, self.words, []) if capital else [])
            titled = bool(own) and own[0].lower == head.lower and own[1].lower not in self.words.labels.owned
            return own if titled else [*article, *own] if own else []
        phrase = tuple(t.lower for t in bare)
        ends = {tuple(t.text for t in tail): tail for told, tail in self._told if told == phrase}
        return [*noun, *_unplaced(next(iter(ends.values())))] if len(ends) == 1 else []


def _one(names: Iterable[_Named], head: str, words: ExerciseWords, blocks: Sequence[int]) -> list[Token]:
    """The only name that a noun can take up, as tokens; [] when there is none or more than one."""
    found = {
        n.text: n
        for n in names
        if (not blocks or n.block in blocks) and (n.role == head or _heads(n.tokens, head, words))
    }
    if len(found) != 1:
        return []
    name = next(iter(found.values()))
    role = tokenise(head.capitalize()) if name.role == head and not _heads(name.tokens, head, words) else ()
    return _unplaced([*role, *name.tokens])


def _heads(tokens: Sequence[Token], head: str, words: ExerciseWords) -> bool:
    lower = [t.lower for t in tokens]
    if len(lower) < 2:
        return False
    return lower[0] == head if words.verbs.prefixes else lower[-1] == head or lower[:2] == [head, "of"]


def _unplaced(tokens: Iterable[Token]) -> list[Token]:
    """Tokens from elsewhere; they count as a name and have no place in this sentence."""
    return [replace(t, name=0, start=-1, end=-1, space=True) for t in tokens]


def _names(view: SentenceView, words: ExerciseWords) -> Iterable[_Named]:
    """The names of a sentence, also those with a small head ("the Carter administration")."""
    place = view.sentence.passage
    for name in view.names:
        yield _Named(name.passage.block, name.passage.start, tokenise(name.canonical), name.role.lower())
    if words.verbs.prefixes:
        return
    for i, token in enumerate(view.tokens[:-1]):
        after = view.tokens[i + 1]
        if token.name >= 0 and after.name < 0 and after.lower in words.labels.bodies and after.text.islower():
            first = i
            while first > 0 and view.tokens[first - 1].name == token.name:
                first -= 1
            yield _Named(place.block, place.start + token.start, view.tokens[first : i + 2], "")


def _described(view: SentenceView, words: ExerciseWords) -> Iterable[tuple[tuple[str, ...], tuple[Token, ...]]]:
    """Nouns that were brought in with what tells which: "a moral embargo against the Soviet Union"."""
    tokens = view.tokens
    for i, token in enumerate(tokens):
        if token.lower not in words.labels.indefinite or words.verbs.prefixes:
            continue
        end = next((j for j in range(i + 1, min(i + 5, len(tokens))) if tokens[j].lower in words.labels.tying), 0)
        noun = tokens[i + 1 : end]
        if len(noun) < 2 or not all(t.is_word and t.text.islower() for t in noun):
            continue
        last = end + 1
        while last < len(tokens) and (tokens[last].name >= 0 or (last == end + 1 and tokens[last].lower == "the")):
            last += 1
        if any(t.name >= 0 for t in tokens[end:last]):
            yield tuple(t.lower for t in noun), tokens[end:last]


def leaning_nouns(tokens: Sequence[Token], words: ExerciseWords) -> list[tuple[int, int]]:
    """Where nouns stand that do not say which one is meant: (first, behind the last) of each."""
    if words.verbs.prefixes:
        return [p for p in _phrases(tokens, words) if _bare(tokens, *p, words) and not understood(tokens, p[1], words)]
    found = []
    for i, token in enumerate(tokens):
        if token.name < 0 and token.lower in words.labels.definite:
            end = _phrase_end(tokens, i + 1, words)
            torn = end == i + 2 and 0 <= token.end < tokens[i + 1].start - 1
            if (torn or not _said(tokens, i + 1, end, words)) and not understood(tokens, end, words):
                found.append((i, end))
    return found


def _phrases(tokens: Sequence[Token], words: ExerciseWords) -> list[tuple[int, int]]:
    """The noun phrases that open with a noun which names nothing by itself."""
    heads = [i for i, t in enumerate(tokens) if t.lower in words.labels.generic]
    return [(i, _phrase_end(tokens, i + 1, words)) for i in heads]


def _phrase_end(tokens: Sequence[Token], start: int, words: ExerciseWords) -> int:
    """Where a noun phrase ends: before a preposition, a verb, a joint or a mark."""
    clauses = words.clauses
    stops = clauses.prepositions | words.labels.loose | clauses.coordinators | clauses.subordinators | clauses.articles
    for i in range(start, len(tokens)):
        token = tokens[i]
        if token.name >= 0:
            continue
        if token.text in QUOTES or token.text in "‘’'":
            continue
        if not token.is_word or token.lower in stops or is_verb(tokens, i, words):
            return i
    return len(tokens)


def _tells(token: Token) -> bool:
    """A name, a capital or a number says which one."""
    return token.name >= 0 or token.text[:1].isupper() or token.text[:1].isdigit() or token.text in ('"', "“")


def _said(tokens: Sequence[Token], start: int, end: int, words: ExerciseWords) -> bool:
    """Whether a definite noun says which one it is."""
    labels, noun = words.labels, tokens[start:end]
    if not noun:
        return start < len(tokens) and tokens[start].text in ('"', "“", "‘")
    lower = [t.lower for t in noun]
    if any(_tells(t) for t in noun):
        lone = len(noun) == 1 and lower[0] in labels.generic
        return not lone or _tied(tokens, end, words)
    if lower[-1] in labels.unique or " ".join(lower[-2:]) in labels.unique or "-".join(lower[-2:]) in labels.unique:
        return True
    # "into the harbor at Tokyo Bay", but not "signed the treaty in Paris"
    place = start > 1 and tokens[start - 2].lower in words.clauses.prepositions | labels.loose
    described = len(noun) > 1 or lower[-1] not in labels.generic
    return _tied(tokens, end, words) or (_placed(tokens, end, words) and (described or place))


def _tied(tokens: Sequence[Token], end: int, words: ExerciseWords) -> bool:
    """True when "of" or the like and something that says which follow a noun."""
    if end + 1 >= len(tokens) or tokens[end].lower not in words.labels.tying:
        return False
    after = tokens[end + 1 : _phrase_end(tokens, end + 2, words)]
    plain = tokens[end].lower in words.labels.owned and after[0].lower not in words.labels.definite
    return any(_tells(t) for t in after) or (plain and bool(after))


def _placed(tokens: Sequence[Token], end: int, words: ExerciseWords) -> bool:
    """True when a place with a name follows a noun."""
    if end + 1 >= len(tokens) or tokens[end].lower not in words.labels.loose:
        return False
    return any(_tells(t) for t in tokens[end + 1 : _phrase_end(tokens, end + 2, words)])


def _bare(tokens: Sequence[Token], start: int, end: int, words: ExerciseWords) -> bool:
    """ "komisi membentuk panitia": a noun that names nothing, with no name in its phrase or tied to it."""
    near = {t.lower for t in tokens[max(0, start - 2) : start]}
    if near & (words.labels.offices | words.labels.indefinite):
        # "menjadi perdana menteri": an office, not somebody
        return False
    if verb_groups(tokens, words)[:1] < [start] and any(_tells(t) for t in tokens[end:]):
        # an object is a new one, and known by the rest: "mengirim pasukan ke Batavia"
        return False
    if start > 0 and _within_name(tokens, start):
        return False
    return not any(_tells(t) for t in tokens[start + 1 : end]) and not _tied(tokens, end, words)


def _within_name(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].name >= 0 and tokens[at - 1].name == tokens[at].name
