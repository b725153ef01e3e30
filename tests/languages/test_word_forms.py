"""Forms of terms in running text; cases in tests/cases/forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT
from support_examples import examples

from handouts.languages.word_forms import may_hold, places, same_term, squeezed

FOLDER = ROOT / "tests" / "cases" / "forms"


def cases() -> list[tuple[str, str, str, str, list[str]]]:
    found = []
    for language, name in (("en", "english.txt"), ("id", "indonesian.txt")):
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                term, text, forms = (part.strip() for part in line.split(" | "))
                term, _, meaning = term.partition(" = ")
                found.append((language, term, meaning, text, [] if forms == "-" else forms.split("; ")))
    return found


@pytest.mark.parametrize(("language", "term", "meaning", "text", "forms"), cases())
def test_forms_are_found_and_no_others(language: str, term: str, meaning: str, text: str, forms: list[str]) -> None:
    found = [text[start:end] for start, end in places(text, term, language, meaning)]
    assert found == forms
    assert may_hold(squeezed(text), term, language) or not forms


def test_a_form_alone_is_the_term() -> None:
    assert same_term("pakta non-agresi", "pakta nonagresi", "id")
    assert same_term("treaties", "treaty", "en")
    assert not same_term("pakta nonagresi baru", "pakta nonagresi", "id")


words = st.text(st.sampled_from("abcdeikmnrstyéAS'’-"), min_size=1, max_size=9)
terms = st.lists(words, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=examples(150), deadline=None)
@given(terms, terms, terms, st.sampled_from(["id", "en", "fr"]))
def test_places_are_whole_words_and_the_quick_look_misses_none(
    before: str, term: str, after: str, language: str
) -> None:
    text = f"{before} {term} {after}."
    found = list(places(text, term, language))
    for start, end in found:
        assert not re.match(r"[\w‐‑-]", text[end:])
        assert not re.search(r"[\w‐‑-]\Z", text[:start])
    assert may_hold(squeezed(text), term, language) or not found


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.text("abcdeikmnrstyéAS", min_size=1, max_size=9), min_size=1, max_size=3).map(" ".join))
def test_a_term_is_found_where_it_stands_alone(term: str) -> None:
    for language in ("id", "en"):
        assert [term[a:b] for a, b in places(term, term, language)][:1] == [term]
