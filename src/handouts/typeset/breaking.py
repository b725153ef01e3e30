"""Content cut into lines: no markup strings in between, so every line knows its exact range of the plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handouts.model.document import GapMark, LineBreak, Span, plain
from handouts.typeset.faces import Face, FontBook, Units, drawable
from handouts.typeset.lines import Frag, Ink, Line, Part, Type
from handouts.typeset.tagging import Elem
from handouts.typeset.word_breaks import clusters, cuts, tokens

_BOUND = "\u00a0\u202f"
_ZERO_WIDTH = "\u200b"
_SCRIPT_SCALE = 0.68
_SPARE = 0.01  # what a line may be too long, in points


@dataclass(eq=False, slots=True)
class _Stretch:
    """Where an inline item lies in the plain text. Text has the ink of its main face, and the width of a space."""

    start: int
    end: int
    item: Span | GapMark
    part: Part
    link: Elem | None = None
    ink: Ink | None = None
    space: float = 0


Piece = tuple[str, Ink | None, float, Elem | None]
Atom = tuple[int, int, float, list[Piece]]
# What writes an answer in a type into a gap of a width.
Fill = Callable[[str, Type, float], tuple[Frag, ...]]


class _Setter:
    """The lines being filled. `pen`: the width of what stands on the last of them, its trailing space included."""

    __slots__ = ("hang", "line", "most", "out", "pen", "room")

    def __init__(self, out: list[Line], begin: int, width: float, hang: float) -> None:
        self.out = out
        self.hang = hang
        self.most = width - hang
        self.room = (width - hang if out else width) + _SPARE
        self.pen = 0.0
        self.line = Line(begin, begin)
        out.append(self.line)

    def turn(self, at: int, cut: bool = False) -> None:
        """The next line begins at an offset of the text."""
        self.line.end, self.line.cut = at, cut
        self.line = Line(at, at)
        self.out.append(self.line)
        self.pen, self.room = 0.0, self.most + _SPARE

    def append(self, pieces: Sequence[Piece]) -> None:
        """Pieces behind what stands there; what is drawn with the same ink is one fragment."""
        frags = self.line.frags
        for text, ink, width, owner in pieces:
            if frags and ink is not None and frags[-1].ink is ink:
                frags[-1].text += text
                frags[-1].width += width
            else:
                frags.append(Frag(self.pen, width, text, ink, owner))
            self.pen += width

    def word(self, found: Units, ink: Ink, start: int) -> int:
        """The first parts of a measured word that are no wider than a line, set; returns where they end."""
        size, tracking, owner = ink.size, ink.tracking, ink.owner
        line, pen = self.line, self.pen
        frags = line.frags
        for length, text, units in found:
            width = units * size / 1000
            if tracking:
                width += tracking * len(text)
            if width > self.most:
                break
            if pen + width > self.room and frags:
                self.turn(start)
                line, pen = self.line, 0.0
                frags = line.frags
            if frags and (last := frags[-1]).ink is ink:
                last.text += text
                last.width += width
            else:
                frags.append(Frag(pen, width, text, ink, owner))
            pen += width
            start += length
            line.width, line.end = pen, start
        self.pen = pen
        return start

    def space(self, width: float, ink: Ink) -> None:
        """A space behind what stands on the line."""
        last = self.line.frags[-1]
        if last.ink is ink:
            last.text += " "
            last.width += width
        else:
            self.line.frags.append(Frag(self.pen, width, " ", ink, ink.owner))
        self.pen += width


class Breaker:
    """Cuts parts into lines no wider than a width. `gap` is the width of a gap to write in; `fill` writes in it.

    `has_gaps`: whether there was one in what was cut.
    """

    def __init__(self, book: FontBook, gap: float, parent: Elem | None, src: str, fill: Fill | None = None) -> None:
        self._book = book
        self._gap = gap
        self._fill_gap = fill
        self._parent = parent
        self._src = src
        self._inks: dict[tuple[int, Face], Ink] = {}
        self._insets: dict[int, tuple[Frag, ...]] = {}
        self._stretches: list[_Stretch] = []
        self._text = ""
        self.has_gaps = False

    def lines(self, parts: Sequence[Part], width: float, hang: float = 0) -> list[Line]:
        """The lines; every line but the first starts `hang` points further right (and is narrower)."""
        self._inks.clear()
        breaks = self._read(parts)
        out: list[Line] = []
        begin = 0
        for stop in (*breaks, len(self._text)):
            self._fill(_Setter(out, begin, width, hang), begin, stop)
            if stop < len(self._text):
                _close(out[-1])
            begin = stop + 1
            out[-1].end = min(begin, len(self._text))
        for frag in (f for line in out for f in line.frags if f.ink is None) if self._insets else ():
            frag.inset = self._insets.get(id(frag.owner), ())
        return out

    def _read(self, parts: Sequence[Part]) -> list[int]:
        """Note the text and its stretches; returns the places of forced breaks."""
        self._stretches = stretches = []
        breaks: list[int] = []
        texts: list[str] = []
        at = 0
        for part in parts:
            for item in part.content:
                text = item.text if isinstance(item, Span) else plain((item,))
                texts.append(text)
                end = at + len(text)
                if isinstance(item, LineBreak):
                    breaks.append(at)
                elif end > at:
                    stretches.append(_Stretch(at, end, item, part))
                    self._equip(stretches)
                at = end
        self._text = "".join(texts)
        return breaks

    def _equip(self, stretches: list[_Stretch]) -> None:
        """Give the last stretch, when it is of text, its ink; all stretches of a link share its element."""
        last = stretches[-1]
        span, part = last.item, last.part
        if not isinstance(span, Span):
            self.has_gaps = True
            return
        if span.href:
            before = stretches[-2] if len(stretches) > 1 else None
            if before and before.link and isinstance(before.item, Span) and before.item.href == span.href:
                last.link = before.link
            elif self._parent:
                last.link = Elem("Link", part.owner or self._parent, attached=False)
        kind = part.type
        face = self._book.face(kind.role, kind.bold or span.bold, kind.italic != span.italic)
        last.ink = _ink(span, part, last.link, face)
        last.space = face.width(" ", last.ink.size) + kind.tracking

    def _fill(self, setter: _Setter, begin: int, stop: int) -> None:
        """Greedy: words go on the line while they fit; a word too wide is cut at its no-break spaces, or anywhere."""
        stretches = self._stretches
        at, count = 0, len(stretches)
        end = begin
        for word, space in tokens(self._text, begin, stop):
            start, mid = end, end + len(word)
            end = mid + len(space)
            while at < count and stretches[at].end <= start:
                at += 1
            if word:
                stretch = stretches[at]
                done = start
                if stretch.ink is not None and stretch.end >= mid:
                    done = setter.word(stretch.ink.face.measured(word), stretch.ink, start)
                if done < mid:
                    self._fill_slowly(setter, start, mid, done, at)
            if space and setter.line.frags:
                while at + 1 < count and stretches[at].end <= mid:
                    at += 1
                stretch = stretches[at]
                if stretch.ink is not None and (space == " " or space.strip(_ZERO_WIDTH)):
                    setter.space(stretch.space, stretch.ink)  # one, however many there are
            setter.line.end = end
        setter.line.end = stop

    def _fill_slowly(self, setter: _Setter, start: int, stop: int, done: int, at: int) -> None:
        """What is not `done` of the word start:stop: of several stretches or faces, or wider than a line."""
        ends = [start + cut for cut in cuts(self._text[start:stop])]
        for first, mid in zip([start, *ends], [*ends, stop], strict=True):
            if first < done:
                continue
            while self._stretches[at].end <= first:
                at += 1
            atoms = self._atoms(first, mid, at, whole=True)
            if sum(atom[2] for atom in atoms) > setter.most:
                atoms = self._loosened(first, mid, at, setter.most)
            elif len(atoms) > 1:
                atoms = [_joined(atoms)]
            for a_start, a_end, a_width, pieces in atoms:
                if setter.pen + a_width > setter.room and setter.line.frags:
                    setter.turn(a_start, cut=a_start > first)
                setter.append(pieces)
                setter.line.width, setter.line.end = setter.pen, a_end

    def _loosened(self, start: int, mid: int, at: int, room: float) -> list[Atom]:
        """The word start:mid in parts between its no-break spaces, and those wider than `room` in characters."""
        atoms: list[Atom] = []
        ends = [i + 1 for i in range(start, mid - 1) if self._text[i] in _BOUND]
        for s, e in zip([start, *ends], [*ends, mid], strict=True):
            while self._stretches[at].end <= s:
                at += 1
            part = self._atoms(s, e, at, whole=True)
            fits = sum(a[2] for a in part) <= room
            atoms += [_joined(part)] if fits else self._atoms(s, e, at, whole=False)
        return atoms

    def _atoms(self, start: int, mid: int, at: int, whole: bool) -> list[Atom]:
        """The word start:mid, one atom per span, or (not `whole`) per character where it must be cut."""
        atoms: list[Atom] = []
        stretches = self._stretches
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
                bounds = [(s, e)] if whole else clusters(self._text, s, e)
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
        """What a face prints in a stretch: one ink for all of it, so that its fragments join."""
        if stretch.ink is not None and face is stretch.ink.face:
            return stretch.ink
        ink = self._inks.get((id(stretch), face))
        if ink is None:
            assert isinstance(stretch.item, Span)
            ink = self._inks[id(stretch), face] = _ink(stretch.item, stretch.part, stretch.link, face)
        return ink


def _ink(span: Span, part: Part, link: Elem | None, face: Face) -> Ink:
    kind = part.type
    size = kind.size * (_SCRIPT_SCALE if span.sup or span.sub else 1)
    rise = kind.size * (0.33 if span.sup else -0.14 if span.sub else 0)
    ink = Ink(face, size, kind.color, kind.tracking, rise, span.gloss, span.doubt, span.lang, link or part.owner)
    ink.underline, ink.href = span.underline or bool(span.href), span.href if link else ""
    return ink


def _joined(atoms: list[Atom]) -> Atom:
    pieces = [piece for atom in atoms for piece in atom[3]]
    return atoms[0][0], atoms[-1][1], sum(atom[2] for atom in atoms), pieces


def _close(line: Line) -> None:
    """A space after the last word before a forced break, so that words do not run together when read aloud."""
    last = line.frags[-1] if line.frags else None
    if last is not None and last.ink is not None and not last.text.endswith(" "):
        last.text += " "
        last.width += last.ink.face.width(" ", last.ink.size)
