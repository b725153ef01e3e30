"""Which sentences can be printed alone, as they are, and what of them is better left away.

Stricter than a reader would be, since nobody explains a pronoun to a pupil: a sentence that points at its neighbours
by a word, or at something that it does not name, carries nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.languages.carrier_words import CarrierWords, carrier_words
from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.facts import DatePhrase
from handouts.materials.grammar import SentenceView, Token, is_verb, tokenise
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.told_before import leans

LEAST_WORDS, MOST_WORDS = 6, 36
_NEAR_VERB, _MOST_FRONT, _MOST_LATER = 9, 10, 4
# a sentence that ends in initials is likely cut in two ("commanded the U.S.S. / Ticonderoga")
_CUT_OFF = re.compile(r"\w\.\w\.$")
_NEVER = frozenset("[]:?")
_PAIRS = (("(", ")"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class Carrier(SentenceView):
    """A sentence that can be read alone, or as much of it as can: its tokens and its text up to the cut.

    Sentence and names are those of the whole, so that offsets and indices stay what they are.
    """

    printed: str

    @property
    def text(self) -> str:
        """What is printed."""
        return self.printed


def carriers(context: Context) -> tuple[Carrier, ...]:
    """The sentences that can be read alone: nothing in them points outside, no pronoun without its name before it.

    Where the whole cannot, a last part that can go without harm goes: a clause with a subject of its own, or one that
    says which, when or why.
    """
    return tuple(c for v in context.reading.views if (c := _carrier(context, v)) is not None)


def _carrier(context: Context, seen: SentenceView) -> Carrier | None:
    whole = Carrier(seen.sentence, seen.tokens, seen.names, seen.sentence.text)
    for carrier in (whole, *_shortened(context, whole)):
        if _Alone(context, carrier).holds():
            return carrier
    return None


def dates_in(context: Context, seen: SentenceView) -> tuple[DatePhrase, ...]:
    """The dates in what is printed of a sentence."""
    end = seen.sentence.passage.start + len(seen.text)
    return tuple(p for p in context.reading.phrases[seen.sentence.id] if p.mention.end <= end)


def _shortened(context: Context, whole: Carrier) -> Iterator[Carrier]:
    """The sentence without its last parts, the longest first."""
    tokens, text = whole.tokens, whole.text
    if text.rstrip('”"')[-1:] != ".":
        return
    for at in range(len(tokens) - 2, LEAST_WORDS, -1):
        comma = tokens[at].text == "," and _can_go(context, tokens[at + 1 :]) and not _lists(context, tokens[: at + 2])
        if tokens[at].text == ";" or comma:
            kept, end = tokens[:at], tokens[at - 1].end
            if _half(context, kept):
                continue
            stop = Token(".", end, end + 1, space=False)
            yield Carrier(whole.sentence, (*kept, stop), whole.names, text[:end] + ".")


def _half(context: Context, tokens: Sequence[Token]) -> bool:
    """True for what ends in half a clause: "threw carriers into action but the Americans"."""
    words = context.words
    at = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].lower in words.clauses.coordinators), -1)
    rest = tokens[at + 1 :]
    joins = at > 0 and tokens[at].lower not in words.clauses.list_joints
    return joins and not any(is_verb(rest, i, words) for i in range(len(rest)))


def _lists(context: Context, tokens: Sequence[Token]) -> bool:
    """True for the comma and the joint before the last of several: "the United States, France, and"."""
    if tokens[-1].lower not in context.words.clauses.coordinators:
        return False
    commas = [i for i, t in enumerate(tokens) if t.text == ","]
    part = tokens[commas[-2] + 1 : commas[-1]] if commas[1:] else ()
    return bool(part) and not any(is_verb(part, i, context.words) for i in range(len(part)))


def _can_go(context: Context, rest: Sequence[Token]) -> bool:
    """True for what may go behind a comma: a relative or subordinate clause, a participle, a clause of its own."""
    words, first = context.words, rest[0]
    if first.name >= 0 or not first.text.islower():
        return False
    ending = words.labels.participle
    if first.lower in words.labels.rest:
        return True
    if ending and first.lower.endswith(ending) and first.lower not in words.verbs.not_verbs:
        return len(rest) > 2 and rest[1].text != "," and rest[1].lower not in words.clauses.list_joints
    if first.lower not in words.clauses.coordinators:
        return False
    near = next((i for i in range(1, min(len(rest), _NEAR_VERB)) if is_verb(rest, i, words)), 0)
    return near > 1 and not any(t.text == "," for t in rest[1:near])


def opening(context: Context, text: str) -> int:
    """Where a sentence begins without what leans on the one before it; 0 without such.

    That is a connective ("Moreover, ", "Akhirnya, "), or a phrase without a verb that points back ("At that time, ").
    """
    head, comma, rest = text.partition(", ")
    if not comma or not rest:
        return 0
    known = head.lower() in context.words.clauses.connectives
    return len(head) + len(comma) if known or _pointing_front(context, head) else 0


def _pointing_front(context: Context, head: str) -> bool:
    words, listed = context.words, carrier_words(context.analysis.language)
    tokens = tokenise(head)
    lower = [t.lower for t in tokens]
    if lower[-1] in listed.later and len(lower) <= _MOST_LATER:
        # "Three days later, "
        return True
    if lower[0] not in listed.fronts or any(is_verb(tokens, i, words) for i in range(1, len(tokens))):
        return False
    leaning = (words.clauses.dangling | words.clauses.possessives) - set(listed.borne)
    leaning |= words.labels.pointing - words.clauses.articles
    if lower[-1] not in leaning and tokens[-1].text[:1].isupper() and set(lower[1:-1]) & leaning:
        # "At this point Lund," goes on with its subject
        return False
    suffix = words.clauses.possessive_suffix
    owned = any(suffix and w.endswith(suffix) and w not in words.clauses.not_possessive for w in lower)
    return len(lower) <= _MOST_FRONT and (owned or bool(leaning & set(lower)))


class _Alone:
    """One sentence under the question whether it can stand alone."""

    def __init__(self, context: Context, seen: SentenceView) -> None:
        self.words: ExerciseWords = context.words
        self.listed: CarrierWords = carrier_words(context.analysis.language)
        self.seen = seen
        self.start = opening(context, seen.text)
        self.tokens = [t for t in seen.tokens if t.start >= self.start]
        self.lower = [t.lower for t in self.tokens]

    def holds(self) -> bool:
        """True when nothing speaks against it."""
        words, text = sum(t.is_word for t in self.tokens), self.seen.text
        if not LEAST_WORDS <= words <= MOST_WORDS or text.rstrip('”"')[-1:] != "." or _CUT_OFF.search(text):
            return False
        if _NEVER & set(text) or any(text.count(a) != text.count(b) for a, b in _PAIRS) or text.count('"') % 2:
            return False
        hanging = leans(self.tokens, self.seen, self.words) or bool(set(self.lower[:2]) & self.words.sequence)
        return self._whole() and not self._points() and not self._leans() and not hanging

    def _whole(self) -> bool:
        """True for a main clause of its own, be it behind a comma."""
        line = " ".join(self.lower[:2]) + " "
        behind = any(line.startswith(f"{opener} ") for opener in self.listed.openers)
        comma = self.lower.index(",") if "," in self.lower else -1
        if behind:
            clause = self.lower[0] in self.words.labels.subclauses - self.words.clauses.prepositions
            if clause and not self._has_verb(0, comma if comma > 0 else None):
                # "Although Carter, in 1979, signed": the first comma is not the end of the clause in front
                return False
            return comma > 0 and not self._verb(comma + 1) and self._has_verb(comma)
        phrase = comma > 0 and self.lower[0] in self.words.clauses.prepositions and not self._has_verb(0, comma)
        if self.lower[0] in self.words.clauses.reject_starts or self._verb(0) or (phrase and self._verb(comma + 1)):
            return False
        return self._has_verb(0)

    def _has_verb(self, start: int, end: int | None = None) -> bool:
        return any(self._verb(i) for i in range(start + 1, len(self.tokens) if end is None else end))

    def _verb(self, at: int) -> bool:
        """True for a verb that would want a subject before it."""
        if at >= len(self.tokens):
            return False
        return is_verb(self.tokens, at, self.words) or self.lower[at] in self.words.verbs.link

    def _points(self) -> bool:
        """True when a word such as "this" or "tersebut" points at another sentence."""
        clauses = self.words.clauses
        pointing = clauses.dangling - clauses.object_pronouns
        return any(word in pointing and not self._borne(i) for i, word in enumerate(self.lower))

    def _borne(self, at: int) -> bool:
        word = self.lower[at]
        rule = self.listed.borne.get(word)
        if rule is None or at == 0:
            return False
        after = self.lower[at + 1] if at + 1 < len(self.lower) else "."
        needed = not rule.needs or rule.needs in self.lower[at + 1 :]
        return self.lower[at - 1] not in rule.not_after and after not in rule.not_before and after != "." and needed

    def _leans(self) -> bool:
        """True when a pronoun has no name before it that it could stand for."""
        clauses = self.words.clauses
        listed = (clauses.object_pronouns | clauses.pronouns | clauses.possessives) - set(self.listed.borne)
        for i, word in enumerate(self.lower):
            owned = self._suffixed(i)
            if not owned and word not in listed:
                continue
            if not owned and self._after_phrase(i):
                return True
            return not self._named_before(i) and not self._named_after(i)
        return False

    def _named_before(self, at: int) -> bool:
        """True for a name that the pronoun can stand for: for "he" that of a person.

        A thing that owns is the subject: in "Membership in the League might soften its rule" the name is no "it".
        """
        before = self.tokens[: at if at > 1 else 0]
        if self.lower[at] in self.listed.owners or self._suffixed(at):
            before = [t for i, t in enumerate(before) if not self._behind_preposition(i)]
        names = [self.seen.names[t.name] for t in before if t.name >= 0]
        return any(self.lower[at] not in self.listed.persons or name.type == "person" for name in names)

    def _suffixed(self, at: int) -> bool:
        """True for a possessive that is an ending: "pemerintahannya"."""
        clauses, word = self.words.clauses, self.lower[at]
        suffix = clauses.possessive_suffix
        return bool(suffix) and word.endswith(suffix) and word not in clauses.not_possessive

    def _behind_preposition(self, at: int) -> bool:
        """True for a token of a name that a preposition leads, but for the one that opens the sentence."""
        name = self.tokens[at].name
        while at > 0 and (self.tokens[at - 1].name == name >= 0 or self.lower[at - 1] in self.words.clauses.articles):
            at -= 1
        return at > 1 and self.lower[at - 1] in self.words.clauses.prepositions

    def _after_phrase(self, at: int) -> bool:
        """True for a subject behind an opening without a verb: in "Like the charter, it …" the name is no "it"."""
        first = self.lower.index(",") if "," in self.lower else -1
        if at != first + 1 or self.lower[at] in self.listed.possessives:
            return False
        return not self._has_verb(0, first)

    def _named_after(self, at: int) -> bool:
        """True for a possessive in the opening phrase, with the name it belongs to right behind the comma."""
        if self.lower[at] not in self.listed.possessives or "," not in self.lower[at:]:
            return False
        comma = self.lower.index(",", at)
        return comma + 1 < len(self.tokens) and self.tokens[comma + 1].name >= 0 and "," not in self.lower[:at]
