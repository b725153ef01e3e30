"""Which items a sheet takes: none that its title answers, none whose options or words go together with its answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from materials_essays import context, read, sample
from materials_essays import terms as known_terms

from handouts.diagnostics import Diagnostic
from handouts.languages.exercise_words import exercise_words
from handouts.materials.entries.placing import locate
from handouts.materials.events import timeline
from handouts.materials.kinds import choice_term, open_prompt
from handouts.materials.kinds.context import Candidate, ExerciseOptions
from handouts.materials.title_cues import in_title
from handouts.materials.word_banks import word_bank
from handouts.materials.worksheet import exercises
from handouts.model.exercise import Choice, Gap, Open, Option, Section
from handouts.model.glossary import Entry, EntryKind, Glossary

# Made up, so that nothing can be known but from the text.
TEXT = (
    "The king of Norland opened the port of Dalby in 1811. Merchants from Arno bought land there in 1815. "
    "The governor Peter Vell built a fortress above the port in 1820.\n"
    "In 1832 the treaty of Dalby ended the war between Norland and Arno. The treaty gave the port to Norland. "
    "Arno withdrew its ships in 1833. The parliament of Norland approved the treaty in 1834.\n"
    "Mary Olden founded the first school of Dalby in 1840. A fire destroyed the fortress in 1851. "
    "The railway reached the port in 1862."
)


def sheet(language: str, title: str = "") -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    essay, analysis = sample(language)
    found, _ = timeline(essay, analysis)
    glossary = locate(essay, Glossary(known_terms(language).entries), language)
    return exercises(essay, analysis, found, glossary, ExerciseOptions(title=title), "selection")


def answers(sections: tuple[Section, ...]) -> set[str]:
    return {i.answer for s in sections for i in s.items if isinstance(i, Gap | Open) and i.answer}


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_no_item_asks_for_what_its_title_says(language: str) -> None:
    plain, _ = sheet(language)
    named = sorted(a for a in answers(plain) if not a.isdecimal() and len(a.split()) < 4)
    assert len(named) >= 3
    for answer in named[:4]:
        sections, said = sheet(language, f"The story of {answer.rstrip('.')}")
        assert answer not in answers(sections)
        assert "items-in-title" in {d.code for d in said}


@pytest.mark.parametrize(
    ("before", "answer", "title", "told"),
    [
        ("The treaty of Dalby was signed in ", "1832", "The Treaty of 1832", True),
        ("Sheep came to the valley in ", "1832", "The Treaty of 1832", False),
        ("The treaty was signed in ", "1833", "The Treaty of 1832", False),
        ("The war between Arno and ", "Norland", "Norland at War", True),
        ("The war between Arno and ", "Norland", "Norlanders at Sea", False),
    ],
)
def test_what_a_title_tells_of_a_gap(before: str, answer: str, title: str, told: bool) -> None:
    gap = Gap("g", "cloze-year", before, ".", answer, (), 2, "r", ())
    assert in_title(gap, title, exercise_words("en")) == told


@pytest.mark.parametrize(("others", "told"), [(("Arno", "Eck"), True), (("Dalby", "Eck"), False)])
def test_an_option_beside_others_of_the_title_is_not_told(others: tuple[str, str], told: bool) -> None:
    options = tuple(Option(text) for text in ("Norland", *others))
    item = Choice("c", "mcq-name", "Who won?", options, 0, False, 2, "r", ())
    assert in_title(item, "Norland and Dalby", exercise_words("en")) == told


def entry(term: str, definition: str, kind: EntryKind = "term") -> Entry:
    return Entry(term, definition, "curated", kind=kind)


def terms(text: str, *entries: Entry, language: str = "en") -> list[Choice]:
    essay, _ = read(text, language)
    made = choice_term.make(context(text, language, locate(essay, Glossary(entries), language)))
    return [c.item for c in made if isinstance(c.item, Choice)]


NAMES = "The Assembly met. The Council, the Senate and the Board sat."
EVENTS = (
    "Vell saw the War of Arno and the Treaty of Eck. The Salt Rising ended. The Long March and the Blue Night came."
)


def test_names_stand_beside_names_of_their_sort_only() -> None:
    wars = [
        entry("War of Arno", "the fight for the port", "event"),
        entry("Salt Rising", "a revolt against a tax", "event"),
        entry("Long March", "a walk over the mountains", "event"),
        entry("Blue Night", "the fall of the castle", "event"),
    ]
    others = [
        entry("Peter Vell", "a governor", "person"),
        entry("Treaty of Eck", "the end of it", "treaty"),
    ]
    made = terms(EVENTS, *wars, *others)
    assert made and all({o.text for o in i.options} == {e.term for e in wars} for i in made)
    assert terms(EVENTS, *wars[:3], *others) == []


@pytest.mark.parametrize("kind", ["person", "place", "organisation"])
def test_nobody_is_asked_for_the_name_of_a_person_a_place_or_a_body(kind: EntryKind) -> None:
    meanings = ("the lawmakers", "some advisers of kings", "elders of a nation", "bankers of towns")
    names = ("Assembly", "Council", "Senate", "Board")
    named = [entry(name, meaning, kind) for name, meaning in zip(names, meanings, strict=True)]
    assert terms(NAMES, *named) == []


def test_words_for_people_stand_beside_words_for_people_only() -> None:
    text = "A settler met a smuggler. The tariff, the embargo and the blockade hurt trade. A pilgrim saw a hermit."
    people = [
        entry("settler", "a person who goes to live on new land"),
        entry("smuggler", "someone who brings in goods secretly"),
        entry("pilgrim", "a person on the way to a holy place"),
        entry("hermit", "a person apart from all others"),
    ]
    things = [
        entry("tariff", "a tax on imports"),
        entry("embargo", "a ban by law"),
        entry("blockade", "the closing of a harbour by ships"),
    ]
    made = terms(text, *people, *things)
    words = {e.term for e in people}
    assert made and all({o.text for o in i.options} == words for i in made)


def test_a_spare_word_related_to_an_answer_is_not_taken() -> None:
    given = context(TEXT, "en")
    pool = list(_gaps("Northern League", "Southern League", "Dalby Bank"))
    assert set(word_bank(given, pool[:1], pool)) == {"Northern League", "Dalby Bank"}


def _gaps(*names: str) -> Iterator[Candidate]:
    for name in names:
        gap = Gap(f"g-{name}", "cloze-name", "On that day ", " sank.", name, (), 2, "r", ())
        yield Candidate(gap, (name,), 0, 1.0)


# --- prompts ---


def prompts(text: str) -> list[str]:
    essay, analysis = read(text, "en")
    found, _ = timeline(essay, analysis)
    made = open_prompt.make(context(text, "en", timeline=found))
    return [c.item.prompt for c in made if isinstance(c.item, Open)]


def test_a_prompt_asks_about_an_event_that_the_essay_tells_of() -> None:
    asked = [p for p in prompts(TEXT) if ":" in p]
    assert asked and "treaty of Dalby" in asked[0]


def test_events_told_in_passing_are_no_subject_of_a_prompt() -> None:
    text = (
        "Vell sold wheat in 1801. Olden wrote poems in 1802. Arno exported timber in 1803. "
        "Norland minted coins in 1804. "
        "Dalby held races in 1805. Kestrel hunted whales in 1806. Morrow drew maps in 1807."
    )
    assert [p for p in prompts(text) if ":" in p] == []


@pytest.mark.parametrize("asked", [False, True])
def test_questions_on_a_passage_are_made_when_asked_for(asked: bool) -> None:
    essay, analysis = sample("en")
    found, _ = timeline(essay, analysis)
    wanted = {"source": 3, "multiple_choice": 0}
    options = ExerciseOptions(wanted=wanted, kinds=frozenset({"mcq-source"} if asked else ()), options=3)
    sections, _ = exercises(essay, analysis, found, Glossary(), options, "x")
    assert ("source" in {s.kind for s in sections}) == asked
