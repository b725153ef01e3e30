"""`handouts pack` with what cannot be printed: one message with row or line and what to do, and no file of a pack."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from support import INTERFACES, Ran, files
from support_packs import SEVEN_A, WORK, flight_lesson, roster, run_pack
from support_pdf import pages
from test_writing_fails import fail_at

from handouts.pipeline import pack as packing

pytestmark = pytest.mark.sliced(2)

CSV = roster(SEVEN_A)
SEVERITY = {"en": ": error: ", "id": ": galat: "}


@dataclass(frozen=True)
class Bad:
    """What is asked, and what is told: exit code, message, the place's end, a word of the remedy in both languages."""

    exit: int
    code: str
    place: str
    remedy: tuple[str, str]
    roster: str | None = CSV
    plan: str = ""
    asked: tuple[str, ...] = field(default=())


def rows(*found: tuple[str, ...]) -> str:
    return roster(found)


CASES = {
    "no column of names": Bad(3, "roster-no-name", "7a.csv:1", ("--column name=", "--column name="), "A,B\n1,Ada\n"),
    "no pupils": Bad(3, "roster-empty", "7a.csv:1", ("row", "baris"), "No,Name\n"),
    "an empty file": Bad(3, "roster-empty", "7a.csv", ("row", "baris"), ""),
    "doubled numbers": Bad(
        3,
        "roster-number-twice",
        "7a.csv:3",
        ("number", "nomor"),
        rows(("1", "Ada Example", "7A"), ("1", "Budi Contoh", "7A")),
    ),
    "a word that is no level": Bad(
        3, "roster-word", "7a.csv:2:6", ("support", "support"), rows(("1", "Ada Example", "7A", "", "", "expert"))
    ),
    "a level without sheets": Bad(
        3,
        "pack-level-unknown",
        "7a.csv:3",
        ("levels:", "levels:"),
        rows(("1", "Ada Example", "7A"), ("2", "Budi Contoh", "7A", "", "", "challenge")),
        "levels: {challenge: {sheets: crossword}}\n",
    ),
    "Chinese without a font": Bad(
        3, "pack-name-no-font", "7a.csv:3", ("font", "fon"), rows(("1", "Ada Example", "7A"), ("2", "山田 太郎", "7A"))
    ),
    "a sign that no font has": Bad(3, "pack-name-no-font", "7a.csv:2", ("font", "fon"), rows(("1", "Ada 😀", "7A"))),
    "Arabic": Bad(3, "pack-name-script", "7a.csv:2", ("letters", "huruf"), rows(("1", "محمد مثال", "7A"))),
    "Devanagari": Bad(3, "pack-name-script", "7a.csv:2", ("letters", "huruf"), rows(("1", "राम", "7A"))),
    "a class that no font has": Bad(3, "pack-name-no-font", "7a.csv:2", ("font", "fon"), rows(("1", "Ada", "七A"))),
    "a sheet that does not exist": Bad(
        3, "yaml-wrong-value", "plan.yaml:2:10", ("worksheet", "worksheet"), plan="sheets: [worksheeet]\n"
    ),
    "a sheet twice": Bad(
        3, "pack-sheet-twice", "plan.yaml:2:21", ("spares:", "spares:"), plan="sheets: [worksheet, worksheet]\n"
    ),
    "a key for pupils": Bad(3, "pack-teacher-sheet", "plan.yaml:2:10", ("key", "Kunci"), plan="sheets: [key]\n"),
    "no sheet at all": Bad(
        3, "pack-empty", "essay.md", ("crossword", "crossword"), asked=("--sheets", "crossword,word-search")
    ),
    "a language without a lesson": Bad(
        3,
        "pack-language-unknown",
        "7a.csv:2",
        ("languages:", "languages:"),
        rows(("1", "Ada Example", "7A", "", "", "", "", "id")),
    ),
    "a language that is none": Bad(
        3, "roster-word", "7a.csv:2:8", ("en, id", "en, id"), rows(("1", "Ada", "7A", "", "", "", "", "xx"))
    ),
    "no such roster": Bad(2, "roster-not-found", "nothing.csv", ("CSV", "CSV"), None, asked=("--class", "nothing.csv")),
    "a folder for a roster": Bad(3, "source-folder", ".", ("file", "berkas"), None, asked=("--class", ".")),
    "no such plan": Bad(3, "source-missing", "nothing.yaml", ("name", "nama"), asked=("--plan", "nothing.yaml")),
    "an insert that is not there": Bad(
        3,
        "pack-file-missing",
        "plan.yaml:2:18",
        ("folder", "folder"),
        plan="inserts: [{file: nothing.pdf, after: worksheet}]\n",
    ),
    "an insert behind no sheet": Bad(
        2, "pack-insert-nowhere", "", ("after:", "after:"), plan="inserts: [{file: ok.pdf, after: handout}]\n"
    ),
    "a damaged cover": Bad(3, "foreign-damaged", "broken.pdf", ("PDF", "PDF"), plan="cover: broken.pdf\n"),
    "a booklet on one side": Bad(
        2, "pack-booklet-simplex", "", ("2-up", "2-up"), asked=("--imposition", "booklet", "--simplex")
    ),
    "paper that does not exist": Bad(
        2, "paper-unknown", "", ("A3", "A3"), asked=("--imposition", "2-up", "--sheet-paper", "A33")
    ),
    "paper for nothing": Bad(2, "pack-scheme-missing", "", ("2-up", "2-up"), asked=("--sheet-paper", "A3")),
    "paper too small for the print": Bad(
        2, "paper-print", "", ("--paper", "--paper"), asked=("--paper", "A5", "--print", "large-24")
    ),
    "pages too small to read": Bad(
        2, "impose-too-small", "", ("paper", "kertas"), asked=("--imposition", "4-up", "--sheet-paper", "A5")
    ),
    "names without a roster": Bad(
        2, "pack-no-roster", "flights", ("--class", "--class"), None, asked=("--mode", "named")
    ),
    "an encoding that does not exist": Bad(
        2, "table-encoding-unknown", "", ("windows-1252", "windows-1252"), asked=("--encoding", "utf-99")
    ),
    "an answer to nothing": Bad(2, "roster-field-unknown", "", ("number", "number"), asked=("--column", "nam=B")),
    "nothing to allow": Bad(
        2, "roster-allow-unknown", "", ("roster-name-sign", "roster-name-sign"), asked=("--allow", "roster-empty")
    ),
}


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One lesson for all: nothing is ever written into it."""
    return flight_lesson(tmp_path_factory.mktemp("lesson") / "flights")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    pdf.save(tmp_path / "ok.pdf")
    pdf.close()
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\nno more")
    yield tmp_path


def pack(bad: Bad, lesson: Path, folder: Path, lang: str) -> Ran:
    given: list[str | Path] = [*WORK] if "--sheets" not in bad.asked and "sheets:" not in bad.plan else []
    if bad.roster is not None:
        (folder / "7a.csv").write_text(bad.roster, encoding="utf-8")
        given += ["--class", "7a.csv"]
    if bad.plan:
        (folder / "plan.yaml").write_text(f"format: 1\n{bad.plan}", encoding="utf-8")
        given += ["--plan", "plan.yaml"]
    return run_pack(lesson, folder / "out", *given, *bad.asked, lang=lang)


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("name", CASES)
def test_one_message_and_no_file(name: str, lang: str, lesson: Path, folder: Path) -> None:
    bad = CASES[name]
    ran = pack(bad, lesson, folder, lang)
    said = [line for line in ran.err.splitlines() if not line.startswith(" ")]
    assert (ran.code, ran.out, len(said)) == (bad.exit, "", 1), ran.err
    assert said[0].endswith(f"[{bad.code}]")
    place, mark, _ = f"\n{said[0]}".partition(SEVERITY[lang] if bad.place else SEVERITY[lang][2:])
    assert mark and (place.endswith(bad.place) or re.search(rf"{re.escape(bad.place)}[:\d]*$", place)), said[0]
    told = " ".join(line for line in ran.err.splitlines() if line.startswith("    "))
    assert bad.remedy[INTERFACES.index(lang)] in told + said[0]
    assert "Traceback" not in ran.err
    assert not (folder / "out").exists() and not (lesson / "locks").exists()


def test_all_bad_rows_are_told_at_once(lesson: Path, folder: Path) -> None:
    text = rows(("1", "Ada 😀", "7A"), ("2", "Budi", "7A"), ("3", "山田", "7A"), ("4", "محمد", "7A"))
    ran = pack(Bad(3, "", "", ("", ""), text), lesson, folder, "en")
    assert [line.partition(": error")[0] for line in ran.err.splitlines() if ": error" in line] == [
        f"7a.csv:{row}" for row in (2, 4, 5)
    ]


def test_a_class_of_one(lesson: Path, folder: Path) -> None:
    (folder / "7a.csv").write_text(roster(SEVEN_A[:1]), encoding="utf-8")
    ran = run_pack(lesson, folder / "out", *WORK, "--class", "7a.csv", "--versions", "4")
    assert ran.code == 0, ran.err
    assert {p for p in files(folder / "out") if "key-" in p} == {"teacher/key-A.pdf"}


def test_a_class_of_400_is_printed_and_asked_about(lesson: Path, folder: Path) -> None:
    text = roster([(str(n), f"Pupil {n}", "7A") for n in range(1, 401)])
    (folder / "7a.csv").write_text(text, encoding="utf-8")
    ran = run_pack(lesson, folder / "out", *WORK, "--class", "7a.csv")
    assert ran.code == 0 and "[roster-large]" in ran.err and "400" in ran.err
    pdf = pypdfium2.PdfDocument(folder / "out" / "pupils" / "7a.pdf")
    try:
        assert len(pdf) == 800
        assert "Pupil 400" in pdf[798].get_textpage().get_text_bounded()
    finally:
        pdf.close()


def test_columns_can_be_named(lesson: Path, folder: Path) -> None:
    (folder / "7a.csv").write_text("A,B\n1,Ada Example\n2,Budi Contoh\n", encoding="utf-8")
    ran = run_pack(lesson, folder / "out", *WORK, "--class", "7a.csv", "--column", "name=B", "--column", "number=A")
    assert ran.code == 0, ran.err
    assert "Ada Example" in pages((folder / "out" / "pupils" / "7a.pdf").read_bytes())[0]


# --- output that cannot be written ---


def packed(lesson: Path, folder: Path, lang: str = "en") -> Ran:
    (folder / "7a.csv").write_text(CSV, encoding="utf-8")
    return run_pack(lesson, folder / "out", *WORK, "--class", "7a.csv", lang=lang)


def one_message(ran: Ran, code: str, lang: str) -> None:
    said = [line for line in ran.err.splitlines() if not line.startswith(" ")]
    assert (ran.code, ran.out, len(said)) == (5, "", 1), ran.err
    assert said[0].endswith(f"[{code}]") and SEVERITY[lang] in said[0]


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("call", [1, 2, 4])
def test_a_disk_that_fills_up_leaves_no_file(
    call: int, lang: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = flight_lesson(tmp_path / "flights")
    seen = fail_at(monkeypatch, call, errno.ENOSPC)
    one_message(packed(lesson, folder, lang), "store-disk-full", lang)
    assert len(seen) == call
    assert not (folder / "out").exists() and not (lesson / "locks").exists()
    assert [p for p in tmp_path.rglob("*") if p.name.startswith(".handouts")] == []


def test_an_older_pack_survives_a_full_disk(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = flight_lesson(tmp_path / "flights")
    assert packed(lesson, folder).code == 0
    before = files(folder / "out")
    fail_at(monkeypatch, 2, errno.ENOSPC)
    (folder / "7a.csv").write_text(roster(SEVEN_A[:2]), encoding="utf-8")
    assert run_pack(lesson, folder / "out", *WORK, "--class", "7a.csv").code == 5
    assert files(folder / "out") == before


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_takes_no_files(
    number: int, lang: str, lesson: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    (folder / "7a.csv").write_text(CSV, encoding="utf-8")
    monkeypatch.setattr(Path, "mkdir", refuse)
    one_message(run_pack(lesson, folder / "out", *WORK, "--class", "7a.csv", lang=lang), "store-unwritable", lang)
    assert not (folder / "out").exists()


def test_a_file_where_the_folder_should_be(lesson: Path, folder: Path) -> None:
    (folder / "out").write_text("mine", encoding="utf-8")
    one_message(packed(lesson, folder), "store-not-a-folder", "en")
    assert (folder / "out").read_text(encoding="utf-8") == "mine"


def test_a_break_in_the_middle_leaves_nothing(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong before the files get their names: no record, no file."""

    def stop(*given: object) -> None:
        raise KeyboardInterrupt

    lesson = flight_lesson(tmp_path / "flights")
    monkeypatch.setattr(packing.locks, "write", stop)
    ran = packed(lesson, folder)
    assert ran.code == 130 and not (folder / "out").exists() and not (lesson / "locks").exists()
