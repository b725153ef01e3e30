"""Write the three made-up classes in content/classes: run it when their form changes. Same program, same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

FOLDER = Path(__file__).parents[1] / "content" / "classes"
DAY = datetime(2026, 7, 13)


def semicolons() -> bytes:
    """36 pupils with seats, as Excel saves CSV in Indonesia: a mark at the start, semicolons, Windows line ends."""
    lines = ["DAFTAR PESERTA DIDIK;;;;;;", "Tahun Pelajaran 2026/2027;;;;;;", ";;;;;;"]
    lines.append("No;Nama Peserta Didik;NISN;L/P;Rombel Saat Ini;Baris;Kolom")
    for n in range(36):
        seat = f"{n // 6 + 1};{n % 6 + 1}"
        lines.append(f"{n + 1};Siswa {n + 1:02};{n + 1:010};{'LP'[n % 2]};X-A;{seat}")
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def workbook() -> bytes:
    """28 pupils in a workbook: the class in a line above the table, a signature below it."""
    book = Workbook()
    book.properties.creator = ""
    book.properties.created = book.properties.modified = DAY
    sheet = book.worksheets[0]
    sheet.title = "Daftar"
    rows: list[list[object]] = [["DAFTAR SISWA"], ["Kelas", ": X-B"], [], ["No.", "Nama Siswa", "NISN", "L/P", "Agama"]]
    rows += [[n, f"Murid {n:02}", f"{1000 + n:010}", "LP"[n % 2], "-"] for n in range(1, 29)]
    for row in [*rows, [], ["Jumlah", 28], [None, None, None, "Wali Kelas,"]]:
        sheet.append(row)
    for cell in (*sheet[1], *sheet[4]):
        cell.font = Font(bold=True)
    sheet.column_dimensions["B"].width = 28
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def undated(data: bytes) -> bytes:
    """A zip file whose entries bear no day of their making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry)
            if entry == "docProps/core.xml":  # saving writes the clock into it
                start, end = text.index(b"<dcterms:modified"), text.index(b"</dcterms:modified>")
                start = text.index(b">", start) + 1
                text = text[:start] + DAY.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + text[end:]
            new.writestr(zipfile.ZipInfo(entry, DAY.timetuple()[:6]), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def commas() -> bytes:
    """Five pupils: two in large print, two with support, one with a challenge."""
    lines = [
        "No. absen,Nama,Kelas,Tingkat bantuan,Cetak",
        "1,Pelajar 01,X-C,bantuan,",
        "2,Pelajar 02,X-C,inti,large-18",
        "3,Pelajar 03,X-C,tantangan,",
        "4,Pelajar 04,X-C,,large-24",
        "5,Pelajar 05,X-C,bantuan,biasa",
    ]
    return ("\n".join(lines) + "\n").encode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, data in (("x-a.csv", semicolons()), ("x-b.xlsx", workbook()), ("x-c.csv", commas())):
        FOLDER.joinpath(name).write_bytes(data)
