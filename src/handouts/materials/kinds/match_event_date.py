"""match-event-date: events and their dates, more dates than events (Haladyna and Downing: more responses)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from handouts import seeds
from handouts.materials.kinds import order_events
from handouts.materials.kinds.context import POINTS_PAIR, Candidate, Context
from handouts.model.exercise import Match, Order, Pair
from handouts.model.timeline import Event, Precision

KIND = "match-event-date"
LEAST_PAIRS = order_events.LEAST_PAIRS
_TRIES = 40


def make(context: Context) -> Iterable[Candidate]:
    """One item of the events that ordering leaves; with few events ordering alone is made."""
    events = context.free_events
    if len(events) < LEAST_PAIRS + order_events.LEAST_EVENTS:
        return
    taken = {e.evidence.place for c in order_events.make(context) if isinstance(c.item, Order) for e in c.item.entries}
    rest = [e for e in events if e.sentence.place not in taken]
    seeds.rng(*context.ids, "match-1", "events").shuffle(rest)
    item = matched(context, rest)
    if item is not None:
        sentences = tuple(context.sentence_at[p.evidence.place].id for p in item.pairs)
        yield Candidate(item, sentences, item.pairs[0].evidence.block, 1.0)


def matched(context: Context, events: Sequence[Event]) -> Match | None:
    """The item from events that nobody else asks about; None with fewer than four that suit each other."""
    chosen = _chosen(events, context.options.pairs)
    if len(chosen) < LEAST_PAIRS:
        return None
    item_id = "match-1"
    draw = seeds.rng(*context.ids, item_id)
    pairs = [Pair(f"{item_id}.{context.sentence_of(e).key}", e.label, e.display, e.sentence, e.date) for e in chosen]
    responses = [p.response for p in pairs] + _extra(context, chosen)
    mixed = mix(pairs, responses, draw)
    return Match(item_id, KIND, *mixed, POINTS_PAIR, "own-dates")


def mix(pairs: Sequence[Pair], responses: Sequence[str], draw: Random) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """Premises and responses in new orders; the answers never run down or up beside their premises."""
    left, right = list(pairs), list(responses)
    for _ in range(_TRIES):
        draw.shuffle(left)
        draw.shuffle(right)
        answers = [p.response for p in left]
        shown = [r for r in right if r in answers]
        if len(answers) < 3 or shown not in (answers, answers[::-1]):
            break
    return tuple(left), tuple(right)


_ALIKE: tuple[tuple[Precision, ...], ...] = (("day",), ("month",), ("year",))
_MIXED: tuple[Precision, ...] = ("day", "month", "season", "half", "quarter", "year")


def _chosen(events: Sequence[Event], wanted: int) -> list[Event]:
    """Events of one precision if there are four, else of any, whose dates do not touch each other."""
    alike = [_apart(events, precisions)[:wanted] for precisions in _ALIKE]
    best = max(alike, key=len)
    return best if len(best) >= LEAST_PAIRS else _apart(events, _MIXED)[:wanted]


def _apart(events: Sequence[Event], precisions: Sequence[Precision]) -> list[Event]:
    found: list[Event] = []
    for event in events:
        date = event.date
        # a range or an "about" among plain dates would stand out
        if date.precision not in precisions or date.is_range or date.mod == "APPROX":
            continue
        if all(date.before(o.date) or o.date.before(date) for o in found):
            found.append(event)
    return found


def _extra(context: Context, chosen: Sequence[Event]) -> list[str]:
    """Dates of other events, apart from all that are right, of a precision that the item uses."""
    precisions = {e.date.precision for e in chosen}
    found: list[str] = []
    for event in sorted(context.events, key=lambda e: (e.chosen, e.date.start.ordinal())):
        date = event.date
        apart = all(date.before(c.date) or c.date.before(date) for c in chosen)
        alike = date.precision in precisions and not date.is_range and date.mod is None
        if apart and alike and event.display not in found:
            found.append(event.display)
    return found[: context.options.extra_responses]
