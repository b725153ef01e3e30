"""The years that stand in the axis of a strip for the wall: which, and in what words."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import WallStrip
from handouts.typeset.pieces import Text
from handouts.typeset.sheet import Sheet
from handouts.typeset.strip_layout import Layout, year_of, years

_SIZE = 20.0
_FEW = 60  # years up to which each sheet begins with the year that it goes on from
_PLAIN = 100  # a smaller number alone is hardly taken for a year


def _year_words(block: WallStrip, layout: Layout, year: int) -> str:
    """A year as it stands at the axis: with its era where both occur, or where the number alone is hardly a year."""
    if year < 0:
        return block.bc.replace("{year}", str(-year))
    mixed = year_of(layout.days[0]) < 0 or year < _PLAIN
    return block.ad.replace("{year}", str(year)) if mixed else str(year)


def year_label(sheet: Sheet, block: WallStrip, layout: Layout, year: int) -> Text:
    """The year's words, set."""
    size = max(_SIZE, sheet.style.size_body)
    kind = replace(sheet.types["bold"], size=size, leading=size * 1.2)
    return sheet.label(_year_words(block, layout, year), kind, None, block.src)


def round_years(sheet: Sheet, block: WallStrip, layout: Layout) -> list[tuple[int, float]]:
    """Round years and their places, as many as the widest of them leaves room for."""
    ends = [
        year_label(sheet, block, layout, year).width for year in (year_of(layout.days[0]), year_of(layout.days[-1]))
    ]
    return years(layout, max(ends))


def head_year(layout: Layout, number: int) -> int:
    """The year in which a sheet begins, 0 where it would not be a plain thing to say."""
    if layout.shown_years > _FEW:
        return 0
    start = number * layout.width
    before = [i for i, place in enumerate(layout.places) if place <= start]
    if not before:
        return year_of(layout.days[0])
    index = before[-1]
    if index in layout.broken or index + 1 >= len(layout.places):
        return 0
    first, last = layout.days[index : index + 2]
    reach = (start - layout.places[index]) / max(layout.places[index + 1] - layout.places[index], 0.01)
    return year_of(int(first + reach * (last - first)))
