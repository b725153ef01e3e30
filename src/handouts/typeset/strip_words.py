"""The words of a timeline for the wall: as large as they can be with no word cut and no label too high."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handouts.model.document import ChartEvent, Span, WallStrip
from handouts.model.press import MM
from handouts.typeset.pieces import Text
from handouts.typeset.sheet import Sheet
from handouts.typeset.strip_layout import EDGE, Layout
from handouts.typeset.tagging import Elem

PAD = 3.0
_WIDTHS = (74, 82, 90, 100, 110)  # mm, for labels: the first that keeps them low enough
_WIDER = (120, 130, 140, 150, 160)  # in large print
_SIZES = (24.0, 22.0)  # points, for labels that are read from two metres: a capital is 5.6 to 6.1 mm high
_SMALLER = (20.0, 18.0, 16.0, 14.0)  # for labels that would be too high
_DATE = 1.12  # of the label's size


@dataclass(eq=False, slots=True)
class Flag:
    """An event's words, set: the date and below it the label."""

    event: ChartEvent
    date: Text
    label: Text

    @property
    def height(self) -> float:
        """Of both."""
        return self.date.height + self.label.height + 2 * PAD


def flag_of(sheet: Sheet, event: ChartEvent, size: float, box: float, item: Elem, src: str) -> Flag:
    """The words of an event, set and tagged."""
    date, label = _words(sheet, event, size, box, src)
    date = sheet.balanced((Span(event.full or event.date),), date.type, box, None, src)
    label = sheet.balanced(event.label, label.type, box, None, src)
    date.elem, label.elem = Elem("Lbl", item), Elem("LBody", item)
    return Flag(event, date, label)


def _words(sheet: Sheet, event: ChartEvent, size: float, box: float, src: str) -> tuple[Text, Text]:
    kind = replace(sheet.types["body"], size=size, leading=round(1.18 * size, 2))
    bold = replace(kind, bold=True, size=_DATE * size, leading=round(1.18 * _DATE * size, 2))
    date = sheet.text((Span(event.full or event.date),), bold, box, None, src)
    return date, sheet.text(event.label, kind, box, None, src)


def fitting(
    sheet: Sheet, block: WallStrip, room: float, width: float, lay: Callable[[float], Layout]
) -> tuple[float, Layout, float]:
    """Width of the labels, the layout that `lay` makes of them, and their type size; `width`: that of a sheet.

    The sizes that can be read from afar are as good as each other: the one that needs the fewest sheets is taken. Large
    print has none below its own while wider labels help.
    """
    large = sheet.style.single
    widths = [*_WIDTHS, *(wide for wide in _WIDER if large and wide * MM < width - EDGE)]
    sizes = [size for size in _SIZES if not large or size >= sheet.style.size_body]
    found = [(lay(box), -size, box) for size in sizes if (box := _low_enough(sheet, block, room, size, widths))]
    best = min(found, key=lambda f: (f[0].sheets, f[1]), default=None)
    if best is None:
        smaller = [*(size for size in _SIZES if size not in sizes), *_SMALLER]
        size = next((s for s in smaller if _low_enough(sheet, block, room, s, widths)), smaller[-1])
        box = _low_enough(sheet, block, room, size, widths) or _WIDTHS[-1] * MM
        return box, lay(box), size
    return best[2], best[0], -best[1]


def _low_enough(sheet: Sheet, block: WallStrip, room: float, size: float, widths: Sequence[float]) -> float:
    """The narrowest width in which no word is cut and all labels are no higher than `room`; 0 when there is none."""
    for width in widths:
        texts = [_words(sheet, event, size, width * MM, block.src) for event in block.events]
        whole = not any(line.cut for words in texts for text in words for line in text.lines)
        if whole and max(date.height + label.height + 2 * PAD for date, label in texts) <= room:
            return width * MM
    return 0
