"""Class packs for tests: lessons, class lists, the command run in this process, files read as PDFium shows them."""

from __future__ import annotations

import csv
import ctypes
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from unittest.mock import patch

import pypdfium2
from pypdfium2 import raw
from support import ESSAYS, Ran, cli, files, write_lesson
from support_pdf import dark

from handouts.pipeline import pack as packing
from handouts.pipeline.prepare import Prepared, prepare

_CLOSE = 8  # points: wider than a space, narrower than from one field to the next
HEADER = ("No", "Name", "Class", "Row", "Column", "Level", "Print", "Language")
# Numbers, made-up names, seats and needs of two small classes; twins in the first.
SEVEN_A = (
    ("1", "Ada Example", "7A", "1", "1"),
    ("2", "Budi Contoh", "7A", "1", "2"),
    ("3", "Budi Contoh", "7A", "2", "1"),
    ("4", "Łukasz Wzór-Özgür", "7A", "2", "2"),
    ("5", "Ольга Примерова", "7A", "3", "1"),
)
SEVEN_B = (
    ("1", "Support Pupil", "7B", "", "", "support"),
    ("2", "Large Pupil", "7B", "", "", "", "large-18"),
    ("3", "Murid Bahasa", "7B", "", "", "", "", "id"),
    ("4", "Usual Pupil", "7B"),
)

ALL_SHEETS = ("--sheets", "handout,worksheet,timeline-strip,flash-cards")
WORK = ("--sheets", "worksheet")
TWO = ("--versions", "2")
BOTH = {"7a": SEVEN_A, "7b": SEVEN_B}
# Packs by name: the class lists, the options, the plan.
PACKS: dict[str, tuple[Mapping[str, Sequence[Sequence[str]]], tuple[str, ...], str]] = {
    "sheets": ({"7a": SEVEN_A}, (*TWO, *ALL_SHEETS, "--spares", "2", "--teacher-copies", "1"), ""),
    "simplex": ({"7a": SEVEN_A}, (*TWO, "--sheets", "handout,worksheet", "--simplex"), ""),
    "editions": (BOTH, (*TWO, *WORK, "--spares", "1"), "languages: {id: spices}\n"),
    "masters": ({}, ("--versions", "3", "--sheets", "handout,worksheet"), ""),
    "slips": (BOTH, (*TWO, *WORK, "--mode", "photocopy", "--spares", "1"), "languages: {id: spices}\n"),
    "qr": ({"7a": SEVEN_A[:2]}, (*TWO, *WORK, "--qr"), ""),
    "digital": (BOTH, (*TWO, *WORK, "--digital", "pupils"), "languages: {id: spices}\n"),
    "shared": ({"7a": SEVEN_A}, (*TWO, *WORK, "--digital", "shared"), ""),
    "booklet": ({"7a": SEVEN_A}, (*TWO, "--sheets", "handout,worksheet", "--imposition", "booklet"), ""),
    "2-up": ({"7a": SEVEN_A}, (*TWO, *WORK, "--imposition", "2-up"), ""),
    "4-up": ({"7a": SEVEN_A}, (*TWO, *WORK, "--imposition", "4-up", "--simplex"), ""),
    "cut": ({"7a": SEVEN_A}, (*TWO, *WORK, "--imposition", "cut-and-stack"), ""),
}


@dataclass(frozen=True)
class Piece:
    """A piece of text: where it begins on its page, its size, its words; of stamps also where their ink ends."""

    x: float
    y: float
    size: float
    text: str
    right: float = 0


@dataclass(frozen=True)
class Placed:
    """A laid-out page on a side: the matrix that places it and its own text, then what is stamped on it."""

    matrix: tuple[float, ...]
    printed: tuple[Piece, ...]
    stamps: tuple[Piece, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of each stamp, without white space: PDFium guesses where there is some."""
        return tuple(dark(piece.text) for piece in self.stamps)


@dataclass(frozen=True)
class Side:
    """A page of a file for the copier."""

    width: float
    height: float
    placed: tuple[Placed, ...]

    @property
    def only(self) -> Placed:
        """The page of a side that has one."""
        (one,) = self.placed
        return one


@cache
def sides(data: bytes) -> tuple[Side, ...]:
    """The sides of a file of a class: a form is a laid-out page, text beside forms is a stamp on the last one."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return tuple(_side(leaf) for leaf in pdf)
    finally:
        pdf.close()


def _side(leaf: pypdfium2.PdfPage) -> Side:
    words = leaf.get_textpage()
    placed: list[tuple[tuple[float, ...], list[Piece], list[Piece]]] = []
    for thing in leaf.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM]):
        if thing.type == raw.FPDF_PAGEOBJ_FORM:
            placed.append((thing.get_matrix().get(), [], []))
        else:
            placed[-1][1 if thing.level else 2].append(_piece(thing, words, bool(thing.level)))
    made = (Placed(matrix, tuple(own), _joined(stamps)) for matrix, own, stamps in placed)
    return Side(*leaf.get_size(), tuple(made))


def _piece(thing: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage, printed: bool) -> Piece:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(thing.raw, size)
    length = raw.FPDFTextObj_GetText(thing.raw, words.raw, None, 0)
    held = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(thing.raw, words.raw, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)), length)
    *_, x, y = thing.get_matrix().get()
    right = 0 if printed else thing.get_bounds()[2]
    text = plain(held.raw.decode("utf-16-le").rstrip("\0"))
    return Piece(round(x, 2), round(y, 2), round(size.value, 2), text, right)


def plain(text: str) -> str:
    """A text as it is printed: PDFium guesses at spaces between pieces, and at hyphens that do not belong to words."""
    return text.rstrip().replace("\x02", "-")


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces close behind one another on one base line are one stamp: several fonts may show a name."""
    made: list[Piece] = []
    for piece in pieces:
        if made and made[-1].y == piece.y and -_CLOSE < piece.x - made[-1].right < _CLOSE:
            before = made.pop()
            made.append(replace(before, text=before.text + piece.text, right=piece.right))
        else:
            made.append(piece)
    return tuple(made)


def roster(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    """A class list as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *(((*row, *[""] * 8)[: len(header)]) for row in rows)])
    return out.getvalue()


def flight_lesson(folder: Path, more: str = "") -> Path:
    """A small lesson in English that can be drafted at every level."""
    return write_lesson(folder, "# " + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8"), more=more)


def spice_lesson(folder: Path) -> Path:
    """A small lesson in Indonesian."""
    return write_lesson(folder, "# " + (ESSAYS / "rempah-id.txt").read_text(encoding="utf-8"), language="id")


@dataclass(frozen=True)
class ClassPack:
    """A pack made by the command line: its lesson, what it was made with, the files below `out`, what was said."""

    lesson: Path
    out: Path
    ran: Ran

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All files by their path below the folder of the pack."""
        return files(self.out)

    @cached_property
    def records(self) -> dict[str, bytes]:
        """The records of the pack by their paths, as the command told them."""
        told = [line.partition(": ")[2] for line in self.ran.out.splitlines() if line.endswith(".json")]
        return {path: Path(path).read_bytes() for path in told}

    def sides(self, path: str) -> tuple[Side, ...]:
        """The sides of one file."""
        return sides(self.files[path])


_KNOWN: dict[object, Prepared] = {}


def prepared(source: str, language: str | None, level: str | None = None, _: object = None) -> Prepared:
    """What is made of a lesson, made once for every lesson with these files."""
    folder = Path(source)
    key = (str(folder), (folder / "essay.md").read_bytes(), (folder / "lesson.yaml").read_bytes(), language, level)
    if key not in _KNOWN:
        _KNOWN[key] = prepare(source, language, level)  # type: ignore[arg-type]
    return _KNOWN[key]


def run_pack(lesson: Path, out: Path, *options: str | Path, lang: str = "en") -> Ran:
    """Run the command; lessons that were prepared before are not prepared again."""
    with patch.object(packing, "prepare", prepared):
        return cli("pack", lesson, "--out", out, *options, lang=lang)


def make_pack(
    lesson: Path, out: Path, rosters: Mapping[str, Sequence[Sequence[str]]], *options: str, plan: str = ""
) -> ClassPack:
    """A pack that must succeed, with these class lists and this plan beside the lesson."""
    given: list[str | Path] = [*options]
    for name, rows in rosters.items():
        path = out.parent / f"{out.name}-{name}.csv"
        path.write_text(roster(rows), encoding="utf-8")
        given += ["--class", path]
    if plan:
        path = out.parent / f"{out.name}.yaml"
        path.write_text(f"format: 1\n{plan}", encoding="utf-8")
        given += ["--plan", path]
    ran = run_pack(lesson, out, *given)
    assert ran.code == 0, ran.err
    return ClassPack(lesson, out, ran)


def named_pack(name: str, lesson: Path, folder: Path) -> ClassPack:
    """One of PACKS, made of a lesson beside which the folder `spices` lies."""
    rosters, options, plan = PACKS[name]
    return make_pack(lesson, folder / name, rosters, *options, plan=plan.replace("spices", str(spices(lesson))))


def spices(lesson: Path) -> Path:
    """The lesson in Indonesian beside another lesson."""
    return lesson.parent / "spices"
