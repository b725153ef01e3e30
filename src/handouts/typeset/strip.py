"""The timeline for the wall: one sheet a page, large type, glue marks; the axis runs on from sheet to sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import ChartEvent, Para, Span, WallStrip
from handouts.model.press import MM
from handouts.typeset import marks
from handouts.typeset.chart import axis_list, day
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, Text, Turn
from handouts.typeset.prose import para
from handouts.typeset.sheet import Sheet
from handouts.typeset.strip_layout import EDGE, Layout, lay_out, side_of
from handouts.typeset.strip_words import PAD, Flag, fitting, flag_of
from handouts.typeset.strip_years import head_year, round_years, year_label
from handouts.typeset.tagging import Elem

_GLUE = 18 * MM  # at the right of each sheet but the last: the next sheet covers it; wider where its words need it
_AROUND = 2.0  # of the words on it
_BAND = 11 * MM  # height of the axis
_LANE = 4.6 * MM  # a bar and the white beside it, where there are not too many
_MOST_LANES = 20 * MM  # for all bars of one side
_BAR = 0.7  # of its lane
_STEM = 5 * MM  # from the axis, or the bars beside it, to the labels
_HEIGHT = 0.78  # of the type area; the rest is room for the title, and for an even look on all sheets
_TINT = "#efefef"
_BEYOND = 40 * MM  # the axis goes on so far behind the last event: a year has room there


@dataclass(eq=False, kw_only=True)
class Strip(Piece):
    """One sheet of the strip. All sheets have the same `tall` drawing, at the foot of the type area."""

    number: int
    tall: float
    block: WallStrip
    layout: Layout
    flags: Sequence[Flag]
    lanes: Sequence[int]
    pitch: float
    sheet: Sheet
    glue: Text | None = None
    flap: float = _GLUE

    def squeeze(self, room: float) -> Piece | None:
        """Less white above."""
        return replace(self, height=room) if room >= self.tall else None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Axis, bars, stems and glue marks as artifacts; then the events of this sheet in order of time."""
        foot = top - self.height
        low = foot + (self.tall - _BAND) / 2
        pen.artifact()
        self._bars(pen, x, low)
        self._axis(pen, x, low)
        self._edges(pen, x, foot)
        for index in self._here():
            self._stem(pen, x, low, index)
        self._years(pen, x, low)
        pen.end()
        for index in self._here():
            self._flag(pen, x, low, index)
        if self.glue is not None:
            self.glue.draw(pen, x + self.layout.width + _AROUND, foot + self.tall - 4)

    def _start(self) -> float:
        return self.number * self.layout.width

    def _right(self) -> float:
        """Where the axis ends on this sheet: beyond the last event and year on the last one, at the edge on others."""
        layout = self.layout
        goes_on = max(layout.end + EDGE, layout.spots[-1].x + _BEYOND)
        marked = [m for m in round_years(self.sheet, self.block, layout) if m[1] < goes_on]
        for year, place in marked[-1:]:
            goes_on = max(goes_on, place + 8 + year_label(self.sheet, self.block, layout, year).width)
        spare = self.flap - _BAND if self._is_last() else 0
        return min(goes_on - self._start(), layout.width + spare)

    def _is_last(self) -> bool:
        return self.number == self.layout.sheets - 1

    def _here(self) -> list[int]:
        """Indexes of the events whose labels stand on this sheet."""
        first, width = self._start(), self.layout.width
        spots = self.layout.spots
        return [i for i, spot in enumerate(spots) if first <= spot.x < first + width]

    def _zone(self, side: int) -> float:
        """From the axis to the labels of a side: the stems, and the bars among them."""
        spots = self.layout.spots
        lanes = [lane for lane, spot in zip(self.lanes, spots, strict=True) if spot.side == side]
        return _STEM + (max(lanes, default=-1) + 1) * self.pitch

    def _axis(self, pen: Pen, x: float, low: float) -> None:
        layout, color = self.layout, self.sheet.style.dark
        last = self._is_last()
        right = x + self._right()
        pen.box((x, low), (right - x, _BAND), fill="#ffffff")
        for y in (low, low + _BAND):
            pen.rule(x, y, right, color, 1.4)
        if self.number == 0:
            pen.line([(x, low), (x, low + _BAND)], color, 1.4)
        if last:
            tip = (right + _BAND * 0.6, low + _BAND / 2)
            pen.line([(right, low), tip, (right, low + _BAND)], color, 1.4)
        for place in layout.breaks:
            at = place - self._start()
            if 0 <= at < layout.width:
                pen.box((x + at - 3, low - 2), (6, _BAND + 4), fill="#ffffff")
                for shift in (-3.0, 3.0):
                    pen.line([(x + at + shift - 3, low - 4), (x + at + shift + 3, low + _BAND + 4)], color, 1.4)

    def _years(self, pen: Pen, x: float, low: float) -> None:
        """Round years along the axis, and the year that this sheet begins in."""
        layout, sheet, block = self.layout, self.sheet, self.block
        color = sheet.style.dark
        marked = [(year, place - self._start()) for year, place in round_years(sheet, block, layout)]
        here = [(year, at) for year, at in marked if 0 <= at < layout.width]
        busy = [place - self._start() for place in layout.breaks]
        free = 2.0
        head = head_year(layout, self.number) or self._left_over(marked)
        for year, at in ([(head, -1.0)] if head else []) + here:
            label = year_label(sheet, block, layout, year)
            left = at + 4
            after = [place for _, place in here if place > at] if at < 0 else []
            stop = min([self._right(), *after, *[b - 8 for b in busy if b > at - 8]])
            fits = left >= free and left + label.width <= stop
            # What has no room is told at the head of the next sheet; where there is none, the mark would say nothing.
            if at >= 0 and (fits or not self._is_last()):
                pen.line([(x + at, low), (x + at, low + _BAND)], color, 0.9)
            if fits:
                self._told(pen, label, x + left, low)
                free = left + label.width + 4

    def _left_over(self, marked: Sequence[tuple[int, float]]) -> int:
        """The year of the last mark of the sheet before, where its words had no room there; else 0."""
        year, at = max((m for m in marked if -self.layout.width <= m[1] < 0), key=lambda m: m[1], default=(0, 0.0))
        return year if at + 4 + year_label(self.sheet, self.block, self.layout, year).width > 0 else 0

    def _told(self, pen: Pen, label: Text, x: float, low: float) -> None:
        self.sheet.added.append("".join(frag.text for line in label.lines for frag in line.frags))
        label.draw(pen, x, low + (_BAND + label.height) / 2)
        pen.artifact()

    def _bars(self, pen: Pen, x: float, low: float) -> None:
        layout = self.layout
        for flag, lane, spot in zip(self.flags, self.lanes, layout.spots, strict=True):
            if lane < 0:
                continue
            first, last = spot.x - self._start(), layout.at(day(flag.event.end)) - self._start()
            left, right = max(first, 0.0), min(last, layout.width)
            if left >= right:
                continue
            loose = (flag.event.loose_start and first >= 0, flag.event.loose_end and last <= layout.width)
            base, thick = 2 + lane * self.pitch, _BAR * self.pitch
            sides = (
                (low + _BAND + base, low + _BAND + base + thick) if spot.side == 0 else (low - base - thick, low - base)
            )
            marks.bar(pen, sides, (x + left, x + right), loose, upright=False)

    def _stem(self, pen: Pen, x: float, low: float, index: int) -> None:
        """A line from the axis to a rule along the label, a dot on the axis."""
        layout, flag, style = self.layout, self.flags[index], self.sheet.style
        spot = layout.spots[index]
        at, left = x + spot.x - self._start(), x + spot.left - self._start()
        edge, zone = (low + _BAND, self._zone(0)) if spot.side == 0 else (low, -self._zone(1))
        words = max(line.width for text in (flag.date, flag.label) for line in text.lines)
        pen.line([(at, edge), (at, edge + zone)], style.dark, 1.2)
        pen.rule(left, edge + zone, max(left + words, at), style.dark, 1.2)
        marks.dot(pen, (at, edge), style.accent, flag.event.open, 4.2)

    def _flag(self, pen: Pen, x: float, low: float, index: int) -> None:
        layout, flag = self.layout, self.flags[index]
        spot = layout.spots[index]
        left = x + spot.left - self._start()
        top = low + _BAND + self._zone(0) + flag.height if spot.side == 0 else low - self._zone(1)
        flag.date.draw(pen, left, top - PAD)
        flag.label.draw(pen, left, top - PAD - flag.date.height)

    def _edges(self, pen: Pen, x: float, foot: float) -> None:
        """Where this sheet is cut, and where the next one is glued on: both lines are the same place of the axis."""
        head = foot + self.tall
        if self.number:
            marks.cut_line(pen, (x, foot), (x, head))
            marks.scissors(pen, (x, head - 5 * MM), upright=True)
        if self.glue is not None:
            right = x + self.layout.width
            pen.box((right, foot), (self.flap, self.tall), fill=_TINT)
            pen.line([(right, foot), (right, head)], "#555555", 0.6)


def strip(sheet: Sheet, block: WallStrip, parent: Elem) -> list[Piece]:
    """The sheets, one a page; tagged as a list of date and label."""
    if not block.events:
        return []
    flap = _flap(sheet, block)
    width, tall = sheet.width - flap, _HEIGHT * sheet.height
    lanes = _lanes(block.events)
    count = max(lanes) + 1
    pitch = min(_LANE, _MOST_LANES / max(count, 1))
    days = [day(event.start) for event in block.events]
    until = max([day(event.end) for event in block.events if event.bar], default=days[-1])
    room = (tall - _BAND) / 2 - _STEM - count * pitch
    box, layout, size = fitting(sheet, block, room, width, lambda box: lay_out(days, until, box, width))
    pieces = _steps(sheet, block, parent) if layout.sheets > 1 else []
    listed = axis_list(parent, block.alt)
    flags = [flag_of(sheet, event, size, box, Elem("LI", listed), block.src) for event in block.events]
    first = Strip(
        height=sheet.height,
        before=8,
        src=block.src,
        element="wall-strip",
        number=0,
        tall=tall,
        block=block,
        layout=layout,
        flags=flags,
        lanes=lanes,
        pitch=pitch,
        sheet=sheet,
        flap=flap,
    )
    for number in range(layout.sheets):
        glue = _glue(sheet, block, number + 2, flap, parent) if number < layout.sheets - 1 else None
        pieces += [*([Turn()] if number else []), replace(first, number=number, glue=glue)]
    return pieces


def _steps(sheet: Sheet, block: WallStrip, parent: Elem) -> list[Piece]:
    """How the sheets are put together, above the first one."""
    if not block.steps:
        return []
    sheet.added.append(block.steps)
    return para(sheet, Para((Span(block.steps),), "small", keep_next=not sheet.style.single, src=block.src), parent)


def _flap(sheet: Sheet, block: WallStrip) -> float:
    """The width of the part that the following sheet covers: no word on it is cut."""
    longest = max((sheet.natural((Span(word),), "tiny", block.src) for word in block.glue.split()), default=0)
    return max(_GLUE, longest + 2 * _AROUND + 0.1)


def _glue(sheet: Sheet, block: WallStrip, following: int, flap: float, parent: Elem) -> Text:
    """The words on the part that the following sheet covers."""
    words = block.glue.replace("{sheet}", str(following))
    kind = replace(sheet.types["tiny"], color="#000000", align="center")
    sheet.added.append(words)
    return sheet.text((Span(words),), kind, flap - 2 * _AROUND, Elem("P", parent), block.src)


def _lanes(events: Sequence[ChartEvent]) -> list[int]:
    """Bars of one side that overlap stand above each other; -1 for events without one."""
    free: tuple[list[int], list[int]] = [], []
    lanes = []
    for index, event in enumerate(events):
        if not event.bar:
            lanes.append(-1)
            continue
        taken = free[side_of(index)]
        lane = next((i for i, until in enumerate(taken) if until < day(event.start)), len(taken))
        taken[lane:] = [day(event.end), *taken[lane + 1 :]]
        lanes.append(lane)
    return lanes
