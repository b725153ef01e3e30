"""What the making of exercises knows of a language: `data/<language>/exercises.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from handouts.languages import DATA
from handouts.languages.calendar import CalendarNames, calendar_names
from handouts.languages.label_words import LabelWords, label_words
from handouts.languages.labels import Labels
from handouts.languages.statement_words import StatementWords, statement_words


@dataclass(frozen=True, slots=True)
class DateForms:
    """How dates are written. `month_first` asks for "August 23, 1939" where the language knows it.

    `modifiers`, `range` and `range_mixed` come from the labels of the printed timeline: one wording everywhere.
    """

    months: tuple[str, ...]
    day: str
    day_short: str
    month: str
    decade: str
    century: str
    ordinals: tuple[str, ...]
    bc: str
    ad: str
    seasons: Mapping[str, str]
    parts: Mapping[str, str]
    modifiers: Mapping[str, str]
    range: str
    range_mixed: str
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class VerbWords:
    """How finite verbs are found, and what some of them imply. `base` maps a past form to its base form."""

    prefixes: tuple[str, ...]
    words: frozenset[str]
    not_verbs: frozenset[str]
    link: frozenset[str]
    irrealis: frozenset[str]
    intent: frozenset[str]
    happen: frozenset[str]
    negation: frozenset[str]
    reporting: frozenset[str]
    important: frozenset[str]
    auxiliaries: frozenset[str]
    participles: frozenset[str]
    base: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Function words by the part they play when a sentence is taken apart."""

    coordinators: frozenset[str]
    list_joints: frozenset[str]
    subordinators: frozenset[str]
    cut_before: tuple[str, ...]
    harmless: frozenset[str]
    relatives: frozenset[str]
    cause: tuple[str, ...]
    not_cause: tuple[str, ...]
    connectives: frozenset[str]
    removable: frozenset[str]
    dangling: frozenset[str]
    pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    possessive_suffix: str
    possessives: frozenset[str]
    not_possessive: frozenset[str]
    reject_starts: frozenset[str]
    articles: frozenset[str]
    bad_ends: frozenset[str]
    prepositions: frozenset[str]
    after_date: frozenset[str]
    no_gap_after: frozenset[str]
    located: frozenset[str]
    at_place: frozenset[str]
    agent: str
    beside_agent: frozenset[str]
    passive_prefix: str
    vague_subjects: frozenset[str]
    counters: frozenset[str]
    time_bounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Names that are countries for sure, words of regions too wide for an option, roles that only persons have,

    words that the meaning of a word for people begins with.
    """

    countries: frozenset[str]
    regions: frozenset[str]
    roles: tuple[str, ...]
    not_persons: frozenset[str]
    person_genus: tuple[str, ...]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """All of it for one language. `options_by_grade` maps a first school year to a number of options."""

    language: str
    stems: Mapping[str, str]
    verbs: VerbWords
    clauses: ClauseWords
    names: NameWords
    labels: LabelWords
    statements: StatementWords
    sequence: frozenset[str]
    options_by_grade: Mapping[int, int]
    options_default: int

    def options(self, grade: str) -> int:
        """Number of options for a school year ("7", "XI", "10-11", "kelas VIII"); the default when it is not known."""
        year = school_year(grade)
        steps = [first for first in self.options_by_grade if year and first <= year]
        return self.options_by_grade[max(steps)] if steps else self.options_default


_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


def school_year(grade: str) -> int:
    """The first school year named in a text such as "XI", "kelas 7" or "grades 10-11"; 0 when there is none."""
    for word in grade.replace("-", " ").replace("–", " ").replace("/", " ").split():
        if word.isdecimal():
            return int(word)
        if word.upper() in _ROMAN:
            return _ROMAN[word.upper()]
    return 0


@cache
def exercise_words(language: str) -> ExerciseWords:
    """The words of a language. FileNotFoundError for one without data is a programming error: ask `labels.require`."""
    path = DATA / language / "exercises.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    names = data["names"]
    return ExerciseWords(
        language=language,
        stems=data["stems"],
        verbs=_verbs(data["verbs"]),
        clauses=_clauses(data["clauses"], data["time"]),
        names=NameWords(
            _set(names["countries"]),
            _set(names["regions"]),
            tuple(sorted(_set(data["who"]["roles"]))),
            _set(data["who"]["not_persons"]),
            tuple(data["who"]["person_genus"]),
            _set(data["who"]["people"]),
        ),
        labels=label_words(data["labels"]),
        statements=statement_words(data["statements"]),
        sequence=_set(data["order"]["sequence"]),
        options_by_grade={int(k): int(v) for k, v in data["options"]["by_grade"].items()},
        options_default=data["options"]["default"],
    )


@cache
def date_forms(language: str, month_first: bool = False) -> DateForms:
    """The date forms of a language, in the order day-month or, where asked for and known, month-day."""
    path = DATA / language / "exercises.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return _dates(language, data["dates"], Labels(language), month_first)


def _dates(language: str, data: Mapping[str, Any], labels: Labels, month_first: bool) -> DateForms:
    """Names and orders from the CLDR; a language that it does not know gives its own in `[dates]`."""
    names = calendar_names(language, month_first) or CalendarNames(
        tuple(data["months"]), data["day"], data["day_month"], data["month"]
    )
    return DateForms(
        months=names.months,
        day=names.day,
        day_short=names.day_short,
        month=names.month,
        decade=data["decade"],
        century=data["century"],
        ordinals=tuple(data["ordinals"]),
        bc=data["bc"],
        ad=data["ad"],
        seasons=data["seasons"],
        parts=data["parts"],
        modifiers={mod: labels[f"timeline.{mod}"] for mod in ("START", "MID", "END", "APPROX")},
        range=labels["timeline.range"],
        range_mixed=labels["timeline.range_mixed"],
        month_first=month_first,
    )


def _verbs(data: Mapping[str, Any]) -> VerbWords:
    return VerbWords(
        prefixes=tuple(data["prefixes"]),
        words=_set(data["words"]) | frozenset(data["base"]),
        not_verbs=_set(data["not_verbs"]),
        link=_set(data["link"]),
        irrealis=_set(data["irrealis"]),
        intent=_set(data["intent"]),
        happen=_set(data["happen"]),
        negation=_set(data["negation"]),
        reporting=_set(data["reporting"]),
        important=_set(data["important"]),
        auxiliaries=_set(data["auxiliaries"]),
        participles=_set(data["participles"]),
        base=data["base"],
    )


def _clauses(data: Mapping[str, Any], time: Mapping[str, Any]) -> ClauseWords:
    return ClauseWords(
        coordinators=_set(data["coordinators"]),
        list_joints=_set(data["list_joints"]),
        subordinators=_set(data["subordinators"]),
        cut_before=tuple(data["cut_before"]),
        harmless=_set(data["harmless"]),
        relatives=_set(data["relatives"]),
        cause=tuple(data["cause"]),
        not_cause=tuple(data["not_cause"]),
        connectives=frozenset(c.rstrip(",") for c in _set(data["connectives"])),
        removable=_set(data["removable"]),
        dangling=_set(data["dangling"]),
        pronouns=_set(data["pronouns"]),
        object_pronouns=_set(data.get("object_pronouns", "")),
        possessive_suffix=data["possessive_suffix"],
        possessives=_set(data["possessives"]),
        not_possessive=_set(data["not_possessive"]),
        reject_starts=_set(data["reject_starts"]),
        articles=_set(data["articles"]),
        bad_ends=_set(data["bad_ends"]),
        prepositions=_set(data["prepositions"]),
        after_date=_set(data["after_date"]),
        no_gap_after=_set(data["no_gap_after"]),
        located=_set(data["located"]),
        at_place=_set(data["at_place"]),
        agent=data["agent"],
        beside_agent=_set(data["beside_agent"]),
        passive_prefix=data["passive_prefix"],
        vague_subjects=_set(data["vague_subjects"]),
        counters=_set(data["counters"]),
        time_bounds=_set(time["bounds"]),
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.lower().split())
