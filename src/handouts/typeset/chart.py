"""The timeline: dates left of an axis to scale, labels right of it, ranges as bars beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.document import ChartEvent, Span, TimelineChart
from handouts.model.timeline import Day
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, Text, baseline
from handouts.typeset.scale import Scale
from handouts.typeset.sheet import MM, Sheet
from handouts.typeset.tagging import Elem

_DATE_WIDTH = 10.5  # of the type's size
_DATE_GAP = 4 * MM
_LANE, _BAR = 6.5, 4.2
_LABEL_GAP = 5 * MM
_LABEL_WIDTH = 112 * MM
_ROW_GAP = 3.5
_ROOMY = 2.0  # height of the chart, as a multiple of its rows' height, where there is room
_DOT = 2.3
_DENSE = 1.08  # the least such multiple
_OPEN = 10.0  # length of a dashed end
_SHORTEST = 5.0  # a bar's length at least
_END = 7.0  # the axis goes on this far beyond its first and last day
_BAR_FILL, _BAR_EDGE, _DASH = "#dcdcdc", "#606060", (1.8, 1.4)


@dataclass(eq=False, slots=True)
class Row:
    """An event with its texts set. `lane` is the place of its bar beside the axis, -1 for none."""

    event: ChartEvent
    date: Text
    label: Text
    lane: int

    @property
    def height(self) -> float:
        """What the row takes up, with the space below it."""
        return max(self.date.height, self.label.height) + _ROW_GAP


@dataclass(eq=False)
class Chart(Piece):
    """A timeline or the events of it on one page. `page`: height of an empty page; `dates`: width of the dates."""

    rows: Sequence[Row] = ()
    style: str = ""
    page: float = 0
    dates: float = 0
    length: float = 0

    def __post_init__(self) -> None:
        self.height = self.length or min(self._least() * _ROOMY, max(self.page, self._least()))

    def _least(self) -> float:
        return sum(row.height for row in self.rows) + (_END if self._until() else 0)

    def _until(self) -> int | None:
        """The last day of a range that goes on after the last event."""
        last = max(row.event.start.ordinal() for row in self.rows)
        ends = [row.event.end.ordinal() for row in self.rows if row.lane >= 0]
        return max(ends) if ends and max(ends) > last else None

    def _scale(self) -> Scale:
        days = [row.event.start.ordinal() for row in self.rows]
        until = self._until()
        leading = self.rows[-1].label.type.leading
        least = [row.height for row in self.rows]
        if until is None:
            return Scale(days, least, days[-1], self.height - least[-1])
        least[-1] -= leading
        return Scale(days, least, until, self.height - leading / 2 - _END)

    def squeeze(self, room: float) -> Piece | None:
        """A denser scale, as long as distances still tell something."""
        return replace(self, length=room) if room >= self._least() * _DENSE else None

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """By events, when one page cannot hold them all."""
        if self._least() <= self.page:
            return None
        count, used = 0, 0.0
        while count < len(self.rows) and used + self.rows[count].height <= room:
            used += self.rows[count].height
            count += 1
        if count < 3:
            return None
        following = self.rows[count].event.start
        head = replace(self, rows=[_ending(row, following) for row in self.rows[:count]], length=room, after=0)
        return head, replace(self, rows=self.rows[count:], length=0, before=0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Axis, bars and dots first, as artifacts; then date and label of each event in order of time."""
        middle = self.rows[0].label.type.leading / 2
        zero = top - middle
        scale = self._scale()
        axis = x + self.dates + _DATE_GAP
        lanes = max(row.lane for row in self.rows) + 1
        start = axis + max(_LABEL_GAP, lanes * _LANE + 3.2 * MM)
        pen.artifact()
        pen.line([(axis, zero + _END), (axis, zero - scale.places[-1] - _END)], self.style, 1)
        for row, place in zip(self.rows, scale.places, strict=False):
            if row.lane >= 0:
                end = zero - scale.at(row.event.end.ordinal())
                _bar(pen, row.event, axis + 4 + row.lane * _LANE, zero - place, end)
        for place in scale.breaks():
            _break(pen, axis, zero - place, self.style)
        for _, place in zip(self.rows, scale.places, strict=False):
            pen.dot((axis, zero - place), _DOT, self.style)
        pen.end()
        for row, place in zip(self.rows, scale.places, strict=False):
            row.date.draw(pen, x, top - place)
            shift = baseline(row.label.type) - baseline(row.date.type)
            row.label.draw(pen, start, top - place + shift)


def _ending(row: Row, day: Day) -> Row:
    """The row with its range left open where the page ends."""
    if row.lane < 0 or row.event.end.ordinal() <= day.ordinal():
        return row
    return replace(row, event=replace(row.event, end=day, loose_end=True))


def _bar(pen: Pen, event: ChartEvent, left: float, high: float, low: float) -> None:
    """A range from `high` down to `low`; an uncertain end is open, with dashed sides."""
    right = left + _BAR
    low = min(low, high - _SHORTEST)
    end = min(_OPEN, (high - low) / 3)
    solid_high = high - end if event.loose_start else high
    solid_low = low + end if event.loose_end else low
    pen.box((left, solid_low), (_BAR, solid_high - solid_low), fill=_BAR_FILL)
    for side in (left, right):
        pen.line([(side, solid_high), (side, solid_low)], _BAR_EDGE, 0.5)
        for loose, a, b in ((event.loose_start, high, solid_high), (event.loose_end, solid_low, low)):
            if loose:
                pen.line([(side, a), (side, b)], _BAR_EDGE, 0.5, _DASH)
    for loose, y in ((event.loose_start, high), (event.loose_end, low)):
        if not loose:
            pen.rule(left, y, right, _BAR_EDGE, 0.5)


def _break(pen: Pen, axis: float, y: float, color: str) -> None:
    """Two slanted strokes with white between them: time has been left out here."""
    for step in range(-5, 6):
        drop = step * 0.28
        pen.line([(axis - 4, y + drop - 1.5), (axis + 4, y + drop + 1.5)], "#ffffff", 0.8)
    for lift in (-2.0, 2.0):
        pen.line([(axis - 4.5, y + lift - 1.7), (axis + 4.5, y + lift + 1.7)], color, 1)


def timeline(sheet: Sheet, block: TimelineChart, parent: Elem) -> list[Piece]:
    """The chart, tagged as a list of date and label; what is drawn around the words is decoration."""
    if not block.events:
        return []
    listed = Elem("L", parent, title=block.alt, attributes={"O": "List", "ListNumbering": "None"})
    lanes = _lanes(block.events)
    dates = _dates_width(sheet, block)
    width = min(_LABEL_WIDTH, sheet.width - dates - _DATE_GAP - _LABEL_GAP - (max(lanes) + 1) * _LANE - 2 * MM)
    rows = [
        _row(sheet, event, lane, listed, (dates, width), block.src)
        for event, lane in zip(block.events, lanes, strict=True)
    ]
    return [
        Chart(
            before=6,
            after=10,
            src=block.src,
            element="timeline",
            rows=rows,
            style=sheet.style.accent,
            page=sheet.height,
            dates=dates,
        )
    ]


def _dates_width(sheet: Sheet, block: TimelineChart) -> float:
    """As wide as the widest date, within bounds, so that the axes of one school's charts look alike."""
    most = _DATE_WIDTH * sheet.types["body"].size
    widest = max(sheet.natural((Span(event.date, bold=True),), "body", block.src) for event in block.events)
    return min(max(widest, 0.75 * most), most)


def _row(sheet: Sheet, event: ChartEvent, lane: int, parent: Elem, widths: tuple[float, float], src: str) -> Row:
    item = Elem("LI", parent)
    kind = sheet.types["body"]
    bold = replace(kind, bold=True, align="right", size=kind.size - 0.5)
    date = sheet.text((Span(event.date),), bold, widths[0], Elem("Lbl", item), src)
    label = sheet.text(event.label, kind, widths[1], Elem("LBody", item), src)
    return Row(event, date, label, lane)


def _lanes(events: Sequence[ChartEvent]) -> list[int]:
    """Bars that overlap in time stand beside each other."""
    free: list[int] = []
    lanes = []
    for event in events:
        if not event.bar:
            lanes.append(-1)
            continue
        start, end = event.start.ordinal(), event.end.ordinal()
        lane = next((i for i, until in enumerate(free) if until < start), len(free))
        free[lane:] = [end, *free[lane + 1 :]]
        lanes.append(lane)
    return lanes
