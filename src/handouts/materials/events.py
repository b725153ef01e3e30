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
from handouts.materials.clauses import Clause
from handouts.materials.dates import display, prefers_month_first
from handouts.materials.event_choice import choose, merged, score
from handouts.materials.facts import NEVER, DatePhrase, Fact, Reading
from handouts.materials.grammar import SentenceView, Token, tokenise, untokenise, verb_groups
from handouts.materials.label_cuts import LEAST_WORDS, MOST_WORDS, plain_past, plain_subject
from handouts.materials.label_faults import half_told
from handouts.materials.label_names import FullNames
from handouts.materials.label_weight import Weights, rest, stands_alone, trimmed
from handouts.materials.labels import Label, labels
from handouts.materials.references import References
from handouts.materials.topics import Topics
from handouts.model.analysis import Analysis, Sentence
from handouts.model.text import Essay, Passage
from handouts.model.timeline import Event, HistoricalDate, Timeline

# events below such a weight are left out where at least so many of that weight are
# an essay over more years than these tells time in centuries
_LONG = 300
_FLOORS = ((0.0, 6), (-0.6, 4), (-1.6, 2))


@dataclass(frozen=True, slots=True)
class _Found:
    fact: Fact
    date: HistoricalDate
    label: str
    score: float
    rule: str
    clear: bool  # whether the label can stand alone on paper
    weight: float  # how much of an event it is
    number: int  # of the events that its sentence tells


def timeline(essay: Essay, analysis: Analysis, limit: int = 12) -> tuple[Timeline, tuple[Diagnostic, ...]]:
    """All events with a safe label, at most `limit` of them chosen, and a hint for each dated sentence left out.

    Guessed dates are never chosen; inherited and shifted ones only when the paragraph or its heading gives the date
    that they are counted from, since "the following spring" may follow a year that is paragraphs away.
    """
    reading = Reading(essay, analysis, exercise_words(analysis.language))
    forms = essay_forms(analysis)
    told = list(_labelled(reading))
    found = merged(told, reading.words)
    headings = [i for i, block in essay.text_blocks() if block.kind == "heading"]
    printable = [f for f in found if f.clear and _anchored(f, analysis, headings)]
    chosen = choose(_worthy(printable), limit)
    events = [_event(f, f in chosen, forms) for f in found]
    events.sort(key=lambda e: (e.date.start.ordinal(), e.date.end.ordinal(), e.sentence.block, e.sentence.start))
    return Timeline(tuple(events)), (*_left_out(reading, told), *_implied(reading, chosen))


def _worthy(found: list[_Found]) -> list[_Found]:
    """The events without the small ones, as long as enough are left."""
    for floor, enough in _FLOORS:
        above = [f for f in found if f.weight >= floor]
        if len(above) >= enough:
            return above
    return found


def essay_forms(analysis: Analysis) -> DateForms:
    """The date forms of the essay's language, in the essay's own order of day and month."""
    month_first = analysis.language == "en" and prefers_month_first(analysis.dates)
    return date_forms(analysis.language, month_first)


def _anchored(found: _Found, analysis: Analysis, headings: Sequence[int]) -> bool:
    """True for a date whose year stands in its sentence, before it in the paragraph, or in the heading above."""
    if found.date.basis in ("explicit", "guessed"):
        return found.date.basis == "explicit"
    place = found.fact.mention
    if place is None:
        return False
    heading = max((h for h in headings if h < place.block), default=-1)
    above = [m for m in analysis.dates if m.basis == "explicit" and m.passage.block <= place.block]
    if any(m.passage.block == place.block and m.passage.end <= place.start for m in above):
        return True
    return any(m.passage.block == heading and m.date.start.year == found.date.start.year for m in above)


def _event(found: _Found, chosen: bool, forms: DateForms) -> Event:
    return Event(
        id=f"event-{found.fact.sentence.key}" + (f"-{found.number}" if found.number > 1 else ""),
        date=found.date,
        display=display(found.date, forms),
        label=found.label,
        sentence=found.fact.sentence.passage,
        mention=_mention(found),
        chosen=chosen,
        rule=found.rule,
    )


def label(fact: Fact, words: ExerciseWords) -> str:
    """The clause as a label; "" when it cannot stand alone or is too short or too long."""
    return _capital(untokenise(_label_tokens(fact, words)))


def _label_tokens(fact: Fact, words: ExerciseWords) -> Sequence[Token]:
    clause = fact.clause
    if clause.faults & (NEVER | {"link", "quote", "predicates", "subordinate"}):
        return ()
    if clause.faults & {"verbs", "intent"} and fact.place != "front":
        return ()
    shown = [t for t in clause.tokens if t.date < 0]
    if shown[-1].lower in words.verbs.happen and shown[-1] in clause.tokens[clause.verb :]:
        # "Konferensi Yalta berlangsung dari 4 hingga 11 Februari": the name of the event says it all
        return shown[:-1] if len(shown) >= LEAST_WORDS else ()
    short = _shortened(shown, words)
    if short and half_told(short, words):
        return ()
    return short if LEAST_WORDS <= sum(t.is_word for t in short) <= MOST_WORDS else ()


def _shortened(shown: Sequence[Token], words: ExerciseWords) -> Sequence[Token]:
    """A clause that is too long without the place it ends with ("in Switzerland")."""
    if sum(t.is_word for t in shown) > MOST_WORDS:
        shown = plain_subject(list(shown), words)
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
    """The labels of each sentence in order: the strict ones, then those that the whole sentence gives."""
    strict: dict[str, list[Fact]] = {}
    for fact in reading.facts:
        if fact.date is not None and label(fact, reading.words):
            strict.setdefault(fact.sentence.id, []).append(fact)
    topics = Topics(reading.words)
    making = _Making(reading)
    told: Counter[str] = Counter()
    for view in reading.views:
        phrases = reading.phrases[view.sentence.id]
        wider: dict[int, list[Label]] = {}
        for made in labels(view, phrases, reading.words, topics) if phrases else ():
            wider.setdefault(phrases[made.date].mention.start, []).append(made)
        for fact in strict.get(view.sentence.id, ()):
            text = label(fact, reading.words)
            others = wider.pop(_place(fact), [])
            cut = fact.clause.cut
            if any(cut and m.text.startswith(text) and len(m.text) > len(text) for m in others[:1]):
                # the wider reading tells who the last noun is ("its neighbour, Ethiopia") or what it was for
                wider[_place(fact)] = others
                continue
            rule = "clause-cut" if cut else "clause"
            told[fact.sentence.key] += 1
            own = making.found(fact, _label_tokens(fact, reading.words), rule, view, told[fact.sentence.key])
            yield own if own.clear else making.clearest([own, *making.wider(others, view, phrases, own.number)])
        for made_labels in wider.values():
            told[view.sentence.key] += 1
            yield making.clearest(making.wider(made_labels, view, phrases, told[view.sentence.key]))
        topics.after(view)


def _fact(sentence: Sentence, made: Label, phrase: DatePhrase, words: ExerciseWords) -> Fact:
    verbs = verb_groups(made.tokens, words)
    clause = Clause(made.tokens, verbs[0] if verbs else len(made.tokens), 2, frozenset())
    return Fact(sentence, clause, phrase.date, phrase.mention, "front" if made.rule == "front" else "end")


def _place(fact: Fact) -> int:
    return fact.mention.start if fact.mention is not None else -1


class _Making:
    """What is known of the whole essay when a label is made of one clause."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.references = References(reading.views, reading.words)
        self.weights = Weights(reading.views, reading.words)
        self.names = FullNames(reading.views, reading.words)
        years = [d.date.start.year for d in reading.analysis.dates if d.basis == "explicit"]
        titles = (block.text for _, block in reading.essay.text_blocks() if block.kind == "heading")
        self._title = f" {' '.join(t.lower for t in tokenise(next(titles, '')) if t.is_word)} "
        self._long = bool(years) and max(years) - min(years) > _LONG

    def _blurred(self, tokens: Sequence[Token], date: HistoricalDate) -> bool:
        """A noun that only repeats what the essay is about: in words of its title, or beside a decade or century."""
        words = self.reading.words
        if verb_groups(tokens, words):
            return False
        noun = " ".join(t.lower for t in tokens if t.is_word and t.lower not in words.clauses.articles)
        return f" {noun} " in self._title or (date.precision in ("decade", "century") and not self._long)

    def wider(
        self, made: Iterable[Label], view: SentenceView, phrases: Sequence[DatePhrase], number: int
    ) -> Iterable[_Found]:
        """The events of labels for one date."""
        for label in made:
            fact = _fact(view.sentence, label, phrases[label.date], self.reading.words)
            yield self.found(fact, label.tokens, f"clause-{label.rule}", view, number)

    @staticmethod
    def clearest(found: Iterable[_Found]) -> _Found:
        """The first event whose label can stand alone; the first of all when none can."""
        listed = list(found)
        return next((f for f in listed if f.clear), listed[0])

    def found(self, fact: Fact, tokens: Sequence[Token], rule: str, view: SentenceView, number: int) -> _Found:
        """The event with its label, completed from the essay, and its worth."""
        if fact.date is None:
            raise ValueError("an event without a date")
        words = self.reading.words
        phrases = self.reading.phrases[view.sentence.id]
        short = trimmed(tokens, rest(tokens, view, phrases, words), words)
        whole = self.names.given(plain_past(self.references.completed(short, view), words), view)
        text = _capital(untokenise(whole))
        own = (view.names[t.name] for t in fact.clause.tokens if t.name >= 0 and t.start >= 0)
        named = any(n.type == "event" for n in own)
        weight = self.weights.weight(whole, view)
        worth = score(fact, text, rule, words, named=named) + weight
        clear = stands_alone(whole, view, phrases, fact.mention, words) and not self._blurred(whole, fact.date)
        return _Found(fact, fact.date, text, worth, rule, clear, weight, number)


def _implied(reading: Reading, chosen: Sequence[_Found]) -> Iterable[Diagnostic]:
    """A hint for each printed date whose year the sentence does not name: the teacher has to look at it."""
    for found in chosen:
        if found.date.basis != "explicit":
            place = reading.essay.source.location(_mention(found).span.start)
            date = display(found.date, essay_forms(reading.analysis))
            yield hint("timeline-check-date", place, date=date, text=_mention(found).text, label=found.label)


def _mention(found: _Found) -> Passage:
    if found.fact.mention is None:
        raise ValueError("an event without a date")
    return found.fact.mention


def _left_out(reading: Reading, told: Sequence[_Found]) -> Iterable[Diagnostic]:
    """A hint for each usable sentence with a date that gave no event."""
    used = {f.fact.sentence.id for f in told}
    for seen in reading.views:
        phrases = reading.phrases[seen.sentence.id]
        if phrases and seen.sentence.id not in used:
            place = reading.essay.source.location(seen.sentence.passage.span.start)
            yield hint("timeline-left-out", place, sentence=seen.text)
