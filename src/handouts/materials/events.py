"""The timeline: dated clauses of the essay as events with labels that can stand alone.

A label is a clause of the essay without its date: 4 to 12 words, who did what. Choosing follows Bauer and Teufel
(2016): dates attached to a verb, cue words, coverage of the whole span. What gives no safe label is left out and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handouts.diagnostics import Diagnostic, hint
from handouts.languages.exercise_words import DateForms, ExerciseWords, date_forms, exercise_words
from handouts.materials.dates import display, prefers_month_first
from handouts.materials.facts import NEVER, Fact, Reading
from handouts.materials.grammar import Token, content_words, untokenise
from handouts.model.analysis import Analysis
from handouts.model.text import Essay
from handouts.model.timeline import Event, HistoricalDate, Timeline

LEAST_WORDS, MOST_WORDS = 3, 12
_SAME_EVENT = 0.5


@dataclass(frozen=True, slots=True)
class _Found:
    fact: Fact
    date: HistoricalDate
    label: str
    score: float
    number: int  # of the events that its sentence tells


def timeline(essay: Essay, analysis: Analysis, limit: int = 12) -> tuple[Timeline, tuple[Diagnostic, ...]]:
    """All events with a safe label, at most `limit` of them chosen, and a hint for each dated sentence left out.

    Guessed dates are never chosen; inherited and shifted ones only when the paragraph itself gives the date that
    they are counted from, since "the following spring" may follow a year that is paragraphs away.
    """
    reading = Reading(essay, analysis, exercise_words(analysis.language))
    forms = essay_forms(analysis)
    found = _merged(list(_labelled(reading)), reading.words)
    chosen = _choose([f for f in found if _anchored(f, analysis)], limit)
    events = [_event(f, f in chosen, forms) for f in found]
    events.sort(key=lambda e: (e.date.start.ordinal(), e.date.end.ordinal(), e.sentence.block, e.sentence.start))
    return Timeline(tuple(events)), tuple(_left_out(reading, found))


def essay_forms(analysis: Analysis) -> DateForms:
    """The date forms of the essay's language, in the essay's own order of day and month."""
    month_first = analysis.language == "en" and prefers_month_first(analysis.dates)
    return date_forms(analysis.language, month_first)


def _anchored(found: _Found, analysis: Analysis) -> bool:
    if found.date.basis in ("explicit", "guessed"):
        return found.date.basis == "explicit"
    place = found.fact.mention
    if place is None:
        return False
    above = (m.passage for m in analysis.dates if m.basis == "explicit")
    return any(p.block == place.block and p.end <= place.start for p in above)


def _event(found: _Found, chosen: bool, forms: DateForms) -> Event:
    mention = found.fact.mention
    if mention is None:
        raise ValueError("an event without a date")
    rule = "clause" if found.fact.clause.cut == 0 else "clause-cut"
    return Event(
        id=f"event-{found.fact.sentence.key}" + (f"-{found.number}" if found.number > 1 else ""),
        date=found.date,
        display=display(found.date, forms),
        label=found.label,
        sentence=found.fact.sentence.passage,
        mention=mention,
        chosen=chosen,
        rule=rule,
    )


def label(fact: Fact, words: ExerciseWords) -> str:
    """The clause as a label; "" when it cannot stand alone or is too short or too long."""
    clause = fact.clause
    if clause.faults & (NEVER | {"link", "quote", "predicates", "subordinate"}):
        return ""
    if clause.faults & {"verbs", "intent"} and fact.place != "front":
        return ""
    shown = [t for t in clause.tokens if t.date < 0]
    if shown[-1].lower in words.verbs.happen and shown[-1] in clause.tokens[clause.verb :]:
        # "Konferensi Yalta berlangsung dari 4 hingga 11 Februari": the name of the event says it all
        return _capital(untokenise(shown[:-1])) if len(shown) >= LEAST_WORDS else ""
    short = _shortened(shown, words)
    count = sum(t.is_word for t in short)
    return _capital(untokenise(short)) if LEAST_WORDS <= count <= MOST_WORDS else ""


def _shortened(shown: Sequence[Token], words: ExerciseWords) -> Sequence[Token]:
    """A clause that is too long without the place it ends with ("in Switzerland")."""
    if sum(t.is_word for t in shown) <= MOST_WORDS:
        return shown
    for i in range(len(shown) - 2, LEAST_WORDS, -1):
        if shown[i].lower in words.clauses.after_date:
            named = all(t.name >= 0 for t in shown[i + 1 :])
            return shown[:i] if named else shown
    return shown


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _labelled(reading: Reading) -> Iterable[_Found]:
    told: Counter[str] = Counter()
    for fact in reading.facts:
        if fact.date is None or fact.date.precision == "century":
            continue
        text = label(fact, reading.words)
        if text:
            told[fact.sentence.key] += 1
            yield _Found(fact, fact.date, text, _score(fact, text, reading.words), told[fact.sentence.key])


def _score(fact: Fact, text: str, words: ExerciseWords) -> float:
    date = fact.date
    lower = set(text.lower().split())
    score = 1.5 if lower & words.verbs.important else 0.0
    score += 1.0 if date is not None and date.basis == "explicit" else 0.0
    score += 0.5 if date is not None and date.precision == "day" else 0.0
    score += 0.5 if fact.place in ("front", "end") else 0.0
    score -= 0.5 * fact.clause.cut
    return score + 0.1 * min(len({t.name for t in fact.clause.tokens if t.name >= 0}), 3)


def _merged(found: list[_Found], words: ExerciseWords) -> list[_Found]:
    """One of each event: the same event told twice keeps its better telling (finer date, explicit, more to say)."""
    kept: list[_Found] = []
    for candidate in found:
        twin = next((k for k in kept if _same(k, candidate, words)), None)
        if twin is None:
            kept.append(candidate)
        elif candidate.score > twin.score:
            kept[kept.index(twin)] = candidate
    return kept


def _same(a: _Found, b: _Found, words: ExerciseWords) -> bool:
    if not (a.date.start.ordinal() <= b.date.end.ordinal() and b.date.start.ordinal() <= a.date.end.ordinal()):
        return False
    one, two = content_words(a.label, words), content_words(b.label, words)
    return len(one & two) > _SAME_EVENT * min(len(one), len(two)) and a.fact.sentence.id != b.fact.sentence.id


def _choose(found: Sequence[_Found], limit: int) -> list[_Found]:
    """Greedy: the best score, more for a paragraph and a stretch of time that has no event yet."""
    if len(found) <= limit:
        return list(found)
    first = min(f.date.start.ordinal() for f in found)
    width = max(max(f.date.start.ordinal() for f in found) - first, 1)
    # the first and the last event hold the line at its ends
    chosen = [min(found, key=_begins), max(found, key=_begins)]
    rest = [f for f in found if f not in chosen]
    while rest and len(chosen) < limit:
        blocks = {c.fact.sentence.passage.block for c in chosen}
        slots = {(c.date.start.ordinal() - first) * limit // (width + 1) for c in chosen}

        def gain(f: _Found, blocks: set[int] = blocks, slots: set[int] = slots) -> float:
            slot = (f.date.start.ordinal() - first) * limit // (width + 1)
            return f.score + 1.0 * (f.fact.sentence.passage.block not in blocks) + 1.0 * (slot not in slots)

        best = max(rest, key=lambda f: (gain(f), -rest.index(f)))
        chosen.append(best)
        rest.remove(best)
    return chosen


def _begins(found: _Found) -> tuple[int, int]:
    return found.date.start.ordinal(), found.date.end.ordinal()


def _left_out(reading: Reading, found: Sequence[_Found]) -> Iterable[Diagnostic]:
    """A hint for each usable sentence with a date that gave no event."""
    used = {f.fact.sentence.id for f in found}
    told = {f.sentence.id for f in reading.facts if label(f, reading.words) and f.date is not None}
    for seen in reading.views:
        phrases = reading.phrases[seen.sentence.id]
        if phrases and seen.sentence.id not in used | told:
            place = reading.essay.source.location(seen.sentence.passage.span.start)
            yield hint("timeline-left-out", place, sentence=seen.text)
