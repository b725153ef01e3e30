"""The vertical timeline: dates left of an axis to scale, labels or lines to write on right of it, ranges as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.model.axis import page_parts
from handouts.model.document import ChartEvent, Span, TimelineChart
from handouts.model.press import MM
from handouts.model.timeline import Day
from handouts.typeset import marks
from handouts.typeset.lines import Type
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import Piece, Text, Turn, baseline
from handouts.typeset.scale import Scale
from handouts.typeset.sheet import Sheet
from handouts.typeset.tagging import Elem

DATE_GAP = 4 * MM
LABEL_GAP = 5 * MM
ROW_GAP = 3.5
_DATE_WIDTH = 10.5  # of the type's size
_AXIS_IN = 6.0  # of the axis from the left edge, with dates above their labels
_LANE, _BAR = 6.5, 4.2
_LABEL_WIDTH = 112 * MM
_ROOMY, _TALL = 2.0, 4.5  # height of the chart, as a multiple of its rows' height, where there is room
_DENSE = 1.08  # the least such multiple
_LEAST_ROWS = 3  # on a page with other things
_LEAST_PARTED = 2  # on a page that would hold little else
_STACKED = 12  # of the type's size: labels narrower than this have their date above them
_END = 7.0  # the axis goes on this far beyond its first and last day


@dataclass(eq=False, slots=True)
class Row:
    """An event set: what stands left and right of the axis, on one first base line, and its place on it.

    `drop` moves `label` down to that base line; `height` is what the row takes up, with the space below it. `lane` is
    the place of its bar beside the axis, -1 for none. `again` is the date with its year, for the head of a page.
    """

    day: int
    until: int
    date: Piece
    label: Piece
    height: float
    drop: float = 0
    lane: int = -1
    loose: tuple[bool, bool] = (False, False)
    open: bool = False
    again: Piece | None = None


@dataclass(eq=False)
class Chart(Piece):
    """A timeline or the events of it on one page. `page`: height of an empty page; `dates`: width of the dates.

    `denser` are the same events in rows that need less height, () when there are none such. `stacked`: a date stands
    above its label instead of left of the axis, where there is no room for it.
    """

    rows: Sequence[Row] = ()
    denser: Sequence[Row] = ()
    kind: Type | None = None
    style: str = ""
    page: float = 0
    dates: float = 0
    length: float = 0
    roomy: float = _ROOMY
    stacked: bool = False

    def __post_init__(self) -> None:
        self.height = self.length or min(self._least() * self.roomy, max(self.page, self._least()))

    def _least(self) -> float:
        return sum(row.height for row in self.rows) + (_END if self._until() is not None else 0)

    def _until(self) -> int | None:
        """The last day of a range that goes on after the last event."""
        last = max((row.day for row in self.rows), default=0)
        ends = [row.until for row in self.rows if row.lane >= 0]
        return max(ends) if ends and max(ends) > last else None

    @property
    def _leading(self) -> float:
        return self.kind.leading if self.kind else 0

    def _scale(self) -> Scale:
        days = [row.day for row in self.rows]
        until = self._until()
        least = [row.height for row in self.rows]
        if until is None:
            return Scale(days, least, days[-1], self.height - least[-1])
        least[-1] -= self._leading
        return Scale(days, least, until, self.height - self._leading / 2 - _END)

    def squeeze(self, room: float) -> Piece | None:
        """A denser scale, as long as distances still tell something."""
        if room >= self._least() * _DENSE:
            return replace(self, length=room)
        return replace(self, rows=self.denser, denser=(), length=room).squeeze(room) if self.denser else None

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """By events, when one page cannot hold them all."""
        if self._least() <= self.page and not self.stacked:
            return None
        return self._by_events(room, _LEAST_ROWS if room < self.page - 1 else 1)

    def part(self, room: float) -> tuple[Piece, Piece] | None:
        """By events, also when one page can hold them all."""
        return self._by_events(room, _LEAST_PARTED)

    def _by_events(self, room: float, least: int) -> tuple[Piece, Piece] | None:
        """The events that fit, `least` at least, and the rest."""
        count, used = 0, 0.0
        while count < len(self.rows) and used + self.rows[count].height <= room:
            used += self.rows[count].height
            count += 1
        count = min(count, len(self.rows) - 1)  # all of them fit only in a scale that tells nothing
        if count < least:
            return None
        head = replace(self, rows=_ending(self.rows[:count], self.rows[count].day), denser=(), length=room, after=0)
        return head, replace(self, rows=_beginning(self.rows[count:]), denser=(), length=0, before=0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Axis, bars and dots first, as artifacts; then date and label of each event in order of time."""
        zero = top - self._leading / 2
        scale = self._scale()
        axis = x + (_AXIS_IN if self.stacked else self.dates + DATE_GAP)
        lanes = max(row.lane for row in self.rows) + 1
        start = axis + max(LABEL_GAP, lanes * _LANE + 3.2 * MM)
        pen.artifact()
        pen.line([(axis, zero + _END), (axis, zero - scale.places[-1] - _END)], self.style, 1)
        for row, place in zip(self.rows, scale.places, strict=False):
            if row.lane >= 0:
                left = axis + 4 + row.lane * _LANE
                marks.bar(pen, (left, left + _BAR), (zero - place, zero - scale.at(row.until)), row.loose)
        for place in scale.breaks():
            marks.axis_break(pen, axis, zero - place, self.style)
        for row, place in zip(self.rows, scale.places, strict=False):
            marks.dot(pen, (axis, zero - place), self.style, row.open)
        pen.end()
        for row, place in zip(self.rows, scale.places, strict=False):
            row.date.draw(pen, start if self.stacked else x, top - place)
            row.label.draw(pen, start, top - place - row.drop)


def _ending(rows: Sequence[Row], day: int) -> list[Row]:
    """Rows with their ranges left open where the page ends."""
    return [
        replace(row, until=day, loose=(row.loose[0], True)) if row.lane >= 0 and row.until > day else row
        for row in rows
    ]


def _beginning(rows: Sequence[Row]) -> list[Row]:
    """Rows at the head of a page: the first date says its year again."""
    first = rows[0]
    return [replace(first, date=first.again, again=None) if first.again else first, *rows[1:]]


def timeline(sheet: Sheet, block: TimelineChart, parent: Elem) -> list[Piece]:
    """The chart, tagged as a list of date and label; what is drawn around the words is decoration."""
    if not block.events:
        return []
    listed = axis_list(parent, block.alt)
    lanes = bar_lanes(block.events)
    dates = dates_width(sheet, block.events, block.src)
    stacked = is_stacked(sheet, dates, lanes)
    if stacked:
        dates = 0
    width = label_width(sheet, dates, lanes)
    width = width if stacked else min(_LABEL_WIDTH, width)
    rows = []
    for event, lane in zip(block.events, lanes, strict=True):
        item = Elem("LI", listed)
        row = dated_row(sheet, event, lane, item, width if stacked else dates, block.src, stacked)
        label = sheet.text(event.label, "body", width, Elem("LBody", item), block.src)
        drop = baseline(row.date.type) - baseline(label.type) if isinstance(row.date, Text) else 0
        if stacked:
            drop, height = row.date.height, row.date.height + label.height + ROW_GAP * sheet.style.spacing
        else:
            height = max(row.height, label.height + ROW_GAP)
        rows.append(replace(row, label=label, drop=drop, height=height))
    roomy = _TALL if block.tall else _ROOMY
    model = Chart(before=6, after=10, src=block.src, element="timeline", dates=dates, roomy=roomy, stacked=stacked)
    return paged(model, sheet, rows)


def is_stacked(sheet: Sheet, dates: float, lanes: Sequence[int]) -> bool:
    """Whether labels beside the dates would be too narrow."""
    return label_width(sheet, dates, lanes) < _STACKED * sheet.types["body"].size


def axis_list(parent: Elem, alt: str) -> Elem:
    """The list that holds an axis's events."""
    return Elem("L", parent, title=alt, attributes={"O": "List", "ListNumbering": "None"})


def label_width(sheet: Sheet, dates: float, lanes: Sequence[int]) -> float:
    """What is left for labels beside dates, axis and bars."""
    return sheet.width - dates - DATE_GAP - LABEL_GAP - (max(lanes) + 1) * _LANE - 2 * MM


def paged(model: Chart, sheet: Sheet, rows: Sequence[Row], denser: Sequence[Row] = ()) -> list[Piece]:
    """The chart on as many pages as its events need; `model` has what all parts share."""
    pieces: list[Piece] = []
    parts = page_parts(len(rows))
    for part in parts:
        members, fewer = list(rows[part.start : part.stop]), list(denser[part.start : part.stop])
        if part.start:
            members, fewer = _beginning(members), _beginning(fewer) if fewer else []
            pieces.append(Turn(src=model.src))
        if part.stop < len(rows):
            until = rows[part.stop].day
            members, fewer = _ending(members, until), _ending(fewer, until)
        kind = sheet.types["body"]
        same = {"kind": kind, "style": sheet.style.accent, "page": sheet.height, "length": 0}
        pieces.append(replace(model, rows=members, denser=fewer, **same))  # type: ignore[arg-type]
    return pieces


def dates_width(sheet: Sheet, events: Sequence[ChartEvent], src: str) -> float:
    """As wide as the widest date, within bounds, so that the axes of one school's charts look alike."""
    most = _DATE_WIDTH * sheet.types["body"].size
    widest = max(sheet.natural((Span(event.date, bold=True),), "body", src) for event in events)
    return min(max(widest, 0.75 * most), most)


def dated_row(
    sheet: Sheet, event: ChartEvent, lane: int, item: Elem, width: float, src: str, stacked: bool = False
) -> Row:
    """A row with its date set and no label yet."""
    kind = sheet.types["body"]
    smaller = 0 if stacked or sheet.style.single else 0.5
    bold = replace(kind, bold=True, align="left" if stacked else "right", size=kind.size - smaller)
    elem = Elem("Lbl", item)
    date = sheet.text((Span(event.date),), bold, width, elem, src)
    again: marks.Told | None = None
    if event.full and event.full != event.date:
        text = sheet.text((Span(event.full),), bold, width, elem, src)
        again = marks.Told(text.height, text=text, words=event.full.removeprefix(event.date), sheet=sheet)
    height = date.height + ROW_GAP
    loose = (event.loose_start, event.loose_end)
    return Row(day(event.start), day(event.end), date, Piece(), height, 0, lane, loose, event.open, again)


def day(value: Day) -> int:
    """The place of a day on any axis."""
    return value.ordinal()


def bar_lanes(events: Sequence[ChartEvent]) -> list[int]:
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
