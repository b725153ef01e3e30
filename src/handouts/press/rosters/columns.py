"""Which row of a table is its header, and which column holds what; a question where that is not plain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handouts.diagnostics import problem
from handouts.errors import UsageProblem
from handouts.languages import roster_words as words
from handouts.press.rosters.findings import Findings
from handouts.reading.grid import Cell, Grid, letters, number_of

FIELDS = ("name", "number", "class", "row", "column", "seat", "level", "print", "language", "id")
_SEARCHED = 60  # filled rows in which a header may stand
_LETTER = re.compile(r"[A-Za-z]{1,2}")
_ORDINAL = re.compile(r"\(?(\d{1,3})[.)]?")
_MOST_SHOWN = 30

Cells = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns by field (FIELDS, and "given", "family", "nisn", "nis"), counted from 1.

    `first` is the first row that may hold a pupil, `header` the texts of the header row, `heads` those of all columns
    (the second row of a header joined on), `last` the last column that has a header.
    """

    first: int
    header_row: int
    header: Mapping[int, str]
    heads: Mapping[int, str]
    by_field: Mapping[str, int]

    @property
    def last(self) -> int:
        """The last column that has a header."""
        return max(self.heads)


def check_answers(answers: Mapping[str, str]) -> None:
    """UsageProblem roster-field-unknown for an answer about no field."""
    for field in answers:
        if field not in FIELDS:
            raise UsageProblem(problem("roster-field-unknown", None, field=field, allowed=", ".join(FIELDS)))


def find_columns(grid: Grid, answers: Mapping[str, str], found: Findings) -> Columns | None:
    """The columns of a table; None where it has no header with a name in it, or where a question was put to `found`.

    `answers` says for fields which column holds them: its header, or its letter; "" for none.
    """
    start = _header(grid, answers)
    if start is None:
        return None
    row, cells = grid.rows[start]
    header = {column: _text(cell) for column, cell in cells.items() if _text(cell)}
    heads, first = _second_row(grid, start, header)
    columns = Columns(first, row, header, heads, {})
    by_field = _resolved(grid, columns, answers, found)
    return None if by_field is None else Columns(first, row, header, heads, by_field)


def likely_header(grid: Grid) -> tuple[int, Mapping[int, str]]:
    """The row that looks most like a header of a table in which none has a name, and its texts: for a question."""
    rows = [(row, {c: _text(cell) for c, cell in cells.items() if _text(cell)}) for row, cells in grid.rows[:_SEARCHED]]
    return max(rows, key=lambda r: (sum(bool(words.field_of(t)) for t in r[1].values()), len(r[1])), default=(0, {}))


def shown(heads: Mapping[int, str]) -> str:
    """Headers with their letters, as a question shows them."""
    listed = [f"{letters(column)} “{head[:40]}”" for column, head in sorted(heads.items())]
    return ", ".join(listed[:_MOST_SHOWN]) + (", …" if len(listed) > _MOST_SHOWN else "")


def asked_column(answer: str, heads: Mapping[int, str]) -> int:
    """The column that an answer names by header or letter; 0 for none."""
    wanted = words.head_key(answer)
    exact = [column for column, head in sorted(heads.items()) if head == answer.strip()]
    alike = [column for column, head in sorted(heads.items()) if wanted and words.head_key(head) == wanted]
    if exact or alike:
        return (exact or alike)[0]
    return number_of(answer.strip().upper()) if _LETTER.fullmatch(answer.strip()) else 0


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split()) if cell.kind == "text" else ""


def _header(grid: Grid, answers: Mapping[str, str]) -> int | None:
    """The index of the row with most known headers, one of them of a name (or named by an answer)."""
    best, most = None, 0
    for index, (_, cells) in enumerate(grid.rows[:_SEARCHED]):
        texts = {column: _text(cell) for column, cell in cells.items()}
        known = {words.field_of(text) for text in texts.values()} - {""}
        asked = answers.get("name", "")
        column = asked_column(asked, texts) if asked else 0
        by_text = bool(column) and words.head_key(texts.get(column, "")) == words.head_key(asked)
        named = "name" in known or {"given", "family"} <= known or by_text or (column in texts and bool(known))
        weight = len(known) + by_text
        if named and weight > most:
            best, most = index, weight
    return best


def _second_row(grid: Grid, start: int, header: Mapping[int, str]) -> tuple[dict[int, str], int]:
    """The texts of all columns where a header has two rows, and the first row below it and below a row of (1) (2) …"""
    row, _ = grid.rows[start]
    heads, first = {**_above(grid, start, header), **header}, row + 1
    below = grid.rows[start + 1][1] if start + 1 < len(grid.rows) else {}
    if below and grid.rows[start + 1][0] == first and _is_second(header, below):
        group = ""
        for column in range(1, max(*below, *header) + 1):
            group = header.get(column, group)
            if column in below:
                heads[column] = _joined(group, _text(below[column]))
        first += 1
    numbered = next((cells for number, cells in grid.rows[start + 1 : start + 3] if number == first), {})
    ordinals = [_ORDINAL.fullmatch(cell.text.strip()) for _, cell in sorted(numbered.items())]
    if len(ordinals) > 1 and [m and int(m[1]) for m in ordinals] == list(range(1, len(ordinals) + 1)):
        first += 1
    return heads, first


def _above(grid: Grid, start: int, header: Mapping[int, str]) -> dict[int, str]:
    """Headers that reach down from the row above: "Kelas" beside a merged "Identitas" over "NIS" and "Nama"."""
    if not start or grid.rows[start - 1][0] != grid.rows[start][0] - 1:
        return {}
    texts = {column: _text(cell) for column, cell in grid.rows[start - 1][1].items()}
    return {column: text for column, text in texts.items() if column not in header and words.field_of(text)}


def _is_second(header: Mapping[int, str], below: Cells) -> bool:
    """Whether a row continues the header: texts, mostly known headers, none of them below a name."""
    if any(words.field_of(header.get(column, "")) == "name" for column in below):
        return False
    texts = [_text(cell) for cell in below.values()]
    known = sum(bool(words.field_of(text)) for text in texts)
    return all(texts) and known * 2 >= len(texts) and max(below) >= min(header)


def _joined(group: str, text: str) -> str:
    """The header of a column below a merged one: "Data Ayah" and "Nama", "Tempat Duduk" and "Baris"."""
    both = f"{group} {text}".strip()
    own = not words.field_of(both) and words.head_key(group) not in words.texts("parents")
    return text if own and words.field_of(text) not in ("", "name") else both


def _resolved(grid: Grid, columns: Columns, answers: Mapping[str, str], found: Findings) -> dict[str, int] | None:
    """The column of each field; None where a question had to be put."""
    candidates: dict[str, list[int]] = {}
    for column, head in sorted(columns.heads.items()):
        field = words.field_of(head)
        if field and field != words.IGNORED:
            candidates.setdefault(field, []).append(column)
    for field, answer in answers.items():
        column = asked_column(answer, columns.heads)
        if column or not answer:
            candidates[field] = [column] if column else []
            for other in _same(field):
                candidates.pop(other, None)
    unsure = False
    for field, several in candidates.items():
        if len(several) > 1 and not _alike(grid, columns.first, several):
            place = grid.location(columns.header_row, several[1])
            heads = shown({column: columns.heads[column] for column in several})
            field_name = field if field in FIELDS else _FIELD_OF.get(field, field)
            found.error(
                "roster-column-unsure",
                place,
                field=field_name,
                what=f"cell-{field_name}",
                columns=heads,
                example=columns.heads[several[0]],
            )
            unsure = True
    return None if unsure else {field: several[0] for field, several in candidates.items() if several}


_FIELD_OF = {"running": "number", "nisn": "id", "nis": "id", "given": "name", "family": "name"}


def _same(field: str) -> tuple[str, ...]:
    """The fields that an answer about `field` makes idle."""
    return tuple(other for other, about in _FIELD_OF.items() if about == field)


def _alike(grid: Grid, first: int, columns: list[int]) -> bool:
    """Whether the columns say the same in every row."""
    rows = (cells for number, cells in grid.rows if number >= first)
    return all(len({cells[c].text.strip() if c in cells else "" for c in columns}) == 1 for cells in rows)
