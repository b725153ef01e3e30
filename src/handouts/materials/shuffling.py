"""Versions of a sheet: the same items in other orders, from derived seeds. Answers move with their options.

Options with an order of their own (years) stay in it; what is to be put in order is never printed in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from handouts import seeds
from handouts.materials.kinds.context import Candidate
from handouts.materials.kinds.match_event_date import mix
from handouts.materials.kinds.order_events import scrambled
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Order, Section
from handouts.model.item_rules import Letters

_TRIES = 40
_RUN = 4  # answers alike in a row that a table of statements should not have
_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def versions(
    sections: Sequence[Section], n: int, *ids: str, letters: Letters = "balanced"
) -> tuple[tuple[Section, ...], ...]:
    """`n` versions: the sections as they are, then reordered ones, all different as far as the items allow.

    With `letters` "constant" each number of multiple choice has the same right letter in all versions.
    """
    made = [tuple(sections)]
    for number in range(1, n):
        name = _NAMES[number % 26]
        made.append(tuple(_version(s, made, i, letters, *ids, name) for i, s in enumerate(sections)))
    return tuple(made)


def _version(section: Section, made: Sequence[Sequence[Section]], index: int, letters: Letters, *ids: str) -> Section:
    """A section in a new order: of several tries the one least like the versions before."""
    earlier = [m[index] for m in made]
    best, least = section, len(section.items) * len(earlier) * 4 + 1
    for attempt in range(_TRIES):
        candidate = _shuffled(section, letters, *ids, section.kind, attempt)
        alike = sum(_likeness(candidate, e) for e in earlier) + _run_faults(candidate)
        if alike < least:
            best, least = candidate, alike
        if least == 0:
            break
    return best


def _shuffled(section: Section, letters: Letters, *ids: str | int) -> Section:
    draw = seeds.rng(*ids)
    items = list(section.items)
    draw.shuffle(items)
    turned = tuple(_turned(item, *ids) for item in items)
    single = [i for i in turned if isinstance(i, Choice) and not i.also]
    if len(single) == len(turned):
        first = [i.key for i in section.items if isinstance(i, Choice)]
        turned = _constant(single, first, draw) if letters == "constant" else _balanced(single, draw)
    return replace(section, items=turned, bank=_bank(section, turned, draw))


def _turned(item: Exercise, *ids: str | int) -> Exercise:
    """One item with its own parts in another order."""
    draw = seeds.rng(*ids, item.id)
    match item:
        case Match():
            pairs, responses = mix(item.pairs, item.responses, draw)
            return replace(item, pairs=pairs, responses=responses)
        case Order():
            return replace(item, shown=scrambled(len(item.entries), *ids, item.id))
        case Choice() if not item.natural_order:
            order = list(range(len(item.options)))
            draw.shuffle(order)
            first, *rest = (order.index(k) for k in item.keys)
            return replace(item, options=tuple(item.options[i] for i in order), key=first, also=tuple(rest))
        case Grid():
            rows = list(item.rows)
            for _ in range(_TRIES):
                draw.shuffle(rows)
                if not _runs([row.column for row in rows]):
                    break
            return replace(item, rows=tuple(rows))
        case _:
            return item


def _bank(section: Section, items: Sequence[Exercise], draw: Random) -> tuple[str, ...]:
    words = list(section.bank)
    answers = [i.answer for i in items if isinstance(i, Gap)]
    for _ in range(_TRIES):
        draw.shuffle(words)
        if len(answers) < 3 or [w for w in words if w in answers] != answers:
            break
    return tuple(words)


def _likeness(one: Section, other: Section) -> int:
    """How many places of two versions show the same: items, and the answers inside an item that stands in one place."""
    if one.kind == "cloze" and one.bank == other.bank and len(one.bank) > 1:
        return len(one.items) + 1
    same = 0
    for a, b in zip(one.items, other.items, strict=True):
        match a, b:
            case (Order(), Order()):
                same += 4 * (a.shown == b.shown)
            case (Match(), Match()):
                same += 4 * ([p.id for p in a.pairs] == [p.id for p in b.pairs] or a.responses == b.responses)
            case _:
                same += a.id == b.id
    return same


def _run_faults(section: Section) -> int:
    """How often three right options in a row have the same letter."""
    keys = [i.key for i in section.items if isinstance(i, Choice)]
    return 3 * sum(keys[i] == keys[i + 1] == keys[i + 2] for i in range(len(keys) - 2))


def _runs(columns: Sequence[int]) -> bool:
    """True when one answer stands four times in a row or more: "TTTTFFFF" is soon guessed."""
    return any(len(set(columns[i : i + _RUN])) == 1 for i in range(len(columns) - _RUN + 1))


def balanced_keys(found: Sequence[Candidate], *ids: str) -> tuple[Choice, ...]:
    """Choice items with their right options spread over the letters, using the variants of items with pinned order."""
    draw = seeds.rng(*ids, "keys")
    items: list[Choice] = []
    for candidate in found:
        if not isinstance(candidate.item, Choice):
            raise TypeError(f"{candidate.item.id} is no choice item")
        items.append(candidate.item)
    places = {i: {v.key: v for v in c.variants} for i, c in enumerate(found) if items[i].natural_order and c.variants}
    # pinned letters are spread among themselves first, those with the fewest places before the others
    keys: dict[int, int] = {}
    for i in sorted(places, key=lambda i: len(places[i])):
        beside = [(i - 2, i - 1), (i - 1, i + 1), (i + 1, i + 2)]
        runs = {keys[a] for a, b in beside if a in keys and keys[a] == keys.get(b)}
        counts = Counter(keys.values())
        free = [k for k in places[i] if k not in runs] or list(places[i])
        least = min(counts[k] for k in free)
        keys[i] = draw.choice([k for k in free if counts[k] == least])
        items[i] = places[i][keys[i]]
    return _balanced(items, draw)


def _balanced(items: Sequence[Choice], draw: Random) -> tuple[Choice, ...]:
    done: list[Choice] = []
    for i, item in enumerate(items):
        if item.natural_order:
            done.append(item)
            continue
        # the pinned keys that follow count too: a run may not form with them
        later = [o.key for o in items[i + 1 :] if o.natural_order]
        pinned = [o.key for o in items[i + 1 : i + 3] if o.natural_order]
        past = [d.key for d in done]
        allowed = list(range(len(item.options)))
        if len(pinned) == 2 and pinned[0] == pinned[1]:
            allowed = [k for k in allowed if k != pinned[0]] or allowed
        if pinned and past and items[i + 1].natural_order and pinned[0] == past[-1]:
            allowed = [k for k in allowed if k != pinned[0]] or allowed
        done.append(_moved(item, _next_key(past, allowed, draw, later)))
    return tuple(done)


def _constant(items: Sequence[Choice], letters: Sequence[int], draw: Random) -> tuple[Choice, ...]:
    """The items in an order in which each number keeps its letter; pinned letters change among their like."""
    free = list(range(len(letters)))
    placed: dict[int, Choice] = {}
    for item in (i for i in items if i.natural_order):
        at = draw.choice([n for n in free if letters[n] == item.key])
        free.remove(at)
        placed[at] = item
    rest = [i for i in items if not i.natural_order]
    for item in sorted(rest, key=lambda i: len(i.options)):
        at = draw.choice([n for n in free if letters[n] < len(item.options)])
        free.remove(at)
        placed[at] = _moved(item, letters[at])
    return tuple(placed[n] for n in range(len(letters)))


def _next_key(past: Sequence[int], allowed: Sequence[int], draw: Random, later: Sequence[int] = ()) -> int:
    """The letter used least by `past` and `later`, never a third of the same in a row when another is allowed."""
    counts = Counter((*past, *later))
    run = len(past) > 1 and past[-1] == past[-2]
    free = [k for k in allowed if not (run and k == past[-1])] or list(allowed)
    least = min(counts[k] for k in free)
    return draw.choice([k for k in free if counts[k] == least])


def _moved(item: Choice, key: int) -> Choice:
    """The item with its right option moved to a place, the others keeping their order."""
    options = [o for i, o in enumerate(item.options) if i != item.key]
    options.insert(key, item.options[item.key])
    return replace(item, options=tuple(options), key=key)
