"""Alphabetical order."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from pyuca import Collator
from support_examples import examples

from handouts.languages.collation import in_order

collator = cache(Collator)


def order(language: str, *terms: str) -> list[str]:
    return list(in_order(reversed(terms), str, language))


def test_word_by_word_without_capitals_accents_hyphens_and_articles() -> None:
    english = ["axis", "the Blitz", "Elba", "émigré", "exil", "Ötzi", "Zeus"]
    assert order("en", *english) == english
    indonesian = ["front", "front kedua", "Front Timur", "frontir", "pinjam", "pinjam-sewa", "pinjaman", "Uni Soviet"]
    assert order("id", *indonesian) == indonesian


def test_an_article_is_one_in_its_own_language_alone() -> None:
    assert order("en", "blitz", "the Crown", "dole") == ["blitz", "the Crown", "dole"]
    assert order("id", "blitz", "dole", "the Crown") == ["blitz", "dole", "the Crown"]


def test_small_letters_come_before_capitals_of_the_same_word() -> None:
    assert order("id", "sekutu", "Sekutu") == ["sekutu", "Sekutu"]


plain = st.text("aAbBzZ09 ", min_size=1, max_size=5).map(str.strip)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(plain, min_size=2, max_size=5, unique=True))
def test_plain_letters_are_sorted_as_the_unicode_rules_sort_them(terms: list[str]) -> None:
    bare = [t for t in terms if t and "  " not in t and t.split()[0].lower() not in ("the", "a", "an")]
    assert list(in_order(bare, str, "id")) == sorted(bare, key=collator().sort_key)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.text(max_size=6), max_size=5), st.randoms(use_true_random=False))
def test_any_terms_have_one_order(terms: list[str], chance: object) -> None:
    other = list(terms)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert in_order(terms, str, "en") == in_order(other, str, "en")
    assert sorted(in_order(terms, str, "en")) == sorted(terms)
