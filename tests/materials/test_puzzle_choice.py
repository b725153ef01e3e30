"""Which terms a puzzle takes, in which letters, and that no clue contains its answer."""

from __future__ import annotations

import pytest

from handouts.languages.puzzle_words import puzzle_letters
from handouts.materials.puzzles.choice import puzzle_words, spread
from handouts.materials.puzzles.clues import GAP, same_word, untold
from handouts.model.glossary import Entry


def _entries(*terms: str) -> list[Entry]:
    return [Entry(term, "a meaning of its own", "curated") for term in terms]


def _taken(*terms: str, language: str = "en"):
    return puzzle_words(_entries(*terms), puzzle_letters(language), 24, language, clued=True)


@pytest.mark.parametrize(
    ("term", "letters", "lengths"),
    [
        ("embargo", "EMBARGO", (7,)),
        ("second front", "SECONDFRONT", (6, 5)),
        ("non-aggression pact", "NONAGGRESSIONPACT", (3, 10, 4)),
        ("Perserikatan Bangsa-Bangsa", "PERSERIKATANBANGSABANGSA", (12, 6, 6)),
        ("fiancée", "FIANCEE", (7,)),
        ("fiance\u0301e", "FIANCEE", (7,)),
        ("coup d’état", "COUPDETAT", (4, 5)),
        ("façade", "FACADE", (6,)),
        ("Łódź", "LODZ", (4,)),
        ("Straße", "STRASSE", (7,)),
        ("Ærø", "AERO", (4,)),
        ("U.S. Army", "USARMY", (2, 4)),
        ("İstanbul", "ISTANBUL", (8,)),
        ("A\u00a0bomb\u2011test", "ABOMBTEST", (1, 4, 4)),
    ],
)
def test_letters_and_lengths(term, letters, lengths):
    (found,), left = _taken(term)
    assert (found.letters, found.lengths, left) == (letters, lengths, ())


@pytest.mark.parametrize(
    ("term", "why", "detail"),
    [
        ("G30S", "digit", "30"),
        ("World War 2", "digit", "2"),
        ("² squared", "digit", "²"),
        ("جهاد", "script", "جهاد"),
        ("幕府", "script", "幕府"),
        ("перестройка", "script", "перстойка"),
        ("zaibatsu 財閥", "script", "財閥"),
        ("AC/DC", "sign", "/"),
        ("R&D plan", "sign", "&"),
        ("PBB (organisasi)", "sign", "()"),
        ("☭ sign", "sign", "☭"),
        ("a", "short", ""),
        ("UN", "short", ""),
        ("---", "short", ""),
        ("Pneumonoultramicroscopicsilicovolcanoconiosis", "long", "45"),
    ],
)
def test_what_no_square_can_hold_is_left_out_with_its_reason(term, why, detail):
    words, left = _taken(term, "embargo")
    assert [w.term for w in words] == ["embargo"]
    assert [(o.term, o.why, o.detail) for o in left] == [(term, why, detail)]


def test_of_terms_with_the_same_letters_the_first_stays():
    words, left = _taken("front line", "frontline", "Front-Line", "résumé", "resume")
    assert [w.term for w in words] == ["front line", "résumé"]
    assert [(o.term, o.why, o.detail) for o in left] == [
        ("frontline", "twin", "front line"),
        ("Front-Line", "twin", "front line"),
        ("resume", "twin", "résumé"),
    ]


@pytest.mark.parametrize(
    ("language", "term", "meaning", "clue"),
    [
        ("en", "embargo", "a ban on trade with a country", "a ban on trade with a country"),
        ("en", "embargo", "An EMBARGO is a ban on trade", ""),
        ("en", "annexation", "land that is annexed by another state", ""),
        ("en", "alliance", "what alliances are", ""),
        ("en", "Cold War", "a war without direct fighting", f"a {GAP} without direct fighting"),
        ("en", "Cold War", "the war that stayed cold", ""),
        ("en", "government in exile", "leaders who work in another country", "leaders who work in another country"),
        ("en", "United Nations", "the international organization", "the international organization"),
        ("en", "dictatorship", "rule by a dictator", ""),
        ("id", "sekutu", "negara yang bersekutu dengan negara lain", ""),
        ("id", "aliansi", "persekutuan antarnegara", "persekutuan antarnegara"),
        ("id", "serangan", "tindakan menyerang", ""),
        ("id", "pemberontakan", "tindakan memberontak", ""),
        ("id", "Perang Dingin", "persaingan seusai Perang Dunia II", f"persaingan seusai {GAP} Dunia II"),
        ("id", "agresi", "tindakan menyerang negara lain", "tindakan menyerang negara lain"),
        ("id", "pengesahan", "hal mengesahkan keputusan", ""),
    ],
)
def test_a_clue_never_contains_its_answer(language, term, meaning, clue):
    assert untold(term, meaning, language) == clue


def test_a_term_whose_meaning_tells_it_is_left_out_of_a_crossword_alone():
    entries = [Entry("embargo", "an embargo on trade", "curated")]
    assert puzzle_words(entries, puzzle_letters("en"), 24, "en", clued=True)[1][0].why == "clue"
    assert puzzle_words(entries, puzzle_letters("en"), 24, "en", clued=False)[0][0].clue == "an embargo on trade"


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "allies", "ally", True),
        ("en", "agreement", "aggression", False),
        ("en", "concession", "concentrating", False),
        ("id", "persekutuan", "sekutu", True),
        ("id", "pertempuran", "perang", False),
        ("id", "menganeksasi", "aneksasi", True),
        ("id", "negara", "negosiasi", False),
    ],
)
def test_forms_of_one_word(language, one, other, same):
    assert same_word(one, other, language) is same
    assert same_word(other, one, language) is same


def test_a_long_glossary_gives_its_shorter_words_from_all_over_the_alphabet():
    words, _ = _taken(*(f"{a}{b}cd" for a in "abcdefghij" for b in "klmno"), "a very long term indeed")
    chosen = spread(words, 18, 12)
    assert len(chosen) == 18 and {w.term[0] for w in chosen} == set("abcdefghij")
    assert [w.term for w in chosen] == sorted(w.term for w in chosen)
    few, _ = _taken("harbour", "a very long term indeed", "an even longer one of them")
    assert [w.term for w in spread(few, 2, 12)] == ["harbour", "a very long term indeed"]
