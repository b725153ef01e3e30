"""One lesson in several prints: the same items, options and answers; keys with the lines of their own print."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from support import Pack, build, cli, copy_lesson
from support_pdf import MM, Shown, dark, pages, shown, squares, visible

from handouts.pipeline.prepare import Prepared

pytestmark = pytest.mark.sliced(2)

SHEETS = "handout,worksheet,key,crossword,timeline-cards"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    folder = tmp_path_factory.mktemp("prints")
    lesson = copy_lesson("id", folder)
    first = build(lesson, folder / "standard", "--sheets", SHEETS)
    made = {"standard": first}
    for name in ("large-24", "ink-saver"):
        made[name] = build(lesson, folder / name, "--sheets", SHEETS, "--print", name, known=first.prepared)
    return made


@pytest.mark.parametrize("name", ["large-24", "ink-saver"])
def test_the_same_items_and_answers(packs: dict[str, Pack], name: str) -> None:
    standard, other = packs["standard"], packs[name]
    assert standard.handouts["A"].sections == other.handouts["A"].sections
    keys = [[(e.number, e.answer) for s in p.keys["A"].sections for e in s.entries] for p in (standard, other)]
    assert keys[0] == keys[1]
    for section in standard.handouts["A"].sections:
        for item in section.items:
            for option in getattr(item, "options", ()):
                assert dark(option.text) in visible(other.pdfs["pupils/worksheet-A.pdf"])
    assert other.code != standard.code


def test_the_key_of_large_print_has_its_own_lines(packs: dict[str, Pack]) -> None:
    standard, large = packs["standard"], packs["large-24"]
    places = [[e.place for s in p.keys["A"].sections for e in s.entries] for p in (standard, large)]
    assert places[0] != places[1]
    assert len(large.record["lines"]) > 1.5 * len(standard.record["lines"])


def test_the_record_prints_the_same_key_again(packs: dict[str, Pack], tmp_path: Path) -> None:
    for pack in packs.values():
        ran = cli("key", pack.code, "--in", pack.source, "--out", tmp_path / pack.code)
        assert ran.code == 0, ran.err
        assert (tmp_path / pack.code / "key-A.pdf").read_bytes() == pack.pdfs["teacher/key-A.pdf"]
    assert packs["large-24"].record["print"] == "large-24" and "print" not in packs["standard"].record


def test_a_mark_box_with_no_room_takes_the_references_along(tmp_path: Path) -> None:
    lesson = copy_lesson("id", tmp_path)
    settings = lesson / "lesson.yaml"
    own = 'labels:\n  own.members: "4"\n  own.sources_text: "Contoh, A. (2020). Sejarah contoh. Halaman 10–40."\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    given = ("--sheets", "worksheet", "--theme", "indonesia-lkpd", "--print", "large-24", "--paper", "Letter")
    last = pages(build(lesson, tmp_path / "out", *given).pdfs["pupils/worksheet-A.pdf"])[-1]
    assert "Paraf guru" in last and "Daftar Pustaka" in last


def test_paper_of_the_lesson_and_sides_of_the_call(tmp_path: Path) -> None:
    lesson = copy_lesson("en", tmp_path)
    settings = lesson / "lesson.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "paper: folio\n", encoding="utf-8")
    pack = build(lesson, tmp_path / "out", "--sheets", "handout", "--simplex")
    assert (pack.record["paper"], pack.record["duplex"]) == ("F4", False)
    settings.write_text(settings.read_text(encoding="utf-8").replace("folio", "folio9"), encoding="utf-8")
    assert "215x330mm" in cli("build", lesson).err


LARGE = {"large-18": (18, 14), "large-24": (24, 16)}  # points of all words, and of what stands outside the text
PUPILS = (
    "handout,timeline,worksheet,answer-sheet,timeline-chart,timeline-table,timeline-blank-events,timeline-blank-dates,"
    "timeline-cards,timeline-strip,glossary,glossary-blanks,glossary-matching,vocabulary,crossword,word-search,flash-cards"
)
GLUE = ("Tempelkan", "lembar", "di", "sini")
# On small paper words may be smaller than the print where they have no room: the least size by sheet.
CRAMPED = {"timeline-strip": 22, "word-search": 22, "glossary": 23, "flash-cards": 16}


def too_small(data: bytes, name: str) -> list[Shown]:
    """What is smaller than the print: but for feet, numbers of lines, and words that are glued over."""
    size, outside = LARGE[name]
    found = [s for s in shown(data) if s.text.strip() and s.size < size - 0.01 and s.y > 26 * MM]
    around = [s for s in found if s.size == outside and (s.text.strip().isdecimal() or set(s.text.split()) & set(GLUE))]
    return [s for s in found if s not in around]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Pack]:
    """`large("A4", "large-18")`: all sheets for pupils on a paper in a print."""
    folder = tmp_path_factory.mktemp("large")
    lesson = copy_lesson("id", folder)
    known: list[Prepared] = []

    @cache
    def made(paper: str, name: str) -> Pack:
        asked = ("--sheets", PUPILS, "--print", name, "--paper", paper)
        pack = build(lesson, folder / f"{paper}-{name}", *asked, known=known[0] if known else None)
        known.append(pack.prepared)
        return pack

    return made


@pytest.mark.parametrize("name", LARGE)
def test_no_word_of_any_sheet_is_smaller_than_its_large_print(large: Callable[[str, str], Pack], name: str) -> None:
    sheets = {path: data for path, data in large("A4", name).pdfs.items() if path.startswith("pupils/")}
    assert len(sheets) == len(PUPILS.split(","))
    for path, data in sheets.items():
        small = too_small(data, name)
        if "crossword" in path:
            assert all(s.text.strip().isdecimal() and s.size >= 10 for s in small)
        else:
            assert small == [], path


def test_on_small_paper_words_are_as_large_as_they_have_room(large: Callable[[str, str], Pack]) -> None:
    for path, data in large("B5", "large-24").pdfs.items():
        sheet = path.removeprefix("pupils/").removesuffix(".pdf")
        if path.startswith("pupils/") and sheet != "crossword":
            assert all(s.size >= CRAMPED.get(sheet, 24) for s in too_small(data, "large-24")), path


@pytest.mark.parametrize("case", [("A4", "large-18"), ("A4", "large-24"), ("B5", "large-24")], ids="-".join)
def test_numbers_of_a_crossword_are_half_their_square(large: Callable[[str, str], Pack], case: tuple[str, str]) -> None:
    data = large(*case).pdfs["pupils/crossword.pdf"]
    (number,) = {s.size for s in too_small(data, case[1])}
    (side,) = set(squares(data))
    assert number == pytest.approx(side / 2, abs=0.02)
