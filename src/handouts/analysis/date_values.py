"""From the parts of an expression to a moment: explicit, inherited from the story, or shifted from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from handouts.analysis.date_patterns import Found
from handouts.analysis.date_settled import Settled, Surroundings, relation
from handouts.analysis.date_years import inherit
from handouts.analysis.intervals import Moment, add_days, add_months, add_years, next_weekday
from handouts.analysis.spine import FULL_YEARS, NEAR_ERA, Spine, signed
from handouts.model.timeline import Basis, Modifier

_MODIFIERS: Mapping[str, Modifier] = {"START": "START", "MID": "MID", "END": "END", "APPROX": "APPROX"}
_NUMBERS = ("DAY", "ORDDAY", "YEAR2", "YEAR3", "YEAR")
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RULES = frozenset({"clock", "shift-event", "shift", "next-day", "last-day", "weekday", "decade-of-century"})
YEAR_UNITS = {"year": 1, "decade": 10, "century": 100}
# a unit of several: "50year" is half a century
_MANY = re.compile(r"(\d+)(year|month|day)")


def modifier(found: Found) -> Modifier | None:
    """START, MID, END or APPROX; an exact part ("akhir") wins over "sekitar"."""
    for name in ("MODN", "MODA"):
        if name in found.parts and found.parts[name] != "APPROX":
            return _MODIFIERS[found.parts[name]]
    half = found.parts.get("HALF")
    if half and {"CENTURY", "DECADE"} & found.parts.keys():
        return "START" if half == "H1" else "END"
    return "APPROX" if "APPROX" in (found.parts.get("MODA"), found.parts.get("MODN")) else None


def explicit_year(found: Found) -> int | None:
    """The year written in the expression itself, negative for BC."""
    parts = found.parts
    if "NUMDATE" in parts:
        return int(parts["NUMDATE"][:4])
    bc = parts.get("ERA") == "BC"
    if "YEAR" in parts or "YEAR3" in parts:
        year = int(parts.get("YEAR") or parts["YEAR3"])
        return -year if bc else year
    if "ERA" in parts and not {"CENTURY", "DECADE"} & parts.keys():
        number = next((parts[n] for n in ("FARYEAR", "YEAR2", "DAY") if n in parts), "0")
        return (-int(number) if bc else int(number)) or None
    return None


def lacks_era(found: Found) -> bool:
    """Whether the year written is one of the first thousand without its era: beside years BC it may be of either."""
    year = explicit_year(found)
    return year is not None and 0 < year < FULL_YEARS and not {"ERA", "NUMDATE"} & found.parts.keys()


def settle(found: Found, spine: Spine, around: Surroundings) -> Settled | None:
    """The meaning of an expression at this point of the story; None when the story does not say enough."""
    parts, mod = found.parts, modifier(found)
    if around.behind is not None:
        return Settled(_as_coarse(parts, around.behind), None, "shifted")
    if spine.beside is not None and _counts(found):
        settled = settle(found, Spine().at(spine.beside), around)
        if settled is not None:
            return settled
    if found.rule in _RULES or {"CENTURY", "DECADE"} & parts.keys():
        return _by_rule(found, spine, mod, around)
    year, near = explicit_year(found), True
    if year is not None and spine.bc_seen and lacks_era(found):
        # "until AD 14" may leave the story in its own century and still show that the essay has come to the other era
        year = signed(year, spine.named if spine.named and spine.named > 0 else spine.year)
        near = year > 0 or (spine.year is not None and spine.sure and abs(year - spine.year) <= NEAR_ERA)
    if "APOS" in parts:
        year = _full_year(int(parts["APOS"]), spine)
    moment = _calendar(parts, found.rule)
    if moment is None:
        return _deictic(parts, spine, mod)
    if year is not None:
        sure = near and ("APOS" not in parts or spine.year is not None)
        return Settled(replace(moment, year=year), mod, "explicit" if sure else "guessed")
    if around.shared is not None and not relation(parts):
        return Settled(replace(moment, year=around.shared), mod, "explicit")
    if around.told is not None:
        return Settled(replace(moment, year=around.told), mod, "inherited")
    settled = inherit(parts, moment, spine, mod, around)
    if settled is not None and parts.get("HAPPENING") == "name":
        # "the October Revolution" may be remembered in any year
        return replace(settled, basis="guessed")
    return settled


def _by_rule(found: Found, spine: Spine, mod: Modifier | None, around: Surroundings) -> Settled | None:
    """What neither month, day nor year tells, but the kind of the expression."""
    parts = found.parts
    if found.rule == "clock":
        return _clock(spine, around)
    if found.rule == "shift-event":
        return _from_event(found, spine, around)
    if found.rule in ("shift", "next-day"):
        return _shifted(parts, spine)
    if found.rule == "weekday":
        return _weekday(parts, spine)
    if found.rule == "last-day":
        return _last_day(spine)
    if found.rule == "decade-of-century":
        return _decade_of_century(parts)
    if "CENTURY" in parts:
        return _century(parts, mod)
    return _decade(parts["DECADE"], parts.get("ERA") == "BC", spine, mod)


def _weekday(parts: Mapping[str, str], spine: Spine) -> Settled | None:
    """ "the following Monday", counted from the story's day."""
    pointing = relation(parts)
    if spine.year is None or spine.month is None or spine.day is None or pointing is None:
        return None
    day = next_weekday(spine.year, spine.month, spine.day, int(parts["WEEKDAY"]), pointing[1])
    return Settled(Moment(*day), None, "guessed" if spine.strays else "shifted") if day else None


def _last_day(spine: Spine) -> Settled | None:
    """ "hari terakhir sidang itu": sure only when it was told from when to when it lasted."""
    if spine.closing is None:
        return None
    return Settled(Moment(*spine.closing), None, "inherited" if spine.lasted else "guessed")


def _counts(found: Found) -> bool:
    """True for "two years later", "the following spring": they start from what was told just before."""
    pointing = relation(found.parts)
    return found.rule in ("shift", "next-day") or (pointing is not None and pointing[1] != 0)


def _as_coarse(parts: Mapping[str, str], moment: Moment) -> Moment:
    """A moment as exact as the unit that was counted: "two years later, on 3 May 1936" is a year."""
    unit = parts.get("UNIT") or parts.get("UNITS") or parts.get("ONEUNIT", "day")
    if unit in ("day", "week"):
        return moment
    return Moment(moment.year, moment.month) if unit == "month" else Moment(moment.year)


def _clock(spine: Spine, around: Surroundings) -> Settled | None:
    """A time of day: the day of the date beside it, or the story's."""
    if around.clock_of is not None:
        return settle(around.clock_of, spine, Surroundings())
    if spine.day is None:
        return None
    return Settled(Moment(spine.year, spine.month, spine.day), None, "inherited")


def _from_event(found: Found, spine: Spine, around: Surroundings) -> Settled | None:
    """ "a year after Marathon": from the day that was told of Marathon, else from where the story stands."""
    anchor = around.anchor
    if anchor is None:
        settled = _shifted(found.parts, spine)
        sure = bool({"THAT", "THIS"} & found.parts.keys())
        return settled if settled is None or sure else replace(settled, basis="guessed")
    day, precision = anchor.date.start, anchor.date.precision
    start = Moment(day.year, day.month if precision != "year" else None, day.day if precision == "day" else None)
    settled = _shifted(found.parts, Spine().at(start))
    return settled if settled is None or anchor.sure else replace(settled, basis="guessed")


def _calendar(parts: Mapping[str, str], rule: str) -> Moment | None:
    """Month, day and part of the year as written, without the year; None when the expression has neither nor a year."""
    if "NUMDATE" in parts:
        return Moment(month=int(parts["NUMDATE"][5:7]), day=int(parts["NUMDATE"][8:]))
    if "HOLIDAY" in parts:
        return Moment(month=int(parts["HOLIDAY"][:2]), day=int(parts["HOLIDAY"][3:]))
    if "MONTH" in parts:
        month = int(parts["MONTH"])
        if "full" not in rule and "day" not in rule:
            return Moment(month=month)
        day_text = parts.get("ORDDAY") or parts.get("DAY") or parts.get("ORD")
        number = int(day_text) if day_text else None
        return Moment(month=month, day=number if number and number <= _MONTH_LENGTHS[month - 1] else None)
    part = parts.get("SEASON") or parts.get("ITSSEASON") or parts.get("HALF") or parts.get("QUARTER")
    if part:
        return Moment(part=part, turn=1 if rule == "season-years" and part == "WI" else 0)
    if any(n in parts for n in ("YEAR", "YEAR3", "APOS")) or ("ERA" in parts and "UNIT" not in parts):
        return Moment()
    return None


def _deictic(parts: Mapping[str, str], spine: Spine, mod: Modifier | None) -> Settled | None:
    """ "that year", "the end of the month", "the 28th of that month", "malam itu": nothing but the story to go by."""
    if spine.year is None:
        return None
    pointing = relation(parts)
    step = pointing[1] if pointing else 0
    unit = parts.get("UNIT") or parts.get("POSS") or parts.get("MONTHUNIT") or parts.get("YEARUNIT", "")
    day_text = parts.get("ORDDAY") or parts.get("DAY")
    if day_text:
        if spine.month is None:
            return None
        return Settled(Moment(spine.year, spine.month, int(day_text)), mod, "inherited")
    if {"DAYPART", "SAMEPART"} & parts.keys():
        unit = "day"
    if unit == "year" and not step and spine.named is not None:
        return Settled(Moment(spine.named), mod, "inherited")
    moment = _step(unit, step, spine)
    if moment is None:
        return None
    if (unit in ("decade", "century") and step) or (spine.strays and (step or unit == "day")):
        # "over the next decade" may mean the ten years to come or the decade of the calendar
        return Settled(moment, mod, "guessed")
    return Settled(moment, mod, "shifted" if step else "inherited")


def _step(unit: str, n: int, spine: Spine) -> Moment | None:
    """The story's moment moved by n units, as coarse as the unit."""
    year, month, day = spine.year, spine.month, spine.day
    many = _MANY.fullmatch(unit)
    if many:
        unit, n = many[2], n * int(many[1])
    if year is None:
        return None
    if unit in ("day", "week"):
        if month is None or day is None or (unit == "week" and n == 0):
            return None
        moved = add_days(year, month, day, n * (7 if unit == "week" else 1)) if n else (year, month, day)
        return Moment(*moved) if moved else None
    if unit == "month":
        return Moment(*add_months(year, month, n)) if month is not None else None
    if unit == "decade":
        decade = add_years(year, 10 * n)
        return Moment(decade=abs(decade) // 10, bc=decade < 0)
    if unit == "century":
        century = add_years(year, 100 * n)
        return Moment(century=(abs(century) - 1) // 100, bc=century < 0)
    if unit in YEAR_UNITS:
        return Moment(add_years(year, n * YEAR_UNITS[unit]))
    return None


def _shifted(parts: Mapping[str, str], spine: Spine) -> Settled | None:
    if spine.year is None:
        return None
    if "NEXTDAY" in parts:
        moment = _step("day", int(parts["NEXTDAY"]), spine)
    else:
        number = next((parts[n] for n in ("NUM", "DAY", "YEAR2", "A") if n in parts), "1")
        unit = parts.get("UNIT") or parts.get("UNITS") or parts.get("ONEUNIT", "")
        steps = int(number) * int(parts["SHIFT"])
        if "PLUSHALF" in parts or ("NUM" in parts and "ONEUNIT" in parts):
            # "tiga setengah tahun": the half and its unit are one phrase there
            return _and_a_half("year" if "ONEUNIT" in parts else unit, int(number), int(parts["SHIFT"]), spine)
        if unit in ("decade", "century") and abs(steps) == 1:
            # "a decade later" is ten years; "two decades later" says the decade
            unit, steps = "year", steps * YEAR_UNITS[unit]
        moment = _step(unit, steps, spine)
    # counted from a story that may stand elsewhere
    basis: Basis = "guessed" if spine.strays else "shifted"
    return Settled(moment, None, basis) if moment else None


def _and_a_half(unit: str, number: int, direction: int, spine: Spine) -> Settled | None:
    """ "two and a half years later": months where the story has one, else a guess at the year."""
    if unit != "year":
        return None
    moment = _step("month", direction * (12 * number + 6), spine)
    if moment is not None:
        return Settled(moment, None, "shifted")
    moment = _step("year", direction * number, spine)
    return Settled(moment, "APPROX", "guessed") if moment else None


def _century(parts: Mapping[str, str], mod: Modifier | None) -> Settled | None:
    number = next((parts[n] for n in ("ORDDAY", "ORDNUM", "ORD", "ROMAN", "DAY") if n in parts), "")
    if not number or not 1 <= int(number) <= 40:
        return None
    return Settled(Moment(century=int(number) - 1, bc=parts.get("ERA") == "BC"), mod, "explicit")


def _decade_of_century(parts: Mapping[str, str]) -> Settled | None:
    """ "dekade pertama abad ke-17" are the years 1600 to 1609."""
    century = next((parts[n] for n in ("ORDDAY", "ORDNUM", "ROMAN") if n in parts), "")
    if not century or not 1 <= int(parts["ORD"]) <= 10:
        return None
    return Settled(Moment(decade=(int(century) - 1) * 10 + int(parts["ORD"]) - 1), None, "explicit")


def _decade(digits: str, bc: bool, spine: Spine, mod: Modifier | None) -> Settled | None:
    if len(digits) >= 3:
        if len(digits) == 4 and digits.endswith("00"):
            return Settled(Moment(century=int(digits[:2])), mod, "explicit")
        return Settled(Moment(decade=int(digits[:-1]), bc=bc), mod, "explicit")
    century = (spine.year or 1900) // 100 if (spine.year or 1) > 0 else 19
    return Settled(Moment(decade=century * 10 + int(digits[0])), mod, "explicit" if spine.year else "guessed")


def _full_year(two: int, spine: Spine) -> int:
    """The year of '74: in the story's century, or the last one when that would lie far ahead."""
    base = spine.year if spine.year is not None and spine.year > 0 else 1999
    year = base // 100 * 100 + two
    return year - 100 if year - base > 30 else year
