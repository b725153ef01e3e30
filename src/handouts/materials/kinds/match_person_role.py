"""match-person-role: persons and what they were, where the essay puts the title before the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from handouts import seeds
from handouts.materials.kinds.context import POINTS_PAIR, Candidate, Context
from handouts.materials.kinds.known_names import persons
from handouts.materials.kinds.match_event_date import mix
from handouts.model.exercise import Match, Pair
from handouts.model.text import Passage

KIND = "match-person-role"
LEAST_PAIRS = 4


def make(context: Context) -> Iterable[Candidate]:
    """One item of persons whose title no other person of the essay bears; one title more than persons."""
    found = _roles(context)
    if len(found) <= LEAST_PAIRS:
        # without a title to spare the last pair would answer itself
        return
    draw = seeds.rng(*context.ids, KIND)
    # persons met most often are the ones to know
    weight = {k: len(v.sentences) for k, v in persons(context).items()}
    ranked = sorted(found, key=lambda f: (-weight.get(f[0], 0), f[0]))
    count = min(context.options.pairs, max(LEAST_PAIRS, len(ranked) - context.options.extra_responses))
    chosen, spare = ranked[:count], ranked[count : count + context.options.extra_responses]
    item_id = "match-roles"
    sentences = context.sentence_at
    pairs = [Pair(f"{item_id}.{sentences[p.place].key}.{i}", n, r, p) for i, (n, r, p) in enumerate(chosen)]
    mixed = mix(pairs, [p.response for p in pairs] + [role for _, role, _ in spare], draw)
    item = Match(item_id, KIND, *mixed, POINTS_PAIR, "title-stated")
    # who bore a title is another fact than what he did in that sentence
    yield Candidate(item, tuple(f"role:{p.premise}" for p in pairs), pairs[0].evidence.block, 1.0)


def _roles(context: Context) -> list[tuple[str, str, Passage]]:
    """Person, title, and the sentence that says it; titles and persons that stand for one another are left out."""
    people = persons(context)
    told: dict[str, dict[str, Passage]] = defaultdict(dict)
    for view in context.reading.views:
        for name in view.names:
            if name.canonical in people and name.role and view.sentence.passage.place in context.sentence_at:
                role = name.role[:1].upper() + name.role[1:]
                told[name.canonical].setdefault(role, view.sentence.passage)
    bearers: dict[str, set[str]] = defaultdict(set)
    for person, roles in told.items():
        for role in roles:
            bearers[role.casefold()].add(person)
    found = []
    for person, roles in told.items():
        own = [r for r in roles if bearers[r.casefold()] == {person}]
        if len(own) != len(roles):
            # a title shared with another would be a second right answer
            continue
        best = max(own, key=lambda r: (len(r.split()), r))
        found.append((person, best, roles[best]))
    return [f for f in found if not any(_alike(f[1], o[1]) for o in found if o is not f)]


def _alike(one: str, other: str) -> bool:
    """True when one title holds the other ("President", "Vice President")."""
    a, b = one.casefold().split(), other.casefold().split()
    return set(a) <= set(b) or set(b) <= set(a)
