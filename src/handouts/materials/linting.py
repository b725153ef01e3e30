"""Checks of finished sections, generated or a teacher's own: what a pupil could tell without knowing the answer.

Rules after Haladyna, Downing and Rodriguez (2002) and the kaidah penulisan soal. Each finding is a diagnostic whose
code begins with "lint-"; `version` names the version it was found in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handouts.diagnostics import Diagnostic, problem, warning
from handouts.languages.exercise_words import ExerciseWords, exercise_words
from handouts.materials.grammar import content_words
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section

SIMILAR = 0.6
_LONGEST_RUN = 2
_LENGTH_RATIO = 1.8
_YEAR = re.compile(r"\b\d{3,4}\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """One answerable thing on the sheet: what it asks, what is right, and what of it the pupil sees."""

    id: str
    asked: str
    answer: str
    shown: tuple[str, ...]


def lint(sections: Sequence[Section], language: str, version: str = "A") -> tuple[Diagnostic, ...]:
    """All findings in the sections of one version."""
    words = exercise_words(language)
    found = [d for s in sections for item in s.items for d in _item(item)]
    for section in sections:
        found += _bank(section)
        found += _keys(section)
    found += [
        problem("lint-answered-elsewhere", None, item=a.id, other=b.id) for a, b in answered_elsewhere(sections, words)
    ]
    return tuple(Diagnostic(d.code, d.severity, d.location, {**d.data, "version": version}) for d in found)


def _item(item: Exercise) -> Iterable[Diagnostic]:
    match item:
        case Choice():
            return _choice(item)
        case Gap():
            return _gap(item)
        case Match():
            return _match(item)
        case Order():
            return _order(item)
        case Open():
            return _open(item)
        case Grid():
            return _grid(item)


def _choice(item: Choice) -> Iterator[Diagnostic]:
    texts = [o.text for o in item.options]
    folded = [t.casefold().strip() for t in texts]
    if not all(0 <= k < len(texts) for k in item.keys):
        yield problem("lint-key-missing", None, item=item.id)
        return
    if len(set(folded)) < len(folded):
        yield problem("lint-options-equal", None, item=item.id)
    for i, a in enumerate(folded):
        for j, b in enumerate(folded):
            if i != j and a != b and _holds(b, a):
                yield problem("lint-option-in-option", None, item=item.id, option=texts[i], other=texts[j])
    if any(_holds(item.stem.casefold(), folded[k]) for k in item.keys):
        yield problem("lint-answer-in-stem", None, item=item.id, answer=item.answer)
    others = [len(t) for i, t in enumerate(texts) if i not in item.keys]
    if others and len(item.answer) > _LENGTH_RATIO * max(others) and len(item.answer) > max(others) + 8:
        yield warning("lint-longest-option", None, item=item.id, answer=item.answer)


def _gap(item: Gap) -> Iterator[Diagnostic]:
    if _holds(f"{item.before} {item.after}".casefold(), item.answer.casefold()):
        yield problem("lint-answer-in-stem", None, item=item.id, answer=item.answer)
    if not item.before.strip():
        yield warning("lint-gap-first", None, item=item.id)


def _match(item: Match) -> Iterator[Diagnostic]:
    right = [p.response for p in item.pairs]
    if any(r not in item.responses for r in right):
        yield problem("lint-response-missing", None, item=item.id)
    if len(set(item.responses)) < len(item.responses) or len(set(right)) < len(right):
        yield problem("lint-responses-equal", None, item=item.id)
    if len(item.responses) <= len(item.pairs):
        yield warning("lint-responses-few", None, item=item.id)
    shown = [r for r in item.responses if r in right]
    if len(right) > 1 and shown in (right, right[::-1]):
        yield problem("lint-match-in-order", None, item=item.id)


def _order(item: Order) -> Iterator[Diagnostic]:
    right = tuple(range(len(item.entries)))
    if sorted(item.shown) != list(right):
        yield problem("lint-order-broken", None, item=item.id)
    elif len(right) > 2 and item.shown in (right, right[::-1]):
        yield problem("lint-order-shown", None, item=item.id)
    for a, b in zip(item.entries, item.entries[1:], strict=False):
        if not a.date.before(b.date):
            yield problem("lint-order-undecided", None, item=item.id, first=a.text, second=b.text)


def _grid(item: Grid) -> Iterator[Diagnostic]:
    if any(not 0 <= row.column < len(item.columns) for row in item.rows):
        yield problem("lint-key-missing", None, item=item.id)
        return
    if len({row.text.casefold().strip() for row in item.rows}) < len(item.rows):
        yield problem("lint-statements-equal", None, item=item.id)
    if len(item.rows) > _LONGEST_RUN and len({row.column for row in item.rows}) == 1:
        yield warning("lint-statements-one-column", None, item=item.id)


def _open(item: Open) -> Iterator[Diagnostic]:
    if item.rubric:
        return
    if not item.answer.strip():
        yield problem("lint-key-missing", None, item=item.id)
    elif _holds(item.prompt.casefold(), item.answer.casefold().rstrip(".")):
        yield problem("lint-answer-in-stem", None, item=item.id, answer=item.answer)


def _bank(section: Section) -> Iterator[Diagnostic]:
    answers = [i.answer for i in section.items if isinstance(i, Gap)]
    if not section.bank or not answers:
        return
    for item in section.items:
        if isinstance(item, Gap) and item.answer not in section.bank:
            yield problem("lint-bank-missing", None, item=item.id, answer=item.answer)
    if len(set(section.bank)) < len(section.bank):
        yield problem("lint-bank-equal", None, item=section.kind)
    if len(answers) > 2 and [w for w in section.bank if w in answers] == answers:
        yield problem("lint-bank-in-order", None, item=section.kind)


def _keys(section: Section) -> Iterator[Diagnostic]:
    """Key letters of a section: no run of three where the options could have stood otherwise, not all one letter."""
    items = [i for i in section.items if isinstance(i, Choice) and not i.also]
    keys = [i.key for i in items]
    if len(keys) > _LONGEST_RUN and len(set(keys)) == 1:
        yield warning("lint-key-one-letter", None, item=items[0].id)
    for i in range(len(items) - _LONGEST_RUN):
        run = items[i : i + _LONGEST_RUN + 1]
        if len({r.key for r in run}) == 1 and not all(r.natural_order for r in run):
            yield warning("lint-key-run", None, item=run[-1].id)


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
            return [Printed(item.id, item.stem, item.answer, (item.stem,))]
        case Gap():
            text = f"{item.before} {item.after}"
            return [Printed(item.id, text, item.answer, (text,))]
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
    if not question:
        return False
    for text in teller.shown:
        if any(_holds(text.casefold(), n.casefold()) for n in needles):
            told = content_words(text, words)
            if len(question & told) >= SIMILAR * len(question):
                return True
    return False


def _holds(text: str, needle: str) -> bool:
    return bool(needle) and re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", text) is not None
