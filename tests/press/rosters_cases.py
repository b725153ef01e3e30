"""What the tests of rosters share: a reading in words, the case files, workbooks made on the spot."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from handouts.errors import HandoutsError
from handouts.model.roster import Pupil
from handouts.press.rosters import read_rosters

CASES = Path(__file__).parents[1] / "cases" / "rosters"


def told(pupil: Pupil) -> str:
    """A pupil in one line: "7 Siswa 07, seat 2-3, support"."""
    seat = f"seat {pupil.seat.row}-{pupil.seat.column}" if pupil.seat else ""
    number = f"{pupil.number} " if pupil.number else ""
    ident = f"id {pupil.id}" if pupil.id else ""
    parts = (f"{number}{pupil.name}", seat, pupil.level, pupil.print_name, pupil.language, ident)
    return ", ".join(part for part in parts if part)


def reading(files: Sequence[tuple[str, bytes]], **options: Any) -> dict[str, Any]:
    """What a reading gave: classes with their pupils, or errors; and notes. Places go without the name of the file."""
    try:
        rosters, notes = read_rosters(files, **options)
    except HandoutsError as error:
        return {"errors": [place(d.code, d.location) for d in error.diagnostics]}
    classes = {roster.name: [told(pupil) for pupil in roster.pupils] for roster in rosters}
    return {"classes": classes, "notes": [place(d.code, d.location) for d in notes]}


def place(code: str, location: object) -> str:
    """A code and the place behind the file's name: "roster-seat 5:3"."""
    return " ".join([code, *(str(location).partition(":")[2:] if location else ())]).strip()


def case(path: Path) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """What a case file expects, and what came of it."""
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    options = expected.pop("options", {})
    return expected, reading([(path.name, path.read_bytes())], **options)


def table(text: str, name: str = "kelas.csv", **options: Any) -> dict[str, Any]:
    """The reading of a CSV file with this text."""
    return reading([(name, text.encode())], **options)


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with these sheets of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
