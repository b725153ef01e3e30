"""Content cut into lines: no markup strings in between, so every line knows its exact range of the plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from handouts.model.document import Content, GapMark, LineBreak, Span, plain
from handouts.typeset.faces import Face, FontBook, Role, drawable
from handouts.typeset.scripts import wide_breaks
from handouts.typeset.tagging import Elem

# Spaces a line may end at; no-break, figure and narrow no-break space are not among them.
_SPACE = "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\u1680\\u2000-\\u2006\\u2008-\\u200b\\u2028\\u2029\\u205f\\u3000"
_TOKEN = re.compile(f"([^{_SPACE}]*)([{_SPACE}]*)")
# A line may also end behind a hyphen or dash inside a word, and behind the dash of "28 November–1 December".
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}[-\u2010\u2013\u2014/])(?=[^\W\d_]{2})|(?<=[^\W\d_]{2}\u2013)(?=\d)")
_WIDE = re.compile("[\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff]")
_BOUND = "\u00a0\u202f"
_ZERO_WIDTH = "\u200b"
_SCRIPT_SCALE = 0.68
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


@dataclass(frozen=True, slots=True)
class Type:
    """How a run of text is set: sizes and tracking in points."""

    role: Role
    size: float
    leading: float
    bold: bool = False
    italic: bool = False
    color: str = "#000000"
    tracking: float = 0
    align: Literal["left", "center", "right"] = "left"


@dataclass(eq=False, slots=True)
class Ink:
    """What a fragment is drawn with. `rise` in points; `owner`: its structure element, if not the block's."""

    face: Face
    size: float
    color: str
    tracking: float = 0
    rise: float = 0
    gloss: bool = False
    doubt: bool = False
    lang: str = ""
    owner: Elem | None = None
    underline: bool = False
    href: str = ""


@dataclass(eq=False, slots=True)
class Frag:
    """A stretch of a line: text, or a gap to write in when `ink` is None. `x` in points from the line's start.

    `inset` is what is written in the gap, with its own `x` from the gap's start.
    """

    x: float
    width: float
    text: str
    ink: Ink | None
    owner: Elem | None = None
    inset: tuple[Frag, ...] = ()


@dataclass(eq=False, slots=True)
class Line:
    """A printed line: its fragments, its inked width, and the range of the plain text it stands for.

    `cut` says that it ends inside a word, or at a no-break space, since the whole was wider than the line.
    """

    start: int
    end: int = 0
    width: float = 0
    frags: list[Frag] = field(default_factory=list)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Content in one type; `owner` as in Ink."""

    content: Content
    type: Type
    owner: Elem | None = None


@dataclass(eq=False, slots=True)
class _Stretch:
    """Where an inline item lies in the plain text."""

    start: int
    end: int
    item: Span | GapMark
    part: Part
    link: Elem | None = None


Piece = tuple[str, Ink | None, float, Elem | None]
Atom = tuple[int, int, float, list[Piece]]
# What writes an answer in a type into a gap of a width.
Fill = Callable[[str, Type, float], tuple[Frag, ...]]


class Breaker:
    """Cuts parts into lines no wider than a width. `gap` is the width of a gap to write in; `fill` writes in it."""

    def __init__(self, book: FontBook, gap: float, parent: Elem | None, src: str, fill: Fill | None = None) -> None:
        self._book = book
        self._gap = gap
        self._fill_gap = fill
        self._parent = parent
        self._src = src
        self._inks: dict[tuple[int, Face], Ink] = {}
        self._insets: dict[int, tuple[Frag, ...]] = {}
        self._text = ""

    def lines(self, parts: Sequence[Part], width: float, hang: float = 0) -> list[Line]:
        """The lines; every line but the first starts `hang` points further right (and is narrower)."""
        self._inks.clear()
        stretches, breaks = self._stretches(parts)
        self._text = "".join(plain(part.content) for part in parts)
        out: list[Line] = []
        begin = 0
        for stop in [*breaks, len(self._text)]:
            self._fill(out, begin, stop, stretches, width, hang)
            if stop < len(self._text):
                _close(out[-1])
            begin = stop + 1
            out[-1].end = min(begin, len(self._text))
        for frag in (f for line in out for f in line.frags if f.ink is None) if self._insets else ():
            frag.inset = self._insets.get(id(frag.owner), ())
        return out

    def _stretches(self, parts: Sequence[Part]) -> tuple[list[_Stretch], list[int]]:
        stretches: list[_Stretch] = []
        breaks: list[int] = []
        at = 0
        for part in parts:
            for item in part.content:
                end = at + len(plain((item,)))
                if isinstance(item, LineBreak):
                    breaks.append(at)
                elif end > at:
                    stretches.append(_Stretch(at, end, item, part))
                    self._link(stretches)
                at = end
        return stretches, breaks

    def _link(self, stretches: list[_Stretch]) -> None:
        """The last stretch, when it is of a link, belongs to an element that all stretches of that link share."""
        last = stretches[-1]
        href = last.item.href if isinstance(last.item, Span) else ""
        before = stretches[-2] if len(stretches) > 1 else None
        if before and before.link and isinstance(before.item, Span) and before.item.href == href:
            last.link = before.link
        elif href and self._parent:
            last.link = Elem("Link", last.part.owner or self._parent, attached=False)

    def _fill(
        self, out: list[Line], begin: int, stop: int, stretches: list[_Stretch], width: float, hang: float
    ) -> None:
        """Greedy: words go on the line while they fit; a word too wide is cut at its no-break spaces, or anywhere."""
        line = Line(begin, begin)
        out.append(line)
        pen = 0.0
        indent = hang if len(out) > 1 else 0.0
        at = 0
        for start, mid, end in _words(self._text, begin, stop):
            while at < len(stretches) and stretches[at].end <= start:
                at += 1
            atoms = self._atoms(start, mid, stretches, at, whole=True)
            if (atoms[0][2] if len(atoms) == 1 else sum(a[2] for a in atoms)) > width - hang:
                atoms = self._loosened(start, mid, stretches, at, width - hang)
            elif len(atoms) > 1:
                atoms = [_joined(atoms)]
            for a_start, a_end, a_width, pieces in atoms:
                if pen + a_width > width - indent + 0.01 and line.frags:
                    line.end, line.cut = a_start, a_start > start
                    line = Line(a_start, a_start)
                    out.append(line)
                    pen, indent = 0.0, hang
                pen = _append(line, pen, pieces)
                line.width, line.end = pen, a_end
            if end > mid:
                pen = self._space(line, pen, mid, end, stretches, at)
                line.end = end
        line.end = stop

    def _loosened(self, start: int, mid: int, stretches: list[_Stretch], at: int, room: float) -> list[Atom]:
        """The word start:mid in parts between its no-break spaces, and those wider than `room` in characters."""
        atoms: list[Atom] = []
        ends = [i + 1 for i in range(start, mid - 1) if self._text[i] in _BOUND]
        for s, e in zip([start, *ends], [*ends, mid], strict=True):
            while stretches[at].end <= s:
                at += 1
            part = self._atoms(s, e, stretches, at, whole=True)
            fits = sum(a[2] for a in part) <= room
            atoms += [_joined(part)] if fits else self._atoms(s, e, stretches, at, whole=False)
        return atoms

    def _space(self, line: Line, pen: float, start: int, end: int, stretches: list[_Stretch], at: int) -> float:
        """A run of white space prints as one space, in the type of the text it belongs to; none at a line's start."""
        if not line.frags or not self._text[start:end].strip(_ZERO_WIDTH):
            return pen
        while at + 1 < len(stretches) and stretches[at].end <= start:
            at += 1
        stretch = stretches[at]
        if not isinstance(stretch.item, Span):
            return pen
        ink = self._ink(stretch, self._face(stretch))
        width = ink.face.width(" ", ink.size) + ink.tracking
        return _append(line, pen, [(" ", ink, width, ink.owner)])

    def _face(self, stretch: _Stretch) -> Face:
        span, kind = stretch.item, stretch.part.type
        assert isinstance(span, Span)
        return self._book.face(kind.role, kind.bold or span.bold, kind.italic != span.italic)

    def _atoms(self, start: int, mid: int, stretches: list[_Stretch], at: int, whole: bool) -> list[Atom]:
        """The word start:mid, one atom per span, or (not `whole`) per character where it must be cut."""
        if whole and at < len(stretches) and stretches[at].end >= mid and isinstance(stretches[at].item, Span):
            return [self._atom(start, mid, stretches[at])]  # nearly every word
        atoms: list[Atom] = []
        while at < len(stretches) and stretches[at].start < mid:
            stretch = stretches[at]
            s, e = max(start, stretch.start), min(mid, stretch.end)
            if isinstance(stretch.item, GapMark):
                said = stretch.item.answer or stretch.item.label or "____"
                elem = Elem("Span", self._parent, alt=said, attached=False)
                if stretch.item.answer and self._fill_gap:
                    self._insets[id(elem)] = self._fill_gap(stretch.item.answer, stretch.part.type, self._gap)
                atoms.append((s, e, self._gap, [("", None, self._gap, elem)]))
            else:
                bounds = [(s, e)] if whole else _clusters(self._text, s, e)
                atoms += [self._atom(*bound, stretch) for bound in bounds]
            at += 1
        return atoms

    def _atom(self, start: int, end: int, stretch: _Stretch) -> Atom:
        kind, span = stretch.part.type, stretch.item
        assert isinstance(span, Span)
        text = drawable(self._text[start:end])
        place = (self._text, start, self._src)
        pieces: list[Piece] = []
        total = 0.0
        for face, run in self._book.runs(text, kind.role, kind.bold or span.bold, kind.italic != span.italic, place):
            ink = self._ink(stretch, face)
            width = face.width(run, ink.size) + ink.tracking * len(run)
            pieces.append((run, ink, width, ink.owner))
            total += width
        return start, end, total, pieces

    def _ink(self, stretch: _Stretch, face: Face) -> Ink:
        ink = self._inks.get((id(stretch), face))
        if ink is None:
            span, kind = stretch.item, stretch.part.type
            assert isinstance(span, Span)
            size = kind.size * (_SCRIPT_SCALE if span.sup or span.sub else 1)
            rise = kind.size * (0.33 if span.sup else -0.14 if span.sub else 0)
            owner = stretch.link or stretch.part.owner
            ink = Ink(face, size, kind.color, kind.tracking, rise, span.gloss, span.doubt, span.lang, owner)
            ink.underline, ink.href = span.underline or bool(span.href), span.href if stretch.link else ""
            self._inks[id(stretch), face] = ink
        return ink


def _words(text: str, begin: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """(start, end of word, end of the space after it) for each place a line may end."""
    for match in _TOKEN.finditer(text, begin, stop):
        start, mid = match.span(1)
        if match.end() == start:
            continue
        cuts = [cut.start() for cut in _HYPHEN.finditer(match[1])] if mid - start > 4 else []
        if _WIDE.search(match[1]):
            cuts = sorted({*cuts, *wide_breaks(match[1])})
        for cut in cuts:
            yield start, match.start() + cut, match.start() + cut
            start = match.start() + cut
        yield start, mid, match.end()


def unbreakable(text: str) -> list[str]:
    """The parts of a text between the places at which a line may end; no-break spaces are inside them."""
    return [text[start:mid] for start, mid, _ in _words(text, 0, len(text)) if mid > start]


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Characters with their combining marks."""
    cuts = [i for i in range(start, end) if i == start or not _MARKS.match(text[i])]
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _joined(atoms: list[Atom]) -> Atom:
    pieces = [piece for atom in atoms for piece in atom[3]]
    return atoms[0][0], atoms[-1][1], sum(atom[2] for atom in atoms), pieces


def _close(line: Line) -> None:
    """A space after the last word before a forced break, so that words do not run together when read aloud."""
    last = line.frags[-1] if line.frags else None
    if last is not None and last.ink is not None and not last.text.endswith(" "):
        last.text += " "
        last.width += last.ink.face.width(" ", last.ink.size)


def _append(line: Line, pen: float, pieces: Sequence[Piece]) -> float:
    for text, ink, width, owner in pieces:
        last = line.frags[-1] if line.frags else None
        if last is not None and ink is not None and last.ink is ink:
            last.text += text
            last.width += width
        else:
            line.frags.append(Frag(pen, width, text, ink, owner))
        pen += width
    return pen
