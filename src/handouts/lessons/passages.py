"""Passages of an essay by their words: as printed, as they stand in the file, or without citation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property

from handouts.lessons.gather import INVISIBLE
from handouts.model.text import Essay, Passage, TextBlock, passage

# Between two words of the file there may be a line break and the marks of a quotation.
_BREAK = r"\s+(?:>\s*)*"
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’»)\]]*(?=\s)|\Z)")
_WORD = re.compile(r"\w+")
_ALIKE = 0.5
_COMPARED = 10
_MOST = 1000  # places of words looked at for one search


class Passages:
    """Finds words in the blocks of one essay. `marks` are the citation marks that need not be given."""

    def __init__(self, essay: Essay, marks: re.Pattern[str]) -> None:
        self.essay = essay
        self.marks = marks
        self._blocks = list(essay.text_blocks())

    def all(self, text: str) -> tuple[Passage, ...]:
        """Where the words stand, in reading order: whole words if there are such places, else parts of words.

        White space counts as one space. What is not found as printed is looked for as it stands in the file, with its
        Markdown marks, and then without citation marks.
        """
        wanted = _folded(text)
        if not wanted:
            return ()
        for look in (self._printed, self._written, self._unmarked):
            found = tuple(passage(self.essay, b, start, end) for b, start, end in look(wanted))
            if found:
                return found
        return ()

    def inside(self, small: Passage, text: str) -> bool:
        """True when the passage lies within a place where `text` stands."""
        whole = self.essay.text_block(small.block).text
        places = ((at, at + len(text)) for at in _offsets(whole, text, apart=False))
        return any(start <= small.start and small.end <= end for start, end in places)

    def nearest(self, text: str) -> Passage | None:
        """The sentence that is most like `text`, or None when none is at all."""
        wanted = _folded(text)
        # Comparing letter by letter takes long: only the sentences that share the most rare words are compared.
        shared: Counter[int] = Counter()
        looked_at = 0
        for word in sorted(set(_words(wanted)), key=lambda w: (len(self._where.get(w, ())), w)):
            shared.update(self._where.get(word, ()))
            looked_at += len(self._where.get(word, ()))
            if looked_at > _MOST:
                break
        best = {self._sentences[at].text: self._sentences[at] for at, _ in shared.most_common(_COMPARED)[::-1]}
        near = get_close_matches(wanted, best, n=1, cutoff=_ALIKE)
        return best[near[0]] if near else None

    @cached_property
    def _sentences(self) -> list[Passage]:
        return [
            passage(self.essay, index, match.start(), match.end())
            for index, block in self._blocks
            for match in _SENTENCE.finditer(block.text)
        ]

    @cached_property
    def _where(self) -> dict[str, list[int]]:
        """The numbers of the sentences that have a word."""
        where: dict[str, list[int]] = {}
        for at, sentence in enumerate(self._sentences):
            for word in dict.fromkeys(_words(sentence.text)):
                where.setdefault(word, []).append(at)
        return where

    def _printed(self, wanted: str) -> list[tuple[int, int, int]]:
        found = [(b, at, at + len(wanted)) for b, block in self._blocks for at in _offsets(block.text, wanted)]
        whole = [place for place in found if _whole(self.essay.text_block(place[0]).text, place[1], place[2])]
        return whole or found

    def _written(self, wanted: str) -> Iterator[tuple[int, int, int]]:
        pattern = re.compile(_BREAK.join(re.escape(word) for word in wanted.split(" ")))
        for b, block in self._blocks:
            low, high = self._lines(block)
            for match in pattern.finditer(self.essay.source.text, low, high):
                held = [i for i, at in enumerate(block.origin) if match.start() <= at < match.end()]
                if held:
                    yield (b, *_trimmed(block.text, held[0], held[-1] + 1))

    def _lines(self, block: TextBlock) -> tuple[int, int]:
        """The range of the file that holds a block, to the ends of its lines: marks may stand around the text."""
        text = self.essay.source.text
        end = text.find("\n", block.origin[-1])
        return text.rfind("\n", 0, block.origin[0]) + 1, len(text) if end < 0 else end

    def _unmarked(self, wanted: str) -> Iterator[tuple[int, int, int]]:
        bare = _folded(self.marks.sub("", wanted))
        for b, text, places in self._bare if bare else ():
            for at in _offsets(text, bare):
                yield b, places[at], places[at + len(bare) - 1] + 1

    @cached_property
    def _bare(self) -> list[tuple[int, str, Sequence[int]]]:
        """The blocks without citation marks, and where each of their characters stands."""
        return [(b, *_without(block.text, self.marks)) for b, block in self._blocks]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _folded(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())


def _offsets(whole: str, text: str, apart: bool = True) -> list[int]:
    """Where `text` stands in `whole`; `apart`: no two places share a character."""
    offsets = []
    at = whole.find(text)
    while at >= 0:
        offsets.append(at)
        at = whole.find(text, at + (len(text) if apart else 1))
    return offsets


def _whole(text: str, start: int, end: int) -> bool:
    """True when the range cuts no word."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _without(text: str, marks: re.Pattern[str]) -> tuple[str, Sequence[int]]:
    """The text without citation marks and the blanks before them, and where each character stood."""
    if not marks.search(text):
        return text, range(len(text))
    gone: set[int] = set()
    for match in marks.finditer(text):
        start = match.start()
        while start and text[start - 1] == " ":
            start -= 1
        gone.update(range(start, match.end()))
    kept = [i for i in range(len(text)) if i not in gone]
    return "".join(text[i] for i in kept), kept
