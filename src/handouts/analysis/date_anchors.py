"""Dates counted from an event: "a year after Marathon", "two days after the landing", "dua hari setelah penyerbuan itu"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from handouts.analysis.date_links import has_any
from handouts.analysis.date_patterns import Found
from handouts.analysis.date_tokens import Token
from handouts.model.timeline import HistoricalDate

RULE = "shift-event"
_LONGEST = 8
_THIS = frozenset({"THAT", "THIS"})


def with_anchors(found: list[Found], tokens: tuple[Token, ...]) -> list[Found]:
    """Expressions such as "three days after" with the event they are counted from; without one they are no dates.

    The event ends at a mark, at another date, or behind the word that points back ("penyerbuan itu").
    """
    starts = {f.first for f in found}
    result: list[Found] = []
    for f in found:
        if f.rule not in (RULE, "shift") or "AFTER" not in tokens[f.last].classes:
            result.append(f)
            continue
        last = _event_end(f, tokens, starts)
        if last > f.last:
            shift = tokens[f.last].classes["AFTER"]
            result.append(replace(f, last=last, rule=RULE, parts={**f.parts, "SHIFT": shift}))
        elif f.rule == "shift" or f.last + 1 == len(tokens) or not tokens[f.last + 1].text[0].isalnum():
            result.append(replace(f, rule="shift", parts={**f.parts, "SHIFT": tokens[f.last].classes["AFTER"]}))
    return result


def _event_end(f: Found, tokens: tuple[Token, ...], starts: set[int]) -> int:
    last = f.last
    for at in range(f.last + 1, min(f.last + 1 + _LONGEST, len(tokens))):
        token = tokens[at]
        if at in starts:
            return f.last
        if not token.text[0].isalnum():
            return at - 1 if at - 1 > f.last else f.last
        last = at
        if has_any(token, _THIS) and at > f.last + 1:
            return at
    return last if last == len(tokens) - 1 else _last_name(f, tokens, last)


def _last_name(f: Found, tokens: tuple[Token, ...], last: int) -> int:
    """Of a long stretch without a mark only up to its first run of names."""
    names = [at for at in range(f.last + 1, last + 1) if tokens[at].text[:1].isupper()]
    end = f.last
    for at in names:
        if end != f.last and at != end + 1:
            break
        end = at
    return end


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

    def note(self, text: str, dates: list[HistoricalDate]) -> None:
        """Remembers a sentence with one date."""
        if len({d.value for d in dates}) == 1:
            self.told.append((text, dates[0]))

    def of(self, f: Found, tokens: tuple[Token, ...]) -> HistoricalDate | None:
        """The date of the last sentence that names the event of `f`; None when no name of it was told."""
        if f.rule != RULE:
            return None
        at = max(i for i in range(f.first, f.last + 1) if "AFTER" in tokens[i].classes)
        names = [t.text for t in tokens[at + 1 : f.last + 1] if t.text[:1].isupper() and len(t.text) > 2]
        if not names:
            return None
        return next((date for text, date in reversed(self.told) if all(n in text for n in names)), None)
