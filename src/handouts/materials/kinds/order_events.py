"""order-events: events to be put in order, all with own dates that surely follow each other. No date is printed.

Never printed in the right order or in its reverse; scored by neighbouring pairs, for a slip by one place must not
cost everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from handouts import seeds
from handouts.materials.grammar import tokenise
from handouts.materials.kinds.context import POINTS_NEIGHBOURS, Candidate, Context
from handouts.model.exercise import Order, OrderEntry
from handouts.model.timeline import Event

KIND = "order-events"
LEAST_EVENTS, LEAST_PAIRS = 4, 4


def make(context: Context) -> Iterable[Candidate]:
    """One item. With few events every second one is left to matching."""
    events: Sequence[Event] = context.free_events
    if LEAST_EVENTS + LEAST_PAIRS <= len(events) < context.options.events + context.options.pairs:
        events = events[::2]
    item = ordered(context, events)
    if item is not None:
        sentences = tuple(context.sentence_at[e.evidence.place].id for e in item.entries)
        yield Candidate(item, sentences, item.entries[0].evidence.block, 1.0)


def ordered(context: Context, events: Sequence[Event]) -> Order | None:
    """The item from the events given, spread over the whole span; None with fewer than four that can be ordered."""
    plain = [e for e in events if not _telling(context, e) and e.date.mod != "APPROX"]
    chosen = _spread(_chain(plain), context.options.events)
    if len(chosen) < LEAST_EVENTS:
        return None
    entries = tuple(OrderEntry(e.label, e.display, e.date, e.sentence) for e in chosen)
    shown = scrambled(len(entries), *context.ids, "order-1")
    return Order("order-1", KIND, entries, shown, POINTS_NEIGHBOURS, "own-dates")


def _telling(context: Context, event: Event) -> bool:
    """True for labels that give their place away ("the first", "again") or hold a year."""
    words = {t.lower for t in tokenise(event.label)}
    return bool(words & context.words.sequence) or any(w.isdecimal() and len(w) > 2 for w in words)


def _chain(events: Sequence[Event]) -> list[Event]:
    """Events of which each surely lies before the next."""
    found: list[Event] = []
    for event in sorted(events, key=lambda e: (e.date.end.ordinal(), -e.date.start.ordinal())):
        if not found or found[-1].date.before(event.date):
            found.append(event)
    return found


def _spread(chain: Sequence[Event], wanted: int) -> list[Event]:
    """`wanted` links of the chain at even steps, the first and the last among them."""
    if len(chain) <= wanted:
        return list(chain)
    return [chain[round(i * (len(chain) - 1) / (wanted - 1))] for i in range(wanted)]


def scrambled(count: int, *ids: str | int) -> tuple[int, ...]:
    """A printed order that is neither the right one nor its reverse, and keeps few neighbours of it."""
    draw = seeds.rng(*ids)
    best: tuple[int, ...] = ()
    for _ in range(24):
        order = list(range(count))
        draw.shuffle(order)
        shown = tuple(order)
        if shown in (tuple(range(count)), tuple(reversed(range(count)))):
            continue
        if not best or _kept(shown) < _kept(best):
            best = shown
    return best or (*range(1, count), 0)


def _kept(shown: Sequence[int]) -> int:
    return sum(b == a + 1 for a, b in pairwise(shown))
