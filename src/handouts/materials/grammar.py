"""A sentence as tokens that know what they are: part of a name, part of a date, perhaps a finite verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from handouts.languages.exercise_words import ExerciseWords, exercise_words
from handouts.model.analysis import Analysis, NameMention, Sentence

_TOKEN = re.compile(r"\.\.\.|\d+(?:[.,]\d+)+|(?:U\.S\.S\.R\.|(?:[^\W\d_]\.){2,})|\w+(?:[.'’/-]\w+)*|[^\w\s]")
OPENERS, CLOSERS = "([", ")]"
QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark. `name` is the index of its name in the view, or -1; `space` tells whether a space precedes.

    `date` is -1, or the index of the date whose phrase was taken out here: then the token has no text.
    """

    text: str
    start: int
    end: int
    name: int = -1
    space: bool = True
    date: int = -1

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """True for words and numbers, false for marks."""
        return bool(self.text) and self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, its tokens and the names in it. Offsets are those of the sentence's text."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    names: tuple[NameMention, ...]

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.sentence.text


def view(sentence: Sentence, analysis: Analysis) -> SentenceView:
    """The tokens of a sentence with the names that lie inside it."""
    place = sentence.passage
    inside = tuple(n for n in analysis.names if _within(n.passage.block, n.passage.start, n.passage.end, sentence))
    ranges = [(_role_start(n, sentence), n.passage.end - place.start) for n in inside]
    return SentenceView(sentence, tokenise(sentence.text, ranges), inside)


def _role_start(name: NameMention, sentence: Sentence) -> int:
    """Where a name begins with the role before it ("Under Secretary of State Sumner Welles")."""
    start = name.passage.start - sentence.passage.start
    before = sentence.text[:start].rstrip()
    if name.role and before.lower().endswith(name.role.lower()):
        return len(before) - len(name.role)
    return start


def _within(block: int, start: int, end: int, sentence: Sentence) -> bool:
    place = sentence.passage
    return block == place.block and place.start <= start and end <= place.end


def tokenise(text: str, names: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """Words and marks; an abbreviation such as "U.S." and a hyphenated word are one token."""
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        name = next((i for i, (a, b) in enumerate(names) if a <= start < b), -1)
        found.append(Token(match.group(), start, end, name, start > 0 and text[start - 1].isspace()))
    return tuple(found)


def untokenise(tokens: Iterable[Token]) -> str:
    """The text of tokens, spaced as they were; a mark that lost its neighbour clings to the word before."""
    parts: list[str] = []
    end = -1
    for token in tokens:
        if token.date >= 0:
            continue
        # a word that followed a dash keeps its distance once the dash is gone
        tight = not token.space and (end == token.start or not token.is_word)
        end = token.end
        glue = not parts or tight or token.text in ",;:.!?)]"
        parts.append(token.text if glue else " " + token.text)
    return "".join(parts).strip()


def is_verb(tokens: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    """True when the token looks like a finite verb. Form decides, with word lists for what form does not show.

    Indonesian me- and di- forms are verbs in 96 to 98 cases of 100 once the known nouns are taken out; for English
    the past forms of a list, and -ed forms that do not stand like an adjective.
    """
    token, verbs = tokens[at], words.verbs
    if token.name >= 0 or not token.text[:1].isalpha() or not token.text.islower():
        return False
    lower = token.lower
    if lower in verbs.not_verbs:
        return False
    before = tokens[at - 1].lower if at else ""
    if before == "to" and not words.verbs.prefixes:
        return False
    if not verbs.prefixes and before.endswith("ly") and at > 1 and tokens[at - 2].lower in words.clauses.articles:
        # "the newly founded republic"
        return False
    if lower in verbs.words or lower in verbs.participles:
        return not _adjectival(before, words)
    if any(lower.startswith(p) and len(lower) >= len(p) + 3 for p in verbs.prefixes):
        # "berakhirnya": a noun made of a verb
        return not (words.clauses.possessive_suffix and lower in words.clauses.not_possessive)
    if verbs.prefixes or not lower.endswith("ed") or len(lower) < 5:
        return False
    return not _adjectival(before, words)


def _adjectival(before: str, words: ExerciseWords) -> bool:
    """True when the word before makes a participle an adjective or a noun phrase ("the divided city")."""
    clauses = words.clauses
    return not words.verbs.prefixes and (
        before in clauses.articles or before in clauses.prepositions or before in clauses.possessives
    )


def verb_groups(tokens: Sequence[Token], words: ExerciseWords) -> list[int]:
    """Positions of finite verbs, an auxiliary and its participle ("was signed", "had been lifted") counted once."""
    found: list[int] = []
    for i in range(len(tokens)):
        if not is_verb(tokens, i, words):
            continue
        if found and _joined(tokens, found[-1], i, words):
            continue
        found.append(i)
    return found


def _joined(tokens: Sequence[Token], first: int, second: int, words: ExerciseWords) -> bool:
    """True when only auxiliaries, negations and adverbs stand between an auxiliary and a participle.

    In Indonesian two verbs side by side are one predicate ("menarik pulang", "mulai menyerbu").
    """
    if words.verbs.prefixes:
        return second == first + 1
    aux, between = words.verbs.auxiliaries, [t.lower for t in tokens[first:second]]
    passing = aux | words.verbs.negation | words.clauses.removable
    return between[0] in aux and all(w in passing or w.endswith("ly") or w == "first" for w in between)


_STEM_TRIM = 6


def content_words(text: str, words: ExerciseWords) -> frozenset[str]:
    """Words that carry meaning, in lower case and cut to their first letters so that forms of one word meet."""
    return _content_words(text, words.language)


@lru_cache(maxsize=4096)
def _content_words(text: str, language: str) -> frozenset[str]:
    words = exercise_words(language)
    skip = _function_words(language)
    found = (t.lower for t in tokenise(text) if t.is_word)
    return frozenset(stem(w, words) for w in found if w not in skip and (len(w) > 2 or w.isdecimal()))


@cache
def _function_words(language: str) -> frozenset[str]:
    clauses = exercise_words(language).clauses
    return clauses.prepositions | clauses.articles | clauses.coordinators | clauses.subordinators | clauses.bad_ends


def stem(word: str, words: ExerciseWords) -> str:
    """A crude stem, for comparing only, never printed: known verb forms by their base, others by their beginning."""
    base = words.verbs.base.get(word, word)
    for ending in ("'s", "’s"):
        base = base.removesuffix(ending)
    if words.verbs.prefixes:
        for prefix in ("meng", "meny", "mem", "men", "me", "di", "ber", "pe"):
            if base.startswith(prefix) and len(base) > len(prefix) + 3:
                return base.removeprefix(prefix)[1:_STEM_TRIM] or base
    return base if base.isdecimal() else base[:_STEM_TRIM]
