"""What one item tells another: the answer of one that stands, with most of its question, in what another prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from handouts.languages.exercise_words import ExerciseWords, date_forms, exercise_words
from handouts.materials.grammar import content_words
from handouts.materials.linting.wording import holds
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section

SIMILAR = 0.6
_MARKS = ".,;:!?()“”"
_CLAUSE = 5  # words of an option that says something
_YEAR = re.compile(r"\b\d{3,4}\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """One answerable thing on the sheet: what it asks, what is right, and what of it the pupil sees.

    `phrase` is the answer of a gap with the word behind it: wherever both stand together, they fill the gap.
    """

    id: str
    asked: str
    answer: str
    shown: tuple[str, ...]
    phrase: str = ""


def printed(sections: Iterable[Section]) -> list[Printed]:
    """All answerable things of the sections with what the pupil sees of them. Options and banks tell nothing alone."""
    return [p for s in sections for item in s.items for p in printed_item(item)]


def printed_item(item: Exercise) -> list[Printed]:
    """The answerable things of one item."""
    match item:
        case Choice() if not all(0 <= k < len(item.options) for k in item.keys):
            return []
        case Choice() if item.also:
            return [Printed(item.id, item.stem, item.options[k].text, (item.stem,)) for k in item.keys]
        case Choice():
            # an option that is a clause tells as much as a sentence does
            clauses = (o.text for o in item.options if len(o.text.split()) >= _CLAUSE)
            return [Printed(item.id, item.stem, item.answer, (item.stem, *clauses))]
        case Gap():
            text = f"{item.before} {item.after}"
            after = item.after.split()
            phrase = f"{item.answer} {after[0].strip(_MARKS)}" if after and after[0].strip(_MARKS).islower() else ""
            return [Printed(item.id, text, item.answer, (text,), phrase if not item.answer.isdecimal() else "")]
        case Match():
            return [Printed(p.id, p.premise, p.response, (p.premise,)) for p in item.pairs]
        case Order():
            return [Printed(item.id, e.text, e.display, (e.text,)) for e in item.entries]
        case Open():
            return [Printed(item.id, item.prompt, item.answer.rstrip("."), (item.prompt,))]
        case Grid():
            # a statement may be false: what it prints tells nothing for sure, and its answer stands in no other text
            return []


def answered_elsewhere(sections: Sequence[Section], words: ExerciseWords) -> list[tuple[Printed, Printed]]:
    """Pairs (a, b) where b's printed text answers a."""
    things = printed(sections)
    return [(a, b) for a in things for b in things if a.id != b.id and gives_away(b, a, words)]


def gives_away(teller: Printed, asked: Printed, words: ExerciseWords) -> bool:
    """True when the printed text of one item holds the answer of another together with most of what it asks.

    A date counts as given away when its year stands there: pupils then need no more.
    """
    years = _YEAR.findall(asked.answer)
    needles = years if years and len(asked.answer) < 40 else [asked.answer]
    question = content_words(asked.asked, words)
    if not years:
        # a name is told by what was done, with or without the date
        question = question - _dates(words.language) - {w for w in question if w.isdecimal()} or question
    if not question:
        return False
    phrase = asked.phrase.casefold()
    if phrase and any(holds(text.casefold(), phrase) for text in teller.shown):
        return True
    for text in teller.shown:
        if any(holds(text.casefold(), n.casefold()) for n in needles):
            told = content_words(text, words)
            if len(question & told) >= SIMILAR * len(question):
                return True
    return False


@cache
def _dates(language: str) -> frozenset[str]:
    """The names of the months as `content_words` has them."""
    words = exercise_words(language)
    return frozenset(w for month in date_forms(language).months for w in content_words(month, words))
