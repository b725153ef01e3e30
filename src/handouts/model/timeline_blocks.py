"""What the timeline sheets print: charts, filled or to be filled in, cards to cut out, a strip for the wall."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.inline import Content
from handouts.model.timeline import Day


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """An event on an axis. `start` and `end` are the first and last day; `bar` draws a range beside the axis;

    `loose_start`/`loose_end` draw an uncertain end dashed, `open` a ring for the dot: the date is uncertain.
    `date` may leave out a year that the event above has; `full` is the whole date, for the head of a page ("" when
    `date` is whole). `number` names the event in the key. The events of WriteEvents have no label.
    """

    date: str
    label: Content
    start: Day
    end: Day
    bar: bool = False
    loose_start: bool = False
    loose_end: bool = False
    open: bool = False
    full: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """A vertical timeline to scale, with a least distance between labels. `alt` describes it in a sentence.

    `tall`: it takes what the page has, since nothing else stands there.
    """

    events: tuple[ChartEvent, ...]
    alt: str
    tall: bool = False
    src: str = ""


@dataclass(frozen=True, slots=True)
class WriteEvents:
    """The chart with dates alone: pupils write the events on up to `count` lines, fewer where a page needs it.

    `spoken` is what a screen reader says of the lines.
    """

    events: tuple[ChartEvent, ...]
    alt: str
    count: int = 2
    spoken: str = ""
    src: str = ""


@dataclass(frozen=True, slots=True)
class WriteDates:
    """Numbered events along an axis at even distances, which tell nothing: pupils write the dates. `spoken` as above.

    There is no day in it: what is not there cannot be measured on the sheet.
    """

    events: tuple[tuple[str, Content], ...]
    alt: str
    spoken: str = ""
    src: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card to cut out. `name` stands in its corner, so that the key can speak of it."""

    name: str
    content: Content


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one size on a grid, with cut lines. `height_mm` is a wish: a page that needs it makes them lower.

    `slot`: words in a frame at the foot of each card where another card is to be glued on, one of a grid of
    `slot_columns` columns, `slot_height_mm` high; "" for no such frame.
    """

    cards: tuple[Card, ...]
    columns: int = 2
    height_mm: float = 36
    slot: str = ""
    slot_columns: int = 4
    slot_height_mm: float = 14
    src: str = ""


@dataclass(frozen=True, slots=True)
class WallStrip:
    """A horizontal timeline over as many sheets as it needs, to be glued side by side; large type.

    `bc` and `ad` are forms of a year at the axis, with {year}; `glue` the words at the edge that the next sheet
    covers, with {sheet}, the number of that sheet. `steps` tells how to put the sheets together; it is printed above
    the first of several.
    """

    events: tuple[ChartEvent, ...]
    alt: str
    bc: str
    ad: str
    glue: str
    steps: str = ""
    src: str = ""
