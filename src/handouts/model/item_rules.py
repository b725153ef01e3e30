"""What a school or an examination asks of its items: numbers, points, order, room to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.model.exercise import Bloom, SectionKind

Stems = Literal["completion", "question"]
Letters = Literal["balanced", "constant"]
OptionOrder = Literal["dates", "all"]


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """An essay question. Its `text` may hold `{event}` or `{topic}`; `rubric` are points and what earns them."""

    id: str
    text: str
    bloom: Bloom
    lines: int
    rubric: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ItemRules:
    """A set of item rules by its name.

    `options`: options of a choice item. `stems`: whether a date is asked by a sentence to be ended or by a question.
    `letters`: right letters spread anew in each version, or the same at each number of all versions. `order`: which
    options stand in an order of their own: dates, or names and terms in alphabetical order as well. `items` and
    `points`: how many items of a section, and what one of them, one pair or one statement is worth; sections that are
    not named keep the usual numbers. `line_pitch`: millimetres between writing lines, 0 for the theme's.
    `lines_per_point`: writing lines of an open question for each point, 0 for the usual ones. `prompts`: the school's
    own essay questions, () for those of the language.
    """

    name: str
    options: int = 4
    stems: Stems = "completion"
    letters: Letters = "balanced"
    order: OptionOrder = "dates"
    items: tuple[tuple[SectionKind, int], ...] = ()
    points: tuple[tuple[SectionKind, int], ...] = ()
    line_pitch: float = 0
    lines_per_point: int = 0
    prompts: tuple[PromptTemplate, ...] = ()
