"""What dates of one sentence share: ranges, coordinations, a month or year written only once, short tails."""

from __future__ import annotations

from dataclasses import replace

from handouts.analysis.date_patterns import Found
from handouts.analysis.date_tokens import Token
from handouts.analysis.date_values import explicit_year

_BETWEEN_DATES = frozenset(
    {"DASH", "TO", "AND", "COMMA", "SLASH", "PREP", "FROM", "BETWEEN", "THE", "DATEHEAD", "YEARHEAD"}
)
# what a date becomes when its year stands behind it
_OF_A_MONTH = {"day-month": "full-date", "month": "month-year"}
_JOIN = frozenset({"DASH", "TO", "AND", "SLASH"})
_SPREAD = frozenset({"DASH", "TO", "SLASH"})
_RANGE_OPENS = frozenset({"FROM", "BETWEEN"})
_PARTS = frozenset({"MODN", "MODA"})
_LONGEST_LINK = 3
_CLOCK_LINK = 4


def has_any(token: Token, names: frozenset[str]) -> bool:
    """True when the token has one of the classes."""
    return not names.isdisjoint(token.classes)


def with_tails(found: list[Found], tokens: tuple[Token, ...], small: frozenset[str]) -> list[Found]:
    """The expressions and their halves: "22–25 Juni 1941", "August 14-24, 1945", "1957-60", "11 and 12 August".

    `small` holds the function words of the language: only they may follow a day that stands after "and".
    """
    result: list[Found] = []
    swallowed: set[int] = set()
    free = _free(found, tokens)
    for i, f in enumerate(found):
        if i in swallowed:
            continue
        result += _heads(f, result, tokens, free)
        tail = _tail(f, tokens, free, small)
        if tail is not None and i + 1 < len(found) and "MONTH" in tail.parts:
            merged = _with_year(tail, found[i + 1], tokens)
            if merged is not None:
                tail = merged
                swallowed.add(i + 1)
        result += [f] if tail is None else [f, tail]
    return sorted(result, key=lambda f: f.first)


def _free(found: list[Found], tokens: tuple[Token, ...]) -> list[bool]:
    free = [True] * len(tokens)
    for f in found:
        for t in range(f.first, f.last + 1):
            free[t] = False
    return free


def _heads(f: Found, done: list[Found], tokens: tuple[Token, ...], free: list[bool]) -> list[Found]:
    """Days before a link in front of "25 Juni": each takes the month; the year is shared later."""
    if "CENTURY" in f.parts:
        return _century_head(f, done, tokens)
    if f.rule == "year-era":
        return _era_head(f, tokens, free)
    if has_any(tokens[f.first], _PARTS):
        return _part_head(f, tokens, free)
    day_at = min((f.where[n] for n in ("DAY", "ORDDAY") if n in f.where), default=-1)
    if "MONTH" not in f.parts or day_at < 0 or day_at > f.where["MONTH"]:
        return []
    heads: list[Found] = []
    at = f.first
    while at >= 2 and (has_any(tokens[at - 1], _JOIN) or (heads and "COMMA" in tokens[at - 1].classes)):
        token = tokens[at - 2]
        name = next((n for n in ("DAY", "ORDDAY") if n in token.classes), "")
        first = at - 2
        if not name or (heads and int(token.classes[name]) >= _day(heads[-1])):
            # "Apollo 13, 11–17 April"
            break
        if not free[at - 2]:
            # "tanggal 22" was found as a day of its own
            own = next((d for d in done if d.last == at - 2 and d.rule == "ordinal-day"), None)
            if own is None:
                break
            done.remove(own)
            first = own.first
        parts = {name: token.classes[name], "MONTH": f.parts["MONTH"]}
        heads.append(Found(first, at - 2, "day-month", parts, {name: at - 2}))
        at = first
    return heads[::-1]


def _era_head(f: Found, tokens: tuple[Token, ...], free: list[bool]) -> list[Found]:
    """ "antara tahun 43 dan 84 M": a year of one or two digits that shares the era behind the link."""
    at = f.first - 2
    if at < 1 or not free[at] or not free[at + 1] or not has_any(tokens[at + 1], _JOIN):
        return []
    name = next((n for n in ("YEAR2", "DAY", "FARYEAR") if n in tokens[at].classes), "")
    headed = free[at - 1] and "YEARHEAD" in tokens[at - 1].classes
    opened = has_any(tokens[at - 1], _RANGE_OPENS) or "DASH" in tokens[at + 1].classes
    if not name or not (headed or opened):
        return []
    parts = {name: tokens[at].classes[name], "ERA": f.parts["ERA"]}
    return [Found(at - headed, at, "year-era", parts, {name: at})]


def _day(f: Found) -> int:
    return int(f.parts.get("DAY") or f.parts["ORDDAY"])


def _part_head(f: Found, tokens: tuple[Token, ...], free: list[bool]) -> list[Found]:
    """ "early to mid 1944", "awal hingga pertengahan 1944": the year counts for both parts."""
    at = f.first - 2
    if at < 0 or not free[at] or not has_any(tokens[f.first - 1], _SPREAD) or not has_any(tokens[at], _PARTS):
        return []
    name = "MODN" if "MODN" in tokens[at].classes else "MODA"
    if tokens[at].classes[name] == "APPROX":
        return []
    parts = {k: v for k, v in f.parts.items() if k not in _PARTS}
    return [Found(at, at, f.rule, {**parts, name: tokens[at].classes[name]}, {name: at})]


def _century_head(f: Found, done: list[Found], tokens: tuple[Token, ...]) -> list[Found]:
    """ "the 16th and 17th centuries": the first ordinal is a century, not a day."""
    at = f.first - 2
    if at < 0 or not has_any(tokens[f.first - 1], _JOIN):
        return []
    name = next((n for n in ("ORDDAY", "ORD", "ROMAN") if n in tokens[at].classes), "")
    own = next((d for d in done if d.last == at), None)
    if not name or (own is not None and own.rule != "ordinal-day"):
        return []
    if own is not None:
        done.remove(own)
    parts = {name: tokens[at].classes[name], "CENTURY": ""}
    if "ERA" in f.parts:
        parts["ERA"] = f.parts["ERA"]
    return [Found(own.first if own else at, at, "century", parts, {name: at})]


def _tail(f: Found, tokens: tuple[Token, ...], free: list[bool], small: frozenset[str]) -> Found | None:
    link, at = f.last + 1, f.last + 2
    if at >= len(tokens) or not free[link] or not has_any(tokens[link], _JOIN):
        return None
    if "THE" in tokens[at].classes and at + 1 < len(tokens) and "ORDDAY" in tokens[at + 1].classes:
        at += 1
    if not free[at]:
        return None
    classes = tokens[at].classes
    if "CENTURY" in f.parts:
        return _century_tail(f, at, tokens, small)
    tight = tokens[link].start == tokens[f.last].end and tokens[link].end == tokens[at].start
    last_class = f.where.get("YEAR")
    if last_class == f.last and tight and has_any(tokens[link], _SPREAD):
        if "SEASON" in f.parts:
            return None
        two = classes.get("DAY") or classes.get("YEAR2")
        if two and len(two) == 2 and int(two) > int(f.parts["YEAR"][2:]):
            return Found(at, at, "year", {"YEAR": f.parts["YEAR"][:2] + two}, {"YEAR": at})
        return None
    day_at = next((f.where[n] for n in ("DAY", "ORDDAY") if n in f.where), -1)
    if f.rule == "ordinal-day" and has_any(tokens[link], _SPREAD) and "DAY" in classes and _closes(tokens, at, small):
        return Found(at, at, "ordinal-day", {"DAY": classes["DAY"]}, {"DAY": at})
    if "MONTH" not in f.parts or day_at != f.last or not has_any(tokens[link], _JOIN):
        return None
    name = next((n for n in ("DAY", "ORDDAY") if n in classes), "")
    loose = not tight and ("AND" in tokens[link].classes or "TO" in tokens[link].classes)
    if not name or (loose and not _closes(tokens, at, small)):
        return None
    return Found(at, at, "day-month", {name: classes[name], "MONTH": f.parts["MONTH"]}, {name: at})


def _century_tail(f: Found, at: int, tokens: tuple[Token, ...], small: frozenset[str]) -> Found | None:
    """ "abad ke-16 dan ke-17", "abad ke-16 dan 17": the word for century stands in front and counts for both."""
    name = next((n for n in ("ORDDAY", "ORDNUM", "ROMAN", "DAY") if n in tokens[at].classes), "")
    if not name or f.where["CENTURY"] == f.last or "ERA" in f.parts or not _closes(tokens, at, small):
        return None
    parts, last = {name: tokens[at].classes[name], "CENTURY": ""}, at
    if at + 1 < len(tokens) and "ERA" in tokens[at + 1].classes:
        parts["ERA"], last = tokens[at + 1].classes["ERA"], at + 1
    return Found(at, last, "century", parts, {name: at})


def _closes(tokens: tuple[Token, ...], at: int, small: frozenset[str]) -> bool:
    """A day after "and" counts only where no noun follows: "May 5 and 6 were" but not "May 5 and 12 ships"."""
    if at + 1 >= len(tokens):
        return True
    after = tokens[at + 1]
    return not after.text[0].isalpha() or after.text in small or "ERA" in after.classes


def _with_year(tail: Found, following: Found, tokens: tuple[Token, ...]) -> Found | None:
    """ "24, 1945" after "August 14-" is one date."""
    gap = tokens[tail.last + 1 : following.first]
    if following.rule != "year" or len(gap) > 1 or any("COMMA" not in t.classes for t in gap):
        return None
    if following.where.get("YEAR") != following.first:
        return None
    parts = {**tail.parts, **following.parts}
    return Found(tail.first, following.last, "full-date", parts, {**tail.where, **following.where})


def linked(f: Found, g: Found, tokens: tuple[Token, ...]) -> frozenset[str] | None:
    """The classes of the words between two neighbours when nothing but linking words stands there, else None."""
    gap = tokens[f.last + 1 : g.first]
    if not gap or len(gap) > _LONGEST_LINK or not all(has_any(t, _BETWEEN_DATES) for t in gap):
        return None
    return frozenset(name for t in gap for name in t.classes)


def with_old_years(found: list[Found]) -> list[Found]:
    """ "On 2 August 216", "in March 202": a bare year of three digits right behind a month is the year of it."""
    result: list[Found] = []
    for f in found:
        last = result[-1] if result else None
        joins = last is not None and last.rule in _OF_A_MONTH
        if last is not None and joins and f.rule == "bc-year" and f.first == last.last + 1 == f.last:
            rule = _OF_A_MONTH[last.rule]
            result[-1] = Found(last.first, f.last, rule, {**last.parts, **f.parts}, {**last.where, **f.where})
        else:
            result.append(f)
    return result


def shared_eras(found: list[Found], tokens: tuple[Token, ...]) -> list[Found]:
    """ "490–479 BC": the era counts for both."""
    result = list(found)
    for i in range(len(found) - 2, -1, -1):
        f, g = result[i], result[i + 1]
        link = linked(f, g, tokens)
        bare = {"YEAR", "YEAR2", "YEAR3", "DAY"} & f.parts.keys() and not {"ERA", "MONTH"} & f.parts.keys()
        if link and bare and link & _JOIN and "ERA" in g.parts and not {"CENTURY", "DECADE"} & f.parts.keys():
            result[i] = replace(f, rule="year-era", parts={**f.parts, "ERA": g.parts["ERA"]})
    return result


def shared_years(found: list[Found], tokens: tuple[Token, ...]) -> list[int | None]:
    """For each expression without a year the year written to its right in the same range or list."""
    years = [explicit_year(f) for f in found]
    shared: list[int | None] = [None] * len(found)
    for i in range(len(found) - 2, -1, -1):
        f, g = found[i], found[i + 1]
        link = linked(f, g, tokens)
        dated = {"MONTH", "SEASON"} & f.parts.keys() and {"MONTH", "SEASON"} & g.parts.keys()
        if years[i] is None and "HAPPENING" in f.parts and years[i + 1] is not None and _of(f, g, tokens):
            # "the Spring Offensive of 1918"
            shared[i] = years[i + 1]
            continue
        if years[i] is None and link and dated and (link & _JOIN or shared[i + 1] is not None):
            later = shared[i + 1] if years[i + 1] is None else years[i + 1]
            if later is not None:
                crosses = "MONTH" in f.parts and "MONTH" in g.parts and int(f.parts["MONTH"]) > int(g.parts["MONTH"])
                shared[i] = later - 1 if crosses and link & _SPREAD else later
    return shared


def shares_pointer(f: Found, g: Found, tokens: tuple[Token, ...]) -> bool:
    """True for "Februari atau Maret tahun berikutnya": what points to the year counts for both months."""
    link = linked(f, g, tokens)
    dated = "MONTH" in f.parts and "MONTH" in g.parts and "YEARUNIT" in g.parts
    own = {"YEAR", "YEAR3", "APOS", "ERA", "YEARUNIT"} & f.parts.keys()
    return dated and not own and link is not None and bool(link & _JOIN)


def _of(f: Found, g: Found, tokens: tuple[Token, ...]) -> bool:
    gap = tokens[f.last + 1 : g.first]
    return len(gap) == 2 and "HAPPENING" in gap[0].classes and has_any(gap[1], frozenset({"OF", "IN"}))


def clock_days(found: list[Found], tokens: tuple[Token, ...]) -> dict[int, int]:
    """For each time of day (by index) the full date beside it: "At 11 a.m. on 11 November 1918"."""
    beside: dict[int, int] = {}
    for i, f in enumerate(found):
        for j in (i + 1, i - 1):
            if f.rule != "clock" or not 0 <= j < len(found) or i in beside:
                continue
            first, second = (f, found[j]) if j > i else (found[j], f)
            gap = tokens[first.last + 1 : second.first]
            day = {"DAY", "ORDDAY", "NUMDATE"} & found[j].parts.keys() and found[j].rule != "clock"
            if day and len(gap) <= _CLOCK_LINK and not any(t.text in ".;:" for t in gap):
                beside[i] = j
    return beside


def range_ends(found: list[Found], tokens: tuple[Token, ...]) -> dict[int, str]:
    """Which expressions (by index) open and close a range: "range-start", "range-end"."""
    roles: dict[int, str] = {}
    for i in range(len(found) - 1):
        f, g = found[i], found[i + 1]
        link = linked(f, g, tokens)
        if link is None or i in roles:
            continue
        before = tokens[f.first - 1] if f.first else None
        between = before is not None and "BETWEEN" in before.classes and "AND" in link
        if between or ("AND" not in link and "COMMA" not in link and link & _SPREAD):
            roles[i], roles[i + 1] = "range-start", "range-end"
    return roles
