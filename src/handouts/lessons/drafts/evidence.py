"""Sentences of the essay by their exact text, so that drafts find them again when the essay has changed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from handouts.lessons.rough import SENTENCE
from handouts.model.text import Essay, Passage, passage

NEAREST_LENGTH = 60


class Finder:
    """Finds texts in the blocks of one essay, and tells which of several equal ones a passage is."""

    def __init__(self, essay: Essay) -> None:
        self.essay = essay
        self._blocks = [(index, block.text) for index, block in essay.text_blocks()]
        self._found: dict[str, list[tuple[int, int]]] = {}

    def places(self, text: str) -> list[tuple[int, int]]:
        """Block and offset of each place where the text stands, in reading order."""
        if text not in self._found:
            self._found[text] = [(index, at) for index, whole in self._blocks for at in _offsets(whole, text)]
        return self._found[text]

    def passage(self, text: str, at: int = 1) -> Passage | None:
        """The `at`-th place (from 1) of the text, or the last one when there are fewer; None when there is none.

        White space counts as one space, as in the essay's blocks.
        """
        found = self.places(text)
        if not found:
            text = " ".join(text.split())
            found = self.places(text)
        if not found:
            return None
        block, start = found[min(at, len(found)) - 1] if at else found[0]
        return passage(self.essay, block, start, start + len(text))

    def within(self, outer: Passage, text: str, at: int = 1) -> Passage | None:
        """The `at`-th place of the text inside another passage."""
        offsets = list(_offsets(outer.text, text))
        if not offsets:
            return None
        start = outer.start + offsets[min(max(at, 1), len(offsets)) - 1]
        return passage(self.essay, outer.block, start, start + len(text))

    def number(self, wanted: Passage) -> int:
        """Which of the equal texts this passage is, from 1."""
        return self.places(wanted.text).index((wanted.block, wanted.start)) + 1

    def number_within(self, outer: Passage, wanted: Passage) -> int:
        """Which of the equal texts inside `outer` the passage is, from 1; 0 when it lies outside."""
        if wanted.block != outer.block or wanted.start < outer.start or wanted.end > outer.end:
            return 0
        return _offsets(outer.text, wanted.text).index(wanted.start - outer.start) + 1

    def nearest(self, text: str) -> str:
        """The beginning of the sentence that is most like `text`, or ""."""
        sentences = [part[0] for _, whole in self._blocks for part in SENTENCE.finditer(whole)]
        near = get_close_matches(text, sentences, n=1, cutoff=0.5)
        return near[0][:NEAREST_LENGTH] if near else ""


def _offsets(whole: str, text: str) -> list[int]:
    offsets = []
    at = whole.find(text) if text else -1
    while at >= 0:
        offsets.append(at)
        at = whole.find(text, at + 1)
    return offsets


def quoted_texts(value: Any) -> set[str]:
    """The sentences that a field of a draft quotes: a text, a mapping with a text, or a list of them."""
    if isinstance(value, str):
        return {" ".join(value.split())} if value.strip() else set()
    if isinstance(value, Mapping):
        return quoted_texts(value.get("text"))
    return {text for entry in value or () for text in quoted_texts(entry)}
