"""Vocabulary in context: the essay's own sentences with a term of the glossary left out, and a bank of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.languages.exercise_words import exercise_words
from handouts.languages.lexicon import lexicon
from handouts.materials.vocabulary_rivals import STEM, Rivals, kin, related, weight
from handouts.materials.word_choice import forms, within, words_of
from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.text import Passage

MOST_GAPS = 8  # with the pupils' own sentences they fill one page
LEAST_GAPS = 4
_EXTRA = 2
_OWN = 2
_SHORTEST, _LONGEST, _BEST = 40, 240, 120  # characters of a sentence
_LEAST_WEIGHT, _MUCH_WEIGHT = 4, 12  # words of weight beside a gap: at least, and what is enough
_LEAST_BEFORE = 3  # words before a gap
_QUOTES = re.compile(r"[“”\"‘]")


@dataclass(frozen=True, slots=True)
class Gapped:
    """A sentence with the place of the term left out. `answer` is the word as the bank gives it."""

    entry: Entry
    sentence: Passage
    mention: Passage
    answer: str

    @property
    def before(self) -> str:
        """The sentence up to the gap."""
        return self.sentence.text[: self.mention.start - self.sentence.start]

    @property
    def after(self) -> str:
        """The sentence behind the gap."""
        return self.sentence.text[self.mention.end - self.sentence.start :]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`gaps` in the order of the essay, words that fit none of them, entries for sentences of the pupils' own."""

    gaps: tuple[Gapped, ...]
    extra: tuple[str, ...]
    own: tuple[Entry, ...]

    @property
    def bank(self) -> tuple[str, ...]:
        """All words, in alphabetical order."""
        return tuple(sorted((*(gap.answer for gap in self.gaps), *self.extra), key=_alphabetical))


def vocabulary(handout: Handout) -> Vocabulary:
    """As many gaps as stand apart from each other, at most MOST_GAPS; none when the essay carries fewer than LEAST.

    Where meanings that share no word at all give too few, they may share words that many of them have.
    """
    offers = {entry.term: _offers(entry, handout) for entry in handout.glossary.printed}
    for rivals in (Rivals(handout, strict=True), Rivals(handout, strict=False)):
        chosen = _chosen(offers, handout, rivals)
        if len(chosen) >= LEAST_GAPS:
            break
    else:
        return Vocabulary((), (), ())
    gaps = tuple(sorted(chosen, key=lambda gap: gap.sentence.place))
    own = [gap.entry for gap in chosen if gap.entry.kind == "term"] or [gap.entry for gap in chosen]
    return Vocabulary(
        gaps, _extra(handout, gaps, rivals), tuple(sorted(own[:_OWN], key=lambda e: _alphabetical(e.term)))
    )


def _chosen(offers: Mapping[str, list[Gapped]], handout: Handout, rivals: Rivals) -> list[Gapped]:
    """Gaps that stand apart, at most MOST_GAPS. Those with the fewest rivals and sentences choose first."""
    carried = [entry for entry in handout.glossary.printed if offers[entry.term]]
    against = {e.term: sum(rivals.near(e, other) for other in carried) for e in carried}
    chosen: list[Gapped] = []
    for entry in sorted(carried, key=lambda e: (against[e.term], e.kind != "term", len(offers[e.term]))):
        if any(rivals.near(entry, other.entry) for other in chosen):
            continue
        found = next((gap for gap in offers[entry.term] if _apart(gap, chosen)), None)
        if found is not None and len(chosen) < MOST_GAPS:
            chosen.append(found)
    return chosen


def _offers(entry: Entry, handout: Handout) -> list[Gapped]:
    """The sentences that can carry a gap for the entry, the best first."""
    found = []
    for sentence in handout.sentences:
        inside = [mention for mention in entry.mentions if within(mention, sentence)]
        if len(inside) == 1 and _readable(sentence, handout):
            gap = Gapped(entry, sentence, inside[0], _answer(entry, inside[0], sentence))
            if _carries(gap, handout):
                found.append(gap)
    return sorted(found, key=lambda gap: _worth(gap, handout))


def _readable(sentence: Passage, handout: Handout) -> bool:
    block = handout.essay.text_block(sentence.block)
    return block.kind != "heading" and _SHORTEST <= len(sentence.text.strip()) <= _LONGEST


def _answer(entry: Entry, mention: Passage, sentence: Passage) -> str:
    """The word as the sentence has it; at its start a word that is small elsewhere is small in the bank too."""
    text = mention.text
    small = entry.term[:1].islower() and mention.start == sentence.start and not text[1:2].isupper()
    return text[:1].lower() + text[1:] if small else text


def _carries(gap: Gapped, handout: Handout) -> bool:
    """No gap near the start, in a bare sentence, behind "a", in a compound, or whose word stands there again."""
    before = gap.before.split()
    glued = gap.after[:1] in ("-", "’", "'") or gap.before[-1:] == "-"
    if not before or glued or before[-1].casefold() in exercise_words(handout.meta.language).clauses.no_gap_after:
        return False
    return _decided(gap, handout) and not _shown(gap.entry, f"{gap.before} {gap.after}")


def _decided(gap: Gapped, handout: Handout) -> bool:
    """Whether the sentence says enough to tell the word: it explains it, or has words before the gap and of weight.

    What only points back ("with this ____", "____ itu") is told by the sentence before.
    """
    if _explains(gap):
        return True
    lex = lexicon(handout.meta.language)
    words = exercise_words(handout.meta.language)
    beside = gap.after.split()[:1] if lex.names.head_first else gap.before.split()[-1:]
    points = any(word.casefold().strip(",.") in words.labels.pointing - words.clauses.articles for word in beside)
    enough = weight(f"{gap.before} {gap.after}", lex.function_words) >= _LEAST_WEIGHT
    return not points and enough and len(gap.before.split()) >= _LEAST_BEFORE


def _explains(gap: Gapped) -> bool:
    """Whether the gap is in the sentence that the meaning was taken from."""
    return gap.entry.sentence is not None and gap.entry.sentence.overlaps(gap.sentence)


def _shown(entry: Entry, text: str) -> bool:
    """Whether the text gives the entry away: all words of one of its forms, or words that begin alike."""
    words = words_of(text)
    for form in forms(entry):
        parts = words_of(form)
        weighty = [part for part in parts if len(part) >= STEM] or parts
        if weighty and all(any(kin(part, word) for word in words) for part in weighty):
            return True
    return False


def _worth(gap: Gapped, handout: Handout) -> tuple[bool, bool, bool, int, int]:
    """Sentences that explain the term first, then those that can be read alone, then those that say most."""
    first = gap.sentence.text.split()[0].casefold().strip(",")
    alone = first not in exercise_words(handout.meta.language).clauses.reject_starts
    quoted = _QUOTES.search(gap.sentence.text) is not None
    said = weight(f"{gap.before} {gap.after}", lexicon(handout.meta.language).function_words)
    return not _explains(gap), not alone, quoted, -min(said, _MUCH_WEIGHT), abs(len(gap.sentence.text) - _BEST)


def _apart(gap: Gapped, chosen: Sequence[Gapped]) -> bool:
    """Whether neither the words nor the sentences of a gap and of those chosen answer one another."""
    return all(
        gap.sentence != other.sentence
        and not related(gap.answer, other.answer)
        and not _shown(gap.entry, other.sentence.text)
        and not _shown(other.entry, gap.sentence.text)
        for other in chosen
    )


def _extra(handout: Handout, gaps: Sequence[Gapped], rivals: Rivals) -> tuple[str, ...]:
    """Terms that stand in none of the sentences, are kin to no word of the bank, and rivals of no gap."""
    found: list[str] = []
    for entry in _like_kinds(handout, gaps):
        near = any(related(entry.term, word) for word in (*(gap.answer for gap in gaps), *found))
        near = near or any(rivals.near(entry, gap.entry) for gap in gaps)
        if not near and not any(_shown(entry, gap.sentence.text) for gap in gaps):
            found.append(entry.term)
    return tuple(found[:_EXTRA])


def _like_kinds(handout: Handout, gaps: Sequence[Gapped]) -> Iterator[Entry]:
    """The entries that no gap asks for, those of kinds that gaps ask for first."""
    asked, kinds = {gap.entry.term for gap in gaps}, {gap.entry.kind for gap in gaps}
    left = [entry for entry in handout.glossary.printed if entry.term not in asked]
    yield from (entry for entry in left if entry.kind in kinds)
    yield from (entry for entry in left if entry.kind not in kinds)


def _alphabetical(word: str) -> tuple[str, str]:
    return unicodedata.normalize("NFKD", word.casefold()), word
