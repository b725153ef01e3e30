"""The three made-up classes that come with the tool, printed with one command."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from support import ROOT, files
from support_packs import WORK, flight_lesson, run_pack, sides
from support_pdf import dark, pages

CLASSES = [ROOT / "content" / "classes" / name for name in ("x-a.csv", "x-b.xlsx", "x-c.csv")]
NAMES = {
    "x-a": ("X-A", [f"Siswa {n:02}" for n in range(1, 37)]),
    "x-b": ("X-B", [f"Murid {n:02}" for n in range(1, 29)]),
    "x-c": ("X-C", [f"Pelajar {n:02}" for n in range(1, 6)]),
}
NAMED = [part for path in CLASSES for part in ("--class", path)]
ASKED = ("--versions", "2", "--spares", "2", "--teacher-copies", "1")


@pytest.fixture(
    scope="module",
    params=["flights", pytest.param("us-soviet-alliance", marks=pytest.mark.verify)],
)
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the pack of a small lesson; of the sample lesson as well in the long run."""
    folder = tmp_path_factory.mktemp("samples")
    lesson = flight_lesson(folder / "flights") if request.param == "flights" else copied(request.param, folder)
    options = WORK if request.param == "flights" else ()
    ran = run_pack(lesson, folder / "out", *NAMED, *ASKED, *options)
    assert ran.code == 0, ran.err
    found = files(folder / "out")
    found["said"] = ran.out.encode()
    return found


def copied(name: str, folder: Path) -> Path:
    import shutil

    return Path(shutil.copytree(ROOT / "content" / name, folder / name, ignore=shutil.ignore_patterns("locks")))


def test_every_class_has_its_file_and_list(out: dict[str, bytes]) -> None:
    for slug in NAMES:
        assert {f"pupils/{slug}.pdf", f"teacher/list-{slug}.pdf"} <= set(out)
    assert [path for path in out if "key-" in path and path.startswith("pupils/")] == []


def test_every_pupil_has_one_set_in_the_order_of_the_class(out: dict[str, bytes]) -> None:
    for slug, (class_name, names) in NAMES.items():
        blocks = []  # the pages with a place for the name, one in each set
        for side in sides(out[f"pupils/{slug}.pdf"]):
            for page in side.placed:
                if len(page.words) == 4:
                    blocks.append(page.words[:3])  # behind them the code of the page
        assert blocks == [(dark(name), class_name, str(n)) for n, name in enumerate(names, start=1)]


def test_large_print_and_support_come_to_the_pupils_who_need_them(out: dict[str, bytes]) -> None:
    """Pelajar 02 has large print, 01 support, 03 a challenge: other pages than the rest, larger letters."""
    largest: dict[str, Counter[float]] = {}
    for side in sides(out["pupils/x-c.pdf"]):
        for page in side.placed:
            if page.words:
                name = re.sub(r"·.*", "", page.words[0])
                largest.setdefault(name, Counter()).update(p.size for p in page.printed for _ in p.text)
    usual = {name: sizes.most_common(1)[0][0] for name, sizes in largest.items()}
    assert usual["Pelajar02"] >= 18 > usual["Pelajar01"]
    text = pages(out["teacher/list-x-c.pdf"])[0]
    assert re.search(r"^1 Pelajar 01 \S+ support", text, re.M)
    assert re.search(r"^2 Pelajar 02 \S+ large print, 18 point", text, re.M)


def test_the_sums_of_the_job_sheet_by_hand(out: dict[str, bytes]) -> None:
    """Sheets are half the pages of each file; their sum is the paper that is needed."""
    told = " ".join(" ".join(pages(out["teacher/job-sheet.pdf"])).split())
    said = out["said"].decode()
    whole = 0
    for slug in NAMES:
        sheets = len(sides(out[f"pupils/{slug}.pdf"])) // 2
        (row,) = re.findall(rf"pupils/{slug}\.pdf X-[ABC] A4 both sides, flip on long edge 1 (\d+) ", told)
        assert int(row) == sheets
        assert re.search(rf"pupils/{slug}\.pdf +{2 * sheets} pages, {sheets} sheets of paper", said)
        whole += sheets
    assert f"A4 (210 × 297 mm) {whole} " in told and f"Sheets of paper in all: {whole}." in said
    reams = -(-whole * 10 // 500) / 10
    assert f"A4 (210 × 297 mm) {whole} {reams}" in told
    assert "X-A 36 sets with names, by number in the class; then 2 spare sets without names; then 1 set" in told


@pytest.mark.verify
def test_the_guide_shows_the_job_sheet_of_its_own_command(tmp_path: Path) -> None:
    """The table of docs/printing.md is what the command above it prints."""
    guide = (ROOT / "docs" / "printing.md").read_text(encoding="utf-8")
    asked = ("--versions", "2", "--spares", "2")
    assert " ".join(asked) in guide
    ran = run_pack(copied("us-soviet-alliance", tmp_path), tmp_path / "out", *NAMED, *asked)
    assert ran.code == 0, ran.err
    told = " ".join(" ".join(pages(files(tmp_path / "out")["teacher/job-sheet.pdf"])).split())
    rows = re.findall(r"^\| (pupils/x-.*) \|$", guide, re.MULTILINE)
    assert len(rows) == 3
    for row in rows:
        assert " ".join(row.replace("<br>", " ").replace("|", " ").split()) in told
    (whole,) = re.findall(r"(\d+) sheets are 0\.\d of a ream", guide)
    assert f"Total {whole} " in told
