"""The year of a date that leaves it out, and whether the story makes it sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handouts.analysis.date_settled import Settled, Surroundings, relation
from handouts.analysis.intervals import Moment, add_years
from handouts.analysis.spine import Spine, month_index, nearest_year
from handouts.model.timeline import Basis, Modifier

_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
# on a step this long, back or ahead, a third of the years were wrong
_LONG_BACK, _LONG_AHEAD = -5, 7
# "since 8 March" told in February is the day to come, not the one eleven months ago
_SOON = 2
_LAST_WINTER_MONTH = 4


def inherit(
    parts: Mapping[str, str], moment: Moment, spine: Spine, mod: Modifier | None, around: Surroundings
) -> Settled | None:
    """A month, day or season with the year of the story, or of what it is counted from; None before any year."""
    pointing = relation(parts)
    of_year = "YEARUNIT" in parts
    year = spine.named if pointing and of_year and not pointing[1] and spine.named else spine.year
    if year is None or spine.year is None:
        return None
    if pointing and pointing[1]:
        moved = add_years(year, pointing[1]) if of_year else _neighbour(moment, spine, pointing[1])
        return Settled(replace(moment, year=moved), mod, "shifted")
    if "ITSSEASON" in parts:
        settled = replace(moment, year=_next_season(moment.part, spine))
    elif moment.part == "WI" and not of_year:
        settled = _winter(moment, spine, around)
    else:
        settled = replace(moment, year=year if of_year else _year(moment, spine, around))
    return Settled(settled, mod, "inherited" if of_year else _basis(settled, spine))


def _next_season(part: str, spine: Spine) -> int:
    """The year of "its spring": this year's if it has not yet come."""
    assert spine.year is not None
    seasons = ("SP", "SU", "FA", "WI")
    gone = spine.part in seasons and seasons.index(part) <= seasons.index(spine.part)
    if spine.month is not None and not spine.part:
        gone = part != "WI" and spine.month > _SEASON_MONTH[part]
    return add_years(spine.year, 1) if gone else spine.year


def _basis(moment: Moment, spine: Spine) -> Basis:
    """Guessed when the story has named other years since, or would have to jump far within its year."""
    if spine.strays:
        return "guessed"
    at, month = spine.month_index(), moment.month or _SEASON_MONTH.get(moment.part)
    if at is None or month is None or moment.year is None:
        return "inherited"
    jump = month_index(moment.year, month) - at
    return "inherited" if _LONG_BACK < jump < _LONG_AHEAD else "guessed"


def _winter(moment: Moment, spine: Spine, around: Surroundings) -> Moment:
    """A winter is named after the year of its January: the one that runs in early spring, else the one to come."""
    assert spine.year is not None
    early = (spine.month is not None and spine.month <= _LAST_WINTER_MONTH) or spine.part == "SP"
    known = spine.month is not None or spine.part in ("SP", "SU", "FA")
    if not known:
        return replace(moment, year=spine.year)
    year = spine.year if early or around.back else add_years(spine.year, 1)
    return replace(moment, year=year, turn=-1)


def _year(moment: Moment, spine: Spine, around: Surroundings) -> int:
    assert spine.year is not None
    month, begun, at = moment.month, around.begun, spine.month_index()
    if month is None:
        return spine.year
    if begun is not None and begun.month is not None and begun.year is not None:
        return add_years(begun.year, 1) if month < begun.month else begun.year
    if at is None:
        return spine.year
    if around.back:
        soon = 0 < month_index(spine.year, month) - at <= _SOON
        return spine.year if soon else nearest_year(spine.year, month, at, back=True)
    if (around.until is not None and around.until < month) or spine.part == "WI":
        # "from October to March" crosses the year: it begins in the October nearest to the story
        return nearest_year(spine.year, month, at)
    # after December comes the January of the next year
    return add_years(spine.year, 1) if month in (1, 2) and (spine.month or 0) >= 11 else spine.year


def _neighbour(moment: Moment, spine: Spine, step: int) -> int:
    """Year of "the previous April", "next summer": this year's if it lies on that side, else the neighbour's."""
    assert spine.year is not None
    own = moment.month or {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(moment.part, 0)
    if spine.month is None or not own:
        return add_years(spine.year, step)
    if step > 0:
        return spine.year if own > spine.month else add_years(spine.year, 1)
    return spine.year if own < spine.month else add_years(spine.year, -1)
