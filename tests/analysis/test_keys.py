"""Keys of sentences: made of their words alone, one for each sentence of an essay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.analysis.keys import sentence_keys

texts = st.lists(st.text(alphabet="ab .é", max_size=6), max_size=12)


def keys(*found: str) -> list[str]:
    return list(sentence_keys(found))


def test_a_key_is_the_words_alone() -> None:
    [key] = keys("The mill burned down.")
    assert keys("Before it.", "The  mill\nburned down.", "After it.")[1] == key
    assert keys("The mill burnt down.") != [key]
    assert len(key) == 6 and key.isascii() and key.islower()


def test_composed_letters_do_not_count() -> None:
    assert keys("Blériot") == keys("Ble\u0301riot")


def test_equal_sentences_are_counted() -> None:
    key = keys("It rained.")[0]
    assert keys("It rained.", "It snowed.", "It rained.", "It  rained.") == [
        key,
        keys("It snowed.")[0],
        f"{key}.2",
        f"{key}.3",
    ]


@settings(deadline=None)
@given(texts)
def test_no_two_sentences_share_a_key(found: list[str]) -> None:
    assert len(set(sentence_keys(found))) == len(found)


def test_more_letters_where_six_are_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.analysis.keys._digits", lambda text: f"aaaaaa{text}zzzz")
    assert keys("b", "c", "b", "d") == ["aaaaaa", "aaaaaac", "aaaaaa.2", "aaaaaad"]
