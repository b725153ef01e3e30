"""Whole sentences of the essay with one thing changed, for tables that lack statements.

Nothing but one name, one year or one opposite differs from the print, so the sentence stays grammatical whatever its
build. True ones move the date from the end to the front; others would be lifted word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.materials.clauses import Clause
from handouts.materials.facts import Fact
from handouts.materials.faults import faults
from handouts.materials.grammar import SentenceView, is_verb, verb_groups
from handouts.materials.kinds.carriers import Carrier, carriers, dates_in, opening
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.endings import DateEnding, date_endings
from handouts.materials.kinds.name_swaps import Swaps
from handouts.materials.kinds.statements import Judged, Maker, Statement
from handouts.materials.kinds.told_before import month_alone

MOST_WORDS = 24
_YEAR = re.compile(r"\b\d{4}\b")


def whole(context: Context, taken: frozenset[str]) -> Iterator[Judged]:
    """Statements of sentences that can be read alone, but for those in `taken` (ids), in reading order."""
    words, swaps = context.words, Swaps(context)
    dated = {d.fact.sentence.id: d for d in date_endings(context) if d.plain}
    doubtful = words.verbs.negation | words.verbs.irrealis | words.verbs.reporting
    for seen in carriers(context):
        lower = {t.lower for t in seen.tokens}
        if seen.sentence.id in taken or lower & doubtful or len(seen.text.split()) > MOST_WORDS:
            continue
        if "“" in seen.text or '"' in seen.text or month_alone(seen.tokens, words):
            continue
        found = tuple(_false(context, seen, swaps))
        ending = dated.get(seen.sentence.id)
        true = (_dated_first(context, ending) if ending else None) or _shorter(context, seen)
        if true or found:
            yield Judged((true or found[0]).fact, true, found)


def _shorter(context: Context, seen: Carrier) -> Statement | None:
    """As much of a sentence as can be read alone, where that is not the whole of it."""
    fact = _fact(context, seen)
    if fact is None or seen.text == seen.sentence.text or "link" in fact.clause.faults:
        return None
    names = frozenset(seen.names[t.name].canonical for t in fact.clause.tokens if t.name >= 0)
    text = seen.text[opening(context, seen.text) :]
    return Statement(text[:1].upper() + text[1:], True, fact, "restated", names)


def _fact(context: Context, seen: SentenceView) -> Fact | None:
    first = opening(context, seen.text)
    tokens = tuple(t for t in seen.tokens if t.start >= first)[:-1]
    verbs = verb_groups(tokens, context.words)
    found = frozenset(faults(tokens, verbs, context.words))
    return Fact(seen.sentence, Clause(tokens, verbs[0], 0, found)) if verbs else None


def _dated_first(context: Context, ending: DateEnding) -> Statement | None:
    """The sentence with the date in front: "In 1879, Norway built …"; None when its first word's case is not sure."""
    clauses = context.words.clauses
    other = {t.lower for t in ending.fact.clause.shown} & (clauses.subordinators - clauses.harmless)
    if ending.date.is_range or ending.date.mod is not None or other:
        # in "created it after Lund became free in 1783" the date is that of the other clause
        return None
    when = context.at_date(ending.fact).strip()
    inside = context.reading.inside(ending.fact.clause.shown)
    text = f"{when[:1].upper()}{when[1:]}, {inside}."
    names = frozenset(n for n in _names(context, ending) if n)
    return Statement(text, True, ending.fact, "restated", names) if when and inside else None


def _names(context: Context, ending: DateEnding) -> Iterator[str]:
    seen = next(v for v in context.reading.views if v.sentence.id == ending.fact.sentence.id)
    return (seen.names[t.name].canonical for t in ending.fact.clause.shown if t.name >= 0)


def _false(context: Context, seen: SentenceView, swaps: Swaps) -> Iterator[Statement]:
    first, fact = opening(context, seen.text), _fact(context, seen)
    if fact is None:
        return
    maker = Maker(context, fact, seen, swaps)
    yield from _year(context, seen, maker, first)
    # another part of the sentence may speak against an opposite, but not against another order in time
    order = context.words.clauses.subordinators & context.words.statements.contrary
    yield from (s for s in maker.opposites() if "," not in seen.text or s.changed in order)
    # what one is may be true of another as well; what one did is not
    if "link" not in fact.clause.faults:
        yield from maker.swapped()


def _year(context: Context, seen: SentenceView, maker: Maker, first: int) -> Iterator[Statement]:
    """The sentence with another year, where it has one year and that is the date of its event."""
    phrases = dates_in(context, seen)
    years = list(_YEAR.finditer(seen.text))
    if len(phrases) != 1 or len(years) != 1 or phrases[0].date.is_range or phrases[0].date.basis != "explicit":
        return
    date, at = phrases[0].date, years[0]
    if date.precision not in ("day", "month", "season", "year") or str(date.start.year) != at[0]:
        return
    if not _free(context, seen, at) or set(phrases[0].lead.split()) & context.words.statements.open:
        # "By 1990 it had …" is true of 1995 as well
        return
    if not phrases[0].start <= at.start() < phrases[0].end or (date.start.month, date.start.day) == (2, 29):
        return
    wrong = maker.wrong_year(date.start.year)
    if wrong is not None:
        text = seen.text[first : at.start()] + str(wrong) + seen.text[at.end() :]
        yield maker.statement(text[:1].upper() + text[1:], "year", maker.names, at[0], str(wrong))


def _free(context: Context, seen: SentenceView, year: re.Match[str]) -> bool:
    """False for a year that is part of a name or an attribute: "the 1976 elections", "the Act of 1966"."""
    words = context.words
    before = seen.text[: year.start()].split()[-1:]
    if not before or before[0].lower() in words.labels.owned | words.clauses.articles or seen.text[year.end()] == "-":
        return False
    after = next((i for i, t in enumerate(seen.tokens) if t.start >= year.end()), len(seen.tokens) - 1)
    token = seen.tokens[after]
    joints = words.clauses.prepositions | words.clauses.coordinators | words.clauses.subordinators
    return not token.is_word or token.lower in joints or is_verb(seen.tokens, after, words)
