"""A folder with lessons, rosters and a letterhead for plans of batches, and the mistakes of case files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LESSON = """format: 1
title: {title}
language: en
sheets: [worksheet, key]
"""
ESSAY = "The treaty was signed in 1941. Two nations agreed. In 1945 the war ended.\n"
FOUND = re.compile(r"--- (\S+) (?:([\w./-]+):)?(\d+):(\d+)(?: = (.+))?")
Told = list[tuple[str, str | None, str, str, str | None]]


def write_district(folder: Path) -> Path:
    """What the case files say there is beside a plan."""
    texts = {
        "one/x-a.csv": "Nama,Kelas\nSiswa 01,X-A\nSiswa 02,X-A\n",
        "one/x-b.csv": "Nama,Kelas\nSiswa 03,X-B\n",
        "one/x-d.csv": "Nama,Kelas,Bahasa\nSiswa 04,X-D,id\n",
        "one/x-e.csv": "Nama,Kelas\nSiswa 05,X-E\nمريم,X-E\n",
        "one/broken.csv": "Tanggal,Nilai\n1,2\n",
        "one/doubtful.csv": "No. absen,Nama,Kelas\n1,Siswa 06,X-F\n1,Siswa 07,X-F\n",
        "two/all.csv": "Nama,Kelas\nSiswa 07,X-A\nSiswa 08,X-C\n",
        "one/school.yaml": "format: 1\nname: One\nnpsn: 20300001\nkop: {lines: [Example Town, One]}\n",
        "lessons/gamma/pack.yaml": "format: 1\nversions: 27\n",
        "pack.yaml": "format: 1\nversions: 3\nspares: 5\nlevels: {support: {print: large-18}}\n",
    }
    for name in ("alpha", "beta", "gamma"):
        texts[f"lessons/{name}/lesson.yaml"] = LESSON.format(title=name.title())
        texts[f"lessons/{name}/essay.md"] = ESSAY
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "one/latin.csv").write_bytes("Nama,Kelas\nZoë Contoh,X-G\n".encode("windows-1252"))
    (folder / "map.pdf").touch()
    return folder


def cases(path: Path) -> list[object]:
    """The texts of a case file, each with what is told of it."""
    found = []
    for block in re.split(r"\n(?=(?<=\n\n)---)", path.read_text(encoding="utf-8"))[1:]:
        lines = block.strip("\n").split("\n")
        told: Told = [match.groups() for line in lines if (match := FOUND.fullmatch(line))]  # type: ignore[misc]
        text = "\n".join(line for line in lines if not line.startswith("---"))
        found.append(pytest.param(text, told, id="-".join(str(part) for part in told[0][:4] if part)))
    return found
