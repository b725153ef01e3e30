"""mcq-date: when did it happen? A sentence that breaks off at its date, with other dates of the essay as options.

The stem is the essay's own clause (kaidah PG: a stem that breaks off needs no transformation); the options stand in
order of time (Haladyna and Downing: logical order).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handouts import seeds
from handouts.materials.dates import coarser
from handouts.materials.facts import Fact
from handouts.materials.kinds.asking import ask
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context, important
from handouts.materials.kinds.endings import date_endings
from handouts.materials.kinds.standing import standing
from handouts.model.exercise import Choice, Option
from handouts.model.timeline import HistoricalDate, Precision

KIND = "mcq-date"
_STEMS: dict[Precision, str] = {"day": "date_day", "month": "date_month", "year": "date_year"}
_SIMILAR = 0.5


@dataclass(frozen=True, slots=True)
class _Distractor:
    date: HistoricalDate
    option: Option


def make(context: Context) -> Iterable[Candidate]:
    """One item for each fact with an own, single date, at the finest precision that has enough distractors."""
    asked = {f.sentence.id for f in context.askable if f.date is not None}
    more = tuple(f for f in standing(context) if f.sentence.id not in asked)
    plain = [f for f in (*context.askable, *more) if "link" not in f.clause.faults]
    told = {f.sentence.id for f in plain if f.date is not None}
    # a whole sentence may say what was until then, since it says when in its own words
    ends = [e.fact for e in date_endings(context) if e.plain and e.fact.sentence.id not in told]
    for fact in sorted((*plain, *ends), key=lambda f: f.sentence.passage.place):
        date = fact.date
        if date is None or date.is_range or date.precision not in _STEMS:
            continue
        for precision in _levels(date):
            found = _items(context, fact, precision)
            if found:
                score = 1.0 + important(fact, context.words)
                pick = seeds.rng(*context.ids, found[0].id).randrange(len(found))
                yield Candidate(
                    found[pick], (fact.sentence.id,), fact.sentence.passage.block, score, found, dateless=True
                )
                break


def _levels(date: HistoricalDate) -> tuple[Precision, ...]:
    """Own precision first; a date with a modifier ("akhir 1941") only at coarser ones, where options are alike."""
    order: tuple[Precision, ...] = ("day", "month", "year")
    own = order.index(date.precision) if date.precision in order else 2
    levels = order[own:]
    return tuple(p for p in levels if date.mod is None or p != date.precision) if date.mod != "APPROX" else ()


def _items(context: Context, fact: Fact, precision: Precision) -> tuple[Choice, ...]:
    """The item with its right option at each place that the essay's dates allow."""
    if fact.date is None or (answer := coarser(fact.date, precision)) is None:
        return ()
    stems = context.words.stems
    question = ask("when", fact.clause, context.reading) if context.options.rules.stems == "question" else ""
    stem = question or stems[_STEMS[precision]].format(clause=fact.clause.text) + stems["blank"]
    others = _distractors(context, fact, answer, precision)
    wanted = context.options.options - 1
    before = [d for d in others if d.date.before(answer)]
    after = [d for d in others if answer.before(d.date)]
    found = []
    for key in range(wanted + 1):
        if len(before) < key or len(after) < wanted - key:
            continue
        chosen = [*_nearest(before, key, answer), *_nearest(after, wanted - key, answer)]
        options = [d.option for d in sorted(chosen, key=lambda d: d.date.start.ordinal())]
        options.insert(key, Option(context.date_text(answer)))
        found.append(
            Choice(
                id=f"mcq-{fact.sentence.key}",
                kind=KIND,
                stem=stem,
                options=tuple(options),
                key=key,
                natural_order=True,
                points=POINTS_CHOICE,
                rule=f"date-{precision}",
                evidence=(fact.sentence.passage,),
            )
        )
    return tuple(found)


def _nearest(found: Sequence[_Distractor], count: int, answer: HistoricalDate) -> list[_Distractor]:
    ordered = sorted(found, key=lambda d: abs(d.date.start.ordinal() - answer.start.ordinal()))
    return ordered[:count]


def _distractors(context: Context, fact: Fact, answer: HistoricalDate, precision: Precision) -> list[_Distractor]:
    """Other dates of the essay at this precision on which nothing similar happened; one of each, told ones first."""
    asked = fact.clause.text
    found: dict[str, _Distractor] = {}
    barred: set[str] = {context.date_text(answer)}
    for sentence, told_date, date in context.dates_at(precision):
        if not (date.before(answer) or answer.before(date)):
            continue
        text = context.date_text(date)
        if context.overlap(asked, sentence.id) >= _SIMILAR:
            barred.add(text)
        event = context.labels.get(sentence.id, "")
        why = context.words.stems["distractor"].format(date=context.date_text(told_date), event=event)
        option = Option(text, why if event else "", sentence.passage)
        if text not in found or (event and not found[text].option.why):
            found[text] = _Distractor(date, option)
    # a distractor that the key can explain is worth more than one it cannot
    told = [d for t, d in found.items() if t not in barred and d.option.why]
    untold = [d for t, d in found.items() if t not in barred and not d.option.why]
    return told if len(told) >= context.options.options * 2 else told + untold
