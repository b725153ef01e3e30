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


_FROM = frozenset({"FROM"})
_LINKS = frozenset({"TO", "AND", "DASH", "SLASH"})
_LIST_REACH = 3
_YEARLY_REACH = 4


def is_date(f: Found, tokens: tuple[Token, ...], language: str, *, bc_seen: bool, heading: bool) -> bool:
    """False for an expression that the words around it show to be something else."""
    before = tokens[f.first - 1] if f.first else None
    after = tokens[f.last + 1] if f.last + 1 < len(tokens) else None
    if _is_named(f, tokens) or _is_yearly(f, tokens):
        return False
    if f.rule == "short-year" and any("CALENDAR" in t.classes for t in tokens):
        # "tahun '05" of a calendar that the sentence names
        return False
    if after is not None and "OTHERERA" in after.classes and after.text[0].isupper():
        return False
    if f.rule in ("year", "bc-year") and "YEARHEAD" not in f.parts:
        return _is_year(f, tokens, before, after, language, bc_seen)
    if f.rule == "year-era" and "FARYEAR" in f.parts:
        return f.parts["ERA"] == "BC"
    if f.rule == "year-era":
        return _is_era(f, tokens) or (bc_seen and before is not None and "PREP" in before.classes)
    if f.rule in ("month", "deictic-month") and len(f.parts) <= 3:
        return _is_month(f, tokens, before, after, language, heading)
    if "SEASON" in f.parts and "YEAR" not in f.parts:
        return _is_season(f, tokens, before, after, language)
    if f.rule == "ordinal-day":
        if "DATEHEAD" in f.parts:
            return True
        return _is_bare(after, language) and (before is None or has_any(before, _DATE_WORDS))
    if f.rule == "bare-part":
        return before is not None and "PREP" in before.classes and not (after is not None and _is_name(after))
    if f.rule == "last-day":
        return any("THAT" in t.classes for t in tokens[f.last + 1 : f.last + 1 + _LIST_REACH])
    if f.rule in ("shift", "shift-event"):
        return not _lasts(f, tokens)
    if f.rule == "clock":
        return _is_clock(f, tokens, before, after, language)
    if f.rule == "holiday":
        return before is None or not _is_name(before) or has_any(before, _DATE_WORDS)
    return True


def _is_named(f: Found, tokens: tuple[Token, ...]) -> bool:
    """A day that is part of a name: "Universitas 17 Agustus 1945", "Serangan Umum 1 Maret", "9 July Avenue"."""
    if "MONTH" not in f.parts or "DAY" not in f.parts:
        return False
    after = tokens[f.last + 1] if f.last + 1 < len(tokens) else None
    if f.where["DAY"] == f.first and f.first:
        at = f.first - 1
        while at >= 0 and _is_name(tokens[at]) and not has_any(tokens[at], _DATE_WORDS):
            if "NAMED" in tokens[at].classes:
                return True
            at -= 1
        shares = after is not None and has_any(after, _LINKS)
        if at + 1 + (at < 0) < f.first and "YEAR" not in f.parts and not shares:
            # a word that opens its sentence has its capital from there
            return True
    return after is not None and "NAMED" in after.classes and _is_name(after) and "YEAR" not in f.parts


def _is_yearly(f: Found, tokens: tuple[Token, ...]) -> bool:
    """A day that comes every year: "setiap 17 Agustus", "28 Oktober menjadi Hari ...", "4 July is celebrated"."""
    if "MONTH" not in f.parts or "YEAR" in f.parts:
        return False
    around = (*tokens[max(0, f.first - 2) : f.first], *tokens[f.last + 1 : f.last + 1 + _YEARLY_REACH])
    return any("YEARLY" in t.classes for t in around)


def _is_clock(f: Found, tokens: tuple[Token, ...], before: Token | None, after: Token | None, language: str) -> bool:
    """ "at 11:30", "3 p.m."; without its mark of the hour only after "at" and before no noun."""
    if before is not None and {"DAY", "YEAR", "MONTH"} & before.classes.keys():
        return False
    if "AMPM" in f.parts:
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
    if after is not None and after.text == ":" and _is_page(tokens, f.last + 2):
        # "(Sutrisna, 2007:733)" is a book
        return False
    words = date_lexicon(language).words
    previous = _quantity(f, tokens, words.inexact) or (before.text.lower() if before else "")
    if previous in words.labels or (previous == "." and _labelled(f, tokens, words.labels)) or _is_phone(f, tokens):
        return False
    following = after.text.lower() if after else ""
    timed = before is not None and "TIMEONLY" in before.classes
    if following in words.counted and not timed and "MODN" not in f.parts and not _listed_year(f, tokens):
        return False
    led = before is not None and has_any(before, _DATE_WORDS)
    if previous in words.inexact and not (led and "PREP" in tokens[f.first - 1].classes and previous == _word(before)):
        return False
    if f.rule == "bc-year":
        return _is_old_year(
            f, tokens, led or bool({"MODN", "MODA"} & f.parts.keys()), _is_bare(after, language), bc_seen
        )
    bare = _is_bare(after, language)
    about = f.parts.get("MODA") == "APPROX" and "MODN" not in f.parts
    if not bare and not led and (about or (before is not None and _is_verb(before, language))):
        return False
    plural = after is not None and after.text.islower() and len(following) > 3 and following.endswith("s")
    if plural and not led and language == "en" and following not in lexicon(language).function_words:
        return not (before is not None and before.text.islower())
    return True


def _word(token: Token | None) -> str:
    return token.text.lower() if token is not None else ""


def _quantity(f: Found, tokens: tuple[Token, ...], inexact: frozenset[str]) -> str:
    """ "lebih dari 1100": the word before the preposition tells that a number follows."""
    if f.first < 2 or not has_any(tokens[f.first - 1], _FROM):
        return ""
    word = tokens[f.first - 2].text.lower()
    return word if word in inexact else ""


def _is_phone(f: Found, tokens: tuple[Token, ...]) -> bool:
    """ "555-1945": a number of three digits written onto it that is no year itself."""
    if f.first < 2 or "DASH" not in tokens[f.first - 1].classes or "YEAR3" not in tokens[f.first - 2].classes:
        return False
    tight = tokens[f.first - 2].end == tokens[f.first - 1].start and tokens[f.first - 1].end == tokens[f.first].start
    left = tokens[f.first - 3] if f.first >= 3 else None
    return tight and not (left is not None and (left.text == "(" or has_any(left, _DATE_WORDS)))


def _is_verb(token: Token, language: str) -> bool:
    """A verb of the languages that show it by its beginning: what it takes is counted ("menyimpan 1940 judul")."""
    clauses, word = lexicon(language).clauses, token.text
    if not word.islower() or word in clauses.not_verbs:
        return False
    return word in clauses.verbs or any(word.startswith(p) and len(word) > len(p) + 3 for p in clauses.prefixes)


def _is_old_year(f: Found, tokens: tuple[Token, ...], led: bool, bare: bool, bc_seen: bool) -> bool:
    """A number of three digits is a year in an essay with years BC, or in the parentheses of a reign."""
    pair = _reign(f, tokens)
    if pair:
        return bc_seen == (pair[0] > pair[1])
    if _second_year(f, tokens):
        return True
    listed = f.first > 0 and "AND" in tokens[f.first - 1].classes
    return bc_seen and led and bare and not listed


def _second_year(f: Found, tokens: tuple[Token, ...]) -> bool:
    """ "tahun 780 dan 840": the word for year counts for both."""
    shape = tokens[f.first - 3 : f.first] if f.first >= 3 else ()
    return (
        bool(shape)
        and all(n in t.classes for n, t in zip(("YEARHEAD", "YEAR3"), shape, strict=False))
        and has_any(shape[2], _LINKS)
    )


def _reign(f: Found, tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """The two years of "(376–382)" when `f` is one of them: they are years, before Christ if they fall."""
    for at in (f.first - 1, f.first - 3):
        window = tokens[at : at + 5] if at >= 0 else ()
        shape = [next(iter(t.classes), "") for t in window]
        if shape == ["PAROPEN", "YEAR3", "DASH", "YEAR3", "PARCLOSE"]:
            return int(window[1].text), int(window[3].text)
    return None


def _lasts(f: Found, tokens: tuple[Token, ...]) -> bool:
    """ "for more than twenty years after the war" is a duration."""
    return any("LASTING" in t.classes for t in tokens[max(0, f.first - _LIST_REACH) : f.first])


def _is_page(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and tokens[at].text[0].isdigit() and tokens[at].start == tokens[at - 1].end


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
