"""match-event-date: events and their dates, more dates than events (Haladyna and Downing: more responses)."""

from __future__ import annotations

from collections.abc import Sequence

from handouts import seeds
from handouts.materials.kinds.context import POINTS_PAIR, Context
from handouts.model.exercise import Match, Pair
from handouts.model.timeline import Event

KIND = "match-event-date"
LEAST_PAIRS = 4


def make(context: Context, events: Sequence[Event]) -> Match | None:
    """The item from events that nobody else asks about; None with fewer than four that suit each other."""
    chosen = _chosen(events, context.options.pairs)
    if len(chosen) < LEAST_PAIRS:
        return None
    item_id = "match-1"
    draw = seeds.rng(*context.ids, item_id)
    pairs = [Pair(f"{item_id}.{context.sentence_of(e).id}", e.label, e.display, e.sentence, e.date) for e in chosen]
    draw.shuffle(pairs)
    responses = [p.response for p in pairs] + _extra(context, chosen)
    draw.shuffle(responses)
    if responses[: len(pairs)] == [p.response for p in pairs]:
        responses = responses[1:] + responses[:1]
    return Match(item_id, KIND, tuple(pairs), tuple(responses), POINTS_PAIR, "own-dates")


def _chosen(events: Sequence[Event], wanted: int) -> list[Event]:
    """Events of one precision if there are enough, whose dates do not touch each other."""
    best: list[Event] = []
    for precisions in (
        ("day",),
        ("month",),
        ("day", "month"),
        ("year",),
        ("day", "month", "season", "year", "half", "quarter"),
    ):
        found: list[Event] = []
        for event in events:
            date = event.date
            # a range among single dates would stand out
            if date.precision not in precisions or date.mod == "APPROX" or date.is_range:
                continue
            if all(date.before(o.date) or o.date.before(date) for o in found):
                found.append(event)
        if len(found) >= wanted:
            return found[:wanted]
        best = max(best, found, key=len)
    return best


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
