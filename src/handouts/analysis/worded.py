"""A sentence cut into words once, for all detectors of flags."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handouts.diagnostics import Datum, Severity
from handouts.languages.flag_words import FlagWords, flag_words
from handouts.languages.lexicon import Lexicon, lexicon
from handouts.model.analysis import Flag, Sentence
from handouts.model.text import BlockKind, Essay, passage

# "©" counts as a word: it opens the last line of many pages
# blanks that may stand around the only sentence of a block
_EDGES = 2
_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*|©")


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence, its words as written and in lower case, and for each word where it starts and ends."""

    essay: Essay
    sentence: Sentence
    language: str
    raw: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.text

    @property
    def kind(self) -> BlockKind:
        """Kind of the block the sentence stands in."""
        return self.essay.text_block(self.sentence.passage.block).kind

    @property
    def is_line(self) -> bool:
        """Whether the sentence is all of its block."""
        where = self.sentence.passage
        left = len(self.essay.text_block(where.block).text) - (where.end - where.start)
        return left <= _EDGES

    @property
    def flag_words(self) -> FlagWords:
        """What makes a passage doubtful in the essay's language."""
        return flag_words(self.language)

    @property
    def lexicon(self) -> Lexicon:
        """The essay's language."""
        return lexicon(self.language)

    def flag(self, code: str, severity: Severity, start: int, end: int, **data: Datum) -> Flag:
        """A flag on the characters `start:end` of the sentence."""
        base = self.sentence.passage.start
        where = passage(self.essay, self.sentence.passage.block, base + start, base + end)
        return Flag(code, severity, where, tuple(sorted(data.items())))

    def on_words(self, code: str, severity: Severity, first: int, after: int, **data: Datum) -> Flag:
        """A flag from word `first` to the word before `after`."""
        return self.flag(code, severity, self.starts[first], self.ends[after - 1], **data)

    def whole(self, code: str, severity: Severity, **data: Datum) -> Flag:
        """A flag on the whole sentence."""
        return Flag(code, severity, self.sentence.passage, tuple(sorted(data.items())))

    def between(self, i: int) -> str:
        """What stands between word `i` and the next one."""
        return self.text[self.ends[i] : self.starts[i + 1]]


def worded(essay: Essay, sentence: Sentence, language: str) -> Worded:
    """The sentence with its words."""
    found = list(_WORD.finditer(sentence.text))
    raw = tuple(m[0] for m in found)
    return Worded(
        essay,
        sentence,
        language,
        raw,
        tuple(w.lower() for w in raw),
        tuple(m.start() for m in found),
        tuple(m.end() for m in found),
    )
