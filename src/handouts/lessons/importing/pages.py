"""The lines of printed pages joined into paragraphs again."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

from handouts.languages.lexicon import available, lexicon
from handouts.lessons.importing.parts import Imported, Part, part, require_length
from handouts.lessons.importing.repair import Repairs
from handouts.lessons.plain import HEADING_WORDS, TITLE_WORDS, like_a_heading
from handouts.model.pages import Page, PageLine
from handouts.model.text import BlockKind, Run

_DATA = Path(__file__).parents[1] / "data" / "pages.toml"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_DIVIDED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_BEGIN = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOTE_BEGIN = re.compile(r"(\d{1,3}[.)]?\s*|[*†‡]\s*)[^\W\d_“\"]")
_CONTENTS = re.compile(r".*(?:\s?[.…]){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_EDGE = 2  # lines at the top and at the bottom of a page that may be its head or foot
_LONGEST_LINE = 300  # of a line that may be a number or an entry; longer ones are text
_LONGEST_WORD = 60
_MOST_NOTES = 0.4
_NOTE, _HEADING, _TITLE = 0.9, 1.12, 1.45  # sizes of letters beside that of the text
_GAP, _INDENT, _SHORT = 1.35, 0.8, 0.72


def from_pages(name: str, pages: Sequence[Page]) -> Imported:
    """The paragraphs, headings and list items of a PDF's pages.

    Heads, feet and numbers of pages go; words divided at line ends are joined where the whole word is known. Raises
    ContentError as `require_length`.
    """
    require_length(name, sum(len(line.text) for page in pages for line in page))
    repairs = Repairs(name)
    lines = _Joined(repairs, _body_size(pages), _line_height(pages), _known_words(pages))
    for page in _without_edges(pages, repairs):
        for line in page:
            lines.add(line)
        lines.page_ends()
    return Imported(tuple(lines.finished()), tuple(repairs.diagnostics()))


@cache
def _words() -> dict[str, str]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    page, of = ("|".join(re.escape(word) for word in data[key]) for key in ("page", "of"))
    number = rf"[-–—\s]*(?:(?:{page})\s*)?(?:\d{{1,4}}|[ivxlc]{{1,6}})(?:\s*(?:{of})\s*\d{{1,4}})?[-–—\s]*"
    # Numbers in the margin may come together in one line.
    number = rf"(?:{number}|[\d\s]+)"
    return {"number": number, "bullet": f"([{re.escape(data['bullets'])}])(?:\\s+|$)"}


def _is_page_number(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and re.fullmatch(_words()["number"], text.casefold()) is not None


def _body_size(pages: Sequence[Page]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size), default=1.0) or 1.0


def _line_height(pages: Sequence[Page]) -> float:
    """The usual distance of two lines of text."""
    size = _body_size(pages)
    steps = [a.y - b.y for page in pages for a, b in pairwise(page) if a.size == b.size == size]
    return median([step for step in steps if step > 0] or [1.2 * size])


def _known_words(pages: Sequence[Page]) -> Counter[str]:
    """The words of the text that no line end divides."""
    known: Counter[str] = Counter()
    for page in pages:
        for line in page:
            words = [m[0].lower() for m in _WORD.finditer(line.text)]
            known.update(words[1:-1] if len(words) > 2 else [])
    return known


def _without_edges(pages: Sequence[Page], repairs: Repairs) -> Iterator[Page]:
    """The pages without the lines that come again at the top or bottom of most of them, and without their numbers."""
    seen: Counter[tuple[str, float]] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _edges(page)})
    often = {shape for shape, count in seen.items() if count >= max(2, len(pages) / 2)}
    size = _body_size(pages)
    for page in pages:
        edges = set(map(id, _edges(page)))
        notes = _notes(page, size)
        kept: list[PageLine] = []
        for i, line in enumerate(page):
            if _is_page_number(line.text) and (id(line) in edges or line.size != size):
                repairs.take_out("page-numbers")
            elif id(line) in edges and _shape(line) in often:
                repairs.take_out("page-heads")
            elif len(line.text) <= _LONGEST_LINE and _CONTENTS.match(line.text):
                repairs.take_out("contents-lines")
            elif i in notes:
                repairs.take_out("footnote-lines")
            else:
                kept.append(line)
        yield tuple(kept)


def _edges(page: Page) -> list[PageLine]:
    by_height = sorted(page, key=lambda line: -line.y)
    return [*by_height[:_EDGE], *by_height[_EDGE:][-_EDGE:]]


def _shape(line: PageLine) -> tuple[str, float]:
    """What two running heads have in common; the title itself has larger letters."""
    return re.sub(r"\d+", "#", line.text.casefold()), line.size


def _notes(page: Page, size: float) -> set[int]:
    """The lines in small letters at the foot of a page, from one that begins with a number or star."""
    by_height = sorted(range(len(page)), key=lambda i: page[i].y)
    small: list[int] = []
    for i in by_height:
        if page[i].size > _NOTE * size and not _is_page_number(page[i].text):
            break
        small.append(i)
    while small and not _NOTE_BEGIN.match(page[small[-1]].text):
        small.pop()
    found = {i for i in small if page[i].size <= _NOTE * size}
    # More than that is text in small letters.
    return found if len(found) <= _MOST_NOTES * len(page) else set()


@dataclass(slots=True)
class _Joined:
    """Takes lines in reading order and makes parts of them."""

    repairs: Repairs
    size: float
    height: float
    known: Counter[str]
    parts: list[tuple[BlockKind, str, int, int | None]] = field(default_factory=list)
    _last: PageLine | None = None
    _longest: int = 0
    _turned: bool = False

    def add(self, line: PageLine) -> None:
        """Join a line to the part before it, or begin a new one."""
        self._longest = max(self._longest, len(line.text) if line.size == self.size else 0)
        kind, level, number, text = self._kind(line)
        if self._goes_on(line, kind):
            before = self.parts[-1]
            self.parts[-1] = (before[0], self._glue(before[1], text), before[2], before[3])
        else:
            self.parts.append((kind, text, level, number))
        self._last, self._turned = line, False

    def page_ends(self) -> None:
        """What comes next stands on another page."""
        self._turned = True

    def finished(self) -> Iterator[Part]:
        """The parts, repaired."""
        for kind, text, level, number in self.parts:
            made = part(kind, [self.repairs.run(Run(text))], level, number)
            if made:
                yield made

    def _kind(self, line: PageLine) -> tuple[BlockKind, int, int | None, str]:
        if self._is_heading(line):
            again = self._last is not None and self._last.size == line.size and self.parts[-1][2] == 1
            title = line.size >= _TITLE * self.size and (again or not self._has_title())
            return "heading", 1 if title else 2, None, line.text
        bullet = re.match(_words()["bullet"], line.text)
        if bullet and (bullet[1] not in "-–—*" or self._ended()):
            return "item", 0, None, line.text[bullet.end() :]
        numbered = _NUMBERED.match(line.text)
        if numbered and self._ended():
            return "item", 0, int(numbered[1]), line.text[numbered.end() :]
        return "paragraph", 0, None, line.text

    def _is_heading(self, line: PageLine) -> bool:
        """Whether a line stands out: by large letters, or by bold ones and the look of a heading."""
        if line.size >= _TITLE * self.size:
            return len(line.text.split()) <= TITLE_WORDS and any(char.isalpha() for char in line.text)
        return (line.bold or line.size >= _HEADING * self.size) and like_a_heading(line.text, HEADING_WORDS)

    def _has_title(self) -> bool:
        return any(level == 1 for _, _, level, _ in self.parts)

    def _ended(self) -> bool:
        """Whether the line before ended a sentence, or anything else than running text."""
        return (
            not self.parts
            or self.parts[-1][0] != "paragraph"
            or bool(_ENDED.search(self.parts[-1][1][-_LONGEST_WORD:]))
        )

    def _goes_on(self, line: PageLine, kind: BlockKind) -> bool:
        last = self._last
        if last is None or not self.parts:
            return False
        before = self.parts[-1]
        if not before[1]:
            return kind == "paragraph"
        if kind == "heading" or before[0] == "heading":
            close = 0 < last.y - line.y <= 1.6 * max(last.size, line.size)
            return kind == before[0] and not self._turned and last.size == line.size and close
        if kind == "item" or abs(line.size - last.size) > 0.15 * self.size:
            return False
        ended = bool(_SENTENCE_END.search(last.text))
        step = last.y - line.y
        if not self._turned and step > _GAP * self.height:
            return False
        if self._turned or step < 0:
            return not ended or (len(last.text) >= _SHORT * self._longest and line.text[:1].islower())
        indented = line.x > last.x + _INDENT * self.size
        short = len(last.text) < _SHORT * self._longest
        return not (ended and (short or (indented and before[0] != "item")))

    def _glue(self, text: str, line: str) -> str:
        tail = text[-_LONGEST_WORD:]
        divided, begin = _DIVIDED.search(tail), _BEGIN.match(line)
        if not divided or not begin or not begin[0][0].islower():
            return f"{text} {line}".strip()
        left, right = divided[1], begin[0]
        whole, with_hyphen = left + right, f"{left}-{right}"
        if text.endswith("\u00ad") or (self._is_known(whole) and not self.known[with_hyphen.lower()]):
            self.repairs.put_right("hyphens", with_hyphen, whole)
            return text[:-1] + line
        return text + line

    def _is_known(self, word: str) -> bool:
        small = word.lower()
        return bool(self.known[small]) or any(
            small in lexicon(code).common_words or small in lexicon(code).function_words for code in available()
        )
