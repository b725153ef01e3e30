"""Rules about ordering: events to be put in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import words_of
from handouts.model.exercise import Order, Section

LEAST_EVENTS = 3
# no part of a larger number ("1,500")
_YEAR = re.compile(r"(?<!\d)(?<!\d[.,])\d{3,4}(?!\d)(?![.,]\d)")
_NEAR = 50


def order_broken(item: Order, _: Section | None, look: Look) -> Iterator[Fault]:
    """The printed order does not name every event once."""
    if sorted(item.shown) != list(range(len(item.entries))):
        yield Fault(item.id)


def order_shown(item: Order, _: Section | None, look: Look) -> Iterator[Fault]:
    """The events are printed in their right order, or exactly backwards."""
    right = tuple(range(len(item.entries)))
    if len(right) >= LEAST_EVENTS and item.shown in (right, right[::-1]):
        yield Fault(item.id)


def order_undecided(item: Order, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two neighbours of which neither is clearly the first."""
    for a, b in zip(item.entries, item.entries[1:], strict=False):
        if not a.date.before(b.date):
            yield Fault(item.id, {"first": a.text, "second": b.text})


def order_few(item: Order, _: Section | None, look: Look) -> Iterator[Fault]:
    """Fewer events than three: one guess in two is right."""
    if len(item.entries) < LEAST_EVENTS:
        yield Fault(item.id, {"count": len(item.entries)})


def order_tells(item: Order, _: Section | None, look: Look) -> Iterator[Fault]:
    """A year or a word of sequence in an event tells where it stands. A word of a name does not ("First World War")."""
    first = min((e.date.start.year for e in item.entries), default=0) - _NEAR
    last = max((e.date.end.year for e in item.entries), default=0) + _NEAR
    for entry in item.entries:
        years = [y for y in _YEAR.findall(entry.text) if first <= int(y) <= last]
        words = words_of(entry.text)
        told = [w for i, w in enumerate(words) if w.lower() in look.words.sequence and not _in_name(words, i)]
        if years or told:
            yield Fault(item.id, {"word": (years or told)[0], "text": entry.text})


def _in_name(words: Sequence[str], at: int) -> bool:
    """True for a word with a capital beside another one, of which one is not the first of the sentence."""
    beside = [w for w in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]) if w[0].isupper()]
    return words[at][0].isupper() and bool(beside)
