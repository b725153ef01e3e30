"""The years that an essay names further on: whether a leap of the story is a step or only a look ahead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from handouts.analysis.date_links import has_any, range_ends, shared_years
from handouts.analysis.date_patterns import Found
from handouts.analysis.date_places import asides, first_plan, relative_clauses
from handouts.analysis.date_tokens import Token
from handouts.analysis.date_values import explicit_year, lacks_era
from handouts.analysis.spine import signed

_LOOK = 3
_FAR = 10**9
_NOT_TOLD = frozenset({"SINCE", "DEADLINE"})


class Path:
    """The explicit years of the story line in reading order, each with its sentence and first token."""

    def __init__(self) -> None:
        self._places: list[tuple[int, int]] = []
        self._years: list[int] = []
        self._dates: list[tuple[int, int, bool]] = []
        self._headings: list[int] = []

    def add(
        self,
        sentence: int,
        found: Sequence[Found],
        tokens: tuple[Token, ...],
        language: str,
        *,
        heading: bool,
        bc_seen: bool,
    ) -> None:
        """Notes the years of a sentence, but not those in parentheses, at the far end of a range, or in plans."""
        if heading:
            self._headings.append(sentence)
        aside = [a or b for a, b in zip(asides(tokens), relative_clauses(tokens), strict=True)]
        plan = first_plan(tokens, language)
        self._dates += [(sentence, f.first, explicit_year(f) is not None) for f in found]
        roles, shared = range_ends(list(found), tokens), shared_years(list(found), tokens)
        for i, f in enumerate(found):
            year = shared[i] if shared[i] is not None else explicit_year(f)
            led = f.first > 0 and has_any(tokens[f.first - 1], _NOT_TOLD)
            looks = any("HAD" in t.classes for t in tokens[: f.first])
            if year is None or looks or aside[f.first] or plan < f.first or led or roles.get(i) == "range-end":
                continue
            if bc_seen and lacks_era(f):
                year = signed(year, self._years[-1] if self._years else None)
            self._places.append((sentence, f.first))
            self._years.append(year)

    def leans(self, sentence: int, token: int) -> bool:
        """True when the next date stands in the next sentence and leaves its year out: it leans on the one here."""
        at = bisect_right(self._dates, (sentence, token, True))
        return at < len(self._dates) and self._dates[at][0] == sentence + 1 and not self._dates[at][2]

    def ahead(self, sentence: int, token: int) -> Iterable[int]:
        """The next years told behind this place."""
        at = bisect_right(self._places, (sentence, token))
        end = bisect_right(self._places, (next((h for h in self._headings if h > sentence), sentence + _FAR), 0))
        return self._years[at : min(at + _LOOK, end)]
