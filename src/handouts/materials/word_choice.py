"""Which entries of a glossary a sheet to be worked on can use: each with one right answer, and none that tells it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.materials.mixing import mixed
from handouts.materials.puzzles.clues import circular, untold
from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.text import Passage

MOST_PAIRS = 10
LEAST_TO_MATCH = 5
_MOST_EXTRA = 3
_LEAST_STEM = 5  # letters of a term that tell it inside a longer word ("menginvasi")
_ALIKE = 0.6  # of the words of two meanings, that makes them fit the same term
_LONG = 140  # characters of a meaning that is tiresome to match
_WORD = re.compile(r"[^\W_]+")

# What fits on one page of any paper, in points: a character, a line, the space between rows, the lowest row, all rows;
# the width of both columns' words, and what the responses take of it at least and at most.
_CHARACTER, _LINE, _BETWEEN, _LEAST_ROW, _PAGE = 5.5, 14.5, 6.0, 21.5, 440.0
_ACROSS, _LEAST_RIGHT, _MOST_RIGHT = 390.0, 92.0, 195.0
_LONG_TERM = 30  # characters of a term that leaves the meanings little room


@dataclass(frozen=True, slots=True)
class Matched:
    """What is matched: `terms` in alphabetical order are the responses, `order` the places in it of the premises."""

    terms: tuple[Entry, ...]
    order: tuple[int, ...]


def forms(entry: Entry) -> tuple[str, ...]:
    """The ways in which an entry is written, the term first."""
    return (entry.term, *entry.variants)


def words_of(text: str) -> frozenset[str]:
    """The words of a text without regard to case."""
    return frozenset(_WORD.findall(text.casefold()))


def tells(entry: Entry, language: str) -> bool:
    """Whether its meaning holds the term itself, or a word made of it, or is made of its words: see `circular`."""
    meaning = entry.definition.casefold()
    return any(_holds(meaning, form.casefold()) or circular(form, meaning, language) for form in forms(entry))


def hints(entry: Entry, language: str) -> bool:
    """Whether its meaning holds a word of the term: "another front" of "second front"."""
    return untold(entry.term, entry.definition, language) != entry.definition.strip()


def _holds(text: str, form: str) -> bool:
    if len(form) >= _LEAST_STEM:
        return form in text
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def matched(handout: Handout) -> Matched | None:
    """The pairs and the terms without a partner; None when too few fit together on a page."""
    usable = matchable(handout)
    wish = 1 if len(usable) < 7 else 2 if len(usable) < 12 else _MOST_EXTRA
    # a term of which a word stands in its meaning is a response of which no meaning is printed
    silent = sum(not hints(entry, handout.meta.language) for entry in usable)
    most = min(MOST_PAIRS, len(usable) - wish, max(silent, LEAST_TO_MATCH - 1))
    for pairs in range(most, LEAST_TO_MATCH - 2, -1):
        for extra in range(wish, 0, -1):
            taken = [*usable[:pairs], *_shortest(usable[pairs:], extra)]
            if _height(taken, pairs) <= _PAGE:
                return _laid_out(taken, pairs, handout)
    return None


def matchable(handout: Handout) -> tuple[Entry, ...]:
    """Entries of one kind whose meanings fit one term each, the best first."""
    kinds, language = Counter(entry.kind for entry in handout.glossary.printed), handout.meta.language
    kind, most = max(kinds.items(), key=lambda item: item[1], default=("term", 0))
    found: list[Entry] = []
    for entry in handout.glossary.printed:
        fits = most < LEAST_TO_MATCH or entry.kind == kind
        if fits and not tells(entry, language) and not any(_alike(entry, other) for other in found):
            found.append(entry)
    # What the essay uses most is worth most; the glossary's order decides between equals.
    return tuple(
        sorted(
            found,
            key=lambda e: (hints(e, language), len(e.definition) > _LONG, not e.mentions, -min(len(e.mentions), 3)),
        )
    )


def _alike(one: Entry, other: Entry) -> bool:
    if one.term.casefold() == other.term.casefold():
        return True
    a, b = words_of(one.definition), words_of(other.definition)
    if not a or not b:
        return one.definition.strip() == other.definition.strip()
    return len(a & b) / len(a | b) >= _ALIKE


def _shortest(entries: Sequence[Entry], count: int) -> list[Entry]:
    """The first of those left, since all are plausible, that leave the page its room."""
    return sorted(entries[: 2 * count], key=lambda e: len(e.term) > _LONG_TERM)[:count]


def _height(taken: Sequence[Entry], pairs: int) -> float:
    """How high the rows may become in print, whichever premise comes to stand beside whichever response."""
    longest = max(len(entry.term) for entry in taken) * _CHARACTER
    right = min(max(longest, _LEAST_RIGHT), _MOST_RIGHT)
    premises = [_row(entry.definition, _ACROSS - right) for entry in taken[:pairs]]
    premises += [_LEAST_ROW] * (len(taken) - pairs)
    responses = [_row(entry.term, right) - _LEAST_ROW for entry in taken]
    return sum(premises) + sum(responses)


def _row(text: str, across: float) -> float:
    """The height of a row with this text, when each line ends half a long word early."""
    lines = -(-len(text) // max(int(across / _CHARACTER) - 5, 1))
    return max(lines * _LINE + _BETWEEN, _LEAST_ROW)


def _laid_out(taken: Sequence[Entry], pairs: int, handout: Handout) -> Matched:
    place = {entry.term: i for i, entry in enumerate(handout.glossary.entries)}
    terms = tuple(sorted(taken, key=lambda entry: place[entry.term]))
    asked = [i for i, entry in enumerate(terms) if entry in taken[:pairs]]
    order = mixed(pairs, (tuple(range(pairs)), tuple(reversed(range(pairs)))), handout.meta.slug, "glossary-matching")
    return Matched(terms, tuple(asked[k] for k in order))


def usage(entry: Entry, handout: Handout) -> Passage | None:
    """A sentence of the essay, free of doubt, in which the term stands: the one that explains it, else the first."""
    if entry.sentence is not None and entry.source == "pattern":
        return entry.sentence
    for mention in entry.mentions:
        for sentence in handout.sentences:
            if within(mention, sentence):
                return sentence
    return None


def within(inner: Passage, outer: Passage) -> bool:
    """Whether one passage lies in another."""
    return inner.block == outer.block and outer.start <= inner.start and inner.end <= outer.end
