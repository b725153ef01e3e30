"""Write a made-up district: schools with letterheads, classes in CSV files and workbooks, and the plan of their packs.

Usage: python benchmarks/district.py FOLDER [--classes N] [--pupils N] [--schools N]
The plan is written twice, as PLAN.yaml and as PLAN.xlsx: both ask for the same packs. Same arguments, same bytes.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

DAY = datetime(2026, 7, 13)
LESSONS = ("aliansi-as-soviet", "us-soviet-alliance")
THEME = """format: 1
name: dinas
description: The district's own colours.
based-on: indonesia-lkpd
colours: {accent: "#1f4e79"}
"""


@dataclass(frozen=True)
class School:
    """A school: its number from 1, its classes (name, file)."""

    number: int
    classes: tuple[tuple[str, str], ...]

    @property
    def folder(self) -> str:
        """Its folder below that of the plan."""
        return f"sekolah-{self.number:02}"

    @property
    def name(self) -> str:
        """Its made-up name."""
        return f"SMA Contoh {self.number:02}"

    @property
    def npsn(self) -> str:
        """A number that no school has; that of the second one begins with zeros."""
        return f"{self.number:08}" if self.number == 2 else f"{99_900_000 + self.number}"

    @property
    def lesson(self) -> str:
        """Every fifth school takes the English lesson."""
        return LESSONS[self.number % 5 == 0]


def schools_of(count: int, classes: int) -> Iterator[School]:
    """So many schools with so many classes in all. Each third class is a workbook; each fourth school has one file."""
    for number in range(1, count + 1):
        own = range((number - 1) * classes // count, number * classes // count)
        names = [f"X-{chr(ord('A') + n % 26)}{n // 26 or ''}" for n in range(len(own))]
        files = [
            f"{name.lower()}.{'xlsx' if place % 3 == 2 else 'csv'}" for name, place in zip(names, own, strict=True)
        ]
        together = number % 4 == 0
        yield School(
            number, tuple((name, "semua.csv" if together else file) for name, file in zip(names, files, strict=True))
        )


def pupils_of(school: School, name: str, count: int) -> list[list[str]]:
    """The rows of a class: two pupils in large print in each fifth school, a seat for everyone."""
    rows = []
    for n in range(1, count + 1):
        large = "large-18" if school.number % 5 == 0 and n in (7, 19) else ""
        rows.append([str(n), f"Siswa {n:02}", name, str((n - 1) // 6 + 1), str((n - 1) % 6 + 1), large])
    return rows


HEAD = ["No", "Nama Peserta Didik", "Rombel", "Baris", "Kolom", "Cetak"]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as Excel saves them in Indonesia."""
    return ("\ufeff" + "\r\n".join(";".join(row) for row in rows) + "\r\n").encode()


def as_workbook(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """Rows as a workbook without a day of its making."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def undated(data: bytes) -> bytes:
    """A workbook whose entries bear the same day whenever it is saved."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry)
            if entry == "docProps/core.xml":
                text = b'<?xml version="1.0"?><coreProperties xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
            new.writestr(zipfile.ZipInfo(entry, DAY.timetuple()[:6]), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def school_yaml(school: School) -> str:
    """The letterhead of a school."""
    return f"""format: 1
name: {school.name}
npsn: "{school.npsn}"
address: [Jalan Contoh {school.number}, Kota Contoh]
city: Kota Contoh
kop:
  lines:
    - DINAS PENDIDIKAN KOTA CONTOH
    - {{text: {school.name}, size: heading, bold: true}}
    - {{text: "Jalan Contoh {school.number}, Kota Contoh", size: small}}
  sheets: [worksheet]
"""


def plan_yaml(schools: Sequence[School]) -> str:
    """The plan: two versions and two spares for all, a theme of its own for the third school."""
    lines = ["format: 1", "name: Kota Contoh", "out: ../district", "zip: true", "defaults:"]
    lines += ["  paper: F4", "  lessons: aliansi-as-soviet", "  pack: {versions: 2, spares: 2}", "schools:"]
    for school in schools:
        lines += [f"  - name: {school.name}", f'    npsn: "{school.npsn}"', f"    kop: {school.folder}"]
        lines += [f"    classes: {school.folder}/*.[cx]*"]
        lines += ["    lessons: us-soviet-alliance"] * (school.lesson != LESSONS[0])
        lines += ["    theme: dinas"] * (school.number == 3)
        lines += ["    pack: {print: ink-saver}"] * (school.number == 6)
    return "\n".join(lines) + "\n"


def plan_workbook(schools: Sequence[School]) -> bytes:
    """The same plan as a workbook."""
    rows = [["Sekolah", "NPSN", "Kop", "Materi", "Berkas kelas", "Tema", "Cetak"]]
    for school in schools:
        lesson = school.lesson if school.lesson != LESSONS[0] else ""
        theme, printed = "dinas" * (school.number == 3), "hemat tinta" * (school.number == 6)
        for file in dict.fromkeys(file for _, file in school.classes):
            rows.append([school.name, school.npsn, school.folder, lesson, f"{school.folder}/{file}", theme, printed])
    shared = [["Nama", "Kota Contoh"], ["Keluaran", "../district"], ["ZIP", "ya"], ["Kertas", "F4"]]
    shared += [["Materi", LESSONS[0]], ["Jumlah versi", "2"], ["Cadangan", "2"]]
    return as_workbook([("Rencana", rows), ("Bawaan", shared)])


def write(folder: Path, schools: int = 10, classes: int = 60, pupils: int = 32) -> None:
    """Write the district below a folder."""
    made = tuple(schools_of(schools, classes))
    for school in made:
        own = folder / school.folder
        own.mkdir(parents=True, exist_ok=True)
        (own / "school.yaml").write_text(school_yaml(school), encoding="utf-8")
        rows: dict[str, list[list[str]]] = {}
        for name, file in school.classes:
            rows.setdefault(file, [HEAD]).extend(pupils_of(school, name, pupils))
        for file, table in rows.items():
            data = as_workbook([("Daftar", table)]) if file.endswith(".xlsx") else as_csv(table)
            (own / file).write_bytes(data)
    theme = folder / "templates" / "dinas"
    theme.mkdir(parents=True, exist_ok=True)
    (theme / "theme.yaml").write_text(THEME, encoding="utf-8")
    (folder / "PLAN.yaml").write_text(plan_yaml(made), encoding="utf-8")
    (folder / "PLAN.xlsx").write_bytes(plan_workbook(made))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for option, usual in (("--schools", 10), ("--classes", 60), ("--pupils", 32)):
        parser.add_argument(option, type=int, default=usual)
    given = parser.parse_args()
    write(given.folder, given.schools, given.classes, given.pupils)
