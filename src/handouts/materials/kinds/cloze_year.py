"""cloze-year: the year of a date is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from handouts.materials.kinds.carriers import carriers, dates_in
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.gaps import gap

KIND = "cloze-year"
_FEW = 4  # dates
_YEAR = re.compile(r"\b\d{3,4}\b")


def make(context: Context) -> Iterable[Candidate]:
    """A gap for the year of a sentence's only date, when the year stands in it in figures."""
    usual = _usual(context)
    for seen in carriers(context):
        phrases = dates_in(context, seen)
        if len(phrases) != 1 or phrases[0].date.is_range or phrases[0].date.basis != "explicit":
            continue
        mention = phrases[0].mention
        years = list(_YEAR.finditer(mention.text))
        if len(years) != 1 or len(_YEAR.findall(seen.text)) != 1:
            continue
        if phrases[0].date.precision not in ("day", "month", "season", "year"):
            continue
        if years[0][0] == usual:
            continue
        at = mention.start - seen.sentence.passage.start
        found = gap(context, KIND, seen, at + years[0].start(), at + years[0].end(), 0.8)
        if found is not None:
            yield replace(found, dateless=True)


def _usual(context: Context) -> str:
    """The year of half of the dates or more, which nobody need look up; "" when there is none."""
    years = [str(p.date.start.year) for phrases in context.reading.phrases.values() for p in phrases]
    year, count = max(Counter(years).items(), key=lambda pair: pair[1], default=("", 0))
    return year if len(years) >= _FEW and 2 * count >= len(years) else ""
