"""Statements put together: as many false as true ones or one less, of much the same length, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from handouts.materials.grammar import content_words
from handouts.materials.kinds import match_event_date, order_events
from handouts.materials.kinds.context import POINTS_STATEMENT, Candidate, Context
from handouts.materials.kinds.statements import Judged, Statement, judged
from handouts.materials.kinds.whole_statements import whole
from handouts.model.exercise import Grid, GridRow

SIZES = (8, 7, 6, 5, 4)
_DRAWS, _EVEN, _ALIKE = 40, 0.1, 0.6
# a table of so many rows is left out when the lengths tell more than that
_LARGE, _MOST_TELLING, _PENALTY = 6, 0.25, 4
_STEP = 15  # letters


def tables(context: Context, kind: str, columns: tuple[str, str], draw: Random) -> Iterable[Candidate]:
    """Tables of eight statements down to four: the first column is for those that agree with the essay.

    Facts that ordering and matching take are left to them where there are enough others.
    """
    found = judged(context)
    found = (*found, *whole(context, frozenset(j.fact.sentence.id for j in found)))
    found = _different(found, context)
    taken = {s for make in (order_events.make, match_event_date.make) for c in make(context) for s in c.sentences}
    rest = tuple(j for j in found if j.fact.sentence.id not in taken)
    for bonus, pool in ((1.0, rest), (0.0, found)):
        for size in SIZES:
            chosen = balanced(pool, size - size // 2, size // 2, draw)
            if chosen and (size < _LARGE or telling(chosen) <= _MOST_TELLING):
                sentences = tuple(s.sentence for s in chosen)
                item = _table(kind, columns, chosen)
                yield Candidate(
                    item,
                    sentences,
                    chosen[0].fact.sentence.passage.block,
                    bonus + size / 10 - _PENALTY * max(0, telling(chosen) - _EVEN),
                )


def balanced(found: Sequence[Judged], right: int, wrong: int, draw: Random) -> tuple[Statement, ...]:
    """So many true and false statements of different facts in reading order; () when there are not enough.

    Of several draws the first whose lengths do not tell true from false, or the nearest to that.
    """
    draws = []
    for n in range(_DRAWS):
        chosen = _drawn(found, right, wrong, draw, thrifty=n % 2 == 0)
        if not chosen and n == 0:
            return ()
        if chosen:
            told = telling(chosen)
            if told <= _EVEN:
                return chosen
            draws.append((told, chosen))
    return min(draws, key=lambda d: d[0])[1]


def _different(found: Sequence[Judged], context: Context) -> tuple[Judged, ...]:
    """Without facts that much the same words tell of again: the first of them stays."""
    kept: list[Judged] = []
    senses: list[frozenset[str]] = []
    for one in found:
        own = content_words(one.fact.sentence.text, context.words)
        if not any(len(own & other) >= _ALIKE * min(len(own), len(other)) for other in senses):
            kept.append(one)
            senses.append(own)
    return tuple(kept)


def telling(chosen: Sequence[Statement]) -> float:
    """How much the lengths tell: the share above one half that is right when the longer ones are called true."""
    lengths = sorted(len(s.text) for s in chosen)
    middle = lengths[len(lengths) // 2]
    long_true = sum(s.true == (len(s.text) >= middle) for s in chosen) / len(chosen)
    return abs(long_true - 0.5)


def _drawn(found: Sequence[Judged], right: int, wrong: int, draw: Random, *, thrifty: bool) -> tuple[Statement, ...]:
    """One draw; a `thrifty` one spends facts that allow a false wording only before others."""
    pool = list(found)
    draw.shuffle(pool)
    true = sorted(len(j.true.text) for j in pool if j.true)
    usual = true[len(true) * 2 // 3] if true else 0
    # long sentences last, for true statements are shorter; facts that allow a false wording only are best spent on it
    false = sorted(
        (j for j in pool if j.false), key=lambda j: (_longer(j.false, usual), thrifty and j.true is not None)
    )[:wrong]
    spare = [j for j in pool if j.true is not None and j not in false]
    if len(false) < wrong or len(spare) < right:
        return ()
    rules: dict[str, int] = {}
    chosen: list[Statement] = []
    for one in false:
        # the rules in turn: a table of wrong years asks one thing
        statement = min(one.false, key=lambda s: (rules.get(s.rule, 0), one.false.index(s)))
        rules[statement.rule] = rules.get(statement.rule, 0) + 1
        chosen.append(statement)
    mean = sum(len(s.text) for s in chosen) / wrong
    spare.sort(key=lambda j: abs(len(j.true.text if j.true else "") - mean))
    chosen += [j.true for j in spare[:right] if j.true]
    return tuple(sorted(chosen, key=lambda s: s.fact.sentence.passage.place))


def _longer(statements: Sequence[Statement], usual: int) -> int:
    """How much longer than usual the shortest of the statements is, in steps that leave chance a choice."""
    return max(0, min(len(s.text) for s in statements) - usual) // _STEP


def _table(kind: str, columns: tuple[str, str], chosen: Sequence[Statement]) -> Grid:
    item_id = f"{kind}-{chosen[0].fact.sentence.key}"
    rows = tuple(
        GridRow(f"{item_id}.{s.fact.sentence.key}", s.text, 0 if s.true else 1, s.fact.sentence.passage, s.why)
        for s in chosen
    )
    return Grid(item_id, kind, columns, rows, POINTS_STATEMENT, "one-change")
