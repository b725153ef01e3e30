"""The glossary: order, places, sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from materials_essays import essay, read, sample

from handouts.analysis import analyse
from handouts.diagnostics import Location
from handouts.languages.terms import sure_kind
from handouts.materials.entries.choosing import glossary
from handouts.materials.entries.faults import entry_faults
from handouts.materials.entries.placing import locate
from handouts.model.analysis import TermCandidate
from handouts.model.glossary import Entry, EntryKind, Glossary, SharedEntry, SharedGlossary


def _texts(found: Glossary) -> dict[str, list[str]]:
    return {e.term: [m.text for m in e.mentions] for e in found.entries}


def test_longer_terms_win_and_words_are_whole() -> None:
    text = essay("Front kedua dibuka. Di Front Timur, front runtuh. Sefrontal itu bukan front-front.")
    entries = Glossary(
        (Entry("front", "a", "curated"), Entry("front kedua", "b", "curated"), Entry("Front Timur", "c", "curated"))
    )
    assert _texts(locate(text, entries, "id")) == {
        "front": ["front", "front-front"],
        "front kedua": ["Front kedua"],
        "Front Timur": ["Front Timur"],
    }


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("variant", "text", "other", "own"),
    [
        # a variant that is another entry's term
        ("front", "The front held. A trench fell.", ["trench"], ["front"]),
        # a longer one leaves it its only place, as long as it has others
        ("front line", "The front line held. A trench fell.", ["trench"], ["front"]),
        ("front line", "The front line held. The front fell.", ["front line"], ["front"]),
        ("front line", "The front line held.", ["front line"], []),
    ],
)
def test_a_variant_takes_no_place_of_another_term(
    first: bool, variant: str, text: str, other: list[str], own: list[str]
) -> None:
    entries = [Entry("trench", "a", "curated", (variant,)), Entry("front", "b", "curated")]
    found = locate(essay(text), Glossary(tuple(entries if first else entries[::-1])), "en")
    assert _texts(found) == {"trench": other, "front": own}


def test_a_capital_is_kept_to() -> None:
    text = essay("Sekutu menang. Para sekutu bertemu. Allies and allies.")
    entries = Glossary((Entry("Sekutu", "a", "curated"), Entry("ally", "b", "curated", ("allies",))))
    assert _texts(locate(text, entries, "id")) == {"ally": ["Allies", "allies"], "Sekutu": ["Sekutu"]}


def test_alphabetical_without_case_and_accents() -> None:
    entries = Glossary(tuple(Entry(t, "x", "curated") for t in ("Zeus", "émigré", "Elba", "axis", "exil")))
    assert [e.term for e in locate(essay("x"), entries, "en").entries] == ["axis", "Elba", "émigré", "exil", "Zeus"]


def test_checked_entries_are_taken_as_they_are() -> None:
    text, analysis = sample("id")
    own = Glossary((Entry("takhta", "kursi raja", "curated"),), checked=True)
    found = glossary(text, analysis, own)
    assert found.checked and [e.term for e in found.entries] == ["takhta"]
    assert [m.text for m in found.entries[0].mentions] == ["takhta"]


def test_the_essays_own_definitions_join_unchecked_ones() -> None:
    text, analysis = sample("en")
    found = glossary(text, analysis, Glossary((Entry("currency", "money", "curated"),)))
    sources = {e.term: e.source for e in found.entries}
    assert sources["currency"] == "curated"
    assert "pattern" in sources.values() and "context" not in sources.values()


def test_without_a_file_terms_stand_in_their_own_sentence() -> None:
    text, analysis = sample("en")
    found = glossary(text, analysis, None, limit=12)
    assert len(found.entries) <= 12
    usable = {s.text for s in analysis.sentences if s.usable}
    assert all(e.sentence and e.sentence.text in usable for e in found.entries if e.source == "context")
    assert all(e.definition == "" for e in found.entries if e.source in ("context", "blank"))


def test_a_definition_in_a_doubtful_sentence_is_not_taken() -> None:
    text, analysis = read("Romusa adalah sistem kerja slot gacor maxwin zeus yang dijalankan Jepang.", "id")
    assert all(e.source != "pattern" for e in glossary(text, analysis, Glossary()).entries)


def shared(name: str, **entries: str) -> SharedGlossary:
    listed = tuple(SharedEntry(term.replace("_", " "), meaning) for term, meaning in entries.items())
    return SharedGlossary(name, name.title(), "en", (), listed)


TREATY = (
    "Envoys met in Lindau. The envoys signed an armistice, and the armistices held. A plebiscite is a vote in which "
    "all citizens decide a single question. Ota Benz, the leader of the delegation, wept. They wept for the armistice. "
    "The embargo ended."
)


def sources(found: Glossary) -> dict[str, tuple[str, str]]:
    return {e.term: (e.source, e.definition) for e in found.entries}


def test_meanings_come_from_the_first_glossary_that_has_the_term_then_from_the_essay() -> None:
    text, analysis = read(TREATY, "en")
    near = shared("school", armistice="the school's meaning", siege="not in the essay")
    far = shared("tool", armistice="the tool's meaning", plebiscite="a vote of the people", embargo="a ban on trade")
    found = glossary(text, analysis, None, (near, far))
    assert sources(found)["armistice"] == ("shared", "the school's meaning")
    assert sources(found)["plebiscite"] == ("shared", "a vote of the people")
    assert sources(found)["embargo"] == ("shared", "a ban on trade")
    assert sources(found)["Ota Benz"] == ("pattern", "the leader of the delegation")
    assert "siege" not in sources(found)
    by_term = {e.term: e for e in found.entries}
    assert (by_term["armistice"].origin, by_term["embargo"].origin) == ("School", "Tool")
    assert [m.text for m in by_term["armistice"].mentions] == ["armistice", "armistices", "armistice"]
    without = sources(glossary(text, analysis, None))
    assert without["plebiscite"] == ("pattern", "a vote in which all citizens decide a single question")


def test_a_variant_of_a_nearer_entry_is_not_taken_from_a_farther_one() -> None:
    text, analysis = read("The cease-fire held.", "en")
    near = SharedGlossary("a", "A", "en", (), (SharedEntry("armistice", "near", ("cease-fire",)),))
    found = glossary(text, analysis, None, (near, shared("b", **{"cease-fire": "far"})))
    assert [(e.term, e.definition) for e in found.entries if e.definition] == [("armistice", "near")]
    assert found.entries[0].variants == ("cease-fire",)


def test_synonyms_and_sentences_are_offers_and_not_printed() -> None:
    text, analysis = read(TREATY, "en")
    analysis = replace(analysis, terms=(*analysis.terms, TermCandidate("envoy", analysis.terms[0].mentions, 9.0, "x")))
    found = {e.term: e for e in glossary(text, analysis, None).entries}
    for entry in found.values():
        assert entry.printed == (entry.source in ("shared", "pattern", "curated"))
        if entry.source in ("context", "blank"):
            assert entry.definition == ""
    approved = replace(Entry("envoy", "messenger", "synonym"), approved=True)
    assert (approved.printed, Entry("envoy", "messenger", "synonym").printed) == (True, False)


NAMES = [f"{a}{b}ule" for a in ("br", "cl", "dr", "gl", "pr", "st") for b in ("a", "e", "i", "o", "u")]


def candidates(words: list[str]) -> tuple[TermCandidate, ...]:
    """Made-up candidates in this order, each with one place in the essay."""
    text = essay(" ".join(f"They saw a {word} and left." for word in words))
    found = locate(text, Glossary(tuple(Entry(word, "x", "curated") for word in words)), "en")
    places = {e.term: e.mentions for e in found.entries}
    return tuple(TermCandidate(word, places[word], 3.0 - i / 100, "x") for i, word in enumerate(words))


def drafted(meant: list[str], told: str = "", terms: tuple[TermCandidate, ...] = ()) -> list[Entry]:
    text, analysis = read(told or " ".join(f"They saw a {name} and left." for name in NAMES), "en")
    given = replace(analysis, terms=terms or candidates(NAMES))
    return list(glossary(text, given, None, (shared("s", **dict.fromkeys(meant, "a made-up thing")),)).entries)


def test_a_draft_of_known_terms_has_twenty_five_of_them() -> None:
    found = drafted(NAMES)
    assert sum(e.printed for e in found) == len(found) == 25
    assert {e.term for e in found} == set(NAMES[:25])


def test_terms_without_a_meaning_stand_in_a_draft_where_they_rank_high_alone() -> None:
    # two of the best have no meaning, nor have the last
    found = drafted(NAMES[2:-4])
    assert [e.term for e in found if not e.printed] == sorted(NAMES[:2])
    assert {e.term for e in found if e.printed} == set(NAMES[2:25])


def test_a_draft_asks_for_six_meanings_at_most() -> None:
    found = drafted(["brave"])
    assert [e.term for e in found] == sorted(NAMES[:6])


def test_a_person_met_often_is_worth_a_meaning_whatever_its_rank() -> None:
    told = " ".join(f"They saw a {name} and left." for name in NAMES)
    met = "President Ota Benz spoke. Ota Benz wept. The guests saw Ota Benz."
    _, analysis = read(f"{told} {met}", "en")
    person = next(t for t in analysis.terms if t.term == "Ota Benz")
    assert person.name == "person" and len(person.mentions) == 3
    for mentions, there in ((person.mentions, True), (person.mentions[:2], False)):
        last = replace(person, mentions=mentions, score=1.0)
        found = drafted(NAMES, f"{told} {met}", (*candidates(NAMES), last))
        assert ("Ota Benz" in {e.term for e in found}) == there
        assert sum(e.printed for e in found) == (24 if there else 25)


def test_a_part_of_a_longer_term_is_no_term() -> None:
    text, analysis = read("The plebiscite treaty failed. The plebiscite treaty was torn up.", "en")
    found = glossary(text, analysis, None, (shared("s", plebiscite_treaty="a made-up treaty"),))
    assert [e.term for e in found.entries] == ["plebiscite treaty"]


def test_places_that_a_person_listed_stay() -> None:
    text = essay("The front held. Another front fell.")
    first = locate(text, Glossary((Entry("front", "a", "curated"),)), "en").entries[0].mentions[0]
    placed = Entry("line", "b", "curated", mentions=(first,), placed=True)
    found = locate(text, Glossary((Entry("front", "a", "curated"), placed)), "en")
    assert _texts(found) == {"front": ["front"], "line": ["front"]}
    assert found.entries[1].mentions == (first,)


def test_of_two_entries_for_one_term_the_first_with_a_meaning_stays() -> None:
    two = (
        Entry("non-aggression", "", "blank"),
        Entry("Nonaggression", "b", "curated"),
        Entry("nonaggression", "c", "curated"),
    )
    assert [e.definition for e in locate(essay("x"), Glossary(two), "en").entries] == ["b"]


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        ([("alliance", "a pact", ())], []),
        ([("alliance", "an agreement between Alliances", ())], [("glossary-circular", 0)]),
        ([("aliansi", "aliansinya dua negara", ())], [("glossary-circular", 0)]),
        ([("front", "garis frontal", ())], [("glossary-circular", 0)]),
        ([("front", "garis pertempuran dua pasukan", ())], []),
        ([("labourer", "somebody who labours for pay", ())], [("glossary-circular", 0)]),
        ([("negotiation", "a talk in which two sides negotiate", ())], [("glossary-circular", 0)]),
        ([("perundingan", "kegiatan berunding", ()), ("front", "garis tempur", ())], [("glossary-circular", 0)]),
        ([("Cold War", "a war of words after 1945", ())], []),
        ([("treaty", "a", ()), ("treaties", "b", ())], [("glossary-term-form", 1)]),
        ([("colonies", "a", ()), ("duty", "b", ()), ("colony", "c", ())], [("glossary-term-form", 2)]),
        ([("pakta", "a", ()), ("pakta-pakta", "b", ()), ("aliansi", "c", ())], [("glossary-term-form", 1)]),
        ([("men", "a", ()), ("man", "b", ())], [("glossary-term-form", 1)]),
        # other spellings
        ([("labour", "a", ()), ("labor", "b", ())], [("glossary-term-form", 1)]),
        ([("Centre Party", "a", ()), ("Center Party", "b", ())], [("glossary-term-form", 1)]),
        ([("labour union", "a", ()), ("labor unions", "b", ())], [("glossary-term-form", 1)]),
        ([("archaeology", "a", ()), ("archeology", "b", ())], [("glossary-term-form", 1)]),
        ([("labour", "hard labor", ())], [("glossary-circular", 0)]),
        ([("aktivitas", "a", ()), ("aktifitas", "b", ()), ("front", "c", ())], [("glossary-term-form", 1)]),
        ([("Soekarno", "a", ()), ("Sukarno", "b", ()), ("front", "c", ())], [("glossary-term-form", 1)]),
        # a name beside a common word, and words that are only kin
        ([("crusade", "a", ()), ("Crusades", "b", ())], []),
        ([("colony", "a", ()), ("colonial", "b", ()), ("colonist", "c", ())], []),
        ([("nationalism", "a", ()), ("nationalist", "b", ())], []),
        ([("G7", "seven states", ())], [("glossary-digits", 0)]),
        ([("x-ray", "a", ()), ("X ray", "b", ())], [("glossary-term-twice", 1)]),
        ([("ally", "a", ("Allied",)), ("the West", "b", ("Allied",))], [("glossary-form-twice", 1)]),
        ([("ally", "a", ("front",)), ("front", "b", ())], [("glossary-form-twice", 0)]),
        ([("ally", "a", ("ally", "allies"))], []),
        ([("long", "word " * 31, ())], [("glossary-long", 0)]),
        ([("幕府", "a government", ())], [("glossary-unprintable", 0)]),
        ([("bakufu 幕府", "a government", ())], [("glossary-letters", 0)]),
        ([("bakufu", "a government (幕府)", ())], [("glossary-meaning-letters", 0)]),
        ([("bakufu", "(幕府)", ())], [("glossary-meaning-unprintable", 0)]),
        ([("", "", ())], []),
        # figures alone are told by nothing but themselves
        ([("1940", "the spread of cities into the country", ())], [("glossary-digits", 0)]),
        ([("1940", "the year 1940", ())], [("glossary-circular", 0), ("glossary-digits", 0)]),
        # what is not used is pointed at: the later one, or the one without a meaning
        ([("ally", "a", ()), ("Ally", "b", ())], [("glossary-term-twice", 1)]),
        (
            [("ally", "", ()), ("Ally", "b", ()), ("ally", "c", ())],
            [("glossary-term-twice", 0), ("glossary-term-twice", 2)],
        ),
    ],
)
def test_faults(entries: list[tuple[str, str, tuple[str, ...]]], codes: list[tuple[str, int]]) -> None:
    listed = [Entry(term, meaning, "curated", variants) for term, meaning, variants in entries]
    language = "id" if {"aliansi", "front"} & {term for term, _, _ in entries} else "en"
    found = entry_faults(listed, language, lambda n, meaning: Location("g", n + 1, 1), frozenset("幕府"))
    assert [(d.code, d.location.line - 1) for d in found if d.location] == codes


@pytest.mark.parametrize(
    ("language", "text", "term", "kind"),
    [
        ("en", "The Salt Treaty held.", "Salt Treaty", "treaty"),
        ("en", "The Treaty of Lindara held.", "Treaty of Lindara", "treaty"),
        ("en", "The Corran Accords held.", "Corran Accords", "treaty"),
        ("en", "The Salt War was long.", "Salt War", "event"),
        ("en", "The Salt Pact Conference met.", "Salt Pact Conference", "event"),
        ("id", "Mereka menandatangani Perjanjian Lindara.", "Perjanjian Lindara", "treaty"),
        ("id", "Mereka menandatangani Pakta Garam.", "Pakta Garam", "treaty"),
        ("id", "Mereka kalah dalam Perang Garam.", "Perang Garam", "event"),
    ],
)
def test_the_kind_of_an_agreement_is_treaty(language: str, text: str, term: str, kind: str) -> None:
    whole = essay(text)
    found = glossary(whole, analyse(whole, language), None)
    assert {e.term: e.kind for e in found.entries}[term] == kind


def _drafted(text: str, language: str, *entries: SharedEntry) -> Glossary:
    shared = SharedGlossary("g", "Ours", language, (), entries)
    known = {form: e.term for e in entries for form in (e.term, *e.variants)}
    kinds = {e.term: e.kind for e in entries}
    whole = essay(text)
    return glossary(whole, analyse(whole, language, known=known, kinds=kinds), None, [shared])


@pytest.mark.parametrize(
    ("language", "text", "term", "meaning", "name"),
    [
        ("en", "The Norland Civil War was long.", "civil war", "a war in one country", "Norland Civil War"),
        ("id", "Perang Saudara Norlandia itu lama.", "perang saudara", "perang sebangsa", "Perang Saudara Norlandia"),
    ],
)
def test_a_common_word_leaves_its_place_to_the_name(
    language: str, text: str, term: str, meaning: str, name: str
) -> None:
    found = _drafted(text, language, SharedEntry(term, meaning))
    assert name in {e.term for e in found.entries} and term not in {e.term for e in found.entries}
    both = _drafted(f"{text} {term.capitalize()} {term}.", language, SharedEntry(term, meaning))
    assert {name, term} <= {e.term for e in both.entries}


def test_a_short_form_has_the_meaning_of_the_longer_name() -> None:
    short = SharedEntry("League", "the assembly of Norland", kind="organisation")
    text = "League met in the hall. The Marlow League sat for a year."
    for entries in ((short,), (short, SharedEntry("Marlow League", "an assembly", kind="organisation"))):
        found = _drafted(text, "en", *entries)
        assert "League" not in {e.term for e in found.entries}
    [entry] = found.entries
    assert (entry.term, entry.definition) == ("Marlow League", "an assembly")
    assert [m.text for m in entry.mentions] == ["League", "Marlow League"]
    assert [e.term for e in _drafted("League met in the hall.", "en", short).entries] == ["League"]


def test_a_shared_term_has_no_place_inside_a_variant_of_another() -> None:
    inner = SharedEntry("Salt Coast Treaty", "an agreement", kind="treaty")
    outer = SharedEntry("SCTO", "an alliance", ("Salt Coast Treaty Organization",), "organisation")
    text = "The Salt Coast Treaty Organization met."
    meant = {e.definition for e in _drafted(text, "en", inner, outer).entries}
    assert meant == {"an alliance"}
    both = _drafted(f"{text} The Salt Coast Treaty held.", "en", inner, outer)
    assert {e.definition for e in both.entries} == {"an alliance", "an agreement"}


@pytest.mark.parametrize(
    ("text", "kind", "meaning", "term", "variants"),
    [
        ("Kekaisaran Garam jatuh.", "place", "negeri lama", "Kekaisaran Garam", ("Imperium Garam",)),
        ("Imperium Garam, Kekaisaran Garam, jatuh.", "place", "negeri lama", "Imperium Garam", ("Kekaisaran Garam",)),
        # a meaning that uses the name would be circular under it
        ("Kekaisaran Garam jatuh.", "place", "nama Kekaisaran Garam", "Imperium Garam", ("Kekaisaran Garam",)),
        # letters are no headword
        ("Negeri IG jatuh.", "place", "negeri lama", "Imperium Garam", ("IG",)),
    ],
)
def test_a_shared_name_is_printed_as_the_essay_has_it(
    text: str, kind: EntryKind, meaning: str, term: str, variants: tuple[str, ...]
) -> None:
    entry = SharedEntry("Imperium Garam", meaning, ("Kekaisaran Garam", "IG"), kind)
    [found] = [e for e in _drafted(text, "id", entry).entries if e.source == "shared"]
    assert (found.term, found.variants) == (term, variants)
    assert found.mentions


def test_a_shared_person_has_the_full_name_and_the_essays_forms() -> None:
    entry = SharedEntry("Anna M. Brandt", "a president", ("Anna Maria Brandt",), "person")
    text = "President Anna Brandt spoke. The crowd heard President Brandt, and Anna M. Brandt left."
    [found] = [e for e in _drafted(text, "en", entry).entries if e.source == "shared"]
    assert found.term == "Anna M. Brandt" and {"Anna Brandt", "Brandt"} <= set(found.variants)
    assert len(found.mentions) == 3


def test_a_short_form_that_stands_inside_another_name_marks_nothing() -> None:
    text = "Presiden Anna Marlow datang. Marlow tersenyum. Anna Marlow pulang. {} menang."
    for last, there in (("Pasukan itu", True), ("Setahun kemudian Kerajaan Marlow", False)):
        whole = essay(text.format(last))
        [entry] = [e for e in glossary(whole, analyse(whole, "id"), None).entries if e.term == "Anna Marlow"]
        assert ("Marlow" in entry.variants) == there


@pytest.mark.parametrize(
    ("name", "kind", "language", "sure"),
    [
        ("Operation Salt Guard", "organisation", "en", "event"),
        ("Marlow Act", "event", "en", "term"),
        ("Marlow Doctrine", "treaty", "en", "term"),
        ("West Bank", "organisation", "en", "term"),
        ("Marlow Bank", "organisation", "en", "organisation"),
        ("Supreme Commander", "person", "en", "term"),
        ("Anna Marlow", "person", "en", "person"),
        ("Domain Garam", "person", "id", "term"),
        ("Bani Lindara", "person", "id", "term"),
        ("Operasi Garam", "organisation", "id", "event"),
        ("Perang Garam", "event", "id", "event"),
    ],
)
def test_a_kind_that_the_head_does_not_bear_out_is_left_out(
    name: str, kind: EntryKind, language: str, sure: EntryKind
) -> None:
    assert sure_kind(name, kind, language) == sure
