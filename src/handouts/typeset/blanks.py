"""Timelines to be filled in: dates with lines for the events, or events with a line for each date."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import Content, Span, WriteDates, WriteEvents, WritingLines
from handouts.model.press import MM
from handouts.typeset.chart import (
    ROW_GAP,
    Chart,
    Row,
    axis_list,
    bar_lanes,
    dated_row,
    dates_width,
    is_stacked,
    label_width,
    paged,
)
from handouts.typeset.items import writing_lines
from handouts.typeset.pieces import Group, Piece, Text, baseline
from handouts.typeset.sheet import Sheet, dotted
from handouts.typeset.tagging import Elem

_BETWEEN = 2.5 * MM  # from the last line of an event to the room above the first line of the next
_DATE_LINE = 36 * MM
_LEAST_ROW = 10 * MM  # with a date to be written by hand
_DROP = 2.0  # a line to write on stands this far below the base line of the words beside it


def write_events(sheet: Sheet, block: WriteEvents, parent: Elem) -> list[Piece]:
    """Dates along an axis to scale, a number and lines to write on beside each."""
    if not block.events:
        return []
    listed = axis_list(parent, block.alt)
    model = Chart(before=22, after=8, src=block.src, element="timeline")
    model.dates = dates_width(sheet, block.events, block.src)
    model.stacked = is_stacked(sheet, model.dates, bar_lanes(block.events))
    if model.stacked:
        model.dates = 0
    rows, *fewer = [_lined_rows(sheet, block, listed, model, count) for count in range(block.count, 0, -1)]
    return paged(model, sheet, rows, fewer[-1] if fewer else ())


def _lined_rows(sheet: Sheet, block: WriteEvents, listed: Elem, model: Chart, count: int) -> list[Row]:
    lanes = bar_lanes(block.events)
    width = label_width(sheet, model.dates, lanes)
    pitch = _pitch(sheet)
    rows = []
    for event, lane in zip(block.events, lanes, strict=True):
        item = Elem("LI", listed)
        across = width if model.stacked else model.dates
        row = dated_row(sheet, event, lane, item, across, block.src, model.stacked)
        foot = baseline(row.date.type) + _DROP if isinstance(row.date, Text) else 0
        label = _lines(sheet, event.number, count, block.spoken, (width, foot), Elem("LBody", item), block.src)
        height = max(row.height, foot + (count - 1) * pitch + ROW_GAP, count * pitch + _BETWEEN)
        drop = 0.0
        if model.stacked:
            drop, height = row.date.height + pitch - foot, row.date.height + count * pitch + _BETWEEN
        rows.append(replace(row, label=label, height=height, drop=drop))
    return rows


def _pitch(sheet: Sheet) -> float:
    return sheet.style.line_pitch_mm * sheet.style.hand * MM


def _lines(
    sheet: Sheet, number: str, count: int, spoken: str, place: tuple[float, float], body: Elem, src: str
) -> Piece:
    """A number, then ruled lines of which the first stands `place[1]` points below the top."""
    width, foot = place
    mark = sheet.label(dotted(number) + " " if number else "", "small-black", body, src)
    hang = mark.width + 3 if number else 0
    lines = WritingLines(count, sheet.style.line_pitch_mm, spoken, src)
    ruled = writing_lines(sheet, lines, body, width - hang)
    kind = sheet.types["body"]
    parts: list[tuple[float, float, Piece]] = [(hang, foot - _pitch(sheet), ruled)]
    if number:
        parts[:0] = [(0, baseline(kind) - baseline(mark.type), mark)]
    return Group(ruled.height, parts=parts)


def write_dates(sheet: Sheet, block: WriteDates, parent: Elem) -> list[Piece]:
    """Numbered events along an axis at even distances, a line for the date left of each."""
    if not block.events:
        return []
    listed = axis_list(parent, block.alt)
    marks = [sheet.label(dotted(number) + " ", "bold", None, block.src) for number, _ in block.events]
    hang = max(sheet.hang(mark) for mark in marks)
    model = Chart(before=14, after=8, src=block.src, element="timeline", dates=hang + _DATE_LINE)
    width = min(label_width(sheet, model.dates, (-1,)), 112 * MM)
    rows = [
        _dateless_row(sheet, index, number, content, listed, (hang, width), block)
        for index, (number, content) in enumerate(block.events)
    ]
    return paged(model, sheet, rows)


def _dateless_row(
    sheet: Sheet,
    index: int,
    number: str,
    content: Content,
    listed: Elem,
    widths: tuple[float, float],
    block: WriteDates,
) -> Row:
    item = Elem("LI", listed)
    kind = sheet.types["body"]
    mark = sheet.text((Span(dotted(number) + " "),), "bold", widths[0], Elem("Lbl", item), block.src)
    body = Elem("LBody", item)
    ruled = writing_lines(sheet, WritingLines(1, sheet.style.line_pitch_mm, block.spoken, block.src), body, _DATE_LINE)
    label = sheet.text(content, "body", widths[1], body, block.src)
    foot = baseline(kind) + _DROP
    left = Group(kind.leading, parts=[(0, 0, mark), (widths[0], foot - _pitch(sheet), ruled)])
    return Row(index, index, left, label, max(label.height + ROW_GAP, _LEAST_ROW))
