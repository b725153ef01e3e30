"""Gaps for terms: not where the sentence shows the word, nor where the glossary has another word for it."""

from __future__ import annotations

import pytest
from materials_essays import context, essay

from handouts.materials.kinds import cloze_term
from handouts.model.exercise import Gap
from handouts.model.glossary import Entry, Glossary
from handouts.model.text import passage


def answers(text: str, term: str, word: str, language: str) -> list[str]:
    at = text.index(word)
    mention = passage(essay(text), 0, at, at + len(word))
    entry = Entry(term, "a meaning", "curated", mentions=(mention,))
    found = context(text, language, Glossary((entry,)))
    return [c.item.answer for c in cloze_term.make(found) if isinstance(c.item, Gap)]


@pytest.mark.parametrize(
    ("text", "term", "word", "language", "made"),
    [
        ("The ministers of Marl feared a long uprising of the northern towns.", "uprising", "uprising", "en", True),
        ("A shipowner of Marl was popular among the other shipowners of Bree.", "shipowner", "shipowners", "en", False),
        ("The charter of Sweden was annexed to the proclamation.", "proclamation", "proclamation", "en", False),
        ("The ministers of Marl sent treaties to the northern towns.", "treaty", "treaties", "en", True),
        ("Raja Merantan memindahkan keraton ke Kota Dalby di pesisir.", "istana", "keraton", "id", False),
        ("Raja Merantan memindahkan keraton ke Kota Dalby di pesisir.", "keraton", "keraton", "id", True),
    ],
)
def test_a_gap_for_a_term(text: str, term: str, word: str, language: str, made: bool) -> None:
    assert answers(text, term, word, language) == ([word] if made else [])
