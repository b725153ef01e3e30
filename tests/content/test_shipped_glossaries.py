"""The shared glossaries in content/glossaries: what a machine can hold of the rules for their entries."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from handouts.languages.affixes import is_formed
from handouts.languages.dictionary import dictionary, ordinary_words
from handouts.languages.word_forms import places
from handouts.reading.text import read_source
from handouts.reading.yaml import Tree, read_tree

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "content" / "glossaries"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())
KEYS = ["format", "language", "subjects", "name", "entries"]
KINDS = {"term", "person", "place", "organisation", "treaty", "event"}
FEWEST_ENTRIES = 300
FEWEST_WORDS, MOST_WORDS = 5, 18
SHORTEST_CONTENT_WORD = 4

glossaries = pytest.mark.parametrize("name", FILES)


@dataclass(frozen=True)
class Row:
    """An entry and the line of its term."""

    term: str
    definition: str
    variants: tuple[str, ...]
    line: int

    def told(self, what: str) -> str:
        return f"line {self.line}, {self.term}: {what}"


def tree(name: str) -> Tree:
    """The file read as the tool reads it, without a finding."""
    read = read_tree(read_source(FOLDER / name))
    assert read.diagnostics == []
    return read


def rows(name: str) -> list[Row]:
    read = tree(name)
    assert isinstance(read.data, dict)
    return [
        Row(e["term"], e["definition"], tuple(e.get("variants", ())), read.values[("entries", i, "term")][0])
        for i, e in enumerate(read.data["entries"])
    ]


def words(text: str) -> list[str]:
    """Runs of letters; an apostrophe inside belongs to the word."""
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text)


def alphabetical(text: str) -> list[str]:
    """Word by word, without regard to case, accents and signs."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", letters)


def related(one: str, other: str, language: str) -> bool:
    """Whether one word is the other, or a regular form of it."""
    one, other = one.casefold(), other.casefold()
    return (
        one == other
        or is_formed(one, language, lambda stem: stem == other)
        or is_formed(other, language, lambda stem: stem == one)
    )


def test_there_are_shared_glossaries() -> None:
    assert {"en/history.yaml", "id/sejarah.yaml"} <= set(FILES)


@glossaries
def test_every_file_has_the_fields_of_the_format_and_no_others(name: str) -> None:
    data = tree(name).data
    assert isinstance(data, dict)
    assert list(data) == KEYS
    assert data["format"] == "1"
    assert name.split("/")[0] == data["language"] and name.count("/") == 1 and name.endswith(".yaml")
    assert data["name"].strip() and data["subjects"]
    assert all(isinstance(subject, str) and subject.strip() for subject in data["subjects"])
    assert len(data["entries"]) >= FEWEST_ENTRIES
    for entry in data["entries"]:
        assert {"term", "definition"} <= set(entry) <= {"term", "definition", "variants", "kind"}, entry
        assert entry.get("kind", "term") in KINDS, entry
        assert isinstance(entry.get("variants", []), list), entry
        texts = [entry["term"], entry["definition"], *entry.get("variants", [])]
        assert all(text and text == " ".join(text.split()) for text in texts), entry
        assert all(text == unicodedata.normalize("NFC", text) for text in texts), entry


@glossaries
def test_entries_stand_in_alphabetical_order(name: str) -> None:
    terms = [row.term for row in rows(name)]
    assert terms == sorted(terms, key=alphabetical)


@glossaries
def test_no_form_and_no_definition_stands_twice(name: str) -> None:
    forms: dict[str, str] = {}
    meanings: dict[str, str] = {}
    wrong = []
    for row in rows(name):
        for form in (row.term, *row.variants):
            first = forms.setdefault(form.casefold(), row.term)
            if first != row.term:
                wrong.append(row.told(f"{form} stands also at {first}"))
        if len({row.term, *row.variants}) <= len(row.variants):
            wrong.append(row.told("a form is listed twice"))
        first = meanings.setdefault(row.definition.casefold(), row.term)
        if first != row.term:
            wrong.append(row.told(f"same definition as {first}"))
    assert wrong == []


@glossaries
def test_a_definition_is_one_phrase_of_five_to_eighteen_words(name: str) -> None:
    language = name.split("/")[0]
    wrong = []
    for row in rows(name):
        if not FEWEST_WORDS <= len(row.definition.split()) <= MOST_WORDS:
            wrong.append(row.told(f"{len(row.definition.split())} words"))
        if re.search(r"[.!?:;…](\s|$)", row.definition) and not re.search(r"\b[A-Z]\.\s", row.definition):
            wrong.append(row.told("more than one phrase"))
        first = words(row.definition)[0]
        if first[0].isupper() and first.casefold() in ordinary_words(language):
            wrong.append(row.told("a capital at the start"))
    assert wrong == []


@glossaries
def test_a_definition_does_not_give_its_term_away(name: str) -> None:
    """A term of one word may not recur in any form; of a longer one at most one word may."""
    language = name.split("/")[0]
    wrong = []
    for row in rows(name):
        of_term = [word for word in words(row.term) if len(word) >= SHORTEST_CONTENT_WORD or word.isupper()]
        again = [w for w in of_term if any(related(w, other, language) for other in words(row.definition))]
        if again and (len(of_term) == 1 or len(again) > 1):
            wrong.append(row.told(", ".join(again)))
        if re.search(rf"(?<!\w){re.escape(row.term.casefold())}(?!\w)", row.definition.casefold()):
            wrong.append(row.told("the term itself"))
    assert wrong == []


@glossaries
def test_definitions_are_made_of_known_words(name: str) -> None:
    """Of the word list, formed from it, another headword or a name: anything else is most likely misspelt."""
    language = name.split("/")[0]
    listed = dictionary(language)
    heads = {word.casefold() for row in rows(name) for form in (row.term, *row.variants) for word in words(form)}

    def known(word: str) -> bool:
        return word in listed or word in heads

    wrong = [
        row.told(word)
        for row in rows(name)
        for word in words(row.definition.replace("’", "'"))
        if word.islower() and not known(word) and not is_formed(word, language, known)
    ]
    assert wrong == []


@pytest.mark.sliced(3)
@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        # a word that is only kin to a term, and means another thing here
        ("en/history.yaml", "The map was annexed to the letter of the harbour master.", set()),
        ("en/history.yaml", "The islands were annexed by Norland.", {"annexation"}),
        ("en/history.yaml", "The annexations went on.", {"annexation"}),
        ("en/history.yaml", "A defect of the pump stopped the mill.", set()),
        ("en/history.yaml", "Two clerks defected that night.", {"defector"}),
        ("en/history.yaml", "The harbour stayed neutral, and its neutrality was kept.", {"neutrality"}),
        ("en/history.yaml", "The Allied ships waited.", {"Allies"}),
        ("en/history.yaml", "An ally waited.", {"ally"}),
        # what is kin and means the same
        ("en/history.yaml", "The council ratified it.", {"ratification"}),
        ("id/sejarah.yaml", "Norlandia menganeksasi pulau itu.", {"aneksasi"}),
    ],
)
def test_a_derived_word_is_a_form_of_a_term_only_in_its_meaning(name: str, text: str, found: set[str]) -> None:
    language = name.split("/")[0]
    assert found == {
        row.term
        for row in rows(name)
        if any(True for form in (row.term, *row.variants) for _ in places(text, form, language, row.definition))
    }
