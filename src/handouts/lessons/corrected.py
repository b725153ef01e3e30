"""An essay with changes carried out. Every character still knows its place in the file: nothing loses its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from handouts.lessons.gather import Gathering
from handouts.model.text import Block, Essay, Passage, TextBlock, passage

Style = tuple[bool, bool]
Place = tuple[int, int, int]  # block, start, end
PLAIN: Style = (False, False)
_TOKEN = re.compile(r"\w+|\W")
_CLOSING = frozenset(".,;:!?…)]”’»")
# Aligning takes time squared; a longer text is only stretched over the one it replaces.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Styled:
    """A text and the style (bold, italic) of each of its characters."""

    text: str
    styles: tuple[Style, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of `start:end` of block number `block`: the new text ("" takes it out), None when it stays."""

    block: int
    start: int
    end: int
    text: Styled | None


@dataclass(frozen=True, slots=True)
class Applied:
    """The changed essay. For each change, in the order given: the passage that now stands there (None: nothing), and

    for what was taken out the end of the text before it (None: nothing before).
    """

    essay: Essay
    passages: tuple[Passage | None, ...]
    after: tuple[Passage | None, ...]
    marks_removed: int


def plain(text: str) -> Styled:
    """Text without any marks, its white space folded."""
    gathering = Gathering()
    gathering.add(text, range(len(text)))
    return _gathered(gathering)


def styled(text: str) -> tuple[Styled, tuple[str, ...]]:
    """Text with the emphasis that its Markdown marks give it, and what of it cannot be printed as such."""
    from handouts.lessons.inline import parser, read_inline

    folded = " ".join(text.split())
    if not folded:
        return Styled("", ()), ()
    inline = read_inline(parser(), {}, folded, range(len(folded) + 1))
    kinds = (("html", inline.html), ("code", inline.code), ("picture", inline.pictures))
    return _gathered(inline.text), tuple(what for what, found in kinds if found)


def _gathered(gathering: Gathering) -> Styled:
    block = gathering.block("paragraph")
    if block is None:
        return Styled("", ())
    return Styled(block.text, tuple((run.bold, run.italic) for run in block.runs for _ in run.text))


def apply(essay: Essay, changes: Sequence[Change], marks: re.Pattern[str] | None = None) -> Applied:
    """The essay with the changes carried out; `marks` are citation marks to be taken out everywhere.

    The changes must not overlap. What is taken out leaves one space; a block left empty goes, and the paragraphs are
    numbered again. A new text lies within the places of the one it replaces, in the same order.
    """
    inside: dict[int, list[tuple[int, Change]]] = {}
    for k, change in enumerate(changes):
        inside.setdefault(change.block, []).append((k, change))
    made = _Building([None] * len(changes), [None] * len(changes))
    for index, block in enumerate(essay.blocks):
        if not isinstance(block, TextBlock):
            made.blocks.append(block)
        elif index in inside or (marks and marks.search(block.text)):
            made.rebuild(block, inside.get(index, ()), marks)
        else:
            made.add(block)
    changed = Essay(essay.source, tuple(made.blocks))
    return Applied(changed, _passages(changed, made.places), _passages(changed, made.after), made.removed)


def _passages(essay: Essay, places: Sequence[Place | None]) -> tuple[Passage | None, ...]:
    return tuple(passage(essay, *place) if place else None for place in places)


@dataclass(slots=True)
class _Building:
    """The new essay on its way: for each change where it stands and what it follows, and the last text so far."""

    places: list[Place | None]
    after: list[Place | None]
    blocks: list[Block] = field(default_factory=list)
    last: Place | None = None
    number: int = 0
    removed: int = 0

    def add(self, block: TextBlock) -> None:
        if block.number is not None:
            self.number += 1
            self.last = (len(self.blocks), len(block.text) - 1, len(block.text))
        self.blocks.append(block if block.number in (None, self.number) else replace(block, number=self.number))

    def rebuild(self, block: TextBlock, changes: Sequence[tuple[int, Change]], marks: re.Pattern[str] | None) -> None:
        work = _Rebuilding(block, changes)
        self.removed += work.remove(marks) if marks else 0
        made = work.block()
        for k, change in changes:
            if change.text is not None and not change.text.text:
                before = work.before(change.start)
                self.after[k] = (len(self.blocks), before - 1, before) if before else self.last
            elif made and (held := work.range_of(k)):
                self.places[k] = (len(self.blocks), *held)
        if made:
            self.add(made)


@dataclass(slots=True)
class _Rebuilding:
    """One block on its way: its characters, each with its place in the file, its style, its change and old offset."""

    old: TextBlock
    changes: Sequence[tuple[int, Change]]
    chars: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    offset: list[int] = field(default_factory=list)
    kept: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        styles = [(run.bold, run.italic) for run in self.old.runs for _ in run.text]
        at = 0
        for k, change in sorted(self.changes, key=lambda pair: pair[1].start):
            self._stay(at, change.start, styles, -1)
            if change.text is None:
                self._stay(change.start, change.end, styles, k)
            else:
                self._put(change, change.text, styles, k)
            at = change.end
        self._stay(at, len(self.old.text), styles, -1)

    def _stay(self, start: int, end: int, styles: Sequence[Style], owner: int) -> None:
        self._add(self.old.text[start:end], range(start, end), styles[start:end], owner)

    def _put(self, change: Change, new: Styled, styles: Sequence[Style], owner: int) -> None:
        before = self.old.text[change.start : change.end]
        if not new.text:
            follows = self.old.text[change.end : change.end + 1]
            if follows in _CLOSING:
                self._drop_space()
            return
        where = aligned(before, new.text)
        inherited = _inherited(where, styles[change.start : change.end]) if set(new.styles) == {PLAIN} else new.styles
        self._add(new.text, [change.start + max(at, ~at) for at in where], inherited, owner)

    def _drop_space(self) -> None:
        if self.chars and self.chars[-1] == " ":
            for line in (self.chars, self.origin, self.styles, self.owner, self.offset):
                line.pop()

    def _add(self, text: str, offsets: Sequence[int], styles: Sequence[Style], owner: int) -> None:
        self.chars += text
        self.offset += offsets
        self.origin += [self.old.origin[i] for i in offsets]
        self.styles += styles
        self.owner += [owner] * len(text)

    def remove(self, marks: re.Pattern[str]) -> int:
        """Take the citation marks out; returns how many."""
        text = "".join(self.chars)
        found = list(marks.finditer(text))
        for match in reversed(found):
            start, end = match.span()
            before, behind = text[start - 1 : start], text[end : end + 1]
            if before == " " and (behind in _CLOSING or not behind):
                start -= 1
            # "Warsawa.[1]Pada" must not become one word
            glued = before.strip() != "" and behind.isalnum()
            if glued:
                self.chars[start], start = " ", start + 1
            for line in (self.chars, self.origin, self.styles, self.owner, self.offset):
                del line[start:end]
        return len(found)

    def block(self) -> TextBlock | None:
        """The new block with the old number, None when it has become empty."""
        gathering = Gathering(self.chars, list(range(len(self.chars))), self.styles)
        made = gathering.block(self.old.kind, self.old.level, self.old.number)
        if made is None:
            return None
        self.kept = made.origin
        return replace(made, origin=tuple(self.origin[i] for i in made.origin))

    def range_of(self, change: int) -> tuple[int, int] | None:
        """Where the text of a change stands in the new block."""
        held = [i for i, k in enumerate(self.kept) if self.owner[k] == change]
        return (held[0], held[-1] + 1) if held else None

    def before(self, start: int) -> int:
        """Where the words of the new block end that come from before the offset `start` of the old one."""
        return max(
            (i + 1 for i, k in enumerate(self.kept) if self.offset[k] < start and self.chars[k] > " "), default=0
        )


def aligned(old: str, new: str) -> list[int]:
    """For each character of `new` the offset in `old` that it stands for, never decreasing, first to first and last to

    last. Words that both have stand for themselves. `~offset` marks a character put in between, behind that offset.
    """
    where: list[int] = []
    for old_start, old_end, new_start, new_end, same in _stretches(old, new):
        room, count = old_end - old_start, new_end - new_start
        for i in range(count):
            if same:
                where.append(old_start + i)
            elif room:
                where.append(old_start + i * room // count)
            else:
                where.append(~max(old_start - 1, 0))
    if len(where) > 1:
        where[-1] = len(old) - 1
    if where:
        where[0] = 0
    return where


def _stretches(old: str, new: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Ranges of both texts that belong together, in order; the last item tells whether they are the same."""
    if len(old) > _LONGEST or len(new) > _LONGEST:
        yield 0, len(old), 0, len(new), False
        return
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    ends_a, ends_b = _starts(a), _starts(b)
    i = j = 0
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if block.b > j:
            yield ends_a[i], ends_a[block.a], ends_b[j], ends_b[block.b], False
        i, j = block.a + block.size, block.b + block.size
        if block.size:
            yield ends_a[block.a], ends_a[i], ends_b[block.b], ends_b[j], True


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _inherited(where: Sequence[int], styles: Sequence[Style]) -> list[Style]:
    """The styles of the old text for a new one without any: what was put in between takes the style around it."""
    found = []
    for at in where:
        if at >= 0:
            found.append(styles[at])
        else:
            behind = styles[min(~at + 1, len(styles) - 1)]
            found.append(behind if styles[~at] == behind else PLAIN)
    return found
