"""completion: a sentence to be completed at its end with a year or a name, without a bank (isian singkat)."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.facts import Fact
from handouts.materials.kinds.context import POINTS_GAP, Candidate, Context, important
from handouts.materials.kinds.endings import date_endings, name_endings
from handouts.materials.kinds.standing import standing
from handouts.model.exercise import Gap

KIND = "completion"


def make(context: Context) -> Iterable[Candidate]:
    """A gap for the year of each event that happened in one year, and for each name or year that ends its sentence."""
    stem, asked = context.words.stems["date_year"], set[str]()
    for fact in standing(context):
        date = fact.date
        if date is None or date.mod is not None or "link" in fact.clause.faults or date.start.year < 1:
            continue
        if date.precision not in ("day", "month", "year") or date.start.year != date.end.year:
            continue
        year = str(date.start.year)
        before = stem.format(clause=fact.clause.text) + " "
        if year not in before and not any(t.text.isdecimal() and len(t.text) == 4 for t in fact.clause.shown):
            asked.add(fact.sentence.id)
            # who copies the whole date of the text is right as well
            whole = context.date_text(date)
            yield _candidate(context, fact, before, year, (whole,) if whole != year else (), "year")
    for dated in date_endings(context):
        year = str(dated.date.start.year)
        if dated.mention.endswith(year) and dated.fact.sentence.id not in asked and dated.date.mod is None:
            before = f"{dated.before} {dated.mention.removesuffix(year)}"
            yield _candidate(context, dated.fact, before, year, (), "year")
    for ending in name_endings(context):
        answer = context.with_article(ending.name.text)
        accept = tuple(sorted((ending.name.forms | {ending.name.text}) - {answer}, key=lambda f: (len(f), f)))
        yield _candidate(context, ending.fact, ending.before + " ", answer, accept, f"name-{ending.rule}")


def _candidate(context: Context, fact: Fact, before: str, answer: str, accept: tuple[str, ...], rule: str) -> Candidate:
    item = Gap(
        id=f"completion-{fact.sentence.key}",
        kind=KIND,
        before=before,
        after=".",
        answer=answer,
        accept=accept,
        points=POINTS_GAP,
        rule=rule,
        evidence=(fact.sentence.passage,),
    )
    return Candidate(
        item,
        (fact.sentence.id,),
        fact.sentence.passage.block,
        0.8 + important(fact, context.words),
        dateless=rule == "year",
    )
