"""Pairs of dates that are the two ends of one range."""

from __future__ import annotations

from itertools import pairwise

from handouts.model.analysis import DateMention
from handouts.model.text import Essay
from handouts.model.timeline import Basis, HistoricalDate

_WEAKEST: tuple[Basis, ...] = ("guessed", "inherited", "shifted", "explicit")
_WIDEST_GAP = 40


def ranges(
    mentions: tuple[DateMention, ...], essay: Essay
) -> tuple[tuple[DateMention, DateMention, HistoricalDate], ...]:
    """For each range its two mentions and the whole stretch as one date ("1939/1945").

    The basis is the less certain of the two. Ends in the wrong order (a reading error) make no range.
    """
    found: list[tuple[DateMention, DateMention, HistoricalDate]] = []
    for a, b in pairwise(mentions):
        if a.rule != "range-start" or b.rule != "range-end" or a.passage.block != b.passage.block:
            continue
        text = essay.text_block(a.passage.block).text
        near = len(text[a.passage.end : b.passage.start]) <= _WIDEST_GAP
        if near and a.date.start.ordinal() <= b.date.end.ordinal():
            found.append((a, b, combined(a.date, b.date)))
    return tuple(found)


def combined(a: HistoricalDate, b: HistoricalDate) -> HistoricalDate:
    """The stretch from the first day of `a` to the last day of `b`."""
    return HistoricalDate(
        value=f"{a.value}/{b.value}",
        start=a.start,
        end=b.end,
        precision=a.precision,
        mod=a.mod,
        basis=min(a.basis, b.basis, key=_WEAKEST.index),
        end_precision=b.precision,
        end_mod=b.mod,
    )
