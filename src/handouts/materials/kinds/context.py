"""What every kind of exercise is made from, and what it hands back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from handouts.languages.exercise_words import DateForms, ExerciseWords, exercise_words
from handouts.materials.dates import coarser, display
from handouts.materials.events import essay_forms, label
from handouts.materials.facts import Fact, Reading, simple
from handouts.materials.grammar import content_words
from handouts.materials.kinds.told_before import leans
from handouts.model.analysis import Analysis, Sentence
from handouts.model.exercise import Choice, Exercise, Level, SectionKind, item_evidence
from handouts.model.glossary import Glossary
from handouts.model.item_rules import ItemRules
from handouts.model.lesson import LessonMeta
from handouts.model.text import Essay, Passage
from handouts.model.timeline import Event, HistoricalDate, Precision, Timeline

POINTS_CHOICE, POINTS_GAP, POINTS_PAIR, POINTS_NEIGHBOURS, POINTS_FACT, POINTS_REASON = 2, 2, 1, 1, 2, 3
POINTS_STATEMENT = 1
# How many items of each section a sheet asks for; matching, ordering and tables are one item each.
WANTED: Mapping[SectionKind, int] = {
    "multiple_choice": 8,
    "complex_choice": 2,
    "category_table": 1,
    "true_false": 1,
    "cloze": 12,
    "matching": 1,
    "person_matching": 1,
    "term_matching": 1,
    "ordering": 1,
    "completion": 4,
    "short_answer": 4,
    "source": 3,
    "essay": 2,
}

ClozeHelp = Literal["bank", "first-letter", "none"]
# What helps with the gaps at each level of difficulty (Hartley: word bank, first letter, nothing).
CLOZE_HELP: Mapping[Level, ClozeHelp] = {"support": "bank", "core": "first-letter", "challenge": "none"}


@dataclass(frozen=True, slots=True)
class ExerciseOptions:
    """What a sheet asks for: `wanted` items of each section; `options` is the number of options of a choice item.

    `timeline_visible`: the pupils hold the filled timeline while they work, so nothing it answers is asked;
    `glossary_visible`: they hold the glossary. `kinds` are names of kinds to be made that usually are not. Items of the
    `level` come first; `rules` say how items are worded and ordered, and what they are worth. `title` is what stands at
    the head of the sheet.
    """

    wanted: Mapping[SectionKind, int] = field(default_factory=lambda: WANTED)
    pairs: int = 5
    extra_responses: int = 1
    events: int = 6
    options: int = 4
    timeline_visible: bool = False
    glossary_visible: bool = True
    kinds: frozenset[str] = frozenset()
    cloze_help: ClozeHelp = "bank"
    level: Level | None = None
    rules: ItemRules = field(default_factory=lambda: ItemRules(""))
    title: str = ""


def options_for(meta: LessonMeta) -> ExerciseOptions:
    """The numbers of the lesson's item rules; without rules the usual ones.

    Then the school year says how many options an item has (AKM: 3, 4 or 5).
    """
    rules = meta.rules
    usual = ExerciseOptions(
        options=rules.options if rules else exercise_words(meta.language).options(meta.grade),
        timeline_visible=meta.timeline_in_handout,
        level=meta.level,
        cloze_help=CLOZE_HELP[meta.level] if meta.level else "bank",
        kinds=frozenset(meta.kinds),
        title=meta.short_title or meta.title,
    )
    return replace(usual, wanted={**WANTED, **dict(rules.items)}, rules=rules) if rules else usual


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that could be printed. `sentences` are the ids of the sentences whose facts it asks or gives away.

    `variants` are the same item with the right option at other places, where options have an order of their own.
    `stimulus` is the passage of the essay that an item of a "source" section asks about. `dateless` items ask for the
    date of their event and print none that tells it, so that an ordering of the same events may stand beside them.
    """

    item: Exercise
    sentences: tuple[str, ...]
    block: int
    score: float
    variants: tuple[Choice, ...] = ()
    stimulus: tuple[Passage, ...] = ()
    dateless: bool = False

    @property
    def evidence(self) -> Passage | None:
        """The first sentence of the essay that the item rests on; None for a prompt about the whole essay."""
        return next(iter(item_evidence(self.item)), None)


_FEW_SENTENCES, _EVERYWHERE = 12, 1 / 3


@dataclass(frozen=True)
class Context:
    """The essay as read, its timeline and glossary, the numbers asked for, and the ids all chance derives from."""

    essay: Essay
    analysis: Analysis
    timeline: Timeline
    glossary: Glossary
    options: ExerciseOptions
    ids: tuple[str, ...] = field(default=())

    @cached_property
    def words(self) -> ExerciseWords:
        """The words of the lesson's language."""
        return exercise_words(self.analysis.language)

    @cached_property
    def forms(self) -> DateForms:
        """How this essay writes its dates."""
        return essay_forms(self.analysis)

    @cached_property
    def reading(self) -> Reading:
        """The usable sentences and their facts."""
        return Reading(self.essay, self.analysis, self.words)

    @cached_property
    def askable(self) -> tuple[Fact, ...]:
        """Facts that a question can be made of; where they have a date it is the essay's own words."""
        views, words = {v.sentence.id: v for v in self.reading.views}, self.words
        facts = (f for f in self.reading.facts if simple(f, words) and _explicit(f))
        return tuple(f for f in facts if not leans(f.clause.shown, views[f.sentence.id], words))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The timeline's events with dates that the essay itself states, apart from guesses."""
        usable = {v.sentence.passage.place for v in self.reading.views}
        return tuple(e for e in self.timeline.events if e.date.basis == "explicit" and e.sentence.place in usable)

    @cached_property
    def sentence_at(self) -> dict[tuple[int, int], Sentence]:
        """Sentences by block and offset."""
        return {v.sentence.passage.place: v.sentence for v in self.reading.views}

    @cached_property
    def free_events(self) -> tuple[Event, ...]:
        """The events that a timeline in the pupils' hands does not tell."""
        return tuple(e for e in self.events if self.sentence_of(e).id not in self.on_timeline)

    def sentence_of(self, event: Event) -> Sentence:
        """The sentence an event was taken from."""
        return self.sentence_at[event.sentence.place]

    @cached_property
    def on_timeline(self) -> frozenset[str]:
        """Ids of the sentences told by the timeline that the pupils hold; empty when they do not hold it."""
        if not self.options.timeline_visible:
            return frozenset()
        starts = {e.sentence.place for e in self.timeline.chosen}
        return frozenset(s.id for start, s in self.sentence_at.items() if start in starts)

    @cached_property
    def contents(self) -> dict[str, frozenset[str]]:
        """Content words of each usable sentence by its id."""
        return {v.sentence.id: content_words(v.text, self.words) for v in self.reading.views}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each dated sentence tells, as a label, by its id."""
        found: dict[str, str] = {}
        for fact in self.reading.facts:
            if fact.date is not None and (text := label(fact, self.words)):
                found.setdefault(fact.sentence.id, text)
        return found

    def dates_at(self, precision: Precision) -> tuple[tuple[Sentence, HistoricalDate, HistoricalDate], ...]:
        """The explicit dates of the usable sentences as told and at this precision, where they have it."""
        if precision not in self._dates_at:
            self._dates_at[precision] = tuple(
                (view.sentence, phrase.date, date)
                for view in self.reading.views
                for phrase in self.reading.phrases[view.sentence.id]
                if phrase.date.basis == "explicit" and (date := coarser(phrase.date, precision)) is not None
            )
        return self._dates_at[precision]

    @cached_property
    def _dates_at(self) -> dict[Precision, tuple[tuple[Sentence, HistoricalDate, HistoricalDate], ...]]:
        return {}

    def everywhere(self, name: str) -> bool:
        """True for a name that a third of the sentences have: what the essay is about is no answer worth a question."""
        views = self.reading.views
        held = sum(any(n.canonical == name for n in v.names) for v in views)
        return len(views) >= _FEW_SENTENCES and held >= _EVERYWHERE * len(views)

    def with_article(self, name: str) -> str:
        """A name as it stands inside a sentence: some countries take an article in English."""
        return f"the {name}" if name.lower() in self.words.statements.with_article else name

    def date_text(self, date: HistoricalDate) -> str:
        """The date in words."""
        return display(date, self.forms)

    def at_date(self, fact: Fact) -> str:
        """The date of a fact as an adverb, with a space before it ("" when it has none that may be told)."""
        date = fact.date
        if date is None or date.is_range:
            return ""
        form = "at_day" if date.precision == "day" else "at_other"
        if date.precision == "year" and date.mod is None:
            form = "at_year"
        return " " + self.words.stems[form].format(date=self.date_text(date))

    def overlap(self, text: str, sentence: str) -> float:
        """Share of a text's content words that stand in a sentence of the essay (by its id)."""
        asked = content_words(text, self.words)
        return len(asked & self.contents[sentence]) / len(asked) if asked else 0.0


def _explicit(fact: Fact) -> bool:
    return fact.date is None or fact.date.basis == "explicit"


def important(fact: Fact, words: ExerciseWords) -> float:
    """A score for what is worth asking: decisive verbs, names, exact dates."""
    lower = {t.lower for t in fact.clause.tokens}
    names = len({t.name for t in fact.clause.tokens if t.name >= 0})
    return 1.0 * bool(lower & words.verbs.important) + 0.25 * min(names, 3) - 0.5 * fact.clause.cut
