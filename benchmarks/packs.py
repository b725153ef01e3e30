"""Class packs beside Typst and WeasyPrint: the same sheets, the same pupils, whole processes in turn.

Usage: python benchmarks/packs.py --peers PYTHON_WITH_TYPST_AND_WEASYPRINT [--runs N] [--many CLASSES]
                                  [--weasyprint SMALL LARGE]
The peers' Python needs typst==0.15.* and weasyprint==70.*: pip install 'handouts[bench]' in an environment of its own.
Each pupil of a class of 36 gets 8 pages: the English sample lesson's handout and worksheet, in 4 versions, from drafts.
Figures are seconds of the processor, all threads of a process together, and of the clock; medians of the runs. A slope
is what more classes take, after what a process takes anyway; WeasyPrint's is taken between two smaller sizes.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import as_typst
from as_html import class_page

HERE = Path(__file__).parent
LESSON = HERE.parent / "content" / "us-soviet-alliance"
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
PUPILS, PAGES = 36, (4, 4)  # pages of handout and worksheet
FEW = 10  # classes of the smaller size of a slope
VERSIONS = "ABCD"
GIVEN = ("Ayu", "Bima", "Citra", "Dewa", "Eka", "Farah", "Gilang", "Hana", "Intan", "Joko", "Kirana", "Lukman")
FAMILY = ("Contoh", "Misalnya", "Umpama", "Andaian", "Rekaan", "Karangan")


@dataclass(frozen=True)
class Run:
    """One process: seconds of the processor and of the clock, memory at its peak in MB; its files' pages and bytes.

    `back` are the seconds of the processor that went into reading files back.
    """

    processor: float
    clock: float
    memory: float
    pages: int
    size: int
    back: float = 0


def run(command: Sequence[str], files: Sequence[Path], report: Path | None = None) -> Run:
    """Run a process to its end."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command[:4])} ended with {process.returncode}\n{said.read().decode()[-2000:]}")
    back = json.loads(report.read_text(encoding="utf-8"))["back"] if report else 0
    size = sum(file.stat().st_size for file in files)
    return Run(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024, sum(map(pages, files)), size, back)


def pages(file: Path) -> int:
    """The number of pages that a PDF has."""
    from pypdf import PdfReader

    return int(PdfReader(file).root_object["/Pages"]["/Count"])  # type: ignore[index]


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(*(statistics.median(getattr(r, name) for r in runs) for name in Run.__dataclass_fields__))


class Bench:
    """The lesson, the classes, and the peers' documents in a folder for the run."""

    def __init__(self, work: Path, peers: str, most: int) -> None:
        self._work, self._peers = work, peers
        self._lesson = work / "lesson"
        shutil.copytree(LESSON, self._lesson, ignore=shutil.ignore_patterns("locks"))
        self._handouts("draft", str(self._lesson))
        self.names = [f"x-{number:03}" for number in range(1, most + 1)]
        self._classes = {name: [*_pupils(name)] for name in self.names}
        self.ours(1, "--markup")
        self._write_peers()

    def _handouts(self, *arguments: str) -> None:
        command = [sys.executable, "-c", "from handouts.cli.main import run; run()", *arguments]
        subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)

    def ours(self, classes: int, *more: str) -> Run:
        """One `handouts pack` of so many classes."""
        roster, report, out = self._work / f"{classes}.csv", self._work / "report.json", self._work / f"out-{classes}"
        shutil.rmtree(out, ignore_errors=True)
        with roster.open("w", encoding="utf-8", newline="") as file:
            rows = (row for name in self.names[:classes] for row in self._classes[name])
            csv.writer(file).writerows([("No", "Nama", "Kelas"), *((r["number"], r["name"], r["class"]) for r in rows)])
        asked = ["pack", str(self._lesson), "--class", str(roster), "--out", str(out), "--versions", str(len(VERSIONS))]
        command = [sys.executable, str(HERE / "our_pack.py"), str(report), *asked, "--sheets", "handout,worksheet"]
        return run([*command, *more], [out / "pupils" / f"{name}.pdf" for name in self.names[:classes]], report)

    def peer(self, name: str, classes: int) -> Run:
        """A peer with so many classes."""
        names = self.names[:classes]
        command = [self._peers, str(HERE / "peer_packs.py"), name, str(self._work), *names]
        return run(command, [self._work / f"{each}.pdf" for each in names])

    def _write_peers(self) -> None:
        markup = json.loads((self._work / "report.json").read_text(encoding="utf-8"))["markup"]
        reading = [text for template, text in markup if template == "handout.xml.j2"][-1]
        sheets = [text for template, text in markup if template == "worksheet.xml.j2"]
        work = dict(zip(VERSIONS, sheets, strict=True))
        (self._work / "sheets.typ").write_text(as_typst.sheets(reading, work, PAGES), encoding="utf-8")
        (self._work / "class.typ").write_text(as_typst.CLASS, encoding="utf-8")
        for name, pupils in self._classes.items():
            (self._work / f"{name}.json").write_text(json.dumps(pupils), encoding="utf-8")
            (self._work / f"{name}.html").write_text(class_page(pupils, reading, work), encoding="utf-8")


def _pupils(class_name: str) -> Sequence[dict[str, str]]:
    """A made-up class; every name in it is another."""
    found = []
    for place in range(PUPILS):
        name = f"{GIVEN[place % len(GIVEN)]} {FAMILY[place // len(GIVEN)]} {class_name[-3:]}"
        room, number = class_name.upper(), str(place + 1)
        running = f"{name} · {room} · {number}"
        version = VERSIONS[place % len(VERSIONS)]
        found.append({"name": name, "class": room, "number": number, "running": running, "version": version})
    return found


def slope(small: Run, large: Run, name: str = "processor", less: bool = False) -> float:
    """Pages a second between two sizes; `less`: without reading back."""
    taken = getattr(large, name) - getattr(small, name)
    return (large.pages - small.pages) / (taken - (large.back - small.back if less else 0))


def per_page(small: Run, large: Run) -> float:
    """Bytes a page between two sizes."""
    return (large.size - small.size) / (large.pages - small.pages)


def report(one: Run, few: Run, many: Run, typst: tuple[Run, Run], weasy: tuple[Run, Run]) -> None:
    """Print all figures."""

    def row(what: str, *cells: str) -> None:
        print("| " + " | ".join((what, *cells)) + " |")

    row("figure", "ours", "Typst", "WeasyPrint", "ratios", "wanted")
    row(*["---"] * 6)
    for name in ("processor", "clock"):
        ours, other, third = slope(few, many, name, less=True), slope(*typst, name), slope(*weasy, name)
        ratios = f"{ours / other:.1f}, {ours / third:.0f}"
        row(f"pages a second, slope, {name}", f"{ours:.0f}", f"{other:.0f}", f"{third:.1f}", ratios, "12, 120")
    whole = slope(few, many)
    ratios = f"{whole / slope(*typst):.1f}, {whole / slope(*weasy):.0f}"
    row("the same with reading back, processor", f"{whole:.0f}", "", "", ratios, "")
    for name in ("processor", "clock"):
        ours, other = getattr(few, name), getattr(typst[0], name)
        said = f"{ours:.2f} s", f"{other:.2f} s", "", f"{other / ours:.1f}"
        row(f"whole process, {few.pages:.0f} pages, {name}", *said, "5")
    sizes = (f"{per_page(*pair):.0f}" for pair in ((few, many), typst, weasy))
    row("bytes a page, slope", *sizes, "", "700")
    peaks = (f"{pair[1].memory:.0f} MB" for pair in ((few, many), typst, weasy))
    row("memory at its peak", *peaks, "", "200 MB")
    made = (f"{pair[0].pages:.0f}, {pair[1].pages:.0f}" for pair in ((few, many), typst, weasy))
    row("pages made", *made, "", "")
    back = many.pages / many.back
    print(f"\nreading back: {many.back:.2f} s of {many.processor:.2f} s, {back:.0f} pages a second")
    print("ours, 36 pupils and more: " + ", ".join(f"{r.processor:.2f} s {r.memory:.0f} MB" for r in (one, few, many)))
    line = one.processor + (many.processor - one.processor) * (few.pages - one.pages) / (many.pages - one.pages)
    fixed = one.processor - one.pages / slope(one, many)
    off = (few.processor - line) / (line - fixed)
    print(f"straight line: {fixed:.2f} s fixed; {few.pages:.0f} pages are {off:+.1%} off the line between the others")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--many", type=int, default=100)
    parser.add_argument("--typst-many", type=int, default=0, help="classes of Typst's larger size, if not the same")
    parser.add_argument("--weasyprint", type=int, nargs=2, default=(1, 3))
    given = parser.parse_args()
    for name in ("typst", "weasyprint"):
        if subprocess.run([given.peers, "-c", f"import {name}"], capture_output=True, check=False).returncode:
            sys.exit(f"{given.peers} has no {name}: pip install 'typst==0.15.*' 'weasyprint==70.*' there")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.peers, given.many)
        ones, fews, manys, typsts, longest = ([] for _ in range(5))
        for _ in range(given.runs):
            ones.append(bench.ours(1))
            fews.append(bench.ours(FEW))
            typsts.append(bench.peer("typst", FEW))
            manys.append(bench.ours(given.many))
            if not longest:  # once, between the others
                longest = [bench.peer("typst", given.typst_many or given.many)]
                longest += [bench.peer("weasyprint", classes) for classes in given.weasyprint]
        weasy = longest[1], longest[2]
        report(middle(ones), middle(fews), middle(manys), (middle(typsts), longest[0]), weasy)


if __name__ == "__main__":
    main()
