"""The builders of tables: as many columns in each row, no cell that leaves the table."""

from __future__ import annotations

from dataclasses import replace

from handouts.markup.builders import Node, Unfit
from handouts.model import document as d


def table(n: Node) -> d.Table | None:
    """A table: as many columns in each row, as many widths as columns."""
    given: tuple[tuple[d.Cell, ...], ...] = n.all()
    # a row without cells is one when cells from above fill it
    rows = tuple(row for row, filled in zip(given, d.first_columns(given)[1], strict=True) if row or filled)
    if not rows:
        return None
    _check_spans(rows, n["header-rows"])
    columns = _columns(rows)
    if n["widths"] and len(n["widths"]) != columns:
        raise Unfit("markup-bad-value", attribute="widths", value=_numbers(n["widths"]), wanted=_ones(columns))
    if n["header-rows"] > len(rows):
        raise Unfit("markup-bad-value", attribute="header-rows", value=str(n["header-rows"]), wanted=f"0–{len(rows)}")
    if n["head"] == "row":
        rows = _row_heads(rows)
    shape = n["header-rows"], n["widths"], n["grid"], n["row-height"]
    return d.Table(rows, *shape, n.src, n["dense"], n["width"], n["zebra"], n["id"], n["rules"], n["stack"])


def table_row(n: Node) -> tuple[d.Cell, ...]:
    """The cells of a row."""
    return n.all()


def _columns(rows: tuple[tuple[d.Cell, ...], ...]) -> int:
    """How many columns each row fills, those that cells from above still take included."""
    _, filled = d.first_columns(rows)
    for number, cells in enumerate(filled, 1):
        if cells != filled[0]:
            raise Unfit("markup-uneven-table", number - 1, row=number, cells=cells, wanted=filled[0])
    return filled[0]


def _check_spans(rows: tuple[tuple[d.Cell, ...], ...], header_rows: int) -> None:
    """No cell reaches below the table, or from its header into its body."""
    for number, row in enumerate(rows):
        end = header_rows if number < header_rows <= len(rows) else len(rows)
        for cell in row:
            if number + cell.rowspan > end:
                wanted = f"1–{end - number}"
                raise Unfit("markup-bad-value", attribute="rowspan", value=str(cell.rowspan), wanted=wanted)


def _row_heads(rows: tuple[tuple[d.Cell, ...], ...]) -> tuple[tuple[d.Cell, ...], ...]:
    """The same with the cells of the first column as heads of their rows."""
    places, _ = d.first_columns(rows)
    return tuple(
        tuple(replace(cell, header=cell.header or at == 0) for cell, at in zip(row, here, strict=True))
        for row, here in zip(rows, places, strict=True)
    )


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:g}" for value in values)


def _ones(count: int) -> str:
    return " ".join(["1"] * count)


def cell(n: Node) -> d.Cell:
    """th and td."""
    return d.Cell(n.content, n.tag == "th", n["align"], "", n["colspan"], n["rowspan"])
