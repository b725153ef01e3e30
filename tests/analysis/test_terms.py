"""What holds for the term candidates of any essay, and terms of the glossaries in use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from analysis_essays import essay
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.analysis import analyse
from handouts.analysis.headwords import forms, lemma
from handouts.languages.lexicon import lexicon
from handouts.languages.terms import key, term_words
from handouts.model.analysis import TermCandidate
from handouts.model.glossary import EntryKind
from handouts.pipeline.prepare import read_lesson

ROOT = Path(__file__).parents[2]
SNIPPETS = (
    "The embargo embargoes alliances non-aggression pact second front Konferensi Lindara Treaty of Corran (NTO) NTO "
    "Nordic Trade Organization pakta nonagresi aliansinya invasi-invasi perang saudara di yang is was a President Anna "
    "Brandt Brandt's pada 23 Agustus 1939 in June 1941 . , ; – - “ ” ' U.S. adalah sebuah # slot gacor cuan 댓글 "
    "(English: Uni Soviet PBB reparations ratified Kesultanan orang Morani government in exile"
)
WORDS = st.sampled_from(SNIPPETS.split(" "))
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=50).map(" ".join))
LANGUAGES = st.sampled_from(["id", "en"])


def keys(text: str, language: str) -> set[str]:
    """All that the words of a text may be forms of, without hyphens."""
    lower = [word.strip(".,'’\"()–") for word in text.lower().replace("’", "'").split()]
    owned = [word.removesuffix("'s") for word in lower]
    found = {form.replace("-", "") for word in owned for form in (*forms(word, language), lemma(word, language))}
    return found | {"".join(key(text))}


def is_form(form: str, term: TermCandidate, language: str) -> bool:
    """An inflected form, a part of a name, or letters that stand for it."""
    if term.kind == "name":
        letters = "".join(c for c in form if c.isalpha()).lower()
        rest = iter("".join(c for c in term.term if c.isalpha()).lower())
        known = {f for f, full in lexicon(language).names.aliases.items() if full == term.term}
        return form in known or all(c in rest for c in letters) or key(form)[:-1] == key(term.term)[:-1]
    return all(word in keys(form, language) for word in key(term.term))


@settings(deadline=None, max_examples=examples(300))
@given(TEXTS, LANGUAGES)
def test_mentions_are_forms_of_the_term_and_stand_free(text: str, language: str) -> None:
    whole = essay(text)
    found = analyse(whole, language)
    closed = [*(d.passage for d in found.dates), *(f.passage for f in found.flags if not f.settled), *found.blocked]
    usable = [s for s in found.sentences if s.usable and not s.id.startswith("h")]
    taken = [m for t in found.terms for m in t.mentions]
    for term in found.terms:
        assert term.mentions and list(term.mentions) == sorted(term.mentions, key=lambda m: m.place)
        assert term.term == term.term.strip() and len(key(term.term)) >= 1
        for mention in term.mentions:
            assert whole.text_block(mention.block).text[mention.start : mention.end] == mention.text
            assert not any(mention.overlaps(p) for p in closed), mention.text
            assert is_form(mention.text, term, language), (mention.text, term.term)
            assert any(mention.overlaps(s) for s in term.sentences)
        assert all(any(s == u.passage for u in usable) for s in term.sentences)
    assert all(not a.overlaps(b) for i, a in enumerate(taken) for b in taken[:i])
    assert [t.score for t in found.terms] == sorted((t.score for t in found.terms), reverse=True)
    assert len({key(t.term) for t in found.terms}) == len(found.terms)


KNOWN = [
    # found whole where no rule would form it, in any form, and first
    ("en", "An embargo hit the salt wardens' guilds.", {"salt warden": "salt warden"}, "salt warden", "salt wardens"),
    ("id", "Embargo memukul juru garamnya.", {"juru garam": "juru garam"}, "juru garam", "juru garamnya"),
    # a variant is an entry's other form
    ("en", "Lords of salt met; an embargo came.", {"lord of salt": "salt warden"}, "salt warden", "Lords of salt"),
    # a common word that the teacher has an entry for
    ("id", "Embargo itu lama, dan air mahal.", {"air": "air"}, "air", "air"),
    # the longer of two entries
    ("en", "The salt law hurt.", {"law": "law", "salt law": "salt law"}, "salt law", "salt law"),
    # letters as the entry has them
    ("en", "The Union won, and a union was formed.", {"Union": "Union"}, "Union", "Union"),
]


@pytest.mark.parametrize(("language", "text", "known", "term", "form"), KNOWN)
def test_terms_of_glossaries_in_use_come_first(
    language: str, text: str, known: Mapping[str, str], term: str, form: str
) -> None:
    best = analyse(essay(text), language, known=known).terms[0]
    assert (best.term, best.forms, best.rule) == (term, (form,), "glossary")


@pytest.mark.parametrize(
    ("language", "text", "known", "kind", "found"),
    [
        # a head with a capital is the longer name
        (
            "en",
            "The Marlow Pact was signed. The Pact failed.",
            "pact",
            "term",
            {"Marlow Pact": ("Marlow Pact", "Pact")},
        ),
        (
            "en",
            "The Treaty of Lindara held. The Treaty fell.",
            "treaty",
            "term",
            {"Treaty of Lindara": ("Treaty of Lindara", "Treaty")},
        ),
        (
            "en",
            "The League sat. The Marlow League ended.",
            "League",
            "organisation",
            {"Marlow League": ("League", "Marlow League")},
        ),
        (
            "id",
            "Pakta Lindara diteken. Isi Pakta itu kabur.",
            "pakta",
            "term",
            {"Pakta Lindara": ("Pakta Lindara", "Pakta")},
        ),
        # of two the one that was named last
        (
            "en",
            "The Marlow Pact was signed. The Corran Pact failed. The Pact had no friends.",
            "pact",
            "term",
            {"Marlow Pact": ("Marlow Pact",), "Corran Pact": ("Corran Pact", "Pact")},
        ),
        # in small letters it is a word of its own; other words of the name are no head; an era has its own name
        (
            "en",
            "The Marlow Pact was signed. A pact binds.",
            "pact",
            "term",
            {"Marlow Pact": ("Marlow Pact",), "pact": ("pact",)},
        ),
        (
            "en",
            "The Salt Treaty held. The Salt was dear.",
            "Salt",
            "organisation",
            {"Salt Treaty": ("Salt Treaty",), "Salt": ("Salt",)},
        ),
        (
            "en",
            "The Revolt spread. The Marlow Revolt ended.",
            "Revolt",
            "event",
            {"Marlow Revolt": ("Marlow Revolt",), "Revolt": ("Revolt",)},
        ),
        ("en", "The League sat.", "League", "organisation", {"League": ("League",)}),
    ],
)
def test_the_head_of_a_longer_name_is_that_name(
    language: str, text: str, known: str, kind: EntryKind, found: Mapping[str, tuple[str, ...]]
) -> None:
    terms = analyse(essay(text), language, known={known: known}, kinds={known: kind}).terms
    assert {t.term: t.forms for t in terms} == found


def test_a_compound_of_a_candidate_and_a_common_word_comes_later() -> None:
    known = {"tariffmaker": "tariffmaker", "harbourmaster": "harbourmaster"}
    alone = analyse(essay("A tariffmaker met a harbourmaster."), "en", known=known).terms
    assert [t.term for t in alone] == ["tariffmaker", "harbourmaster"]
    beside = analyse(essay("A tariffmaker met a harbourmaster. The tariff rose."), "en", known=known).terms
    assert [t.term for t in beside] == ["harbourmaster", "tariffmaker", "tariff"]


def test_an_entry_that_the_essay_lacks_is_no_candidate() -> None:
    assert analyse(essay("Nothing happened here."), "en", known={"embargo": "embargo"}).terms == ()


@pytest.mark.parametrize(
    ("lesson", "wanted", "unwanted"),
    [
        (
            "us-soviet-alliance",
            "Lend-Lease, Red Army, Winter War, Tehran Conference, Warsaw Uprising, government in exile, second front, "
            "non-aggression pact, moral embargo, separate peace, annexation, aggression, dictatorship, alliance",
            "Germany, Washington, Moscow, Soviet Union, Congress, October, Roosevelt, quarrel, grumbled, Under",
        ),
        (
            "aliansi-as-soviet",
            "pinjam-sewa, Tentara Merah, Perang Musim Dingin, Konferensi Teheran, Pemberontakan Warsawa, front kedua, "
            "pakta nonagresi, embargo moral, pakta netralitas, aneksasi, agresi, konsesi, aliansi, duta besar",
            "Jerman, Washington, Moskwa, Uni Soviet, Amerika Serikat, Soviet, Kongres, Roosevelt, menggerutu, gegabah",
        ),
    ],
)
def test_the_lessons_have_the_terms_a_teacher_explains(lesson: str, wanted: str, unwanted: str) -> None:
    read, _ = read_lesson(str(ROOT / "content" / lesson), None)
    found = {t.term for t in analyse(read.essay, read.meta.language).terms}
    assert set(wanted.split(", ")) - found == set()
    assert found & set(unwanted.split(", ")) == set()


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_lists_agree_with_each_other(language: str) -> None:
    words = term_words(language)
    assert len(words.strong) > 800 and len(words.phrases) > 300
    assert not set(words.strong) & set(words.fair)
    assert not (set(words.strong.values()) | set(words.fair.values())) & words.plain
    assert not set(words.phrases) & set(words.phrases_fair)
    assert not set(words.known) & words.familiar
    # a headword is its own headword
    assert [w for w in words.strong.values() if w != w.lower() or " " in w] == []


def test_names_that_most_pupils_know_stand_behind_the_other_terms_of_a_glossary() -> None:
    text = "The Senate met in May. The embargo ended then. The Senate rose. A plebiscite was held in June."
    own = {word: word for word in ("Senate", "plebiscite", "embargo")}
    found = [t.term for t in analyse(essay(text), "en", known=own).terms]
    assert found == ["embargo", "plebiscite", "Senate"]
