"""Which sentences can be printed alone, as they are, and what of them is better left away.

Stricter than a reader would be, since nobody explains a pronoun to a pupil: a sentence that points at its neighbours
by a word, or at something that it does not name, carries nothing.
"""

from __future__ import annotations

import re

from handouts.languages.carrier_words import CarrierWords, carrier_words
from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import SentenceView, is_verb
from handouts.materials.kinds.context import Context

LEAST_WORDS, MOST_WORDS = 6, 36
# a sentence that ends in initials is likely cut in two ("commanded the U.S.S. / Ticonderoga")
_CUT_OFF = re.compile(r"\w\.\w\.$")
_NEVER = frozenset("[]:?")
_PAIRS = (("(", ")"), ("“", "”"))


def carriers(context: Context) -> tuple[SentenceView, ...]:
    """The sentences that can be read alone: nothing in them points outside, no pronoun without its name before it."""
    return tuple(v for v in context.reading.views if _Alone(context, v).holds())


def opening(context: Context, text: str) -> int:
    """Where a sentence begins without the connective in front of it ("Moreover, ", "Akhirnya, "); 0 without one."""
    head, comma, rest = text.partition(", ")
    known = comma and rest and head.lower() in context.words.clauses.connectives
    return len(head) + len(comma) if known else 0


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
        if not LEAST_WORDS <= words <= MOST_WORDS or text[-1:] != "." or _CUT_OFF.search(text):
            return False
        if _NEVER & set(text) or any(text.count(a) != text.count(b) for a, b in _PAIRS) or text.count('"') % 2:
            return False
        return self._whole() and not self._points() and not self._leans()

    def _whole(self) -> bool:
        """True for a main clause of its own, be it behind a comma."""
        line = " ".join(self.lower[:2]) + " "
        behind = any(line.startswith(f"{opener} ") for opener in self.listed.openers)
        comma = self.lower.index(",") if "," in self.lower else -1
        if behind:
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
        suffix = clauses.possessive_suffix
        for i, word in enumerate(self.lower):
            owned = bool(suffix) and word.endswith(suffix) and word not in clauses.not_possessive
            if not owned and word not in listed:
                continue
            if not owned and self._after_phrase(i):
                return True
            return not self._named_before(i) and not self._named_after(i)
        return False

    def _named_before(self, at: int) -> bool:
        """True for a name that the pronoun can stand for: for "he" that of a person."""
        names = [self.seen.names[t.name] for t in self.tokens[: at if at > 1 else 0] if t.name >= 0]
        return any(self.lower[at] not in self.listed.persons or name.type == "person" for name in names)

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
