"""Pupils' sheets of every shape and form: what their types drop changes no byte, and their types hold no answer.

The sample lessons have their own such tests in test_no_answer_leaks.py; here stands every shape there is.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from support import Pack
from test_no_answer_leaks import items, other_answers, print_pupils, print_words

from handouts.materials.puzzles import views as puzzle_views
from handouts.model import sheet as sheets
from handouts.model.exercise import (
    SECTION_KINDS,
    SECTION_SHAPES,
    Choice,
    Gap,
    Grid,
    GridRow,
    Match,
    Open,
    Option,
    Order,
    OrderEntry,
    Pair,
    RubricRow,
    Section,
    SectionKind,
)
from handouts.model.handout import Handout
from handouts.model.lesson import FILLED_FORMS, FORMS, TIMELINE_FORMS
from handouts.model.puzzle import Crossword, PuzzleWord, WordSearch
from handouts.model.text import Passage
from handouts.model.timeline import Day, HistoricalDate
from handouts.pipeline.forms import FORM_KINDS

Packs = Callable[..., Pack]


@pytest.fixture(params=["en", "id"])
def pack(request: pytest.FixtureRequest, packs: Packs) -> Pack:
    return packs(request.param)


# --- by construction: what the types can hold ---

ITEM_PAPERS = "handouts.model.item_papers"
PACK_SHEETS = "handouts.model.pack_sheets"
# Fields of the key's types that say nothing of an answer: how the sheet looks, and what every sheet has.
HARMLESS = {
    *("language", "title", "author", "foot", "number", "points", "max_score", "sections", "form", "name", "rows"),
    *("alt", "lines", "term", "place", "groups", "code", "version", "notes", "letter", "lesson", "pages", "notice"),
    *("objectives", "items", "class_name"),
}  # fmt: skip
# Fields of items, events, entries and keys that tell an answer, or what makes one.
NEVER = {
    *("answer", "answers", "key", "keys", "also", "accept", "accepted", "evidence", "reason", "rubric", "rule", "why"),
    *("column", "entries", "pairs", "shown", "traits", "bloom", "allow", "sentence", "mention", "mentions", "correct"),
    *("variants", "solution", "hidden", "slots", "word", "origin", "quick", "quotes"),
}  # fmt: skip

# The handout names its source, as a book does; an axis is drawn of days.
SHOWN = {
    # names that teachers' papers use for something else
    (sheets.FlashCardsSheet, "note"),
    (sheets.Piece, "text"),
    (sheets.PupilItem, "after"),
    (sheets.PupilItem, "before"),
    (sheets.PassageBlock, "id"),
    (sheets.ReadingSheet, "source"),
    (sheets.TimelineMoment, "start"),
    (sheets.TimelineMoment, "end"),
}


def fields_of(kind: Any, seen: dict[type, None]) -> Iterator[tuple[type, str, Any]]:
    """Every field of a type and of all types within it: the class, the field's name, and its leaf types."""
    if get_origin(kind) in (Union, types.UnionType, tuple):
        for part in get_args(kind):
            yield from fields_of(part, seen)
    elif dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind not in seen:
        seen[kind] = None
        hints = get_type_hints(kind)
        for field in dataclasses.fields(kind):
            yield kind, field.name, hints[field.name]
            yield from fields_of(hints[field.name], seen)


def leaves(kind: Any) -> Iterator[Any]:
    if get_origin(kind) in (Union, types.UnionType, tuple):
        for part in get_args(kind):
            yield from leaves(part)
    elif kind is not Ellipsis:
        yield kind


def test_the_types_of_pupils_sheets_have_no_place_for_an_answer() -> None:
    seen: dict[type, None] = {}
    pupils = {owner for owner, _, _ in fields_of(sheets.PupilSheet, {})}
    # the marked copies hold whole worksheets beside the answers
    told = {name for owner, name, _ in fields_of(sheets.TeacherSheet, {}) if owner not in pupils} - HARMLESS
    assert {"answer", "quotes", "quick", "begins", "direction"} <= told
    for owner, name, kind in fields_of(sheets.PupilSheet, seen):
        assert name not in NEVER, f"{owner.__name__}.{name}"
        assert name not in told or (owner, name) in SHOWN, f"{owner.__name__}.{name}"
        for leaf in leaves(kind):
            plain = leaf in (str, int, bool) or get_origin(leaf) is Literal
            assert plain or leaf.__module__ in (
                sheets.__name__,
                "handouts.model.puzzle_sheet",
                "handouts.model.foot",
                ITEM_PAPERS,
                PACK_SHEETS,
            )
    keys = dict[type, None]()
    list(fields_of(sheets.TeacherSheet, keys))
    assert len(seen) >= 20 and set(seen) & set(keys) == {sheets.Foot}


# --- by test: every shape ---

HIDDEN = "hidden"


def shapes(place: Passage) -> tuple[Section, ...]:
    """A section of every kind, with all that its items can have: further right options, hints, banks, rubrics."""

    def choice(n: int, *also: int, pinned: bool = False) -> Choice:
        options = tuple(Option(f"option {n} {k}", HIDDEN, place) for k in range(4))
        return Choice(f"c-{n}", "k", f"Stem {n} …", options, 0, pinned, 2, HIDDEN, (place,), also=also)

    def gap(n: int, hint: str = "") -> Gap:
        return Gap(f"g-{n}", "k", f"Before {n} ", " after.", f"word{n}", ("other",), 2, HIDDEN, (place,), hint=hint)

    def match(n: int) -> Match:
        pairs = tuple(Pair(f"m-{n}.{k}", f"premise {n} {k}", f"response {n} {k}", place) for k in range(4))
        responses = tuple(f"response {n} {k}" for k in (2, 0, 4, 1, 3))
        return Match(f"m-{n}", "k", pairs, responses, 1, HIDDEN)

    def grid(n: int) -> Grid:
        rows = tuple(GridRow(f"t-{n}.{k}", f"Statement {n} {k}.", k % 3, place, HIDDEN) for k in range(4))
        return Grid(f"t-{n}", "k", ("Yes", "No", "Not said"), rows, 1, HIDDEN)

    def order() -> Order:
        dates = [HistoricalDate(f"{1900 + k}", Day(1900 + k, 1, 1), Day(1900 + k, 12, 31), "year") for k in range(4)]
        entries = tuple(OrderEntry(f"event {k}", str(1900 + k), d, place) for k, d in enumerate(dates))
        return Order("o-1", "k", entries, (2, 0, 3, 1), 1, HIDDEN)

    def ask(n: int, rubric: bool = False) -> Open:
        rows = (RubricRow(3, "good"), RubricRow(1, "fair")) if rubric else ()
        answer = "" if rubric else "An answer."
        return Open(f"q-{n}", "k", f"Question {n}?", answer, (), 3, 3, HIDDEN, (place,), rubric=rows)

    made: dict[SectionKind, Section] = {
        "multiple_choice": Section("multiple_choice", (choice(1), choice(2, pinned=True))),
        "complex_choice": Section("complex_choice", (choice(3, 2), choice(4, 1, 3))),
        "category_table": Section("category_table", (grid(1),)),
        "true_false": Section("true_false", (grid(2),)),
        "cloze": Section("cloze", (gap(1), gap(2)), bank=("word2", "word9", "word1")),
        "matching": Section("matching", (match(1),)),
        "person_matching": Section("person_matching", (match(2),)),
        "term_matching": Section("term_matching", (match(3),)),
        "ordering": Section("ordering", (order(),)),
        "completion": Section("completion", (gap(3), gap(4))),
        "short_answer": Section("short_answer", (ask(1), ask(2))),
        "source": Section("source", (choice(5), choice(6)), stimulus=(place,)),
        "essay": Section("essay", (ask(3, rubric=True), ask(4, rubric=True))),
    }
    assert set(made) == set(SECTION_KINDS) and {SECTION_SHAPES[k] for k in made} == set(SECTION_SHAPES.values())
    return tuple(made[kind] for kind in SECTION_KINDS)


def variants(handout: Handout) -> Iterator[Handout]:
    """The handout with other answers, three times, in three lengths."""
    for n in (1, 2, 3):
        yield replace(
            handout,
            sections=tuple(replace(s, items=tuple(other_answers(i, n) for i in s.items)) for s in handout.sections),
        )


@pytest.mark.sliced(5)
@pytest.mark.parametrize("helping", ["bank", "first-letter", "none"])
def test_every_shape_prints_the_same_whatever_the_answers(pack: Pack, helping: str) -> None:
    handout = pack.handouts["B"]
    sections = shapes(handout.sentences[0])
    if helping != "bank":
        hint = "w" if helping == "first-letter" else ""
        cloze = next(s for s in sections if s.kind == "cloze")
        plain = replace(cloze, bank=(), items=tuple(replace(i, hint=hint) for i in cloze.items if isinstance(i, Gap)))
        sections = tuple(plain if s is cloze else s for s in sections)
    handout = replace(handout, sections=sections)
    changed = [handout, *variants(handout)]
    # every field that a key prints did change
    assert len({tuple(map(repr, items(h))) for h in changed}) == 4
    assert all(len(set(alike)) == 4 for alike in zip(*(map(repr, items(h)) for h in changed), strict=True))
    assert len({print_pupils(pack, h) for h in changed}) == 1


# --- and every form ---


def other_letters(letters: str, n: int) -> str:
    """Other letters; the same ones become the same, so that words still cross."""
    return "".join(chr(ord("A") + (ord(x) + 7 * n) % 26) for x in letters)


def test_other_words_give_the_same_crossword(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of the same lengths in the same squares: the grid and the clues do not tell them."""
    handout = pack.handouts["A"]
    made, left = puzzle_views.made_crossword(handout)
    assert isinstance(made, Crossword)
    before = print_words(pack, handout, "crossword")
    for n in (1, 2, 3):
        slots = tuple(
            replace(s, word=replace(s.word, term="leak " * n * n, letters=other_letters(s.word.letters, n)))
            for s in made.slots
        )
        other = replace(made, slots=slots)
        assert other.letters != made.letters
        monkeypatch.setattr(puzzle_views, "made_crossword", lambda given, other=other: (other, left))
        assert print_words(pack, handout, "crossword") == before


@pytest.mark.parametrize("level", ["core", "challenge"])
def test_other_places_give_the_same_word_search(level: str, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the words stand is nowhere told; at the hardest level neither is what they are."""
    handout = pack.handouts["A"]
    handout = replace(handout, meta=replace(handout.meta, word_search_level=level))
    made, left = puzzle_views.made_word_search(handout)
    assert isinstance(made, WordSearch)
    before = print_words(pack, handout, "word-search")
    for n in (1, 2, 3):

        def moved(word: PuzzleWord, n: int = n) -> PuzzleWord:
            hidden = "leak " * n * n if level == "challenge" else word.term
            return replace(word, term=hidden, letters="X" * (n + 3))

        places = (replace(h, row=n, column=2 * n, step=(0, 1), word=moved(h.word)) for h in made.hidden)
        other = replace(made, hidden=tuple(places))
        assert other.hidden != made.hidden
        monkeypatch.setattr(puzzle_views, "made_word_search", lambda given, other=other: (other, left))
        assert print_words(pack, handout, "word-search") == before


@pytest.mark.sliced(2)
def test_where_a_thing_comes_from_changes_no_form(pack: Pack) -> None:
    """Rules, evidence and sources of events and meanings, which only keys print."""
    handout = pack.handouts["A"]
    chosen = handout.timeline.chosen
    turned = zip(chosen, (*chosen[1:], chosen[0]), strict=True)
    events = tuple(replace(e, id=f"leak-{k}", rule="leak", sentence=o.sentence) for k, (e, o) in enumerate(turned))
    entries = tuple(replace(e, origin="leak leak") for e in handout.glossary.entries)
    timeline, glossary = replace(handout.timeline, events=events), replace(handout.glossary, entries=entries)
    other = replace(handout, timeline=timeline, glossary=glossary)
    for form in FORMS:
        if FORM_KINDS[form].possible(handout):
            assert print_words(pack, other, form) == print_words(pack, handout, form), form
    assert set(FILLED_FORMS) <= set(TIMELINE_FORMS) <= set(FORMS)
