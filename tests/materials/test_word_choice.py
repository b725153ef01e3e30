"""What a sheet to be worked on takes from a glossary: one right answer each, and nothing that tells it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from support_words import CASES, entries_of, handout_of

from handouts import materials
from handouts.languages.labels import Labels
from handouts.model.glossary import Entry, EntryKind
from handouts.model.handout import Handout
from handouts.model.sheet import GlossaryMatchingSheet, VocabularySheet
from handouts.model.text import Essay, Run, SourceText, TextBlock, passage


def matching(handout: Handout) -> GlossaryMatchingSheet:
    setting = materials.Setting(Labels("en"), "0000000")
    return materials.glossary_matching_sheet(handout, setting, materials.Anchors(handout.essay, (), {}))


def words(handout: Handout) -> VocabularySheet:
    setting = materials.Setting(Labels("en"), "0000000")
    return materials.vocabulary_sheet(handout, setting, materials.Anchors(handout.essay, (), {}))


# --- matching ---


@pytest.mark.parametrize(
    ("count", "pairs", "extra"), [(5, 4, 1), (6, 5, 1), (7, 5, 2), (9, 7, 2), (12, 9, 3), (13, 10, 3), (60, 10, 3)]
)
def test_more_responses_than_premises(count: int, pairs: int, extra: int) -> None:
    sheet = matching(handout_of(entries_of(count)))
    assert (len(sheet.premises), len(sheet.responses)) == (pairs, pairs + extra)
    assert sheet.max_score == pairs


def test_too_few_terms_give_no_matching() -> None:
    assert materials.matched(handout_of(entries_of(4))) is None
    with pytest.raises(ValueError, match="too few"):
        matching(handout_of(entries_of(4)))


def test_the_orders_tell_nothing() -> None:
    handout = handout_of(entries_of(13))
    sheet = matching(handout)
    meaning = {e.definition: e.term for e in handout.glossary.entries}
    responses = [term for _, term in sheet.responses]
    right = [responses.index(meaning[words]) for _, words in sheet.premises]
    assert responses == [e.term for e in handout.glossary.entries if e.term in responses]  # alphabetical
    assert right not in (sorted(right), sorted(right, reverse=True))
    assert all(place != row for row, place in enumerate(right))
    assert sum(b == a + 1 for a, b in pairwise(right)) <= 2
    assert matching(handout) == sheet


def test_a_meaning_that_tells_its_term_or_fits_two_is_not_matched() -> None:
    telling = Entry("embargo", "an order to embargo ships", "curated")
    hidden = Entry("ban", "a bandage is none", "curated")  # "ban" is no word of its own there
    twins = [
        Entry("pact", "an agreement between two states", "curated"),
        Entry("treaty", "an agreement between two or more states", "curated"),
    ]
    found = materials.matchable(handout_of([telling, hidden, *twins, *entries_of(6)]))
    terms = [entry.term for entry in found]
    assert "embargo" not in terms and "ban" in terms
    assert len({"pact", "treaty"} & set(terms)) == 1


def test_a_meaning_with_another_form_of_its_term_is_not_matched() -> None:
    telling = Entry("negotiations", "talks in which two sides negotiate", "curated")
    found = materials.matchable(handout_of([telling, *entries_of(6)]))
    assert "negotiations" not in [entry.term for entry in found]


def test_a_meaning_with_a_word_of_its_term_is_a_response_alone() -> None:
    hinting = Entry("rear gate", "a further gate behind the house", "curated")
    sheet = matching(handout_of([hinting, *entries_of(6)]))
    assert hinting.definition not in [meaning for _, meaning in sheet.premises]
    assert hinting.term in [term for _, term in sheet.responses]


def test_entries_of_one_kind_where_there_are_enough() -> None:
    people = [Entry(e.term.title(), e.definition, "curated", kind="person") for e in entries_of(3, first=20)]
    found = materials.matchable(handout_of([*entries_of(6), *people]))
    assert {entry.kind for entry in found} == {"term"}
    few = materials.matchable(handout_of([*entries_of(3), *people]))
    assert {entry.kind for entry in few} == {"term", "person"}


# --- vocabulary ---


def essay_with(
    sentences: list[str],
    terms: dict[str, tuple[str, ...]],
    usable: list[bool] | None = None,
    meanings: dict[str, str] | None = None,
) -> Handout:
    """A handout with these sentences, one a paragraph, and terms with their other forms."""
    text, blocks = "", []
    for number, line in enumerate(sentences, start=1):
        blocks.append(TextBlock("paragraph", (Run(line),), tuple(range(len(text), len(text) + len(line))), 0, number))
        text += line + "\n"
    essay = Essay(SourceText("essay.md", text), tuple(blocks))
    said = meanings or {}
    entries = [Entry(t, said.get(t, f"meaning {i}"), "curated", variants=v) for i, (t, v) in enumerate(terms.items())]
    whole = handout_of(entries)
    passages = [passage(essay, i, 0, len(b.text)) for i, b in essay.text_blocks()]
    kept = tuple(p for p, ok in zip(passages, usable or [True] * len(passages), strict=True) if ok)
    glossary = materials.locate(essay, type(whole.glossary)(tuple(entries)), "en")
    return Handout(whole.meta, essay, whole.timeline, glossary, (), sentences=kept)


PORT = [
    "In the spring the old harbour was full of ships from the north.",
    "At night the keeper lit the lamp of the lighthouse for the fleet.",
    "The merchants paid the new tariff on every bale of wool they sold.",
    "For ten years the council closed the river with a heavy blockade.",
    "Behind the wall the garrison waited for bread from the south.",
]
TERMS: dict[str, tuple[str, ...]] = dict.fromkeys(("harbour", "lighthouse", "tariff", "blockade", "garrison"), ())


def test_each_sentence_has_a_gap_of_its_own_and_the_bank_two_words_more() -> None:
    handout = essay_with(
        [*PORT, "In the port both anchor and compass were sold, and nobody asked why."],
        {**TERMS, "anchor": (), "compass": ()},
    )
    sheet = words(handout)
    first = sheet.gaps[0]
    assert (first.before, first.after) == ("In the spring the old ", " was full of ships from the north.")
    assert len(sheet.gaps) == 6  # the sentence with two terms carries one gap: the compass
    made = materials.vocabulary(handout)
    assert set(sheet.bank) == {g.answer for g in made.gaps} | set(made.extra)
    assert list(sheet.bank) == sorted(sheet.bank, key=str.casefold)
    assert sheet.max_score == 6 + 2 * len(sheet.own)


def test_no_sentence_shows_the_answer_to_another() -> None:
    shown = [*PORT[:4], "The garrison of the harbour waited long for bread from the south."]
    made = materials.vocabulary(essay_with(shown, TERMS))
    for gap in made.gaps:
        others = " ".join(f"{g.before} {g.after}" for g in made.gaps)
        assert not re.search(rf"(?i)\b{gap.answer}", others)


def test_a_sentence_that_says_the_term_twice_or_under_doubt_or_after_a_carries_no_gap() -> None:
    twice = [*PORT, "A customs house is where customs are paid by every ship in port."]
    terms = {**TERMS, "customs": (), "oath": (), "quay": ()}
    twice += [
        "Each captain swore an oath before the mayor on the first day.",
        "The long quay was built of stone in only three summers.",
    ]
    usable = [True] * 7 + [False]
    asked = {gap.entry.term for gap in materials.vocabulary(essay_with(twice, terms, usable)).gaps}
    assert asked == set(TERMS)


def test_words_that_would_both_fit_are_not_in_one_bank() -> None:
    armies = [
        "In the east the Red Army stood before the river for a month.",
        "In the west the Home Army rose against the soldiers in August.",
    ]
    made = materials.vocabulary(essay_with([*PORT, *armies], {**TERMS, "Red Army": (), "Home Army": ()}))
    assert len({"Red Army", "Home Army"} & set(made.bank)) <= 1


def test_words_beyond_the_gaps_mean_other_things_than_the_words_of_the_gaps() -> None:
    meanings = {
        "blockade": "the closing of a port by foreign ships",
        "closure": "the closing of a port or road by a council",
        "embargo": "a ban on foreign ships in a port",
        "parchment": "the skin of a sheep, made ready for writing",
        "tannery": "a workshop where leather is made",
    }
    terms = {**TERMS, **dict.fromkeys(("closure", "embargo", "parchment", "tannery"), ())}
    made = materials.vocabulary(essay_with(PORT, terms, meanings=meanings))
    assert "blockade" in {gap.entry.term for gap in made.gaps}
    assert made.extra == ("parchment", "tannery")


def test_terms_whose_meanings_share_a_word_are_not_in_one_bank() -> None:
    meanings = {
        "harbour": "a calm bay",
        "lighthouse": "a tall tower",
        "tariff": "money paid at customs",
        "blockade": "shutting off a town",
        "garrison": "soldiers who guard a town",
    }
    made = materials.vocabulary(essay_with(PORT, TERMS, meanings=meanings))
    assert len({"blockade", "garrison"} & set(made.bank)) == 1
    assert {"harbour", "lighthouse", "tariff"} <= set(made.bank)


def test_a_word_that_many_meanings_share_keeps_no_term_out_where_too_few_are_left() -> None:
    meanings = {term: f"a thing number {number} of towns" for number, term in enumerate(TERMS)}
    assert len(materials.vocabulary(essay_with(PORT, TERMS, meanings=meanings)).gaps) == 5


def test_one_name_of_those_who_act_is_in_a_bank() -> None:
    told = [
        "In the second spring of the war Anna Marlow told the council of her plan.",
        "In the third autumn of the war the Harbour League sent grain and letters.",
    ]
    handout = essay_with([*PORT, *told], {**TERMS, "Anna Marlow": (), "Harbour League": ()})
    kinds: dict[str, EntryKind] = {"Anna Marlow": "person", "Harbour League": "organisation"}
    entries = tuple(replace(e, kind=kinds.get(e.term, "term")) for e in handout.glossary.entries)
    made = materials.vocabulary(replace(handout, glossary=replace(handout.glossary, entries=entries)))
    assert len(set(kinds) & set(made.bank)) == 1


@pytest.mark.parametrize(
    ("sentence", "carries"),
    [
        ("After the long winter the council at last lifted the embargo on salt.", True),
        ("With this embargo the council hurt every merchant of the southern towns.", False),
        ("In the second winter that embargo hurt every merchant of the southern towns.", False),
        ("The embargo hurt every merchant of the southern towns in the second winter.", False),
        ("It was at that time not yet an issue: embargo or no embargo.", False),
        ("It was then that he and she put it: the embargo is all.", False),
    ],
)
def test_a_gap_needs_a_sentence_that_tells_its_word(sentence: str, carries: bool) -> None:
    made = materials.vocabulary(essay_with([*PORT, sentence], {**TERMS, "embargo": ()}))
    assert ("embargo" in {gap.entry.term for gap in made.gaps}) == carries


def test_the_sentence_that_says_most_is_taken() -> None:
    more = "After the hard winter the merchants of the southern towns paid the tariff in silver and wool."
    made = materials.vocabulary(essay_with([*PORT, more], TERMS))
    assert more in [gap.sentence.text for gap in made.gaps]


def test_the_bank_has_the_form_that_the_sentence_needs() -> None:
    made = materials.vocabulary(
        essay_with([*PORT[1:], "Along the coast the harbours were full of ships."], {**TERMS, "harbour": ("harbours",)})
    )
    assert "harbours" in made.bank


def test_fewer_gaps_than_four_are_no_sheet() -> None:
    three = dict.fromkeys(list(TERMS)[:3], ())
    assert materials.vocabulary(essay_with(PORT, three)).gaps == ()


@settings(max_examples=examples(12))
@given(st.lists(st.sampled_from(sorted(CASES)), min_size=1, max_size=3), st.booleans())
def test_any_glossary_gives_sound_sheets_or_none(cases: list[str], upper: bool) -> None:
    entries = {e.term: e for case in cases for e in CASES[case]}
    handout = handout_of(
        [Entry(e.term.upper() if upper else e.term, e.definition, "curated") for e in entries.values()]
    )
    made = materials.matched(handout)
    if made is not None:
        assert 4 <= len(made.order) <= 10 and 1 <= len(made.terms) - len(made.order) <= 3
        assert len(set(made.order)) == len(made.order)
    told = materials.vocabulary(handout)
    assert len(set(told.bank)) == len(told.bank)
    assert not told.gaps or 4 <= len(told.gaps) <= 8
