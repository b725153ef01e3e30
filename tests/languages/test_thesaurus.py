"""The lists of synonyms are what their makers promise."""

from __future__ import annotations

import pytest

from handouts.languages import DATA
from handouts.languages.dictionary import dictionary
from handouts.languages.thesaurus import synonyms


@pytest.mark.parametrize("language", ["id", "en"])
def test_rare_words_have_few_and_more_frequent_synonyms(language: str) -> None:
    lines = (DATA / language / "synonyms.txt").read_text(encoding="utf-8").splitlines()
    words = [line.partition(": ")[0] for line in lines if not line.startswith("#")]
    assert len(words) > 3000
    assert words == sorted(set(words))
    ranks = dictionary(language)
    for word in words:
        alike = synonyms(word, language)
        assert 1 <= len(alike) <= 3
        assert all(ranks[one] < ranks[word] for one in alike)


def test_what_is_not_listed_has_none() -> None:
    assert synonyms("qwertz", "en") == synonyms("agresi", "fr") == ()
    assert "serangan" in synonyms("agresi", "id")
