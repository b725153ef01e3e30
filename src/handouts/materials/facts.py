"""Facts: a clause of a usable sentence, and the date that surely belongs to it, if any.

Everything that is asked or printed about the essay's events starts here, so that a doubt is settled once for all uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.languages.carrier_words import carrier_words
from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.clauses import Clause, Place, clauses
from handouts.materials.faults import Fault
from handouts.materials.grammar import SentenceView, Token, is_verb, untokenise, verb_groups, view
from handouts.model.analysis import Analysis, DateMention, Sentence
from handouts.model.text import Essay, Passage, passage
from handouts.model.timeline import Basis, HistoricalDate

_RANGE_GAP, _HEADING = 40, 5
_WEAKEST: tuple[Basis, ...] = ("guessed", "inherited", "shifted", "explicit")


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date in a sentence: a mention, or the two ends of a range. `start` and `end` are offsets in the sentence.

    `lead` is what stands before the expression itself, in lower case ("pada", "until late").
    """

    date: HistoricalDate
    mention: Passage
    start: int
    end: int
    lead: str
    rule: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A clause with the date that belongs to it (None: no date stands in the clause)."""

    sentence: Sentence
    clause: Clause
    date: HistoricalDate | None = None
    mention: Passage | None = None
    place: Place = "front"


@dataclass(frozen=True)
class Reading:
    """The essay as it is seen here: sentences in the lesson's language that nothing speaks against, and their facts."""

    essay: Essay
    analysis: Analysis
    words: ExerciseWords

    @cached_property
    def views(self) -> tuple[SentenceView, ...]:
        """The usable sentences of paragraphs and list items, in reading order."""
        return tuple(view(s, self.analysis) for s in self.analysis.sentences if self._fit(s))

    def _fit(self, sentence: Sentence) -> bool:
        block = self.essay.text_block(sentence.passage.block)
        language = sentence.language in (self.analysis.language, "")
        return sentence.usable and language and block.kind in ("paragraph", "item") and not self._headed(sentence.text)

    def _headed(self, text: str) -> bool:
        """True for a heading that ran into its first sentence: "Early Life Anna Lund was born"."""
        start = " ".join(text.split()[:_HEADING])
        for heading in carrier_words(self.words.language).headings:
            head, rest = start[: len(heading)], start[len(heading) :]
            titled = all(word[:1].isupper() for word in head.split())
            if head.lower() == heading and titled and rest[:1].isspace() and rest.lstrip()[:1].isupper():
                return True
        return False

    @cached_property
    def _cases(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words seen with a small letter, and words seen with a capital inside a sentence; both in lower case."""
        small, capital = set[str](), set[str]()
        for seen in self.views:
            for i, token in enumerate(seen.tokens):
                if token.text.islower():
                    small.add(token.lower)
                elif i and token.is_word and seen.tokens[i - 1].is_word and token.text[1:].islower():
                    capital.add(token.lower)
        return frozenset(small), frozenset(capital)

    def inside(self, tokens: Sequence[Token]) -> str:
        """Tokens that open a sentence as they stand inside one; "" when the case of the first cannot be told."""
        text, first = untokenise(tokens), tokens[0]
        one = len(first.text) == 1  # "A congress met"
        if first.name >= 0 or not first.text[:1].isupper() or not (one or first.text[1:].islower()):
            return text
        small, capital = self._cases
        lower = first.lower
        proper = lower in capital and (lower not in small or (len(tokens) > 1 and tokens[1].text[:1].isupper()))
        if proper and lower not in self.words.clauses.articles:
            return text
        if lower not in small and len(tokens) > 1 and is_verb(tokens, 1, self.words):
            # a lone subject that is never seen with a small letter may be a name: nobody can tell
            return ""
        if lower not in small and self.words.verbs.prefixes and len(tokens) > 1 and tokens[1].text[:1].isupper():
            # "Jembatan Lembayung": written small nowhere, so likely part of the name
            return text
        known = lower in small or lower in self.words.clauses.articles or bool(self.words.verbs.prefixes)
        return text[:1].lower() + text[1:] if known else ""

    @cached_property
    def phrases(self) -> dict[str, tuple[DatePhrase, ...]]:
        """The dates of each sentence by its id, ranges put together."""
        return {v.sentence.id: date_phrases(v.sentence, self.analysis, self.essay) for v in self.views}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All clauses of all usable sentences with their dates, in reading order."""
        return tuple(f for v in self.views for f in self._facts_of(v))

    @cached_property
    def clauses(self) -> dict[str, tuple[Clause, ...]]:
        """The main clauses of each sentence by its id."""
        found: dict[str, tuple[Clause, ...]] = {}
        for seen in self.views:
            marks = [(p.start, p.end) for p in self.phrases[seen.sentence.id]]
            found[seen.sentence.id] = clauses(seen, marks, self.words)
        return found

    def _facts_of(self, seen: SentenceView) -> list[Fact]:
        phrases = self.phrases[seen.sentence.id]
        found = []
        for clause in self.clauses[seen.sentence.id]:
            dates = clause.dates()
            chosen = self._finer([(phrases[i], place) for i, place in dates])
            if chosen and attached(clause, chosen[0], chosen[1], seen, self.words):
                phrase, place = chosen
                found.append(Fact(seen.sentence, clause, phrase.date, phrase.mention, place))
            elif not dates:
                found.append(Fact(seen.sentence, clause))
        return found

    @staticmethod
    def _finer(dates: Sequence[tuple[DatePhrase, Place]]) -> tuple[DatePhrase, Place] | None:
        """The one date of a clause; of two, the one that makes the other precise ("in August, on the 23rd")."""
        if len(dates) == 1:
            return dates[0]
        if len(dates) == 2:
            (a, _), (b, _) = dates
            for inner, outer, place in ((a, b, dates[0][1]), (b, a, dates[1][1])):
                one, two = inner.date, outer.date
                within = two.start.ordinal() <= one.start.ordinal() and one.end.ordinal() <= two.end.ordinal()
                if within and (one.basis == "explicit" or two.basis != "explicit"):
                    return inner, place
        return None


def date_phrases(sentence: Sentence, analysis: Analysis, essay: Essay) -> tuple[DatePhrase, ...]:
    """The dates in a sentence; two adjacent ends of a range become one phrase."""
    place = sentence.passage
    mentions = [
        m
        for m in analysis.dates
        if m.passage.block == place.block and place.start <= m.passage.start and m.passage.end <= place.end
    ]
    found: list[DatePhrase] = []
    i = 0
    while i < len(mentions):
        first = mentions[i]
        second = mentions[i + 1] if i + 1 < len(mentions) else None
        if second is not None and _is_range(first, second):
            found.append(_range_phrase(first, second, sentence, essay))
            i += 2
            continue
        base = place.start
        start = first.phrase.start - base
        lead = sentence.text[max(start, 0) : first.passage.start - base].strip().lower()
        before = sentence.text[: max(start, 0)].split()[-1:]
        word = f"{before[0].lower()} {lead}".strip() if before and not lead else lead
        found.append(DatePhrase(first.date, first.passage, max(start, 0), first.phrase.end - base, word, first.rule))
        i += 1
    return tuple(found)


def _is_range(a: DateMention, b: DateMention) -> bool:
    near = b.passage.start - a.passage.end <= _RANGE_GAP
    roles = a.rule == "range-start" and b.rule == "range-end"
    return roles and near and a.date.start.ordinal() <= b.date.end.ordinal()


def _range_phrase(a: DateMention, b: DateMention, sentence: Sentence, essay: Essay) -> DatePhrase:
    base = sentence.passage.start
    whole = HistoricalDate(
        value=f"{a.date.value}/{b.date.value}",
        start=a.date.start,
        end=b.date.end,
        precision=a.date.precision,
        mod=a.date.mod,
        basis=min(a.date.basis, b.date.basis, key=_WEAKEST.index),
        end_precision=b.date.precision,
        end_mod=b.date.mod,
    )
    mention = passage(essay, a.passage.block, a.passage.start, b.passage.end)
    start = max(a.phrase.start - base, 0)
    return DatePhrase(whole, mention, start, max(b.phrase.end, b.passage.end) - base, "", "range")


def attached(clause: Clause, phrase: DatePhrase, place: Place, seen: SentenceView, words: ExerciseWords) -> bool:
    """True when the date surely tells when the clause's verb happened.

    It opens the clause, or ends it with nothing between that could claim it, or stands behind the verb before a
    place or means. Dates after "until", "since", "by" and the like bound the event instead, unless they make a range.
    """
    if not phrase.date.is_range and set(phrase.lead.split()) & words.clauses.time_bounds:
        return False
    if place != "front" and set(phrase.lead.split()) & words.labels.owned:
        # "praised the Peace Act of 1866": the date is that of the act
        return False
    tokens = clause.tokens
    at = next(i for i, t in enumerate(tokens) if t.date >= 0 and t.start >= phrase.start)
    if place == "front":
        return True
    verbs = verb_groups(tokens, words)
    if not verbs or at <= verbs[0]:
        # "Jerman pada 22 Juni 1941 menyerbu": only a bare name may stand before, and not that of an event
        bare = all(t.name >= 0 and seen.names[t.name].type != "event" for t in tokens[:at])
        return bool(verbs) and at + 1 == verbs[0] and bare
    between = {t.lower for t in tokens[verbs[0] : at]}
    gerund = not words.verbs.prefixes and any(t.lower.endswith("ing") and t.name < 0 for t in tokens[verbs[0] : at])
    if gerund and place == "end":
        return False
    if between & words.clauses.subordinators - words.clauses.harmless or (verbs[-1] > verbs[0] and place == "end"):
        return False
    return place == "end" or tokens[at + 1].lower in words.clauses.after_date


NEVER: frozenset[Fault] = frozenset(
    ("start", "pronoun", "no-name", "vague", "negation", "irrealis", "reporting", "dangling", "possessive", "ending")
)


def simple(fact: Fact, words: ExerciseWords, least: int = 3, most: int = 20) -> bool:
    """True when a question can be made of the clause: one predicate, nothing cut inside, nothing that leans elsewhere.

    A second verb is borne where it depends on the first ("meminta Churchill membuka front") and the date opens the
    sentence: then both are of that date.
    """
    faults = fact.clause.faults
    if fact.clause.cut > 1 or faults & (NEVER | {"subordinate", "quote", "predicates"}):
        return False
    if "intent" in faults and fact.date is not None and fact.place != "front":
        return False
    if "verbs" in faults and not (fact.place == "front" and words.verbs.prefixes and len(_verbs(fact, words)) == 2):
        return False
    return least <= fact.clause.words <= most


def _verbs(fact: Fact, words: ExerciseWords) -> list[int]:
    return verb_groups(fact.clause.tokens, words)
