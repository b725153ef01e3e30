"""What a sentence leaves to the text before it without a pointing word: which treaty "the treaty" is, whose secretary

"the Secretary", than what "even colder". On a sheet nothing stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.languages.carrier_words import CarrierWords, carrier_words
from handouts.languages.exercise_words import ExerciseWords, date_forms
from handouts.materials.grammar import SentenceView, Token, is_verb
from handouts.materials.references import leaning_nouns

_SHORT = 4
_YEAR = re.compile(r"\d{3,4}")
_REACH = 2  # words behind "similar" among which "to" stands


def leans(tokens: Sequence[Token], seen: SentenceView, words: ExerciseWords) -> bool:
    """True when something in a sentence, or in a clause without marks of dates, hangs on the text before."""
    listed = carrier_words(words.language)
    told = _pointing(tokens, seen, words, listed) or _bearer(tokens, seen, words, listed) or _compared(tokens, listed)
    told = told or _unplaced(tokens, seen, words, listed) or _whose(tokens, seen, words, listed)
    return told or _answering(tokens, listed) or _object(tokens, words)


def month_alone(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """True for a month without a year, which the text before tells: "launched an offensive in January"."""
    months = {month.lower() for month in date_forms(words.language).months}
    named = any(t.lower in months and t.text[:1].isupper() for t in tokens)
    return named and not any(_YEAR.fullmatch(t.text) for t in tokens)


def leaning_words(words: ExerciseWords) -> frozenset[str]:
    """The nouns that say nothing by themselves."""
    return carrier_words(words.language).pointers


def _pointing(tokens: Sequence[Token], seen: SentenceView, words: ExerciseWords, listed: CarrierWords) -> bool:
    """True for "The treaty was …", and for "the conflict" where no event is named before it."""
    for start, end in leaning_nouns(tokens, words):
        noun = [t for t in tokens[start:end] if t.text.islower() and t.lower not in words.labels.definite]
        kept = [t.lower for t in noun if t.lower not in words.clauses.removable and not t.lower.endswith("ly")]
        lone = len(kept) == 1 and all(t.name < 0 for t in tokens[start:end])
        if lone and kept[0] in listed.pointers and start == 0:
            return True
        if lone and kept[0] in listed.matters and not _told(tokens[:start], seen):
            return True
    return any(_owned(tokens, i, words, listed) for i in range(1, len(tokens)))


def _unplaced(tokens: Sequence[Token], seen: SentenceView, words: ExerciseWords, listed: CarrierWords) -> bool:
    """True for "marched into the city" where no place is named before it."""
    for start, end in leaning_nouns(tokens, words):
        noun = [t.lower for t in tokens[start:end] if t.lower not in words.labels.definite]
        if len(noun) == 1 and noun[0] in listed.places:
            named = [seen.names[t.name] for t in tokens[:start] if t.name >= 0 and not _the(tokens, t, words)]
            if all(name.type == "person" for name in named):
                return True
    return False


def _whose(tokens: Sequence[Token], seen: SentenceView, words: ExerciseWords, listed: CarrierWords) -> bool:
    """True for "The Dalbians provoked his attack": nobody stands before it whose attack it could be."""
    for i, token in enumerate(tokens):
        if token.lower not in words.clauses.possessives & listed.persons:
            continue
        comma = next((k for k in range(i, len(tokens)) if tokens[k].text == ","), len(tokens))
        if any(t.name >= 0 for t in tokens[comma + 1 : comma + 3]):
            # he is named behind the phrase: "Shortly after his return, Lund founded"
            continue
        named = [seen.names[t.name].type for t in tokens[:i] if t.name >= 0 and not _the(tokens, t, words)]
        titled = any(t.lower in words.names.roles for t in tokens[:i])
        if not titled and all(kind in ("place", "organisation", "event") for kind in named):
            return True
    return False


def _the(tokens: Sequence[Token], name: Token, words: ExerciseWords) -> bool:
    """True for a name that an article leads: a people or a thing."""
    first = next(i for i, t in enumerate(tokens) if t.name == name.name)
    return first > 0 and tokens[first - 1].lower in words.clauses.articles


def _told(before: Sequence[Token], seen: SentenceView) -> bool:
    """True when a named event, or another part of the sentence, stands before and says what is meant."""
    named = any(t.name >= 0 and t.start >= 0 and seen.names[t.name].type == "event" for t in before)
    return named or any(t.text == "," for t in before)


def _owned(tokens: Sequence[Token], at: int, words: ExerciseWords, listed: CarrierWords) -> bool:
    """True for "Lund's demand" with nothing behind it that says what was demanded."""
    if tokens[at].lower not in listed.matters or not tokens[at - 1].lower.endswith(("’s", "'s", "s’", "s'")):
        return False
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return after not in words.labels.tying | words.labels.purpose | {words.labels.content}


def _bearer(tokens: Sequence[Token], seen: SentenceView, words: ExerciseWords, listed: CarrierWords) -> bool:
    """True for "the Secretary" alone, unless a name before it, but that of a place, tells who that is."""
    for i, token in enumerate(tokens[1:], 1):
        office = token.lower.removesuffix("’s").removesuffix("'s")
        if (
            office not in listed.offices
            or not token.text[:1].isupper()
            or tokens[i - 1].lower not in words.labels.definite
        ):
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        more = after is not None and (after.name >= 0 or after.text[:1].isupper() or after.lower in words.labels.owned)
        names = [seen.names[t.name] for t in tokens[: i - 1] if t.name >= 0 and t.start >= 0]
        if not more and all(name.type == "place" for name in names):
            return True
    return False


def _answering(tokens: Sequence[Token], listed: CarrierWords) -> bool:
    """True for "In retaliation, …", "responded" and "menanggapi dengan": to what is not told.

    So with "similar" and "as well".
    """
    lower = [t.lower for t in tokens]
    line = f" {' '.join(lower)} . "  # a clause has no full stop of its own
    if any(line.startswith((f" {opening} ", f" {opening},")) for opening in listed.replies):
        return True
    if any(f" {phrase} " in line for phrase in listed.besides):
        return True
    near = [set(lower[i + 1 : i + 1 + _REACH]) for i in range(len(lower))]
    alone = (w in listed.answering and not listed.answered & behind for w, behind in zip(lower, near, strict=True))
    bare = (w in listed.replying and listed.answered & set(lower[i + 1 : i + 2]) for i, w in enumerate(lower))
    return any(alone) or any(bare)


def _object(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """True for a pronoun right behind the first verb: "signed it", "joined them" mean what stood before."""
    first = next((i for i in range(1, len(tokens)) if is_verb(tokens, i, words)), len(tokens))
    after = tokens[first + 1].lower if first + 1 < len(tokens) else ""
    return bool(words.clauses.object_pronouns) and after in words.clauses.object_pronouns - words.clauses.possessives


def _compared(tokens: Sequence[Token], listed: CarrierWords) -> bool:
    """True for a comparative whose other side is not told: "grew even colder", "lebih kecil" at the end."""
    forms, lower = listed.compared, [t.lower for t in tokens if t.is_word]
    for i, word in enumerate(lower):
        if forms.than & set(lower[i:]):
            continue
        if word in forms.comparatives:
            return True
        high = bool(forms.ending) and word.endswith(forms.ending) and len(word) > _SHORT
        if i and lower[i - 1] in forms.raised and (word in forms.degrees or high):
            return True
        if word in forms.degrees and i == len(lower) - 2:
            return True
    return False
