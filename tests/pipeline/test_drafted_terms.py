"""Which terms a draft takes, and under which names they are found."""

from __future__ import annotations

from pathlib import Path

from handouts.materials.entries.choosing import LIMIT
from handouts.pipeline.prepare import analyse, prepare, read_lesson
from handouts.pipeline.shared import shared_glossaries

WORDS = [
    "tyranny",
    "uprising",
    "treason",
    "viceroy",
    "vassal",
    "truce",
    "sovereignty",
    "revenue",
    "ratification",
    "protectorate",
    "monarchy",
    "mercenary",
    "legislature",
    "junta",
    "insurgent",
    "hegemony",
    "guerrilla",
    "garrison",
    "feudalism",
    "exile",
    "embargo",
    "diplomacy",
    "colony",
    "blockade",
    "abdicate",
    "serfdom",
    "plebiscite",
    "mutiny",
    "armistice",
    "secession",
]


def test_of_equal_terms_those_that_come_first_in_the_essay_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_text("\n\n".join(f"In those days the people spoke of {word}." for word in WORDS), encoding="utf-8")
    lesson, _ = read_lesson(str(file), "en")
    found = analyse(lesson, shared_glossaries(lesson, file)[0]).terms
    best = [t.term for t in found if t.score == found[0].score]
    printed = {e.term for e in prepare(str(file), "en").glossary.printed}
    assert len(best) > len(printed) == LIMIT
    assert printed == set(best[:LIMIT]) and printed != set(sorted(best)[:LIMIT])


def test_a_person_known_to_a_shared_glossary_is_found_by_the_names_of_the_essay(tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_text(
        "In 1903 President Theodore Roosevelt sent a ship.\n\nRoosevelt was furious. In 1904 Roosevelt won.",
        encoding="utf-8",
    )
    [entry] = [e for e in prepare(str(file), "en").glossary.entries if e.term == "Theodore Roosevelt"]
    assert entry.source == "shared" and "Roosevelt" in entry.variants
    assert len(entry.mentions) == 3
