"""mcq-event: which of these events took place then? The labels of the timeline's events are the options.

It asks for the event where `mcq-date` asks for the date, so that a date can be asked of sentences too long to print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts import seeds
from handouts.materials.dates import coarser
from handouts.materials.grammar import content_words, is_verb, tokenise
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context
from handouts.materials.kinds.distractors import drawn
from handouts.model.exercise import Choice, Option
from handouts.model.timeline import Event, Precision

KIND = "mcq-event"
_FORMS: dict[Precision, str] = {"day": "event_day", "month": "event_month", "year": "event_year"}
_YEARS, _SIMILAR = 3, 0.5
_LONGER = 2.2


def make(context: Context) -> Iterable[Candidate]:
    """An item for each event whose date no other event touches, with others of much the same length beside it."""
    events = [e for e in context.free_events if not e.date.is_range and e.date.mod != "APPROX"]
    for event in events:
        precision = event.date.precision
        if precision not in _FORMS or _holds_year(event.label):
            continue
        others = [e for e in events if _apart(event, e, precision) and _beside(context, event, e)]
        if len(others) >= context.options.options - 1:
            item = _item(context, event, others, _FORMS[precision])
            sentence = context.sentence_of(event)
            yield Candidate(item, (sentence.id,), sentence.passage.block, 0.8)


def _apart(event: Event, other: Event, precision: Precision) -> bool:
    """True when the other surely took place at another time, and at least months off."""
    date = event.date
    if not (date.before(other.date) or other.date.before(date)):
        return False
    mine, theirs = coarser(date, "year"), coarser(other.date, "year")
    return mine is None or theirs is None or precision != "year" or mine.start.year != theirs.start.year


def _beside(context: Context, event: Event, other: Event) -> bool:
    """True for an option that does not stand out, and tells another thing."""
    mine, theirs = content_words(event.label, context.words), content_words(other.label, context.words)
    sizes = sorted((len(event.label), len(other.label)))
    alike = len(mine & theirs) >= _SIMILAR * min(len(mine), len(theirs))
    return not alike and not _holds_year(other.label) and sizes[1] <= _LONGER * sizes[0]


def _holds_year(label: str) -> bool:
    return any(w.strip(".,()’").isdecimal() and len(w.strip(".,()’")) >= _YEARS for w in label.split())


def _clause(context: Context, event: Event) -> bool:
    """True for a label with a verb."""
    tokens = tokenise(event.label)
    return any(is_verb(tokens, i, context.words) for i in range(1, len(tokens)))


def _item(context: Context, event: Event, others: Sequence[Event], form: str) -> Choice:
    wanted = context.options.options - 1
    item_id = f"event-{context.sentence_of(event).key}"
    draw = seeds.rng(*context.ids, item_id)
    clause, start = _clause(context, event), event.date.start.ordinal()
    # options of one form: names of events beside a name, clauses beside a clause
    near = sorted(others, key=lambda e: (_clause(context, e) != clause, abs(e.date.start.ordinal() - start), e.label))
    stem = context.words.stems["named"]
    chosen = [
        Option(e.label, stem.format(event=e.label, date=e.display), e.sentence)
        for e in drawn(near, wanted, event.label, lambda e: e.label, draw)
    ]
    key = draw.randrange(wanted + 1)
    chosen.insert(key, Option(event.label))
    return Choice(
        id=item_id,
        kind=KIND,
        stem=context.words.stems[form].format(date=event.display),
        options=tuple(chosen),
        key=key,
        natural_order=False,
        points=POINTS_CHOICE,
        rule="own-date",
        evidence=(event.sentence,),
    )
