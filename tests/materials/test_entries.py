"""The glossary: order, places, sources."""

from __future__ import annotations

from materials_essays import essay, read, sample

from handouts.materials.entries.choosing import glossary
from handouts.materials.entries.placing import locate
from handouts.model.glossary import Entry, Glossary


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
