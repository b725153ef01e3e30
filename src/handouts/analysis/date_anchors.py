"""Dates counted from an event: "a year after Marathon", "dua hari setelah penyerbuan itu"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from handouts.analysis.date_links import has_any
from handouts.analysis.date_patterns import Found
from handouts.analysis.date_settled import Anchor
from handouts.analysis.date_tokens import Token
from handouts.languages.lexicon import Lexicon
from handouts.model.analysis import DateMention, Sentence
from handouts.model.timeline import HistoricalDate

RULE = "shift-event"
_LONGEST = 8
_POINTS = ("day", "month", "year")
_BACK = frozenset({"THAT", "TOO"})
_THIS = frozenset({"THAT", "THIS"})


def with_anchors(found: list[Found], tokens: tuple[Token, ...], lex: Lexicon) -> list[Found]:
    """Expressions such as "three days after" with the event they are counted from; without one they are no dates.

    The event ends at a mark, at another date, behind the word that points back ("penyerbuan itu"), or where a name
    follows a common word. In a language whose nouns
    come first ("jatuhnya Malang") a name may follow.
    """
    starts = {f.first for f in found}
    result: list[Found] = []
    for f in found:
        if f.rule not in (RULE, "shift") or "AFTER" not in tokens[f.last].classes:
            result.append(f)
            continue
        last = _event_end(f, tokens, starts, lex)
        if last > f.last:
            shift = tokens[f.last].classes["AFTER"]
            back = {"THAT": ""} if any(has_any(t, _THIS) for t in tokens[f.last + 1 : last + 1]) else {}
            result.append(replace(f, last=last, rule=RULE, parts={**f.parts, **back, "SHIFT": shift}))
        elif f.rule == "shift" or f.last + 1 == len(tokens) or not tokens[f.last + 1].text[0].isalnum():
            result.append(replace(f, rule="shift", parts={**f.parts, "SHIFT": tokens[f.last].classes["AFTER"]}))
    return result


def _event_end(f: Found, tokens: tuple[Token, ...], starts: set[int], lex: Lexicon) -> int:
    last = f.last
    for at in range(f.last + 1, min(f.last + 1 + _LONGEST, len(tokens))):
        token, before = tokens[at], tokens[at - 1]
        if at in starts:
            return f.last
        opened = at > f.last + 1 and before.text not in lex.function_words
        if (
            not token.text[0].isalnum()
            or ("THE" in token.classes and before.text[0].isupper())
            or (opened and token.text not in lex.function_words and _new_phrase(before, token, lex))
        ):
            break
        last = at
        if has_any(token, _THIS) and at > f.last + 1:
            break
    return last


def _new_phrase(before: Token, token: Token, lex: Lexicon) -> bool:
    """Between a common noun and a name, or a name and a common word, another phrase begins."""
    named, names = before.text[0].isupper(), token.text[0].isupper()
    return named != names and not (names and lex.names.head_first)


def with_happenings(found: list[Found], tokens: tuple[Token, ...]) -> list[Found]:
    """Months and seasons that describe an event ("the spring offensive", "the October Revolution") are marked so."""
    result: list[Found] = []
    for f in found:
        after = tokens[f.last + 1] if f.last + 1 < len(tokens) else None
        bare = {"MONTH", "SEASON"} & f.parts.keys() and not {"YEAR", "ERA", "APOS"} & f.parts.keys()
        if bare and after is not None and "HAPPENING" in after.classes:
            name = "name" if after.text[0].isupper() else ""
            f = replace(f, parts={**f.parts, "HAPPENING": name})
        result.append(f)
    return result


@dataclass(slots=True)
class Anchors:
    """The dated sentences so far, so that an event named again can be found."""

    told: list[tuple[str, HistoricalDate]] = field(default_factory=list)

    def note(self, sentence: Sentence, mentions: list[DateMention], *, opening: bool) -> None:
        """Remembers each date with its part of the sentence: what follows it when a date opens the sentence, else

        what precedes it. A sentence that is no evidence tells nothing.
        """
        if not sentence.usable:
            return
        base, text = sentence.passage.start, sentence.text
        for i, mention in enumerate(mentions):
            start, end = mention.passage.start - base, mention.passage.end - base
            if opening:
                end = mentions[i + 1].passage.start - base if i + 1 < len(mentions) else len(text)
            elif i:
                start = mentions[i - 1].passage.end - base
            else:
                start = 0
            self.told.append((text if len(mentions) == 1 else text[start:end], mention.date))

    def day_again(self, f: Found, tokens: tuple[Token, ...]) -> int | None:
        """The year of "28 Oktober itu": of that day or month as it was told last; None when it was not."""
        after = tokens[f.last + 1] if f.last + 1 < len(tokens) else None
        pointed = has_any(tokens[f.last], _THIS) or (after is not None and has_any(after, _BACK))
        if not pointed or "MONTH" not in f.parts or "YEARUNIT" in f.parts:
            return None
        month, day = int(f.parts["MONTH"]), int(f.parts.get("DAY", f.parts.get("ORDDAY", 0)))
        same = (
            d.start.year
            for _, d in reversed(self.told)
            if d.start.month == month
            and (d.precision == "day" and d.start.day == day if day else d.precision != "year")
        )
        return next(same, None)

    def of(self, f: Found, tokens: tuple[Token, ...]) -> Anchor | None:
        """The date told of the event that `f` is counted from; None when no name of it was told.

        Of several the one told most often, in years; days are counted from the last one that has a day. It is sure
        when all tellings agree.
        """
        if f.rule != RULE:
            return None
        at = max(i for i in range(f.first, f.last + 1) if "AFTER" in tokens[i].classes)
        names = [t.text for t in tokens[at + 1 : f.last + 1] if t.text[:1].isupper() and len(t.text) > 2]
        unit = f.parts.get("UNIT") or f.parts.get("UNITS") or f.parts.get("ONEUNIT", "")
        fine = ("day",) if unit in ("day", "week") else ("day", "month") if unit == "month" else _POINTS
        told: list[HistoricalDate] = []
        for wanted in (names, names[:1]):
            # the whole name, else its first word ("Proklamasi" of "Proklamasi Kemerdekaan")
            told = told or [
                d for text, d in self.told if d.precision in fine and wanted and all(n in text for n in wanted)
            ]
        if not told:
            return None
        if unit in ("day", "week", "month"):
            return Anchor(told[-1], len({d.value for d in told}) == 1)
        years = Counter(d.start.year for d in told)
        return Anchor(max(told, key=lambda d: years[d.start.year]), len(years) == 1)
