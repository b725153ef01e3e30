"""Rules about ordering: events to be put in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import words_of
from handouts.model.exercise import Order, Section

LEAST_EVENTS = 3
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")


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
    """A year or a word of sequence in an event tells where it stands."""
    for entry in item.entries:
        year = _YEAR.search(entry.text)
        word = next((w for w in words_of(entry.text) if w.lower() in look.words.sequence), "")
        if year or word:
            yield Fault(item.id, {"word": year.group() if year else word, "text": entry.text})
