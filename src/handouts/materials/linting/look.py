"""What a rule may look at besides the item: the essay, names for the same thing, the words of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from handouts.diagnostics import Datum, Severity
from handouts.languages.exercise_words import ExerciseWords, exercise_words
from handouts.languages.lexicon import lexicon
from handouts.languages.lint_words import LintWords, lint_words
from handouts.materials.grammar import content_words
from handouts.materials.linting.wording import flat, is_acronym, normal, same_value
from handouts.model.exercise import Section, ShapeName
from handouts.model.glossary import Glossary
from handouts.model.text import Essay

Scope = Literal["item", "section", "sheet"]
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")


@dataclass(frozen=True)
class Surroundings:
    """What stands around the items. Without an essay the rules that compare with it find nothing.

    `own` are ids of items that count as the teacher's besides those whose rule is "teacher". `sheets` are the other
    sheets that pupils hold while they work: a name for each, and all that it prints.
    """

    essay: Essay | None = None
    glossary: Glossary | None = None
    own: frozenset[str] = frozenset()
    sheets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fault:
    """One finding of a rule: the id of the item, pair or statement it is about, and the data of its message."""

    item: str
    data: dict[str, Datum] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """A lesson as the rules see it."""

    language: str
    around: Surroundings = Surroundings()

    @cached_property
    def words(self) -> ExerciseWords:
        """What the making of exercises knows of the language."""
        return exercise_words(self.language)

    @cached_property
    def lint(self) -> LintWords:
        """What the rules know of the language."""
        return lint_words(self.language)

    @cached_property
    def sentences(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The essay's sentences, cut at full stops, each with its content words.

        An abbreviation cuts a sentence too early: a rule then finds less, never more.
        """
        essay = self.around.essay
        texts = [part for _, b in essay.text_blocks() for part in _END.split(b.text)] if essay else []
        return tuple((text, content_words(text, self.words)) for text in texts if text.strip())

    @cached_property
    def flat_essay(self) -> str:
        """All words of the essay in the form of `wording.flat`, block by block."""
        essay = self.around.essay
        return "\n".join(flat(b.text) for _, b in essay.text_blocks()) if essay else ""

    @cached_property
    def _names(self) -> dict[str, int]:
        """A number for each term of the glossary and its other forms: the same number, the same thing."""
        found: dict[str, int] = {}
        for number, entry in enumerate(self.around.glossary.entries if self.around.glossary else ()):
            for form in (entry.term, *entry.variants):
                found.setdefault(normal(form, self.language), number)
        return found

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        """The full name for each short name that everybody knows ("USSR"), both in the form of `wording.normal`."""
        known = lexicon(self.language).names.aliases
        return {normal(short, self.language): normal(full, self.language) for short, full in known.items()}

    def same(self, one: str, other: str) -> bool:
        """True when two texts name the same: alike but for case and marks, two forms of a term, one date or number in

        two forms, an acronym, or a short name that everybody knows.
        """
        a, b = normal(one, self.language), normal(other, self.language)
        a, b = self._aliases.get(a, a), self._aliases.get(b, b)
        known = self._names.get(a)
        return (
            a == b
            or (known is not None and known == self._names.get(b))
            or same_value(one, other, self.language)
            or is_acronym(one.strip(" ."), other)
            or is_acronym(other.strip(" ."), one)
        )


# Item rules get an item, section rules a section, sheet rules all sections; with them the section (or None) and Look.
Check = Callable[[Any, Section | None, Look], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. `own` is the severity in a teacher's own item, `made` in one that the tool has made: there an

    error drops the item. `source` is a key of `table.SOURCES`. `decided` is False where only the teacher can judge.
    """

    id: str
    check: Check
    own: Severity
    made: Severity
    source: str
    shapes: tuple[ShapeName, ...]
    decided: bool = True
    scope: Scope = "item"


def opener(text: str, look: Look) -> bool:
    """True when a text is words that a question begins with, or other words without a meaning of their own."""
    return text.lower() in look.lint.question or not content_words(text, look.words)
