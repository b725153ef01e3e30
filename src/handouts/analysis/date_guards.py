"""What looks like a date and is none: counts, numbers of rooms and roads, names with a month in them, verbs."""

from __future__ import annotations

from handouts.analysis.date_links import has_any
from handouts.analysis.date_patterns import Found
from handouts.analysis.date_tokens import Token, date_lexicon
from handouts.languages.lexicon import lexicon

_DATE_WORDS = frozenset(
    {
        "MONTH", "DAY", "ORDDAY", "YEAR", "SEASON", "WEEKDAY", "MODA", "MODN", "PREP", "THE", "DAYPART", "DATEHEAD",
        "MONTHHEAD", "YEARHEAD", "DECADE", "UNIT", "AND", "TO", "FROM", "BETWEEN", "IN", "ON", "OF", "THAT", "SAME",
        "NEXT", "PREV", "LATER", "WEEKHEAD", "HALF", "CENTURY", "ERA", "AGO", "THIS",
    }
)  # fmt: skip


_LIST_REACH = 3


def is_date(f: Found, tokens: tuple[Token, ...], language: str, *, bc_seen: bool, heading: bool) -> bool:
    """False for an expression that the words around it show to be something else."""
    before = tokens[f.first - 1] if f.first else None
    after = tokens[f.last + 1] if f.last + 1 < len(tokens) else None
    if after is not None and "OTHERERA" in after.classes and after.text[0].isupper():
        return False
    if f.rule in ("year", "bc-year") and "YEARHEAD" not in f.parts:
        return _is_year(f, tokens, before, after, language, bc_seen)
    if f.rule == "year-era":
        return _is_era(f, tokens)
    if f.rule in ("month", "deictic-month") and len(f.parts) <= 3:
        return _is_month(f, tokens, before, after, language, heading)
    if "SEASON" in f.parts and "YEAR" not in f.parts:
        return _is_season(f, tokens, before, after, language)
    if f.rule == "ordinal-day":
        return _is_bare(after, language) and (before is None or has_any(before, _DATE_WORDS) or "DATEHEAD" in f.parts)
    if f.rule == "clock":
        return _is_clock(f, tokens, before, after, language)
    if f.rule == "holiday":
        return before is None or not _is_name(before) or has_any(before, _DATE_WORDS)
    return True


def _is_clock(f: Found, tokens: tuple[Token, ...], before: Token | None, after: Token | None, language: str) -> bool:
    """ "at 11:30", "3 p.m."; without its mark of the hour only after "at" and before no noun."""
    if before is not None and {"DAY", "YEAR", "MONTH"} & before.classes.keys():
        return False
    if {"AMPM", "CLOCKHEAD"} & f.parts.keys():
        return True
    return ":" in tokens[f.first].text and before is not None and "AT" in before.classes and _is_bare(after, language)


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and not token.text.isupper()


def _is_bare(after: Token | None, language: str) -> bool:
    """Nothing, a mark or a function word follows: no noun that would be counted or described."""
    if after is None or not after.text[0].isalnum():
        return True
    return after.text.lower() in lexicon(language).function_words or has_any(after, _DATE_WORDS)


def _is_year(
    f: Found, tokens: tuple[Token, ...], before: Token | None, after: Token | None, language: str, bc_seen: bool
) -> bool:
    words = date_lexicon(language).words
    previous = before.text.lower() if before else ""
    if previous in words.labels or (previous == "." and _labelled(f, tokens, words.labels)):
        return False
    following = after.text.lower() if after else ""
    if following in words.counted and "MODN" not in f.parts and not _listed_year(f, tokens):
        return False
    led = before is not None and has_any(before, _DATE_WORDS)
    if previous in words.inexact and not (led and f.first > 0 and "PREP" in tokens[f.first - 1].classes):
        return False
    modified = bool({"MODN", "MODA"} & f.parts.keys())
    before_classes = before.classes if before is not None else {}
    if f.rule == "bc-year":
        return bc_seen and (led or modified) and _is_bare(after, language) and "AND" not in before_classes
    plural = after is not None and after.text.islower() and len(following) > 3 and following.endswith("s")
    if plural and not led and language == "en" and following not in lexicon(language).function_words:
        return not (before is not None and before.text.islower())
    return not (
        "MODA" in f.parts
        and "MODN" not in f.parts
        and f.parts["MODA"] == "APPROX"
        and not _is_bare(after, language)
        and not led
    )


def _listed_year(f: Found, tokens: tuple[Token, ...]) -> bool:
    """True behind "tahun 1811 dan": the word for year counts for both."""
    window = tokens[max(0, f.first - _LIST_REACH) : f.first]
    return "AND" in (window[-1].classes if window else {}) and any("YEARHEAD" in t.classes for t in window)


def _labelled(f: Found, tokens: tuple[Token, ...], labels: frozenset[str]) -> bool:
    return f.first >= 2 and tokens[f.first - 2].text.lower() in labels


def _is_era(f: Found, tokens: tuple[Token, ...]) -> bool:
    """ "5 M" are metres unless the number is as long as a year or the word year stands before it."""
    at = f.where.get("ERA", f.last)
    if tokens[at].text != "M" or {"YEARHEAD", "MODN", "YEAR", "YEAR3"} & f.parts.keys():
        return tokens[at].text not in ("m", "ad", "ce")
    return False


def _is_month(
    f: Found, tokens: tuple[Token, ...], before: Token | None, after: Token | None, language: str, heading: bool
) -> bool:
    month = tokens[f.where["MONTH"]]
    if {"MODN", "MODA", "MONTHHEAD", "NEXT", "PREV", "HAPPENING"} & f.parts.keys():
        return True
    words = date_lexicon(language).words
    ambiguous = month.text.lower().rstrip(".") in words.ambiguous
    led = before is not None and has_any(before, _DATE_WORDS) and not {"THE", "OF", "AND"} & before.classes.keys()
    following = tokens[f.last + 1 : f.last + 3]
    if len(following) == 2 and "DASH" in following[0].classes and "MONTH" in following[1].classes:
        return True
    if after is not None and (_is_name(after) and not has_any(after, _DATE_WORDS)) and not heading:
        return led and (not ambiguous or (before is not None and "WITHIN" in before.classes))
    if before is not None and _is_name(before) and not has_any(before, _DATE_WORDS) and f.first > 1:
        return False
    if not ambiguous:
        return True
    listed = before is not None and "AND" in before.classes
    return (led or listed) and not (after is not None and "OF" in after.classes)


def _is_season(f: Found, tokens: tuple[Token, ...], before: Token | None, after: Token | None, language: str) -> bool:
    season = tokens[f.where["SEASON"]]
    if "HAPPENING" in f.parts:
        return True
    if season.text[0].isupper() and before is not None and _is_name(before) and not has_any(before, _DATE_WORDS):
        return False
    if " " in season.text:
        return after is None or not (_is_name(after) and not has_any(after, _DATE_WORDS))
    if after is not None and _is_name(after) and not has_any(after, _DATE_WORDS):
        return False
    words = date_lexicon(language).words
    if {"MODN", "MODA", "NEXT", "PREV", "THAT", "SAME", "THIS"} & f.parts.keys():
        return after is None or "OF" not in after.classes
    if after is not None and "OF" in after.classes:
        return False
    if not _is_bare(after, language):
        return False
    # "continued to fall": after "to" it is a verb
    led = before is not None and has_any(before, _DATE_WORDS) and "TO" not in before.classes
    return led or season.text.lower() not in words.ambiguous
